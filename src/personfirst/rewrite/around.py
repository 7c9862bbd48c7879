"""What follows a label, fitted onto a phrase that ends in a clause.

After "people who use drugs" another "who" would stack, and "with HIV" would seem to say how they
use. So a second clause is joined with "and", and a condition becomes something that people have.
"""

from __future__ import annotations

from itertools import pairwise

from personfirst.rewrite.beside import (
    SUBJECTS,
    aged,
    condition_end,
    has_some,
    is_predicate,
    known,
    object_end,
    placed,
    recovery_end,
    with_words,
)
from personfirst.rewrite.clause import (
    in_relative,
    is_acted_on,
    is_followed_by_verb,
    is_main_verb,
    may_be_participle,
    stands_apart,
    tells_of_death,
)
from personfirst.rewrite.grammar import (
    ADVERBS,
    BE,
    HAVE,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    classes,
    forms,
    is_past,
    is_told,
    is_verb,
    word_set,
)
from personfirst.rewrite.phrase import Phrase
from personfirst.rewrite.relative import Followed, relative
from personfirst.rewrite.site import Change, Site

_OF_THE_VERB = word_set(
    "for since during throughout as by being having getting twice every each just only"
    " themselves himself herself where alone together again anymore"
)
"""Words that would seem to say how, how often or how long people use."""
_HELPS = word_set(
    "help treat assist support provide leave charge trust associate confuse compare find"
)
"""Verbs whose "with" says what with, and not what people have."""
_MOST_BETWEEN = 8


def followed(site: Site, first: int, last: int, phrase: Phrase) -> Followed:
    """Fit what follows words `first` up to `last` onto a phrase that takes their place."""
    if last >= site.end(first):
        return phrase, (), last, True
    if site.word(last)[:1].isupper() and not site.word(last).isupper() and not _titled(site):
        return phrase, (), last, False
    if site.lower(last) == "(" or (site.attached(last) and site.word(last)[:1].isalnum()):
        return phrase, (), last, False
    if phrase.number != "one" and site.lower(last) in ("'s", "'"):
        return phrase, (), last, False
    if not phrase.person or not phrase.tail:
        return phrase, (), last, True
    word = site.lower(last)
    if phrase.tail.startswith(("who has ", "who have ")) and is_past(word):
        phrase = phrase.in_past()
    if is_acted_on(site, first) and classes(word) & {"ADJ", "NOUN"}:
        return phrase, (), last, False
    told = phrase.number == "one" or any(map(is_past, site.sentence(first)))
    if told and tells_of_death(site, first) and not site.at("death-word", last):
        apart = site.before_phrase(first) == site.lower(last) == ","
        past = apart and is_told(site.tokens.lowers[last : site.end(last)])
        return phrase.in_past() if past else phrase, (), last, False
    if not phrase.clause:
        has = phrase.verbal or phrase.tail.startswith("with ")
        if word == "with" and has and phrase.noun in ("person", "people"):
            return _also_with(site, first, last, phrase)
        treated = word == "on" and site.at("treated-word", last + 1) is not None
        if treated or (word == "of" and not is_acted_on(site, first)):
            return _beside(site, first, last, phrase)
        whole = (
            (stands_apart(site, last) and not may_be_participle(word))
            if phrase.verbal
            else word not in ("from", "of")
        )
        return phrase, (), last, whole
    if in_relative(site, first) and may_be_participle(word):
        return phrase, (), last, False
    named = word in ("named", "called") and site.word(last + 1).istitle()
    if named and (end := object_end(site, last + 1)) > last + 1:
        return with_words(phrase, site.slice(last, end)), (), end, False
    alone = site.before_phrase(first) not in ("and", "or")
    if alone and (end := known(site, first, last)) > last:
        past = any(map(is_past, site.tokens.lowers[last:end]))
        phrase = phrase.in_past() if past else phrase
        return with_words(phrase, site.slice(last, end)), (), end, False
    role = site.before_phrase(first) == "as"
    if word in SUBJECTS and not role and not is_predicate(site, first):
        return phrase, (Change(last, last + 1, f"whom {site.word(last)}"),), last, False
    if word in PRONOUNS and word not in ("who", "whom"):
        return phrase, (), last, False
    if (end := aged(site, last)) > last:
        return with_words(phrase, site.slice(last, end)), (), end, stands_apart(site, end)
    return (
        relative(site, first, last, phrase)
        or _state(site, first, last, phrase)
        or _death(site, first, last, phrase)
        or (phrase, (), last, True)
    )


