"""Which structures a text leaves open."""

from __future__ import annotations

import json

import pytest

from personfirst.match.fold import fold
from personfirst.match.gate import Gate
from personfirst.rulebook.gates import from_data
from personfirst.rulebook.ruleset import load_ruleset

RULES = load_ruleset()
GATE = Gate(RULES.gates)


def opened(text: str, around: tuple[str, ...] = ()) -> set[str]:
    return {one.rule for one in GATE.open(fold(text).text, around).structures}


def test_a_page_of_a_library_opens_nothing() -> None:
    assert not opened("The reading room is on the second floor. Bring your card.")


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


def test_a_topic_may_stand_in_the_heading() -> None:
    text = "Nobody thought that it would reach our quiet suburb."
    assert "new-face" in opened(text, ("Heroin in the county",))
    assert "new-face" not in opened(text)


def test_only_the_chosen_rules_and_the_same_after_storing() -> None:
    stored = json.loads(json.dumps(RULES.gates.data()))
    gates = from_data(stored, ["fear-based"])
    assert {one.rule for one in gates.structures} == {"fear-based"}
    assert Gate(gates).open("One pill can kill.").structures
