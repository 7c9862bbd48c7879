"""The lines of TOML values: found, whatever way they are written."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.app.toml_lines import MOST_DEPTH, Way, toml_lines, too_deep

EVERY_WAY = """\
# first = 1
style = "news" # [style]
'a b'.c."d.e" = 1.5
text = \"\"\"
[not]
a = table \\"\"\"
" \"\"\"\"
raw = '''
key = 'value' '''
list = [ # begins
  "one", 'two', # both
  { text = "three", rules = ["x",
    "y"] },
]
[rules.severity]
drug-user = "off"
inline = {a = 1, b = {c = [2, 3]}}
[per-path."minutes/**".rules]
  severity = {addict = "error"}
[[allow]]
text = "a"
[[allow]]

text = "b"
[allow.more]
deep = true
date = 1979-05-27 07:32:00
last = 3"""


def test_every_way_to_write_a_value() -> None:
    lines = toml_lines(EVERY_WAY)
    expected: dict[Way, int] = {
        ("style",): 2,
        ("a b",): 3,
        ("a b", "c", "d.e"): 3,
        ("text",): 4,
        ("raw",): 8,
        ("list",): 10,
        ("list", 0): 11,
        ("list", 1): 11,
        ("list", 2): 12,
        ("list", 2, "text"): 12,
        ("list", 2, "rules", 0): 12,
        ("list", 2, "rules", 1): 13,
        ("rules",): 15,
        ("rules", "severity"): 15,
        ("rules", "severity", "drug-user"): 16,
        ("rules", "severity", "inline", "b", "c", 1): 17,
        ("per-path", "minutes/**"): 18,
        ("per-path", "minutes/**", "rules", "severity", "addict"): 19,
        ("allow", 0): 20,
        ("allow", 0, "text"): 21,
        ("allow", 1): 22,
        ("allow", 1, "text"): 24,
        ("allow", 1, "more", "deep"): 26,
        ("allow", 1, "more", "date"): 27,
        ("allow", 1, "more", "last"): 28,
    }
    assert {way: lines.get(way) for way in expected} == expected
    assert ("not",) not in lines


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_tabs_change_nothing(end: str) -> None:
    text = f"\tstyle\t=\t'news'{end}{end}[rules]{end}\tfolders = [{end}\t'a',{end}]"
    assert toml_lines(text) == {
        ("style",): 1, ("rules",): 3, ("rules", "folders"): 4, ("rules", "folders", 0): 5,
    }  # fmt: skip


def ways(value: object, way: Way = ()) -> set[Way]:
    """The way to each value inside one."""
    inside: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return {way} - {()} | {found for key, one in inside for found in ways(one, (*way, key))}


def test_every_value_that_is_read_has_a_line() -> None:
    assert ways(tomllib.loads(EVERY_WAY)) == set(toml_lines(EVERY_WAY))


def inline(value: object) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)} = {inline(one)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(inline, value)) + "]"
    return json.dumps(value)


TEXTS = st.text(alphabet="a=.[]{},\"'#\n\\ é", max_size=8)
VALUES = st.recursive(
    st.integers() | st.booleans() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_any_values_on_a_line_each(values: dict[str, object]) -> None:
    text = "".join(f"{json.dumps(key)} = {inline(value)}\n" for key, value in values.items())
    lines = toml_lines(text)
    assert set(lines) == ways(tomllib.loads(text)) == ways(values)
    numbers = {key: number for number, key in enumerate(values, 1)}
    assert all(line == numbers[str(way[0])] for way, line in lines.items())


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 1_000_000,
        ".".join(["a"] * 500_000) + " = 1",
        "[" + ".".join(["a"] * 500_000) + "]",
        "a = " + "{a = " * 200_000,
        "ok = 1\n" + "a." * 21 + "a = 1",
    ],
)
def test_a_nest_is_seen_before_it_is_read(text: str) -> None:
    assert too_deep(text) == text.count("\n") + 1


def test_what_is_not_deep_is_not_too_deep() -> None:
    dots = ".".join(["a"] * MOST_DEPTH)
    assert (
        too_deep(f"{EVERY_WAY}\nx = '{dots}.{dots}' # {dots}.{dots} [[[[[[[[[[[[[[[[[[[[[[[")
        is None
    )
    assert too_deep("a = [\n" + "[1.5, 2.5],\n" * 1000 + "]") is None
