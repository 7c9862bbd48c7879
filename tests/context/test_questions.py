"""Answers to choose from and statements to rate, and questions about people."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        "Which word do your staff use most often?\n\n☐ clients ☐ addicts ☐ guests",
        "Which word do you find least respectful?\n[ ] person   [ ] addict\n[ ] none",
        "Which of these belongs in a report? Pick the best wording.\n\n- a) a known addict\n- b) four visits",
        "3. “Most addicts cannot be trusted.”   1 2 3 4 5",
        "Mark how far you agree or disagree.\n\n- “You can always tell an addict.”\n",
        "Place the twelve slips under true or false:\n\n- An addict can always be told.\n",
    ],
)  # fmt: skip
def test_answers_and_statements(text: str) -> None:
    assert set(verdicts(text, "quiz.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "Which groups does your program see most often?\n\n☐ veterans ☐ addicts ☐ mothers",
        "Should the hospital admit addicts?\n\n- yes\n- yes, addicts who pay\n- no",
        "What happens if I come late?\n\n- the addicts before you are seen first\n- you wait",
        "Most addicts cannot be reached by letter. 1 2 3 4 5 went out.",
        "Sort out at the door who needs a bed:\n\n- Addicts wait by the stairs.\n",
    ],
)
def test_questions_about_people(text: str) -> None:
    assert set(verdicts(text, "form.md")) == {"error"}


@pytest.mark.parametrize(
    "text",
    [
        "1. T / F: Addicts have to lose everything first.",
        "2. Addicts have to lose everything first. (T / F)",
        "T F  4. Addicts have to lose everything first.",
        "☐ True ☐ False  An addict feels no pain.",
        "# True or false?\n\n- Addicts feel no pain.\n- You can tell an addict by the eyes.",
        "Which is best for a chart?\n  a) an addict, seen before\n  b) seen before",
        "The DAST-20, read as written:\n\n1. Do you know an addict?\n2. Do you live with one?",
    ],
)
def test_quizzes_and_scales(text: str) -> None:
    assert set(verdicts(text, "quiz.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "Social distance items:\n\n1. Addicts are to blame.\n2. An addict can work here.",
        "How much do you agree? [SHOW CARD 2]\n\na. Addicts are to blame.\nb. I know addicts.",
    ],
)
def test_statements_to_rate_are_suggestions(text: str) -> None:
    assert set(verdicts(text, "survey.md")) == {"suggestion"}


@pytest.mark.parametrize(
    "text",
    [
        "True or false claims about addicts are many.",
        "# True or false?\n\n- False. Addicts do feel pain.",
        "How much do you agree, from 1 to 5?\n\n1. Addicts are to blame.\n2. I know an addict.",
        "The DAST-20 is given at the door. Then:\n\n- Addicts are sent to Room 4.",
        "Which is best for pain?\n  a) ice for the addict\n  b) heat",
        "Residents agree that:\n\n- no addict may visit.",
        "| Group | 2021 | 2022 | 2023 |\n|---|---|---|---|\n| Addicts | 12 | 31 | 44 |",
    ],
)
def test_what_only_looks_like_a_quiz(text: str) -> None:
    assert set(verdicts(text, "form.md")) == {"error"}


def test_a_scale_in_the_part_before() -> None:
    text = (
        "7. Most people trust a nurse.\n   (Item 7 is of a stigma scale, and none of ours.)\n\n"
        "PART C. ALCOHOL\n8. Have you been an addict?   Yes   No\n9. Have you been ill?   Yes   No"
    )
    assert verdicts(text, "survey.txt") == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "With a partner, reword each of the following lines:\n\n- The addict in bay 2 is back.\n",
        "# Spot the stigma\n\n1. An addict, seen here before.\n2. Wants a blanket.",
        "# What is wrong with these entries?\n\nThis addict was here on Monday.",
        "How else would you put it without blame? “The addict refused the bed.”",
        "Turn this headline around: Addicts ruin parade.",
        "Rewrite these dispatch notes.\n\n1. “Addict down behind the store.”\n",
        "Do you agree with this sentence? “An addict cannot be trusted.”  Yes / No",
    ],
)
def test_tasks_for_readers(text: str) -> None:
    assert set(verdicts(text, "class.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "# What is wrong with this town\n\n- Addicts on the steps.",
        "Rewrite the ordinance:\n\n- Addicts leave the park by nine.",
        "We would put it better elsewhere: on Elm. Addicts wait by the door.",
        "Find the stairs:\n\n- Addicts are seen on the second floor.",
    ],
)
def test_what_only_looks_like_a_task(text: str) -> None:
    assert set(verdicts(text, "class.md")) == {"error"}


_SURVEY = "How much do you agree?\n\na. Most addicts lie.   1 2 3 4 5\nb. An addict can work.   1 2 3 4 5\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PUBLIC STIGMA SCALE\n\n" + _SURVEY, "mention"),
        (_SURVEY + "\nBoth items come from a validated scale.", "mention"),
        # What a town asks in its own words is the town's.
        ("TOWN SURVEY\n\n" + _SURVEY, "error"),
    ],
)
def test_statements_with_figures_to_circle(text: str, expected: str) -> None:
    assert set(verdicts(text, "survey.txt")) == {expected}


def test_a_vignette_is_a_suggestion() -> None:
    assert verdicts("**Vignette B.** Ms. D. is an addict of 41.", "study.md") == ["suggestion"]
