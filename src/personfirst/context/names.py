"""Names of agencies, laws, journals, programmes and fellowships are not the writer's words."""

from __future__ import annotations

import re

from personfirst.context.base import OF_PEOPLE, VERB_FORMS, Passage, Verdict, muted
from personfirst.context.named import CONNECTORS, SMALL_WORDS, all_capital, capital, named
from personfirst.match.terms import Match
from personfirst.match.tokens import Tokens, words_of
from personfirst.model.document import MarkKind, Role

NAME = "proper-name"
_NO_NAME_BEHIND = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "any", "every", "each", "no", "some",
     "one", "another", "such", "of", "or", "and", "is", "was", "be", "been", "are", "were",
     "being", "as", "my", "your", "his", "her", "our", "their", "its", "said"}
)  # fmt: skip
"""Words before a noun with a capital that may be somebody's way to write a common noun."""
_YEAR = re.compile(r"(?:18|19|20)\d\d[a-z]?")
_OWNED = frozenset({("'",), ("'s",), ("'S",)})
_PERSON_NAME = range(2, 4)
"""How many words the name of a person behind a label has."""
_ENDS_AGE = frozenset({",", "."})
_MOST_IN_BODY = 2
"""Words of the noun of a body: "task force"."""
_SMALL_IN_TITLES = SMALL_WORDS | frozenset(
    {"as", "at", "but", "if", "nor", "or", "our", "my", "vs", "via", "so", "yet", "off", "up",
     "out", "how", "you", "us", "about", "after", "before", "from", "into", "over", "than", "that",
     "their", "them", "they", "this", "through", "under", "upon", "what", "when", "where", "with",
     "without", "your"}
)  # fmt: skip


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted inside a listed name, or inside a run of capitals that can only be a name."""
    name = (
        _listed(match, passage)
        or _title(match, passage)
        or _alone(match, passage)
        or named(match, passage)
        or _shouted(match, passage)
    )
    if name:
        return muted(NAME, name)
    run = _capital_run(match, passage)
    if run is None:
        return None
    return muted(NAME, words_of(passage.tokens, *run))


def _listed(match: Match, passage: Passage) -> str:
    """The name of the list that covers a match; in the text it has capitals, or is all capitals."""
    tokens = passage.tokens
    for word in tokens.lowers[match.first : match.last]:
        for name in passage.names.get(word, ()):
            for start in range(max(match.last - len(name), 0), match.first + 1):
                end = start + len(name)
                if (
                    tokens.lowers[start:end] == name
                    and end >= match.last
                    and _written_as_name(tokens.words[start:end])
                ):
                    return words_of(tokens, start, end)
    return ""


def _title(match: Match, passage: Passage) -> str:
    """A work's title in italics, within a sentence that is written in small letters."""
    tokens = passage.tokens
    for mark in passage.block.marks:
        if mark.kind is MarkKind.EMPHASIS and mark.span.contains(match.span):
            start, end = passage.words_in(mark.span)
            first, last = tokens.sentence(match.first)
            inside = all_capital(tokens.words[start:end])
            within = start > first and _is_calm(tokens.words[start - 1])
            if within and inside and _is_prose(tokens, first, last, range(start, end)):
                return words_of(tokens, start, end)
    return ""


def _alone(match: Match, passage: Passage) -> str:
    """A capital that the sentence does not ask for: behind "The", or of a singular without an
    article, here or elsewhere in the document; or a singular that begins its sentence and is then
    said to be somebody: "Junkie, the shop's cat,".
    """
    tokens = passage.tokens
    words = tokens.words[match.first : match.last]
    if not all_capital(words) or words[-1].isupper():
        return ""
    first, _ = tokens.sentence(match.first)
    start = match.first - 1
    the = start >= first and tokens.words[start] == "The"
    if _is_made(match, passage) or _plays(match, passage, first, the):
        return words_of(tokens, start if the else match.first, match.last)
    if (
        the
        and start == first
        and (
            passage.cue_after("names.apposition", match.last)
            or passage.cue_after("names.own", match.last)
        )
    ):
        return words_of(tokens, start, match.last)
    if start > first and the:
        return words_of(tokens, start, match.last) if _is_named(tokens, start, match.last) else ""
    if match.form != "one":
        return ""
    named = (
        _is_named(tokens, match.first, match.last)
        or (match.first == first and passage.cue_after("names.apposition", match.last))
        or passage.facts.stands(words, _is_named)
    )
    return words_of(tokens, match.first, match.last) if named else ""


