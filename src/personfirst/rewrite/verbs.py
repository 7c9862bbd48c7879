"""A verb put in where a verb stands, in the tense and form of the sentence."""

from __future__ import annotations

from collections.abc import Mapping

from personfirst.match.terms import Match
from personfirst.rewrite.grammar import (
    ADVERBS,
    BE,
    HAVE,
    NOT,
    PRONOUNS,
    forms,
    is_plural,
    word_set,
)
from personfirst.rewrite.site import Site

VERB_FORMS = ("base", "third", "past", "gerund")
_BASE_BEFORE = word_set(
    "to can could will would shall should may might must 'd 'll do does did let not n't please"
    " help helps and or"
)
_SINGULAR = frozenset({"he", "she", "it", "who"})
_MOST_ADVERBS = 3


def verb_form(match: Match, site: Site) -> tuple[str, bool]:
    """The form to write, `participle` included, and whether that is sure.

    A word that can be base and past ("hit", "quit") is judged by what stands before it, a past
    that can be a participle by whether a form of "have" or "be" does.
    """
    form = match.form
    word = site.lower(match.first)
    before = _before(site, match.first)
    if form == "base" and word in forms(word, "VBD"):
        if before in _BASE_BEFORE:
            return "base", before not in ("and", "or")
        if before in _SINGULAR or (before and before not in PRONOUNS and not is_plural(before)):
            return "past", True
        return "base", not before
    if form == "past":
        if before in BE:
            return "participle", False
        if before in HAVE or (before == "'s" and word not in forms(word, "VB")):
            return "participle", before != "'s" or word in forms(word, "VBN")
    return form, True


def inflected(alternative: Mapping[str, str], form: str) -> str | None:
    """An alternative's words in a verb form; a participle is made from the past if need be."""
    if form != "participle" or "participle" in alternative:
        return alternative.get(form)
    past = alternative.get("past")
    if past is None:
        return None
    first, _, rest = past.partition(" ")
    participles = forms(first, "VBN")
    if not participles or first in participles:
        return past
    return f"{participles[0]} {rest}".rstrip()


def _before(site: Site, first: int) -> str:
    """The word before a verb in its sentence, adverbs and "not" passed over."""
    index = first - 1
    for _ in range(_MOST_ADVERBS):
        word = site.lower(index) if index >= site.begin(first) else ""
        if word not in ADVERBS and word not in NOT:
            return word if word[:1].isalnum() or word.startswith("'") else ""
        index -= 1
    return ""
