"""The first page: what was read, what was found, where to begin. Ten seconds are enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from personfirst.model.choices import Severity
from personfirst.model.finding import Finding
from personfirst.model.report import Report
from personfirst.reporters.html.escaping import shown, shown_path, value
from personfirst.reporters.html.part import card
from personfirst.reporters.html.words import (
    SEVERITIES,
    category_name,
    folder_name,
    folder_of,
    phrase_of,
)
from personfirst.reporters.view import plural

_MOST_PHRASES = 5
_MOST_FILES = 5
_MOST_FOLDERS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A bar of a chart: `chosen` is what it narrows the passages to, as field and value."""

    name: str
    findings: tuple[Finding, ...]
    chosen: tuple[str, str]


def summary_part(report: Report) -> str:
    """The summary, as the first section of the report."""
    parts = [f'<p class="lead">{_lead(report)}</p>', _tiles(report)]
    if report.unmuted:
        parts.append(f'<div class="cards">{"".join(_cards(report.unmuted))}</div>')
    parts.append(_about(bool(report.unmuted)))
    return f'<section id="summary" aria-labelledby="summary-h">{_HEADING}{"".join(parts)}</section>'


_HEADING = '<h2 id="summary-h">In short</h2>'


def _lead(report: Report) -> str:
    count = len(report.unmuted)
    read = f"{plural(report.files, 'file')} with {plural(report.words, 'word')}"
    if not report.files:
        return "No file was read, so there is nothing to report yet."
    fixed = f" {plural(report.fixed, 'passage')} {_were(report.fixed)} put right just now."
    tail = fixed if report.fixed else ""
    if not count:
        praise = "<strong>nothing to change</strong>. Good work."
        return f"{read} {_were(report.files)} read, and there is {praise}{tail}"
    files = plural(len({one.place.path for one in report.unmuted}), "file")
    verb = "is" if count == 1 else "are"
    passages = f"<strong>{plural(count, 'passage')}</strong>"
    return f"In {read}, there {verb} {passages} to look at, in {files}.{tail}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _tiles(report: Report) -> str:
    """The figures. Each severity narrows the passages to its own."""
    if not report.files:
        return ""
    tiles = [_tile(one, report.count(one)) for one in Severity] if report.unmuted else []
    untouched = report.files - len({one.place.path for one in report.unmuted})
    tiles.append(
        f'<li class="tile good"><div><b>{untouched:,}</b> <span>'
        f"{'file' if untouched == 1 else 'files'} with nothing to change</span>"
        f"<small>of {report.files:,} that were read</small></div></li>"
    )
    return f'<ul class="tiles">{"".join(tiles)}</ul>'


def _tile(severity: Severity, count: int) -> str:
    """How many passages ask for what; a link to them, if there are any."""
    name, about = SEVERITIES[severity]
    body = f"<b>{count:,}</b> <span>{name}</span><small>{about}</small>"
    chosen = f'href="#passages" data-choose="severity" data-value="{severity.value}"'
    inner = f"<a {chosen}>{body}</a>" if count else f"<div>{body}</div>"
    return f'<li class="tile {severity.value}">{inner}</li>'


def _cards(findings: tuple[Finding, ...]) -> Iterator[str]:
    yield _phrases(findings)
    by_file = _grouped(findings, lambda one: one.place.path)
    by_file.sort(key=lambda item: _weight(item[1]), reverse=True)
    rows = [Row(path, found, ("file", path)) for path, found in by_file]
    title = "Where to begin"
    more = len(rows) - _MOST_FILES
    note = f"and {plural(more, 'more file')} below" if more > 0 else ""
    yield _chart("files", title, rows[:_MOST_FILES], note, paths=True)
    by_category = _grouped(findings, lambda one: one.category)
    rows = [Row(category_name(name), found, ("category", name)) for name, found in by_category]
    yield _chart("kinds", "What kinds", rows)
    by_folder = _grouped(findings, lambda one: folder_of(one.place.path))
    if len(by_folder) > 1:
        rows = [
            Row(folder_name(name), found, ("file", f"folder:{name}")) for name, found in by_folder
        ]
        more = len(rows) - _MOST_FOLDERS
        note = f"and {plural(more, 'more folder')}" if more > 0 else ""
        yield _chart("folders", "In which folders", rows[:_MOST_FOLDERS], note, paths=True)


