"""Labels that are said in a way in which no phrase can be said: called out, a name, weighed.

"Get out, junkie!", "less of an addict", "labelled an addict": with "person who uses drugs" in their
place these would be no English, or would say something that nobody said. They get no rewrite.
"""

from __future__ import annotations

from itertools import pairwise

from personfirst.rewrite.against import (
    has_stopped,
    is_all,
    is_compared,
    is_halved,
    is_meant_again,
    is_set_against,
)
from personfirst.rewrite.beside import aged
from personfirst.rewrite.called import is_called, is_denied, says_use
from personfirst.rewrite.grammar import (
    BE,
    DETERMINERS,
    NUMBERS,
    classes,
    forms,
    is_adjective,
    is_noun,
    word_set,
)
from personfirst.rewrite.lists import OWN, drinks, owns, shares_article, shares_head
from personfirst.rewrite.reach import reaches_on
from personfirst.rewrite.recast import gives, modifies
from personfirst.rewrite.site import Label

MOST_NAMING = 4
"""How many words stand at most between a verb that gives a name and the name."""
_ASKED = word_set("how what why when where whether which")
_INSIDE = word_set("me you him her us them myself yourself")
_IS_ALL = word_set("such born die dies died")
"""Words before a label that say that somebody is nothing else."""
_ENDED = word_set("end ended ends wind wound winds come came comes return returned grow grew")
_UP = word_set("up home back out")
"""Words of a verb after which stands what somebody has turned into: "ended up an addict"."""
_ORDINALS = word_set("second third fourth fifth sixth tenth")
_FOCUS = word_set(
    "mostly mainly largely only primarily particularly especially usually typically generally"
    " exclusively predominantly simply apparently reportedly nearly allegedly specifically"
)
"""Adverbs that belong to a whole label or sentence."""
_DEGREES = word_set("more less much most enough kind sort bit half part")
_NOTHING = word_set("nothing anything everything no")
_SIGNS = frozenset(".,;:!?)\"'”’")


def has_no_room(label: Label) -> bool:
    """Whether no phrase can be put where a label stands."""
    phrase = label.phrase
    if phrase.tail and (_has_unknown_behind(label) or shares_head(label)):
        return True
    if not phrase.person:
        return False
    tests = [
        is_called,
        is_denied,
        _turns,
        _is_stranded,
        _is_idiom,
        _is_weighed,
        _is_addressed,
        _is_said_bare,
    ]
    if phrase.noun in ("person", "people"):
        tests += [_is_kept, _is_not]
    if phrase.tail:
        tests += [
            shares_article,
            owns,
            _is_given,
            is_set_against,
            is_all,
            is_halved,
            is_meant_again,
            has_stopped,
            _is_group_of,
            _is_slashed,
            _is_title_verb,
            _is_limited,
            _is_treated,
            _is_cut_short,
            reaches_on,
        ]
    return any(test(label) for test in tests)


def is_none(label: Label) -> bool:
    """Whether somebody is said to be none, or to be something else besides ("a wino but harmless"),
    which only a verb can say of a phrase.
    """
    site, last = label.site, label.last
    begin = site.phrase_begin(label.first)
    is_it = site.before_phrase(label.first) in BE | {"'s"}
    if site.lower(last) == "but" and is_it and label.number == "one":
        return is_adjective(site.word(last + 1)) or site.lower(last + 1) in ("a", "an")
    return site.lower(begin) == "no" and is_it


def _is_stranded(label: Label) -> bool:
    """Whether an adverb stands before that belongs to an adjective of the label, which goes:
    "severely addicted people".
    """
    site, before = label.site, label.first - 1
    if before < site.begin(label.first) or "ADV" not in classes(site.word(before)):
        return False
    adverb = site.lower(before).endswith("ly") and not is_adjective(site.word(before))
    if is_noun(site.word(label.first)) and site.lower(before) in _FOCUS:
        return False
    return adverb and label.last - label.first > 1 and is_adjective(site.word(label.first))


