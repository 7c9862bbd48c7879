"""What Word, PowerPoint and Excel files have in common: relationships and content types (ECMA-376).

Relationships that lead out of the package are never followed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@dataclass(frozen=True, slots=True)
class Relationship:
    """How a part refers to another: `kind` is the last word of the type's address, such as
    "footnotes"; `target` is the other part's name.
    """

    id: str
    kind: str
    target: str


def relationships(package: Package, part: str) -> Iterator[Relationship]:
    """The relationships of a part to parts that the package holds, in their order; "" is the
    package itself.
    """
    name = relationships_part(part)
    if name not in package:
        return
    for element in package.xml(name):
        if not isinstance(element.tag, str) or element.get("TargetMode") == "External":
            continue
        target = element.get("Target", "")
        joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))
        found = joined.lstrip("/")
        if found in package:
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            yield Relationship(element.get("Id", ""), kind, found)


def relationships_part(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def with_relationship(package: Package, part: str, kind: str, target: str) -> tuple[str, bytes]:
    """A new relationship's id, and the part that holds it, anew. `kind` is the type's whole
    address, `target` the other part's name.
    """
    from lxml import etree

    name = relationships_part(part)
    root = (
        package.xml(name)
        if name in package
        else etree.fromstring(f'<Relationships xmlns="{_RELATIONSHIPS}"/>')
    )
    taken = {element.get("Id") for element in root}
    number = 1
    while f"rId{number}" in taken:
        number += 1
    where = posixpath.relpath(target, posixpath.dirname(part) or ".")
    etree.SubElement(
        root,
        f"{{{_RELATIONSHIPS}}}Relationship",
        {"Id": f"rId{number}", "Type": kind, "Target": where},
    )
    return f"rId{number}", to_xml(root)


def with_content_types(package: Package, parts: Mapping[str, str]) -> bytes:
    """The list of content types with entries for new parts, by name."""
    from lxml import etree

    root = package.xml(TYPES)
    for part, kind in parts.items():
        attributes = {"PartName": f"/{part}", "ContentType": kind}
        etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Override", attributes)
    return to_xml(root)


def to_xml(root: _Element) -> bytes:
    """A part as the bytes of its package, with the declaration that Office writes."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
