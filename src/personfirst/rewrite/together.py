"""Labels beside each other: two that become one phrase, a row of labels, one that must come last.

A clause reaches on over "and": in "people who use drugs, sex workers and migrants" all are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from personfirst.rewrite.clause import stands_apart
from personfirst.rewrite.grammar import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    PRONOUNS,
    article,
    is_adjective,
    is_noun,
    is_plural,
    is_verb,
    lead,
    noun_phrase_end,
    word_set,
)
from personfirst.rewrite.lists import (
    JOINTS,
    begins_noun,
    counted,
    drinks,
    has_close_people,
    list_item,
)
from personfirst.rewrite.nouns import put
from personfirst.rewrite.recast import modifies
from personfirst.rewrite.site import Change, Draft, Label, Site

_MOST_ITEMS = 5
_BEGINS = word_set("where when that which whether because if while")
"""Words that begin a clause, whose verb comes after the list."""


def put_joined(left: Label, right: Label) -> Draft | None:
    """Two labels with "or" between them as one phrase: people who use or sell drugs; also with
    "and" where one person is both.
    """
    site = left.site
    one, two = left.phrase, right.phrase
    joint = site.lower(left.last)
    shared = left.number == "one" and lead(site.tokens, left.first)[0] >= 0
    if right.first > left.last + 1 and site.before_phrase(left.first) not in BE:
        return None
    if joint != "or" and not (joint == "and" and shared):
        return None
    if left.number != right.number or one.noun != two.noun or not (one.clause and two.clause):
        return None
    if _is_denied(left) or _is_denied(right) or _goes_on_from(left):
        return None
    said, also = one.predicate, two.predicate
    if said is None or also is None or said.before or also.before:
        return None
    both = said if said == also else said.joined(also, joint)
    if said != also and said.rest == also.rest:
        both = said._replace(rest="").joined(also, joint)
    phrase = one._replace(tail=f"who {both.finite(left.number)}", predicate=both)
    pair = left._replace(last=right.last, phrases=lambda _: phrase)
    if _is_tied(right) or site.lower(right.last) == "of":
        return None
    after = put(pair)
    if site.lower(left.first - 1) in CONJUNCTIONS or not after.changes:
        return None
    return after.doubted() if drinks(left) or drinks(right) or said == also else after


def recovering(left: Label, right: Label) -> Draft | None:
    """Two labels that one "recovering" speaks of: "recovering addicts and alcoholics" are people in
    recovery.
    """
    site = left.site
    if left.phrase.tail != "in recovery" or left.number != right.number != "one":
        return None
    if _is_tied(right) or _is_denied(left) or _is_denied(right):
        return None
    if site.lower(left.last) not in ("and", "or", "/") or right.phrase.noun != left.phrase.noun:
        return None
    return put(left._replace(last=right.last)).doubted()


def both_named(left: Label, right: Label) -> Draft | None:
    """Two labels in a row that mean the same people: "lushes and drunkards" drink heavily."""
    joint = left.site.lower(left.last)
    same = left.phrase == right.phrase and left.phrase.person and left.number == "many"
    if not same or joint not in ("and", "or") or _is_tied(right) or _is_denied(left):
        return None
    draft = put(left._replace(last=right.last)).doubted()
    if _goes_on_from(left) and draft.changes:
        site, first = left.site, left.first
        text = f"{site.word(first - 2)} {joint} {left.phrase.text}"
        alone = draft.changes == (Change(first, right.last, left.phrase.text),)
        return Draft((Change(first - 2, right.last, text),), sure=False) if alone else None
    return draft


def _goes_on_from(label: Label) -> bool:
    """Whether a label is a later item of a list, which would lose its "and" if the last two became
    one: "thieves, drunks and junkies".
    """
    site, comma = label.site, label.first - 1
    return (
        site.lower(comma) == ","
        and comma > site.begin(label.first)
        and is_plural(site.word(comma - 1))
    )


def _is_tied(label: Label) -> bool:
    """Whether something behind a label hangs on it: a possessive mark, a hyphen, a noun."""
    site, last = label.site, label.last
    return site.lower(last) in ("'s", "'") or site.hyphen(last) or modifies(label)


def _is_denied(label: Label) -> bool:
    """Whether a label says who does not: "non-addicts", "non-drug users"."""
    site, said = label.site, label.phrase.predicate
    prefixed = site.hyphen(label.first) and site.lower(label.first - 1) == "non"
    return prefixed or (said is not None and said.rest.startswith("not "))


def rows(labels: Sequence[Label | None]) -> list[range]:
    """The labels that stand in a row with nothing but "and", "or" and commas between, by number."""
    found: list[range] = []
    for index, (left, right) in enumerate(pairwise(labels)):
        item = list_item(left) if left else -1
        if (
            left is None
            or right is None
            or not right.phrase.person
            or not 0 <= item <= right.first <= item + 2
        ):
            continue
        if not all(_leads(left.site, index) for index in range(item, right.first)):
            continue
        if found and found[-1].stop == index + 1:
            found[-1] = range(found[-1].start, index + 2)
        else:
            found.append(range(index, index + 2))
    return found


def _leads(site: Site, index: int) -> bool:
    """Whether a word belongs to the label that comes after it."""
    known = site.lower(index) in DETERMINERS or site.at("label-noun", index) is not None
    return known or is_adjective(site.word(index))


def in_row(row: Sequence[Label], drafts: Sequence[Draft]) -> Draft | None:
    """The rewrites of all labels of a row as one: "people who use drugs and people who drink
    heavily"; None where one of them would then be said twice, or speak of what comes after.
    """
    last = row[-1]
    texts = [label.phrase.text for label in row]
    item = list_item(last)
    reaches = item >= 0 and begins_noun(last.site, item)
    if len(row) > 2 and len(set(texts)) < len(texts) and not reaches:
        return _each_once(row)
    if len(set(texts)) < len(texts) or reaches or counted(row[0]) or _is_tied(last):
        return None
    if any(one.changes[-1].last > at.last for at, one in zip(row, drafts, strict=True)):
        return None
    then = last.phrase.in_past().text
    if then != texts[-1] and then in drafts[-1].changes[-1].text:
        return None
    changes = tuple(change for draft in drafts for change in draft.changes)
    if any(a.last > b.first for a, b in pairwise(changes)):
        return None
    sure = all(draft.sure for draft in drafts) and not any(map(drinks, row))
    sure = sure and not has_close_people(last.site, last.last + 1)
    return Draft(changes, sure)


def _each_once(row: Sequence[Label]) -> Draft | None:
    """A row of labels of which some mean the same, each said once: "addicts, junkies and drunks"
    are people who use drugs and people who drink heavily.
    """
    site, first, last = row[0].site, row[0], row[-1]
    bare = all(site.lower(label.first - 1) in JOINTS | {"or"} for label in row[1:])
    joint = site.lower(last.first - 1)
    many = all(label.number == "many" and label.phrase.person for label in row)
    if not bare or not many or joint not in ("and", "or") or _is_tied(last) or counted(first):
        return None
    *front, end = dict.fromkeys(label.phrase.text for label in row)
    if not front:
        return put(first._replace(last=last.last)).doubted()
    text = f"{', '.join(front)} {joint} {end}"
    return Draft((Change(first.first, last.last, text),), sure=False)


def _opens_list(site: Site, first: int) -> bool:
    """Whether a word is the first of a list, or comes after another noun and a comma."""
    before = site.lower(first - 1)
    listed = before == "," and site.lower(first - 2) not in PRONOUNS
    return before not in JOINTS or (listed and is_noun(site.word(first - 2)))


def put_last(label: Label) -> Draft | None:
    """A list with the label, its first item, put last: "migrants and people who use drugs"."""
    site, item = label.site, list_item(label)
    if label.number == "one":
        return _second(label, item)
    bare = label.number == "many" and site.phrase_begin(label.first) == label.first
    if not bare or item < 0 or not _opens_list(site, label.first):
        return None
    items: list[str] = []
    while len(items) < _MOST_ITEMS:
        end, _ = noun_phrase_end(site.tokens, item)
        if end > item and not is_plural(site.word(end - 1)) and is_plural(site.word(end)):
            end += 1
        if end == item or not is_plural(site.word(end - 1)):
            return None
        items.append(site.slice(item, end))
        if site.lower(end) not in JOINTS:
            break
        item = end
        while site.lower(item) in JOINTS:
            item += 1
    else:
        return None
    words = site.tokens.lowers[label.last : end]
    joints = [word for word in words if word in ("and", "or")]
    tied = site.lower(end) in ("who", "'s", "'") or not stands_apart(site, end)
    begins = site.leads_sentence(label.first) or site.lower(label.first - 1) in _BEGINS
    clause = is_verb(site.lower(end)) and not begins
    if len(joints) != 1 or tied or clause or (len(items) == 1 and words[0] == ","):
        return None
    text = f"{', '.join(items)} {joints[0]} {label.phrase.text}"
    return Draft((Change(label.first, end, text),), sure=False)


def _second(label: Label, item: int) -> Draft | None:
    """Two people in the other order: "a retired nurse and a person who uses cocaine"."""
    site, begin = label.site, label.begin
    end, _ = noun_phrase_end(site.tokens, item + 1) if item >= 0 else (item, False)
    pair = site.lower(label.last) == "and" and item == label.last + 1
    alone = begin < label.first and site.lower(begin - 1) not in JOINTS | BE | {"both"}
    if not pair or not alone or site.lower(item) not in ("a", "an") or end <= item + 1:
        return None
    if site.lower(end) in JOINTS | {"who", "'s", "'", "of"} or not stands_apart(site, end):
        return None
    text = f"{site.slice(item, end)} and {article(label.phrase.text)} {label.phrase.text}"
    return Draft((Change(begin, end, text),), sure=False)
