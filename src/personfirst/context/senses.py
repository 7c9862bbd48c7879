"""A rule's own `needs` and `unless`: is the word meant in the sense that the rule is about?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from personfirst.context.base import IN_PASSING, OFF_SUBJECT, QUOTE_MARKS, Passage, Verdict, muted
from personfirst.context.meant import is_likely
from personfirst.context.surroundings import Surroundings
from personfirst.match.terms import Match
from personfirst.model.choices import Severity
from personfirst.model.finding import Muted
from personfirst.rulebook.places import is_built_in
from personfirst.rulebook.schema import CompiledCondition

NAME = "other-sense"
LACKING = "nothing near by says that it is about drugs or drinking"
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
    """Muted where an `unless` holds, and a story on a page that neither names drugs nor has other
    signs of them; of the built-in rules also a suggestion on a page that never names drugs, and all
    but slurs without another sense on one that does not so much as mention them. A word is not
    enough that such a page names once and far away: for suggestions, and where a rule `needs`
    something.
    """
    around = Surroundings(match, passage, _POSSESSIVE)
    for condition in match.compiled.unless:
        cue = around.holds(condition)
        if cue:
            means = condition.condition.means
            return muted(NAME, f"{cue} ({means})" if means else cue)
    rule, needs, told = match.rule, match.compiled.needs, match.structure is not None
    if told and passage.has_signs:
        return None
    if told and passage.off_subject:
        return muted(NAME, OFF_SUBJECT)
    if not is_built_in(rule.file):
        return None
    suggests, plain = rule.severity is Severity.SUGGESTION, match.compiled.counts_anywhere
    if (suggests and passage.off_subject) or (not plain and passage.unmentioned):
        return muted(NAME, OFF_SUBJECT)
    if not told and ((suggests and passage.aside) or (needs and passage.barely_mentioned)):
        return muted(NAME, IN_PASSING)
    return None


def asks(match: Match, passage: Passage) -> bool:
    """Whether a rule wants a person to choose here, for an `ask` holds."""
    return _holds_any(match.compiled.ask, match, passage)


def withholds(match: Match, passage: Passage) -> bool:
    """Whether none of a rule's rewrites can stand here, for a `withhold` holds."""
    return _holds_any(match.compiled.withhold, match, passage)


def _holds_any(conditions: Sequence[CompiledCondition], match: Match, passage: Passage) -> bool:
    """Whether one of some conditions holds around a match; most rules have none to look for."""
    return bool(conditions) and any(
        map(Surroundings(match, passage, _POSSESSIVE).holds, conditions)
    )


def _needing(match: Match, passage: Passage, certain: Sequence[Match]) -> Verdict | None:
    """Muted where there are `needs` and none holds.

    A document that is about drugs as a whole is evidence enough: for a condition that wants no
    words right beside the match, and for the part of any other that asks for words of a lexicon of
    evidence.
    """
    needs = match.compiled.needs
    if not needs:
        return None
    around = Surroundings(
        match, passage, QUOTE_MARKS | _POSSESSIVE, on_topic=passage.on_topic, speaks=True
    )
    if any(map(around.holds, needs)):
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
