"""The attributes of HTML elements that people see or hear, and those that say how to read."""

from __future__ import annotations

import re

from personfirst.formats.base import FILL, BlockBuilder, add_masked
from personfirst.formats.elements import ATTRIBUTES, BUTTONS, META
from personfirst.formats.flow import Flow
from personfirst.formats.html_tokens import Attributes, Token, entities
from personfirst.model.document import MarkKind, Role

_NUMBER = re.compile(r"\s*(\d{1,3})")
_RAISED = re.compile(r"vertical-align:\s*(?:super|text-top|\+?[0.]*[1-9])")
_LONGEST_LANGUAGE = 40


def emit_attributes(token: Token, view: str, shift: int, flow: Flow) -> None:
    """Emit a block for each attribute of a start tag that people see or hear.

    The tag stands in `view`, which stands `shift` further on in the source.
    """
    attributes = token.attributes
    for name, (role, label) in ATTRIBUTES.items():
        if name in attributes:
            _emit(attributes[name], view, shift, flow, role, label)
    if token.name == "meta" and "content" in attributes:
        names = (_value(attributes, key, view) for key in ("name", "property", "itemprop"))
        if name := next((name for name in names if name in META), ""):
            _emit(attributes["content"], view, shift, flow, Role.METADATA, f"meta {name}")
    elif token.name == "input" and "value" in attributes:
        kind = _value(attributes, "type", view)
        if kind in BUTTONS:
            sent = kind == "submit"
            _emit(attributes["value"], view, shift, flow, Role.METADATA, "button", fixed=sent)
    elif token.name in ("option", "optgroup", "track") and "label" in attributes:
        _emit(attributes["label"], view, shift, flow, Role.METADATA, "label")


def language_of(attributes: Attributes, view: str) -> str | None:
    """The language that a tag names; None where it names none or template code does."""
    value = attributes.get("lang") or attributes.get("xml:lang")
    if value is None:
        return None
    language = view[value[0] : value[1]].strip()
    return (
        language
        if language and FILL not in language and len(language) < _LONGEST_LANGUAGE
        else None
    )


def is_raised(attributes: Attributes, view: str) -> bool:
    """Whether the style of a tag sets its text above the line."""
    return "style" in attributes and _RAISED.search(_value(attributes, "style", view)) is not None


def sends_its_text(token: Token) -> bool:
    """Whether a form sends the text of an element as an answer: of an option without a value, which
    `:value`, `[ngValue]` and the like are, too.
    """
    return token.name == "option" and not any(
        name.strip("[]:").endswith("value") for name in token.attributes
    )


def span_of(attributes: Attributes, name: str, view: str) -> int:
    """How many columns or rows a cell spans, at least 1."""
    number = _NUMBER.match(view, *attributes[name]) if name in attributes else None
    return max(1, int(number[1])) if number else 1


def _value(attributes: Attributes, name: str, view: str) -> str:
    first, last = attributes.get(name, (0, 0))
    return view[first : min(last, first + 200)].strip().lower()


def _emit(
    place: tuple[int, int],
    view: str,
    shift: int,
    flow: Flow,
    role: Role,
    label: str,
    *,
    fixed: bool = False,
) -> None:
    """Emit the block of an attribute; `fixed` says that programs know it by its words."""
    position, last = place
    chunk = view[position:last]
    if not chunk or chunk.isspace():
        return
    first = position
    builder = BlockBuilder(flow.source)
    if fixed or view[position - 1] not in "\"'":
        builder.open_mark(MarkKind.FIXED)  # without quotes, no second word can stand there
    for start, end, decoded in entities(chunk, attribute=True) if "&" in chunk else ():
        add_masked(builder, view, position, first + start, shift)
        builder.add(decoded, first + start + shift, first + end + shift)
        position = first + end
    add_masked(builder, view, position, last, shift)
    flow.emit(builder, role, label)
