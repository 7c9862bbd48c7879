"""Words in lists and tables: a row of words is about them, whoever made it."""

from __future__ import annotations

from personfirst.context.base import Passage, Verdict, muted
from personfirst.context.facts import plain_tokens
from personfirst.context.items import is_alone, item, items, said_before
from personfirst.match.terms import Match
from personfirst.model.document import Role

NAME = "mention"
_SHORT_LINE = 14
_MOST_IN_ITEM = 3
"""Words of an item in a row; a longer one is a clause."""
_LEAST_ITEMS = 3
_FIGURE = 3
"""Words behind a quotation that can be its figure."""
_BEHIND_FIGURE = frozenset({",", ";", ".", ")", "/", "and", "times", "of", "%"})


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted in a list of words, in brackets behind a word for them, in a count, in a row of words.
    A structure is more than a word, and is in no count.
    """
    cue = _in_word_list(match, passage) or _in_parenthesis(match, passage)
    if not cue and (match.structure is None or match.last - match.first <= _MOST_IN_ITEM):
        cue = _counted(match, passage)
    cue = cue or _in_row(match, passage)
    return muted(NAME, cue) if cue else None


def _in_word_list(match: Match, passage: Passage) -> str:
    """Under "Words to avoid", in the "Not this" column, on a "Don't say:" line, before an arrow. An
    item that bids to do or not to do something, below "Avoid these errors", shows no words.
    """
    block, tokens = passage.block, passage.tokens
    cue = passage.cue_at_start("mention.line-start", tokens)
    if cue and match.first > 0:
        return cue
    begin, end = passage.line(match.first)
    first, last = tokens.sentence(match.first)
    cue = (
        passage.cue_after("mention.line-start", begin, match.first)
        or passage.cue_after("mention.line-start", first, match.first)
        or passage.cue_after("mention.arrow", match.last, min(last, end))
    )
    if cue:
        return cue
    if passage.quote(match) or is_alone(match, passage):
        for start in (begin, first):
            cue = passage.cue_after("mention.before", start, match.first)
            if cue:
                return cue
    if block.column and passage.cue_at_start("mention.column", plain_tokens(block.column)):
        return block.column
    bidden = passage.cue_at_start("mention.bidding", tokens)
    if not bidden and (block.role in (Role.LIST_ITEM, Role.CELL) or len(tokens) <= _SHORT_LINE):
        for text in (block.lead, block.heading):
            if passage.cue_within("mention.list-title", text):
                return " ".join(text.split())
    above = passage.facts.block_before(block)
    if item(match, passage)[0] == begin and is_alone(match, passage) and _is_title(above):
        title = passage.cue_within("mention.list-title", above)
        if title:
            return title
    if block.role in (Role.LIST_ITEM, Role.CELL) and is_alone(match, passage):
        for text in (block.column, block.lead, block.heading):
            if _is_about_words(passage, text):
                return " ".join(text.split())
        if block.role is Role.LIST_ITEM and _is_bare(match, passage):
            return "a word alone, without an article"
    return ""


def _is_about_words(passage: Passage, text: str) -> bool:
    """Whether a title names words, and not the plain language or the terms of something."""
    return bool(passage.cue_within("mention.topic-head", text)) and not (
        passage.cue_within("mention.no-topic-head", text)
    )


def _is_title(text: str) -> bool:
    """Whether a block is a line over what follows: short, and no sentence."""
    return 0 < len(text.split()) <= _SHORT_LINE and text.rstrip()[-1:] not in ".!?"


def _is_bare(match: Match, passage: Passage) -> bool:
    """Whether a block is one singular noun in small letters: a word, for a person has an article,
    and an entry of people served a plural.
    """
    begin, end = item(match, passage)
    whole = begin == match.first and end - begin == len(passage.tokens)
    return whole and match.form == "one" and passage.tokens.words[begin][0].islower()


def _counted(match: Match, passage: Passage) -> str:
    """In quotation marks, and a figure behind: "addict" 9, "client" (40)."""
    quote = passage.quote(match)
    if quote is None or quote[1] > match.last + 1 or quote[0] < match.first - 1:
        return ""
    words = (*passage.tokens.words[quote[1] + 1 :][:_FIGURE], ".")
    if words[0] in {"(", ":"}:
        words = words[1:]
    counted = words[0].isdigit() and words[1] in _BEHIND_FIGURE
    return f"{words[0]} times" if counted else ""


def _in_row(match: Match, passage: Passage) -> str:
    """One of several bare items behind a colon, a bracket or a box, and before them a word that
    says what they are: names, words, answers.
    """
    if match.structure is None and not is_alone(match, passage):
        return ""
    tokens = passage.tokens
    _, end = passage.line(match.first)
    first, last = tokens.sentence(match.first)
    opener = next(
        (i for i in range(match.first - 1, first - 1, -1) if tokens.words[i] in {":", "("}), None
    )
    if opener is None:
        return ""
    found = list(items(passage, opener + 1, min(last, end)))
    if len(found) < _LEAST_ITEMS or any(b - a > _MOST_IN_ITEM for a, b in found):
        return ""
    return said_before(match, passage, first, opener)


def _in_parenthesis(match: Match, passage: Passage) -> str:
    """An example in brackets after a word about wording: "labels (e.g., addict)"."""
    tokens = passage.tokens
    first, last = tokens.sentence(match.first)
    opened = next(
        (i for i in range(match.first - 1, first - 1, -1) if tokens.words[i] in "()"), None
    )
    if opened is None or tokens.words[opened] != "(" or ")" not in tokens.words[match.last : last]:
        return ""
    example = passage.cue_after("mention.example", opened + 1, match.first)
    topic = passage.cue_in("mention.topic", first, opened)
    return f"{topic} ({example}" if example and topic else ""
