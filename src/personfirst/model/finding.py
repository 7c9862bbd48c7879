"""What a check finds, where, and what it says to write instead."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from personfirst.model.choices import Severity


class Safety(StrEnum):
    """Whether a suggestion may be put in as it stands."""

    SAFE = "safe"
    REVIEW = "review"


class Edit(NamedTuple):
    """A stretch of the decoded file, in code points, and what takes its place.

    `new_text` is written as the format writes it, `reads` as it then reads: `&amp;` and `&`.
    """

    start: int
    end: int
    new_text: str
    reads: str


class Remark(NamedTuple):
    """What a reviewed copy says about `start` to `end` of a document's text, in code points.

    `edits` are changes to propose there, in order and apart, such as Word's tracked changes;
    without any, `text` is a comment for the author. `heading` is one line, `text` may be several.
    """

    start: int
    end: int
    heading: str
    text: str
    edits: tuple[Edit, ...] = ()


class Suggestion(NamedTuple):
    """What to write, in one house style.

    `text` takes the place of the words `replaces`, which are the finding's own, often with words
    around them that grammar changes too. `edits` put it into the file, in order and apart; without
    any, only a person can. `result` is the sentence that then stands there, on one line.
    """

    text: str
    style: str
    safety: Safety
    replaces: str = ""
    result: str = ""
    edits: tuple[Edit, ...] = ()


class Muted(NamedTuple):
    """Why a match does not count: the filter that judged it and the words it went by."""

    filter: str
    cue: str


class Place(NamedTuple):
    """Where a finding stands.

    Offsets are code points of the decoded file and None for formats without one; lines and columns
    are 1-based, in characters, the end exclusive. In a file that is not text they are all those of
    its `transcript`, which nobody but personfirst has; `label` then says where to look.
    """

    path: str
    start: int | None
    end: int | None
    line: int
    column: int
    end_line: int
    end_column: int
    label: str | None = None
    transcript: bool = False


class RoleWords(NamedTuple):
    """The words that were read as a role of a narrative, and `about` what the role is; `meaning` is
    whom a "they" takes up. `place` is None for words of the heading and for an opinion's.
    """

    role: str
    about: str
    text: str
    meaning: str = ""
    place: Place | None = None


class Finding(NamedTuple):
    """Words that a rule found, where, why it matters, and what to write instead.

    A narrative also says which words were read as which of its `roles`, with what `confidence`, and
    `why` it harms. `alone` says that only a second opinion spoke for it, or was unsure of it.
    `marked` is where the words stand in the excerpt, half-open, if that is known. On a built site
    `pages` are the other pages that repeat it, and `built` is the page where it was found, if its
    place is in the source of that page.
    """

    place: Place
    rule: str
    category: str
    kind: str
    severity: Severity
    text: str
    excerpt: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    muted: Muted | None = None
    roles: tuple[RoleWords, ...] = ()
    confidence: str = ""
    why: str = ""
    alone: bool = False
    marked: tuple[int, int] | None = None
    pages: tuple[str, ...] = ()
    built: str = ""

    @property
    def headline(self) -> str:
        """The message without what to write instead, for those who list that by itself."""
        if not self.suggestions:
            return self.message
        return self.message.removesuffix(f"; write “{self.suggestions[0].text}”")

    @property
    def elsewhere(self) -> str:
        """Where else it is seen: ` (built as public/a.html, and on 41 more pages)`, or nothing."""
        parts = [f"built as {self.built}"] if self.built else []
        if self.pages:
            more = "page" if len(self.pages) == 1 else "pages"
            parts.append(f"and on {len(self.pages):,} more {more}")
        return f" ({', '.join(parts)})" if parts else ""

    @property
    def wordings(self) -> tuple[Suggestion, ...]:
        """The suggestions that say what to write; one that only takes words out says nothing."""
        return tuple(one for one in self.suggestions if one.text)

    def fix(self, *, unsafe: bool = False) -> Suggestion | None:
        """The suggestion that a fix puts in: the first, if it counts, can be put in by a program,
        and is safe; `unsafe` also takes one that a person should read first.
        """
        if self.muted is not None or not self.suggestions:
            return None
        first = self.suggestions[0]
        return first if first.edits and (unsafe or first.safety is Safety.SAFE) else None
