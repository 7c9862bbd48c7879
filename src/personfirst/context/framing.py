"""Does the text tell the narrative, or speak of it? Only for narratives, whose words are many.

Critique, research, history and self-review use the same words as the narrative they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from personfirst.context.base import Passage, Verdict, muted, past_year
from personfirst.context.facts import plain_tokens
from personfirst.match.terms import Match
from personfirst.model.document import Block, MarkKind, Role
from personfirst.model.finding import Muted

SHOWN = "mention"
CRITIQUE = "critique"
QUESTION = "self-review"
HISTORY = "reported-history"
RESEARCH = "research"
INCLUSION = "inclusion"
OPINION = "attributed-opinion"
SELF = "self-description"
_TURNS = frozenset({";", "because", "since", "but", "yet"})
_MOST_SHOWN = 9
_GUIDE = 3
"""Of how many kinds the words must be by which a document is taken for a guide to wording."""
_BOXES = frozenset("☐☑☒□▢◯○❏❑❒")
_QUOTED_CELL = re.compile(r'(?:^|\| )(["“”][^|]*["“”])(?= \||$)')
_SURE_GUIDE = 4
"""Of how many kinds they must be for what is not quoted to be taken for an example, too."""
_BETWEEN = 3
"""How far the next quotation begins behind a quotation's last word where the two are in a row."""
_ANSWER = 8
"""Words behind an objection or a question that make an answer."""
_MOST_QUESTIONS = 3
"""A document that asks as often, and answers, gives the questions of its readers."""
_NEXT = 10
"""How many words of the next sentence may take the narrative back."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted for critique, questions to oneself, research, history, inclusion; lowered for an
    opinion that the text gives to somebody without a name, and for what people say of themselves.
    """
    if match.rule.kind != "narrative":
        return None
    tokens = passage.tokens
    first, _ = tokens.sentence(match.first)
    _, last = tokens.sentence(match.last - 1)
    return (
        _shown(match, passage)
        or _critique(match, passage, first, last)
        or _question(match, passage, first, last)
        or _spoken_of(match, passage, first, last)
        or _lowered(match, passage, first)
    )


def _shown(match: Match, passage: Passage) -> Verdict | None:
    """Where a few words of the story stand in quotation marks, and nobody says them: they are words
    that the text is about, as in: pits "our families" against "drug users".
    """
    tokens = passage.tokens
    quote = passage.quote(match)
    apart = quote or match.opinion or _is_label(passage)
    guide = _is_guide(passage, _GUIDE if apart else _SURE_GUIDE)
    sure = match.structure is None or match.structure.confidence == "high"
    if guide and (apart or not sure):
        return muted(SHOWN, guide)
    if quote and _is_answered(quote, passage):
        return muted(SHOWN, "quoted, then answered")
    if passage.block.role is Role.CELL:
        if quote and quote[1] - quote[0] >= len(tokens) - 2:
            return muted(SHOWN, "quoted in a table")
        beside = _QUOTED_CELL.search(passage.block.row)
        if beside:
            return muted(SHOWN, f"beside {beside[1]}")
    if quote:
        begin, _ = tokens.sentence(max(quote[0] - 2, 0))
        cue = passage.cue_before("framing.text-reads", max(quote[0] - 1, 0), begin)
        if cue:
            return muted(SHOWN, cue)
    if quote and _in_a_row(quote, passage):
        return muted(SHOWN, "one of several quotations in a row")
    for first, last in passage.quotes:
        if last - first > _MOST_SHOWN or (first <= match.first and match.last <= last):
            continue
        inside = any(first <= role.first and role.last <= last for role in match.roles)
        before = max(first - 1, 0)
        begin, end = tokens.sentence(before)
        spoken = passage.cue_in("quotation.speech", begin, end)
        if inside and not spoken and not passage.cue_before("mention.scare", before, begin):
            return muted(SHOWN, " ".join(tokens.words[first:last]))
    return None


def _is_guide(passage: Passage, least: int) -> str:
    """The words of at least so many kinds by which a document speaks of wording and stories
    throughout, or nothing.
    """
    named = list(
        islice(passage.facts.each_of(passage.cues["framing.about-wording"].patterns), least)
    )
    return ", ".join(named) if len(named) == least else ""


def _is_answered(quote: tuple[int, int], passage: Passage) -> bool:
    """Whether a block begins with a quotation, and goes on in the writer's own words: an objection
    and its answer. Where somebody "said" it, the sentence only goes on.
    """
    first, last = quote
    rest = len(passage.tokens) - last - 1
    said = passage.cue_in("quotation.speech", last, min(last + _ANSWER, len(passage.tokens)))
    return first <= 1 and rest >= _ANSWER and not said


