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
    ],
)
def test_questions_about_people(text: str) -> None:
    assert set(verdicts(text, "form.md")) == {"error"}
