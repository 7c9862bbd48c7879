"""YAML: the texts in translations, in data that a website is made from.

Only values are read, where they are prose; each is told by its key path, such as `hero.title`. The
parser's events are read, not the values that it would build, so neither deep nesting nor aliases
cost anything; what an alias stands for is read once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from personfirst.formats.base import Format
from personfirst.formats.encoding import decode
from personfirst.formats.flow import Flow
from personfirst.formats.keys import is_code, is_key_of_names
from personfirst.formats.stretch import LINE_END
from personfirst.formats.suppressions import Comment, suppressions_in, widened
from personfirst.formats.values import Run, is_prose, key_path, language_of, read_value
from personfirst.model.document import Document, Role
from personfirst.model.report import Problem
from personfirst.model.suppression import Suppression

_DIRECTIVE = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*(personfirst\b[^\r\n]*)", re.I | re.M)
_NAME = re.compile("personfirst", re.I)
_TRUTHS = frozenset(["true", "false", "yes", "no", "on", "off", "y", "n", "null"])
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_WORDS = re.compile(r"[ \t\r\n]+|[^ \t\r\n\\']+|(?s:.)")
_BLANK = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(?:\r\n|[\r\n])[ \t]*|(.))"
)
_SIGNS = {
    **{"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"},
    **{"e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"},
}


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    import yaml

    flow = Flow(text)
    flow.language = language_of(path)
    reader = _Reader(text, flow)
    broken: tuple[Problem, ...] = ()
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            reader.event(event)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        broken = (Problem(path, _reason(error), mark.line + 1 if mark else None),)
    suppressions, problems = suppressions_in(reader.comments(), text, path)
    suppressions = widened(map(reader.over_value, suppressions), reader.lines)
    return Document(path, FORMAT.name, text, flow.finish(), suppressions, (*problems, *broken))


def read(data: bytes, path: str) -> Document:
    """Read a YAML file in whatever encoding it is in."""
    return parse(decode(data).text, path)


FORMAT = Format("yaml", read, parse)


def _reason(error: Exception) -> str:
    problem = " ".join(str(getattr(error, "problem", None) or "it holds odd characters").split())
    return f"is not valid YAML here ({problem[:100]}); what stands below was not read"


@dataclass(slots=True)
class _Open:
    """A mapping or a sequence that is open: the key or the index in it, and the key's line.

    `in_key` says that it is a key itself, or part of one; `below` is the line of the key whose
    value it is, or 0.
    """

    mapping: bool
    step: str | int
    in_key: bool
    below: int = 0
    line: int = 0
    key_next: bool = True


class _Reader:
    """Takes the parser's events one by one.

    `lines` are the first and last line of every text that is written over several lines, its key's
    line with it.
    """

    def __init__(self, text: str, flow: Flow) -> None:
        self.lines: list[tuple[int, int]] = []
        self._text = text
        self._flow = flow
        self._open: list[_Open] = []
        self._speaks = _NAME.search(text) is not None
        self._scalars: list[tuple[int, int]] = []
        self._last = 0
        self._values: dict[int, int] = {}

    def event(self, event: Any) -> None:
        name = type(event).__name__
        if name in ("MappingEndEvent", "SequenceEndEvent"):
            self._close(event)
        if name not in ("ScalarEvent", "AliasEvent", "MappingStartEvent", "SequenceStartEvent"):
            return
        is_key = self._enter(event)
        if name == "ScalarEvent":
            self._scalar(event, is_key)
        elif name == "MappingStartEvent":
            self._open.append(_Open(True, "", is_key, self._key_line()))
        elif name == "SequenceStartEvent":
            self._open.append(_Open(False, -1, is_key, self._key_line()))

    def comments(self) -> Iterator[Comment]:
        """The directives in comments: where a sign stands in no value."""
        if self._speaks:
            for found in _DIRECTIVE.finditer(self._text):
                at = bisect_right(self._scalars, (found.start(), len(self._text))) - 1
                if at < 0 or found.start() >= self._scalars[at][1]:
                    yield Comment(found.start(), found.end(), found[1])

    def over_value(self, suppression: Suppression) -> Suppression:
        """A suppression of a key's line as one of the whole mapping or sequence below it."""
        last = self._values.get(suppression.last, 0)
        alone = suppression.first == suppression.last < last
        return replace(suppression, last=last) if alone else suppression

    def _key_line(self) -> int:
        """The line of the key whose value comes now; 0 where there is none."""
        return self._open[-1].line if self._open and self._open[-1].mapping else 0

    def _close(self, event: Any) -> None:
        """Leave a mapping or a sequence, which ends where its brackets or its last text do."""
        closed = self._open.pop()
        if event.end_mark.index > event.start_mark.index:
            self._last = event.end_mark.line + 1
        if closed.below:
            self._values[closed.below] = self._last

    def _enter(self, event: Any) -> bool:
        """Step on to the next key, value or item; whether it is a key."""
        if not self._open:
            return False
        home = self._open[-1]
        if isinstance(home.step, int):
            home.step += 1
            home.line = event.start_mark.line + 1
            return home.in_key
        is_key = home.key_next
        home.key_next = not is_key
        if is_key:
            home.step, home.line = "", event.start_mark.line + 1
        return is_key or home.in_key

    def _scalar(self, event: Any, is_key: bool) -> None:
        first, last = event.start_mark.index, event.end_mark.index
        self._last = event.end_mark.line + (event.style not in ("|", ">"))
        home = self._open[-1] if self._open else None
        if self._speaks:
            self._scalars.append((first, last))
        if is_key:
            if home and home.mapping and not home.key_next:
                home.step = event.value
            return
        begins = home.line if home else event.start_mark.line + 1
        if self._last > begins:
            self.lines.append((begins, self._last))
        plain = event.style is None or event.style == ""
        if (plain and event.value.lower() in _TRUTHS) or not is_prose(event.value):
            return
        steps = [one.step for one in self._open[-20:]]
        if is_code(steps, event.value):
            return
        if event.anchor or event.tag:
            properties = _PROPERTIES.match(self._text, first, last)
            first = properties.end() if properties else first
        if event.style in ("'", '"'):
            first, last = first + 1, last - 1
        elif event.style in ("|", ">"):
            line_end = LINE_END.search(self._text, first, last)
            first = line_end.end() if line_end else first
        runs = list(_runs(self._text, first, last, event.value, event.style))
        label, fixed = key_path(steps) or None, is_key_of_names(steps)
        read_value(self._flow, runs, Role.PARAGRAPH, label, fixed=fixed)


