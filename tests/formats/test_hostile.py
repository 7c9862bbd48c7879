"""Input made to hurt: nothing recurses, nothing is lost."""

from __future__ import annotations

import pytest
from benchmarks.hostile_inputs import REPEATED

from personfirst.formats import registry

FORMATS = (
    *(".txt", ".md", ".mdx", ".html", ".svelte", ".rst", ".adoc", ".tex"),
    *(".srt", ".vtt", ".csv", ".json", ".yaml", ".po", ".xlf"),
)
AROUND = {
    ".srt": ("00:00:01,000 --> 00:00:02,000\n", ""),
    ".vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n", ""),
    ".json": ('{"a": "', '"}'),
    ".yaml": ("a: ", ""),
    ".po": ('msgid "', '"\nmsgstr ""\n'),
    ".xlf": ("<trans-unit><source>", "</source></trans-unit>"),
}
"""What makes running text a file of its format."""


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", REPEATED)
def test_nothing_is_lost(name: str, suffix: str) -> None:
    """`benchmarks/hostile.py` measures how time grows with such input; here it only must end."""
    part, end = REPEATED[name]
    text = part * 3_000 + end
    assert registry.parse(text, f"a{suffix}").text == text


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("part", ["<div>", "> ", "- ", "[", "*", "<ul><li>", "<b>"])
def test_a_nest_of_100_000_is_survived(part: str, suffix: str) -> None:
    text = part * 100_000 + "drug users"
    assert registry.parse(text, f"a{suffix}").text == text


@pytest.mark.parametrize("suffix", FORMATS)
def test_one_line_of_five_megabytes(suffix: str) -> None:
    before, after = AROUND.get(suffix, ("", ""))
    words = "Some wörds about drug users " * 180_000
    document = registry.parse(before + words + after, f"a{suffix}")
    assert document.words == 5 * 180_000


def test_a_wide_table_and_deep_front_matter_end() -> None:
    cells = "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n" + ("|b" * 1_000 + "\n") * 5
    assert registry.parse(cells, "a.md").blocks
    front = "---\na: " + "[" * 40_000 + "\n---\n"
    assert registry.parse(front, "a.md").text == front
