"""A second opinion on what is meant: where a rule's `needs` list no shape for it, do words on a
page about drugs mean what the rule is about all the same?
"""

from __future__ import annotations

from collections.abc import Iterator

from personfirst.context.base import Passage
from personfirst.context.opinion import around, model_for, probability
from personfirst.match.scorer import stem
from personfirst.match.terms import Match
from personfirst.model.choices import Severity

FILE = "senses.json"
_LIKELY = 0.4
_NEAREST = ("<0", "<1", ">0", ">1")


def is_likely(match: Match, passage: Passage) -> bool:
    """Whether a match that lacks what its rule needs is likely meant as the rule has it. A few
    lines say too little; suggestions and an organisation's own rules are left alone.
    """
    if match.structure or match.compiled.severity is Severity.SUGGESTION or not passage.on_topic:
        return False
    model = model_for(match, passage, FILE)
    return model is not None and (
        probability(model, features(passage, match.first, match.last)) >= _LIKELY
    )


def features(passage: Passage, first: int, last: int) -> Iterator[str]:
    """The words from `first` up to `last`, what stands around them, and what stands right beside
    for these words.
    """
    stems = list(map(stem, passage.tokens.lowers[first:last]))
    yield from (f"@{one}" for one in stems)
    for one in around(passage, first, last):
        yield one
        if one.startswith(_NEAREST):
            yield f"@{stems[-1]} {one}"
            yield f"@{stems[0]} {one}"
