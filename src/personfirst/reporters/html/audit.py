"""The audit as a part of the HTML report: a status in words, and the passages behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from personfirst.model.audit import Audit, AuditedItem, Evidence, Status
from personfirst.reporters.audit import (
    NOTHING,
    heading,
    looked_for,
    not_audited,
    notes,
    where_of,
)
from personfirst.reporters.html.escaping import shown, shown_path
from personfirst.reporters.html.part import Part
from personfirst.reporters.view import plural

_MOST_PASSAGES = 5
_BADGES = {
    Status.REFLECTED: "good",
    Status.PARTLY: "suggestion",
    Status.MIXED: "warning",
    Status.CONTRADICTED: "error",
    Status.MISSING: "suggestion",
    Status.NOT_EXPECTED: "seen",
}


def audit_part(audit: Audit) -> Part:
    """The section of the page that holds an audit."""
    lead = f"<p>{shown(heading(audit))}.</p>"
    if not audit.items:
        return Part("audit", "Audit", f"{lead}<p>{NOTHING}</p>{_left_out(audit)}")
    rows = "".join(
        f'<tr><th scope="row"><a href="#audit-{one.id}">{shown(one.title)}</a></th>'
        f"<td>{_badge(one.status)}</td></tr>"
        for one in audit.items
    )
    table = (
        '<table class="asked"><caption>Do these materials reflect harm reduction?</caption>'
        '<thead><tr><th scope="col">Asked</th><th scope="col">Found</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    body = "".join(map(_item, audit.items))
    tail = "".join(f"<p>{shown(text)}</p>" for text in notes(audit))
    return Part("audit", "Audit", f"{lead}{table}{body}{_left_out(audit)}{tail}")


def _left_out(audit: Audit) -> str:
    """The files that the audit does not rest on, with the reason."""
    items = "".join(
        f"<li><bdi>{shown_path(one.path)}</bdi>: {shown(one.reason)}</li>"
        for one in not_audited(audit)
    )
    return f"<p><b>Not read, or left out:</b></p><ul>{items}</ul>" if items else ""


def _badge(status: Status) -> str:
    return f'<span class="badge {_BADGES[status]}">{shown(status.value)}</span>'


def _item(item: AuditedItem) -> str:
    name = f"audit-{item.id}"
    return (
        f'<div class="card audited" role="group" aria-labelledby="{name}">'
        f'<h3 id="{name}">{shown(item.title)}: {_badge(item.status)}</h3>'
        f"<p>{shown(item.question)} {shown(item.wording)}</p>{''.join(_behind(item))}</div>"
    )


def _behind(item: AuditedItem) -> Iterator[str]:
    yield from _passages("Speaks for it", item.evidence)
    yield from _passages("Speaks against it", item.counter)
    if item.status in (Status.REFLECTED, Status.NOT_EXPECTED):
        return
    for text in looked_for(item):
        name, _, rest = text.partition(": ")
        yield f"<p><b>{name}:</b> {shown(rest)}</p>"
    yield f"<p><b>Could be added:</b> {shown(item.add)}</p>"


def _passages(title: str, passages: Sequence[Evidence]) -> Iterator[str]:
    if not passages:
        return
    yield f"<p><b>{shown(title)}:</b></p><ul>"
    for one in passages[:_MOST_PASSAGES]:
        yield (
            f"<li><q>{shown(one.sentence)}</q> "
            f"<small>{shown(one.shows)}, in <bdi>{shown_path(where_of(one))}</bdi></small></li>"
        )
    rest = len(passages) - _MOST_PASSAGES
    if rest > 0:
        yield f"<li>and {plural(rest, 'more passage')}</li>"
    yield "</ul>"
