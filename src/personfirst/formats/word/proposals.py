"""Which edits a reviewed copy proposes as tracked changes, and by which changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from personfirst.formats.plan import Change
from personfirst.formats.word.reader import Reading
from personfirst.formats.word.safe_places import SafePlaces
from personfirst.formats.word.wholes import Wholes
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit


class Proposals:
    """Plans tracked changes to a file that was read."""

    def __init__(self, reading: Reading, safe: SafePlaces) -> None:
        self._wholes = Wholes(reading)
        self._safe = safe

    def changes(self, edits: Sequence[Edit]) -> tuple[Change, ...] | None:
        """The changes that make edits, wherever their words stand; None where one of them cannot be
        tracked.
        """
        try:
            changes = tuple(self._wholes.changes(edits))
        except UnreadableDocumentError:
            return None
        tracked = all(self._safe.take_change(one) for change in changes for one in change.anchors)
        return changes if tracked else None


def tracks(document: Document) -> Callable[[Sequence[Edit]], bool]:
    """Tells of edits of a document whether a reviewed copy proposes them as tracked changes."""
    reading = Reading(document.data, document.path)
    proposals = Proposals(reading, SafePlaces(reading))
    return lambda edits: proposals.changes(edits) is not None
