"""Changes to a decoded file, each read again before it is believed.

What a change must leave alone is compared, not trusted: the blocks with their roles, the comments
that silence findings, and every word that was not to change.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from personfirst.formats.ignoring import Form, enclosing_lines, forms_for
from personfirst.formats.registry import rewrite
from personfirst.formats.splice import expected_texts, span_in
from personfirst.model.document import Block, Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit
from personfirst.model.suppression import Suppression

MOST_READINGS = 400
"""How often a file is read again to find out where comments can stand in it."""

MOST_PLACES = 40
"""How many lines are tried, above or below, for the end of a region."""

_NEAR = 50
"""How many lines above what it silences a comment is looked for, where many were written."""
_HYPHENATED = re.compile(r"(?<=\w)[-\u2010]\n[ \t]*(?=\w)")
_FRONT_MATTER_SIGNS = frozenset("\"'\\:#")


@dataclass(frozen=True, slots=True)
class Wish:
    """Rules that are to be silenced on the line of an offset of the file."""

    start: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ignored:
    """A document with comments written into it, and the edits that wrote them: step by step, those
    of a step at once. `failed` are the wishes for which none could be written anywhere.
    """

    document: Document
    steps: tuple[tuple[Edit, ...], ...] = ()
    failed: tuple[Wish, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits; of a single wish they are one step."""
        return tuple(edit for step in self.steps for edit in step)

    def moved(self, wish: Wish) -> Wish:
        """A wish for the document as it was, for the same words in the one with the comments."""
        at = wish.start
        for step in self.steps:
            at += sum(len(edit.new_text) for edit in step if edit.start <= at)
        return replace(wish, start=at)


def edited(document: Document, edits: Sequence[Edit]) -> Document | None:
    """The document after edits, apart and in order; None where it would not read as planned.

    Of a file that is not text only the words can change: its structure is not written in words, and
    what a reader makes of it (a bold line is a heading if it is short, a label says which heading a
    paragraph stands under) may well change with them.
    """
    texts = expected_texts(document.blocks, edits)
    if texts is None or any(_upsets_front_matter(document, edit) for edit in edits):
        return None
    try:
        renewed = rewrite(document, edits)
    except UnreadableDocumentError:
        return None
    same_comments = (renewed.suppressions, renewed.problems) == (
        document.suppressions,
        document.problems,
    )
    kept = same_comments and (
        [block.text for block in renewed.blocks] == texts
        if document.data
        else [_look(block, block.text) for block in renewed.blocks]
        == [_look(block, text) for block, text in zip(document.blocks, texts, strict=True)]
    )
    return renewed if kept and len(renewed.lines) == len(document.lines) else None


def with_ignore(document: Document, start: int, rule: str, reason: str) -> Ignored | None:
    """The document with a comment that silences a rule on the line of an offset of the file.

    Of the forms that the format knows the first that works is taken: at the end of the line, at
    the end of the block, on a line of its own above; at last a region around the block. None where
    none of them works. White space at the ends of lines is no part of what must stay.
    """
    ignored = with_ignores(document, [Wish(start, (rule,))], reason)
    return None if ignored.failed else ignored


def with_ignores(document: Document, wishes: Sequence[Wish], reason: str) -> Ignored:
    """The document with a comment for each of some lines, in the order of the file.

    All are written at once and read once; only where that does not work are they told apart.
    """
    return _Ignorer(reason).write(document, tuple(wishes))


def uncommented(document: Document, edits: Sequence[Edit]) -> Document | None:
    """The document without some comments or parts of them; None where its text would read
    otherwise. Which findings are silenced then is for the caller to see.
    """
    try:
        renewed = rewrite(document, edits)
    except UnreadableDocumentError:
        return None
    fewer = len(renewed.suppressions) <= len(document.suppressions)
    return renewed if fewer and _reads_alike(document, renewed) else None


