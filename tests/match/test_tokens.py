"""Words, hyphens, contractions and sentences."""

from __future__ import annotations

import pytest

from personfirst.match.fold import fold
from personfirst.match.split import WordSplitter, split_simply
from personfirst.match.tokens import Tokens, tokenize

SPLIT = WordSplitter()


def words(text: str) -> Tokens:
    return tokenize(fold(text), text, SPLIT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heroin-addicted son", ["heroin", "addicted", "son"]),
        ("the addict’s family", ["the", "addict", "'s", "family"]),
        ("addicts' families", ["addicts", "'", "families"]),
        ("I'm here; they don't", ["I", "'m", "here", ";", "they", "do", "n't"]),
        ("addicts/alcoholics", ["addicts", "/", "alcoholics"]),
        ("two addicts—and", ["two", "addicts", "—", "and"]),
        ("(users)", ["(", "users", ")"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert list(words(text).words) == expected


def test_a_hyphen_is_remembered() -> None:
    assert words("drug-using men").hyphen == (False, True, False)


def test_spans_are_in_the_block() -> None:
    text = "The ad\u00addict’s “friends”"
    tokens = words(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == [
        "The", "ad\u00addict", "’s", "“", "friends", "”",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("Dr. Lee met Mr. Ito at 5 p.m. on Monday.", 1),
        ('"We agree," she said. "We will go." Then they left.', 3),
        ("It rose to 3.5 percent. In May it fell.", 2),
        ("(See p. 4.) Then go on.", 2),
        ("no capital follows. like here", 1),
        ("She was tested for hepatitis B. Every visitor can be.", 2),
        ("Staff use the AUDIT-C. When in doubt, ask.", 2),
        ("The desk is run by Ann C. Lopez.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert words(text).sentences[-1] + 1 == count


def test_the_simple_splitter_agrees_on_plain_prose() -> None:
    text = "Words to avoid: addict, junkie and user (the county's list)"
    assert tokenize(fold(text), text, split_simply).words == words(text).words
