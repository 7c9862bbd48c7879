"""YAML read into values that know their line, so that every error can name its place.

The traps of YAML become kind errors: `no` read as a boolean, an unknown key, a key given twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from personfirst.model.errors import RuleError, did_you_mean

MOST_BYTES = 1_000_000
_MOST_DEPTH = 20
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_TRUTHS = frozenset({"true", "false", "yes", "no", "on", "off"})

_GLUED = re.compile(r"\s*(?:- +)?[\w-]+:(?=[^\s/])")
_STARRED = "a text that starts with * or & must stand in quotes"
_QUOTED = "a text that starts with a quote or holds ': ' must be quoted as a whole"
_START = r"^\s*(?:- +)*(?:[\w-]+: +)?"
"""What may stand before a text on its line."""
_HINTS = (
    (re.compile(r"^ *\t"), "indent with spaces, not with tabs"),
    (re.compile(rf"{_START}[*&]"), _STARRED),
    (re.compile(rf"{_START}[\[{{]"), "a text that starts with [ or { must stand in quotes"),
    (re.compile(rf"{_START}[@`%]"), "a text that starts with @, ` or % must stand in quotes"),
    (_GLUED, "put a space behind the colon"),
)
"""What makes a line no YAML, as people write it, and what to do."""

if TYPE_CHECKING:
    import yaml


class Kind(Enum):
    """What YAML makes of a scalar."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    NOTHING = "nothing"


