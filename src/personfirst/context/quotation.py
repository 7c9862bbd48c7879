"""What stands in quotation marks is not the writer's: it counts as a suggestion at most. A label
alone in them is mostly a word that is shown, at times one that is meant.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from functools import lru_cache

from personfirst.context.base import OF_PEOPLE, Passage, Verdict, muted
from personfirst.match.terms import Match
from personfirst.model.document import Block, MarkKind
from personfirst.model.finding import Muted

NAME = "quotation"
SELF = "self-description"
_TAG = 6
"""Words behind a quotation in which its speaker is named."""
_SAID = frozenset({",", "!", "?"})
_ENDS = _SAID | {"."}
_MARKS = frozenset({",", "&", "'"})
"""Marks between the words of a sign."""
_SPEAKER = re.compile(
    r"^[ \t]*\[?([A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|\d+)){0,3})\]?"
    r"(?: ?[(\[][^)\]\n]{1,30}[)\]])?: ",
    re.MULTILINE,
)
"""Who speaks on a line, before a colon; how may stand in brackets behind the name."""
_LINES = 2
"""Lines of a speaker, and of all others, at least."""
_SECTION = re.compile(r"(?:§+|Sec(?:tion|\.)|Art(?:icle|\.)) ?\d\S*")
"""The number of a section of a law, as a heading begins."""
_MOSTLY = 0.9
"""The share of a block that is in italics where the block is."""
_DASHES = frozenset({"--", "–", "—", "―"})
"""What leads from a quotation to its source, on the next line as a rule."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """A suggestion at most inside a quotation or a block quote, where what is only suggested is
    muted; a suggestion where the quotation marks hold nothing else, unless people are meant: “the
    ‘addicts’”, or a proverb is made the writer's own.
    """
    if passage.block.quoted:
        return _quoted("block quotation")
    own = _of_self(match, passage)
    if own:
        return muted(SELF, own)
    printed = _printed(match, passage) or _transcribed(match, passage) or _in_italics(passage)
    if printed:
        return _quoted(printed)
    quote = passage.quote(match)
    if quote is None:
        cue = _inscribed(match, passage)
        return _quoted(cue) if cue else None
    fixed = passage.cue_within("quotation.source", passage.block.heading) or (
        _nested(match, passage, quote)
    )
    if fixed:
        return muted(NAME, fixed)
    cue = _spoken(match, passage, quote)
    if cue:
        return _quoted(cue)
    begin, _ = passage.tokens.sentence(max(quote[0] - 2, 0))
    if passage.cue_before("quotation.proverb", quote[0] - 1, begin):
        return None
    if not _alone(match, quote):
        return _quoted("quotation marks")
    if passage.cue_before("quotation.meant", quote[0] - 1, begin):
        return None
    return Verdict(Muted(NAME, "quotation marks"), suggests=True)


def _nested(match: Match, passage: Passage, quote: tuple[int, int]) -> str:
    """Whether a speaker gives in a quotation what others say: “You'd hear them. ‘It's the addict in
    six.’”
    """
    around = any(one[0] < quote[0] and quote[1] < one[1] for one in passage.quotes)
    spoken = passage.tokens.words[quote[1] - 1] in _ENDS and not _alone(match, quote, ended=True)
    return "a quotation in a quotation" if around and spoken else ""


def _of_self(match: Match, passage: Passage) -> str:
    """Where somebody says in a transcript that they use drugs, or are what a name for people says,
    what else they call such people.
    """
    speaker = _transcribed(match, passage) if match.rule.category in OF_PEOPLE else ""
    if not speaker:
        return ""
    said = (
        block.text[found.end() :].partition("\n")[0]
        for block in passage.facts.document.blocks
        for found in _SPEAKER.finditer(block.text)
        if found[1] == speaker
    )
    return next(
        filter(None, (passage.cue_within("self-description.uses", one) for one in said)), ""
    )


def _printed(match: Match, passage: Passage) -> str:
    """The heading under which letters or comments are printed as they came, but for the reply to
    one.
    """
    cue = passage.cue_within("quotation.printed", passage.block.heading)
    return "" if cue and passage.cue_in("quotation.reply", 0, match.first) else cue


def _transcribed(match: Match, passage: Passage) -> str:
    """Whose words they are in a transcript or a scene to be played, whose lines begin with the
    names of several speakers; those who ask, and may be the writers, are left out, and what stands
    on a line that begins with a bracket.
    """
    text, at = passage.block.text, match.span.start
    said = next(iter(deque(_SPEAKER.finditer(text, 0, at), maxlen=1)), None)
    if not said or "\n[" in text[said.end() : at]:
        return ""
    speaker = said[1]
    asks = speaker.lower() in passage.cues["quotation.asking"].single_words
    if asks or not passage.facts.has_any(passage.cues["quotation.transcript"].patterns):
        return ""
    counts = _turns(passage.facts.each(_speakers))
    lines = counts[speaker]
    others = counts.total() - lines
    return speaker if lines >= _LINES and others >= _LINES else ""


@lru_cache(maxsize=1)
def _turns(speakers: tuple[str, ...]) -> Counter[str]:
    """How often each of the speakers of a document's blocks speaks; every match of it asks."""
    return Counter("\n".join(speakers).split("\n"))


