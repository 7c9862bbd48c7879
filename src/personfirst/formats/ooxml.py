"""What Word, PowerPoint and Excel files have in common: relationships and content types (ECMA-376).

Relationships that lead out of the package are never followed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.package import Package
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element

TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SIGNED = (
    "is signed, and a change would break the signature; remove the signature, or work on a copy"
    " without one"
)
"""Why a file is not changed for which `is_signed` holds."""

_MOST_DIGITS = 12
_READ_PROPERTIES = ("title", "subject", "description", "keywords")


@dataclass(frozen=True, slots=True)
class Relationship:
    """How a part refers to another: `kind` is the last word of the type's address, such as
    "footnotes"; `target` is the other part's name.
    """

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a document that people read, such as "title". The run of its anchor is its
    place among `property_nodes`.
    """

    name: str
    text: str
    anchor: RunAnchor


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
    """The list of content types with entries for new parts, by name, in the place of any that it
    had for them.
    """
    from lxml import etree

    root = package.xml(TYPES)
    named = {f"/{part}".lower() for part in parts}
    for element in list(root):
        if element.get("PartName", "").lower() in named:
            root.remove(element)
    for part, kind in parts.items():
        attributes = {"PartName": f"/{part}", "ContentType": kind}
        etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Override", attributes)
    return to_xml(root)


def core_properties(package: Package) -> tuple[Property, ...]:
    """The title, subject, description and keywords of a document, in the order of their part.

    Raises `UnreadableDocumentError` where the part is damaged.
    """
    part = next((one.target for one in relationships(package, "") if is_core(one)), None)
    if part is None:
        return ()
    return tuple(
        Property(name, node.text, RunAnchor(part, run, 0, len(node.text)))
        for run, node in enumerate(property_nodes(package.xml(part)))
        if (name := str(node.tag).rpartition("}")[2]) in _READ_PROPERTIES
        and node.text
        and not node.text.isspace()
    )


def is_core(relationship: Relationship) -> bool:
    """Whether a relationship leads to the part that holds the document's properties."""
    return relationship.kind.lower() in ("core-properties", "coreproperties")


def property_nodes(root: _Element) -> list[_Element]:
    """The elements of a properties part, one for each property, as its runs are counted."""
    return [element for element in root if isinstance(element.tag, str)]


def is_signed(package: Package) -> bool:
    """Whether somebody has signed a file, so that any change would break the signature."""
    return any(name.lower().startswith("_xmlsignatures/") for name in package.names)


def locked(data: bytes) -> str:
    """Why a file of Office takes no changes; "" where it does."""
    return SIGNED if is_signed(Package(data)) else ""


def whole_number(text: str | None) -> int:
    """The whole number that an attribute gives; 0 where it is none or is longer than any is."""
    digits = (text or "").strip().removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
        return 0
    return int(text or 0)


def to_xml(root: _Element) -> bytes:
    """A part as the bytes of its package, with the declaration that Office writes."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
