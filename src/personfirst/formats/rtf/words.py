"""What the control words of RTF do to the group that they stand in (Rich Text Format 1.9.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from personfirst.formats.rtf.codepages import CHARACTER_SETS, of_font, of_number
from personfirst.formats.rtf.content import CellEnd, RowEnd
from personfirst.formats.rtf.groups import NONE, PLAIN, Field, Sink
from personfirst.model.document import MarkKind
from personfirst.model.text import MASK

if TYPE_CHECKING:
    from personfirst.formats.rtf.reader import Reader

Handle = Callable[["Reader", "int | None"], None]
"""Does what a word says; the number is the word's, None where it has none."""

_HEADERS = ("header", "headerl", "headerr", "headerf")
_FOOTERS = ("footer", "footerl", "footerr", "footerf")
_ABOUT = ("title", "subject", "doccomm", "keywords")
_TABLES_OF_CONTENTS = ("TOC", "TOA")


def _toggled(mark: MarkKind) -> Handle:
    def handle(reader: Reader, number: int | None) -> None:
        group = reader.group
        group.marks = group.marks - {mark} if number == 0 else group.marks | {mark}

    return handle


def _lowered(reader: Reader, number: int | None) -> None:
    reader.group.marks = reader.group.marks - {MarkKind.RAISED}


def _hidden(reader: Reader, number: int | None) -> None:
    reader.group.hidden = number != 0


def _deleted(reader: Reader, number: int | None) -> None:
    reader.group.deleted = number != 0


def _plain(reader: Reader, number: int | None) -> None:
    group = reader.group
    group.marks, group.hidden, group.deleted = group.marks & {MarkKind.LINK}, False, False
    group.codec = reader.codec_of(reader.default_font)


def _character_set(codec: str | None) -> Handle:
    def handle(reader: Reader, number: int | None) -> None:
        found = codec or of_number(number or 0)
        if found is not None:
            reader.codec = reader.group.codec = found

    return handle


def _default_font(reader: Reader, number: int | None) -> None:
    reader.default_font = number or 0


def _font(reader: Reader, number: int | None) -> None:
    reader.group.codec = reader.codec_of(number or 0)


def _font_named(reader: Reader, number: int | None) -> None:
    reader.font = number or 0


def _font_set(reader: Reader, number: int | None) -> None:
    codec = of_font(number or 0)
    if codec is not None:
        reader.fonts[reader.font] = codec


def _font_page(reader: Reader, number: int | None) -> None:
    codec = of_number(number or 0)
    if codec is not None:
        reader.fonts[reader.font] = codec


def _skip(reader: Reader, number: int | None) -> None:
    reader.group.skip = min(max(number or 0, 0), 100)


def _twice(reader: Reader, number: int | None) -> None:
    reader.group.twice = True


# Paragraphs


def _end_paragraph(reader: Reader, number: int | None) -> None:
    reader.end_paragraph()


def _break(reader: Reader, number: int | None) -> None:
    if reader.group.story.stretches:
        reader.end_paragraph()


def _end_cell(reader: Reader, number: int | None) -> None:
    reader.end_paragraph(cell=True)
    reader.group.story.items.append(CellEnd())


def _end_nested_cell(reader: Reader, number: int | None) -> None:
    reader.end_paragraph(cell=True)


def _end_row(reader: Reader, number: int | None) -> None:
    reader.group.story.items.append(RowEnd(reader.names_columns))


def _begin_row(reader: Reader, number: int | None) -> None:
    reader.names_columns = False


def _names_columns(reader: Reader, number: int | None) -> None:
    reader.names_columns = True


def _reset(reader: Reader, number: int | None) -> None:
    reader.group.properties = PLAIN


def _style(reader: Reader, number: int | None) -> None:
    reader.group.properties = replace(reader.group.properties, style=number or 0)


def _level(reader: Reader, number: int | None) -> None:
    level = number if number is not None and 0 <= number < 9 else None
    reader.group.properties = replace(reader.group.properties, level=level)


def _list(reader: Reader, number: int | None) -> None:
    reader.group.properties = replace(reader.group.properties, listed=bool(number))


def _depth(reader: Reader, number: int | None) -> None:
    depth = min(max(number or 0, 0), 8)
    reader.group.properties = replace(reader.group.properties, depth=depth)


def _in_table(reader: Reader, number: int | None) -> None:
    reader.group.properties = replace(reader.group.properties, cell=number != 0)


def _bullet(reader: Reader, number: int | None) -> None:
    reader.group.story.listed = True
    reader.group.sink = Sink.NOWHERE


# Destinations


def _sends(sink: Sink) -> Handle:
    def handle(reader: Reader, number: int | None) -> None:
        reader.group.sink = sink

    return handle


def _about(reader: Reader, number: int | None) -> None:
    reader.group.sink = Sink.ABOUT
    reader.gathered = []


def _style_sheet(reader: Reader, number: int | None) -> None:
    reader.group.sink = Sink.STYLES
    reader.sheet = len(reader.stack)


