"""Words that a text hands back: to those who said them, or to what its writers once wrote."""

from __future__ import annotations

import re

from personfirst.context.base import (
    DETERMINERS,
    NOUN_FORMS,
    OF_PEOPLE,
    Passage,
    Verdict,
    muted,
    past_year,
)
from personfirst.context.facts import plain_tokens
from personfirst.match.terms import Match
from personfirst.model.document import Role
from personfirst.model.finding import Muted

NAME = "mention"
ANSWERED = "answered"
HISTORY = "reported-history"
_NEAR = 14
"""Words behind a match in which it may say whose word it is."""
_PEOPLE = OF_PEOPLE | {"pregnancy"}
_SHORT = 8
"""Words of a quotation that gives a name for people, at most."""
_CLAIMS = frozenset(
    {"recovery-status", "narratives", "behavior", "condition", "family", "medication"}
)
"""Categories of words by which somebody judges."""
_ANSWER = re.compile(r"\W*A(?:nswer)?[.:]?\W+", re.IGNORECASE)
"""How an answer to a reader's question is led."""
_LEAD = 2
"""Words and marks among which "Q." leads a question."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted in a correction, in what the writers regret, in what nobody calls somebody, in what is
    somebody else's word or view that the text answers, in print of the past; in what they used to
    say and now say otherwise, where it is quoted, else a suggestion at most.
    """
    if match.structure is not None:
        return None
    first, last = passage.tokens.sentence(match.first)
    _, beyond = passage.tokens.sentence(min(last, len(passage.tokens) - 1))
    _, later = passage.tokens.sentence(min(beyond, len(passage.tokens) - 1))
    quote = passage.quote(match)
    cue = (
        _regretted(match, passage, first, later)
        or passage.cue_before("disowned.nobody-called", match.first, first)
        or passage.cue_before("disowned.told-nobody", match.first, first)
        or passage.cue_before("disowned.implied", match.first, first)
        or passage.cue_before("disowned.called-one", match.first, first)
        or _on_record(match, passage)
        or passage.cue_in("disowned.their-word", match.last, min(match.last + _NEAR, last))
        or (quote and passage.cue_after("disowned.rewritten", quote[1] + 1))
        or _slogan(match, passage, first, last)
    )
    if cue:
        return muted(NAME, cue)
    cue = _printed(match, passage, quote)
    if cue:
        return muted(HISTORY, cue)
    cue = (
        _protested(match, passage, first, last, beyond)
        or _denied_beside(match, passage, first)
        or _countered(match, passage, first, last)
        or _objected(match, passage, last)
    )
    if cue:
        return muted(ANSWERED, cue)
    cue = _said_then(match, passage, first, beyond)
    if not cue:
        return None
    return muted(NAME, cue) if quote else Verdict(Muted(NAME, cue), suggests=True)


def _regretted(match: Match, passage: Passage, first: int, later: int) -> str:
    """What the writers once wrote, in a correction, or where they say at once that they would not
    write it now: “We also called him a former addict. Sorry.”
    """
    said = passage.cue_in("disowned.own-words", first, match.first)
    if not said:
        return ""
    regret = passage.cue_in("disowned.regret", match.last, later) or (
        passage.cue_at_start("disowned.correction", plain_tokens(passage.block.heading))
        or passage.cue_at_start("disowned.correction", passage.tokens)
    )
    return f"{said} … {regret}" if regret else ""


def _said_then(match: Match, passage: Passage, first: int, beyond: int) -> str:
    """What the writers used to say, where they tell what they say now: “We used to say … Now we
    say”.
    """
    then = passage.cue_in("disowned.then", first, match.first)
    now = passage.cue_in("disowned.now", match.last, beyond) if then else ""
    return f"{then} … {now}" if now else ""


def _on_record(match: Match, passage: Passage) -> str:
    """A singular without an article that was put in somebody's papers: put addict on my chart."""
    before = passage.tokens.lowers[match.first - 1] if match.first else ""
    if match.form != "one" or before in DETERMINERS or not before.isalpha():
        return ""
    return passage.cue_after("disowned.on-record", match.last)


def _slogan(match: Match, passage: Passage, first: int, last: int) -> str:
    """A saying of people who speak for themselves: no one speaks for users but users."""
    if match.rule.category not in OF_PEOPLE:
        return ""
    return passage.cue_in("disowned.slogan", first, last)


def _printed(match: Match, passage: Passage, quote: tuple[int, int] | None) -> str:
    """In quotation marks, what papers once told their readers, what a court has written, or a name
    for people in a sentence, and no headline, that dates what it tells to a time in the past.
    """
    if quote is None:
        return ""
    begin, _ = passage.tokens.sentence(max(quote[0] - 2, 0))
    cue = passage.cue_before("disowned.press", max(quote[0] - 1, 0), begin) or (
        passage.cue_in("disowned.court", begin, quote[0])
    )
    named = match.rule.category in _PEOPLE and match.form in NOUN_FORMS
    headline = passage.block.role is Role.HEADING or passage.block.text.isupper()
    if cue or headline or not named or quote[1] - quote[0] > _SHORT:
        return cue
    first, last = passage.tokens.sentence(match.first)
    told = passage.tokens.words[min(begin, first) : last]
    return past_year(told, decades=True)


def _protested(match: Match, passage: Passage, first: int, last: int, beyond: int) -> str:
    """What others do or think, where the next sentence says that the writers have complained."""
    own = passage.cue_in("mention.own", first, match.first)
    if own or match.rule.category not in _CLAIMS or beyond == last:
        return ""
    return passage.cue_after("disowned.protest", last, beyond)


def _countered(match: Match, passage: Passage, first: int, last: int) -> str:
    """What somebody is said to think, where the sentence goes on with what was said to that."""
    view = passage.cue_in("disowned.view", first, match.first)
    if not view or match.rule.category not in _CLAIMS:
        return ""
    countered = passage.cue_in("disowned.countered", match.last, last)
    return f"{view} … {countered}" if countered else ""


def _objected(match: Match, passage: Passage, last: int) -> str:
    """In a reader's question, “Q. …”, whose answer, here or below, begins with a denial."""
    tokens = passage.tokens
    led = not {"q", "q."}.isdisjoint(tokens.lowers[:_LEAD])
    if not led or match.rule.category not in _CLAIMS or tokens.words[last - 1] != "?":
        return ""
    rest = passage.block.text[tokens.ends[last - 1] :].strip()
    answer = rest or passage.facts.block_after(passage.block)
    said = _ANSWER.match(answer)
    return passage.cue_at_start("answered.no", plain_tokens(answer[said.end() :])) if said else ""


def _denied_beside(match: Match, passage: Passage, first: int) -> str:
    """What the sentence reports, where the text says near by of the same word that it is not that:
    “She told us to stop enabling. Feeding your kid isn't enabling.”
    """
    if match.rule.category in OF_PEOPLE or not passage.cue_in(
        "quotation.speech", first, match.first
    ):
        return ""
    head = passage.tokens.lowers[match.last - 1]
    for at in passage.tokens.places(head):
        cue = passage.cue_before("answered.not", at, passage.tokens.sentence(at)[0])
        if cue and not match.first <= at < match.last:
            return f"{cue} {head}"
    return ""
