"""Which structures a text leaves open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from personfirst.match.gate import Gate, Opened
from personfirst.model.document import Block
from personfirst.rulebook.gates import from_data, gates_of, joined
from personfirst.rulebook.ruleset import load_ruleset

RULES = load_ruleset()
GATE = Gate(RULES.gates, frozenset)


def opened_by(text: str, heading: str = "", gate: Gate = GATE) -> list[Opened]:
    return [found for _, found in gate.open([Block(text, (), heading=heading)])]


def opened(text: str, heading: str = "") -> set[str]:
    return {one.rule for found in opened_by(text, heading) for one in found.structures}


def terms(text: str) -> set[str]:
    return {rule for found in opened_by(text) for rule, _ in found.terms}


def test_a_page_of_a_library_opens_nothing() -> None:
    assert not opened_by("The reading room is on the second floor. Bring your card.")


def test_a_common_word_opens_nothing_without_its_evidence() -> None:
    assert not terms("Residents of Elm Street wrote about the service in the waiting room.")
    assert "transients" in terms("Street people slept in the waiting room.")


def test_blocks_are_told_apart() -> None:
    texts = ["Ask at the desk.", "The shelter takes in junkies.", "Bring your card.", "No junkies."]
    found = [block.text for block, _ in GATE.open(Block(text, ()) for text in texts)]
    assert found == [texts[1], texts[3]]


def test_signs_of_our_own_in_a_text_move_no_block() -> None:
    texts = ["Ask\x1e at \x1f the desk.", "The shelter takes in junkies.", "Bring {your} card.\x1e"]
    assert [block.text for block, _ in GATE.open(Block(text, ()) for text in texts)] == texts[1:2]


def test_more_blocks_than_are_searched_at_once() -> None:
    blocks = [Block("No junkies." if n % 50 == 49 else "Bring your card.", ()) for n in range(250)]
    assert [block for block, _ in GATE.open(blocks)] == blocks[49::50]


@pytest.mark.parametrize(
    "text", ["Jun\u00adkies wait.", "JUNKIES wait.", "Jun-\nkies wait.", "*Junkies*"]
)
def test_a_word_is_met_however_it_is_written(text: str) -> None:
    assert terms(text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("fear-based", "One pill can kill."),
        # A trigger of more than three words: "nothing to be embarrassed".
        (
            "prescription-street-split",
            "Getting hooked on what your surgeon ordered is nothing to be embarrassed about, which "
            "cannot be said of getting hooked on what a pusher sold you.",
        ),
    ],
)
def test_what_tells_a_narrative_is_open(rule: str, text: str) -> None:
    assert rule in opened(text)


def test_searching_few_words_and_many_finds_the_same() -> None:
    corpus = Path(__file__).parents[2] / "corpora" / "dev" / "in-domain.yaml"
    texts = [one["text"] for one in yaml.safe_load(corpus.read_text(encoding="utf-8"))[::20]]
    texts += ["He'd say, they cannot. I'd say they dont.", "id id", "can not", ""]
    for text in texts:
        fresh = Gate(RULES.gates, frozenset)
        few = opened_by(text, gate=fresh)
        fresh._searched = 1_000_000
        assert few == opened_by(text, gate=fresh), text


def test_gates_of_two_sets_of_rules_are_joined() -> None:
    first = gates_of(RULES.compiled[::2], RULES.pack)
    second = gates_of(RULES.compiled[1::2], RULES.pack)
    both = Gate(joined(first, second), frozenset)
    corpus = Path(__file__).parents[2] / "corpora" / "narratives" / "round-2-blind.yaml"
    for entry in yaml.safe_load(corpus.read_text(encoding="utf-8"))[::10]:
        ours, theirs = opened_by(entry["text"], gate=both), opened_by(entry["text"])
        assert [one.terms for one in ours] == [one.terms for one in theirs]
        for found, whole in zip(ours, theirs, strict=True):
            told = {(one.rule, one.number) for one in found.structures}
            assert told == {(one.rule, one.number) for one in whole.structures}


def test_a_topic_may_stand_in_the_heading() -> None:
    text = "Nobody thought that it would reach our quiet suburb."
    assert "new-face" in opened(text, "Heroin in the county")
    assert "new-face" not in opened(text)


def test_only_the_chosen_rules_and_the_same_after_storing() -> None:
    stored = json.loads(json.dumps(RULES.gates.data()))
    gates = from_data(stored, ["fear-based"])
    assert {one.rule for one in gates.structures} == {"fear-based"}
    (found,) = opened_by("One pill can kill.", gate=Gate(gates, frozenset))
    assert found.structures
    assert not found.terms
