"""Strings in files of data: which of them people read, and how they become blocks.

A string is given as runs: what it says, piece by piece, and where each piece stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from personfirst.formats.flow import Flow
from personfirst.formats.keys import is_named
from personfirst.model.document import MarkKind, Role

Run = tuple[str, int, int]
"""Text and the range of the file that it stands for, half-open; never empty."""


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_WORD = re.compile(r"[^\W\d_]{2,}")
_PART = re.compile(r"[-'’/]")
_BREAKS = _words("p div ul ol li h1 h2 h3 h4 h5 h6 table tr td th hr blockquote section dl dt dd")
_INSIDE = (
    "a abbr b big br code del em font i img ins kbd mark q s small span strike strong sub sup u"
)
_CUT = re.compile(
    rf"""</?(?P<tag>{"|".join(sorted([*_BREAKS, *_INSIDE.split()], key=len, reverse=True))}|\d\d?)
        (?:\s[^<>]{{0,300}})?/?>
    |(?P<hole>\{{\{{[^{{}}]{{0,100}}\}}\}}
        |\$?\{{[\w.$:-]{{0,60}}\}}
        |%\([\w.-]{{1,60}}\)[a-zA-Z]
        |%(?:\d\d?\$)?[-+0]{{0,2}}\d{{0,3}}(?:\.\d{{1,3}})?[sdifu@](?!\w)
        |\$t\([^()]{{0,100}}\))""",
    re.VERBOSE | re.IGNORECASE,
)
_LANGUAGES = _words(
    "aa ab af ak am ar as ay az ba be bg bh bi bm bn bo br bs ca ce co cs cy da de dv dz ee el en"
    " eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy ia id ig ii ik is it"
    " iu ja jv ka ki kk kl km kn ko ks ku kw ky la lb lg ln lo lt lu lv mg mh mi mk ml mn mr ms mt"
    " my na nb nd ne ng nl nn no nv ny oc oj om or os pa pl ps pt qu rm rn ro ru rw sa sc sd se sg"
    " si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz"
    " ve vi wo xh yi yo za zh zu"
)
_MOST_STEPS = 8
_LONGEST_STEP = 40
_TAG = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})*")


def is_prose(text: str) -> bool:
    """Whether people read a string: it has words apart, or is one word that begins like a sentence.

    So paths, addresses, colours, dates and names that only programs use are none.
    """
    text = text.strip()
    if not _WORD.search(text):
        return False
    if len(text.split(maxsplit=1)) > 1:
        return True
    if not text.isascii():
        return "://" not in text and "/" not in text
    parts = _PART.split(text[:80].rstrip(".!?:"))
    return text[0].isupper() and all(part.isalpha() and part[1:].islower() for part in parts)


def language_of(path: str) -> str | None:
    """The language that a file of translations is in, by its name: `es.json`, `app.pt-BR.yml`."""
    stem = PurePath(path).stem.rpartition(".")[2]
    found = _TAG.fullmatch(stem)
    return stem.replace("_", "-") if found and found[1] in _LANGUAGES else None


def key_path(steps: Sequence[str | int]) -> str:
    """Where a value stands, as programs write it: `faq[0].answer`; of a deep nest the end."""
    shown = steps[-_MOST_STEPS:]
    parts = [f"[{one}]" if isinstance(one, int) else f".{_short(one)}" for one in shown]
    return ("…" if len(shown) < len(steps) else "") + "".join(parts).removeprefix(".")


def _short(key: str) -> str:
    line = " ".join(key[: 2 * _LONGEST_STEP].split())
    return line if len(line) <= _LONGEST_STEP else line[: _LONGEST_STEP - 1] + "…"


def read_value(
    flow: Flow, runs: Sequence[Run], role: Role, label: str | None, *, fixed: bool = False
) -> None:
    """Add a string as a block of its own, or as several where tags cut it into paragraphs.

    A tag within a line is no text, and what is filled in later (`{name}`, `%s`) is masked. `fixed`
    says that the string is also a key and must stay as it is; so must an address.
    """
    handle = flow.begin_role(role, label)
    text = said(runs)
    fixed = fixed or is_named(text)
    if fixed:
        flow.open_mark(MarkKind.FIXED)
    cuts = _CUT.finditer(text) if _may_be_cut(text) else iter(())
    _add(flow, runs, cuts)
    flow.close_mark(MarkKind.RAISED)  # of a tag that is never closed
    if fixed:
        flow.close_mark(MarkKind.FIXED)
    flow.end_role(handle)


def said(runs: Sequence[Run]) -> str:
    """What a string says as a whole."""
    return runs[0][0] if len(runs) == 1 else "".join(run[0] for run in runs)


def _may_be_cut(text: str) -> bool:
    return "<" in text or "{" in text or "%" in text or "$t(" in text


def _add(flow: Flow, runs: Iterable[Run], cuts: Iterator[re.Match[str]]) -> None:
    """Add runs without the cuts; a run that is not exact is cut as a whole or not at all."""
    cut = next(cuts, None)
    offset = 0
    for text, start, end in runs:
        last = offset + len(text)
        at = offset
        exact = end - start == len(text)
        while at < last:
            if cut is None or last <= cut.start():
                flow.text(text[at - offset :], start + at - offset if exact else start, end)
                break
            if not exact and not (cut.start() <= offset and last <= cut.end()):
                flow.text(text, start, end)
                while cut is not None and cut.end() <= last:
                    cut = next(cuts, None)
                break
            stop = cut.start() if at < cut.start() else min(cut.end(), last)
            first = start + at - offset if exact else start
            until = start + stop - offset if exact else end
            if at < cut.start():
                flow.text(text[at - offset : stop - offset], first, until)
            else:
                _apply(flow, cut, first, until, ends=stop == cut.end())
                if stop == cut.end():
                    cut = next(cuts, None)
            at = stop
        offset = last


def _apply(flow: Flow, cut: re.Match[str], start: int, end: int, *, ends: bool) -> None:
    """Do what a cut means for the part of it that stands in this range of the file."""
    name = (cut["tag"] or "").lower()
    if not name:
        flow.mask(start, end)
    elif name == "br":
        if ends:
            flow.text("\n", start, end)
    elif name == "sup" and ends:
        flow.close_mark(MarkKind.RAISED)
        if not cut[0].startswith("</"):
            flow.open_mark(MarkKind.RAISED)
    elif name in _BREAKS:
        flow.end_block()
