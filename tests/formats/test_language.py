"""What language a text is in, for files that name a wrong one, and where a paragraph stands."""

from __future__ import annotations

import pytest

from personfirst.formats.language import foreign, speaks_english
from personfirst.formats.outline import Outline, joined, shown
from personfirst.formats.style_names import Kind, heading_level, kind_of


@pytest.mark.parametrize(
    "text",
    [
        "Many of the drug addicts who come to us are homeless.",
        "DRUG USERS AND THEIR FAMILIES",
        "The county’s plan for addicts",
        "Where to go",
    ],
)
def test_english_is_told_by_its_function_words(text: str) -> None:
    assert speaks_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 — 34",
        "Los drogadictos reciben ayuda cada semana en nuestra oficina.",
        "Die Abhängigen will man in der Stadt nicht sehen, so war es immer.",
        "Les toxicomanes ont besoin d’aide, on le sait, et on me le dit souvent.",
        "Jeg har en ven, for at have det godt i byen må man have penge.",
        "Ze zeggen dat we over drugs praten, maar is dat zo was het vroeger.",
        "Os toxicodependentes e as suas famílias, do Porto a Lisboa",
        "drogadicto, heroína, metadona",
    ],
)
def test_other_languages_are_not_english(text: str) -> None:
    assert not speaks_english(text)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es", "es"), ("de-DE", "de-DE"), ("pt_BR", "pt_BR"), ("en-GB", None), ("EN", None),
        ("zxx", None), ("none", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_foreign_is_what_is_neither_english_nor_none(tag: str | None, language: str | None) -> None:
    assert foreign(tag) == language


def test_an_outline_tells_the_headings_above() -> None:
    outline = Outline()
    assert outline.label is None
    for level, text, label in (
        (2, "Early", "under “Early”"),
        (1, "Services", "under “Services”"),
        (3, "Hours\nand places", "under “Services › Hours and places”"),
        (3, "Staff", "under “Services › Staff”"),
        (1, "Budget", "under “Budget”"),
    ):
        outline.enter(level, text)
        assert outline.label == label
    outline.leave(1)
    assert outline.label is None


def test_a_long_heading_is_cut_in_a_label() -> None:
    assert shown("word " * 100) == "word " * 11 + "word…"
    assert joined("slide 3", None, "", "text box") == "slide 3, text box"
    assert joined(None) is None


def test_styles_are_known_by_name() -> None:
    assert kind_of(["My Quote", "Intense Quote", "Normal"]) is Kind.QUOTE
    assert kind_of(["TOC 1"]) is Kind.CONTENTS
    assert kind_of(["Normal"]) is Kind.PLAIN
    assert heading_level(["Mine", "heading 2"]) == 2
    assert heading_level(["Heading"]) is None
