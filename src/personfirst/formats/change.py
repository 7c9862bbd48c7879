"""Changes to a decoded file, each read again before it is believed.

What a change must leave alone is compared, not trusted: the blocks with their roles, the comments
that silence findings, and every word that was not to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from personfirst.formats.registry import parse, rewrite
from personfirst.formats.splice import apply_edits, expected_texts, span_in
from personfirst.model.document import Block, Document, Suppression
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit

_FRONT_MATTER_SIGNS = frozenset("\"'\\:#")
_CODE = ("{/*", "*/}")
_TAG = ("<!--", "-->")


@dataclass(frozen=True, slots=True)
class Ignored:
    """A document with a comment written into it, and the edit that wrote it."""

    document: Document
    edit: Edit


def edited(document: Document, edits: Sequence[Edit]) -> Document | None:
    """The document after edits, apart and in order; None where it would not read as planned."""
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
    kept = same_comments and [_look(block, block.text) for block in renewed.blocks] == [
        _look(block, text) for block, text in zip(document.blocks, texts, strict=True)
    ]
    return renewed if kept and len(renewed.lines) == len(document.lines) else None


def with_ignore(document: Document, start: int, rule: str, reason: str) -> Ignored | None:
    """The document with a comment that silences a rule on the line of an offset of the file.

    Of the forms that the format knows the first that works is taken: at the end of the line, at
    the end of the block, on a line of its own above. None where none of them works. White space at
    the ends of lines is no part of what must stay.
    """
    words = [_look(block, block.text.split()) for block in document.blocks]
    for edit in _comments(document, start, rule, reason):
        renewed = parse(apply_edits(document.text, [edit]), document.path)
        moved = start + len(edit.new_text) if edit.start <= start else start
        line, _ = renewed.lines.place(moved)
        added = len(renewed.suppressions) == len(document.suppressions) + 1
        if (
            added
            and len(renewed.problems) == len(document.problems)
            and [_look(block, block.text.split()) for block in renewed.blocks] == words
            and any(_silences(one, rule, line, reason) for one in renewed.suppressions)
        ):
            return Ignored(renewed, edit)
    return None


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


def _silences(one: Suppression, rule: str, line: int, reason: str) -> bool:
    return one.rules == (rule,) and one.first <= line <= one.last and one.reason == _plain(reason)


def _comments(document: Document, start: int, rule: str, reason: str) -> Iterator[Edit]:
    """The comments to try, as insertions, the best first."""
    line = document.lines.place(start)[0]
    begin = start - document.lines.place(start)[1] + 1
    text = document.lines.line_text(line)
    plain = _plain(reason)
    says = f"[{rule}] -- {plain}" if plain else f"[{rule}]"
    opening, closing = _CODE if document.path.lower().endswith(".mdx") else _TAG
    behind = [
        _insertion(end, f" {opening} personfirst: ignore{says} {closing}")
        for end in _ends(document, start, begin + len(text))
    ]
    lead = f"personfirst: ignore-next-line{says}"
    lead = f"# {lead}" if document.format == "text" else f"{opening} {lead} {closing}"
    indent = text[: len(text) - len(text.lstrip(" \t>"))]
    above = _insertion(begin, indent + lead + _line_end(document.text, begin + len(text)))
    yield from [above, *behind] if document.format == "text" else [*behind, above]


def _ends(document: Document, start: int, line_end: int) -> Iterator[int]:
    """Where a comment can stand behind an offset: at the end of its line, before the signs of a
    hard line break, or at the end of its block, as in a cell of a table.
    """
    line = document.text[start:line_end]
    yield start + len(line.rstrip().removesuffix("\\").rstrip())
    for block in document.blocks:
        anchors = [piece.anchor for piece in block.pieces]
        if anchors[0].start <= start < anchors[-1].end <= line_end:
            yield anchors[-1].end


def _insertion(at: int, text: str) -> Edit:
    return Edit(at, at, text, "")


def _line_end(text: str, end: int) -> str:
    """The line end that stands at an offset; at the end of the file, the one that it uses."""
    for sign in ("\r\n", "\n", "\r"):
        if text.startswith(sign, end) or (end >= len(text) and sign in text):
            return sign
    return "\n"


def _plain(reason: str) -> str:
    """A reason on one line, without the signs that would end the comment."""
    words = " ".join(reason.replace("-->", " ").replace("*/", " ").split())
    while "--" in words:
        words = words.replace("--", "-")
    return words.strip("-> ")