def _is_idiom(label: Label) -> bool:
    """Whether the label is all that somebody is, as no phrase can be: "such an addict", "born an
    addict", "the addict in me", "an addict at heart", "more addict than artist", "one in three",
    "once an addict, always an addict".
    """
    site, last = label.site, label.last
    if label.number != "one" or label.phrase.noun not in ("person", "people"):
        return False
    begin = site.phrase_begin(label.first)
    before = site.before_phrase(label.first)
    two = site.lower(last), site.lower(last + 1)
    always = any(a == "always" and b in ("a", "an") for a, b in pairwise(site.sentence(begin)))
    stays = before == "be" and site.lower(begin - 2) in ("always", "forever")
    if stays or (before in ("once", "always") and always):
        return True
    if two == ("at", "heart") or (two[0] == "in" and two[1] in _INSIDE | NUMBERS):
        return aged(site, last) == last
    closed = last + 2 >= site.end(label.first) or site.lower(last + 2) in _SIGNS
    role = is_noun(two[1]) and not is_adjective(two[1])
    if role and (two[0] == "turned" or (two[0] == "turns" and closed)):
        return True
    if before in _IS_ALL or (before, site.lower(begin - 2)) == ("inch", "every"):
        return True
    made = before in _INSIDE and {"made", "make", "makes"} & {
        site.lower(begin - 2),
        site.lower(begin - 3),
    }
    ended = before in _UP and site.lower(begin - 2) in _ENDED
    if site.lower(begin) in ("a", "an") and (made or ended):
        return True
    degree = site.lower(label.first - 1)
    return degree in ("half", "part") or (
        degree in ("more", "much", "less") and two[0] in ("than", "as")
    )


def _is_weighed(label: Label) -> bool:
    """Whether somebody is said to be more or less of it, or nothing else: "less of an addict now",
    "nothing but a junkie", "no better than an addict", "addicts as young as nineteen", "more of a
    talker than an addict", "hard to house as an addict and easy as a cook".
    """
    site, last = label.site, label.last
    if label.number == "one" and is_compared(label):
        return True
    if site.tokens.lowers[max(label.first - 2, 0) : label.first] == ("the", "new"):
        return True
    if (site.lower(label.first - 1), site.lower(last)) == ("as", "go"):
        return True
    if site.lower(label.first - 2) == "every" and site.lower(label.first - 1) in _ORDINALS:
        return True
    index = site.phrase_begin(label.first) - 1
    before, two = site.lower(index), (site.lower(index - 2), site.lower(index - 1))
    if label.number == "one" and before == "of" and two[1] in _DEGREES:
        return True
    if before == "but" and two[1] in _NOTHING:
        return True
    if before == "than" and two[0] in _NOTHING and two[1] in ("more", "better", "other"):
        return True
    if (site.lower(last), site.lower(last + 2)) == ("as", "as"):
        return "ADV" not in classes(site.word(last + 1))
    rest = site.tokens.lowers[last + 1 : last + 4]
    return site.lower(last) in ("more", "less") and "than" in rest


def _is_addressed(label: Label) -> bool:
    """Whether somebody is spoken to: "Get out, junkie!", "Dear addict", "you addicts"."""
    site, first = label.site, label.first
    before = site.lower(site.phrase_begin(first) - 1)
    if label.number == "many":
        return site.lower(first - 1) == "you" and site.lower(first - 2) not in (
            DETERMINERS | {"do", "are", "were"}
        )
    if "dear" in (before, site.lower(first - 1)) or before == "hey":
        return True
    bare = site.phrase_begin(first) == first
    return bare and site.lower(first - 1) == "," and site.lower(label.last) in ("!", "?")


