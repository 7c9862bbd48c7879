"""Inline markup of AsciiDoc: formatting, macros, links, attributes, typographic quotes."""

from __future__ import annotations

import re
from html import unescape

from personfirst.formats.flow import Flow
from personfirst.formats.seek import Seeker
from personfirst.formats.stretch import Stretch
from personfirst.model.document import MarkKind, Role

_TOKEN = re.compile(
    r"""(?P<escape>\\(?=[*_`\#^~+{<(\[]|\w{1,10}:))
    |(?P<hard>[ \t]\+(?=[ \t]*(?:[\r\n]|\Z)))
    |(?P<pass>\+\+\+|\+\+)
    |(?P<open>["']`)(?=\S)
    |(?P<close>`["'])
    |(?P<mono>``?)
    |(?P<role>\[[.\#%][^\[\]\r\n]{1,80}\](?=[*_\#`]))
    |(?P<sign>\*\*?|__?|\#\#?)
    |(?P<script>[\^~](?P<inner>[^\s^~]{1,60})[\^~])
    |(?P<attribute>\{[\w-]{1,60}\})
    |(?P<anchor>\[\[\[?[^\[\]\r\n]{1,200}\]\]\]?)
    |(?P<xref><<(?P<target>[^<>\r\n,]{1,200})(?:,(?P<title>[^<>\r\n]{0,300}))?>>)
    |(?P<index>\(\(\([^()\r\n]{1,200}\)\)\)|\(\((?P<term>[^()\r\n]{1,200})\)\))
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,20});)
    |(?<!\w)(?P<macro>link|xref|image|icon|kbd|btn|menu|stem|latexmath|asciimath|footnote
        |footnoteref|pass|indexterm2?|mailto|anchor|https?|ftp):[^\s\[\]<>]{0,1000}\[""",
    re.VERBOSE,
)
_ENDS = {
    "*": re.compile(r"(?<=\S)\*(?![\w*])"),
    "_": re.compile(r"(?<=\S)_(?!\w)"),
    "#": re.compile(r"(?<=\S)\#(?![\w#])"),
    "`": re.compile(r"(?<=\S)`(?![\w`])"),
    "**": re.compile(r"(?<=\S)\*\*"),
    "__": re.compile(r"(?<=\S)__"),
    "##": re.compile(r"(?<=\S)\#\#"),
    "``": re.compile(r"(?<=\S)``"),
    '"`': re.compile(r'(?<=\S)`"'),
    "'`": re.compile(r"(?<=\S)`'"),
}
_MARKS = {"*": MarkKind.STRONG, "_": MarkKind.EMPHASIS}
_CURLY = {'"`': "“", "'`": "‘", '`"': "”", "`'": "’"}
_TITLED = frozenset({"link", "xref", "mailto", "http", "https", "ftp"})
_MASKED = frozenset(
    {"icon", "kbd", "btn", "menu", "stem", "latexmath", "asciimath", "pass", "image"}
)
_NAMED = re.compile(r",\s*(?:[\w-]{1,40}\s*=|\Z)|\A[\w-]{1,40}=")
_BRACKET = re.compile(r"[\[\]]")
_LONGEST_NOTE = 2_000


def read_inline(flow: Flow, stretch: Stretch) -> None:
    """Add the text of a paragraph to the block at hand."""
    inline = _Inline(flow, stretch)
    inline.read(0, len(stretch.text))
    inline.close()


def title_end(text: str, start: int, end: int) -> int:
    """Where the title in a macro's brackets ends, before attributes such as `window=_blank`."""
    words = text[start:end]
    found = _NAMED.search(words) if "," in words or "=" in words else None
    return start + found.start() if found else end


