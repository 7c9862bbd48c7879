"""A report as a county's website and minutes would give it, built by hand."""

from __future__ import annotations

import pytest

from personfirst.model.choices import Severity
from personfirst.model.finding import Edit, Finding, Muted, Place, RoleWords, Safety, Suggestion
from personfirst.model.report import Problem, Report

PAGE = '<img src="van.jpg" alt="Addicts wait at the county van">'
MINUTES = "Sheriff Ortiz called it “a junkie’s paradise” — the board asked that heroin"
WRAPPED = "    users be invited next time."
HOSTILE_PATH = "no::tes, 50%\r\n\x1b[31m<b>|`@ops`#1 ä.md"
HOSTILE = "::error::x 🏠 100%, <script>a|b</script> `@ops` #12 &amp; _[x](y)_ \x1b[31m"


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
    muted = addicts._replace(rule="abuse", muted=Muted("mention", "avoid terms like"))
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


@pytest.fixture
def hostile() -> Report:
    """One finding and one problem, whose path, words and reasons hold what formats must escape."""
    found = finding(
        Place(HOSTILE_PATH, 4, 9, 1, 5, 1, 10),
        "addict",
        Severity.ERROR,
        HOSTILE,
        f"Title {HOSTILE}",
        f"write {HOSTILE}",
    )
    return Report(
        findings=(found._replace(excerpt=HOSTILE),),
        problems=(Problem(HOSTILE_PATH, f"reason\r\n{HOSTILE}"),),
        files=1,
        words=9,
        seconds=0.1,
        sources={HOSTILE_PATH: {1: f"Ask {HOSTILE}"}},
    )


@pytest.fixture
def letter() -> Report:
    """A finding in a Word file, whose lines are those of a transcript, with edits of that."""
    place = Place("letter.docx", 12, 19, 4, 3, 4, 10, "table 1, row 2", transcript=True)
    found = finding(place, "addict", Severity.ERROR, "addicts", "Names a person", "people")
    edited = found.suggestions[0]._replace(edits=(Edit(12, 19, "people", "people"),))
    return Report(
        findings=(found._replace(suggestions=(edited,)),),
        problems=(),
        files=1,
        words=9,
        seconds=0.1,
        sources={"letter.docx": {4: "a addicts b"}},
    )


@pytest.fixture
def wrapped() -> Report:
    """A finding over two lines after an emoji, with two edits, one on each, and words between."""
    lines = {3: "We 🏠 met the heroin", 4: "addicts and their dogs."}
    place = Place("minutes.md", 113, 127, 3, 14, 4, 8)
    found = finding(
        place, "drug-addict", Severity.WARNING, "heroin\naddicts", "Names a person", "people"
    )
    edits = (Edit(109, 112, "some", "some"), Edit(120, 127, "people", "people"))
    suggestion = Suggestion("people", "news", Safety.SAFE, "the heroin addicts", "…", edits)
    by_hand = Suggestion("those people", "news", Safety.REVIEW)
    return Report(
        findings=(found._replace(suggestions=(suggestion, by_hand)),),
        problems=(),
        files=1,
        words=9,
        seconds=0.1,
        sources={"minutes.md": lines},
    )


@pytest.fixture
def story() -> Report:
    """A narrative with two roles in the text, one of them with brackets, and one in the heading."""
    roles = (
        RoleWords("verb", "keeping out", "keep", "", Place("minutes.md", 8, 12, 1, 9, 1, 13)),
        RoleWords(
            "them", "“those people”", "[them]", "users", Place("minutes.md", 13, 17, 1, 14, 1, 18)
        ),
        RoleWords("topic", "drugs", "Drug users"),
    )
    found = finding(
        Place("minutes.md", 8, 17, 1, 9, 1, 18),
        "us-vs-them",
        Severity.WARNING,
        "keep them",
        "Sets “us” against people",
    )
    told = found._replace(kind="narrative", roles=roles, confidence="high", why="It shuts out.")
    line = "We must keep them away."
    return Report((told,), (), 1, 5, 0.1, {"minutes.md": {1: line}})
