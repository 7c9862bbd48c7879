"""Regular and irregular forms of nouns and verbs, and the two spellings of English.

What is irregular stands in a pack's `forms.yaml`; this file knows only the regular rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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
        if noun.endswith(("s", "x", "z", "ch", "sh")):
            return (noun + "es",)
        return (noun + "s",)

    def verb(self, verb: str) -> Mapping[str, tuple[str, ...]]:
        """The third person, past (with participle) and gerund of a verb."""
        if verb in self.verbs:
            return self.verbs[verb]
        if _ends_in_y(verb):
            return {
                "third": (verb[:-1] + "ies",),
                "past": (verb[:-1] + "ied",),
                "gerund": (verb + "ing",),
            }
        if verb.endswith("e"):
            return {"third": (verb + "s",), "past": (verb + "d",), "gerund": (verb[:-1] + "ing",)}
        stem = verb + verb[-1] if _DOUBLED.fullmatch(verb) else verb
        third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
        return {"third": (third,), "past": (stem + "ed",), "gerund": (stem + "ing",)}

    def varies(self, word: str) -> bool:
        """Whether a word has another spelling on the other side of the Atlantic."""
        return word in self.spellings

    def spelled(self, word: str) -> tuple[str, ...]:
        """A word and, where there is one, its spelling on the other side of the Atlantic."""
        other = self.spellings.get(word)
        return (word,) if other is None else (word, other)


def _ends_in_y(word: str) -> bool:
    """Whether a word ends in a "y" that becomes "ie" where it inflects."""
    return word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou"
