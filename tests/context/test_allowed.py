"""Phrases and names of one's own: where they hold, and where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.formats.registry import read
from personfirst.model.finding import Muted
from personfirst.model.rule import AllowedPhrase
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset

RULES = load_ruleset([Path(__file__).parent / "rules"], builtin=False)
PIPELINE = Pipeline(RULES)


def muted(
    text: str, *phrases: AllowedPhrase, names: tuple[str, ...] = (), file: str = "minutes.txt"
) -> list[Muted | None]:
    """For each finding why it does not count, or None."""
    options = Options(show_muted=True, allow=phrases, names=names)
    return [found.muted for found in PIPELINE.check(read(text.encode(), file), options)]


def allowed(text: str, phrase: str, file: str = "minutes.txt") -> list[bool]:
    """For each finding whether a phrase lets it stand."""
    return [
        one is not None and one.filter == "allowed"
        for one in muted(text, AllowedPhrase(phrase), file=file)
    ]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The addict support line is open.", "addict support line"),
        ("The ADDICT SUPPORT LINE is open.", "addict support line"),
        ("Call the addict\n support\u00a0line.", "addict support line"),
        ("Call the addict-support line.", "addict support line"),
        ("Call the addict support line.", "Addict-Support   Line"),
        ("The addicts’ own choir sang.", "addicts' own choir"),
        ("The addicts' own choir sang.", "addicts’ own choir"),
        ("The ad\u00addict support line.", "addict support line"),
        ("The drug ad-\ndict support line.", "drug addict support line"),
        ("Ask for (addict?), the form says.", "(addict?)"),
        ("They call it addict.", "addict"),
        ("Every addict of the county must go.", "Every addict of the county must go."),
        ("Room 3.2 is the addict room, at 7:30.", "the addict room, at 7:30"),
    ],
)
def test_words_inside_an_allowed_phrase_do_not_count(text: str, phrase: str) -> None:
    assert allowed(text, phrase) == [True]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The drug addict support line is open.", "addict support line"),
        ("The addict supports lines.", "addict support"),
        ("One addict came.", "ddict"),
        ("One addict came.", "support line"),
        ("An addict. Support line.", "addict support line"),
        ("One addict came.", "addict.+"),
        ("One addict came.", "a?dict"),
    ],
)
def test_words_that_reach_out_of_the_phrase_count(text: str, phrase: str) -> None:
    assert allowed(text, phrase) == [False]


def test_only_the_words_in_the_phrase_stand() -> None:
    assert allowed("The addict support line serves each addict who calls.", "addict support line") == [
        True, False,
    ]  # fmt: skip


def test_a_phrase_holds_across_markup() -> None:
    page = "<p>Call the <b>addict</b>&nbsp;<i>support line</i>. Each addict is welcome.</p>"
    assert allowed(page, "addict support line", "page.html") == [True, False]
    assert allowed("Call the **addict** support\nline.", "addict support line", "page.md") == [True]


def test_the_reason_is_kept_with_the_words_as_they_stand() -> None:
    phrase = AllowedPhrase("addict support line", reason="its name since 1988")
    assert muted("The Addict  support\nline is open.", phrase) == [
        Muted("allowed", "Addict support line -- its name since 1988")
    ]
    assert muted("The addict support line.", AllowedPhrase("addict support line")) == [
        Muted("allowed", "addict support line")
    ]


@pytest.mark.parametrize(
    ("rules", "stands"),
    [
        (("label",), True),
        (("person-label",), True),
        (("abuse",), False),
        (("abuse", "label"), True),
    ],
)
def test_a_phrase_can_be_allowed_to_some_rules(rules: tuple[str, ...], stands: bool) -> None:
    (found,) = muted("The addict support line.", AllowedPhrase("addict support line", rules))
    assert (found is not None) is stands


def test_what_does_not_count_anyhow_keeps_its_own_reason() -> None:
    (found,) = muted("Avoid the word addict on forms.", AllowedPhrase("the word addict"))
    assert found is not None
    assert found.filter == "mention"


def test_a_comment_beside_an_allowed_phrase_is_not_what_silences_it() -> None:
    text = "The addict line. <!-- personfirst: ignore -->"
    (found,) = muted(text, AllowedPhrase("addict line"), file="page.md")
    assert found == Muted("allowed", "addict line")


@pytest.mark.parametrize(
    ("text", "name", "filtered"),
    [
        ("We met at the addict corner cafe.", "Addict Corner", None),
        ("We met at the Addict corner cafe.", "Addict Corner", None),
        ("We met at the Addict’s Corner.", "Addict's Corner", "proper-name"),
        ("Come to The Addict on Main Street.", "The Addict on Main", "proper-name"),
        ("An Addict came.", "Addict", "proper-name"),
        ("An addict came.", "Addict", None),
        ("An Addict came.", "Addict Corner", None),
    ],
)
def test_a_name_of_ones_own_is_one_where_it_has_capitals(
    text: str, name: str, filtered: str | None
) -> None:
    (found,) = muted(text, names=(name,))
    assert (found and found.filter) == filtered


def test_names_of_ones_own_leave_the_known_ones_known() -> None:
    name = "Substance Abuse and Mental Health Services Administration"
    (plain,) = muted(f"The {name} pays.")
    (found,) = muted(f"The {name} pays.", names=("Abuse Corner",))
    assert plain == found == Muted("proper-name", name)
