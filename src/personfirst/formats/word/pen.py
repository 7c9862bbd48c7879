"""Writes the lines of a part down: each with its role, its label and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from personfirst.formats.outline import Outline
from personfirst.formats.transcript import Transcript
from personfirst.formats.word.inline import Stretch
from personfirst.formats.word.kinds import Kind
from personfirst.formats.word.repeats import Contents, Repeats
from personfirst.model.document import MarkKind, Role
from personfirst.model.origin import RunAnchor

_LISTED = (Role.HEADING, Role.CAPTION)
"""What a table of contents lists."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is read: `where` it stands, as a label says it, and the `role` of its paragraphs; with
    `repeats`, what was read before is not read again.
    """

    where: str | None = None
    role: Role = Role.PARAGRAPH
    repeats: Repeats | None = None


class Pen:
    """Writes into a transcript. `cell` is the label of the cell that it writes in, if any;
    `contents` are the lines of tables of contents.
    """

    def __init__(self, transcript: Transcript, place: Place) -> None:
        self.transcript = transcript
        self.flow = transcript.flow
        self.place = place
        self.cell: str | None = None
        self.contents = Contents()
        self._outline = Outline()
        self._lists: list[tuple[int, int]] = []

    @property
    def where(self) -> str | None:
        """The label of what is written now."""
        return self.cell or self.place.where or self._outline.label

    @property
    def role(self) -> Role:
        """The role of a paragraph where nothing makes it something else."""
        return Role.CELL if self.cell else self.place.role

    @property
    def in_list(self) -> bool:
        return bool(self._lists)

    @contextmanager
    def box(self, where: str, heading: str) -> Iterator[None]:
        """What is written now stands in a box of its own, which has its own headings."""
        saved = self.place, self.cell, self._outline, self._lists
        kept, self.flow.heading = self.flow.heading, heading
        self.place, self.cell = Place(where, repeats=self.place.repeats), None
        self._outline, self._lists = Outline(), []
        yield
        self.place, self.cell, self._outline, self._lists = saved
        self.flow.heading = kept

    def line(self, stretches: Sequence[Stretch], kind: Kind, language: str | None) -> None:
        """Write a paragraph in a language, which is None for English."""
        level = kind.level if self.cell is None and self.place.where is None else None
        if level is not None:
            self._outline.leave(level)
        flow = self.flow
        flow.language = language
        flow.quotes += kind.quote
        handle = flow.begin_role(kind.role, self.where)
        self._stretches(stretches)
        flow.end_role(handle)
        flow.quotes -= kind.quote
        flow.language = None
        if level is not None:
            self._outline.enter(level, flow.heading)
        begin = self.transcript.length - sum(len(one.text) for one in stretches)
        if kind.role in _LISTED:
            self.contents.match(stretches, begin)
        if self.place.repeats is not None:
            self.place.repeats.add(stretches, begin)

    def apart(self, text: str, anchor: RunAnchor, role: Role, label: str | None) -> None:
        """Write a text that is a block of its own, where it was not read before."""
        stretches = [Stretch(text, anchor)]
        if self.knows(stretches):
            return
        handle = self.flow.begin_role(role, label)
        self.transcript.write(text, anchor)
        self.flow.end_role(handle)
        if self.place.repeats is not None:
            self.place.repeats.add(stretches, self.transcript.length - len(text))

    def knows(self, stretches: Sequence[Stretch]) -> bool:
        """Whether a text was read before, where such texts are not to be read again."""
        return self.place.repeats is not None and self.place.repeats.holds(stretches)

    def rest(self) -> None:
        """Write the lines of tables of contents that repeat nothing."""
        for stretches in self.contents.rest():
            handle = self.flow.begin_role(Role.PARAGRAPH, "table of contents")
            self._stretches(stretches)
            self.flow.end_role(handle)

    def item(self, level: int) -> None:
        """An item of a list comes next; levels count from 0."""
        flow, lists = self.flow, self._lists
        while len(lists) > 1 and lists[-1][0] > level:
            flow.end_list(lists.pop()[1])
        if not lists or lists[-1][0] < level:
            lists.append((level, flow.begin_list()))
        elif lists[-1][0] > level:
            lists[-1] = level, lists[-1][1]

    def end_lists(self) -> None:
        """No item comes next."""
        if self._lists:
            self.flow.end_list(self._lists[0][1])
            self._lists.clear()

    def _stretches(self, stretches: Sequence[Stretch]) -> None:
        worn: frozenset[MarkKind] = frozenset()
        for one in stretches:
            if one.marks != worn:
                worn = one.marks
                self.transcript.wear(worn)
            if one.masked:
                self.transcript.mask()
            else:
                self.transcript.write(one.text, one.anchor)
        if worn:
            self.transcript.wear(())
