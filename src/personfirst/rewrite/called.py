"""Labels that somebody is called or denied to be, and that no phrase can take the place of.

"They dismissed him as a junkie", "addicts, as the paper called them": the label is a word that was
said, and nobody said "people who use drugs". "Not a junkie, just a kid" does not say that the kid
uses nothing.
"""

from __future__ import annotations

from itertools import pairwise

from personfirst.rewrite.grammar import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    NOT,
    PRONOUNS,
    is_noun,
    is_past,
    word_set,
)
from personfirst.rewrite.phrase import PERSONS
from personfirst.rewrite.site import Label, Site

_VERBS = ("naming-verb", "seeing-verb")
_FAR_FROM_AS = 6
"""How many words stand at most between a verb and the "as" that belongs to it."""
_JOINTS = word_set("and or nor & , than rather")
_MOST_ITEMS = 4
_NEAR = 4
_MOST_SAID = 7
_NO_ROLE = word_set("such well same many much few long soon far")
"""Words beside "as" that make it mean something else: "such as addicts", "as many addicts"."""
_STATES = word_set("use drink take have are")
_LIMITS = word_set("only just simply even")
"""Adverbs that deny that it is all: "not only an addict"."""
_WORDS = word_set("word words term terms phrase name")
_PUTS = word_set("put puts have has had")
_SETS_OFF = frozenset(".,;:!?-–—(\"'“‘’”…")
_USERS = word_set("user users taker takers drinker drinkers smoker smokers injector injectors")


def says_use(label: Label) -> bool:
    """Whether a label itself says what people do: "user", but not "addict"."""
    return label.site.lower(label.last - 1) in _USERS


def is_called(label: Label) -> bool:
    """Whether the label is a word that was said for somebody: "was labeled an addict", "referred to
    them as drunks and junkies", "call our clients addicts", "addicts, so called".
    """
    begin = _list_begin(label.site, label.site.phrase_begin(label.first))
    return _is_role(label, begin) or _is_given(label, begin) or _is_word_for(label)


def is_denied(label: Label) -> bool:
    """Whether somebody is said not to be what the label says, which is more than what people do:
    "Not a junkie, just a kid", "my brother's not a pothead".
    """
    site, said = label.site, label.phrase.predicate
    if said is None or said.base not in _STATES or says_use(label):
        return False
    begin = site.phrase_begin(label.first)
    if begin < label.first and site.lower(begin) in DETERMINERS - {"a", "an"}:
        return False
    index = begin - 1
    while index > site.begin(label.first) and site.lower(index) in ADVERBS - _LIMITS:
        index -= 1
    if index < site.begin(label.first) or site.lower(index) not in NOT:
        return False
    opens = index == site.begin(label.first) or site.lower(index - 1) in _SETS_OFF
    if opens and label.number == "many":
        near = site.tokens.lowers[max(index - _FAR_FROM_AS, site.begin(index)) : index]
        return site.leads_sentence(index) or not BE.isdisjoint(near)
    short = site.lower(index - 1) in BE | {"'s"} and said.base not in ("have", "are")
    return opens or short


def _list_begin(site: Site, begin: int) -> int:
    """Where a list begins whose later item begins at a word: "abusers, drunks and junkies"."""
    for _ in range(_MOST_ITEMS):
        joint = begin - 1
        while joint > site.begin(begin) and site.lower(joint) in _JOINTS:
            joint -= 1
        if joint == begin - 1 or joint < site.begin(begin) or not is_noun(site.word(joint)):
            return begin
        begin = site.phrase_begin(joint)
    return begin


def _is_role(label: Label, begin: int) -> bool:
    """Whether "as" stands before, and a verb of calling or seeing before that: "saw him as an
    addict", "are known in town as crackheads".
    """
    site, start = label.site, label.site.begin(begin)
    role = begin - 1
    if label.number == "one" and site.lower(role) != "as":
        near = range(max(label.first - _NEAR, start), label.first - 1)
        articles = (at for at in near if site.lower(at + 1) in ("a", "an"))
        role = next((at for at in articles if site.lower(at) == "as"), -1)
    if site.lower(role) != "as" or site.lower(begin) in DETERMINERS - {"a", "an", "the"}:
        return False
    before = site.lower(role - 1)
    if before in _NO_ROLE | CONJUNCTIONS | {","} or site.lower(begin) in _NO_ROLE:
        return False
    near = range(max(role - _FAR_FROM_AS, start), role)
    of_themselves = before.endswith(("self", "selves"))
    return any(site.any_at(_VERBS[: 1 if of_themselves else None], at) for at in near)


def _is_given(label: Label, begin: int) -> bool:
    """Whether a verb gives somebody the label as a name: "was called an addict", "call him a
    junkie", "label our clients addicts"; but not "call addicts", which may be by telephone.
    """
    site, verb = label.site, begin - 1
    if site.lower(verb) in PRONOUNS | {"her"}:
        verb -= 1
    elif label.number == "many" and _names_people(site, verb):
        verb = site.phrase_begin(verb) - 1
    if verb < site.begin(begin) or site.at("naming-verb", verb) is None:
        return False
    if label.number == "one" or verb < begin - 1:
        return True
    passive = site.lower(verb - 1) in BE or site.lower(verb - 1) in ADVERBS
    return is_past(site.lower(verb)) and (passive or site.lower(verb) != "called")


def _names_people(site: Site, index: int) -> bool:
    named = site.at("carries-people", index) or site.lower(index) in PERSONS
    return bool(named) and is_noun(site.word(index))


def _is_word_for(label: Label) -> bool:
    """Whether words behind a label say that it is somebody's word: "addicts, as they were called",
    "drunks, to use the judge's word", "addicts, so called".
    """
    site = label.site
    index = label.last + (site.lower(label.last) in (",", "(", "-", "–", "—"))
    words = site.tokens.lowers[index : min(index + _MOST_SAID, site.end(label.first))]
    if words[:2] == ("so", "called"):
        return True
    if words[:1] == ("as",):
        called = any(
            site.at("naming-verb", at) is not None for at in range(index + 1, index + len(words))
        )
        put = any(a in _PUTS and b == "it" for a, b in pairwise(words))
        closed = site.lower(index + 1) not in {"a", "an", *_NO_ROLE}
        return closed and (called or put)
    borrows = words[:1] == ("to",) and words[1:2] and words[1] in ("use", "borrow", "quote")
    return bool(borrows) and not _WORDS.isdisjoint(words)
