"""`personfirst rule` and `personfirst rules`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from personfirst.rulebook.housekeeping import housekeeping
from tests.cli.conftest import HOUSE_RULES, Invoke
from tests.helpers import write_rule

WRONG = """\
id: house-token
category: county-desk
severity: warning
title: A title
why: A reason.
sources: [county-desk-guide]
match:
  nouns: [token]
advice: Say it another way.
examples:
  - flag: The [bus token] was lost.
  - flag: Two [tokens] were found.
"""
SOURCES = """\
county-desk-guide: {publisher: Alder County, title: Front desk guide, year: "2024"}
"""


def test_a_rule_is_explained(county: Path, invoke: Invoke) -> None:
    ran = invoke("rule", "house-frequent-flyer")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot("""\
house-frequent-flyer: Mocks a person who asks for help often
warning, county-desk

Why
  Staff said it of people who came back to the clinic, and people heard it.

What to write
  harm-reduction  person who comes often, people who come often
                  regular visitor, regular visitors
  clinical        patient with many visits, patients with many visits

Flagged
  - Two [frequent flyers] waited at the Elm Street clinic.
      harm-reduction: Two people who come often waited at the Elm Street clinic.
  - The deputy saw a [frequent flyer].
      harm-reduction: The deputy saw a person who comes often.

Left alone
  - The airline gave every frequent flyer a second bag. (other-sense)

Stays silent when it means
  - air travel

Sources
  - Alder County: Front desk guide (2024)
    https://example.org/front-desk-guide
""")


@pytest.mark.parametrize("rule", [rule.id for rule in housekeeping()])
def test_a_rule_about_comments_is_explained(rule: str, county: Path, invoke: Invoke) -> None:
    ran = invoke("rule", rule)
    assert ran.out.startswith(f"{rule}: A comment ")
    assert (Path(__file__).parents[2] / "docs" / "rules" / f"{rule}.md").is_file()


def test_a_rule_as_json(county: Path, invoke: Invoke) -> None:
    value = json.loads(invoke("rule", "house-dope-house", "--output-format", "json").out)
    assert (value["id"], value["severity"], value["advice"]) == snapshot(
        ("house-dope-house", "error", "Give the address, or say what happened there.")
    )


def test_an_unknown_rule(county: Path, invoke: Invoke) -> None:
    ran = invoke("rule", "house-dope-huose")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "personfirst: error: unknown rule 'house-dope-huose'; did you mean 'house-dope-house'?\n"
    )


def test_rules_are_listed(county: Path, invoke: Invoke) -> None:
    ran = invoke("rules", "--category", "county-place")
    assert ran.status == 0
    assert ran.out == snapshot("""\
house-dope-house    error       county-place  Names a home by the drugs in it
house-drug-problem  suggestion  county-place  Makes a place or a person the problem
""")
    every = invoke("rules").out
    assert invoke("rule").out == every
    assert "house-frequent-flyer" in every
    errors = invoke("rules", "--severity", "error", "--output-format", "json").out
    assert {one["severity"] for one in json.loads(errors)} == {"error"}


def test_an_unknown_category(county: Path, invoke: Invoke) -> None:
    ran = invoke("rules", "--category", "county-plaec")
    assert ran.status == 2
    assert "did you mean 'county-place'" in ran.err


def test_the_examples_of_a_folder_hold(county: Path, invoke: Invoke) -> None:
    ran = invoke("rules", "test", str(HOUSE_RULES), "--isolated")
    assert (ran.status, ran.out) == (0, snapshot("9 examples in 3 rules: all hold\n"))


def test_an_example_that_does_not_hold(county: Path, invoke: Invoke) -> None:
    write_rule(county / "house", "house-token", WRONG)
    (county / "house" / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    ran = invoke("rules", "test", "house", "--isolated")
    assert ran.status == 1
    assert ran.out == snapshot("""\
house-token: example 1 (flag, line 11)
  flag: The [bus token] was lost.
  expected 'bus token', found 'token'

1 of 2 examples in 1 rule failed
""")


def test_a_rule_file_that_cannot_be_used(county: Path, invoke: Invoke) -> None:
    write_rule(county / "house", "house-token", WRONG.replace("title:", "titel:"))
    ran = invoke("rules", "test", "house", "--isolated")
    assert (ran.status, ran.out) == (2, "")
    assert "house-token.yaml:4: unknown key 'titel'; did you mean 'title'?" in ran.err
    ran = invoke("rules", "test", "absent")
    assert ran.status == 2
    assert "absent: no such folder of rules" in ran.err
