"""Words in a dictionary, glossary or style guide, whose entries are about them."""

from __future__ import annotations

from itertools import islice

from personfirst.context.base import OF_PEOPLE, QUOTE_MARKS, Passage, Verdict, muted
from personfirst.context.facts import plain_tokens
from personfirst.context.items import is_alone
from personfirst.match.search import find_all
from personfirst.match.terms import Match
from personfirst.model.document import Block, MarkKind

NAME = "mention"
_MOST_TOLD = 3
_HEAD_WORDS = 4
"""Words in bold that head an entry, at most."""
_DEFINES = frozenset({".", ";", ":", "–", "—", "-", ")"})
"""What stands on both sides of a definition."""
_DASHES = frozenset({"–", "—", "-", "--", ":"})
_GLOSSARY_HEAD = 7
"""Words before the dash or colon of an entry in a glossary, at most."""
_LEAST_ENTRIES = 3
_ROW = 12
"""Words of a row before its colon, at most."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted as the head of an entry, in what an entry says of its head, and in a document of
    several. A structure is more than a word.
    """
    if match.structure is not None and match.last - match.first > _MOST_TOLD:
        return None
    cue = (
        _entry(match, passage)
        or _in_glossary(match, passage)
        or _judged(match, passage)
        or _in_wordbook(passage)
        or _in_entry(match, passage)
    )
    return muted(NAME, cue) if cue else None


def is_defined(match: Match, passage: Passage) -> bool:
    """Whether a policy says behind the words whom it means by them, and so uses them itself; not
    where it says there or in the next sentence that they are words.
    """
    tokens = passage.tokens
    first, last = tokens.sentence(match.first)
    _, end = passage.set_off(match) or (match.first, match.last)
    marks = tokens.lowers[end : end + 1]
    end += bool(marks) and marks[0] in QUOTE_MARKS
    if not passage.cue_after("mention.defined", end, last):
        return False
    _, beyond = tokens.sentence(min(last, len(tokens) - 1))
    if passage.cue_in("mention.judged", first, beyond):
        return False
    texts = (block.text for block in passage.facts.document.blocks)
    return any(passage.cue_within("mention.policy", text) for text in texts)


def _entry(match: Match, passage: Passage) -> str:
    """The head of an entry in a dictionary or glossary, where a noun stands in the singular."""
    begin, end = passage.line(match.first)
    first, _ = passage.tokens.sentence(match.first)
    if match.first not in (begin, first) or match.form == "many":
        return ""
    for mark in passage.block.marks if match.form == "one" and not match.first else ():
        if mark.kind is MarkKind.STRONG and passage.words_in(mark.span)[1] <= match.last + 1 < end:
            return "a word in bold, then what is said of it"
    at = match.last
    if at < end and passage.tokens.words[at] in {",", "("}:
        at += 1
    cue = passage.cue_after("mention.entry", at, end)
    # A leaflet sends its readers on in the same way: "Opioid replacement: see Tab 4".
    sent_on = cue.endswith("see") and passage.tokens.words[match.first][0].isupper()
    return "" if sent_on and not passage.tokens.words[min(at + 2, end - 1)].isupper() else cue


def _in_glossary(match: Match, passage: Passage) -> str:
    """In the section of a glossary: in the head of an entry, what a head of initials stands for,
    or a word of the head in what is said of it.
    """
    title = passage.cue_within("mention.glossary", passage.block.heading)
    words, lowers = passage.tokens.words, passage.tokens.lowers
    begin, end = passage.line(match.first)
    reach = range(begin + 1, min(begin + _GLOSSARY_HEAD, end)) if title else range(0)
    dash = next((at for at in reach if words[at] in _DASHES), 0)
    if not dash or (match.structure is not None and match.last > dash):
        return ""
    initials = words[begin].isupper() and match.first == dash + 1
    told = set(lowers[match.first : match.last]) <= set(lowers[begin:dash])
    return title if match.last <= dash or initials or told else ""


def _judged(match: Match, passage: Passage) -> str:
    """Alone or in a row before a colon, and behind it what is thought of the words: "Junkie,
    tweaker: no". Where they are set off, or name one person, more may be said there.
    """
    words = passage.tokens.words
    begin, end = passage.line(match.first)
    colon = next((at for at in range(match.last, min(begin + _ROW, end)) if words[at] == ":"), 0)
    if not colon or (match.form == "many" and not passage.set_off(match)):
        return ""
    if not is_alone(match, passage) or any(words[at] in ".?!" for at in range(begin, colon)):
        return ""
    alone = match.first == begin and match.last == colon
    person = match.form == "one" and match.rule.category in OF_PEOPLE
    cue = passage.cue_after("mention.verdict", colon + 1, end)
    if not cue and (passage.set_off(match) or (alone and person)):
        cue = passage.cue_after("mention.said-of-words", colon + 1, end)
    return cue


def _in_entry(match: Match, passage: Passage) -> str:
    """What an entry of a dictionary gives for its head: a few words without a verb, or an example
    in quotation marks.
    """
    begin, _ = passage.line(match.first)
    head = next(
        (at for at in range(begin + 1, min(begin + _HEAD_WORDS, match.first) + 1)
         if passage.cue_after("mention.word-class", at)), 0
    )  # fmt: skip
    if not head:
        return ""
    cue = passage.cue_after("mention.word-class", head)
    if passage.quote(match):
        return cue
    words = passage.tokens.words
    start = next(
        (at for at in range(match.first, head, -1) if words[at - 1] in _DEFINES), match.first
    )
    stop = next((at for at in range(match.last, len(words)) if words[at] in _DEFINES), len(words))
    short = stop - start <= _HEAD_WORDS and passage.cue_after("mention.article", start)
    return cue if short else ""


def _in_wordbook(passage: Passage) -> str:
    """In an entry of a document with several whose heads are words to be avoided, as a style guide
    has; a list of pictures, rooms or days has other heads.
    """
    if not _head(passage.block):
        return ""
    heads = plain_tokens("\n".join(passage.facts.each(_head)))
    hits = (hit for one in passage.cues["mention.head"].patterns for hit in find_all(one, heads))
    several = next(islice(hits, _LEAST_ENTRIES - 1, None), None)
    return "an entry under a word in bold" if several else ""


def _head(block: Block) -> str:
    """The word or two in bold and small letters that a block begins with, before a sentence."""
    for mark in block.marks:
        if mark.kind is MarkKind.STRONG and not mark.span.start:
            head, rest = block.text[: mark.span.end], block.text[mark.span.end :].lstrip(" .:–—")
            small = head[:1].islower() and len(head.split()) <= _HEAD_WORDS
            return head if small and rest[:1].isupper() else ""
    return ""
