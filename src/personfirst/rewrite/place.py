"""A phrase put where a label stands, with the article before it and what follows fitted on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from personfirst.rewrite.around import followed
from personfirst.rewrite.clause import tells_of_then
from personfirst.rewrite.grammar import (
    NUMBERS,
    PREPOSITIONS,
    article,
    classes,
    forms,
    is_adjective,
    is_noun,
    is_past,
    is_plural,
    is_told,
    is_verb,
    lead,
    word_set,
)
from personfirst.rewrite.lists import OWN, counted
from personfirst.rewrite.phrase import Phrase
from personfirst.rewrite.site import Change, Draft, Label, Site

_STOPS = frozenset(".,;:!?")
_RELATIVES = frozenset({"who", "whom", "whose", "which"})
_ONCE = frozenset({"once", "formerly", "previously"})
_NEAR = 7
_ONE_OF_A_KIND = word_set("mother mom mum mama father dad husband wife spouse")


def in_place(label: Label) -> Draft:
    """The phrase where the label stands, and what follows it fitted on."""
    site = label.site
    phrase = label.phrase
    before = site.lower(label.first - (2 if label.number == "one" else 1))
    was = before in ("was", "were") or _also_was(label)
    dead = site.lower(label.first - 1) in ("dead", "deceased")
    was = was or (phrase.predicate is not None and (dead or _was_then(label)))
    once = before in _ONCE and site.lower(label.last) == ","
    if was or once:
        phrase = phrase.in_past()
    if once and (said_once := _once(label, phrase)):
        return said_once
    doubled = (
        phrase.clause and site.lower(label.first - (3 if label.number == "one" else 2)) == "who"
    )
    phrase, changes, last, sure = followed(site, label.first, label.last, phrase)
    if label.number == "one" and phrase.tail:
        sure = sure and _alone(label)
    sure = sure and not (phrase.clause and (relative_near(site, label.last) or _glosses(label)))
    sure = sure and not once
    sure = sure and not doubled and not (was and phrase.predicate is None)
    sure = sure and not (phrase.clause and (_told_of(label, phrase) or _goes_on(label)))
    text = phrase.text
    if phrase.clause and _is_only_one(label, phrase):
        closed = last >= site.end(label.first) or site.lower(last) in _STOPS
        text, sure = f"{phrase.noun}, {phrase.tail}{'' if closed else ','}", False
    begin = site.phrase_begin(label.first)
    if label.number == "one" and site.lower(begin) == "some" and phrase.noun == "person":
        change = Change(
            begin, last, _some(site.tokens.words[begin + 1 : label.first], phrase, text)
        )
        return Draft((change,), sure).also(*changes)
    draft = replacing(site, label.first, last, text, noun=phrase.head, sure=sure)
    return draft.also(*changes)


def _was_then(label: Label) -> bool:
    """Whether a sentence tells of times gone by, and not in the present of these people."""
    site, verb = label.site, label.site.lower(label.last)
    now = is_verb(verb) and not is_past(verb) and not is_noun(verb)
    now = now or verb in forms(verb, "VB")
    return tells_of_then(site, label.first) and not now


def _some(adjectives: Sequence[str], phrase: Phrase, text: str) -> str:
    """So "some old junkie" becomes "an old person who uses drugs", "some junkie" "someone who"."""
    if not adjectives:
        return f"someone {phrase.tail}"
    whole = f"{' '.join(adjectives)} {text}"
    return f"{article(whole)} {whole}"


def _once(label: Label, phrase: Phrase) -> Draft | None:
    """So "Ray, once a drunk," becomes "Ray, who once drank heavily,"."""
    site, first = label.site, label.first - (2 if label.number == "one" else 1)
    if site.lower(first - 1) != "," or not phrase.clause or phrase.predicate is None:
        return None
    text = f"who {site.lower(first)} {phrase.tail.removeprefix('who ')}"
    return Draft((Change(first, label.last, text),), sure=False)


def _also_was(label: Label) -> bool:
    """Whether the label is the second that somebody was: "was a thief and an addict"."""
    site = label.site
    joint = site.phrase_begin(label.first) - 1
    if label.number != "one" or site.lower(joint) not in ("and", "or"):
        return False
    words = site.tokens.lowers[max(joint - _NEAR, site.begin(label.first)) : joint]
    return any(a == "was" and b in ("a", "an") for a, b in pairwise(words))


def _is_only_one(label: Label, phrase: Phrase) -> bool:
    """Whether somebody has one such relative, whom a clause without commas would set apart from
    others: "his father, who drinks heavily,".
    """
    site = label.site
    owned = site.lower(label.first - 1) in OWN
    return label.number == "one" and owned and phrase.head in _ONE_OF_A_KIND


def relative_near(site: Site, index: int) -> bool:
    """Whether a relative clause begins a little further on, which would be the second in a row."""
    words = site.tokens.lowers[index + 1 : min(index + _NEAR, site.end(index - 1))]
    return not _RELATIVES.isdisjoint(words)


def _glosses(label: Label) -> bool:
    """Whether a label stands alone in brackets, as an abbreviation does after its long form."""
    site = label.site
    return site.lower(label.first - 1) == "(" and site.lower(label.last) == ")"


def replacing(
    site: Site, first: int, last: int, text: str, *, noun: str, sure: bool = True
) -> Draft:
    """Words replaced by a text whose head is `noun`, with the article before them as it asks:
    none before what is not counted, unless another noun follows.
    """
    if _after_comma(site, first, last, text):
        return Draft((Change(first - 2, last, f"{site.word(first - 2)} {text}"),), sure)
    before = site.lower(first - 1) if first > site.begin(first) else ""
    if before not in ("a", "an") or site.hyphen(first):
        return Draft((Change(first, last, text),), sure)
    head = noun.split()[-1].lower() if noun else ""
    mass = head in site.pack.lexicon("mass-noun").element(optional=False).by_first
    plural = head == "people" or (is_plural(head) and not is_plural(site.word(last - 1)))
    if (mass or plural) and not (last < site.end(first) and _may_be_noun(site.word(last))):
        return Draft((Change(first - 1, last, text),), sure)
    wanted = article(text)
    if wanted == before:
        return Draft((Change(first, last, text),), sure)
    return Draft((Change(first - 1, last, f"{wanted} {text}"),), sure)


def _after_comma(site: Site, first: int, last: int, text: str) -> bool:
    """Whether a comma stands before an adjective that is no more: "young, homeless addicts"."""
    adjective = is_adjective(site.word(first)) or site.hyphen(first + 1)
    taken = adjective and first + 1 < last and bool(text) and not is_adjective(text.split()[0])
    before = site.lower(first - 1) == "," and first - 2 >= site.begin(first)
    word = site.word(first - 2)
    return taken and before and is_adjective(word) and not site.at("label-noun", first - 2)


def _may_be_noun(word: str) -> bool:
    """Whether a word is or may be a noun, as one may that the lexicon does not know."""
    return is_noun(word) or (word.isalpha() and not classes(word))


def _alone(label: Label) -> bool:
    """Whether a singular label has its own article and none that it shares with a neighbour."""
    site = label.site
    determiner, adjective = lead(site.tokens, label.first)
    before = site.lower(adjective - 1)
    if determiner < 0 and before in ("and", "or", "/", ","):
        return False
    after, second = site.lower(label.last), site.lower(label.last + 1)
    if after == "," and site.lower(label.last + 2) in (",", "and", "or") and is_noun(second):
        return False
    if after in ("and", "or", "/") and label.last + 1 < site.end(label.first):
        closed = "CLOSED" in classes(second)
        finite = is_verb(second) and not is_noun(second) and not is_adjective(second)
        return (closed and second not in NUMBERS) or finite
    return determiner >= 0 or site.fragment(adjective) or is_adjective(site.word(adjective))


def _told_of(label: Label, phrase: Phrase) -> bool:
    """Whether people are told of in the past, where the present would say that they still do."""
    site = label.site
    if not is_told(site.sentence(label.first)):
        return False
    if phrase.predicate and phrase.tail == f"who {phrase.predicate.say('past')}":
        return False
    before = site.before_phrase(label.first)
    return "drink" in phrase.tail or before in ("of", "already") or counted(label)


def _goes_on(label: Label) -> bool:
    """Whether a verb comes after that may not be the people's ("born to an addict and has never
    known a home"), or a word that stands for the label ("one").
    """
    site, last = label.site, label.last
    words = (*site.tokens.lowers[last:], ".")
    if any(a in ("one", "ones") and b in _STOPS for a, b in pairwise(words)):
        return True
    before = site.before_phrase(label.first)
    joined = site.lower(last) in ("and", "or") and is_verb(site.lower(last + 1))
    return joined and before in PREPOSITIONS
