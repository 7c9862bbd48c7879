"""Captions and subtitles: SubRip (`.srt`) and WebVTT (`.vtt`).

A sentence runs over several captions, so those that follow each other are read as one text, until
somebody else speaks or a sentence ends before a pause. The time lines between are no part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from personfirst.formats.base import Format
from personfirst.formats.encoding import decode
from personfirst.formats.flow import Flow
from personfirst.formats.html_tokens import entities
from personfirst.formats.stretch import Line, Stretch, lines_of
from personfirst.formats.suppressions import Comment, suppressions_in, widened
from personfirst.formats.values import language_of
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.report import Problem

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}")
_NUMBER = re.compile(r"\d{1,9}")
_TAG = re.compile(
    r"</?(?P<name>i|b|u|s|em|strong|font|c|v|lang|ruby|rt|br)(?:[\s.][^<>\r\n]{0,200})?/?>"
    r"|<\d{1,3}:[\d:.]{2,15}>|\{\\[^{}\r\n]{0,100}\}",
    re.IGNORECASE,
)
_VOICE = re.compile(r"<v(?:\.[\w.]{0,60})?[ \t]+([^<>\r\n]{1,200})>", re.IGNORECASE)
_TURN = re.compile(
    r"((?:<[^<>\r\n]{1,100}>|\{\\[^{}\r\n]{1,100}\}){0,4})(?:-(?!-)|–(?= )|>{2,3})[ \t]*(?=\S)"
)
_NAME = re.compile(
    r"[A-Z][A-Z.'’-]{1,20}(?: [A-Z.'’-]{1,20}){0,3}(?: ?[(\[][^()\[\]]{1,30}[)\]])?:"
)
_ENDS = re.compile(r"[.!?…][\"”’')\]]{0,3}$|[\])♪]$")
_MARKS = {
    **dict.fromkeys(("i", "em"), MarkKind.EMPHASIS),
    **dict.fromkeys(("b", "strong"), MarkKind.STRONG),
    "s": MarkKind.STRIKE,
}
_PAUSE = 1.5
_LONG_PAUSE = 8.0
_LONG = 20.0
"""In seconds. What has gone on for longer ends with its sentence, so that its label tells where."""
_MOST_CUES = 20
_MOST_CUES_IN_A_SENTENCE = 100
_ROLLING = "><c>"
_UNTIMED = "has no time lines, so there are no captions in it to read"
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$")


@dataclass(slots=True)
class _Cue:
    """A caption: when it begins and ends, in seconds; its lines; and the first and last line that
    it takes in the file, from 1.
    """

    begins: float
    ends: float
    first: int
    last: int
    lines: list[Line] = field(default_factory=list)


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    flow = Flow(text)
    web = PurePath(path).suffix.lower() == ".vtt"
    flow.language = language_of(path)
    comments: list[Comment] = []
    cues = _cues(text, flow, comments, web=web)
    _Reader(text, flow, web=web).read(cues)
    suppressions, problems = suppressions_in(comments, text, path)
    suppressions = widened(suppressions, [(cue.first, cue.last) for cue in cues])
    if not cues and text.strip() and not text.lstrip().startswith("WEBVTT"):
        problems = (*problems, Problem(path, _UNTIMED))
    return Document(path, FORMAT.name, text, flow.finish(), suppressions, problems)


def read(data: bytes, path: str) -> Document:
    """Read captions in whatever encoding they are in."""
    return parse(decode(data).text, path)


FORMAT = Format("captions", read, parse)


def _cues(text: str, flow: Flow, comments: list[Comment], *, web: bool) -> list[_Cue]:
    """The captions in order.

    A number that stands directly above a time line is the caption's. In WebVTT a blank line ends a
    caption, and what else stands between captions is notes and styles; in SubRip it is text.
    """
    cues: list[_Cue] = []
    lines = list(lines_of(text))
    inside = False
    for index, line in enumerate(lines):
        if line.blank:
            inside = inside and not web
        elif times := _TIMES.match(text, line.begin, line.end):
            above = lines[index - 1] if index and not lines[index - 1].blank else None
            named = above and (_NUMBER.fullmatch(text, above.start, above.end) or not inside)
            if named and cues and cues[-1].lines and cues[-1].lines[-1] is above:
                cues[-1].lines.pop()
                cues[-1].last -= 1
            first = index if named else index + 1
            cues.append(_Cue(_seconds(times, 1), _seconds(times, 5), first, index + 1))
            inside = True
        elif inside:
            cues[-1].lines.append(line)
            cues[-1].last = index + 1
        elif text.startswith("NOTE", line.start) and (not index or lines[index - 1].blank):
            comments.append(_note(text, lines, index))
        elif not cues and (language := _LANGUAGE.match(text, line.start, line.end)):
            flow.language = language[1]
    return cues


def _seconds(times: re.Match[str], first: int) -> float:
    hours, minutes, seconds, fraction = times.group(first, first + 1, first + 2, first + 3)
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + float(f"0.{fraction or 0}")


def _note(text: str, lines: list[Line], index: int) -> Comment:
    """The note that begins on a line; it ends at a blank one."""
    last = index
    while last + 1 < len(lines) and not lines[last + 1].blank:
        last += 1
    start, end = lines[index].start, lines[last].end
    return Comment(start, end, text[start + len("NOTE") : end])


class _Reader:
    """Joins captions into blocks; `_ranges` are those of the block at hand."""

    def __init__(self, text: str, flow: Flow, *, web: bool) -> None:
        self._text = text
        self._flow = flow
        self._web = web
        self._rolling = _ROLLING in text
        self._ranges: list[tuple[int, int]] = []
        self._begins = self._ends = 0.0
        self._cues = 0
        self._complete = True
        self._speaker = ""
        self._before = ""

    def read(self, cues: list[_Cue]) -> None:
        for cue in cues:
            if self._is_apart(cue):
                self._flush()
            self._cues += 1
            for line in cue.lines:
                self._line(line, cue.begins)
            self._ends = cue.ends
        self._flush()

    def _is_apart(self, cue: _Cue) -> bool:
        """Whether a caption begins another text: by its times, which no edit changes."""
        pause = cue.begins - self._ends
        if pause >= _LONG_PAUSE or self._cues >= _MOST_CUES_IN_A_SENTENCE:
            return True
        long = cue.begins - self._begins >= _LONG or self._cues >= _MOST_CUES
        return self._complete and (long or pause >= _PAUSE)

    def _line(self, line: Line, begins: float) -> None:
        text = self._text
        plain = _TAG.sub("", text[line.start : line.end]).strip()
        if not plain or (self._rolling and plain == self._before):
            return
        self._before = plain
        voice = _VOICE.search(text, line.start, line.end) if self._web else None
        turn = _TURN.match(text, line.start, line.end)
        if (voice and voice[1] != self._speaker) or turn or _NAME.match(plain):
            self._flush()
        if voice:
            self._speaker = voice[1]
        if not self._ranges:
            self._begins = begins
        if turn and turn[1]:
            self._ranges.append(turn.span(1))
        self._ranges.append((turn.end() if turn else line.start, line.end))
        self._complete = _ENDS.search(plain[-5:]) is not None

    def _flush(self) -> None:
        """End the block at hand."""
        if self._ranges:
            minutes, seconds = divmod(int(self._begins), 60)
            label = f"at {minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
            handle = self._flow.begin_role(Role.PARAGRAPH, label)
            self._words(Stretch(self._flow, self._ranges))
            self._flow.end_role(handle)
        self._ranges, self._cues = [], 0

    def _words(self, stretch: Stretch) -> None:
        position, worn = 0, []
        for tag in _TAG.finditer(stretch.text):
            self._plain(stretch, position, tag.start())
            position = tag.end()
            name = (tag["name"] or "").lower()
            if name == "br":
                stretch.write("\n", *tag.span())
            elif mark := _MARKS.get(name):
                if tag[0][1] == "/":
                    self._flow.close_mark(mark)
                else:
                    self._flow.open_mark(mark)
                    worn.append(mark)
        self._plain(stretch, position, len(stretch.text))
        for mark in worn:
            self._flow.close_mark(mark)

    def _plain(self, stretch: Stretch, start: int, end: int) -> None:
        chunk = stretch.text[start:end]
        for first, last, says in entities(chunk) if self._web and "&" in chunk else ():
            stretch.add(start, end - len(chunk) + first)
            stretch.write(says, end - len(chunk) + first, end - len(chunk) + last)
            start = end - len(chunk) + last
        stretch.add(start, end)
