"""Fields: what Word works out, such as a link or a page number. Its result is read, no instruction.

A field is a row of signs among the runs: it begins, separates its instruction from its result, and
ends, maybe some paragraphs on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from personfirst.formats.word.names import DELETED, attribute, name_of, tags

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEPT = 100
"""How much of an instruction is kept."""


class Fields:
    """The fields that are open where a reader has come to: each is an instruction, up to a sign
    that separates it from what it shows.
    """

    def __init__(self) -> None:
        self._instructions: list[str | None] = []
        self._unread = 0
        self._links: list[int] = []

    @property
    def shown(self) -> bool:
        """Whether what stands here is read: no field's instruction."""
        return not self._unread

    @property
    def linked(self) -> bool:
        """Whether what stands here is a link."""
        return bool(self._links)

    def begin(self) -> None:
        self._instructions.append("")
        self._unread += 1

    def instruct(self, text: str) -> None:
        """A piece of the innermost field's instruction."""
        if self._instructions and self._instructions[-1] is not None:
            self._instructions[-1] = (self._instructions[-1] + text[:_KEPT])[:_KEPT]

    def separate(self) -> None:
        """From here on the innermost field shows its result."""
        if self._instructions and self._instructions[-1] is not None:
            if self._instructions[-1].split(maxsplit=1)[:1] == ["HYPERLINK"]:
                self._links.append(len(self._instructions))
            self._instructions[-1] = None
            self._unread -= 1

    def end(self) -> None:
        if self._links and self._links[-1] == len(self._instructions):
            self._links.pop()
        if self._instructions and self._instructions.pop() is not None:
            self._unread -= 1


def whole_fields(root: _Element) -> frozenset[_Element]:
    """The signs of the fields that both begin and end, so that none swallows what follows."""
    open_fields: list[list[_Element]] = []
    whole: list[_Element] = []
    known: dict[_Element, bool] = {}
    for element in root.iter(*tags("w:fldChar")):
        if _is_deleted(element, known):
            continue
        if attribute(element, "fldCharType") == "begin":
            open_fields.append([element])
        elif open_fields:
            open_fields[-1].append(element)
            if attribute(element, "fldCharType") == "end":
                whole += open_fields.pop()
    return frozenset(whole)


def _is_deleted(element: _Element, known: dict[_Element, bool]) -> bool:
    """Whether an element stands in deleted text; `known` keeps the answers for those around it."""
    path = []
    found = False
    for one in element.iterancestors():
        if one in known:
            found = known[one]
            break
        path.append(one)
        if name_of(one) in DELETED:
            found = True
            break
    known.update(dict.fromkeys(path, found))
    return found
