"""Regular and irregular forms of nouns and verbs, and the two spellings of English.

What is irregular stands in a pack's `forms.yaml` and in those of local folders; this file knows
only the regular rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from personfirst.rulebook.nodes import Item

_FORMS = 3
_HISSING = ("s", "x", "z", "ch", "sh")
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]$")


@dataclass(frozen=True, slots=True)
class Forms:
    """A pack's irregular words: noun to plurals, verb to {third, past, gerund}, word to its other
    spelling; the words that are in many texts, and of those the ones that are in every one.
    `expanded` keeps what `pattern.expand` made of a stretch of words, which lists often repeat.
    """

    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    verbs: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    expanded: dict[tuple[str, str, bool], Any] = field(default_factory=dict, compare=False)

    def plurals(self, noun: str) -> tuple[str, ...]:
        """The plural forms of a noun, most often one."""
        if noun in self.nouns:
            return self.nouns[noun]
        if _ends_in_y(noun):
            return (noun[:-1] + "ies",)
        if noun.endswith(_HISSING):
            return (noun + "es",)
        return (noun + "s",)

    def verb(self, verb: str) -> Mapping[str, tuple[str, ...]]:
        """The third person, past (with participle) and gerund of a verb: the regular ones where
        nothing else is known.
        """
        known = self.verbs.get(verb, {})
        return known if len(known) == _FORMS else {**_regular(verb), **known}

    def varies(self, word: str) -> bool:
        """Whether a word has another spelling on the other side of the Atlantic."""
        return word in self.spellings

    def spelled(self, word: str) -> tuple[str, ...]:
        """A word and, where there is one, its spelling on the other side of the Atlantic."""
        other = self.spellings.get(word)
        return (word,) if other is None else (word, other)


def _regular(verb: str) -> Mapping[str, tuple[str, ...]]:
    """The forms of a verb by the rules."""
    if _ends_in_y(verb):
        third, past, gerund = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    elif verb.endswith("ie"):
        third, past, gerund = verb + "s", verb + "d", verb[:-2] + "ying"
    elif verb.endswith("e"):
        kept = verb.endswith(("ee", "oe", "ye"))
        third, past, gerund = verb + "s", verb + "d", (verb if kept else verb[:-1]) + "ing"
    else:
        third = verb + ("es" if verb.endswith(_HISSING) else "s")
        doubled = verb[-1] if _DOUBLED.fullmatch(verb) else "k" if verb.endswith("ic") else ""
        past, gerund = verb + doubled + "ed", verb + doubled + "ing"
    return {"third": (third,), "past": (past,), "gerund": (gerund,)}


def _ends_in_y(word: str) -> bool:
    """Whether a word ends in a "y" that becomes "ie" where it inflects."""
    return word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou"


def read_forms(files: Iterable[Item]) -> Forms:
    """What files of irregular forms say, the last one first. Raises `RuleError`."""
    nouns: dict[str, tuple[str, ...]] = {}
    verbs: dict[str, Mapping[str, tuple[str, ...]]] = {}
    spellings: dict[str, str] = {}
    for file in files:
        keys = file.mapping(("nouns", "verbs", "spellings"))
        for noun, plurals in _entries(keys, "nouns"):
            nouns[noun] = _words(plurals)
        for verb, parts in _entries(keys, "verbs"):
            given = parts.mapping(("third", "past", "gerund"))
            verbs[verb] = {form: _words(texts) for form, texts in given.items()}
        for american, item in _entries(keys, "spellings"):
            spellings[american] = item.text()
            spellings[item.text()] = american
    return Forms(nouns, verbs, spellings)


def _entries(keys: Mapping[str, Item], key: str) -> Iterable[tuple[str, Item]]:
    return keys[key].mapping().items() if key in keys else ()


def _words(item: Item) -> tuple[str, ...]:
    """Forms that are written one after the other."""
    return tuple(item.text().split())
