"""Suggestions in the right form, case and style, and safe only where they can simply be put in."""

from __future__ import annotations

import pytest

from personfirst.model.finding import Safety, Suggestion
from personfirst.pipeline import Options, Pipeline
from personfirst.rewrite.casing import copy_case
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import Role, document

RULES = load_ruleset(ignore=["narratives"])


def first(text: str, style: str = "harm-reduction", **fields: object) -> Suggestion:
    finding = Pipeline(RULES, Options(style=style)).check(document(text, **fields))[0]
    return finding.suggestions[0]


@pytest.mark.parametrize(
    ("text", "style", "suggestion"),
    [
        ("Outreach reaches addicts at night.", "harm-reduction", "people who use drugs"),
        ("Outreach reaches every addict at night.", "harm-reduction", "person who uses drugs"),
        ("Outreach reaches addicts at night.", "clinical", "people with substance use disorders"),
        ("Outreach reaches addicts at night.", "news", "people with addiction"),
        ("Heroin users asked for the van.", "harm-reduction", "People who use heroin"),
        ("The van meets crack and heroin addicts.", "harm-reduction", "people who use crack and heroin"),
        ("She met heroin or fentanyl addicts.", "harm-reduction", "people who use heroin or fentanyl"),
        ("HELP FOR DRUG ADDICTS IN NEED", "harm-reduction", "PEOPLE WHO USE DRUGS AND ARE IN"),
        ("The trial excluded IVDUs last year.", "harm-reduction", "people who inject drugs"),
        ("He abused opioids for years.", "harm-reduction", "used opioids"),
        ("Clients who abuse alcohol may stay.", "harm-reduction", "drink heavily"),
    ],
)  # fmt: skip
def test_form_style_and_drug(text: str, style: str, suggestion: str) -> None:
    assert first(text, style).text == suggestion


def test_title_case_in_a_heading() -> None:
    suggestion = first("New Hope For Drug Users", role=Role.HEADING)
    assert suggestion.text == "People Who Use Drugs"


@pytest.mark.parametrize(
    "text",
    [
        "“The addicts are back again this summer,” he said.",
        "Recovering addict Pete Moss drives the bus.",
    ],
)
def test_not_safe_where_grammar_asks_for_more(text: str) -> None:
    assert first(text).safety is Safety.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "The addict-turned-counselor spoke.",
        "Cocaine- and heroin addicts were asked.",
        "They called him an addict.",
        "It was her addict who drove.",
        "Recovering and active addicts share the house.",
        "Addict or not, he is my brother.",
        "She was labeled an addict at nineteen.",
        "From Addict to Advocate",
        "Glasgow addicts wait for weeks.",
        "It was one of the costliest drug habits in the file.",
        "The addict's mother, sister and aunt came to the hearing.",
        "He relapsed into cocaine use after the funeral.",
    ],
)
def test_no_rewrite_where_there_is_no_room_for_one(text: str) -> None:
    findings = Pipeline(RULES, Options()).check(document(text))
    assert [finding.suggestions for finding in findings if finding.muted is None] == [()]


def test_safe_in_a_plain_sentence() -> None:
    assert first("Outreach reaches addicts in our county.").safety is Safety.SAFE
    assert first("Outreach reaches addicts at night.").safety is Safety.REVIEW


@pytest.mark.parametrize(
    ("model", "text", "options", "result"),
    [
        ("addicts", "people", {}, "people"),
        ("Addicts", "people", {}, "People"),
        ("ADDICTS", "people who use drugs", {"shouting": True}, "PEOPLE WHO USE DRUGS"),
        ("MAT", "medication treatment", {"begins": False}, "medication treatment"),
        ("OD’d", "overdosed", {"begins": False}, "overdosed"),
        ("Drug Users", "people who use drugs", {"title": True}, "People Who Use Drugs"),
        ("Drug-using Mothers", "mothers who use drugs", {"title": False}, "Mothers who use drugs"),
        ("123", "people", {}, "people"),
    ],
)
def test_capitals(model: str, text: str, options: dict[str, bool], result: str) -> None:
    assert copy_case(model, text, **options) == result
