"""What the text denies or answers, and denials that leave the words standing."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        "No baby is born an addict.",
        "Nobody is an addict at birth.",
        "There is no such thing as an addict who cannot be helped.",
        "It is a myth that addicts have to hit bottom.",
        "The idea that a newborn can be an addict has no basis.",
        "Will it bring addicts to the block? No. It will bring a nurse.",
        "<h2>Does the van draw addicts?</h2><p>No. People come who live here.</p>",
        "“Addicts ruin property values.” They don’t; prices rose.",
        "Not one of the people we saw last year was a “drug user.”",
        "“Do you give needles to addicts?” We give them to anyone who asks, day or night.",
        "Q. Should I worry about the addicts outside? A. They’re people, and cold.",
    ],
)
def test_answered(text: str) -> None:
    assert verdicts(text, "page.html" if text.startswith("<") else "page.txt") == ["answered"]


@pytest.mark.parametrize(
    "text",
    [
        "You are not born an addict; you make yourself one.",
        "Q. Whom do I call about the addicts outside? A. The line by the door.",
        "No addict ever got well alone.",
        "Nobody is helping the addicts on Pier Street.",
        "Not all of our clients are addicts.",
        "It is true that addicts have to hit bottom.",
        "The idea that an addict can be trusted with a key is bold.",
        "Is he an addict? No idea, but he sleeps in my doorway.",
        "Why do addicts steal? No, do not ask me.",
        "<h2>Does the van draw addicts?</h2><p>Every night.</p>",
        "“Drying out” addicts. They don’t like it.",
        "Nobody knows that he is an addict.",
    ],
)
def test_not_answered(text: str) -> None:
    assert verdicts(text, "page.html" if text.startswith("<") else "page.txt") == ["error"]


def test_a_question_that_somebody_asks_is_quoted() -> None:
    text = "“Why should we pay for addicts?” one longtime resident of Pier Street asked the board."
    assert verdicts(text) == ["suggestion"]


@pytest.mark.parametrize(
    "text",
    [
        "They aren't combative, they're in withdrawal.",
        "She was not in denial; nobody had told her.",
        "People in treatment are seen as weak-willed by half the town.",
        "He was accused of being in denial.",
        "We were taught that drinkers are weak-willed.",
        "Many of us have been told that drinkers are weak-willed.",
        "If a clerk makes you feel that you are in denial, ask for his supervisor.",
        "He was nobody's “addict.”",
        "We hear this a lot, and nobody here thinks that you are an addict.",
        "“Addicts.” Really?",
    ],
)
def test_denied_or_told_as_the_view_of_others(text: str) -> None:
    assert set(verdicts(text)) <= {"answered", "mention"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They are combative and have to be strapped down.", "warning"),
        ("If he is not in treatment he is in denial.", "warning"),
        ("They aren't addicts, the parents say.", "error"),
        ("The board sees the clinic as help for the weak-willed.", "warning"),
        ("Taught by his father, the boy was weak-willed.", "warning"),
    ],
)
def test_the_writers_own_view(text: str, expected: str) -> None:
    assert verdicts(text) == [expected]


def test_what_somebody_says_and_the_writer_does_not_share() -> None:
    said = "A man at the barbershop said everyone on the methadone line is weak-willed."
    assert verdicts(f"{said} I don't hold with that. They lay brick.", "page.txt") == ["answered"]
    assert verdicts(f"{said} I hold with that.", "page.txt") == ["warning"]


def test_what_others_say_and_the_next_sentence_answers() -> None:
    said = "Somebody will say that everyone on methadone is weak-willed."
    assert verdicts(f"{said} Answer: so is nobody, and insulin is a medicine too.") == ["answered"]
    assert verdicts(f"{said} Lunch is at noon.") == ["suggestion"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "Folks say that feeding an addict keeps him one. I say nobody got well hungry.",
            "suggestion",
        ),
        ("A trustee warned that addicts would fill the lobby. That did not happen.", "suggestion"),
        ("We used to hear that a kit brings addicts in off the street.", "suggestion"),
        ("My neighbor says you draw addicts here. We hear that word a lot.", "suggestion"),
        ("Don’t let anyone tell you that addicts have no rights.", "suggestion"),
        ("When I hear “once an addict,” I say that’s wrong.", "quotation"),
        ("Are you the “addicts”? People call us that, and more.", "answered"),
    ],
)
def test_said_by_others_and_answered_is_a_suggestion_at_most(text: str, verdict: str) -> None:
    assert verdicts(text) == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "The sheriff said that addicts broke in. The figures for May show forty arrests.",
        "My neighbor told me that two addicts moved in. I asked for new locks.",
        "Folks say addicts never change. I say the same.",
        "The editorial says that addicts will come. We think so too.",
        "We used to hear from addicts every night.",
    ],
)
def test_said_by_others_and_left(text: str) -> None:
    assert verdicts(text) == ["error"]


def test_nobody_is_born_so_and_then_blamed() -> None:
    assert verdicts("Nobody is born an addict. It can happen to anyone.") == ["answered"]
    assert verdicts("Nobody is born an addict; he gets there by his own choosing.") == ["error"]
