"""One half of a pair: what was written, beside what is to be said for it; a statement to rate."""

from __future__ import annotations

from personfirst.context.base import QUOTE_MARKS, Passage, Verdict, muted, plain_tokens
from personfirst.match.terms import Match
from personfirst.model.document import Role, texts_around

NAME = "mention"
_AGAINST = frozenset(
    {"not", "never", "instead", "rather", "→", "⇒", "➔", "➜", "->", "=>", ">", "vs", "vs.", "versus",
     "becomes", "became", "beats", "than", "replaces", "/"}
)  # fmt: skip
"""Between two stretches that are set off, words by which one takes the place of the other."""
_INTO = frozenset({"to", "into", "with", "over"})
"""The same between two quotations."""
_BESIDE = _AGAINST | _INTO | QUOTE_MARKS | frozenset(
    {",", ";", ":", ".", "(", ")", "-", "--", "–", "—", "but", "and", "of", "the", "just", "say",
     "write", "use", "try", "read", "reads", "now", "we", "you", "please", "it", "its", "in",
     "place", "a", "an", "simply", "merely", "was", "is", "turned", "changed"}
)  # fmt: skip
"""What else may stand between them."""
_MOST_BETWEEN = 6
_NEAR = 10
"""Words before a match in which the other half stands, where the two are put side by side."""
_TITLE = 4
"""Words of a heading or column header that names half of a pair, at most."""
_RATINGS = 3
"""Boxes or figures in a row behind a statement by which it is rated."""
_RATED = frozenset("[]()☐☑☒□▢◯○❏❑❒_")
_ITEMS = frozenset({Role.LIST_ITEM, Role.CELL})
_SCALE = 60
"""Words before a quotation in which its readers are told to rate it."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted where another half stands beside the words, or boxes to tick."""
    cue = _opposed(match, passage) or _not_this(match, passage) or _former(match, passage) or _rated(match, passage)
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
        if len(between) > _MOST_BETWEEN + 2 or not _BESIDE.issuperset(between):
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


def _former(match: Match, passage: Passage) -> str:
    """On a line or under a title that is called "Before", with its "After" to follow."""
    begin, end = passage.line(match.first)
    called = passage.cue_after("pairs.former", begin, match.first)
    if called:
        whole = end == len(passage.tokens)
        below = plain_tokens(passage.facts.block_after(passage.block))
        other = (
            passage.cue_at_start("pairs.latter", below)
            if whole
            else passage.cue_after("pairs.latter", end)
        )
        if other:
            return f"{called} {other}"
    for title in (passage.block.heading, passage.block.column):
        if title and _is_title(passage, "pairs.former-title", title):
            other = _other_title(passage)
            if other:
                return f"{title} … {other}"
    return ""


def _is_title(passage: Passage, name: str, title: str) -> bool:
    words = plain_tokens(title)
    return len(words) <= _TITLE and bool(passage.cue_at_start(name, words))


def _other_title(passage: Passage) -> str:
    """The title of the other half, as a heading or as the header of a column, or nothing."""
    for block in passage.facts.document.blocks:
        title = block.text if block.role is Role.HEADING else block.column
        if title and _is_title(passage, "pairs.latter-title", title):
            return title
    return ""


def _rated(match: Match, passage: Passage) -> str:
    """A statement in quotation marks, with boxes or figures behind it, or in a list of those with
    which readers agree or not.
    """
    quote = passage.quote(match)
    if quote is None:
        return ""
    words = passage.tokens.words
    behind = words[quote[1] + 1 : quote[1] + 1 + _RATINGS]
    if len(behind) == _RATINGS and all(one.isdigit() or one in _RATED for one in behind):
        return " ".join(behind)
    begin, _ = passage.line(quote[0])
    if passage.block.role not in _ITEMS and quote[0] - begin > _RATINGS:
        return ""
    block = passage.block
    around = (passage.cue_within("pairs.rated", text) for text in texts_around(block) if text)
    return next(filter(None, around), "") or (
        passage.cue_in("pairs.rated", max(quote[0] - _SCALE, 0), quote[0] - 1)
    )
