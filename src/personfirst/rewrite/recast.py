"""What stands around a label moved behind or before a phrase: owners, nouns, compounds, places."""

from __future__ import annotations

from personfirst.model.text import MASK
from personfirst.rewrite.around import followed
from personfirst.rewrite.clause import may_be_participle, stands_apart
from personfirst.rewrite.grammar import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    HAVE,
    NOT,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    article,
    classes,
    forms,
    is_adjective,
    is_noun,
    is_only_noun,
    is_past,
    is_plural,
    is_verb,
    lead,
    noun_phrase_end,
    word_set,
)
from personfirst.rewrite.lists import OWN, begins_noun
from personfirst.rewrite.phrase import PERSONS
from personfirst.rewrite.place import in_place, relative_near, replacing
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
_PEOPLE_CARRIED = "carries-people"
_TIES = word_set("'s ' who that whose of and or & /")
"""Words after a noun that tie more to it, so that nothing can be put between."""
_FAR = word_set("from by for with to that without")
"""Words that would seem to belong to the people, not to the noun that they followed."""
_LETS = word_set("let lets letting make makes made help helps helped saw watch watched")
"""Verbs after whose object another verb stands: "let a user sleep"."""
_LONGEST_LIST = 8
_MANY = word_set("no some these those many few most all several both")
_BELONGS = word_set("to of for by under")
"""Words after what is owned that say more of it, and must stay beside it: a right to care."""
_GIVES = word_set("offer give hand bring send teach show tell ask get buy serve sell lend deny")
_ALL = word_set("every all each")
_OF_COUNT = word_set(
    "least most than not never just only even almost nearly about over under exactly around more"
    " fewer less roughly barely scarcely hardly"
)
"""Words of a count, which would come to stand before what is owned: "at least one addict's"."""
_ABOUT = word_set("on to for about against with from that")
"""Words after a thing that somebody has which say more of the thing: advice on fentanyl."""


def possessive(label: Label) -> Draft | None:
    """So "the addict's family" becomes "the family of the person who uses drugs"."""
    site, phrase, last = label.site, label.phrase, label.last
    mark = site.lower(last)
    if mark not in ("'s", "'") or not site.attached(last):
        return None
    says = _is_verb_mark(site, last)
    if says is None:
        return NOTHING
    if says:
        verb = "has" if site.lower(last + 1) == "been" else "is"
        text = f"{phrase.text} {verb}"
        return replacing(site, label.first, last + 1, text, noun=phrase.head, sure=False)
    if not phrase.tail:
        wanted = "'" if phrase.noun.endswith("s") else "'s"
        change = [] if wanted == mark else [Change(last, last + 1, wanted)]
        return in_place(label).also(*change)
    end, sure = noun_phrase_end(site.tokens, last + 1)
    if end == last + 1 and site.word(end)[:1] not in ("", ".", ",", ";", "?", "!"):
        return Draft((), sure=False)
    if end == last + 1:
        return replacing(site, label.first, last + 1, phrase.text, noun=phrase.head, sure=False)
    determiner, adjective = lead(site.tokens, label.first)
    begin = determiner if determiner >= 0 else adjective
    if begin > site.begin(begin) and site.word(begin - 1) == MASK:
        return NOTHING
    counts = _counts(site, begin, label.first)
    vague = not _OF_COUNT.isdisjoint(site.tokens.lowers[max(begin - 1, 0) : label.first])
    if counts and (vague or (site.word(begin).isdigit() and site.leads_sentence(begin))):
        return NOTHING
    owner = _with_article(site, begin, label.first, phrase.text)
    owned = site.slice(last + 1, end)
    if owned.startswith("own "):
        owned, sure = owned.removeprefix("own "), False
    bare = determiner < 0 and site.fragment(begin)
    alone = determiner < 0 and not counts and not bare
    if alone and phrase.number == "one" and phrase.head == "person":
        owner = f"{article(owner)} {owner}"
    relatives = all(site.at(_PEOPLE_CARRIED, index) for index in (end - 1, end + 1))
    if site.lower(end) in ("and", "or") and relatives and site.lower(end + 2) not in _TIES:
        end += 2
        owned = site.slice(last + 1, end)
    grown = determiner < 0 and begin > site.begin(begin) and is_adjective(site.word(begin - 1))
    listed = site.lower(end) == "," and begins_noun(site, end + 1) and _lists(site, end)
    if listed or (phrase.tail and site.lower(end) in _BELONGS) or _is_glossed(site, end):
        return NOTHING
    sure = sure and site.lower(end) not in _TIES and not grown
    sure = sure and site.at("carries-for", end - 1) is None and site.lower(begin - 1) != ":"
    sure = sure and not (
        phrase.clause
        and (
            relative_near(site, end)
            or (site.before_phrase(label.first) and may_be_participle(site.lower(end)))
        )
    )
    sure = sure and (stands_apart(site, end) if phrase.clause else site.lower(end) not in _ABOUT)
    bare = bare or owned == "behalf"
    of = "of"
    if site.at("carries-for", end - 1) and phrase.number == "many" and owner.startswith("the "):
        of, owner = "for", owner.removeprefix("the ")
    return Draft((Change(begin, end, f"{'' if bare else 'the '}{owned} {of} {owner}"),), sure)


