"""Capitals copied from the words replaced to the words that replace them."""

from __future__ import annotations

SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "of", "on", "or", "the",
     "to", "with"}
)  # fmt: skip
"""Words that are small in titles."""
_SMALL_VERBS = frozenset({"am", "are", "be", "been", "is", "was", "were"})
"""Small in some titles; what takes their place is not."""


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
        and all(not word[0].islower() or word.lower() in SMALL | _SMALL_VERBS for word in words)
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
        word if (index or not begins) and word.lower() in SMALL else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )
