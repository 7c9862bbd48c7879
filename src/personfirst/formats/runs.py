"""From edits of a transcript to edits of the text nodes of a package's parts.

Only words that change are touched, so that those that stay keep their formatting. New words go
where the first of the words that they replace stood, as in any word processor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate

from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit
from personfirst.model.origin import RunAnchor, trace

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|\s+|.", re.DOTALL)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_COMPARED = 250_000
"""How many pairs of words are compared at most to find those that stay."""


@dataclass(frozen=True, slots=True)
class RunEdit:
    """A stretch of a text node, in code points of its text, and what takes its place."""

    start: int
    end: int
    text: str


RunEdits = Mapping[str, Mapping[int, Sequence[RunEdit]]]
"""The edits of each text node of each part, apart and in order."""


def run_edits(document: Document, edits: Sequence[Edit]) -> RunEdits:
    """What edits of a document's transcript, apart and in order, change in its parts.

    Raises `UnreadableDocumentError` where an edit means something that is not in a text node, such
    as a line break.
    """
    found: dict[str, dict[int, list[RunEdit]]] = {}
    for edit in edits:
        old = document.text[edit.start : edit.end]
        for start, end, text in changed_words(old, edit.new_text):
            changes = _placed(document, edit.start, edit.start + start, edit.start + end, text)
            for part, run, change in changes:
                found.setdefault(part, {}).setdefault(run, []).append(change)
    for runs in found.values():
        for changes_of_run in runs.values():
            changes_of_run.sort(key=lambda change: (change.start, change.end))
    return found


def with_edits(text: str, edits: Sequence[RunEdit]) -> str:
    """The text of a node with edits made, without what XML does not allow."""
    parts, position = [], 0
    for edit in edits:
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return xml_text("".join((*parts, text[position:])))


def xml_text(text: str) -> str:
    """A text without the control characters that XML does not allow."""
    return _ILLEGAL.sub("", text)


def changed_words(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a text that change, as (start, end, new text): words as a whole, and none
    that stays. Where only spaces or signs stay between two changes, they are one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _common(before, after)
    start = len("".join(before[:head]))
    before, after = before[head:], after[head:]
    tail = _common(before[::-1], after[::-1])
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    places = list(accumulate(map(len, before), initial=start))
    first, new_first = 0, 0
    for same in _kept(before, after):
        if (first, new_first) != (same.a, same.b):
            yield places[first], places[same.a], "".join(after[new_first : same.b])
        first, new_first = same.a + same.size, same.b + same.size


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _kept(before: Sequence[str], after: Sequence[str]) -> Iterator[Match]:
    """The stretches with a word in them that stay, and the end of both texts."""
    if len(before) * len(after) <= _MOST_COMPARED:
        for same in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            if any(token[0].isalnum() for token in before[same.a : same.a + same.size]):
                yield same
    yield Match(len(before), len(after), 0)


def _placed(
    document: Document, begin: int, start: int, end: int, text: str
) -> Iterator[tuple[str, int, RunEdit]]:
    """The text nodes that a change touches, by part and number, and what changes in each."""
    if start == end:
        anchor = _beside(document, begin, start)
        yield anchor.part, anchor.run, RunEdit(anchor.start, anchor.end, text)
        return
    position = start
    for origin in trace(document.origins, start, end):
        anchor = _run(origin.anchor)
        if origin.start != position:
            break
        yield anchor.part, anchor.run, RunEdit(anchor.start, anchor.end, text)
        position, text = origin.end, ""
    if position != end:
        raise _unchangeable()


def _beside(document: Document, begin: int, at: int) -> RunAnchor:
    """Where words are put in without replacing any: behind the word before, or, where an edit
    begins with them, before the word that follows.
    """
    sides = ((at, at + 1), (at - 1, at)) if at == begin else ((at - 1, at), (at, at + 1))
    for start, end in sides:
        origin = next(trace(document.origins, max(start, 0), end), None)
        if origin is not None:
            anchor = _run(origin.anchor)
            edge = anchor.start if start == at else anchor.end
            return RunAnchor(anchor.part, anchor.run, edge, edge)
    raise _unchangeable()


def _run(anchor: object) -> RunAnchor:
    if not isinstance(anchor, RunAnchor):
        raise _unchangeable()
    return anchor


def _unchangeable() -> UnreadableDocumentError:
    return UnreadableDocumentError("holds words here that only a person can change")
