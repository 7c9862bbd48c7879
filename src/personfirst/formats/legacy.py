"""Files that personfirst cannot read but that hold text, so that nobody takes them for checked."""

from __future__ import annotations

from pathlib import PurePath

from personfirst.formats.base import Format
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"

_WORD = "is an old Word file: open it in Word or LibreOffice and save it as .docx"
_POWERPOINT = "is an old PowerPoint file: open it in PowerPoint or LibreOffice and save it as .pptx"
_EXCEL = "is an old Excel file: open it in Excel or LibreOffice and save it as .xlsx"
_REASONS = {
    ".doc": _WORD,
    ".dot": _WORD,
    ".ppt": _POWERPOINT,
    ".pps": _POWERPOINT,
    ".xls": _EXCEL,
    ".xlt": _EXCEL,
    ".pub": "is a Publisher file: open it in Publisher or LibreOffice and save it as PDF",
    ".wpd": "is a WordPerfect file: open it in LibreOffice or WordPerfect and save it as .docx",
    ".wps": "is a Works file: open it in LibreOffice and save it as .docx",
    ".sxw": "is an old OpenOffice file: open it in LibreOffice and save it as .odt",
    ".sxi": "is an old OpenOffice file: open it in LibreOffice and save it as .odp",
    ".pages": "is a Pages file: open it in Pages and export it as Word (.docx)",
    ".key": "is a Keynote file: open it in Keynote and export it as PowerPoint (.pptx)",
    ".numbers": "is a Numbers file: open it in Numbers and export it as Excel (.xlsx)",
    ".msg": "is an Outlook message: open it in Outlook and save it as text (.txt)",
}
_ALSO_OTHER_THINGS = {".dot": _OLE, ".pub": _OLE, ".key": _ZIP}
"""Suffixes that programs use too, for graphs and for keys; what does not begin as the file that is
meant holds nothing to read.
"""


def read(data: bytes, path: str) -> Document:
    """Say what the file is and how it can be checked: always raises `UnreadableDocumentError`, but
    for a file that only has the suffix.
    """
    suffix = PurePath(path).suffix.lower()
    signature = _ALSO_OTHER_THINGS.get(suffix)
    if signature is not None and not data.startswith(signature):
        return Document(path, FORMAT.name, "", ())
    if not data:
        raise UnreadableDocumentError("is empty")
    if data.startswith(_ZIP) and suffix in (".doc", ".ppt", ".xls", ".pps"):
        raise UnreadableDocumentError(
            f"is a new Office file by an old name: rename it to end in {suffix}x"
        )
    raise UnreadableDocumentError(_REASONS.get(suffix, "is in an old format"))


FORMAT = Format("legacy", read)
