"""The rules that found something: why, what to write, and the guides and studies behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from personfirst.model.finding import Finding
from personfirst.model.rule import Rule
from personfirst.reporters.html.escaping import address, shown, value
from personfirst.reporters.html.words import category_name
from personfirst.reporters.view import View, headline, plural
from personfirst.rulebook.ruleset import RuleSet, Source


@dataclass(frozen=True, slots=True)
class Reason:
    """What a report says about a rule; only what its findings tell, where the rule is not known."""

    rule: str
    category: str
    anchor: str
    title: str = ""
    why: str = ""
    advice: str = ""
    sources: tuple[Source, ...] = ()


def reasons_of(findings: Iterable[Finding], view: View) -> Mapping[str, Reason]:
    """The reasons by rule id, in the order of the ids."""
    first: dict[str, Finding] = {}
    for one in findings:
        first.setdefault(one.rule, one)
    return {
        name: _reason(first[name], f"rule-{number}", view)
        for number, name in enumerate(sorted(first))
    }


def _reason(finding: Finding, anchor: str, view: View) -> Reason:
    rule = _known(finding.rule, view.rulebook)
    if rule is None or view.rulebook is None:
        return Reason(finding.rule, finding.category, anchor, headline(finding), finding.why)
    known = view.rulebook.sources
    return Reason(
        rule=rule.id,
        category=rule.category,
        anchor=anchor,
        title=rule.title,
        why=rule.why,
        advice=rule.advice,
        sources=tuple(known[name] for name in rule.sources if name in known),
    )


def _known(name: str, rulebook: RuleSet | None) -> Rule | None:
    if rulebook is None:
        return None
    try:
        return rulebook.rule(name)
    except KeyError:
        return None


def reasons_part(reasons: Mapping[str, Reason], findings: Iterable[Finding]) -> str:
    """The last section: each rule with its sources, once."""
    counts = Counter(one.rule for one in findings if one.muted is None)
    items = "".join(_rule(one, counts[one.rule]) for one in reasons.values())
    return (
        '<section id="reasons" aria-labelledby="reasons-h">'
        '<h2 id="reasons-h">Reasons and sources</h2>'
        "<p>Each rule that found something, with the guides and studies it rests on. The links "
        f"lead out of this report, and only if you follow them.</p>{items}</section>"
    )


def _rule(reason: Reason, count: int) -> str:
    found = (
        f'<a href="#passages" data-choose="rule" data-value="{value(reason.rule)}">'
        f"{plural(count, 'passage')}</a>"
        if count
        else "seen, not flagged"
    )
    parts = [
        f'<h3 id="{reason.anchor}" tabindex="-1">{shown(reason.title or reason.rule)}</h3>',
        f'<p class="note"><code>{shown(reason.rule)}</code> · '
        f"{shown(category_name(reason.category))} · {found}</p>",
    ]
    parts += [f"<p>{shown(reason.why)}</p>"] if reason.why else []
    parts += [f"<p><b>What helps:</b> {shown(reason.advice)}</p>"] if reason.advice else []
    if reason.sources:
        parts.append(f"<ul>{''.join(map(_source, reason.sources))}</ul>")
    muted = "" if count else " muted"
    return (
        f'<article class="reason{muted}" aria-labelledby="{reason.anchor}">'
        f"{''.join(parts)}</article>"
    )


def _source(source: Source) -> str:
    year = f" ({shown(source.year)})" if source.year and source.year != "n.d." else ""
    url = address(source.url)
    title = shown(source.title)
    if url:
        title = f'<a href="{url}" rel="noreferrer noopener">{title}</a>'
    return f"<li>{shown(source.publisher)}: {title}{year}</li>"
