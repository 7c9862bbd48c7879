"""A language pack's shared words: lexicons, irregular forms and the cues of the context filters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from personfirst.model.errors import did_you_mean
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.frequency import FREQUENCIES, Frequency
from personfirst.rulebook.inflect import Forms, read_forms
from personfirst.rulebook.narrative import Roles
from personfirst.rulebook.nodes import Item, Reader, read_items
from personfirst.rulebook.pattern import (
    Choice,
    Inflect,
    Lexicon,
    Pattern,
    compile_pattern,
    expand,
    split_words,
)
from personfirst.rulebook.places import is_built_in, yaml_files
from personfirst.rulebook.written import PatternError

_LEXICON_KEYS = ("about", "inflect", "joins", "includes", "words")
_CUE_KEYS = ("about", "within", "words")
FORMS = "forms.yaml"
"""The file of irregular forms and second spellings."""
OPINIONS = "opinions"
"""The folder of the weights for second opinions on a match."""
_SUBJECT = {"topic.strongest": 5, "topic.telling": 4, "topic.wider": 2}
"""What a word of these lists weighs as evidence that a document is about drugs as a whole."""
_OTHER_SUBJECT = "other-subject"
"""The lexicon of words that are evidence against it."""
_RUN = re.compile(r"\w+")

Names = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Cue:
    """A list of words that a context filter goes by, and how far from the match they may stand.

    Its expressions are compiled when they are first asked for.
    """

    name: str
    words: tuple[Item, ...]
    within: int
    pack: Pack

    @cached_property
    def patterns(self) -> Expressions:
        """Raises `RuleError` for an expression that cannot be compiled."""
        return Expressions(map(self.pack.compile, self.words))

    @cached_property
    def single_words(self) -> frozenset[str]:
        """The expressions as they are written, for a cue that is a list of words."""
        return frozenset(item.text() for item in self.words)


@dataclass(frozen=True)
class Pack:
    """Everything that the rules of one language share; `names` as `known_names` gives them,
    `opinions` the folder of the weights for second opinions on a match.
    """

    forms: Forms
    items: Mapping[str, Item]
    cues: Mapping[str, Cue]
    names: Names = field(default_factory=dict)
    frequency: Frequency = field(default_factory=lambda: Frequency(Path(FREQUENCIES)))
    roles: Roles = field(default_factory=lambda: Roles({}))
    opinions: Path | None = None
    built: dict[str, Lexicon] = field(default_factory=dict)
    compiled: dict[tuple[str, Inflect, bool], Pattern] = field(default_factory=dict)

    @property
    def subject(self) -> Mapping[str, int]:
        """The words by which one sees that a document is about drugs, and what each weighs."""
        return {
            word: weight
            for name, weight in _SUBJECT.items()
            if name in self.cues
            for word in sorted(self.cues[name].single_words)
        }

    @property
    def others(self) -> Mapping[str, Sequence[str]]:
        """By their first words the rows of words by which one sees that it is about something
        else.
        """
        known = _OTHER_SUBJECT in self.items
        rows: dict[str, set[str]] = {}
        for one in self.lexicon(_OTHER_SUBJECT).choices if known else ():
            words = _RUN.findall(" ".join(one.words))
            rows.setdefault(words[0], set()).add(" ".join(words))
        return {first: sorted(rows[first]) for first in sorted(rows)}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that a lexicon holds."""
        return frozenset(
            word
            for name in self.items
            for choice in self.lexicon(name).choices
            for word in choice.words
        )

    @cached_property
    def attributes(self) -> frozenset[str]:
        """What the lexicons say of words besides the words, such as `disorder`."""
        return frozenset(
            key
            for item in self.items.values()
            for entry in _written(item)
            if isinstance(entry.value, dict)
            for key in entry.value
            if key != "words"
        )

    def lexicon(self, name: str) -> Lexicon:
        """A lexicon by name, built at its first use. Raises `PatternError` for an unknown one."""
        if name not in self.built:
            if name not in self.items:
                raise PatternError(
                    f"there is no lexicon {{{name}}}{did_you_mean(name, self.items)}"
                )
            self.built[name] = self._build(name, self.items[name], ())
        return self.built[name]

    def _build(self, name: str, item: Item, above: tuple[str, ...]) -> Lexicon:
        if not isinstance(item.value, dict):
            raise item.error(f"write the words of {name!r} as '{name}: {{words: [one, another]}}'")
        keys = item.mapping(_LEXICON_KEYS)
        inflect = (
            Inflect(keys["inflect"].choice(list(Inflect))) if "inflect" in keys else Inflect.NONE
        )
        joins = "joins" in keys and keys["joins"].flag()
        choices: list[Choice] = []
        for included in keys["includes"].items() if "includes" in keys else ():
            other = included.text()
            if other in above or other == name:
                raise included.error(f"lexicon {other!r} includes itself")
            if other not in self.items:
                raise included.error(
                    f"there is no lexicon {other!r}{did_you_mean(other, self.items)}"
                )
            choices += self._build(other, self.items[other], (*above, name)).choices
        for entry in keys["words"].items() if "words" in keys else ():
            choices += self._entry(entry, inflect)
        if not choices:
            raise item.error(f"lexicon {name!r} has no words")
        return Lexicon(name, tuple({choice.words: choice for choice in choices}.values()), joins)

    def _entry(self, entry: Item, inflect: Inflect) -> list[Choice]:
        """A plain word, or a group {words: [...], name: ..., attribute: ...}."""
        attributes: dict[str, str] | None = None
        words = [entry]
        if isinstance(entry.value, dict):
            keys = entry.mapping()
            if "words" not in keys:
                raise entry.error("a group of words needs the key 'words'")
            words = keys["words"].items()
            attributes = {key: item.text() for key, item in keys.items() if key != "words"}
        choices: list[Choice] = []
        for word in words:
            text = word.text()
            if any(sign in text for sign in "(){}?|") or "..." in text:
                raise word.error(f"{text!r}: a lexicon holds plain words, not patterns")
            try:
                expanded = list(expand(text, inflect, self.forms))
            except PatternError as error:
                raise word.error(str(error)) from error
            choices += [Choice(choice.words, choice.form, attributes) for choice in expanded]
        return choices

    def compile(
        self, item: Item, inflect: Inflect = Inflect.NOUN, *, cased: bool = False
    ) -> Pattern:
        """The pattern written at an item, compiled once however often it is written.

        Raises `RuleError` with its place.
        """
        text = item.text()
        key = (text, inflect, cased)
        if key not in self.compiled:
            try:
                self.compiled[key] = compile_pattern(
                    text, inflect, self.lexicon, self.forms, cased=cased
                )
            except PatternError as error:
                raise item.error(str(error)) from error
        return self.compiled[key]