def alternative(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the alternative text in an image's brackets: the first attribute."""
    if text.startswith('"', start, end) and (last := text.find('"', start + 1, end)) > 0:
        return start + 1, last
    comma = text.find(",", start, end)
    last = comma if comma >= 0 else end
    return (start, start) if _NAMED.match(text[start:last]) else (start, last)


class _Inline:
    """Walks the signs of a paragraph. Formatting may nest, so what is open is remembered."""

    def __init__(self, flow: Flow, stretch: Stretch) -> None:
        self._flow = flow
        self._stretch = stretch
        self._text = stretch.text
        self._seek = Seeker(stretch.text)
        self._open: dict[str, MarkKind | None] = {}
        self._role = ""
        self._in_note = False

    def read(self, position: int, end: int) -> None:
        """Add a range of the paragraph."""
        while token := _TOKEN.search(self._text, position, end):
            start = token.start()
            self._stretch.add(position, start)
            position = self._markup(token, start, end)
            if position == start:
                position = token.end()
                self._stretch.add(start, position)
        self._stretch.add(position, end)

    def close(self) -> None:
        """The paragraph ends, and with it what is open in it."""
        for mark in self._open.values():
            if mark:
                self._flow.close_mark(mark)
        self._open.clear()

    def _markup(self, token: re.Match[str], start: int, end: int) -> int:
        """Read markup that may begin here; where it ends, or `start` where it is none."""
        after = token.end()
        role, self._role = self._role, ""
        if token["sign"]:
            return self._sign(token["sign"], role, start, end)
        if token["macro"]:
            return self._macro(token["macro"], start, after, end)
        if token["mono"]:
            return self._between(token["mono"], start, after, end)
        if token["pass"]:
            last = self._seek.string(token["pass"], after)
            return self._masked(start, last + len(token["pass"])) if last < end else start
        if token["open"] or token["close"]:
            return self._quote(token[0], start, after, end)
        if token["attribute"]:
            return self._masked(start, after)
        if token["xref"]:
            if token["title"]:
                self._link(*token.span("title"))
                return after
            return self._masked(start, after)
        if token["entity"]:
            self._stretch.write(unescape(token[0]), start, after)
        elif token["script"]:
            self._script(token)
        elif token["term"]:
            self._stretch.add(*token.span("term"))
        elif token["role"]:
            self._role = token["role"]
        elif token["escape"]:
            self._stretch.add(after, after + 1)
            return after + 1
        return after

    def _script(self, token: re.Match[str]) -> None:
        """Text above or below the line."""
        if token[0][0] == "^":
            self._flow.open_mark(MarkKind.RAISED)
        self._stretch.add(*token.span("inner"))
        if token[0][0] == "^":
            self._flow.close_mark(MarkKind.RAISED)

    def _masked(self, start: int, end: int) -> int:
        self._stretch.mask(start, end)
        return end

    def _sign(self, sign: str, role: str, start: int, end: int) -> int:
        after = start + len(sign)
        if sign in self._open and self._ends(sign, start):
            mark = self._open.pop(sign)
            if mark:
                self._flow.close_mark(mark)
            return after
        if sign in self._open or not self._begins(sign, start, after):
            return start
        last, _ = self._seek.pattern(_ENDS[sign], after + 1)
        if last >= end:
            return start
        mark = _MARKS.get(sign[0])
        if mark is None and "line-through" in role:
            mark = MarkKind.STRIKE
        self._open[sign] = mark
        if mark:
            self._flow.open_mark(mark)
        return after

    def _begins(self, sign: str, start: int, after: int) -> bool:
        before = self._text[start - 1] if start else " "
        following = self._text[after : after + 1]
        free = len(sign) == 2 or not (before.isalnum() or before in "_;:}")
        return free and bool(following) and not following.isspace()

    def _ends(self, sign: str, start: int) -> bool:
        return _ENDS[sign].match(self._text, start) is not None

    def _between(self, sign: str, start: int, after: int, end: int) -> int:
        """Code between signs."""
        if not self._begins(sign, start, after):
            return start
        _, last = self._seek.pattern(_ENDS[sign], after + 1)
        return self._masked(start, last) if after < last <= end and last > after + 1 else start

    def _quote(self, sign: str, start: int, after: int, end: int) -> int:
        """Typographic quotes, which are written with a back quote inside."""
        if sign in ('"`', "'`"):
            first, _ = self._seek.pattern(_ENDS[sign], after + 1)
            if first >= end:
                return start
            self._open[sign] = None
        else:
            opening = sign[::-1]
            if opening not in self._open:
                return start
            del self._open[opening]
        self._stretch.write(_CURLY[sign], start, after)
        return after

    def _macro(self, name: str, start: int, after: int, end: int) -> int:
        """A macro, whose text stands between brackets; `after` is where it begins."""
        last = self._note_end(after, end) if name == "footnote" else self._seek.string("]", after)
        if last >= end:
            return start
        if name in _MASKED:
            if name == "image" and after < last:
                self._aside(Role.ALT_TEXT, "alt text", *alternative(self._text, after, last))
            return self._masked(start, last + 1)
        if name == "footnote":
            if not self._in_note:
                self._in_note = True
                self._aside(Role.NOTE, "footnote", after, last)
                self._in_note = False
        elif name in _TITLED:
            title = title_end(self._text, after, last)
            if after >= title:
                return self._masked(start, last + 1)
            self._link(after, title)
        elif name == "indexterm2":
            self._stretch.add(after, last)
        return last + 1

    def _note_end(self, start: int, end: int) -> int:
        """Where the bracket that closes a note stands; there may be brackets in it."""
        if self._seek.string("]", start) >= end:
            return end
        depth = 0
        for bracket in _BRACKET.finditer(self._text, start, min(end, start + _LONGEST_NOTE)):
            depth += 1 if bracket[0] == "[" else -1
            if depth < 0:
                return bracket.start()
        return end

    def _aside(self, role: Role, label: str, start: int, end: int) -> None:
        self._flow.begin_aside(role, label)
        opened, self._open = self._open, {}
        self.read(start, end)
        self.close()
        self._open = opened
        self._flow.end_aside()

    def _link(self, start: int, end: int) -> None:
        self._flow.open_mark(MarkKind.LINK)
        self.read(start, end)
        self._flow.close_mark(MarkKind.LINK)
