"""What to write instead: a rule's alternatives, in the right form, with the drug that was named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from personfirst.match.search import Slot
from personfirst.match.terms import Match
from personfirst.match.tokens import Tokens
from personfirst.model.document import Block, Role
from personfirst.model.finding import Safety, Suggestion
from personfirst.model.rule import STYLES, Alternative, Rule
from personfirst.model.text import is_exact
from personfirst.rewrite.casing import copy_case

_SLOT = re.compile(r"\{(?P<name>[a-z-]+)(?:\.(?P<attribute>[a-z-]+))?(?:\|(?P<default>[^}]*))?\}")
_ATTACHED = frozenset({"'s", "'", "("})
_FALLBACKS = {
    "many": ("many", "text", "one"),
    "one": ("one", "text", "many"),
    "": ("text", "base", "one", "many"),
}


def suggest(match: Match, tokens: Tokens, block: Block, style: str) -> tuple[Suggestion, ...]:
    """The alternatives of a rule for a match in one house style, the preferred one first.

    A style that the rule does not name takes the default style's words. A suggestion is `safe` only
    if its rule says so and the words can simply be put in where the match stands.
    """
    alternatives = alternatives_for(match.rule, style)
    model = block.text[match.span.start : match.span.end]
    begins = not any(map(str.isalpha, tokens.words[tokens.sentence(match.first)[0] : match.first]))
    shouting, title = line_case(tokens, match, block)
    texts = dict.fromkeys(
        copy_case(model, text, begins=begins, shouting=shouting, title=title)
        for alternative in alternatives
        for text in _fill(alternative, match, tokens)
    )
    return tuple(
        Suggestion(
            text, style, _safety(match, tokens, block, text) if index == 0 else Safety.REVIEW
        )
        for index, text in enumerate(texts)
        if text.lower() != model.lower()
    )


def _safety(match: Match, tokens: Tokens, block: Block, text: str) -> Safety:
    """Review where grammar asks for more than the words: an article of the other sound before them,
    a possessive, a hyphen, an abbreviation or a name after them; and where the source is not exact.
    """
    first, last = match.first, match.last
    before = tokens.lowers[first - 1] if first else ""
    after = tokens.words[last] if last < len(tokens) else ""
    hyphenated = tokens.hyphen[first] or (last < len(tokens) and tokens.hyphen[last])
    suspended = block.text[: match.span.start].rstrip().endswith(("- and", "- or", "-,", "- "))
    article = before in {"a", "an"} and (before == "an") != (text[:1].lower() in "aeio")
    attached = after in _ATTACHED or (after[:1].isupper() and not after.isupper())
    if hyphenated or suspended or article or attached or not is_exact(block.pieces, match.span):
        return Safety.REVIEW
    return match.rule.safety


def alternatives_for(rule: Rule, style: str) -> tuple[Alternative, ...]:
    """A rule's alternatives in a style, or in the nearest style that it has."""
    for name in (style, *STYLES):
        if name in rule.rewrite:
            return rule.rewrite[name]
    return ()


def readable(template: str) -> str:
    """An alternative's words as a person reads them, its slots filled with what they default to."""
    return _SLOT.sub(lambda found: found["default"] or f"({found['name']})", template)


def line_case(tokens: Tokens, match: Match, block: Block) -> tuple[bool, bool]:
    """Whether the sentence of a match is all capitals, and whether it is a Title Case heading."""
    first, last = tokens.sentence(match.first)
    words = [word for word in tokens.words[first:last] if word.isalpha() and len(word) > 3]
    shouting = len(words) > 1 and sum(word.isupper() for word in words) > 0.7 * len(words)
    title = (
        block.role in (Role.HEADING, Role.METADATA)
        and len(words) > 1
        and all(not word[0].islower() for word in words)
    )
    return shouting, title


def _fill(alternative: Alternative, match: Match, tokens: Tokens) -> Iterator[str]:
    """The alternative's words in the form of the match; nothing where it has no fitting form."""
    order = _FALLBACKS.get(match.form, (match.form, "text"))
    template = next((alternative.forms[form] for form in order if form in alternative.forms), None)
    if template is not None:
        yield _SLOT.sub(lambda found: _slot_text(found, match.slots, tokens), template)


def _slot_text(found: re.Match[str], slots: Mapping[str, Slot], tokens: Tokens) -> str:
    slot = slots.get(found["name"])
    if slot is None:
        return found["default"] or ""
    texts = dict.fromkeys(
        (choice.entry or {}).get(found["attribute"] or "name")
        or (found["default"] if found["attribute"] else "")
        or " ".join(choice.words)
        for choice in slot.choices
    )
    *front, last = texts
    joint = "or" if "or" in tokens.lowers[slot.first : slot.last] else "and"
    return f"{', '.join(front)} {joint} {last}" if front else last
