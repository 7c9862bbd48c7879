"""Rules as a reader sees them: a page, a list, JSON, and what their examples said."""

from __future__ import annotations

import json
from dataclasses import dataclass

from inline_snapshot import snapshot

from personfirst.model.choices import Severity
from personfirst.model.finding import Safety
from personfirst.model.rule import Alternative, Condition, Example, Rule
from personfirst.reporters.rules import (
    list_json,
    list_text,
    marked,
    outcome_text,
    rule_json,
    rule_text,
)
from personfirst.reporters.view import View
from personfirst.rulebook.ruleset import Source

DRUG_USER = Rule(
    id="drug-user",
    category="person-label",
    kind="term",
    severity=Severity.WARNING,
    title="Names a person by their drug use",
    why="Puts the drug before the person, so that readers see the drug first and judge what they "
    "would not have judged in a neighbor, a patient or a client of the county.",
    sources=("nida", "unlisted"),
    language="en",
    enabled=True,
    nouns=("{drug} user",),
    unless=(
        Condition(followed_by=("interface",), means="software"),
        Condition(sentence_has=("survey",)),
    ),
    rewrite={
        "harm-reduction": (
            Alternative({"one": "person who uses {drug}", "many": "people who use {drug}"}),
            Alternative({"text": "participant"}),
        ),
        "clinical": (Alternative({"one": "patient", "many": "patients"}),),
    },
    safety=Safety.SAFE,
    advice="Say what they need, if that is what matters.",
    accepted_in=("news",),
    examples=(
        Example(
            "Naloxone for heroin users and their families.",
            ((13, 25),),
            "",
            {"harm-reduction": "Naloxone for people who use heroin and their families."},
            30,
        ),
        Example("The portal has a drug user interface.", (), "other-sense", {}, 32),
    ),
)
CLEAN = Rule(
    id="clean",
    category="recovery",
    kind="term",
    severity=Severity.SUGGESTION,
    title="Says that drug use is dirty",
    why="The opposite of clean is dirty.",
    sources=(),
    language="en",
    enabled=False,
)
SOURCES = {
    "nida": Source("nida", "NIDA", "Words Matter", "2021", "https://nida.nih.gov/words", "whole")
}


@dataclass(frozen=True, slots=True)
class Result:
    """What running one example said."""

    rule: Rule
    example: Example
    index: int
    passed: bool
    reason: str = ""


def test_a_rule_explained() -> None:
    assert rule_text(DRUG_USER, SOURCES, View()) == snapshot("""\
drug-user: Names a person by their drug use
warning, person-label

Why
  Puts the drug before the person, so that readers see the drug first and judge what
  they would not have judged in a neighbor, a patient or a client of the county.

What to write
  harm-reduction  person who uses (drug), people who use (drug)
                  participant
  clinical        patient, patients
  Say what they need, if that is what matters.

Accepted in
  news

Flagged
  - Naloxone for [heroin users] and their families.
      harm-reduction: Naloxone for people who use heroin and their families.

Left alone
  - The portal has a drug user interface. (other-sense)

Stays silent when it means
  - software

Sources
  - NIDA: Words Matter (2021)
    https://nida.nih.gov/words
  - unlisted
""")


def test_a_rule_with_little_to_say() -> None:
    assert rule_text(CLEAN, SOURCES, View()) == snapshot("""\
clean: Says that drug use is dirty
suggestion, recovery, opt-in

Why
  The opposite of clean is dirty.
""")


def test_a_list() -> None:
    assert list_text([DRUG_USER, CLEAN], View()) == snapshot("""\
drug-user  warning     person-label  Names a person by their drug use
clean      suggestion  recovery      Says that drug use is dirty (opt-in)
""")
    assert list_text([], View()) == ""


def test_a_rule_as_json() -> None:
    value = json.loads(rule_json(DRUG_USER, SOURCES))
    assert value["sources"] == snapshot(
        [
            {
                "id": "nida",
                "publisher": "NIDA",
                "title": "Words Matter",
                "year": "2021",
                "url": "https://nida.nih.gov/words",
            },
            {"id": "unlisted"},
        ]
    )
    assert value["examples"][0] == snapshot(
        {
            "text": "Naloxone for heroin users and their families.",
            "spans": [[13, 25]],
            "because": None,
            "fixes": {"harm-reduction": "Naloxone for people who use heroin and their families."},
        }
    )
    assert value["silent_when"] == ["software"]
    assert [one["id"] for one in json.loads(list_json([DRUG_USER, CLEAN], SOURCES))] == [
        "drug-user",
        "clean",
    ]


def test_examples_that_do_not_hold() -> None:
    flagged, passed = DRUG_USER.examples
    results = [
        Result(DRUG_USER, flagged, 0, False, "expected 'heroin users'\nfound    nothing"),
        Result(DRUG_USER, passed, 1, True),
    ]
    assert outcome_text(results, View()) == snapshot("""\
drug-user: example 1 (flag, line 30)
  flag: Naloxone for [heroin users] and their families.
  expected 'heroin users'
  found    nothing

1 of 2 examples in 1 rule failed
""")


def test_examples_that_hold() -> None:
    assert outcome_text([Result(DRUG_USER, DRUG_USER.examples[0], 0, True)], View()) == snapshot(
        "1 example in 1 rule: all hold\n"
    )
    assert outcome_text([], View()) == snapshot("No examples were run\n")


def test_spans_are_marked_as_rule_files_do() -> None:
    assert marked("addicts and junkies", [(0, 7), (12, 19)]) == "[addicts] and [junkies]"
