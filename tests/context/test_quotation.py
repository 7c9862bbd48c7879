"""Whose words they are in transcripts, scenes and blocks in italics."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts

INTERVIEW = """Interview transcript 3. Names changed.

**I:** What did they say at the desk?

**P3:** {answer}

**I:** {question}

**P3:** Right.
"""


def test_those_who_are_interviewed() -> None:
    assert verdicts(
        INTERVIEW.format(answer="I saw two addicts there.", question="And then?"), "p3.md"
    ) == ["suggestion"]


def test_those_who_ask() -> None:
    text = INTERVIEW.format(answer="Nothing.", question="Did you see addicts there?")
    assert verdicts(text, "p3.md") == ["error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Activity 3: role-play\n\nCLERK: Another addict.\nNURSE: He has a name.\n"
            "CLERK: Addicts all have names.\nNURSE: Let me.",
            "suggestion",
        ),
        (
            "Transcript of the meeting\n\nMAYOR: The addicts must go.\nMR. OX: Where?\n"
            "MAYOR: No addicts here.\nMR. OX: I see.",
            "error",
        ),
        (
            "Role-play\n\nNURSE: Thank you.\nPATIENT: For what?\nNURSE: For telling.\nPATIENT: Well.\n"
            "[JOAN] Now, in this work you see many addicts.",
            "error",
        ),
        (
            "Role-play is on Friday.\n\nStaff: addicts get one seat.\nNote: no addict may stay.",
            "error",
        ),
        (
            "# § 12 Commitment\n\n*An addict may be committed on petition of a spouse.*",
            "suggestion",
        ),
        ("The act of 1911 read in part:\n\n*Every addict shall be confined.*", "suggestion"),
        ("What is in italics is quoted.\n\n*Every addict shall be confined.*", "error"),
        (
            "The text in italics is quoted from the act.\n\n*Every addict shall be confined.*",
            "suggestion",
        ),
        ("# Our rules\n\n*Every addict shall be sent away.*", "error"),
    ],
)
def test_scenes_and_italics(text: str, expected: str) -> None:
    assert set(verdicts(text, "page.md")) == {expected}
