"""Opens a Word file: finds the part that holds the text, and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personfirst.formats.ooxml import Relationship, is_signed, relationships
from personfirst.formats.package import Package
from personfirst.formats.word.names import name_of
from personfirst.formats.word.nodes import Part
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.report import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_USUAL = "word/document.xml"
_NOT_WORD = "is no Word document, whatever its name says; give it the ending of what it is"


class Parts:
    """The parts of a Word file; `problems` are those that could not be read.

    Raises `UnreadableDocumentError` where the file is no package, or none of Word's.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.package = Package(data)
        self.problems: list[Problem] = []
        self._path = path
        self._related: dict[str, dict[str, str]] = {}
        name = self._main_name()
        root = self.package.xml(name)
        if name_of(root) != "w:document":
            raise UnreadableDocumentError(_NOT_WORD)
        self.main = Part(name, root)
        self.kinds: dict[str, str] = {}
        for one in self._relationships(name):
            self.kinds.setdefault(one.kind, one.target)

    @property
    def signed(self) -> bool:
        """Whether somebody has signed the file, so that any change would break the signature."""
        return is_signed(self.package)

    def related(self, part: str) -> dict[str, str]:
        """The names of the parts that a part refers to, by the ids of its relationships."""
        if part not in self._related:
            self._related[part] = {one.id: one.target for one in self._relationships(part)}
        return self._related[part]

    def xml(self, kind: str) -> _Element | None:
        """The one part of a kind that the text refers to, such as "styles"; None without one."""
        name = self.kinds.get(kind)
        return None if name is None else self.optional(name)

    def optional(self, name: str) -> _Element | None:
        """A part that the document can do without; where it cannot be read, that is a problem."""
        try:
            return self.package.xml(name)
        except UnreadableDocumentError as error:
            self.report(name, error)
            return None

    def report(self, name: str, error: UnreadableDocumentError) -> None:
        """Take down that a part could not be read."""
        self.problem(f"was read without its part {name}, which {error}")

    def problem(self, reason: str) -> None:
        self.problems.append(Problem(self._path, reason))

    def _relationships(self, part: str) -> list[Relationship]:
        try:
            return list(relationships(self.package, part))
        except UnreadableDocumentError as error:
            self.report(f"{part or 'package'}'s relationships", error)
            return []

    def _main_name(self) -> str:
        for one in self._relationships(""):
            if one.kind == "officeDocument":
                return one.target
        if _USUAL in self.package:
            return _USUAL
        raise UnreadableDocumentError(_missing(self.package))


def _missing(package: Package) -> str:
    """Why a package without a main part is not read."""
    if any(name.startswith("word/") for name in package.names):
        return "is damaged: its main part is missing; open it and save it again"
    return _NOT_WORD
