"""Reads Markdown, wherever it stands: CommonMark with tables, footnotes, strikethrough, math, front
matter, and MDX.

The parser gives the byte range of every stretch of text; see decision record 0001. What reads front
matter, HTML, MDX and comments is imported for the first file that has some.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from personfirst.formats.base import GAP, BlockBuilder
from personfirst.formats.encoding import byte_offsets
from personfirst.formats.flow import Flow
from personfirst.formats.template import mask
from personfirst.model.document import Document, MarkKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from personfirst.formats.markup import Markup
    from personfirst.formats.titles import Titles

_MARKS = {
    "Emphasis": MarkKind.EMPHASIS,
    "Strong": MarkKind.STRONG,
    "Strikethrough": MarkKind.STRIKE,
}
_FENCES = ("---", "+++")
"""What front matter begins with."""
_LINE_ENDS = ("\n", "\r\n", "\r")
_BY_LABEL = frozenset({"Shortcut", "ShortcutUnknown", "Collapsed", "CollapsedUnknown", "WikiLink"})
"""Links whose text is also the label by which their address is found."""
_REFERENCE = re.compile(
    r"\[\[[^\[\]\r\n]{0,300}#([^\[\]|\r\n]{1,300})|\[([^\[\]\r\n]{1,300})\](?![(:\[][^\]])"
)
"""Where a title may be named by its words: `[[page#Title]]`, `[Title]`, `[words][Title]`."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def read_markdown(text: str, path: str, name: str, *, mdx: bool = False) -> Document:
    """Read Markdown that is decoded already; template code in it is masked.

    `name` is the format's that it is read for. `mdx` says that tags may be components and `{ }`
    holds code.
    """
    if mdx:
        from personfirst.formats.mdx import blanked, components, expressions, modules
    flow = Flow(text)
    masked = mask(text, page=False, code=expressions(text) if mdx else ())
    view = masked.view
    if text.startswith(_FENCES):
        from personfirst.formats.frontmatter import read_front_matter

        front = read_front_matter(text, view, flow)
        view = "\n" * front + view[front:]
    if mdx:
        view = blanked(view, modules(view))
    reader = _Reader(view, flow, mdx)
    if mdx:
        tags = list(components(view))
        reader.read_components(tags, blanked(view, tags))
    reader.read()
    comments = [
        *(reader.markup.comments if reader.markup else ()),
        *(comment for comment in masked.comments if not reader.in_code(comment.start)),
    ]
    if not comments:
        return Document(path, name, text, flow.finish())
    from personfirst.formats.suppressions import suppressions_in

    return Document(path, name, text, flow.finish(), *suppressions_in(comments, text, path))


