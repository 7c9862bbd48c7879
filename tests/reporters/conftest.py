"""A report as a county's website and minutes would give it, built by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from personfirst.model.finding import (
    Finding,
    Muted,
    Place,
    Problem,
    Report,
    Safety,
    Severity,
    Suggestion,
)

PAGE = '<img src="van.jpg" alt="Addicts wait at the county van">'
MINUTES = "Sheriff Ortiz called it “a junkie’s paradise” — the board asked that heroin"
WRAPPED = "    users be invited next time."


def finding(
    place: Place,
    rule: str,
    severity: Severity,
    text: str,
    title: str,
    *suggestions: str,
) -> Finding:
    """A finding whose message is made as the pipeline makes it."""
    message = f"{title}; write “{suggestions[0]}”" if suggestions else f"{title}."
    return Finding(
        place=place,
        rule=rule,
        category="person-label",
        kind="term",
        severity=severity,
        text=text,
        excerpt=f"… {text} …",
        message=message,
        suggestions=tuple(Suggestion(one, "harm-reduction", Safety.REVIEW) for one in suggestions),
    )


@pytest.fixture
def report() -> Report:
    """Four findings in two files, one of them muted, one over a line wrap; and two problems."""
    addicts = finding(
        Place("site/van.html", 23, 30, 1, 24, 1, 31, "alt text"),
        "addict",
        Severity.ERROR,
        "Addicts",
        "Names a person by addiction",
        "People who use drugs",
        "People with substance use disorders",
    )
    junkie = finding(
        Place("minutes.md", 25, 35, 1, 26, 1, 36),
        "junkie",
        Severity.WARNING,
        "a junkie’s",
        "Insults people who use drugs. Leave it out",
    )
    users = finding(
        Place("minutes.md", 69, 85, 1, 70, 2, 10),
        "drug-user",
        Severity.SUGGESTION,
        "heroin\n    users",
        "Names a person by drug use",
        "people who use heroin",
    )
    muted = replace(addicts, rule="abuse", muted=Muted("mention", "avoid terms like"))
    return Report(
        findings=(addicts, muted, junkie, users),
        problems=(
            Problem("scan.txt", "looks like a binary file, not text"),
            Problem("minutes.md", 'unknown directive "ignor"', 7),
        ),
        files=9,
        words=3201,
        seconds=0.84,
        sources={"site/van.html": {1: PAGE}, "minutes.md": {1: MINUTES, 2: WRAPPED}},
    )


@pytest.fixture
def clean() -> Report:
    """A report of nine files without a finding."""
    return Report((), (), 9, 3201, 0.84, {})
