"""People name themselves. "I'm an addict" is theirs to say; "he admits he is an addict" is not."""

from __future__ import annotations

from personfirst.context.base import Passage, Verdict, muted
from personfirst.match.terms import Match

NAME = "self-description"
_MOST_ADJECTIVES = 3
_OWN = frozenset({"recovery-status", "condition", "behavior", "testing", "treatment", "family"})
_VERB_FORMS = frozenset({"base", "third", "past", "gerund"})


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted after "I am a", "as a …, I", "calls herself", and for what the writer did or had."""
    cue = (
        _named(match, passage)
        or _quoted(match, passage)
        or _as_one(match, passage)
        or _had(match, passage)
        or _did(match, passage)
        or _includes_self(match, passage)
    )
    return muted(NAME, cue) if cue else None


def _named(match: Match, passage: Passage) -> str:
    """After "I am" or "she calls herself", at most an article and adjectives between."""
    tokens = passage.tokens
    first, _ = tokens.sentence(match.first)
    index = match.first
    adjectives = 0
    cue_words = passage.cues["self-description.between"]
    articles = passage.cues["self-description.article"]
    while index > first:
        cue = passage.cue_before("self-description.naming", index, first)
        if cue:
            return cue
        word = tokens.lowers[index - 1]
        if any(word in pattern.first for pattern in articles.patterns):
            adjectives = 0
        elif any(word in pattern.first for pattern in cue_words.patterns):
            pass
        elif word.isalpha() and adjectives < _MOST_ADJECTIVES and not _blocks(passage, word):
            adjectives += 1
        elif word not in {'"', "'"} or adjectives:
            return ""
        index -= 1
    return ""


def _quoted(match: Match, passage: Passage) -> str:
    """The first words of a quotation by which somebody names themselves: says he is “a drunk”."""
    quote = passage.quote(match)
    if quote is None or match.first - quote[0] > _MOST_ADJECTIVES:
        return ""
    first, _ = passage.tokens.sentence(max(quote[0] - 2, 0))
    return passage.cue_before("self-description.quoted", quote[0] - 1, first)


def _as_one(match: Match, passage: Passage) -> str:
    """After "as a", with the speaker to follow: "as a former addict, I"."""
    first, last = passage.tokens.sentence(match.first)
    cue = passage.cue_before("self-description.as", match.first, first)
    if not cue:
        return ""
    return passage.cue_after("self-description.first-person", match.last, last)


def _had(match: Match, passage: Passage) -> str:
    """The speaker's own: "my addiction", "in my relapse"."""
    if match.rule.category not in _OWN:
        return ""
    first, _ = passage.tokens.sentence(match.first)
    return passage.cue_before("self-description.owner", match.first, first)


def _did(match: Match, passage: Passage) -> str:
    """The speaker as the one who does or is it: "I relapsed", "I have been clean"."""
    if match.form not in _VERB_FORMS and match.rule.category not in _OWN:
        return ""
    tokens = passage.tokens
    first, _ = tokens.sentence(match.first)
    cue = passage.cue_before("self-description.subject", match.first, first)
    if not cue:
        return ""
    start = next(
        (i for i in range(match.first - 1, first - 1, -1) if tokens.lowers[i] == "i"), match.first
    )
    between = tokens.lowers[start + 1 : match.first]
    return "" if any(_blocks(passage, word) for word in between) else cue


def _includes_self(match: Match, passage: Passage) -> str:
    _, last = passage.tokens.sentence(match.first)
    return passage.cue_after("self-description.includes-self", match.last, last)


def _blocks(passage: Passage, word: str) -> bool:
    """Whether a word between "I" and the match makes somebody else the subject."""
    return any(
        word in pattern.first for pattern in passage.cues["self-description.blocks"].patterns
    )
