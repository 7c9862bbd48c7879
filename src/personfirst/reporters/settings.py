"""Settings as TOML, with a comment on each that says where it was set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from personfirst.reporters.view import View, printable

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ODD = re.compile(r"[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def settings_text(
    head: Iterable[str], rows: Iterable[tuple[tuple[str, ...], Any, str]], view: View
) -> str:
    """The text: comments first, then each value under its table, by the keys that lead to it."""
    lines = [view.paint(f"# {printable(one)}", "dim") for one in head]
    table: tuple[str, ...] = ()
    for keys, value, place in rows:
        if keys[:-1] != table:
            table = keys[:-1]
            lines += ["", f"[{'.'.join(map(_key, table))}]"]
        comment = view.paint(f"# {printable(place)}", "dim")
        lines.append(f"{_key(keys[-1])} = {_value(value)}  {comment}")
    return "".join(f"{line}\n" for line in lines)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_items(value)) + "]"
    return _text(value) if isinstance(value, str) else f"{value:g}"


def _items(values: Iterable[Any]) -> Iterator[str]:
    return map(_value, values)


def _text(text: str) -> str:
    """A text in quotation marks, with nothing in it that could steer a terminal."""
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
