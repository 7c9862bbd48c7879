"""The adjective before a label: "suspected" speaks of the use, "young" of the person."""

from __future__ import annotations

from collections.abc import Mapping

from personfirst.rewrite.grammar import (
    ADVERBS,
    DETERMINERS,
    HAVE,
    NOT,
    NUMBERS,
    PREPOSITIONS,
    classes,
    forms,
    is_plural,
    is_verb,
)
from personfirst.rewrite.phrase import Phrase, Predicate, be
from personfirst.rewrite.site import Label, Site

_JOINTS = frozenset({"and", "or", ","})
_CROWDS = frozenset({"police", "staff", "people", "folks", "others"})
_ABBREVIATIONS = frozenset({"UK", "US", "USA", "EU", "NYC", "DC", "LA", "LGBT", "LGBTQ", "BIPOC"})
_WHICH_ACT = frozenset(
    {
        "that",
        "which",
        "what",
        "this",
        "these",
        "those",
        "some",
        "many",
        "most",
        "all",
        "few",
        "both",
    }
)
"""Determiners that may stand alone before a verb."""
_DEGREES = frozenset({"most", "more", "least", "less", "very", "so", "too", "extremely", "highly"})


def qualified(label: Label) -> tuple[Label, bool]:
    """Take in the adjective before a label where it speaks of the use; whether what then stands
    before may stand before a phrase.
    """
    if not label.phrase.person:
        return label, True
    taken = _taken_in(label)
    if taken is None:
        return label, _fits(label)
    fits = _fits(taken) and _taken_in(taken) is None and taken.phrase != label.phrase
    return (taken, fits) if taken.phrase != label.phrase or fits else (label, False)


def _taken_in(label: Label) -> Label | None:
    """The label with the adjective before it, and phrases that say what it said."""
    site = label.site
    for name, work in (("label-qualifier", _with_qualifier), ("label-noun", _with_noun)):
        found = site.before(name, label.first)
        if found is None or found.entry is None:
            continue
        first = label.first - len(found.words)
        if first < site.begin(label.first) or site.lower(first - 1) in _DEGREES:
            continue
        if label.number == "many" and _is_perfect(site, first):
            continue
        entry, put_in = found.entry, work

        def phrase(number: str) -> Phrase:
            return put_in(label.phrases(number), entry)  # noqa: B023  # returned at once

        return label._replace(first=first, phrases=phrase)
    return None


def _is_perfect(site: Site, index: int) -> bool:
    """Whether a participle is the verb, after a form of "have": "I have known addicts"."""
    word, before = site.lower(index), index - 1
    while site.lower(before) in ADVERBS | NOT:
        before -= 1
    return site.lower(before) in HAVE | {"'d"} and word in forms(word, "VBN")


def _with_noun(phrase: Phrase, entry: Mapping[str, str]) -> Phrase:
    """A noun in the place of "person": female addicts are women who use drugs."""
    if phrase.noun not in ("person", "people"):
        return phrase
    return phrase.named(entry.get(phrase.number, entry["many"]), phrase.number)


def _with_qualifier(phrase: Phrase, entry: Mapping[str, str]) -> Phrase:
    """A phrase with a qualifier's entry worked in; the phrase itself where that cannot be done."""
    said = phrase.predicate
    if "drop" in entry:
        return phrase._replace(dropped=True)
    if said is None or "ask" in entry:
        return phrase
    if "adverb" in entry:
        if not phrase.clause or said.before:
            return phrase
        said = said._replace(before=entry["adverb"])
        return phrase._replace(predicate=said, tail=f"who {said.finite(phrase.number)}")
    one = phrase.number == "one"
    if said.base == "have" and "{gerund} for" in entry["clause"]:
        return phrase
    text = entry["clause"].format(
        noun=phrase.noun,
        infinitive=said.say("infinitive"),
        gerund=said.say("gerund"),
        finite=said.finite(phrase.number),
        plural=said.say("base"),
        participle=said.say("participle"),
        report="reports" if one else "report",
        have="has" if one else "have",
    )
    tail = text.removeprefix(phrase.noun).lstrip()
    plain = tail.startswith("who ") or tail.split()[0].endswith("ing")
    if tail.startswith("who report"):
        told = Predicate(
            "report", "reports", "reported", "reported", "reporting", said.say("gerund")
        )
        return phrase._replace(tail=tail, predicate=told)
    return phrase._replace(tail=tail, predicate=None if plain else be(tail))


