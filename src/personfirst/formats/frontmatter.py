"""The front matter of a page or a Markdown file: the values in it that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from personfirst.formats.base import FILL, BlockBuilder, add_masked
from personfirst.formats.flow import Flow
from personfirst.model.document import Role

_KEYS = (
    "title subtitle description summary excerpt abstract caption alt tagline headline heading"
    " subheading lead intro teaser quote question answer linktitle shorttitle imagealt alttext"
    " imagecaption imagetitle seotitle seodescription metatitle metadescription ogtitle"
    " ogdescription socialdescription"
)
KEYS = frozenset(_KEYS.split())
"""Keys whose values are read, without `-` and `_` and in lower case."""

_LANGUAGE_KEYS = frozenset(("lang", "language", "locale"))
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*(\r\n|\n|\r)")
_LONGEST = 50_000
_TOML = re.compile(
    r"""^[ \t]*(?:[\w-]+\.)*"?([\w-]+)"?[ \t]*=[ \t]*(\"{3}|'{3}|"|')""", re.MULTILINE
)
_PAIR = re.compile(r"""^([\w-]+):[ \t]+(["']?)([^\r\n]*?)\2[ \t]*$""", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class _Value:
    """A string in the front matter: its key, what it says, and its range without quotes."""

    key: str
    text: str
    start: int
    end: int


def read_front_matter(text: str, view: str, flow: Flow) -> int:
    """Emit the front matter's readable values; returns where the text after it begins.

    `view` is the text with template code masked. A language that it names holds for the whole
    file. Front matter longer than 50,000 characters is taken for text.
    """
    opening = _FRONT.match(text)
    if opening is None:
        return 0
    fence = r"\+\+\+" if opening[1] == "+++" else r"(?:---|\.\.\.)"
    closing = re.compile(rf"^{fence}[ \t]*(?=[\r\n]|\Z)", re.MULTILINE).search(
        text[:_LONGEST].replace("\r", "\n"), opening.end()
    )
    if closing is None:
        return 0
    start, end = opening.end(), closing.start()
    if opening[1] == "+++":
        values = list(_toml(text, start, end))
    else:
        found = _yaml(text, start, end)
        if found is None:
            return 0
        values = found
    for value in values:
        key = value.key.lower().replace("-", "").replace("_", "")
        if key in _LANGUAGE_KEYS and flow.language is None and _TAG.fullmatch(value.text):
            flow.language = value.text.replace("_", "-")
    for value in values:
        key = value.key.lower().replace("-", "").replace("_", "")
        if key in KEYS:
            builder = BlockBuilder(flow.source)
            if FILL in view[value.start : value.end]:
                add_masked(builder, view, value.start, value.end)
            else:
                align(builder, text, value.text, value.start, value.end)
            flow.emit(builder, Role.METADATA, f"front matter: {value.key}")
    return closing.end()


def align(builder: BlockBuilder, source: str, text: str, start: int, end: int) -> None:
    """Add a value that its source writes differently (folded, escaped), word by word.

    Words are looked for in order and only behind white space and escapes, so none is matched to a
    wrong place; from the first that is written otherwise, the rest is one inexact stretch.
    """
    position = start
    while position < end and source[position].isspace() and not text[:1].isspace():
        position += 1
    for found in re.finditer(r"\s+|\S+", text):
        word = found[0]
        if word.isspace():
            last = position
            while last < end and source[last].isspace():
                last += 1
            if last == position:
                break
            builder.add(word, position, last)
            position = last
        elif source.startswith(word, position) and position + len(word) <= end:
            builder.add(word, position, position + len(word))
            position += len(word)
        else:
            break
    else:
        return
    builder.add(text[found.start() :], position, end)


def _yaml(text: str, start: int, end: int) -> list[_Value] | None:
    """The string values of YAML front matter; None where it is no mapping at all.

    Only events are read, so neither deep nesting nor aliases cost anything.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    values: list[_Value] = []
    frames: list[_Frame] = []
    try:
        for event in yaml.parse(text[start:end], Loader=loader):
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                frames.pop()
            if not isinstance(event, yaml.NodeEvent):
                continue
            mapping = isinstance(event, yaml.MappingStartEvent)
            if not frames and not mapping:
                return None
            frame = frames[-1] if frames else _Frame(mapping=False)
            is_key = frame.mapping and frame.key_next
            frame.key_next = not frame.key_next
            if isinstance(event, yaml.ScalarEvent):
                if is_key:
                    frame.key = event.value
                else:
                    values.append(_scalar(event, frame.key, text, start))
            elif not isinstance(event, yaml.AliasEvent):
                frames.append(_Frame(mapping=mapping, key=frame.key))
    except yaml.YAMLError:
        return list(_by_line(text, start, end))
    return values


@dataclass(slots=True)
class _Frame:
    """A collection that is open; a sequence's strings count under the key that it has."""

    mapping: bool
    key: str = ""
    key_next: bool = True


def _scalar(event: Any, key: str, text: str, start: int) -> _Value:
    first, last = start + event.start_mark.index, start + event.end_mark.index
    if event.style in ("'", '"'):
        first, last = first + 1, last - 1
    elif event.style in ("|", ">"):
        line_end = _LINE_END.search(text, first, last)
        first = line_end.end() if line_end else first
    return _Value(key, event.value, first, last)


def _by_line(text: str, start: int, end: int) -> Iterator[_Value]:
    """What can be saved of front matter that is not valid YAML: values that fill their line."""
    for found in _PAIR.finditer(text, start, end):
        yield _Value(found[1], found[3], *found.span(3))


def _toml(text: str, start: int, end: int) -> Iterator[_Value]:
    """The string values of TOML front matter, found by their lines."""
    position = start
    while found := _TOML.search(text, position, end):
        quote, first = found[2], found.end()
        last = text.find(quote, first, end)
        if quote == '"':
            while last > 0 and text[last - 1] == "\\":
                last = text.find(quote, last + 1, end)
        if last < 0:
            return
        value = text[first:last]
        if '"' in quote:
            value = re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), value)
        yield _Value(found[1], value, first, last)
        position = last + len(quote)


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
