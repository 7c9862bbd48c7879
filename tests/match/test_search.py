"""The pattern language, found in words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from personfirst.match.fold import fold
from personfirst.match.search import awake, find_all, found_after, found_before
from personfirst.match.split import WordSplitter
from personfirst.match.tokens import Tokens, tokenize
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.lexicon import Pack, load_pack
from personfirst.rulebook.nodes import Item
from personfirst.rulebook.pattern import Choice, Inflect, Pattern
from personfirst.rulebook.places import builtin_folder

SPLIT = WordSplitter()
NOTHING = (Choice(()),)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(builtin_folder() / "en")


def words(text: str) -> Tokens:
    return tokenize(fold(text), text, SPLIT)


def compiled(pack: Pack, source: str, inflect: Inflect, *, cased: bool = False) -> Pattern:
    return pack.compile(Item(source, 1, Path("rule.yaml")), inflect, cased=cased)


@pytest.mark.parametrize(
    ("source", "inflect", "text", "found"),
    [
        ("addict", Inflect.NOUN, "An ADDICT and two Addicts", ["ADDICT", "Addicts"]),
        ("addict", Inflect.NOUN, "addicted, addictive, addiction", []),
        ("drug user", Inflect.NOUN, "drug-user, drug\nusers, drug \u00a0 users", ["drug-user", "drug\nusers", "drug \u00a0 users"]),
        ("drug user", Inflect.NOUN, "druguser or drug, user", []),
        ("crack-head", Inflect.NOUN, "crackheads, crack heads, crack-head", ["crackheads", "crack heads", "crack-head"]),
        ("(heavy|hard)? drinker", Inflect.NOUN, "hard drinkers and drinkers", ["hard drinkers", "drinkers"]),
        ("{drug} addict", Inflect.NOUN, "crack cocaine and heroin addicts", ["crack cocaine and heroin addicts"]),
        ("{drug} addict", Inflect.NOUN, "meth, fentanyl, or heroin addicts", ["meth, fentanyl, or heroin addicts"]),
        ("abuse {drug}", Inflect.VERB, "She abused opioids; abusing drugs; abuses pills", ["abused opioids", "abusing drugs"]),
        ("shoot up", Inflect.VERB, "shot up, shooting up, shoots up", ["shot up", "shooting up", "shoots up"]),
        ("clean ... streets", Inflect.NONE, "clean up all the streets; clean it. The streets", ["clean up all the streets"]),
        ("treat~ addict", Inflect.NOUN, "treating addicts, treats an addict", ["treating addicts"]),
        ("(child|children) of addict", Inflect.NOUN, "Children of Addicts", ["Children of Addicts"]),
        ("$200-a-day", Inflect.NONE, "a $200-a-day habit", ["$200-a-day"]),
        ("behavior", Inflect.NOUN, "behaviour and behaviors", ["behaviour", "behaviors"]),
    ],
)  # fmt: skip
def test_patterns(pack: Pack, source: str, inflect: Inflect, text: str, found: list[str]) -> None:
    tokens = words(text)
    hits = find_all(compiled(pack, source, inflect), tokens)
    spans = [tokens.span(hit.first, hit.last) for hit in hits]
    longest: list[str] = []
    end = 0
    for span in spans:
        if span.start >= end:
            longest.append(text[span.start : span.end])
            end = span.end
    assert longest == found


def test_capitals_count_in_abbreviations(pack: Pack) -> None:
    pattern = compiled(pack, "MAT", Inflect.NONE, cased=True)
    assert [hit.first for hit in find_all(pattern, words("A mat, the MAT, Mat"))] == [4]


@pytest.mark.parametrize(
    ("source", "inflect", "text", "form"),
    [
        ("addict", Inflect.NOUN, "addict", "one"),
        ("addict", Inflect.NOUN, "addicts", "many"),
        ("abuse {drug}", Inflect.VERB, "abuses opioids", "third"),
        ("abuse {drug}", Inflect.VERB, "abusing drugs", "gerund"),
        ("pregnant {label}", Inflect.NOUN, "pregnant addicts", "many"),
    ],
)
def test_forms(pack: Pack, source: str, inflect: Inflect, text: str, form: str) -> None:
    (hit,) = find_all(compiled(pack, source, inflect), words(text))
    assert hit.form == form


def test_before_and_after_keep_their_distance(pack: Pack) -> None:
    tokens = words("the website that users like")
    pattern = compiled(pack, "website", Inflect.NOUN)
    assert found_before(pattern, tokens, 3, within=1) is None
    assert found_before(pattern, tokens, 3, within=2) is not None
    assert found_after(pattern, tokens, 0, within=1) is None
    assert found_after(pattern, tokens, 0, within=2) is not None


def test_only_expressions_that_may_stand_are_looked_for(pack: Pack) -> None:
    sources = ["drug user", "(heavy)? drinker", "user", "12-step", "(a|the) user"]
    some = Expressions(compiled(pack, source, Inflect.NOUN) for source in sources)

    def named(found: Iterable[Pattern]) -> list[str]:
        return [one.source for one in found]

    assert named(some.beginning(["user", "heavy"])) == ["(heavy)? drinker", "user"]
    assert named(some.beginning(["the", "drug", "12"])) == ["drug user", "12-step", "(a|the) user"]
    assert named(some.among(["the", "user", "heavy"])) == ["user", "(a|the) user"]
    assert not some.beginning(["door"])
    assert not some.among(["door", "a", "heavy"])
    capitals = Expressions([compiled(pack, "SUD", Inflect.NOUN, cased=True)])
    assert named(capitals.beginning(["sud"])) == named(capitals.among(["sud"])) == ["SUD"]


def test_whatever_is_found_is_among_the_expressions(pack: Pack) -> None:
    for cue in pack.cues.values():
        for pattern in cue.patterns:
            text = " ".join(
                word for one in pattern.elements for word in (one.choices or NOTHING)[0].words
            )
            if list(find_all(pattern, words(text))):
                assert pattern in cue.patterns.beginning(words(text).lowers)
                assert pattern in cue.patterns.among(words(text).lowers)
                assert pattern in awake(cue.patterns, words(text))
