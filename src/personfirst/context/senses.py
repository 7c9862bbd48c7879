"""A rule's own `needs` and `unless`: is the word meant in the sense that the rule is about?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from personfirst.context.base import OFF_SUBJECT, QUOTE_MARKS, Passage, Verdict, muted
from personfirst.context.meant import is_likely
from personfirst.match.search import Hit, find_all, found_after, found_before
from personfirst.match.terms import Match
from personfirst.match.tokens import Tokens, words_of
from personfirst.model.choices import Severity
from personfirst.model.finding import Muted
from personfirst.rulebook.pattern import Expressions, Pattern
from personfirst.rulebook.places import is_built_in
from personfirst.rulebook.schema import CompiledCondition

NAME = "other-sense"
LACKING = "nothing near by says that it is about drugs or drinking"
_SLUR = "slur"
_TOPIC = "the topic of the document"
_EVIDENCE = "-evidence}"
_STOP, _END = ".", "the end of the text"
_POSSESSIVE = frozenset({"'s", "'"})


def judge_all(
    matches: Sequence[Match], passage: Passage, counts: Callable[[Match], bool]
) -> list[Verdict | None]:
    """A verdict for each match of a passage; one that suggests leaves a suggestion.

    Words that are ambiguous alone are not so beside words that are not: a match that needs no
    evidence and that no other filter mutes (it `counts`) is evidence for all in its sentence.
    """
    excepted = [_excepted(match, passage) for match in matches]
    certain = [
        match
        for match, verdict in zip(matches, excepted, strict=True)
        if verdict is None
        and match.rule.severity is not Severity.SUGGESTION
        and not match.compiled.needs
        and counts(match)
    ]
    return [
        verdict or _needing(match, passage, certain)
        for match, verdict in zip(matches, excepted, strict=True)
    ]


def _excepted(match: Match, passage: Passage) -> Verdict | None:
    """Muted where an `unless` holds; of the built-in rules, a suggestion on a page that never names
    drugs, and all but slurs without another sense on one that does not so much as mention them.
    """
    for condition in match.compiled.unless:
        cue = holds(condition, match, passage, _POSSESSIVE)
        if cue:
            means = condition.condition.means
            return muted(NAME, f"{cue} ({means})" if means else cue)
    rule = match.rule
    plain = rule.category == _SLUR and not match.compiled.needs
    if is_built_in(rule.file) and (
        (rule.severity is Severity.SUGGESTION and passage.off_subject)
        or (not plain and passage.unmentioned)
    ):
        return muted(NAME, OFF_SUBJECT)
    return None


def asks(match: Match, passage: Passage) -> bool:
    """Whether a rule wants a person to choose here, for an `ask` holds."""
    return any(holds(one, match, passage, _POSSESSIVE) for one in match.compiled.ask)


def _needing(match: Match, passage: Passage, certain: Sequence[Match]) -> Verdict | None:
    """Muted where there are `needs` and none holds.

    A document that is about drugs as a whole is evidence enough: for a condition that wants no
    words right beside the match, and for the part of any other that asks for words of a lexicon of
    evidence.
    """
    needs = match.compiled.needs
    if not needs or any(
        holds(condition, match, passage, QUOTE_MARKS | _POSSESSIVE, on_topic=passage.on_topic)
        for condition in needs
    ):
        return None
    if any(_is_evidence(condition) for condition in needs):
        if passage.on_topic:
            return None
        number = passage.tokens.sentences[match.first]
        for other in certain:
            if passage.tokens.sentences[other.first] == number and not other.span.overlaps(
                match.span
            ):
                return None
    return Verdict(Muted(NAME, LACKING), suggests=is_likely(match, passage))


def _is_evidence(condition: CompiledCondition) -> bool:
    """Whether a condition asks for a topic, and not for words in or right beside the match."""
    wanted = condition.condition
    beside = wanted.preceded_by or wanted.followed_by or wanted.near
    if beside or wanted.match_has or wanted.opens:
        return False
    return bool(wanted.sentence_has or wanted.paragraph_has)


def _asks_for_topic(expressions: Sequence[str]) -> bool:
    """Whether words are asked for that say what a text is about: those of a lexicon of evidence."""
    return any(_EVIDENCE in expression for expression in expressions)


def holds(
    condition: CompiledCondition,
    match: Match,
    passage: Passage,
    marks: frozenset[str],
    *,
    on_topic: bool = False,
) -> str:
    """The words by which all parts of a condition hold, or nothing.

    `marks` may stand between the match and the words right before or after it. `on_topic` says that
    the whole document is evidence of what it is about.
    """
    tokens = passage.tokens
    first, last = tokens.sentence(match.first)
    within = condition.condition.within
    before, after = _beyond(marks, tokens, match, first, last)
    wanted = condition.condition

    def ahead(pattern: Pattern) -> Hit | None:
        return found_before(pattern, tokens, before, within, first)

    def behind(pattern: Pattern) -> Hit | None:
        return found_after(pattern, tokens, after, within, last)

    reach = max(condition.preceded_by.longest, condition.near.longest)
    words_before = tokens.lowers[max(first, before - within - reach) : before]
    words_after = tokens.lowers[after : min(after + within, last)]
    at_end = (_STOP,) if after == len(tokens) else ()
    parts: tuple[tuple[Expressions, Sequence[str], Callable[[Pattern], Hit | None]], ...] = (
        (condition.preceded_by, words_before, ahead),
        (
            condition.followed_by,
            (*words_after, *at_end),
            lambda one: behind(one) or _unwritten_stop(one, tokens, after),
        ),
        (
            condition.near,
            (*words_before, *words_after),
            lambda one: ahead(one) or behind(one),
        ),
        (
            condition.match_has,
            tokens.lowers[match.first : match.last],
            lambda one: next(find_all(one, tokens, match.first, match.last), None),
        ),
        (
            condition.sentence_has,
            tokens.lowers[first:last],
            lambda one: _beside(one, tokens, match, first, last),
        ),
    )
    cues: list[str] = []
    if wanted.opens:
        cues.append(words_of(tokens, match.first, match.last) if before == first else "")
    for patterns, words, find in parts:
        if patterns is condition.sentence_has and on_topic and _asks_for_topic(wanted.sentence_has):
            cues.append(_TOPIC)
        elif patterns:
            hit = next(filter(None, map(find, patterns.among(words))), None)
            if hit is None:
                return ""
            found = hit.last > hit.first
            cues.append(words_of(tokens, hit.first, hit.last) if found else _END)
    if not all(cues):
        return ""
    if wanted.on_topic:
        cues.append(_TOPIC if passage.on_topic else "")
    if on_topic and _asks_for_topic(wanted.paragraph_has):
        cues.append(_TOPIC)
    elif condition.paragraph_has:
        cues.append(_in_paragraph(condition.paragraph_has, match, passage))
    if condition.document_has:
        cues.append(passage.facts.has_any(condition.document_has))
    return ", ".join(cues) if all(cues) else ""


def _beyond(
    marks: frozenset[str], tokens: Tokens, match: Match, first: int, last: int
) -> tuple[int, int]:
    """The end of the words before a match and the start of those after it, marks left out."""
    before, after = match.first, match.last
    while before > first and tokens.lowers[before - 1] in marks & QUOTE_MARKS:
        before -= 1
    while after < last and tokens.lowers[after] in marks:
        after += 1
    return before, after


def _unwritten_stop(pattern: Pattern, tokens: Tokens, index: int) -> Hit | None:
    """The full stop that a heading, a list item or a cell goes without, where one is asked for."""
    ends = index == len(tokens) and len(pattern.elements) == 1 and _STOP in pattern.first
    return Hit(index, index, "", {}) if ends else None


def _beside(pattern: Pattern, tokens: Tokens, match: Match, first: int, last: int) -> Hit | None:
    return next(
        (
            hit
            for hit in find_all(pattern, tokens, first, last)
            if hit.last <= match.first or hit.first >= match.last
        ),
        None,
    )


def _in_paragraph(patterns: Expressions, match: Match, passage: Passage) -> str:
    """The words of the block, beside the match, or of the texts around it, that one of some
    expressions finds, or nothing.
    """
    every = passage.tokens, *passage.around
    for pattern in patterns.among(chain.from_iterable(one.lowers for one in every)):
        hit = _beside(pattern, passage.tokens, match, 0, len(passage.tokens))
        if hit:
            return words_of(passage.tokens, hit.first, hit.last)
        for tokens in passage.around:
            for hit in find_all(pattern, tokens):
                return words_of(tokens, hit.first, hit.last)
    return ""
