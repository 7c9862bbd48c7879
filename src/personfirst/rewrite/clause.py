"""Where a label stands in its sentence: before its verb, behind one, in a clause about others."""

from __future__ import annotations

import re

from personfirst.rewrite.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    classes,
    forms,
    is_noun,
    is_past,
    is_told,
    is_verb,
    word_set,
)
from personfirst.rewrite.site import Site

_YEAR = re.compile(r"1[6-9]\d\d(?:['’]?s)?")
_OFTEN = word_set(
    "too often always sometimes rarely seldom usually frequently regularly daily never"
)


def is_main_verb(site: Site, first: int, index: int) -> bool:
    """Whether a word that may be a participle is the verb of its sentence: an object follows, or
    the label is no object itself and a whole sentence has no other verb.
    """
    following = site.lower(index + 1)
    if following in DETERMINERS or following in PRONOUNS or following == "that":
        return True
    if is_acted_on(site, first) or site.before_phrase(first) in PREPOSITIONS | {"and", "or"}:
        return False
    if following in ("by", "with"):
        return False
    rest = site.tokens.lowers[index + 1 : site.end(index)]
    whole = bool(rest) and rest[-1] in {".", "!", "?"}
    return whole and not any(_finite(word) for word in rest)


def is_followed_by_verb(site: Site, last: int) -> bool:
    """Whether what may be a participle is one, for the verb of the sentence comes after it:
    "addicts arrested in the sweep were offered", but not "addicts returned and were offered".
    """
    helpers = AUXILIARIES - {"having", "being", "be", "been"}
    word, following = site.lower(last), site.lower(last + 1)
    if word in forms(word, "VB") or following not in PREPOSITIONS | helpers:
        return False
    for later in site.tokens.lowers[last + 1 : site.end(last)]:
        if later in helpers:
            return True
        if later in CONJUNCTIONS or later in PRONOUNS or not later[:1].isalnum():
            return False
    return False


def stands_apart(site: Site, index: int) -> bool:
    """Whether what follows a clause cannot be taken to say how or where people use. A county or a
    town can: whoever lives there also uses there.
    """
    word, end = site.lower(index), site.end(index - 1)
    if index >= end:
        return True
    if word.endswith("ing") and is_verb(word):
        return False
    if word == "," and site.lower(index + 1) in ("also", "called", "known"):
        return False
    if word in _OFTEN:
        return False
    if word in ADVERBS or ("ADV" in classes(word) and not is_verb(word)):
        return is_verb(site.lower(index + 1)) or site.lower(index + 1) in AUXILIARIES
    if word in DETERMINERS:
        return False
    if word not in PREPOSITIONS:
        return "CLOSED" in classes(word) or is_verb(word) or not word[:1].isalnum()
    while word in ("in", "across", "around") and index + 1 < end:
        index += 1
        place = site.at("people-place", index)
        if place is not None:
            return bool(place.entry) and site.lower(index + len(place.words)) not in PREPOSITIONS
        if site.lower(index) in PREPOSITIONS or not site.word(index)[:1].isalnum():
            break
    return False


def is_acted_on(site: Site, first: int) -> bool:
    """Whether a verb stands before the noun phrase, so that what follows may belong to that."""
    before = site.phrase_begin(first) - 1
    while before > site.begin(first) and (
        site.lower(before) in ADVERBS or site.lower(before) == "so"
    ):
        before -= 1
    if before < site.begin(first):
        return False
    word = site.lower(before)
    says = site.at("saying-verb", before) is not None
    return "CLOSED" not in classes(word) and word[:1].isalpha() and is_verb(word) and not says


def in_relative(site: Site, first: int) -> bool:
    """Whether the noun phrase of a word is the subject of a clause about what was named before:
    "the woman whom the addict robbed", "the flat the addict rented".
    """
    before = site.before_phrase(first)
    begin = site.phrase_begin(first)
    if before in ("whom", "that", "which", "who", "where"):
        return True
    bare = begin < first and site.lower(begin) in ("the", "a", "an")
    return bare and is_noun(before) and site.lower(begin - 2) in DETERMINERS


def tells_of_death(site: Site, first: int) -> bool:
    """Whether the sentence tells of a death, so that somebody must judge what tense is right."""
    return any(site.at("death-word", index) for index in range(*site.tokens.sentence(first)))


def tells_of_then(site: Site, first: int) -> bool:
    """Whether a sentence tells of times gone by, by a year or a word: "in 1914", "grew up"."""
    begin, end = site.tokens.sentence(first)
    then = any(
        site.at("past-time", index) or _YEAR.fullmatch(site.lower(index))
        for index in range(begin, end)
    )
    return then and is_told(site.sentence(first))


def may_be_participle(word: str) -> bool:
    """Whether a word may be a past participle."""
    return word in forms(word, "VBN") if "VERB" in classes(word) else False


def _finite(word: str) -> bool:
    """Whether a word may be the verb of a sentence: a helping verb, a past, a third person."""
    return word in AUXILIARIES or is_past(word) or (word.endswith("s") and is_verb(word))
