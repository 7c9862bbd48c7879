"""The rules about comments that silence findings: they look at the comments, not at the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from personfirst.model.choices import Severity
from personfirst.rulebook.selection import Selection

if TYPE_CHECKING:
    from personfirst.model.rule import Rule

SUPPRESSION = "suppression"
"""The category and the kind of the rules about comments that silence findings."""
UNUSED = "unused-suppression"
EXPIRED = "expired-suppression"
UNKNOWN = "unknown-rule-in-suppression"

_OWN = {
    UNUSED: (
        Severity.SUGGESTION,
        "A comment that silences nothing",
        "What it silenced is gone, and it would silence the next such word in silence. Only rules "
        "that ran are looked at.",
        "Remove the comment, or the rule from its list; --fix does.",
    ),
    EXPIRED: (
        Severity.WARNING,
        "A comment whose last day has passed",
        "Somebody meant to come back to these words by the day that stands behind “until”. What "
        "it silenced is reported again.",
        "Mend the words and remove the comment, or give it a new day.",
    ),
    UNKNOWN: (
        Severity.WARNING,
        "A comment that names a rule that does not exist",
        "It silences nothing, and whoever wrote it believes that it does.",
        "Write the rule's id; “personfirst rules” lists them.",
    ),
}
"""Severity, title, why and advice of each, by its id."""


@cache
def housekeeping() -> tuple[Rule, ...]:
    """They as rules: without a file, in the category and of the kind `suppression`."""
    from personfirst.model.rule import Rule  # late: a check needs no more than their names

    return tuple(
        Rule(
            id=name,
            category=SUPPRESSION,
            kind=SUPPRESSION,
            severity=severity,
            title=title,
            why=why,
            sources=(),
            language="en",
            enabled=True,
            advice=advice,
        )
        for name, (severity, title, why, advice) in _OWN.items()
    )


def housekeeping_names() -> Iterator[str]:
    """Their ids, and their category."""
    yield SUPPRESSION
    yield from _OWN


def active_housekeeping(
    selection: Selection, severities: Mapping[str, Severity]
) -> dict[str, Severity]:
    """The severity of each of them that runs, by its id."""
    return {
        name: severities.get(name, severities.get(SUPPRESSION, own[0]))
        for name, own in _OWN.items()
        if selection.runs(name, SUPPRESSION, True)
    }