class _Ignorer:
    """Writes comments with one reason, as long as there are readings left."""

    def __init__(self, reason: str) -> None:
        self._reason = _plain(reason)
        self._readings = MOST_READINGS

    def write(self, document: Document, wishes: tuple[Wish, ...]) -> Ignored:
        """The later half first. Its comments may stand above the words of the earlier, where one
        reaches over a whole value or paragraph, which then stand elsewhere.
        """
        if not wishes:
            return Ignored(document)
        if len(wishes) == 1:
            return self._alone(document, wishes[0])
        edits = [next(self._edits(document, wish), None) for wish in wishes]
        whole = tuple(edit for edit in edits if edit is not None)
        places = {edit.start for edit in whole}
        if len(places) == len(wishes) and (found := self._read(document, wishes, whole)):
            return Ignored(found, (whole,))
        half = len(wishes) // 2
        later = self.write(document, wishes[half:])
        earlier = self.write(later.document, tuple(map(later.moved, wishes[:half])))
        return Ignored(
            earlier.document, (*later.steps, *earlier.steps), (*earlier.failed, *later.failed)
        )

    def _alone(self, document: Document, wish: Wish) -> Ignored:
        line = document.lines.place(wish.start)[0]
        if any(_covers(one, wish.rules, line) for one in document.suppressions):
            return Ignored(document)
        for edit in self._edits(document, wish):
            if found := self._read(document, (wish,), (edit,)):
                return Ignored(found, ((edit,),))
        return self._enclosed(document, wish) or Ignored(document, (), (wish,))

    def _enclosed(self, document: Document, wish: Wish) -> Ignored | None:
        """With a region around the block: first where it can begin, then where it can end."""
        names = ", ".join(wish.rules)
        for form in forms_for(document):
            if form.behind:
                continue
            above, below = enclosing_lines(document, wish.start)

            def lines(places: Iterator[int], directive: str, form: Form = form) -> Iterator[Edit]:
                fitting = (at for at in places if form.fits(document, at))
                return (form.line(document, at, directive) for at in islice(fitting, MOST_PLACES))

            starts = lines(above, f"ignore-start{self._says(wish)}")
            opened = next((e for e in starts if self._read(document, (wish,), (e,))), None)
            if opened is None:
                continue
            for end in lines(below, f"ignore-end[{names}]"):
                if found := self._read(document, (wish,), (opened, end), closed=True):
                    return Ignored(found, ((opened, end),))
        return None

    def _edits(self, document: Document, wish: Wish) -> Iterator[Edit]:
        for form in forms_for(document):
            yield from form.edits(document, wish.start, self._says(wish))

    def _says(self, wish: Wish) -> str:
        names = ", ".join(wish.rules)
        return f"[{names}] -- {self._reason}" if self._reason else f"[{names}]"

    def _read(
        self,
        document: Document,
        wishes: tuple[Wish, ...],
        edits: tuple[Edit, ...],
        *,
        closed: bool = False,
    ) -> Document | None:
        """The document with comments written, if each silences what it should and nothing else in
        the text reads differently. A `closed` region does not reach to the end of the text.
        """
        if self._readings <= 0:
            return None
        self._readings -= 1
        try:
            renewed = rewrite(document, edits)
        except UnreadableDocumentError:
            return None
        if len(renewed.suppressions) != len(document.suppressions) + len(wishes):
            return None
        if not _reads_alike(document, renewed):
            return None
        ours = [
            one
            for one in renewed.suppressions
            if one.reason == self._reason and (not closed or len(one.comments) > 1)
        ]
        ends = [edit.start for edit in edits]
        moved = list(accumulate((len(edit.new_text) for edit in edits), initial=0))
        for wish in wishes:
            at = wish.start + moved[bisect_right(ends, wish.start)]
            line = renewed.lines.place(at)[0]
            first = bisect_left(ours, line - _NEAR, key=lambda one: one.line)
            near = islice(ours, first, None) if len(wishes) > 1 else ours
            if not any(one.rules == wish.rules and _covers(one, wish.rules, line) for one in near):
                return None
        return renewed


def _reads_alike(one: Document, other: Document) -> bool:
    """Whether two documents read the same, white space and their comments aside; a word that goes
    on behind a hyphen at the end of its line still does.
    """
    return len(one.problems) == len(other.problems) and [
        _look(block, _HYPHENATED.sub("", block.text).split()) for block in one.blocks
    ] == [_look(block, _HYPHENATED.sub("", block.text).split()) for block in other.blocks]


def _covers(one: Suppression, rules: tuple[str, ...], line: int) -> bool:
    named = not one.rules or set(rules) <= set(one.rules)
    return named and one.first <= line <= one.last and one.until is None


def _upsets_front_matter(document: Document, edit: Edit) -> bool:
    """Whether an edit puts a sign into front matter that its language gives a meaning.

    Our reader forgives what is not quite YAML or TOML; the program that builds the site does not.
    """
    if _FRONT_MATTER_SIGNS.isdisjoint(edit.new_text):
        return False
    home = span_in(document.blocks, edit.start, edit.end)
    label = document.blocks[home[0]].label if home else None
    return label is not None and label.startswith("front matter")


def _look(block: Block, text: str | list[str]) -> tuple[object, ...]:
    """What must stay of a block; its heading, lead and column may read otherwise after an edit."""
    return block.role, block.label, block.language, block.quoted, text


def _plain(reason: str) -> str:
    """A reason on one line, without the signs that would end the comment."""
    shown = "".join(one for one in reason if one.isprintable() or one.isspace())
    words = " ".join(shown.replace("-->", " ").replace("*/", " ").split())
    while "--" in words:
        words = words.replace("--", "-")
    return words.strip("-> ")