def _is_glossed(site: Site, comma: int) -> bool:
    """Whether a sum or another number behind a comma says more of what is owned: "bill, $400,"."""
    if site.lower(comma) != ",":
        return False
    return any(site.word(index)[:1].isdigit() for index in (comma + 1, comma + 2))


def _counts(site: Site, begin: int, first: int) -> bool:
    """Whether words before a label, or right before those, say how many are meant."""
    words = site.tokens.lowers[max(begin - 1, site.begin(begin)) : first]
    return any(word in NUMBERS or word in _ALL or word.isdigit() for word in words)


def _is_verb_mark(site: Site, mark: int) -> bool | None:
    """Whether "'s" is short for "is" or "has" and owns nothing, by what follows; None where that
    may be either: "the addict's suffering from".
    """
    following, beyond = site.lower(mark + 1), site.lower(mark + 2)
    if site.lower(mark) != "'s":
        return False
    if following in AUXILIARIES | DETERMINERS | NOT | ADVERBS:
        return True
    if not (following.endswith("ing") and is_verb(following)):
        return False
    if beyond in AUXILIARIES or is_past(beyond):
        return False
    if not is_noun(following):
        return True
    either = beyond in DETERMINERS | PRONOUNS | PREPOSITIONS or "ADV" in classes(beyond)
    return None if either else False


def _lists(site: Site, comma: int) -> bool:
    """Whether a comma is followed by "and" or "or" before the sentence or another clause begins."""
    words = site.tokens.lowers[comma + 1 : site.end(comma)]
    near = words[:_LONGEST_LIST]
    return any(word in ("and", "or", "&") for word in near)


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
    if end == last and site.any_at((_PEOPLE_CARRIED, *_CARRIES), last):
        end, sure = last + 1, False
    if end == last:
        return NOTHING
    thing, head = site.slice(last, end), end - 1
    if site.at("carries-nothing", head):
        return NOTHING
    if phrase.noun not in ("person", "people") and site.at(_PEOPLE_CARRIED, head):
        thing = f"{site.slice(last - 1, last)} {thing}"
        sure = False
    following = site.lower(end)
    sure = sure and following not in _TIES | _FAR and not site.hyphen(end)
    sure = sure and (not phrase.clause or stands_apart(site, end))
    preposition = next((word for name, word in _CARRIES.items() if site.at(name, head)), "")
    grouped = site.lower(head) in ("group", "groups") and head > last
    if grouped and site.at("carries-for", head - 1):
        preposition = "for"
    serves = site.before("serves-people", end) is not None
    if serves:
        sure, preposition = False, "for"
    if site.at(_PEOPLE_CARRIED, head) and phrase.tail and not serves:
        number = "many" if is_plural(site.word(head)) else "one"
        text = label.phrases(number).named(thing, number).text
        sure = sure and not (site.at("kin", head) and site.lower(label.first - 1) in OWN)
    else:
        sure = sure and bool(preposition)
        text = f"{thing} {preposition or 'of'} {phrase.text}"
        bare = lead(site.tokens, label.first)[0] < 0 and not site.fragment(label.first)
        if preposition == "of" and bare and not is_plural(site.word(head)):
            text = f"the {text}"
    return replacing(site, label.first, end, text, noun=thing, sure=sure)


def modifies(label: Label) -> bool:
    """Whether the word after a label is a noun that the label qualifies."""
    site, last = label.site, label.last
    if label.number != "one" or last >= site.end(label.first):
        return False
    word, lower = site.word(last), site.lower(last)
    kinds = classes(word)
    apart = site.tokens.starts[last] > site.tokens.ends[last - 1]
    carries = bool(site.any_at((_PEOPLE_CARRIED, *_CARRIES), last))
    if not apart:
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
    if singular_verb and site.lower(determiner) in _MANY and site.at(_PEOPLE_CARRIED, last):
        return True
    if singular_verb and not is_only_noun(word):
        if after in DETERMINERS or after in PRONOUNS:
            return False
        if lower == "needs" and not label.phrase.person:
            return after in AUXILIARIES or is_past(after)
    if singular_verb:
        begins_verb = after in ("are", "were", "have", "do") or after in forms(after, "VB")
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


def _with_article(site: Site, begin: int, first: int, text: str) -> str:
    """The words before a label and the phrase, `a` or `an` as the phrase asks."""
    if begin == first:
        return text
    front = site.slice(begin, first)
    word = site.word(begin)
    if site.leads_sentence(begin) and not (word.isupper() and len(word) > 1):
        front = front[:1].lower() + front[1:]
    if word.lower() in ("a", "an"):
        whole = f"{front[len(word) :].lstrip()} {text}".lstrip()
        return f"{article(whole)} {whole}"
    return f"{front} {text}"
