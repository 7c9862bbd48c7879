"""Made-up prose of a county's health pages, the same in every run: folders and files to measure on.

Sentences are drawn from a small grammar, so that words come as often as in real pages: many of
them look at first like something to find ("new users of the library card", "clean water", "habit")
and are not. About one sentence in a hundred is flagged where that is asked for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

PAGE_BYTES = 5_000


def _choices(text: str) -> tuple[str, ...]:
    """What stands between bars, on one line each."""
    return tuple(" ".join(choice.split()) for choice in text.split("|"))


_WHO = _choices(
    """The coalition|The county|Our staff|The library|A neighbor|The clinic|The health board|Two
nurses|The committee|Every volunteer|The mayor's office|A local pharmacist|The school
district|Her team|The survey|This report|The steering group|Parents in the district|Community
partners|The outreach van|A retired teacher|The planning team|Residents of Elm Street|The fire
department|Our newsletter|The new director|Local employers|The housing office|Many families|The
grant"""
)
_DID = _choices(
    """met with|opened|announced|reviewed|asked
for|planned|discussed|welcomed|described|shared|published|is preparing|supports|has
extended|will visit|now offers|took part in|compared|helped with|presented|wrote about|is
looking for|has paid for|would like to see|agreed on|voted for|postponed|kept|moved|started"""
)
_WHAT = _choices(
    """the new schedule|free naloxone kits|a grant for housing|the survey of residents|a map of the
services|the budget for next year|longer opening hours|a training on overdose response|the
annual report|a bus line to the hospital|an after-school program|the agreement with the
pharmacy|a list of treatment providers|the results of the first year|questions from the
audience|a plan for the summer|the waiting room|bilingual leaflets|a place for quiet
conversation|test strips and safer supplies|a course for new parents|job fairs in the valley|an
open house|the food pantry|better street lights|the data from last spring|a phone line that is
answered day and night|peer support groups|the second draft of the policy|wound care and
vaccinations"""
)
_WHEN = _choices(
    """in May|on Fifth Street|at the town hall|for families|with the hospital|online|before the
holidays|after a long discussion|at the request of the state|in the north of the county|during
the winter months|for people of all ages|without a fee|together with the university|since last
year|as part of the settlement|on the first Monday of the month|when the weather allows it|in
three languages|near the river"""
)
_MORE = _choices(
    """, and more is to come|, which took most of the afternoon|, as the minutes show|, although
some questions remain open|, so that nobody has to wait|, because the demand has grown|; details are
on the website|, with thanks to all who helped|, if the council approves it|, a first in this
region||||||||"""
)
_OTHER = _choices(
    """How do I get there?|Call the front desk and ask for Maria.|In {number} we counted {number}
visits, {number} more than the year before.|What helped most was time, said one of the
organizers.|Nobody needs an appointment.|You can bring a friend, a child or a dog.|It is easy to
reach by bus and on foot.|About {number} percent of those who answered were pleased with the
service.|The minutes of the last meeting were approved as written.|Please leave the room as you
found it.|Naloxone reverses an overdose within minutes.|People who use drugs helped to write
this page.|The number of overdose deaths fell for the second year.|Recovery looks different for
everybody.|Not everything went as planned, but the mood was good.|If you have questions, write
to us."""
)
_AMBIGUOUS = _choices(
    """New users of the library card sign up at the desk.|The user guide explains how users reset a
password.|Clean water and clean towels are in every room.|Please clean up after the
meeting.|Good habits take time, and a habit of reading lasts.|The abuse of power was the subject
of the play.|The hotline for child abuse is open day and night.|The addicted-to-cooking club
meets on Friday.|Substitute teachers need a clean record.|The junk drawer in the office was
emptied.|Heavy use of the parking lot damaged the ground.|Each user has a quota of ten pages.|He
crashed his bike on the high road.|The team is on a high after the game.|The pot is on the
stove, and the weeds are gone.|The dealer sold us a used car.|A crack in the wall was
repaired.|The speed limit is 25 miles an hour.|The cat relapsed into her old habit of sleeping
on the printer.|The problem with the users' manual was solved.|Drug stores in the county offer
flu shots.|They were hooked on the story from the first page.|The dirty dishes go into the
sink.|A clean bill of health for the old bridge.|An abusive tone is not allowed in the comments."""
)
_FLAGGED = _choices(
    """The outreach van serves drug addicts on Elm Street.|The clinic treats opioid addicts and
