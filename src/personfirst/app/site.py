"""A built site: what every page repeats is said once, and the source of a page is named.

This changes how findings are reported, never which there are: a run's exit status is the one of all
of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from personfirst.app.discover import shown_path
from personfirst.model.report import Report

if TYPE_CHECKING:
    from personfirst.app.site_sources import Sources
    from personfirst.model.finding import Finding

BUILT = frozenset({"_site", "public", "dist", "build"})
"""Names of folders that site generators write."""
MANY_PAGES = 3
MUCH_OF_A_SITE = 0.3
"""Text counts as repeated on so many pages, or on two that are this share of the files checked."""

_PAGES = (".html", ".htm", ".xhtml")

_Key = tuple[str, ...]


def gathered(
    report: Report, sites: Sequence[str | Path] = (), sources: Sources | None = None
) -> Report:
    """The report with repeated findings of built sites said once and, with `sources`, at the place
    in the source that they come from. `sites` are built folders besides those named as such.
    """
    roots = [PurePosixPath(shown_path(one)) for one in sites]
    findings = _said_once(report, roots)
    if sources is None:
        return report._replace(findings=tuple(findings))
    lines = {path: dict(texts) for path, texts in report.sources.items()}
    placed = []
    for one in findings:
        found = sources.place(one) if _site_of(one.place.path, roots) is not None else None
        if found is None:
            placed.append(one)
            continue
        lines.setdefault(found.finding.place.path, {}).update(found.lines)
        placed.append(found.finding)
    return report._replace(findings=tuple(_merged(placed)), sources=lines)


def _said_once(report: Report, roots: Sequence[PurePosixPath]) -> Iterator[Finding]:
    """The findings in their order, without those that repeat an earlier page's."""
    groups: dict[_Key, list[Finding]] = {}
    keys: list[tuple[_Key | None, Finding]] = []
    seen: dict[tuple[_Key, str], int] = {}
    for one in report.findings:
        site = _site_of(one.place.path, roots)
        if site is None:
            keys.append((None, one))
            continue
        muted = one.muted.filter if one.muted else ""
        key: _Key = (site, one.rule, one.severity.value, muted, one.text, one.excerpt)
        at = seen[key, one.place.path] = seen.get((key, one.place.path), 0) + 1
        key = (*key, str(at))
        groups.setdefault(key, []).append(one)
        keys.append((key, one))
    for found, one in keys:
        group = groups[found] if found is not None else [one]
        if not _is_repeated(len(group), report.files):
            yield one
        elif group[0] is one:
            yield one._replace(pages=tuple(other.place.path for other in group[1:]))


def _is_repeated(pages: int, files: int) -> bool:
    return pages >= MANY_PAGES or (pages > 1 and pages >= MUCH_OF_A_SITE * files)


def _site_of(path: str, roots: Sequence[PurePosixPath]) -> str | None:
    """The built folder that a page lies in; None for what is no page of a built site."""
    if not path.lower().endswith(_PAGES):
        return None
    page = PurePosixPath(path)
    for root in roots:
        if page.is_relative_to(root):
            return str(root)
    for at, name in enumerate(page.parts[:-1]):
        if name in BUILT:
            return str(PurePosixPath(*page.parts[: at + 1]))
    return None


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, those that come from one place in the sources as one."""
    kept: dict[_Place, Finding] = {}
    for one in findings:
        told = one.place.path, one.place.start, one.rule, one.built and one.text
        place = _Place(*told, one.muted is None)
        first = kept.get(place) if one.built else None
        if first is None:
            kept[place if one.built else place._replace(number=len(kept))] = one
            continue
        pages = (*first.pages, one.built, *one.pages)
        others = tuple(dict.fromkeys(page for page in pages if page != first.built))
        kept[place] = first._replace(pages=others)
    return list(kept.values())


class _Place(NamedTuple):
    """What makes two findings one; a `number` sets one apart."""

    path: str
    start: int | None
    rule: str
    text: str
    counts: bool
    number: int = -1
