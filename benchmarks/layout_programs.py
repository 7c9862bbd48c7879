"""Sets the same text in columns, tables and boxes with several programs, each as a PDF.

reportlab, LibreOffice Writer and Chromium set every layout; WeasyPrint and Typst where they are
installed. `benchmarks/layouts.py` measures what is read of them.
"""

from __future__ import annotations

import html
import importlib.util
import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.layout_content import Content, Items, Layout, content


def _halves(items: Items) -> tuple[Items, Items]:
    middle = len(items) // 2
    return items[:middle], items[middle:]


def reportlab(layout: Layout, what: Content) -> bytes:
    """Frames side by side; a box is a frame of its own above the last column's end."""
    from reportlab.lib.pagesizes import landscape, letter
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import (
        BaseDocTemplate,
        Frame,
        ListFlowable,
        ListItem,
        PageTemplate,
        Paragraph,
        Table,
    )

    size = layout.size
    width, height = landscape(letter) if layout.columns > 3 else letter
    room = (width - 90 - (layout.columns - 1) * layout.gutter * size) / layout.columns
    frames = [
        Frame(45 + i * (room + layout.gutter * size), 45, room, height - 90, 0, 0, 0, 0)
        for i in range(layout.columns)
    ]
    body = ParagraphStyle(
        "body", fontSize=size, leading=1.2 * size, spaceAfter=5, alignment=4 * layout.justified
    )
    heading = ParagraphStyle("h", parent=body, fontName="Helvetica-Bold", fontSize=1.3 * size)
    cell = ParagraphStyle("cell", parent=body, spaceAfter=0, alignment=0)

    def flowables(items: Items) -> Iterator[Any]:
        for sign, text in items:
            paragraph = Paragraph(html.escape(text), heading if sign == "#" else body)
            item = ListFlowable([ListItem(paragraph)], bulletType="bullet", start="•")
            yield item if sign == "-" else paragraph

    above, below = _halves(what.items)
    story = list(flowables(above))
    if what.rows:
        cells = [[Paragraph(html.escape(one), cell) for one in row] for row in what.rows]
        style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if layout.borders:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, "grey"))
        story.append(Table(cells, style=style, colWidths=[room / layout.table] * layout.table))
    if what.box:
        boxed = [[Paragraph(html.escape(one), cell)] for one in what.box]
        story.append(Table(boxed, style=[("BOX", (0, 0), (-1, -1), 1, "black")]))
    story.extend(flowables(below))
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=(width, height))
    document.addPageTemplates([PageTemplate(frames=frames)])
    document.build(story)
    return buffer.getvalue()


def web_page(layout: Layout, what: Content) -> str:
    """The layout in CSS; a box floats."""

    def flow(items: Items) -> str:
        tags = {"#": "h2", "-": "li", "": "p"}
        parts = [f"<{tags[sign]}>{html.escape(text)}</{tags[sign]}>" for sign, text in items]
        for index, (sign, _) in enumerate(items):
            begins = sign == "-" and (not index or items[index - 1][0] != "-")
            ends = sign == "-" and (index + 1 == len(items) or items[index + 1][0] != "-")
            parts[index] = f"{'<ul>' * begins}{parts[index]}{'</ul>' * ends}"
        return "".join(parts)

    above, below = _halves(what.items)
    table = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in what.rows
    )
    box = "".join(f"<p>{html.escape(one)}</p>" for one in what.box)
    border = "border:1px solid #777;border-collapse:collapse;" if layout.borders else ""
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Words</title><style>"
        f"@page{{size:letter {'landscape' if layout.columns > 3 else 'portrait'};margin:15mm}}"
        f"body{{margin:0;font:{layout.size}pt/1.2 'Liberation Serif'}}p,li{{margin:0 0 5pt}}"
        f"ul{{margin:0;padding-left:1.5em}}"
        f"main{{columns:{layout.columns};column-gap:{layout.gutter}em;"
        f"text-align:{'justify' if layout.justified else 'left'}}}"
        f"h2{{font-size:13pt;margin:6pt 0}}table{{{border}width:100%}}"
        f"td{{{border}padding:2pt 4pt;text-align:left;vertical-align:top}}"
        "aside{break-inside:avoid;float:right;width:35%;border:1px solid;padding:4pt;"
        "margin:0 0 4pt 8pt;text-align:left}</style>"
        f"<main>{flow(above)}{f'<table>{table}</table>' if table else ''}"
        f"{f'<aside>{box}</aside>' if box else ''}{flow(below)}</main>"
    )


