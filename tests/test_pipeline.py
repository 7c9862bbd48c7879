"""Bounds of a check: of time, and of how much is sought."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from personfirst import pipeline
from personfirst.match.gate import Gate
from personfirst.model.choices import Severity
from personfirst.model.document import Block
from personfirst.pipeline import Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import document

PIPELINE = Pipeline(load_ruleset())
PAGE = "The van hands out naloxone on Tuesdays, and the nurse has test strips for fentanyl. " * 12


def test_one_long_block_is_cut_only_while_there_is_time(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = []

    def cuts(block: Block) -> Iterator[Block]:
        for number in range(100_000):
            cut.append(number)
            yield block

    clock = count()
    monkeypatch.setattr(pipeline, "segments", cuts)
    monkeypatch.setattr(pipeline, "monotonic", lambda: next(clock))
    PIPELINE.check(document("The junkies came back."), until=20)
    assert len(cut) <= 20


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        (PAGE, False),
        (f"{PAGE}\n\nThe junkies came back.", False),
        (f"{PAGE}\n\nThe junkies came back, and so did the crackheads.", True),
        ("The junkies came back.", True),
    ],
)
def test_opinions_are_sought_where_one_thing_more_would_be_enough(
    text: str, sought: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(Gate, "worth_weighing", lambda *args: asked.append(args) or iter(()))
    PIPELINE.check(document(text))
    assert bool(asked) is sought


def test_a_narrative_is_told_once_for_the_same_words() -> None:
    pipeline = Pipeline(load_ruleset(select=["innocence-framing"]))
    told = "She was not a junkie. She was a gifted, gentle student from a good family."
    (found,) = pipeline.check(document(told))
    assert found.rule == "innocence-framing"


def test_an_advice_hides_no_label_that_counts_for_more() -> None:
    """A suggestion that says only what to think of is less than an error with words of its own."""
    text = "Parents are told at intake that a warm bed enables addicts. Naloxone is at the desk."
    shown = [(one.rule, one.severity) for one in PIPELINE.check(document(text)) if not one.muted]
    assert ("addict", Severity.ERROR) in shown
    text = "The judge saw three drug-dependent prisoners in May, all of them on methadone."
    assert "dependent-people" in [one.rule for one in PIPELINE.check(document(text))]
