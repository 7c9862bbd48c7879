"""Opens an OpenDocument file: a package of parts, or one flat file of XML that holds them all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.opendocument.names import child
from personfirst.formats.opendocument.styles import Styles
from personfirst.formats.package import Package, parse_xml
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.report import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_MANIFEST = "META-INF/manifest.xml"
_PACKAGES = (b"PK", b"\xd0\xcf\x11\xe0")
_PICTURE = re.compile(rb"<office:binary-data>[^<]*</office:binary-data>")
"""A picture in a flat file: a text that may be longer than XML is read with."""
_DAMAGED = "is damaged: its part content.xml holds no document; open it and save it again"


@dataclass(frozen=True, slots=True)
class Parts:
    """What is read of a file: the body, the pages' headers and footers, and what it says of itself.

    `body` is the one child of `office:body`, such as `office:text`. `masters` and `meta` are None
    where a file has none; what could not be read is in `problems`.
    """

    body: _Element
    styles: Styles
    masters: _Element | None
    master_styles: Styles
    meta: _Element | None
    package: Package | None
    problems: tuple[Problem, ...]


def open_parts(data: bytes, path: str) -> Parts:
    """Open a file. Raises `UnreadableDocumentError` where its text cannot be read."""
    package = None
    problems: list[Problem] = []
    if data.startswith(_PACKAGES) or b"<" not in data[:100]:
        package = Package(data)
        if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
            raise UnreadableDocumentError("has a password; remove it and run again")
        if "content.xml" not in package:
            raise UnreadableDocumentError(_DAMAGED)
        content = package.xml("content.xml")
        styles = _optional(package, "styles.xml", path, problems)
        meta = _optional(package, "meta.xml", path, problems)
    else:
        content = styles = meta = parse_xml(_PICTURE.sub(b"", data), "content.xml")
    bodies = child(content, "office:body")
    body = (
        next((one for one in bodies if isinstance(one.tag, str)), None)
        if bodies is not None
        else None
    )
    if body is None:
        raise UnreadableDocumentError(_DAMAGED)
    common = child(styles, "office:styles")
    return Parts(
        body,
        Styles(common, child(content, "office:automatic-styles")),
        child(styles, "office:master-styles"),
        Styles(common, child(styles, "office:automatic-styles")),
        child(meta, "office:meta"),
        package,
        tuple(problems),
    )


def _optional(package: Package, name: str, path: str, problems: list[Problem]) -> _Element | None:
    """A part that a document can do without; where it cannot be read, that is a problem."""
    if name not in package:
        return None
    try:
        return package.xml(name)
    except UnreadableDocumentError as error:
        problems.append(Problem(path, f"{error} (the rest was read)"))
        return None
