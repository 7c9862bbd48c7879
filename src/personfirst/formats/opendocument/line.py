"""Reads what stands within a paragraph of an OpenDocument file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from personfirst.formats.language import foreign, speaks_english
from personfirst.formats.opendocument.names import attribute, name_of, number, text_of, words
from personfirst.formats.opendocument.styles import Look, Styles
from personfirst.formats.transcript import Transcript
from personfirst.model.document import MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element

NOT_READ = words(
    "office:annotation-end officeooo:annotation-end office:forms text:tracked-changes"
    " text:ruby-text text:table-of-content text:illustration-index text:table-index"
    " text:object-index text:user-index text:index-title text:bibliography-source"
    " text:alphabetical-index-source svg:title svg:desc table:title table:desc presentation:notes"
)
"""Elements whose text is not read: deleted text, and what repeats the headings."""

COMMENTS = words("office:annotation officeooo:annotation")
"""Elements that hold comments: the standard's, and LibreOffice's own for slides."""

_SPACE = re.compile(r"[ \t\r\n]+")
_LITERAL = {"text:tab": "\t", "text:line-break": "\n"}
_LONGEST_SPACE = 100


class Line:
    """Writes paragraphs into a transcript."""

    def __init__(self, transcript: Transcript, styles: Styles) -> None:
        self._transcript = transcript
        self._styles = styles
        self._spaced = True
        self._apart: list[_Element] = []

    def read(self, paragraph: _Element, look: Look) -> Collection[_Element]:
        """Write a paragraph's text; what hangs on it, such as notes and frames, is handed back."""
        self._spaced = True
        self._apart = []
        self._text(paragraph, look.on(frozenset()))
        self._transcript.wear(())
        return self._apart

    def _text(self, element: _Element, marks: frozenset[MarkKind]) -> None:
        self._write(element.text, marks)
        for one in element:
            self._child(one, marks)
            self._write(one.tail, marks)

    def _child(self, element: _Element, marks: frozenset[MarkKind]) -> None:
        name = name_of(element)
        if name == "text:span":
            look = self._styles.text(attribute(element, "text:style-name"))
            if not look.hidden:
                self._text(element, look.on(marks))
        elif name == "text:s":
            self._literal(" " * min(number(element, "text:c"), _LONGEST_SPACE))
        elif name in _LITERAL:
            self._literal(_LITERAL[name])
        elif name == "text:note" or name in COMMENTS or name.startswith("draw:"):
            self._apart.append(element)
            if attribute(element, "text:anchor-type") == "as-char":
                self._transcript.mask()
                self._spaced = False
        elif isinstance(element.tag, str) and name not in NOT_READ and not is_hidden(element):
            self._text(element, marks | {MarkKind.LINK} if name == "text:a" else marks)

    def _write(self, text: str | None, marks: frozenset[MarkKind]) -> None:
        """Write text; white space in a row is one space, also where it stands in two elements."""
        plain = _SPACE.sub(" ", text) if text else ""
        if self._spaced:
            plain = plain.lstrip(" ")
        if plain:
            self._spaced = plain.endswith(" ")
            self._transcript.wear(marks)
            self._transcript.write(plain)

    def _literal(self, text: str) -> None:
        self._transcript.write(text)
        self._spaced = False


def is_hidden(element: _Element) -> bool:
    """Whether an element, such as a section, is not shown."""
    return (
        attribute(element, "text:display") == "none"
        or attribute(element, "text:is-hidden") == "true"
    )


def language_of(paragraph: _Element, look: Look, styles: Styles) -> str | None:
    """The language of a paragraph that is all in one other than English; else None."""
    if not styles.speak_foreign:
        return None
    tongues = {language for language, text in _tongues(paragraph, look.language, styles) if text}
    language = foreign(tongues.pop()) if len(tongues) == 1 else None
    return None if language is None or speaks_english(text_of(paragraph)) else language


def _tongues(
    element: _Element, language: str | None, styles: Styles
) -> Iterator[tuple[str | None, str]]:
    """Each stretch of text and the language that its style says it is in."""
    yield language, (element.text or "").strip()
    for one in element:
        look = styles.text(attribute(one, "text:style-name"))
        yield from _tongues(one, look.language or language, styles)
        yield language, (one.tail or "").strip()
