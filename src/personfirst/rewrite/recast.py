"""What stands around a label moved behind or before a phrase: nouns, compounds, places."""

from __future__ import annotations

from personfirst.rewrite.around import followed
from personfirst.rewrite.clause import stands_apart, tells_of_then
from personfirst.rewrite.grammar import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    HAVE,
    PRONOUNS,
    classes,
    forms,
    is_noun,
    is_only_noun,
    is_past,
    is_plural,
    is_verb,
    lead,
    noun_phrase_end,
    word_set,
)
from personfirst.rewrite.lists import OWN
from personfirst.rewrite.owners import PEOPLE_CARRIED, TIES
from personfirst.rewrite.phrase import PERSONS
from personfirst.rewrite.place import in_place, replacing
from personfirst.rewrite.site import NOTHING, Change, Draft, Label, Site

_LED = {
    **dict.fromkeys(("led", "run", "driven", "owned", "operated", "staffed", "organized"), "by"),
    **dict.fromkeys(("focused", "centered", "centred"), "on"),
}
_CARRIES = {
    "carries-of": "of",
    "carries-on": "on",
    "carries-for": "for",
    "carries-about": "about",
}
_FAR = word_set("from by for with to that without")
"""Words that would seem to belong to the people, not to the noun that they followed."""
_LETS = word_set("let lets letting make makes made help helps helped saw watch watched")
"""Verbs after whose object another verb stands: "let a user sleep"."""
_MANY = word_set("no some these those many few most all several both")
_AFTER_NOUNS = frozenset({"are", "were", "have", "do", "get"})
"""Verbs of many, before which a word in "s" is a noun: "addict volunteers are"."""
_GIVES = word_set("offer give hand bring send teach show tell ask get buy serve sell lend deny")


def of_place(label: Label) -> Draft | None:
    """So "the county's addicts" become "the people in the county who use drugs"."""
    site, phrase = label.site, label.phrase
    mark = label.first - 1
    place = mark - 1
    if site.lower(mark) not in ("'s", "'") or not site.attached(mark) or not phrase.clause:
        return None
    determiner, _ = lead(site.tokens, place)
    if not site.at("people-place", place) or determiner < 0 or phrase.noun != "people":
        return None
    where = site.slice(determiner, mark)
    if site.leads_sentence(determiner):
        where = where[:1].lower() + where[1:]
    kept = phrase._replace(tail=f"in {where} {phrase.tail}")
    _, changes, last, sure = followed(site, label.first, label.last, phrase)
    return Draft((Change(determiner, last, f"the {kept.text}"),), sure).also(*changes)


def of_institution(label: Label) -> Draft | None:
    """So "county jail inmates" become "incarcerated people in county jail"."""
    site, before = label.site, label.first - 1
    if before < site.begin(label.first) or not site.at("institution", before):
        return None
    begin = before
    while begin > site.begin(before) and (
        classes(site.word(begin - 1)) & {"NOUN", "ADJ"} or site.at("people-place", begin - 1)
    ):
        begin -= 1
    named = any(word[:1].isupper() for word in site.tokens.words[begin + 1 : label.first])
    apart = site.lower(begin - 1) in DETERMINERS | {"'s", "'"} or site.hyphen(begin)
    plain = begin < before and label.number == "many" and not named and not apart
    if not plain or site.lower(label.last) in ("'s", "'") or site.hyphen(label.last):
        return NOTHING
    where = site.slice(begin, label.first)
    if site.leads_sentence(begin):
        where = where[:1].lower() + where[1:]
    kept = label.phrase._replace(tail=f"in {where} {label.phrase.tail}".rstrip())
    return Draft((Change(begin, label.last, kept.text),), sure=False)


def hyphenated(label: Label) -> Draft | None:
    """So "an addict-led group" becomes "a group led by people who use drugs"."""
    site, last = label.site, label.last
    if not site.hyphen(last):
        return None
    by = _LED.get(site.lower(last))
    phrase = label.phrases("many")
    if by is None:
        return NOTHING
    if not phrase.tail:
        return in_place(label).doubted()
    end, sure = noun_phrase_end(site.tokens, last + 1)
    said = f"{site.lower(last)} {by} {phrase.text}"
    if end == last + 1:
        return replacing(site, label.first, last + 1, said, noun="")
    thing = site.slice(last + 1, end)
    return replacing(site, label.first, end, f"{thing} {said}", noun=thing, sure=sure)


