"""Whether a page has enough errors and warnings to believe what stands alone there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from personfirst.match.rough import is_page
from personfirst.model.document import Document

if TYPE_CHECKING:
    from personfirst.match.terms import Match
    from personfirst.model.finding import Finding
    from personfirst.model.text import Span

_COMPANY = 3
"""How many other errors and warnings a page must have to believe what stands alone there."""


class Told(NamedTuple):
    """What a block tells already: words that count, and where its narratives that count stand."""

    words: Sequence[Match] = ()
    narratives: Sequence[Span] = ()


class Company:
    """What was found in a document so far, as far as other findings are judged by it.

    `firm` counts what its rule has as an error or a warning, unless only a second opinion speaks
    for it; what an organisation silences is of it, too. `told` knows blocks by their identity.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self.firm = 0
        self.told: dict[int, Told] = {}

    @cached_property
    def _is_page(self) -> bool:
        return is_page(one.text for one in self._document.blocks)

    @property
    def may_do(self) -> bool:
        """Whether anything that stands alone may count: a text shorter than a page needs nothing
        else, a page needs so much that two narratives that stand alone make up what is missing.
        """
        return self.firm >= _COMPANY - 1 or not self._is_page

    def judged(self, found: Sequence[Finding]) -> Sequence[Finding]:
        """The findings of the document, muted where they stand alone and the page has too little
        company, to which, if one is missing, two such narratives are one more.
        """
        alone = [one.kind for one in found if one.alone and one.muted is None]
        pairs = alone.count("narrative") // 2
        if not alone or (self.may_do and (not self._is_page or self.firm + pairs >= _COMPANY)):
            return found

        from personfirst.model.finding import Muted

        too_little = Muted("second-opinion", "too little else on the page is an error or a warning")
        return [
            replace(one, muted=too_little, suggestions=()) if one.alone and not one.muted else one
            for one in found
        ]