def _titled(site: Site) -> bool:
    return site.block.text.isupper() or site.block.text.istitle()


def _state(site: Site, first: int, last: int, phrase: Phrase) -> Followed | None:
    """So "addicts with HIV" becomes "people who use drugs and have HIV"."""
    word, one = site.lower(last), phrase.number == "one"
    acts = is_acted_on(site, first) or site.lower(first - 1) in ("and", "or")
    asked = site.phrase_begin(first) - 1 == site.begin(first) and site.before_phrase(first) in BE
    acts = acts or asked
    lasting = (word == "for" and site.at("duration", last)) or word == "since"
    told = word == "for" and site.lower(last + 1) != "life" and is_told(site.sentence(last))
    if lasting and phrase.predicate and told:
        return phrase.in_past(), (), last, False
    if lasting and phrase.predicate and (word == "since" or not is_told(site.sentence(last))):
        said = "has" if one else "have"
        tail = f"who {said} {phrase.predicate.say('participle')}"
        return phrase._replace(tail=tail, predicate=None), (), last, False
    if word == "of":
        return _beside(site, first, last, phrase)
    if word in _OF_THE_VERB or word in NUMBERS:
        return phrase, (), last, False
    if word == "from":
        if not acts and phrase.predicate is None and (end := placed(site, last)) > last:
            return with_words(phrase, site.slice(last, end)), (), end, True
        then = phrase.predicate is not None and phrase == phrase.in_past()
        verb = ("was" if then else "is") if one else "were" if then else "are"
        change = Change(last, last + 1, f"and {verb} from")
        named = site.word(last + 1)[:1].isupper() and not site.block.text.isupper()
        return phrase, () if acts else (change,), last, named and not acts
    if word in ("with", "without"):
        return _having(site, first, last, phrase, acts)
    if word in ("in", "on", "under"):
        index = last + 1
        person = phrase.noun in ("person", "people")
        if word == "in" and person and (end := recovery_end(site, index)) > index:
            tail = site.slice(last, end).lower()
            return phrase._replace(tail=tail, predicate=None), (), end, True
        if not site.at("state-word", index):
            return (
                None if stands_apart(site, last) else _beside(site, first, last, phrase, acts=acts)
            )
        if acts and word != "on":
            return phrase, (), last, False
        past = is_told(site.sentence(last))
        change = Change(last, last + 1, f"and {'is' if one else 'are'} {word}")
        return phrase, (change,), last, not past
    if is_verb(word) and word.endswith("ing"):
        return (phrase, (), last, False) if acts else _joined(site, last, phrase)
    if may_be_participle(word) and not site.at("death-word", last):
        if _is_reduced(site, first, last):
            told = is_told(site.tokens.lowers[last + 1 : site.end(last)])
            is_one = site.before_phrase(first) in BE
            return _joined(site, last, phrase, tense="were" if told or is_one else "are")
        if is_main_verb(site, first, last):
            return None
        open_end = acts or "ADV" in classes(word) or not is_followed_by_verb(site, last)
        return (phrase, (), last, False) if open_end else _joined(site, last, phrase)
    return None if stands_apart(site, last) else _beside(site, first, last, phrase, acts=acts)


def _also_with(site: Site, first: int, last: int, phrase: Phrase) -> Followed:
    """A second thing that people have: "with several convictions and drug habits", "people with HIV
    suspected of using drugs"; a longer one is said in a clause.
    """
    acts, end = is_acted_on(site, first), condition_end(site, last)
    if phrase.tail.startswith("with ") and not acts:
        return phrase, (Change(last, last + 1, "and"),), last, end > last
    if acts or (end == last and not has_some(site, first, last + 1)):
        return phrase, (), last, False
    if end == last + 2:
        return with_words(phrase, site.slice(last, end)), (), end, False
    told = _was(site, first, last)
    said = "had" if told else "has" if phrase.number == "one" else "have"
    return phrase, (Change(last, last + 1, f"who {said}"),), last, False


