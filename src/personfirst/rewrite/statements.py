"""A label said of somebody: "She is an addict" is better said by a verb, "She uses drugs"."""

from __future__ import annotations

from itertools import pairwise

from personfirst.rewrite.beside import object_end, recovery_end
from personfirst.rewrite.called import says_use
from personfirst.rewrite.grammar import (
    ADVERBS,
    DETERMINERS,
    NOT,
    PREPOSITIONS,
    PRONOUNS,
    classes,
    forms,
    is_past,
    is_verb,
    noun_phrase_end,
    word_set,
)
from personfirst.rewrite.phrase import PERSONS, Predicate
from personfirst.rewrite.site import NOTHING, Change, Draft, Label, Site

_COPULAS = frozenset({"is", "are", "was", "were", "been"})
_DEVELOP = {"become": "develop", "becomes": "develops", "became": "developed"}
_BEGIN = {"become": "begin", "becomes": "begins", "became": "began"}
_LIMITS = word_set("only just simply merely then almost necessarily even")
"""Adverbs of the label, not of what a verb says: "not only an addict"."""
_STANDS_FOR = frozenset({"it", "so", "one"})
"""Words that, last in a clause, may stand for the label: "an addict, but he does not see it"."""
_TAKES_UP = frozenset({"so", "nor", "neither", "as"})
"""Words after which "is" and "was" stand for the whole that was said: "and so is her brother"."""
_STILL = frozenset({"still", "also"})
_FAR_BACK = 6
_DENIALS = NOT | word_set("nobody none no neither nor hardly without cannot")
_CLAIMED = 5
"""How far behind a word that denies stands what it denies."""
_NEAR = 4
_SHARED = word_set("both each all themselves himself herself myself yourself")
"""Words between "be" and the label that say of whom it is said: "were both alcoholics"."""
_NO_SUBJECTS = word_set("there here this that these those it what how why where")
_SOME = word_set("most many few some all nobody")
_UNTRUE = word_set("wrong false untrue nonsense")
_TRUE = word_set("true so right one")
_HELPERS = frozenset({"has", "have", "had", "'ve", "'s"})
_ENDS = word_set(
    '. , ; : ! ? ) " and or when because since if for until by before after at too either anymore'
    " any now again as though although while but from -- – — ..."
)
_JOINTS = frozenset({"and", "or", "but", ","})
_STOPS = frozenset(".,;:!?")
_ASKS = {"is": "does", "are": "do", "was": "did", "were": "did"}
_BEFORE_TO = word_set("have has had likely going need needs")
"""Words before "to be" and a label that say nothing of who says so: "have to be an addict"."""


def stated(label: Label) -> Draft | None:
    """The verb for a label after "be": "was not an addict" becomes "did not use drugs"."""
    site, phrase = label.site, label.phrase
    said = phrase.predicate
    if said is None or phrase.noun not in ("person", "people"):
        return None
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
    acts = said.base not in ("are", "have")
    if not adverbs and not negated and (begun := _begun(site, index, said)):
        fits = not acts or says_use(label)
        return Draft((Change(index, label.last, begun),), sure=False) if fits else NOTHING
    if verb == "being" and site.lower(index - 1) in PREPOSITIONS and not adverbs and not negated:
        return Draft((Change(index, label.last, said.say("gerund")),), sure=False)
    asked = None if negated or adverbs[1:] else _asked(label, index, said, adverbs)
    if asked is not None:
        return asked
    if verb == "be":
        return _to_be(label, index, said) if not adverbs and not negated else None
    if verb not in _COPULAS or _LIMITS & set(adverbs):
        return None
    takes = said.base in ("use", "drink", "take") and not says_use(label)
    treated = _tells_of_treatment(site, index)
    if (takes and (negated or treated or _doubted(site, index))) or (negated and treated):
        return NOTHING
    if takes and not negated and (end := recovery_end(site, label.last + 1)) > label.last + 1:
        kept = Change(index + 1, end, " ".join((*adverbs, site.slice(label.last, end))))
        return Draft((kept,), sure=False) if site.lower(label.last) == "in" else None
    more = None if negated else _said_also(label, index)
    if more is None and not _is_statement(label, index):
        return None
    if said.base == "are":
        front = site.slice(index, label.first - (label.number == "one"))
        front += " not" * (site.lower(label.first - 1) == "no")
        draft = Draft((Change(index, label.last, f"{front} {said.rest}"),))
        follows = _is_told_more(label)
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
    exact = exact and not _taken_up(label) and not reported(site, index)
    exact = exact and not _taken_back(label)
    draft = Draft((Change(index, label.last, " ".join((*adverbs, text))),), exact)
    if _is_told_more(label) and said.base in forms(site.lower(label.last + 1), "VB"):
        return _said_once(label, index, " ".join((*adverbs, text)))
    if _is_told_more(label):
        present = not is_past(site.lower(label.last + 1))
        return draft.also(Change(label.last, label.last + 1, "and"), sure=present)
    return draft.also(more, sure=False) if more else draft


def _to_be(label: Label, index: int, said: Predicate) -> Draft | None:
    """So "used to be an addict" becomes "used to use drugs", "may be a user" "may use drugs"."""
    site = label.site
    before = site.lower(index - 1), site.lower(index - 2)
    may = before[0] in ("may", "might") and _is_statement(label, index - 1)
    used = before == ("to", "used") and _is_statement(label, index - 2)
    closed = site.lower(label.last) in _ENDS | {"forever"} and not _left_open(site, label.last)
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
    alone = index == begin + 1 and site.lower(index) in PRONOUNS - _NO_SUBJECTS
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
    closed = close >= end or site.lower(close) in _ENDS - _JOINTS | _STOPS
    subject = site.lower(index - 1)
    known = subject in PRONOUNS and subject not in _NO_SUBJECTS and subject != "who"
    fits = close > begin and closed and known
    return Change(begin, begin + 1, f"{verb} {word}") if fits else None


