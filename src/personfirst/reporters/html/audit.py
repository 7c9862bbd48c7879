"""The audit as a part of the HTML report: a status in words, and the passages behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from personfirst.model.audit import Audit, AuditedItem, Evidence, Status
from personfirst.reporters.audit import LIMITS, heading, where_of
from personfirst.reporters.html.escaping import shown
from personfirst.reporters.html.part import Part
from personfirst.reporters.view import plural

_MOST_PASSAGES = 5


def audit_part(audit: Audit) -> Part:
    """The section of the page that holds an audit."""
    rows = "".join(
        f'<tr><th scope="row"><a href="#audit-{one.id}">{shown(one.title)}</a></th>'
        f"<td>{shown(one.status.value)}</td></tr>"
        for one in audit.items
    )
    table = (
        "<table><caption>Do these materials reflect harm reduction?</caption>"
        '<thead><tr><th scope="col">Asked</th><th scope="col">Found</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    body = "".join(part for item in audit.items for part in _item(item))
    text = f"<p>{shown(heading(audit))}.</p>{table}{body}<p>{shown(LIMITS)}</p>"
    return Part("audit", "Audit", text)


def _item(item: AuditedItem) -> Iterator[str]:
    yield f'<h3 id="audit-{item.id}">{shown(item.title)}: {shown(item.status.value)}</h3>'
    yield f"<p>{shown(item.question)} {shown(item.wording)}</p>"
    yield from _passages("Speaks for it", item.evidence)
    yield from _passages("Speaks against it", item.counter)
    if item.status not in (Status.REFLECTED, Status.NOT_EXPECTED):
        yield f"<p>Looked for: {shown('; '.join(item.looked_for))}.</p>"
        yield f"<p>Could be added: {shown(item.add)}</p>"


def _passages(title: str, passages: Sequence[Evidence]) -> Iterator[str]:
    if not passages:
        return
    yield f"<p>{shown(title)}:</p><ul>"
    for one in passages[:_MOST_PASSAGES]:
        where = f"{where_of(one)}: {one.shows}"
        yield f"<li><q>{shown(one.sentence)}</q><br>{shown(where)}</li>"
    rest = len(passages) - _MOST_PASSAGES
    if rest > 0:
        yield f"<li>and {plural(rest, 'more passage')}</li>"
    yield "</ul>"
