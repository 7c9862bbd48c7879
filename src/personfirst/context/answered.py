"""Words that the text takes back: it denies that there is such a person, or answers who says so."""

from __future__ import annotations

from personfirst.context.base import NOUN_FORMS, OF_PEOPLE, QUOTE_MARKS, Passage, Verdict, muted
from personfirst.context.facts import plain_tokens
from personfirst.match.terms import Match
from personfirst.model.document import MarkKind, Role
from personfirst.model.finding import Muted

NAME = "answered"
_CLAUSES = frozenset(
    {"that", "who", "if", "when", "but", ",", ":", "he", "she", "they", "it", "you", "than"}
)
"""Words by which another clause begins, which has its own subject."""
_DENIABLE = frozenset({"behavior", "treatment", "pregnancy"})
_NAMES = OF_PEOPLE | {"abuse", "supply", "justice", "equipment"}
_LIVES = frozenset({"overdose", "recovery-status", "testing"})
"""Categories of words for what happened to somebody, which is no judgement."""
_REPLY = 8
"""Words behind a question that make an answer."""
_TAG = 3
"""Words behind a quotation in which a pronoun is said to have spoken."""
_LEAD = 2
"""Words and marks among which "Q." or "A." leads a question or its answer."""
_ANSWER = 4
"""Words of the next sentence by which it may begin to answer."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted after "nobody is a", in a question that is answered with "No", in what is called false;
    a suggestion at most in what "some say", what was held once, and what others say and the next
    sentence answers. Of a structure only what is replied is asked here; see `framing` for the other
    ways.
    """
    first, last = passage.tokens.sentence(match.first)
    if match.structure is not None:
        cue = _replied(match, passage, first, last)
        return muted(NAME, cue) if cue else None
    cue = (
        _denied(match, passage, first, last)
        or _taken_back(match, passage, first, last)
        or _not_so(match, passage, first)
        or _something_else(match, passage, first, last)
        or _believed(match, passage, first)
        or passage.cue_in("answered.false-before", first, match.first)
        or _false(match, passage, first, last)
        or _asked(match, passage, last)
        or _scared(match, passage, first, last)
        or _corrected(match, passage)
        or _disowned(match, passage, first, last)
        or _quoted(match, passage)
    )
    if cue:
        return muted(NAME, cue)
    cue = (
        passage.cue_after("answered.rumored", first, match.first)
        or _held(match, passage, first)
        or _replied(match, passage, first, last)
    )
    return Verdict(Muted(NAME, cue), suggests=True) if cue else None


def _denied(match: Match, passage: Passage, first: int, last: int) -> str:
    """Said to be nobody; not where the sentence goes on that people make themselves so: "Nobody is
    born a drunkard; he walks into it on his own two feet".
    """
    start = _before_quotes(match, passage, first)
    cue = passage.cue_before("answered.denied", start, first) or _nobody(match, passage, first)
    return "" if cue and passage.cue_in("answered.own-doing", match.last, last) else cue


def _before_quotes(match: Match, passage: Passage, first: int) -> int:
    """Where a match begins, its opening quotation marks included."""
    start = match.first
    while start > first and passage.tokens.words[start - 1] in QUOTE_MARKS:
        start -= 1
    return start


def _taken_back(match: Match, passage: Passage, first: int, last: int) -> str:
    """In a sentence that only says that it is not so: "Not addicts. Not cases. Neighbors"."""
    rest = [word for word in passage.tokens.words[match.last : last] if word.isalpha()]
    cue = passage.cue_after("answered.not-a", first, match.first)
    return cue if len(rest) <= 1 and len(cue.split()) == match.first - first else ""


def _nobody(match: Match, passage: Passage, first: int) -> str:
    """Said of a subject that is none: "Not one of the people we saw was a"."""
    start = _before_quotes(match, passage, first)
    nobody = passage.cue_after("answered.nobody", first, start)
    between = passage.tokens.lowers[first:start]
    if not nobody or not _CLAUSES.isdisjoint(between):
        return ""
    return nobody if passage.cue_before("answered.is", start, first) else ""


def _not_so(match: Match, passage: Passage, first: int) -> str:
    """What somebody is said not to do or to be like: "They aren't combative". Of a noun for people
    that leaves others who are.
    """
    if match.rule.category not in _DENIABLE or match.form in NOUN_FORMS:
        return ""
    return passage.cue_before("answered.not", _before_quotes(match, passage, first), first)


def _something_else(match: Match, passage: Passage, first: int, last: int) -> str:
    """What is said not to be it: "It was not drug abuse that hurt him but the supply". A noun for
    people names those that it is said of all the same.
    """
    if match.rule.category in OF_PEOPLE:
        return ""
    cue = passage.cue_before("answered.cleft", match.first, first)
    return cue if cue and passage.cue_in("answered.rather", match.last, last) else ""


def _believed(match: Match, passage: Passage, first: int) -> str:
    """A judgement that the sentence reports as the view of others, or as what the writer was told.
    Nouns for people are the writer's words all the same, and so is what a test is considered.
    """
    if match.rule.category in _NAMES | {"testing"}:
        return ""
    return passage.cue_before("answered.believed", match.first, first) or (
        passage.cue_in("answered.told", first, match.first)
    )


def _false(match: Match, passage: Passage, first: int, last: int) -> str:
    """A claim that its own sentence calls false: "the idea that … has no basis"."""
    claim = passage.cue_in("answered.claim", first, match.first)
    false = passage.cue_in("answered.false", match.last, last) if claim else ""
    return f"{claim} … {false}" if false else ""