def attributive(label: Label) -> Draft | None:
    """So "addict mothers" becomes "mothers who use drugs", "user data" "data on people who …"."""
    site, last = label.site, label.last
    if not modifies(label):
        return None
    phrase = label.phrases("many")
    if not phrase.tail and phrase.noun.split()[-1].lower() not in PERSONS:
        return None
    end, sure = noun_phrase_end(site.tokens, last)
    if end == last and site.any_at((PEOPLE_CARRIED, *_CARRIES), last):
        end, sure = last + 1, False
    if end == last:
        return NOTHING
    thing, head = site.slice(last, end), end - 1
    if site.at("carries-nothing", head):
        return NOTHING
    if phrase.noun not in ("person", "people") and site.at(PEOPLE_CARRIED, head):
        thing = f"{site.slice(last - 1, last)} {thing}"
        sure = False
    following = site.lower(end)
    if following == "of" and phrase.tail and site.lower(end + 1) in DETERMINERS:
        return NOTHING
    sure = sure and following not in TIES | _FAR and not site.hyphen(end)
    sure = sure and (not phrase.clause or stands_apart(site, end))
    preposition = next((word for name, word in _CARRIES.items() if site.at(name, head)), "")
    grouped = site.lower(head) in ("group", "groups") and head > last
    if grouped and site.at("carries-for", head - 1):
        preposition = "for"
    serves = site.before("serves-people", end) is not None
    if serves:
        sure, preposition = False, "for"
    if site.at(PEOPLE_CARRIED, head) and phrase.tail and not serves:
        number = "many" if is_plural(site.word(head)) else "one"
        said = label.phrases(number).named(thing, number)
        text = (said.in_past() if tells_of_then(site, label.first) else said).text
        sure = sure and not (site.at("kin", head) and site.lower(label.first - 1) in OWN)
    else:
        sure = sure and bool(preposition)
        text = f"{thing} {preposition or 'of'} {phrase.text}"
        bare = lead(site.tokens, label.first)[0] < 0 and not site.fragment(label.first)
        if preposition == "of" and bare and not is_plural(site.word(head)):
            text = f"the {text}"
            sure = sure and not is_noun(site.word(label.first - 1))
    return replacing(site, label.first, end, text, noun=thing, sure=sure)


def modifies(label: Label) -> bool:
    """Whether the word after a label is a noun that the label qualifies."""
    site, last = label.site, label.last
    if label.number != "one" or last >= site.end(label.first):
        return False
    word, lower = site.word(last), site.lower(last)
    kinds = classes(word)
    apart = site.tokens.starts[last] > site.tokens.ends[last - 1]
    carries = bool(site.any_at((PEOPLE_CARRIED, *_CARRIES), last))
    denied = site.lower(site.phrase_begin(label.first)) == "no"
    if not apart or (denied and is_verb(word) and site.before_phrase(label.first) in BE):
        return False
    if lower.endswith("ing") and not carries and site.leads_sentence(label.first):
        return bool(site.any_at(_CARRIES, last + 1))
    if not (carries or "NOUN" in kinds):
        return False
    if is_only_noun(word) or (carries and not kinds):
        return True
    if carries and not lower.endswith("s"):
        return True
    if lower.endswith("ing") or kinds & {"ADV"} or is_past(lower):
        return False
    if "ADJ" in kinds and "VERB" not in kinds:
        return is_noun(site.word(last + 1))
    determiner, _ = lead(site.tokens, label.first)
    singular_verb = lower.endswith("s") and not lower.endswith("ss")
    after = site.lower(last + 1)
    if singular_verb and site.lower(determiner) in _MANY and site.at(PEOPLE_CARRIED, last):
        return True
    begins = site.leads_sentence(site.phrase_begin(label.first))
    if singular_verb and begins and after in _AFTER_NOUNS:
        return True
    if singular_verb and not is_only_noun(word):
        if after in DETERMINERS or after in PRONOUNS:
            return False
        if lower == "needs" and not label.phrase.person:
            return after in AUXILIARIES or is_past(after)
    if singular_verb:
        begins_verb = after in _AFTER_NOUNS or after in forms(after, "VB")
        return determiner < 0 and (carries or begins_verb)
    if not carries and (after in DETERMINERS or after in PRONOUNS or gives(site, label.first)):
        return False
    return not lower.endswith("ed") and not _asked(site, label.first, lower)


def gives(site: Site, first: int) -> bool:
    """Whether something is given to whom a label names: "offer the user water"."""
    before = site.before_phrase(first)
    return is_verb(before) and not _GIVES.isdisjoint(forms(before, "VB"))


def _asked(site: Site, first: int, word: str) -> bool:
    """Whether a helping verb opens the sentence or stands before the label, so that its verb comes
    later: "May users go", "What does a user look like".
    """
    begin = site.begin(first)
    if site.lower(begin) in AUXILIARIES or site.lower(begin) in ("let", "help", "see", "watch"):
        return True
    before = site.before_phrase(first)
    return before in AUXILIARIES - BE - HAVE | _LETS and word in forms(word, "VB")
