"""What is in an RTF file, before it is written down: stories, each a row of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from personfirst.model.document import MarkKind

_MOST_PARENTS = 20

Marks = frozenset[MarkKind]


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name, the style that it is based on, and its outline level, from 0."""

    name: str
    based_on: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Properties:
    """What control words say of a paragraph.

    `level` is its outline level and `depth` its level in a list, both from 0; `listed` says that it
    is in one, `cell` that it stands in a table.
    """

    style: int = 0
    level: int | None = None
    listed: bool = False
    depth: int = 0
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: stretches of text with their marks, and the stories that hang on it."""

    properties: Properties
    stretches: tuple[tuple[str, Marks], ...]
    apart: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True)
class CellEnd:
    """A cell ends here."""


@dataclass(frozen=True, slots=True)
class RowEnd:
    """A row ends here; `header` says that it names its columns."""

    header: bool


@dataclass(slots=True, eq=False)
class Story:
    """Text that runs on: the body, a header, a footnote, a text box. `kind` is its label; "" is the
    body. A comment has an `author`.
    """

    kind: str
    items: list[Paragraph | CellEnd | RowEnd] = field(default_factory=list)
    stretches: list[tuple[str, Marks]] = field(default_factory=list)
    apart: list[Story] = field(default_factory=list)
    listed: bool = False
    author: str = ""

    def end_paragraph(self, properties: Properties) -> None:
        """End the paragraph at hand, if only an empty one."""
        if self.listed:
            properties = replace(properties, listed=True)
        self.items.append(Paragraph(properties, tuple(self.stretches), tuple(self.apart)))
        self.stretches, self.apart, self.listed = [], [], False


@dataclass(slots=True)
class Content:
    """All that was read: the body and what stands beside it, the styles, the properties."""

    body: Story = field(default_factory=lambda: Story(""))
    beside: list[Story] = field(default_factory=list)
    styles: dict[int, Style] = field(default_factory=dict)
    about: list[str] = field(default_factory=list)

    def chain(self, style: int | None) -> Iterator[Style]:
        """A style, the one that it is based on, and so on; a circle ends."""
        for _ in range(_MOST_PARENTS):
            if style is None or style not in self.styles:
                return
            yield self.styles[style]
            style = self.styles[style].based_on
