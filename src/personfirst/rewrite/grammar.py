"""What English grammar asks: which class a word may be in, a or an, where a noun phrase ends.

Word classes come from the NIH's SPECIALIST Lexicon, as the library lemminflect ships it; it is
loaded when a rewrite first has to know a neighbour of the words replaced. Small words, of which
the lexicon knows none, stand here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from personfirst.match.tokens import Tokens
from personfirst.rewrite.lexicon import lexicon


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


DETERMINERS = word_set(
    "a an the this that these those his her its their my our your some any no every each either"
    " neither another both all many most few several more fewer such what which whose"
)
PRONOUNS = word_set(
    "i you he she it we they me him us them who whom everyone everybody someone somebody anyone"
    " anybody nobody one none myself yourself yourselves ourselves himself herself themselves"
    " itself there"
)
PREPOSITIONS = word_set(
    "about above across after against along among amongst around as at before behind below"
    " beneath beside besides between beyond by concerning despite down during except for from in"
    " inside into like near of off on onto out outside over past per regarding since than through"
    " throughout to toward towards under underneath unlike until up upon via with within without"
    " including versus"
)
CONJUNCTIONS = word_set(
    "and or nor but yet so because although though while whereas if unless whether when whenever"
    " where wherever that once & /"
)
BE = frozenset({"is", "are", "was", "were", "am", "'m", "'re", "be", "been", "being"})
HAVE = frozenset({"has", "have", "had", "having", "'ve"})
AUXILIARIES = (
    BE
    | HAVE
    | word_set("do does did can could will would shall should may might must ca wo 'll 'd ought")
)
NOT = frozenset({"not", "n't", "never"})
ADVERBS = word_set(
    "also already always currently ever even just no-longer now often once only probably really"
    " simply sometimes still then too very likely clearly actually ago again here there away back"
    " later soon today tomorrow yesterday tonight together alone instead perhaps almost"
)
NUMBERS = word_set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million dozen dozens hundreds thousands"
)
_CLOSED = (
    DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | NOT | ADVERBS | NUMBERS
)
_PAST = word_set(
    "was were had did left felt found led met kept lost held brought became fell rose saw sought"
    " hurt shut put cut set hit quit spread cost let spent spoke told went came ran began wrote"
    " drove got lay"
)
_PRESENT = word_set("is are has have do does can will shall may must says say 's 're 've")
_BEFORE_NOUN = PREPOSITIONS | word_set("the a an my your our his her their its no every")
_VERBS = word_set(
    "meets comes gets goes says gives takes makes keeps finds tells asks helps serves lives waits"
    " wants knows sees seems"
)
"""Words that may be nouns and hardly ever are."""
_NOUNS = word_set(
    "groups programs programmes homes houses centers centres classes meetings rights beds services"
)
"""Words that may be verbs and hardly ever are, behind a noun."""
_RANKS = word_set("last first next best worst final")
"""Words that say which one, when a noun follows."""
_AN_SOUNDS = re.compile(r"(?:[aeiou]|h(?:our|onest|onor|eir)|8|11\b|18\b)", re.IGNORECASE)
_A_SOUNDS = re.compile(
    r"(?:eu|ewe|one\b|once\b|u(?:ni[tvqofcls]|s[aeu]|t[ei]|r[aio]|k|biq)|u\b)", re.IGNORECASE
)
_AN_LETTERS = frozenset("AEFHILMNORSX8")


def article(text: str) -> str:
    """`a` or `an`, as the sound asks with which a text begins.

    >>> [article(word) for word in ("hour", "user", "uninsured man", "HIV test", "11-year-old")]
    ['an', 'a', 'an', 'an', 'an']
    """
    word = re.match(r"[\w'’]+", text)
    first = word[0] if word else text
    if len(first) > 1 and first.isupper() and not re.search("[AEIOU][A-Z]*[AEIOU]", first):
        return "an" if first[0] in _AN_LETTERS else "a"
    if _A_SOUNDS.match(text):
        return "a"
    return "an" if _AN_SOUNDS.match(text) else "a"


@cache
def classes(word: str) -> frozenset[str]:
    """The word classes that a word may be in: NOUN, VERB, ADJ, ADV; CLOSED for small words.

    Empty for a word that the lexicon does not know, such as a name.
    """
    lower = word.lower()
    if lower in _CLOSED:
        return frozenset({"CLOSED"})
    if not lower[:1].isalpha():
        return frozenset({"CLOSED"})
    lemmas_of = lexicon().getAllLemmas
    known = frozenset(lemmas_of(lower)) - {"AUX", "PROPN"}
    if not known and lower.endswith("s") and not lower.endswith("ss"):
        known = frozenset(lemmas_of(lower[:-1])) & {"NOUN"}
    return known


@cache
def forms(word: str, tag: str) -> tuple[str, ...]:
    """The forms of a verb, given in any form, for a Penn Treebank tag such as VBD or VBN."""
    known = lexicon()
    lemmas = known.getAllLemmas(word.lower(), upos="VERB").get("VERB", ())
    return tuple(form for lemma in lemmas for form in known.getInflection(lemma, tag))


def is_noun(word: str) -> bool:
    """Whether a word can be a noun."""
    return "NOUN" in classes(word)


def is_only_noun(word: str) -> bool:
    """Whether a word can be a noun and nothing that would end a noun phrase."""
    return is_noun(word) and not classes(word) & {"VERB", "ADV"}


def is_verb(word: str) -> bool:
    """Whether a word can be a verb, helping verbs included."""
    return word.lower() in AUXILIARIES or "VERB" in classes(word)


def is_past(word: str) -> bool:
    """Whether a word is a past tense and no present."""
    lower = word.lower()
    if lower in _PAST:
        return True
    if "VERB" not in classes(lower):
        return False
    return lower in forms(lower, "VBD") and lower not in forms(lower, "VB")


@cache
def is_plural(word: str) -> bool:
    """Whether a noun is in the plural, by its look where the lexicon does not know it."""
    lower = word.lower()
    if lower in {"people", "youth", "staff", "data", "police"}:
        return True
    if word.endswith("s") and word[:-1].isupper():
        return True
    lemmas_of = lexicon().getAllLemmas
    lemmas = lemmas_of(lower, upos="NOUN").get("NOUN", ())
    if lemmas:
        return lower not in lemmas
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is"))


def is_adjective(word: str) -> bool:
    """Whether a word can stand before a noun as an adjective or a participle."""
    lower = word.lower()
    return "ADJ" in classes(lower) or (
        "VERB" in classes(lower) and lower.endswith(("ing", "ed", "en"))
    )


def is_told(words: Sequence[str]) -> bool:
    """Whether a sentence, in small letters, tells of the past and nothing of the present. The
    participle of a thing ("in parked cars") tells of no time.
    """
    told = any(
        is_past(word) and not (before in _BEFORE_NOUN and is_noun(after))
        for before, word, after in zip(("", *words), words, (*words[1:], ""), strict=False)
    )
    return told and not any(word in _PRESENT for word in words)


def noun_phrase_end(tokens: Tokens, first: int) -> tuple[int, bool]:
    """Where the noun phrase ends that begins at a word, after its determiner; and whether that is
    sure. Without a noun there, `first` itself.
    """
    words = tokens.words
    _, last = tokens.sentence(first) if first < len(tokens) else (first, first)
    index, noun, sure = first, -1, True
    while index < last and not (index > first and _apart(tokens, index)):
        kinds = classes(words[index])
        if "CLOSED" in kinds or not kinds:
            sure = sure and ("CLOSED" in kinds or noun >= 0)
            break
        if "NOUN" not in kinds:
            if "ADJ" in kinds or (noun < 0 and is_adjective(words[index])):
                if noun >= 0:
                    break
                index += 1
                continue
            break
        if noun >= 0 and kinds & {"VERB", "ADV"}:
            verb = _reads_as_verb(tokens, index, noun, last)
            if verb is not False:
                sure = sure and verb is True
                break
        if words[index].lower() not in _RANKS or not is_noun(words[min(index + 1, last - 1)]):
            noun = index
        index += 1
    if noun < 0:
        return first, False
    after = words[noun + 1].lower() if noun + 1 < last else ""
    many = is_plural(words[noun]) or words[noun].endswith("s")
    stray = (
        "CLOSED" not in classes(after)
        and is_verb(after)
        and after in forms(after, "VB")
        and not many
    )
    return (first, False) if stray else (noun + 1, sure)


def _reads_as_verb(tokens: Tokens, index: int, noun: int, last: int) -> bool | None:
    """Whether a word that may be a noun or a verb is the verb of the noun before it; None: unsure.

    "family needs help" is a verb, for what follows begins an object; "health care needs are" is a
    noun, for a verb follows.
    """
    word = tokens.lowers[index]
    after = tokens.lowers[index + 1] if index + 1 < last else ""
    if word in _PAST or word in _VERBS:
        return True
    if word in _NOUNS:
        return False
    singular_verb = word.endswith("s") and not word.endswith("ss")
    if singular_verb == is_plural(tokens.words[noun]):
        return False
    if not singular_verb:
        return True
    if after in AUXILIARIES or is_past(after):
        return False
    if after in DETERMINERS or after in PRONOUNS or after in ADVERBS or after in NOT:
        return True
    return None


def _apart(tokens: Tokens, index: int) -> bool:
    """Whether something other than white space stands between a word and the one before."""
    between = tokens.block[tokens.ends[index - 1] : tokens.starts[index]]
    return bool(between.strip(" \t\r\n\u00a0-\u2010\u2011"))


def lead(tokens: Tokens, first: int) -> tuple[int, int]:
    """Where the noun phrase of a word begins: its determiner, or -1, and its first adjective."""
    begin, _ = tokens.sentence(first)
    index = first
    while index > begin:
        word = tokens.lowers[index - 1]
        if word in DETERMINERS:
            return index - 1, index
        if word == "," and index - 1 > begin and is_adjective(tokens.words[index - 2]):
            index -= 2
            continue
        if word in NUMBERS or word.isdigit() or ("ADJ" in classes(word) and not is_verb(word)):
            index -= 1
            continue
        break
    return -1, index
