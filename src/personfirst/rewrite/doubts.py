"""Where words cannot give way to others, or only a person can say whether they may.

A rewrite is longer than a label and often of another number or kind. What stands right beside it
tells whether there is room: a prefix, a bracket, a word that would be torn from its noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from personfirst.match.terms import Match
from personfirst.rewrite.grammar import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    NOT,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    classes,
    forms,
    is_adjective,
    is_noun,
    is_past,
    is_plural,
    is_verb,
    lead,
    word_set,
)
from personfirst.rewrite.site import NOTHING, Change, Draft, Label, Site

_ROW = re.compile(r"[→⇒➜⟶≠]|[-=]>|[^\W\d_]{2,}[\"”’']? = [\"“‘']?[^\W\d_]{2,}")
_OPENING = frozenset("\"'“‘«")
_CLOSING = frozenset("\"'”’»")
_SHOWN = word_set("these those such following")
_NAMES = word_set("words terms labels slurs names phrases")
_RATHER = (("instead", "of"), ("rather", "than"))
_MOST_RATHER = 4
_DEGREE = word_set(
    "completely entirely fully totally truly really absolutely mostly almost nearly barely newly"
    " very so too more most less minimum"
)
_MOST_ASKED = 4
"""How many words of a question stand before what is asked: "Is your son clean?"."""
_TORN = word_set("from of off into onto")
_FOR_ONE = word_set("each every another one either neither")
_FOR_MANY = word_set("these those many few several both") | NUMBERS
_SINGULAR = {"is": "are", "was": "were", "has": "have", "does": "do"}
_PLURAL = {many: one for one, many in _SINGULAR.items()}
_USES = word_set("use misuse abuse overuse")
_TIED = word_set("use syringe")
"""Second words of two that are written with a hyphen before a noun."""
_ITS = word_set("it its itself")
_NONE = word_set("no neither nor hardly")
_MOST_SAID = 10
_MOST_BEFORE_SCORN = 5
"""How many words behind a label, and before it, are read for a reproach."""


def checked(draft: Draft, match: Match, site: Site) -> Draft:
    """A draft as it may stand: as it was, doubted, or none."""
    if not draft.changes or _is_row(match, draft, site) or _is_gloss(match, site):
        return NOTHING
    if _repeats_joined(draft, site):
        return NOTHING
    return draft.doubted() if _is_wording(match, site) or _repeats_stem(draft, site) else draft


def _is_row(match: Match, draft: Draft, site: Site) -> bool:
    """Whether words are shown as words: a sign sets them against others ("drug abuse = drug use",
    but not "n = 12"), the sentence says so ("none of these words"), or they are quoted alone.
    """
    if _holds_row(site.block.text):
        return True
    words = site.sentence(match.first)
    if any(a in _SHOWN and b in _NAMES for a, b in pairwise(words)):
        return True
    first = min(match.first, draft.changes[0].first)
    last = max(match.last, draft.changes[-1].last)
    start, end = site.tokens.starts[first], site.tokens.ends[last - 1]
    after = site.block.text[end : end + 2].lstrip(".,!?;")
    return site.block.text[:start][-1:] in _OPENING and after[:1] in _CLOSING


@lru_cache(maxsize=1)
def _holds_row(text: str) -> bool:
    """Whether a sign sets words against others in a block, which is asked for each of its words."""
    return _ROW.search(text) is not None


def _is_gloss(match: Match, site: Site) -> bool:
    """Whether the match is an abbreviation in brackets, after what it is short for."""
    alone = site.lower(match.first - 1) == "(" and site.lower(match.last) == ")"
    word = site.word(match.first)
    return alone and match.last - match.first == 1 and word[:2].isupper()


def _is_wording(match: Match, site: Site) -> bool:
    """Whether the sentence weighs words ("instead of addicts"), or a quotation ends right before
    ('"real" addicts'), which sets off what the label means.
    """
    begin = max(match.first - _MOST_RATHER, site.begin(match.first))
    before = site.tokens.lowers[begin : match.first]
    if any(before[at : at + 2] == pair for pair in _RATHER for at in range(len(before))):
        return True
    front = site.block.text[: site.tokens.starts[match.first]]
    return front[-1:].isspace() and front.rstrip()[-1:] in _CLOSING and not front.endswith("s' ")


def _repeats_joined(draft: Draft, site: Site) -> bool:
    """Whether a word would stand again on the other side of an "and": "used and used syringes",
    "used syringes and syringes".
    """
    change = draft.changes[0]
    words = change.text.lower().split()
    joints = ("and", "or", "/", "&")
    if not words:
        return False
    before, after = change.first - 1, draft.changes[-1].last
    return (site.lower(before) in joints and site.lower(before - 1) == words[0]) or (
        site.lower(after) in joints
        and site.lower(after + 1) == draft.changes[-1].text.lower().split()[-1]
    )


def _repeats_stem(draft: Draft, site: Site) -> bool:
    """Whether a verb would stand beside a form of itself: "using used syringes"."""
    for change in draft.changes:
        words = change.text.lower().split()
        if not words or change.first <= site.begin(change.first):
            continue
        before = site.lower(change.first - 1)
        if is_verb(before) and set(forms(before, "VB")) & set(forms(words[0], "VB")):
            return True
    return False


def tied(site: Site, first: int, last: int, text: str) -> str | None:
    """A text as it may stand between hyphens, or before a noun: in hyphens itself if what it
    replaces was ("substance-use-related", "drug-use deaths"); None where there is no room for it.
    """
    before, after = site.hyphen(first), last < site.end(first) and site.hyphen(last)
    inner = all(site.hyphen(index) for index in range(first + 1, last))
    words = text.split()
    if not before and not after:
        modifies = inner and len(words) == last - first == 2 and last < site.end(first)
        noun = modifies and words[1] in _TIED and is_noun(site.word(last))
        return "-".join(words) if noun else text
    return "-".join(words) if len(words) == last - first and inner else None


def torn(site: Site, first: int, last: int, text: str) -> bool:
    """Whether what follows or stands before belongs to words that would go: "sober from heroin",
    "completely drug-free".
    """
    following = site.lower(last)
    kept = text.split()[-1] == site.lower(last - 1)
    if following in _TORN and not kept:
        return True
    if following in ("and", "or", ",") and site.lower(first) in BE and text.split()[0] not in BE:
        return is_adjective(site.word(last + 1))
    if not text.startswith("not "):
        return False
    before = site.lower(first - 1) if first > site.begin(first) else ""
    asked = site.lower(site.begin(first)) in BE and first - site.begin(first) < _MOST_ASKED
    return asked or before in _DEGREE or qualifies(site, first, last)


def qualifies(site: Site, first: int, last: int) -> bool:
    """Whether words stand before a noun as an adjective does: "the sober dorm", "Clean clients"."""
    before = site.lower(first - 1) if first > site.begin(first) else ""
    begins = before in DETERMINERS | PREPOSITIONS | NUMBERS or classes(before) == {"ADJ"}
    noun = last < site.end(first) and is_noun(site.word(last))
    return noun and (begins or site.leads_sentence(first)) and site.lower(first) not in BE


def in_number(site: Site, first: int, last: int, draft: Draft, head: str, *, mass: bool) -> Draft:
    """The draft, with the verb after it, where a noun in the plural or one that is not counted
    takes the place of a singular or the other way round: "syringe services do", not "does".
    """
    was = is_plural(site.word(last - 1)) or _joins_uses(site.tokens.lowers[first:last])
    many = head == "people" or (is_plural(head) and head not in ("use", "misuse"))
    determiner, adjective = lead(site.tokens, first)
    words = {site.lower(determiner)} if determiner >= 0 else set()
    words |= set(site.tokens.lowers[adjective:first])
    counted = words & _FOR_MANY or any(word.isdigit() for word in words)
    if _more_noun(site, first, last, was=was):
        return draft
    if (mass or (was and not many)) and (counted or _one_of(site, determiner)):
        return NOTHING
    if (mass or many) and (words & _FOR_ONE or _measured(site, first)):
        return NOTHING
    if many and not was and "this" in words:
        return NOTHING
    if mass and words & {"a", "an"} and site.lower(first - 1) not in ("a", "an"):
        front = site.slice(adjective, first)
        return Draft((Change(determiner, last, f"{front} {draft.changes[0].text}"),), sure=False)
    if was == many:
        return draft
    if many and words & {"a", "an"} and site.lower(first - 1) not in ("a", "an"):
        return NOTHING
    return _agreeing(site, last, draft, many=many)


def _joins_uses(words: Sequence[str]) -> bool:
    """Whether words name two things, and so have a verb in the plural: "drug use and abuse"."""
    return any(a in _USES and b == "and" for a, b in pairwise(words))


def _measured(site: Site, first: int) -> bool:
    """Whether a measure stands before, which counts: "a 200-dollar-a-day habit"."""
    return site.hyphen(first - 1) and any(
        word.isdigit() or word in NUMBERS
        for word in site.tokens.lowers[max(first - 5, site.begin(first)) : first]
    )


def _one_of(site: Site, determiner: int) -> bool:
    """Whether one of several is meant: "one of the toughest habits"."""
    words = site.tokens.lowers[max(determiner - 3, 0) : max(determiner, 0)]
    return any(b == "of" and a in NUMBERS | {"some", "most"} for a, b in pairwise(words))


def _more_noun(site: Site, first: int, last: int, *, was: bool) -> bool:
    """Whether the noun goes on after the words, so that they have no verb of their own; `was` says
    whether they were in the plural. "Twelve detox beds" is a noun, "the exchange helps" is none.
    """
    word = site.word(last) if last < site.end(last - 1) else ""
    if not is_noun(word) or not is_verb(word):
        return is_noun(word)
    counted = site.lower(site.phrase_begin(first)) in NUMBERS or not word.lower().endswith("s")
    return counted and not was and word.lower() not in _SINGULAR


def _agreeing(site: Site, last: int, draft: Draft, *, many: bool) -> Draft:
    end, index = site.end(last - 1), last
    while index < end and site.lower(index) in ADVERBS:
        index += 1
    verb = site.lower(index) if index < end else ""
    rest = site.tokens.lowers[last:end]
    if many and not _ITS.isdisjoint(rest):
        return NOTHING
    swapped = (_SINGULAR if many else _PLURAL).get(verb)
    if swapped is None and verb and is_verb(verb) and "CLOSED" not in classes(verb):
        base = forms(verb, "VB")
        if many and verb.endswith("s") and base and verb not in base:
            swapped = base[0]
        elif not many and verb in base:
            third = forms(verb, "VBZ")
            plain = all(form.startswith(verb[:-1]) for form in third)
            swapped = third[0] if third and plain else None
    if swapped is not None:
        return draft.also(Change(index, index + 1, swapped), sure=False)
    open_verb = (_SINGULAR if many else _PLURAL).keys() & set(rest)
    closed = not verb or verb in CONJUNCTIONS | PRONOUNS | DETERMINERS or not verb[0].isalnum()
    return NOTHING if open_verb and not closed else draft


def reproached(label: Label) -> bool:
    """Whether a sentence says of people what only scorns them ("addicts lie"): with a kinder label
    it would say it of more people, and in our words. What one did once is no reproach, nor what
    sets some people apart ("addicts who threaten staff").
    """
    site, first, last = label.site, label.site.phrase_begin(label.first), label.last
    if site.lower(first) in _NONE or site.lower(first - 1) in NOT | _NONE:
        return False
    begin = max(first - _MOST_BEFORE_SCORN, site.begin(first))
    joined = label.number == "many" and site.lower(first - 1) in ("and", "or")
    if joined and site.before("reproach-word", first - 1):
        return True
    if any(site.at("reproach-before", index) for index in range(begin, first)):
        return True
    if site.lower(last) in ("who", "that"):
        return False
    for index in range(last, min(last + _MOST_SAID, site.end(last - 1))):
        if site.lower(index) in ("i", "we"):
            return False
        verb = site.at("reproach-verb", index)
        if verb and not is_past(site.word(index)) and (index == last or _begins_verb(site, index)):
            return True
        said = site.at("reproach-word", index)
        denied = not (NOT | _NONE).isdisjoint(site.tokens.lowers[last:index])
        if said and denied == ("denied" in (said.entry or {})):
            return True
    return False


def _begins_verb(site: Site, index: int) -> bool:
    """Whether the word before lets a verb follow: "and lie about it", but not "the same lies"."""
    before = site.lower(index - 1)
    if site.lower(index).endswith("ing") or before in HAVE:
        return before in BE
    small = before in ADVERBS | AUXILIARIES | {"and", "or", ",", "to"}
    return small or classes(before) == {"ADV"}
