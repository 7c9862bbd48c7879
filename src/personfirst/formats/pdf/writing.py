"""Writes passages into a transcript as headings, paragraphs, items of lists and cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from personfirst.formats.pdf.extras import Comment, Extra
from personfirst.formats.pdf.hyphens import Hyphens
from personfirst.formats.pdf.sequence import Placed, Table
from personfirst.formats.pdf.spelling import Line, Passage, Run
from personfirst.formats.transcript import Transcript
from personfirst.model.document import MarkKind, Role
from personfirst.model.origin import PageAnchor

_LARGER = 1.12
_MUCH_LARGER = 1.3
_HEADING_WORDS = 20
_BOLD_WORDS = 14
_CAPITAL_WORDS = 10
_INDENT = 1.0


def write(
    transcript: Transcript, placed: Sequence[Placed], comments: Sequence[Comment] = ()
) -> None:
    """Write what a document says, in order, then what its readers have noted on it."""
    _Writer(transcript, placed).write()
    for one in comments:
        with transcript.comment(one.author, f"page {one.page + 1}") as label:
            transcript.write_apart([_lined(one.text)], Role.NOTE, label)


class _Writer:
    """Holds what a document's passages are judged by: its usual letters and its words."""

    def __init__(self, transcript: Transcript, placed: Sequence[Placed]) -> None:
        self._transcript = transcript
        self._flow = transcript.flow
        self._placed = placed
        self._size, self._bold = _usual_letters(placed)
        self._hyphens: Hyphens | None = None
        self._list: int | None = None
        self._item_left = 0.0
        self._lead: Passage | None = None

    def write(self) -> None:
        for index, one in enumerate(self._placed):
            item = one.item
            if isinstance(item, Table):
                self._end_list()
                self._table(item)
                self._lead = None
            elif isinstance(item, Extra):
                self._transcript.write_apart([_lined(item.text)], item.role, item.label)
            elif one.aside:
                self._block(item, Role.PARAGRAPH)
            else:
                following = self._placed[index + 1] if index + 1 < len(self._placed) else None
                self._passage(item, following)
        self._end_list()

    def _passage(self, passage: Passage, following: Placed | None) -> None:
        leads = (
            passage.text.endswith(":")
            and following is not None
            and isinstance(following.item, Passage)
            and bool(following.item.label)
        )
        if not leads and self._is_heading(passage):
            self._end_list()
            self._block(passage, Role.HEADING)
        elif self._is_item(passage):
            if self._list is None:
                self._list = self._flow.begin_list()
                self._item_left = passage.left
            elif passage.label:
                self._item_left = passage.left
            self._block(passage, Role.LIST_ITEM)
        else:
            self._end_list()
            self._block(passage, Role.PARAGRAPH)
        if self._list is None:
            self._lead = passage if passage.text.endswith(":") else None

    def _is_item(self, passage: Passage) -> bool:
        """Whether a passage is an item, or goes on with one, by its label or by its place.

        The bullets of some programs are drawn, not written; then only the indent behind the words
        that lead into the list is left.
        """
        if passage.label:
            return True
        if self._list is not None:
            return not passage.first and passage.left > self._item_left - _INDENT * passage.size
        lead = self._lead
        return (
            lead is not None
            and lead.page == passage.page
            and _INDENT * passage.size < passage.left - lead.left < 8 * passage.size
        )

    def _is_heading(self, passage: Passage) -> bool:
        text = passage.text
        words = text.count(" ") + 1
        if passage.label and len(passage.label.text) == 1 and not passage.label.text.isalnum():
            return False
        if passage.size > _MUCH_LARGER * self._size:
            return words <= _HEADING_WORDS
        if text[-1] in ".,;:":
            return False
        if passage.size > _LARGER * self._size:
            return words <= _HEADING_WORDS
        if passage.size < 0.95 * self._size or len(passage.lines) > 2:
            return False
        if passage.bold and not self._bold:
            return words <= _BOLD_WORDS
        letters = sum(character.isalpha() for character in text)
        return text.isupper() and letters > 3 and words <= _CAPITAL_WORDS

    def _table(self, table: Table) -> None:
        handle = self._flow.begin_table()
        for row in table.rows:
            self._flow.begin_row()
            for cell in row:
                bold = bool(cell) and all(passage.bold for passage in cell)
                self._flow.begin_cell(header=bold and not self._bold)
                for passage in cell:
                    self._block(passage, Role.CELL)
            self._flow.end_row()
        self._flow.end_table(handle)

    def _end_list(self) -> None:
        if self._list is not None:
            self._flow.end_list(self._list)
        self._list = None

    def _block(self, passage: Passage, role: Role) -> None:
        handle = self._flow.begin_role(role, f"page {passage.page + 1}")
        if passage.label and role is not Role.LIST_ITEM:
            self._run(passage.label, passage.page, bold=True)
            self._transcript.write(" ")
        whole_bold = passage.bold or role is Role.HEADING
        before: Line | None = None
        for line in passage.lines:
            if before is not None:
                self._break(before, line)
            for run in line.runs:
                self._run(run, line.page, bold=whole_bold)
            before = line
        if before is not None and before.hyphen is not None:
            self._run(before.hyphen, before.page, bold=whole_bold)
        self._transcript.wear(())
        self._flow.end_role(handle)

    def _break(self, before: Line, line: Line) -> None:
        """The end of a line: a line break, a hyphen that stays, or nothing."""
        if before.hyphen is None:
            self._transcript.write("\n")
            return
        if self._hyphens is None:
            self._hyphens = Hyphens(_texts(self._placed))
        mark = before.hyphen.text
        if not self._hyphens.divides(before.text, line.text, mark):
            hyphen = "-" if mark in "\x02\xad\u2010" else mark
            self._run(Run(hyphen, before.hyphen.start, before.hyphen.style), before.page, bold=True)

    def _run(self, run: Run, page: int, *, bold: bool) -> None:
        anchor = None
        if run.start is not None:
            anchor = PageAnchor(page, run.start, run.start + len(run.text))
        marks = {MarkKind.STRONG: run.style.bold and not bold, MarkKind.EMPHASIS: run.style.italic}
        self._transcript.wear([kind for kind, worn in marks.items() if worn])
        self._transcript.write(run.text, anchor)


def _lined(text: str) -> str:
    """A text with line ends as we write them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _usual_letters(placed: Sequence[Placed]) -> tuple[float, bool]:
    """The size that most letters have, and whether most of those are bold."""
    sizes: Counter[float] = Counter()
    bold: Counter[float] = Counter()
    for passage in _passages(placed):
        count = sum(len(line.text) for line in passage.lines)
        size = round(passage.size * 4) / 4
        sizes[size] += count
        bold[size] += count if passage.bold else 0
    if not sizes:
        return 1.0, False
    size = max(sizes, key=lambda one: (sizes[one], -one))
    return size, bold[size] > sizes[size] / 2


def _passages(placed: Sequence[Placed]) -> Iterator[Passage]:
    for one in placed:
        if isinstance(one.item, Passage):
            yield one.item
        elif isinstance(one.item, Table):
            for row in one.item.rows:
                for cell in row:
                    yield from cell


def _texts(placed: Sequence[Placed]) -> Iterator[str]:
    """The words of all lines but those that are divided."""
    for passage in _passages(placed):
        cut = False
        for line in passage.lines:
            text = line.text
            if cut:
                text = text.partition(" ")[2]
            cut = line.hyphen is not None
            yield text.rpartition(" ")[0] if cut else text
