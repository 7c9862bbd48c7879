"""`personfirst check --interactive`: shows one finding after the other and asks what to do.

Answers are read line by line, so they can also come from a pipe; the end of it means quit.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from personfirst.app.walk import Answer, Apply, Ignore, Pass, region_of, written
from personfirst.cli.output import standard_input, write
from personfirst.model.document import Document
from personfirst.model.finding import Finding
from personfirst.reporters.full import finding_lines
from personfirst.reporters.view import View, printable

_HELP = """\
  a       put in the first suggestion
  1 to 9  put in that suggestion
  e       write your own words in its place
  s       leave it as it is and go on
  i       write a comment that silences it, with your reason
  q       write what is decided and stop
"""
_MOST_CHOICES = 9
_NOTHING = "(take it out)"


class Terminal:
    """A person at a terminal. `why` says why a rule is there, by its id.

    Ends the run with status 2 where standard input is closed.
    """

    def __init__(self, view: View, why: Callable[[str], str]) -> None:
        standard_input()
        self._view = view
        self._why = why

    def ask(self, finding: Finding, document: Document) -> Answer:
        """Show a finding, and ask until there is an answer."""
        self._show(finding, document)
        while True:
            key = _read(_question(finding))
            if key is None or key == "q":
                return Pass.QUIT
            answer = self._answer(key, finding, document)
            if answer is not None:
                return answer

    def tell(self, message: str) -> None:
        """Say why an answer could not be carried out."""
        self._say(f"  {message}\n")

    def _answer(self, key: str, finding: Finding, document: Document) -> Answer | None:
        """The answer that a line asks for; None to ask again."""
        if key == "s":
            return Pass.SKIP
        if key == "i":
            return _ignore()
        if key == "e":
            return self._edit(finding, document)
        number = "1" if key == "a" else key
        if number.isdecimal() and 0 < int(number) <= len(finding.suggestions):
            return self._choice(finding, int(number))
        self._say(f"  {printable(self._why(finding.rule))}\n{_HELP}" if key == "?" else _HELP)
        return None

    def _choice(self, finding: Finding, number: int) -> Answer | None:
        edits = finding.suggestions[number - 1].edits
        if edits:
            return Apply(edits)
        self.tell("this one can only be written by hand here")
        return None

    def _edit(self, finding: Finding, document: Document) -> Answer | None:
        region = region_of(finding, document)
        if region is None:
            self.tell("these words can only be mended by hand here")
            return None
        words = _read(f"  instead of “{printable(region.words)}”: ")
        edits = written(region, words, document) if words else ()
        if words and not edits:
            self.tell("these words cannot be put in here; mend it by hand")
        return Apply(edits) if edits else None

    def _show(self, finding: Finding, document: Document) -> None:
        place = finding.place
        numbers = range(place.line, place.end_line + 1)
        lines = {line: document.lines.line_text(line) for line in numbers}
        shown = list(finding_lines(finding, lines, self._view))
        for number, one in enumerate(finding.suggestions[:_MOST_CHOICES], start=1):
            by_hand = "" if one.edits else " (by hand)"
            text = self._view.paint(printable(one.text or _NOTHING), "bold")
            shown += [f"  {number} {text}{by_hand}", f"    {printable(one.result)}"]
        self._say("\n" + "\n".join(shown) + "\n")

    def _say(self, text: str) -> None:
        write(text, color=self._view.color)


def _question(finding: Finding) -> str:
    apply = "[a]pply, " if finding.suggestions and finding.suggestions[0].edits else ""
    choose = "[1-9] choose, " if any(one.edits for one in finding.suggestions) else ""
    return f"  {apply}{choose}[e]dit, [s]kip, [i]gnore with reason, [q]uit, [?] "


def _ignore() -> Answer | None:
    reason = _read("  reason: ")
    return Ignore(reason) if reason else None


def _read(prompt: str) -> str | None:
    """A line, without white space at its ends; None at the end of the input."""
    write(prompt)
    line = sys.stdin.readline()
    return line.strip() if line else None
