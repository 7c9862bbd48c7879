"""Words in lists, tables and entries: a row of words is about them, whoever made it."""

from __future__ import annotations

from collections.abc import Iterator

from personfirst.context.base import QUOTE_MARKS, Passage, Verdict, muted, plain_tokens
from personfirst.match.terms import Match
from personfirst.model.document import Block, MarkKind, Role

NAME = "mention"
_SHORT_LINE = 14
_BOXES = frozenset("☐☑☒□▢◯○❏❑❒")
_BULLETS = frozenset("•·▪●-*–—")
_APART = frozenset({",", "/", ";", "|", "(", ")", ":", ".", "!", "or", "and", "&"}) | _BOXES
_BLANKS = frozenset("])_")
_BRACKETS = frozenset(").")
_MOST_IN_ITEM = 3
"""Words of an item in a row; a longer one is a clause."""
_LEAST_ITEMS = 3
_FIGURE = 3
"""Words behind a quotation that can be its figure."""
_BEHIND_FIGURE = frozenset({",", ";", ".", ")", "/", "and", "times", "of", "%"})
_HEAD_WORDS = 4
"""Words in bold that head an entry, at most."""
_DEFINES = frozenset({".", ";", ":", "–", "—", "-", ")"})
"""What stands on both sides of a definition."""
_LEAST_ENTRIES = 3
_MOST_BESIDE = 2
"""Other cells in a row that gives words and what to say for them; more are a row of facts."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted in a list of words, beside its replacement, as an entry, in a row of words, in a count,
    as an answer, in an exercise, in a published question. A structure is more than a word, and can
    only be in a list.
    """
    cue = _in_word_list(match, passage) or _in_parenthesis(match, passage)
    if not cue and (match.structure is None or match.last - match.first <= _MOST_IN_ITEM):
        cue = (
            _replaced(match, passage)
            or _counted(match, passage)
            or _entry(match, passage)
            or _in_wordbook(passage)
            or _in_entry(match, passage)
            or _option(match, passage)
            or _answer(match, passage)
            or _exercise(match, passage)
        )
    cue = cue or _in_row(match, passage) or _in_instrument(match, passage)
    return muted(NAME, cue) if cue else None


def _in_word_list(match: Match, passage: Passage) -> str:
    """Under "Words to avoid", in the "Not this" column, on a "Don't say:" line, before an arrow."""
    block, tokens = passage.block, passage.tokens
    cue = passage.cue_at_start("mention.line-start", tokens)
    if cue and match.first > 0:
        return cue
    begin, end = passage.line(match.first)
    first, last = tokens.sentence(match.first)
    cue = (
        passage.cue_after("mention.line-start", begin, match.first)
        or passage.cue_after("mention.line-start", first, match.first)
        or passage.cue_after("mention.arrow", match.last, min(last, end))
    )
    if cue:
        return cue
    if passage.quote(match) or _is_alone(match, passage):
        for start in (begin, first):
            cue = passage.cue_after("mention.before", start, match.first)
            if cue:
                return cue
    if block.column and passage.cue_at_start("mention.column", plain_tokens(block.column)):
        return block.column
    if block.role in (Role.LIST_ITEM, Role.CELL) or len(tokens) <= _SHORT_LINE:
        for text in (block.lead, block.heading):
            if passage.cue_within("mention.list-title", text):
                return " ".join(text.split())
    if block.role in (Role.LIST_ITEM, Role.CELL) and _is_alone(match, passage):
        for text in (block.column, block.lead, block.heading):
            if passage.cue_within("mention.topic-head", text):
                return " ".join(text.split())
        if block.role is Role.LIST_ITEM and _is_bare(match, passage):
            return "a word alone, without an article"
    return ""


def _is_bare(match: Match, passage: Passage) -> bool:
    """Whether a block is one singular noun in small letters: a word, for a person has an article,
    and an entry of people served a plural.
    """
    begin, end = _item(match, passage)
    whole = begin == match.first and end - begin == len(passage.tokens)
    return whole and match.form == "one" and passage.tokens.words[begin][0].islower()


