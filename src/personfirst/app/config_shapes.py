"""What a value of a configuration file may be: how it is read, and its JSON Schema."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from personfirst.app.config_file import refusal
from personfirst.model.choices import LEAST_SECONDS, MOST_SECONDS
from personfirst.model.errors import ConfigError, did_you_mean
from personfirst.model.rule import FORMS, AllowedPhrase, Alternative
from personfirst.rulebook.nodes import Item, Kind

Way = tuple[str, ...]
"""The keys that lead to a value, from the top of the file."""

_Word = TypeVar("_Word", bound=str)
_BARE = re.compile(r"[\w-]+")
_TEXT = {"type": "string", "pattern": r"\S"}
_PHRASE_KEYS = ("text", "rules", "reason")


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of value. `read` raises `ConfigError`, which names the way to the value."""

    read: Callable[[Item, Way], Any]
    schema: Mapping[str, Any]


def dotted(way: Way) -> str:
    """A way as TOML writes it: `per-path."minutes/**".style`, in quotation marks."""
    return repr(".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in way))


def table_of(item: Item, way: Way) -> Mapping[str, Item]:
    """The keys and values of a table."""
    if isinstance(item.value, dict):
        return item.value
    raise refusal(item, f"{dotted(way)} must be a table" if way else "must be a table")


def refuse_unknown(table: Mapping[str, Item], allowed: Collection[str], way: Way) -> None:
    """Raise `ConfigError` for a key that is not among those allowed."""
    for key, item in table.items():
        if key not in allowed:
            hint = did_you_mean(key, allowed) or f"; there are {', '.join(allowed)}"
            if key == "tool" and not way:
                hint = "; [tool.personfirst] stands in pyproject.toml alone: leave those words out"
            raise refusal(item, f"unknown key {dotted((*way, key))}{hint}")


def choice(allowed: tuple[_Word, ...], hint: str = "") -> Shape:
    """One of some words; `hint` goes on after the error where something other than a word stands.

    YAML reads a bare `off` as false; here it is the word.
    """

    def read(item: Item, way: Way) -> _Word:
        for word in allowed:
            if item.value == word and item.kind is not Kind.NUMBER:
                return word
        near = did_you_mean(item.value, allowed) if isinstance(item.value, str) else hint
        words = ", ".join(allowed)
        raise refusal(item, f"{dotted(way)} is {_shown(item)}, not one of {words}{near}")

    return Shape(read, {"enum": [str(word) for word in allowed]})


def text() -> Shape:
    """A text that says something."""
    return Shape(_text, _TEXT)


def texts(items: Mapping[str, Any] = _TEXT) -> Shape:
    """A list of texts; `items` is the JSON Schema of one."""

    def read(item: Item, way: Way) -> tuple[str, ...]:
        if not isinstance(item.value, list):
            raise refusal(item, f'{dotted(way)} must be a list of texts, such as ["a", "b"]')
        return tuple(_text(one, way) for one in item.value)

    return Shape(read, {"type": "array", "items": items})


def flag() -> Shape:
    """True or false."""

    def read(item: Item, way: Way) -> bool:
        if item.kind is Kind.TRUTH:
            return item.flag()
        raise refusal(item, f"{dotted(way)} is {_shown(item)}, not true or false")

    return Shape(read, {"type": "boolean"})


def seconds() -> Shape:
    """A number of seconds."""

    def read(item: Item, way: Way) -> float:
        value = _number(item)
        if not LEAST_SECONDS <= value <= MOST_SECONDS:
            wanted = f"a number of seconds from {LEAST_SECONDS} to {MOST_SECONDS}"
            raise refusal(item, f"{dotted(way)} is {_shown(item)}, not {wanted}")
        return value

    schema = {"type": "number", "minimum": LEAST_SECONDS, "maximum": MOST_SECONDS}
    return Shape(read, schema)


def forms() -> Shape:
    """Own words: a text, or a table of the forms that they have."""

    def read(item: Item, way: Way) -> Alternative:
        if isinstance(item.value, dict):
            refuse_unknown(item.value, FORMS, way)
        given = item.value if isinstance(item.value, dict) else {"text": item}
        try:
            if given:
                return Alternative({form: _text(one, way) for form, one in given.items()})
        except ConfigError:
            pass
        example = _pairs(item, one="person who …", many="people who …")
        raise refusal(item, f"{dotted(way)} must be a text, or a table such as {example}")

    properties = dict.fromkeys(FORMS, _TEXT)
    return Shape(read, {"anyOf": [_TEXT, _object(properties, minProperties=1)]})


def phrases(rules: Mapping[str, Any] = _TEXT) -> Shape:
    """A list of phrases, each a text or a table; `rules` is the JSON Schema of a rule's name."""

    def read(item: Item, way: Way) -> tuple[AllowedPhrase, ...]:
        if not isinstance(item.value, list):
            raise refusal(item, f'{dotted(way)} must be a list of phrases, such as ["a b", "c d"]')
        return tuple(_phrase(one, way) for one in item.value)

    properties = {"text": _TEXT, "rules": {"type": "array", "items": rules}, "reason": _TEXT}
    entry = _object(properties, required=["text"])
    return Shape(read, {"type": "array", "items": {"anyOf": [_TEXT, entry]}})


def _phrase(item: Item, way: Way) -> AllowedPhrase:
    if not isinstance(item.value, dict):
        return AllowedPhrase(_words(item, way))
    keys = item.value
    refuse_unknown(keys, _PHRASE_KEYS, way)
    if "text" not in keys:
        example = _pairs(item, text="clean room", reason="in a laboratory")
        raise refusal(item, f"an entry of {dotted(way)} needs a 'text', such as {example}")
    return AllowedPhrase(
        _words(keys["text"], (*way, "text")),
        texts().read(keys["rules"], (*way, "rules")) if "rules" in keys else (),
        _text(keys["reason"], (*way, "reason")) if "reason" in keys else "",
    )


def _words(item: Item, way: Way) -> str:
    """A text on one line that holds a letter or a digit."""
    found = " ".join(_text(item, way).split())
    if not any(character.isalnum() for character in found):
        raise refusal(item, f"{dotted(way)} holds {found!r}, which has no words")
    return found


def _text(item: Item, way: Way) -> str:
    if isinstance(item.value, str) and item.kind is Kind.TEXT and item.value.strip():
        return item.value.strip()
    scalar = item.kind in {Kind.TRUTH, Kind.NUMBER}
    mend = f"put {item.value} in quotes to make it one" if scalar else "give it one"
    raise refusal(item, f"{dotted(way)} holds {_shown(item)}, not a text; {mend}")


def _number(item: Item) -> float:
    try:
        return float(str(item.value)) if item.kind is Kind.NUMBER else math.nan
    except ValueError:
        return math.nan


def _shown(item: Item) -> str:
    """A value in words for an error."""
    if isinstance(item.value, str):
        if item.kind is Kind.NOTHING:
            return "empty"
        return repr(item.value) if item.kind is Kind.TEXT else item.value
    return "a list" if isinstance(item.value, list) else "a table"


def _pairs(item: Item, **pairs: str) -> str:
    """An example of a table as the file would write it."""
    sign = ": " if item.file.suffix.lower() in {".yaml", ".yml"} else " = "
    return "{" + ", ".join(f'{key}{sign}"{value}"' for key, value in pairs.items()) + "}"


def _object(properties: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "additionalProperties": False,
        **more,
    }
