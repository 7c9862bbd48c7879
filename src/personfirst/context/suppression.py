"""Comments in the document that silence a finding."""

from __future__ import annotations

from personfirst.context.base import Passage, Verdict, muted
from personfirst.match.terms import Match
from personfirst.model.text import locate

NAME = "suppression"


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted where a suppression covers the line on which the match begins."""
    suppressions = passage.facts.document.suppressions
    if not suppressions:
        return None
    anchor = locate(passage.block.pieces, match.span)
    line, _ = passage.facts.document.lines.place(anchor.start)
    for suppression in suppressions:
        if suppression.first <= line <= suppression.last and (
            not suppression.rules
            or match.rule.id in suppression.rules
            or match.rule.category in suppression.rules
        ):
            return muted(NAME, suppression.reason or f"comment on line {suppression.line}")
    return None
