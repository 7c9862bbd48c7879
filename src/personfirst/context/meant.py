"""A second opinion on what is meant: where a rule's `needs` list no shape for it, do words on a
page about drugs mean what the rule is about all the same?
"""

from __future__ import annotations

from collections.abc import Iterator

from personfirst.context.base import Passage
from personfirst.context.opinion import around, weights_of
from personfirst.match.scorer import stem
from personfirst.match.terms import Match
from personfirst.model.choices import Severity
from personfirst.rulebook.places import is_built_in

FILE = "senses.json"
_NEAREST = ("<0", "<1", ">0", ">1")


def is_likely(match: Match, passage: Passage) -> bool:
    """Whether a match that lacks what its rule needs is likely meant as the rule has it. A few
    lines say too little; suggestions and an organisation's own rules are left alone.
    """
    senses = weights_of(passage.opinions, FILE)
    if senses is None or match.structure or not is_built_in(match.rule.file):
        return False
    mild = match.compiled.severity is Severity.SUGGESTION
    if mild or not passage.on_topic or not passage.facts.is_page:
        return False
    return senses.probability(features(passage, match.first, match.last)) >= senses.likely


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