def _in_a_row(quote: tuple[int, int], passage: Passage) -> bool:
    """Whether another quotation stands right before or behind one, and nobody says either: they
    are collected, as examples are.
    """
    first, last = quote
    return any(
        last < other[0] <= last + _BETWEEN or other[1] < first <= other[1] + _BETWEEN
        for other in passage.quotes
    )


def _is_label(passage: Passage) -> bool:
    """Whether a block is a heading or a few words in a table: in a guide, the name of a story."""
    block = passage.block
    return block.role is Role.HEADING or (
        block.role is Role.CELL and len(passage.tokens) <= _MOST_SHOWN
    )


def _critique(match: Match, passage: Passage, first: int, last: int) -> Verdict | None:
    clause = _clause(passage, first, match.first)
    end, _ = passage.tokens.sentence(match.last - 1)
    whole = match.opinion is not None
    cue = (
        passage.cue_in("framing.critique-noun", first, last)
        or passage.cue_in("framing.critique-own", first, last)
        or (whole and passage.cue_in("framing.critique-before", first, last))
        or passage.cue_before("framing.critique-right-before", match.first, clause)
        or passage.cue_before("framing.critique-before", match.first, clause)
        or (end > first and passage.cue_in("framing.critique-next", end, min(end + _NEXT, last)))
        or passage.cue_in("framing.critique-after", match.last, last)
        or passage.cue_in("framing.critique-next", last, min(last + _NEXT, len(passage.tokens)))
    )
    if not cue:
        cue = next(filter(None, _around(passage)), "")
    return muted(CRITIQUE, cue) if cue else None


def _around(passage: Passage) -> Iterator[str]:
    """The words by which what stands around a block makes it an example of a story; one that begins
    with what to do, or not to do, is none.
    """
    if passage.cue_at_start("mention.bidding", passage.tokens):
        return
    for tokens in passage.around:
        yield passage.cue_at_start("framing.critique-heading", tokens)
        yield passage.cue_at_start("framing.critique-topic", tokens)


def _clause(passage: Passage, first: int, index: int) -> int:
    """Where the clause of a word begins: after a turn such as "; " or "because", which ends what a
    cue before it speaks of.
    """
    lowers = passage.tokens.lowers
    return next((at + 1 for at in range(index - 1, first - 1, -1) if lowers[at] in _TURNS), first)


def _question(match: Match, passage: Passage, first: int, last: int) -> Verdict | None:
    """A question to oneself, or one that the next sentence answers with "No"."""
    tokens = passage.tokens
    if "?" not in tokens.words[match.first : last]:
        return None
    if _asks(passage.block) and len(passage.facts.each(_asks)) >= _MOST_QUESTIONS:
        return muted(QUESTION, "a reader's question, answered below")
    if "?" not in tokens.words[match.last - 1 : last]:
        return None
    cue = passage.cue_in("framing.self-review", first, last)
    if not cue and last < len(tokens):
        cue = passage.cue_after("framing.answered", last)
    elif not cue:
        following = passage.facts.block_after(passage.block)
        cue = passage.cue_at_start("framing.answered", plain_tokens(following))
    return muted(QUESTION, cue) if cue else None


def _asks(block: Block) -> str:
    """The question that a block is, in a heading, or that it begins with, in bold; a question of a
    form, with boxes to tick, is the writer's own.
    """
    if not _BOXES.isdisjoint(block.text):
        return ""
    if block.role is Role.HEADING:
        heads = [block.text]
    else:
        heads = [
            block.text[: mark.span.end]
            for mark in block.marks
            if mark.kind is MarkKind.STRONG and mark.span.start == 0
        ]
    return next((head for head in heads if head.rstrip().endswith("?")), "")


def _spoken_of(match: Match, passage: Passage, first: int, last: int) -> Verdict | None:
    for name, cues in (
        (HISTORY, "framing.history"),
        (RESEARCH, "framing.research"),
        (INCLUSION, "framing.inclusion"),
    ):
        cue = passage.cue_in(cues, first, last)
        if cue:
            return muted(name, cue)
    quoted = passage.block.quoted or passage.quote(match)
    year = past_year(passage.tokens.words) if quoted else ""
    return muted(HISTORY, year) if year else None


def _lowered(match: Match, passage: Passage, first: int) -> Verdict | None:
    cue = passage.cue_in("framing.opinion", first, match.last)
    if cue:
        return Verdict(Muted(OPINION, cue), lowers=True)
    cue = passage.cue_in("framing.first-person", first, match.last)
    return Verdict(Muted(SELF, cue), lowers=True) if cue else None
