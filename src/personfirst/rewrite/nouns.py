"""A person-first noun phrase put in where a label stands, with what grammar then needs around it.

A label is one word and bends easily: it takes adjectives, a possessive mark, a noun behind it, a
clause. A phrase such as "people who use drugs" does not, so what stands around it is recast. Each
function below knows one construction and says nothing (`None`) where it does not stand here.
"""

from __future__ import annotations

from dataclasses import replace

from personfirst.rewrite.around import followed, stands_apart
from personfirst.rewrite.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NOT,
    NUMBERS,
    article,
    classes,
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
from personfirst.rewrite.phrase import PERSONS
from personfirst.rewrite.qualifiers import qualified
from personfirst.rewrite.site import Change, Draft, Label, Site
from personfirst.rewrite.statements import stated

_LED = {
    **dict.fromkeys(("led", "run", "driven", "owned", "operated", "staffed", "organized"), "by"),
    **dict.fromkeys(("focused", "centered", "centred"), "on"),
}
_CARRIES = {"carries-of": "of", "carries-on": "on", "carries-for": "for"}
_PEOPLE_CARRIED = "carries-people"
_MOST_NAMING = 4
_TIES = word_set("'s ' who that whose of and or & /")
"""Words after a noun that tie more to it, so that nothing can be put between."""
_FAR = word_set("from by for with to that without")
"""Words that would seem to belong to the people, not to the noun that they followed."""
_ABOUT = word_set("on to for about against with from that")
"""Words after a thing that somebody has which say more of the thing: advice on fentanyl."""
_JOINTS = word_set("and or , &")
_OWN = frozenset({"my", "our", "your", "his", "her", "their", "its"})


def put(label: Label) -> Draft:
    """The changes that put a phrase in a label's place."""
    label, sure = qualified(label)
    placed = _of_place(label)
    if placed is not None:
        return placed if sure else placed.doubted()
    draft = (
        _possessive(label)
        or _hyphenated(label)
        or _attributive(label)
        or stated(label)
        or in_place(label)
    )
    if label.phrase.person and (_named(label) or _owned(label)):
        sure = False
    return draft if sure else draft.doubted()


def put_joined(left: Label, right: Label) -> Draft | None:
    """Two labels with "or" between them as one phrase: people who use or sell drugs."""
    site = left.site
    one, two = left.phrase, right.phrase
    joint = site.lower(left.last)
    shared = left.number == "one" and lead(site.tokens, left.first)[0] >= 0
    if joint != "or" and not (joint == "and" and shared):
        return None
    if left.number != right.number or one.noun != two.noun or not (one.clause and two.clause):
        return None
    said, also = one.predicate, two.predicate
    if said is None or also is None or said.before or also.before:
        return None
    form = "third" if left.number == "one" else "base"
    if said.rest == also.rest:
        tail = f"who {getattr(said, form)} {joint} {also.say(form)}"
    else:
        tail = f"who {said.say(form)} {joint} {also.say(form)}"
    phrase = replace(one, tail=tail, predicate=None)
    both = replace(left, last=right.last, phrases=lambda _: phrase)
    if site.lower(right.last) in ("'s", "'") or site.hyphen(right.last) or _modifies(right):
        return None
    after = put(both)
    return None if site.lower(left.first - 1) in CONJUNCTIONS else after


def shorter(label: Label) -> list[Draft]:
    """A shorter way to name people who have been named before; for a person to choose."""
    site, first, last = label.site, label.first, label.last
    if site.lower(last) in ("'s", "'") or site.hyphen(first) or site.hyphen(last):
        return []
    before = site.lower(first - 1) if first > site.begin(first) else ""
    if label.number == "many" and before not in DETERMINERS:
        begins = site.leads_sentence(first) or before in CONJUNCTIONS
        text = "they" if begins and is_verb(site.lower(last)) else "participants"
    elif label.number == "one" and before == "the":
        text = "person"
    else:
        return []
    return [Draft((Change(first, last, text),), False)]


def list_item(label: Label) -> int:
    """Where another item of a list begins after a label, which could be taken for what people use
    ("people who use drugs and the homeless"); -1 where there is none.
    """
    site, joint = label.site, label.last
    if not label.phrase.clause or site.lower(joint) not in _JOINTS:
        return -1
    while site.lower(joint) in _JOINTS:
        joint += 1
    own = site.lower(joint) in _OWN or site.lower(joint + 1) == "of"
    return -1 if own or joint >= site.end(label.first) else joint


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
    if word.endswith("s") and site.lower(index + 1) in _JOINTS:
        return "NOUN" in kinds
    return bool(kinds & {"NOUN", "ADJ"}) and not is_verb(word)


