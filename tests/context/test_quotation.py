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


TRANSCRIPT = """Oral history, tape 3. Interviewer: Hal Voss. Narrator: Dot Quill.

HV: Who came first?

DQ: I was an addict in those days. My sister drove.

HV: And then?

DQ: {}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TRANSCRIPT.format("The drug users on our street carried me in."), "self-description"),
        (TRANSCRIPT.replace("was an addict", "was a clerk").format("The drug users did."), "suggestion"),
        ("“I heard them at the desk,” he said. “‘The addict can wait.’ So I left.”", "quotation"),
        ("# Text required by the state\n\n“An addict shall report.” In our words: come in.", "quotation"),
    ],
)  # fmt: skip
def test_own_words_and_words_of_others(text: str, expected: str) -> None:
    assert set(verdicts(text, "page.md")) == {expected}