class _Reader:
    """Turns the parser's events into a flow of blocks.

    `view` is the text with template code masked. A line break is held back until the next text
    shows whether a marker (`> `, an indent) stands between.
    """

    def __init__(self, view: str, flow: Flow, mdx: bool) -> None:
        self.markup: Markup | None = None
        self._view = view
        self._flow = flow
        self._mdx = mdx
        self._handles: list[int] = []
        self._titles: Titles | None = None
        self._end_title: Callable[[], None] | None = None
        self._floor = 0
        self._break: tuple[int, int] | None = None
        self._last = 0
        self._images = 0
        self._html: list[tuple[int, int]] | None = None
        self._code = False
        self._code_ranges: list[tuple[int, int]] = []

    def read(self) -> None:
        import pyromark

        options = pyromark.Options
        parser = pyromark.Markdown(
            options=options.ENABLE_TABLES
            | options.ENABLE_FOOTNOTES
            | options.ENABLE_STRIKETHROUGH
            | options.ENABLE_TASKLISTS
            | options.ENABLE_MATH
            | options.ENABLE_HEADING_ATTRIBUTES
            | options.ENABLE_GFM
        )
        view = self._view
        if not view.isascii():
            view = view.encode("utf-8", "replace").decode()
            self._view = view
        offset = byte_offsets(view)
        ascii_only = view.isascii()
        for event, place in parser.events_with_range(view):
            start, end = place["start"], place["end"]
            if not ascii_only:
                start, end = offset(start), offset(end)
            if isinstance(event, str):
                self._plain_event(event, start, end)
                continue
            kind, value = _named(event)
            if kind == "Text":
                self._text(value, start, end)
            elif kind == "Start":
                self._start(value, start, end)
            elif kind == "End":
                self._end(value, start, end)
            else:
                self._inline_event(kind, start, end)
        self._block_boundary()
        self._unwind(0)
        if "]:" in view:
            self._flow.heading = ""
            for definition in parser.reference_definitions(view).values():
                if title := definition["title"]:
                    span = definition["span"]
                    self._title(title, offset(span["start"]), offset(span["end"]), "link title")

    def read_components(self, ranges: list[tuple[int, int]], blanked: str) -> None:
        """Read the attributes of MDX components, whose tags are `blanked` before the parse."""
        for start, end in ranges:
            self._feed(self._view, start, end, inline=True)
            self._unwind(0)
        self._view = blanked

    def in_code(self, position: int) -> bool:
        """Whether a place in the file is inside code."""
        index = bisect_right(self._code_ranges, (position, len(self._view))) - 1
        return index >= 0 and position < self._code_ranges[index][1]

    # Events

    def _plain_event(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self._block_boundary()
            self._flow.forget_lead()
            return
        if self._skipping:
            return
        self._flush(start)
        self._break = (start, end)
        self._last = end

    def _inline_event(self, kind: str, start: int, end: int) -> None:
        if kind in ("Html", "InlineHtml") and self._html is not None:
            self._html.append((start, end))
            return
        if kind == "TaskListMarker":
            return
        self._flush(start)
        self._last = end
        if kind == "Code":
            self._code_ranges.append((start, end))
        if kind == "InlineMath" and self._is_money(start, end) and not self._skipping:
            self._flow.view(self._view, start, end)
        elif kind in ("Code", "InlineMath", "DisplayMath") and not self._skipping:
            self._flow.mask(start, end)
        elif kind in ("Html", "InlineHtml"):
            self._feed(self._view, start, end, inline=True)

    def _text(self, text: str, start: int, end: int) -> None:
        if self._html is not None:
            self._html.append((start, end))
            return
        if self._code or self._skipping:
            return
        escaped = start > self._last and text[:1] in _PUNCTUATION and self._view[start - 1] == "\\"
        self._flush(start - escaped)
        self._last = end
        if escaped:
            self._flow.text(text[0], start - 1, start + 1)
            text, start = text[1:], start + 1
        if not text:
            return
        if end - start == len(text) and self._view.startswith(text, start):
            self._flow.view(self._view, start, end)
        else:
            self._flow.text(text, start, end)

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, data = _named(tag)
        flow = self._flow
        if name in _MARKS:
            self._flush(start)
            flow.open_mark(_MARKS[name])
        elif name == "Link":
            self._flush(start)
            flow.open_mark(MarkKind.LINK)
            if data["link_type"] in _BY_LABEL:
                flow.open_mark(MarkKind.FIXED)
            if data["title"] and data["link_type"] == "Inline":
                self._title(data["title"], start, end - 1, "link title")
        elif name == "Image":
            self._flush(start)
            if data["title"] and data["link_type"] == "Inline":
                self._title(data["title"], start, end - 1, "image title")
            if not self._images and not self._skipping:
                flow.begin_aside(Role.ALT_TEXT, "alt text")
            self._images += 1
        else:
            self._start_block(name, data, start, end)

    def _start_block(self, name: str, data: Any, start: int, end: int) -> None:
        flow = self._flow
        self._block_boundary()
        self._last = start
        if name == "Heading":
            self._end_title = flow.begin_fixed(fixed=self._is_named(start, end))
            self._handles.append(flow.begin_role(Role.HEADING))
        elif name == "List":
            self._handles.append(flow.begin_list())
        elif name == "Item":
            self._handles.append(flow.begin_role(Role.LIST_ITEM))
        elif name == "FootnoteDefinition":
            self._handles.append(flow.begin_role(Role.NOTE, "footnote"))
        elif name == "BlockQuote":
            flow.quotes += 1
        elif name == "Table":
            self._handles.append(flow.begin_table())
        elif name in ("TableHead", "TableRow"):
            flow.begin_row()
            flow.in_head(name == "TableHead")
        elif name == "TableCell":
            flow.begin_cell(header=False)
            self._handles.append(flow.begin_role(Role.CELL, "table cell"))
        elif name == "HtmlBlock":
            self._html = []
        elif name == "CodeBlock" and not (self._mdx and data == "Indented"):
            self._code = True
            self._code_ranges.append((start, end))
            flow.forget_lead()

    def _end(self, tag: Any, start: int, end: int) -> None:
        name, _ = _named(tag)
        flow = self._flow
        if name in _MARKS:
            flow.close_mark(_MARKS[name])
            self._last = end
        elif name == "Link":
            flow.close_mark(MarkKind.LINK)
            flow.close_mark(MarkKind.FIXED)
            self._last = end
        elif name == "Image":
            self._images -= 1
            if not self._images and not self._skipping:
                self._break = None
                if flow.end_aside():
                    flow.mask(start, end)
            self._last = end
        else:
            self._end_block(name)

    def _end_block(self, name: str) -> None:
        flow = self._flow
        if name == "HtmlBlock":
            self._read_html()
            return
        self._block_boundary()
        if name in ("Heading", "Item", "FootnoteDefinition"):
            flow.end_role(self._handles.pop())
            if name == "Heading" and self._end_title:
                self._end_title()
        elif name == "TableCell":
            flow.end_role(self._handles.pop())
            flow.end_cell()
        elif name == "List":
            flow.end_list(self._handles.pop())
        elif name == "Table":
            flow.end_table(self._handles.pop())
        elif name in ("TableHead", "TableRow"):
            flow.end_row()
            flow.in_head(False)
        elif name == "BlockQuote":
            flow.quotes -= 1
        elif name == "CodeBlock":
            self._code = False

    # Helpers

    def _is_named(self, start: int, end: int) -> bool:
        """Whether the text refers to a title by its words, as some dialects do."""
        if "[" not in self._view:
            return False
        if self._titles is None:
            from personfirst.formats.titles import Titles

            found = _REFERENCE.finditer(self._view)
            self._titles = Titles(one[1] or one[2] for one in found)
        return self._view[start:end] in self._titles

    @property
    def _skipping(self) -> bool:
        """Whether text is not read here: it is within code that HTML holds."""
        return self.markup is not None and self.markup.skipping

    def _feed(self, *view: Any, **how: Any) -> Markup:
        """Read HTML, as `Markup.feed` does."""
        if self.markup is None:
            from personfirst.formats.markup import Markup

            self.markup = Markup(self._flow, xml=self._mdx)
        self.markup.feed(*view, **how)
        return self.markup

    def _unwind(self, depth: int) -> None:
        if self.markup is not None:
            self.markup.unwind(depth)

    def _is_money(self, start: int, end: int) -> bool:
        """Whether `$5 a bag or US$` is a price and not a formula: a number or words tell."""
        if self._view[end : end + 1].isdigit():
            return True
        content = self._view[start : min(end, start + 400)]
        return "\\" not in content and len(_WORD.findall(content)) > 1

    def _block_boundary(self) -> None:
        """A block of Markdown begins or ends: inline markup that is still open ends with it."""
        self._break = None
        self._images = 0
        self._unwind(self._floor)
        self._flow.end_block()

    def _flush(self, start: int) -> None:
        """Add the line break that was held back; what stands between it and `start` is a marker."""
        if self._break is None:
            return
        first, last = self._break
        self._break = None
        if last == start and self._view[first:last] in _LINE_ENDS:
            self._flow.text(self._view[first:last], first, last)
        else:
            self._flow.text("\n", first, max(last, start))

    def _read_html(self) -> None:
        """Read a block of HTML as one; markers of a quote or a list in it are no part of it."""
        ranges, self._html = self._html or [], None
        if not ranges:
            return
        first, last = ranges[0][0], ranges[-1][1]
        parts, position = [], first
        for start, end in ranges:
            parts += [GAP * (start - position), self._view[start:end]]
            position = max(position, end)
        self._floor = self._feed("".join(parts), 0, last - first, shift=first).depth
        self._flow.end_block()

    def _title(self, title: str, start: int, end: int, label: str) -> None:
        """Emit the title of a link or an image: with its quotes, the last thing in the range."""
        tail = self._view[max(start, end - 20) : end].rstrip()
        last = max(start, end - 20) + len(tail) - 1
        first = last - len(title)
        if first < start or self._view[first:last] != title:
            first = max(start, self._view.rfind("](", start, end))
        builder = BlockBuilder(self._flow.source)
        builder.add(title, first, last)
        self._flow.emit(builder, Role.METADATA, label)


def _named(tag: Any) -> tuple[str, Any]:
    """An event's name and data, whether it carries data or not."""
    if isinstance(tag, str):
        return tag, None
    ((name, data),) = tag.items()
    return name, data
