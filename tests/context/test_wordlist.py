"""Words in rows, tables, entries and exercises, and rows of people that look like them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from personfirst.context.items import is_alone
from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        # A word alone in its item or cell, under words about wording or beside what to say.
        "## Words from the talking circle\n\n- mom\n- addicts\n",
        "## To do in the old manual\n\n- addict\n- page numbers\n",
        "| Label in the old form | Times |\n|---|---|\n| Drug addict | 41 |\n",
        "| On the left | On the right |\n|---|---|\n| drug user | person who uses drugs |\n",
        # Counted.
        "This month’s tally: “those people” 14, “addicts” 9, “neighbors” 40.",
        "Asked for a first word, they wrote “addicts” (41), “sad” (33), “my brother” (12).",
        # The head of an entry.
        "addict (n., dated) a person who has an addiction.",
        "Drug addict: chart shorthand for anyone with a scar.",
        "drug addict: see OPIOID USE DISORDER",
        "- **Addict.** From a debtor made over to his creditor.\n- **Wino.** From wine.\n",
        # A row of bare words.
        "What they shouted from trucks: addict, trash, get a job.",
        "Match each word on the left (addict, lush, drunk) to one on the right.",
        "Which have you heard a coworker say? ☐ drug seeker ☐ addict ☐ none",
        "INT: And what did they call you at school?\nR3: Addict, mostly. Till eighth grade.",
        # Something to work on, or to leave as it was published.
        "Rewrite the sentence: The addict in bed 4 is demanding again.",
        "- “Drug addicts cannot be trusted.” (Item of a published scale.)\n",
    ],
)  # fmt: skip
def test_words_in_rows(text: str) -> None:
    assert set(verdicts(text, "guide.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "## Groups we serve\n\n- veterans\n- addicts\n",
        "## Who may come\n\n- an addict\n- a spouse\n",
        "| Room | Notes |\n|---|---|\n| 104 | addict, watch linens |\n",
        "| Group | Needs |\n|---|---|\n| Addicts | housing |\n",
        "| Site | For | Hours | Notes |\n|---|---|---|---|\n| Ranch | Addicts | all day | People who want to quit |\n",
        "We counted the “addicts” 9 nights in a row.",
        "- **Addicts.** We meet on Mondays.\n",
        "Addicts: see the desk about your take-homes.",
        "The words of the sheriff: addicts, thieves and dealers will all go to jail.",
        "New this year: a roof, a van, and beds for 40 addicts.",
        "Do you live with an addict? ☐ yes ☐ no",
        "Who called you? The addict upstairs did.",
        "By a stigma scale, attitudes were poor. Addicts scored lower than others.",
    ],
)
def test_people_in_rows(text: str) -> None:
    assert verdicts(text, "page.md") == ["error"]


def test_a_line_of_words_to_avoid_below_another() -> None:
    text = "Write: people who use drugs\nDon’t write: addicts, drug users, rock stars"
    assert verdicts(text) == ["mention", "mention"]
    assert verdicts("Write: addicts are welcome\nDon’t write: anything else") == ["error"]


def test_whether_a_word_is_alone_is_told_by_the_words_next_to_it() -> None:
    asked: list[int] = []

    class Words(tuple[str, ...]):
        def __getitem__(self, at: Any) -> Any:
            asked.append(at)
            return super().__getitem__(at)

    words = Words(["people"] * 1_000)
    passage: Any = SimpleNamespace(
        tokens=SimpleNamespace(words=words), line=lambda _: (0, len(words))
    )
    match: Any = SimpleNamespace(first=500, last=501)
    assert not is_alone(match, passage)
    assert asked == [499, 498]


def test_advice_below_what_to_avoid_shows_no_words() -> None:
    advice = "# Avoid\n\n- {item}\n"
    bids = "Never lend an addict your keys."
    assert verdicts(advice.format(item=bids), "page.md") == ["error"]
    assert verdicts(advice.format(item="an addict in our lobby"), "page.md") == ["mention"]