def _is_said_bare(label: Label) -> bool:
    """Whether a word that may be an adjective is one, for no article stands before it: "was drunk
    at work", "father alcoholic".
    """
    site, before = label.site, label.first - 1
    if label.number != "one" or not is_adjective(site.word(label.last - 1)):
        return False
    while before > site.begin(label.first) and "ADV" in classes(site.word(before)):
        before -= 1
    said = site.lower(before) in BE | {"'s"} or site.at("kin", before) is not None
    return said and site.phrase_begin(label.first) == label.first


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
    if label.number == "one" and word.lower() in DETERMINERS - _ASKED - {"that"}:
        thing = label.phrase.clause and not drinks(label)
    elif label.number == "one":
        owned = site.phrase_begin(label.first) < label.first
        thing = thing and owned and site.at("carries-people", label.last) is None
    return thing and gives(site, label.first)


def _is_group_of(label: Label) -> bool:
    """Whether "of" behind a group says whose it is, and the phrase would come between: "the addict
    population of the county".
    """
    grouped = label.phrase.noun not in ("person", "people") and " of " in label.phrase.noun
    return grouped and label.site.lower(label.last) == "of"


def _is_slashed(label: Label) -> bool:
    """Whether a label is one half of words with a stroke between: "alcoholics/addicts"."""
    return "/" in (label.site.lower(label.first - 1), label.site.lower(label.last))


def _is_title_verb(label: Label) -> bool:
    """Whether a title says what is to come, which would seem to be why people use: "Drug users to
    get free kits".
    """
    site, last = label.site, label.last
    leads = site.leads_sentence(site.phrase_begin(label.first))
    following = site.lower(last + 1)
    comes = site.lower(last) == "to" and following in (*forms(following, "VB"), "be")
    return leads and comes and label.phrase.verbal and site.word(site.end(last) - 1) != "."


def _is_limited(label: Label) -> bool:
    """Whether the last word is "only", which would be said of what people do: "addicts only"."""
    site, last = label.site, label.last
    closed = last + 1 >= site.end(label.first) or site.lower(last + 1) in _SIGNS
    return site.lower(last) == "only" and closed


def _is_treated(label: Label) -> bool:
    """Whether people are said to take a medicine, who may use nothing else: "addicts on Suboxone",
    "addicts treated with methadone".
    """
    site, last = label.site, label.last
    if not label.phrase.clause or says_use(label):
        return False
    given = site.lower(last) in ("treated", "maintained", "stabilized")
    if site.lower(last + given) not in ("on", "with", "by")[: 3 if given else 1]:
        return False
    return site.at("treated-word", last + given + 1) is not None


def _is_cut_short(label: Label) -> bool:
    """Whether a verb and a noun are left out that a clause before has: "drinkers stay for a week,
    and heroin users for two".
    """
    site, last = label.site, label.last
    counted = site.lower(last) == "for" and site.lower(last + 1) in NUMBERS
    return counted and (last + 2 >= site.end(label.first) or site.lower(last + 2) in _SIGNS)


def _is_kept(label: Label) -> bool:
    """Whether the label is somebody's: "his dealer" would be "his person who sells drugs"."""
    site = label.site
    owner = site.lower(site.phrase_begin(label.first))
    ours = owner == "our" and label.number == "one"
    return (ours or owner in OWN - {"its", "our"}) and not modifies(label)


def _is_not(label: Label) -> bool:
    """Whether a bare label says that it does not matter: "Addict or not, he is my brother"."""
    site, last = label.site, label.last
    return label.number == "one" and (site.lower(last), site.lower(last + 1)) == ("or", "not")


def _turns(label: Label) -> bool:
    """Whether a bare word tells of a change, or of two alike: "From Addict to Advocate", "from
    cook to addict in a year", "one addict to another", "addict to addict".
    """
    site, last = label.site, label.last
    if label.number == "one" and site.lower(last) == "to":
        again = site.lower(last + 1) == site.lower(last - 1)
        if again or site.lower(last + 1) == "another":
            return True
    bare = label.number == "one" and site.phrase_begin(label.first) == label.first
    if bare and site.lower(label.first - 1) == "to":
        return True
    return site.lower(label.first - 1) == "from" and site.lower(last) == "to"
