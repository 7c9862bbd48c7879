"""Labels in a list: what stands beside one, and whether it could be taken for what people use."""

from __future__ import annotations

from personfirst.rewrite.grammar import (
    BE,
    DETERMINERS,
    NUMBERS,
    classes,
    is_adjective,
    is_noun,
    is_past,
    is_plural,
    is_verb,
    lead,
    word_set,
)
from personfirst.rewrite.phrase import Phrase
from personfirst.rewrite.site import Label, Site

JOINTS = word_set("and or , &")
OWN = frozenset({"my", "our", "your", "his", "her", "their", "its"})

_DRUGS = ("every-drug", "plain-drug", "pill-slang", "medicine", "problem-substance")
_PAIRS = tuple(
    set(pair.split("/"))
    for pair in ("men/women", "boys/girls", "mothers/fathers", "moms/dads", "sons/daughters")
)


def list_item(label: Label) -> int:
    """Where another item of a list begins after a label, which could be taken for what people use
    ("people who use drugs and the homeless"); -1 where there is none.
    """
    site, joint = label.site, label.last
    if not label.phrase.verbal or site.lower(joint) not in JOINTS or _with_second(label):
        return -1
    while site.lower(joint) in JOINTS:
        joint += 1
    if site.lower(joint) in ("who", "whose", "which"):
        return -1
    near = has_close_people(site, joint)
    return -1 if near or site.lower(joint + 1) == "of" or joint >= site.end(label.first) else joint


def has_close_people(site: Site, index: int) -> bool:
    """Whether those who come right after people in a list begin at a word: "their families"."""
    return site.lower(index) in OWN and site.at("close-people", index + 1) is not None


def begins_noun(site: Site, index: int) -> bool:
    """Whether a noun phrase or an adjective begins at a word, and no verb."""
    word = site.lower(index)
    if word in DETERMINERS or word in NUMBERS:
        return True
    if "ADV" in classes(word):
        word = site.lower(index + 1)
    kinds = classes(word)
    if not kinds:
        return word.isalpha()
    if "ADJ" in kinds and is_plural(site.word(index + 1)):
        return True
    if word.endswith("s") and not word.endswith("ss"):
        return "NOUN" in kinds
    whole = site.word(site.end(index) - 1) in (".", "!", "?")
    return bool(kinds & {"NOUN", "ADJ"}) and not (whole and is_verb(word))


def shares_noun(site: Site, first: int) -> bool:
    """Whether an adjective before has its noun in what is replaced: "clean and dirty needles", also
    over a word in brackets: "an addicted and (later) recovering abuser".
    """
    if site.lower(first - 1) == ")" and site.lower(first - 3) == "(":
        first -= 3
    if site.lower(first - 1) not in ("and", "or") or first - 2 < site.begin(first):
        return False
    qualifies = site.before("label-qualifier", first - 1) is not None
    return qualifies or is_adjective(site.word(first - 2))


def shares_article(label: Label) -> bool:
    """Whether a label shares its article or verb with a noun beside it, and one of the two would be
    left without: "an addict and father of three", "they are addicts and thieves".
    """
    site, index = label.site, label.last + 1
    end, before = site.end(label.first), lead(label.site.tokens, label.first)
    if label.number == "one" and before[0] < 0 and site.lower(before[1] - 1) in ("and", "or", "&"):
        return is_noun(site.word(before[1] - 2))
    many = label.number == "many" and site.before_phrase(label.first) not in BE
    if many or site.lower(label.last) not in ("and", "or", "&"):
        return False
    while index < end and _leads_noun(site.word(index)):
        index += 1
    word = site.lower(index) if index < end else ""
    if "the" in (site.lower(label.first), site.lower(label.first - 1)) and not is_noun(word):
        return index > label.last + 1
    third = label.number == "one" and word.endswith("s") and not word.endswith("ss")
    return is_noun(word) and not is_past(word) and not (third and is_verb(word))


def _leads_noun(word: str) -> bool:
    """Whether a word is an adjective, or an adverb before one, and no noun."""
    return (is_adjective(word) or classes(word) == {"ADV"}) and not is_noun(word)


def counted(label: Label) -> bool:
    """Whether a number stands before a label, which counts all that follows in a list with it."""
    words = label.site.tokens.lowers[max(label.first - 2, 0) : label.first]
    return any(word in NUMBERS or word.isdigit() for word in words)


def drinks(label: Label) -> bool:
    """Whether people are said to drink heavily, which says less than what they are called beside
    others: "addicts and alcoholics".
    """
    said = label.phrase.predicate
    return said is not None and said.base == "drink"


def shares_head(label: Label) -> bool:
    """Whether a drug before a label has its noun in the label: "drug and/or alcohol problems",
    "heroin and pill addicts".
    """
    site, index = label.site, label.first
    while site.lower(index - 1) in ("and", "or", "&", "/"):
        index -= 1
    joined = index < label.first and bool(site.any_at(_DRUGS, label.first))
    return joined and any(site.before(name, index) for name in _DRUGS)


def owns(label: Label) -> bool:
    """Whether a label has lost the mark of what it owns: "on the addicts children"."""
    site, last = label.site, label.last
    return label.number == "many" and last < site.end(last - 1) and bool(site.at("kin", last))


def with_second(label: Label) -> Label:
    """The label with a second noun that its adjective speaks of, too: "addicted men and women"."""
    if not _with_second(label):
        return label
    end = label.last + 2
    more = label.site.slice(label.last, end)

    def phrase(number: str) -> Phrase:
        one = label.phrases(number)
        return one.named(f"{one.noun} {more}", number)

    return label._replace(last=end, phrases=phrase)


def _with_second(label: Label) -> bool:
    """Whether a noun behind a label goes with its own: "addicted men and women"."""
    site, joint = label.site, label.last
    pair = {site.lower(joint - 1), site.lower(joint + 1)}
    return site.lower(joint) in ("and", "or") and pair in _PAIRS
