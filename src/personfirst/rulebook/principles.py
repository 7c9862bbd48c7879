"""The audit's rules: what each principle and strategy asks of a text, and the words that show it.

One YAML file for each item stands in `principles/`; lists of expressions that items share, and the
kinds of document, stand in `principles/shared/`. Keys are named here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from personfirst.model.audit import Status, Strength
from personfirst.model.errors import did_you_mean
from personfirst.rulebook.lexicon import Pack
from personfirst.rulebook.nodes import Item, read_items
from personfirst.rulebook.pattern import Pattern

FOLDER = "principles"
OPINION = "second-opinion.json"
KINDS = ("principle", "spectrum", "strategy")
_KEYS = (
    "id", "kind", "order", "title", "question", "asks", "expected", "in-short", "needs",
    "evidence", "counter", "findings", "spoken-of", "wording", "add", "examples",
)  # fmt: skip
_CONCEPT_KEYS = (
    "says", "strength", "words", "together", "window", "without", "alone", "denied",
)  # fmt: skip
_EXAMPLE_KEYS = ("text", "status", "kind", "because")
_STRENGTHS = (Strength.CLEAR, Strength.HINT)
_NEEDS = 2

Words = tuple[Pattern, ...]


@dataclass(frozen=True)
class Concept:
    """A group of expressions that say one thing; those with the same `says` are one sign.

    One of `words` is enough, or one of each list of `together` in the same sentence, or with
    `whole_block` in the same paragraph. Words of `without` in the sentence take it back. With
    `alone` a counter-concept counts only where nothing clear speaks for the item. With
    `denied_counts` words with a "not" before them speak against it too.
    """

    says: str
    strength: Strength
    words: Words = ()
    together: tuple[Words, ...] = ()
    whole_block: bool = False
    without: Words = ()
    alone: bool = False
    denied_counts: bool = False

    @property
    def patterns(self) -> Words:
        """All its expressions."""
        return (*self.words, *self.without, *(one for each in self.together for one in each))


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """A sign that is shown by findings of some rules and categories which one of these filters of
    the context mutes: words that a text corrects, criticizes or gives as examples.
    """

    says: str
    filters: frozenset[str]
    findings: frozenset[str]


@dataclass(frozen=True, slots=True)
class AuditExample:
    """A text, taken for a kind of document, and the status that the item must have for it."""

    text: str
    status: Status
    kind: str
    line: int


@dataclass(frozen=True)
class Principle:
    """An item of the audit.

    `expected` are the kinds of document that it applies to, `in_short` says whether also to a text
    of a few lines. `needs` is how many concepts make it reflected. `findings` are rules and
    categories whose findings speak against it. `spoken_of` are signs that show where a text speaks
    about such words and does not say them.
    """

    id: str
    kind: str
    order: int
    title: str
    question: str
    asks: str
    expected: frozenset[str]
    in_short: bool
    needs: int
    evidence: tuple[Concept, ...]
    counter: tuple[Concept, ...]
    findings: frozenset[str]
    spoken_of: tuple[SpokenOf, ...]
    wording: Mapping[Status, str]
    add: str
    examples: tuple[AuditExample, ...]
    file: Path


@dataclass(frozen=True)
class Kind:
    """A kind of document: words that its file's name holds, and words of its beginning."""

    name: str
    names: Words
    words: Words


@dataclass(frozen=True)
class Principles:
    """All items in their order, the kinds of document, shared lists by name, and the file of the
    second opinion.
    """

    items: tuple[Principle, ...]
    kinds: tuple[Kind, ...]
    shared: Mapping[str, Words]
    opinion: Path


def load_principles(folder: Path, pack: Pack) -> Principles:
    """The items below a language's folder. Raises `RuleError` with file and line."""
    root = folder / FOLDER
    shared = {
        name: _words(item, pack)
        for name, item in read_items(root / "shared" / "words.yaml").mapping().items()
    }
    kinds = tuple(
        _kind(name, item, pack)
        for name, item in read_items(root / "shared" / "kinds.yaml").mapping().items()
    )
    names = tuple(kind.name for kind in kinds)
    items = [_principle(file, pack, shared, names) for file in sorted(root.glob("*.yaml"))]
    ordered = tuple(sorted(items, key=lambda one: one.order))
    return Principles(ordered, kinds, shared, root / OPINION)