def _speakers(block: Block) -> str:
    """Whoever speaks on the lines of a block, each on a line."""
    return "\n".join(found[1] for found in _SPEAKER.finditer(block.text))


def _in_italics(passage: Passage) -> str:
    """What says so, where a text gives the words of a law or another text as blocks in italics."""
    block = passage.block
    marks = (one.span for one in block.marks if one.kind is MarkKind.EMPHASIS)
    if sum(span.end - span.start for span in marks) < _MOSTLY * len(block.text):
        return ""
    section = _SECTION.match(block.heading)
    if section:
        return section[0]
    above = passage.facts.block_before(block).rstrip()
    cue = passage.cue_within("quotation.leads-in", above) if above.endswith(":") else ""
    return cue or passage.facts.has_any(passage.cues["quotation.italics"].patterns)


def _inscribed(match: Match, passage: Passage) -> str:
    """What it is on, where words in capitals are those of a sign in a text of small letters."""
    words = passage.tokens.words
    first, _ = passage.tokens.sentence(match.first)
    if not all(word.isupper() for word in words[match.first : match.last] if word.isalpha()):
        return ""
    start = match.first
    while start > first and (words[start - 1].isupper() or words[start - 1] in _MARKS):
        start -= 1
    cue = passage.cue_before("quotation.inscribed", start, first) if start > first else ""
    return "" if cue.isupper() else cue


def _alone(match: Match, quote: tuple[int, int], ended: bool = False) -> bool:
    """Whether a quotation is nothing but the words of a match."""
    return quote[1] - quote[0] <= match.last - match.first + ended


def _spoken(match: Match, passage: Passage, quote: tuple[int, int]) -> str:
    """The speech verb beside a quoted clause. A label alone in quotation marks is no clause, but it
    may be called out (“Addicts,” he wrote) or stand in one that is reported: said that we coddle
    “addicts”.
    """
    first, last = quote
    ended = passage.tokens.words[last - 1] in _ENDS
    if _alone(match, quote, ended):
        begin, _ = passage.tokens.sentence(max(first - 2, 0))
        after = min(last + _TAG, len(passage.tokens))
        said = passage.tokens.words[last - 1] in _SAID and passage.cue_in(
            "quotation.speech", last, after
        )
        _, end = passage.tokens.sentence(min(last, len(passage.tokens) - 1))
        return (
            said
            or passage.cue_in("quotation.reported", begin, first)
            or passage.cue_in("quotation.put", last, end)
        )
    begin, _ = passage.tokens.sentence(max(first - 2, 0))
    _, end = passage.tokens.sentence(min(last + 1, len(passage.tokens) - 1))
    if passage.cue_before("quotation.proverb", first - 1, begin):
        return ""
    cue = passage.cue_in("quotation.speech", begin, first) or passage.cue_in(
        "quotation.speech", last, end
    )
    if cue:
        return cue
    if passage.tokens.words[last + 1 : last + 2] and passage.tokens.words[last + 1] in _DASHES:
        return "a name below"
    return ""


def _quoted(cue: str) -> Verdict:
    return Verdict(Muted(NAME, cue), lowers=True, suggests=True)
