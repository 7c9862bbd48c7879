"""Words in questions: answers to choose from, tasks for readers, statements to rate."""

from __future__ import annotations

from personfirst.context.base import Passage, Verdict, muted
from personfirst.context.items import BOXES, is_alone, item, said_before
from personfirst.match.terms import Match
from personfirst.model.document import Role, texts_around
from personfirst.model.finding import Muted

NAME = "mention"
_MOST_TOLD = 3
_BLANKS = frozenset("])_")
_BRACKETS = frozenset(").")
_RATINGS = 3
"""Boxes or figures in a row behind a statement by which it is rated."""
_BOXED = frozenset("[_") | BOXES
_RATED = frozenset("[]()_") | BOXES
_AGREED = frozenset({"SD", "D", "N", "A", "SA"})
"""How readers strongly disagree, and so on to strongly agree, in short."""
_ITEMS = frozenset({Role.LIST_ITEM, Role.CELL})
_ASKED = frozenset({"?", "i", "my"})
"""Signs that an item asks or gives what somebody says of himself."""
_CHOICE = (
    frozenset({"true", "false", "t", "f", "t/f", "fact", "fiction", "myth", "or", "/"}) | BOXES
)
_LEADS = frozenset(":?]")
"""How a block ends that leads into the next."""
_TASK = 6
"""Words at the end of a line that say what to do with it."""
_ANSWERS = frozenset({"true", "false", "answer", "fact"})
"""By which the answer begins to what readers are to call true or false."""
_ENDS = frozenset("?.:")
_TOLD = 20
"""Words of a task over what it is about, at most."""
_SCALE = 60
"""Words before a quotation in which its readers are told to rate it."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted as an answer to a question about words, in an exercise, in a statement to rate or to
    call true or false, in a published question; a suggestion at most in a statement to rate that
    is not in quotation marks. A structure is more than a word, and no answer.
    """
    cue = (
        _exercise(match, passage)
        or _task(match, passage)
        or _rated(match, passage)
        or _on_scale(match, passage)
        or _to_sort(match, passage)
        or _in_instrument(match, passage)
        or _true_or_false(match, passage)
    )
    if not cue and (match.structure is None or match.last - match.first <= _MOST_TOLD):
        cue = _option(match, passage) or _answer(match, passage)
    if cue:
        return muted(NAME, cue)
    cue = _to_rate(match, passage) or passage.cue_at_start("tasks.vignette", passage.tokens)
    return Verdict(Muted(NAME, cue), suggests=True) if cue else None


def _option(match: Match, passage: Passage) -> str:
    """One of several answers to choose from, with a box or a letter, and the question before them
    is about words.
    """
    words = passage.tokens.words
    block = passage.block
    begin, _ = passage.line(match.first)
    boxes = [
        at
        for at in range(match.first)
        if words[at] in BOXES or (words[at] in "[(" and words[at + 1] in _BLANKS)
    ]
    lettered = begin + 1 < match.first and words[begin + 1] in _BRACKETS and len(words[begin]) == 1
    if not boxes and not (lettered or block.role is Role.LIST_ITEM):
        return ""
    start = boxes[0] if boxes else begin
    own = passage.cue_in("mention.asked-word", 0, start) if "?" in words[:start] else ""
    if own or (boxes and is_alone(match, passage) and said_before(match, passage, 0, start)):
        return own or said_before(match, passage, 0, start)
    listed = block.role is Role.LIST_ITEM
    question = block.lead if listed else passage.facts.block_before(block)
    if "?" in question:
        return passage.cue_within("mention.asked-word", question)
    return passage.cue_within("mention.to-choose", question)


def _answer(match: Match, passage: Passage) -> str:
    """Alone as the first words of an answer, and the question was what somebody is called."""
    tokens = passage.tokens
    begin, _ = passage.line(match.first)
    start, _ = item(match, passage)
    first, _ = tokens.sentence(match.first)
    led = start in (begin, first) or tokens.words[start - 1] in {":", '"'}
    if not (led and begin and is_alone(match, passage)):
        return ""
    asked = next((i for i in range(start - 1, -1, -1) if tokens.words[i] == "?"), None)
    if asked is None:
        return ""
    question, _ = tokens.sentence(asked)
    return passage.cue_in("mention.asked", question, asked)


def _exercise(match: Match, passage: Passage) -> str:
    """Behind a colon on its line, and before it a task for readers: "Rewrite this sentence: …"; or
    set off behind a question about it. A structure is always set off.
    """
    begin, _ = passage.line(match.first)
    words = passage.tokens.words
    colon = next((i for i in range(match.first - 1, begin - 1, -1) if words[i] == ":"), begin)
    shown = [one for one in passage.set_offs if one[0] < match.last <= one[1]]
    if match.structure is None or shown:
        cue = passage.cue_in("mention.exercise", begin, colon)
        if cue:
            return cue
    ahead = range(shown[0][0] - 1 if shown else begin, begin, -1)
    asked = next((i for i in ahead if words[i] == "?"), 0)
    return passage.cue_in("mention.exercise", begin, asked) if asked else ""


