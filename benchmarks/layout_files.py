"""Sets the same text in columns, tables and boxes with several programs, each as a PDF.

LibreOffice Writer, Chromium and reportlab set every layout; WeasyPrint and Typst where they are
installed. `benchmarks/layouts.py` measures what is read of them.
"""

from __future__ import annotations

import html
import importlib.util
import io
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

Items = Sequence[tuple[str, str]]
"""Headings (`#`), items (`-`) and paragraphs (nothing) in order."""

_WHO = "The coalition|Our county|The clinic|A neighbor|The library|Every family|The school board"
_DID = "asked|thanked|trained|visited|called|supported|welcomed|interviewed|invited"
_WHOM = (
    "people who use drugs|the volunteers|former drug addicts|residents and their families|nurses|"
    "parents of teenagers|heroin users|twelve employers|the sheriff's deputies|men in recovery"
)
_WHERE = (
    "at the community center on Fifth Street|in May|during the yearly fair|at no cost|"
    "before the overdose training|on a rainy Tuesday|without asking for insurance|by telephone"
)
_WHY = (
    "so that nobody has to use alone|because stigma keeps people from care|and gave out naloxone|"
    "to plan the coming year|while the building was being repaired|and listened to what they said"
)
_SITES = "Marlow|Ferndale|Ashby|Wells|Stone Hill|Port Clare|Linden|Oakfield|Harbor|Milton"
_HOURS = "Mon–Fri 9–5|Tue 1–7|First Saturday|By appointment|Daily|Weekends|Thu noon–4|Closed"
_OFFERS = (
    "naloxone and test strips|syringe exchange with HIV and hepatitis testing|training for families "
    "of addicts|rides to treatment|counseling for people who have left jail|wound care|"
    "a drop-in group for former users and their partners|help with housing applications"
)
_PHONES = "555-0142|555-0187|555-0110|555-0123|555-0165|555-0199|555-0131"
HEAD = ("Site", "What it offers", "Open", "Telephone")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is set: `gutter` in the size of the letters, a table's `borders`, and a box beside
    the text if `box`.
    """

    columns: int = 1
    gutter: float = 2.0
    justified: bool = False
    table: int = 0
    borders: bool = False
    long_cells: bool = False
    box: bool = False
    size: float = 10.0

    @property
    def name(self) -> str:
        parts = [f"{self.columns} columns, gutter {self.gutter:g} em"] if self.columns > 1 else []
        if self.justified:
            parts.append("justified")
        if self.table:
            cells = "long" if self.long_cells else "short"
            parts.append(f"table of {self.table}, {cells}, {'' if self.borders else 'no '}borders")
        if self.box:
            parts.append("box")
        return ", ".join(parts) or "one column"


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says."""

    items: Items
    rows: tuple[tuple[str, ...], ...]
    box: tuple[str, ...]


def sentence(draw: random.Random) -> str:
    """A sentence of its own; its number makes it unlike all others."""
    words = [draw.choice(one.split("|")) for one in (_WHO, _DID, _WHOM, _WHERE, _WHY)]
    words[2] = f"{draw.randrange(100, 9_999)} of {words[2]}" if draw.random() < 0.5 else words[2]
    if draw.random() < 0.4:
        del words[draw.randrange(3, 5)]
    return " ".join(words) + "."


def content(layout: Layout, seed: int = 1) -> Content:
    """Text that fills a page or more of a layout."""
    draw = random.Random(f"{seed} {layout}")
    items: list[tuple[str, str]] = [("#", "Words that welcome people")]
    for _ in range(9 if layout.columns == 1 else 14):
        kind = draw.random()
        if kind < 0.15:
            items.append(("#", draw.choice(("Services", "Our partners", "News from the board"))))
        if kind > 0.85:
            items.extend(("-", sentence(draw)) for _ in range(3))
        items.append(("", " ".join(sentence(draw) for _ in range(draw.randint(1, 5)))))
    rows = [HEAD[: layout.table]]
    for site in draw.sample(_SITES.split("|"), 7):
        offers = draw.choice(
            [one for one in _OFFERS.split("|") if (len(one) > 24) == layout.long_cells]
        )
        rest = draw.choice(_HOURS.split("|")), draw.choice(_PHONES.split("|"))
        rows.append((site, offers, *rest)[: layout.table])
    box = [sentence(draw) for _ in range(2)] if layout.box else []
    return Content(tuple(items), tuple(rows) if layout.table else (), tuple(box))


def layouts() -> Iterator[Layout]:
    """All layouts that are measured."""
    for columns, gutter, justified in product((2, 3, 4), (0.6, 0.9, 1.4, 2.4), (False, True)):
        yield Layout(columns, gutter, justified)
    for columns, table, borders, long_cells in product(
        (1, 2), (2, 3, 4), (False, True), (False, True)
    ):
        if columns == 1 or table < 4:
            yield Layout(columns, 1.4, table=table, borders=borders, long_cells=long_cells)
    for columns, justified in product((1, 2), (False, True)):
        yield Layout(columns, 1.2, justified, box=True)


def _halves(items: Items) -> tuple[Items, Items]:
    middle = len(items) // 2
    return items[:middle], items[middle:]


# --- reportlab ---------------------------------------------------------------------------------


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


# --- web pages ---------------------------------------------------------------------------------


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
        "aside{break-inside:avoid;float:right;width:35%;border:1px solid;padding:4pt;margin:0 0 4pt 8pt;"
        "text-align:left}</style>"
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


# --- LibreOffice Writer ------------------------------------------------------------------------


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


# --- Typst -------------------------------------------------------------------------------------


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


# --- all ---------------------------------------------------------------------------------------


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
    program: str, files: dict[Layout, Path], contents: dict[Layout, Content], folder: Path
) -> None:
    if all(file.with_suffix(".pdf").exists() for file in files.values()):
        return
    for layout, file in files.items():
        what = contents[layout]
        match program:
            case "reportlab":
                file.with_suffix(".pdf").write_bytes(reportlab(layout, what))
            case "chromium" | "weasyprint":
                file.with_suffix(".html").write_text(web_page(layout, what), encoding="utf-8")
            case "writer":
                word_file(layout, what, file.with_suffix(".docx"))
            case "typst":
                file.with_suffix(".typ").write_text(typst_source(layout, what), encoding="utf-8")
    finish: dict[str, Callable[[], object]] = {
        "chromium": lambda: chromium(
            [one.with_suffix(".html") for one in files.values()], folder / "chromium-profile"
        ),
        "writer": lambda: writer(
            [one.with_suffix(".docx") for one in files.values()], folder / "writer-profile"
        ),
        "weasyprint": lambda: _weasyprint(files.values()),
        "typst": lambda: _typst(files.values()),
    }
    if program in finish:
        finish[program]()


def _weasyprint(files: Any) -> None:
    import weasyprint

    for file in files:
        weasyprint.HTML(str(file.with_suffix(".html"))).write_pdf(str(file.with_suffix(".pdf")))


def _typst(files: Any) -> None:
    import typst

    for file in files:
        typst.compile(str(file.with_suffix(".typ")), output=str(file.with_suffix(".pdf")))
