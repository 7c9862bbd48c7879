"""A label beside the name of whom it is said: "former addict Ray Moss", "Ray Moss, a junkie,"."""

from __future__ import annotations

from personfirst.rewrite.grammar import BE, article, noun_phrase_end
from personfirst.rewrite.site import NOTHING, Change, Draft, Label, Site

_CLOSES = frozenset(".,;:!?)")
_WITHIN_NAME = frozenset({"de", "la", "van", "von", "der", "del", "jr", "jr.", "sr."})


def before_name(label: Label) -> Draft | None:
    """So "former addict Ray Moss" becomes "Ray Moss, who used to use drugs,"."""
    site, last = label.site, label.last
    if not _is_name(site, last, label.first):
        return None
    end = last
    while end < site.end(label.first) and (
        site.word(end)[:1].isupper() or site.lower(end) in _WITHIN_NAME
    ):
        end += 1
    if site.lower(end) == "," and site.word(end + 1).isdigit() and site.lower(end + 2) == ",":
        end += 2
    begin = site.phrase_begin(label.first)
    article_alone = begin == label.first or site.lower(begin) in ("the", "a", "an")
    apart = label.first - begin == (begin < label.first)
    if label.number != "one" or not (article_alone and apart) or site.lower(end) in ("'s", "'"):
        return NOTHING
    closed = end >= site.end(label.first) or site.lower(end) in _CLOSES
    said = f"{site.slice(last, end)}, {_said(label)}{'' if closed else ','}"
    return Draft((Change(begin, end, said),), sure=False)


def apposed(label: Label) -> Draft | None:
    """So "Ray Moss, heroin addict, said" becomes "Ray Moss, who uses heroin, said"; a label alone
    between commas else is called or is an adjective, and no phrase can stand there.
    """
    site, first, last = label.site, label.first, label.last
    oneself = site.lower(last) in ("himself", "herself") and site.lower(last + 1) == ","
    if oneself and site.before_phrase(first) not in BE:
        return _of_oneself(label)
    if label.number != "one" or site.lower(first - 1) != "," or first - 1 <= site.begin(first):
        return None
    if last < site.end(first) and site.lower(last) not in _CLOSES | {"and", "or"}:
        return None
    joined = "and" in (site.lower(last), site.lower(last + 1))
    if joined or _goes_on(site, last) or first - 2 == site.begin(first):
        return NOTHING
    if not _is_capital(site, first - 2):
        return None
    return Draft((Change(first, last, _said(label)),), sure=False)


def _of_oneself(label: Label) -> Draft:
    """So "A recovering addict herself, she" becomes "In recovery herself, she"."""
    site, said = label.site, label.phrase.predicate
    if said is None or said.base != "are":
        return NOTHING
    return Draft((Change(site.phrase_begin(label.first), label.last, said.rest),))


def _goes_on(site: Site, comma: int) -> bool:
    """Whether another role follows between commas: "Ray Moss, ex-addict, line cook, and now"."""
    if site.lower(comma) != ",":
        return False
    end, _ = noun_phrase_end(site.tokens, comma + 1)
    return end > comma + 1 and site.lower(end) in (",", "and", ")")


def _said(label: Label) -> str:
    """What a phrase says of somebody who was just named."""
    phrase = label.phrase
    return phrase.tail if phrase.clause else f"{article(phrase.text)} {phrase.text}"


def _is_name(site: Site, index: int, first: int) -> bool:
    """Whether a name begins at a word, in a sentence whose other words have small letters."""
    begin, end = site.tokens.sentence(first)
    calm = any(word.islower() and len(word) > 3 for word in site.tokens.words[begin:end])
    own = site.word(index - 1)[:1].isupper() and index - 1 > begin
    return index < end and calm and not own and _is_capital(site, index)


def _is_capital(site: Site, index: int) -> bool:
    word = site.word(index)
    return word[:1].isupper() and not word.isupper() and index > site.begin(index)
