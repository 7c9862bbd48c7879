"""What an audit says: for each principle and strategy a status, and the passages it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from personfirst.model.finding import Place
from personfirst.model.report import Problem


class Status(StrEnum):
    """What a reader would take away about one item. There is no order among them, and no score."""

    REFLECTED = "reflected"
    PARTLY = "partly"
    MIXED = "mixed"
    CONTRADICTED = "contradicted"
    MISSING = "missing"
    NOT_EXPECTED = "not expected"


class Strength(StrEnum):
    """How much a passage says: something clear, or only a hint."""

    CLEAR = "clear"
    HINT = "hint"


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
    `found` are those of it that were found. `evidence` and `counter` have the strongest first.
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
    add: str

    @property
    def absent(self) -> tuple[str, ...]:
        """What was looked for and not found."""
        return tuple(one for one in self.looked_for if one not in self.found)


@dataclass(frozen=True, slots=True)
class AuditedFile:
    """A file that was read, what kind of document it was taken for, and its words."""

    path: str
    kind: str
    words: int


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit of some files as one body of material. `skipped` counts files that were passed over,
    by the reason and the suffix.
    """

    items: tuple[AuditedItem, ...]
    files: tuple[AuditedFile, ...]
    problems: tuple[Problem, ...]
    seconds: float
    skipped: Mapping[tuple[str, str], int]

    @property
    def words(self) -> int:
        """Words in all files."""
        return sum(one.words for one in self.files)

    def count(self, status: Status) -> int:
        """Items with a status."""
        return sum(one.status is status for one in self.items)
