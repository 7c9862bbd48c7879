"""The examples of a rule, which are its tests."""

from __future__ import annotations

from personfirst.model.choices import FILTERS, STYLES
from personfirst.model.rule import Example
from personfirst.rulebook.nodes import Item

_KEYS = ("flag", "pass", "because", "fix")


def read_example(item: Item) -> Example:
    """One example. Raises `RuleError`."""
    keys = item.mapping(_KEYS)
    if ("flag" in keys) == ("pass" in keys):
        raise item.error("an example is either 'flag' or 'pass'")
    if "pass" in keys:
        if "fix" in keys:
            raise item.error("a 'pass' example has no 'fix'")
        because = keys["because"].choice(FILTERS) if "because" in keys else ""
        return Example(keys["pass"].text(), (), because, {}, item.line)
    if "because" in keys:
        raise item.error("a 'flag' example has no 'because': it names what mutes a 'pass'")
    text, spans = unmark(keys["flag"])
    fixes: dict[str, str] = {}
    if "fix" in keys:
        fix = keys["fix"]
        if isinstance(fix.value, dict):
            fixes = {style: value.text() for style, value in fix.mapping(STYLES).items()}
        else:
            fixes = {STYLES[0]: fix.text()}
    return Example(text, spans, "", fixes, item.line)


def unmark(item: Item) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without its [ ] and the spans they marked. Raises `RuleError` where none is."""
    text = ""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for character in item.text():
        if character == "[" and start is None:
            start = len(text)
        elif character == "]" and start is not None:
            spans.append((start, len(text)))
            start = None
        else:
            text += character
    if not spans or start is not None:
        raise item.error("a 'flag' example marks the words it must find with [ ]")
    return text, tuple(spans)
