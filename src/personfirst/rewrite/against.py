"""Labels that are more than what people do, as the rest of the sentence tells.

"A user, not a dealer", "addicts and non-addicts", "an addict, though a sober one": with "person who
uses drugs" in its place the label would be set against nothing, or the sentence contradict itself.
They get no such rewrite.
"""

from __future__ import annotations

from itertools import pairwise

from personfirst.rewrite.called import says_use
from personfirst.rewrite.grammar import AUXILIARIES, BE, is_verb
from personfirst.rewrite.site import Label

_SETS = frozenset({",", "and", "but"})
_MOST_HALVED = 4
_STOPS = frozenset(".,;:!?)\"'”’")


def is_compared(label: Label) -> bool:
    """Whether one person is said to be more of something than the label, or this in one role and
    that in another.
    """
    site, begin = label.site, label.site.phrase_begin(label.first)
    before = site.before_phrase(label.first)
    words = tuple(pairwise(site.sentence(label.first)))
    if before == "than":
        return any(a in ("more", "less") and b in ("of", "a", "an") for a, b in words)
    roles = sum(a == "as" and b in ("a", "an") for a, b in words)
    return before == "as" and site.lower(begin) in ("a", "an") and roles > 1


def is_set_against(label: Label) -> bool:
    """Whether somebody is said to be one thing and not another, which nobody says of what people
    do: "a user, not a dealer", "neither a junkie nor a thief".
    """
    site, last = label.site, label.last
    if label.number != "one":
        return False
    begin = site.phrase_begin(label.first)
    before, first = site.before_phrase(label.first), site.lower(begin - 2)
    article = site.lower(begin) in ("a", "an")
    if article and (before in ("neither", "nor") or (before == "not" and first in _SETS)):
        return True
    after = last + (site.lower(last) in _SETS)
    return site.lower(after) in ("not", "nor") and site.lower(after + 1) in ("a", "an")


def is_all(label: Label) -> bool:
    """Whether all that people want or do is said: "All addicts want is to be left alone"."""
    site, last = label.site, label.last
    verb = site.lower(last)
    wants = is_verb(verb) and verb not in AUXILIARIES and site.lower(last + 1) in BE
    return site.lower(label.first - 1) == "all" and wants and label.number == "many"


def has_stopped(label: Label) -> bool:
    """Whether those whom a label names are said to have stopped: "an addict, though a sober one",
    "The court graduated nine addicts".
    """
    site, said = label.site, label.phrase.predicate
    if said is None or said.base not in ("use", "drink", "take") or site.lower(label.last) == "who":
        return False
    begin, end = site.tokens.sentence(label.first)
    before = range(max(site.phrase_begin(label.first) - 2, begin), label.first)
    return any(site.at("graduating", at) for at in before) or any(
        site.at("stopped-word", at) for at in range(begin, end)
    )


def is_meant_again(label: Label) -> bool:
    """Whether "one" stands for a label that is said twice: "wed a drunk, lost a drunk, is one"."""
    words = label.site.sentence(label.first)
    again = words.count(label.site.lower(label.last - 1)) > 1
    return again and any(a == "one" and b in _STOPS for a, b in pairwise((*words, ".")))


def is_halved(label: Label) -> bool:
    """Whether people are set beside those who are not what the label says, which is more than what
    they do: "addicts and non-addicts".
    """
    site, own = label.site, label.site.lower(label.last - 1)
    words = site.tokens.lowers
    near = range(max(label.first - _MOST_HALVED, 0), min(label.last + _MOST_HALVED, len(words)))
    return not says_use(label) and any(
        words[at - 1] == "non" and site.hyphen(at) and words[at] == own
        for at in near
        if at > 0 and at != label.last - 1
    )
