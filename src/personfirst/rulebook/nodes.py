"""YAML read into values that know their line, so that every error can name its place.

The traps of YAML become kind errors: `no` read as a boolean, an unknown key, a key given twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from personfirst.model.errors import RuleError

_MOST_BYTES = 1_000_000
_MOST_DEPTH = 20
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Item:
    """A YAML value, the 1-based line it stands on, and its file."""

    value: str | list[Item] | dict[str, Item]
    line: int
    file: Path
    tag: str = ""

    def error(self, message: str) -> RuleError:
        return RuleError(message, self.file, self.line)

    def mapping(self, allowed: Collection[str] | None = None) -> dict[str, Item]:
        """The value as a mapping; `allowed` names the only keys there may be."""
        if not isinstance(self.value, dict):
            raise self.error("expected a mapping (key: value)")
        if allowed is not None:
            for key, item in self.value.items():
                if key not in allowed:
                    raise item.error(f"unknown key {key!r}{did_you_mean(key, allowed)}")
        return self.value

    def text(self) -> str:
        """The value as text. Booleans, numbers and empty values are refused with a way out."""
        if not isinstance(self.value, str):
            raise self.error("expected text here, not a list or mapping; put it in quotes")
        if self.tag.endswith(":bool"):
            raise self.error(f"YAML reads {self.value} as true or false; write '{self.value}'")
        if self.tag.endswith(":null") or not self.value.strip():
            raise self.error("the value is empty")
        return self.value.strip() if self.tag else self.value

    def flag(self) -> bool:
        """The value as true or false."""
        if isinstance(self.value, str) and self.tag.endswith(":bool"):
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

    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts."""
        return tuple(item.text() for item in self.items())

    def choice(self, allowed: Collection[str]) -> str:
        """The value as one of some words."""
        value = self.text()
        if value not in allowed:
            raise self.error(
                f"{value!r} is not one of {', '.join(allowed)}{did_you_mean(value, allowed)}"
            )
        return value


def did_you_mean(word: str, known: Collection[str]) -> str:
    """`; did you mean 'severity'?` for the nearest known word, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def read_items(file: Path) -> Item:
    """The one YAML document in a file.

    Raises `RuleError` with the line for a file that is not UTF-8, not YAML, too large or too deep.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", file) from error
    if len(data) > _MOST_BYTES:
        raise RuleError(f"is larger than {_MOST_BYTES:,} bytes", file)
    try:
        text = data.decode("utf-8-sig")
        _refuse_aliases(text, file)
        node = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        broken = data.count(b"\n", 0, error.start) + 1
        raise RuleError("is not UTF-8 text; save it as UTF-8", file, broken) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "; a text that starts with a quote or holds ': ' must be quoted as a whole"
        line = None if mark is None else mark.line + 1
        raise RuleError(f"is not valid YAML: {error.problem}{hint}", file, line) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise RuleError(f"is not valid YAML: {error}", file) from error
    if node is None:
        raise RuleError("is empty", file)
    return _convert(node, file, _MOST_DEPTH)


def _refuse_aliases(text: str, file: Path) -> None:
    """Aliases can unfold a small file without bound; no rule needs one."""
    if "*" not in text and "&" not in text:
        return
    for token in _scan(text):
        if isinstance(token, yaml.AliasToken):
            raise RuleError("aliases (*name) are not allowed", file, token.start_mark.line + 1)


def _scan(text: str) -> Iterator[yaml.Token]:
    yield from yaml.scan(text, Loader=_LOADER)


def _convert(node: yaml.Node, file: Path, depth: int) -> Item:
    line = node.start_mark.line + 1
    if depth == 0:
        raise RuleError("is nested too deep", file, line)
    if isinstance(node, yaml.ScalarNode):
        return Item(node.value, line, file, node.tag)
    if isinstance(node, yaml.SequenceNode):
        return Item([_convert(child, file, depth - 1) for child in node.value], line, file)
    values: dict[str, Item] = {}
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise RuleError("a key must be a word", file, key.start_mark.line + 1)
        if key.value in values:
            raise RuleError(f"the key {key.value!r} is given twice", file, key.start_mark.line + 1)
        item = _convert(child, file, depth - 1)
        values[key.value] = Item(item.value, key.start_mark.line + 1, file, item.tag)
    return Item(values, line, file)
