"""Words that a text hands back to others or to its own past, and the same words meant."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        # Corrections, and what the writers regret.
        "# Corrections\n\nOn page 4 we described the tenant as a drug addict. He is a roofer.",
        "Correction: An earlier version of this story called Ms. Orr an addict.",
        "Our newsletter called him an addict on the front page. We apologize to the family.",
        "We spoke of the addicts under the bridge for a year. I wince at it now.",
        # What was said once and what is said now.
        "My mother used to say “the addict in room two.” Now she says Ray.",
        "Our paper used to write about “addicts,” and today we say people.",
        # What nobody calls somebody, and whom nobody is said to believe.
        "I come back because no one here calls me an addict.",
        "None of them called my son a drug addict, or me an addict's mother.",
        "My ex told me nobody would rent to an addict.",
        # Somebody else's word.
        "The addicts on Pier 9 (that's what the alderman calls them) sort the recycling.",
        "They come for the addicts, his word and not mine, who sleep in the lot.",
        "She is no more hooked than an addict is, and the metaphor is unkind to both.",
        "“Addicts storm the library.” Ana rewrites it with a name and a verb.",
        "Nurses were slower to help when told of, or after called an addict, the same man.",
        "At intake they stamped addict on my chart, and it stayed there.",
        "To say clean implies that there is an addict who is dirty.",
        # A saying of those who speak for themselves.
        "At the union the rule is that no one decides for drug users but drug users.",
    ],
)
def test_handed_back(text: str) -> None:
    assert set(verdicts(text, "page.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "In 1911 the mayor complained to the railroad about “drug addicts” at the depot.",
        "Justice Orme wrote that “an addict cannot be punished for a craving.”",
        "In 2014 columnists discovered a “drug addict” with a lawn and two cars.",
    ],
)
def test_printed_long_ago(text: str) -> None:
    assert set(verdicts(text)) == {"reported-history"}


@pytest.mark.parametrize(
    "text",
    [
        "One caller fears that the van makes people weak-willed; we told her that it does not.",
        "Its owner says tenants on methadone are weak-willed. We have filed a complaint.",
        "A pastor told parents that he was combative. A man in pain is not combative.",
        "Q. Aren't they simply weak-willed?\n\nA. We hear that a lot. An illness is no weakness.",
    ],
)
def test_views_that_are_answered(text: str) -> None:
    assert set(verdicts(text)) == {"answered"}


@pytest.mark.parametrize(
    "text",
    [
        "# Corrections officers\n\nThe addicts are held in the east wing.",
        "We called the police on the addicts, and we will again.",
        "They used to call the mayor about the addicts. Now they call the sheriff.",
        "Nobody called about the addicts on Elm Street.",
        "No one believes the addicts, and no one should.",
        "The addicts, that is what matters here, must go.",
        "He put an addict on my crew.",
        "We have told the landlord about the addicts.",
        "The smell suggests there are addicts in the lot.",
        "No one speaks for the taxpayers, and the addicts know it.",
        "The addicts have had this park since 1998.",
    ],
)
def test_meant_all_the_same(text: str) -> None:
    assert set(verdicts(text, "page.md")) == {"error"}


@pytest.mark.parametrize(
    "text",
    [
        "One caller fears that the man is combative, and she told the board so.",
        "Q. Is he combative?\n\nA. Yes, and at night more so.",
        "We found him combative. We have filed a complaint.",
    ],
)
def test_views_that_stand(text: str) -> None:
    assert set(verdicts(text)) == {"warning"}


def test_unquoted_words_of_once_are_suggestions() -> None:
    text = "Our family used to talk about the addict upstairs. Now we say Ray."
    assert verdicts(text) == ["suggestion"]
