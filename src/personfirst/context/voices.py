"""A second opinion on whose words they are: logistic regression over what stands around a match.

The other filters know shapes: quotation marks, lists, "people say that". Other voices and words
that are shown come in ever new shapes, and what they share are the words around them. Where these
read like words of others, or like words that are shown, the match is a suggestion, whatever its
rule says; a suggestion is muted where they surely do.
"""

from __future__ import annotations

from collections.abc import Iterator

from personfirst.context.base import Passage, Verdict
from personfirst.context.opinion import around, model_for, probability
from personfirst.match.terms import Match
from personfirst.model.choices import Severity
from personfirst.model.finding import Muted

NAME = "voice"
FILE = "voices.json"
_TALK = "mention.talk"
_LIKELY, _TOLD, _SURE = 0.4, 0.7, 0.97
"""From these probabilities on words are a suggestion at most, a narrative is one that others tell
or that is shown, and what is a suggestion by its rule is muted.
"""
_SHARES = (0.005, 0.01, 0.02, 0.035)
"""Which share of a document's words speaks of words."""
_MOST_TALK, _MOST_TALK_NEAR = 3, 6
_MARKS = frozenset("\"“”'‘’*_")


def judge(match: Match, passage: Passage) -> Verdict | None:
    """No more than a suggestion where the words around read like somebody else's, or shown; where
    they surely do, what is a suggestion by its rule is muted, and so is a narrative where they
    likely do. A few lines say too little, and an organisation's own rules are left alone.
    """
    model = model_for(match, passage, FILE)
    if model is None:
        return None
    others = probability(model, features(passage, match.first, match.last))
    if others < (_TOLD if match.structure else _LIKELY):
        return None
    reads = Muted(NAME, f"reads like words of others or words shown ({others:.0%})")
    if match.structure:
        return Verdict(reads)
    mild = match.compiled.severity is Severity.SUGGESTION
    return Verdict(reads, lowers=mild and others >= _SURE, suggests=True)


def features(passage: Passage, first: int, last: int) -> Iterator[str]:
    """What stands around the words from `first` up to `last`, marks included, and how much is said
    of words there.
    """
    yield from around(passage, first, last)
    begin, end = passage.tokens.sentence(first)
    if any(start <= first and last <= stop for start, stop in passage.quotes):
        yield "#quoted"
    if _marked(passage, first):
        yield "#marked"
    yield from _talk(passage, begin, end)


def _talk(passage: Passage, begin: int, end: int) -> Iterator[str]:
    """How much the document, what is near and the sentence itself speak of words."""
    cue = passage.cues.get(_TALK)
    if cue is None:
        return
    said = cue.single_words
    share = passage.facts.share(said)
    yield f"#talk {sum(share >= one for one in _SHARES)}"
    here = sum(word in said for word in passage.tokens.lowers[begin:end])
    near = sum(map(passage.counts_near.__getitem__, said))
    yield f"#talk here {min(here, _MOST_TALK)}"
    yield f"#talk near {min(near, _MOST_TALK_NEAR)}"


def _marked(passage: Passage, first: int) -> bool:
    """Whether a quotation mark stands right before a word, or emphasis begins with it."""
    start = passage.tokens.starts[first]
    at_mark = start > 0 and passage.block.text[start - 1] in _MARKS
    return at_mark or any(mark.span.start == start for mark in passage.block.marks)
