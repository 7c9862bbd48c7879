"""One half of a pair: what was written, beside what is to be said for it."""

from __future__ import annotations

import re

from personfirst.context.base import QUOTE_MARKS, Passage, Verdict, muted
from personfirst.context.facts import plain_tokens
from personfirst.context.items import is_alone, item
from personfirst.match.terms import Match
from personfirst.model.document import MarkKind, Role

NAME = "mention"
_AGAINST = frozenset(
    {"not", "never", "instead", "rather", "→", "⇒", "➔", "➜", "->", "=>", ">", "vs", "vs.",
     "versus", "becomes", "became", "beats", "than", "replaces"}
)  # fmt: skip
"""Between two stretches that are set off, words by which one takes the place of the other."""
_INTO = frozenset({"to", "into", "with", "over", "/", "read", "reads"})
"""The same between two quotations."""
_BESIDE = _AGAINST | _INTO | QUOTE_MARKS | frozenset(
    {",", ";", ":", ".", "(", ")", "-", "--", "–", "—", "but", "and", "of", "the", "just", "say",
     "write", "use", "try", "read", "reads", "now", "we", "you", "please", "it", "its", "in",
     "place", "a", "an", "simply", "merely", "was", "is", "turned", "changed"}
)  # fmt: skip
"""What else may stand between them."""
_MOST_BETWEEN = 8
_NEAR = 10
"""Words before a match in which the other half stands, where the two are put side by side."""
_MOST_BESIDE = 2
"""Other cells in a row that gives words and what to say for them; more are a row of facts."""
_MOST_TOLD = 3
_HALVES = 2
_LABEL = 3
"""Words of what a half is called, which a structure may take in."""
_OPENING = frozenset({'"', "“", "‘", "'"})
_INNER = frozenset('"“”')
_STRESS = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG})
_GAP = re.compile(r" *\| *| {2,}|\t+")
"""What stands between the columns of a table in plain text."""
_EDGES = " \t|"
_CLOSING = frozenset({'"', "”", "’", "'"})


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted where the other half stands beside the words, whether set off, in a row, or below."""
    cue = (
        _opposed(match, passage)
        or _former(match, passage)
        or _quoted_row(match, passage)
        or _in_column(match, passage)
    )
    if not cue and (match.structure is None or match.last - match.first <= _MOST_TOLD):
        cue = _not_this(match, passage) or _replaced(match, passage)
    return muted(NAME, cue) if cue else None


def _opposed(match: Match, passage: Passage) -> str:
    """In quotation marks or emphasis, and another such stretch beside it, nothing between them but
    that one is put for the other: say “has a disorder,” not “is an addict.”
    """
    held = passage.quote(match) or passage.set_off(match)
    if held is None:
        return ""
    others = [other for other in passage.set_offs if other[1] <= held[0] or held[1] <= other[0]]
    for other in others:
        first, second = sorted((held, other))
        between = passage.tokens.lowers[first[1] : second[0]]
        if len(between) > _MOST_BETWEEN or not _BESIDE.issuperset(between):
            continue
        both = held in passage.quotes and other in passage.quotes
        against = next(
            (word for word in between if word in _AGAINST or (both and word in _INTO)), ""
        )
        if against:
            return f"{against} {' '.join(passage.tokens.words[slice(*other)])}"
    return ""


def _not_this(match: Match, passage: Passage) -> str:
    """Behind what is to be said for it: people who use drugs, not drug users."""
    first, _ = passage.tokens.sentence(match.first)
    cue = passage.cue_before("pairs.not-this", match.first, first)
    start = max(match.first - _NEAR, first)
    better = passage.cue_in("mention.person-first", start, match.first) if cue else ""
    return f"{better} … {cue}" if better else ""


def _replaced(match: Match, passage: Passage) -> str:
    """Alone in its cell or half of a line, with person-first words in the other."""
    cells = passage.block.row.split(" | ") if passage.block.row else []
    if len(cells) <= _MOST_BESIDE and is_alone(match, passage):
        for cell in cells:
            if passage.cue_at_start("mention.person-first", plain_tokens(cell)):
                return f"beside {cell}"
    begin, end = passage.line(match.first)
    at = match.last
    if item(match, passage)[0] == begin and at < end and passage.tokens.words[at] == "/":
        return passage.cue_after("mention.person-first", at + 1, end)
    return ""


def _quoted_row(match: Match, passage: Passage) -> str:
    """In a row of two cells, its own a whole quotation, where the other is one, too, or the column
    says that people are heard so.
    """
    cells = [passage.block.text.strip(), *map(str.strip, passage.block.row.split(" | "))]
    if passage.block.role is not Role.CELL or len(cells) != _HALVES:
        return ""
    own, other = (
        cell[:1] in _OPENING and cell[-1:] in _CLOSING and not _INNER.intersection(cell[1:-1])
        for cell in cells
    )
    if own and other:
        return cells[1]
    column = plain_tokens(passage.block.column)
    return passage.cue_at_start("pairs.heard-column", column) if own else ""


def _in_column(match: Match, passage: Passage) -> str:
    """In a column of plain text whose header, here or above, says what not to say, beside another
    that says what to say.
    """
    text, at = passage.block.text, match.span.start
    above, _, ahead = text[:at].rpartition("\n")
    size = len(_GAP.findall((ahead + text[at:].partition("\n")[0]).strip(_EDGES))) + 1
    if size < _HALVES:
        return ""
    column = len(_GAP.findall(ahead.lstrip(_EDGES)))
    for line in (*reversed(above.split("\n")), passage.block.heading):
        cells = [cell.rstrip(" .…:") for cell in _GAP.split(line.strip(_EDGES))]
        if len(cells) != size:
            continue
        against = passage.cue_at_start("mention.column", plain_tokens(cells[column]))
        if against and any(_is_title(passage, "pairs.latter-title", one) for one in cells):
            return " | ".join(cells)
    return ""


def _former(match: Match, passage: Passage) -> str:
    """On a line or under a title that is called "Before", with its "After" to follow; what a list
    under "Don't" says not to do is no wording.
    """
    begin, end = passage.line(match.first)
    called = passage.cue_after("pairs.former", begin, max(match.first, begin + _LABEL))
    if called:
        whole = end == len(passage.tokens)
        below = plain_tokens(passage.facts.block_after(passage.block))
        other = _on_line(match, passage, end) or (
            passage.cue_at_start("pairs.latter", below)
            if whole
            else passage.cue_after("pairs.latter", end)
        )
        if other:
            return f"{called} {other}"
    for title in (passage.block.heading, passage.block.column):
        advice = passage.block.role is Role.LIST_ITEM and title.lower().startswith("do")
        if title and not advice and _is_title(passage, "pairs.former-title", title):
            other = _other_title(passage)
            if other:
                return f"{title} … {other}"
    return ""


def _on_line(match: Match, passage: Passage, end: int) -> str:
    """What the other half is called behind a match on its line, both in bold or italics."""
    marked = [passage.words_in(one.span) for one in passage.block.marks if one.kind in _STRESS]
    begin, _ = passage.line(match.first)
    if not any(first == begin for first, _ in marked):
        return ""
    return next(
        (cue for first, _ in marked if match.last <= first < end
         and (cue := passage.cue_after("pairs.latter", first, end))), ""
    )  # fmt: skip


def _is_title(passage: Passage, name: str, title: str) -> bool:
    words = plain_tokens(title)
    cue = passage.cue_at_start(name, words)
    return bool(cue) and len(words) <= len(cue.split()) + 1


def _other_title(passage: Passage) -> str:
    """The title of the other half, as a heading or as the header of a column, or nothing."""
    for block in passage.facts.document.blocks:
        title = block.text if block.role is Role.HEADING else block.column
        if title and _is_title(passage, "pairs.latter-title", title):
            return title
    return ""
