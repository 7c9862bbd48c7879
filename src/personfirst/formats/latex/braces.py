"""Which brace of a LaTeX file closes which, and where arguments end."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from personfirst.formats.latex.unread import VERBATIM, raw_environments
from personfirst.formats.seek import Seeker

NEWLINE = r"(?>\r\n|\r|\n)"
SPACE = re.compile(rf"[ \t]*(?:%[^\r\n]*)?(?:{NEWLINE}[ \t]*)?")
_OPTION = re.compile(
    r"\[(?:[^\[\]{}\r\n]|\{[^{}\r\n]{0,300}\}|\r?\n(?![ \t]*\r?\n))*+\]|<[^<>\s]{1,40}>"
)
_TOKEN = re.compile(
    rf"%[^\r\n]*|\\begin\{{(?P<raw>[A-Za-z]+[0-9]?\*?)\}}|{VERBATIM}|\\(?s:.)|[{{}}]"
)


class Braces:
    """The pairs of braces of a text, but for those in comments and in verbatim text.

    `raw` are the environments that are not read.
    """

    def __init__(self, text: str) -> None:
        self.raw = raw_environments(text)
        self._text = text
        self._opens = array("q")
        self._ends = array("q")
        pending: list[int] = []
        seek = Seeker(text)
        position = 0
        while token := _TOKEN.search(text, position):
            position = token.end()
            if token["raw"]:
                if token["raw"].rstrip("*") in self.raw:
                    position = seek.string(f"\\end{{{token['raw']}}}", position)
            elif token[0] == "{":
                pending.append(len(self._opens))
                self._opens.append(token.start())
                self._ends.append(-1)
            elif token[0] == "}" and pending:
                self._ends[pending.pop()] = token.start()

    def end(self, start: int) -> int:
        """Where the brace that opens at `start` is closed; -1 where it never is."""
        at = bisect_left(self._opens, start)
        found = at < len(self._opens) and self._opens[at] == start
        return self._ends[at] if found else -1

    def options(self, position: int) -> int:
        """Pass over what stands in brackets."""
        while found := _OPTION.match(self._text, position):
            position = found.end()
        return position

    def argument(self, position: int) -> int:
        """Pass over one argument in braces, and what stands in brackets before it."""
        position = self.options(position)
        space = SPACE.match(self._text, position)
        at = space.end() if space else position
        last = self.end(at)
        return last + 1 if last >= 0 else position

    def arguments(self, position: int, *, spaced: bool = False) -> int:
        """Pass over all arguments; `spaced` says that a space may stand before each."""
        while True:
            after = self.options(position)
            if spaced or self._text.startswith("{", after):
                after = self.argument(after)
            if after == position:
                return position
            position = after
