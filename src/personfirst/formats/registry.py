"""Which format a file is in. To add a format, add a line to `KINDS`."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from personfirst.formats.base import Format
from personfirst.formats.encoding import Decoded
from personfirst.formats.signature import format_name
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from personfirst.formats.glance import Glance
    from personfirst.model.finding import Edit


class Kind(NamedTuple):
    """A format before it is needed: its name, its suffixes, and the module that holds it as
    `FORMAT`, or by another name behind a colon. Files that are mostly data are not read
    `in_folders`, only where they are named.
    """

    name: str
    suffixes: str
    home: str
    in_folders: bool = True

    def load(self) -> Format:
        """The format; its module is imported now, since most runs meet few formats."""
        module, _, name = self.home.partition(":")
        found: Format = getattr(import_module(f"personfirst.formats.{module}"), name or "FORMAT")
        return found


KINDS = (
    Kind("text", ".txt .text", "plain"),
    Kind("markdown", ".md .markdown .mdx .qmd .rmd", "markdown"),
    Kind(
        "html",
        ".html .htm .xhtml .njk .liquid .hbs .handlebars .mustache .ejs .jinja .jinja2 .j2 .twig"
        " .erb .php .vue .svelte",
        "html",
    ),
    Kind("word", ".docx .docm .dotx .dotm", "word"),
    Kind("powerpoint", ".pptx .pptm .ppsx .ppsm .potx .potm", "slides"),
    Kind("excel", ".xlsx .xlsm .xltx .xltm", "sheets", in_folders=False),
    Kind("pdf", ".pdf", "pdf"),
    Kind("opendocument", ".odt .ott .fodt .odp .otp .fodp .odg .otg .fodg", "opendocument"),
    Kind("opendocument sheet", ".ods .ots .fods", "opendocument:SHEETS", in_folders=False),
    Kind("rtf", ".rtf", "rtf"),
    Kind("epub", ".epub", "epub"),
    Kind("mail", ".eml", "mail"),
    Kind("restructuredtext", ".rst .rest", "restructured"),
    Kind("asciidoc", ".adoc .asciidoc .asc", "asciidoc"),
    Kind("latex", ".tex .ltx", "latex"),
    Kind("notebook", ".ipynb", "notebook"),
    Kind("captions", ".srt .vtt", "captions"),
    Kind("po", ".po .pot", "catalogue"),
    Kind("xliff", ".xlf .xliff", "xliff"),
    Kind("csv", ".csv .tsv", "delimited", in_folders=False),
    Kind("json", ".json", "json_values", in_folders=False),
    Kind("yaml", ".yaml .yml", "yaml_values", in_folders=False),
    Kind(
        "legacy",
        ".doc .dot .ppt .pps .xls .xlt .pub .wpd .wps .sxw .sxi .pages .key .numbers .msg",
        "legacy",
    ),
)
SUFFIXES: dict[str, Kind] = {suffix: one for one in KINDS for suffix in one.suffixes.split()}
"""Every suffix that is read, lower case and with its dot, and its kind."""

TEXT_NAMES = (
    "readme license licence copying notice authors contributors contributing changes changelog"
    " history news install todo thanks acknowledgements acknowledgments code_of_conduct security"
    " support about"
)
"""Names without a suffix that by custom hold text, lower case."""
TEMPLATES = ".j2 .jinja .jinja2 .erb .ejs .hbs .liquid .njk .twig"
"""Suffixes behind another one that say what comes of the template."""
CODE = (
    ".yml .yaml .json .toml .conf .cfg .ini .env .sh .bash .ps1 .bat .sql .py .rb .js .ts .css"
    " .scss .xml .svg .tf .service .nginx .properties .go .rs .java .c .h .tex .csv"
)
"""Suffixes of which templates are nothing that people read."""

_BY_NAME = {one.name: one for one in KINDS}
_TEMPLATES = frozenset(TEMPLATES.split())
_LARGE = 1_000_000


def kind_for(path: str) -> Kind | None:
    """The kind of a file by its name; None where personfirst does not read it.

    A template is read as what it produces: `guide.md.j2` is Markdown, `app.yml.j2` is nothing that
    people read. Names without a suffix that by custom hold text, such as README, are plain text.
    """
    name = os.path.basename(path.rstrip("/"))  # noqa: PTH119  (asked twice for every file of a run)
    ends = [] if name.endswith(".") else name.lstrip(".").lower().split(".")[1:]
    suffixes = [f".{one}" for one in ends]
    if not suffixes:
        return _BY_NAME["text"] if name.lower() in TEXT_NAMES.split() else None
    if suffixes[-1] in _TEMPLATES and len(suffixes) > 1:
        if suffixes[-2] in CODE.split():
            return None
        return SUFFIXES.get(suffixes[-2], SUFFIXES[suffixes[-1]])
    return SUFFIXES.get(suffixes[-1])


def read(data: bytes, path: str) -> Document:
    """Read a file's bytes; raises `UnreadableDocumentError` with the reason where it cannot."""
    found = _known(path, data)
    with unhindered(len(data)):
        return found.read(data, path)


def glance(data: bytes, path: str) -> Glance | None:
    """The words of a file that is not read yet, where they are sure; raises as `read`."""
    found = _known(path, data)
    return found.glance(data, path) if found.glance else None


def is_text(data: bytes, path: str) -> bool:
    """Whether a file is read as text; raises as `read` where its kind is unknown."""
    return _known(path, data).parse is not None


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
    found = format_of(document)
    if found.parse is not None:
        from personfirst.formats.splice import apply_edits

        return found.parse(apply_edits(document.text, edits), document.path)
    if found.apply is None:
        raise UnreadableDocumentError(f"a {found.name} file is not changed by personfirst")
    return found.read(found.apply(document, edits), document.path)


def decode(data: bytes, path: str) -> Decoded:
    """A file's text and how it is stored; raises as `read`."""
    return _known(path, data).decode(data)


def format_of(document: Document) -> Format:
    """The format that a document was read in."""
    return _BY_NAME[document.format].load()


def escape_for(name: str) -> Callable[[str], str]:
    """How a format, known by its name, writes words so that they read as they are."""
    return _BY_NAME[name].load().escape if name in _BY_NAME else str


@contextmanager
def unhindered(size: int) -> Iterator[None]:
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


def _known(path: str, data: bytes = b"") -> Format:
    """The format of a file by its name, or by its content where that is surely another's."""
    kind = kind_for(path)
    found = kind.load() if kind else None
    name = format_name(data)
    if name and not (found and (name == found.name or (found.parse and name == "html"))):
        return _BY_NAME[name].load()
    if found is None:
        known = ", ".join(sorted(SUFFIXES))
        raise UnreadableDocumentError(f"not a kind of file that personfirst reads ({known})")
    return found
