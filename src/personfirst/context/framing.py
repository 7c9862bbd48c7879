"""Does the text tell the narrative, or speak of it? Only for narratives, whose words are many.

Critique, research, history and self-review use the same words as the narrative they are about.
"""

from __future__ import annotations

from personfirst.context.base import Passage, Verdict, muted
from personfirst.match.terms import Match
from personfirst.model.finding import Muted

CRITIQUE = "critique"
QUESTION = "self-review"
HISTORY = "reported-history"
RESEARCH = "research"
INCLUSION = "inclusion"
OPINION = "attributed-opinion"
SELF = "self-description"
_NEXT = 10
"""How many words of the next sentence may take the narrative back."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted for critique, questions to oneself, research, history, inclusion; lowered for an
    opinion that the text gives to somebody without a name, and for what people say of themselves.
    """
    if match.structure is None:
        return None
    tokens = passage.tokens
    first, _ = tokens.sentence(match.first)
    _, last = tokens.sentence(match.last - 1)
    return (
        _critique(match, passage, first, last)
        or _question(match, passage, first, last)
        or _spoken_of(match, passage, first, last)
        or _lowered(match, passage, first)
    )


def _critique(match: Match, passage: Passage, first: int, last: int) -> Verdict | None:
    cue = (
        passage.cue_in("framing.critique-noun", first, last)
        or passage.cue_before("framing.critique-right-before", match.first, first)
        or passage.cue_before("framing.critique-before", match.first, first)
        or passage.cue_in("framing.critique-after", match.last, last)
        or passage.cue_in("framing.critique-next", last, min(last + _NEXT, len(passage.tokens)))
    )
    if not cue:
        for tokens in passage.around:
            cue = passage.cue_at_start("framing.critique-heading", tokens)
            if cue:
                break
    return muted(CRITIQUE, cue) if cue else None


def _question(match: Match, passage: Passage, first: int, last: int) -> Verdict | None:
    """A question to oneself, or one that the next sentence answers with "No"."""
    tokens = passage.tokens
    if "?" not in tokens.words[match.last - 1 : last]:
        return None
    cue = passage.cue_in("framing.self-review", first, last)
    if not cue and last < len(tokens):
        cue = passage.cue_after("framing.answered", last)
    return muted(QUESTION, cue) if cue else None


def _spoken_of(match: Match, passage: Passage, first: int, last: int) -> Verdict | None:
    for name, cues in (
        (HISTORY, "framing.history"),
        (RESEARCH, "framing.research"),
        (INCLUSION, "framing.inclusion"),
    ):
        cue = passage.cue_in(cues, first, last)
        if cue:
            return muted(name, cue)
    return None


def _lowered(match: Match, passage: Passage, first: int) -> Verdict | None:
    cue = passage.cue_in("framing.opinion", first, match.last)
    if cue:
        return Verdict(Muted(OPINION, cue), lowers=True)
    cue = passage.cue_in("framing.first-person", first, match.last)
    return Verdict(Muted(SELF, cue), lowers=True) if cue else None
