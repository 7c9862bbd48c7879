"""Words that a sentence's form shows as words, and sentences that look alike and mean people."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        # A noun without its article, or in the plural with a verb in the singular.
        "Addict is short, and it is still wrong in a headline.",
        "Drug user was the desk's choice until the spring.",
        "Drug addicts was our phrase in eleven front-page stories.",
        # A label that is the whole of a sentence, called back to whoever said it.
        "And “addicts”... two of the nine you counted are my cousins.",
        "“Drug addicts.” That is a mouthful for three kids and their aunt.",
        # What is on a sign, whatever its length.
        "“Addicts, sinners and other neighbors welcome at our table,” says the sign by the door.",
        "A banner over the hall reads “Addicts and saints, come in and eat.”",
        # Named as a word before a comma, as a noun, as all that is seen.
        "I hate that word, addict, and so did she.",
        "Do not use drug user or addict as a noun.",
        "We see somebody only as an addict, and miss the rest.",
        # What was printed, and the name of a field.
        "We ran “Addicts strip copper from church,” and were ashamed of it.",
        "Use the element “Drug abuse” for the state's data set.",
    ],
)
def test_shown_by_the_form_of_the_sentence(text: str) -> None:
    assert set(verdicts(text)) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "An addict is short of friends in this town.",
        "Addicts are our neighbors' main worry.",
        "The number of addicts was our first question.",
        "Another “addict” in the lobby, and nobody came.",
        "The sign by the door keeps addicts out of the hall.",
        "They see addicts only on Fridays.",
        "We ran from the addicts at the bus stop.",
        "He gave me his word, and addicts rarely do.",
    ],
)
def test_people_are_meant(text: str) -> None:
    assert set(verdicts(text)) == {"error"}


GUIDE = """# Words

**addict, drunk.** Do not use either. {}

**overdose.** A verb without shame.

**user.** Say who is meant.
"""


def test_an_entry_of_a_style_guide() -> None:
    assert set(verdicts(GUIDE.format("Not the addicts either."), "style.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "**who comes.** Addicts sleep here.\n",
        "**Monday.** Addicts come.\n\n**Tuesday.** Addicts come.\n\n**Friday.** Addicts come.\n",
        "**hours.** we open at nine and addicts wait.\n\n**food.** soup.\n\n**more.** bread.\n",
    ],
)
def test_paragraphs_with_a_bold_beginning(text: str) -> None:
    assert set(verdicts(text, "page.md")) == {"error"}