def in_place(label: Label) -> Draft:
    """The phrase where the label stands, and what follows it fitted on."""
    site = label.site
    phrase = label.phrase
    if site.lower(label.first - (2 if label.number == "one" else 1)) in ("was", "were"):
        phrase = phrase.in_past()
    doubled = (
        phrase.clause and site.lower(label.first - (3 if label.number == "one" else 2)) == "who"
    )
    phrase, changes, last, sure = followed(site, label.first, label.last, phrase)
    if label.number == "one" and phrase.tail:
        sure = sure and _alone(label)
    sure = sure and not doubled
    draft = replacing(site, label.first, last, phrase.text, noun=phrase.head, sure=sure)
    return draft.also(*changes)


def _after_comma(site: Site, first: int, last: int, text: str) -> bool:
    """Whether a comma stands before an adjective that is no more: "young, homeless addicts"."""
    adjective = is_adjective(site.word(first)) or site.hyphen(first + 1)
    taken = adjective and first + 1 < last and bool(text) and not is_adjective(text.split()[0])
    before = site.lower(first - 1) == "," and first - 2 >= site.begin(first)
    word = site.word(first - 2)
    return taken and before and is_adjective(word) and not site.at("label-noun", first - 2)


def replacing(
    site: Site, first: int, last: int, text: str, *, noun: str, sure: bool = True
) -> Draft:
    """Words replaced by a text whose head is `noun`, with the article before them as it asks:
    none before what is not counted, unless another noun follows.
    """
    if _after_comma(site, first, last, text):
        return Draft((Change(first - 2, last, f"{site.word(first - 2)} {text}"),), sure)
    before = site.lower(first - 1) if first > site.begin(first) else ""
    if before not in ("a", "an") or site.hyphen(first):
        return Draft((Change(first, last, text),), sure)
    head = noun.split()[-1].lower() if noun else ""
    mass = head in site.pack.lexicon("mass-noun").element(optional=False).by_first
    plural = head == "people" or (is_plural(head) and not is_plural(site.word(last - 1)))
    if (mass or plural) and not (last < site.end(first) and _may_be_noun(site.word(last))):
        return Draft((Change(first - 1, last, text),), sure)
    wanted = article(text)
    if wanted == before:
        return Draft((Change(first, last, text),), sure)
    return Draft((Change(first - 1, last, f"{wanted} {text}"),), sure)


def shares_noun(site: Site, first: int) -> bool:
    """Whether an adjective before has its noun in what is replaced: "clean and dirty needles"."""
    joined = site.lower(first - 1) in ("and", "or") and first - 2 >= site.begin(first)
    return joined and is_adjective(site.word(first)) and is_adjective(site.word(first - 2))


def _of_place(label: Label) -> Draft | None:
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
    kept = replace(phrase, tail=f"in {where} {phrase.tail}")
    _, changes, last, sure = followed(site, label.first, label.last, phrase)
    return Draft((Change(determiner, last, f"the {kept.text}"),), sure).also(*changes)


def _may_be_noun(word: str) -> bool:
    """Whether a word is or may be a noun, as one may that the lexicon does not know."""
    return is_noun(word) or (word.isalpha() and not classes(word))


def _possessive(label: Label) -> Draft | None:
    """So "the addict's family" becomes "the family of the person who uses drugs"."""
    site, phrase, last = label.site, label.phrase, label.last
    mark = site.lower(last)
    if mark not in ("'s", "'") or not site.attached(last):
        return None
    following = site.lower(last + 1)
    if following in AUXILIARIES | DETERMINERS | NOT | ADVERBS or following.endswith("ing"):
        return in_place(label).doubted()
    if not phrase.tail:
        wanted = "'" if phrase.noun.endswith("s") else "'s"
        change = [] if wanted == mark else [Change(last, last + 1, wanted)]
        return in_place(label).also(*change)
    end, sure = noun_phrase_end(site.tokens, last + 1)
    if end == last + 1:
        return in_place(label).doubted()
    determiner, adjective = lead(site.tokens, label.first)
    begin = determiner if determiner >= 0 else adjective
    owner = _with_article(site, begin, label.first, phrase.text)
    owned = site.slice(last + 1, end)
    if owned.startswith("own "):
        owned, sure = owned.removeprefix("own "), False
    bare = determiner < 0 and site.fragment(begin)
    relatives = all(site.at(_PEOPLE_CARRIED, index) for index in (end - 1, end + 1))
    if site.lower(end) in ("and", "or") and relatives and site.lower(end + 2) not in _TIES:
        end += 2
        owned = site.slice(last + 1, end)
    grown = determiner < 0 and begin > site.begin(begin) and is_adjective(site.word(begin - 1))
    in_list = site.lower(end) == "," and begins_noun(site, end + 1)
    sure = sure and site.lower(end) not in _TIES and not grown and not in_list
    sure = sure and (stands_apart(site, end) if phrase.clause else site.lower(end) not in _ABOUT)
    return Draft((Change(begin, end, f"{'' if bare else 'the '}{owned} of {owner}"),), sure)


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


