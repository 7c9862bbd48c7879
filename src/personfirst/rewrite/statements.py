"""A label said of somebody: "She is an addict" is better said by a verb, "She uses drugs"."""

from __future__ import annotations

from personfirst.rewrite.beside import object_end, recovery_end
from personfirst.rewrite.called import says_use
from personfirst.rewrite.grammar import (
    ADVERBS,
    BE,
    NOT,
    PREPOSITIONS,
    PRONOUNS,
    classes,
    forms,
    is_past,
    noun_phrase_end,
    word_set,
)
from personfirst.rewrite.phrase import Predicate
from personfirst.rewrite.site import NOTHING, Change, Draft, Label, Site
from personfirst.rewrite.subject import (
    COPULAS,
    ENDS,
    HELPERS,
    JOINTS,
    NO_SUBJECTS,
    STOPS,
    is_statement,
    is_told_more,
    left_open,
    taken_back,
    taken_up,
)

_DEVELOP = {"become": "develop", "becomes": "develops", "became": "developed"}
_BEGIN = {"become": "begin", "becomes": "begins", "became": "began"}
_TURNS = {"turn": "become", "turns": "becomes", "turned": "became"}
_LIMITS = word_set("only just simply merely then almost necessarily even")
"""Adverbs of the label, not of what a verb says: "not only an addict"."""
_SHORT = {"'s": "is", "'re": "are"}
_FAR_BACK = 6
_DENIALS = NOT | word_set("nobody none no neither nor hardly without cannot")
_CLAIMED = 5
"""How far behind a word that denies stands what it denies."""
_SHARED = word_set("both each all themselves himself herself myself yourself")
"""Words between "be" and the label that say of whom it is said: "were both alcoholics"."""
_ASKS = {"is": "does", "are": "do", "was": "did", "were": "did"}
_WISHES = word_set("want hope wish like love plan choose")
_BEFORE_TO = word_set("have has had likely going need needs")
"""Words before "to be" and a label that say nothing of who says so: "have to be an addict"."""


def stated(label: Label) -> Draft | None:
    """The verb for a label after "be": "was not an addict" becomes "did not use drugs"."""
    site, phrase = label.site, label.phrase
    said = phrase.predicate
    if phrase.noun not in ("person", "people"):
        return None
    if said is None:
        return _formerly(label) if phrase.tail.startswith("who used to ") else None
    index = label.first - 1
    if label.number == "one":
        if site.lower(index) not in ("a", "an", "no"):
            return None
        index -= 1
    adverbs: list[str] = []
    negated = "not" if label.number == "one" and site.lower(index + 1) == "no" else ""
    while site.lower(index) in ADVERBS | _SHARED or site.lower(index) in NOT:
        if site.lower(index) in NOT:
            negated = site.lower(index)
        else:
            adverbs.insert(0, site.lower(index))
        index -= 1
    if site.lower(index) == "longer" and site.lower(index - 1) == "no":
        adverbs.insert(0, "no longer")
        index -= 2
    verb = site.lower(index)
    if site.lower(index - 1) in PRONOUNS - NO_SUBJECTS and site.lower(index + 1) != "been":
        verb = _SHORT.get(verb, verb)
    acts = said.base not in ("are", "have")
    if not adverbs and not negated and (begun := _begun(site, index, said)):
        fits = not acts or says_use(label)
        index -= site.lower(index) == "into"
        return Draft((Change(index, label.last, begun),), sure=False) if fits else NOTHING
    if verb == "being" and site.lower(index - 1) in PREPOSITIONS and not adverbs and not negated:
        return Draft((Change(index, label.last, said.say("gerund")),), sure=False)
    asked = None if negated or adverbs[1:] else _asked(label, index, said, adverbs)
    if asked is not None:
        return asked
    if verb == "be":
        return _to_be(label, index, said) if not adverbs and not negated else None
    if verb not in COPULAS or _LIMITS & set(adverbs):
        return None
    takes = said.base in ("use", "drink", "take") and not says_use(label)
    treated = _tells_of_treatment(site, index)
    if (takes and (negated or treated or _doubted(site, index))) or (negated and treated):
        return NOTHING
    if takes and not negated and (end := recovery_end(site, label.last + 1)) > label.last + 1:
        kept = Change(index + 1, end, " ".join((*adverbs, site.slice(label.last, end))))
        return Draft((kept,), sure=False) if site.lower(label.last) == "in" else None
    more = None if negated else _said_also(label, index)
    if more is None and not is_statement(label, index):
        return None
    if said.base == "are":
        front = site.slice(index, label.first - (label.number == "one"))
        front += " not" * (site.lower(label.first - 1) == "no")
        draft = Draft((_put_for(site, index, label.last, f"{front.strip()} {said.rest}"),))
        follows = is_told_more(label)
        return (
            draft.also(Change(label.last, label.last + 1, "and"), sure=False) if follows else draft
        )
    text = _verb(site, index, verb, negated, said)
    if text is None:
        return None
    if negated == "never":
        adverbs.append(negated)
    exact = not negated or site.lower(label.last - 1).startswith("user")
    exact = exact and site.lower(index - 1) not in NOT
    exact = exact and said.base != "drink" and "no longer" not in adverbs
    exact = exact and not taken_up(label) and not reported(site, index)
    exact = exact and said.base != "report" and not taken_back(label)
    draft = Draft((_put_for(site, index, label.last, " ".join((*adverbs, text))),), exact)
    if is_told_more(label) and said.base in forms(site.lower(label.last + 1), "VB"):
        return _said_once(label, index, " ".join((*adverbs, text)))
    if is_told_more(label):
        present = not is_past(site.lower(label.last + 1))
        return draft.also(Change(label.last, label.last + 1, "and"), sure=present)
    return draft.also(more, sure=False) if more else draft


