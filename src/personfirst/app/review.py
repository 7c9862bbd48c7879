"""Reviewed copies: what a person would write into a document by hand, and the original untouched.

A Word file gets tracked changes and comments, slides get comments, a PDF highlights with notes; of
a text file there is the fixed copy and a diff. A copy is read again before it is written: with all
changes accepted it must read as planned, and nothing else may read differently.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from personfirst.app.diff import unified_diff
from personfirst.app.discover import COPIES, SUMMARY, holds_copies
from personfirst.app.fix import Application, fix, together
from personfirst.app.mend import Mended, Opened, failed
from personfirst.app.write import create_file, encoded
from personfirst.formats.base import Format
from personfirst.formats.registry import format_of
from personfirst.formats.splice import expected_texts
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from personfirst.model.finding import Edit, Finding, Remark

MOST_TRIES = 10
"""How often changes are left out of a copy, until it reads as planned, before all are."""
_ORIGINAL = "its copy would take the place of the file itself; use another folder"
_UNFINISHED = b"\n\nThis review was interrupted: copies may be missing.\n"
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


def is_for_copies(folder: Path) -> bool:
    """Whether a folder holds copies of an earlier review, or nothing that anybody could miss."""
    return holds_copies(folder) or all(one.name.startswith(".") for one in folder.iterdir())


class ReviewCopies:
    """Writes a reviewed copy of each file with findings into a folder, under the same name.

    What stands there already is replaced only with `overwrite`. `reviewed` says what was done, and
    `clean` counts the files without findings.
    """

    def __init__(self, folder: Path, *, overwrite: bool = False) -> None:
        self._folder = folder
        self._overwrite = overwrite
        self._taken = {_key(folder / SUMMARY)}
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
        except UnwritableDocumentError as error:
            self.reviewed.append(Reviewed(opened.document.path, None, (), findings))
            return failed(opened, error)
        except OSError as error:
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
        self._create(copy, data)
        diff = unified_diff(document.path, document.text.encode(), fixed.document.text.encode())
        self._create(copy.with_name(f"{copy.name}.diff"), diff)
        still = {(one.rule, one.text, one.excerpt) for one in fixed.findings}
        left = tuple(one for one in findings if (one.rule, one.text, one.excerpt) in still)
        changed = tuple(one for one in findings if one not in left)
        return Reviewed(document.path, copy, changed, left)

    def _marked(self, opened: Opened, kind: Format, findings: tuple[Finding, ...]) -> Reviewed:
        """The copy of a file that is not text, with remarks in it, if its format can hold them."""
        document = opened.document
        if kind.review is None:
            return Reviewed(document.path, None, (), findings)
        wanted: tuple[Application, ...] = ()
        if kind.tracks is not None:
            fixes = {fix.edits for one in findings if (fix := one.fix()) is not None}
            tracked = opened.run(_tracked, document, kind, fixes)
            wanted = together(
                document,
                opened.findings,
                opened.check,
                opened.edited,
                tracked.__contains__,
                lowest=opened.lowest,
            )
        made, data = opened.run(_reviewed, document, kind, wanted, findings)
        copy = self._place(opened)
        self._create(copy, data)
        changed = dict.fromkeys(one for each in made for one in each.findings)
        left = tuple(one for one in findings if one not in changed)
        return Reviewed(document.path, copy, tuple(changed), left, commented=True)

    def _create(self, copy: Path, data: bytes) -> None:
        """Write a copy into a folder that is marked as one of copies first, so that no check reads
        what an interrupted review leaves.
        """
        if not holds_copies(self._folder):
            create_file(self._folder / SUMMARY, COPIES + _UNFINISHED, overwrite=False)
        create_file(copy, data, overwrite=self._overwrite)

    def _place(self, opened: Opened) -> Path:
        """Where the copy of a file goes: as it lies below the current folder; of one that lies
        elsewhere only the name is kept, with a number where two are alike. Raises
        `UnwritableDocumentError` where that is the file itself.
        """
        pure = PurePath(opened.target.shown)
        inside = not pure.is_absolute() and ".." not in pure.parts
        wanted = self._folder / (pure if inside else pure.name)
        place, number = wanted, 1
        while _key(place) in self._taken:
            number += 1
            place = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
        if opened.stands_in_a_file and place.resolve() == opened.target.path.resolve():
            raise UnwritableDocumentError(_ORIGINAL)
        self._taken.add(_key(place))
        return place


def _key(place: Path) -> str:
    """A path by which copies are told apart where capital and small letters are not."""
    return str(place).casefold()


def _tracked(
    document: Document, kind: Format, fixes: Iterable[tuple[Edit, ...]]
) -> frozenset[tuple[Edit, ...]]:
    """Those fixes that a copy can propose."""
    assert kind.tracks is not None
    takes = kind.tracks(document)
    return frozenset(edits for edits in fixes if takes(edits))


def _reviewed(
    document: Document,
    kind: Format,
    made: tuple[Application, ...],
    findings: Iterable[Finding],
    tries: int = MOST_TRIES,
) -> tuple[tuple[Application, ...], bytes]:
    """Which applications the copy proposes, and the copy. What does not read as planned in it is
    left to a remark, all else stays. Raises `UnwritableDocumentError`.
    """
    assert kind.review is not None
    done = {one for each in made for one in each.findings}
    remarks = [
        *(Remark(one.start, one.end, "", "", one.edits) for one in made),
        *(_remark(one) for one in findings if one not in done),
    ]
    data = kind.review(document, sorted(remarks, key=lambda one: (one.start, one.end)))
    upset = _misread(document, kind, made, data)
    if upset is None:
        return made, data
    if not made:
        raise UnwritableDocumentError(_CHANGED)
    kept = tuple(one for one in made if one not in upset) if tries else ()
    return _reviewed(document, kind, kept, findings, tries - 1)


def _misread(
    document: Document, kind: Format, made: Sequence[Application], data: bytes
) -> Collection[Application] | None:
    """The applications in the passages of a copy that do not read as planned, or all where these
    cannot be told; None where it reads as planned.
    """
    expected = expected_texts(document.blocks, [edit for one in made for edit in one.edits])
    try:
        texts = [block.text for block in kind.read(data, document.path).blocks]
    except UnreadableDocumentError:
        return made
    if expected is None or texts == expected:
        return made if expected is None else None
    pairs = zip(document.blocks, texts, expected, strict=False)
    wrong = [block.pieces for block, text, wanted in pairs if text != wanted]
    if len(texts) != len(expected):
        del wrong[1:]  # with a passage more or less, all behind it are moved
    stretches = [(pieces[0].anchor.start, pieces[-1].anchor.end) for pieces in wrong]
    found = {one for one in made if any(at < one.end and one.start < end for at, end in stretches)}
    return found or made


def _remark(finding: Finding) -> Remark:
    """A finding as a comment on its words: what it is, what to write, and for a narrative why."""
    assert finding.place.start is not None
    assert finding.place.end is not None
    lines = [finding.headline]
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
