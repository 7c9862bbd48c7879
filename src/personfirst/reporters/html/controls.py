"""The form that narrows the passages: search, severities, category, file, rule, and what is muted.

Without a script it is not there, and all passages are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from personfirst.model.finding import Finding
from personfirst.reporters.html.escaping import value
from personfirst.reporters.html.reasons import Reason
from personfirst.reporters.html.words import SEVERITIES, category_name, folder_name, folder_of
from personfirst.reporters.view import plural


def controls(
    findings: tuple[Finding, ...], reasons: Mapping[str, Reason], *, show_muted: bool
) -> str:
    """The form, with the number of passages that each choice leaves, muted ones aside."""
    counted = [one for one in findings if one.muted is None]
    muted = len(findings) - len(counted)
    fields = [
        '<div class="field"><label for="by-search">Search</label> <input type="search" '
        'id="by-search" name="search" autocomplete="off" spellcheck="false"></div>',
        _severities(counted),
        _select("category", "Kind", _categories(counted)),
        _select("file", "File", _files(counted)),
        _select("rule", "Rule", _rules(counted, reasons)),
    ]
    if muted:
        checked = " checked" if show_muted else ""
        fields.append(
            f'<label class="check"><input type="checkbox" name="muted"{checked}> '
            f"Also show {muted:,} seen, not flagged</label>"
        )
    fields.append('<button type="button" id="all">Show all</button>')
    status = plural(len(counted), "passage")
    return (
        f'<form id="filters" class="scripted" role="search" aria-label="Passages">'
        f'<details class="fields" open><summary>Choose</summary>{"".join(fields)}</details></form>'
        f'<p id="status" class="scripted" role="status" data-total="{len(counted)}">{status}</p>'
        '<p id="none" hidden>No passage is left with these choices. '
        "“Show all” brings them back.</p>"
    )


def _severities(findings: Iterable[Finding]) -> str:
    counts = Counter(one.severity for one in findings)
    boxes = "".join(
        f'<label class="check"><input type="checkbox" name="severity" value="{severity.value}" '
        f'checked> <span class="badge {severity.value}">{name}</span> {counts[severity]:,}</label>'
        for severity, (name, _) in SEVERITIES.items()
    )
    return f'<fieldset><legend class="unseen">How much it matters</legend>{boxes}</fieldset>'


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    items = "".join(
        f'<option value="{value(given)}">{value(said)}</option>' for given, said in options
    )
    every = f'<option value="">All</option>{items}'
    return (
        f'<div class="field"><label for="by-{name}">{label}</label> '
        f'<select id="by-{name}" name="{name}">{every}</select></div>'
    )


def _categories(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    counts = Counter(one.category for one in findings)
    return [(name, f"{category_name(name)} ({count:,})") for name, count in counts.most_common()]


def _files(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Each folder, if there are several, before its files."""
    counts = Counter(one.place.path for one in findings)
    folders: dict[str, list[str]] = {}
    for path in counts:
        folders.setdefault(folder_of(path), []).append(path)
    options = []
    for folder in sorted(folders):
        if len(folders) > 1:
            total = sum(counts[path] for path in folders[folder])
            options.append((f"folder:{folder}", f"Folder {folder_name(folder)} ({total:,})"))
        options += [(path, f"{path} ({counts[path]:,})") for path in sorted(folders[folder])]
    return options


def _rules(findings: Iterable[Finding], reasons: Mapping[str, Reason]) -> list[tuple[str, str]]:
    counts = Counter(one.rule for one in findings)
    return [(name, f"{name}: {reasons[name].title} ({counts[name]:,})") for name in sorted(counts)]
