"""The groups of an RTF file: what holds within each of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from personfirst.formats.rtf.content import Marks, Properties, Story

NONE: Marks = frozenset()
PLAIN = Properties()


class Sink(Enum):
    """Where the text of a group goes."""

    STORY = auto()
    NOWHERE = auto()
    FONTS = auto()
    STYLES = auto()
    FIELD = auto()
    INFO = auto()
    ABOUT = auto()
    AUTHOR = auto()
    SHAPE = auto()
    SHAPE_NAME = auto()
    SHAPE_VALUE = auto()


@dataclass(slots=True)
class Field:
    """A field, such as a link; its instruction begins with the name of its kind."""

    instruction: str = ""

    @property
    def kind(self) -> str:
        return (self.instruction.split(maxsplit=1) or [""])[0].upper()


@dataclass(slots=True)
class Group:
    """What holds within a group; `skip` is how many characters stand in for one in Unicode, for
    older programs.
    """

    story: Story
    sink: Sink = Sink.STORY
    marks: Marks = NONE
    hidden: bool = False
    deleted: bool = False
    properties: Properties = PLAIN
    skip: int = 1
    codec: str = "cp1252"
    field: Field | None = None
    starred: bool = False
    twice: bool = False

    def inner(self) -> Group:
        """A group that begins in this one."""
        return Group(
            self.story,
            Sink.NOWHERE if self.twice else self.sink,
            self.marks,
            self.hidden,
            self.deleted,
            self.properties,
            self.skip,
            self.codec,
            self.field,
        )


@dataclass(slots=True)
class Draft:
    """A style while its group is read."""

    number: int = 0
    based_on: int | None = None
    level: int | None = None
    name: str = ""
    of_paragraphs: bool = True
