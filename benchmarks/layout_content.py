"""What the pages say that `benchmarks/layouts.py` measures, and how they are set."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

Items = Sequence[tuple[str, str]]
"""Headings (`#`), items (`-`) and paragraphs (nothing) in order."""

_WHO = "The coalition|Our county|The clinic|A neighbor|The library|Every family|The school board"
_DID = "asked|thanked|trained|visited|called|supported|welcomed|interviewed|invited"
_WHOM = (
    "people who use drugs|the volunteers|former drug addicts|residents and their families|nurses|"
    "parents of teenagers|heroin users|twelve employers|the sheriff's deputies|men in recovery"
)
_WHERE = (
    "at the community center on Fifth Street|in May|during the yearly fair|at no cost|"
    "before the overdose training|on a rainy Tuesday|without asking for insurance|by telephone"
)
_WHY = (
    "so that nobody has to use alone|because stigma keeps people from care|and gave out naloxone|"
    "to plan the coming year|while the building was being repaired|and listened to what they said"
)
_SITES = "Marlow|Ferndale|Ashby|Wells|Stone Hill|Port Clare|Linden|Oakfield|Harbor|Milton"
_HOURS = "Mon–Fri 9–5|Tue 1–7|First Saturday|By appointment|Daily|Weekends|Thu noon–4|Closed"
_OFFERS = (
    "naloxone and test strips|syringe exchange with HIV and hepatitis testing|wound care|"
    "training for families of addicts|rides to treatment|counseling for people who have left jail|"
    "a drop-in group for former users and their partners|help with housing applications"
)
_PHONES = "555-0142|555-0187|555-0110|555-0123|555-0165|555-0199|555-0131"
HEAD = ("Site", "What it offers", "Open", "Telephone")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is set: `gutter` in the size of the letters, a table's `borders`, and a box beside
    the text if `box`.
    """

    columns: int = 1
    gutter: float = 2.0
    justified: bool = False
    table: int = 0
    borders: bool = False
    long_cells: bool = False
    box: bool = False
    size: float = 10.0

    @property
    def name(self) -> str:
        parts = [f"{self.columns} columns, gutter {self.gutter:g} em"] if self.columns > 1 else []
        if self.justified:
            parts.append("justified")
        if self.table:
            cells = "long" if self.long_cells else "short"
            parts.append(f"table of {self.table}, {cells}, {'' if self.borders else 'no '}borders")
        if self.box:
            parts.append("box")
        return ", ".join(parts) or "one column"


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says."""

    items: Items
    rows: tuple[tuple[str, ...], ...]
    box: tuple[str, ...]


def sentence(draw: random.Random) -> str:
    """A sentence of its own; its number makes it unlike all others."""
    words = [draw.choice(one.split("|")) for one in (_WHO, _DID, _WHOM, _WHERE, _WHY)]
    words[2] = f"{draw.randrange(100, 9_999)} of {words[2]}" if draw.random() < 0.5 else words[2]
    if draw.random() < 0.4:
        del words[draw.randrange(3, 5)]
    return " ".join(words) + "."


def content(layout: Layout, seed: int = 1) -> Content:
    """Text that fills a page or more of a layout."""
    draw = random.Random(f"{seed} {layout}")
    items: list[tuple[str, str]] = [("#", "Words that welcome people")]
    for _ in range(9 if layout.columns == 1 else 14):
        kind = draw.random()
        if kind < 0.15:
            items.append(("#", draw.choice(("Services", "Our partners", "News from the board"))))
        if kind > 0.85:
            items.extend(("-", sentence(draw)) for _ in range(3))
        items.append(("", " ".join(sentence(draw) for _ in range(draw.randint(1, 5)))))
    rows = [HEAD[: layout.table]]
    for site in draw.sample(_SITES.split("|"), 7):
        offers = draw.choice(
            [one for one in _OFFERS.split("|") if (len(one) > 24) == layout.long_cells]
        )
        rest = draw.choice(_HOURS.split("|")), draw.choice(_PHONES.split("|"))
        rows.append((site, offers, *rest)[: layout.table])
    box = [sentence(draw) for _ in range(2)] if layout.box else []
    return Content(tuple(items), tuple(rows) if layout.table else (), tuple(box))


def layouts() -> Iterator[Layout]:
    """All layouts that are measured."""
    for columns, gutter, justified in product((2, 3, 4), (0.6, 0.9, 1.4, 2.4), (False, True)):
        yield Layout(columns, gutter, justified)
    for columns, table, borders, long_cells in product(
        (1, 2), (2, 3, 4), (False, True), (False, True)
    ):
        if columns == 1 or table < 4:
            yield Layout(columns, 1.4, table=table, borders=borders, long_cells=long_cells)
    for columns, justified in product((1, 2), (False, True)):
        yield Layout(columns, 1.2, justified, box=True)