def chromium(pages: Sequence[Path], profile: Path) -> None:
    """Print web pages, each to a PDF beside it."""
    for page in pages:
        command = [
            *(shutil.which("chromium") or "chromium", "--headless", "--no-sandbox"),
            *("--disable-gpu", f"--user-data-dir={profile}", "--no-pdf-header-footer"),
            *(f"--print-to-pdf={page.with_suffix('.pdf')}", page.as_uri()),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def word_file(layout: Layout, what: Content, path: Path) -> None:
    """The layout as a Word file; a box is a table of one cell."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Inches, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Sans", Pt(layout.size)
    normal.paragraph_format.space_after = Pt(5)
    section = document.sections[0]
    if layout.columns > 3:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Inches(0.7)
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), str(layout.columns))
    columns.set(qn("w:space"), str(round(20 * layout.gutter * layout.size)))

    def add(items: Items) -> None:
        for sign, text in items:
            paragraph = document.add_paragraph(style="List Bullet" if sign == "-" else None)
            run = paragraph.add_run(text)
            if sign == "#":
                run.bold, run.font.size = True, Pt(1.3 * layout.size)
            elif layout.justified:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    across = section.page_width - section.left_margin - section.right_margin
    gutters = (layout.columns - 1) * Pt(layout.gutter * layout.size)
    room = (across - gutters) // layout.columns

    def add_table(rows: Sequence[Sequence[str]], borders: bool) -> None:
        table = document.add_table(len(rows), len(rows[0]))
        table.autofit = False
        for column in table.columns:
            column.width = room // len(rows[0])
        if borders:
            table.style = "Table Grid"
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.width = room // len(texts)
                cell.paragraphs[0].text = text
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)

    above, below = _halves(what.items)
    add(above)
    if what.rows:
        add_table(what.rows, layout.borders)
    if what.box:
        add_table([[one] for one in what.box], True)
    add(below)
    document.save(str(path))


def writer(files: Sequence[Path], profile: Path) -> None:
    """Export Word files, each to a PDF beside it."""
    command = [
        *(shutil.which("soffice") or "soffice", f"-env:UserInstallation={profile.as_uri()}"),
        *("--headless", "--convert-to", "pdf", "--outdir", str(files[0].parent), *map(str, files)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def typst_source(layout: Layout, what: Content) -> str:
    """The layout in Typst's markup; a box is a block with a border."""
    signs = {"#": "== ", "-": "- ", "": ""}

    def flow(items: Items) -> str:
        return "\n\n".join(signs[sign] + text for sign, text in items)

    above, below = _halves(what.items)
    cells = ", ".join(f"[{cell}]" for row in what.rows for cell in row)
    stroke = "0.5pt" if layout.borders else "none"
    table = f"#table(columns: {layout.table}, stroke: {stroke}, {cells})" if what.rows else ""
    box = f"#block(stroke: 1pt, inset: 5pt)[{' '.join(what.box)}]" if what.box else ""
    return (
        f'#set page("us-letter", flipped: {str(layout.columns > 3).lower()}, margin: 15mm,'
        f" columns: {layout.columns})\n#set columns(gutter: {layout.gutter}em)\n"
        f'#set text(size: {layout.size}pt, font: "Libertinus Serif", lang: "en")\n'
        f"#set par(justify: {str(layout.justified).lower()})\n"
        + "\n\n".join((flow(above), table, box, flow(below)))
    )


def made(
    folder: Path, wanted: Sequence[Layout], programs: Sequence[str], seed: int = 1
) -> Iterator[tuple[str, Layout, Content, bytes]]:
    """Each layout by each program that is installed: program, layout, what it says, the PDF."""
    contents = {layout: content(layout, seed) for layout in wanted}
    for program in programs:
        files = {
            layout: folder / f"{program}-{i}"
            for i, layout in enumerate(wanted)
            if not (layout.box and program == "weasyprint")  # it loses boxes at a column's end
        }
        _write(program, files, contents, folder)
        for layout, file in files.items():
            yield program, layout, contents[layout], file.with_suffix(".pdf").read_bytes()


def installed() -> list[str]:
    """The programs that can be asked here."""
    found = ["reportlab"]
    found += [
        name
        for name, binary in (("writer", "soffice"), ("chromium", "chromium"))
        if shutil.which(binary)
    ]
    found += [name for name in ("weasyprint", "typst") if importlib.util.find_spec(name)]
    return found


def _write(
    program: str, files: Mapping[Layout, Path], contents: Mapping[Layout, Content], folder: Path
) -> None:
    """Write the files that are not all there yet."""
    if all(file.with_suffix(".pdf").exists() for file in files.values()):
        return
    sources = []
    for layout, file in files.items():
        what = contents[layout]
        match program:
            case "reportlab":
                file.with_suffix(".pdf").write_bytes(reportlab(layout, what))
            case "writer":
                sources.append(file.with_suffix(".docx"))
                word_file(layout, what, sources[-1])
            case "typst":
                sources.append(file.with_suffix(".typ"))
                sources[-1].write_text(typst_source(layout, what), encoding="utf-8")
            case _:
                sources.append(file.with_suffix(".html"))
                sources[-1].write_text(web_page(layout, what), encoding="utf-8")
    finish: dict[str, Callable[[], object]] = {
        "chromium": lambda: chromium(sources, folder / "chromium-profile"),
        "writer": lambda: writer(sources, folder / "writer-profile"),
        "weasyprint": lambda: _weasyprint(sources),
        "typst": lambda: _typst(sources),
    }
    if program in finish:
        finish[program]()


def _weasyprint(sources: Sequence[Path]) -> None:
    import weasyprint

    for source in sources:
        weasyprint.HTML(str(source)).write_pdf(str(source.with_suffix(".pdf")))


def _typst(sources: Sequence[Path]) -> None:
    import typst

    for source in sources:
        typst.compile(str(source), output=str(source.with_suffix(".pdf")))
