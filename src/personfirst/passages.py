"""From a passage in which a rule could match to its findings.

Apart from the pipeline, so that where nothing could match none of this is imported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import starmap
from typing import TYPE_CHECKING

from personfirst.company import Company, Told
from personfirst.context import allowed, judge, suppression
from personfirst.context.base import Passage
from personfirst.context.facts import Facts
from personfirst.context.senses import asks, withholds
from personfirst.context.senses import judge_all as judge_senses
from personfirst.findings import Judged, to_finding
from personfirst.match.fold import fold
from personfirst.match.gate import Opened, Subject
from personfirst.match.narratives import find_stories
from personfirst.match.overlap import longest
from personfirst.match.scorer import doubt, opinions
from personfirst.match.split import WordSplitter
from personfirst.match.terms import Match, find_matches, with_severity
from personfirst.match.tokens import tokenize
from personfirst.model.choices import Severity
from personfirst.model.document import Block, Document
from personfirst.model.finding import Finding, Muted
from personfirst.model.rule import IN_COMPANY, SCORN
from personfirst.model.text import Span
from personfirst.rewrite.omit import omit
from personfirst.rewrite.site import Site
from personfirst.rewrite.suggest import Wanted, suggest_all
from personfirst.rulebook.lexicon import Names, known_names
from personfirst.rulebook.narrative import CONFIDENCES
from personfirst.rulebook.ruleset import Candidate, override
from personfirst.rulebook.schema import CompiledRule
from personfirst.rulebook.selection import Selection

if TYPE_CHECKING:
    from personfirst.pipeline import Options, Rules


_SILENCED = frozenset({allowed.NAME, suppression.NAME})


class Passages:
    """Tells words apart, matches, judges and rewrites; with what a run keeps for it."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._split = WordSplitter()
        self._names: dict[tuple[str, ...], Names] = {}
        self._silent: dict[Selection, frozenset[str]] = {}
        self._facts: Facts | None = None

    def findings(
        self, block: Block, opened: Opened, options: Options, company: Company
    ) -> Iterator[Finding]:
        """The findings of a block of the terms and structures that it leaves open. The `company`
        of the document learns of them.
        """
        candidates = [
            (compiled, pattern)
            for known, pattern in starmap(self._rules.term, opened.terms)
            if (compiled := self._for_file(known, options))
        ]
        if not candidates and not opened.structures:
            return
        passage = self._passage(block, opened, company.document, options)
        every = list(self._terms(passage, candidates, options))
        company.firm += sum(map(_is_company, every))
        judged = [one for one in every if one.muted is None or options.show_muted]
        narratives = list(self._narratives(passage, opened, options))
        told = [one.match for one in judged if one.muted is None and not one.alone]
        scorn = [one.match.span for one in narratives if _scorns(one) and not _is_told(one, told)]
        rewrites = suggest_all(
            [_wanted(one, passage, scorn) for one in judged],
            Site(passage.tokens, block, self._rules.pack),
            options.style,
            options.prefer,
        )
        for one, found in zip(judged, rewrites, strict=True):
            yield to_finding(one, passage, found)
        spans = [one.match.span for one in narratives if one.muted is None]
        if told or spans:
            company.told[id(block)] = Told(told, spans)
        for one in narratives:
            if not _is_told(one, told):
                company.firm += _is_company(one)
                yield from self._finding(one, passage, options)

    def opinions(
        self, block: Block, opened: Opened, options: Options, company: Company
    ) -> Iterator[Finding]:
        """Opinions on sentences of a block that tell no narrative by their shape, when all that
        other findings tell is known.
        """
        passage, told = None, company.told.get(id(block), Told())
        for gate in opened.structures:
            weighs, structure = self._rules.story(gate.rule, gate.number)
            compiled = self._for_file(weighs, options)
            if compiled is None:
                continue
            passage = passage or self._passage(block, opened, company.document, options)
            for match in opinions(compiled, structure, passage.tokens, told.narratives):
                one = self._judged(match, passage, options)._replace(alone=True)
                if not _is_told(one, told.words):
                    yield from self._finding(one, passage, options)

    def _passage(
        self, block: Block, opened: Opened, document: Document, options: Options
    ) -> Passage:
        """A block told apart into words, with what the filters ask of it."""
        pack = self._rules.pack
        folded = fold(block.text, lambda: pack.vocabulary)
        tokens = tokenize(folded, block.text, self._split)
        names = self._names_with(options.names)
        facts = self._facts_of(document, options, opened.subject)
        return Passage(block, tokens, facts, pack.cues, names, options.allow, pack.opinions)

    def _finding(self, one: Judged, passage: Passage, options: Options) -> Iterator[Finding]:
        """The finding of a narrative, unless it is muted and that is not to be shown."""
        if one.muted is None:
            yield to_finding(one, passage, omit(one.match, passage.tokens, options.style))
        elif options.show_muted:
            yield to_finding(one, passage, ())

    def _facts_of(self, document: Document, options: Options, subject: Subject) -> Facts:
        """What is known of a document, kept while its blocks are asked about."""
        facts = self._facts
        if facts is None or facts.document is not document or facts.today != options.today:
            facts = self._facts = Facts(document, options.today, subject)
        return facts

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

    def _terms(
        self, passage: Passage, candidates: Collection[Candidate], options: Options
    ) -> Iterator[Judged]:
        matches = [
            match
            for match in find_matches(candidates, passage.tokens)
            if options.style not in match.rule.accepted_in
        ]

        known: dict[int, Judged] = {}

        def judged(match: Match) -> Judged:
            """What the filters say, each asked once."""
            if id(match) not in known:
                known[id(match)] = judge(match, passage, options.quotation)
            return known[id(match)]

        def counts(match: Match) -> bool:
            return judged(match).muted is None

        senses = list(zip(matches, judge_senses(matches, passage, counts), strict=True))
        taken: list[Span] = []

        def apart(some: Iterable[Match]) -> Sequence[Match]:
            """The longest of some matches that nothing was found in so far."""
            found = longest(one for one in some if not any(map(one.span.overlaps, taken)))
            taken.extend(one.span for one in found)
            return found

        counting = [match for match, verdict in senses if verdict is None]
        sure = apart(one for one in counting if IN_COMPANY not in one.rule.tags)
        common = apart(one for one in counting if IN_COMPANY in one.rule.tags)
        likely = apart(match for match, verdict in senses if verdict and verdict.suggests)
        every = (
            *map(judged, sure),
            *(judged(one)._replace(alone=True) for one in common),
            *(
                judged(one)._replace(severity=Severity.SUGGESTION, doubted=True, alone=True)
                for one in likely
            ),
        )
        yield from sorted(every, key=lambda one: one.match.first)
        if options.show_muted:
            others = {
                id(match): verdict
                for match, verdict in senses
                if verdict is not None and not any(match.span.overlaps(span) for span in taken)
            }
            for match in longest(match for match, _ in senses if id(match) in others):
                yield Judged(match, match.rule.severity, others[id(match)].muted)

    def _narratives(self, passage: Passage, opened: Opened, options: Options) -> Iterator[Judged]:
        """Of the ways in which a sentence tells a narrative the clearest that counts; a muted one
        where nothing else is there.
        """
        told: dict[tuple[str, int], Judged] = {}
        stories = [(*self._rules.story(gate.rule, gate.number), gate) for gate in opened.structures]
        found = [
            one if compiled is one.compiled else with_severity(one, compiled)
            for one in find_stories(stories, opened, passage.tokens, lambda: passage.around)
            if (compiled := self._for_file(one.compiled, options))
        ]
        found.sort(key=_clarity, reverse=True)
        for match in found:
            key = match.rule.id, passage.tokens.sentences[match.last - 1]
            if key in told and told[key].muted is None:
                continue
            judged = self._judged(match, passage, options)
            if judged.muted is None or key not in told:
                told[key] = judged
        kept: list[Judged] = []
        for one in sorted(told.values(), key=lambda one: one.severity.rank, reverse=True):
            if one.muted or not _retells(one, kept):
                kept.append(one)
        yield from kept

    def _judged(self, match: Match, passage: Passage, options: Options) -> Judged:
        (sense,) = judge_senses([match], passage, lambda _: False)
        if sense is not None:
            return Judged(match, match.severity, sense.muted)
        judged = judge(match, passage, options.quotation)
        name, file = self._rules.scorer or ("", None)
        silent = options.selection is not None and name in self._silent_in(options.selection)
        if judged.muted is None and match.structure and not match.opinion and file and not silent:
            reason, unsure = doubt(match, passage.tokens, file)
            if reason:
                return judged._replace(muted=Muted("second-opinion", reason))
            if unsure:
                return judged._replace(severity=Severity.SUGGESTION, alone=True)
        return judged