class Item(NamedTuple):
    """A YAML value, the 1-based line it stands on, and its file."""

    value: str | list[Item] | dict[str, Item]
    line: int
    file: Path
    kind: Kind = Kind.TEXT

    def error(self, message: str) -> RuleError:
        return RuleError(message, self.file, self.line)

    def mapping(self, allowed: Collection[str] | None = None) -> dict[str, Item]:
        """The value as a mapping; `allowed` names the only keys there may be."""
        if not isinstance(self.value, dict):
            glued = isinstance(self.value, str) and _GLUED.match(self.value)
            hint = "; put a space behind the colon" if glued else ""
            raise self.error(f"expected a mapping (key: value){hint}")
        if allowed is not None:
            for key, item in self.value.items():
                if key not in allowed:
                    known = f"; there are {', '.join(allowed)}"
                    hint = did_you_mean(key, allowed) or known
                    raise item.error(f"unknown key {key!r}{hint}")
        return self.value

    def text(self) -> str:
        """The value as text, or a number's digits. Truth values and empty ones are refused."""
        if not isinstance(self.value, str):
            raise self.error("expected text here, not a list or mapping; put it in quotes")
        if self.kind is Kind.TRUTH:
            raise self.error(f"YAML reads {self.value} as true or false; write '{self.value}'")
        if self.kind is Kind.NOTHING or not self.value.strip():
            raise self.error("the value is empty")
        return self.value.strip()

    def flag(self) -> bool:
        """The value as true or false."""
        if isinstance(self.value, str) and self.kind is Kind.TRUTH:
            return self.value.lower() in {"true", "yes", "on"}
        raise self.error("expected true or false")

    def number(self) -> int:
        """The value as a whole number from 1 to 100."""
        if isinstance(self.value, str) and self.value.isdigit() and 1 <= int(self.value) <= 100:
            return int(self.value)
        raise self.error("expected a whole number from 1 to 100")

    def items(self) -> list[Item]:
        """The value as a list."""
        if not isinstance(self.value, list):
            raise self.error("expected a list (lines that start with '- ')")
        return self.value

    def entries(self) -> list[Item]:
        """The value as a list that is not empty."""
        found = self.items()
        if not found:
            raise self.error("the list is empty; put something in it, or leave out its key")
        return found

    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts, one at least."""
        return tuple(item.text() for item in self.entries())

    def choice(self, allowed: Collection[str]) -> str:
        """The value as one of some words."""
        value = self.text()
        if value not in allowed:
            raise self.error(
                f"{value!r} is not one of {', '.join(allowed)}{did_you_mean(value, allowed)}"
            )
        return value


Reader = Callable[[Path], Item]
"""Reads a YAML file, or what is stored of it."""


def read_items(file: Path) -> Item:
    """The one YAML document in a file.

    Raises `RuleError` with the line for a file that is not UTF-8, not YAML, too large or too deep.
    """
    if file.is_dir():
        raise RuleError("is a folder with the name of a file of rules; rename it", file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", file) from error
    if len(data) > MOST_BYTES:
        raise RuleError(f"is larger than {MOST_BYTES:,} bytes", file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = data.count(b"\n", 0, error.start) + 1
        raise RuleError("is not UTF-8 text; save it as UTF-8", file, broken) from error
    import yaml

    loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _build(yaml.parse(text, Loader=loader), file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else min(mark.line, text.count("\n")) + 1
        hint = _hint(text.split("\n"), line or 1)
        raise RuleError(f"is not valid YAML: {error.problem}; {hint}", file, line) from error
    except yaml.YAMLError as error:
        at = getattr(error, "position", None)
        line = None if at is None else text.count("\n", 0, at) + 1
        reason = getattr(error, "reason", error)
        raise RuleError(f"is not valid YAML: {reason}", file, line) from error


def _hint(lines: list[str], line: int) -> str:
    """What may be wrong at a 1-based line that is no YAML: the reader may stop one line later."""
    near = [lines[line - 1], *(lines[line - 2 : line - 1] if line > 1 else ())]
    return next((hint for sign, hint in _HINTS for one in near if sign.search(one)), _QUOTED)


def _build(events: Iterator[yaml.Event], file: Path) -> Item:
    """The value that parse events describe. Nothing recurses, so no nest can exhaust the stack;
    aliases are refused, since they can unfold a small file without bound and no rule needs one.
    """
    import yaml

    whole: Item | None = None
    open_items: list[_Open] = []
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.ScalarEvent):
            item = Item(event.value, line, file, _kind(event))
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            item = open_items.pop().item
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            if len(open_items) == _MOST_DEPTH:
                raise RuleError("is nested too deep", file, line)
            empty: list[Item] | dict[str, Item] = (
                [] if isinstance(event, yaml.SequenceStartEvent) else {}
            )
            open_items.append(_Open(Item(empty, line, file)))
            continue
        elif isinstance(event, yaml.AliasEvent):
            raise RuleError(f"aliases (*name) are not allowed; {_STARRED}", file, line)
        elif whole is not None and isinstance(event, yaml.DocumentStartEvent):
            raise RuleError("holds a second document (---), which would not be read", file, line)
        else:
            continue
        if open_items:
            open_items[-1].add(item)
        else:
            whole = item
    if whole is None:
        raise RuleError("is empty", file)
    return whole


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read, and the key that waits for its value."""

    item: Item
    key: Item | None = None

    def add(self, item: Item) -> None:
        value = self.item.value
        if isinstance(value, list):
            value.append(item)
        elif isinstance(value, dict) and self.key is None:
            if not isinstance(item.value, str):
                raise item.error("a key must be a word")
            if item.value in value:
                raise item.error(f"the key {item.value!r} is given twice")
            self.key = item
        elif isinstance(value, dict) and self.key is not None:
            value[str(self.key.value)] = item._replace(line=self.key.line)
            self.key = None


def _kind(event: yaml.ScalarEvent) -> Kind:
    """What YAML makes of a scalar: unquoted `no` is a truth value, and nothing at all is null."""
    if event.style:
        return Kind.TEXT
    if event.value.lower() in _TRUTHS:
        return Kind.TRUTH
    if event.value.lower() in {"", "~", "null"}:
        return Kind.NOTHING
    return Kind.NUMBER if _NUMBER.fullmatch(event.value) else Kind.TEXT
