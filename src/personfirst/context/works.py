"""Titles of works: in lists of them, and where an entry says who made or printed one."""

from __future__ import annotations

import re

from personfirst.context.base import Passage
from personfirst.context.facts import plain_tokens
from personfirst.match.terms import Match
from personfirst.model.document import MarkKind, Role

_YEAR = r"(?:1[6-9]|20)\d\d\b"
_MADE = re.compile(r"\W{0,3}(?:\(|, (?:by )?[A-Z]\w+ [A-Z]|by [A-Z])")
"""Behind a title, its year or who made it."""
_NAME = r"(?:[A-Z][\w.’'-]*|de|van|von|der|with|and|eds?\.)"
_BY = re.compile(r"\W{0,3}by [A-Z][\w.’'-]+ [A-Z]")
"""The same anywhere, where a first name and another stand."""
_MAKER = re.compile(rf"[\W_]*(?:{_NAME},? |& )+{_NAME}(?:, |: | – | — )[\"“]?")
"""All that stands before a title in a list: the names of those who made it."""
_IMPRINT = re.compile(
    r"[\W_]{1,5}(?:\w{3,4} ed\.,? |[Ee]d\. [\w. ]{3,30}[.,] |[Tt]rans\. [\w. ]{3,30}[.,] )?"
    rf"(?:(?:[A-Z][\w.’'&-]*|of|and|the|for|&)[,:;]* ){{1,12}}(?<=[,:] ){_YEAR}"
)
"""Behind a title, where and by whom it was printed, and when."""
_SURNAME = re.compile(r"[A-Z][\w’'-]+, $")
_PAGE = re.compile(r", (?:pp?\. ?)?\d{1,4}(?:[–-]\d{1,4})?(?:[.;,)]|$)", re.MULTILINE)
"""Before and behind a title in a note: who wrote it, and on which page."""
_ENTRY = re.compile(
    r"[\W_\d]*[A-Z][\w’'-]+, (?:[A-Z][\w’'.-]* ?){1,3}(?:,[^\n]{1,80}?\. |(?<=\. ))[^\n]{1,240}?"
    r"(?:[ (][A-Z][\w.’' -]{2,30}: [A-Z][\w.,’'& -]{2,60}"
    r"|\. [A-Z][\w.’'& -]{0,40}\b(?:Press|Books|House|Publish\w+|University|UP|Sons|Company)\b)"
    rf", {_YEAR}"
)
"""An entry that begins with a surname and ends with a publisher, with a place or without, and a
year.
"""
_DATED = re.compile(
    r"[\W_]*[A-Z][\w’'-]+, (?:[A-Z]\.[ -]?){1,3}[^\n(]{0,120}"
    r"\((?:1[6-9]|20)\d\d[a-z]?(?:, [A-Z][\w ]{2,12})?\)\. "
)
"""How an entry begins that has its year behind the names of its authors."""
_LONG = 4
"""Letters of the words that have small ones in titles, too, at most."""
_PAPER_ENDS = frozenset(",.?!")
_JOURNALS = frozenset({MarkKind.EMPHASIS, MarkKind.CITE})
_ITEMS = frozenset({Role.LIST_ITEM, Role.CELL})


def work(match: Match, passage: Passage) -> str:
    """The words by which a match stands in the title of a work, or nothing."""
    return (
        _listed(match, passage)
        or _entered(match, passage)
        or _under_heading(match, passage)
        or _in_journal(match, passage)
    )


def titled(words: tuple[str, ...]) -> bool:
    """Whether words are written as a title: most of the longer ones have a capital."""
    long = [word for word in words if word.isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in long) > len(long) / 2


def _listed(match: Match, passage: Passage) -> str:
    """In italics and written as a title: in the column of titles; behind the names of its makers,
    or before what it is, in a list; anywhere where its printer and year stand behind it, or its
    page and before it a name.
    """
    block, text = passage.block, passage.block.text
    for mark in block.marks:
        if mark.kind is not MarkKind.EMPHASIS or not mark.span.contains(match.span):
            continue
        first, last = passage.words_in(mark.span)
        title = passage.tokens.words[first:last]
        if not titled(title):
            continue
        printed = (
            _BY.match(text, mark.span.end)
            or _IMPRINT.match(text, mark.span.end)
            or (_PAGE.match(text, mark.span.end) and _SURNAME.search(text[: mark.span.start]))
        )
        in_list = block.role in _ITEMS and (
            (first <= 1 and bool(_MADE.match(text, mark.span.end)))
            or (first <= 1 and bool(passage.cue_after("reference.kind-of-work", last)))
            or bool(_MAKER.fullmatch(_before(text, mark.span.start)))
        )
        shelved = bool(_MAKER.fullmatch(_before(text, mark.span.start))) and (
            passage.cue_within("reference.works", block.heading)
        )
        column = (
            bool(block.column)
            and first == 0
            and (passage.cue_at_start("reference.works-column", plain_tokens(block.column)))
        )
        if printed or in_list or shelved or column:
            return " ".join(title)
    return ""


def _in_journal(match: Match, passage: Passage) -> str:
    """In quotation marks, and right behind them in italics, written as a title, where it stands."""
    quote = passage.quote(match)
    if quote is None or passage.tokens.words[quote[1] - 1] not in _PAPER_ENDS:
        return ""
    for mark in passage.block.marks:
        if mark.kind in _JOURNALS:
            first, last = passage.words_in(mark.span)
            if first == quote[1] + 1 and titled(passage.tokens.words[first:last]):
                return passage.block.text[mark.span.start : mark.span.end]
    return ""


def _before(text: str, end: int) -> str:
    """What stands before a title on its line, up to the work before it in the same item."""
    line = text[text.rfind("\n", 0, end) + 1 : end]
    return line.rpartition(";")[2]


def _entered(match: Match, passage: Passage) -> str:
    """In an entry of a list of works, which its line begins and ends as."""
    text = passage.block.text
    begin = text.rfind("\n", 0, match.span.start) + 1
    found = _ENTRY.match(text, begin)
    if found and match.span.end <= found.end():
        return found[0]
    dated = _DATED.match(text, begin)
    return dated[0] if dated and dated.end() <= match.span.start else ""


def _under_heading(match: Match, passage: Passage) -> str:
    """Any title in a list under a heading such as "Memoirs"."""
    tokens = passage.tokens
    if passage.block.role not in _ITEMS:
        return ""
    words = tokens.words[: tokens.words.index("(")] if "(" in tokens.words else tokens.words
    long = [word for word in words if word.isalpha() and len(word) > _LONG]
    capitals = all(word[0].isupper() for word in long) and not passage.block.text.isupper()
    if tokens.words[-1] == "." or not capitals:
        return ""
    texts = (passage.block.heading, passage.block.lead)
    return next(filter(None, (passage.cue_within("reference.works", text) for text in texts)), "")
