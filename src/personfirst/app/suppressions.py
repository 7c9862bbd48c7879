"""Findings about the comments that silence findings: unused, expired, or naming no rule."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from personfirst.app.config import Settings
from personfirst.model.choices import Severity
from personfirst.model.document import Document
from personfirst.model.finding import Edit, Finding, Place, Safety, Suggestion
from personfirst.model.suppression import Suppression
from personfirst.pipeline import Options
from personfirst.rulebook.housekeeping import (
    EXPIRED,
    SUPPRESSION,
    UNKNOWN,
    UNUSED,
    active_housekeeping,
    housekeeping_names,
)
from personfirst.rulebook.index import IndexedRules
from personfirst.rulebook.selection import Selection

if TYPE_CHECKING:
    from personfirst.rulebook.ruleset import RuleSet

_SILENCED = frozenset({"suppression", "quotation", "voice"})
"""Filters whose findings a comment may be there for: what quotations do is a setting of a run, and
whose words they seem to be hangs on the text around.
"""

_MOST_NAMES = 200
_LONGEST_NAME = 60
_IDLE = "This comment silences nothing; take it out"


@dataclass(frozen=True, slots=True)
class Housekeeper:
    """Looks at the comments of documents in a run with these rules."""

    rules: RuleSet | IndexedRules
    selection: Selection
    severities: Mapping[str, Severity]

    def findings(
        self, document: Document, found: Sequence[Finding], options: Options
    ) -> tuple[Finding, ...]:
        """What there is to say of a document's comments, of which all findings are `found`."""
        selection = options.selection or self.selection
        severities = active_housekeeping(selection, {**self.severities, **options.severities})
        if not severities:
            return ()
        look = _Look(document, options, severities, self.rules, selection, _silenced_lines(found))
        return tuple(
            finding for one in document.suppressions if one.comments for finding in look.at(one)
        )

    def ran(self, rule: str) -> bool:
        """Whether a rule looks at documents in this run, or is one that there is no more."""
        if rule in self.rules.known:
            return any(one[0] == rule and self.selection.runs(*one) for one in self.rules.listing)
        asked = active_housekeeping(self.selection, {})
        return rule in asked or rule not in set(housekeeping_names())


def housekeeper(rules: RuleSet | IndexedRules, settings: Settings) -> Housekeeper:
    """The one for a run with these rules and settings."""
    return Housekeeper(rules, settings.selection, settings.severities)


