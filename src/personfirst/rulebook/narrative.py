"""Narratives as data: roles, each a list of expressions, and structures that put roles together.

A narrative is told in many words and few shapes. "Our patients, not your junkies" has somebody held
up, a contrast and somebody put down; the shape is a structure, what may fill each place a role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from personfirst.model.choices import Severity
from personfirst.model.errors import did_you_mean, one_error
from personfirst.rulebook.nodes import Item, each
from personfirst.rulebook.pattern import Pattern

if TYPE_CHECKING:
    from personfirst.rulebook.lexicon import Pack

_ROLE_KEYS = ("about", "includes", "words", "claim", "topic", "carries")
_STRUCTURE_KEYS = (
    "of", "order", "window", "gap", "without", "negated", "severity", "confidence", "about",
)  # fmt: skip
_ORDERS = ("as-listed", "any")
_NEGATED = ("silent", "counts")
CONFIDENCES = ("high", "medium", "low")
_DEFAULT_GAP = 12


class Window(StrEnum):
    """How far apart the roles of a structure may stand."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    NEIGHBORS = "neighbors"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Role:
    """A place in a narrative and the expressions that may fill it.

    A `claim` holds the judgement, so a "not" before it takes the narrative back. A `topic` only
    says what a text is about: it may stand anywhere in the sentence or one next to it, also inside
    the words of another role, in the heading, the lead-in of the list or the table row. A role
    that `carries` may be taken up by "they" or "these individuals" in the sentence after.
    """

    name: str
    about: str
    words: tuple[Item, ...]
    pack: Pack
    claim: bool = False
    topic: bool = False
    carries: bool = False

    @cached_property
    def _distinct(self) -> tuple[Item, ...]:
        return tuple({item.text(): item for item in self.words}.values())

    def pattern(self, number: int) -> Pattern:
        """One of its expressions, compiled when it is first asked for. Raises `RuleError`."""
        return self.pack.compile(self._distinct[number])

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """Its expressions, each once. Raises `RuleError`."""
        return tuple(map(self.pack.compile, self._distinct))


@dataclass(frozen=True)
class Structure:
    """Roles that make a narrative when they stand together: the `core`, and `topics` near by.

    `gap` is the most words between one role of the core and the next. `negated` says whether a
    "not" before a claim counts all the same.
    """

    core: tuple[Role, ...]
    topics: tuple[Role, ...]
    in_order: bool
    window: Window
    gap: int
    without: tuple[Role, ...]
    negated: bool
    severity: Severity | None
    confidence: str

    def validate(self) -> None:
        """Compile everything. Raises `RuleError` for an expression that cannot be compiled."""
        for role in (*self.core, *self.topics, *self.without):
            _ = role.patterns


@dataclass
class Roles:
    """The roles that the rules of a language share, each compiled when it is first asked for."""

    items: Mapping[str, Item]
    _built: dict[str, Role] = field(default_factory=dict)

    def role(self, name: str, pack: Pack, at: Item) -> Role:
        """A role by name. Raises `RuleError` at an item that names an unknown one."""
        if name not in self._built:
            if name not in self.items:
                raise at.error(f"there is no role {name!r}{did_you_mean(name, self.items)}")
            self._built[name] = read_role(name, self.items[name], pack, ())
        return self._built[name]


def read_role(name: str, item: Item, pack: Pack, above: tuple[str, ...]) -> Role:
    """A role as it is written: a list of expressions, or a mapping with `words`."""
    if isinstance(item.value, list):
        return Role(name, name, tuple(item.items()), pack)
    keys = item.mapping(_ROLE_KEYS)
    shared = pack.roles.items
    words: tuple[Item, ...] = ()
    for included in keys["includes"].items() if "includes" in keys else ():
        other = included.text()
        if other in (*above, name) or other not in shared:
            raise included.error(
                f"role {other!r} includes itself"
                if other in (*above, name)
                else f"there is no role {other!r}{did_you_mean(other, shared)}"
            )
        words += read_role(other, shared[other], pack, (*above, name)).words
    if "words" in keys:
        words += tuple(keys["words"].items())
    if not words:
        raise item.error(f"role {name!r} has no words")
    flags = {
        key: keys[key].flag() if key in keys else False for key in ("claim", "topic", "carries")
    }
    about = keys["about"].text() if "about" in keys else name
    return Role(name, about, words, pack, **flags)


def read_structures(
    item: Item, own: Mapping[str, Item], pack: Pack, *, weighed: bool = False
) -> tuple[Structure, ...]:
    """The structures of a rule; `own` are the roles that it defines itself. Where the rule has
    texts `weighed`, topics alone make a structure: all sentences near them are.
    """
    local = dict(zip(own, each(lambda one: read_role(*one, pack, ()), own.items()), strict=True))
    used: set[str] = set()

    def role(at: Item) -> Role:
        name = at.text()
        used.add(name)
        return local[name] if name in local else pack.roles.role(name, pack, at)

    structures = each(lambda entry: _structure(entry, role, weighed=weighed), item.entries())
    idle = [
        own[name].error(f"no structure uses the role {name!r}") for name in own if name not in used
    ]
    if idle:
        raise one_error(idle)
    return structures


def _structure(item: Item, role: Callable[[Item], Role], *, weighed: bool) -> Structure:
    keys = item.mapping(_STRUCTURE_KEYS)
    if "of" not in keys:
        raise item.error("the key 'of' is missing: the roles that make the narrative")
    found = tuple(role(at) for at in keys["of"].items())
    window = Window(keys["window"].choice(list(Window))) if "window" in keys else Window.SENTENCE
    inside = [one for one in found if not one.topic]
    if not inside and not weighed:
        raise item.error("every role is a topic, which may stand outside the block; add another")
    return Structure(
        core=tuple(inside),
        topics=tuple(one for one in found if one.topic),
        in_order="order" not in keys or keys["order"].choice(_ORDERS) == _ORDERS[0],
        window=window,
        gap=keys["gap"].number() if "gap" in keys else _DEFAULT_GAP,
        without=tuple(role(at) for at in keys["without"].items()) if "without" in keys else (),
        negated="negated" in keys and keys["negated"].choice(_NEGATED) == _NEGATED[1],
        severity=Severity(keys["severity"].choice(list(Severity))) if "severity" in keys else None,
        confidence=keys["confidence"].choice(CONFIDENCES) if "confidence" in keys else "medium",
    )
