"""The examples inside rule files, run as tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from personfirst.formats.splice import apply_edits
from personfirst.model.choices import STYLES
from personfirst.model.document import Block, Document
from personfirst.model.finding import Finding
from personfirst.model.rule import Example, Rule
from personfirst.model.text import Piece, TextAnchor
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import RuleSet
from personfirst.rulebook.schema import CompiledRule


@dataclass(frozen=True, slots=True)
class RuleTestResult:
    """One example's outcome; `reason` says what was expected and what was found instead."""

    rule: Rule
    example: Example
    index: int
    passed: bool
    reason: str = ""


def run_rule_tests(ruleset: RuleSet) -> tuple[RuleTestResult, ...]:
    """Run every example of every active rule, each with its own rule alone."""
    return tuple(result for compiled in ruleset.compiled for result in test_rule(ruleset, compiled))


def test_rule(ruleset: RuleSet, compiled: CompiledRule) -> Iterator[RuleTestResult]:
    """Run the examples of one rule."""
    alone = replace(ruleset, compiled=(compiled,))
    style = next(s for s in STYLES if s not in compiled.rule.accepted_in)
    pipeline = Pipeline(alone, Options(style=style, show_muted=True))
    for index, example in enumerate(compiled.rule.examples):
        findings = pipeline.check(document_of(example.text))
        reason = _failure(example, findings)
        for fix_style, wanted in example.fixes.items():
            if not reason:
                reason = _fix_failure(alone, example, fix_style, wanted)
        yield RuleTestResult(compiled.rule, example, index, not reason, reason)


test_rule.__test__ = False  # type: ignore[attr-defined]


def document_of(text: str) -> Document:
    """A document that is one paragraph of text."""
    piece = Piece(0, len(text), TextAnchor(0, len(text)), True)
    return Document("example", "text", text, (Block(text, (piece,)),))


def _failure(example: Example, findings: tuple[Finding, ...]) -> str:
    found = tuple((f.place.start, f.place.end) for f in findings if f.muted is None)
    if example.spans:
        if found == example.spans:
            return ""
        silenced = [f"{f.text!r} ({f.muted.filter}: {f.muted.cue})" for f in findings if f.muted]
        return f"expected {_texts(example, example.spans)}, found {_texts(example, found)}" + (
            f"; muted: {', '.join(silenced)}" if silenced else ""
        )
    if found:
        return f"expected nothing, found {_texts(example, found)}"
    filters = {finding.muted.filter for finding in findings if finding.muted}
    if example.because and example.because not in filters:
        return f"expected {example.because} to mute it, but {_muted_by(findings)}"
    return ""


def _muted_by(findings: tuple[Finding, ...]) -> str:
    by = [f"{f.text!r} was muted by {f.muted.filter} ({f.muted.cue})" for f in findings if f.muted]
    return "; ".join(by) or "nothing matched"


def _fix_failure(ruleset: RuleSet, example: Example, style: str, wanted: str) -> str:
    findings = Pipeline(ruleset, Options(style=style)).check(document_of(example.text))
    text = example.text
    for finding in reversed(findings):
        if not finding.suggestions:
            return f"{style}: expected a suggestion for {finding.text!r}, there is none"
        if not finding.suggestions[0].edits:
            return f"{style}: the suggestion for {finding.text!r} cannot be put in"
        text = apply_edits(text, finding.suggestions[0].edits)
    return "" if text == wanted else f"{style}: expected the fix {wanted!r}, got {text!r}"


def _texts(example: Example, spans: tuple[tuple[int | None, int | None], ...]) -> str:
    return ", ".join(repr(example.text[start:end]) for start, end in spans) or "nothing"
