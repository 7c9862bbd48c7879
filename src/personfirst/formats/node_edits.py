"""From planned changes to edits of the text nodes that a package has already.

New words go where the longest of the stretches that they replace stood, or into a text node beside
them that looks alike; none is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from personfirst.formats.plan import Change, Source, planned, unchangeable
from personfirst.formats.runs import RunEdit
from personfirst.model.document import Document
from personfirst.model.finding import Edit
from personfirst.model.origin import RunAnchor

RunEdits = Mapping[str, Mapping[int, Sequence[RunEdit]]]
"""The edits of each text node of each part, apart and in order."""


def run_edits(document: Document, edits: Sequence[Edit], source: Source) -> RunEdits:
    """What edits of a document's transcript, apart and in order, change in its text nodes.

    Raises `UnreadableDocumentError` as `planned` and `gathered` do.
    """
    changes = planned(document.text, edits, lambda _: [document.origins], source)
    return gathered(changes, source)


def gathered(changes: Iterable[Change], source: Source) -> RunEdits:
    """Changes as edits of the text nodes that are there already.

    Raises `UnreadableDocumentError` where none of these looks as the new words should.
    """
    found: dict[str, dict[int, list[RunEdit]]] = {}
    for change in changes:
        for anchor, one in _node_edits(change, source):
            found.setdefault(anchor.part, {}).setdefault(anchor.run, []).append(one)
    for runs in found.values():
        for each in runs.values():
            each.sort(key=lambda one: (one.start, one.end))
    return found


def _node_edits(change: Change, source: Source) -> Iterator[tuple[RunAnchor, RunEdit]]:
    """The edits that make a change, with an anchor in the text node of each."""
    for one in change.removed:
        yield one, RunEdit(one.start, one.end, change.text if one == change.like else "")
    if not change.removed:
        look = source.look_of(change.like)
        alike = (one for one in change.sides if source.look_of(one[0]) == look)
        anchor, offset = next(alike, (None, 0))
        if anchor is None:
            raise unchangeable()
        yield anchor, RunEdit(offset, offset, change.text)
