"""Masking of template code: same length, nothing but code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personfirst.formats import registry
from personfirst.formats.base import FILL
from personfirst.formats.template import mask
from personfirst.model.text import MASK


@pytest.mark.parametrize(
    "code",
    [
        "{{ page.junkie }}",
        "{{{ raw }}}",
        "{% if addict %}",
        "{%- assign x = 'junkie' -%}",
        "{# a junkie #}",
        '{{< figure alt="x" >}}',
        "{{% notice %}}",
        "<% if junkie > 1 %>",
        "<%= addict %>",
        "<?php echo 'junkie'; ?>",
        "<?= $addict ?>",
        "{{#each addicts}}",
    ],
)
@pytest.mark.parametrize("path", ["a.html", "a.md"])
def test_code_becomes_one_mask_between_its_neighbours(code: str, path: str) -> None:
    document = registry.parse(f"before {code} after", path)
    [block] = document.blocks
    assert block.text == f"before {MASK} after"
    [masked] = [piece for piece in block.pieces if not piece.exact]
    assert document.text[masked.anchor.start : masked.anchor.end] == code


@pytest.mark.parametrize("name", ["comment", "highlight ruby", "schema"])
def test_the_body_of_a_raw_block_is_code_too(name: str) -> None:
    text = f"a {{% {name} %}} junkie\n\n junkie {{% end{name.split()[0]} %}} b"
    assert "junkie" not in mask(text).view


def test_a_line_of_code_is_a_blank_line_in_markdown() -> None:
    document = registry.parse("One\n{% include junkie.html %}\nTwo\n", "a.md")
    assert [block.text for block in document.blocks] == ["One", "Two"]


@pytest.mark.parametrize(
    "text",
    [
        "Open with {{ and read on.\n\nMuch later }} it ends.",
        "A heading {#top} and more. Not code #} here",
        "Five < six and 5% > 4%",
        "unclosed {% if",
        "unclosed <% if",
    ],
)
def test_what_only_looks_like_code_is_text(text: str) -> None:
    assert FILL not in mask(text, page=False).view


def test_code_in_a_script_does_not_hide_the_page() -> None:
    page = "<script>var a = {{b: 1};</script><p>An addict</p> }}"
    [block, _] = registry.parse(page, "a.html").blocks
    assert block.text == "An addict"


def test_code_in_tags_and_attributes() -> None:
    page = '<p {% if x > 1 %}class="{{ "a" | b }}"{% endif %}>Drug <b title="An {{ x }} addict">user</b>'
    blocks = registry.parse(page, "a.njk").blocks
    assert [block.text for block in blocks] == ["Drug user", f"An {MASK} addict"]


def test_php_that_is_never_closed_runs_to_the_end() -> None:
    [block] = registry.parse("<p>An addict</p><?php $junkie = 1;", "a.php").blocks
    assert block.text == "An addict"


@given(st.text(alphabet="{}%#<>?=/*-: \nab", max_size=60), st.booleans())
def test_the_view_is_as_long_as_the_text(text: str, page: bool) -> None:
    view = mask(text, page=page).view
    assert len(view) == len(text)
    assert all(new in (old, FILL, " ") for old, new in zip(text, view, strict=True))
