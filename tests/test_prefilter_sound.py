"""The law of the gates: findings with and without them are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.context.facts import plain, plain_tokens
from personfirst.match.fold import fold
from personfirst.match.gate import Gate, Opened, Subject
from personfirst.match.look import Look
from personfirst.match.rough import rough
from personfirst.match.split import WordSplitter
from personfirst.match.tokens import tokenize
from personfirst.model.document import Block, Document, texts_around
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import block, document

RULES = load_ruleset()
CORPUS = Path(__file__).parents[1] / "corpora" / "dev" / "in-domain.yaml"
WORDS = sorted(
    {
        word
        for compiled in RULES.compiled
        for patterns in (
            compiled.patterns,
            *(role.patterns for structure in compiled.structures for role in structure.core),
        )
        for pattern in patterns
        for element in pattern.elements
        for choice in element.choices[:40]
        for word in choice.words
    }
)
GATES = RULES.gates
TERMS = [
    (pattern, compiled.rule.id, number)
    for compiled in RULES.compiled
    for number, pattern in enumerate(compiled.patterns)
]
EXPRESSIONS = {
    number: pattern
    for gate in GATES.structures
    for _, structure in (RULES.story(gate.rule, gate.number),)
    for role, place in zip(
        (*structure.core, *structure.topics, *structure.without),
        (*gate.core, *gate.topics, *gate.without),
        strict=True,
    )
    for number, pattern in zip(GATES.roles[place], role.patterns, strict=True)
}
GLUE = st.sampled_from(
    [" ", " ", " ", "-", "\n", "\u00a0", ", ", ". ", "’s ", "\u00ad", "/", "' ", " “", "-\n", "`"]
)
CASE = st.sampled_from([str, str.upper, str.title])


class AllOpen(Gate):
    """No gates at all: every expression may stand whose first word does, and all structures."""

    def open(
        self, blocks: Iterable[Block], subject: Subject = frozenset
    ) -> Iterator[tuple[Block, Opened]]:
        filled = sorted(
            (one for one in GATES.structures if one.core), key=lambda one: (one.rule, one.number)
        )
        for one in blocks:
            here = tokens_of(one.text)
            terms = sorted((rule, number) for term, rule, number in TERMS if stands(term, here))
            inside, around = may_stand(one)
            yield (
                one,
                Opened(GATES, self._roles, inside, inside | around, terms, filled, subject),
            )

    def worth_weighing(
        self, blocks: Iterable[Block], subject: Subject = frozenset
    ) -> Iterator[tuple[Block, Opened]]:
        for one in blocks:
            inside, around = may_stand(one)
            beside = inside | around
            found = [gate for gate in self._weighing if self._on_topic(gate, beside, subject)]
            if self._look and self._look.worth_weighing(rough([self._whole(one.text)])):
                yield one, Opened(GATES, self._roles, 0, beside, (), found, subject)


def may_stand(one: Block) -> tuple[int, int]:
    """As bits the expressions of roles whose first word stands in a block, and beside it."""
    here, beside = tokens_of(one.text), tokens_of("\n\n".join(texts_around(one)))
    inside = sum(1 << number for number, two in EXPRESSIONS.items() if stands(two, here))
    around = sum(1 << number for number, two in EXPRESSIONS.items() if stands(two, beside))
    return inside, around


def stands(pattern: Pattern, words: Iterable[str]) -> bool:
    """Whether a word stands there that a pattern can begin with."""
    return pattern.cased or not pattern.first.isdisjoint(words)


class WithoutPrefilter(Pipeline):
    def __init__(self, show_muted: bool = True) -> None:
        super().__init__(RULES, Options(show_muted=show_muted))
        _, weights = RULES.scorer or ("", None)
        look = Look(weights) if weights else None
        self._gate = AllOpen(GATES, lambda: RULES.pack.vocabulary, look)


NARRATIVES = CORPUS.parents[1] / "narratives" / "round-2-blind.yaml"
FILTERED = Pipeline(RULES, Options(show_muted=True))
UNFILTERED = WithoutPrefilter()
UNMUTED = WithoutPrefilter(show_muted=False)


@pytest.mark.parametrize(
    "text",
    [
        "# Heroin\n\nThey cannot be trusted, and they dont change.",
        "Those who won’t stop, shouldnt get what a taxpayer cannot afford.",
        "He's a no-good ad-\ndict, a 4.0 student – naïve, in the ﬁeld of addicts.",
        "We bring the same ones back week after week, and the taxpayers who never touched that "
        "heroin-\nrelated stuff get the bill.",
    ],
)
def test_words_in_one_another(text: str) -> None:
    assert FILTERED.check(document(text)) == UNFILTERED.check(document(text))


def test_expressions_that_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those that may stand there are looked for; it makes no difference."""
    entries = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    texts = ["\n\n".join(one["text"] for one in entries[part::40]) for part in range(40)]
    found = [FILTERED.check(document(text)) for text in texts]
    for name in ("among", "beginning"):
        monkeypatch.setattr(Expressions, name, lambda self, words: self)
    assert [FILTERED.check(document(text)) for text in texts] == found


def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, as the matchers see them."""
    folded = fold(text, lambda: RULES.pack.vocabulary)
    return tokenize(folded, text, WordSplitter()).lowers


@given(st.lists(st.tuples(st.sampled_from(WORDS), CASE, GLUE), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_on_words_of_the_rules(parts: list[tuple[str, type, str]]) -> None:
    text = "".join(case(word) + glue for word, case, glue in parts)
    assert FILTERED.check(document(text)) == UNFILTERED.check(document(text))


@pytest.mark.parametrize("part", range(4))
def test_on_real_sentences(part: int) -> None:
    entries = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    text = "\n\n".join(entry["text"] for entry in entries[part::16])
    assert FILTERED.check(document(text)) == UNFILTERED.check(document(text))


@pytest.mark.parametrize("part", range(6))
def test_on_narratives(part: int) -> None:
    for entry in yaml.safe_load(NARRATIVES.read_text(encoding="utf-8"))[part::24]:
        checked = document(entry["text"])
        assert Pipeline(RULES).check(checked) == UNMUTED.check(checked), entry["text"]


ON_TOPIC = "Heroin, methadone and naloxone: ask the nurse."


@pytest.mark.parametrize("part", range(4))
def test_in_a_document_on_drugs(part: int) -> None:
    entries = yaml.safe_load(NARRATIVES.read_text(encoding="utf-8"))[part::16]
    texts = [ON_TOPIC, *(entry["text"] for entry in entries)]
    checked = Document("a.txt", "text", "\n".join(texts), tuple(map(block, texts)))
    assert Pipeline(RULES).check(checked) == UNMUTED.check(checked)


@given(st.lists(st.tuples(st.sampled_from(WORDS), CASE, GLUE), min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_letters_of_words_are_letters_of_their_document(parts: list[tuple[str, type, str]]) -> None:
    text = "".join(case(word) + glue for word, case, glue in parts)
    letters = frozenset(re.findall("[a-z]+", plain(text)))
    for word in plain_tokens(text).lowers:
        if re.fullmatch("[a-z]+", word):
            assert word in letters


def test_a_letter_behind_a_word_hides_it_from_nobody() -> None:
    assert "heroin" in re.findall("[a-z]+", plain("The word 'heroin'too."))
