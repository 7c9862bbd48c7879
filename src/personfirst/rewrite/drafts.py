"""The changes for one alternative of a rule: as a noun, as a verb, or as fixed words."""

from __future__ import annotations

from personfirst.match.terms import Match
from personfirst.model.rule import Alternative
from personfirst.rewrite.doubts import checked, in_number, qualifies, tied, torn
from personfirst.rewrite.grammar import (
    ADVERBS,
    BE,
    DETERMINERS,
    HAVE,
    NUMBERS,
    classes,
    is_noun,
    is_only_noun,
    word_set,
)
from personfirst.rewrite.nouns import put
from personfirst.rewrite.phrase import take_apart
from personfirst.rewrite.place import replacing
from personfirst.rewrite.site import NOTHING, Change, Draft, Site
from personfirst.rewrite.verbs import VERB_FORMS, inflected, verb_form
from personfirst.rewrite.wording import filled, label_of

_TAKEN_FROM = frozenset({"from", "of", "off", "to"})
_OBJECTS = frozenset({"for", "of", "from", "to"})
"""Words that would be torn from what they belong to by words put before them."""
_ABOUT = word_set("almost nearly about around over more than just only some")
_THEN = word_set("later after before earlier ago old")
_TIMES = word_set("day days week weeks month months year years decade decades")


def draft_for(match: Match, alternative: Alternative, site: Site) -> Draft | None:
    """The changes for one alternative; None where it has no fitting form. Words whose lexicon entry
    says `ask` are left to a person.
    """
    draft = _draft_for(match, alternative, site)
    draft = draft and checked(draft, match, site)
    entries = (choice.entry for slot in match.slots.values() for choice in slot.choices)
    return draft.doubted() if draft and any(one and "ask" in one for one in entries) else draft


def _draft_for(match: Match, alternative: Alternative, site: Site) -> Draft | None:
    label = label_of(match, alternative, site)
    if label is not None:
        if _listed_across(match, site):
            return NOTHING
        draft = _in_hyphens(put(label), match, site)
        return draft.doubted() if _listed_loosely(match, site) else draft
    given = alternative.forms
    if match.form in VERB_FORMS and any(form in given for form in VERB_FORMS):
        if match.form in ("past", "gerund") and _is_participle(match, site):
            return NOTHING
        form, sure = verb_form(match, site)
        template = inflected(given, form)
        if template is None:
            return None
        text = filled(template, match, site.tokens)
        if torn(site, match.first, match.last, text):
            return NOTHING
        parted = site.lower(match.last) in _OBJECTS and not site.at("duration", match.last)
        parted = parted or site.lower(match.last) in ("and", "or", ",", "first", "again", "too")
        parted = parted and text.split()[-1] != site.lower(match.last - 1)
        if parted and site.lower(match.last) in ("and", "or") and _lists_on(site, match.last + 1):
            return NOTHING
        sure = sure and not parted and _plain_edges(match, site)
        return Draft((Change(match.first, match.last, text),), sure)
    template = given.get("text") or next(iter(given.values()))
    fitted = tied(site, match.first, match.last, filled(template, match, site.tokens))
    if fitted is None or torn(site, match.first, match.last, fitted):
        return NOTHING
    text = f"{fitted} for" if _lacks_for(fitted, match, site) else fitted
    adverb = classes(text.split()[0].rstrip(",")) == {"ADV"}
    if adverb and qualifies(site, match.first, match.last):
        return NOTHING
    phrase = take_apart(text, text, "", site.pack.forms)
    sure = _plain_edges(match, site) and not _negates_twice(text, match, site)
    sure = sure and not (
        site.lower(match.last) in _TAKEN_FROM and text.split()[-1] != site.lower(match.last - 1)
    )
    sure = sure and not (phrase.tail and is_noun(site.word(match.last)))
    if not _is_noun_phrase(text, phrase.head):
        return replacing(site, match.first, match.last, text, noun=phrase.head, sure=sure)
    first = match.first + _governs(site, match.first)
    draft = replacing(site, first, match.last, text, noun=phrase.head, sure=sure)
    mass = phrase.head in site.pack.lexicon("mass-noun").element(optional=False).by_first
    return in_number(site, first, match.last, draft, phrase.head, mass=mass)


