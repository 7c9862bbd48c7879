"""Words in emphasis, several in a row or with a gloss behind them; words of a search; and pairs of
people that a text says are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from personfirst.context.base import (
    DETERMINERS,
    OF_PEOPLE,
    QUOTE_MARKS,
    Passage,
    Verdict,
    muted,
)
from personfirst.context.items import is_alone
from personfirst.match.terms import Match
from personfirst.model.document import MarkKind, Role

NAME = "mention"
HISTORY = "reported-history"
_YEARS = re.compile(r"\b((?:17|18|19|20)\d\d)\s?[–—-]\s?((?:17|18|19|20)\d\d)\b")
_LAST_YEAR, _ERA, _DATED = 2009, 15, 9
"""Until when what was said is history, the years of a time that has a name, and the words of the
heading that names it.
"""
_BETWEEN = frozenset({",", ";", "/", "and", "or", "&", "nor"}) | QUOTE_MARKS
_LEAST_IN_ROW = 3
_DASHES = frozenset({"-", "--", "–", "—", "―", ":"})
_ENDS = frozenset({")", ";", ",", ":", "–", "—"})
_STRESS = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG})
_ANSWER = 6
"""Words behind an objection that make an answer."""
_HEAD = 6
"""Words that say what an abbreviation stands for."""
_FIELD = re.compile(r"^[ \t]*[A-Z][A-Z0-9_]{2,}[ \t]{2,}\S", re.MULTILINE)
"""A field of a data set and its label, as a line in columns."""
_LEAST_FIELDS = 4
_COMMAS = 2
"""How many commas a sentence has that is a row of words, at least."""
_TRUNCATED = 2
"""How many words in a block end in an asterisk at least, where it is a search."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted in a row of words in emphasis, in a sentence in emphasis with a gloss, where a search
    leaves the ends of words open, and where people are said to be sorted.
    """
    cue = (
        _emphasized_row(match, passage)
        or _glossed(match, passage)
        or _objection(match, passage)
        or _told_head(match, passage)
        or _said_so(match, passage)
        or _outdated(match, passage)
        or _in_codebook(match, passage)
        or _truncated(match, passage)
        or _indexed(match, passage)
        or _sorted(match, passage)
    )
    return muted(NAME, cue) if cue else _dated(match, passage)


def _emphasized_row(match: Match, passage: Passage) -> str:
    """In a row of three or more stretches that are set off, one at least in italics: “watch for
    *unlike other addicts*, *a good family*, *innocent victim*”. Not where the row is what the rest
    of the sentence speaks of, or people are pointed at: the *addicts*, …
    """
    italics = [
        passage.words_in(mark.span)
        for mark in passage.block.marks
        if mark.kind is MarkKind.EMPHASIS
    ]
    if len(italics) + len(passage.quotes) < _LEAST_IN_ROW or not italics:
        return ""
    for row in _rows(passage):
        first, last = row[0][0], row[-1][1]
        if len(row) < _LEAST_IN_ROW or not first <= match.first or not match.last <= last:
            continue
        if not any(one in italics for one in row):
            continue
        begin, end = passage.tokens.sentence(first)
        _, end = passage.tokens.sentence(last - 1)
        subject = first - begin <= 1 and any(map(str.isalpha, passage.tokens.words[last:end]))
        pointed = first > begin and passage.tokens.lowers[first - 1] in DETERMINERS
        if not subject and not pointed:
            return "one of several words in emphasis"
    return ""


def _rows(passage: Passage) -> Iterator[list[tuple[int, int]]]:
    """Stretches that are set off, with nothing but commas and the like between them."""
    row: list[tuple[int, int]] = []
    for one in sorted(set(passage.set_offs)):
        if row and one[0] < row[-1][1]:
            continue
        if row and _BETWEEN.issuperset(passage.tokens.lowers[row[-1][1] : one[0]]):
            row.append(one)
        else:
            if row:
                yield row
            row = [one]
    if row:
        yield row


def _glossed(match: Match, passage: Passage) -> str:
    """In italics that begin their line, and behind a dash what the writer thinks of the words:
    “*Unlike most addicts, …* — Puts down one group”; or in what the writer thinks of them.
    """
    words = passage.tokens.words
    begin, end = passage.line(match.first)
    for mark in passage.block.marks:
        if mark.kind is not MarkKind.EMPHASIS or mark.span.start > match.span.start:
            continue
        first, last = passage.words_in(mark.span)
        if first - begin <= 1 and words[last : last + 1] and words[last] in _DASHES:
            return passage.cue_after("mention.gloss", last + 1, end)
    return ""


def _objection(match: Match, passage: Passage) -> str:
    """In quotation marks and emphasis at the beginning of a block that goes on in other words: what
    is said against the writers, and their answer.
    """
    quote = passage.quote(match)
    if quote is None or quote[0] > 1 or len(passage.tokens) - quote[1] < _ANSWER:
        return ""
    stressed = any(
        mark.kind in _STRESS
        and mark.span.contains(match.span)
        and passage.words_in(mark.span)[1] <= quote[1] + 1
        for mark in passage.block.marks
    )
    named = passage.tokens.words[quote[1] + 1] in _DASHES
    if not stressed or named or passage.cue_in("quotation.speech", quote[1], quote[1] + _ANSWER):
        return ""
    return "quoted, then answered"


def _told_head(match: Match, passage: Passage) -> str:
    """In bold at the beginning of an entry, alone or in a row, and behind it what is thought of the
    words, or what to write: “**Get clean.** Avoid.”, “**MAT.** … Write *medication*.”
    """
    for mark in passage.block.marks:
        if mark.kind is MarkKind.STRONG and not mark.span.start and mark.span.contains(match.span):
            first, last = passage.words_in(mark.span)
            at = last + (passage.tokens.words[last : last + 1] in ((".",), (":",)))
            alone = first == match.first and last - match.last <= 1
            if not alone and not is_alone(match, passage):
                continue
            cue = passage.cue_after("mention.verdict-of-head", at)
            put = (one[0] for one in passage.set_offs if one[0] > at) if alone else ()
            return cue or next(
                filter(None, (passage.cue_before("mention.put-for-head", one, at) for one in put)),
                "",
            )
    return ""


def _said_so(match: Match, passage: Passage) -> str:
    """All that the writers say that they said: “For years I said addicts.”, “I said, well, the
    addicts.”.
    """
    if match.structure is not None:
        return ""
    first, _ = passage.tokens.sentence(match.first)
    behind = passage.tokens.lowers[match.last : match.last + 3]
    ended = behind[:1] in ((".",), ("?",), ("!",), (";",)) or behind == (",", "you", "know")
    return passage.cue_before("mention.i-said", match.first, first) if ended else ""


def _outdated(match: Match, passage: Passage) -> str:
    """In a list of abbreviations or words, with “(old)” behind it or what it means."""
    words = passage.tokens.words
    begin, end = passage.line(match.first)
    reach = match.last + (_HEAD if match.first == begin else 0)
    opened = (at for at in range(match.last, min(reach + 1, end)) if words[at] == "(")
    at = next(opened, None)
    if match.structure is not None or at is None:
        return ""
    cue = passage.cue_after("mention.outdated", at + 1)
    close = at + 1 + len(cue.split())
    behind = words[close : close + 1]
    # A person can be old, too: “the junkies (old, dirty) wait”.
    if behind == (",",) and cue == "old" and not passage.cue_after("mention.outdated", close + 1):
        return ""
    return cue if cue and behind and behind[0] in _ENDS else ""


def _in_codebook(match: Match, passage: Passage) -> str:
    """The label of a field or value in a data dictionary, where several lines begin with the name
    of a field.
    """
    fields = _FIELD.findall(passage.block.text)
    if len(fields) < _LEAST_FIELDS or match.structure is not None:
        return ""
    return passage.facts.has_any(passage.cues["mention.codebook"].patterns)


def _truncated(match: Match, passage: Passage) -> str:
    """A word of a search, with an asterisk for its ends, as others in the block have."""
    text, end = passage.block.text, match.span.end
    opened = text[match.span.start - 1 : match.span.start] == "*"
    behind = text[end : end + 1] == "*" and not opened
    if not behind:
        return ""
    count = sum(
        text[at - 1 : at].isalpha() and not text[at + 1 : at + 2].isalnum()
        for at, character in enumerate(text)
        if character == "*"
    )
    return f"{text[match.span.start : end]}*" if count >= _TRUNCATED else ""


def _indexed(match: Match, passage: Passage) -> str:
    """In a row of words by which a text is found, on whatever line of it; or one that says from
    which list of such words it is.
    """
    tokens = passage.tokens
    if match.structure is not None:
        return ""
    cue = passage.cue_after("mention.indexed", match.last)
    stop = next((at for at in range(match.first - 1, -1, -1) if tokens.words[at] in ".:?!"), None)
    if cue or not stop:
        return cue
    _, end = tokens.sentence(match.first)
    row = tokens.words[stop:end]
    if ";" not in row and row.count(",") < _COMMAS:
        return ""
    return passage.cue_before("mention.index-start", stop + 1)


def _dated(match: Match, passage: Passage) -> Verdict | None:
    """In the heading of a time in the past: “Inebriates, 1850–1900”, “1870–1914: Dope fiends”."""
    years = _YEARS.search(passage.block.text)
    short = len(passage.tokens) <= _DATED
    if passage.block.role is not Role.HEADING or not short or not years:
        return None
    first, last = int(years[1]), int(years[2])
    past = last <= _LAST_YEAR and last - first >= _ERA
    return muted(HISTORY, years[0]) if past and match.rule.category in OF_PEOPLE else None


def _sorted(match: Match, passage: Passage) -> str:
    """One of two kinds of people into which others are said to sort them, or of which the text says
    that there are none.
    """
    if match.structure is None and match.rule.category not in OF_PEOPLE:
        return ""
    first, _ = passage.tokens.sentence(match.first)
    _, last = passage.tokens.sentence(match.last - 1)
    told = match.structure is not None or match.opinion is not None
    cue = passage.cue_in("mention.sorted", first, last if told else match.first + 1)
    if cue:
        return cue
    rejected = passage.cue_in("mention.no-sorts", first, match.first + 1)
    return rejected and passage.cue_in("mention.both-sorts", first, last) and rejected
