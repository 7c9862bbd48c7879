"""Whether a label is all that is said of a subject, so that a verb can take its place.

"She is an addict, and so is her brother" waits for the label again; "an addict by twenty and a
mother by thirty" goes on with more of the same.
"""

from __future__ import annotations

from itertools import pairwise

from personfirst.rewrite.beside import object_end
from personfirst.rewrite.grammar import (
    ADVERBS,
    DETERMINERS,
    NOT,
    PREPOSITIONS,
    PRONOUNS,
    classes,
    forms,
    is_adjective,
    is_past,
    is_verb,
    word_set,
)
from personfirst.rewrite.phrase import PERSONS
from personfirst.rewrite.site import Label, Site

COPULAS = frozenset({"is", "are", "was", "were", "been"})
NO_SUBJECTS = word_set("there here this that these those it what how why where")
_SOME = word_set("most many few some all nobody")
_UNTRUE = word_set("wrong false untrue nonsense")
_TRUE = word_set("true so right one")
HELPERS = frozenset({"has", "have", "had", "'ve", "'s"})
ENDS = word_set(
    '. , ; : ! ? ) " and or when because since if for until by before after at too either anymore'
    " any now again as though although while but from himself herself themselves -- – — ..."
)
JOINTS = frozenset({"and", "or", "but", ","})
STOPS = frozenset(".,;:!?")
_STANDS_FOR = frozenset({"it", "so", "one"})
"""Words that, last in a clause, may stand for the label: "an addict, but he does not see it"."""
_TAKES_UP = frozenset({"so", "nor", "neither", "as"})
"""Words after which "is" and "was" stand for the whole that was said: "and so is her brother"."""
_STILL = frozenset({"still", "also"})
_NEAR = 4
_FAR = 6
"""Words of the next sentence in which it may deny what is said."""


def is_told_more(label: Label) -> bool:
    """Whether a clause behind a label says what somebody does as well: "an addict who works"."""
    site = label.site
    return site.lower(label.last) == "who" and is_verb(site.lower(label.last + 1))


def taken_up(label: Label) -> bool:
    """Whether a small word further on in the sentence may stand for the label, so that a verb would
    leave it without anything to stand for.
    """
    site = label.site
    words = (*site.tokens.lowers[label.last : site.end(label.first)], ".")
    return any(a in _STANDS_FOR and b in ENDS for a, b in pairwise(words))


def taken_back(label: Label) -> bool:
    """Whether the next sentence denies what is said: "Many think he is an addict. He is not"."""
    site, begin = label.site, label.site.end(label.last - 1)
    words = (*site.tokens.lowers[begin : begin + _FAR], ".", ".")
    if words[0] in _UNTRUE or (words[0] in ("no", "not") and words[1] in STOPS | _TRUE):
        return True
    subject = words[0] in PRONOUNS | NO_SUBJECTS | _SOME
    near = pairwise(words[1 : _NEAR + 1])
    return subject and any((a in NOT and b in STOPS | _TRUE) or b in _UNTRUE for a, b in near)


def left_open(site: Site, first: int) -> bool:
    """Whether a form of "be", here or in the next sentence, waits for the label ("she is an addict,
    and he was"), or its own has more to say ("an addict by twenty and a mother by thirty").
    """
    words = (*site.tokens.lowers, ".")
    near = words[first : site.end(site.end(first - 1)) + 1]
    waits = any((a in COPULAS or a == "one") and b in STOPS for a, b in pairwise(near))
    clause = pairwise(words[first : site.end(first - 1)])
    waits = waits or any(
        (a in _TAKES_UP and b in COPULAS) or (a in COPULAS | _STILL and b in ("one", "too"))
        for a, b in clause
    )
    return waits or any(
        words[index] in (",", "and") and words[index + 1] in ("a", "an")
        for index in range(first, site.end(first - 1))
    )


def is_statement(label: Label, verb: int) -> bool:
    """Whether the words say something of a subject, and nothing more of the label follows."""
    site = label.site
    while site.lower(verb) == "been" and site.lower(verb - 1) in ADVERBS:
        verb -= 1
    subject = site.lower(verb - 1)
    if verb <= site.begin(verb) or subject in NO_SUBJECTS or subject in PREPOSITIONS:
        return False
    known = subject in PRONOUNS or subject in NOT or subject in HELPERS or subject == "who"
    known = known or subject in ("and", "but")
    if not known and ("CLOSED" in classes(subject) or not subject[:1].isalpha()):
        return False
    if left_open(site, label.last):
        return False
    if label.last >= site.end(label.first) or is_told_more(label):
        return True
    after, second = site.lower(label.last), site.lower(label.last + 1)
    if after == "," and second == "or":
        second = site.lower(label.last + 2)
    relative = subject == "who" or "whose" in site.tokens.lowers[max(verb - _NEAR, 0) : verb]
    if after not in ENDS and not (relative and is_verb(after)):
        return False
    if (second in ADVERBS or "ADV" in classes(second)) and not is_verb(second):
        second = site.lower(label.last + 2)
    form = {"one": "VB", "many": "VBZ"}[label.number]
    finite = is_verb(second) and second not in forms(second, form)
    finite = finite or (after == "," and is_verb(second) and not is_adjective(second))
    other = classes(second) & {"NOUN", "ADJ"} and not finite
    unknown = after in ("and", "or") and second.isalpha() and not classes(second)
    other = other or second in PERSONS or unknown
    more = second in DETERMINERS | NOT or other or second.endswith("ing")
    return not (after in JOINTS and more and not begins_clause(site, label.last + 1))


def begins_clause(site: Site, index: int) -> bool:
    """Whether a noun with its determiner begins at a word and its verb follows: "and her mother
    worked nights".
    """
    end = object_end(site, index)
    told = is_past(site.word(end)) or site.lower(end) in COPULAS
    return site.lower(index) in DETERMINERS and end > index + 1 and told