def _is_told_more(label: Label) -> bool:
    """Whether a clause behind a label says what somebody does as well: "an addict who works"."""
    site = label.site
    return site.lower(label.last) == "who" and is_verb(site.lower(label.last + 1))


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
    has = said.base == "have"
    forms_of, object_ = (_DEVELOP, said.rest) if has else (_BEGIN, said.say("gerund"))
    if verb == "becoming" and site.lower(helper) in _COPULAS and said.base != "are":
        return f"developing {object_}" if has else f"beginning to {said.say('infinitive')}"
    while site.lower(helper) in ADVERBS:
        helper -= 1
    if said.base == "are":
        stays = verb in forms_of and said.rest.startswith(("dependent ", "addicted "))
        return f"{verb} {said.rest}" if stays else ""
    if verb not in forms_of:
        return ""
    if verb == "become" and site.lower(helper) in _HELPERS | {"having"}:
        return f"{'developed' if has else 'begun'} {object_}"
    return "" if site.lower(helper) == "'d" else f"{forms_of[verb]} {object_}"


def _taken_up(label: Label) -> bool:
    """Whether a small word further on in the sentence may stand for the label, so that a verb would
    leave it without anything to stand for.
    """
    site = label.site
    words = (*site.tokens.lowers[label.last : site.end(label.first)], ".")
    return any(a in _STANDS_FOR and b in _ENDS for a, b in pairwise(words))


def _taken_back(label: Label) -> bool:
    """Whether the next sentence denies what is said: "Many think he is an addict. He is not"."""
    site, begin = label.site, label.site.end(label.last - 1)
    words = (*site.tokens.lowers[begin : begin + _FAR_BACK], ".", ".")
    if words[0] in _UNTRUE or (words[0] in ("no", "not") and words[1] in _STOPS | _TRUE):
        return True
    subject = words[0] in PRONOUNS | _NO_SUBJECTS | _SOME
    near = pairwise(words[1 : _NEAR + 1])
    return subject and any((a in NOT and b in _STOPS | _TRUE) or b in _UNTRUE for a, b in near)


def reported(site: Site, verb: int) -> bool:
    """Whether somebody says it, who may have said it so of themselves: "she told us she was"."""
    if site.lower(verb - 1) not in PRONOUNS - {"who"}:
        return False
    begin = max(verb - _FAR_BACK, site.begin(verb))
    return any(site.at("saying-verb", index) for index in range(begin, verb))


def _verb(site: Site, index: int, verb: str, negated: str, said: Predicate) -> str | None:
    if verb == "been":
        before = site.lower(index - 1)
        return said.say("participle") if before in _HELPERS | NOT else None
    if negated in ("not", "n't"):
        helper = {"is": "does", "was": "did", "were": "did"}.get(verb, "do")
        negation = "n't" if negated == "n't" else " not"
        return f"{helper}{negation} {said.say('infinitive')}"
    return said.say({"is": "third", "was": "past", "were": "past"}.get(verb, "base"))


def _left_open(site: Site, first: int) -> bool:
    """Whether a form of "be" further on waits for the label ("she is an addict, and he was"), or
    the label's own has more to say ("an addict by twenty and a mother by thirty").
    """
    words = (*site.tokens.lowers, ".")
    waits = any(
        words[index] in _COPULAS and words[index + 1] in _STOPS
        for index in range(first, len(site.tokens))
    )
    clause = pairwise(words[first : site.end(first - 1)])
    waits = waits or any(
        (a in _TAKES_UP and b in _COPULAS) or (a in _COPULAS | _STILL and b in ("one", "too"))
        for a, b in clause
    )
    return waits or any(
        words[index] in (",", "and") and words[index + 1] in ("a", "an")
        for index in range(first, site.end(first - 1))
    )


def _is_statement(label: Label, verb: int) -> bool:
    """Whether the words say something of a subject, and nothing more of the label follows."""
    site = label.site
    subject = site.lower(verb - 1)
    if verb <= site.begin(verb) or subject in _NO_SUBJECTS or subject in PREPOSITIONS:
        return False
    known = subject in PRONOUNS or subject in NOT or subject in _HELPERS or subject == "who"
    if not known and ("CLOSED" in classes(subject) or not subject[:1].isalpha()):
        return False
    if _left_open(site, label.last):
        return False
    if label.last >= site.end(label.first) or _is_told_more(label):
        return True
    after, second = site.lower(label.last), site.lower(label.last + 1)
    if after == "," and second == "or":
        second = site.lower(label.last + 2)
    relative = subject == "who" or "whose" in site.tokens.lowers[max(verb - _NEAR, 0) : verb]
    if after not in _ENDS and not (relative and is_verb(after)):
        return False
    if (second in ADVERBS or "ADV" in classes(second)) and not is_verb(second):
        second = site.lower(label.last + 2)
    form = {"one": "VB", "many": "VBZ"}[label.number]
    finite = is_verb(second) and (after == "," or second not in forms(second, form))
    other = classes(second) & {"NOUN", "ADJ"} and not finite
    other = other or second in PERSONS
    more = second in DETERMINERS | NOT or other or second.endswith("ing")
    return not (after in _JOINTS and more)
