"""Rich Text Format, as Word, WordPad, TextEdit and LibreOffice write it."""

from __future__ import annotations

from personfirst.formats.base import Format
from personfirst.formats.rtf.reader import Reader
from personfirst.formats.rtf.writing import write
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError

_SIGNATURE = b"{\\rtf"
_BEFORE = b"\xef\xbb\xbf \t\r\n"


def read(data: bytes, path: str) -> Document:
    """Read a file; raises `UnreadableDocumentError` where it is no RTF."""
    data = data.lstrip(_BEFORE)
    if not data:
        raise UnreadableDocumentError("is empty")
    if not data.startswith(_SIGNATURE):
        raise UnreadableDocumentError(
            "is no RTF file, whatever its name says; save it again as RTF"
        )
    reader, transcript = Reader(), Transcript()
    reader.read(data)
    write(reader.content, transcript)
    return transcript.finish(path, FORMAT.name, data)


FORMAT = Format("rtf", read)
