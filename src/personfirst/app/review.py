"""Reviewed copies: what a person would write into a document by hand, and the original untouched.

A Word file gets tracked changes and comments, slides get comments, a PDF highlights with notes; of
a text file there is the fixed copy and a diff. A copy is read again before it is written: with all
changes accepted it must read as planned, and nothing else may read differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from personfirst.app.diff import unified_diff
from personfirst.app.discover import SUMMARY
from personfirst.app.fix import Application, fix, together
from personfirst.app.mend import Mended, Opened, failed
from personfirst.app.write import create_file, encoded
from personfirst.formats.base import Format
from personfirst.formats.registry import format_of
from personfirst.formats.splice import expected_texts
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from personfirst.model.finding import Edit, Finding, Remark

_ORIGINAL = "its copy would take the place of the file itself; use another folder"
_CHANGED = "could not be reviewed without changing more than the words; check it by hand"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was done about a file: the path of its copy, None where there is none; the findings that
    the copy changes, and those that it leaves to a person. `commented` says that the copy carries
    remarks on them.
    """

    path: str
    copy: Path | None
    changed: tuple[Finding, ...]
    left: tuple[Finding, ...]
    commented: bool = False


class ReviewCopies:
    """Writes a reviewed copy of each file with findings into a folder, under the same name.

    What stands there already is replaced only with `overwrite`. `reviewed` says what was done, and
    `clean` counts the files without findings.
    """

    def __init__(self, folder: Path, *, overwrite: bool = False) -> None:
        self._folder = folder
        self._overwrite = overwrite
        self._taken = {folder / SUMMARY}
        self.reviewed: list[Reviewed] = []
        self.clean = 0

    def __call__(self, opened: Opened) -> Mended:
        outcome = Mended(opened.document, opened.findings)
        findings = tuple(
            one
            for one in opened.findings
            if one.muted is None and one.severity.rank >= opened.lowest.rank
        )
        if not findings:
            self.clean += 1
            return outcome
        try:
            kind = format_of(opened.document)
            review = self._marked if kind.parse is None else self._fixed
            self.reviewed.append(review(opened, kind, findings))
        except (UnwritableDocumentError, OSError) as error:
            return failed(opened, error)
        return outcome

    def _fixed(self, opened: Opened, _: Format, findings: tuple[Finding, ...]) -> Reviewed:
        """The copy of a text file with its safe suggestions put in, and a diff beside it."""
        document = opened.document
        fixed = fix(document, opened.findings, opened.check, lowest=opened.lowest)
        if not fixed.count:
            return Reviewed(document.path, None, (), findings)
        data = encoded(fixed.document.text, opened.stored, opened.data)
        copy = self._place(opened)
        create_file(copy, data, overwrite=self._overwrite)
        diff = unified_diff(document.path, document.text.encode(), fixed.document.text.encode())
        create_file(copy.with_name(f"{copy.name}.diff"), diff, overwrite=self._overwrite)
        still = {(one.rule, one.text, one.excerpt) for one in fixed.findings}
        left = tuple(one for one in findings if (one.rule, one.text, one.excerpt) in still)
        changed = tuple(one for one in findings if one not in left)
        return Reviewed(document.path, copy, changed, left)

    def _marked(self, opened: Opened, kind: Format, findings: tuple[Finding, ...]) -> Reviewed:
        """The copy of a file that is not text, with remarks in it, if its format can hold them."""
        document = opened.document
        if kind.review is None:
            return Reviewed(document.path, None, (), findings)
        made = (
            together(document, opened.findings, opened.check, opened.edited, lowest=opened.lowest)
            if kind.tracks
            else ()
        )
        data = opened.run(_reviewed, document, kind, made, findings)
        if data is None and made:
            made = ()
            data = opened.run(_reviewed, document, kind, made, findings)
        if data is None:
            raise UnwritableDocumentError(_CHANGED)
        copy = self._place(opened)
        create_file(copy, data, overwrite=self._overwrite)
        changed = tuple(one for each in made for one in each.findings)
        left = tuple(one for one in findings if one not in changed)
        return Reviewed(document.path, copy, changed, left, commented=True)

    def _place(self, opened: Opened) -> Path:
        """Where the copy of a file goes: as it lies below the current folder; of one that lies
        elsewhere only the name is kept, with a number where two are alike. Raises
        `UnwritableDocumentError` where that is the file itself.
        """
        pure = PurePath(opened.target.shown)
        inside = not pure.is_absolute() and ".." not in pure.parts
        wanted = self._folder / (pure if inside else pure.name)
        place, number = wanted, 1
        while place in self._taken:
            number += 1
            place = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
        if opened.stands_in_a_file and place.resolve() == opened.target.path.resolve():
            raise UnwritableDocumentError(_ORIGINAL)
        self._taken.add(place)
        return place


def _reviewed(
    document: Document, kind: Format, made: Sequence[Application], findings: Iterable[Finding]
) -> bytes | None:
    """The copy, or None where it would not read as planned. Raises `UnwritableDocumentError`."""
    assert kind.review is not None
    done = [one for each in made for one in each.findings]
    remarks = [
        *(Remark(one.start, one.end, "", "", one.edits) for one in made),
        *(_remark(one) for one in findings if one not in done),
    ]
    data = kind.review(document, sorted(remarks, key=lambda one: (one.start, one.end)))
    edits = [edit for one in made for edit in one.edits]
    return data if _reads_as_planned(document, kind, edits, data) else None


def _reads_as_planned(document: Document, kind: Format, edits: Sequence[Edit], data: bytes) -> bool:
    try:
        copy = kind.read(data, document.path)
    except UnreadableDocumentError:
        return False
    return [block.text for block in copy.blocks] == expected_texts(document.blocks, edits)


def _remark(finding: Finding) -> Remark:
    """A finding as a comment on its words: what it is, what to write, and for a narrative why."""
    assert finding.place.start is not None
    assert finding.place.end is not None
    lines = [finding.message]
    own = " ".join(finding.text.split())
    for one in finding.suggestions:
        wider = one.replaces and one.replaces != own
        lines.append(f"Write: {one.text}" + (f" (for “{one.replaces}”)" if wider else ""))
    if finding.why:
        lines.append(finding.why)
    return Remark(
        finding.place.start,
        finding.place.end,
        f"{finding.severity.value.capitalize()} [{finding.rule}]",
        "\n".join(dict.fromkeys(lines)),
    )
