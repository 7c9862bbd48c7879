"""Fixed text: cited works, laws and codes. Changing it would make it wrong."""

from __future__ import annotations

import re

from personfirst.context.base import OF_PEOPLE, Passage, Verdict, muted
from personfirst.context.facts import plain_tokens
from personfirst.context.works import titled, work
from personfirst.match.search import find_all
from personfirst.match.terms import Match
from personfirst.model.document import Block, MarkKind, Role
from personfirst.model.finding import Muted
from personfirst.rulebook.places import is_built_in

CITATION = "citation"
LEGAL = "legal-text"
CLINICAL = "clinical-code"
_CITED = re.compile(
    r"\bdoi:|\bPMID\b|\bPMCID\b|\bISBN\b|\bISSN\b|\bet al\b"
    r"|\b\d{1,4}\s?\(\d{1,3}(?:-\d{1,3})?\)\s?[:,]\s?[a-z]?\d+|\b(?:19|20)\d\d;\s?\d+|\bvol\.\s?\d+"
    r"|\b(?:19|20)\d\d\)?, pp?\. ?\d",
    re.IGNORECASE,
)
_SAID_BY = re.compile(
    r"\([^()]{0,200}\bet al\b[^()]{0,200}\)|\bet al\b\.?,? ?\((?:19|20)\d\d[a-z]?\)(?= [a-z])",
    re.IGNORECASE,
)
"""Whom a sentence goes by, no entry of a list: (Doe et al., 2019); Doe et al. (2019) found."""
_YEAR_NEAR_TITLE = re.compile(r"\((?:19|20)\d\d[a-z]?\)")
_LEGAL = re.compile(
    r"§|\bU\.?\s?S\.?\s?C\b|\bC\.?\s?F\.?\s?R\b|\b\d+\s(?:USC|CFR)\b|\bStats\."
    r"|\b(?:[Ss]ections?|[Ss]ubsection|[Ss]ec\.|ss?\.)\s\d"
    r"|\b(?:sub)?(?:section|paragraph|clause)s?\s\([\dA-Za-z]{1,4}\)|\(as applicable\)"
    r"|\bthe Secretary(?: shall\b|, in (?:consultation|coordination)\b)"
    r"|\b(?:[Pp]enal|[Ss]afety|[Ii]nstitutions|[Hh]ealth|[Ff]amily|[Vv]ehicle|[Gg]overnment"
    r"|[Mm]unicipal|[Cc]ounty|[Rr]evenue) [Cc]odes?\b(?=.{0,40}\d)"
    r"|\bAct of (?:19|20)\d\d|\b[A-Z]\w+ v\. [A-Z]|\bTitle (?:9|22|42)\b",
)
_CASE = re.compile(
    r"\b(?:In re|Ex parte|Matter of|Estate of) [A-Z]|\b[A-Z]\w+ v\. [A-Z]"
    r"|\b(?:AB|SB|HB|H\.R\.|S\.B\.|A\.B\.)\s?\d+"
)
"""A case by its name or a bill by its number, of which people also write in their own words."""
_NO_STATUTE = (
    r"(?!BA[CL]|BRAC|[KW][A-Z]{3}\s|[KW][A-Z]{2}\s(?:8[7-9]|9\d|10[0-7])\.\d\b|[AF]M\s"
    r"|(?:BP|HR|RR|EF|PH|BMI|INR|TSH|WBC|HGB|COWS|CIWA)\s|[A-Z]+\s\d{1,2}:[0-5]\d\b)"
)
"""Capitals before a number that are a radio station, a reading in a chart or a clock."""
_STATUTE = re.compile(
    r"\b(?:[A-Z]\.){2,5}\s?(?:§\s?)?\d+[-.:]\d"
    rf"|\b{_NO_STATUTE}[A-Z]{{2,4}}\s(?:§\s?)?\d{{1,4}}[A-Z]?(?:-[A-Z])?[.:]\d"
    r"|\b[A-Z][a-z]+\. (?:Rev\. )?(?:Stat|Laws|Code)\b|\b[Cc]hapter \d+[A-Z]?[.-]\d"
)
"""A state's laws by number: R.C. 2925.12, ORS 430.399, RSA 318-B:1, Minn. Stat."""
_CODE_OF_LAW = re.compile(
    r"\b[A-Z][a-z]+ (?:Revised |Administrative )?(?:Code|Statutes|Laws)(?: Annotated)?"
    r",? (?:§ ?)?\d+[A-Z]?[-.:]\d"
)
"""A state's code by its name: Utah Code 26B-2, General Statutes 90-113."""
_OF_THIS_LAW = re.compile(
    r"\bsub(?:section|division|paragraph)s? \([a-z\d]{1,4}\)|\b(?:of|in) this (?:sub)?section\b",
    re.IGNORECASE,
)
"""How a law speaks of its own parts: "subsection (b) of this section"."""
_SHALL = re.compile(r"\bshall\b", re.IGNORECASE)
_CODE = re.compile(
    r"\bICD-?\s?(?:9|10|11)(?:-CM)?\b|\bSNOMED\b|\bDSM-?\s?(?:III|IV|5|V)(?:-TR|-R)?\b|\bF1\d(?:\.\d+)?\b"
    r"|\b[A-TV-Z]\d\d\.\d{1,3}[A-Z]?\d?[A-Z]?\b|\b[GHJT]\d{4}\b|\bK70\b"
    r"|\b30[345]\.\d+\b|\bMeSH\b|\bEmtree\b"
    r"|\b(?:CPT|HCPCS|CDT|DRG|NDC)(?: codes?)?:? ?\d{3,5}|\b\d{7,9}\b \|"
)
_MEANS = re.compile(
    r",? ?(?:in|under|as used in) (?:sec\.|section|chapter|ch\.|s\.) ?\d\S{0,9},? means\b"
)
"""Behind a word, that a law says whom it means by it."""
_ITEM = re.compile(r"\n\s*(?:\(?(?:\d+|[a-z])[.)]|[-*•])\s|[☐☑☒□▢❏❑❒]")
"""Where an item of a numbered list begins, or one with a box to tick."""
_NAMES = OF_PEOPLE | {"supply"}
_REACH = 70
_RIGHT_BESIDE = 30
_CITATION = 600
_LAW_BLOCKS = 2
_LAW_SHARE = 0.15
"""In how many blocks a law speaks of its own parts at least, and in which share of all."""
_YEAR_BEHIND = 10
"""Code points behind a title in which its year stands, also where the title ends a sentence."""


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted in a reference list, a cited title, beside a section number or a diagnostic code."""
    fixed = _citation(match, passage) or _clinical(match, passage) or _fixed(match, passage)
    return fixed if fixed or match.structure else _legal(match, passage)


def _citation(match: Match, passage: Passage) -> Verdict | None:
    for mark in passage.block.marks:
        if mark.kind is MarkKind.CITE and mark.span.contains(match.span):
            return muted(CITATION, "cited title")
    heading = plain_tokens(passage.block.heading)
    for pattern in passage.cues["reference.headings"].patterns.beginning(heading.lowers[:1]):
        hit = next(find_all(pattern, heading), None)
        if hit and hit.first == 0 and hit.last >= len(heading) - 1:
            return muted(CITATION, passage.block.heading)
    near = slice(max(match.span.start - _CITATION, 0), match.span.end + _CITATION)
    found = _CITED.search(_SAID_BY.sub(" ", passage.block.text[near]))
    if found:
        return muted(CITATION, found[0])
    cue = passage.cue_at_start("reference.line-start", passage.tokens) or work(match, passage)
    if cue:
        return muted(CITATION, cue)
    region = passage.quote(match) or passage.set_off(match)
    if region is None or not titled(passage.tokens.words[region[0] : region[1]]):
        return None
    first, last = passage.tokens.sentence(match.first)
    sentence = passage.block.text[passage.tokens.starts[first] : passage.tokens.ends[last - 1]]
    behind = passage.block.text[passage.tokens.ends[region[1] - 1] :][:_YEAR_BEHIND]
    year = _YEAR_NEAR_TITLE.search(sentence) or _YEAR_NEAR_TITLE.search(behind)
    if year:
        return muted(CITATION, year[0])
    cue = passage.cue_in("reference.titles", first, last)
    return muted(CITATION, cue) if cue else None


def _clinical(match: Match, passage: Passage) -> Verdict | None:
    """Beside a code in a table, or as what stands on one side of it: "F19.20, Other psychoactive
    substance dependence". No code has names for people in running text; there they may be the
    writer's own, and so may words that a sentence uses with a code: "addicted babies go to P96.1".
    """
    cell = passage.block.role is Role.CELL and _CODE.search(passage.block.row)
    if cell:
        return muted(CLINICAL, cell[0])
    if match.rule.category in OF_PEOPLE and not _is_shown(match, passage):
        return None
    first, last = passage.tokens.sentence(match.first)
    found = _CODE.search(_near(match, passage, _REACH)) or _CODE.search(passage.block.row)
    if found and not passage.cue_in("reference.code-sentence", first, last):
        return muted(CLINICAL, found[0])
    return None


def _fixed(match: Match, passage: Passage) -> Verdict | None:
    """Words in quotation marks or brackets that the text says are not its own to change: a choice
    in the state's list.
    """
    tokens = passage.tokens
    first, last = tokens.sentence(match.first)
    bracketed = tokens.words[match.first - 1 : match.first] == ("(",) and (
        tokens.words[match.last : match.last + 1] == (")",)
    )
    if not bracketed and not _is_shown(match, passage):
        return None
    begin = match.last if bracketed else first
    cue = passage.cue_in("reference.fixed", begin, tokens.end(last))
    return muted(CLINICAL, cue) if cue else None


def _is_shown(match: Match, passage: Passage) -> bool:
    """Whether words are in quotation marks or emphasis."""
    return passage.quote(match) is not None or passage.set_off(match) is not None


def _near(match: Match, passage: Passage, reach: int) -> str:
    """The text around a match in its sentence, and in its item of a list or of boxes to tick."""
    first, last = passage.tokens.sentence(match.first)
    start, end = passage.tokens.starts[first], passage.tokens.ends[last - 1]
    text, span = passage.block.text, match.span
    before = text[max(start, span.start - reach) : span.start]
    after = text[span.end : min(end, span.end + reach)]
    return _ITEM.split(before)[-1] + text[span.start : span.end] + _ITEM.split(after)[0]


def _legal(match: Match, passage: Passage) -> Verdict | None:
    first, last = passage.tokens.sentence(match.first)
    means = _MEANS.match(passage.block.text[match.span.end :])
    if means:
        return muted(LEGAL, means[0])
    case = _CASE.search(_near(match, passage, _REACH))
    if case and (
        (match.span.start and passage.tokens.words[match.first][0].isupper())
        or _is_shown(match, passage)
        or passage.cue_in("reference.law-title", first, last)
    ):
        return muted(LEGAL, case[0])
    found = (
        _LEGAL.search(_near(match, passage, 2 * _REACH))
        or _CODE_OF_LAW.search(_near(match, passage, _REACH))
        or _STATUTE.search(_near(match, passage, _RIGHT_BESIDE))
    )
    if found and not (
        match.rule.category in _NAMES
        and not _is_shown(match, passage)
        and (_CASE.match(found[0]) or not passage.cue_in("reference.law-speech", first, last))
    ):
        return muted(LEGAL, found[0])
    if match.rule.category == "equipment":
        cue = passage.cue_after("reference.law-noun", match.last, last)
        if cue:
            return muted(LEGAL, cue)
    quote = passage.quote(match)
    cue = passage.cue_in("reference.law-rules", first, quote[0]) if quote else ""
    if cue:
        return muted(LEGAL, cue)
    cue = passage.cue_in("reference.legal", first, last)
    if cue and (passage.set_off(match) or quote):
        return Verdict(Muted(LEGAL, cue), lowers=True)
    law = passage.facts.each(_own_part)
    blocks = len(passage.facts.document.blocks)
    is_law = len(law) >= max(_LAW_BLOCKS, blocks * _LAW_SHARE)
    if is_law and match.rule.category != "slur" and is_built_in(match.rule.file):
        return Verdict(Muted(LEGAL, law[0]), lowers=True, suggests=True)
    return None


def _own_part(block: Block) -> str:
    """The part of itself that a law speaks of in a block that says what shall be, or nothing."""
    found = _OF_THIS_LAW.search(block.text) if _SHALL.search(block.text) else None
    return found[0] if found else ""
