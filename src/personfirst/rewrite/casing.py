"""Capitals and apostrophes copied from the words replaced to the words that replace them."""

from __future__ import annotations

from personfirst.model.document import Role
from personfirst.rewrite.site import Change, Site

_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "of", "on", "or", "the",
     "to", "with"}
)  # fmt: skip
"""Words that are small in titles."""
_SMALL_VERBS = frozenset({"am", "are", "be", "been", "is", "was", "were"})
"""Small in some titles; what takes their place is not."""
_LINE = 15
"""Words in a block that may be a title of several sentences."""
_FEW = 2
"""With fewer long words in a line its short ones tell how it is written as well."""
_SENTENCE_ENDS = frozenset({".", ",", ";", ":"})


def copy_case(
    model: str, text: str, *, begins: bool = True, shouting: bool = False, title: bool = False
) -> str:
    """`text` in the capitals of `model`: ALL CAPS, Title Case, Sentence case or as it is.

    `shouting` and `title` say that the line around is written so, `begins` that a sentence begins
    here; an abbreviation such as "MAT" inside a plain sentence is no reason for capitals.
    """
    letters = [character for character in model if character.isalpha()]
    if not letters:
        return text
    if shouting and all(character.isupper() for character in letters):
        return text.upper()
    words = model.replace("-", " ").split()
    titled = not begins and len(words) > 1 and all(word.istitle() for word in words)
    if titled or (
        title
        and all(not word[0].islower() or word.lower() in _SMALL | _SMALL_VERBS for word in words)
    ):
        return capitalize_title(text, begins=begins)
    if letters[0].isupper() and (
        begins or (not letters[-1].isupper() and not "".join(letters[:2]).isupper())
    ):
        return text[:1].upper() + text[1:]
    return text


def capitalize_title(text: str, *, begins: bool = True) -> str:
    """Title Case: small words stay small, but for the first of a title."""
    words = text.split(" ")
    return " ".join(
        word if (index or not begins) and word.lower() in _SMALL else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )


def cased(change: Change, site: Site) -> str:
    """A change's text in the capitals of the words that it replaces and of the line around."""
    if change.first == change.last:
        return change.text
    span = site.span(change)
    model = site.block.text[span.start : span.end]
    begins = site.leads_sentence(change.first)
    shouting, title = line_case(site, change.first)
    shouting = shouting or _shouts(site, change)
    text = copy_case(model, change.text, begins=begins, shouting=shouting, title=title)
    return text.replace("'", "’") if _is_curly(site.block.text) else text


def _is_curly(text: str) -> bool:
    """Whether a text has curly apostrophes and none that are straight."""
    return "’" in text and "'" not in text


def _shouts(site: Site, change: Change) -> bool:
    """Whether the words replaced, and the word before them, are capitals and no abbreviations."""
    words = site.tokens.words[max(change.first - 1, site.begin(change.first)) : change.last]
    return len(words) > 1 and all(word.isupper() and len(word) > 2 for word in words)


def line_case(site: Site, index: int) -> tuple[bool, bool]:
    """Whether the sentence of a word, or its line, is all capitals; and whether in Title Case."""
    whole = len(site.tokens) <= _LINE
    first, last = (0, len(site.tokens)) if whole else site.tokens.sentence(index)
    begin = max((at + 1 for at in range(first, index) if site.word(at) == ":"), default=first)
    every = [word for word in site.tokens.words[begin:last] if word.isalpha()]
    words = [word for word in every if len(word) > 3]
    if len(words) < _FEW:
        words = [word for word in every if word.lower() not in _SMALL]
    shouting = (whole and site.block.text.isupper() and any(len(word) > 4 for word in words)) or (
        len(words) > 1 and sum(word.isupper() for word in words) > 0.7 * len(words)
    )
    titled = site.block.role in (Role.HEADING, Role.METADATA) or (
        len(words) > 2 or (whole and site.tokens.words[-1] not in _SENTENCE_ENDS)
    )
    plain = [word for word in words if shouting or not word.isupper()]
    title = titled and len(plain) > 1 and all(not word[0].islower() for word in plain)
    return shouting, title
