"""Message catalogues of gettext: `.po` files of translations and the `.pot` they are made from.

A translation is read; where there is none, people see the source text, so that is read instead. It
is also the key by which programs find the translation, so it must be changed there, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from personfirst.formats.base import Format
from personfirst.formats.encoding import decode
from personfirst.formats.flow import Flow
from personfirst.formats.stretch import lines_of
from personfirst.formats.suppressions import Comment, suppressions_in, widened
from personfirst.formats.values import Run, language_of, read_value
from personfirst.model.document import Document, Role
from personfirst.model.report import Problem

_KEYWORD = re.compile(r"(msgctxt|msgid|msgid_plural|msgstr(?:\[\d{1,3}\])?)(?=[ \t\"]|$)[ \t]*")
_STRING = re.compile(r'"((?:[^"\\\r\n]|\\[^\r\n])*+)"')
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z]{2,3})(?:[_@-]([A-Za-z]{2,4}))?[ \t]*$", re.M)
_WORD = re.compile(r"[^\W\d_]{2,}")
_BROKEN = "is not valid PO here; the line was not read"
_LONGEST_LABEL = 60
_LONGEST_REFERENCE = 200


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    flow = Flow(text)
    comments: list[Comment] = []
    broken: list[int] = []
    lines: list[tuple[int, int]] = []
    language = language_of(path)
    for entry in _entries(text, comments, broken):
        lines.append((entry.first, entry.last))
        if entry.is_header:
            language = _named("".join(run[0] for run in entry.runs("msgstr"))) or language
        else:
            _read_entry(entry, flow, language)
    suppressions, problems = suppressions_in(comments, text, path)
    if broken:
        problems = (*problems, Problem(path, _BROKEN, broken[0]))
    found = widened(suppressions, lines)
    return Document(path, FORMAT.name, text, flow.finish(), found, problems)


def read(data: bytes, path: str) -> Document:
    """Read a catalogue in whatever encoding it is in."""
    return parse(decode(data).text, path)


def escape(text: str) -> str:
    """Words as they stand between the quotes of a PO string."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


FORMAT = Format("po", read, parse, escape)


@dataclass(slots=True)
class _Entry:
    """A message: its strings by their keyword, where the program uses it, its lines (1-based)."""

    first: int
    last: int
    reference: str = ""
    strings: dict[str, list[Run]] = field(default_factory=dict)

    def runs(self, keyword: str) -> list[Run]:
        return self.strings.get(keyword, [])

    @property
    def is_header(self) -> bool:
        """Whether it is the first entry, which says what the file is."""
        return not self.runs("msgid") and not self.runs("msgctxt")

    @property
    def complete(self) -> bool:
        """Whether the place of its translation has come, so that what follows is another entry."""
        return any(one.startswith("msgstr") for one in self.strings)

    @property
    def translated(self) -> bool:
        return any(self.strings[one] for one in self.strings if one.startswith("msgstr"))

    @property
    def label(self) -> str | None:
        context = "".join(run[0] for run in self.runs("msgctxt")) or self.reference
        line = " ".join(context.split())
        return (line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1] + "…") or None


def _read_entry(entry: _Entry, flow: Flow, language: str | None) -> None:
    translated = entry.translated
    flow.language = language if translated else None
    for keyword, runs in entry.strings.items():
        is_source = not keyword.startswith("msgstr")
        if keyword == "msgctxt" or is_source is translated:
            continue
        if any(_WORD.search(run[0]) for run in runs):
            read_value(flow, runs, Role.PARAGRAPH, entry.label, fixed=is_source)


def _entries(text: str, comments: list[Comment], broken: list[int]) -> Iterator[_Entry]:
    """The entries in order; directives and the lines that are none go into the lists given."""
    entry: _Entry | None = None
    keyword = ""
    for number, line in enumerate(lines_of(text), 1):
        if line.blank:
            continue
        if text[line.start] == "#":
            if entry is not None and entry.complete:
                yield entry
                entry = None
            entry = entry or _Entry(number, number)
            entry.last = number
            if text.startswith("#:", line.start):
                places = text[line.start + 2 : line.end][:_LONGEST_REFERENCE].split()
                entry.reference = entry.reference or "".join(places[:1])
            else:
                body = text[line.start + 1 : line.end]
                comments.append(Comment(line.start, line.end, body))
            continue
        position = line.start
        if named := _KEYWORD.match(text, line.start, line.end):
            if entry is not None and (
                named[1] in entry.strings or (named[1] in ("msgid", "msgctxt") and entry.complete)
            ):
                yield entry
                entry = None
            entry = entry or _Entry(number, number)
            keyword, position = named[1], named.end()
            entry.strings[keyword] = []
        string = _STRING.fullmatch(text, position, line.end)
        if entry is None or string is None or not keyword:
            broken.append(number)
            continue
        entry.last = number
        entry.strings.setdefault(keyword, []).extend(_runs(text, *string.span(1)))
    if entry is not None:
        yield entry


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    """What a string says, with its escapes decoded."""
    position = start
    for found in _ESCAPE.finditer(text, start, end):
        first, last = found.span()
        if position < first:
            yield text[position:first], position, first
        hexadecimal, octal, sign = found.groups()
        number = int(hexadecimal, 16) if hexadecimal else int(octal, 8) if octal else None
        yield chr(number) if number is not None else _SIGNS.get(sign, sign), first, last
        position = last
    if position < end:
        yield text[position:end], position, end


def _named(header: str) -> str | None:
    """The language that a catalogue's header names."""
    found = _LANGUAGE.search(header)
    if found is None:
        return None
    return f"{found[1]}-{found[2]}" if found[2] else found[1]