def load_pack(folder: Path, more: Sequence[Path] = (), read: Reader = read_items) -> Pack:
    """Read `forms.yaml`, `lexicon/`, `roles/`, `names/` and `cues/` of a language folder.

    `more` are the folders of local rules: their `forms.yaml`, `lexicon/`, `roles/` and `names/` add
    to the pack. What `read` gives is not checked before it is used; `check_pack` does that.
    """
    forms = read_forms(map(read, filter(Path.is_file, (one / FORMS for one in (folder, *more)))))
    items = _lists("lexicon", (folder, *more), read)
    names = known_names(
        item.text()
        for root in (folder, *more)
        for file in yaml_files(root / "names")
        for group in read(file).mapping().values()
        for item in group.items()
    )
    cues: dict[str, Cue] = {}
    roles = Roles(_lists("roles", (folder, *more), read))
    opinions = folder / OPINIONS
    pack = Pack(
        forms,
        items,
        cues,
        names,
        Frequency(folder / FREQUENCIES),
        roles,
        opinions if opinions.is_dir() else None,
    )
    for file in yaml_files(folder / "cues"):
        for key, item in read(file).mapping().items():
            cues[f"{file.stem}.{key}"] = _cue(f"{file.stem}.{key}", item, pack)
    return pack


def check_pack(pack: Pack) -> None:
    """Build every lexicon and compile every cue. Raises `RuleError` for one that is wrong."""
    for name in pack.items:
        pack.lexicon(name)
    for cue in pack.cues.values():
        _ = cue.patterns


def known_names(texts: Iterable[str]) -> Names:
    """Proper names as rows of lower-case words, under each of their words."""
    names: dict[str, tuple[tuple[str, ...], ...]] = {}
    for text in texts:
        words = split_words(text.lower())
        for word in set(words):
            names[word] = (*names.get(word, ()), words)
    return names


def _written(item: Item) -> Sequence[Item]:
    """The words and groups of words that a lexicon's file lists."""
    words = item.mapping().get("words")
    return words.items() if words else ()


def _lists(kind: str, folders: Sequence[Path], read: Reader) -> dict[str, Item]:
    """The named lists in all files of a kind, the last folder's first; no name may be taken."""
    items: dict[str, Item] = {}
    for root in folders:
        for file in yaml_files(root / kind):
            for name, item in _named(read(file), kind).items():
                if name in items and is_built_in(items[name].file):
                    raise item.error(
                        f"there is a built-in list {name!r} already; give yours another name, and "
                        f"take ours into it with 'includes: [{name}]'"
                    )
                if name in items:
                    raise item.error(f"there is a list {name!r} already, in {items[name].file}")
                items[name] = item
    return items


def _named(whole: Item, kind: str) -> Mapping[str, Item]:
    """The lists of a file by their names. Raises `RuleError` where it holds words alone."""
    value = whole.value
    if not isinstance(value, dict) or (kind == "lexicon" and value.keys() & {"words", "includes"}):
        raise whole.error("a list has a name: write 'our-wound: {words: [abscess, sore]}'")
    return value


def _cue(name: str, item: Item, pack: Pack) -> Cue:
    keys = item.mapping(_CUE_KEYS)
    if "words" not in keys:
        raise item.error("a list of cues needs the key 'words'")
    within = keys["within"].number() if "within" in keys else 1
    return Cue(name, tuple(keys["words"].items()), within, pack)
