"""From a document and the rules to findings: the page to read first.

Each block goes one way: the prefilter says which rules could match (most often none, and spaCy is
never imported), the words are matched, the longest match of an overlap wins, the context filters
say whether it counts, and the rewriter says what to write instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Literal, Protocol

from personfirst.context import judge
from personfirst.context.base import Facts, Passage
from personfirst.context.senses import judge_all as judge_senses
from personfirst.findings import Judged, to_finding
from personfirst.match.fold import fold
from personfirst.match.narratives import Stories
from personfirst.match.overlap import longest
from personfirst.match.prefilter import Prefilter
from personfirst.match.scorer import doubt, with_opinion
from personfirst.match.segments import segments
from personfirst.match.terms import Match, find_matches
from personfirst.match.tokens import SpacyTokenizer, tokenize
from personfirst.model.document import Block, Document
from personfirst.model.finding import Finding, Muted
from personfirst.model.rule import STYLES, Alternative
from personfirst.rewrite.omit import omit
from personfirst.rewrite.site import Site
from personfirst.rewrite.suggest import suggest_all
from personfirst.rulebook.lexicon import Pack
from personfirst.rulebook.narrative import CONFIDENCES
from personfirst.rulebook.ruleset import Candidate, Story

MOST_FINDINGS = 10_000
"""A document with more is no prose; checking stops there, so that time and memory are bounded."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run judges: house style, what a quotation does, whether muted findings are kept.

    `prefer` holds an organisation's own words by rule id.
    """

    style: str = STYLES[0]
    quotation: Literal["as-is", "lower", "mute"] = "lower"
    show_muted: bool = False
    prefer: Mapping[str, Alternative] = field(default_factory=dict)


class Rules(Protocol):
    """Rules as a run needs them: a `RuleSet`, or `IndexedRules` that are read as they are woken."""

    @property
    def pack(self) -> Pack: ...
    @property
    def triggers(self) -> Collection[str]: ...
    @property
    def scorer(self) -> Path | None: ...
    def candidates(self, triggers: Collection[str]) -> Iterator[Candidate]: ...
    def stories(self, triggers: Collection[str]) -> Sequence[Story]: ...


class Pipeline:
    """The rules of a run, made ready. Holds the tokenizer, which is loaded at the first trigger."""

    def __init__(self, rules: Rules, options: Options | None = None) -> None:
        self._rules = rules
        self._options = options or Options()
        self._prefilter = Prefilter(rules.triggers)
        self._split = SpacyTokenizer()
        self._stories = Stories()

    def check(self, document: Document, options: Options | None = None) -> tuple[Finding, ...]:
        """The findings of a document in the order of its text, at most `MOST_FINDINGS`.

        `options` take the place of the run's for this document.
        """
        facts, chosen = Facts(document), options or self._options
        every = (
            finding
            for block in document.blocks
            if block.language is None or block.language.lower().startswith("en")
            for segment in segments(block)
            for finding in self._findings(segment, facts, chosen)
        )
        found = islice(every, MOST_FINDINGS)
        return tuple(sorted(found, key=lambda f: (f.place.line, f.place.column, f.rule)))

    def _findings(self, block: Block, facts: Facts, options: Options) -> Iterator[Finding]:
        folded = fold(block.text, lambda: self._rules.pack.vocabulary)
        triggers = self._prefilter.found(folded.text)
        if not triggers:
            return
        candidates = list(self._rules.candidates(triggers))
        stories = self._rules.stories(triggers)
        self._stories.learn(stories)
        if not candidates and not (stories and self._may_tell(folded.text)):
            return
        pack = self._rules.pack
        tokens = tokenize(folded, block.text, self._split)
        passage = Passage(block, tokens, facts, pack.cues, pack.names)
        judged = [
            one
            for one in self._terms(passage, candidates, options)
            if one.muted is None or options.show_muted
        ]
        rewrites = suggest_all(
            [(one.match, one.muted is None) for one in judged],
            Site(tokens, block, pack),
            options.style,
            options.prefer,
        )
        for one, found in zip(judged, rewrites, strict=True):
            yield to_finding(one, passage, found)
        told = [one.match for one in judged if one.muted is None]
        for one in self._narratives(passage, options):
            said = any(_says_it(match, one.match) for match in told)
            if not said and (one.muted is None or options.show_muted):
                without = omit(one.match, tokens, options.style) if one.muted is None else ()
                yield to_finding(one, passage, without)

    def _may_tell(self, text: str) -> bool:
        """Whether words are worth telling apart: a rough look, which loading spaCy costs more than;
        once it is loaded, the look costs more.
        """
        return self._split.loaded or self._stories.may_tell(text.lower())

    def _terms(
        self, passage: Passage, candidates: Collection[Candidate], options: Options
    ) -> Iterator[Judged]:
        matches = [
            match
            for match in find_matches(candidates, passage.tokens)
            if options.style not in match.rule.accepted_in
        ]

        def counts(match: Match) -> bool:
            return judge(match, passage, options.quotation).muted is None

        senses = list(zip(matches, judge_senses(matches, passage, counts), strict=True))
        counting = longest(match for match, verdict in senses if verdict is None)
        for match in counting:
            yield judge(match, passage, options.quotation)
        if options.show_muted:
            taken = [match.span for match in counting]
            others = {
                id(match): verdict
                for match, verdict in senses
                if verdict is not None and not any(match.span.overlaps(span) for span in taken)
            }
            for match in longest(match for match, _ in senses if id(match) in others):
                yield Judged(match, match.rule.severity, others[id(match)].muted)

    def _narratives(self, passage: Passage, options: Options) -> Iterator[Judged]:
        """Of the ways in which a sentence tells a narrative the clearest that counts, and opinions
        on sentences that tell none; a muted one where nothing else is there.
        """
        told: dict[tuple[str, int], Judged] = {}
        found = list(self._stories.find(passage.tokens, passage.around))
        found.sort(key=_clarity, reverse=True)
        for match in found:
            key = match.rule.id, passage.tokens.sentences[match.last - 1]
            if match.compiled.scorer or (key in told and told[key].muted is None):
                continue
            judged = self._judged(match, passage, options)
            if judged.muted is None or key not in told:
                told[key] = judged
        yield from told.values()
        spans = [one.match.span for one in told.values() if one.muted is None]
        for match in found:
            asks = match.compiled.scorer and not any(map(match.span.overlaps, spans))
            opinion = with_opinion(match, passage.tokens) if asks else None
            if opinion and not any(map(opinion.span.overlaps, spans)):
                spans.append(opinion.span)
                yield self._judged(opinion, passage, options)

    def _judged(self, match: Match, passage: Passage, options: Options) -> Judged:
        (sense,) = judge_senses([match], passage, lambda _: False)
        if sense is not None:
            return Judged(match, match.severity, sense.muted)
        judged = judge(match, passage, options.quotation)
        file = self._rules.scorer
        if judged.muted is None and match.structure and not match.opinion and file:
            reason = doubt(match, passage.tokens, file)
            if reason:
                return replace(judged, muted=Muted("second-opinion", reason))
        return judged


def _says_it(term: Match, story: Match) -> bool:
    """Whether a word of a narrative says already what its structure found in the same words."""
    return f"narrative:{story.rule.id}" in term.rule.tags and term.span.contains(story.span)


def _clarity(match: Match) -> tuple[int, int, int, int]:
    sure = -CONFIDENCES.index(match.structure.confidence) if match.structure else 0
    return match.severity.rank, sure, match.first - match.last, -match.first
