"""Masking of template code, so that only what people read is left to parse.

Jekyll, Liquid, Jinja, Twig, Nunjucks, Handlebars, Hugo, ERB, EJS and PHP all write code between
signs. Each stretch is replaced, character for character, by `FILL`, so every offset stays true. A
stretch that fills whole lines becomes blank lines instead: it would otherwise glue the paragraphs
above and below it together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from personfirst.formats.base import FILL

if TYPE_CHECKING:
    from personfirst.formats.seek import Seeker
    from personfirst.formats.suppressions import Comment

_OPENING = re.compile(r"\{\{|\{%|\{#|\{:|<%|<\?(?:php|=)")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}", "{:": "}", "<%": "%>", "<?": "?>"}
_RAW = re.compile(r"\{%-?\s*(comment|highlight|schema|javascript|stylesheet|style|code)\b")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n|\r[ \t]*\r")
_LINE_END = re.compile(r"[\r\n]")
_SPACE = " \t\r\n-"
_SCRIPT_END = re.compile(r"</(?:script|style)", re.IGNORECASE)
_CONTAINER = re.compile(r"^([ \t>]*)(:{3,}[ \t]*[\w-]*(?:[ \t]*\{[^}\n]*\})?)", re.MULTILINE)
_LONE = re.compile(rf"^[ \t]*{FILL}[{FILL} \t]*(?=\r?$)", re.MULTILINE)
_SIGNS = " \t\r\n{}<>%?#!=*/-"
_LONGEST_COMMENT = 2_000


class Masked(NamedTuple):
    """A text of the same length with its template code masked, and the comments in that code."""

    view: str
    comments: tuple[Comment, ...]


def mask(text: str, *, page: bool = True, code: Sequence[tuple[int, int]] = ()) -> Masked:
    """Mask the template code of a page or a Markdown file.

    `page` says that the text is HTML, where code may span blank lines; in Markdown it may not, so
    that a stray `{{` in an example hides no more than its own paragraph. `code` are further ranges
    to mask, such as the expressions of MDX. Linear in the text.
    """
    ranges = [*code, *(_signed(text, page) if _OPENING.search(text) else ())]
    if not page:
        ranges += [found.span(2) for found in _CONTAINER.finditer(text)]
    if not ranges:
        return Masked(text, ())
    return Masked(_filled(text, _merged(ranges), page=page), _comments(text, ranges))


def _signed(text: str, page: bool) -> Iterator[tuple[int, int]]:
    """The ranges of template code between signs, in order, signs included."""
    from personfirst.formats.seek import Seeker

    seek = Seeker(text)
    position, size = 0, len(text)
    while opening := _OPENING.search(text, position):
        start, sign = opening.start(), opening[0][:2]
        if sign == "{:" and page:
            position = opening.end()
            continue
        end = _end(text, start, sign, seek, page)
        if end is None:
            position = opening.end()
            continue
        if sign == "{%" and (raw := _RAW.match(text, start)):
            stop = seek.pattern(_raw_end(raw[1]), end)
            end = stop[1] if stop[0] < size else end
        yield start, end
        position = end


def _end(text: str, start: int, sign: str, seek: Seeker, page: bool) -> int | None:
    """Where the code that begins at `start` ends; None where it is no code after all."""
    inner = start + len(sign)
    closing = _CLOSING[sign]
    if sign == "{{" and text.startswith(("{{/*", "{{- /*", "{{!--"), start):
        closing = "--}}" if text[inner] == "!" else "*/"
        at = seek.string(closing, inner)
        closing, at = ("}}", seek.string("}}", at)) if closing == "*/" else (closing, at)
    else:
        at = seek.string(closing, inner)
    if at == len(text):
        return len(text) if sign == "<?" else None
    end = at + len(closing)
    if sign == "{{":
        while end < len(text) and text[end] == "}" and end - at < 4:
            end += 1
    if sign in ("{{", "{%", "{:") and (
        (not page and seek.pattern(_BLANK_LINE, start)[0] < at)
        or (page and seek.pattern(_SCRIPT_END, start)[0] < at)
    ):
        return None
    if sign == "{:" and seek.pattern(_LINE_END, start)[0] < at:
        return None
    if sign == "{#" and text[inner] not in _SPACE and seek.string("}", inner) < at:
        return None
    return end


@cache
def _raw_end(name: str) -> re.Pattern[str]:
    """The sign that ends a stretch of Liquid that is no text."""
    return re.compile(r"\{%-?\s*end" + name + r"\s*-?%\}")


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def _filled(text: str, ranges: list[tuple[int, int]], *, page: bool) -> str:
    """The text with ranges masked; in Markdown a line of nothing else becomes a blank line."""
    parts, position = [], 0
    for start, end in ranges:
        parts += [text[position:start], FILL * (end - start)]
        position = end
    parts.append(text[position:])
    filled = "".join(parts)
    return filled if page else _LONE.sub(lambda line: " " * len(line[0]), filled)


def _comments(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Comment, ...]:
    """The comments in template code that silence findings."""
    from personfirst.formats.directives import is_directive
    from personfirst.formats.suppressions import Comment

    return tuple(
        Comment(start, end, body)
        for start, end in ranges
        if end - start <= _LONGEST_COMMENT and is_directive(body := _comment_body(text[start:end]))
    )


def _comment_body(code: str) -> str:
    """What a comment in template code says, without the signs around it."""
    body = code.strip(_SIGNS)
    for word in ("comment", "php"):
        body = body.removeprefix(word).strip(_SIGNS)
    return body.removesuffix("endcomment").strip(_SIGNS)