def _shouted(match: Match, passage: Passage) -> str:
    """In a line of capitals the words that lead up to a body, or behind one: "ELM COUNTY DRUG ABUSE
    PREVENTION COALITION", "COUNCIL ON DRUG ABUSE". Of bodies that are named by a label for
    people only those that they have founded: "DRUG USERS' ALLIANCE".
    """
    words = passage.tokens.words
    first, last = passage.tokens.sentence(match.first)
    if not _shouting(words[first:last]):
        return ""
    if match.rule.category in OF_PEOPLE:
        behind = match.last + (words[match.last : match.last + 1] in _OWNED)
        own = passage.cue_after("names.own-bodies", behind, min(behind + 1, last))
        return f"{words_of(passage.tokens, match.first, match.last)} {own}" if own else ""
    between = passage.cues["names.between-capitals"].single_words
    start, end = match.first, match.last
    while start > first and words[start - 1].lower() in between:
        start -= 1
    while end < last and words[end].lower() in between:
        end += 1
    leads = passage.cue_before("names.leading-bodies", start, first)
    if leads and words[start - 1] == leads.split()[-1]:
        return f"{leads} {words_of(passage.tokens, start, match.last)}"
    body = passage.cue_after("names.capital-bodies", end, min(end + _MOST_IN_BODY, last))
    return f"{words_of(passage.tokens, match.first, end)} {body}" if body else ""


def _is_made(match: Match, passage: Passage) -> bool:
    """Whether a maker, a year or a place stands behind words with capitals, as behind a title."""
    words = passage.tokens.words[match.last : match.last + 4]
    if words[:1] == ("(",):
        year = words[1:2] and _YEAR.fullmatch(words[1])
        return bool(year or passage.cue_after("names.place", match.last + 1))
    made = passage.cue_after("names.maker", match.last)
    return bool(made) and any(map(capital, words[2:]))


def _plays(match: Match, passage: Passage, first: int, the: bool) -> bool:
    """Whether words with capitals are the name of a band: behind "Music by", with "The", as a
    singular without an article or with more of the name behind it.
    """
    words = passage.tokens.words
    goes_on = match.last < len(words) and capital(words[match.last])
    if not (the or goes_on or match.form == "one"):
        return False
    return bool(passage.cue_before("names.performer", match.first, first))