def _formerly(label: Label) -> Draft | None:
    """So "is a former user" becomes "used to use drugs", and so does "she's an ex-addict"."""
    site, index = label.site, label.first - 1 - (label.site.lower(label.first - 1) in ("a", "an"))
    short = site.lower(index) in _SHORT and site.lower(index - 1) in PRONOUNS
    if site.lower(index) not in COPULAS - {"been"} and not short:
        return None
    if not is_statement(label, index):
        return None
    text = label.phrase.tail.removeprefix("who ")
    draft = Draft((_put_for(site, index, label.last, text),), sure=not reported(site, index))
    more = Change(label.last, label.last + 1, "and")
    return draft.also(more, sure=False) if is_told_more(label) else draft


def _put_for(site: Site, index: int, last: int, text: str) -> Change:
    """A text put in the place of words that begin with a form of "be", which may be run together
    with the word before.
    """
    if site.attached(index):
        space = "" if text.startswith(("'", "’")) else " "
        return Change(index - 1, last, f"{site.word(index - 1)}{space}{text}")
    return Change(index, last, text)


def _to_be(label: Label, index: int, said: Predicate) -> Draft | None:
    """So "used to be an addict" becomes "used to use drugs", "may be a user" "may use drugs"."""
    site = label.site
    before = site.lower(index - 1), site.lower(index - 2)
    if before[0] == "to" and not _WISHES.isdisjoint(forms(before[1], "VB")):
        return NOTHING
    if before[0] == "to" and site.leads_sentence(index - 1) and said.base != "are":
        fits = said.base == "have" or says_use(label)
        text = said.say("infinitive")
        return Draft((Change(index, label.last, text),), sure=False) if fits else NOTHING
    may = before[0] in ("may", "might") and is_statement(label, index - 1)
    used = before == ("to", "used") and is_statement(label, index - 2)
    closed = site.lower(label.last) in ENDS | {"forever"} and not left_open(site, label.last)
    used = used or (before[0] == "to" and before[1] in _BEFORE_TO and closed)
    if said.base in ("are", "have") or not (may or used):
        return None
    sure = may and says_use(label)
    return Draft((Change(index, label.last, said.say("infinitive")),), sure)


def _asked(label: Label, index: int, said: Predicate, adverbs: list[str]) -> Draft | None:
    """So "Is your son a user?" becomes "Does your son use drugs?"."""
    site = label.site
    begin = site.begin(label.first)
    helper = _ASKS.get(site.lower(begin), "")
    alone = index == begin + 1 and site.lower(index) in PRONOUNS - NO_SUBJECTS
    closed = site.lower(label.last) == "?" or label.last >= site.end(label.first)
    if not helper or not closed or not (alone or object_end(site, begin + 1) == index + 1):
        return None
    if said.base == "are":
        return None
    text = " ".join((*adverbs, said.say("infinitive")))
    draft = Draft((Change(begin, begin + 1, helper), Change(index + 1, label.last, text)))
    return draft if says_use(label) else draft.doubted()


def _tells_of_treatment(site: Site, index: int) -> bool:
    """Whether a sentence of the present speaks of a medicine or of who is sober: "Patients on
    methadone are addicts, too" does not say that they use.
    """
    now = site.lower(index) not in ("was", "were")
    return now and any(site.at("treated-word", at) for at in range(*site.tokens.sentence(index)))


