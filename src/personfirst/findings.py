"""A judged match as a finding: its place in the source, its excerpt, its message."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from personfirst.context import Judged
from personfirst.context.base import Passage
from personfirst.formats.registry import escape_for
from personfirst.formats.splice import place
from personfirst.match.terms import Filled, Match, Opinion
from personfirst.model.document import Block, Document, Role
from personfirst.model.finding import Finding, Place, RoleWords, Safety, Suggestion
from personfirst.model.rule import Rule
from personfirst.model.text import MASK, Span, locate
from personfirst.rewrite.suggest import Rewrite

__all__ = ["Judged", "to_finding"]
_MOST_EXCERPT = 300
_MOST_TIED = 200
"""Characters on either side that are looked through for signs of code: no word is longer."""
_CODE = re.compile(r"[\[\]{}<>\\$%=|~@#&_/^]")
_CROSSED = frozenset('"“”«»()[]:;')


def to_finding(judged: Judged, passage: Passage, rewrites: Iterable[Rewrite]) -> Finding:
    """The finding of a judged match, with its rewrites as suggestions."""
    match, block, tokens = judged.match, passage.block, passage.tokens
    doubtful = block.quoted or passage.quote(match) is not None
    suggestions = tuple(
        _suggestion(rewrite, passage, match.first, doubtful) for rewrite in rewrites
    )
    first, last = tokens.sentence(match.first)
    if match.structure:
        _, last = tokens.sentence(match.last - 1)
    excerpt, marked = _excerpt(block.text, tokens.span(first, last), match.span)
    return Finding(
        place=_place(passage.facts.document, block, match.span),
        rule=match.rule.id,
        category=match.rule.category,
        kind=match.rule.kind,
        severity=judged.severity,
        text=block.text[match.span.start : match.span.end],
        excerpt=excerpt,
        message=message(match.rule, suggestions, match.opinion),
        suggestions=suggestions,
        muted=judged.muted,
        alone=judged.alone,
        marked=marked,
        **_told(match, passage),
    )


def _told(match: Match, passage: Passage) -> dict[str, Any]:
    """What only the finding of a narrative says."""
    structure = match.structure
    if structure is None:
        return {}
    about = {role.name: role.about for role in (*structure.core, *structure.topics)}

    def words(filled: Filled) -> RoleWords:
        if filled.first < 0:
            return RoleWords(filled.role, about[filled.role], filled.named)
        span = passage.tokens.span(filled.first, filled.last)
        text = _line(passage.block.text[span.start : span.end])
        place = _place(passage.facts.document, passage.block, span)
        return RoleWords(filled.role, about[filled.role], text, filled.named, place)

    return {
        "roles": (_guess(match.opinion),) if match.opinion else tuple(map(words, match.roles)),
        "confidence": structure.confidence,
        "why": match.rule.why,
    }


def _guess(opinion: Opinion) -> RoleWords:
    about = f"like {opinion.narrative} ({opinion.probability:.0%}), by the words"
    return RoleWords(opinion.narrative, about, ", ".join(opinion.words))


def _suggestion(rewrite: Rewrite, passage: Passage, word: int, doubtful: bool) -> Suggestion:
    """A rewrite as a suggestion, with its edits of the file. One that is not safe to put in as it
    stands, for it is `doubtful` already, reaches over a quotation mark or its source is not exact,
    is left to a person.
    """
    block, span = passage.block, rewrite.span
    document = passage.facts.document
    placed = (
        None
        if _is_code(block.text, span)
        else place(block, rewrite.edits, escape_for(document.format))
    )
    first, last = passage.tokens.sentence(word)
    sentence = passage.tokens.span(first, last)
    whole = Span(min(sentence.start, span.start), max(sentence.end, span.end))
    old = block.text[span.start : span.end]
    doubtful = doubtful or placed is None or not placed.whole or not _CROSSED.isdisjoint(old)
    doubtful = doubtful or _is_linked_to(block, document.text)
    return Suggestion(
        text=_line(rewrite.applied(block.text)),
        style=rewrite.style,
        safety=Safety.REVIEW if doubtful else rewrite.safety,
        replaces=_line(old),
        result=_line(rewrite.applied(block.text, whole)),
        edits=placed.edits if placed else (),
    )


def _is_code(text: str, span: Span) -> bool:
    """Whether a sign of code or markup is tied to the words: `[[addicts]]`, `${addicts}`."""
    start, end = span.start, span.end
    first, last = max(start - _MOST_TIED, 0), min(end + _MOST_TIED, len(text))
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    tied = text[start : span.start] + text[span.end : end]
    named = text.endswith(":", 0, span.start) and text.startswith(":", span.end)
    return named or bool(_CODE.search(tied))


def _is_linked_to(block: Block, source: str) -> bool:
    """Whether the document links to a heading by the address made of its words."""
    if block.role is not Role.HEADING:
        return False
    slug = "-".join(re.sub(r"[^\w\s-]", "", block.text.lower()).split())
    return f"#{slug}" in source


def _line(text: str) -> str:
    """A stretch of block text on one line."""
    return " ".join(text.replace(MASK, "…").split())


def message(rule: Rule, suggestions: tuple[Suggestion, ...], opinion: Opinion | None = None) -> str:
    """One line: what is wrong, which narrative an opinion guesses, what to write instead."""
    if opinion:
        return f"{rule.title}, most like “{opinion.narrative}”. {rule.advice}"
    if not suggestions or rule.leave_out:
        return f"{rule.title}. {rule.advice}".strip()
    return f"{rule.title}; write “{suggestions[0].text}”"


def _place(document: Document, block: Block, span: Span) -> Place:
    anchor = locate(block.pieces, span)
    line, column = document.lines.place(anchor.start)
    end_line, end_column = document.lines.place(anchor.end)
    return Place(
        path=document.path,
        start=anchor.start,
        end=anchor.end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        label=block.label,
        transcript=bool(document.data),
    )


def _excerpt(text: str, sentence: Span, span: Span) -> tuple[str, tuple[int, int]]:
    """The sentence with white space collapsed; of a very long one, the part around the words.

    And where the words stand in it.
    """
    start = max(sentence.start, span.start - _MOST_EXCERPT)
    end = min(sentence.end, span.end + _MOST_EXCERPT)
    lead = "… " if start > sentence.start else ""
    tail = " …" if end < sentence.end else ""
    words_end = len(lead) + len(_line(text[start : span.end]))
    words = words_end - len(_line(text[span.start : span.end])), words_end
    return lead + _line(text[start:end]) + tail, words
