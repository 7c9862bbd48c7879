"""What a run may choose among: severities, house styles, what a quotation does, its seconds."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

STYLES = ("harm-reduction", "clinical", "news")
"""The house styles, the default first."""
Quotation = Literal["as-is", "lower", "mute"]
QUOTATIONS: tuple[Quotation, ...] = ("as-is", "lower", "mute")
"""What a quotation does to a finding: nothing, a suggestion at most, not counted."""
FILTERS = (
    "allowed", "answered", "attributed-opinion", "baseline", "citation", "clinical-code",
    "critique", "inclusion", "legal-text", "mention", "myth-fact", "other-sense", "proper-name",
    "quotation", "reported-history", "research", "second-opinion", "self-description",
    "self-review", "suppression", "voice",
)  # fmt: skip
"""What may mute a finding."""
LEAST_SECONDS, MOST_SECONDS = 0.1, 86_400
"""What a run may give a file: to be read, and as many seconds to be checked and changed."""


class Severity(StrEnum):
    """How sure the guides are. Compare with `rank`: higher is worse."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"

    @property
    def rank(self) -> int:
        return _RANKS[self]

    def lowered(self) -> Severity | None:
        """One level down; None below a suggestion."""
        return _LOWERED[self]


_RANKS = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.SUGGESTION: 1}
_LOWERED = {
    Severity.ERROR: Severity.WARNING,
    Severity.WARNING: Severity.SUGGESTION,
    Severity.SUGGESTION: None,
}
