"""A judged match as a finding: its place in the source, its excerpt, its message."""

from __future__ import annotations

from dataclasses import replace

from personfirst.context import Judged
from personfirst.context.base import Passage
from personfirst.model.document import Block, Document
from personfirst.model.finding import Finding, Place, Safety, Suggestion
from personfirst.model.rule import Rule
from personfirst.model.text import MASK, Span, locate
from personfirst.rewrite.suggest import suggest

__all__ = ["Judged", "to_finding"]
_MOST_EXCERPT = 300


def to_finding(judged: Judged, passage: Passage, style: str) -> Finding:
    """The finding of a judged match, with suggestions in a house style."""
    match, block, tokens = judged.match, passage.block, passage.tokens
    suggestions = suggest(match, tokens, block, style)
    if block.quoted or passage.quote(match):
        suggestions = tuple(replace(one, safety=Safety.REVIEW) for one in suggestions)
    first, last = tokens.sentence(match.first)
    return Finding(
        place=_place(passage.facts.document, block, match.span),
        rule=match.rule.id,
        category=match.rule.category,
        kind=match.rule.kind,
        severity=judged.severity,
        text=block.text[match.span.start : match.span.end],
        excerpt=_excerpt(block.text, tokens.span(first, last), match.span),
        message=message(match.rule, suggestions),
        suggestions=suggestions,
        muted=judged.muted,
    )


def message(rule: Rule, suggestions: tuple[Suggestion, ...]) -> str:
    """One line: what is wrong and what to write instead."""
    if not suggestions:
        return f"{rule.title}. {rule.advice}".strip()
    return f"{rule.title}; write “{suggestions[0].text}”"


def _place(document: Document, block: Block, span: Span) -> Place:
    anchor = locate(block.pieces, span)
    line, column = document.lines.place(anchor.start)
    end_line, end_column = document.lines.place(anchor.end)
    return Place(
        document.path, anchor.start, anchor.end, line, column, end_line, end_column, block.label
    )


def _excerpt(text: str, sentence: Span, span: Span) -> str:
    """The sentence with white space collapsed; of a very long one, the part around the words."""
    start = max(sentence.start, span.start - _MOST_EXCERPT)
    end = min(sentence.end, span.end + _MOST_EXCERPT)
    excerpt = " ".join(text[start:end].replace(MASK, "…").split())
    return ("… " if start > sentence.start else "") + excerpt + (" …" if end < sentence.end else "")
