"""Taking comments that silence findings out of a file, whole or rule by rule.

What is left must read as before: a comment goes with the white space that it was written with.
Where it stood alone, its edits leave an empty line; `with_lines` takes that too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from personfirst.model.document import Document
from personfirst.model.finding import Edit
from personfirst.model.suppression import Suppression, Written

_SPACE = " \t"
_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_SPACE = 200


def removal(
    document: Document, suppression: Suppression, names: Collection[str] = ()
) -> tuple[Edit, ...]:
    """The edits that take rules out of a suppression's list; with none or all, the whole comment.

    Empty where only a person can: the comment shares one of several lines with text, or stands in
    the file in another way than it reads, as in all that is not text.
    """
    if document.data:
        return ()
    whole = not names or set(suppression.rules) <= set(names)
    edits = [
        edit
        for one in suppression.comments
        for edit in (_whole(document, one) if whole else _names(document.text, one, names))
    ]
    return () if None in edits else merged(edit for edit in edits if edit is not None)


def renaming(document: Document, suppression: Suppression, old: str, new: str) -> tuple[Edit, ...]:
    """The edits that write another rule in the place of one; empty where it is not found, and in
    what is not text.
    """
    if document.data:
        return ()
    return tuple(
        Edit(start, end, new, "")
        for one in suppression.comments
        for start, end in one.names
        if document.text[start:end] == old
    )


def merged(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits in order, each once; deletions that touch or overlap are one."""
    found: list[Edit] = []
    for edit in sorted(set(edits), key=lambda one: (one.start, one.end)):
        before = found[-1] if found else None
        if before and edit.start <= before.end and not (before.new_text or edit.new_text):
            found[-1] = before._replace(end=max(before.end, edit.end))
        else:
            found.append(edit)
    return tuple(found)


def with_lines(document: Document, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The same deletions; where one leaves nothing on a line, the line goes too.

    Of blank lines above and below such lines one goes with them.
    """
    return merged(_with_lines(document, merged(edits)))


def _whole(document: Document, comment: Written) -> Iterator[Edit | None]:
    text, start, end = document.text, comment.start, comment.end
    if comment.alone:
        first, last = (document.lines.place(at)[0] for at in (start, end))
        begin = start - document.lines.place(start)[1] + 1
        for number in range(first, last + 1):
            line = document.lines.line_text(number)
            if line:
                yield _deletion(begin, begin + len(line))
            begin = _past_line(text, begin + len(line))
        return
    if _LINE_END.search(text, start, end):
        yield None
        return
    before, after = start, end
    while before > max(0, start - _MOST_SPACE) and text[before - 1] in _SPACE:
        before -= 1
    while after < min(len(text), end + _MOST_SPACE) and text[after] in _SPACE:
        after += 1
    if before == 0 or text[before - 1] in "\r\n":
        yield _deletion(start, after)
    else:
        ends_line = end == len(text) or text[end].isspace()
        yield _deletion(before if ends_line else start, end)


def _with_lines(document: Document, edits: Sequence[Edit]) -> Iterator[Edit]:
    text, lines = document.text, document.lines
    at = 0
    while at < len(edits):
        first = last = edits[at]
        number = _only(document, first)
        if number is None:
            yield first
            at += 1
            continue
        above = number - 1
        while at + 1 < len(edits) and _only(document, edits[at + 1]) == number + 1:
            at, number = at + 1, number + 1
            last = edits[at]
        at += 1
        start, end = first.start, _past_line(text, last.end)
        blank_above = above < 1 or not lines.line_text(above).strip()
        if blank_above and number < len(lines) - 1 and not lines.line_text(number + 1).strip():
            end = _past_line(text, end)
        if end == last.end:  # the last line has no line end; the one above it goes
            start -= 2 if text[:start].endswith("\r\n") else min(start, 1)
        yield _deletion(start, end)


def _only(document: Document, edit: Edit) -> int | None:
    """The line that an edit deletes all of; None where something is left, or put in."""
    line, column = document.lines.place(edit.start)
    whole = column == 1 and edit.end - edit.start == len(document.lines.line_text(line))
    return line if whole and edit.end > edit.start and not edit.new_text else None


def _names(text: str, comment: Written, dropped: Collection[str]) -> Iterator[Edit | None]:
    """The deletions of some names of a list, with the separators that are theirs, so that any of
    them can be made without the others; None where the names are not found.
    """
    names = [(text[start:end] in dropped, start, end) for start, end in comment.names]
    kept = next((at for at, (drop, _, _) in enumerate(names) if not drop), None)
    if kept is None:
        if not names and "[" not in text[comment.start : comment.end]:
            return
        yield None
        return
    for at, (drop, start, end) in enumerate(names):
        if drop and at < kept:
            yield _deletion(start, names[at + 1][1])
        elif drop:
            yield _deletion(names[at - 1][2], end)


def _deletion(start: int, end: int) -> Edit:
    return Edit(start, end, "", "")


def _past_line(text: str, position: int) -> int:
    """Where the line after the one at a position begins, or the end of the text."""
    found = _LINE_END.search(text, position)
    return found.end() if found else len(text)
