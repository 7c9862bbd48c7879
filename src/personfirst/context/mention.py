"""Does the text use the word, or talk about it? A guide that lists words to avoid is not guilty."""

from __future__ import annotations

from personfirst.context.base import (
    DETERMINERS,
    NOUN_FORMS,
    OF_PEOPLE,
    QUOTE_MARKS,
    Passage,
    Verdict,
    muted,
)
from personfirst.context.facts import plain_tokens
from personfirst.match.terms import Match
from personfirst.match.tokens import asks_back
from personfirst.model.document import MarkKind, Role

NAME = "mention"
MYTH = "myth-fact"
_LEAST_CAPITALS = 4
"""Letters of a word in capitals; a shorter one may be an abbreviation."""
_LONGEST_ABBREVIATION = 5
_TITLE_WORDS = 3
_ARTICLE = 4
"""How many words before a noun its article may stand, adjectives between."""
_ARTICLE_AND_NOUN = 2
"""Words of a quotation that shows a noun; a longer one, “a hopeless addict”, tells of somebody."""
_JOINERS = frozenset({"and", "or"})
_ARTICLES = frozenset({"a", "an", "the"})
_OPENERS = frozenset({"and", "but", "so", "or", "oh"})
_ECHO_ENDS = frozenset({".", "?", "...", "…", "....", ".."})
_END_MARKS = frozenset(".,:;!?)")
_CLAIM_CATEGORIES = frozenset({"harm-reduction", "medication"})


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted for struck-out words, words shown in quotes, italics or capitals, myth lines."""
    for mark in passage.block.marks:
        if mark.kind is MarkKind.STRIKE and mark.span.contains(match.span):
            return muted(NAME, "struck through")
    if _approved(match, passage):
        return None
    return _shown(match, passage) or _named_as_word(match, passage) or _in_myth(match, passage)


def _approved(match: Match, passage: Passage) -> bool:
    """Whether the writer says that words in quotation marks fit."""
    quote = passage.quote(match)
    if quote is None:
        return False
    _, last = passage.tokens.sentence(match.first)
    return bool(passage.cue_after("mention.approved", quote[1], last))


def _shown(match: Match, passage: Passage) -> Verdict | None:
    """In quotes or italics, with a word near by that says it is a word."""
    first, last = passage.tokens.sentence(match.first)
    quote = passage.quote(match)
    if quote is not None:
        before = _before_mark(passage, quote[0])
        begin, _ = passage.tokens.sentence(max(before - 1, 0))
        cue = passage.cue_before("mention.right-before-quote", before, begin) or (
            passage.cue_after("mention.sign-after", quote[1] + 1)
        )
        if cue:
            return muted(NAME, cue)
        begun = passage.cue_before("mention.third-called", before, begin)
        if begun and not passage.cue_in("mention.own", begin, before):
            return muted(NAME, begun)
    if quote is not None and _echoed(match, passage, quote):
        return muted(NAME, "quoted alone, as somebody's word")
    region = passage.set_off(match) or _in_capitals(match, passage, first, last)
    if region is None:
        return None
    start = passage.chain_start(region[0])
    if passage.cue_before("mention.scare", _before_mark(passage, start), first):
        return None
    cue = (
        passage.cue_before("mention.before-shown", start, first)
        or passage.cue_before("mention.right-before-shown", _before_mark(passage, start), first)
        or passage.cue_after("mention.after-shown", region[1], last)
        or passage.cue_in("mention.sentence", first, last)
    )
    if cue:
        return muted(NAME, cue)
    if region not in passage.quotes:
        cue = passage.cue_before("mention.emphasized", start, first)
        if cue:
            return muted(NAME, cue)
    if _between_commas(match, passage, region):
        return muted(NAME, "in capitals, between commas")
    if match.form == "one":
        cue = _shown_bare(match, passage, region, start, first)
        if cue:
            return muted(NAME, cue)
    if region not in passage.quotes:
        return None
    if _in_row(passage, start, region) and not _determined(passage, start, first):
        return muted(NAME, "one of several words in quotation marks")
    return None


def _echoed(match: Match, passage: Passage, quote: tuple[int, int]) -> bool:
    """Whether a label in quotation marks is all that its sentence says: “Meth heads” ... my cousin
    is one. And “lowlifes”?
    """
    words, lowers = passage.tokens.words, passage.tokens.lowers
    first, last = quote
    inside = words[match.last : last]
    if match.first != first or any(word.isalnum() for word in inside) or last + 1 > len(words):
        return False
    begin, _ = passage.tokens.sentence(match.first)
    opens = all(word in QUOTE_MARKS or word in _OPENERS for word in lowers[begin:first])
    behind = words[last + 1] if last + 1 < len(words) else ""
    ended = words[last - 1] in _ECHO_ENDS or behind in _ECHO_ENDS
    return opens and ended and passage.block.role is Role.PARAGRAPH


def _shown_bare(
    match: Match, passage: Passage, region: tuple[int, int], start: int, first: int
) -> str:
    """A singular noun set off and without an article: a word, and no person. Headlines leave
    articles out everywhere.
    """
    quoted = region in passage.quotes
    if not quoted and region != (match.first, match.last):
        return ""
    if quoted and _described(match, passage, region[0], first):
        return ""
    cue = passage.cue_before("mention.right-before-bare", _before_mark(passage, start), first)
    if cue:
        return cue
    if quoted and not _is_headline(passage) and _bare(passage, region[0], first):
        return "quoted without an article, as a word"
    return ""


def _described(match: Match, passage: Passage, start: int, first: int) -> bool:
    """Whether a quotation says more of somebody than a noun with its article, and the writer says
    whom: he is “an incorrigible addict”.
    """
    before = passage.tokens.lowers[start : match.first]
    long = match.last - start > _ARTICLE_AND_NOUN and _JOINERS.isdisjoint(before)
    if not long or _ARTICLES.isdisjoint(before[:1]) or match.rule.category not in OF_PEOPLE:
        return False
    return bool(passage.cue_before("mention.told-of", _before_mark(passage, start), first))


def _is_headline(passage: Passage) -> bool:
    """Whether a block is one line that goes on behind a quotation and has no end mark."""
    tokens = passage.tokens
    closed = passage.quotes and max(last for _, last in passage.quotes) >= len(tokens) - 1
    ended = closed or tokens.words[-1] in _END_MARKS
    return passage.block.role is Role.HEADING or (
        passage.block.role is Role.PARAGRAPH and not ended
    )


def _in_capitals(match: Match, passage: Passage, first: int, last: int) -> tuple[int, int] | None:
    """Words in capitals in a sentence that has small letters: shown as they stand on a wall."""
    words = passage.tokens.words
    inside = words[match.first : match.last]
    if not all(word.isupper() for word in inside) or sum(map(len, inside)) < _LEAST_CAPITALS:
        return None
    small = sum(word.islower() for word in words[first:last])
    return (match.first, match.last) if small > (last - first) / 2 else None


def _between_commas(match: Match, passage: Passage, region: tuple[int, int]) -> bool:
    """Whether a word in capitals stands alone between commas: the sign, INEBRIATES, hangs."""
    words = passage.tokens.words
    inside = words[match.first : match.last]
    around = (words[match.first - 1] if match.first else "", *words[match.last : match.last + 1])
    long = all(len(word) > _LONGEST_ABBREVIATION and word.isupper() for word in inside)
    return long and region == (match.first, match.last) and around == (",", ",")


def _in_row(passage: Passage, start: int, region: tuple[int, int]) -> bool:
    """Whether a quoted word ends a row that begins at `start`, or is followed by another: "a", "b"
    and "c".
    """
    if start != region[0]:
        return True
    return any(passage.chain_start(one[0]) == start for one in passage.quotes if one[0] > region[1])


def _named_as_word(match: Match, passage: Passage) -> Verdict | None:
    """Not set off, but called a word: "the term addict", "addict is an outdated word"."""
    first, last = passage.tokens.sentence(match.first)
    cue = (
        passage.cue_before("mention.before-plain", match.first, first)
        or passage.cue_before("mention.before-list", match.first, first)
        or passage.cue_after("mention.after-plain", match.last, last)
    )
    return muted(NAME, cue) if cue else None


def _in_myth(match: Match, passage: Passage) -> Verdict | None:
    block, tokens = passage.block, passage.tokens
    cue = passage.cue_at_start("mention.myth-start", tokens)
    if cue and match.first > 0:
        return _until_fact(match, passage, cue)
    for text in (block.column, block.heading):
        title = plain_tokens(text)
        if len(title) <= _TITLE_WORDS and passage.cue_at_start("mention.myth-title", title):
            return muted(MYTH, " ".join(text.split()))
    claims = match.rule.kind == "narrative" or match.rule.category in _CLAIM_CATEGORIES
    if claims and match.structure is None:
        first, last = tokens.sentence(match.first)
        cue = passage.cue_in("mention.debunking", first, last) or _denied(match, passage, first)
        if cue:
            return muted(MYTH, cue)
    return None


def _denied(match: Match, passage: Passage, first: int) -> str:
    """The negation of a claim; what is only refused is not denied: "We will never hand out
    needles", nor what is only not so yet, what a text asks back (a question that stands alone is a
    reader's), and people that a place is without.
    """
    alone = passage.tokens.sentence(match.first) == (0, len(passage.tokens))
    if not alone and asks_back(passage.tokens, match.first):
        return ""
    cue = passage.cue_before("mention.negation", match.first, first)
    if not cue and match.form not in NOUN_FORMS:
        cue = passage.cue_before("mention.lack", match.first, first)
    refused = passage.cue_before("mention.no-denial", match.first, first) or (
        passage.cue_after("mention.not-yet", match.last)
    )
    return "" if refused and passage.quote(match) is None else cue


def _until_fact(match: Match, passage: Passage, cue: str) -> Verdict | None:
    """A myth line ends where its fact begins."""
    fact = passage.cue_in("mention.fact", 0, match.first)
    return None if fact else muted(MYTH, cue)


def _before_mark(passage: Passage, index: int) -> int:
    """The word index before an opening quotation mark, and a bracket before that."""
    words = passage.tokens.words
    if index and words[index - 1] in QUOTE_MARKS:
        index -= 1
        if index and words[index - 1] == "(":
            index -= 1
    return index


def _determined(passage: Passage, start: int, first: int) -> bool:
    """Whether an article, possessive or the like stands before the opening mark."""
    before = _before_mark(passage, start) - 1
    return before >= first and passage.tokens.lowers[before] in DETERMINERS


def _bare(passage: Passage, start: int, first: int) -> bool:
    """Whether no determiner, possessive or adjective stands before the opening mark: the sentence,
    a preposition or a comma leads straight to the word, or no article is near.
    """
    before = _before_mark(passage, start)
    if before <= first or passage.cue_before("mention.bare-context", before, first):
        return True
    near = passage.tokens.lowers[max(before - _ARTICLE, first) : before]
    return DETERMINERS.isdisjoint(near) and "'s" not in near
