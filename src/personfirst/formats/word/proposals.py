"""Which edits a reviewed copy proposes as tracked changes, and by which changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from personfirst.formats.word.plan import Change, Places, planned
from personfirst.formats.word.reader import Reading
from personfirst.formats.word.safe_places import SafePlaces
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit


class Proposals:
    """Plans tracked changes to a document that was read."""

    def __init__(self, document: Document, reading: Reading, safe: SafePlaces) -> None:
        self._text = document.text
        self._look_of = reading.look_of
        self._places = Places(document.origins, [*reading.repeats, *reading.listed])
        self._safe = safe

    def changes(self, edits: Sequence[Edit]) -> tuple[Change, ...] | None:
        """The changes that make edits, wherever their words stand; None where one of them cannot be
        tracked.
        """
        changes: list[Change] = []
        for edit in edits:
            for origins in self._places.of(edit.start, edit.end):
                try:
                    changes += planned(self._text, origins, edit, self._look_of)
                except UnreadableDocumentError:
                    return None
        tracked = all(self._safe.take_change(one) for change in changes for one in change.anchors)
        return tuple(changes) if tracked else None


def tracks(document: Document) -> Callable[[Sequence[Edit]], bool]:
    """Tells of edits of a document whether a reviewed copy proposes them as tracked changes."""
    reading = Reading(document.data, document.path)
    proposals = Proposals(document, reading, SafePlaces(reading))
    return lambda edits: proposals.changes(edits) is not None
