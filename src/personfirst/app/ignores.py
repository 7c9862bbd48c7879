"""Writing a comment beside every finding, so that a text that is to stay as it is reads clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from personfirst.app.mend import Mended, Opened, failed
from personfirst.app.write import refuse_read_only, replace_file
from personfirst.formats.change import Wish, with_ignores
from personfirst.formats.ignoring import forms_for
from personfirst.model.document import Document
from personfirst.model.errors import UnwritableDocumentError
from personfirst.model.finding import Finding
from personfirst.model.report import Problem
from personfirst.rulebook.housekeeping import SUPPRESSION

MOST_ROUNDS = 4
"""A narrative may come to light when the words in it are silenced, but not for ever."""

_ALLOW = "name the words under 'allow' in the configuration"


class AddIgnores:
    """Silences all findings that are reported, with one reason, in the files.

    `silenced` counts them by the path of their file, `written` the files. Nothing `fixes` them.
    """

    fixes = False
    written = 0

    def __init__(self, reason: str) -> None:
        self._reason = reason
        self.silenced: dict[str, int] = {}

    def __call__(self, opened: Opened) -> Mended:
        if not _wanted(opened.findings, opened):
            return Mended(opened.document, opened.findings)
        if not opened.is_text or not forms_for(opened.document):
            return Mended(opened.document, opened.findings, remarks=(_no_comments(opened),))
        try:
            refuse_read_only(opened.target.path)
            outcome = self._silence(opened)
            if outcome.document.text != opened.document.text:
                data = opened.encoded(outcome.document)
                replace_file(opened.target.path, opened.data, data)
                self.written += 1
        except (UnwritableDocumentError, OSError) as error:
            self.silenced.pop(opened.target.shown, None)
            return failed(opened, error)
        return outcome

    def _silence(self, opened: Opened) -> Mended:
        """The document with its comments; nothing is written yet."""
        document, findings = opened.document, opened.findings
        for _ in range(MOST_ROUNDS):
            wishes = _wishes(_wanted(findings, opened), document)
            ignored = with_ignores(document, wishes, self._reason)
            if not ignored.edits:
                break
            document = ignored.document
            findings = opened.check(document)
        left = _wanted(findings, opened)
        count = len(_wanted(opened.findings, opened)) - len(left)
        if count > 0:
            self.silenced[opened.target.shown] = count
        return Mended(document, findings, remarks=tuple(_no_place(left, opened)))


def _wanted(findings: Sequence[Finding], opened: Opened) -> list[Finding]:
    """The findings to silence: those that are reported, but for those about comments."""
    return [
        one
        for one in findings
        if one.muted is None
        and one.severity.rank >= opened.lowest.rank
        and one.kind != SUPPRESSION
        and one.place.start is not None
    ]


def _wishes(findings: Sequence[Finding], document: Document) -> list[Wish]:
    """The rules to silence on each line, at the first of its findings."""
    lines: dict[int, tuple[int, list[str]]] = {}
    for one in findings:
        start = one.place.start or 0
        line = document.lines.place(start)[0]
        first, rules = lines.setdefault(line, (start, []))
        if one.rule not in rules:
            rules.append(one.rule)
        lines[line] = min(first, start), rules
    return [Wish(start, tuple(rules)) for _, (start, rules) in sorted(lines.items())]


def _no_comments(opened: Opened) -> Problem:
    kind = opened.document.format
    reason = f"comments cannot be written into a file of this kind ({kind}); {_ALLOW}"
    return Problem(opened.target.shown, reason)


def _no_place(left: Sequence[Finding], opened: Opened) -> Iterator[Problem]:
    for one in left:
        where = f" ({one.place.label})" if one.place.label else ""
        words = " ".join(one.text.split())
        reason = f"no comment can silence “{words}” here{where}; {_ALLOW}"
        yield Problem(opened.target.shown, reason, one.place.line)
