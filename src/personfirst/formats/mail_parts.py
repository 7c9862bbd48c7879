"""Takes an e-mail apart (RFC 5322, 2045, 2046): its subject, and the texts in it.

Parts are cut by their boundaries, level by level, so that a mail with a thousand boundaries takes
no longer than another; the standard library's parser tries every boundary on every line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.encoding import decode
from personfirst.model.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from email.message import Message

_LONGEST_HEAD = 65_536
_LONGEST_VALUE = 4_000
_DEEPEST = 20
_MOST_PARTS = 2_000
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_BLANK = re.compile(rb"\A\r?\n|\r?\n\r?\n")
_HEADER = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]{1,100}[ \t]*:")
_CHARSET = re.compile(
    r"utf-?(?:7|16(?:le|be)?|32(?:le|be)?)|(?:iso-8859-|windows-|cp)\d{1,4}|latin-?\d|koi8-[rut]"
    r"|macintosh|big5(?:-?hkscs)?|gbk|gb2312|gb18030|euc-(?:jp|kr)|shift[_-]?jis|tis-620"
    r"|iso-2022-(?:jp|kr)(?:-\d)?"
)
_LATIN = re.compile(r"iso-8859-1|latin-?1|windows-1252|cp1252")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mail that holds no others, or an envelope of parts."""

    kind: str
    body: memoryview
    head: Message
    parts: tuple[Part, ...] = ()

    @property
    def attached(self) -> bool:
        """Whether it is a file that comes with the mail, not its text."""
        return self.head.get_content_disposition() == "attachment"

    def text(self) -> str:
        """The text of a part. Raises `UnreadableDocumentError` where it is none."""
        data = _unwrapped(self.body, _value(self.head, "content-transfer-encoding"))
        charset = str(self.head.get_content_charset("")).lower()
        if _LATIN.fullmatch(charset):
            return data.decode("cp1252", "replace")
        if not _CHARSET.fullmatch(charset):
            return decode(data, declared=self.kind == "text/html").text
        try:
            return data.decode(charset, "replace")
        except LookupError:
            return decode(data).text


def is_mail(data: bytes) -> bool:
    """Whether a file begins with a header, as e-mails do."""
    return _HEADER.match(data.lstrip(_BEFORE)) is not None


def open_mail(data: bytes) -> Part:
    """A mail as the tree of its parts. Raises `UnreadableDocumentError` where they have no end."""
    whole = memoryview(data.lstrip(_BEFORE))
    return _part(whole, 0, iter(range(_MOST_PARTS)))


def subject_of(mail: Part) -> str:
    """The subject, decoded, on one line."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    raw = _value(mail.head, "subject")
    try:
        text = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        text = raw
    return " ".join(text.split())


def _part(data: memoryview, depth: int, left: Iterator[int]) -> Part:
    from email.parser import HeaderParser

    if depth > _DEEPEST or next(left, None) is None:
        raise UnreadableDocumentError("has more parts than an e-mail has; nothing was read")
    blank = _BLANK.search(data)
    start, end = blank.span() if blank else (len(data), len(data))
    head = HeaderParser().parsestr(_head_text(bytes(data[: min(start, _LONGEST_HEAD)])))
    for name, value in head.items():
        if len(value) > _LONGEST_VALUE:
            head.replace_header(name, value[:_LONGEST_VALUE])
    kind, body = head.get_content_type(), data[end:]
    boundary = str(head.get_boundary("")) if kind.startswith("multipart/") else ""
    sections = _sections(body, boundary.encode("utf-8", "replace")) if boundary else ()
    return Part(kind, body, head, tuple(_part(one, depth + 1, left) for one in sections))


def _head_text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _sections(body: memoryview, boundary: bytes) -> Iterator[memoryview]:
    """What stands between the boundaries; a last one that is missing does no harm."""
    line = re.compile(rb"(?m)^--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z)")
    start = None
    for found in line.finditer(body):
        if start is not None:
            yield body[start : found.start()]
        if found[1]:
            return
        start = found.end()
    if start is not None:
        yield body[start:]


def _value(head: Message, name: str) -> str:
    return str(head.get(name, ""))[:_LONGEST_VALUE]


def _unwrapped(body: memoryview, encoding: str) -> bytes:
    """A part's bytes as they were before they were wrapped up for the way."""
    from base64 import b64decode
    from quopri import decodestring

    wrapped = encoding.strip().lower()
    if wrapped == "quoted-printable":
        return decodestring(body)
    data = bytes(body)
    if wrapped == "base64":
        try:
            return b64decode(data + b"==")
        except ValueError:
            return data
    return data