def _task(match: Match, passage: Passage) -> str:
    """On what readers are to find other words for: behind the task and a colon, in quotation marks
    behind it as a question, or in the list or note below it.
    """
    block, words = passage.block, passage.tokens.words
    begin, _ = passage.line(match.first)
    quote = passage.quote(match)
    ahead = range((quote[0] if quote else match.first) - 1, begin, -1)
    led = next((at for at in ahead if words[at] == ":" or (quote and words[at] in _ENDS)), 0)
    near = quote or passage.tokens.sentence(match.first)[0] <= led + 1
    begin, _ = passage.tokens.sentence(led)
    cue = passage.cue_in("tasks.task", begin, led + 1) if led and near else ""
    if cue:
        return cue
    before = passage.facts.block_before(block).rstrip()
    below = block.role in _ITEMS or before == block.heading.strip() or before[-1:] in _LEADS
    texts = (block.lead, block.heading, before) if below and block.role is not Role.HEADING else ()
    short = (one for one in texts if len(one.split()) <= _TOLD)
    return next(filter(None, (passage.cue_within("tasks.task", one) for one in short)), "")


def _rated(match: Match, passage: Passage) -> str:
    """A statement in quotation marks, with boxes or figures behind it, or in a list of those with
    which readers agree or not.
    """
    quote = passage.quote(match)
    if quote is None:
        return ""
    words = passage.tokens.words
    behind = words[quote[1] + 1 : quote[1] + 1 + _RATINGS]
    if len(behind) == _RATINGS and all(one.isdigit() or one in _RATED for one in behind):
        return " ".join(behind)
    begin, _ = passage.line(quote[0])
    asked = words[max(quote[0] - 2, 0)] in _LEADS
    if passage.block.role not in _ITEMS and quote[0] - begin > _RATINGS and not asked:
        return ""
    block = passage.block
    around = (passage.cue_within("pairs.rated", text) for text in texts_around(block) if text)
    return next(filter(None, around), "") or (
        passage.cue_in("pairs.rated", max(quote[0] - _SCALE, 0), quote[0] - 1)
    )


def _on_scale(match: Match, passage: Passage) -> str:
    """A statement with figures or boxes behind it at the end of its line, or in the row of a table
    that says who agrees, and near by that it is of a study of stigma or has been published.
    """
    words, block = passage.tokens.words, passage.block
    _, end = passage.line(match.first)
    start = end
    rates = _BOXED | _AGREED
    while start > match.last and (words[start - 1].isdigit() or words[start - 1] in _RATED | rates):
        start -= 1
    rated = sum(one.isdigit() or one in rates for one in words[start:end]) >= _RATINGS
    row = [one for one in block.row.split(" | ") if one.strip()]
    boxes = block.role is Role.CELL and row and all(_RATED.issuperset(one) for one in row)
    if not rated and not boxes:
        return ""
    above, below = passage.facts.block_before(block), passage.facts.block_after(block)
    texts = filter(None, (block.heading, block.lead, above, below, block.text))
    return next(filter(None, (passage.cue_within("tasks.rated", one) for one in texts)), "")


def _to_sort(match: Match, passage: Passage) -> str:
    """A statement in a list that readers are to sort, by true and false or the like: a sentence."""
    lead = passage.block.lead
    if passage.block.role not in _ITEMS or not lead or is_alone(match, passage):
        return ""
    return passage.cue_within("pairs.to-sort", lead)


def _in_instrument(match: Match, passage: Passage) -> str:
    """An item or a quotation that is said to be of a published scale, and has to stay; also a
    question, or what somebody says of himself, under the name of one.
    """
    item = passage.block.role in (Role.LIST_ITEM, Role.CELL)
    if not item and passage.quote(match) is None:
        return ""
    own = passage.cue_in("mention.instrument", 0, len(passage.tokens))
    asked = item and not _ASKED.isdisjoint(passage.tokens.lowers)
    if own or not asked:
        return own
    return _above(passage, "mention.instrument-name")


def _true_or_false(match: Match, passage: Passage) -> str:
    """A statement that readers are to call true or false, but for the answer behind it."""
    name = "mention.true-or-false"
    begin, end = passage.line(match.first)
    words, lowers = passage.tokens.words, passage.tokens.lowers
    start = next((at for at in range(begin, match.first) if words[at][0].isalpha()), match.first)
    stop = next((at for at in range(start, match.last) if lowers[at] not in _CHOICE), start)
    # “True or false claims about …” is a sentence, “True or false: …” a task.
    task = stop == match.first or words[stop][0].isupper() or not words[stop].isalpha()
    cue = passage.cue_after(name, start, match.first) if task else ""
    cue = cue or passage.cue_in(name, max(match.last, end - _TASK), end)
    answered = not _ANSWERS.isdisjoint(passage.tokens.lowers[begin : match.first])
    if cue or answered or passage.block.role is not Role.LIST_ITEM:
        return cue
    texts = (passage.block.lead, passage.block.heading)
    return next(filter(None, (passage.cue_within(name, text) for text in texts)), "")


def _to_rate(match: Match, passage: Passage) -> str:
    """An item under words by which a study has people say how far they agree; the statements of
    other surveys are their writers' own.
    """
    begin, end = passage.line(match.first)
    words = passage.tokens.words
    lettered = (
        begin + 1 < end
        and len(words[begin].rstrip(".)")) == 1
        and (words[begin][-1] in _BRACKETS or words[begin + 1] in _BRACKETS)
    )
    if not lettered and passage.block.role not in _ITEMS:
        return ""
    return _above(passage, "mention.to-rate")


def _above(passage: Passage, name: str) -> str:
    """The words of a cue in the lead-in or heading of an item, or in a block before it that leads
    into it as well.
    """
    block = passage.block
    before = passage.facts.block_before(block).rstrip()
    texts = (block.lead, block.heading, before if before[-1:] in _LEADS else "")
    return next(filter(None, (passage.cue_within(name, one) for one in texts if one)), "")
