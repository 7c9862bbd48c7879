"""The passages, file by file: the text in context, and for each finding why, and what to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from personfirst.model.finding import Finding, RoleWords, Suggestion
from personfirst.reporters.html.escaping import shown, shown_path, value
from personfirst.reporters.html.reasons import Reason
from personfirst.reporters.html.words import SEVERITIES, because, folder_of, phrase_of, where
from personfirst.reporters.view import headline, plural

_MOST_WORDINGS = 4
_MOST_LETTERS = 80
_OURS = "personfirst"
_OUR_OWN = "the project’s own judgment"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document with all that was found in it, in order."""

    findings: tuple[Finding, ...]


def file_parts(findings: Iterable[Finding], reasons: Mapping[str, Reason]) -> Iterator[str]:
    """A section for each file, in the order of the report."""
    number = 0
    for index, (path, group) in enumerate(groupby(findings, key=lambda one: one.place.path)):
        found = tuple(group)
        passages = []
        for passage in _passages(found):
            number += 1
            passages.append(_passage(passage, number, reasons))
        counted = [one for one in found if one.muted is None]
        muted = "" if counted else " muted"
        said = plural(len(counted), "passage") if counted else "nothing to change"
        count = f'<span class="count" data-total="{len(counted)}">{said}</span>'
        yield (
            f'<section class="file{muted}" aria-labelledby="file-{index}">'
            f'<h3 id="file-{index}"><bdi>{shown_path(path)}</bdi> '
            f"{count}</h3>{''.join(passages)}</section>"
        )


def _passages(findings: Sequence[Finding]) -> Iterator[Passage]:
    """Findings that share a sentence are one passage. The same sentence further on is another."""
    gathered: list[Finding] = []
    for one in findings:
        last = gathered[-1] if gathered else one
        same = (one.excerpt, one.place.label) == (last.excerpt, last.place.label)
        again = any((one.rule, one.marked) == (old.rule, old.marked) for old in gathered)
        if gathered and (not same or again or one.marked is None):
            yield Passage(tuple(gathered))
            gathered = []
        gathered.append(one)
    if gathered:
        yield Passage(tuple(gathered))


def _passage(passage: Passage, number: int, reasons: Mapping[str, Reason]) -> str:
    first = passage.findings[0]
    muted = " muted" if all(one.muted for one in passage.findings) else ""
    found = "".join(
        _finding(one, f"{number}-{index}", reasons) for index, one in enumerate(passage.findings)
    )
    return (
        f'<article class="passage{muted}" aria-labelledby="p{number}">'
        f'<h4 id="p{number}">{shown(where(first))}</h4>'
        f'<blockquote><p dir="auto">{_context(passage, number)}</p></blockquote>{found}</article>'
    )


def _context(passage: Passage, number: int) -> str:
    """The sentence with the words of each finding marked; where two overlap, the first is seen."""
    text = passage.findings[0].excerpt
    marks: list[tuple[int, int, int, Finding]] = []
    for index, one in enumerate(passage.findings):
        start, end = one.marked or (0, 0)
        if 0 <= start < end <= len(text):
            marks.append((start, end, index, one))
    # What counts comes before what does not, and the shorter of two before the longer.
    marks.sort(key=lambda mark: (mark[3].muted is not None, mark[1] - mark[0]))
    edges = sorted({0, len(text), *(at for start, end, *_ in marks for at in (start, end))})
    parts: list[tuple[int | None, str]] = []
    for start, end in pairwise(edges):
        owner = next((mark[2] for mark in marks if mark[0] <= start and end <= mark[1]), None)
        if parts and parts[-1][0] == owner:
            parts[-1] = owner, parts[-1][1] + text[start:end]
        else:
            parts.append((owner, text[start:end]))
    return "".join(_stretch(owner, words, passage, number) for owner, words in parts)


def _stretch(owner: int | None, words: str, passage: Passage, number: int) -> str:
    # `shown` collapses white space, and a stretch may begin or end with the space between words.
    lead = " " if words[:1].isspace() else ""
    tail = " " if words.strip() and words[-1:].isspace() else ""
    text = f"{lead}{shown(words)}{tail}"
    if owner is None:
        return text
    one = passage.findings[owner]
    style = "seen" if one.muted else one.severity.value
    return f'<mark class="{style}" data-for="{number}-{owner}">{text}</mark>'


