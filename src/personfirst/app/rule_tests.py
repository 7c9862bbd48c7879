"""The examples inside rule files, run as tests, each with its own rule alone and beside others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from personfirst.context.facts import plain_tokens
from personfirst.formats.splice import apply_edits
from personfirst.match.search import find_all
from personfirst.model.choices import STYLES
from personfirst.model.document import Block, Document
from personfirst.model.finding import Finding
from personfirst.model.rule import Example, Rule
from personfirst.model.text import Piece, Span, TextAnchor
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.narrative import Structure
from personfirst.rulebook.places import is_built_in
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
        reason = _failure(compiled, example, findings)
        for fix_style, wanted in example.fixes.items():
            if not reason:
                reason = _fix_failure(alone, example, fix_style, wanted)
        yield RuleTestResult(compiled.rule, example, index, not reason, reason)


def rivals(
    every: RuleSet, results: Iterable[RuleTestResult], options: Options
) -> Iterator[tuple[Rule, Example, Finding]]:
    """The examples of rules of somebody's own that hold when the rule is alone, and in whose marked
    words another rule speaks, and it does not, when all run; once for each other rule, with what
    that finds.
    """
    own = [
        one
        for one in results
        if one.passed and one.example.spans and one.rule.enabled and not is_built_in(one.rule.file)
    ]
    if not own:
        return
    pipeline = Pipeline(every, options)
    told: set[tuple[str, str]] = set()
    for rule, example in ((one.rule, one.example) for one in own):
        findings = pipeline.check(document_of(example.text))
        for span in example.spans:
            there = [one for one in findings if Span(*span).overlaps(_span(one))]
            if not any(one.rule == rule.id for one in there):
                for one in there:
                    if (rule.id, one.rule) not in told:
                        told.add((rule.id, one.rule))
                        yield rule, example, one


def _span(finding: Finding) -> Span:
    return Span(finding.place.start or 0, finding.place.end or 0)


test_rule.__test__ = False  # type: ignore[attr-defined]


def document_of(text: str) -> Document:
    """A document that is one paragraph of text."""
    piece = Piece(0, len(text), TextAnchor(0, len(text)), True)
    return Document("example", "text", text, (Block(text, (piece,)),))


def _failure(compiled: CompiledRule, example: Example, findings: tuple[Finding, ...]) -> str:
    found = tuple((f.place.start, f.place.end) for f in findings if f.muted is None)
    if example.spans:
        if found == example.spans:
            return ""
        if not findings and compiled.structures:
            return f"expected {_texts(example, example.spans)}, {_unfilled(compiled, example.text)}"
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


def _unfilled(compiled: CompiledRule, text: str) -> str:
    """Which roles nothing fills, of the structure that lacks the fewest."""
    tokens = plain_tokens(text)

    def lacking(structure: Structure) -> list[str]:
        return [
            role.name
            for role in (*structure.core, *structure.topics)
            if not any(True for pattern in role.patterns for _ in find_all(pattern, tokens))
        ]

    structure = min(compiled.structures, key=lambda one: len(lacking(one)))
    roles = ", ".join(role.name for role in (*structure.core, *structure.topics))
    missing = ", ".join(lacking(structure))
    if missing:
        return f"found nothing: of the roles {roles} nothing fills {missing}"
    return (
        f"found nothing: the roles {roles} are filled, but not in the order, 'gap' and 'window' of "
        "a structure, or what 'without' names, or a “not”, stands against it"
    )


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