alcoholics.|Heroin users can get a kit at the desk.|She has been clean for {number} years.|Drug
abusers are asked to wait outside.|The shelter takes in junkies in the winter.|The hospital
counted {number} babies born addicted.|He was a meth head for ten years, the paper wrote.|The
program for substance abusers has room for {number} people.|His drug habit cost him the job.|A
former addict told her story.|The officers found crackheads in the park."""
)

_ON_DRUGS = re.compile(
    "drug|naloxone|overdose|opioid|treatment|recovery|test strips|peer support|settlement|clinic"
)

_GRAMMAR = (_WHO, _DID, _WHAT, _WHEN)
_LISTS = {"other": _OTHER, "ambiguous": _AMBIGUOUS, "flagged": _FLAGGED}


class Writer:
    """Draws sentences: of a hundred about `flagged` hold something to find, and `ambiguous` words
    that only look like it. Without `on_drugs` none names drugs or care for people who use them.
    """

    def __init__(
        self, seed: int = 7, *, flagged: float = 0, ambiguous: float = 2, on_drugs: bool = True
    ) -> None:
        self._draw = random.Random(seed)
        self._flagged = flagged / 100
        self._ambiguous = ambiguous / 100

        def kept(choices: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(one for one in choices if on_drugs or not _ON_DRUGS.search(one.lower()))

        self._grammar = tuple(map(kept, _GRAMMAR))
        self._lists = {kind: kept(choices) for kind, choices in _LISTS.items()}

    def sentence(self) -> str:
        """One sentence."""
        draw = self._draw
        chance = draw.random()
        if chance < self._flagged:
            kind = "flagged"
        elif chance < self._flagged + self._ambiguous:
            kind = "ambiguous"
        elif chance < self._flagged + self._ambiguous + 0.2:
            kind = "other"
        else:
            words = " ".join(draw.choice(choices) for choices in self._grammar)
            return f"{words}{draw.choice(_MORE)}."
        return draw.choice(self._lists[kind]).replace("{number}", str(draw.randint(11, 99)))

    def paragraph(self) -> str:
        """Four to eight sentences."""
        return " ".join(self.sentence() for _ in range(self._draw.randint(4, 8)))

    def markdown(self, size: int = PAGE_BYTES) -> Iterator[str]:
        """The blocks of a page of at least `size` bytes: a title, headings, paragraphs, a list."""
        draw = self._draw
        yield f"# {draw.choice(self._grammar[2]).capitalize()} {draw.randint(2010, 2029)}\n\n"
        written = 40
        while written < size:
            kind = draw.random()
            if kind < 0.1:
                block = f"## {draw.choice(self._grammar[2]).capitalize()}\n\n"
            elif kind < 0.2:
                items = (f"- {self.sentence()}\n" for _ in range(draw.randint(3, 6)))
                block = f"{''.join(items)}\n"
            else:
                block = f"{self._marked(self.paragraph())}\n\n"
            written += len(block)
            yield block

    def html(self, size: int = PAGE_BYTES) -> Iterator[str]:
        """The same as a web page."""
        yield '<!DOCTYPE html>\n<html lang="en">\n<head><title>County health</title></head>\n'
        yield "<body>\n"
        for block in self.markdown(size):
            text = block.strip()
            if text.startswith("- "):
                items = "".join(f"<li>{line[2:]}</li>\n" for line in text.splitlines())
                yield f"<ul>\n{items}</ul>\n"
            elif text.startswith("#"):
                level = text.index(" ")
                yield f"<h{level}>{text[level + 1 :]}</h{level}>\n"
            else:
                yield f'<p class="text">{_tagged(text)}</p>\n'
        yield "</body>\n</html>\n"

    def _marked(self, text: str) -> str:
        """A paragraph with emphasis and a link, now and then."""
        words = text.split(" ")
        place = self._draw.randrange(len(words) - 1)
        chance = self._draw.random()
        if chance < 0.3:
            words[place] = f"**{words[place].strip('.,;')}**"
        elif chance < 0.5:
            words[place] = f"[{words[place].strip('.,;')}](https://example.org/page/{place})"
        return " ".join(words)


def _tagged(text: str) -> str:
    """The emphasis and links of a Markdown paragraph as HTML."""
    while "**" in text:
        text = text.replace("**", "<strong>", 1).replace("**", "</strong>", 1)
    before, link, rest = text.partition("[")
    if not link:
        return text
    words, _, rest = rest.partition("](")
    address, _, rest = rest.partition(")")
    return f'{before}<a href="{address}">{words}</a>{rest}'


def write_folder(
    folder: Path,
    files: int,
    *,
    flagged: float = 0,
    ambiguous: float = 2,
    on_drugs: bool = True,
    html: bool = False,
) -> int:
    """Pages of about 5 KB, a hundred to a folder; how many bytes they have."""
    writer = Writer(flagged=flagged, ambiguous=ambiguous, on_drugs=on_drugs)
    written = 0
    for number in range(files):
        file = folder / f"part{number // 100:02}" / f"page{number:04}.{'html' if html else 'md'}"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(writer.html() if html else writer.markdown())
        written += file.write_text(text, encoding="utf-8")
    return written


def write_file(file: Path, size: int, *, flagged: float = 1, ambiguous: float = 2) -> int:
    """One Markdown file of about `size` bytes, written block by block; its bytes."""
    with file.open("w", encoding="utf-8") as out:
        blocks = Writer(flagged=flagged, ambiguous=ambiguous).markdown(size)
        return sum(map(out.write, blocks))