def _finding(finding: Finding, key: str, reasons: Mapping[str, Reason]) -> str:
    reason = reasons[finding.rule]
    muted = finding.muted
    parts = [_what(finding, reason)]
    if muted is not None:
        parts.append(f'<p class="why">Seen, not flagged, because {shown(because(muted))}.</p>')
    else:
        why = finding.why or reason.why
        parts += [f'<p class="why">{shown(why)}</p>'] if why else []
        parts += [_advice(reason)] if reason.advice else []
        parts += [_wordings(finding)] if finding.wordings else []
        parts += [_roles(finding.roles)] if finding.roles else []
        parts.append(_sources(finding, reason))
    severity = "muted" if muted else finding.severity.value
    return (
        f'<div class="finding {severity}" data-key="{key}" data-severity="{finding.severity.value}"'
        f' data-rule="{value(finding.rule)}" data-category="{value(finding.category)}"'
        f' data-phrase="{value(phrase_of(finding))}"'
        f' data-file="{value(finding.place.path)}"'
        f' data-folder="{value(folder_of(finding.place.path))}"'
        f"{' data-muted' if muted else ''}>{''.join(parts)}</div>"
    )


def _what(finding: Finding, reason: Reason) -> str:
    """The severity, the words, and what is the matter with them."""
    name = "Seen" if finding.muted else SEVERITIES[finding.severity][0]
    style = "seen" if finding.muted else finding.severity.value
    title = reason.title or headline(finding)
    return (
        f'<p class="what"><span class="badge {style}">{name}</span> '
        f"<strong>“<bdi>{shown(_short(finding.text))}</bdi>”</strong> {shown(title)}</p>"
    )


def _advice(reason: Reason) -> str:
    return f'<p class="advice"><b>What helps:</b> {shown(reason.advice)}</p>'


def _wordings(finding: Finding) -> str:
    """What to write, each once and with a button that copies it; then the whole sentence."""
    own = " ".join(finding.text.split())
    items: list[str] = []
    told: set[str] = set()
    for one in finding.wordings:
        if one.text in told or len(told) == _MOST_WORDINGS:
            continue
        told.add(one.text)
        other = one.replaces and one.replaces != own
        words = f" <small>for “<bdi>{shown(_short(one.replaces))}</bdi>”</small>" if other else ""
        items.append(f"<li>{_copied(one.text)}{words}</li>")
    result = _result(finding.wordings[0])
    return f'<div class="write"><b>Write instead:</b> <ul>{"".join(items)}</ul>{result}</div>'


def _result(first: Suggestion) -> str:
    if not first.result or first.result == first.text:
        return ""
    return f'<p class="result"><b>It then reads:</b> {_copied(first.result, "the sentence")}</p>'


def _copied(text: str, name: str = "") -> str:
    """Words to copy. The button takes them from the element before it, so they stand here once."""
    label = name or f"“{shown(_short(text))}”"
    return (
        f'<bdi class="rewrite">{shown(text)}</bdi> '
        f'<button type="button" class="copy scripted" aria-label="Copy {label}">Copy</button>'
    )


def _roles(roles: Sequence[RoleWords]) -> str:
    """Which words of a story were read as what."""
    items = "".join(
        f"<li>{shown(one.about)}: “<bdi>{shown(one.text)}</bdi>”"
        f"{f' ({shown(one.meaning)})' if one.meaning else ''}</li>"
        for one in roles
    )
    return f"<details><summary>How the passage was read</summary><ul>{items}</ul></details>"


def _sources(finding: Finding, reason: Reason) -> str:
    """Who says so, by name; the rest stands with the rule."""
    names = list(dict.fromkeys(one.publisher for one in reason.sources))
    names = [name for name in names if name != _OURS] or [_OUR_OWN] * bool(names)
    shorter = ", ".join(map(shown, names[:3]))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    said = f"Sources: {shorter}{more}" if names else "About this rule"
    return (
        f'<p class="sources"><a href="#{reason.anchor}">{said} '
        f'<span class="rule">({shown(finding.rule)})</span></a></p>'
    )


def _short(words: str) -> str:
    """Words on one line, without what is too long to be a name for them."""
    line = " ".join(words.split())
    return line if len(line) <= _MOST_LETTERS else f"{line[: _MOST_LETTERS - 1].rstrip()}…"
