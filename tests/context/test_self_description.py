"""Who is meant by “I”, and what others say that somebody said of themselves."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        "Deputies wrote that he told officers he was “just an addict, not a thief.”",
        "She told us she was an addict, and passed the sugar.",
        "I lost the shop and became an addict.",
        "I did not mean to become an addict.",
        "She described herself as “going from a hopeless addict to a hopeful aunt.”",
        "You stand up, give your name and say that you are an addict.",
        "Who’s the addict here? I am, and I took the picture.",
        "Three years today. This addict bakes her own cake.",
        "She refers to herself as “an addict from a long line of them.”",
        "The card is signed by nine people; one signed hers “your grateful addict, Rosa.”",
        "Hi. It's Wren, still an addict and still a librarian.",
        "He told his niece, “Uncle Ty's an addict, and I'm doing it one day at a time.”",
        "A man on the third floor says he's “an addict, but a reading addict.”",
        "We're four people: one of us is a proud addict, and one drives the van.",
        "He's an addict, he'll tell you so himself, and he runs the kitchen.",
        "She'd be the first to tell you she was an addict.",
        "Coaches call themselves “recovered addicts.”",
        "Walt gave his talk on forty years as “an addict, then a bore.”",
        "That addict in the photo is me.",
        "I don't look like an addict.",
        "I never felt like an addict.",
        "I'm an 'addict' and I'm not ashamed, she told the room.",
        "In that room you stand up and say you're an addict.",
    ],
)
def test_own_words(text: str) -> None:
    assert set(verdicts(text)) == {"self-description"}


@pytest.mark.parametrize(
    "text",
    [
        "She told us he was helped by an addict.",
        "Who’s the addict here? Nobody told the nurse.",
        "This addict took the tools on Friday.",
        "One of our tenants is an addict, and one of us has to tell her.",
        "An addict: they will tell you what you want to hear.",
        "Never take an addict at his word, not even once.",
        "My brother lost the shop and became an addict.",
        "Deputies say “the addict in unit 4 is not a thief.”",
        "You say that addicts are lazy.",
        "It's Monday, and still an addict sleeps there.",
        "He told his niece, “Uncle Ty's an addict, and I'm tired of it.”",
        "The county refers to him as “an addict.”",
        "I am an addict's parent, partner or child.",
        "I felt addicts should be locked up.",
        "I felt like the addict next door was watching me.",
        "They told us he looked like an addict.",
        "We were told that night addicts had set the fire.",
        "We are worried addicts will sleep in the hall.",
        "I'm sure addicts broke the lock.",
        "I was warned addicts would come for the copper.",
        "Your file says you are an addict, and the board has read it.",
        "The reviewer states that you are an addict with a short stay.",
    ],
)
def test_words_for_others(text: str) -> None:
    assert not {"self-description"} & set(verdicts(text))


@pytest.mark.parametrize(
    "text",
    [
        "If he says he’s an addict, don’t correct him.",
        "My brother says that he is an addict. Should I correct him?",
        "He was, in his own words, an addict who does dishes.",
        "At the meeting he gave it as ever: “Tol, addict.”",
        "I’m an ex-con and an old addict.",
    ],
)
def test_own_words_told_by_others(text: str) -> None:
    assert verdicts(text)[-1] == "self-description"


@pytest.mark.parametrize(
    "text",
    [
        "The clerk looks at me like I’m an addict.",
        "Members whom our data identify as addicts get one pharmacy.",
        "The man was identified as Carl Denny, an addict from Troy.",
        "We are sick and tired of the addicts.",
        "If he says he’s an addict, call the nurse.",
    ],
)
def test_named_by_others(text: str) -> None:
    assert verdicts(text) == ["error"]


def test_a_line_to_be_signed_is_not_of_the_one_who_signs() -> None:
    line = "I will never stay in denial."
    assert verdicts(line) == ["self-description"]
    assert verdicts(f"{line}\n\nResident signature: ________  Date: ________") == ["warning"]
    told = "I was long in denial.\n\nResident signature: ________"
    assert verdicts(told) == ["self-description"]
