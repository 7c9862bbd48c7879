"""Rules as text and as JSON: a list, one rule explained, and what its examples said."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from personfirst.model.rule import FORMS, Alternative, Example, Rule
from personfirst.reporters.view import View, plural
from personfirst.rewrite.wording import readable
from personfirst.rulebook.ruleset import Source

_MOST_WIDTH = 88


class ExampleResult(Protocol):
    """What running one example of a rule said; `reason` holds what was expected and found."""

    @property
    def rule(self) -> Rule: ...
    @property
    def example(self) -> Example: ...
    @property
    def index(self) -> int: ...
    @property
    def passed(self) -> bool: ...
    @property
    def reason(self) -> str: ...


class WordGroup(Protocol):
    """Words of which a list says the same."""

    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def attributes(self) -> Mapping[str, str]: ...


class WordList(Protocol):
    """A list of words that rules share."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def groups(self) -> Iterable[WordGroup]: ...


class _Text(NamedTuple):
    """A text, and what stands before its first line and before the others."""

    text: str
    first: str = "  "
    rest: str = "  "

    def lines(self, width: int) -> list[str]:
        """Its lines of at most `width` columns, unless one word is longer."""
        return textwrap.wrap(
            self.text,
            width,
            initial_indent=self.first,
            subsequent_indent=self.rest,
            break_on_hyphens=False,
            break_long_words=False,
        )


def list_text(rules: Iterable[Rule], view: View) -> str:
    """One line for each rule: id, severity, category, title."""
    shown = list(rules)
    name = max((len(rule.id) for rule in shown), default=0)
    category = max((len(rule.category) for rule in shown), default=0)
    return "".join(
        f"{view.paint(f'{rule.id:<{name}}', 'bold')}  "
        f"{view.paint(f'{rule.severity:<10}', rule.severity)}  "
        f"{rule.category:<{category}}  {rule.title}{'' if rule.enabled else ' (opt-in)'}\n"
        for rule in shown
    )


def list_json(rules: Iterable[Rule], sources: Mapping[str, Source]) -> str:
    """The rules as a JSON array of the objects that `rule_json` writes."""
    return _dump([_rule(rule, sources) for rule in rules])


def rule_text(rule: Rule, sources: Mapping[str, Source], view: View) -> str:
    """A page about one rule, for a reader who has never seen a rule file."""
    facts = f"{rule.severity}, {rule.category}" + ("" if rule.enabled else ", opt-in")
    lines = [view.paint(f"{rule.id}: {rule.title}", "bold"), facts]
    for heading, body in _sections(rule, sources):
        if body:
            wrapped = (line for text in body for line in text.lines(min(view.width, _MOST_WIDTH)))
            lines += ["", view.paint(heading, "bold"), *wrapped]
    return "\n".join(lines) + "\n"


def rule_json(rule: Rule, sources: Mapping[str, Source]) -> str:
    """One rule as a JSON object."""
    return _dump(_rule(rule, sources))


def outcome_text(results: Iterable[ExampleResult], view: View, *, flaws: int = 0) -> str:
    """The examples that do not hold, each with what was expected and found, and a count; `flaws`
    is how many rules are unfit for use all the same.
    """
    ran = list(results)
    failed = [result for result in ran if not result.passed]
    lines = [line for result in failed for line in _failure(result, view)]
    rules = len({result.rule.id for result in ran})
    scope = f"{plural(len(ran), 'example')} in {plural(rules, 'rule')}"
    if not ran:
        lines.append("No examples were run")
    elif failed:
        lines.append(view.paint(f"{len(failed):,} of {scope} failed", "error"))
    elif flaws:
        lines.append(view.paint(f"{scope}: all hold; {plural(flaws, 'other error')}", "error"))
    else:
        lines.append(view.paint(f"{scope}: all hold", "good"))
    return "\n".join(lines) + "\n"


def lists_text(lists: Iterable[WordList], view: View) -> str:
    """One line for each list of words: its name, what it is, what it is about."""
    shown = list(lists)
    name = max((len(one.name) for one in shown), default=0)
    return "".join(
        f"{view.paint(f'{one.name:<{name}}', 'bold')}  {one.kind:<5} {one.about}\n" for one in shown
    )


