"""One half of a pair is shown; what stands beside something else is used."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        # Two stretches set off, nothing between them but that one is put for the other.
        "Say “has a cocaine use disorder,” not “is a cocaine addict.”",
        "Line 4 now has “drug addicts” → “people who use drugs” in blue.",
        "The clerk turned “the town addict” into “Mr. Pell.”",
        "*drug addict* becomes *patient* wherever it stands.",
        # Behind what is to be said for it.
        "Our style now: people who use drugs, never drug addicts, except in names.",
        "Patients with a use disorder, not addicts, is how the form puts it.",
        # On a line or under a title that has its other half below.
        "Before: The addict in bed 4 was sent home.\n\nAfter: The patient in bed 4 was sent home.",
        "Front: *He is an addict, like his father.*\nBack: *He and his father use drugs.*",
        "Draft: four addicts in the lot\n\nRevised: four people in the lot",
        "| As printed | For the reprint |\n|---|---|\n| The addict is a thief. | Cut. |\n",
        "## Original\n\nThe addicts sleep here.\n\n## Revised\n\nPeople sleep here.\n",
    ],
)
def test_one_half_of_a_pair(text: str) -> None:
    assert set(verdicts(text, "page.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "The clinic asked for volunteers, not for another cocaine addict with a story.",
        "This is for people who like quiet, not the addicts who tear the place up.",
        "**Families** and **addicts** meet in the hall.",
        "Before the fence: two addicts in the lot.\n\nAfter that we had none.",
        "Before: The clinic was a garage.\n\nAfter: The clinic sees forty addicts a day.",
        "Problem: addicts camp at the library.\n\nSolution: a bathroom.",
        "## Before\n\nThe addicts slept here.\n\n## The fence\n\nIt was put up in May.\n",
    ],
)
def test_people_beside_others(text: str) -> None:
    assert set(verdicts(text, "page.md")) == {"error"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INSTEAD OF        SAY\naddict            person who uses drugs\ndrug user         guest", "mention"),
        ("Say               Not this\nguest             an addict who is back", "mention"),
        ("| Rather than... | Say... |\n|---|---|\n| An addict | A man |\n| A junkie | A guest |", "mention"),
        ("Terms to avoid | Terms to use\ndrug user, addict | patient", "mention"),
        ("**Before:** An addict came in. **After:** A man came in.", "mention"),
        # A list of facts in columns, and times of day.
        ("GROUP             COST\nan addict         $40,000", "error"),
        ("| Group | Cost |\n| an addict | $40,000 |", "error"),
        ("Before: an addict in each doorway. After: nobody, thanks to the fence.", "error"),
    ],
)  # fmt: skip
def test_columns_and_halves_on_a_line(text: str, expected: str) -> None:
    assert set(verdicts(text, "page.txt" if "\n" in text else "page.md")) == {expected}
