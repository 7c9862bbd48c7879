"""What to write instead: a rule's alternatives, built into the sentence where the words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from personfirst.match.terms import Match
from personfirst.model.finding import Safety
from personfirst.model.rule import Alternative, Rule
from personfirst.model.text import Span
from personfirst.rewrite.casing import cased, line_case
from personfirst.rewrite.doubts import reproached
from personfirst.rewrite.drafts import draft_for
from personfirst.rewrite.grammar import ADVERBS, BE, DETERMINERS, NOT, is_adjective, is_noun
from personfirst.rewrite.lists import (
    JOINTS,
    begins_noun,
    counted,
    drinks,
    has_close_people,
    list_item,
)
from personfirst.rewrite.nouns import shorter
from personfirst.rewrite.phrase import completed
from personfirst.rewrite.site import Draft, Label, Site
from personfirst.rewrite.together import both_named, in_row, put_joined, put_last, recovering, rows
from personfirst.rewrite.wording import alternatives_for, label_of

_NEAR = 5

Wording = Callable[[Rule], tuple[Alternative, ...]]
"""What a house says for a rule, its own words first."""


class Wanted(NamedTuple):
    """A match to be rewritten if it `counts`. Its rule, or a filter, `asks` for a person here, or
    none of its words can stand: then it is `withheld`, and keeps its own. A narrative
    around it may be `scornful`.
    """

    match: Match
    counts: bool = True
    asks: bool = False
    withheld: bool = False
    scornful: bool = False

    @property
    def is_doubted(self) -> bool:
        """Whether a person must look at its rewrite, and at those beside it."""
        return self.match.rule.safety is Safety.REVIEW or self.asks or self.withheld


class Rewrite(NamedTuple):
    """One way to say it: texts for stretches of the block, apart from each other and in order.

    `safety` is `safe` if the rule says so and every construction around the words was understood.
    """

    edits: tuple[tuple[Span, str], ...]
    safety: Safety
    style: str

    @property
    def span(self) -> Span:
        """From the beginning of the first stretch to the end of the last."""
        return Span(self.edits[0][0].start, self.edits[-1][0].end)

    def applied(self, text: str, span: Span | None = None) -> str:
        """What stands within a span of the block's text after the edits, `span` holding them all;
        within their own span unless one is given.
        """
        whole = self.span if span is None else span
        parts, position = [], whole.start
        for stretch, new in self.edits:
            parts += [text[position : stretch.start], new]
            position = stretch.end
        return "".join((*parts, text[position : whole.end]))


def suggest_all(
    matches: Sequence[Wanted],
    site: Site,
    style: str,
    prefer: Mapping[str, Alternative],
) -> list[tuple[Rewrite, ...]]:
    """The rewrites of each match of a block in one house style, the preferred one first.

    A style that a rule does not name takes the default style's words; `prefer` holds an
    organisation's own words by rule id, which come before them. Labels side by side are rewritten
    together, one before other people of a list comes last in it, and where people have been named
    in a block before, a shorter form comes last.
    """

    def say(rule: Rule) -> tuple[Alternative, ...]:
        own = prefer.get(rule.id)
        given = alternatives_for(rule, style)
        return given if own is None else (completed(own, given, site.pack.forms), *given)

    drafts = [
        _drafts(one.match, site, say, asks=one.asks or one.withheld) if one.counts else []
        for one in matches
    ]
    every = [_label(one.match, site, say) if one.counts else None for one in matches]
    labels = [None if one.withheld else label for one, label in zip(matches, every, strict=True)]
    for index, (left, right) in enumerate(pairwise(labels)):
        if left and right and right.begin == left.last + 1:
            both = put_joined(left, right) or recovering(left, right) or both_named(left, right)
            if both is not None:
                if any(one.is_doubted for one in matches[index : index + 2]):
                    both = both.doubted()
                drafts[index].insert(0, both)
                drafts[index + 1].insert(0, both)
        near = matches[index + 1].match.first - matches[index].match.last
        if left and near <= _NEAR and _touch(left, right, drafts[index], drafts[index + 1]):
            for found in drafts[index : index + 2]:
                found[:1] = [draft.doubted() for draft in found[:1]]
    _settle_lists(matches, labels, drafts)
    _settle_sentences(matches, every, drafts)
    named: set[str] = set()
    for label, found in zip(labels, drafts, strict=True):
        if label and label.phrase.person:
            found += shorter(label, named) if found else []
            named |= {label.phrases(number).text for number in ("one", "many")}
    return [
        () if one.withheld else tuple(_rewrites(one.match, found, site, style))
        for one, found in zip(matches, drafts, strict=True)
    ]


def _settle_lists(
    matches: Sequence[Wanted],
    labels: list[Label | None],
    drafts: list[list[Draft]],
) -> None:
    """Doubt the rewrite of a label before another item of a list, unless that item is a label too
    that is rewritten with it: "people who use drugs and people who drink heavily".
    """
    settled = _settle_rows(matches, labels, drafts)
    for index in range(len(labels) - 1, -1, -1):
        label, found = labels[index], drafts[index]
        if label is None or not found or index in settled:
            continue
        item = list_item(label)
        apart = label.site.lower(label.last) == label.site.lower(label.last + 3) == ","
        if apart and has_close_people(label.site, label.last + 1):
            found[:1] = [found[0].doubted()]
        more = labels[index + 1] if index + 1 < len(labels) else None
        between = label.site.tokens.lowers[item : more.first] if more else ()
        if more and item <= more.first <= item + 2 and JOINTS.isdisjoint(between):
            with_it = drafts[index + 1][:1]
            safe = not matches[index + 1].is_doubted
            same = more.phrase.text == label.phrase.text
            same = same or drinks(label) or drinks(more)
            doubt = not (safe and with_it and with_it[0].sure) or counted(label) or same
            further = list_item(more)
            bare = label.number == "many" and more.site.lower(further) not in DETERMINERS
            joined = {"and", "or"} & set(label.site.tokens.lowers[more.last : further])
            if further >= 0 and bare and joined and begins_noun(more.site, further):
                found.clear()
            if same and with_it:
                drafts[index + 1][0] = with_it[0].doubted()
        else:
            apart = label.site.lower(label.last) == "or" or label.site.lower(label.first - 1) == ","
            doubt = item >= 0 and (apart or begins_noun(label.site, item))
            last = put_last(label)
            doubt = doubt or last is not None
            if last and more and more.first < last.changes[0].last:
                found.clear()
            elif last:
                found.insert(0, last)
        if doubt and found:
            found[:1] = [found[0].doubted()]


def _settle_rows(
    matches: Sequence[Wanted],
    labels: list[Label | None],
    drafts: list[list[Draft]],
) -> set[int]:
    """Offer the rewrites of labels in a row together, for with one of them as it was it would seem
    to be what people use; which labels these are.
    """
    settled: set[int] = set()
    for numbers in rows(labels):
        row = [label for label in labels[numbers.start : numbers.stop] if label]
        found = [drafts[index][0] for index in numbers if drafts[index]]
        both = in_row(row, found) if len(found) == len(row) else None
        if both is None:
            continue
        if any(matches[at].is_doubted for at in numbers):
            both = both.doubted()
        for index in numbers:
            drafts[index].insert(0, both)
        settled |= set(numbers)
    return settled


def _settle_sentences(
    matches: Sequence[Wanted],
    labels: list[Label | None],
    drafts: list[list[Draft]],
) -> None:
    """Doubt the rewrite of a label where another of its sentence is for review: with one of them
    as it was, "the addict" and "the person who uses drugs" would read like two people; and where
    the sentence scorns them, which no kinder label mends.
    """
    doubtful: set[int] = set()
    people = [
        (label.site.tokens.sentences[label.first], index, label)
        for index, label in enumerate(labels)
        if label is not None and label.phrase.person
    ]
    for number, index, label in people:
        found = drafts[index]
        sure = bool(found) and found[0].sure
        if not sure or matches[index].is_doubted or matches[index].scornful or reproached(label):
            doubtful.add(number)
    for number, index, _ in people:
        if number in doubtful and drafts[index]:
            drafts[index][:1] = [drafts[index][0].doubted()]


def _shares_adjective(left: Label, right: Label) -> bool:
    """Whether an adjective of the first of two labels speaks of both: recovering addicts and …"""
    word = left.site.word(left.first)
    joint = left.site.lower(left.last) in ("and", "or")
    if joint and left.site.before("label-qualifier", left.first) is not None:
        return True
    own = right.site.word(right.first)
    plain = left.last - left.first > 1 and not (is_adjective(own) and not is_noun(own))
    return joint and plain and is_adjective(word) and not is_noun(word)


def _touch(left: Label, right: Label | None, first: list[Draft], second: list[Draft]) -> bool:
    """Whether two rewrites side by side may say the same twice ("every user is an addict",
    "addicts who have been clean") or share what only one of them keeps.
    """
    if not first or not second:
        return False
    if any(change.text == "and" for change in first[0].changes):
        return True
    if right is None:
        return False
    between = set(left.site.tokens.lowers[left.last : right.first])
    is_one = bool(between & BE) and between <= BE | NOT | ADVERBS | {"a", "an"}
    return is_one or (right.first == left.last + 1 and _shares_adjective(left, right))


def _drafts(match: Match, site: Site, say: Wording, *, asks: bool) -> list[Draft]:
    """A draft for each alternative that has a fitting form; none is sure if the first has none, or
    if the rule asks for a person.
    """
    every = [draft_for(match, one, site) for one in say(match.rule)]
    stands = not asks and bool(every and every[0] and every[0].changes)
    return [draft if stands else draft.doubted() for draft in every if draft and draft.changes]


def _label(match: Match, site: Site, say: Wording) -> Label | None:
    """The label that a match is, as the rule's first alternative has it."""
    alternative = next(iter(say(match.rule)), None)
    return label_of(match, alternative, site) if alternative else None


