"""Whether a page has enough errors and warnings to believe what stands alone there."""

from __future__ import annotations

from collections.abc import Sequence
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
    """What was found in a `document` so far, as far as other findings are judged by it.

    `firm` counts what its rule has as an error or a warning, unless only a second opinion speaks
    for it; what an organisation silences is of it, too. `told` knows blocks by their identity.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.firm = 0
        self.told: dict[int, Told] = {}

    @cached_property
    def _is_page(self) -> bool:
        return is_page(one.text for one in self.document.blocks)

    def is_enough(self, found: Sequence[Finding], *, missing: int = 0) -> bool:
        """Whether what stands alone among some findings counts, or would with so many errors or
        warnings more: two narratives that stand alone are one, and a text shorter than a page needs
        none.
        """
        narratives = sum(one.kind == "narrative" for one in found if one.alone and not one.muted)
        return self.firm + narratives // 2 + missing >= _COMPANY or not self._is_page

    def judged(self, found: Sequence[Finding]) -> Sequence[Finding]:
        """The findings of the document, those muted that stand alone without enough company."""
        if self.is_enough(found):
            return found

        from personfirst.model.finding import Muted

        too_little = Muted("second-opinion", "too little else on the page is an error or a warning")
        return [
            one._replace(muted=too_little, suggestions=()) if one.alone and not one.muted else one
            for one in found
        ]
