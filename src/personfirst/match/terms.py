"""Rules matched in a block's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from personfirst.match.search import Hit, Slot, find_all
from personfirst.match.tokens import Tokens
from personfirst.model.choices import Severity
from personfirst.model.rule import Rule
from personfirst.model.text import Span
from personfirst.rulebook.narrative import Structure
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.schema import CompiledRule


class Filled(NamedTuple):
    """The words that fill a role of a narrative, from `first` up to `last`.

    `open` says that the expression has a gap, in which other words may stand. `named` says whom a
    "they" takes up. A topic stands `apart`, and with both numbers -1 and its words in `named`
    where it stands in the heading or beside the block, or, `widely`, all over the document.
    """

    role: str
    first: int
    last: int
    open: bool = False
    named: str = ""
    apart: bool = False
    widely: bool = False


class Opinion(NamedTuple):
    """Which narrative a passage seems to tell, how probable it is that it tells any, and the words
    that weighed most.
    """

    narrative: str
    probability: float
    words: tuple[str, ...]


class Match(NamedTuple):
    """A rule found at words `first` up to `last`. `form` is one of the forms of an alternative; a
    narrative has the `structure` that was found and what fills its `roles`, or an `opinion`.
    """

    compiled: CompiledRule
    first: int
    last: int
    span: Span
    form: str
    slots: Mapping[str, Slot] = {}
    roles: tuple[Filled, ...] = ()
    structure: Structure | None = None
    opinion: Opinion | None = None

    @property
    def rule(self) -> Rule:
        return self.compiled.rule

    @property
    def severity(self) -> Severity:
        """The rule's, unless the structure has its own."""
        own = self.structure.severity if self.structure else None
        return own or self.rule.severity


def with_severity(match: Match, compiled: CompiledRule) -> Match:
    """The match of a rule that was given another severity, which counts before its structure's."""
    structure = match.structure and replace(match.structure, severity=None)
    return match._replace(compiled=compiled, structure=structure)


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
