"""Packages: the ZIP files that Word, PowerPoint, OpenDocument and EPUB files are.

A package is untrusted. Nothing is unpacked to disk, so its names are names and no paths; sizes are
counted while a part is inflated, not believed; XML is read without document types, entities or
anything outside the part.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from personfirst.model.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PARTS = 20_000
LARGEST_PART = 64_000_000
"""Bytes of one part that is read: the text of a few thousand pages."""
LARGEST_SUM = 160_000_000
"""Bytes of all parts that are read."""
LARGEST_COPY = 1_000_000_000
"""Bytes of all parts, pictures too, when a package is written anew."""
MOST_NODES = 5_000_000
"""Tags and attributes of one part, each of which costs a hundred bytes or so once it is read."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Package:
    """The parts of a package by name. Raises `UnreadableDocumentError` where it is damaged, has a
    password, or holds more than a document does.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise UnreadableDocumentError(
                "has a password or is in an old Office format; remove the password, or save it "
                "in today's format, such as .docx"
            )
        if not data:
            raise UnreadableDocumentError("is empty")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise _damaged() from error
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            raise UnreadableDocumentError(f"has more than {MOST_PARTS:,} parts; nothing was read")
        self._entries = {entry.filename: entry for entry in entries}
        if len(self._entries) != len(entries):
            raise UnreadableDocumentError("holds two parts of one name; save it again and retry")
        self._read = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, as the package lists them."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises `UnreadableDocumentError` where it is damaged or too large."""
        left = min(LARGEST_PART, LARGEST_SUM - self._read)
        data = self._inflated(name, left)
        self._read += len(data)
        return data

    def xml(self, name: str) -> _Element:
        """A part that is XML, as its root element; raises as `read`, also where it is no XML."""
        return parse_xml(self.read(name), name)

    def rewritten(self, changes: Mapping[str, bytes]) -> bytes:
        """The package with some parts changed or added; the others hold the same bytes.

        New parts stand at the end. Raises as `read`.
        """
        target = io.BytesIO()
        total = 0
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
            for name, entry in self._entries.items():
                data = changes.get(name)
                if data is None:
                    data = self._inflated(name, LARGEST_COPY - total)
                    total += len(data)
                info = zipfile.ZipInfo(name, entry.date_time)
                info.compress_type = (
                    zipfile.ZIP_STORED
                    if entry.compress_type == zipfile.ZIP_STORED
                    else zipfile.ZIP_DEFLATED
                )
                info.external_attr, info.create_system = entry.external_attr, entry.create_system
                written.writestr(info, data)
            for name in changes:
                if name not in self._entries:
                    written.writestr(zipfile.ZipInfo(name), changes[name], zipfile.ZIP_DEFLATED)
        return target.getvalue()

    def _inflated(self, name: str, most: int) -> bytes:
        try:
            entry = self._entries[name]
            if entry.flag_bits & 1:
                raise UnreadableDocumentError("has a password; remove it and run again")
            with self._zip.open(entry) as part:
                chunks, size = [], 0
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise UnreadableDocumentError(
                            f"is too large once unpacked (its part {name}); nothing was read"
                        )
                    chunks.append(chunk)
        except _FAULTS as error:
            raise _damaged() from error
        return b"".join(chunks)


def parse_xml(data: bytes, name: str) -> _Element:
    """XML as its root element. Raises `UnreadableDocumentError` for what is not well-formed, for a
    document type, which entity bombs need, for too many elements, and for elements nested deeper
    than the library allows, 256.
    """
    from lxml import etree

    if data.count(b"<") + data.count(b"=") > MOST_NODES:
        raise UnreadableDocumentError(f"is too large (its part {name}); nothing was read")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocumentError(f"is damaged: its part {name} is no XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocumentError(f"has a document type in its part {name}; nothing was read")
    return root


def _damaged() -> UnreadableDocumentError:
    return UnreadableDocumentError("is damaged or cut short; open it and save it again")
