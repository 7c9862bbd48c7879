"""Bytes to text: which encoding a file is in is decided here, once."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from personfirst.model.errors import UnreadableDocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
_SAMPLE = 65_536
_DECLARED = (
    rb"""<(?:meta\s[^>]{0,400}?charset|\?xml\s[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})"""
)
_WEB_ENCODING = (
    r"windows-(?:125[0-8]|874)|iso-8859-\d{1,2}|latin-?\d|koi8-[ru]|macintosh|big5(?:-hkscs)?|gbk"
    r"|gb2312|gb18030|euc-(?:jp|kr)|shift[_-]jis|ibm866|tis-620"
)
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "windows-1252"})
_CONTINUATION = bytes(range(0x80, 0xC0))
_STEP = 256
_CONTROLS = bytes({*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F})


class Decoded(NamedTuple):
    """A file's text and how it was stored, so that it can be written back the same way.

    `text` has no byte order mark and keeps its line ends. `lossless` says whether `encode` gives
    the very bytes that were read; where it does not, the file must not be rewritten.
    """

    text: str
    encoding: str
    bom: bytes
    lossless: bool


def decode(data: bytes, *, declared: bool = False) -> Decoded:
    """Decode a text file: byte order mark, UTF-16 by its NULs, UTF-8, then Windows-1252.

    With `declared`, a charset that the file names itself (`<meta charset>`, an XML declaration) is
    tried when the bytes are not UTF-8. Raises `UnreadableDocumentError` for data that is not text,
    and nothing else whatever the bytes.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :], encoding, bom)
    if data.startswith(_SIGNATURES):
        raise _binary()
    if wide := _wide(data[:_SAMPLE]):
        return _checked(data, wide, b"")
    _refuse_binary(data[:_SAMPLE])
    try:
        return Decoded(data.decode("utf-8"), "utf-8", b"", True)
    except UnicodeDecodeError:
        pass
    if declared and (named := _named(data)):
        return _checked(data, named, b"")
    mended = data.decode("utf-8", "replace")
    if _mostly_utf8(data, mended):
        return Decoded(mended, "utf-8", b"", False)
    return Decoded(_windows_1252(data), "windows-1252", b"", True)


def encode(text: str, like: Decoded) -> bytes:
    """The bytes of `text`, stored as `like` was; a character it cannot hold raises `ValueError`."""
    if like.encoding == "windows-1252":
        table = {character: byte for byte, character in enumerate(_characters())}
        missing = {character for character in text if character not in table}
        if missing:
            raise ValueError(f"{like.encoding} has no {', '.join(sorted(missing))}")
        return bytes(table[character] for character in text)
    return like.bom + text.encode(like.encoding)


def _checked(data: bytes, encoding: str, bom: bytes) -> Decoded:
    """Decode by a known encoding; broken bytes become U+FFFD and cost only `lossless`."""
    if encoding == "windows-1252":
        return Decoded(_windows_1252(data), encoding, bom, True)
    try:
        return Decoded(data.decode(encoding), encoding, bom, True)
    except ValueError:
        text = data.decode(encoding, "replace")
    if text.count("\ufffd") * 10 > len(text):
        raise _binary()
    return Decoded(text, encoding, bom, False)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: most text is Latin, so every other byte is NUL."""
    pairs = len(sample) // 2
    if pairs < 2 or sample.count(0) * 10 < pairs * 4:
        return None
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    letters, encoding = (
        (sample[0 : 2 * pairs : 2], "utf-16-le")
        if odd > even
        else (sample[1 : 2 * pairs : 2], "utf-16-be")
    )
    if max(even, odd) * 10 < pairs * 4 or min(even, odd) * 20 > pairs:
        return None
    return None if _control_count(letters) * 5 > pairs else encoding


def _refuse_binary(sample: bytes) -> None:
    nuls = sample.count(0)
    if nuls * 50 > len(sample) or _control_count(sample) * 10 > len(sample):
        raise _binary()


def _control_count(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, _CONTROLS))


def _binary() -> UnreadableDocumentError:
    return UnreadableDocumentError("looks like a binary file, not text")


def _named(data: bytes) -> str | None:
    """The charset that a page names for itself, where the web knows it; Latin-1 means 1252."""
    found = re.search(_DECLARED, data[:4096], re.IGNORECASE)
    if found is None:
        return None
    name = found[1].decode("ascii", "ignore").lower()
    if name in _LATIN:
        return "windows-1252"
    if not re.fullmatch(_WEB_ENCODING, name):
        return None
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


def _mostly_utf8(data: bytes, mended: str) -> bool:
    """Whether broken bytes are rare among good multi-byte characters: a damaged UTF-8 file."""
    broken = mended.count("\ufffd")
    leads = len(data) - len(data.translate(None, bytes(range(0xC2, 0xF5))))
    return leads > 4 * broken


def _windows_1252(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes it leaves open stay control characters."""
    return codecs.charmap_decode(data, "strict", _characters())[0]


def byte_offsets(text: str) -> Callable[[int], int]:
    """A function from byte offsets of a text in UTF-8 to code points.

    A table holds the count every few hundred bytes; the rest is counted, without a loop in Python.
    """
    if text.isascii():
        return int
    data = text.encode()
    table = [0]
    for start in range(0, len(data), _STEP):
        table.append(table[-1] + len(data[start : start + _STEP].translate(None, _CONTINUATION)))

    def offset(position: int) -> int:
        block = position // _STEP
        return table[block] + len(data[block * _STEP : position].translate(None, _CONTINUATION))

    return offset


@cache
def _characters() -> str:
    """The characters of Windows-1252; bytes that have none are read as in Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