def _hyphenated(label: Label) -> Draft | None:
    """So "an addict-led group" becomes "a group led by people who use drugs"."""
    site, last = label.site, label.last
    if not site.hyphen(last):
        return None
    by = _LED.get(site.lower(last))
    phrase = label.phrases("many")
    if by is None or not phrase.tail:
        return in_place(label).doubted()
    end, sure = noun_phrase_end(site.tokens, last + 1)
    said = f"{site.lower(last)} {by} {phrase.text}"
    if end == last + 1:
        return replacing(site, label.first, last + 1, said, noun="")
    thing = site.slice(last + 1, end)
    return replacing(site, label.first, end, f"{thing} {said}", noun=thing, sure=sure)


def _attributive(label: Label) -> Draft | None:
    """So "addict mothers" becomes "mothers who use drugs", "user data" "data on people who …"."""
    site, last = label.site, label.last
    if not _modifies(label):
        return None
    phrase = label.phrases("many")
    if not phrase.tail and phrase.noun.split()[-1].lower() not in PERSONS:
        return None
    end, sure = noun_phrase_end(site.tokens, last)
    if end == last:
        return in_place(label).doubted()
    thing, head = site.slice(last, end), end - 1
    following = site.lower(end)
    sure = sure and following not in _TIES | _FAR and not site.hyphen(end)
    sure = sure and (not phrase.clause or stands_apart(site, end))
    preposition = next((word for name, word in _CARRIES.items() if site.at(name, head)), "")
    if site.at(_PEOPLE_CARRIED, head) and phrase.tail:
        number = "many" if is_plural(site.word(head)) else "one"
        text = label.phrases(number).named(thing, number).text
    else:
        sure = sure and bool(preposition)
        text = f"{thing} {preposition or 'of'} {phrase.text}"
    return replacing(site, label.first, end, text, noun=thing, sure=sure)


def _modifies(label: Label) -> bool:
    """Whether the word after a label is a noun that the label qualifies."""
    site, last = label.site, label.last
    if label.number != "one" or last >= site.end(label.first):
        return False
    word, lower = site.word(last), site.lower(last)
    kinds = classes(word)
    apart = site.tokens.starts[last] > site.tokens.ends[last - 1]
    if not apart or "NOUN" not in kinds:
        return False
    if is_only_noun(word):
        return True
    if site.any_at((_PEOPLE_CARRIED, *_CARRIES), last) and not lower.endswith("s"):
        return True
    if lower.endswith("ing") or kinds & {"ADV"} or is_past(lower):
        return False
    if "ADJ" in kinds and "VERB" not in kinds:
        return is_noun(site.word(last + 1))
    determiner, _ = lead(site.tokens, label.first)
    singular_verb = lower.endswith("s") and not lower.endswith("ss")
    return determiner < 0 if singular_verb else not lower.endswith("ed")


def _alone(label: Label) -> bool:
    """Whether a singular label has its own article and none that it shares with a neighbour."""
    site = label.site
    determiner, adjective = lead(site.tokens, label.first)
    before = site.lower(adjective - 1)
    if determiner < 0 and before in ("and", "or", "/", ","):
        return False
    after, second = site.lower(label.last), site.lower(label.last + 1)
    if after == "," and site.lower(label.last + 2) in (",", "and", "or") and is_noun(second):
        return False
    if after in ("and", "or", "/") and label.last + 1 < site.end(label.first):
        closed = "CLOSED" in classes(second)
        finite = is_verb(second) and not is_noun(second) and not is_adjective(second)
        return (closed and second not in NUMBERS) or finite
    return determiner >= 0 or site.fragment(adjective) or is_adjective(site.word(adjective))


def _named(label: Label) -> bool:
    """Whether a verb that gives a name stands before: "they call him an addict"."""
    site = label.site
    determiner, adjective = lead(site.tokens, label.first)
    begin = determiner if determiner >= 0 else adjective
    return any(
        site.at("naming-verb", index) is not None
        for index in range(max(begin - _MOST_NAMING, site.begin(label.first)), begin)
    )


def _owned(label: Label) -> bool:
    """Whether the label belongs to somebody ("her addict", "the jail's addicts"), is what they turn
    into ("turned him into an addict"), or what others are set against ("patients, not addicts").
    """
    site = label.site
    determiner, adjective = lead(site.tokens, label.first)
    before = (determiner if determiner >= 0 else adjective) - 1
    if site.lower(determiner) in _OWN and determiner >= 0:
        return label.phrase.noun in ("person", "people")
    if site.lower(before) == "not" and site.lower(before - 1) == ",":
        return True
    nearest = range(max(before - _MOST_NAMING, site.begin(label.first)), before + 1)
    return site.lower(before) in ("'s", "'") or any(site.at("becoming", at) for at in nearest)
