"""A noun for people that stands in its sentence as a word does: without an article, in a row of
words, behind what makes it a name that others give.
"""

from __future__ import annotations

from personfirst.context.base import (
    DETERMINERS,
    NOUN_FORMS,
    OF_PEOPLE,
    QUOTE_MARKS,
    Passage,
    Verdict,
    muted,
)
from personfirst.match.terms import Match
from personfirst.model.document import Role

NAME = "mention"
_NO_NOUNS = frozenset(
    {"and", "or", "but", "on", "in", "at", "to", "for", "from", "as", "is", "was", "if", "when",
     "then", "than", "with", "again", "instead", "because", "anymore", "now", "person", "people",
     "beside", "over", "under", "near", "next", "above", "below", "into", "out", "off", "twice",
     "once", "anywhere", "about", "by", "not", "never", "where", "every", "each", "here", "there"}
)  # fmt: skip
"""Words behind a noun that leave it alone: "wrote addict and", but not "wrote addict stories"."""
_OPEN_MARKS = QUOTE_MARKS | {":", ";", "–", "—", "--"}
_ROW = 12
_ROW_JOINERS = frozenset({",", "and", "or", "nor", "/", "&"})
_DEFINED = frozenset({(",", "a"), (",", "an")})
"""Behind a noun, what it means."""
_ARTICLES = frozenset({"a", "an"})
_MOST_IN_ITEM = 3
_THINGS = frozenset({"equipment", "supply", "treatment"})
"""Categories of what is used and not only said: "don't use dirty works"."""
_NO_ADJECTIVES = _NO_NOUNS | {"no", "one", "of", "that", "who", "what", "he", "she", "they", "we"}
_UNCOUNTED = frozenset({"garbage", "trash", "scum", "filth", "vermin", "riffraff", "refuse"})
_ARTICLE = 4
"""How many words before a noun its article may stand, adjectives between."""
_END_MARKS = frozenset(".,:;!?)")


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted as the subject of what is said of a word, behind "called a", before "poster", and where
    a singular has no article.
    """
    first, last = passage.tokens.sentence(match.first)
    cue = (
        _bare_subject(match, passage, first, last)
        or _after_row(match, passage, "mention.before-called", first)
        or _after_row(match, passage, "mention.renamed", first, frozenset())
        or _attribute(match, passage)
        or _bare_noun(match, passage, first, last)
    )
    return muted(NAME, cue) if cue else None


def _bare_subject(match: Match, passage: Passage, first: int, last: int) -> str:
    """A noun that opens its sentence as the name of a word does: a singular without an article
    ("User is tempting"), a plural with a verb in the singular ("Crack babies was our phrase").
    """
    # What names people can be counted, and has an article in the singular.
    if match.rule.category not in OF_PEOPLE and match.form == "one":
        return ""
    begun = match.first == first or passage.tokens.words[match.first - 1] in _OPEN_MARKS
    opens = begun and passage.tokens.lowers[match.first] not in DETERMINERS
    if not opens or passage.block.role is Role.HEADING:
        return ""
    name = {"one": "mention.after-bare-subject", "many": "mention.after-plural-subject"}
    cue = name.get(match.form or "")
    return passage.cue_after(cue, match.last, last) if cue else ""


def _attribute(match: Match, passage: Passage) -> str:
    """A name for people before a thing that shows words: "the dope fiend poster"."""
    if match.rule.category not in OF_PEOPLE or match.form not in NOUN_FORMS:
        return ""
    return passage.cue_after("mention.after-attribute", match.last)


def _bare_noun(match: Match, passage: Passage, first: int, last: int) -> str:
    """A singular without an article, behind a verb of writing or before the text that says so."""
    behind = passage.tokens.lowers[match.last : min(match.last + 1, last)]
    if match.form != "one" or any(one.isalpha() and one not in _NO_NOUNS for one in behind):
        return ""
    people = match.rule.category in OF_PEOPLE
    counted = people or match.rule.category == "supply"
    if counted and match.first == first and passage.cue_after("mention.after-echo", match.last):
        return passage.cue_after("mention.after-echo", match.last)
    if counted and _without_article(match, passage, first, last):
        return "a name for a person without an article"
    name = "mention.before-bare-noun"
    cue = passage.cue_before(name, match.first, first) or (
        _after_row(match, passage, name, first, frozenset()) if people else ""
    )
    if not cue and people and _is_adjective(passage, match.first - 1, first):
        cue = passage.cue_before(name, match.first - 1, first)
    used = (match.rule.category in _THINGS and " use" in f" {cue}") or (
        cue == "see" and not counted
    )
    return "" if used else cue


def _is_adjective(passage: Passage, index: int, first: int) -> bool:
    """Whether the word before a noun may belong to it and is no article or the like."""
    word = passage.tokens.lowers[index] if index > first else ""
    return word.isalpha() and word not in DETERMINERS and word not in _NO_ADJECTIVES


def _without_article(match: Match, passage: Passage, first: int, last: int) -> bool:
    """Whether a singular that needs an article has none, in a sentence that else uses them: "a
    dollar for junkie". In notes and headlines articles are left out everywhere.
    """
    lowers = passage.tokens.lowers
    if passage.block.role is Role.HEADING or passage.tokens.words[match.first][0].isupper():
        return False
    if lowers[match.last - 1] in _UNCOUNTED:
        return False
    before = passage.tokens.words[match.first - 1] if match.first > first else ""
    if before in {":", ";"} and lowers[match.last : match.last + 2] in _DEFINED:
        return True
    if lowers[match.last : match.last + 1] == ("(",) and match.first > first:
        near = lowers[max(match.first - _ARTICLE, first) : match.first]
        figure = lowers[match.last + 1 : match.last + 2]
        return bool(figure) and figure[0].isdigit() and DETERMINERS.isdisjoint(near)
    if not passage.cue_before("mention.no-article", match.first, first):
        return False
    elsewhere = (*lowers[first : match.first], *lowers[match.last : last])
    return not DETERMINERS.isdisjoint(elsewhere) and passage.tokens.words[last - 1] in _END_MARKS


def _after_row(
    match: Match, passage: Passage, name: str, first: int, articles: frozenset[str] = _ARTICLES
) -> str:
    """The words of a cue right before a match, or before the row that it is in: "circled junkie,
    abuser and clean".
    """
    lowers = passage.tokens.lowers
    length = joined = 0
    for at in range(match.first, max(match.first - _ROW, first), -1):
        cue = passage.cue_before(name, at, first) if joined or not length else ""
        if cue:
            return cue
        word = lowers[at - 1]
        joined += word in _ROW_JOINERS
        length = 0 if word in _ROW_JOINERS else length + (word not in articles)
        if length > (_MOST_IN_ITEM if joined else 0):
            return ""
    return ""
