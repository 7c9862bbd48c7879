"""Names that are no run of capitals: in a column, under a text, behind "formerly", in quotation
marks, in a proclamation.
"""

from __future__ import annotations

from personfirst.context.base import Passage
from personfirst.context.facts import plain_tokens
from personfirst.match.terms import Match
from personfirst.match.tokens import words_of
from personfirst.model.document import Role

CONNECTORS = frozenset({"and", "of", "for", "on", "the", "&", "'s", "'"})
SMALL_WORDS = CONNECTORS | {"a", "an", "in", "to", "with", "against", "by", "who"}
_DASHES = frozenset({"-", "--", "–", "—", "―", "~"})
_MOST_IN_ALIAS = 3
_MOST_IN_NAME = 6


def named(match: Match, passage: Passage) -> str:
    """The words by which a match is a name or in one, or nothing."""
    return (
        _in_name_column(match, passage)
        or _alias(match, passage)
        or _standing(match, passage)
        or _observance(match, passage)
        or _quoted_name(match, passage)
    )


def _in_name_column(match: Match, passage: Passage) -> str:
    """The column of names in a list of bodies, meetings or works, where a cell has capitals."""
    block, words = passage.block, passage.tokens.words
    if block.role is not Role.CELL or not block.column or not words:
        return ""
    if len(words) == match.last - match.first or not all_capital(words):
        return ""
    return passage.cue_at_start("names.column", plain_tokens(block.column))


def _alias(match: Match, passage: Passage) -> str:
    """The name under a text: a dash, and two or three words with capitals."""
    tokens = passage.tokens
    begin, end = passage.line(match.first)
    words = tokens.words[begin + 1 : end]
    signed = tokens.words[begin] in _DASHES and 1 < len(words) <= _MOST_IN_ALIAS
    return " ".join(words) if signed and all_capital(words) and match.form == "one" else ""


def _standing(match: Match, passage: Passage) -> str:
    """Words with capitals in a list of names, "Bands: …", or several that are said to be the name
    of a body: "formerly Alcohol and Drug Abuse", "serves on Substance Abuse".
    """
    tokens = passage.tokens
    first, _ = tokens.sentence(match.first)
    words = tokens.words[match.first : match.last]
    if not all_capital(words) or words[-1].isupper():
        return ""
    if passage.cue_after("names.lead", first, match.first):
        return words_of(tokens, match.first, match.last)
    if len(words) == 1:
        return ""
    if match.first == first or not tokens.words[match.first - 1].islower():
        return ""
    named = passage.cue_before("names.standing", match.first, first)
    return words_of(tokens, match.first, match.last) if named else ""


def _observance(match: Match, passage: Passage) -> str:
    """The name of a month, week or day that is proclaimed, also where all is in capitals."""
    first, last = passage.tokens.sentence(match.first)
    if not all_capital(passage.tokens.words[match.first : match.last]):
        return ""
    proclaimed = passage.cue_in("names.proclaimed", first, match.first)
    named = passage.cue_after("names.observance", match.last, last) if proclaimed else ""
    return f"{proclaimed} … {named}" if named else ""


def _quoted_name(match: Match, passage: Passage) -> str:
    """The name of a body in quotation marks: the “Substance Abuse Division”."""
    quote = passage.quote(match)
    if quote is None or not match.last < quote[1] <= quote[0] + _MOST_IN_NAME:
        return ""
    tokens = passage.tokens
    if not all_capital(tokens.words[quote[0] : quote[1]]):
        return ""
    body = passage.cue_after("names.bodies", match.last, quote[1])
    return words_of(tokens, *quote) if body else ""


def all_capital(words: tuple[str, ...]) -> bool:
    """Whether all words have a capital, but for the small words of a name."""
    letters = [word for word in words if word[0].isalpha() and word not in SMALL_WORDS]
    return bool(letters) and all(map(capital, letters))


def capital(word: str) -> bool:
    return word[0].isupper()
