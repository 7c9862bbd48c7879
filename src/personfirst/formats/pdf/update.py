"""Appends objects to a PDF, so that every byte of the file stays as it is.

What is appended is an incremental update: new versions of the pages, the objects that they now
refer to, and a cross-reference section of the kind that the file has. pypdf reads the structure of
the file; it is not let near its bytes.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from personfirst.formats.pdf.library import ENCRYPTED
from personfirst.model.errors import UnwritableDocumentError

_START = re.compile(rb"startxref\s+(\d{1,12})")
_TAIL = 4_096
_STREAM_HEAD = re.compile(rb"\s{0,8}\d{1,10}\s{1,8}\d{1,5}\s{1,8}obj")
_MOST_NODES = 100_000
_DAMAGED = (
    "is damaged, so that nothing can be added to it safely: open it in a PDF viewer, save it as a"
    " new file and review that"
)


class Update:
    """Changes to a PDF while they are gathered; `data` is the file.

    Raises `UnwritableDocumentError` where the file cannot be added to.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at, self._shift = _cross_reference(data)
        self._reader = _reader(data)
        self._trailer = self._reader.trailer
        self._objects: dict[tuple[int, int], bytes] = {}
        self._next = _next_number(self._reader)
        self._pages = _pages(self._reader)

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def reference(self) -> str:
        """A reference to an object that is still to be added, such as `12 0 R`."""
        self._next += 1
        return f"{self._next - 1} 0 R"

    def add(self, reference: str, body: bytes) -> None:
        """Add the object that a reference means."""
        number, generation, _ = reference.split()
        self._objects[int(number), int(generation)] = body

    def page(self, number: int) -> str:
        """A reference to a page, counted from 0."""
        return _text(self._pages[number])

    def annotate(self, number: int, references: Sequence[str]) -> None:
        """Add annotations to a page, counted from 0, behind those that it has."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject

        page = self._reader.get_object(self._pages[number])
        old = page.get("/Annots")
        old = old.get_object() if old is not None else ArrayObject()
        changed = DictionaryObject({key: page.raw_get(key) for key in page})
        changed[NameObject("/Annots")] = ArrayObject(
            [*(old if isinstance(old, list) else []), *map(_indirect, references)]
        )
        buffer = BytesIO()
        changed.write_to_stream(buffer)
        self.add(self.page(number), buffer.getvalue())

    def written(self) -> bytes:
        """The file with the changes behind it."""
        parts = [self._data]
        if not self._data.endswith((b"\n", b"\r")):
            parts.append(b"\n")
        position = sum(map(len, parts)) - self._shift
        offsets: dict[tuple[int, int], int] = {}
        for key in sorted(self._objects):
            offsets[key] = position
            parts.append(b"%d %d obj\n%s\nendobj\n" % (*key, self._objects[key]))
            position += len(parts[-1])
        if self._has_table():
            parts.append(self._table(offsets))
        else:
            parts.append(self._stream(offsets, position))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
        return b"".join(parts)

    def _has_table(self) -> bool:
        at = self._at + self._shift
        return self._data[at : at + 20].lstrip().startswith(b"xref")

    def _table(self, offsets: Mapping[tuple[int, int], int]) -> bytes:
        lines = [b"xref\n0 1\n0000000000 65535 f \n"]
        for run in _runs(offsets):
            lines.append(b"%d %d\n" % (run[0][0], len(run)))
            lines += [b"%010d %05d n \n" % (offsets[key], key[1]) for key in run]
        return b"".join(lines) + b"trailer\n<< " + self._entries(self._next) + b" >>\n"

    def _stream(self, offsets: Mapping[tuple[int, int], int], position: int) -> bytes:
        number = self._next
        entries = {**offsets, (number, 0): position}
        runs = list(_runs(entries))
        index = " ".join(f"{run[0][0]} {len(run)}" for run in runs)
        rows = b"".join(
            b"\x01" + entries[key].to_bytes(5, "big") + key[1].to_bytes(2, "big")
            for run in runs
            for key in run
        )
        head = f"/Type /XRef /W [1 5 2] /Index [{index}] /Length {len(rows)} ".encode()
        return b"%d 0 obj\n<< %s%s >>\nstream\n%s\nendstream\nendobj\n" % (
            number,
            head,
            self._entries(number + 1),
            rows,
        )

    def _entries(self, size: int) -> bytes:
        """What a trailer says, with a new second half of the file's identifier."""
        parts = [b"/Size %d /Prev %d" % (size, self._at)]
        for key in ("/Root", "/Info"):
            value = self._trailer.get(key) and self._trailer.raw_get(key)
            if value is not None and hasattr(value, "idnum"):
                parts.append(f"{key} {_text(value)}".encode())
        identifier = self._trailer.get("/ID")
        if isinstance(identifier, list) and len(identifier) == 2:
            first = getattr(identifier[0].get_object(), "original_bytes", b"")
            digest = hashlib.md5(self._data[-_TAIL:], usedforsecurity=False)
            digest.update(b"".join(self._objects.values()))
            parts.append(f"/ID [<{first.hex()}> <{digest.hexdigest()}>]".encode())
        return b" ".join(parts)


