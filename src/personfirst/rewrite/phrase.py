"""A person-first phrase taken apart: `person who uses drugs` is a noun and what is said of it.

So taken apart it can be put together anew: with another noun (mothers who use drugs), with an
adverb (people who often use drugs), in another tense, or as a verb alone (uses drugs).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from personfirst.model.rule import Alternative
from personfirst.rewrite.grammar import forms as forms_of
from personfirst.rewrite.grammar import word_set
from personfirst.rulebook.inflect import Forms

_TAIL = re.compile(
    r" (?=(?:who|whose|where|with|without|in|from|of|for|on|to|addicted|dependent|living|exposed"
    r"|convicted|involved|experiencing|asking|requesting|seeking|using|known)\b)"
)
_JOINT = re.compile(r" (?:of|with|without|in|for|on|to|who|where) ")
_NOT_DONE = word_set("where with in without from of for on to exposed living")
PERSONS = word_set(
    "person people patient patients parent parents child children baby babies newborn newborns"
    " mother mothers"
)


class Predicate(NamedTuple):
    """What a person does, is or has: `use` + `drugs`, `have` + `a substance use disorder`.

    `before` holds words that stand before the verb, such as an adverb.
    """

    base: str
    third: str
    past: str
    participle: str
    gerund: str
    rest: str
    before: str = ""

    @property
    def infinitive(self) -> str:
        """The verb after "to" or "may"."""
        return "be" if self.base == "are" else self.base

    def say(self, form: str) -> str:
        """The predicate with its verb in a form: `uses drugs`, `often using drugs`; what was so
        then is not so "currently".
        """
        verb = getattr(self, form)
        past = form in ("past", "participle")
        before = "" if past and self.before == "currently" else self.before
        return " ".join(part for part in (before, verb, self.rest) if part)

    def joined(self, other: Predicate, joint: str = "") -> Predicate:
        """What somebody does and also does, with a word between."""
        verbs = (
            " ".join(part for part in (self.say(form), joint, getattr(other, form)) if part)
            for form in ("base", "third", "past", "participle", "gerund")
        )
        return Predicate._make((*verbs, other.rest, ""))

    def finite(self, number: str) -> str:
        """In the present, agreeing with a noun in a number."""
        return self.say("third" if number == "one" else "base")


class Phrase(NamedTuple):
    """A noun phrase: `noun` in the number wanted, and `tail`, which begins with `who`, `with` …

    `number` is `one` or `many`. `predicate` says what `tail` says as a verb, if that is known;
    `dropped` that an adjective of scorn was left out.
    """

    noun: str
    tail: str
    number: str
    predicate: Predicate | None = None
    dropped: bool = False

    @property
    def text(self) -> str:
        return f"{self.noun} {self.tail}".rstrip()

    @property
    def person(self) -> bool:
        """Whether it names people."""
        return self.clause or not PERSONS.isdisjoint(self.noun.lower().split())

    @property
    def clause(self) -> bool:
        """Whether it ends in a clause, after which another `who` would stack."""
        return self.tail.startswith("who ")

    @property
    def verbal(self) -> bool:
        """Whether it ends in something that is done, to which what follows could belong."""
        return bool(self.tail) and self.tail.split()[0] not in _NOT_DONE

    @property
    def head(self) -> str:
        """The word that the rest hangs on: `population` of people."""
        return _JOINT.split(self.noun.lower(), maxsplit=1)[0].split()[-1]

    def named(self, noun: str, number: str) -> Phrase:
        """The same said of another noun, in its number."""
        tail = self.tail
        if self.clause and self.predicate and number != self.number:
            tail = f"who {self.predicate.finite(number)}"
        return self._replace(noun=noun, number=number, tail=tail)

    def denied(self) -> Phrase | None:
        """The same of those of whom it is not so: people who do not use drugs; None if unknown."""
        said = self.predicate
        if not self.clause or said is None or said.base in ("are", "have"):
            return None
        helper = "does" if self.number == "one" else "do"
        return self._replace(tail=f"who {helper} not {said.say('infinitive')}", predicate=None)

    def in_past(self) -> Phrase:
        """The clause in the past tense: people who used drugs."""
        if not self.clause or self.predicate is None:
            return self
        return self._replace(tail=f"who {self.predicate.say('past')}")


def take_apart(one: str, many: str, number: str, forms: Forms) -> Phrase:
    """The phrase for a number from a singular and a plural, of which one may be empty."""
    noun, tail = _split((one if number == "one" else many) or one or many)
    return Phrase(noun, tail, number, _predicate(_split(one)[1], _split(many)[1], tail, forms))


def _split(text: str) -> tuple[str, str]:
    """The noun and what is said of it: the clause if there is one, else from the first joint on."""
    front, who, clause = text.rpartition(" who ")
    if who:
        return front, f"who {clause}"
    found = _TAIL.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _predicate(one: str, many: str, tail: str, forms: Forms) -> Predicate | None:
    if one.startswith("who ") and many.startswith("who "):
        return _verb(one.split()[1:], many.split()[1:], forms)
    if tail.startswith("with "):
        return have(tail.removeprefix("with "))
    if tail.startswith(("addicted ", "dependent ", "in ", "known to ")):
        return be(tail)
    return None


def _verb(one: list[str], many: list[str], forms: Forms) -> Predicate | None:
    """The verb of two clauses is where they differ: who often `uses` / `use` drugs."""
    differing = [index for index, (a, b) in enumerate(zip_longest(one, many)) if a != b]
    if not differing or len(one) != len(many):
        return None
    at, last = differing[0], differing[-1]
    if at < last:
        front, back = _verb(one[:last], many[:last], forms), _verb(one[last:], many[last:], forms)
        return front.joined(back) if front and back else None
    base = many[at]
    rest = " ".join(many[at + 1 :])
    if base == "have":
        return have(rest)._replace(before=" ".join(many[:at]))
    if base == "are":
        return be(rest)._replace(before=" ".join(many[:at]))
    past, participle, gerund = (
        next(iter(forms_of(base, tag)), forms.verb(base)[regular][-1])
        for tag, regular in (("VBD", "past"), ("VBN", "past"), ("VBG", "gerund"))
    )
    return Predicate(base, one[at], past, participle, gerund, rest, " ".join(many[:at]))


def have(rest: str) -> Predicate:
    """To have something."""
    return Predicate("have", "has", "had", "had", "having", rest)


def be(rest: str) -> Predicate:
    """To be something. The base is what agrees with a plural: they `are` in recovery."""
    return Predicate("are", "is", "were", "been", "being", rest)


def completed(own: Alternative, given: Sequence[Alternative], forms: Forms) -> Alternative:
    """An organisation's own words in all the forms that a rule's have, made from a plain text:
    "people who use substances" also says "person who uses substances".
    """
    text = own.forms.get("text")
    wanted = set(given[0].forms) if given else set()
    if text is None or len(own.forms) > 1:
        return own
    if "one" in wanted or "many" in wanted:
        return Alternative(both_numbers(text, forms))
    if "base" in wanted:
        verb, _, rest = text.partition(" ")
        known = {"base": (verb,), **forms.verb(verb)}
        return Alternative({form: f"{words[0]} {rest}".rstrip() for form, words in known.items()})
    return own


def both_numbers(text: str, forms: Forms) -> dict[str, str]:
    """A noun phrase and the same in the other number, under `one` and `many`."""
    noun, tail = _split(text)
    head = noun.split()[-1]
    singular = {many: one for one, names in forms.nouns.items() for many in names if many != one}
    is_many = head in singular or (head.endswith("s") and not head.endswith("ss"))
    lead_in = noun[: len(noun) - len(head)]
    other = (singular.get(head) or head[:-1]) if is_many else forms.plurals(head)[0]
    words = tail.split()
    if words[:1] == ["who"] and len(words) > 1:
        verb = words[1]
        if is_many:
            words[1] = forms.verb(verb)["third"][0]
        else:
            words[1] = next(iter(forms_of(verb, "VB")), verb)
    turned = " ".join((lead_in + other, *words)).strip()
    return {"many": text, "one": turned} if is_many else {"one": text, "many": turned}