def _runs(text: str, start: int, end: int, value: str, style: str | None) -> Iterator[Run]:
    """A value with its source, word by word: white space stands for white space, whatever its
    length, and an escape for what it means; a line break that reads as a space stays one. From the
    first word that does not agree, the rest is one run.
    """
    if text[start:end] == value:
        yield value, start, end
        return
    at, position = 0, start
    while at < len(value) and position < end:
        found = _WORDS.match(text, position, end)
        word = found[0] if found else ""
        last = position + len(word)
        if word.isspace():
            says = _space(word, value, at, style)
            if says is None:
                break
            if says:
                wrapped = says == " " and LINE_END.search(word)
                yield "\n" if wrapped else says, position, last
            at += len(says)
        elif value.startswith(word, at) and not (word == "\\" and style == '"'):
            if word == "'" and style == "'":
                last += 1
            yield word, position, last
            at += len(word)
        elif word == "\\" and style == '"' and (escape := _ESCAPE.match(text, position, end)):
            says, last = _decoded(escape), escape.end()
            if not value.startswith(says, at):
                break
            if says:
                yield says, position, last
            at += len(says)
        else:
            break
        position = last
    if at < len(value) and position < end and value[at:].strip():
        yield value[at:], position, end


def _space(word: str, value: str, at: int, style: str | None) -> str | None:
    """What white space says in a value; None where the value says otherwise.

    In a block what is left of it stands there; elsewhere a line break is a space, and blank lines
    are line breaks.
    """
    if style in ("|", ">"):
        found = _BLANK.match(value, at)
        return found[0] if found else ""
    breaks = len(LINE_END.findall(word))
    says = ("\n" * (breaks - 1) or " ") if breaks else word
    return says if value.startswith(says, at) else None


def _decoded(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return _SIGNS.get(escape[4], escape[4]) if escape[4] else ""
