"""Should a match count here? Each filter judges; the first that mutes has the word."""

from __future__ import annotations

from typing import Literal, NamedTuple

from personfirst.context import (
    allowed,
    answered,
    bare,
    disowned,
    entries,
    framing,
    mention,
    names,
    pairs,
    questions,
    quotation,
    reference,
    self_description,
    shown,
    suppression,
    voices,
    wordlist,
)
from personfirst.context.base import Judge, Passage, Verdict
from personfirst.match.terms import Match
from personfirst.model.choices import Severity
from personfirst.model.finding import Muted

JUDGES: tuple[Judge, ...] = (
    self_description.judge,
    names.judge,
    mention.judge,
    shown.judge,
    bare.judge,
    wordlist.judge,
    entries.judge,
    pairs.judge,
    questions.judge,
    answered.judge,
    disowned.judge,
    reference.judge,
    framing.judge,
    quotation.judge,
    voices.judge,
    allowed.judge,
    suppression.judge,
)
"""The filters in the order in which they are asked. A comment comes last, so that it mutes only
what would count without it, and one that mutes nothing can go.
"""
NARRATIVE_JUDGES = tuple(one for one in JUDGES if one not in (self_description.judge, names.judge))
"""Those for a structure of roles, which is told in a whole sentence and is nobody's name."""


class Judged(NamedTuple):
    """A match with the severity that is left to it, why it is muted, if it is, whether a filter
    doubted it, and whether it stands `alone`: a second opinion is all that speaks for it, or is
    unsure of it.
    """

    match: Match
    severity: Severity
    muted: Muted | None
    doubted: bool = False
    alone: bool = False


def judge(
    match: Match, passage: Passage, quotation_policy: Literal["as-is", "lower", "mute"]
) -> Judged:
    """Ask each filter in turn. A verdict that lowers leaves less severity; below a suggestion
    nothing is left and the match is muted.
    """
    severity, doubted = match.severity, False
    for ask in NARRATIVE_JUDGES if match.structure else JUDGES:
        verdict = ask(match, passage)
        if verdict is None:
            continue
        if verdict.muted.filter == mention.NAME and entries.is_defined(match, passage):
            continue
        if quotation_policy == "as-is" and _is_of_quotes(verdict, match, passage):
            continue
        lowered = verdict.leaves(severity)
        if lowered is None or (
            verdict.muted.filter == quotation.NAME and quotation_policy == "mute"
        ):
            return Judged(match, severity, verdict.muted)
        severity, doubted = lowered, True
    return Judged(match, severity, None, doubted)


def _is_of_quotes(verdict: Verdict, match: Match, passage: Passage) -> bool:
    """Whether a verdict is given for quotation marks, or only says whose words stand in them."""
    name = verdict.muted.filter
    return name == quotation.NAME or (name == voices.NAME and passage.quote(match) is not None)