def _doubted(site: Site, index: int) -> bool:
    """Whether a clause before denies or doubts what is said: "we don't believe that she is an
    addict" is not the same as to believe that she takes nothing.
    """
    for at in range(site.begin(index), index):
        if site.at("doubting-word", at) is not None:
            return True
        if site.lower(at) in _DENIALS:
            near = range(at + 1, min(at + _CLAIMED, index))
            if site.lower(at + 1) == "that" or any(site.at("claiming-word", to) for to in near):
                return True
    return False


def _said_also(label: Label, index: int) -> Change | None:
    """The verb put before what else somebody is, in a clause that ends with it: "he is a drunk but
    harmless", "if you are an alcoholic or on heroin".
    """
    site, joint = label.site, label.last
    begin, end = joint + 1, site.end(label.first)
    verb = {"been": "", "'s": "", "'re": ""}.get(site.lower(index), site.lower(index))
    if site.lower(joint) not in ("and", "or", "but") or not verb or site.lower(begin) in NOT:
        return None
    word = site.word(begin)
    if site.lower(begin) in ("a", "an"):
        close, _ = noun_phrase_end(site.tokens, begin + 1)
        close = close if close > begin + 1 else begin
    elif site.lower(begin) in ("on", "in", "under", "off"):
        close = object_end(site, begin + 1)
    else:
        kinds = classes(word)
        close = begin + (kinds == {"ADJ"} or ("ADJ" in kinds and site.lower(joint) == "but"))
    closed = close >= end or site.lower(close) in ENDS - JOINTS | STOPS
    subject = site.lower(index - 1)
    known = subject in PRONOUNS and subject not in NO_SUBJECTS and subject != "who"
    fits = close > begin and closed and known
    return Change(begin, begin + 1, f"{verb} {word}") if fits else None


def _said_once(label: Label, index: int, text: str) -> Draft:
    """What a clause behind a label says with the same verb, said once: "injects drugs at home";
    nothing where it names a drug of its own.
    """
    site, end = label.site, label.last + 2
    plain = site.lower(end) in PREPOSITIONS | {"alone", "daily", "together"}
    return Draft((Change(index, end, text),), sure=False) if plain else NOTHING


def _begun(site: Site, index: int, said: Predicate) -> str:
    """What stands for a form of "become" and the label: people begin using, or develop what they
    then have; empty where it is no such verb, or where "'d" leaves open what it is.
    """
    verb, helper = site.lower(index), index - 1
    if verb == "into":
        verb, helper = _TURNS.get(site.lower(helper), ""), index - 2
        while site.lower(helper) in ADVERBS:
            helper -= 1
        verb = "" if site.lower(helper) in BE else verb
    has = said.base == "have"
    forms_of, object_ = (_DEVELOP, said.rest) if has else (_BEGIN, said.say("gerund"))
    if verb == "becoming" and site.lower(helper) in COPULAS and said.base != "are":
        return f"developing {object_}" if has else f"beginning to {said.say('infinitive')}"
    while site.lower(helper) in ADVERBS:
        helper -= 1
    if said.base == "are":
        stays = verb in forms_of and said.rest.startswith(("dependent ", "addicted "))
        return f"{verb} {said.rest}" if stays else ""
    if verb not in forms_of:
        return ""
    if verb == "become" and site.lower(helper) in HELPERS | {"having"}:
        return f"{'developed' if has else 'begun'} {object_}"
    return "" if site.lower(helper) == "'d" else f"{forms_of[verb]} {object_}"


def reported(site: Site, verb: int) -> bool:
    """Whether somebody says it, who may have said it so of themselves: "she told us she was"."""
    if site.lower(verb - 1) not in PRONOUNS - {"who"}:
        return False
    begin = max(verb - _FAR_BACK, site.begin(verb))
    return any(site.at("saying-verb", index) for index in range(begin, verb))


def _verb(site: Site, index: int, verb: str, negated: str, said: Predicate) -> str | None:
    if verb == "been":
        before = index - 1
        while site.lower(before) in ADVERBS:
            before -= 1
        return said.say("participle") if site.lower(before) in HELPERS | NOT else None
    if negated in ("not", "n't"):
        helper = {"is": "does", "was": "did", "were": "did"}.get(verb, "do")
        negation = "n't" if negated == "n't" else " not"
        return f"{helper}{negation} {said.say('infinitive')}"
    return said.say({"is": "third", "was": "past", "were": "past"}.get(verb, "base"))
