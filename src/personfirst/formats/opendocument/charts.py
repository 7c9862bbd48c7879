"""Finds the charts in an OpenDocument file, which are documents of their own within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personfirst.formats.opendocument.names import attribute, child, children
from personfirst.formats.package import Package
from personfirst.model.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element


class Charts:
    """The charts of a file, each opened once. `faults` say which could not be read, and why."""

    def __init__(self, package: Package | None) -> None:
        self.faults: list[str] = []
        self._package = package
        self._opened: set[str] = set()

    def open(self, element: _Element) -> _Element | None:
        """What a `draw:object` holds, where it is a chart that was not opened before."""
        root = next(children(element, "office:document"), None)
        name = attribute(element, "xlink:href").removeprefix("./").strip("/") + "/content.xml"
        if root is None and self._package and name in self._package and name not in self._opened:
            self._opened.add(name)
            try:
                root = self._package.xml(name)
            except UnreadableDocumentError as error:
                self.faults.append(str(error))
        return child(child(root, "office:body"), "office:chart")
