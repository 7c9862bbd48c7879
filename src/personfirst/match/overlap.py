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
        over = [
            other
            for other in kept
            if match.span.overlaps(other.span) and not _is_apart(match, other)
        ]
        if all(_yields(other, match) for other in over):
            kept = [other for other in kept if other not in over]
            kept.append(match)
    return sorted(kept, key=lambda match: match.span.start)


def _precedence(match: Match) -> tuple[int, int, int, bool, str]:
    rule = match.rule
    length, rank, start = match.last - match.first, rule.severity.rank, match.span.start
    return (-length, -rank, start, is_built_in(rule.file), rule.id)


def _yields(longer: Match, match: Match) -> bool:
    """Whether a match only advises, and one that it covers counts for more."""
    advises = longer.rule.severity is Severity.SUGGESTION and not longer.rule.rewrite
    return advises and match.rule.severity is not Severity.SUGGESTION


def _is_apart(match: Match, longer: Match) -> bool:
    return match.rule.kind != longer.rule.kind and match.severity is not Severity.SUGGESTION
