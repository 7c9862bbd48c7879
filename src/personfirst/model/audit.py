"""What an audit says: for each principle and strategy a status, and the passages it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from personfirst.model.finding import Place
from personfirst.model.report import Problem

READS_LIKE = "reads like this: "
"""Begins what a passage is taken for where only the second opinion sees it."""


class Status(StrEnum):
    """What a reader would take away about one item. There is no order among them, and no score."""

    REFLECTED = "reflected"
    PARTLY = "partly"
    MIXED = "mixed"
    CONTRADICTED = "contradicted"
    MISSING = "missing"
    NOT_EXPECTED = "not expected"


class Strength(StrEnum):
    """How much a passage says: something clear, only a hint, or nothing, for a "not" is there."""

    CLEAR = "clear"
    HINT = "hint"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that speaks for an item or against it.

    `sentence` is the sentence on one line, `text` the words that were found in it, `shows` what
    they are taken for. `rule` is the rule whose finding it is, if it is one.
    """

    place: Place
    sentence: str
    text: str
    shows: str
    strength: Strength
    rule: str = ""


@dataclass(frozen=True, slots=True)
class AuditedItem:
    """A principle or strategy, and what was found.

    `kind` is principle, spectrum or strategy; `asks` says what the item asks of a text, `wording`
    what its status means, `add` what could be added. `looked_for` names what was looked for;
    `found` are those of it that were found, `denied` those that stand there only with a "not".
    `evidence` and `counter` have the strongest first.
    """

    id: str
    kind: str
    title: str
    question: str
    asks: str
    status: Status
    wording: str
    evidence: tuple[Evidence, ...]
    counter: tuple[Evidence, ...]
    looked_for: tuple[str, ...]
    found: tuple[str, ...]
    denied: tuple[str, ...]
    add: str

    @property
    def absent(self) -> tuple[str, ...]:
        """What was looked for and not found."""
        named = {*self.found, *self.denied}
        return tuple(one for one in self.looked_for if one not in named)


@dataclass(frozen=True, slots=True)
class AuditedFile:
    """A file that was read, what kind of document it was taken for, and its words."""

    path: str
    kind: str
    words: int


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit of some files as one body of material; without `files` there are no `items`.

    `skipped` counts files that were passed over, by the reason and the suffix; `off_topic` are the
    paths of those that were read and do not speak of drugs, which count for nothing.
    """

    items: tuple[AuditedItem, ...]
    files: tuple[AuditedFile, ...]
    problems: tuple[Problem, ...]
    seconds: float
    skipped: Mapping[tuple[str, str], int]
    off_topic: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """Words in all files."""
        return sum(one.words for one in self.files)

    @property
    def is_guessing(self) -> bool:
        """Whether a passage is there that only the second opinion sees."""
        every = (one for item in self.items for one in (*item.evidence, *item.counter))
        return any(one.shows.startswith(READS_LIKE) for one in every)

    def count(self, status: Status) -> int:
        """Items with a status."""
        return sum(one.status is status for one in self.items)
