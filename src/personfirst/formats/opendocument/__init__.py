"""OpenDocument files, such as LibreOffice writes: texts, slides, drawings, sheets (ISO 26300)."""

from __future__ import annotations

from personfirst.formats.base import Format
from personfirst.formats.opendocument.bodies import read_about, read_pages, read_sheets, read_text
from personfirst.formats.opendocument.charts import Charts
from personfirst.formats.opendocument.names import name_of
from personfirst.formats.opendocument.parts import open_parts
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.report import Problem


def read(data: bytes, path: str) -> Document:
    """Read a file by what it holds, whatever its suffix says. Raises `UnreadableDocumentError`."""
    parts = open_parts(data, path)
    transcript, charts = Transcript(), Charts(parts.package)
    read_about(transcript, parts.meta)
    body = name_of(parts.body)
    if body == "office:text":
        read_text(transcript, parts, charts)
    elif body == "office:presentation":
        read_pages(transcript, parts, charts, "slide")
    elif body == "office:drawing":
        read_pages(transcript, parts, charts, "page")
    elif body == "office:spreadsheet":
        read_sheets(transcript, parts, charts)
    else:
        raise UnreadableDocumentError("holds no text, slides or sheets")
    name = SHEETS.name if body == "office:spreadsheet" else FORMAT.name
    faults = (Problem(path, f"{fault} (the rest was read)") for fault in charts.faults)
    return transcript.finish(path, name, data, (*parts.problems, *faults))


FORMAT = Format("opendocument", read)
SHEETS = Format("opendocument sheet", read)
