"""From a document and the rules to findings: the page to read first.

Each block goes one way: the gates say which rules could match (most often none, and nothing more is
imported, read or told apart), the words are matched, the longest match of an overlap wins, the
context filters say whether it counts, the rewriter says what to write instead.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from itertools import islice, takewhile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from personfirst.company import Company
from personfirst.match.gate import Gate
from personfirst.match.look import look_for
from personfirst.match.rough import subject_of
from personfirst.match.segments import segments
from personfirst.model.choices import STYLES, Severity
from personfirst.model.document import Document
from personfirst.rulebook.selection import Selection

if TYPE_CHECKING:
    from personfirst.formats.glance import Glance
    from personfirst.model.finding import Finding
    from personfirst.model.rule import AllowedPhrase, Alternative
    from personfirst.passages import Passages
    from personfirst.rulebook.gates import Gates
    from personfirst.rulebook.lexicon import Pack
    from personfirst.rulebook.ruleset import Candidate, Story

MOST_FINDINGS = 10_000
"""A document with more is no prose; checking stops there, so that time and memory are bounded."""


class Options(NamedTuple):
    """How a run judges: house style, what a quotation does, whether muted findings are kept.

    `prefer` holds an organisation's own words by rule id, `names` its own names, `allow` the
    phrases that it lets stand. Of the rules of the run only those of `selection` run, with
    `severities` by id or category before their own; without one all do. `today` decides which
    comments that silence findings have expired; without it none has. `comments` says that what
    people have noted beside the text is checked as well. With `passes_over` a page that never
    mentions drugs is not searched: what could be found on it would be muted.
    """

    style: str = STYLES[0]
    quotation: Literal["as-is", "lower", "mute"] = "lower"
    show_muted: bool = False
    prefer: Mapping[str, Alternative] = {}
    names: tuple[str, ...] = ()
    allow: tuple[AllowedPhrase, ...] = ()
    selection: Selection | None = None
    severities: Mapping[str, Severity] = {}
    today: date | None = None
    comments: bool = False
    passes_over: bool = False


class Rules(Protocol):
    """Rules as a run needs them: a `RuleSet`, or `IndexedRules` that are read as they are woken."""

    @property
    def pack(self) -> Pack: ...
    @property
    def scorer(self) -> tuple[str, Path] | None: ...
    @property
    def listing(self) -> Iterator[tuple[str, str, bool]]: ...
    @property
    def gates(self) -> Gates: ...
    def term(self, rule: str, number: int) -> Candidate: ...
    def story(self, rule: str, number: int) -> Story: ...


class Pipeline:
    """The rules of a run, made ready."""

    def __init__(self, rules: Rules, options: Options | None = None) -> None:
        self._rules = rules
        self._options = options or Options()
        _, weights = rules.scorer or ("", None)
        look = look_for(weights) if weights else None
        self._gate = Gate(rules.gates, lambda: rules.pack.vocabulary, look)

    def check(
        self, document: Document, options: Options | None = None, *, until: float = math.inf
    ) -> tuple[Finding, ...]:
        """The findings of a document in the order of its text, at most `MOST_FINDINGS`.

        `options` take the place of the run's for this document. What is left when the monotonic
        clock stands at `until`, in seconds, is not checked.
        """
        chosen = options or self._options
        if chosen.passes_over and self._is_elsewhere(document, chosen):
            return ()
        blocks = document.passages if chosen.comments else document.blocks

        def in_time(_: object) -> bool:
            return monotonic() < until

        @cache
        def subject() -> frozenset[str]:
            gates = self._rules.gates
            return subject_of((one.text for one in document.blocks), gates.subject, gates.others)

        company = Company(document)
        stretches = [
            segment
            for block in takewhile(in_time, blocks)
            if block.language is None or block.language.lower().startswith("en")
            for segment in takewhile(in_time, segments(block))
        ]
        given = chosen, company

        def told() -> Iterator[Finding]:
            for block, opened in self._gate.open(takewhile(in_time, stretches), subject):
                yield from self._passages.findings(block, opened, *given)

        def opinions() -> Iterator[Finding]:
            for block, opened in self._gate.worth_weighing(takewhile(in_time, stretches), subject):
                yield from self._passages.opinions(block, opened, *given)

        found = list(islice(takewhile(in_time, told()), MOST_FINDINGS))
        if company.is_enough(found, missing=1):
            found += islice(takewhile(in_time, opinions()), MOST_FINDINGS - len(found))
        shown = [one for one in company.judged(found) if one.muted is None or chosen.show_muted]
        return tuple(sorted(shown, key=lambda f: (f.place.line, f.place.column, f.rule)))

    def _is_elsewhere(self, document: Document, options: Options) -> bool:
        """Whether a document can be passed over; one with comments on findings cannot, for whether
        these are of use is seen by what they silence.
        """
        texts = (one.text for one in document.blocks)
        noted = (one.text for one in (document.comments if options.comments else ()))
        return not document.suppressions and self._gate.is_elsewhere(texts, noted)

    def passed_over(self, data: bytes, glance: Callable[[], Glance | None]) -> Glance | None:
        """What a glance at a file says that need not be read where pages that never mention drugs
        are passed over; None for any other.
        """
        return self._gate.seen_elsewhere(data, glance)

    @cached_property
    def _passages(self) -> Passages:
        from personfirst.passages import Passages

        return Passages(self._rules)
