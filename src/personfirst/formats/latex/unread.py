"""What of a LaTeX file is code between signs of its own, or hidden by a condition."""

from __future__ import annotations

import re

from personfirst.formats.latex.commands import CONDITIONS, RAW
from personfirst.formats.seek import Seeker

_OPTION = r"(?:\[[^\]\r\n]{0,300}\])?"
VERBATIM = (
    rf"\\(?:(?:verb|spverb|path|url|nolinkurl|(?:Verb|lstinline){_OPTION})\*?"
    rf"|mintinline{_OPTION}\{{[^{{}}\s]{{1,40}}\}})"
    r"(?P<mark>[^A-Za-z\s{}*\[\\])[^\r\n]*?(?P=mark)"
)
"""The pattern of code between two signs, as in `\\verb|code|`."""
SHORT = re.compile(
    rf"\\(?:(?:Make|Define|Custom)ShortVerb\*?{_OPTION}\{{?\\|lstMakeShortInline{_OPTION}\\?)"
    r"([^\w\s{}])\}?"
)
"""The command that gives code a sign of its own."""
_ENVIRONMENT = re.compile(
    r"\\(?:lstnewenvironment|DefineVerbatimEnvironment"
    rf"|(?:[Nn]ew|Declare)(?:TCB|tcb)[Ll]isting\*?{_OPTION})\{{(?P<name>[A-Za-z]{{1,60}})\}}"
    r"|\\newminted(?:\[(?P<own>[A-Za-z]{1,60})\])?\{(?P<language>[A-Za-z]{1,60})\}"
)
_FALSE = re.compile(r"\\(?:iffalse(?![A-Za-z@])|if[ ]?0(?!0))")
_BRANCH = re.compile(r"\\[\\%]|%[^\r\n]*|(?<!newif)\\(?P<name>if[A-Za-z@]*|else|fi)(?![A-Za-z@])")
_CONDITION = re.compile(r"\\newif[ \t]*\\(if[A-Za-z@]{1,60})")


def short_verbatim(text: str) -> str:
    """The pattern of code that stands between two signs alone (`|code|`), if a file has such."""
    found = SHORT.search(text) if "Short" in text else None
    return rf"{re.escape(found[1])}[^\r\n]*?{re.escape(found[1])}" if found else ""


def raw_environments(text: str) -> frozenset[str]:
    """Environments that are not read, with those that a file defines for its code."""
    defined = _ENVIRONMENT.finditer(text)
    return RAW.union(one["name"] or one["own"] or f"{one['language']}code" for one in defined)


class Conditions:
    """Finds where what a condition hides ends. It is asked at places one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seek = Seeker(text)
        self._names = CONDITIONS.union(_CONDITION.findall(text))
        self._lost = False

    def hidden_until(self, start: int) -> int:
        r"""Where to go on behind an `\iffalse` or `\if0` that stands here: behind its `\else` or
        `\fi`, or the first `\fi` where those do not come out; `start` where none stands here.
        """
        opening = _FALSE.match(self._text, start)
        if opening is None:
            return start
        depth = 0
        for found in () if self._lost else _BRANCH.finditer(self._text, opening.end()):
            name = found["name"]
            if name in ("else", "fi") and not depth:
                return found.end()
            depth += (name in self._names) - (name == "fi")
        self._lost = True
        return self._seek.string("\\fi", opening.end())
