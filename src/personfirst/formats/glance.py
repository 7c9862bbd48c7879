"""The words of a file before it is read, where its markup is too plain to hide any.

Most files of a repository never mention drugs, and to see that of one takes a tenth of the time to
read it. What a glance says holds of the document as it would be read: every word of its blocks is
among the words, and its blocks have as many words as a page. Where that is not sure, there is no
glance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from typing import NamedTuple

_MOST_BYTES = 1_000_000
_LEAST_WORDS = 120
"""A page has a hundred words and signs."""
_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n"
_NO_BREAK = "\u00a0".encode()
_APOSTROPHE = re.compile(rb"\xe2\x80[\x98\x99]")
_TYPOGRAPHY = re.compile(rb"\xe2\x80[\x93\x94\x9c\x9d\xa2\xa6]|\xc2\xa0")
"""Dashes, curly quotes, a bullet, an ellipsis, a no-break space: none is a space in Markdown."""
_ELSE = bytes(set(range(256)) - set(f"{ascii_letters}'".encode()))
_LETTERS = bytes.maketrans(
    _ELSE + ascii_uppercase.encode(), b" " * len(_ELSE) + ascii_lowercase.encode()
)
_WORD, _MARK = (ascii_letters + digits).encode(), b"*_~[]"
_SIGN = bytes(set(range(256)) - {*_WORD, *_MARK})
_SHAPE = bytes.maketrans(
    _WORD + _MARK + _SIGN, b"a" * len(_WORD) + b"*" * len(_MARK) + b" " * len(_SIGN)
)
"""Words, marks and all else as one letter each."""
_RUNS = bytes.maketrans(_ELSE, b" " * len(_ELSE))
_IN_RUNS = f"{digits}_'".encode()
"""What alone makes no word, and parts none."""
_LINE_HYPHEN = re.compile(rb"-[*_~\[\] \t]*\n")
_NOT_APART = re.compile(rb"'(?:[*_~\[\]]+[Tt]|(?<=[*_~\[\]]')[Tt]|(?<=[nN]')[Tt]\w)")
"""Of "don't" the end, where marks stand in it, and what only looks like it: 'clean'then."""
_ENTITY = re.compile(rb"&#?[A-Za-z0-9]+;")
_LINK = re.compile(rb"\[([^\[\]|\r\n]{0,300})\]\(([^()|\s]*)\)")
_BEHIND_ADDRESS = re.compile(rb"\)[*_~\[\]]*[A-Za-z0-9]")
_FRONT = re.compile(rb"(---|\+\+\+).*?(?:\n\1[ \t]*(?=\n|\Z)|\Z)", re.DOTALL)
_QUOTED_NOT = {b"---": b"n''t", b"+++": b"n't"}
"""What of "don't" reads otherwise in quotes: YAML doubles the apostrophe, TOML ends there."""
_CODE = re.compile(rb"\n[>*+\d.) -]*(?:    |\t)")
"""A line, or what it holds behind markers, that may be indented as code is."""
_MARKERS = re.compile(
    rb"^[ \t>]*(?:#{1,6}|[-*+>]|\d{1,9}[.)])(?:[ \t]+\[[ xX]?\])?(?=[ \t])", re.MULTILINE
)
_OTHER_SIGNS = b"<`{$\\"
"""Of HTML, code, templates, math and escapes."""
_REFERENCES = (b"]:", b"[^")
_FENCES = (b"~~~", b":::")
_LETTERED = (b")", b"[", b"o\t")
"""What ends, or begins, a marker with a letter in plain text: a), [x]."""
_OURS = "personfirst"


class Glance(NamedTuple):
    """A file's words in small letters, each as often as it stands there; those that stand side by
    side in its text do so here. `aside` is how many of the words are no text.
    """

    words: Sequence[str]
    data: bytes
    aside: int

    @property
    def is_page(self) -> bool:
        """Whether the document surely has as many words as a page. Words with digits in them are
        one, and so are there as often as here; numbers are none, which may be markers.
        """
        return _count(self.data) - self.aside >= _LEAST_WORDS

    @property
    def size(self) -> int:
        """How many words stand between white space, those of front matter too."""
        markers = b" ".join(_MARKERS.findall(self.data))
        return len(self.data.replace(_NO_BREAK, b" ").split()) - len(markers.split())


def glance_at_text(data: bytes) -> Glance | None:
    """A file of plain text."""
    plain = _plain(data)
    if plain is None or b"<" in plain:
        return None
    return _glance(plain.replace(b"`", b"'"), data, marks=sum(map(plain.count, _LETTERED)))


def glance_at_markdown(data: bytes) -> Glance | None:
    """A Markdown file of paragraphs, headings, lists, tables, links and emphasis."""
    plain = _plain(data)
    if plain is None or len(plain.translate(None, _OTHER_SIGNS)) < len(plain):
        return None
    if any(one in plain for one in _FENCES) or _CODE.search(b"\n" + plain):
        return None
    if b"&" in plain and _ENTITY.search(plain):
        return None
    if b"[" in plain and any(one in plain for one in _REFERENCES):
        return None
    shape = plain.translate(_SHAPE)
    while b"**" in shape:
        shape = shape.replace(b"**", b"*")
    if b"a*a" in shape:
        return None
    front = _FRONT.match(plain)
    aside = [front[0]] if front else []
    if front and _QUOTED_NOT[front[1]] in front[0].lower():
        return None
    marks = plain.count(b"[")
    if b"|" in plain:
        # A row of a table may have more cells than are read.
        marks += sum(_count(line) for line in plain.split(b"\n") if b"|" in line)
        data = data.replace(b"|", b" ")
    if b"](" in plain:
        if _BEHIND_ADDRESS.search(plain):
            return None
        aside += (one[2] for one in _LINK.finditer(plain))
        plain = _LINK.sub(rb"\1]", plain)
        if b"](" in plain:
            return None
    return _glance(plain, data, b" ".join(aside), marks)


def _plain(data: bytes) -> bytes | None:
    """The bytes of a file with plain typography; None where a word may stand in it in other
    letters.
    """
    if len(data) > _MOST_BYTES:
        return None
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    if data.translate(None, _PLAIN):
        data = _TYPOGRAPHY.sub(b",", _APOSTROPHE.sub(b"'", data))
    return None if data.translate(None, _PLAIN) else data


def _glance(plain: bytes, data: bytes, aside: bytes = b"", marks: int = 0) -> Glance | None:
    """A glance at text and what stands `aside`, with so many words at most in `marks`; none where
    a word may be broken over a line, or comments be for personfirst.
    """
    breaks = (plain[one.start() - 1 : one.start()] for one in _LINE_HYPHEN.finditer(plain))
    if any(before.isalpha() or before in _MARK for before in breaks) or _NOT_APART.search(plain):
        return None
    text, other = map(_letters, (plain, aside))
    if _OURS in text:
        return None
    beside = other.split()
    return Glance([*text.split(), *beside], data, marks + 2 * len(beside))


def _count(data: bytes) -> int:
    """How many runs of letters there are, digits and the like in them or not."""
    return len(data.translate(_RUNS, _IN_RUNS).split())


def _letters(plain: bytes) -> str:
    """Letters alone; "don't" is "do n t", as in a rough text."""
    lower = plain.translate(_LETTERS)
    return lower.replace(b"n't", b" n t").replace(b"'", b" ").decode()
