"""The sources of a built site: the file and the line that a sentence on a page comes from.

A page may say where it comes from: in a `data-source` attribute, a `source:` comment, or a link to
edit it. Else the sentence itself tells, if it stands in exactly one place below the folder. What
does not tell clearly stays where it was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from personfirst.app.discover import discover, shown_path
from personfirst.app.patterns import absolute
from personfirst.app.site import BUILT
from personfirst.formats.registry import is_text, kind_for, read
from personfirst.model.document import Block, Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Finding, Place
from personfirst.model.text import Span, locate

_TRACES = (
    re.compile(r"""\sdata-source(?:-?(?:file|path))?\s*=\s*["']([^"']+)["']""", re.IGNORECASE),
    re.compile(r"<!--\s*(?:source|generated from)\s*:?\s+(\S+)\s*-->", re.IGNORECASE),
    re.compile(r"""\shref\s*=\s*["']([^"']*/(?:edit|blob|src)/[^"']+)["']""", re.IGNORECASE),
)

_READ = frozenset({"markdown", "html", "text"})
_MOST_BYTES = 5_000_000
_FEW_WORDS = 3
_SIGNS = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding at its place in a source file, and the lines there that it points at."""

    finding: Finding
    lines: Mapping[int, str]


@dataclass(frozen=True)
class _Normal:
    """Text as generators leave it: spaces and signs made alike; `at` leads back to the original."""

    text: str
    at: Sequence[int]


@dataclass(frozen=True)
class Sources:
    """The files below a folder that pages are built from; `sites` below it are not among them."""

    folder: Path
    sites: frozenset[str] = frozenset()
    _traced: dict[str, tuple[Document, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def _documents(self) -> Mapping[Path, Document]:
        """Every source that can be read, by its real path."""
        found = {}
        for target in discover([self.folder]).targets:
            kind = kind_for(target.shown)
            inside = absolute(target.path).relative_to(absolute(self.folder)).parts
            if kind is None or kind.name not in _READ or not self.sites.isdisjoint(inside):
                continue
            document = _document(target.path, target.shown)
            if document is not None:
                found[target.path.resolve()] = document
        return found

    @cached_property
    def _blocks(self) -> Mapping[str, Sequence[tuple[Block, _Normal]]]:
        """The blocks of each source, by its shown path."""
        return {
            one.path: [(block, _normal(block.text)) for block in one.blocks]
            for one in self._documents.values()
        }

    def place(self, finding: Finding) -> Placed | None:
        """A finding on a page at the place where its sentence stands in the sources; None where it
        stands nowhere or in several places.
        """
        sentence = _normal(finding.excerpt.removeprefix("… ").removesuffix(" …"))
        for documents in (self._told(finding.place.path), tuple(self._documents.values())):
            found = [hit for one in documents for hit in self._hits(one, sentence, finding)]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def _told(self, page: str) -> tuple[Document, ...]:
        """The sources that a page says it comes from."""
        if page not in self._traced:
            text = _text(Path(page))
            traces = (unescape(one) for trace in _TRACES for one in trace.findall(text))
            files = dict.fromkeys(file for one in traces for file in self._named(one))
            self._traced[page] = tuple(self._documents[file] for file in files)
        return self._traced[page]

    def _named(self, trace: str) -> Iterator[Path]:
        """The source that a path or an address names, by as much of its end as leads to one."""
        parts = PurePosixPath(unquote(urlsplit(trace).path)).parts
        for start in range(len(parts)):
            file = _resolved(self.folder.joinpath(*parts[start:]))
            if file in self._documents:
                yield file
                return

    def _hits(self, document: Document, sentence: _Normal, finding: Finding) -> Iterator[Placed]:
        words = sentence.text.split()
        for block, normal in self._blocks[document.path]:
            at = normal.text.find(sentence.text)
            if at < 0 or (len(words) < _FEW_WORDS and normal.text != sentence.text):
                continue
            inside = sentence.text.find(_normal(finding.text).text)
            if inside < 0:
                continue
            first = normal.at[at + inside]
            last = normal.at[at + inside + len(_normal(finding.text).text) - 1] + 1
            yield _placed(finding, document, block, Span(first, last))


def _placed(finding: Finding, document: Document, block: Block, span: Span) -> Placed:
    anchor = locate(block.pieces, span)
    line, column = document.lines.place(anchor.start)
    end_line, end_column = document.lines.place(anchor.end)
    place = Place(
        document.path, anchor.start, anchor.end, line, column, end_line, end_column, block.label
    )
    moved = finding._replace(
        place=place,
        built=finding.place.path,
        # The edits are those of the page, and a role's place is there too.
        suggestions=tuple(one._replace(edits=()) for one in finding.suggestions),
        roles=tuple(one._replace(place=None) for one in finding.roles),
    )
    return Placed(moved, {at: document.line_text(at) for at in range(line, end_line + 1)})


def _document(path: Path, shown: str) -> Document | None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        data = path.read_bytes()
        return read(data, shown) if is_text(data, shown) else None
    except (OSError, UnreadableDocumentError):
        return None


def _resolved(path: Path) -> Path:
    """A real path; of what can be none, for a page may name anything, the path as it is."""
    try:
        return path.resolve()
    except (OSError, ValueError):
        return path


def _text(page: Path) -> str:
    try:
        return page.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _normal(text: str) -> _Normal:
    """Text with white space as one space, straight quotes, and dashes of any length as one."""
    letters: list[str] = []
    at: list[int] = []
    for index, letter in enumerate(text):
        for sign in _SIGNS.get(letter, " " if letter.isspace() else letter):
            if sign in " -" and letters and letters[-1] == sign:
                continue
            letters.append(sign)
            at.append(index)
    start = int(letters[:1] == [" "])
    end = len(letters) - int(len(letters) > 1 and letters[-1] == " ")
    return _Normal("".join(letters[start:end]), at[start:end])


def sources_below(folder: Path, sites: Sequence[Path]) -> Sources:
    """The sources below a folder, without built sites: those that are named, and by their names."""
    return Sources(folder, BUILT | {Path(shown_path(one)).name for one in sites})