def _style_number(reader: Reader, number: int | None) -> None:
    reader.draft.number = number or 0


def _style_of_characters(reader: Reader, number: int | None) -> None:
    reader.draft.of_paragraphs = False


def _style_based_on(reader: Reader, number: int | None) -> None:
    reader.draft.based_on = number


def _style_level(reader: Reader, number: int | None) -> None:
    reader.draft.level = number if number is not None and 0 <= number < 9 else None


def _field(reader: Reader, number: int | None) -> None:
    reader.group.field = Field()


def _field_result(reader: Reader, number: int | None) -> None:
    group = reader.group
    kind = group.field.kind if group.field else ""
    if kind == "HYPERLINK":
        group.marks = group.marks | {MarkKind.LINK}
    elif kind in _TABLES_OF_CONTENTS:
        group.sink = Sink.NOWHERE


def _note(reader: Reader, number: int | None) -> None:
    reader.hang("footnote")


def _end_note(reader: Reader, number: int | None) -> None:
    if reader.group.story.kind == "footnote":
        reader.group.story.kind = "endnote"


def _comment(reader: Reader, number: int | None) -> None:
    reader.hang("comment")
    reader.group.story.author, reader.author = reader.author, ""


def _author(reader: Reader, number: int | None) -> None:
    reader.group.sink = Sink.AUTHOR
    reader.gathered = []


def _box(reader: Reader, number: int | None) -> None:
    reader.hang("text box")


def _beside(kind: str) -> Handle:
    return lambda reader, number: reader.put_beside(kind)


def _picture(reader: Reader, number: int | None) -> None:
    reader.group.story.stretches.append((MASK, NONE))
    reader.group.sink = Sink.SHAPE


def _formula(reader: Reader, number: int | None) -> None:
    reader.group.story.stretches.append((MASK, NONE))
    reader.group.sink = Sink.NOWHERE


def _shape_name(reader: Reader, number: int | None) -> None:
    reader.group.sink = Sink.SHAPE_NAME
    reader.shape_name = ""


def _shape_value(reader: Reader, number: int | None) -> None:
    reader.group.sink = Sink.SHAPE_VALUE
    reader.gathered = []


EVERYWHERE: Mapping[str, Handle] = {
    **{word: _character_set(codec) for word, codec in CHARACTER_SETS.items()},
    "ansicpg": _character_set(None),
    "deff": _default_font,
    "f": _font,
    "uc": _skip,
    "upr": _twice,
}
"""Words that mean the same wherever they stand."""

WORDS: Mapping[Sink, Mapping[str, Handle]] = {
    Sink.STORY: {
        "b": _toggled(MarkKind.STRONG),
        "i": _toggled(MarkKind.EMPHASIS),
        "strike": _toggled(MarkKind.STRIKE),
        "striked": _toggled(MarkKind.STRIKE),
        "super": _toggled(MarkKind.RAISED),
        "up": _toggled(MarkKind.RAISED),
        **dict.fromkeys(("sub", "dn", "nosupersub"), _lowered),
        "v": _hidden,
        "deleted": _deleted,
        "plain": _plain,
        "par": _end_paragraph,
        "sect": _break,
        "page": _break,
        "column": _break,
        "cell": _end_cell,
        "nestcell": _end_nested_cell,
        "row": _end_row,
        "trowd": _begin_row,
        "trhdr": _names_columns,
        "pard": _reset,
        "s": _style,
        "outlinelevel": _level,
        "ls": _list,
        "ilvl": _depth,
        "intbl": _in_table,
        "itap": _in_table,
        "listtext": _bullet,
        "pntext": _bullet,
        "fonttbl": _sends(Sink.FONTS),
        "stylesheet": _style_sheet,
        "info": _sends(Sink.INFO),
        "field": _field,
        "fldinst": _sends(Sink.FIELD),
        "fldrslt": _field_result,
        "footnote": _note,
        "ftnalt": _end_note,
        "atnauthor": _author,
        "annotation": _comment,
        **dict.fromkeys(_HEADERS, _beside("header")),
        **dict.fromkeys(_FOOTERS, _beside("footer")),
        "pict": _picture,
        "shpinst": _sends(Sink.SHAPE),
        "do": _sends(Sink.SHAPE),
        "moMath": _formula,
        "moMathPara": _formula,
    },
    Sink.FONTS: {"f": _font_named, "fcharset": _font_set, "cpg": _font_page},
    Sink.STYLES: {
        "s": _style_number,
        "cs": _style_of_characters,
        "ds": _style_of_characters,
        "ts": _style_of_characters,
        "sbasedon": _style_based_on,
        "outlinelevel": _style_level,
    },
    Sink.INFO: dict.fromkeys(_ABOUT, _about),
    Sink.SHAPE: {
        "sn": _shape_name,
        "sv": _shape_value,
        "shptxt": _box,
        "dptxbxtext": _box,
    },
    Sink.SHAPE_VALUE: {"pict": _sends(Sink.SHAPE)},
}
"""What words do that mean something only where the text of a group goes to a certain place."""
