"""How far codes and sections of laws reach."""

from __future__ import annotations

import pytest

from personfirst.formats.registry import read
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Claims with opioid abuse (F11.1) were counted.", "clinical-code"),
        ("Dependence is F11.2. Drug abuse was scored with ten questions.", "error"),
        ("1. Sepsis, A41.9, resolved.\n2. Drug abuse, seen by the team", "error"),
        ("2. Drug abuse\n(F19.10), carried over from an old list.", "clinical-code"),
        ("Patients were found by ICD-10 codes, and drug addicts were called.", "error"),
        ("Section 4 opens the pilot to drug addicts and nobody else.", "error"),
        ("Under section 4 a drug addict means a person who uses daily.", "legal-text"),
        ("Section 11 provides that a drug addict shall be diverted.", "legal-text"),
        ("Health and Safety Code 11550 names the drug addict.", "legal-text"),
        ("Not licensed as a drug abuse treatment program under Utah Code 26B-2.", "legal-text"),
        ("Drug abuse counseling under North Carolina General Statutes 90-113.", "legal-text"),
        ("The dress code says nothing of drug abuse, and 26 students asked.", "error"),
        ("Drug abuse counseling (CPT 99408) can be billed on the same day.", "clinical-code"),
        ("UDS clean, BAL 0.00, denies drug abuse.", "error"),
        ("WBC 11.2, BP 98.6 palp, here for drug abuse.", "error"),
        ("Brought to ED 22:40 for drug abuse.", "error"),
        ("Tune in to KTLO 97.9 for an hour on drug abuse.", "error"),
        ("Care for drug abuse is ordered under KRS 218A.275 alone.", "legal-text"),
    ],
)
def test_reach(text: str, expected: str) -> None:
    assert verdicts(text, "chart.md") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was charged with drug abuse (R.C. 2925.12), a felony.", "legal-text"),
        ("The clinic gave morphine to addicts after the Harrison Act of 1914.", "error"),
        ("Addicts go to F19.20, with the mother's record linked.", "error"),
        ("*Is Your Child an Addict?* (1998) was pulped.", "citation"),
        ("Most of the addicts had no insurance (Orme et al., 2019).", "error"),
        ("Orme et al. (2019) asked how addicts in two rural counties travel.", "error"),
        ("Orme A, Lind B, et al. Addicts in two rural counties. J Rural Care.", "citation"),
        ("Kerr v. Ohio: defendant, an admitted addict and felon, must move.", "error"),
        ("Kerr v. Ohio, holding that a drug addict is ill, was read.", "legal-text"),
        ("HB 909 would pay for drug abuse counselors in every jail.", "error"),
        ("HB 909, an act relating to drug abuse, died in the senate.", "legal-text"),
        ("In re Moss, an Addict, is the case that our clerk reads aloud.", "legal-text"),
    ],
)
def test_what_stands_beside_a_number(text: str, expected: str) -> None:
    assert verdicts(text, "page.md") == [expected]


LAW = """(e) Care. To carry out subsection (b), the department shall provide care.

(1) Whoever has completed care under paragraph (2) of this section shall remain in custody.

(2) {sentence}
"""


def test_a_law_in_its_own_words() -> None:
    sentence = "Each addict with a substance abuse problem, and each junkie, shall be seen."
    law = read(LAW.format(sentence=sentence).encode(), "law.md")
    found = Pipeline(load_ruleset(), Options()).check(law)
    assert {one.text: one.severity.value for one in found} == {
        "addict": "suggestion",
        "substance abuse": "suggestion",
        "junkie": "error",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Leave under subsection (b) shall be paid.\n\nDrug addicts are seen by the nurse.",
        "The end of this chapter of my life shall wait.\n\nIn this part of town addicts shall pay.",
        "Read the rest of this article.\n\nShare this article. Addicts are not welcome here.",
    ],
)
def test_a_text_that_is_no_law(text: str) -> None:
    assert verdicts(text, "policy.md") == ["error"]


def test_a_section_beside_one_box_is_not_about_the_next() -> None:
    boxes = "Tick one: ☐ Drug addict ☐ Minor in possession (§ 12-3) ☐ Other"
    assert verdicts(boxes) == ["error"]
    assert verdicts("Tick one: ☐ “Drug addict” (§ 12-3) ☐ Other") == ["legal-text"]
