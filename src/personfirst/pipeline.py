"""From a document and the rules to findings: the page to read first.

Each block goes one way: the prefilter says which rules could match (most often none, and spaCy is
never imported), the words are matched, the longest match of an overlap wins, the context filters
say whether it counts, and the rewriter says what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from personfirst.context import judge
from personfirst.context.base import Facts, Passage
from personfirst.context.senses import judge as judge_sense
from personfirst.findings import Judged, to_finding
from personfirst.match.fold import fold
from personfirst.match.overlap import longest
from personfirst.match.prefilter import Prefilter
from personfirst.match.segments import segments
from personfirst.match.terms import find_matches, index_triggers
from personfirst.match.tokens import SpacyTokenizer, tokenize
from personfirst.model.document import Block, Document
from personfirst.model.finding import Finding
from personfirst.model.rule import STYLES
from personfirst.rulebook import RuleSet


@dataclass(frozen=True, slots=True)
class Options:
    """How a run judges: house style, what a quotation does, whether muted findings are kept."""

    style: str = STYLES[0]
    quotation: Literal["as-is", "lower", "mute"] = "lower"
    show_muted: bool = False


class Pipeline:
    """The rules of a run, made ready. Holds the tokenizer, which is loaded at the first trigger."""

    def __init__(self, ruleset: RuleSet, options: Options | None = None) -> None:
        self._options = options or Options()
        rules = [c for c in ruleset.compiled if self._options.style not in c.rule.accepted_in]
        self._index = index_triggers(rules)
        self._prefilter = Prefilter(self._index.patterns)
        self._split = SpacyTokenizer()
        self._pack = ruleset.pack

    def check(self, document: Document) -> tuple[Finding, ...]:
        """All findings of a document in the order of its text."""
        facts = Facts(document)
        found = [
            to_finding(judged, passage, self._options.style)
            for block in document.blocks
            if block.language is None or block.language.lower().startswith("en")
            for segment in segments(block)
            for passage, judged in self._judged(segment, facts)
            if judged.muted is None or self._options.show_muted
        ]
        return tuple(sorted(found, key=lambda f: (f.place.line, f.place.column, f.rule)))

    def _judged(self, block: Block, facts: Facts) -> Iterator[tuple[Passage, Judged]]:
        folded = fold(block.text, lambda: self._pack.vocabulary)
        triggers = self._prefilter.found(folded.text)
        if not triggers:
            return
        tokens = tokenize(folded, block.text, self._split)
        passage = Passage(block, tokens, facts, self._pack.cues, self._pack.names)
        matches = list(find_matches(self._index.candidates(triggers), tokens))
        senses = {id(match): judge_sense(match, passage) for match in matches}
        counting = longest(match for match in matches if senses[id(match)] is None)
        for match in counting:
            yield passage, judge(match, passage, self._options.quotation)
        if self._options.show_muted:
            taken = [match.span for match in counting]
            others = [m for m in matches if not any(m.span.overlaps(span) for span in taken)]
            for match in longest(others):
                verdict = senses[id(match)]
                if verdict is not None:
                    yield passage, Judged(match, match.rule.severity, verdict.muted)
