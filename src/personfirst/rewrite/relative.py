"""A clause that follows a label, joined to the one that a phrase ends in."""

from __future__ import annotations

from itertools import pairwise

from personfirst.rewrite.grammar import (
    AUXILIARIES,
    DETERMINERS,
    NOT,
    PRONOUNS,
    classes,
    forms,
    is_past,
    is_verb,
)
from personfirst.rewrite.phrase import Phrase
from personfirst.rewrite.site import Change, Site

Followed = tuple[Phrase, tuple[Change, ...], int, bool]
"""The phrase as it then is, further changes, the end of the words replaced, whether it is sure."""

_THEN = frozenset({"could", "would", "did"})
_IN_FULL = {"'ve": "have", "'re": "are", "'ll": "will"}
_MOST_CLEFT = 10


def relative(site: Site, first: int, last: int, phrase: Phrase) -> Followed | None:
    """So "addicts who want help" becomes "people who use drugs and want help"."""
    pronoun = site.lower(last)
    if pronoun == "whose" and phrase.clause:
        return phrase, (Change(last, last + 1, "and whose"),), last, True
    if pronoun not in ("who", "that") or not phrase.clause:
        return None
    index = last + 1
    while "ADV" in classes(site.word(index)) or site.lower(index) in NOT:
        index += 1
    verb = site.lower(index)
    if verb in PRONOUNS or verb in DETERMINERS or not is_verb(verb):
        return phrase, (), last, pronoun == "who" and verb in PRONOUNS
    third = verb.endswith("s") and verb not in AUXILIARIES and verb not in forms(verb, "VB")
    if phrase.number == "many" and third:
        return phrase, (), last, False
    if _cleft(site, first):
        known = site.lower(site.phrase_begin(first)) not in ("a", "an")
        return phrase, (), last, known and phrase.predicate is not None
    before = site.before_phrase(first)
    if is_past(verb) and phrase.number == "one" and site.lower(site.phrase_begin(first)) == "the":
        return phrase, (Change(last, last + 1, "and who"),), last, False
    sure = phrase.predicate is not None and before not in ("and", "or", "of")
    sure = sure and not is_past(verb) and verb not in _THEN
    sure = sure and site.lower(index + 1) not in ("no", "not", "n't", "now")
    if is_past(verb):
        phrase = phrase.in_past()
    if verb.startswith("'"):
        full = _full(site, last + 1)
        joined = (Change(last, last + 2, f"and {full}"),) if full else ()
        return phrase, joined, last, False
    return phrase, (Change(last, last + 1, "and"),), last, sure


def _full(site: Site, index: int) -> str:
    """A verb that is run together with "who", in full; nothing where it may be one of two."""
    short, after = site.lower(index), index + 1
    while "ADV" in classes(site.word(after)) or site.lower(after) in NOT:
        after += 1
    verb = site.lower(after)
    if short == "'d":
        return "would" if verb in forms(verb, "VB") else "had"
    if short == "'s":
        return "has" if verb == "been" else ""
    return _IN_FULL.get(short, "")


def _cleft(site: Site, first: int) -> bool:
    """Whether "it is" stands before, to which the clause may belong: "it is the addict who"."""
    words = site.tokens.lowers[max(first - _MOST_CLEFT, site.begin(first)) : first]
    return any(a == "it" and b in ("is", "was", "'s") for a, b in pairwise(words))
