"""Where matches overlap, one speaks: the longest, then the most severe, then one of somebody's own.

A suggestion without words to put in a place ("enables addicts") hides none that counts for more. A
label inside words that tell a narrative speaks beside them: it is another matter, and has words to
put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable

from personfirst.match.terms import Match
from personfirst.model.choices import Severity
from personfirst.rulebook.places import is_built_in


def longest(matches: Iterable[Match]) -> list[Match]:
    """The matches that no longer one covers, in the order of the text."""
    kept: list[Match] = []
    for match in sorted(matches, key=_precedence):
        if not any(
            match.span.overlaps(other.span) and not _is_apart(match, other) for other in kept
        ):
            kept.append(match)
    return sorted(kept, key=lambda match: match.span.start)


def _precedence(match: Match) -> tuple[bool, int, int, int, bool, str]:
    rule = match.rule
    advises = rule.severity is Severity.SUGGESTION and not rule.rewrite
    length, rank, start = match.last - match.first, rule.severity.rank, match.span.start
    return (advises, -length, -rank, start, is_built_in(rule.file), rule.id)


def _is_apart(match: Match, longer: Match) -> bool:
    return match.rule.kind != longer.rule.kind and match.severity is not Severity.SUGGESTION