def _replaced(match: Match, passage: Passage) -> str:
    """Alone in its cell or half of a line, with person-first words in the other."""
    cells = passage.block.row.split(" | ") if passage.block.row else []
    if len(cells) <= _MOST_BESIDE and _is_alone(match, passage):
        for cell in cells:
            if passage.cue_at_start("mention.person-first", plain_tokens(cell)):
                return f"beside {cell}"
    begin, end = passage.line(match.first)
    at = match.last
    if _item(match, passage)[0] == begin and at < end and passage.tokens.words[at] == "/":
        return passage.cue_after("mention.person-first", at + 1, end)
    return ""


def _counted(match: Match, passage: Passage) -> str:
    """In quotation marks, and a figure behind: "addict" 9, "client" (40)."""
    quote = passage.quote(match)
    if quote is None or quote[1] > match.last + 1 or quote[0] < match.first - 1:
        return ""
    words = (*passage.tokens.words[quote[1] + 1 :][:_FIGURE], ".")
    if words[0] in {"(", ":"}:
        words = words[1:]
    counted = words[0].isdigit() and words[1] in _BEHIND_FIGURE
    return f"{words[0]} times" if counted else ""


def _entry(match: Match, passage: Passage) -> str:
    """The head of an entry in a dictionary or glossary, where a noun stands in the singular."""
    begin, end = passage.line(match.first)
    first, _ = passage.tokens.sentence(match.first)
    if match.first not in (begin, first) or match.form == "many":
        return ""
    for mark in passage.block.marks if match.form == "one" and not match.first else ():
        if mark.kind is MarkKind.STRONG and passage.words_in(mark.span)[1] <= match.last + 1 < end:
            return "a word in bold, then what is said of it"
    at = match.last
    if at < end and passage.tokens.words[at] in {",", "("}:
        at += 1
    return passage.cue_after("mention.entry", at, end)


def _in_entry(match: Match, passage: Passage) -> str:
    """What an entry of a dictionary gives for its head: a few words without a verb, or an example
    in quotation marks.
    """
    begin, _ = passage.line(match.first)
    head = next(
        (at for at in range(begin + 1, min(begin + _HEAD_WORDS, match.first) + 1)
         if passage.cue_after("mention.word-class", at)), 0
    )  # fmt: skip
    if not head:
        return ""
    cue = passage.cue_after("mention.word-class", head)
    if passage.quote(match):
        return cue
    words = passage.tokens.words
    start = next(
        (at for at in range(match.first, head, -1) if words[at - 1] in _DEFINES), match.first
    )
    stop = next((at for at in range(match.last, len(words)) if words[at] in _DEFINES), len(words))
    short = stop - start <= _HEAD_WORDS and passage.cue_after("mention.article", start)
    return cue if short else ""


def _in_wordbook(passage: Passage) -> str:
    """In an entry of a document that has several, as a style guide has, whose matter is words."""
    entry = _is_headed(passage.block) and passage.facts.count(_is_headed) >= _LEAST_ENTRIES
    return "an entry under a word in bold" if entry else ""


def _is_headed(block: Block) -> bool:
    """Whether a block begins with a word or two in bold and small letters, and then a sentence."""
    for mark in block.marks:
        if mark.kind is MarkKind.STRONG and not mark.span.start:
            head, rest = block.text[: mark.span.end], block.text[mark.span.end :].lstrip(" .:–—")
            small = head[:1].islower() and len(head.split()) <= _HEAD_WORDS
            return small and rest[:1].isupper()
    return False


def _in_row(match: Match, passage: Passage) -> str:
    """One of several bare items behind a colon, a bracket or a box, and before them a word that
    says what they are: names, words, answers.
    """
    if match.structure is None and not _is_alone(match, passage):
        return ""
    tokens = passage.tokens
    begin, end = passage.line(match.first)
    first, last = tokens.sentence(match.first)
    opener = next(
        (i for i in range(match.first - 1, first - 1, -1) if tokens.words[i] in {":", "("}), None
    )
    if opener is None:
        return ""
    items = list(_items(passage, opener + 1, min(last, end)))
    if len(items) < _LEAST_ITEMS or any(b - a > _MOST_IN_ITEM for a, b in items):
        return ""
    return _said_before(match, passage, first, opener)


