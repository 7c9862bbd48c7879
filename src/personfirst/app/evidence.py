"""Passages of a document that speak for an item of the audit, or against it.

Words are compared, sentence by sentence. A "not" before the words, a wish ("we hope to"), a
question and a text that speaks about such words are taken for what they are. Then a second opinion
by the words of the whole document drops what it does not bear out, and adds what no list knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from personfirst.app.reading import Lists, Reading, Sentence, read_block
from personfirst.app.signs import Held, Sign, SignOpinion, chosen
from personfirst.context.facts import Facts
from personfirst.match.segments import segments
from personfirst.model.audit import READS_LIKE, Evidence, Strength
from personfirst.model.choices import Severity
from personfirst.model.document import Document
from personfirst.model.finding import Finding
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.lexicon import Pack
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.principles import Principle, Principles

SHORT = 60
"""Words of a text that is too short to be expected to speak of everything."""
WHOLE = 120
"""From as many words on a text is judged as a whole, too."""
_MOST_ACCUSED = 2
"""Of so many items one sentence may be guessed to speak against."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, the item and the concept that it was found for, and the block it stands in."""

    item: str
    concept: str
    against: bool
    evidence: Evidence
    alone: bool = False
    block: str = ""


class Finder:
    """Finds the passages of documents. Made once for a run."""

    def __init__(self, principles: Principles, pack: Pack) -> None:
        self._principles = principles
        every = Expressions({id(one): one for one in self._patterns()}.values())
        self._lists = Lists(every, principles.shared, pack)
        self._opinion = SignOpinion(principles.opinion)

    def _patterns(self) -> Iterator[Pattern]:
        for item in self._principles.items:
            for concept in (*item.evidence, *item.counter):
                yield from concept.patterns
        for words in self._principles.shared.values():
            yield from words

    def find(self, document: Document, findings: Iterable[Finding]) -> Iterator[Found]:
        """The passages in the order of the text, then the findings that speak against an item, then
        what only the second opinion sees.
        """
        found, sentences = self.look_up(document, findings)
        there = signs_of(found)
        page = document.words >= WHOLE
        held = self._opinion.held([one.words for one in sentences], there) if page else {}
        kept = there
        if held:
            likely = likely_signs(held, there, sentences)
            hints = {one.item for one in found if one.evidence.strength is Strength.HINT}
            kept = chosen(self._principles.items, likely, there, hints)
        for one in found:
            if one.evidence.strength is not Strength.CLEAR or sign_of(one) in kept:
                yield one
        for sign in sorted(kept - there):
            yield _reads_like(sign, sentences[held[sign].best])

    def look_up(
        self, document: Document, findings: Iterable[Finding]
    ) -> tuple[list[Found], list[Sentence]]:
        """What the lists know of a document and its findings, and its sentences."""
        facts = Facts(document)
        readings = [
            read_block(segment, facts, self._lists)
            for block in document.blocks
            if block.language is None or block.language.lower().startswith("en")
            for segment in segments(block)
        ]
        found = [
            one
            for reading in readings
            if reading.awoken
            for item in self._principles.items
            for one in _for_item(item, reading)
        ]
        told = [one for finding in findings for one in self._of_finding(finding)]
        accused = {(one.item, one.evidence.sentence) for one in told if one.against}
        found = [one for one in found if one.against or _where(one) not in accused]
        return found + told, [one for reading in readings for one in reading.sentences()]

    def _of_finding(self, finding: Finding) -> Iterator[Found]:
        """What a finding says against the items that name it, or for those that look at words, if
        the text only speaks of these.
        """
        names = (finding.rule, finding.category)
        counts = finding.severity.rank >= Severity.WARNING.rank
        for item in self._principles.items:
            if finding.muted is not None:
                for one in item.spoken_of:
                    if finding.muted.filter in one.filters and not one.findings.isdisjoint(names):
                        yield Found(item.id, one.says, False, _shown(finding, one.says))
            elif counts and not item.findings.isdisjoint(names):
                yield Found(item.id, finding.rule, True, _shown(finding))


def likely_signs(
    held: Mapping[Sign, Held], there: Collection[Sign], sentences: Sequence[Sentence]
) -> dict[Sign, float]:
    """How likely each sign is. What no list found against an item is left out where its sentence
    tells of what the text opposes, or would speak against many items at once.
    """
    guesses = {sign: one for sign, one in held.items() if not sign.says and sign not in there}
    accused = Counter(one.best for one in guesses.values() if one.probability > 1 / 2)
    return {
        sign: one.probability
        for sign, one in held.items()
        if sign not in guesses
        or not (accused[one.best] > _MOST_ACCUSED or sentences[one.best].is_doubted)
    }


def _where(found: Found) -> tuple[str, str]:
    """The item and the sentence of a passage: one that speaks against an item by a finding does not
    speak for it either.
    """
    return found.item, found.evidence.sentence


def sign_of(found: Found) -> Sign:
    """The sign that a passage was found for."""
    return Sign(found.item, "" if found.against else found.concept)


def signs_of(found: Iterable[Found]) -> frozenset[Sign]:
    """The signs that some passages show clearly."""
    return frozenset(sign_of(one) for one in found if one.evidence.strength is Strength.CLEAR)


def _for_item(item: Principle, reading: Reading) -> Iterator[Found]:
    """What a block says for and against an item. A sentence that speaks against it does not speak
    for it. Where an item looks at words, the words are what speaks against it.
    """
    against: set[int] = set()
    for concept in item.counter:
        for first, last, negated in reading.passages(concept):
            shown = reading.evidence(concept, first, last)
            if negated and not concept.denied_counts:
                shows = f"says no to this: {concept.says}"
                shown = replace(shown, strength=Strength.HINT, shows=shows)
                yield Found(item.id, f"no {concept.says}", False, shown, block=reading.key)
            elif not reading.stance.is_doubted(first, last):
                against.add(reading.tokens.sentences[first])
                if item.spoken_of:
                    shown = replace(shown, shows=f"says “{shown.text}”")
                yield Found(item.id, concept.says, True, shown, concept.alone, reading.key)
    for concept in item.evidence:
        for first, last, negated in reading.passages(concept):
            shown = reading.evidence(concept, first, last)
            if negated:
                if concept.denied_counts and not reading.stance.is_doubted(first, last):
                    shown = replace(shown, shows=f"says no to this: {concept.says}")
                    yield Found(item.id, shown.shows, True, shown, block=reading.key)
                else:
                    shown = replace(shown, strength=Strength.DENIED)
                    yield Found(item.id, concept.says, False, shown, block=reading.key)
            elif reading.tokens.sentences[first] not in against:
                if reading.stance.is_wish(first, last):
                    shown = replace(shown, strength=Strength.HINT)
                yield Found(item.id, concept.says, False, shown, block=reading.key)


def _reads_like(sign: Sign, sentence: Sentence) -> Found:
    """What only the second opinion sees: a whole sentence."""
    shows = READS_LIKE + (sign.says or "what speaks against it")
    evidence = sentence.reading.shown(sentence.first, sentence.last, shows, Strength.CLEAR)
    concept = sign.says or "reads like what speaks against it"
    return Found(sign.item, concept, not sign.says, evidence, block=sentence.reading.key)


def _shown(finding: Finding, says: str = "") -> Evidence:
    message = finding.message.partition("; write “")[0].rstrip(".")
    return Evidence(
        finding.place,
        finding.excerpt,
        " ".join(finding.text.split()),
        says or message.partition(". ")[0],
        Strength.CLEAR,
        finding.rule,
    )
