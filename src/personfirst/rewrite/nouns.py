"""A person-first noun phrase put in where a label stands, with what grammar then needs around it.

A label is one word and bends easily: it takes adjectives, a possessive mark, a noun behind it, a
clause. A phrase such as "people who use drugs" does not, so what stands around it is recast. Each
function below knows one construction and says nothing (`None`) where it does not stand here.
"""

from __future__ import annotations

from collections.abc import Collection

from personfirst.rewrite.grammar import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    NUMBERS,
    PRONOUNS,
    classes,
    is_adjective,
    is_noun,
    is_verb,
    lead,
    word_set,
)
from personfirst.rewrite.lists import OWN, drinks, shares_article, shares_noun
from personfirst.rewrite.named import apposed, before_name
from personfirst.rewrite.place import in_place
from personfirst.rewrite.qualifiers import qualified, stuck
from personfirst.rewrite.recast import (
    attributive,
    gives,
    hyphenated,
    modifies,
    of_place,
    possessive,
)
from personfirst.rewrite.site import NOTHING, Change, Draft, Label
from personfirst.rewrite.statements import reported, stated

_MOST_NAMING = 4
_DOWNPLAYS = word_set(
    "hardly barely scarcely rarely seldom longer just only merely simply being remain remains"
    " remained stay stays stayed"
)
"""Words before a label that deny it in part, or say that it is all that one is or stays."""
_ASKED = word_set("how what why when where whether which")
_INSIDE = word_set("me you him her us them myself yourself")
_IS_ALL = word_set("such born die dies died")
"""Words before a label that say that somebody is nothing else."""


def put(label: Label) -> Draft:
    """The changes that put a phrase in a label's place."""
    shared = shares_noun(label.site, label.first)
    if label.site.hyphen(label.first) and label.site.lower(label.first - 1) == "non":
        return _denied(label)
    label, sure = qualified(label)
    sure = sure and not shared and not shares_noun(label.site, label.first)
    placed = of_place(label)
    if placed is not None:
        return placed if sure else placed.doubted()
    if label.phrase.person and (shared or stuck(label) or _called(label) or _turns(label)):
        return NOTHING
    if label.phrase.noun in ("person", "people") and (_kept(label) or _is_not(label)):
        return NOTHING
    if label.phrase.person and (_is_stranded(label) or _is_idiom(label)):
        return NOTHING
    if label.phrase.person and label.phrase.tail and (shares_article(label) or _is_given(label)):
        return NOTHING
    if label.phrase.tail and _has_unknown_behind(label):
        return NOTHING
    draft = (
        before_name(label)
        or apposed(label)
        or possessive(label)
        or hyphenated(label)
        or attributive(label)
        or stated(label)
        or (NOTHING if _is_none(label) else in_place(label))
    )
    if label.phrase.person and (_named(label) or _owned(label)):
        sure = False
    return draft if sure else draft.doubted()


def _denied(label: Label) -> Draft:
    """So "non-addicts" become "people who do not use drugs"."""
    phrase = label.phrase.denied()
    if phrase is None or label.site.lower(label.last) in ("'s", "'") or modifies(label):
        return NOTHING
    whole = label._replace(first=label.first - 1, phrases=lambda _: phrase)
    return in_place(whole).doubted()


def put_joined(left: Label, right: Label) -> Draft | None:
    """Two labels with "or" between them as one phrase: people who use or sell drugs."""
    site = left.site
    one, two = left.phrase, right.phrase
    joint = site.lower(left.last)
    shared = left.number == "one" and lead(site.tokens, left.first)[0] >= 0
    if joint != "or" and not (joint == "and" and shared):
        return None
    if left.number != right.number or one.noun != two.noun or not (one.clause and two.clause):
        return None
    said, also = one.predicate, two.predicate
    if said is None or also is None or said.before or also.before:
        return None
    form = "third" if left.number == "one" else "base"
    if said.rest == also.rest:
        tail = f"who {getattr(said, form)} {joint} {also.say(form)}"
    else:
        tail = f"who {said.say(form)} {joint} {also.say(form)}"
    phrase = one._replace(tail=tail, predicate=None)
    both = left._replace(last=right.last, phrases=lambda _: phrase)
    if _is_tied(right) or site.lower(right.last) == "of":
        return None
    after = put(both)
    if site.lower(left.first - 1) in CONJUNCTIONS or not after.changes:
        return None
    return after.doubted() if drinks(left) or drinks(right) else after


def recovering(left: Label, right: Label) -> Draft | None:
    """Two labels that one "recovering" speaks of: "recovering addicts and alcoholics" are people in
    recovery.
    """
    site = left.site
    if left.phrase.tail != "in recovery" or left.number != right.number != "one":
        return None
    if _is_tied(right):
        return None
    if site.lower(left.last) not in ("and", "or") or right.phrase.noun != left.phrase.noun:
        return None
    return put(left._replace(last=right.last)).doubted()


