"""Reads RTF: groups, the text in them, and where it goes.

Groups are kept on a list, not on Python's stack. What each control word does stands in `words`.
"""

from __future__ import annotations

from dataclasses import replace

from personfirst.formats.rtf.codepages import SYMBOLS
from personfirst.formats.rtf.content import Content, Story, Style
from personfirst.formats.rtf.groups import NONE, PLAIN, Draft, Group, Sink
from personfirst.formats.rtf.tokens import Kind, Token, tokens
from personfirst.formats.rtf.vocabulary import CHARACTERS, SKIPPED, STARRED
from personfirst.formats.rtf.words import EVERYWHERE, WORDS
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.text import MASK

_DEEPEST = 2_000
_LONGEST_NAME = 200

MOST_STRETCHES = 2_000_000
"""Paragraphs and stretches of text of one look: more than any file that somebody wrote has."""


class Reader:
    """Reads one file; `content` is what has been read."""

    def __init__(self) -> None:
        self.content = Content()
        self.group = Group(self.content.body)
        self.stack: list[Group] = []
        self.codec = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = self.default_font = 0
        self._pending = bytearray()
        self._left = MOST_STRETCHES
        self._stand_ins = 0
        self._surrogate = 0
        self.sheet = 0
        self.draft = Draft()
        self.shape_name = ""
        self.author = ""
        self.gathered: list[str] = []
        self.names_columns = False

    def read(self, data: bytes) -> None:
        """Read a file. Raises `UnreadableDocumentError` where groups are nested without end."""
        for token in tokens(data):
            if token.kind is Kind.BYTES:
                self._bytes(token)
                continue
            self._flush()
            if token.kind is Kind.OPEN:
                self._open()
            elif token.kind is Kind.WORD:
                self._word(token.word, token.number)
            elif self.stack:
                self._close()
                if not self.stack:
                    break
        self._flush()
        while self.stack:
            self._close()

    # Groups

    def _open(self) -> None:
        if len(self.stack) >= _DEEPEST:
            raise UnreadableDocumentError("is damaged: its groups never end; save it again")
        self._stand_ins = 0
        self.stack.append(self.group)
        self.group = self.group.inner()
        if self.group.sink is Sink.STYLES and len(self.stack) == self.sheet + 1:
            self.draft = Draft()

    def _close(self) -> None:
        self._stand_ins = 0
        closed, self.group = self.group, self.stack.pop()
        outer = self.group
        if closed.story is not outer.story or not self.stack:
            closed.story.end_paragraph(closed.properties)
        if closed.sink is outer.sink:
            if closed.sink is Sink.STYLES and len(self.stack) == self.sheet:
                self._add_style()
        elif closed.sink is Sink.FONTS:
            outer.codec = self.codec_of(self.default_font)
        elif closed.sink is Sink.ABOUT:
            self.content.about.append(self._taken())
        elif closed.sink is Sink.AUTHOR:
            self.author = self._taken()
        elif closed.sink is Sink.SHAPE_VALUE and (text := self._taken()):
            story = Story("image description", stretches=[(text, NONE)])
            story.end_paragraph(PLAIN)
            outer.story.apart.append(story)

    def _add_style(self) -> None:
        draft, name = self.draft, self.draft.name.strip().removesuffix(";")
        if draft.of_paragraphs and name:
            self.content.styles[draft.number] = Style(name, draft.based_on, draft.level)

    def _taken(self) -> str:
        """The text that was gathered, for which the time has come."""
        text, self.gathered = "".join(self.gathered), []
        return text

    def codec_of(self, font: int) -> str:
        """The code page of a font, else the file's own."""
        return self.fonts.get(font, self.codec)

    # Text

    def _bytes(self, token: Token) -> None:
        data = token.data
        if self._stand_ins:
            dropped = 1 if token.word else min(self._stand_ins, len(data))
            self._stand_ins -= dropped
            data = data[dropped:]
        if self.group.sink is not Sink.NOWHERE:
            self._pending += data

    def _flush(self) -> None:
        codec = self.group.codec
        if self._pending:
            self._text(MASK if codec == SYMBOLS else self._pending.decode(codec, "replace"))
            self._pending.clear()

    def _text(self, text: str) -> None:
        group = self.group
        if group.sink is Sink.STORY:
            if not (group.hidden or group.deleted):
                group.story.stretches.append((text, group.marks))
                self._count()
        elif group.sink is Sink.FIELD and group.field:
            group.field.instruction = (group.field.instruction + text)[:_LONGEST_NAME]
        elif group.sink is Sink.STYLES:
            self.draft.name = (self.draft.name + text)[:_LONGEST_NAME]
        elif group.sink is Sink.SHAPE_NAME:
            self.shape_name = (self.shape_name + text)[:_LONGEST_NAME]
        elif group.sink in (Sink.ABOUT, Sink.AUTHOR) or (
            group.sink is Sink.SHAPE_VALUE and self.shape_name.strip() == "wzDescription"
        ):
            self.gathered.append(text)

    def _character(self, text: str) -> None:
        """A character that is written as a word; it may stand in for one in Unicode."""
        if self._stand_ins:
            self._stand_ins -= 1
        elif text:
            self._text(text)

    def _unicode(self, number: int | None) -> None:
        self._stand_ins = self.group.skip
        code = (number or 0) + 0x10000 if (number or 0) < 0 else number or 0
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._surrogate - 0xD800) << 10) + code - 0xDC00
            code = code if self._surrogate else 0xFFFD
        self._surrogate = 0
        if 0x20 <= code < 0x110000:
            self._text(chr(code))

    # Words

    def _word(self, word: str, number: int | None) -> None:
        group = self.group
        if word == "*":
            group.starred = True
            return
        starred, group.starred = group.starred, False
        if word == "ud" and self.stack and self.stack[-1].twice:
            group.sink = self.stack[-1].sink
        elif group.sink is Sink.NOWHERE:
            return
        elif word in SKIPPED or (starred and word not in STARRED):
            group.sink = Sink.NOWHERE
        elif word in CHARACTERS:
            self._character(CHARACTERS[word])
        elif word == "u":
            self._unicode(number)
        else:
            self._stand_ins = 0
            handle = WORDS.get(group.sink, {}).get(word) or EVERYWHERE.get(word)
            if handle is not None:
                handle(self, number)

    def _begin_story(self, kind: str) -> Story:
        group = self.group
        if self.stack and group.story is not self.stack[-1].story:
            group.story.end_paragraph(group.properties)
        group.story, group.sink = Story(kind), Sink.STORY
        group.marks, group.properties, group.field = NONE, PLAIN, None
        return group.story

    def hang(self, kind: str) -> None:
        """A story that hangs on the paragraph at hand begins."""
        outer = self.group.story
        outer.apart.append(self._begin_story(kind))

    def put_beside(self, kind: str) -> None:
        """A story that belongs to no paragraph begins: a header or a footer."""
        self.content.beside.append(self._begin_story(kind))

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise UnreadableDocumentError("is too large; split it into several files")

    def end_paragraph(self, *, cell: bool = False) -> None:
        """The paragraph at hand ends, if only an empty one."""
        self._count()
        group = self.group
        group.story.end_paragraph(
            replace(group.properties, cell=True) if cell else group.properties
        )