def _corrected(match: Match, passage: Passage) -> str:
    """In a reader's question, "Q. …", whose answer says that those it names are people."""
    lowers = passage.tokens.lowers
    asked = match.form in NOUN_FORMS and any(
        lowers[at] in {"q", "q."} for at in range(min(_LEAD, match.first))
    )
    if not asked:
        return ""
    answer = next(
        (
            at
            for at in range(match.last, len(lowers))
            if lowers[at] in {"a.", "a"}
            and (passage.line(at)[0] == at or lowers[at - 1] in {"?", "*", "_"})
        ),
        None,
    )
    if answer is not None:
        return passage.cue_in("answered.people", answer, len(passage.tokens))
    following = passage.facts.block_after(passage.block)
    words = plain_tokens(following).lowers
    led = any(word in {"a", "a."} for word in words[:_LEAD])
    return passage.cue_within("answered.people", following) if led else ""


def _disowned(match: Match, passage: Passage, first: int, last: int) -> str:
    """A judgement that somebody says, and that the next sentence does not share: "We do not believe
    it". Nouns for people are the writer's all the same, and so are words for what happened to them
    unless the sentence begins as one that tells what others say.
    """
    if match.rule.category in _NAMES:
        return ""
    said = passage.cue_after("answered.rumored", first, match.first) or (
        ""
        if match.rule.category in _LIVES
        else passage.cue_in("quotation.speech", first, match.first)
    )
    return passage.cue_after("answered.disowned", last, len(passage.tokens)) if said else ""


def _held(match: Match, passage: Passage, first: int) -> str:
    """What somebody used to think, or readers should let nobody tell them. What happened to people,
    and the things of their lives, are not made up by those who speak of them.
    """
    if match.rule.category in _LIVES | {"justice", "equipment", "supply"}:
        return ""
    return passage.cue_in("answered.once", first, match.first) or (
        passage.cue_in("answered.told-you", first, match.first)
    )


def _replied(match: Match, passage: Passage, first: int, last: int) -> str:
    """What others are reported to say, and the writer takes back or answers in the same sentence or
    the next, which may be the block below: "Folks say that feeding a drunk … I say". Where what
    they say is the kinder view, the answer is the judgement: "They call it a disease. I call it".
    """
    said = passage.cue_in("answered.reported", first, min(match.last, last))
    if not said or match.rule.category in _LIVES or passage.cue_in("answered.kindly", first, last):
        return ""
    tokens = passage.tokens
    wrong = passage.cue_in("answered.wrong", match.last, last)
    while last < len(tokens) and tokens.words[last] in QUOTE_MARKS:
        last += 1
    if wrong or last < len(tokens):
        end = tokens.end(last)
        reply = wrong or (
            passage.cue_after("answered.reply", last, end)
            or passage.cue_after("answered.answer", last, end)
        )
    else:
        below = plain_tokens(passage.facts.block_after(passage.block))
        reply = passage.cue_at_start("answered.reply", below) or (
            passage.cue_at_start("answered.answer", below)
        )
    return f"{said} … {reply}" if reply else ""


def _asked(match: Match, passage: Passage, last: int) -> str:
    """In a question that the words behind it, or below it as a heading, answer with a denial. What
    happened to somebody is not denied by it: "Will I be put out for a dirty test? No".
    """
    if match.rule.category in _LIVES:
        return ""
    tokens = passage.tokens
    end = last
    while end > match.last and tokens.words[end - 1] in {'"', "'"}:
        end -= 1
    first, _ = tokens.sentence(match.first)
    if tokens.words[end - 1] != "?" or passage.cue_after("answered.why", first, match.first):
        return ""
    if last < len(tokens):
        return passage.cue_after("answered.no", last, min(last + _ANSWER, len(tokens)))
    if passage.block.role is not Role.HEADING:
        return ""
    following = passage.facts.block_after(passage.block)
    return passage.cue_at_start("answered.no", plain_tokens(following))


def _scared(match: Match, passage: Passage, first: int, last: int) -> str:
    """Alone in quotation marks in a reader's question, with an answer behind it or below: "Are you
    the “needle exchange”?"
    """
    quote = passage.quote(match)
    if quote is None or quote[1] - quote[0] > match.last - match.first + 1:
        return ""
    tokens = passage.tokens
    asks = tokens.words[last - 1] == "?" and passage.cue_after("answered.asks", first, match.first)
    below = last < len(tokens) or passage.block.role is Role.HEADING
    return f"{asks} …?" if asks and below else ""


def _quoted(match: Match, passage: Passage) -> str:
    """In a whole quotation that nobody says, and that the next words deny or answer: "…." They
    don't. What stands so in bold is a saying, whatever is said to it.
    """
    quote = passage.quote(match)
    if quote is None or quote[0] > 1 or passage.tokens.words[quote[1] - 1] not in {".", "!", "?"}:
        return ""
    behind = min(quote[1] + 1, len(passage.tokens))
    reply = min(behind + _REPLY, len(passage.tokens))
    asked = passage.tokens.words[quote[1] - 1] == "?" and reply - behind == _REPLY
    if asked and passage.cue_after("answered.own-voice", behind):
        reply = behind + _TAG
    if asked and not passage.cue_in("quotation.speech", behind, reply):
        return "a question in quotation marks, and its answer"
    bold = any(
        mark.kind is MarkKind.STRONG and mark.span.contains(match.span) and not mark.span.start
        for mark in passage.block.marks
    )
    if bold and reply - behind == _REPLY and not passage.cue_in("quotation.speech", behind, reply):
        return "a saying, and its answer"
    return passage.cue_after("answered.denial", behind, min(behind + _ANSWER, len(passage.tokens)))
