"""Rules matched in a block's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from personfirst.match.search import Hit, Slot, find_all
from personfirst.match.tokens import Tokens
from personfirst.model.rule import Rule
from personfirst.model.text import Span
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.schema import CompiledRule


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found at words `first` up to `last`. `form` is one of the forms of an alternative."""

    compiled: CompiledRule
    first: int
    last: int
    span: Span
    form: str
    slots: Mapping[str, Slot] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        return self.compiled.rule


def find_matches(
    candidates: Iterable[tuple[CompiledRule, Pattern]], tokens: Tokens
) -> Iterator[Match]:
    """Every match of the candidate patterns within one sentence, overlaps and all."""
    for compiled, pattern in candidates:
        for hit in find_all(pattern, tokens):
            if tokens.sentences[hit.first] == tokens.sentences[hit.last - 1]:
                yield _match(compiled, hit, tokens)


def _match(compiled: CompiledRule, hit: Hit, tokens: Tokens) -> Match:
    return Match(
        compiled, hit.first, hit.last, tokens.span(hit.first, hit.last), hit.form, hit.slots
    )
