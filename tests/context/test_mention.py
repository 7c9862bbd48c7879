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
        # What a word stands for on a form.
        "Here “drug abuse” refers to any use that no doctor ordered.",
        # What something was called before.
        "A condition long known as drug addiction or drug abuse has a new name here.",
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


@pytest.mark.parametrize(
    "text",
    [
        # A singular without an article in a sentence that has articles is a word.
        "She keeps a jar: a quarter for every swear, a dollar for addict.",
        "Our reviewers flagged addict (3) and two jokes in the draft.",
        "The board asked staff to stop writing addict beside a name.",
        "Her students circled junkie, abuser and addict and wrote better ones in the margin.",
        "Somebody had keyed drug addict into her car door.",
        "The judge struck career addict from the report and wrote mother of three.",
        # Called so by others, or not to be called so.
        "Being called an addict at the counter was the reason that a third gave.",
        "Do not call a man a lush or an addict, in or out of hearing.",
        "I was one of those they called addicts, and I do taxes now.",
        # What shows words, or says them.
        "He laughed at the addict poster from 1937 and asked for a copy.",
        "The headline over our open house read “Addicts to get warm socks,” and forty came.",
        "Addict, said the report. Daughter, said the stone.",
        "The addict survives in one box of the form.",
        "A drug addict, in the slang of my school, was anyone with long hair.",
        "The sign over the door, ADDICTS, hangs in the museum now.",
        "Listen: he said *drug addict* as if it were a town.",
        "Older handouts call the guest an “addict”; please discard them.",
        "There used to be a card in the window that read “All proceeds to poor addicts.”",
        "Next to it, in a smaller font: “Addicts see the bailiff after lunch.”",
        "The sign in Ken's window (“No addicts, no dogs”) has to come down.",
        "Ms. Cho moved to strike “addicts, sots and vagabonds” from the ordinance.",
        "“Drug abuse” in the form's drop-down list cannot be edited.",
        "My own sister was called an addict on this site.",
        "I looked it up, and addict once meant a debtor.",
    ],
)
def test_words_without_an_article_or_called_by_others(text: str) -> None:
    assert set(verdicts(text, "page.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "She keeps a jar: a dollar for the addict at the light.",
        "Our nurses flagged down an addict and two buses.",
        "Her students walked past a junkie, an addict and a dog.",
        "Reached for comment: addict seen under the bridge.",
        "The nurse called an addict in from the hall.",
        "The clerk who reads the sign in the window saw an addict.",
        "Our sister was called in when an addict fell.",
        "People who get called by addicts at night are tired.",
        "The addict stands in the hall.",
        "**Addicts** may not apply at the desk.",
        "The tenants on the second floor, ADDICTS all, were told to go.",
        "We call the man on the bench the “addict” so that you know whom to avoid.",
    ],
)
def test_people_with_an_article_or_who_call(text: str) -> None:
    assert set(verdicts(text, "page.md")) & {"error"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the owner’s letter she is “a hopeless drug addict.”", "suggestion"),
        ("The state argues that this man was “an incorrigible addict” at ten.", "suggestion"),
        ("To the paper he is “an addict”, and to us he is Ray.", "mention"),
        ("Schools ask us for “a former addict”.", "mention"),
        ("The tab once was “Drug addict, single”.", "mention"),
    ],
)
def test_more_than_a_noun_in_quotation_marks(text: str, expected: str) -> None:
    assert set(verdicts(text)) == {expected}


def test_called_a_slur_behind_a_dash() -> None:
    assert verdicts("*Addict*, *user* – slurs. Leave them out.", "page.md")[0] == "mention"