def _words(item: Item, pack: Pack) -> Words:
    return tuple(pack.compile(one) for one in item.items())


def _kind(name: str, item: Item, pack: Pack) -> Kind:
    keys = item.mapping(("names", "words"))
    names, words = (_words(keys[key], pack) if key in keys else () for key in ("names", "words"))
    return Kind(name, names, words)


def _principle(
    file: Path, pack: Pack, shared: Mapping[str, Words], kinds: tuple[str, ...]
) -> Principle:
    item = read_items(file)
    keys = item.mapping(_KEYS)
    for key in ("id", "kind", "order", "title", "question", "asks", "evidence", "wording", "add"):
        if key not in keys:
            raise item.error(f"the key {key!r} is missing")
    if keys["id"].text() != file.stem:
        raise keys["id"].error(f"the id must be the file's name, {file.stem!r}")
    wording = keys["wording"].mapping(list(Status))
    for status in Status:
        if status not in wording:
            raise keys["wording"].error(f"the status {status.value!r} has no wording")

    def concepts(key: str) -> tuple[Concept, ...]:
        entries = keys[key].items() if key in keys else ()
        return tuple(_concept(entry, pack, shared) for entry in entries)

    return Principle(
        id=file.stem,
        kind=keys["kind"].choice(KINDS),
        order=keys["order"].number(),
        title=keys["title"].text(),
        question=keys["question"].text(),
        asks=" ".join(keys["asks"].text().split()),
        expected=frozenset(one.choice(kinds) for one in keys["expected"].items())
        if "expected" in keys
        else frozenset(),
        in_short="in-short" in keys and keys["in-short"].flag(),
        needs=keys["needs"].number() if "needs" in keys else _NEEDS,
        evidence=concepts("evidence"),
        counter=concepts("counter"),
        findings=frozenset(keys["findings"].texts()) if "findings" in keys else frozenset(),
        spoken_of=tuple(
            _spoken_of(one) for one in (keys["spoken-of"].items() if "spoken-of" in keys else ())
        ),
        wording={status: " ".join(wording[status].text().split()) for status in Status},
        add=" ".join(keys["add"].text().split()),
        examples=tuple(
            _example(one, kinds) for one in (keys["examples"].items() if "examples" in keys else ())
        ),
        file=file,
    )


def _concept(item: Item, pack: Pack, shared: Mapping[str, Words]) -> Concept:
    keys = item.mapping(_CONCEPT_KEYS)
    if "says" not in keys or ("words" in keys) == ("together" in keys):
        raise item.error("a concept needs 'says', and either 'words' or 'together'")

    def listed(entry: Item) -> Words:
        """A list of expressions, or the name of a shared one."""
        if isinstance(entry.value, list):
            return tuple(one for each in entry.items() for one in _named(each))
        return _named(entry)

    def _named(entry: Item) -> Words:
        text = entry.text()
        if not text.startswith("="):
            return (pack.compile(entry),)
        if text[1:] not in shared:
            raise entry.error(f"no shared list {text[1:]!r}{did_you_mean(text[1:], shared)}")
        return shared[text[1:]]

    return Concept(
        says=keys["says"].text(),
        strength=Strength(keys["strength"].choice(_STRENGTHS))
        if "strength" in keys
        else Strength.CLEAR,
        words=listed(keys["words"]) if "words" in keys else (),
        together=tuple(listed(one) for one in keys["together"].items())
        if "together" in keys
        else (),
        whole_block="window" in keys and keys["window"].choice(("paragraph",)) == "paragraph",
        without=listed(keys["without"]) if "without" in keys else (),
        alone="alone" in keys and keys["alone"].flag(),
        denied_counts="denied" in keys and keys["denied"].choice(("counter",)) == "counter",
    )


def _spoken_of(item: Item) -> SpokenOf:
    keys = item.mapping(("says", "filters", "findings"))
    filters, findings = (frozenset(keys[key].texts()) for key in ("filters", "findings"))
    return SpokenOf(keys["says"].text(), filters, findings)


def _example(item: Item, kinds: tuple[str, ...]) -> AuditExample:
    keys = item.mapping(_EXAMPLE_KEYS)
    return AuditExample(
        keys["text"].text(),
        Status(keys["status"].choice(list(Status))),
        keys["kind"].choice(kinds) if "kind" in keys else kinds[0],
        item.line,
    )
