"""Fields: what Word works out, such as a link or a page number. Its result is read, no instruction.

A field is a row of signs among the runs: it begins, separates its instruction from its result, and
ends, maybe some paragraphs on; or it is one element, `w:fldSimple`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.word.names import DELETED, attribute, name_of, tags
from personfirst.formats.word.nodes import CHARACTERS

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEPT = 100
"""How much of an instruction is kept."""

_WRITTEN = frozenset(("HYPERLINK", "FORMTEXT", "TOC"))
"""Fields whose result a person writes, and tables of contents, which change with their headings."""
_REPEATING = frozenset(("REF", "STYLEREF", "TITLE", "SUBJECT", "KEYWORDS", "COMMENTS"))
"""Fields whose result stands in the document as well, and changes when that does."""
_TEXT = tags("w:t", "w:sym", *CHARACTERS)
_SIGNS = tags("w:fldChar", "w:instrText", "w:fldSimple")


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and once that is complete its kind, such as "REF"."""

    instruction: str = ""
    kind: str | None = None

    @property
    def is_computed(self) -> bool:
        return self.kind is not None and self.kind not in _WRITTEN

    @property
    def is_fed(self) -> bool:
        """Whether its result comes from elsewhere, so that words changed in it come back."""
        return self.is_computed and self.kind not in _REPEATING


class Fields:
    """The fields that are open where a reader has come to."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._unread = self._links = self._computed = self._fed = 0

    @property
    def shown(self) -> bool:
        """Whether what stands here is read: no field's instruction."""
        return not self._unread

    @property
    def linked(self) -> bool:
        """Whether what stands here is a link."""
        return self._links > 0

    @property
    def computed(self) -> bool:
        """Whether what stands here is the result of a field, which a program works out anew."""
        return self._computed > 0

    @property
    def fed(self) -> bool:
        """Whether what stands here comes back when the fields are updated, if it is changed."""
        return self._fed > 0

    def begin(self) -> None:
        self._open.append(_Field())
        self._unread += 1

    def instruct(self, text: str) -> None:
        """A piece of the innermost field's instruction."""
        if self._open and self._open[-1].kind is None:
            self._open[-1].instruction = (self._open[-1].instruction + text[:_KEPT])[:_KEPT]

    def separate(self) -> None:
        """From here on the innermost field shows its result."""
        if self._open and self._open[-1].kind is None:
            field = self._open[-1]
            field.kind = _kind(field.instruction)
            self._unread -= 1
            self._links += field.kind == "HYPERLINK"
            self._computed += field.is_computed
            self._fed += field.is_fed

    def end(self) -> str | None:
        """The innermost field ends; its kind, None where it shows nothing."""
        if not self._open:
            return None
        field = self._open.pop()
        self._unread -= field.kind is None
        self._links -= field.kind == "HYPERLINK"
        self._computed -= field.is_computed
        self._fed -= field.is_fed
        return field.kind


class Results:
    """The results of the fields in a part.

    `computed` are the text nodes in those that a program works out anew, and `fed` those of them in
    which words that are changed come back. `crossed` are the paragraphs that such a field does not
    both begin and end in. `recalculated` says that LibreOffice works out one and loses words when a
    person only rejects changes: a condition, or a reference that runs over paragraphs.
    """

    def __init__(self, root: _Element) -> None:
        self.computed: set[_Element] = set()
        self.fed: set[_Element] = set()
        self.crossed: set[_Element] = set()
        self.recalculated = False
        if next(root.iter(*_SIGNS), None) is None:
            return
        whole, fields = whole_fields(root), Fields()
        begun: list[_Element | None] = []
        for element in root.iter(*tags("w:p"), *_SIGNS, *_TEXT):
            name = name_of(element)
            if name == "w:p":
                if fields.computed:
                    self.crossed.add(element)
            elif name == "w:instrText":
                fields.instruct(element.text or "")
            elif name == "w:fldSimple":
                self._add_simple(element)
            elif name != "w:fldChar":
                if fields.computed:
                    self.computed.add(element)
                if fields.fed:
                    self.fed.add(element)
            elif element in whole:
                kind = attribute(element, "fldCharType")
                if kind == "begin":
                    begun.append(_paragraph(element))
                    fields.begin()
                elif kind == "separate":
                    fields.separate()
                elif kind == "end":
                    self._end(fields.end(), begun.pop(), _paragraph(element))

    def _add_simple(self, field: _Element) -> None:
        kind = _kind(attribute(field, "instr"))
        self.recalculated = self.recalculated or kind == "IF"
        if kind not in _WRITTEN:
            self.computed.update(field.iter(*_TEXT))
        if kind not in _WRITTEN | _REPEATING:
            self.fed.update(field.iter(*_TEXT))

    def _end(self, kind: str | None, first: _Element | None, last: _Element | None) -> None:
        crosses = first is not last
        if crosses and kind not in _WRITTEN:
            self.crossed.update(one for one in (first, last) if one is not None)
        if kind == "IF" or (kind == "REF" and crosses):
            self.recalculated = True


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


def _kind(instruction: str) -> str:
    """What a field is by its instruction, such as "REF"; "" without one."""
    return next(iter(instruction.split(maxsplit=1)), "").upper()


def _paragraph(element: _Element) -> _Element | None:
    return next(element.iterancestors(*tags("w:p")), None)


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
