"""What a comment says to personfirst: the grammar of one, the same in all formats.

    personfirst: ignore[drug-user, junkie] until=2027-01-31 -- quoted from the 1988 report

`suppressions` says how far each of them reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

VERBS = ("ignore", "ignore-next-line", "ignore-start", "ignore-end", "ignore-file")

_OPENING = re.compile(r"personfirst(?:\s*:\s*|\s+(?=ignore\b))", re.IGNORECASE)
_VERB = re.compile(r"[\w-]*")
_RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UNTIL = re.compile(r"until\s*=\s*(.*?)(?=\s|--|—|–|$)\s*", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_REASON = re.compile(r"\s*(?:--+|—|–)\s*(.*)", re.DOTALL)
_FORM = 'write "personfirst: ignore[rule-id] -- reason"'
_CROP = 2_000


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment that speaks to personfirst; `rules` empty means every rule."""

    verb: str
    rules: tuple[str, ...]
    reason: str
    until: date | None = None


class MalformedError(Exception):
    """A directive that cannot be understood; the message says what is wrong and the right form."""


def is_directive(body: str) -> bool:
    """Whether a comment's text speaks to personfirst at all, well formed or not."""
    return _OPENING.match(body[:_CROP].lstrip()) is not None


def names_verb(body: str) -> bool:
    """Whether a comment's text names a directive, or something that looks like one misspelled.

    Where comment signs also begin ordinary lines, as `#` does in plain text, this tells a directive
    from a title such as "personfirst: a guide".
    """
    text = body[:_CROP].lstrip()
    opening = _OPENING.match(text)
    verb = _VERB.match(text, opening.end()) if opening else None
    name = verb[0].lower()[:40] if verb else ""
    return name in VERBS or _closest(name) is not None


def parse(body: str) -> Directive:
    """Parse what a comment says to personfirst; raises an error that names the right form."""
    text = body.strip()
    opening = _OPENING.match(text)
    if opening is None:
        raise MalformedError(f"this is no directive; {_FORM}")
    if ":" not in opening[0]:
        raise MalformedError(f'"personfirst" needs a colon; {_FORM}')
    verb = _VERB.match(text, opening.end())
    name = verb[0].lower() if verb else ""
    if name not in VERBS:
        raise MalformedError(_unknown_verb(name))
    rest = text[opening.end() + len(name) :].lstrip()
    rules: tuple[str, ...] = ()
    if rest.startswith("["):
        inside, closed, rest = rest[1:].partition("]")
        if not closed or "--" in inside:
            raise MalformedError(f'the "[" after "{name}" is not closed; {_FORM}')
        rules = tuple(_rule_ids(inside, name))
    until, rest = _until(rest.lstrip(), name)
    if not rest.strip():
        return Directive(name, rules, "", until)
    reason = _REASON.match(rest)
    if reason is None:
        raise MalformedError(f'"{_short(rest)}" after "{name}" is not understood; {_FORM}')
    return Directive(name, rules, " ".join(reason[1].split()), until)


def _until(rest: str, name: str) -> tuple[date | None, str]:
    """The last day of a directive, if it names one, and what stands behind it."""
    found = _UNTIL.match(rest)
    if found is None:
        return None, rest
    if name == "ignore-end":
        raise MalformedError('"until" belongs to "ignore-start", not to "ignore-end"')
    try:
        if not _DAY.fullmatch(found[1]):
            raise ValueError
        return date.fromisoformat(found[1]), rest[found.end() :]
    except ValueError:
        reason = f'"until={_short(found[1])}" is no day; write until=2027-01-31'
        raise MalformedError(reason) from None


def _rule_ids(inside: str, name: str) -> Iterator[str]:
    ids = [part.strip() for part in inside.split(",")]
    if not any(ids):
        raise MalformedError(f'"{name}[]" names no rule; name one or leave the brackets out')
    for rule in ids:
        if not _RULE.fullmatch(rule):
            raise MalformedError(f'"{_short(rule)}" is not a rule id; {_FORM}')
        yield rule


def _unknown_verb(name: str) -> str:
    if not name:
        return f"a directive is missing; {_FORM}"
    close = _closest(name)
    hint = f'did you mean "{close}"?' if close else f"use one of {', '.join(VERBS)}"
    return f'unknown directive "{_short(name)}"; {hint}'


def _closest(name: str) -> str | None:
    """The verb that a misspelled one stands for: how it begins tells more than how it ends."""
    name = name[:40]
    scored = [
        (_shared(name, verb), SequenceMatcher(None, name, verb).ratio(), verb) for verb in VERBS
    ]
    shared, ratio, verb = max(scored)
    return verb if shared >= 3 or ratio >= 0.6 else None


def _shared(one: str, other: str) -> int:
    """How many characters two words have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _short(text: str) -> str:
    text = " ".join(text[:80].split())
    return text if len(text) <= 40 else text[:39] + "…"
