"""A rule's words for a match: in a style, in the right number, with the drug that was named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from personfirst.match.search import Slot
from personfirst.match.terms import Match
from personfirst.match.tokens import Tokens
from personfirst.model.choices import STYLES
from personfirst.model.rule import Alternative, Rule
from personfirst.rewrite.grammar import classes, is_plural
from personfirst.rewrite.phrase import Phrase, both_numbers, take_apart
from personfirst.rewrite.site import Label, Site
from personfirst.rewrite.verbs import VERB_FORMS
from personfirst.rulebook.replacements import SLOT

_NUMBERS = ("one", "many")
_MANY_VERBS = frozenset({"are", "were", "have", "do"})
_AMONG = frozenset({"among", "amongst", "between", "most", "many", "few", "than"})


def alternatives_for(rule: Rule, style: str) -> tuple[Alternative, ...]:
    """A rule's alternatives in a style, or in the nearest style that it has."""
    return next((rule.rewrite[name] for name in (style, *STYLES) if name in rule.rewrite), ())


def readable(template: str) -> str:
    """An alternative's words as a person reads them, its slots filled with what they default to."""
    return SLOT.sub(lambda found: found["default"] or f"({found['name']})", template)


def label_of(match: Match, alternative: Alternative, site: Site) -> Label | None:
    """The label that a match is, if the alternative is a noun; None for verbs and fixed words."""
    given = alternative.forms
    form = match.form
    if not form and match.last - match.first == 1 and given.keys() >= set(_NUMBERS):
        form = "many" if is_plural(site.word(match.first)) else "one"
    if form in ("", "one") and _counts_many(match, site):
        form = "many"
    order = {"many": ("many", "one"), "one": ("one", "many")}.get(form, _NUMBERS)
    if form in VERB_FORMS or ("text" in given and form not in _NUMBERS):
        return None
    number = next((form for form in order if form in given), None)
    if number is None:
        return None
    forms = site.pack.forms
    texts = {form: filled(text, match, site.tokens) for form, text in given.items()}
    if len(texts.keys() & set(_NUMBERS)) == 1:
        texts |= both_numbers(texts[number], forms)
    one, many = (texts[form] for form in _NUMBERS)

    @cache
    def phrase(wanted: str) -> Phrase:
        return take_apart(one, many, wanted, forms)

    number = form if form in _NUMBERS else number
    return Label(site, match.first, match.last, number, phrase)


def _counts_many(match: Match, site: Site) -> bool:
    """Whether an abbreviation stands for several people, as the verb after it or a preposition
    right before it tells: "IDU are", "among IDU", "than non-IDU".
    """
    word = site.word(match.last - 1)
    verb = match.last + ("ADV" in classes(site.word(match.last)))
    before = match.first - 1 - (site.lower(match.first - 1) == "non")
    many = site.lower(verb) in _MANY_VERBS or site.lower(before) in _AMONG
    return word.isupper() and len(word) > 1 and many and not site.block.text.isupper()


def filled(template: str, match: Match, tokens: Tokens) -> str:
    """An alternative's words with its slots filled."""
    text = SLOT.sub(lambda found: _slot_text(found, match.slots, tokens), template)
    return " ".join(text.split())


def _slot_text(found: re.Match[str], slots: Mapping[str, Slot], tokens: Tokens) -> str:
    slot = slots.get(found["name"])
    if slot is None:
        return found["default"] or ""
    texts = dict.fromkeys(
        (choice.entry or {}).get(found["attribute"] or "name")
        or (found["default"] if found["attribute"] else "")
        or _written(" ".join(choice.words), choice.entry or {})
        for choice in slot.choices
    )
    *front, last = texts
    joint = "or" if "or" in tokens.lowers[slot.first : slot.last] else "and"
    return f"{', '.join(front)} {joint} {last}" if front else last


def _written(words: str, entry: Mapping[str, str]) -> str:
    """Words in small letters, with the capitals of a name that is the same without them."""
    name = entry.get("name", "")
    return name if name.lower() == words else words
