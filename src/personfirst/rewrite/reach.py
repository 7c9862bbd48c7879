"""What follows a label and would be taken to say how, where or when people use.

"We lost another addict this week": behind "a person who uses drugs" the week would be that of the
use. Where such words can be moved or joined, `around` does so; these cannot.
"""

from __future__ import annotations

from personfirst.rewrite.beside import aged, is_predicate
from personfirst.rewrite.clause import in_relative, is_acted_on, may_be_participle
from personfirst.rewrite.grammar import BE, HAVE, NUMBERS, forms, is_verb, word_set
from personfirst.rewrite.site import Label, Site

_PLACES = word_set("downtown uptown everywhere anywhere")
_WHEN = word_set("this every each")
_TIMES = word_set(
    "time minute hour day night morning afternoon evening week weekend month quarter year spring"
    " summer fall autumn winter"
)
_SELVES = word_set("themselves himself herself")
_TOGETHER = word_set("live share stay sleep camp squat")
_BESIDE = word_set("with beside near by to at behind")
_MOST_BEFORE = 5
_WHERE = word_set("in at on near under behind inside outside")


def reaches_on(label: Label) -> bool:
    """Whether what follows would be taken to belong to what people do, and can only stand there."""
    said = label.phrase.predicate
    if _is_of(label):
        return True
    if is_predicate(label.site, label.first):
        return False
    done = label.phrase.clause and (said is None or said.base not in ("are", "have"))
    if done and any(test(label) for test in (_is_dated, _is_as, _is_with, _is_served)):
        return True
    return _is_themselves(label) or _is_relapse(label)


def _is_dated(label: Label) -> bool:
    """Whether a time or a place of the verb stands behind: "lost an addict this week", "sat with
    the user for an hour".
    """
    site, last = label.site, label.last
    if site.lower(last) == "for" and (site.at("duration", last) or _counts(site, last + 1)):
        return site.lower(last + 1) != "life" and site.before_phrase(label.first) in _BESIDE
    if site.lower(last) in _PLACES:
        return is_acted_on(site, label.first)
    dated = site.lower(last) in _WHEN and site.lower(last + 1) in _TIMES
    return dated and not site.leads_sentence(site.phrase_begin(label.first))


def _counts(site: Site, index: int) -> bool:
    """Whether a count of time begins at a word: "twenty minutes", "an hour"."""
    word, one = site.lower(index), site.lower(index) in ("a", "an")
    return word in NUMBERS or word.isdigit() or (one and site.lower(index + 1) in _TIMES)


def _is_themselves(label: Label) -> bool:
    """Whether people are said to do something themselves: "Addicts themselves wrote it"."""
    site, last = label.site, label.last
    return site.lower(last) in _SELVES and is_verb(site.lower(last + 1))


def _is_as(label: Label) -> bool:
    """Whether people are treated or seen as something: "see every addict as a person", "treats
    addicts like guests".
    """
    site, last = label.site, label.last
    role = site.lower(last) == "as" and site.lower(last + 1) in ("a", "an", "one")
    role = role or site.lower(last) == "like"
    return role and is_acted_on(site, label.first)


def _is_with(label: Label) -> bool:
    """Whether somebody does something with them at a place: "lives with two addicts in a tent"."""
    site, begin = label.site, label.site.phrase_begin(label.first)
    if site.lower(begin - 1) == "other":
        begin = site.phrase_begin(begin - 1)
    near = site.tokens.lowers[max(begin - _MOST_BEFORE, site.begin(begin)) : begin]
    together = near[-1:] == ("with",) and any(set(forms(word, "VB")) & _TOGETHER for word in near)
    return together and site.lower(label.last) in _WHERE


def _is_of(label: Label) -> bool:
    """Whether "of" says whose or which one is meant: "the dope fiend of the old films"."""
    site, last = label.site, label.last
    if label.number != "one" or site.lower(last) != "of":
        return False
    return site.lower(last + 1) not in NUMBERS and aged(site, last) == last


def _is_served(label: Label) -> bool:
    """Whether a participle stands alone before the verb: "users served were asked"."""
    site, last = label.site, label.last
    alone = may_be_participle(site.lower(last)) and site.lower(last + 1) in BE | HAVE
    return alone and not in_relative(site, label.first)


def _is_relapse(label: Label) -> bool:
    """Whether somebody is "in relapse", which says that they use and that they had stopped."""
    site, last = label.site, label.last
    return (site.lower(last), site.lower(last + 1)) == ("in", "relapse")