def _is_named(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words with capitals stand in a sentence of small letters, nothing before them that
    would make them a common noun or begin a new clause.
    """
    begin, end = tokens.sentence(first)
    if first == begin or not _is_prose(tokens, begin, end, range(first, last)):
        return False
    before = tokens.words[first - 1]
    behind = last < len(tokens) and tokens.words[last][0].isupper()
    return _is_calm(before) and before not in _NO_NAME_BEHIND and not behind


def _is_calm(before: str) -> bool:
    """Whether a capital behind a word is no beginning of a sentence, item or heading."""
    return before[0].islower() or before == ","


def _is_prose(tokens: Tokens, first: int, last: int, name: range) -> bool:
    """Whether most of the longer words of a sentence have small letters, a name in it and its first
    word left out.
    """
    long = [
        word
        for index, word in enumerate(tokens.words[first + 1 : last], first + 1)
        if index not in name and word.isalpha() and len(word) > 3
    ]
    return sum(word.islower() for word in long) > len(long) / 2


def _written_as_name(words: tuple[str, ...]) -> bool:
    return all(not word[0].islower() or word in SMALL_WORDS for word in words)


def _capital_run(match: Match, passage: Passage) -> tuple[int, int] | None:
    """The run of capitalised words around a match, where it is longer than the match and the
    sentence does not capitalise everything.
    """
    tokens = passage.tokens
    first, last = passage.quote(match) or tokens.sentence(match.first)
    words = tokens.words
    inside = words[match.first : match.last]
    if not all(
        capital(word) for word in inside if word.lower() not in CONNECTORS and word[0].isalpha()
    ):
        return None
    if all(word.isupper() for word in inside) and _shouting(words[first:last]):
        return None
    start, end = match.first, match.last
    while start > first and (capital(words[start - 1]) or _connects_back(words, start - 1, first)):
        start -= 1
    while end < last and (capital(words[end]) or _connects_on(words, end, last)):
        end += 1
    if passage.cue_before("names.person-titles", match.first, first):
        return match.first - 1, match.last
    leads = passage.cue_before("names.leading-bodies", match.first, start)
    title_case = _title_case(match, passage, first, last, start, end)
    labels = passage.cues["names.labels"].single_words
    outside = [
        index
        for index in (*range(start, match.first), *range(match.last, end))
        if _name_word(words[index]) and words[index].lower() not in labels
    ]
    body = passage.cue_after("names.bodies", match.last, end) or passage.cue_after(
        "names.acronym", end, min(end + 4, last)
    )
    if title_case:
        strong = (
            "names.people-bodies" if match.rule.category in OF_PEOPLE else "names.strong-bodies"
        )
        trails = passage.cue_after(strong, match.last, end)
        return (start, end) if outside and (leads or trails) else None
    if (body or leads) and outside:
        return start, end
    if match.form in VERB_FORMS and (
        (match.first == first and match.form != "gerund")
        or _title_case(match, passage, first, last, start, end, asides=True)
    ):
        return None
    if passage.cue_before("names.kin", match.first, start):
        return None if words[match.first].isupper() else (start, end)
    if start == match.first == first and _is_somebody(match, passage, end):
        return None
    if start == first and not any(index > first for index in outside if index < match.first):
        outside = [index for index in outside if index > first]
    return (start, end) if outside else None


def _is_somebody(match: Match, passage: Passage, end: int) -> bool:
    """Whether a label that begins its sentence stands before the name of a person, by the age or
    the verb behind it: "Addict Ann Low, 34,".
    """
    words = passage.tokens.words
    if match.form != "one" or end - match.last not in _PERSON_NAME:
        return False
    comma, *age = words[end : end + 3]
    aged = comma == "," and len(age) > 1 and age[0].isdigit() and age[1] in _ENDS_AGE
    return aged or bool(passage.cue_after("names.somebody", end))


def _name_word(word: str) -> bool:
    """A capitalised word that can be part of a name: no article, no row of initials."""
    return (
        word[0].isupper()
        and word.lower() not in CONNECTORS
        and any(character.islower() for character in word.removesuffix("s"))
    )


def _connects_back(words: tuple[str, ...], index: int, first: int) -> bool:
    return (
        words[index].lower() in SMALL_WORDS
        and index - 1 >= first
        and (capital(words[index - 1]) or _connects_back(words, index - 1, first))
    )


def _connects_on(words: tuple[str, ...], index: int, last: int) -> bool:
    return (
        words[index].lower() in CONNECTORS
        and index + 1 < last
        and (capital(words[index + 1]) or _connects_on(words, index + 1, last))
    )


def _shouting(words: tuple[str, ...]) -> bool:
    """Whether a sentence is written in capitals throughout."""
    letters = [word for word in words if word.isalpha() and len(word) > 1]
    return len(letters) > 1 and sum(word.isupper() for word in letters) > 0.7 * len(letters)


def _title_case(
    match: Match,
    passage: Passage,
    first: int,
    last: int,
    start: int,
    end: int,
    *,
    asides: bool = False,
) -> bool:
    """Whether capitals prove nothing here: nearly every word outside the run has one, too, with
    `asides` what stands in brackets behind it left out ("Staying Clean Phase (60 days)").
    """
    words = passage.tokens.words
    if asides and words[end : end + 1] == ("(",):
        last = end
    rest = [
        word
        for index, word in enumerate(words[first:last], first)
        if not start <= index < end and word.isalpha() and len(word) > 1
    ]
    if any(word[0].islower() and word not in _SMALL_IN_TITLES for word in rest):
        return False
    return passage.block.role is Role.HEADING or bool(rest) or words[last - 1] != "."
