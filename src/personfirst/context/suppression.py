"""Comments in the document that silence a finding."""

from __future__ import annotations

from personfirst.context.base import Passage, Verdict, muted
from personfirst.match.terms import Match
from personfirst.model.text import locate

NAME = "suppression"


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted where a suppression that is in force covers the line on which the match begins."""
    suppressions = passage.facts.document.suppressions
    if not suppressions:
        return None
    today = passage.facts.today
    anchor = locate(passage.block.pieces, match.span)
    line, _ = passage.facts.document.lines.place(anchor.start)
    for suppression in suppressions:
        if (
            suppression.first <= line <= suppression.last
            and suppression.names(match.rule.id, match.rule.category)
            and suppression.in_force(today)
        ):
            return muted(NAME, suppression.reason or f"comment on line {suppression.line}")
    return None
