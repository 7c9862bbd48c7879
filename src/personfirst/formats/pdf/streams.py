"""Refuses files that unpack to more than a reader can hold, before they are opened.

A page is drawn by instructions that are packed about a thousand times smaller at best, and pdfium
makes objects of all of them at once, each much larger than its instruction. Here they are unpacked
piece by piece, as far as the limit, and never kept.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from personfirst.model.errors import UnreadableDocumentError

MOST_BYTES = 24_000_000
"""Bytes of instructions in one stream; a page full of text has about ten thousand."""
MOST_DRAWN = 20_000
"""How often one stream may draw what is defined elsewhere."""

_BEGIN = re.compile(rb"stream\r?\n")
_END = b"endstream"
_LONGEST_ENTRIES = 2_000
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_DRAWS = re.compile(rb"\sDo\b")
_STEP = 1 << 20


def check_streams(data: bytes) -> None:
    """Raise `UnreadableDocumentError` where a stream holds too many instructions; images are not
    looked at, nor is what is encrypted.
    """
    position = 0
    while (begin := _BEGIN.search(data, position)) is not None:
        end = data.find(_END, begin.end())
        end = len(data) if end < 0 else end
        position = end + len(_END)
        entries = data[max(begin.start() - _LONGEST_ENTRIES, 0) : begin.start()]
        entries = entries[entries.rfind(b" obj") + 1 :]
        if _IMAGE.search(entries):
            continue
        _check(memoryview(data)[begin.end() : end], len(_FLATE.findall(entries)))


def _check(packed: memoryview, layers: int) -> None:
    size = drawn = 0
    tail = b""
    for part in _unpacked(packed, layers):
        size += len(part)
        drawn += len(_DRAWS.findall(tail + part))
        tail = part[-2:]
        if size > MOST_BYTES or drawn > MOST_DRAWN:
            raise UnreadableDocumentError(
                "has a page that is too large to read: its drawing unpacks to more than "
                f"{MOST_BYTES // 1_000_000} MB or repeats one thing more than {MOST_DRAWN:,} times;"
                " save a copy without the drawing, or as text"
            )


def _unpacked(packed: memoryview, layers: int) -> Iterator[bytes]:
    """What a stream unpacks to, in parts of a bounded size; what is damaged ends it."""
    parts: Iterator[bytes] = (bytes(packed[at : at + _STEP]) for at in range(0, len(packed), _STEP))
    for _ in range(layers):
        parts = _inflated(parts)
    return parts


def _inflated(parts: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    try:
        for part in parts:
            rest = part
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _STEP)
                rest = unpacker.unconsumed_tail
    except zlib.error:
        return