def _rewrites(match: Match, drafts: Iterable[Draft], site: Site, style: str) -> Iterator[Rewrite]:
    """Drafts in the capitals of the line, each once; only the first can be safe, and none where
    the words may be a name or a title.
    """
    seen: set[tuple[tuple[Span, str], ...]] = set()
    named = _may_be_name(match, site)
    for index, draft in enumerate(drafts):
        edits = tuple((site.span(change), cased(change, site)) for change in draft.changes)
        edits = tuple(edit for edit in edits if not _same(site.block.text, *edit))
        if edits and edits not in seen and not _repeats(draft, site):
            seen.add(edits)
            safe = draft.sure and index == 0 and not named
            yield Rewrite(edits, match.rule.safety if safe else Safety.REVIEW, style)


def _may_be_name(match: Match, site: Site) -> bool:
    """Whether words have capitals that their place in the sentence does not ask for, or stand in a
    line in Title Case.
    """
    shouting, title = line_case(site, match.first)
    return not shouting and (
        title
        or any(
            site.word(index).istitle() and not site.leads_sentence(index)
            for index in range(match.first, match.last)
        )
    )


def _repeats(draft: Draft, site: Site) -> bool:
    """Whether a word would stand twice: "substance use use"."""
    for change in draft.changes:
        words = change.text.lower().split()
        if not words:
            continue
        before = site.lower(change.first - 1) if change.first > site.begin(change.first) else ""
        if words[0] == before or words[-1] == site.lower(change.last):
            return True
    return False


def _same(text: str, span: Span, new: str) -> bool:
    return " ".join(text[span.start : span.end].split()).lower() == new.lower()
