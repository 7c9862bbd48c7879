"""Packages: the ZIP files that Word, PowerPoint, OpenDocument and EPUB files are.

A package is untrusted. Nothing is unpacked to disk, so its names are names and no paths; sizes are
counted while a part is inflated, not believed; XML is read without document types, entities or
anything outside the part.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from personfirst.formats.signature import content_name
from personfirst.model.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PARTS = 20_000
LARGEST_PART = 64_000_000
"""Bytes of one part that is read: the text of a few thousand pages."""
LARGEST_SUM = 160_000_000
"""Bytes of all parts that are read."""
MOST_NODES = 5_000_000
"""Tags and attributes of one part, each of which costs a hundred bytes or so once it is read."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_LOCAL = "<4s22x2H"
"""The head of a part: its signature, and in the end the lengths of the name and more behind it."""
_HOW_PACKED = 0b110
"""Flags of a part that say how it was packed."""
_MOST_ADDED = 200_000_000
"""Bytes that the changed parts of a package add to it."""
_TOO_DEEP = "Excessive depth"
_TOO_LONG = ("XML_PARSE_HUGE", "huge text node", "too long", "too big")
"""What the library says, in any of its versions, where XML passes one of its limits."""
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
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise _no_package(data) from error
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
        """The package with some parts changed or added; the others are copied as they are packed,
        so that what is large once unpacked costs nothing.

        New parts stand at the end. Raises as `read`.
        """
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
            for name, entry in self._entries.items():
                info = zipfile.ZipInfo(name, entry.date_time)
                info.external_attr, info.create_system = entry.external_attr, entry.create_system
                stored = entry.compress_type == zipfile.ZIP_STORED
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                if name in changes:
                    written.writestr(info, changes[name])
                    continue
                info.compress_type, info.CRC = entry.compress_type, entry.CRC
                info.flag_bits = entry.flag_bits & _HOW_PACKED
                info.compress_size, info.file_size = entry.compress_size, entry.file_size
                target.seek(written.start_dir)
                info.header_offset = target.tell()
                target.write(info.FileHeader())
                target.write(self._packed(entry))
                if target.tell() > len(self._data) + _MOST_ADDED:
                    raise _damaged()  # parts that lie over each other
                written.filelist.append(info)
                written.NameToInfo[name] = info
                written.start_dir = target.tell()
            for name in changes:
                if name not in self._entries:
                    written.writestr(zipfile.ZipInfo(name), changes[name], zipfile.ZIP_DEFLATED)
        return target.getvalue()

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview:
        """The bytes of a part as they are packed."""
        if entry.flag_bits & 1:
            raise UnreadableDocumentError("has a password; remove it and run again")
        try:
            fixed = struct.unpack_from(_LOCAL, self._data, entry.header_offset)
        except struct.error as error:
            raise _damaged() from error
        signature, *_, name, extra = fixed
        start = entry.header_offset + struct.calcsize(_LOCAL) + name + extra
        packed = memoryview(self._data)[start : start + entry.compress_size]
        if signature != b"PK\3\4" or len(packed) != entry.compress_size:
            raise _damaged()
        return packed

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
    document type, which entity bombs need, for too many elements, and for what the library does not
    allow: elements nested deeper than 256, and a text of more than 10 MB.
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
        raise UnreadableDocumentError(_no_xml(str(error), name)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocumentError(f"has a document type in its part {name}; nothing was read")
    return root


def _no_xml(error: str, name: str) -> str:
    """Why a part was not read as XML, by what the library says."""
    if _TOO_DEEP in error:
        return f"nests tables or other elements too deeply (its part {name}); nothing was read"
    if any(sign in error for sign in _TOO_LONG):
        return f"holds one text of more than 10 MB (its part {name}); nothing was read"
    return f"is damaged: its part {name} is no XML"


def _no_package(data: bytes) -> UnreadableDocumentError:
    """Why bytes are no package: they are another kind of file, or damaged."""
    known = content_name(data)
    if known is None:
        return _damaged()
    return UnreadableDocumentError(
        f"is {known}, whatever its name says; give it the ending of what it is"
    )


def _damaged() -> UnreadableDocumentError:
    return UnreadableDocumentError("is damaged or cut short; open it and save it again")
