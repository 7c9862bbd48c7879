"""Does a text tell a narrative, or speak of it? Each filter against the text that it must spare."""

from __future__ import annotations

import pytest

from personfirst.model.document import Document
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import block, document

RULE = "us-vs-them"
RULES = load_ruleset(select=[RULE])
TOLD = "We must protect our community from drug users"


def verdict(text: str | Document) -> str:
    """The filter that muted the narrative, its severity where it counts, or nothing."""
    checked = document(text) if isinstance(text, str) else text
    found = Pipeline(RULES, Options(show_muted=True)).check(checked)
    return next((f.muted.filter if f.muted else str(f.severity) for f in found), "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{TOLD}.", "error"),
        (f"{TOLD}, the chair said.", "error"),
        ("We resist the idea that we must protect our community from drug users.", "critique"),
        (
            "Saying that we must protect our community from drug users leaves out that they live here.",
            "critique",
        ),
        (f"“{TOLD}” is a harmful message.", "mention"),
        (f"{TOLD}? That line is misleading, and it was cut.", "critique"),
        (
            "The old narrative that we must protect our community from drug users is still heard.",
            "critique",
        ),
        (f"{TOLD}. No evidence supports this.", "critique"),
        (f"{TOLD}, and we ask the fund to replace the fence.", "error"),
        (f"Put the tally on the board: {TOLD.lower()}.", "error"),
        (f"{TOLD}. We no longer think that the fence should stay.", "error"),
        ("Do our flyers say that we must protect our community from drug users?", "self-review"),
        ("Must we protect our community from drug users? No.", "self-review"),
        (
            "In the 1980s, towns were told to protect our community from drug users.",
            "reported-history",
        ),
        ("The study asked residents whether to protect our community from drug users.", "research"),
        ("Some residents say we must protect our community from drug users.", "warning"),
        ("We need not protect our community from drug users.", ""),
        (f"{TOLD}. Most of them do.", "critique"),
        (f"{TOLD}. Most of them don’t vote.", "error"),
        (f"{TOLD}. Most of them do not pay rent.", "error"),
        (f"{TOLD}. We do not believe in shaming anybody.", "critique"),
        (f"{TOLD}. We do not believe in handing out tents.", "error"),
        (f"I’m done waiting: {TOLD.lower()}.", "error"),
        (f"I’m done using, and still I say: {TOLD.lower()}.", "warning"),
        ("Shouldn’t we protect our community from drug users?", "error"),
        ("So why don’t we protect our community from drug users?", "error"),
        ("Why is it that we don’t protect our community from drug users?", ""),
    ],
)
def test_filters(text: str, wanted: str) -> None:
    assert verdict(text) == wanted


def test_a_heading_of_things_to_avoid_covers_its_list() -> None:
    line = block(f"{TOLD}.", heading="Outdated wording")
    assert verdict(Document("a.md", "markdown", line.text, (line,))) == "critique"
    line = block(f"{TOLD}.", heading="Role play")
    assert verdict(Document("a.md", "markdown", line.text, (line,))) == "error"
    line = block(f"{TOLD}.", heading="Our plan")
    assert verdict(Document("a.md", "markdown", line.text, (line,))) == "error"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Patients were described as a threat, and we must protect our community from drug users.", "reported-history"),
        ("They are described in the press as a threat, so protect our community from drug users.", "reported-history"),
        ("He is described in the report as a threat, so protect our community from drug users.", "error"),
        ("The deserving/undeserving line: we must protect our community from drug users.", "mention"),
    ],
)  # fmt: skip
def test_who_describes(text: str, wanted: str) -> None:
    assert verdict(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"The worry is that unless {TOLD.lower()} the shops will go.", "warning"),
        (f"A common worry is that {TOLD.lower()}.", "critique"),
        (f"She has nothing against the idea of a clinic, but {TOLD.lower()}.", "error"),
        (f"She argued against the idea that {TOLD.lower()}.", "critique"),
        (f"To get away from the noise, {TOLD.lower()}.", "error"),
        (f"Let us get past the idea that {TOLD.lower()}.", "critique"),
        (f"I have three children, and {TOLD.lower()}.", "error"),
        (f"I have used heroin myself, and {TOLD.lower()}.", "warning"),
        (f"They call it a disease. {TOLD}. I call it a plague.", "error"),
    ],
)
def test_what_sounds_like_criticism(text: str, wanted: str) -> None:
    assert verdict(text) == wanted


_PAGE = """The committee met in the hall by the river and heard about the roof, the boiler, the books and
the lamps. Forty chairs were lent to the school for its play, and they came back in good order.
The cook asked for a bigger pot. Members thanked the two women who had painted the stairs in June,
and the treasurer read out what was spent on coal, on paper and on stamps since the last time. {}
The next meeting will be held on the first Monday of the month, and all are asked to bring a dish
that can be shared. There will be singing if the piano has been tuned by then. {}.
"""


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Her son came home sober and has not touched a pill since the spring.", "error"),
        ("Her son came home sober.", "other-sense"),
    ],
)
def test_signs_of_drugs_where_none_is_named(said: str, wanted: str) -> None:
    told = "We must protect our families from every user in the city"
    assert verdict(_PAGE.format(said, told)) == wanted
