"""A rule explained in a few paragraphs, as text and as Markdown: for formats that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from personfirst.model.choices import STYLES
from personfirst.model.rule import Example, Rule
from personfirst.reporters.markup import markdown_text
from personfirst.rewrite.wording import readable
from personfirst.rulebook.ruleset import Source

_MOST_EXAMPLES = 3


def help_text(rule: Rule, sources: Mapping[str, Source]) -> str:
    """The explanation as plain text."""
    paragraphs = [rule.why]
    for heading, items in _sections(rule, sources):
        paragraphs.append("\n".join([f"{heading}:", *(f"- {item}" for item in items)]))
    return "\n\n".join(paragraphs)


def help_markdown(rule: Rule, sources: Mapping[str, Source]) -> str:
    """The explanation as Markdown, in which the rule's own words are no markup."""
    paragraphs = [markdown_text(rule.why)]
    for heading, items in _sections(rule, sources):
        lines = (f"- {markdown_text(item)}" for item in items)
        paragraphs.append("\n".join([f"**{heading}**", "", *lines]))
    return "\n\n".join(paragraphs)


def _sections(rule: Rule, sources: Mapping[str, Source]) -> Iterator[tuple[str, list[str]]]:
    """Headings with what stands under each; none that is empty."""
    flagged = [_marked(one) for one in rule.examples if one.spans][:_MOST_EXAMPLES]
    silent = list(dict.fromkeys(one.means for one in rule.unless if one.means))
    sections = {
        "What to write": [*([rule.advice] if rule.advice else []), *_rewrites(rule)],
        "Examples": flagged,
        "Stays silent when it means": silent,
        "Sources": [_source(name, sources) for name in rule.sources],
    }
    yield from ((heading, items) for heading, items in sections.items() if items)


def _rewrites(rule: Rule) -> list[str]:
    """A line for each house style."""
    lines = []
    for style in STYLES:
        if style in rule.accepted_in:
            lines.append(f"{style}: accepted as it is")
        elif style in rule.rewrite:
            words = (" / ".join(dict.fromkeys(one.forms.values())) for one in rule.rewrite[style])
            lines.append(f"{style}: {'; or '.join(map(readable, words))}")
    return lines


def _marked(example: Example) -> str:
    """An example with what is found in it in brackets, on one line."""
    text = example.text
    for start, end in sorted(example.spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return " ".join(text.split())


def _source(name: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(name)
    if source is None:
        return name
    year = f" ({source.year})" if source.year else ""
    return f"{source.publisher}: {source.title}{year}. {source.url}".strip()
