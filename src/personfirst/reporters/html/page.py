"""The report as one HTML file: readable without its script, sealed against the network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from personfirst.model.report import Problem, Report
from personfirst.reporters.html.audit import audit_part
from personfirst.reporters.html.controls import controls
from personfirst.reporters.html.escaping import shown, shown_path
from personfirst.reporters.html.part import Part
from personfirst.reporters.html.passages import file_parts
from personfirst.reporters.html.reasons import reasons_of, reasons_part
from personfirst.reporters.html.summary import summary_part
from personfirst.reporters.html.trend import trend_part
from personfirst.reporters.view import View, plural, skipped_lines

_TITLE = "The words we use"
_IGNORED = "<!-- personfirst: ignore-file -- a report of personfirst -->"


def render(report: Report, view: View, parts: Sequence[Part] = ()) -> str:
    """The report: summary, audit and trend if the view has them, `parts`, passages, reasons, and
    what could not be read.

    Muted findings are in it and can be shown; with `show_muted` they are from the start.
    """
    reasons = reasons_of(report.findings, view)
    sections = [("summary", "In short", summary_part(report))]
    sections += [(one.name, one.title, _part(one)) for one in (*_beside(view), *parts)]
    if report.problems or report.skipped:
        sections.append(("unread", "Not checked", _unread(report)))
    if report.findings:
        form = controls(report.findings, reasons, show_muted=view.show_muted)
        found = "".join(file_parts(report.findings, reasons))
        muted = "" if report.unmuted or view.show_muted else _ALL_MUTED
        body = f'{form}{muted}<div id="files">{found}</div>'
        sections.append(("passages", "The passages", _section("passages", "The passages", body)))
        sections.append(("reasons", "Reasons", reasons_part(reasons, report.findings)))
    return "".join(_page(sections, view))


def _beside(view: View) -> Iterator[Part]:
    if view.audit is not None:
        yield audit_part(view.audit)
    if view.statistics is not None:
        yield trend_part(view.statistics)


def render_parts(parts: Sequence[Part], view: View) -> str:
    """A page of `parts` alone, for a command that checks no words."""
    return "".join(_page([(one.name, one.title, _part(one)) for one in parts], view))


_ALL_MUTED = (
    '<p class="scripted">Nothing here needs a change. What was seen and not flagged can be shown '
    "with the box above.</p>"
)


def _page(sections: Sequence[tuple[str, str, str]], view: View) -> Iterator[str]:
    style, script = _resource("report.css"), _resource("report.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    titles = {name: title for name, title, _ in sections}
    target = "passages" if "passages" in titles else next(iter(titles))
    goal = titles[target].lower() if target == "passages" else "the report"
    muted = ' class="show-muted"' if view.show_muted else ""
    yield (
        f'<!DOCTYPE html>\n{_IGNORED}\n<html lang="en"{muted}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{_TITLE}: a report</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#{target}">Skip to {goal}</a>\n'
        f"<header><h1>{_TITLE}</h1>"
        "<p>How these materials speak about people who use drugs, and what could be said "
        "instead</p>"
        '<button type="button" id="theme" class="scripted" aria-pressed="false">Dark</button>'
        "</header>\n"
        f"{_navigation(titles)}<main>\n"
    )
    for _, _, body in sections:
        yield f"{body}\n"
    yield (
        f"</main>\n<footer><p>Made by personfirst {shown(view.version)}{_date(view)}. "
        "This file loads nothing and sends nothing.</p></footer>\n"
        '<div id="said" class="unseen" role="status"></div>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _navigation(titles: Mapping[str, str]) -> str:
    """Links to the parts, if there are several."""
    if len(titles) == 1:
        return ""
    links = (f'<li><a href="#{name}">{shown(title)}</a></li>' for name, title in titles.items())
    return f'<nav aria-label="Parts of this report"><ul>{"".join(links)}</ul></nav>\n'


def _date(view: View) -> str:
    """The day, as Americans write it, for a report is kept and passed on."""
    day = view.today
    return f" on {day:%B} {day.day}, {day.year}" if day else ""


def _part(part: Part) -> str:
    return _section(part.name, part.title, part.body)


def _section(name: str, title: str, body: str) -> str:
    return (
        f'<section id="{name}" aria-labelledby="{name}-h">'
        f'<h2 id="{name}-h">{shown(title)}</h2>{body}</section>'
    )


def _unread(report: Report) -> str:
    """What was not read, with the reason: a report that leaves it out would say too much."""
    items = "".join(map(_problem, report.problems))
    notes = plural(len(report.problems), "note")
    lead = f"<p>{notes} about files that could not be checked in full.</p>"
    skipped = "".join(f"<li>{shown(line)}</li>" for line in skipped_lines(report))
    passed = f"<p>Passed over in folders:</p><ul>{skipped}</ul>" if skipped else ""
    listed = f"{lead}<ul>{items}</ul>" if items else ""
    return _section("unread", "Not checked, or not in full", listed + passed)


def _problem(problem: Problem) -> str:
    line = f", line {problem.line:,}" if problem.line else ""
    return f"<li><bdi>{shown_path(problem.path)}</bdi>{line}: {shown(problem.reason)}</li>"


def _resource(name: str) -> str:
    """A file of this package; with LF, as browsers read it before they hash it."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The hash that lets a page's own style or script pass its policy."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
