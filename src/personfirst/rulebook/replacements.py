"""What a rule says to write instead, and whether its slots can be filled by what it finds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from personfirst.model.choices import STYLES
from personfirst.model.errors import did_you_mean
from personfirst.model.rule import FORMS, Alternative
from personfirst.rulebook.lexicon import Pack
from personfirst.rulebook.nodes import Item, each
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.written import PatternError

SLOT = re.compile(r"\{(?P<name>[a-z-]+)(?:\.(?P<attribute>[a-z-]+))?(?:\|(?P<default>[^{}]*))?\}")
"""A slot in words to write: `{drug}`, `{drug.disorder}`, `{drug|drugs}`."""
BRACES = "{ and } stand around the name of a list alone, as in {drug} or {drug|drugs}"
_BRACE = re.compile(r"[{}]")


def read_rewrite(
    item: Item, patterns: Sequence[Pattern], pack: Pack
) -> dict[str, tuple[Alternative, ...]]:
    """The alternatives of each style, for what some patterns find. Raises `RuleError`."""
    styles = item.mapping(STYLES)
    if not styles:
        raise item.error(f"needs one of {', '.join(STYLES)}")

    formless = [one for one in patterns if not _has_forms(one)]

    def text(words: Item, some: Sequence[Pattern] = patterns) -> str:
        wrong = _wrong(words.text(), some, pack)
        if wrong:
            raise words.error(f"{words.text()!r}: {wrong}")
        return words.text()

    def said_as(form: str, forms: Collection[str]) -> Sequence[Pattern]:
        """The patterns for which a form is written: "text" beside others is for words without."""
        return formless if form == FORMS[0] and len(forms) > 1 else patterns

    def alternatives(words: Item) -> tuple[Alternative, ...]:
        """A text, a map of forms, or a list of those."""
        if isinstance(words.value, list):
            return tuple(found for some in each(alternatives, words.entries()) for found in some)
        if isinstance(words.value, dict):
            forms = words.mapping(FORMS)
            if not forms:
                raise words.error(f"needs one of {', '.join(FORMS)}")
            said = each(lambda one: text(one[1], said_as(one[0], forms)), forms.items())
            return (Alternative(dict(zip(forms, said, strict=True))),)
        return (Alternative({"text": text(words)}),)

    return dict(zip(styles, each(alternatives, styles.values()), strict=True))


def _has_forms(pattern: Pattern) -> bool:
    """Whether what a pattern finds has a number or a tense: of its own words, or its last ones."""
    own = [one for one in pattern.elements[:-1] if not one.slot]
    return any(choice.form for one in (*own, pattern.elements[-1]) for choice in one.choices)


def is_malformed(text: str) -> bool:
    """Whether a text has { or } that are no part of a slot."""
    return _BRACE.search(SLOT.sub("", text)) is not None


def slots_of(text: str) -> Iterator[str]:
    """The names of the slots in a text."""
    return (found["name"] for found in SLOT.finditer(text))


def _wrong(text: str, patterns: Sequence[Pattern], pack: Pack) -> str:
    """What is wrong with the slots of a text; nothing where all of them can be filled."""
    if is_malformed(text):
        return BRACES
    found = list(SLOT.finditer(text))
    taken = {one.slot for pattern in patterns for one in pattern.elements if one.slot}
    for one in found:
        name = one["name"]
        try:
            pack.lexicon(name)
        except PatternError as error:
            return str(error)
        if name not in taken:
            hint = did_you_mean(name, taken)
            return f"{{{name}}} is not in 'match', so nothing can fill it{hint}"
        attribute = one["attribute"]
        if attribute and attribute not in pack.attributes:
            return f"no list says {attribute!r} of a word{did_you_mean(attribute, pack.attributes)}"
    return next(filter(None, (_unfilled(run, patterns) for run in _runs(found))), "")


def _runs(found: Iterable[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Slots that stand side by side without a space, of which one is enough."""
    last, run = -1, 0

    def number(one: re.Match[str]) -> int:
        nonlocal last, run
        run += one.start() != last
        last = one.end()
        return run

    return (list(some) for _, some in groupby(found, number))


def _unfilled(run: Sequence[re.Match[str]], patterns: Sequence[Pattern]) -> str:
    """What to do where an expression leaves slots that stand side by side without words."""
    names = {one["name"] for one in run}
    if any(one["default"] is not None for one in run):
        return ""
    for pattern in patterns:
        if not any(one.slot in names and not one.optional for one in pattern.elements):
            slot = run[0][0].strip("{}")
            return (
                f"{{{slot}}} stays empty where {pattern.source!r} is found; say what to write "
                f"then, as in {{{slot}|...}}"
            )
    return ""
