"""Decks and workbooks that the tests make by hand, part by part, as their programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = R + "/"
SPACES = (
    f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram"'
    ' xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"'
    ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
)
Parts = dict[str, bytes]


def pack(parts: Mapping[str, bytes | str]) -> bytes:
    """A package of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def unpack(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(data: bytes, **changes: bytes | str) -> bytes:
    """A package with parts changed, named by what their names end in without its ending: slide1."""
    parts: dict[str, bytes | str] = dict(unpack(data))
    for end, text in changes.items():
        [name] = [name for name in parts if name.endswith(f"/{end}.xml")]
        parts[name] = text
    return pack(parts)


def related(*targets: tuple[str, str]) -> str:
    """The relationships of a part: kinds and targets, in the order of their ids, from rId1."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else KIND + kind}"'
        f' Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{lines}</Relationships>'


def content_types(names: Sequence[str], main: str, kind: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    known = {
        "slide": "presentationml.slide+xml",
        "notesSlide": "presentationml.notesSlide+xml",
        "slideLayout": "presentationml.slideLayout+xml",
        "slideMaster": "presentationml.slideMaster+xml",
        "comment": "presentationml.comments+xml",
        "commentAuthors": "presentationml.commentAuthors+xml",
        "chart": "drawingml.chart+xml",
        "sheet": "spreadsheetml.worksheet+xml",
    }
    entries = [f'<Override PartName="/{main}" ContentType="{kind}"/>']
    for name in names:
        stem = name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
        if stem in known and name != main:
            office = f"application/vnd.openxmlformats-officedocument.{known[stem]}"
            entries.append(f'<Override PartName="/{name}" ContentType="{office}"/>')
    defaults = (
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{space}">{defaults}{"".join(entries)}</Types>'


def deck(
    *slides: str,
    slide_relationships: Sequence[tuple[str, str]] = (),
    parts: Mapping[str, str] | None = None,
    first: str = "",
) -> bytes:
    """A deck of slides, each given as the shapes of its tree; the relationships are the first
    slide's, and `first` are attributes of its root.
    """
    made: dict[str, str] = {}
    for number, shapes in enumerate(slides, start=1):
        made[f"ppt/slides/slide{number}.xml"] = (
            f"<p:sld {SPACES} {first if number == 1 else ''}><p:cSld><p:spTree>"
            "<p:nvGrpSpPr><p:cNvPr id='1' name=''/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr/>{shapes}</p:spTree></p:cSld></p:sld>"
        )
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    made["ppt/presentation.xml"] = (
        f"<p:presentation {SPACES}><p:sldIdLst>{ids}</p:sldIdLst>"
        '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )
    made["ppt/_rels/presentation.xml.rels"] = related(
        *(("slide", f"slides/slide{number}.xml") for number in range(1, len(slides) + 1))
    )
    made["_rels/.rels"] = related(("officeDocument", "ppt/presentation.xml"))
    if slide_relationships:
        made["ppt/slides/_rels/slide1.xml.rels"] = related(*slide_relationships)
    made |= parts or {}
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    types = content_types(tuple(made), "ppt/presentation.xml", main)
    return pack({"[Content_Types].xml": types, **made})


def shape(
    *paragraphs: str,
    at: tuple[int, int, int, int] | None = None,
    placeholder: str = "",
    properties: str = "",
    style: str = "",
) -> str:
    """A shape with paragraphs, each a text or the XML of what is in it, at left, top, width and
    height in tenths of an inch.
    """
    inner = "".join(f"<a:p>{one if one.startswith('<') else run(one)}</a:p>" for one in paragraphs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Shape" {properties}/><p:cNvSpPr/>'
        f"<p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:spPr>{frame(at) if at else ''}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:lstStyle>{style}</a:lstStyle>{inner}</p:txBody></p:sp>"
    )


def title(text: str) -> str:
    return shape(text, placeholder='<p:ph type="title"/>')


def run(text: str, look: str = "", inside: str = "") -> str:
    return f"<a:r><a:rPr {look}>{inside}</a:rPr><a:t>{text}</a:t></a:r>"


def bullet(text: str, level: int = 0) -> str:
    return f'<a:pPr lvl="{level}"><a:buChar char="•"/></a:pPr>{run(text)}'


def frame(at: tuple[int, int, int, int]) -> str:
    left, top, width, height = (91_440 * length for length in at)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def framed(graphic: str, properties: str = "") -> str:
    """A graphic frame that shows a table, a chart or a diagram."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="G" {properties}/>'
        "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm>"
        '<a:off x="0" y="914400"/><a:ext cx="914400" cy="914400"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="u">{graphic}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def workbook(
    *sheets: tuple[str, str],
    strings: Sequence[str] = (),
    attributes: Mapping[int, str] | None = None,
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook of sheets, each a name and the XML of its rows; `strings` are the XML of shared
    strings, `attributes` those of the sheet's entry by its number.
    """
    made: dict[str, str] = {}
    listed = ""
    for number, (name, rows) in enumerate(sheets, start=1):
        more = (attributes or {}).get(number, "")
        listed += f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}" {more}/>'
        made[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{S}" xmlns:r="{R}"><sheetData>{rows}</sheetData></worksheet>'
        )
    made["xl/workbook.xml"] = (
        f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{listed}</sheets></workbook>'
    )
    made["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{S}">{"".join(f"<si>{one}</si>" for one in strings)}</sst>'
    )
    made["xl/_rels/workbook.xml.rels"] = related(
        *(("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)),
        ("sharedStrings", "sharedStrings.xml"),
    )
    made["_rels/.rels"] = related(("officeDocument", "xl/workbook.xml"))
    made |= parts or {}
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = content_types(tuple(made), "xl/workbook.xml", main)
    return pack({"[Content_Types].xml": types, **made})