def _cross_reference(data: bytes) -> tuple[int, int]:
    """Where the file's last cross-reference section stands by its own count, and how far from the
    file's first byte it counts.
    """
    found = _START.findall(data, max(len(data) - _TAIL, 0))
    if not found:
        raise UnwritableDocumentError(_DAMAGED)
    at = int(found[-1])
    for shift in (0, max(data.find(b"%PDF", 0, 1_024), 0)):
        here = data[at + shift : at + shift + 40]
        if here.lstrip().startswith(b"xref") or _STREAM_HEAD.match(here):
            return at, shift
    raise UnwritableDocumentError(_DAMAGED)


def _reader(data: bytes) -> Any:
    """What pypdf makes of a file; it raises errors of many kinds where that is nothing."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    # It logs what it repairs; without a handler, that would be printed.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted
    except DependencyError as error:  # it cannot decrypt what it should
        raise UnwritableDocumentError(ENCRYPTED) from error
    except Exception as error:
        raise UnwritableDocumentError(_DAMAGED) from error
    if locked:
        raise UnwritableDocumentError(ENCRYPTED)
    return reader


def _next_number(reader: Any) -> int:
    """The first number that no object has."""
    try:
        size = int(reader.trailer["/Size"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnwritableDocumentError(_DAMAGED) from error
    known = [number for numbers in reader.xref.values() for number in numbers]
    return int(max([size - 1, *known, *reader.xref_objStm])) + 1


def _pages(reader: Any) -> list[Any]:
    """References to the pages, in order."""
    found = []
    seen: set[int] = set()
    try:
        stack = [reader.trailer["/Root"].raw_get("/Pages")]
        while stack and len(seen) < _MOST_NODES:
            reference = stack.pop()
            node = reference.get_object()
            if reference.idnum in seen:
                continue
            seen.add(reference.idnum)
            if "/Kids" in node:
                stack.extend(reversed(list(node["/Kids"])))
            else:
                found.append(reference)
    except Exception as error:
        raise UnwritableDocumentError(_DAMAGED) from error
    return found


def _runs(keys: Mapping[tuple[int, int], int]) -> Iterator[list[tuple[int, int]]]:
    """Objects whose numbers follow each other."""
    numbered = enumerate(sorted(keys))
    for _, run in groupby(numbered, key=lambda one: one[1][0] - one[0]):
        yield [key for _, key in run]


def _text(reference: Any) -> str:
    return f"{reference.idnum} {reference.generation} R"


def _indirect(reference: str) -> Any:
    from pypdf.generic import IndirectObject

    number, generation, _ = reference.split()
    return IndirectObject(int(number), int(generation), None)
