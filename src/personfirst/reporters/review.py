"""The summary beside reviewed copies, in Markdown: what was changed, and what is left to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from personfirst.model.finding import Finding
from personfirst.reporters.markup import markdown_text, shortened
from personfirst.reporters.view import plural

_LONGEST = 200


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


def render(sections: Sequence[Section]) -> str:
    """The whole summary."""
    lines = ["# Review", ""]
    for one in sections:
        lines += [*_section(one), ""]
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
            yield from map(_finding, findings)


def _finding(finding: Finding) -> str:
    place = finding.place
    where = place.label or ("in the text" if place.transcript else f"line {place.line}")
    words = " ".join(finding.text.split())
    texts = list(dict.fromkeys(one.text for one in finding.suggestions))
    write = f"→ {' / '.join(texts)}" if texts else f"– {finding.message}"
    shown = markdown_text(shortened(words, _LONGEST))
    rule = f"({finding.severity}, {finding.rule})"
    return f"- {markdown_text(where)}: “{shown}” {markdown_text(write)} {rule}"
