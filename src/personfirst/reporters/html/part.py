"""A section of the HTML report that stands beside the findings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A section, such as an audit.

    `name` is its id in the page, of letters and hyphens. `body` is HTML that is put in as it
    stands: its maker escapes the text in it (`escaping.shown`) and uses headings from h3 on, no
    style attributes and no scripts, for the page forbids them. report.css has classes to use, such
    as `cards`, `card`, `passage`, `badge good`, `note` and `bars`.
    """

    name: str
    title: str
    body: str


def card(name: str, title: str, body: str) -> str:
    """A box of a section, with a heading of its own."""
    return (
        f'<div class="card" role="group" aria-labelledby="{name}-h">'
        f'<h3 id="{name}-h">{title}</h3>{body}</div>'
    )
