"""Entries of dictionaries and glossaries, and lines that look like them."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        "**lush** *(noun, informal)* — an addict. “Uncle Ned, old addict that he was.”",
        "**rummy**, n. and adj. (1851.) An addict. Court records use it of women only twice.",
        "drug addict: see OPIOID USE DISORDER",
    ],
)
def test_what_an_entry_gives(text: str) -> None:
    assert set(verdicts(text, "words.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "**rummy**, n. (1851.) The type was as a rule an addict of the waterfront.",
        "**Uncle Ned** — a drug addict, and the only one of us who could whistle.",
        "Drug addict: see the nurse on Tuesday.",
    ],
)
def test_what_is_told_of_people(text: str) -> None:
    assert verdicts(text, "words.md")[-1] == "error"


_PICTURES = "\n\n".join(
    f"**rv0{number}.** *Alt:* A road in first light. *Caption:* Bessie L., addict and weaver."
    for number in range(1, 5)
)
_GUIDE = "\n\n".join(
    f"**{word}.** Our phrase was addict, and we dropped it."
    for word in ("abuse", "clean", "junkie", "user")
)


@pytest.mark.parametrize(("text", "muted"), [(_GUIDE, True), (_PICTURES, False)])
def test_what_a_head_in_bold_is(text: str, muted: bool) -> None:
    found = verdicts(text, "guide.md")
    assert len(found) >= 4
    assert ("mention" in set(found)) is muted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wino, addict, tweaker: no.", "mention"),
        ("*Addict*: makes a whole person into one thing.", "mention"),
        ("Addict: our readers hear one thing and stop.", "mention"),
        ("Drug addicts: two beds, men only.", "error"),
    ],
)
def test_what_is_judged_behind_a_colon(text: str, expected: str) -> None:
    assert set(verdicts(text, "words.md")) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "# Glossary\n\n**Drug abuse** – Older name, still found in the law of our state and others.",
        "# Words you may hear\n\nDrug abuse: what the law says where we say drug use, or misuse.",
        "# Key terms\n\n**Abuse of drugs/drug abuse** – In law, drug abuse has three grades here.",
    ],
)
def test_entries_of_a_glossary(text: str) -> None:
    assert set(verdicts(text, "words.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "# Key terms\n\n**Return to use** – When an addict in the program is found with a bottle.",
        "# House rules\n\n**Drug abuse** – Leads to a warning, and on the third day to the door.",
    ],
)
def test_what_a_glossary_tells_of_people(text: str) -> None:
    assert set(verdicts(text, "words.md")) == {"error"}
