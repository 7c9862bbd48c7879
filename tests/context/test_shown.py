"""Words in rows, searches, codebooks and glosses, kinds of people that a text tells of, and the
sentences beside them that mean people.
"""

from __future__ import annotations

import pytest

from personfirst.formats.registry import read
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.context.test_filters import verdicts

STORIES = Pipeline(load_ruleset(select=["narratives"]), Options(show_muted=True))


def stories(text: str) -> list[str]:
    """For each narrative in a page its severity, or the filter that muted it."""
    found = STORIES.check(read(text.encode(), "page.md"))
    return [f.muted.filter if f.muted else str(f.severity) for f in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Rows of words in emphasis, whatever leads to them.
        ("Strike on sight: *addicts*, *drug addicts*, *her habit*.", "list.md"),
        ("Red pens out for *unlike other addicts*, *a good family*, *he was prescribed*.", "list.md"),
        ("On the spines: *Drug Addict*, *Never Enough*, *Dry*.", "list.md"),
        # An example in emphasis, and what is thought of it.
        ("1. *Unlike most addicts, our guests want to change.* — Puts down one group.", "list.md"),
        ("1. *She wants to change.* — Implies that other addicts do not.", "list.md"),
        # Objections with their answers.
        ("*“You are giving up on addicts.”* The clinic saw more people last year than ever.", "faq.md"),
        # The head of an entry.
        ("**Addict.** Avoid. It makes a person one thing.", "guide.md"),
        ("**Drug user.** Vague, and it may be about anyone.", "guide.md"),
        # What the writers said.
        ("For years I said addicts.", "talk.md"),
        ("I said, well, the addicts. She said that I meant her.", "talk.md"),
        ("I used to say drug addicts.", "talk.md"),
        # Abbreviations and fields.
        ("IDU   injecting drug user (old; we write PWID)\nDA    drug addict (old, do not use)", "list.txt"),
        (
            "DATA DICTIONARY\n\nAGE        Age at entry     0-99\nSEX        Sex      1-9\n"
            "PSOURCE    Source    2 Drug addict\nSERVICES   Type     4 Group",
            "data.txt",
        ),
        # Searches and what texts are found by.
        ("1. (addict* or drug user* or alcoholic*).ti,ab.", "search.txt"),
        ("MeSH terms: Opioid-Related Disorders; Drug Users;\nStreet Drugs", "abstract.txt"),
        ("*Keywords.* jails; drug users [MeSH]; trials", "abstract.md"),
        ("## Subject headings (LCSH)\n\n- Drug addicts—Biography\n- Drug addicts in literature", "guide.md"),
        # Pages and menus with a name.
        ("The Addict page is now the Recovery page.", "page.md"),
        ("The menu choice drug addict goes away next year.", "page.md"),
        # Signs of people told apart.
        ("Each age sorts users in two: the patient and the street addict.", "review.md"),
        ("In 1919 the split was between the patient and the drug addict.", "review.md"),
        ("There are no good addicts and bad addicts.", "page.md"),
        ("We reject the idea of good addicts and bad addicts.", "page.md"),
        # A stereotype of others, and a claim that is called one.
        ("The “addict” of the movies is nobody we know.", "page.md"),
        ("“Addicts want strong batches” is a stock line with thin evidence.", "page.md"),
        ("The old rule, “shall not meet known addicts,” has been taken out.", "page.md"),
        # Tasks for readers.
        ("Which would you put in the chart?\n\n- a. Known addict.\n- b. Uses heroin.", "quiz.md"),
        ("Reformers split people who drank into the lady and the addict.", "page.md"),
        ("There is no such thing as a deserving addict and an undeserving addict.", "page.md"),
        ("What is wrong with this sentence? *Real patients wait because addicts take the beds.*", "quiz.md"),
        ("Choose the best wording for the chart.\n\n- a) Known addict.\n- b) Uses heroin.", "quiz.md"),
        ("Weak – The house takes only addicts.\nStrong – The house takes anyone.", "guide.md"),
    ],
)  # fmt: skip
def test_shown(text: str, name: str) -> None:
    assert set(verdicts(text, name)) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "*Addicts*, *thieves* and *dealers* took our park.",
        "We will not house the *addicts*, *drunks*, *thieves* who took our park.",
        "Watch for addicts at the back door.",
        "*We cannot save every addict.* — a father of two, Dayton",
        "**Addicts.** They come first thing in the morning.",
        "**Addicts.** Do not pay them; give to the outreach fund.",
        "**Addicts.** Avoid the alley.",
        "I said the addicts should leave.",
        "The addicts (old, tired, cold) wait at the gate.",
        "Keywords. The addict came at nine.",
        "The budget is split between families and addicts.",
        "I said, well, the addicts should leave.",
        "We serve addicts* and their families.\n\n* Adults only.",
        "We sort guests into two groups: patients and addicts.",
        "The policy divides addicts into two groups.",
        "The line is between our families and the addicts.",
        "There are no good addicts in this town, only bad ones.",
        "Addicts of the county may call at any hour.",
        "The page is for addicts, and it is now open.",
        "We are not going to roll out the red carpet for drug addicts.",
        "What is wrong with this town? It is full of addicts.",
        "## Don't\n\n- Don't promise addicts a room.\n\n## Do\n\n- Do ask.",
    ],
)
def test_people_are_meant(text: str) -> None:
    assert set(verdicts(text, "page.md")) == {"error"}


