"""Comments that silence findings: what they reach, one for all formats.

    personfirst: ignore[drug-user, junkie] until=2027-01-31 -- quoted from the 1988 report

`ignore` silences its own line, or the next line with text where the comment stands alone;
`ignore-next-line` always the next; `ignore-start` … `ignore-end` a region (to the end of the file
where it is never closed); `ignore-file` everything. Without brackets every rule is meant. `until`
names the last day on which it does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from personfirst.formats.directives import Directive, MalformedError, is_directive, parse
from personfirst.model.document import Block
from personfirst.model.lines import Lines
from personfirst.model.report import Problem
from personfirst.model.suppression import Suppression, Written

_LINE_END = re.compile(r"[\r\n]")
_CROP = 2_000
_LABEL = re.compile(r"[ \t]*(?:\.\. (?:_[^\r\n]*:|__:)|__ )")
"""A line of reStructuredText that names what stands below it; nothing may come between."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in a document: its range in the file and what it says between its signs."""

    start: int
    end: int
    body: str


def suppressions_in(
    comments: Iterable[Comment], text: str, path: str
) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """The suppressions that comments ask for, and a problem for each that is malformed."""
    directives = sorted(
        (comment for comment in comments if is_directive(comment.body)),
        key=lambda comment: comment.start,
    )
    if not directives:
        return (), ()
    lines = Lines(text)
    written = {id(comment): _written(comment, text) for comment in directives}
    alone = {
        lines.place(one.start)[0]: lines.place(one.end)[0] for one in written.values() if one.alone
    }
    found: list[Suppression] = []
    problems: list[Problem] = []
    following = _NextLine(alone, lines)
    regions = _Regions()
    for comment in directives:
        line, last = lines.place(comment.start)[0], lines.place(comment.end)[0]
        here = written[id(comment)]
        try:
            directive = parse(comment.body)
            if directive.verb == "ignore-start":
                regions.begin(directive, line, here)
            elif directive.verb == "ignore-end":
                found.append(regions.close(directive, line, here))
            else:
                first, last = _reach(directive, line, last, following, lines)
                found.append(_suppression(directive, first, last, line, here))
        except MalformedError as error:
            problems.append(Problem(path, str(error), line))
    found += regions.rest(len(lines))
    return tuple(sorted(found, key=lambda one: (one.line, one.first))), tuple(problems)


def widened(
    suppressions: Iterable[Suppression], ranges: Sequence[tuple[int, int]]
) -> tuple[Suppression, ...]:
    """The suppressions, each that ends within a range of lines carried on to that range's end.

    `ranges` are first and last lines (1-based) of what is written over several lines and silenced
    as a whole, such as a caption below its time or a value below its key; apart and in order.
    """
    firsts = [first for first, _ in ranges]
    found = []
    for one in suppressions:
        at = bisect_right(firsts, one.last) - 1
        inside = at >= 0 and one.last <= ranges[at][1]
        found.append(replace(one, last=ranges[at][1]) if inside else one)
    return tuple(found)


def lines_of_blocks(blocks: Iterable[Block], text: str) -> list[tuple[int, int]]:
    """The first and last line of each block, for a format that has no comments inside of them; of
    blocks that share a line, such as the cells of a row, together. For `widened`.
    """
    lines = Lines(text)
    ranges: list[tuple[int, int]] = []
    for start, end in sorted(
        (block.pieces[0].anchor.start, block.pieces[-1].anchor.end) for block in blocks
    ):
        first, last = lines.place(start)[0], lines.place(end)[0]
        if ranges and first <= ranges[-1][1]:
            ranges[-1] = ranges[-1][0], max(last, ranges[-1][1])
        else:
            ranges.append((first, last))
    return ranges


def first_label(lines: Lines, line: int) -> int:
    """The line of the first label above a line of reStructuredText; without one, the line."""
    first = line
    for above in range(line - 1, 0, -1):
        text = lines.line_text(above)
        if _LABEL.match(text):
            first = above
        elif text.strip():
            break
    return first


def _suppression(
    directive: Directive, first: int, last: int, line: int, *comments: Written
) -> Suppression:
    return Suppression(
        first,
        last,
        directive.rules,
        directive.reason,
        line,
        directive.until,
        comments,
        whole=directive.verb == "ignore-file",
    )


def _written(comment: Comment, text: str) -> Written:
    """Where a comment stands, and where in it each of the rules that it names."""
    names: list[tuple[int, int]] = []
    start = text.find(comment.body, comment.start, comment.end)
    first, last = comment.body.find("["), comment.body.find("]")
    if start >= 0 and 0 <= first < last:
        at = start + first + 1
        for part in comment.body[first + 1 : last].split(","):
            lead = len(part) - len(part.lstrip())
            names.append((at + lead, at + lead + len(part.strip())))
            at += len(part) + 1
    return Written(comment.start, comment.end, tuple(names), _stands_alone(comment, text))


def _stands_alone(comment: Comment, text: str) -> bool:
    """Whether nothing else stands on the lines that the comment begins and ends on."""
    before = text[max(0, comment.start - _CROP) : comment.start]
    after = text[comment.end : comment.end + _CROP]
    head, tail = _LINE_END.split(before)[-1], _LINE_END.split(after, maxsplit=1)[0]
    return not head.strip(" \t>") and not tail.strip()


def _reach(
    directive: Directive, line: int, last: int, following: _NextLine, lines: Lines
) -> tuple[int, int]:
    """The lines that a directive covers."""
    if directive.verb == "ignore-file":
        return 1, len(lines)
    if directive.verb == "ignore" and line not in following.alone:
        return line, last
    target = following.after(last)
    return (line, last) if target is None else (target, target)


class _NextLine:
    """Finds the next line that holds text; remembers each answer, so a run of comments is cheap."""

    def __init__(self, alone: dict[int, int], lines: Lines) -> None:
        self.alone = alone
        self._lines = lines
        self._known: dict[int, int | None] = {}

    def after(self, line: int) -> int | None:
        passed = []
        line += 1
        while line <= len(self._lines) and line not in self._known:
            passed.append(line)
            if line in self.alone:
                line = self.alone[line] + 1
            elif self._lines.line_text(line).strip():
                self._known[line] = line
            else:
                line += 1
        target = self._known.get(line)
        self._known.update(dict.fromkeys(passed, target))
        return target


class _Regions:
    """The regions that are open, in order, and by the rules that they name."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[Directive, int, Written]] = {}
        self._by_rules: dict[frozenset[str], list[int]] = {}
        self._count = 0

    def begin(self, directive: Directive, line: int, comment: Written) -> None:
        self._count += 1
        self._open[self._count] = directive, line, comment
        self._by_rules.setdefault(frozenset(directive.rules), []).append(self._count)

    def close(self, end: Directive, line: int, comment: Written) -> Suppression:
        """Close the last region that names the same rules; without rules, the last of all."""
        rules = frozenset(end.rules)
        if not rules and self._open:
            rules = frozenset(next(reversed(self._open.values()))[0].rules)
        if not self._by_rules.get(rules):
            raise MalformedError(
                '"ignore-end" closes nothing; put "personfirst: ignore-start" above it, '
                "with the same rules"
            )
        region, first, opening = self._open.pop(self._by_rules[rules].pop())
        return _suppression(region, first, line, first, opening, comment)

    def rest(self, line: int) -> list[Suppression]:
        """The regions that are never closed: they run to `line`."""
        return [
            _suppression(region, first, line, first, opening)
            for region, first, opening in self._open.values()
        ]