def _in_hyphens(draft: Draft, match: Match, site: Site) -> Draft:
    """Words in hyphens as what they replace was, before a noun: "used-syringe boxes"."""
    last = match.last
    if len(draft.changes) != 1 or draft.changes[0][:2] != (match.first, last):
        return draft
    text = tied(site, match.first, last, draft.changes[0].text)
    return draft._replace(changes=(Change(match.first, last, text),)) if text else draft


def _governs(site: Site, first: int) -> bool:
    """Whether a verb or preposition begins the words, of which a noun phrase is the object and must
    stay one: "get a fix" becomes "get drugs".
    """
    return site.lower(first + 1) in DETERMINERS and site.lower(first) not in DETERMINERS


def _is_participle(match: Match, site: Site) -> bool:
    """Whether a form of a verb stands before a noun as an adjective does: "relapsing patients"."""
    word = site.word(match.last) if match.last < site.end(match.first) else ""
    noun = is_only_noun(word) and not word[0].isupper()
    return noun and match.last - match.first == 1 and qualifies(site, match.first, match.last)


def _lists_on(site: Site, index: int) -> bool:
    """Whether the object of a verb goes on after "and": "abuses alcohol or pills"."""
    drug = site.any_at(("every-drug", "pill-slang"), index)
    return bool(drug) or is_only_noun(site.word(index))


def _is_noun_phrase(text: str, head: str) -> bool:
    """Whether fixed words are a noun and what belongs to it."""
    first = text.split()[0].lower()
    closed = "CLOSED" in classes(first) or first.endswith("ing")
    return is_noun(head) and "ADJ" not in classes(head) and not closed


def _listed_loosely(match: Match, site: Site) -> bool:
    """Whether drugs were read as a list that only commas join: "use crack, heroin addicts"."""
    joints = [site.tokens.lowers[slot.first : slot.last] for slot in match.slots.values()]
    return any("," in words and not {"and", "or", "&", "/"} & set(words) for words in joints)


def _listed_across(match: Match, site: Site) -> bool:
    """Whether two drugs were read as a list over the end of a clause: "went on to heroin, and
    heroin users to fentanyl".
    """
    joints = [site.tokens.lowers[slot.first : slot.last] for slot in match.slots.values()]
    return any(
        words.count(",") == 1 and words[words.index(",") + 1] in ("and", "or")
        for words in joints
        if "," in words[:-1]
    )


def _negates_twice(text: str, match: Match, site: Site) -> bool:
    """Whether "not" would come after another or after a subject ("has never been clean"), or would
    be said of something else than a time.
    """
    if not text.startswith("not "):
        return False
    if site.lower(match.last) == "for" and not site.at("duration", match.last):
        return True
    index = match.first - 1
    while site.lower(index) in ADVERBS:
        index -= 1
    return site.lower(index) not in HAVE | BE | {"'s"}


def _lacks_for(text: str, match: Match, site: Site) -> bool:
    """Whether a bare time stands behind "clean", which "not" needs "for" before: "clean a year"."""
    index = match.last + 2 * (site.lower(match.last + 1) == "least")
    while site.lower(index) in _ABOUT:
        index += 1
    some = site.lower(index) in NUMBERS | {"a", "an", "several"} or site.lower(index).isdigit()
    some = some and site.lower(index + 1) in _TIMES and site.lower(index + 2) not in _THEN
    return text.startswith("not ") and some


def _plain_edges(match: Match, site: Site) -> bool:
    """Whether no hyphen, possessive mark or name is tied to the words."""
    last = match.last
    tied = site.hyphen(match.first) or site.hyphen(last)
    if last < site.end(match.first):
        after = site.word(last)
        named = after[:1].isupper() and not after.isupper() and not site.block.text.istitle()
        tied = tied or after.lower() in ("'s", "'") or named
    before = site.block.text[: site.tokens.starts[match.first]].rstrip()
    return not tied and not before.endswith("-")
