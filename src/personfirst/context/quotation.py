"""A quoted speaker's words are not the writer's: they count one level less."""

from __future__ import annotations

from personfirst.context.base import Passage, Verdict
from personfirst.match.terms import Match
from personfirst.model.finding import Muted

NAME = "quotation"
_LONG = 6
_TAG = 6
"""Words behind a quotation in which its speaker is named."""
_SAID = frozenset({",", "!", "?"})
_ENDS = _SAID | {"."}
_DASHES = frozenset({"--", "–", "—", "―"})
"""What leads from a quotation to its source, on the next line as a rule."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Lowered inside a quoted clause with a speaker, in a block quote, on a transcript line."""
    if passage.block.quoted:
        return _lowered("block quotation")
    quote = passage.quote(match)
    if quote is not None:
        cue = _spoken(match, passage, quote)
        if cue:
            return _lowered(cue)
    return None


def _spoken(match: Match, passage: Passage, quote: tuple[int, int]) -> str:
    """The speech verb beside a quoted clause. A label alone in quotation marks is no clause, but it
    may be called out (“Addicts,” he wrote) or stand in one that is reported: said that we coddle
    “addicts”.
    """
    first, last = quote
    ended = passage.tokens.words[last - 1] in _ENDS
    if last - first <= match.last - match.first + ended:
        begin, _ = passage.tokens.sentence(max(first - 2, 0))
        after = min(last + _TAG, len(passage.tokens))
        said = passage.tokens.words[last - 1] in _SAID and passage.cue_in(
            "quotation.speech", last, after
        )
        return said or passage.cue_in("quotation.reported", begin, first)
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
    return "quotation marks" if last - first >= _LONG else ""


def _lowered(cue: str) -> Verdict:
    return Verdict(Muted(NAME, cue), lowers=True)