def _option(match: Match, passage: Passage) -> str:
    """One of several answers to choose from, with a box or a letter, and the question before them
    is about words.
    """
    words = passage.tokens.words
    block = passage.block
    begin, _ = passage.line(match.first)
    boxes = [
        at
        for at in range(match.first)
        if words[at] in _BOXES or (words[at] in "[(" and words[at + 1] in _BLANKS)
    ]
    lettered = begin + 1 < match.first and words[begin + 1] in _BRACKETS and len(words[begin]) == 1
    if not boxes and not (lettered or block.role is Role.LIST_ITEM):
        return ""
    start = boxes[0] if boxes else begin
    own = passage.cue_in("mention.asked-word", 0, start) if "?" in words[:start] else ""
    if own or (boxes and _is_alone(match, passage) and _said_before(match, passage, 0, start)):
        return own or _said_before(match, passage, 0, start)
    item = block.role is Role.LIST_ITEM
    question = block.lead if item else passage.facts.block_before(block)
    return passage.cue_within("mention.asked-word", question) if "?" in question else ""


def _answer(match: Match, passage: Passage) -> str:
    """Alone as the first words of an answer, and the question was what somebody is called."""
    tokens = passage.tokens
    begin, _ = passage.line(match.first)
    item, _ = _item(match, passage)
    first, _ = tokens.sentence(match.first)
    led = item in (begin, first) or tokens.words[item - 1] in {":", '"'}
    if not (led and begin and _is_alone(match, passage)):
        return ""
    asked = next((i for i in range(item - 1, -1, -1) if tokens.words[i] == "?"), None)
    if asked is None:
        return ""
    question, _ = tokens.sentence(asked)
    return passage.cue_in("mention.asked", question, asked)


def _exercise(match: Match, passage: Passage) -> str:
    """Behind a colon on its line, and before it a task for readers: "Rewrite this sentence: …"."""
    begin, _ = passage.line(match.first)
    words = passage.tokens.words
    colon = next((i for i in range(match.first - 1, begin - 1, -1) if words[i] == ":"), begin)
    return passage.cue_in("mention.exercise", begin, colon)


def _in_instrument(match: Match, passage: Passage) -> str:
    """An item or a quotation that is said to be of a published scale, and has to stay."""
    item = passage.block.role in (Role.LIST_ITEM, Role.CELL)
    if not item and passage.quote(match) is None:
        return ""
    return passage.cue_in("mention.instrument", 0, len(passage.tokens))


def _said_before(match: Match, passage: Passage, first: int, last: int) -> str:
    """The words about wording between two words; a verb of saying is enough for a singular, which
    in a sentence would have an article.
    """
    cue = passage.cue_in("mention.topic", first, last)
    if not cue and match.form == "one":
        cue = passage.cue_in("mention.said", first, last)
    return cue


def _items(passage: Passage, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas and the like, up to a closing bracket or an end mark."""
    start = first
    for at in range(first, last + 1):
        word = passage.tokens.words[at] if at < last else ")"
        if word in _APART:
            if at > start:
                yield start, at
            start = at + 1
        if word in {")", ".", "!"}:
            return


def _item(match: Match, passage: Passage) -> tuple[int, int]:
    """The stretch between commas, bullets, quotation marks and line ends that holds a match."""
    words = passage.tokens.words
    begin, end = passage.line(match.first)
    apart = _APART | _BULLETS | QUOTE_MARKS
    start = next((i + 1 for i in range(match.first - 1, begin - 1, -1) if words[i] in apart), begin)
    stop = next((i for i in range(match.last, end) if words[i] in apart), end)
    return start, stop


def _is_alone(match: Match, passage: Passage) -> bool:
    """Whether nothing but one more word stands in the item of a match, and that no article."""
    start, stop = _item(match, passage)
    extra = (*range(start, match.first), *range(match.last, stop))
    return len(extra) <= 1 and not any(
        passage.cue_after("mention.determiner", at, at + 1) for at in extra
    )


def _in_parenthesis(match: Match, passage: Passage) -> str:
    """An example in brackets after a word about wording: "labels (e.g., addict)"."""
    tokens = passage.tokens
    first, last = tokens.sentence(match.first)
    opened = next(
        (i for i in range(match.first - 1, first - 1, -1) if tokens.words[i] in "()"), None
    )
    if opened is None or tokens.words[opened] != "(" or ")" not in tokens.words[match.last : last]:
        return ""
    example = passage.cue_after("mention.example", opened + 1, match.first)
    topic = passage.cue_in("mention.topic", first, opened)
    return f"{topic} ({example}" if example and topic else ""
