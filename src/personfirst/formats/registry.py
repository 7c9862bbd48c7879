"""Which format a file is in, by its name. To add a format, add it to `FORMATS`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath

from personfirst.formats import html, markdown, plain
from personfirst.formats.base import Format
from personfirst.formats.encoding import Decoded
from personfirst.formats.splice import apply_edits
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit

FORMATS: tuple[Format, ...] = (plain.FORMAT, markdown.FORMAT, html.FORMAT)
SUFFIXES: dict[str, Format] = {suffix: one for one in FORMATS for suffix in one.suffixes}
"""Every suffix that is read, lower case and with its dot, and its format."""

_LARGE = 1_000_000
_NAMES = (
    "readme license licence copying notice authors contributors contributing changes changelog"
    " history news install todo thanks acknowledgements acknowledgments code_of_conduct security"
    " support about"
)
_TEMPLATES = ".j2 .jinja .jinja2 .erb .ejs .hbs .liquid .njk .twig"
_CODE = (
    ".yml .yaml .json .toml .conf .cfg .ini .env .sh .bash .ps1 .bat .sql .py .rb .js .ts .css"
    " .scss .xml .svg .tf .service .nginx .properties .go .rs .java .c .h .tex .csv"
)


def format_for(path: str) -> Format | None:
    """The format of a file by its name; None where personfirst does not read it.

    A template is read as what it produces: `guide.md.j2` is Markdown, `app.yml.j2` is nothing that
    people read. Names without a suffix that by custom hold text, such as README, are plain text.
    """
    name = PurePath(path).name
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if not suffixes:
        return plain.FORMAT if name.lower() in _NAMES.split() else None
    if suffixes[-1] in _TEMPLATES.split() and len(suffixes) > 1:
        if suffixes[-2] in _CODE.split():
            return None
        return SUFFIXES.get(suffixes[-2], SUFFIXES[suffixes[-1]])
    return SUFFIXES.get(suffixes[-1])


def read(data: bytes, path: str) -> Document:
    """Read a file's bytes; raises `UnreadableDocumentError` with the reason where it cannot."""
    found = _known(path)
    with _unhindered(len(data)):
        return found.read(data, path)


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already, in the format that its path names.

    Raises `UnreadableDocumentError` where the path names a file that is not text.
    """
    found = _known(path)
    if found.parse is None:
        raise UnreadableDocumentError(f"a {found.name} file is not text")
    return found.parse(text, path)


def rewrite(document: Document, edits: Sequence[Edit]) -> Document:
    """The document with edits of its text made, apart and in order, read again.

    Raises `UnreadableDocumentError` where the format cannot be changed or what came of it cannot be
    read.
    """
    found = _known(document.path)
    if found.parse is not None:
        return found.parse(apply_edits(document.text, edits), document.path)
    if found.apply is None:
        raise UnreadableDocumentError(f"a {found.name} file is not changed by personfirst")
    return found.read(found.apply(document, edits), document.path)


def decode(data: bytes, path: str) -> Decoded:
    """A file's text and how it is stored; raises as `read`."""
    return _known(path).decode(data)


def escape_for(name: str) -> Callable[[str], str]:
    """How a format, known by its name, writes words so that they read as they are."""
    return next((one.escape for one in FORMATS if one.name == name), str)


@contextmanager
def _unhindered(size: int) -> Iterator[None]:
    """Pause the garbage collector for a large file.

    Reading makes many small objects and no cycles, among which the collector would look for some
    again and again: a third of the time for a file of 50 MB.
    """
    pause = size > _LARGE and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


def _known(path: str) -> Format:
    found = format_for(path)
    if found is None:
        known = ", ".join(sorted(SUFFIXES))
        raise UnreadableDocumentError(f"not a kind of file that personfirst reads ({known})")
    return found
