"""The summary beside reviewed copies, in Markdown: what was changed, what is left to decide, and
which files could not be reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from personfirst.model.finding import Finding
from personfirst.model.report import Problem
from personfirst.reporters.markup import markdown_text, shortened
from personfirst.reporters.view import plural

_LONGEST = 200
_BESIDE = 150
"""How much of a sentence is shown on either side of the words."""


@dataclass(frozen=True, slots=True)
class Section:
    """A file of a review: its path, the copy's path or nothing, what the copy changes, and what is
    left to a person; `commented` says whether the copy has remarks on that.
    """

    path: str
    copy: str
    changed: Sequence[Finding]
    left: Sequence[Finding]
    commented: bool


def render(sections: Sequence[Section], problems: Sequence[Problem] = ()) -> str:
    """The whole summary; `problems` are those of files that could not be reviewed."""
    lines = ["# Review", ""]
    for one in sections:
        lines += [*_section(one), ""]
    if problems:
        lines += ["## Not reviewed", ""]
        lines += [f"- {markdown_text(one.path)}: {markdown_text(one.reason)}" for one in problems]
        lines.append("")
    return "\n".join(lines)


def outcome(section: Section) -> str:
    """One line on a file: how much was changed and remarked, and where."""
    parts = []
    if section.changed:
        parts.append(plural(len(section.changed), "change"))
    if section.left:
        noun = "comment" if section.commented else "finding"
        rest = "" if section.commented else " left to you"
        parts.append(plural(len(section.left), noun) + rest)
    where = f" in {section.copy}" if section.copy else "; no copy of this kind of file is written"
    unchanged = not section.changed and not section.commented
    if section.copy or not unchanged:
        return " and ".join(parts) + where
    return " and ".join(parts)


def _section(section: Section) -> Iterator[str]:
    yield f"## {markdown_text(section.path)}"
    yield ""
    yield f"{markdown_text(outcome(section))}."
    for title, findings in (("Changed", section.changed), ("To decide", section.left)):
        if findings:
            yield ""
            yield f"### {title}"
            yield ""
            for one in findings:
                yield from _finding(one)


def _finding(finding: Finding) -> Iterator[str]:
    """A finding with its place, what to write for which words, and its sentence."""
    place = finding.place
    where = place.label or ("in the text" if place.transcript else f"line {place.line}")
    writes: dict[str, dict[str, None]] = {}
    for one in finding.wordings:
        replaced = one.replaces or finding.text
        writes.setdefault(replaced, {})[one.text] = None
    parts = [f"{_quoted(replaced)} → {' / '.join(texts)}" for replaced, texts in writes.items()]
    if not parts:
        parts = [f"{_quoted(finding.text)} – {finding.message}"]
    what = "; ".join(map(markdown_text, parts))
    yield f"- {markdown_text(where)}: {what} ({finding.severity}, {finding.rule})"
    if finding.marked is not None:
        yield f"  > {_sentence(finding.excerpt, *finding.marked)}"


def _quoted(words: str) -> str:
    return f"“{shortened(' '.join(words.split()), _LONGEST)}”"


def _sentence(excerpt: str, start: int, end: int) -> str:
    """A sentence with the words in bold, cut where it is long."""
    before, words, after = excerpt[:start], excerpt[start:end], excerpt[end:]
    if len(before) > _BESIDE:
        before = f"…{before[-_BESIDE:]}"
    shown = [markdown_text(one) for one in (before, words, shortened(after, _BESIDE))]
    left, right = (" " * one.isspace() for one in (before[-1:], after[:1]))
    return f"{shown[0]}{left}**{shown[1]}**{right}{shown[2]}"
