"""The names of WordprocessingML's elements and attributes, as the standard writes them: `w:p`.

Office's strict variant has other namespaces; both give the same short names (ECMA-376, ISO 29500).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_OLD, _NEW = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office/word/2010"
_NAMES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "w",
        (TRANSITIONAL, STRICT),
        "document body p r t tbl tr tc sdt sdtPr sdtContent showingPlcHdr dataBinding pPr rPr"
        " tblPr trPr tcPr pStyle rStyle numPr numId ilvl outlineLvl b i strike dstrike vanish"
        " lang ins del moveTo moveFrom hyperlink smartTag customXml fldSimple bdo dir ruby"
        " rubyBase fldChar instrText tab ptab br cr softHyphen noBreakHyphen sym drawing pict"
        " object footnoteReference endnoteReference footnote endnote txbxContent gridSpan"
        " gridBefore tblHeader tblCaption tblDescription cellDel sectPr sectPrChange"
        " headerReference footerReference titlePg evenAndOddHeaders altChunk subDoc style name"
        " comment commentReference basedOn rPrChange dropDownList date text docPartObj framePr"
        " bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permStart permEnd"
        " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd proofErr"
        " lastRenderedPageBreak comboBox lock delText sdtEndPr smartTagPr customXmlPr vertAlign"
        " position noProof",
    ),
    ("m", (f"{_OLD}/officeDocument/2006/math", f"{_NEW}/officeDocument/math"), "oMath oMathPara"),
    (
        "wp",
        (f"{_OLD}/drawingml/2006/wordprocessingDrawing", f"{_NEW}/drawingml/wordprocessingDrawing"),
        "inline anchor docPr",
    ),
    ("pic", (f"{_OLD}/drawingml/2006/picture", f"{_NEW}/drawingml/picture"), "cNvPr"),
    ("wps", (f"{_MICROSOFT}/wordprocessingShape",), "cNvPr"),
    ("wpg", (f"{_MICROSOFT}/wordprocessingGroup",), "cNvPr"),
    ("c", (f"{_OLD}/drawingml/2006/chart", f"{_NEW}/drawingml/chart"), "chart"),
    ("dgm", (f"{_OLD}/drawingml/2006/diagram", f"{_NEW}/drawingml/diagram"), "relIds"),
    (
        "mc",
        ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
        "AlternateContent Choice Fallback",
    ),
    (
        "v",
        ("urn:schemas-microsoft-com:vml",),
        "shape rect roundrect oval line polyline group image curve arc textbox textpath",
    ),
)
_SHORT: dict[object, str] = {
    f"{{{space}}}{name}": f"{prefix}:{name}"
    for prefix, spaces, names in _NAMES
    for space in spaces
    for name in names.split()
}
_LONG: dict[str, tuple[str, ...]] = {}
for _tag, _name in _SHORT.items():
    _LONG[_name] = (*_LONG.get(_name, ()), str(_tag))

SHAPES = frozenset(f"v:{name}" for name in _NAMES[-1][2].split()[:9])
"""VML shapes, which may have an alternative text."""

DELETED = frozenset(("w:del", "w:moveFrom"))
INSERTED = frozenset(("w:ins", "w:moveTo"))


def name_of(element: _Element) -> str:
    """`w:p`; "" for a comment, and for an element that no reader or writer asks about."""
    return _SHORT.get(element.tag, "")


def tags(*names: str) -> tuple[str, ...]:
    """What lxml calls these elements, in either variant."""
    return tuple(tag for name in names for tag in _LONG[name])


def attribute(element: _Element, name: str) -> str:
    """An attribute in its element's own namespace, such as `w:val`; "" where there is none."""
    tag = str(element.tag)
    return element.get(f"{tag[: tag.index('}') + 1]}{name}", "")


def attributes_of(element: _Element) -> dict[str, str]:
    """All attributes of an element, as lxml names them."""
    return {str(name): str(text) for name, text in element.attrib.items()}


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of a name; None where there is none."""
    if element is not None:
        for one in element:
            if _SHORT.get(one.tag) == name:
                return one
    return None


def value(element: _Element | None, name: str) -> str:
    """What the first child of a name says, `<w:name w:val="…"/>`; "" where there is none."""
    found = child(element, name)
    return attribute(found, "val") if found is not None else ""


def framing(paragraph: _Element) -> _Element | None:
    """What puts a paragraph into a frame beside the text; None for one in the text."""
    return child(child(paragraph, "w:pPr"), "w:framePr")


def is_drop_cap(paragraph: _Element) -> bool:
    """Whether a paragraph holds the large initial of the paragraph below, as Word stores it."""
    frame = framing(paragraph)
    return frame is not None and attribute(frame, "dropCap") in ("drop", "margin")


def is_on(element: _Element) -> bool:
    """Whether a property that is on or off, such as `<w:b/>`, is on."""
    return attribute(element, "val") not in ("0", "false", "off")


def number(text: str) -> int | None:
    """A number that counts something; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def chosen(alternatives: _Element) -> _Element | None:
    """Which of the ways to say the same that `mc:AlternateContent` offers is read: the newest."""
    for wanted in ("mc:Choice", "mc:Fallback"):
        for way in alternatives:
            if len(way) and name_of(way) == wanted:
                return way
    return None
