"""Names that are no run of capitals: in a column, under a text, behind "formerly", in quotation
marks, in a proclamation.
"""

from __future__ import annotations

from personfirst.context.base import OF_PEOPLE, Passage
from personfirst.context.facts import plain_tokens
from personfirst.match.terms import Match
from personfirst.match.tokens import words_of
from personfirst.model.document import Role

CONNECTORS = frozenset({"and", "of", "for", "on", "the", "&", "'s", "'"})
SMALL_WORDS = CONNECTORS | {"a", "an", "in", "to", "with", "against", "by", "who"}
_DASHES = frozenset({"-", "--", "–", "—", "―", "~"})
_MOST_IN_ALIAS = 3
_MOST_IN_NAME = 6
_UNITS = frozenset({Role.LIST_ITEM, Role.CELL})
_MOST_LED = 8
"""Words with capitals between the words that a rule knows and the noun that ends the name."""
_IN_ROW = SMALL_WORDS | {","}
_LEAST_INITIALS = 3


def named(match: Match, passage: Passage) -> str:
    """The words by which a match is a name or in one, or nothing."""
    return (
        _in_name_column(match, passage)
        or _alias(match, passage)
        or _standing(match, passage)
        or _observance(match, passage)
        or _quoted_name(match, passage)
        or _unit(match, passage)
        or _spelled_out(match, passage)
        or _enumerated(match, passage)
        or _credential(match, passage)
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


def _unit(match: Match, passage: Passage) -> str:
    """A list item or cell that is the name of a unit: "Substance Abuse Unit (Rm 310)"."""
    if passage.block.role not in _UNITS:
        return ""
    run = _led_up(match, passage, "names.units")
    words = passage.tokens.words
    return words_of(passage.tokens, *run) if run and not words[run[0]].isupper() else ""


def _spelled_out(match: Match, passage: Passage) -> str:
    """A name with its initials in brackets behind it, or before it in a list of them: "Substance
    Abuse Treatment Program (SATP)".
    """
    words = passage.tokens.words
    run = _led_up(match, passage, "names.bodies")
    if not run:
        return ""
    start, end = run
    behind = words[end + 1 : end + 2] if words[end : end + 1] == ("(",) else ()
    ahead = words[start : start + 1] if words[start].isupper() else ()
    first = start + len(ahead)
    letters = [word[0] for word in words[first:end] if word[0].isupper()]
    for initials in (*behind, *ahead):
        spelled = "".join(letters).endswith(initials) or _spells(initials, letters)
        if spelled and initials.isupper() and len(initials) >= _LEAST_INITIALS:
            return words_of(passage.tokens, first, end)
    return ""


def _spells(initials: str, letters: list[str]) -> bool:
    """Whether the letters of an abbreviation begin words in their order, first and last included;
    some may come from inside a word: ADAMHA, NDATUS.
    """
    rest = iter(initials)
    return initials[:1] == letters[0] and all(one in rest for one in letters)


def _enumerated(match: Match, passage: Passage) -> str:
    """A name with commas in it: the Alcohol, Drug Abuse, and Mental Health Administration."""
    words = passage.tokens.words
    if match.rule.category in OF_PEOPLE or "," not in words[match.first : match.last + 1]:
        return ""
    end = match.last
    while (
        end < len(words)
        and end - match.last <= _MOST_LED
        and (capital(words[end]) or words[end] in _IN_ROW)
    ):
        end += 1
    if not all_capital(words[match.first : match.last]) or words[match.first].isupper():
        return ""
    body = passage.cue_after("names.strong-bodies", match.last, end)
    return f"{words_of(passage.tokens, match.first, match.last)} … {body}" if body else ""


def _credential(match: Match, passage: Passage) -> str:
    """A certificate or licence by its name: "Certified Alcohol and Drug Abuse Counselor"."""
    run = _led_up(match, passage, "names.credentials")
    if not run:
        return ""
    start, end = run
    held = passage.cue_before("names.certified", match.first, start)
    return words_of(passage.tokens, start, end) if held else ""


def _led_up(match: Match, passage: Passage, name: str) -> tuple[int, int] | None:
    """The run of words with capitals around a match up to a noun of a cue, which ends it or has
    nothing but a mark or a small word behind it; no label for people is in one.
    """
    words = passage.tokens.words
    if match.rule.category in OF_PEOPLE or not all_capital(words[match.first : match.last]):
        return None
    begin, end = passage.line(match.first)
    start, stop = match.first, match.last
    while start > begin and (capital(words[start - 1]) or words[start - 1] in SMALL_WORDS):
        start -= 1
    while start < match.first and not capital(words[start]):
        start += 1
    while stop < min(end, match.last + _MOST_LED) and (
        capital(words[stop]) or words[stop] in CONNECTORS
    ):
        stop += 1
        if passage.cue_after(name, stop - 1, stop):
            return start, stop
    return None


def all_capital(words: tuple[str, ...]) -> bool:
    """Whether all words have a capital, but for the small words of a name."""
    letters = [word for word in words if word[0].isalpha() and word not in SMALL_WORDS]
    return bool(letters) and all(map(capital, letters))


def capital(word: str) -> bool:
    return word[0].isupper()
