"""The rules about comments that silence findings: they look at the comments, not at the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from personfirst.model.finding import Severity
from personfirst.model.rule import SUPPRESSION, Rule
from personfirst.rulebook.selection import Selection

UNUSED = "unused-suppression"
EXPIRED = "expired-suppression"
UNKNOWN = "unknown-rule-in-suppression"


def _rule(name: str, severity: Severity, title: str, why: str, advice: str) -> Rule:
    return Rule(
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


HOUSEKEEPING: tuple[Rule, ...] = (
    _rule(
        UNUSED,
        Severity.SUGGESTION,
        "A comment that silences nothing",
        "What it silenced is gone, and it would silence the next such word in silence. Only rules "
        "that ran are looked at.",
        "Remove the comment, or the rule from its list; --fix does.",
    ),
    _rule(
        EXPIRED,
        Severity.WARNING,
        "A comment whose last day has passed",
        "Somebody meant to come back to these words by the day that stands behind “until”. What "
        "it silenced is reported again.",
        "Mend the words and remove the comment, or give it a new day.",
    ),
    _rule(
        UNKNOWN,
        Severity.WARNING,
        "A comment that names a rule that does not exist",
        "It silences nothing, and whoever wrote it believes that it does.",
        "Write the rule's id; “personfirst rules” lists them.",
    ),
)
"""Rules without a file, in the category and of the kind `suppression`."""


def housekeeping_names() -> Iterator[str]:
    """Their ids, and their category."""
    yield SUPPRESSION
    yield from (rule.id for rule in HOUSEKEEPING)


def active_housekeeping(
    selection: Selection, severities: Mapping[str, Severity]
) -> dict[str, Severity]:
    """The severity of each of them that runs, by its id."""
    return {
        rule.id: severities.get(rule.id, severities.get(SUPPRESSION, rule.severity))
        for rule in HOUSEKEEPING
        if selection.runs(rule.id, SUPPRESSION, rule.enabled)
    }
