"""From a document and the rules to findings: the page to read first.

Each block goes one way: the prefilter says which rules could match (most often none, and spaCy is
never imported), the words are matched, the longest match of an overlap wins, the context filters
say whether it counts, and the rewriter says what to write instead.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice, takewhile
from pathlib import Path
from time import monotonic
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
from personfirst.match.terms import Match, find_matches, with_severity
from personfirst.match.tokens import SpacyTokenizer, tokenize
from personfirst.model.document import Block, Document
from personfirst.model.finding import Finding, Muted, Severity
from personfirst.model.rule import STYLES, AllowedPhrase, Alternative
from personfirst.rewrite.omit import omit
from personfirst.rewrite.site import Site
from personfirst.rewrite.suggest import suggest_all
from personfirst.rulebook.lexicon import Names, Pack, known_names
from personfirst.rulebook.narrative import CONFIDENCES
from personfirst.rulebook.ruleset import Candidate, Story, override
from personfirst.rulebook.schema import CompiledRule
from personfirst.rulebook.selection import Selection

MOST_FINDINGS = 10_000
"""A document with more is no prose; checking stops there, so that time and memory are bounded."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run judges: house style, what a quotation does, whether muted findings are kept.

    `prefer` holds an organisation's own words by rule id, `names` its own names, `allow` the
    phrases that it lets stand. Of the rules of the run only those of `selection` run, with
    `severities` by id or category before their own; without one all do. `today` decides which
    comments that silence findings have expired; without it none has.
    """

    style: str = STYLES[0]
    quotation: Literal["as-is", "lower", "mute"] = "lower"
    show_muted: bool = False
    prefer: Mapping[str, Alternative] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    allow: tuple[AllowedPhrase, ...] = ()
    selection: Selection | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    today: date | None = None


class Rules(Protocol):
    """Rules as a run needs them: a `RuleSet`, or `IndexedRules` that are read as they are woken."""

    @property
    def pack(self) -> Pack: ...
    @property
    def triggers(self) -> Collection[str]: ...
    @property
    def scorer(self) -> tuple[str, Path] | None: ...
    @property
    def listing(self) -> Iterator[tuple[str, str, bool]]: ...
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
        self._names: dict[tuple[str, ...], Names] = {}
        self._silent: dict[Selection, frozenset[str]] = {}

    def check(
        self, document: Document, options: Options | None = None, *, until: float = math.inf
    ) -> tuple[Finding, ...]:
        """The findings of a document in the order of its text, at most `MOST_FINDINGS`.

        `options` take the place of the run's for this document. What is left when the monotonic
        clock stands at `until`, in seconds, is not checked.
        """
        chosen = options or self._options
        facts = Facts(document, chosen.today)

        def in_time(_: Block) -> bool:
            return monotonic() < until

        every = (
            finding
            for block in takewhile(in_time, document.blocks)
            if block.language is None or block.language.lower().startswith("en")
            for segment in takewhile(in_time, segments(block))
            for finding in self._findings(segment, facts, chosen)
        )
        found = islice(every, MOST_FINDINGS)
        return tuple(sorted(found, key=lambda f: (f.place.line, f.place.column, f.rule)))

    def _findings(self, block: Block, facts: Facts, options: Options) -> Iterator[Finding]:
        folded = fold(block.text, lambda: self._rules.pack.vocabulary)
        triggers = self._prefilter.found(folded.text)
        if not triggers:
            return
        candidates = [
            (compiled, pattern)
            for known, pattern in self._rules.candidates(triggers)
            if (compiled := self._for_file(known, options))
        ]
        stories = self._rules.stories(triggers)
        self._stories.learn(stories)
        if not candidates and not (stories and self._may_tell(folded.text)):
            return
        pack = self._rules.pack
        tokens = tokenize(folded, block.text, self._split)
        names = self._names_with(options.names)
        passage = Passage(block, tokens, facts, pack.cues, names, folded, options.allow)
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

    def _for_file(self, compiled: CompiledRule, options: Options) -> CompiledRule | None:
        """A rule as it holds for a file; None where it does not run there."""
        if options.selection and compiled.rule.id in self._silent_in(options.selection):
            return None
        return override(compiled, options.severities)

    def _silent_in(self, selection: Selection) -> frozenset[str]:
        """The rules of the run that a selection leaves out."""
        if selection not in self._silent:
            self._silent[selection] = frozenset(
                one[0] for one in self._rules.listing if not selection.runs(*one)
            )
        return self._silent[selection]

    def _names_with(self, own: tuple[str, ...]) -> Names:
        """The names that are known, an organisation's own first."""
        known = self._rules.pack.names
        if not own:
            return known
        if own not in self._names:
            more = known_names(fold(name).text for name in own)
            self._names[own] = {
                word: (*more.get(word, ()), *known.get(word, ())) for word in {*known, *more}
            }
        return self._names[own]

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
        found = [
            one if compiled is one.compiled else with_severity(one, compiled)
            for one in self._stories.find(passage.tokens, passage.around)
            if (compiled := self._for_file(one.compiled, options))
        ]
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
        name, file = self._rules.scorer or ("", None)
        silent = options.selection is not None and name in self._silent_in(options.selection)
        if judged.muted is None and match.structure and not match.opinion and file and not silent:
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