def _is_tied(label: Label) -> bool:
    """Whether something behind a label hangs on it: a possessive mark, a hyphen, a noun."""
    site, last = label.site, label.last
    return site.lower(last) in ("'s", "'") or site.hyphen(last) or modifies(label)


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


def _called(label: Label) -> bool:
    """Whether the label is the name that a verb gives, and so a word that was said: "was labeled an
    addict", "call him a junkie".
    """
    site = label.site
    begin = site.phrase_begin(label.first)
    verb = begin - 1 - (site.lower(begin - 1) in PRONOUNS or site.lower(begin - 1) == "as")
    given = verb >= site.begin(label.first) and site.at("naming-verb", verb) is not None
    return given and (label.number == "one" or verb < begin - 1)


def _is_stranded(label: Label) -> bool:
    """Whether an adverb stands before that belongs to an adjective of the label, which goes:
    "severely addicted people".
    """
    site, before = label.site, label.first - 1
    if before < site.begin(label.first) or "ADV" not in classes(site.word(before)):
        return False
    first = site.word(label.first)
    adverb = site.lower(before).endswith("ly") and not is_adjective(site.word(before))
    return adverb and is_adjective(first) and not is_noun(first)


def _is_idiom(label: Label) -> bool:
    """Whether the label is all that somebody is, as no phrase can be: "such an addict", "born an
    addict", "the addict in me", "an addict at heart", "more addict than artist", "one in three".
    """
    site, last = label.site, label.last
    if label.number != "one" or label.phrase.noun not in ("person", "people"):
        return False
    begin = site.phrase_begin(label.first)
    before = site.before_phrase(label.first)
    two = site.lower(last), site.lower(last + 1)
    if two == ("at", "heart") or (two[0] == "in" and two[1] in _INSIDE | NUMBERS):
        return True
    if before in _IS_ALL or (before, site.lower(begin - 2)) == ("inch", "every"):
        return True
    degree = site.lower(label.first - 1)
    return degree in ("more", "much", "less") and two[0] in ("than", "as")


def _is_none(label: Label) -> bool:
    """Whether somebody is said to be none, which only a verb can say of a phrase."""
    site = label.site
    begin = site.phrase_begin(label.first)
    return site.lower(begin) == "no" and site.before_phrase(label.first) in BE


def _has_unknown_behind(label: Label) -> bool:
    """Whether a word that nobody knows stands right behind, which may be a noun that the label
    qualifies: "addict detoxers".
    """
    site, last = label.site, label.last
    word = site.word(last) if last < site.end(label.first) else ""
    known = classes(word) or site.at("carries-for", last) is not None
    return label.number == "one" and word.isalpha() and word.islower() and not known


def _is_given(label: Label) -> bool:
    """Whether something is given to the people, which would follow what they do: "sold addicts
    pills".
    """
    site = label.site
    word = site.word(label.last)
    thing = label.last < site.end(label.first) and is_noun(word) and word.lower() not in _ASKED
    return label.number == "many" and thing and gives(site, label.first)


def _kept(label: Label) -> bool:
    """Whether the label is somebody's: "his dealer" would be "his person who sells drugs"."""
    site = label.site
    owner = site.lower(site.phrase_begin(label.first))
    return owner in OWN - {"its", "our"} and not modifies(label)


def _is_not(label: Label) -> bool:
    """Whether a bare label says that it does not matter: "Addict or not, he is my brother"."""
    site, last = label.site, label.last
    return label.number == "one" and (site.lower(last), site.lower(last + 1)) == ("or", "not")


def _turns(label: Label) -> bool:
    """Whether a title tells of a change: "From Addict to Advocate"."""
    site = label.site
    return site.lower(label.first - 1) == "from" and site.lower(label.last) == "to"


def _named(label: Label) -> bool:
    """Whether a verb that gives a name stands a little before: "they call every one an addict"."""
    site = label.site
    begin = site.phrase_begin(label.first)
    return any(
        site.at("naming-verb", index) is not None
        for index in range(max(begin - _MOST_NAMING, site.begin(label.first)), begin)
    )


def _likened(label: Label) -> bool:
    """Whether the label is the second of two that somebody is likened to: "like a thief and an
    addict".
    """
    site = label.site
    begin = site.phrase_begin(label.first)
    near = site.tokens.lowers[max(begin - _MOST_NAMING, site.begin(label.first)) : begin]
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
    if site.lower(before) in BE and (site.lower(determiner) == "no" or reported(site, before)):
        return True
    if site.lower(label.first - 1) == "other" and site.lower(label.first - 2) in ("and", "or"):
        return True
    if site.lower(before) in _DOWNPLAYS:
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
    nearest = range(max(before - _MOST_NAMING, site.begin(label.first)), before + 1)
    return site.lower(before) in ("'s", "'") or any(site.at("becoming", at) for at in nearest)