def _retells(one: Judged, kept: Iterable[Judged]) -> bool:
    """Whether the same rule found a story that counts in some of the same words."""
    return any(
        other.muted is None
        and other.match.rule.id == one.match.rule.id
        and other.match.span.overlaps(one.match.span)
        for other in kept
    )


def _is_company(judged: Judged) -> bool:
    """Whether a match says that its page is one on which second opinions are to be believed: by its
    rule it is an error or a warning, and no filter doubts it.
    """
    counts = judged.muted is None or judged.muted.filter in _SILENCED
    grave = judged.match.compiled.severity is not Severity.SUGGESTION
    return counts and grave and not judged.alone and not judged.doubted


def _scorns(judged: Judged) -> bool:
    """Whether a narrative speaks ill of people, and counts as an error or a warning."""
    grave = judged.severity is not Severity.SUGGESTION
    return judged.muted is None and grave and SCORN in judged.match.rule.tags


def _wanted(judged: Judged, passage: Passage, scorn: Sequence[Span]) -> Wanted:
    """What the rewriter is to do for a match: nothing where it is muted; where a filter doubted it
    or its rule wants it here, or a narrative that scorns reaches over it, a person chooses.
    """
    match = judged.match
    if judged.muted is not None:
        return Wanted(match, counts=False)
    doubted = judged.doubted or asks(match, passage)
    scornful = any(map(match.span.overlaps, scorn))
    return Wanted(match, asks=doubted, withheld=withholds(match, passage), scornful=scornful)


def _is_told(narrative: Judged, words: Iterable[Match]) -> bool:
    """Whether a word of a narrative says already what its structure found in the same words, or
    around it and less severely.
    """
    story = narrative.match
    return any(
        f"narrative:{story.rule.id}" in term.rule.tags
        and (
            term.span.contains(story.span)
            or (term.severity.rank > story.severity.rank and term.span.overlaps(story.span))
        )
        for term in words
    )


def _clarity(match: Match) -> tuple[int, int, int, int]:
    sure = -CONFIDENCES.index(match.structure.confidence) if match.structure else 0
    return match.severity.rank, sure, match.first - match.last, -match.first
