"""What says which people are meant, kept between their noun and the clause of a phrase.

Behind "people who use drugs" it would seem to say how or where they use: "the addict in bed 4" is
"the person in bed 4 who uses drugs".
"""

from __future__ import annotations

import re

from personfirst.rewrite.grammar import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    classes,
    is_adjective,
    is_noun,
    is_past,
    is_verb,
    noun_phrase_end,
    word_set,
)
from personfirst.rewrite.phrase import Phrase
from personfirst.rewrite.site import Site

SUBJECTS = frozenset({"i", "we", "you", "he", "she", "they"})
_WHICH = word_set("in at on near under behind outside inside beside with from of like")
_ENDS = frozenset(".,;:!?)")
_TIMES = word_set(
    "time times day days night nights week weeks weekend weekends month months year years decade"
    " morning evening afternoon spring summer fall autumn winter january february march april may"
    " june july august september october november december monday tuesday wednesday thursday friday"
    " saturday sunday past future general particular addition fact order case total part least"
    " first last once all former way ways manner"
)
"""What a sentence tells of after "in" or "at" that says nothing of people."""
_LONGEST = 6
_MOST_OF_CONDITION = 4
_MOST_BEFORE = 4
_DECADE = re.compile(r"['’]?\d+s")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty"
_AGE = re.compile(
    r"(?:under|over|aged|age|ages|between|above|below)\s+(?:the\s+age\s+of\s+)?"
    rf"(?:\d{{1,2}}|eighteen|{_TENS})(?:\s*(?:to|and|-|–|through)\s*(?:\d{{1,2}}|{_TENS}))?"
    r"(?:\s+(?:and|or)\s+(?:older|over|under|younger|up))?\b"
    r"|in\s+(?:his|her|their)\s+(?:(?:early|mid|late)[\s-]+)?"
    rf"(?:teens|{_TENS.replace('y', 'ies')}|[\'’]?\d0[\'’]?s)\b",
    re.IGNORECASE,
)


def aged(site: Site, last: int) -> int:
    """The end of words behind a label that say of what age or kind people are, or `last`."""
    found = site.at("phrase-of-age", last)
    if found:
        return last + len(found.words)
    end, age = last, _AGE.match(site.block.text, site.tokens.starts[last])
    while age and end < site.end(last) and site.tokens.ends[end] <= age.end():
        end += 1
    return end


def known(site: Site, first: int, last: int) -> int:
    """The end of a short clause behind a label that has no pronoun, or `last`: "the addicts
    I knew".
    """
    if site.lower(last) not in SUBJECTS or is_predicate(site, first):
        return last
    index = last + 1
    while site.lower(index) in AUXILIARIES or "ADV" in classes(site.word(index)):
        index += 1
    return index + 1 if is_verb(site.lower(index)) and _closes(site, index + 1) else last


def placed(site: Site, last: int) -> int:
    """The end of a preposition and its noun behind a label that say which people are meant, or
    `last`.
    """
    if site.lower(last) not in _WHICH:
        return last
    end = object_end(site, last + 1)
    words = site.tokens.lowers[last + 1 : end]
    time = not _TIMES.isdisjoint(words) or all(word.isdigit() for word in words)
    time = time or (site.lower(last) != "of" and _DECADE.fullmatch(site.lower(end - 1)) is not None)
    short = 0 < len(words) <= _LONGEST
    return end if short and not time and _closes(site, end) else last


def object_end(site: Site, index: int) -> int:
    """The end of the noun phrase, or the name, that begins at a word; `index` without one."""
    at, end = index, site.end(index - 1)
    while at < end and (site.lower(at) in DETERMINERS or _is_number(site.lower(at))):
        at += 1
    if _DECADE.fullmatch(site.lower(at)):
        return at + 1
    name = at
    while name < end and site.word(name)[:1].isupper() and not site.word(name).isupper():
        name += 1
    if name > at:
        then = site.lower(name + 1) in AUXILIARIES or is_past(site.word(name + 1))
        return name + (then and is_noun(site.word(name)) and site.word(name).islower())
    if at == index and site.lower(at).endswith("ing") and not is_noun(site.word(at)):
        return index
    stop, _ = noun_phrase_end(site.tokens, at) if at < end else (at, False)
    if stop == at:
        return at if at > index and _is_number(site.lower(at - 1)) else index
    return stop + (stop < end and site.word(stop).isdigit())


def _is_number(word: str) -> bool:
    """Whether a word counts or numbers something: "two", "14", "5th"; but not "1980s"."""
    return word in NUMBERS or (word[:1].isdigit() and not _DECADE.fullmatch(word))


def with_words(phrase: Phrase, words: str) -> Phrase:
    """A phrase with words between its noun and what is said of it."""
    return phrase._replace(tail=f"{words} {phrase.tail}")


def is_predicate(site: Site, first: int) -> bool:
    """Whether words say what somebody is, so that a subject behind them begins another clause: "if
    you are a drug user you need".
    """
    return site.lower(first - 1 - (site.lower(first - 1) in ("a", "an"))) in BE


def _closes(site: Site, index: int) -> bool:
    """Whether nothing that belongs to the words before begins at a word: an end, or a verb."""
    if index >= site.end(index - 1) or site.lower(index) in _ENDS:
        return True
    word = site.lower(index)
    finite = word in AUXILIARIES or is_past(word)
    if word.endswith("s") and is_noun(word) and site.lower(index + 1) in _ENDS:
        return False
    return finite or (is_verb(word) and "CLOSED" not in classes(word) and not word.endswith("ing"))


def recovery_end(site: Site, index: int) -> int:
    """The end of "recovery", with an adjective before it or without; the word itself where it is
    something else.
    """
    end = site.end(index - 1)
    for at in range(index, min(index + _MOST_BEFORE, end)):
        if site.lower(at) == "recovery":
            return at + 1
        if not (is_adjective(site.word(at)) or site.hyphen(at) or site.hyphen(at + 1)):
            break
    return index


def condition_end(site: Site, last: int) -> int:
    """The end of what people have after "with", or `last` where that is no condition."""
    for index in range(last + 1, min(last + 1 + _MOST_OF_CONDITION, site.end(last))):
        found = site.at("condition-word", index)
        if found is not None:
            return index + len(found.words)
        closed = site.lower(index) in PREPOSITIONS | CONJUNCTIONS | PRONOUNS
        if closed or not site.word(index)[:1].isalnum():
            break
    return last


def has_some(site: Site, first: int, begin: int) -> bool:
    """Whether people of whom nothing is known yet have a thing or some: "an addict with a tent"."""
    known = site.lower(site.phrase_begin(first)) in DETERMINERS - {"a", "an", "any", "some"}
    word, counted = site.lower(begin), site.lower(begin) in NUMBERS | {"at", "a", "an", "no"}
    return not known and (counted or word.isdigit())
