"""The second opinion of the audit: what it knows, what it adds, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from personfirst.app.audit import audit_text
from personfirst.app.evidence import SHORT, WHOLE, likely_signs
from personfirst.app.signs import (
    Held,
    Sign,
    SignOpinion,
    document_features,
    probability,
    settled,
)
from personfirst.model.audit import READS_LIKE, Strength
from personfirst.rulebook.lexicon import load_pack
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.principles import load_principles

ENGLISH = builtin_folder() / "en"
PRINCIPLES = load_principles(ENGLISH, load_pack(ENGLISH))
EASY, COUNTER = Sign("centered", "easy to get"), Sign("centered")
PAGE = (
    "The window on Alder Street",
    "Knock at the side window whenever the light is on. There is nothing to fill in and nobody will "
    "ask your name, your address or what you use.",
    "Take as many syringes, cookers and naloxone kits as you and the people you stay with need.",
    "Bring back what you can, or do not. If you want to talk about treatment one day, we know who has "
    "a bed this week. If not, we are just as glad to see you.",
    "If somebody stops breathing, call 911, give the spray and stay with them until help is there.",
    "The bell is on the left of the door. We are closed on the first Monday of the month, when the "
    "shelves are counted.",
)


def opinion(tmp_path: Path) -> SignOpinion:
    """One that knows two signs and three words."""
    file = tmp_path / "second-opinion.json"
    model = {"bias": -2.0, "weights": [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]}
    words = {
        "biases": [-3.0, -3.0],
        "rarity": {"knock": 2.0, "window": 1.0, "urine": 3.0},
        "weights": {"knock": [[0, 7.0]], "urine": [[1, 8.0]]},
    }
    data = {
        "sentence": words,
        "document": words,
        "signs": [{"sign": [*EASY], "document": model}, {"sign": [*COUNTER], "document": model}],
    }
    file.write_text(json.dumps(data), encoding="utf-8")
    return SignOpinion(file)


def test_a_sign_is_held_by_its_best_sentence(tmp_path: Path) -> None:
    sentences = [["the", "window"], ["knock", "at", "the", "window"], ["we", "are", "glad"]]
    held = opinion(tmp_path).held(sentences, frozenset())
    assert held[EASY].best == 1
    assert held[EASY].probability > 0.5 > held[COUNTER].probability


def test_what_no_sentence_shows_is_not_held(tmp_path: Path) -> None:
    known = opinion(tmp_path)
    data = json.loads(known.file.read_text(encoding="utf-8"))
    data["sentence"] = {**data["sentence"], "biases": [-4.0, -4.0], "weights": {}}
    known.file.write_text(json.dumps(data), encoding="utf-8")
    sentences = [["knock", "at", "the", "window"]]
    assert known.held(sentences, frozenset())[EASY].probability == 0.0
    assert known.held(sentences, {EASY})[EASY].probability > 0.0


def test_a_sentence_is_not_guessed_to_speak_against_many_items() -> None:
    plain, opposed = SimpleNamespace(is_doubted=False), SimpleNamespace(is_doubted=True)
    held = {Sign(item): Held(0.9, 0) for item in ("centered", "dignity")} | {EASY: Held(0.9, 0)}
    assert set(likely_signs(held, {}, [plain])) == set(held)
    assert set(likely_signs(held, {}, [opposed])) == {EASY}
    more = held | {Sign("support"): Held(0.8, 0)}
    assert set(likely_signs(more, {}, [plain])) == {EASY}
    assert set(likely_signs(more, {Sign("support")}, [plain])) == set(more)


def test_a_document_without_sentences_holds_nothing(tmp_path: Path) -> None:
    assert opinion(tmp_path).held([], frozenset()) == {}


def test_what_the_lists_found_is_among_the_features() -> None:
    odds = [[1.0, -2.0], [3.0, -1.0]]
    easy, counter = document_features(odds, [0.5, -0.5], (EASY, COUNTER), {EASY, COUNTER})
    assert easy[:3] == [1.0, 3.0, 1.0]
    assert counter[:3] == [1.0, -1.0, -2.0]
    assert easy[6] == 1.0
    assert (easy[8], counter[8]) == (0.5, -0.5)


PRIVATE = Sign("centered", "private, voluntary")
OPEN = Sign("centered", "no judgment, no shame")


def test_of_several_half_likely_signs_the_likeliest_is_held() -> None:
    likely = {EASY: 0.4, PRIVATE: 0.3, OPEN: 0.3}
    assert settled("centered", 2, likely, ()) == {EASY}
    assert settled("centered", 2, {EASY: 0.4}, ()) == frozenset()
    assert settled("centered", 2, {EASY: 0.4, PRIVATE: 0.3}, {EASY}, hinted=True) == frozenset()


def test_two_signs_are_held_where_two_are_likely_whichever_they_be() -> None:
    assert settled("centered", 2, {EASY: 0.9, PRIVATE: 0.46, OPEN: 0.45}, ()) == {EASY, PRIVATE}


def test_what_lists_found_against_an_item_stays() -> None:
    likely = {EASY: 0.9, PRIVATE: 0.9, COUNTER: 0.1}
    assert settled("centered", 2, likely, {COUNTER}) == {EASY, PRIVATE, COUNTER}
    assert settled("centered", 2, likely, ()) == {EASY, PRIVATE}


def test_against_an_item_more_is_asked_for_than_half() -> None:
    assert settled("centered", 2, {COUNTER: 0.55}, ()) == frozenset()
    assert settled("centered", 2, {COUNTER: 0.7}, ()) == {COUNTER}


def test_a_sign_of_which_nothing_is_known_stays() -> None:
    assert settled("centered", 2, {EASY: 0.1}, {PRIVATE}) == {PRIVATE}


def test_probability_is_a_logistic() -> None:
    assert probability(0.0, [1.0], [0.0]) == 0.5
    assert probability(1.0, [2.0], [3.0]) == pytest.approx(0.99908895)


def test_it_knows_signs_that_the_rules_have() -> None:
    there = {
        Sign(item.id, one.says)
        for item in PRINCIPLES.items
        for one in item.evidence
        if one.strength is Strength.CLEAR
    }
    signs = SignOpinion(PRINCIPLES.opinion).signs
    assert len(signs) > 40
    assert {sign for sign in signs if sign.says} <= there
    assert {sign.item for sign in signs} <= {item.id for item in PRINCIPLES.items}
    assert Sign("materials") not in signs


def test_a_page_gets_what_no_list_knows_and_says_so() -> None:
    audit = audit_text("\n\n".join(PAGE), filename="window.txt", kind="website")
    guesses = [
        one for item in audit.items for one in item.evidence if one.shows.startswith(READS_LIKE)
    ]
    assert guesses
    assert all(one.sentence in " ".join(PAGE) for one in guesses)


def test_a_short_text_is_judged_by_lists_alone() -> None:
    text = "\n\n".join(PAGE[:4])
    assert SHORT < len(text.split()) < WHOLE
    audit = audit_text(text, filename="window.txt", kind="website")
    assert not any(
        one.shows.startswith(READS_LIKE)
        for item in audit.items
        for one in (*item.evidence, *item.counter)
    )