def words_text(words: WordList, view: View) -> str:
    """All that a list of words holds, with what is said of each word."""
    lines = [view.paint(f"{words.name} ({words.kind}): {words.about}", "bold")]
    for group in words.groups:
        said = "; ".join(f"{key}: {value}" for key, value in group.attributes.items())
        text = _entry(f"{', '.join(group.words)}{f' ({said})' if said else ''}")
        lines += text.lines(min(view.width, _MOST_WIDTH))
    return "\n".join(lines) + "\n"


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with its spans in square brackets, as rule files write them."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def _sections(rule: Rule, sources: Mapping[str, Source]) -> Iterator[tuple[str, list[_Text]]]:
    yield "Why", [_Text(rule.why)]
    yield "What to write", [*_rewrites(rule), *([_Text(rule.advice)] if rule.advice else [])]
    yield "Accepted in", [_Text(style) for style in rule.accepted_in]
    yield "Flagged", [line for one in rule.examples if one.spans for line in _example(one)]
    yield "Left alone", [line for one in rule.examples if not one.spans for line in _example(one)]
    means = (condition.means for condition in rule.unless if condition.means)
    yield "Stays silent when it means", list(map(_entry, means))
    yield "Sources", [line for name in rule.sources for line in _source(name, sources)]


def _rewrites(rule: Rule) -> Iterator[_Text]:
    """The alternatives of each style, the forms of one joined by a comma."""
    width = max((len(style) for style in rule.rewrite), default=0)
    for style, alternatives in rule.rewrite.items():
        for index, alternative in enumerate(alternatives):
            first = f"  {'' if index else style:<{width}}  "
            yield _Text(_forms(alternative), first, " " * len(first))


def _forms(alternative: Alternative) -> str:
    forms = [alternative.forms[form] for form in FORMS if form in alternative.forms]
    return ", ".join(dict.fromkeys(map(readable, forms)))


def _example(example: Example) -> Iterator[_Text]:
    reason = f" ({example.because})" if example.because else ""
    yield _entry(marked(example.text, example.spans) + reason)
    for style, fix in example.fixes.items():
        yield _Text(f"{style}: {fix}", "      ", "      ")


def _source(name: str, sources: Mapping[str, Source]) -> Iterator[_Text]:
    source = sources.get(name)
    if source is None:
        yield _entry(name)
        return
    year = f" ({source.year})" if source.year else ""
    yield _entry(f"{source.publisher}: {source.title}{year}")
    if source.url:
        yield _Text(source.url, "    ")


def _entry(text: str) -> _Text:
    """A text in a list."""
    return _Text(text, "  - ", "    ")


def _failure(result: ExampleResult, view: View) -> Iterator[str]:
    kind = "flag" if result.example.spans else "pass"
    title = f"{result.rule.id}: example {result.index + 1} ({kind}, line {result.example.line})"
    yield view.paint(title, "bold")
    yield f"  {kind}: {marked(result.example.text, result.example.spans)}"
    yield from (f"  {line}" for line in result.reason.splitlines())
    yield ""


def _rule(rule: Rule, sources: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "category": rule.category,
        "kind": rule.kind,
        "severity": rule.severity.value,
        "enabled": rule.enabled,
        "why": rule.why,
        "advice": rule.advice,
        "rewrite": {
            style: [dict(alternative.forms) for alternative in alternatives]
            for style, alternatives in rule.rewrite.items()
        },
        "accepted_in": list(rule.accepted_in),
        "silent_when": [condition.means for condition in rule.unless if condition.means],
        "examples": [
            {
                "text": example.text,
                "spans": [list(span) for span in example.spans],
                "because": example.because or None,
                "fixes": dict(example.fixes),
            }
            for example in rule.examples
        ],
        "sources": [_source_fields(name, sources.get(name)) for name in rule.sources],
        "tags": list(rule.tags),
        "since": rule.since or None,
    }


def _source_fields(name: str, source: Source | None) -> dict[str, Any]:
    if source is None:
        return {"id": name}
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "year": source.year,
        "url": source.url,
    }


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