def test_title_of_plain_language_shows_nothing() -> None:
    text = "# CONDITIONS OF RELEASE - PLAIN LANGUAGE\n\n- Stay away from drug users, addicts."
    assert verdicts(text, "page.md") == ["error", "error"]


def test_role_play_shows_nothing() -> None:
    text = "## Role play\n\nHe is described in the report as an addict and a frequent flyer."
    assert set(verdicts(text, "page.md")) == {"error"}


@pytest.mark.parametrize(
    "text",
    [
        "Naloxone. Be wary of *innocent victims*, *good families*, *not just junkies*, *real patients*.",
        "Heroin. He is good on how each age sorts users in two: the sick and the wicked, the medical "
        "addict and the street addict.",
        "Naloxone. The deserving/undeserving line has no place in medicine. There are no good addicts "
        "and bad addicts.",
        "Heroin. What is wrong with this sentence? *Real pain patients suffer because addicts abuse "
        "the system.*",
        "1. *Unlike street addicts, our clients want to change.* — Puts down one group. Naloxone.",
    ],
)
def test_stories_that_are_shown(text: str) -> None:
    assert {"error", "warning"}.isdisjoint(stories(text))


@pytest.mark.parametrize(
    "text",
    [
        "Naloxone. Real pain patients suffer because addicts abuse the system.",
        "Naloxone. Many addicts in our town refuse help, while hard-working pain patients suffer.",
    ],
)
def test_stories_that_are_told(text: str) -> None:
    assert not {"error", "warning"}.isdisjoint(stories(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("## Addicts, 1930–1970\n\nFederal law.", "reported-history"),
        ("## 1870–1914: Addicts and habit\n\nThe first asylum.", "reported-history"),
        ("## Addicts, 2005–2024\n\nWhat we found.", "error"),
        ("Addicts, 1930–1970, were jailed here.", "error"),
    ],
)
def test_headings_of_times_past(text: str, wanted: str) -> None:
    assert verdicts(text, "page.md") == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("## Comments received (as sent; not edited)\n\nWhy do addicts get everything?", "suggestion"),
        ("## Comments\n\n**Reply.** We help addicts first.", "error"),
        ("## Comments (as sent)\n\n**Comment 2.** No.\n**Reply.** We help addicts.", "error"),
    ],
)  # fmt: skip
def test_words_of_others(text: str, wanted: str) -> None:
    assert verdicts(text, "minutes.md") == [wanted]


UNION = Pipeline(load_ruleset(select=["drug-user", "drug-abuser"]), Options(show_muted=True))


def test_a_union_goes_by_its_own_word() -> None:
    text = "We are drug users. We are run by drug users for drug users.\n\nDrug users hold the seats of {}."
    found = UNION.check(read(text.format("drug abusers").encode(), "about.md"))
    assert [f.muted.filter if f.muted else str(f.severity) for f in found][-2:] == [
        "self-description",
        "error",
    ]


def test_one_sentence_of_users_is_no_union() -> None:
    text = "We are drug users, said one.\n\nDrug users wait at the van for naloxone."
    found = UNION.check(read(text.encode(), "about.md"))
    assert str(list(found)[-1].severity) == "warning"
    assert list(found)[-1].muted is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- **Drug abuse.** Nobody is beaten here. Write *drug use*.", "mention"),
        ("- **Drug abuse, drug addict, a fix.** Clichés. Leave them out.", "mention"),
        ("- **Drug abuse.** Call the desk, and write down *when*.", "error"),
    ],
)
def test_heads_and_what_to_write(text: str, expected: str) -> None:
    assert set(verdicts(text, "style.md")) == {expected}