@dataclass(frozen=True)
class _Look:
    """A look at the comments of one document.

    `severities` are those of the rules about comments that run, `silenced` the lines on which
    findings are silenced, as `_silenced_lines` tells.
    """

    document: Document
    options: Options
    severities: Mapping[str, Severity]
    rules: RuleSet | IndexedRules
    selection: Selection
    silenced: Mapping[str, Sequence[int]]
    _near: dict[str, str] = field(default_factory=dict)

    @cached_property
    def active(self) -> frozenset[str]:
        """The rules that looked at the document."""
        return frozenset(one[0] for one in self.rules.listing if self.selection.runs(*one))

    @cached_property
    def asleep(self) -> frozenset[str]:
        """The categories of which rules did not look that are not opt-in. Where there are some, one
        cannot tell of a comment for all rules whether it silences any.
        """
        known, opt_in = self.rules.known, self.rules.opt_in
        return frozenset(
            category
            for name, category in known.items()
            if name not in self.active and name not in opt_in
        )

    def at(self, one: Suppression) -> Iterator[Finding]:
        """What there is to say of a comment."""
        if not one.in_force(self.options.today):
            past = f"This comment silences nothing any more: its last day was {one.until}"
            said = f"{past}; take it out, or give it a new day"
            yield from self._finding(EXPIRED, one, (), said)
            return
        if not one.rules:
            if not one.whole and not self._silences(one, "") and not self.asleep:
                yield from self._finding(UNUSED, one, (), _IDLE)
            return
        known = self.rules.known
        every = {*known, *known.values(), *housekeeping_names()}
        near = {name: self._meant(name, every) for name in one.rules if name not in every}
        unused = tuple(
            name
            for name in dict.fromkeys(one.rules)
            if name in every and not self._silences(one, name) and self._looked(name)
        )
        idle = {*unused, *(name for name, meant in near.items() if not meant)} >= {*one.rules}
        if unused:
            some = f"This comment silences no finding of {', '.join(unused)}"
            said = _IDLE if set(unused) == set(one.rules) else some
            yield from self._finding(UNUSED, one, () if idle else unused, said)
        for name, meant in near.items():
            said = f"There is no rule “{name}”" + (f"; did you mean “{meant}”?" if meant else "")
            gone = () if idle and not meant else (name,)
            yield from self._finding(UNKNOWN, one, gone, said, instead=meant)

    def _meant(self, name: str, every: Collection[str]) -> str:
        """The rule that an unknown name is nearly; empty for none, and where many were asked."""
        if name not in self._near and len(self._near) < _MOST_NAMES:
            found = get_close_matches(name[:_LONGEST_NAME], every, n=1, cutoff=0.6)
            self._near[name] = "".join(found)
        return self._near.get(name, "")

    def _looked(self, name: str) -> bool:
        """Whether a rule, or every rule of a category that is not opt-in, looked at the document.

        A rule did not where the house style accepts its words.
        """
        if name in self.active:
            return not self.rules.accepts(name, self.options.style)
        return name not in self.rules.known and name not in self.asleep

    def _silences(self, one: Suppression, name: str) -> bool:
        lines = self.silenced.get(name, ())
        at = bisect_left(lines, one.first)
        return at < len(lines) and lines[at] <= one.last

    def _finding(
        self, rule: str, one: Suppression, names: tuple[str, ...], said: str, *, instead: str = ""
    ) -> Iterator[Finding]:
        """The finding, if its rule runs. `names` go from the comment's list, none for all of it;
        where there is something to write `instead`, a person decides.
        """
        document = self.document
        severity = self.severities.get(rule)
        if severity is None:
            return
        from personfirst.formats.uncomment import removal, renaming

        comment = one.comments[0]
        start, end = comment.start, comment.end
        if len(names) == 1:
            named = (one for one in comment.names if document.text[slice(*one)] == names[0])
            start, end = next(named, (start, end))
        if instead:
            edits = renaming(document, one, names[0], instead)
        else:
            edits = removal(document, one, names)
        old = document.text[comment.start : comment.end]
        suggestion = Suggestion(
            text=_after(document.text, comment.start, comment.end, edits),
            style=self.options.style,
            safety=Safety.REVIEW if instead else Safety.SAFE,
            replaces=_line(old),
            edits=edits,
        )
        yield Finding(
            place=_place(document, start, end),
            rule=rule,
            category=SUPPRESSION,
            kind=SUPPRESSION,
            severity=severity,
            text=document.text[start:end],
            excerpt=_line(old),
            message=said,
            suggestions=(suggestion,) if edits else (),
        )


def _silenced_lines(found: Sequence[Finding]) -> dict[str, list[int]]:
    """The lines, in order, on which findings are silenced: by rule, by category, and all at ""."""
    lines: dict[str, list[int]] = {}
    for finding in found:
        if finding.muted is not None and finding.muted.filter in _SILENCED:
            for name in ("", finding.rule, finding.category):
                lines.setdefault(name, []).append(finding.place.line)
    return {name: sorted(numbers) for name, numbers in lines.items()}


def _after(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """A comment as it reads after some edits; empty where it goes."""
    parts, position = [], start
    for edit in edits:
        if edit.start < end and start < edit.end:
            parts += [text[position : max(edit.start, start)], edit.new_text]
            position = min(edit.end, end)
    return _line("".join((*parts, text[position:end])))


def _place(document: Document, start: int, end: int) -> Place:
    line, column = document.lines.place(start)
    after = (one for one in document.blocks if one.pieces[0].anchor.start >= end)
    label = next((one.label for one in after), None) if document.data else None
    end_line, end_column = document.lines.place(end)
    return Place(
        document.path, start, end, line, column, end_line, end_column, label, bool(document.data)
    )


def _line(text: str) -> str:
    return " ".join(text.split())
