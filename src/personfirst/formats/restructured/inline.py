"""Inline markup of reStructuredText: emphasis, literals, roles, links, references, escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from personfirst.formats.flow import Flow
from personfirst.formats.seek import Seeker
from personfirst.formats.stretch import Stretch
from personfirst.model.document import MarkKind


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_TOKEN = re.compile(
    r"""\\(?P<escaped>(?s:.)?)
    |(?P<literal>``)
    |(?P<role>:[\w.+-]{1,40}(?::[\w.+-]{1,40}){0,2}:)`
    |(?P<tick>_?`)
    |(?P<star>\*\*?)
    |(?P<bar>\|)
    |(?P<note>\[(?:\d{1,6}|\#[\w-]{0,60}|\*|[A-Za-z][\w.-]{0,60})\]_)(?!\w)
    |(?P<name>(?<!\w)[^\W_]+(?:[-._+:][^\W_]+){0,8}__?)(?!\w)""",
    re.VERBOSE,
)
_AFTER = r"(?=\Z|[\s'\")\]}>/:.,;!?\\…’”»–—-])"
_ENDS = {
    "*": re.compile(rf"(?<![\s\\])\*{_AFTER}"),
    "**": re.compile(rf"(?<![\s\\])\*\*{_AFTER}"),
    "``": re.compile(rf"(?<=\S)``{_AFTER}"),
    "|": re.compile(r"(?<![\s\\])\|(?=_{0,2}(?:\Z|[\s'\")\]}>/:.,;!?\\…’”»–—-]))"),
    "`": re.compile(r"(?<![\s\\])`"),
}
_BEFORE = "'\"([{<-/:‘“’«¡¿–—"
_QUOTES = {"'": "'", '"': '"', "(": ")", "[": "]", "{": "}", "<": ">", "“": "”", "‘": "’"}
_ROLE_AFTER = re.compile(r":[\w.+-]{1,40}(?::[\w.+-]{1,40}){0,2}:")
_LINES = re.compile(r"__?(?!\w)")
_ESCAPE = re.compile(r"\\((?s:.)?)")
_MARKS = {
    **dict.fromkeys(("emphasis", "dfn"), MarkKind.EMPHASIS),
    "strong": MarkKind.STRONG,
    **dict.fromkeys(("title", "title-reference", "t"), MarkKind.CITE),
    **dict.fromkeys(("sup", "superscript"), MarkKind.RAISED),
}
_SAID = frozenset({*_MARKS, *["sub", "subscript", "abbr", "guilabel", "menuselection"]})
"""Roles whose text is text."""
_NAMED = _words("ref doc any numref download external")
"""Roles whose text is the name of a place, unless it gives a title for it."""


_REFERENCE = re.compile(
    r"`([^`]{1,300})`__?(?!\w)|:(?:ref|numref|any):`([^`]{1,300})`"
    r"|(?<!\w)([^\W_]+(?:[-._+:][^\W_]+){0,8})_(?!\w)"
)
_TARGET = re.compile(r"<([^<>]{1,300}?)_?>\s*\Z")


def references(text: str) -> Iterator[str]:
    """What the references of a text point to by its name, such as a title."""
    for one in _REFERENCE.finditer(text):
        words = one[1] or one[2] or one[3]
        target = _TARGET.search(words)
        yield target[1] if target else words


def read_inline(flow: Flow, stretch: Stretch) -> None:
    """Add the text of a paragraph to the block at hand."""
    _Inline(flow, stretch).read()


class _Inline:
    """Walks the signs of a paragraph; markup does not nest."""

    def __init__(self, flow: Flow, stretch: Stretch) -> None:
        self._flow = flow
        self._stretch = stretch
        self._text = stretch.text
        self._seek = Seeker(stretch.text)

    def read(self) -> None:
        position = 0
        while token := _TOKEN.search(self._text, position):
            start, end = token.span()
            self._stretch.add(position, start)
            position = self._markup(token, start, end)
            if position == start:
                self._stretch.add(start, end)
                position = end
        self._stretch.add(position, len(self._text))

    def _markup(self, token: re.Match[str], start: int, end: int) -> int:
        """Read markup that may begin here; where it ends, or `start` where it is none."""
        if token["escaped"] is not None:
            self._escape(token)
            return end
        if token["note"]:
            return end if self._begins(start, start + 1) else start
        if token["name"]:
            return self._reference(start, end)
        if token["literal"]:
            return self._masked("``", start, end)
        if token["bar"]:
            last = self._masked("|", start, end)
            found = _LINES.match(self._text, last) if last > start else None
            return found.end() if found else last
        if token["star"]:
            kind = MarkKind.STRONG if token["star"] == "**" else MarkKind.EMPHASIS
            return self._emphasis(token["star"], kind, start, end)
        return self._interpreted(token["role"] or "", token["tick"] or "`", start, end)

    def _begins(self, start: int, end: int) -> bool:
        """Whether markup whose sign stands here may begin: by what stands before and behind."""
        before, after = self._text[start - 1 : start] if start else "", self._text[end : end + 1]
        if not after or after.isspace():
            return False
        free = not before or before.isspace() or before in _BEFORE
        return free and _QUOTES.get(before) != after

    def _end(self, sign: str, start: int) -> int:
        """Where the sign that ends markup stands, behind `start`; -1 where there is none."""
        first, last = self._seek.pattern(_ENDS[sign], start + 1)
        return first if first < last else -1

    def _masked(self, sign: str, start: int, end: int) -> int:
        last = self._end(sign, end) if self._begins(start, end) else -1
        if last < 0:
            return start
        self._stretch.mask(start, last + len(sign))
        return last + len(sign)

    def _emphasis(self, sign: str, kind: MarkKind, start: int, end: int) -> int:
        last = self._end(sign, end) if self._begins(start, end) else -1
        if last < 0:
            return start
        self._marked((kind,), end, last)
        return last + len(sign)

    def _interpreted(self, role: str, tick: str, start: int, end: int) -> int:
        """Text between single back quotes, with its role or its address."""
        last = self._end("`", end) if self._begins(start, end) else -1
        if last < 0:
            return start
        after = last + 1
        if tick == "_`":
            self._marked((MarkKind.FIXED,), end, last)
            return after
        if not role and (found := _ROLE_AFTER.match(self._text, after)):
            role, after = found[0], found.end()
        elif not role and (found := _LINES.match(self._text, after)):
            self._link(end, last, fixed=len(found[0]) == 1)
            return found.end()
        name = role.strip(":").lower().rpartition(":")[2]
        title = self._title(end, last)
        if name in _SAID:
            self._marked((_MARKS[name],) if name in _MARKS else (), end, title or last)
        elif name in _NAMED and title:
            self._marked((MarkKind.LINK,), end, title)
        elif name == "term":
            fixed = () if title else (MarkKind.FIXED,)
            self._marked((MarkKind.LINK, *fixed), end, title or last)
        else:
            self._stretch.mask(start, after)
        return after

    def _title(self, start: int, end: int) -> int:
        """Where the title before an address, as in `title <address>`, ends; 0 without one."""
        if self._text[end - 1] != ">":
            return 0
        at = self._text.rfind("<", start, end)
        title = self._text[start:at].rstrip() if at > start else ""
        return start + len(title) if title else 0

    def _link(self, start: int, end: int, *, fixed: bool) -> None:
        title = self._title(start, end)
        if title:
            self._marked((MarkKind.LINK,), start, title)
        elif self._text[end - 1] == ">" and self._text[start] == "<":
            self._stretch.mask(start, end)
        else:
            self._marked((MarkKind.LINK, MarkKind.FIXED) if fixed else (MarkKind.LINK,), start, end)

    def _reference(self, start: int, end: int) -> int:
        """A word that is a link by its name: `word_`."""
        if start and not self._begins(start, start + 1) and self._text[start - 1] not in ".,;":
            return start
        word = self._text[start:end].rstrip("_")
        fixed = end - start - len(word) == 1
        self._marked(
            (MarkKind.LINK, MarkKind.FIXED) if fixed else (MarkKind.LINK,), start, start + len(word)
        )
        return end

    def _marked(self, kinds: tuple[MarkKind, ...], start: int, end: int) -> None:
        """Add text with marks, its escapes resolved."""
        for kind in kinds:
            self._flow.open_mark(kind)
        position = start
        while escape := _ESCAPE.search(self._text, position, end):
            self._stretch.add(position, escape.start())
            self._escape(escape)
            position = escape.end()
        self._stretch.add(position, end)
        for kind in kinds:
            self._flow.close_mark(kind)

    def _escape(self, token: re.Match[str]) -> None:
        """A sign behind a backslash is itself; white space is nothing."""
        sign = token[1]
        if sign and not sign.isspace():
            self._stretch.write(sign, *token.span())
