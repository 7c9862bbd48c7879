"""A person-first noun phrase put in where a label stands, with what grammar then needs around it.

A label is one word and bends easily: it takes adjectives, a possessive mark, a noun behind it, a
clause. A phrase such as "people who use drugs" does not, so what stands around it is recast. Each
function below knows one construction and says nothing (`None`) where it does not stand here.
"""

from __future__ import annotations

from collections.abc import Collection

from personfirst.rewrite.called import says_use
from personfirst.rewrite.grammar import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    is_only_noun,
    is_verb,
    lead,
    word_set,
)
from personfirst.rewrite.idioms import MOST_NAMING, has_no_room, is_none
from personfirst.rewrite.lists import OWN, drinks, shares_noun, with_second
from personfirst.rewrite.named import apposed, before_name
from personfirst.rewrite.owners import possessive
from personfirst.rewrite.place import in_place
from personfirst.rewrite.qualifiers import qualified, stuck
from personfirst.rewrite.recast import (
    attributive,
    hyphenated,
    modifies,
    of_institution,
    of_place,
)
from personfirst.rewrite.site import NOTHING, Change, Draft, Label
from personfirst.rewrite.statements import reported, stated

_DOWNPLAYS = word_set(
    "hardly barely scarcely rarely seldom longer just only merely simply being remain remains"
    " remained stay stays stayed"
)
"""Words before a label that deny it in part, or say that it is all that one is or stays."""


def put(label: Label) -> Draft:
    """The changes that put a phrase in a label's place."""
    shared = shares_noun(label.site, label.first)
    if label.site.hyphen(label.first) and label.site.lower(label.first - 1) == "non":
        return _denied(label)
    label, sure = qualified(with_second(label))
    sure = sure and not shared and not shares_noun(label.site, label.first)
    placed = of_place(label) or (of_institution(label) if label.phrase.person else None)
    if placed is not None:
        return placed if sure else placed.doubted()
    if (label.phrase.person and (shared or stuck(label))) or has_no_room(label):
        return NOTHING
    draft = (
        before_name(label)
        or apposed(label)
        or possessive(label)
        or hyphenated(label)
        or attributive(label)
        or stated(label)
        or (NOTHING if is_none(label) else in_place(label))
    )
    if label.phrase.person and (_named(label) or _owned(label) or _is_operative(label)):
        sure = False
    return draft if sure else draft.doubted()


def _denied(label: Label) -> Draft:
    """So "non-users" become "people who do not use drugs"; "non-addicts" may use them."""
    phrase = label.phrase.denied() if says_use(label) else None
    if phrase is None or label.site.lower(label.last) in ("'s", "'") or modifies(label):
        return NOTHING
    whole = label._replace(first=label.first - 1, phrases=lambda _: phrase)
    return in_place(whole).doubted()


def shorter(label: Label, named: Collection[str]) -> list[Draft]:
    """A shorter way to name people who have been `named` before; for a person to choose. Who takes
    part in nothing that the text speaks of is no participant.
    """
    site, first, last = label.site, label.first, label.last
    if site.lower(last) in ("'s", "'") or site.hyphen(first) or site.hyphen(last):
        return []
    if label.phrase.text not in named:
        return []
    before = site.lower(first - 1) if first > site.begin(first) else ""
    if label.number == "many" and before not in DETERMINERS:
        begins = site.leads_sentence(first) or before in CONJUNCTIONS
        if begins and is_verb(site.lower(last)):
            text = "they"
        elif site.has("program-word"):
            text = "participants"
        else:
            return []
    elif label.number == "one" and before == "the":
        text = "person"
    else:
        return []
    return [Draft((Change(first, last, text),), False)]


def _named(label: Label) -> bool:
    """Whether a verb that gives a name stands a little before: "they call every one an addict"."""
    site = label.site
    begin = site.phrase_begin(label.first)
    return any(
        site.at("naming-verb", index) is not None
        for index in range(max(begin - MOST_NAMING, site.begin(label.first)), begin)
    )


def _is_operative(label: Label) -> bool:
    """Whether a sentence makes a rule or finds a fact at law, where wider words bind more people:
    "RESOLVED, that no addict shall", "The court found that the mother is an addict".
    """
    begin, end = label.site.tokens.sentence(label.first)
    return any(label.site.at("operative-word", index) for index in range(begin, end))


def _likened(label: Label) -> bool:
    """Whether the label is the second of two that somebody is likened to: "like a thief and an
    addict".
    """
    site = label.site
    begin = site.phrase_begin(label.first)
    near = site.tokens.lowers[max(begin - MOST_NAMING, site.begin(label.first)) : begin]
    return label.number == "one" and "like" in near


def _owned(label: Label) -> bool:
    """Whether the label belongs to somebody ("her addict", "the jail's addicts"), is what they turn
    into ("turned him into an addict"), or what others are set against ("patients, not addicts").
    """
    site = label.site
    determiner, adjective = lead(site.tokens, label.first)
    before = (determiner if determiner >= 0 else adjective) - 1
    if site.lower(determiner) in OWN and determiner >= 0:
        relative = site.at("kin", label.last - 1) is not None
        return relative or label.phrase.noun in ("person", "people")
    if site.lower(before) == "than" and site.lower(before - 1) == "more":
        return True
    said_less = site.lower(determiner) == "no" or (drinks(label) and site.lower(before) != "be")
    if site.lower(before) in BE and (said_less or reported(site, before)):
        return True
    if site.lower(label.first - 1) == "other" and site.lower(label.first - 2) in ("and", "or"):
        return True
    if site.lower(before) in _DOWNPLAYS:
        return True
    if label.number == "one" and site.lower(determiner) in ("a", "an"):
        place = before > site.begin(before) and is_only_noun(site.word(before))
        if place and site.lower(before - 1) not in DETERMINERS | {"'s", "'"}:
            return True
    if site.lower(before) == "of" and site.at("carries-nothing", before - 1):
        return True
    if site.lower(before) == "like" or (site.lower(before) in ("and", "or") and _likened(label)):
        return True
    compared = before - (site.lower(before) in ("just", "only", "merely"))
    if site.lower(compared) == "as" and label.number == "one":
        return True
    if site.lower(before) == "you" or site.lower(determiner) == "you":
        return True
    if site.lower(before) == "not" and site.lower(before - 1) == ",":
        return True
    nearest = range(max(before - MOST_NAMING, site.begin(label.first)), before + 1)
    return site.lower(before) in ("'s", "'") or any(site.at("becoming", at) for at in nearest)
