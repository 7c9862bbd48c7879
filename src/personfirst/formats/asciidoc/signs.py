"""The signs by which a line of AsciiDoc says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from personfirst.formats.stretch import Line


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


HEADING = re.compile(r"(={1,6}|\#{1,6})[ \t]+(?=\S)")
UNDERLINE = re.compile(r"={4,}|-{4,}|~{4,}|\^{4,}|\+{4,}")
DELIMITER = re.compile(r"-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|`{3,}[\w-]*|--|[|,:]={3,}")
ENTRY = re.compile(r":(!?[\w-]+!?):(?:[ \t]+|(?![^\r\n]))")
LINE_MACRO = re.compile(r"(?:ifdef|ifndef|ifeval|endif|include)::[^\r\n]*")
BLOCK_MACRO = re.compile(r"([A-Za-z][\w-]{0,30})::\S{0,1000}\[([^\r\n]*)\]")
ATTRIBUTES = re.compile(r"\[(?:[^\[\]\r\n]|\[[^\[\]\r\n]*\])*+\]")
TITLE = re.compile(r"\.(?=[^\s.])")
RULE = re.compile(r"'{3,}|<{3,}|-{3}|\*{3}")
ITEM = re.compile(
    r"(\*{1,6}|-|\.{1,6}|\d{1,4}\.|[a-z]\.|[ivxIVX]{1,6}\)|<(?:\d{1,3}|\.)>|•)[ \t]+"
    r"(?:\[[ xX*]\][ \t]+)?(?=\S)"
)
NUMBERED = re.compile(r"\d{1,4}\.|[a-z]\.|[ivxIVX]{1,6}\)|<")
TERM = re.compile(r"([^\r\n]{1,300}?)(:{2,4}|;;)(?:[ \t]+|(?![^\r\n]))")
ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
QUOTE = re.compile(r">[ \t]?")
STYLE = re.compile(r"\[[ \t]*\"?([A-Za-z][\w-]*)")
CODE = _words(
    "source listing literal stem latexmath asciimath pass comment a2s actdiag barcode blockdiag"
    " bpmn bytefield d2 dbml diagrams ditaa dpic erd gnuplot graphviz lilypond matplotlib mermaid"
    " mscgen msc nomnoml nwdiag packetdiag pikchr plantuml rackdiag salt seqdiag smcat structurizr"
    " svgbob symbolator syntrax tikz umlet vega vegalite wavedrom"
)
"""Styles of blocks that are code or comments, or from which a program draws something."""
QUOTES = frozenset({"quote", "verse"})
READ_ENTRIES = frozenset({"description", "doctitle", "title", "subtitle"})
REVISION = re.compile(r"v?\d+[.,\d-]*")
_REFERENCE = re.compile(
    r"<<([^<>\r\n,]{1,300})(?:,[^<>\r\n]{0,300})?>>|xref:([^\[\]\r\n]{1,300})\["
    r"|link:[^\s#\[\]]{0,300}(#[^\s\[\]]{1,300})\["
)
_ID_PREFIX = re.compile(r"^:idprefix:[ \t]+(\S+)", re.MULTILINE)
_MOST_NAMES = 4
_LONGEST_NAMES = 500


def references(text: str) -> Iterator[str]:
    """What the cross references of a text point to: a title, or an address made of it."""
    found = _ID_PREFIX.search(text)
    prefix = found[1] if found else ""
    for one in _REFERENCE.finditer(text):
        target = one[1] or one[2] or one[3]
        yield target.rpartition("#")[2].removeprefix(prefix)


def is_comment(text: str, line: Line) -> bool:
    return text.startswith("//", line.start) and not text.startswith("///", line.start)


def is_attributes(text: str, line: Line) -> bool:
    """Whether a line in brackets says something about the block below it."""
    return (
        text[line.start] == "["
        and text[line.end - 1] == "]"
        and ATTRIBUTES.fullmatch(text, line.start, line.end) is not None
    )


def is_underlined(text: str, line: Line, following: Sequence[Line]) -> bool:
    """Whether a line is a title of the old kind: a line as long as it stands below."""
    if not following:
        return False
    below = following[0]
    if below.blank or abs(below.end - below.start - (line.end - line.start)) > 1:
        return False
    return UNDERLINE.fullmatch(text, below.start, below.end) is not None


def names_author(text: str, line: Line) -> bool:
    """Whether a line below the title says who wrote the document, or when."""
    words = text[line.start : min(line.end, line.start + _LONGEST_NAMES)]
    if words.startswith((":", "/", "[")) or words.endswith((".", "!", "?")):
        return False
    named = REVISION.match(words) is not None or ("@" in words and "<" in words)
    return named or 0 < len(words.split()) <= _MOST_NAMES


def interrupts(text: str, line: Line, *, in_item: bool) -> bool:
    """Whether a line ends the paragraph above it; in an item the next item does, too."""
    if text[line.start : line.end] == "+" or DELIMITER.fullmatch(text, line.start, line.end):
        return True
    if is_attributes(text, line):
        return True
    return in_item and (
        ITEM.match(text, line.start, line.end) is not None
        or TERM.match(text, line.start, line.end) is not None
    )
