"""Names of units, professions and works in lists, and what is only written with capitals."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        "- Home\n- Substance Abuse Advisory Board\n- Drug Court",
        "- Office of the Commissioner\n- Substance Abuse Unit (Rm 310), K. Marsh",
        "| Source | n |\n|---|---|\n| Dept. of Corrections, Substance Abuse Unit | 38 |",
        "- Substance Abuse Treatment Program (SATP), Bldg 7",
        "DAP Drug Abuse Program (to 2018)",
        "JOB POSTING: Certified Alcohol and Drug Abuse Counselor (CADC II)",
        "**Certified Drug Abuse Prevention Specialist**",
        "SAMHSA Grants to Expand Substance Abuse Treatment Capacity in Family Courts",
        "Ledger, Addicts' Club of Toledo",
        "- Governor's Council on Alcohol and Drug Abuse",
        "STATE COUNCIL ON ALCOHOL AND DRUG ABUSE, 6 PRESENT",
        "- Joint Select Committee on Drug Abuse and Control",
        "United States. Commission on Drug Abuse. Final Report.",
        "ABOUT THE DRUG USERS' ALLIANCE",
    ],
)
def test_names(text: str) -> None:
    assert set(verdicts(text, "list.md")) == {"proper-name"}


@pytest.mark.parametrize(
    "text",
    [
        "- Substance Abuse Services\n- Housing",
        "- Substance Abuse Counseling, Evenings",
        "- Addict Recovery Unit",
        "Opioid Abuse Disorder (OAD)",
        "Our licensed substance abuse counselors see walk-ins.",
        "Grants for Substance Abuse Treatment",
        "Committee on housing: Drug abuse was the first item.",
        "- Council for addicts",
        "COUNCIL ON HOUSING SAYS DRUG ABUSE IS UP",
    ],
)
def test_capitals_alone_make_no_name(text: str) -> None:
    assert set(verdicts(text, "list.md")) == {"error"}


@pytest.mark.parametrize(
    "text",
    [
        "## Memoirs\n\n- *Portrait of an Addict as a Young Man*, Bill Clegg\n- *Lit*, Mary Karr",
        "## Journals\n\n- Drug Abuse: Treatment, Prevention, and Policy",
        "# Playlist for the vigil\n\n1. Macklemore, Drug Addict",
        "- *Confessions of a Drug Addict* (1958)",
        "Also on the shelf: *Addict: A Love Story*.",
    ],
)
def test_works(text: str) -> None:
    assert set(verdicts(text, "guide.md")) <= {"citation", "proper-name"}


@pytest.mark.parametrize(
    "text",
    [
        "## Memoirs\n\n- written by addicts in our group",
        "- *addicts*, Monday nights",
        "## Programs\n\n- Help for Drug Addicts",
        "## Books\n\n- Addicts stole the Books from the Library.",
        "## BOOKS\n\n- ADDICTS IN THE LIBRARY",
    ],
)
def test_no_works(text: str) -> None:
    assert set(verdicts(text, "guide.md")) == {"error"}


def test_a_law_says_whom_it_means() -> None:
    assert verdicts("Drug addict, in sec. 35, means a person who uses narcotics.") == ["legal-text"]
    assert verdicts("A drug addict, in Ward 35, means to call.") == ["error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Music by The Addicts. Doors at eight.", "proper-name"),
        ("The band Addict XL played at the benefit.", "proper-name"),
        ("Music by Addicts in the park all night.", "error"),
        ("A band of addicts sleeps there.", "error"),
    ],
)
def test_those_who_play(text: str, expected: str) -> None:
    assert set(verdicts(text)) == {expected}
