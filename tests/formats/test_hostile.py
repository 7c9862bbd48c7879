"""Input made to hurt: time grows no faster than the input, and nothing recurses."""

from __future__ import annotations

import time

import pytest

from personfirst.formats import registry

REPEATED = {
    "quotes": ("> ", "x"),
    "lists": ("- ", "x"),
    "ordered": ("1. ", "x"),
    "brackets": ("[", "x"),
    "closing": ("]", ""),
    "links": ("[a](", "b"),
    "images": ("![", "x"),
    "stars": ("*a ", ""),
    "mixed-stars": ("*a**b_", ""),
    "dollars": ("$a", ""),
    "divs": ("<div>", "x"),
    "text-in-divs": ("<div>x", ""),
    "closed-divs": ("</div>", ""),
    "bold": ("<b>x", ""),
    "paragraphs-in-bold": ("<b><p>x", ""),
    "misnested": ("<b><i></b></i>", "x"),
    "comments": ("<!--", "x"),
    "open-tags": ("<a ", "x"),
    "open-attributes": ('<a b="', "x"),
    "mixed-quotes": ("<a b='\"", "x"),
    "equals": ("<a =", "x"),
    "angles": ("<", "x"),
    "scripts": ("<script>", "x"),
    "titles": ("<title>", "x"),
    "lists-in-lists": ("<ul><li>a", ""),
    "tables": ("<table><tr><td>a", ""),
    "cells": ("<td>a", ""),
    "rows": ("<tr><td rowspan=1000 colspan=50>a", ""),
    "svg": ("<svg><title>a", ""),
    "code": ("<code>a", ""),
    "languages": ("<b lang=es>a<i lang=en>", ""),
    "definitions": ("<dl><dt>a<dd>b", ""),
    "entities": ("&amp", ""),
    "numbers": ("&#", "1;"),
    "templates": ("{{", "x"),
    "half-templates": ("{{\n\n", "}}"),
    "raw-templates": ("{% comment %}", "x"),
    "braces": ("{", "x"),
    "php": ("<?php ", "x"),
    "tabs": ("a\tb\n", ""),
    "bullets": ("- a\n\n", ""),
    "footnotes": ("[^a]: x\n", ""),
    "tiny-tables": ("a|b\n-|-\n", ""),
    "front-matter": ("---\n", "x"),
    "directives": ("<!-- personfirst: ignore[a] -->\n", "x"),
    "regions": ("<!-- personfirst: ignore-start[a] -->\n", "<!-- personfirst: ignore-end[b] -->"),
    "spaces": (" ", "x"),
    "carriage-returns": ("a\r", ""),
    "imports": ("import a\n", ""),
}
FORMATS = (".txt", ".md", ".mdx", ".html", ".svelte")


def seconds(text: str, suffix: str) -> float:
    start = time.process_time()
    registry.parse(text, f"a{suffix}")
    return time.process_time() - start


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_with_the_input(name: str, suffix: str) -> None:
    """Four times the input takes about four times as long; quadratic would be sixteen."""
    part, end = REPEATED[name]
    small = seconds(part * 2_000 + end, suffix)
    large = seconds(part * 8_000 + end, suffix)
    assert large < max(9 * small, 0.25)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("part", ["<div>", "> ", "- ", "[", "*", "<ul><li>", "<b>"])
def test_a_nest_of_100_000_is_survived(part: str, suffix: str) -> None:
    text = part * 100_000 + "drug users"
    assert registry.parse(text, f"a{suffix}").text == text


@pytest.mark.parametrize("suffix", FORMATS)
def test_one_line_of_five_megabytes_takes_seconds(suffix: str) -> None:
    assert seconds("Some wörds about drug users " * 180_000, suffix) < 5


def test_a_wide_table_and_deep_front_matter_are_bounded() -> None:
    cells = "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n" + ("|b" * 1_000 + "\n") * 5
    assert seconds(cells, ".md") < 5
    assert seconds("---\na: " + "[" * 40_000 + "\n---\n", ".md") < 15
