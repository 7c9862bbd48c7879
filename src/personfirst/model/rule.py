"""A rule as data: what to look for, when it counts, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from personfirst.model.choices import Severity
from personfirst.model.finding import Safety

IN_COMPANY = "in-company"
"""The tag of a rule whose words are so common that all it finds stands alone."""
SCORN = "scorn"
"""The tag of a narrative that speaks ill of people, whatever they are called in it."""
FORMS = ("text", "one", "many", "base", "third", "past", "participle", "gerund")
"""The forms that words may be given in; see `Alternative`."""


class Condition(NamedTuple):
    """One entry of `needs`, `unless` or `ask`: all of its parts must hold.

    Each part is a tuple of expressions in the pattern language, of which one must be found: right
    before or right after the match (or at most `within` words away), on either side of it (`near`),
    in it, in its sentence, paragraph or document; `document_lacks` wants none of its words to stand
    in the document, `sentence_lacks` none in the sentence and what it stands under. `compound_but`
    wants another noun right before the match than those it names. `opens` wants the match to be the
    first words of its sentence, and `on_topic` a document that is about drugs as a whole. `means`
    says in words what the match is then about.
    """

    preceded_by: tuple[str, ...] = ()
    compound_but: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    match_has: tuple[str, ...] = ()
    sentence_has: tuple[str, ...] = ()
    sentence_lacks: tuple[str, ...] = ()
    paragraph_has: tuple[str, ...] = ()
    document_has: tuple[str, ...] = ()
    document_lacks: tuple[str, ...] = ()
    opens: bool = False
    on_topic: bool = False
    within: int = 1
    means: str = ""


class Alternative(NamedTuple):
    """One way to say it better, as a map from form to words.

    Forms: `one` and `many` for nouns; `base`, `third`, `past`, `participle` and `gerund` for verbs;
    `text` for words that do not inflect. Words may hold slots such as `{drug}`.
    """

    forms: Mapping[str, str]


class AllowedPhrase(NamedTuple):
    """A phrase in which an organisation lets words stand, and why.

    `rules` are the ids and categories that are silent in it; without any, all are.
    """

    text: str
    rules: tuple[str, ...] = ()
    reason: str = ""

    def covers(self, rule: str, category: str) -> bool:
        """Whether a rule is silent in the phrase."""
        return not self.rules or rule in self.rules or category in self.rules


class Example(NamedTuple):
    """A sentence that tests its rule.

    `spans` are the stretches that must be found (none for a `pass` example); `because` names the
    filter that must have muted the match, or is empty where nothing may match at all or the reason
    is free; `fixes` maps a style to the sentence after its first suggestion is put in.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    because: str
    fixes: Mapping[str, str]
    line: int


class Rule(NamedTuple):
    """One file of the rulebook."""

    id: str
    category: str
    kind: str
    severity: Severity
    title: str
    why: str
    sources: tuple[str, ...]
    language: str
    enabled: bool
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    ask: tuple[Condition, ...] = ()
    withhold: tuple[Condition, ...] = ()
    rewrite: Mapping[str, tuple[Alternative, ...]] = {}
    safety: Safety = Safety.REVIEW
    advice: str = ""
    leave_out: tuple[str, ...] = ()
    accepted_in: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    tags: tuple[str, ...] = ()
    since: str = ""
    file: Path = Path()
