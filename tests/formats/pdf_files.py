"""Makes PDFs for tests: leaflets with reportlab, and small ones byte by byte."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Table,
)

from personfirst.formats import registry
from personfirst.model.document import Document
from tests.formats.support import GOLDEN

FOLDER = GOLDEN / "pdf"
LEAFLET = [line for line in (FOLDER / "leaflet.txt").read_text("utf-8").splitlines() if line]
SENTENCE_END = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")

Items = Sequence[tuple[str, str]]


def read(data: bytes) -> Document:
    return registry.read(data, "leaflet.pdf")


def leaflet_items() -> list[tuple[str, str]]:
    """The leaflet's paragraphs, each with what it is: `#`, `##`, `-` or nothing."""
    items = []
    for line in LEAFLET:
        sign, _, text = line.partition(" ")
        items.append((sign, text) if sign in ("#", "##", "-") else ("", line))
    return items


def sentences(items: Items) -> list[str]:
    return [sentence for _, text in items for sentence in SENTENCE_END.split(text)]


def plain(text: str) -> str:
    """Text on one line, with straight quotes."""
    text = re.sub(r"\s+", " ", text).replace("’", "'").replace("‘", "'")
    return text.replace("”", '"').replace("“", '"')


def unfound(document: Document, items: Items) -> list[str]:
    """The sentences that no block holds whole."""
    blocks = "\n".join(plain(block.text) for block in document.blocks)
    return [sentence for sentence in sentences(items) if plain(sentence) not in blocks]


def set_in_columns(
    items: Items,
    columns: int,
    *,
    size: float = 10,
    wide: bool = False,
    justified: bool = False,
    gutter: float = 18,
    head: str = "",
    rows: Sequence[Sequence[str]] = (),
) -> bytes:
    """A leaflet set by reportlab's own layout in columns, with a head and a page's number."""
    width, height = landscape(letter) if wide else letter
    margin = 45.0
    column = (width - 2 * margin - (columns - 1) * gutter) / columns
    frames = [
        Frame(margin + i * (column + gutter), margin, column, height - 2 * margin, 0, 0, 0, 0)
        for i in range(columns)
    ]

    def decorate(canvas: Canvas, template: BaseDocTemplate) -> None:
        if head:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(margin, height - 30, head)
            canvas.drawRightString(width - margin, 24, f"Page {template.page}")

    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=(width, height), title="Where to turn")
    document.addPageTemplates([PageTemplate(frames=frames, onPage=decorate)])
    document.build(_flowables(items, size, justified, rows))
    return buffer.getvalue()


def _flowables(
    items: Items, size: float, justified: bool, rows: Sequence[Sequence[str]]
) -> list[object]:
    body = ParagraphStyle(
        "body", fontSize=size, leading=1.25 * size, spaceAfter=6, alignment=4 if justified else 0
    )
    styles = {
        "#": ParagraphStyle("title", parent=getSampleStyleSheet()["Title"], fontSize=2 * size),
        "##": ParagraphStyle("h", parent=getSampleStyleSheet()["Heading2"], fontSize=1.3 * size),
    }
    flowables: list[object] = []
    for sign, text in items:
        paragraph = Paragraph(text, styles.get(sign, body))
        if sign == "-":
            paragraph = ListFlowable([ListItem(paragraph)], bulletType="bullet", start="•")
        flowables.append(paragraph)
    if rows:
        cells = [[Paragraph(cell, body) for cell in row] for row in rows]
        flowables.append(Table(cells, style=[("GRID", (0, 0), (-1, -1), 0.5, "grey")]))
    return flowables


def drawn(
    *pages: Callable[[Canvas], object], size: tuple[float, float] = letter, turn: int = 0
) -> bytes:
    """Pages that functions draw; `turn` is how far a viewer turns them."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for draw in pages:
        if turn:
            canvas.setPageRotation(turn)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(
    *texts: str, x: float = 72, y: float = 700, size: float = 11, font: str = "Helvetica"
) -> Callable[[Canvas], None]:
    """Draws lines one below the other."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for index, text in enumerate(texts):
            canvas.drawString(x, y - 1.25 * size * index, text)

    return draw


def together(*draws: Callable[[Canvas], object]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def line_by_line(
    columns: Iterable[Sequence[str]], left: Sequence[float], size: float = 10
) -> bytes:
    """Columns written across the page line by line, as a program that knows no columns does."""
    placed = [
        (700 - 1.25 * size * index, x, text)
        for x, column in zip(left, columns, strict=True)
        for index, text in enumerate(column)
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", size)
        for y, x, text in sorted(placed, key=lambda one: (-one[0], one[1])):
            canvas.drawString(x, y, text)

    return drawn(draw)


def raw_pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    """A PDF of these objects; the first is its catalog."""
    parts, offsets, position = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(objects, 1):
        offsets.append(position)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        position += len(parts[-1])
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % offset for offset in offsets]
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R %s>>\n" % (len(objects) + 1, tail))
    return b"".join((*parts, b"startxref\n%d\n%%%%EOF\n" % position))


def raw_page(content: bytes, more: bytes = b"") -> bytes:
    """A PDF of one page that this content stream draws in Helvetica, named `F`."""
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> %s >>" % more,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def parsed(data: bytes) -> Any:
    """A PDF as pypdf reads it."""
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(data))


def rewritten(data: bytes, change: Callable[[Any], object]) -> bytes:
    """A PDF changed through pypdf's writer and written anew."""
    from pypdf import PdfWriter

    writer = PdfWriter(parsed(data))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def entry(name: str, value: object) -> dict[Any, Any]:
    """An entry for a PDF's dictionary: numbers, arrays of numbers, names and texts."""
    from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, TextStringObject

    made: object = value
    if isinstance(value, int):
        made = NumberObject(value)
    elif isinstance(value, tuple):
        made = ArrayObject(FloatObject(one) for one in value)
    elif isinstance(value, str):
        made = NameObject(value) if value.startswith("/") else TextStringObject(value)
    return {NameObject(name): made}


def shown(data: bytes) -> Any:
    """A PDF as a viewer that is built on pdfium opens it."""
    import pypdfium2

    return pypdfium2.PdfDocument(data)
