"""YAML read into values that know their line, so that every error can name its place.

The traps of YAML become kind errors: `no` read as a boolean, an unknown key, a key given twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from personfirst.model.errors import RuleError, did_you_mean, one_error
from personfirst.rulebook.hints import GLUED, SPACES, STARRED, place_and_hint

MOST_BYTES = 1_000_000
_MOST_DEPTH = 20
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_TRUTHS = frozenset({"true", "false", "yes", "no", "on", "off"})

_CUT = re.compile(r"[ \t]+#[^\s#!]+")
"""What stands behind a text that YAML ends at a sign that was meant as one of its words."""
_PLAIN = re.compile(r"[\w ,-]+")

if TYPE_CHECKING:
    import yaml

Given = TypeVar("Given")
Made = TypeVar("Made")


class Kind(Enum):
    """What YAML makes of a scalar."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    NOTHING = "nothing"


class Item(NamedTuple):
    """A YAML value, the 1-based line it stands on, its file, and its key where it has one."""

    value: str | list[Item] | dict[str, Item]
    line: int
    file: Path
    kind: Kind = Kind.TEXT
    key: str = ""

    def error(self, message: str) -> RuleError:
        return RuleError(message, self.file, self.line)

    def _unlike(self, message: str) -> RuleError:
        """The error for a value of the wrong kind, with the key that it stands at."""
        return self.error(f"{self.key!r}: {message}" if self.key else message)

    def mapping(self, allowed: Collection[str] | None = None) -> dict[str, Item]:
        """The value as a mapping; `allowed` names the only keys there may be."""
        if not isinstance(self.value, dict):
            glued = isinstance(self.value, str) and GLUED.match(self.value)
            hint = "; put a space behind the colon" if glued else ""
            raise self._unlike(f"expected a mapping (key: value){hint}")
        if allowed is not None:
            unknown = [
                item.error(f"unknown key {key!r}{did_you_mean(key, allowed) or _listed(allowed)}")
                for key, item in self.value.items()
                if key not in allowed
            ]
            if unknown:
                raise one_error(unknown)
        return self.value

    def text(self) -> str:
        """The value as text, or a number's digits. Truth values and empty ones are refused."""
        if not isinstance(self.value, str):
            raise self._unlike("expected text here, not a list or mapping; put it in quotes")
        if self.kind is Kind.TRUTH:
            raise self.error(f"YAML reads {self.value} as true or false; write '{self.value}'")
        if self.kind is Kind.NOTHING or not self.value.strip():
            raise self._unlike("the value is empty")
        return self.value.strip()

    def flag(self) -> bool:
        """The value as true or false."""
        if isinstance(self.value, str) and self.kind is Kind.TRUTH:
            return self.value.lower() in {"true", "yes", "on"}
        raise self._unlike("expected true or false")

    def number(self) -> int:
        """The value as a whole number from 1 to 100."""
        if isinstance(self.value, str) and self.value.isdigit() and 1 <= int(self.value) <= 100:
            return int(self.value)
        raise self._unlike("expected a whole number from 1 to 100")

    def items(self) -> list[Item]:
        """The value as a list."""
        if not isinstance(self.value, list):
            simple = isinstance(self.value, str) and _PLAIN.fullmatch(self.value)
            hint = f"; write [{self.value}]" if simple else ""
            raise self._unlike(f"expected a list (lines that start with '- '){hint}")
        return self.value

    def entries(self) -> list[Item]:
        """The value as a list that is not empty."""
        found = self.items()
        if not found:
            raise self._unlike("the list is empty; put something in it, or leave out its key")
        return found

    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts, one at least."""
        return each(Item.text, self.entries())

    def choice(self, allowed: Collection[str]) -> str:
        """The value as one of some words."""
        if isinstance(self.value, str) and self.value in allowed:
            return self.value
        if not isinstance(self.value, str) or self.kind is Kind.NOTHING:
            raise self._unlike(f"expected one of {', '.join(allowed)}, without [ ] or {{ }}")
        raise self.error(
            f"{self.value!r} is not one of {', '.join(allowed)}{did_you_mean(self.value, allowed)}"
        )


def each(read: Callable[[Given], Made], given: Iterable[Given]) -> tuple[Made, ...]:
    """What `read` makes of each of some values. Raises one `RuleError` for all that are wrong."""
    made: list[Made] = []
    errors: list[RuleError] = []
    for one in given:
        try:
            made.append(read(one))
        except RuleError as error:
            errors.append(error)
    if errors:
        raise one_error(errors)
    return tuple(made)


def _listed(names: Iterable[str]) -> str:
    return f"; there are {', '.join(names)}"


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
        return _build(yaml.parse(text, Loader=loader), file, text)
    except yaml.MarkedYAMLError as error:
        line, hint = place_and_hint(error, text.split("\n"))
        raise RuleError(f"is not valid YAML: {error.problem}; {hint}", file, line) from error
    except yaml.YAMLError as error:
        at = getattr(error, "position", None)
        line = None if at is None else text.count("\n", 0, at) + 1
        reason = getattr(error, "reason", error)
        raise RuleError(f"is not valid YAML: {reason}", file, line) from error


def _build(events: Iterator[yaml.Event], file: Path, text: str) -> Item:
    """The value that parse events of a text describe. Nothing recurses, so no nest can exhaust the
    stack; aliases are refused, since they can unfold a small file without bound and no rule needs
    one, and signs that YAML takes out of a text.
    """
    import yaml

    whole: Item | None = None
    open_items: list[_Open] = []
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.ScalarEvent):
            if lost := _lost(event, text):
                raise RuleError(lost, file, event.end_mark.line + 1 if event.end_mark else line)
            item = Item(event.value, line, file, _kind(event))
        elif isinstance(event, yaml.AliasEvent):
            raise RuleError(f"aliases (*name) are not allowed; {STARRED}", file, line)
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


def _lost(event: yaml.ScalarEvent, text: str) -> str:
    """What YAML would take out of a text without a word: a tag, an anchor, what it reads as a
    comment; and what to do. Nothing where all is kept.
    """
    if event.anchor:
        return STARRED
    if event.tag:
        return "a text that starts with ! must stand in quotes"
    if event.style or " " not in event.value or event.end_mark is None:
        return ""
    cut = _CUT.match(text, event.end_mark.index)
    ends = cut and f"the text ends before {cut[0].strip()!r}, where YAML reads a comment"
    return f"{ends}; put the text in quotes" if ends else ""


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
            if "\u00a0" in item.value:
                raise item.error(SPACES)
            if item.value in value:
                raise item.error(f"the key {item.value!r} is given twice")
            self.key = item
        elif isinstance(value, dict) and self.key is not None:
            name = str(self.key.value)
            value[name] = item._replace(line=self.key.line, key=name)
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