def _beside(site: Site, first: int, last: int, phrase: Phrase, *, acts: bool = False) -> Followed:
    """So "the addict in bed 4" becomes "the person in bed 4 who uses drugs"; as it was where the
    words may belong to the verb that `acts` on the people, or to what is theirs.
    """
    titled = last - 1 > site.begin(first) and site.word(last - 1).istitle()
    theirs = site.before_phrase(first) in HAVE | {"of", "and", "or"}
    here = site.lower(last) in ("at", "in") and _asks_where(phrase)
    stays = acts or theirs or titled or here
    end = last if stays else placed(site, last)
    return (with_words(phrase, site.slice(last, end)) if end > last else phrase), (), end, False


def _asks_where(phrase: Phrase) -> bool:
    """Whether a place behind the clause is rightly that of what is done: "who often need care"."""
    return phrase.predicate is not None and phrase.predicate.base == "need"


def _joined(site: Site, last: int, phrase: Phrase, tense: str = "") -> Followed:
    """So "addicts living in tents" become "people who use drugs and are living in tents"."""
    past = not tense and is_told(site.sentence(last)) and phrase.predicate is not None
    tense = tense or ("were" if past else "are")
    said = {"were": "was", "are": "is"}[tense] if phrase.number == "one" else tense
    phrase = phrase.in_past() if past else phrase
    return phrase, (Change(last, last + 1, f"and {said} {site.lower(last)}"),), last, False


def _having(site: Site, first: int, last: int, phrase: Phrase, acts: bool) -> Followed | None:
    """What stands after "with" is what people have, or how they are treated."""
    begin = last + 1
    if condition_end(site, last) == last:
        if acts and site.at("manner-word", last + 1) is not None:
            return phrase, (), last, True
        if not acts and site.lower(last) == "with" and has_some(site, first, begin):
            told = _was(site, first, last)
            said = "had" if told else "has" if phrase.number == "one" else "have"
            phrase = phrase.in_past() if told else phrase
            return phrase, (Change(last, begin, f"and {said}"),), last, False
        return _beside(site, first, last, phrase, acts=acts)
    owned = site.lower(last) == "with" and site.lower(begin) in ("a", "an")
    if acts and not (owned and _HELPS.isdisjoint(forms(_verb_before(site, first), "VB"))):
        return phrase, (), last, False
    told = is_told(site.sentence(last))
    has = "has" if phrase.number == "one" else "have"
    if site.lower(last) == "with":
        return phrase, (Change(last, last + 1, f"and {has}"),), last, not told and not acts
    drop = site.lower(begin) in ("a", "an", "any")
    return phrase, (Change(last, begin + drop, f"and {has} no"),), last, not told


def _verb_before(site: Site, first: int) -> str:
    """The verb that acts on the people whom a label names."""
    index = site.phrase_begin(first) - 1
    while index > site.begin(first) and site.lower(index) in ADVERBS | {"so"}:
        index -= 1
    return site.lower(index)


def _was(site: Site, first: int, last: int) -> bool:
    """Whether what people have is told of the past: by the verb behind, or by "was" before."""
    told = is_told(site.tokens.lowers[last : site.end(last)])
    return told or site.before_phrase(first) in ("was", "were")


def _is_reduced(site: Site, first: int, last: int) -> bool:
    """Whether a participle cannot be the verb of the sentence, for the label is no subject: "is a
    user brought in by", "Among users admitted with".
    """
    follows = site.lower(last + 1) in PREPOSITIONS
    before = site.before_phrase(first)
    whose = "whose" in site.tokens.lowers[site.begin(first) : first]
    words = site.tokens.lowers[max(first - _MOST_BETWEEN, site.begin(first) + 1) : first]
    copula = any(a in BE and b in ("a", "an") for a, b in pairwise(words)) and "," not in words
    return follows and ((copula and not whose) or before in ("among", "amongst"))


def _death(site: Site, first: int, last: int, phrase: Phrase) -> Followed | None:
    """Who died no longer uses: "Twelve addicts died" were people who used drugs."""
    if not phrase.clause:
        return None
    if site.at("death-word", last) and is_past(site.word(last)):
        return phrase.in_past(), (), last, phrase.predicate is not None
    return None
