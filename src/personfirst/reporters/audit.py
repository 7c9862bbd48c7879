"""An audit as text, as Markdown and as JSON: a status in words for each item, never a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from personfirst.model.audit import READS_LIKE, Audit, AuditedItem, Evidence, Status
from personfirst.model.report import Problem
from personfirst.reporters.fields import json_text, problem_fields
from personfirst.reporters.markup import markdown_text
from personfirst.reporters.view import View, plural, printable, problem_line

VERSION = 1
"""The version of the JSON; it rises only when a reader of the old one would go wrong."""
_MOST_PASSAGES = 3
_MOST_IN_MARKDOWN = 10
_INDENT = "  "
_STYLES = {
    Status.REFLECTED: "good",
    Status.PARTLY: "suggestion",
    Status.MIXED: "warning",
    Status.CONTRADICTED: "error",
    Status.MISSING: "suggestion",
    Status.NOT_EXPECTED: "dim",
}
LIMITS = (
    "This audit read words, not deeds, pictures or tone, in English, and only in these files. A "
    "person should read the passages and decide."
)
"""What every reader of an audit should know."""
GUESSES = (
    f"A passage that “{READS_LIKE.strip(': ')}” shows something in words that no list knows: the "
    "document's words as a whole say that it is likely there, and this sentence is the nearest."
)
"""What a reader should know where only the second opinion sees a passage."""
NOTHING = (
    "No file could be audited, so nothing is said about the principles and strategies. Name files "
    "or folders with documents that can be read and that speak of drugs."
)
"""Stands in the place of the items where no file was audited."""
_OFF_TOPIC = "has no words about drugs, in English at least; left out of the audit"
_MANY = {
    "plan": ("plan", "plans"),
    "website": ("website", "websites"),
    "brochure": ("brochure", "brochures"),
    "roster": ("roster", "rosters"),
    "minutes": ("set of minutes", "sets of minutes"),
    "memorial": ("memorial", "memorials"),
}
"""One and several documents of a kind; of the other kinds they are texts."""


def render(audit: Audit, view: View) -> str:
    """Each item with its passages, what could be added, and what was looked for; then an overview
    by status.
    """
    parts = [view.paint(heading(audit), "bold")]
    parts += ["\n".join(_item(item, view)) for item in audit.items]
    if not audit.items:
        parts.append("\n".join(wrap(NOTHING, view.width)))
    if left_out := not_audited(audit):
        parts.append("\n".join(problem_line(problem, view) for problem in left_out))
    if audit.items and not view.quiet:
        overview = (f"{status.capitalize()}: {names}" for status, names in by_status(audit))
        parts.append("\n".join(line for text in overview for line in wrap(text, view.width)))
        parts += ["\n".join(wrap(text, view.width)) for text in notes(audit)]
    return "\n\n".join(parts) + "\n"


def heading(audit: Audit) -> str:
    """What was read: files by kind of document, words, and what was passed over."""
    kinds = Counter(one.kind for one in audit.files)
    told = ", ".join(_counted(kind, count) for kind, count in kinds.most_common())
    line = f"Audit of {plural(len(audit.files), 'file')}, {plural(audit.words, 'word')}"
    skipped = sum(audit.skipped.values())
    line += f" (read as {told})" if told else ""
    line += f"; {plural(skipped, 'file')} not read" if skipped else ""
    apart = len(audit.off_topic)
    return line + (f"; {plural(apart, 'file')} left out" if apart else "")


def _counted(kind: str, count: int) -> str:
    one, many = _MANY.get(kind, (f"{kind} text", f"{kind} texts"))
    return f"{count:,} {one if count == 1 else many}"


def not_audited(audit: Audit) -> tuple[Problem, ...]:
    """What is said of files that the audit does not rest on, or not in full."""
    return (*(Problem(path, _OFF_TOPIC) for path in audit.off_topic), *audit.problems)


def notes(audit: Audit) -> tuple[str, ...]:
    """What a reader should know about an audit, in sentences; nothing where none was made."""
    if not audit.items:
        return ()
    return (GUESSES, LIMITS) if audit.is_guessing else (LIMITS,)


def by_status(audit: Audit) -> Iterator[tuple[Status, str]]:
    """The titles of the items under each status that there is."""
    for status in Status:
        titles = [item.title for item in audit.items if item.status is status]
        if titles:
            yield status, "; ".join(titles)


def _item(item: AuditedItem, view: View) -> Iterator[str]:
    status = view.paint(item.status.value, _STYLES[item.status])
    yield f"{view.paint(item.title, 'bold')}: {status}"
    yield from _folded(item.wording, view)
    for sign, passages in (("+", item.evidence), ("-", item.counter)):
        for one in passages[:_MOST_PASSAGES]:
            yield from _passage(sign, one, view)
        rest = len(passages) - _MOST_PASSAGES
        if rest > 0:
            yield f"{_INDENT}{sign} and {plural(rest, 'more passage')}"
    if item.status in (Status.REFLECTED, Status.NOT_EXPECTED):
        return
    for text in looked_for(item):
        yield from _folded(text, view)
    yield from _folded(f"Could be added: {item.add}", view)


def looked_for(item: AuditedItem) -> Iterator[str]:
    """What was looked for and is not there, in sentences."""
    if item.denied:
        yield f"Found only with a “not”: {'; '.join(item.denied)}."
    if item.absent:
        yield f"Looked for and not found: {'; '.join(item.absent)}."


def _passage(sign: str, one: Evidence, view: View) -> Iterator[str]:
    where = view.paint(printable(where_of(one)), "bold")
    rule = f" [{printable(one.rule)}]" if one.rule else ""
    yield f"{_INDENT}{sign} {where}: {printable(one.shows)}{rule}"
    lines = wrap(f"“{printable(one.sentence)}”", max(view.width - 6, 40), break_on_hyphens=False)
    yield from (f"      {view.paint(line, 'dim')}" for line in lines)


def where_of(one: Evidence) -> str:
    """The place of a passage: file and line, and its label where there is one."""
    label = f" ({one.place.label})" if one.place.label else ""
    line = "" if one.place.transcript and one.place.label else f":{one.place.line}"
    return f"{one.place.path}{line}{label}"


def _folded(text: str, view: View) -> Iterator[str]:
    width = max(view.width - len(_INDENT), 40)
    yield from (f"{_INDENT}{line}" for line in wrap(text, width))


def render_markdown(audit: Audit, view: View) -> str:
    """The audit as a document to pass on."""
    lines = ["# Do these materials reflect harm reduction?", "", f"{heading(audit)}.", ""]
    lines += ["| | |", "| --- | --- |"] if audit.items else [NOTHING]
    lines += [f"| {item.title} | {item.status.value} |" for item in audit.items]
    for item in audit.items:
        lines += [
            "",
            f"## {item.title}: {item.status.value}",
            "",
            f"*{item.question}* {item.wording}",
        ]
        for title, passages in (("Speaks for it", item.evidence), ("Speaks against", item.counter)):
            if passages:
                lines += ["", f"{title}:", ""]
                lines += [_bullet(one) for one in passages[:_MOST_IN_MARKDOWN]]
                rest = len(passages) - _MOST_IN_MARKDOWN
                lines += [f"- and {plural(rest, 'more passage')}"] if rest > 0 else []
        if item.status not in (Status.REFLECTED, Status.NOT_EXPECTED):
            lines += [line for text in looked_for(item) for line in ("", text)]
            lines += ["", f"Could be added: {item.add}"]
    if audit.files:
        lines += ["", "## What was read", ""]
        lines += [
            f"- {markdown_text(one.path)}, read as {one.kind}, {plural(one.words, 'word')}"
            for one in audit.files
        ]
    if left_out := not_audited(audit):
        lines += ["", "Not read, or left out:", ""]
        lines += [f"- {markdown_text(one.path)}: {markdown_text(one.reason)}" for one in left_out]
    lines += [line for text in notes(audit) for line in ("", text)]
    return "\n".join((*lines, ""))


def _bullet(one: Evidence) -> str:
    rule = f" ({one.rule})" if one.rule else ""
    said, where = markdown_text(one.sentence), markdown_text(where_of(one))
    return f"- “{said}” ({where}): {markdown_text(one.shows)}{rule}"


def render_json(audit: Audit, view: View) -> str:
    """The audit as one JSON object."""
    return json_text(
        {
            "version": VERSION,
            "tool": {"name": "personfirst", "version": view.version},
            "items": [_item_fields(item) for item in audit.items],
            "files": [
                {"path": one.path, "kind": one.kind, "words": one.words} for one in audit.files
            ],
            "left_out": list(audit.off_topic),
            "problems": [problem_fields(problem) for problem in audit.problems],
            "note": None if audit.items else NOTHING,
            "guesses": GUESSES if audit.is_guessing else None,
            "limits": LIMITS,
        }
    )


def _item_fields(item: AuditedItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "question": item.question,
        "asks": item.asks,
        "status": item.status.value,
        "wording": item.wording,
        "evidence": [_evidence_fields(one) for one in item.evidence],
        "counter": [_evidence_fields(one) for one in item.counter],
        "looked_for": list(item.looked_for),
        "found": list(item.found),
        "denied": list(item.denied),
        "add": item.add,
    }


def _evidence_fields(one: Evidence) -> dict[str, Any]:
    return {
        "path": one.place.path,
        "line": one.place.line,
        "column": one.place.column,
        "label": one.place.label,
        "sentence": one.sentence,
        "text": one.text,
        "shows": one.shows,
        "strength": one.strength.value,
        "rule": one.rule or None,
    }