def _fits(label: Label) -> bool:
    """Whether the word before may stand before a phrase: no noun or name that qualifies a label,
    no hyphen, no half of a compound ("cocaine- and heroin addicts").
    """
    site, before = label.site, label.first - 1
    if site.hyphen(label.first):
        return False
    if before < site.begin(label.first):
        return True
    word = site.word(before)
    kinds = classes(word)
    if "CLOSED" in kinds or not word[:1].isalnum():
        return site.lower(before) not in _JOINTS or not _hangs(site, label.first)
    if not kinds:
        return _is_abbreviation(site, before)
    if site.before("person-adjective", label.first) is not None:
        return True
    if site.hyphen(before) and "-" in site.slice(max(before - 1, 0), before + 1):
        return False
    if label.phrase.noun not in ("person", "people"):
        return bool(kinds & {"VERB", "ADJ", "ADV"})
    adjective = "ADJ" in kinds or ("VERB" in kinds and word.lower().endswith(("ed", "en", "ing")))
    if adjective and not (is_verb(word) and _acts(site, before)):
        return False
    if "NOUN" in kinds and "VERB" in kinds and "ADV" not in kinds:
        return _acts(site, before) and not _qualified_by_noun(site, before)
    return bool(kinds & {"VERB", "ADV"})


def stuck(label: Label) -> bool:
    """Whether the word before belongs to the label so closely that no phrase can stand there: an
    adjective of use that a person must judge, a noun, a name, an owner, half of a compound.
    """
    site, before = label.site, label.first - 1
    if before < site.begin(label.first):
        return False
    if site.hyphen(label.first):
        return True
    word, kinds = site.word(before), classes(site.word(before))
    found = site.before("label-qualifier", label.first)
    if found is not None and found.entry is not None and "ask" in found.entry:
        return True
    taken = _taken_in(label)
    if found is not None and taken is not None and taken.phrase == label.phrase:
        return label.phrase.noun in ("person", "people")
    if site.lower(before) in _JOINTS:
        return _hangs(site, label.first)
    if site.before("person-adjective", label.first) is not None:
        return False
    if label.phrase.noun not in ("person", "people"):
        return False
    if site.lower(before) in ("'s", "'") and site.attached(before):
        return True
    if "CLOSED" in kinds:
        return site.hyphen(before) and site.hyphen(before - 1)
    if {"NOUN", "VERB"} <= kinds and not kinds & {"ADV", "ADJ"}:
        return not site.hyphen(before) and _is_compound(site, before)
    return kinds == {"NOUN"} or (
        not kinds and word.isalpha() and not _is_abbreviation(site, before)
    )


def _is_abbreviation(site: Site, index: int) -> bool:
    """Whether a word that nobody knows is short for a land ("UK addicts") or a group, or is written
    like all of its line, so that it may be anything.
    """
    word = site.word(index)
    return word in _ABBREVIATIONS or (word.isupper() and site.word(index + 1).isupper())


def _is_compound(site: Site, index: int) -> bool:
    """Whether a word that may be a noun or a verb is a noun that belongs to the label: "county jail
    inmates", "the needle junkies", but not "to help addicts".
    """
    before = site.lower(index - 1) if index > site.begin(index) else ""
    if site.lower(index).endswith(("ing", "ed")):
        return False
    noun = before in DETERMINERS and before not in _WHICH_ACT
    return noun or ("ADJ" not in classes(before) and _qualified_by_noun(site, index))


def _qualified_by_noun(site: Site, index: int) -> bool:
    """Whether a noun in the singular stands before a word that is then a noun as well: "county
    jail", but not "police arrest" or "outreach reaches".
    """
    if site.lower(index).endswith(("s", "ed")):
        return False
    before = site.lower(index - 1) if index > site.begin(index) else ""
    return "NOUN" in classes(before) and not is_plural(before) and before not in _CROWDS


def _acts(site: Site, index: int) -> bool:
    """Whether a word that may be an adjective is a verb, as what stands before it tells."""
    before = site.lower(index - 1) if index > site.begin(index) else ""
    if before in DETERMINERS or before in PREPOSITIONS or before in NUMBERS:
        return False
    verb_first = before.endswith("s") and is_verb(before) and site.lower(index).endswith("ed")
    return not verb_first


def _hangs(site: Site, first: int) -> bool:
    text = site.block.text[: site.tokens.starts[first]].rstrip()
    return text.endswith(("- and", "- or", "-,", "-"))