def _grouped(
    findings: Iterable[Finding], key: Callable[[Finding], str]
) -> list[tuple[str, tuple[Finding, ...]]]:
    """Findings by a key of theirs, the most first."""
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        groups.setdefault(key(one), []).append(one)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(name, tuple(found)) for name, found in ordered]


def _weight(findings: tuple[Finding, ...]) -> tuple[int, int]:
    """How much work a file is: what to change first counts most."""
    return sum(one.severity.rank for one in findings), len(findings)


def _phrases(findings: tuple[Finding, ...]) -> str:
    """The words that occur most, with what to write instead of them most often."""
    terms = [one for one in findings if one.kind != "narrative"] or list(findings)
    items = []
    for phrase, found in _grouped(terms, phrase_of)[:_MOST_PHRASES]:
        instead = Counter(one.wordings[0].text for one in found if _replaces_itself(one))
        best = instead.most_common(1)
        written = Counter(" ".join(one.text.split()) for one in found).most_common(1)
        tail = f' <span class="instead">{shown(best[0][0])}</span>' if best else ""
        items.append(
            f'<li><a href="#passages" data-choose="search" data-value="“{value(phrase)}”">'
            f"“<bdi>{shown(written[0][0])}</bdi>”</a> <b>{len(found):,}×</b>{tail}</li>"
        )
    return card("phrases", "The words that occur most", f"<ol>{''.join(items)}</ol>")


def _replaces_itself(finding: Finding) -> bool:
    """Whether its first wording takes the place of its own words, and no more around them."""
    if not finding.wordings:
        return False
    replaced = finding.wordings[0].replaces
    return not replaced or replaced == " ".join(finding.text.split())


def _chart(name: str, title: str, rows: list[Row], note: str = "", *, paths: bool = False) -> str:
    """A bar for each row, in parts by severity. The figures stand with it in the same order, for
    colours alone say nothing to some.
    """
    most = max(len(row.findings) for row in rows)
    items = "".join(_bar(row, most, paths=paths) for row in rows)
    tail = f'<p class="note">{note}</p>' if note else ""
    return card(name, title, f'<ol class="bars">{items}</ol>{tail}')


def _bar(row: Row, most: int, *, paths: bool) -> str:
    counts = Counter(one.severity for one in row.findings)
    said = " · ".join(
        f"{name} {counts[severity]:,}"
        for severity, (name, _) in SEVERITIES.items()
        if counts[severity]
    )
    at = 0.0
    pieces = []
    for severity in Severity:
        width = 100 * counts[severity] / most
        if width:
            pieces.append(
                f'<rect class="{severity.value}" x="{at:.2f}%" width="{width:.2f}%" height="100%"/>'
            )
        at += width
    field, chosen = row.chosen
    text = shown_path(row.name) if paths else shown(row.name)
    return (
        f'<li><a href="#passages" data-choose="{field}" data-value="{value(chosen)}">'
        f"<bdi>{text}</bdi></a> <b>{len(row.findings):,}</b>"
        f" <small>{said}</small>"
        f'<svg aria-hidden="true" focusable="false" height="10">{"".join(pieces)}</svg></li>'
    )


def _about(found: bool) -> str:
    """How to read the report: about the text, not about who wrote it."""
    if not found:
        return ""
    meanings = "; ".join(f"<strong>{name}</strong>: {about}" for name, about in SEVERITIES.values())
    return (
        '<details class="about"><summary>How to read this report</summary>'
        "<p>This is about words on a page, not about the people who wrote them. Most of these "
        "words are common, and were learned from laws, news and forms. Other words keep the "
        "meaning and leave people their dignity, so that more of them come and ask for help.</p>"
        f"<p>{meanings}. You know your readers: where a passage is right as it is, leave it.</p>"
        "</details>"
    )
