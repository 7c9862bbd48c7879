"""What a label owns, put before it: the family of a person who uses drugs."""

from __future__ import annotations

from personfirst.model.text import MASK
from personfirst.rewrite.clause import may_be_participle, stands_apart
from personfirst.rewrite.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    NOT,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    article,
    classes,
    is_adjective,
    is_noun,
    is_past,
    is_verb,
    lead,
    noun_phrase_end,
    word_set,
)
from personfirst.rewrite.lists import begins_noun
from personfirst.rewrite.place import in_place, relative_near, replacing
from personfirst.rewrite.site import NOTHING, Change, Draft, Label, Site

PEOPLE_CARRIED = "carries-people"
TIES = word_set("'s ' who that whose of and or & /")
"""Words after a noun that tie more to it, so that nothing can be put between."""
_OF_COUNT = word_set(
    "least most than not never just only even almost nearly about over under exactly around more"
    " fewer less roughly barely scarcely hardly"
)
"""Words of a count, which would come to stand before what is owned: "at least one addict's"."""
_BELONGS = word_set("to of for by under")
"""Words after what is owned that say more of it, and must stay beside it: a right to care."""
_ABOUT = word_set("on to for about against with from that")
"""Words after a thing that somebody has which say more of the thing: advice on fentanyl."""
_ALL = word_set("every all each")
_LONGEST_LIST = 8


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
    relatives = all(site.at(PEOPLE_CARRIED, index) for index in (end - 1, end + 1))
    if site.lower(end) in ("and", "or") and relatives and site.lower(end + 2) not in TIES:
        end += 2
        owned = site.slice(last + 1, end)
    grown = determiner < 0 and begin > site.begin(begin) and is_adjective(site.word(begin - 1))
    listed = site.lower(end) == "," and begins_noun(site, end + 1) and _lists(site, end)
    if listed or (phrase.tail and site.lower(end) in _BELONGS) or _is_glossed(site, end):
        return NOTHING
    sure = sure and site.lower(end) not in TIES and not grown
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
    """Whether what stands behind a comma says more of what is owned: "bill, $400,", "mother, a
    nurse,".
    """
    if site.lower(comma) != ",":
        return False
    if site.lower(comma + 1) in ("a", "an", "the"):
        close, _ = noun_phrase_end(site.tokens, comma + 2)
        return site.lower(close) in (",", ".")
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
