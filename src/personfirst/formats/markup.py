"""Reads HTML elements into a flow of blocks: the whole of a page, or the HTML in a Markdown file.

Elements are kept on one stack without recursion. An end tag that matches nothing is ignored; one
that closes a block closes all that was left open in it; one that closes inline markup, such as
`</b>`, leaves the others open, so misnested tags do no harm.
"""

from __future__ import annotations

from dataclasses import dataclass

from personfirst.formats.attributes import (
    emit_attributes,
    is_raised,
    language_of,
    sends_its_text,
    span_of,
)
from personfirst.formats.elements import (
    BLOCKS,
    BOUNDARIES,
    CLOSED_BY_BLOCK,
    HEADINGS,
    INLINE,
    LISTS,
    MARKS,
    ROLES,
    SKIPPED,
    TABLE_PARTS,
    VOID,
)
from personfirst.formats.flow import Flow
from personfirst.formats.html_tokens import Kind, Token, entities, tokens
from personfirst.formats.suppressions import Comment
from personfirst.model.document import MarkKind, Role


@dataclass(slots=True, eq=False)
class _Element:
    """An element that is open, with what must be undone when it closes."""

    name: str
    index: int
    start: int
    block: bool
    handle: int = -1
    lead: int = -1
    mark: MarkKind | None = None
    skipped: bool = False
    quoted: bool = False
    language: bool = False
    aside: bool = False
    closed: bool = False


class Markup:
    """Feeds HTML into a flow; what one call leaves open stays open for the next."""

    def __init__(self, flow: Flow, *, xml: bool = False) -> None:
        self.comments: list[Comment] = []
        self._flow = flow
        self._xml = xml
        self._stack: list[_Element] = []
        self._by_name: dict[str, list[_Element]] = {}
        self._boundaries: list[_Element] = []
        self._languages: list[tuple[_Element, str]] = []
        self._language = flow.language
        self._skipping = 0
        self._asides = 0
        self._view = ""
        self._shift = 0
        self._inline_only = False

    def feed(
        self, view: str, start: int, end: int, *, shift: int = 0, inline: bool = False
    ) -> None:
        """Read `view[start:end]`, which stands `shift` further on in the source.

        `inline` says that it is a tag within a line of text, where an unknown one breaks nothing.
        """
        self._view, self._shift, self._inline_only = view, shift, inline
        for token in tokens(view, start, end, xml=self._xml):
            if token.kind is Kind.TEXT:
                self._text(token)
            elif token.kind is Kind.START:
                self._start(token)
            elif token.kind is Kind.END:
                self._end(token)
            elif "body" in token.attributes:
                first, last = token.attributes["body"]
                self.comments.append(
                    Comment(token.start + shift, token.end + shift, view[first:last])
                )

    @property
    def depth(self) -> int:
        """How many elements are open; give it to `unwind` to close what came later."""
        return len(self._stack)

    @property
    def skipping(self) -> bool:
        """Whether text is not read here: it is within code."""
        return self._skipping > 0

    def unwind(self, depth: int) -> None:
        """Close every element that was opened above `depth`."""
        while len(self._stack) > depth:
            self._close(self._stack.pop(), None)

    def _text(self, token: Token) -> None:
        if self._skipping and not self._asides:
            return
        view, shift = self._view, self._shift
        if view.find("&", token.start, token.end) < 0:
            self._flow.view(view, token.start, token.end, shift)
            return
        position = token.start
        chunk = view[token.start : token.end]
        for first, last, decoded in entities(chunk):
            if position < token.start + first:
                self._flow.view(view, position, token.start + first, shift)
            self._flow.text(decoded, token.start + first + shift, token.start + last + shift)
            position = token.start + last
        if position < token.end:
            self._flow.view(view, position, token.end, shift)

    def _start(self, token: Token) -> None:
        name, flow = token.name, self._flow
        block = self._is_block(token)
        if block and not self._skipping:
            self._close_implied(name)
            flow.end_block()
        if name in ("br", "hr", "img"):
            self._void_text(token)
        element = self._element(token, block)
        language = language_of(token.attributes, self._view) if token.attributes else None
        if language is not None:
            self._languages.append((element, language))
            flow.language = language
            element.language = True
        if token.attributes and not self._skipping:
            emit_attributes(token, self._view, self._shift, flow)
        if name in VOID or (token.closed and (self._xml or name not in BLOCKS)):
            element.closed = True
            if element.language:
                self._restore_language()
            return
        self._open(element, token)

    def _is_block(self, token: Token) -> bool:
        name = token.name
        if name in BLOCKS or name == "hr":
            return True
        if name in INLINE or name in VOID or self._inline_only:
            return False
        return self._on_own_line(token)

    def _on_own_line(self, token: Token) -> bool:
        """Whether a tag that HTML does not know begins or ends its line, or follows another."""
        before = self._view[max(0, token.start - 80) : token.start].rstrip(" \t")
        after = self._view[token.end : token.end + 2]
        return not before or before[-1] in "\r\n>" or after[:1] in ("", "\r", "\n")

    def _element(self, token: Token, block: bool) -> _Element:
        return _Element(token.name, len(self._stack), token.start + self._shift, block)

    def _open(self, element: _Element, token: Token) -> None:
        name, flow = element.name, self._flow
        element.mark = MarkKind.FIXED if sends_its_text(token) else MARKS.get(name)
        if element.mark is None and is_raised(token.attributes, self._view):
            element.mark = MarkKind.RAISED
        if element.mark:
            flow.open_mark(element.mark)
        if name in SKIPPED and not self._asides:
            element.skipped = True
            self._skipping += 1
        elif self._skipping and name in ("title", "desc") and self._by_name.get("svg"):
            element.aside = True
            self._asides += 1
            flow.begin_aside(Role.ALT_TEXT, f"svg {name}")
        if element.block and not self._skipping:
            self._open_block(element, token)
        if name in BOUNDARIES:
            self._boundaries.append(element)
        self._stack.append(element)
        self._by_name.setdefault(name, []).append(element)

    def _open_block(self, element: _Element, token: Token) -> None:
        name, flow = element.name, self._flow
        if name == "blockquote":
            element.quoted = True
            flow.quotes += 1
        elif name == "table":
            element.handle = flow.begin_table()
        elif name == "thead":
            flow.end_row()
            flow.in_head(True)
        elif name == "tr":
            flow.begin_row()
        elif name in LISTS:
            element.handle = flow.begin_list()
        elif name == "dd":
            element.lead = flow.begin_list()
        if name in ("td", "th"):
            columns, rows = (
                span_of(token.attributes, key, self._view) for key in ("colspan", "rowspan")
            )
            flow.begin_cell(header=name == "th", columns=min(columns, 50), rows=rows)
        if name in ROLES:
            element.handle = flow.begin_role(*ROLES[name])

    def _end(self, token: Token) -> None:
        name = token.name
        opened = self._by_name.get(name)
        if not opened:
            if name == "br":
                self._void_text(token)
            elif name in BLOCKS and not self._skipping:
                self._flow.end_block()
            return
        element = opened[-1]
        if not element.block and not element.skipped:
            self._close(element, token)
            while self._stack and self._stack[-1].closed:
                self._stack.pop()
            return
        boundary = self._boundaries[-1] if self._boundaries else None
        if boundary and boundary.index > element.index and name not in TABLE_PARTS:
            if not self._skipping:
                self._flow.end_block()
            return
        while self._stack[-1] is not element:
            self._close(self._stack.pop(), token)
        self._close(self._stack.pop(), token)

    def _close(self, element: _Element, token: Token | None) -> None:
        """Undo what an element did; harmless when it is done twice."""
        if element.closed:
            return
        element.closed = True
        flow, name = self._flow, element.name
        self._by_name[name].pop()
        if element.aside:
            self._asides -= 1
            flow.end_aside()
        if element.mark:
            flow.close_mark(element.mark)
        if element.skipped:
            self._skipping -= 1
            if not element.block and not self._skipping:
                end = token.end + self._shift if token else element.start + 1
                flow.mask(element.start, max(end, element.start + 1))
        if self._boundaries and self._boundaries[-1] is element:
            self._boundaries.pop()
        if element.block and not self._skipping:
            flow.end_block()
            self._close_block(element)
        if element.quoted:
            flow.quotes -= 1
        if element.language:
            self._restore_language()

    def _close_block(self, element: _Element) -> None:
        name, flow = element.name, self._flow
        if name in ("td", "th"):
            flow.end_cell()
        if name in ROLES and element.handle >= 0:
            flow.end_role(element.handle)
        elif name == "table" and element.handle >= 0:
            flow.end_table(element.handle)
        elif name == "tr":
            flow.end_row()
        elif name == "thead":
            flow.end_row()
            flow.in_head(False)
        elif name in LISTS and element.handle >= 0:
            flow.end_list(element.handle)
        if element.lead >= 0:
            flow.end_list(element.lead)

    def _close_implied(self, name: str) -> None:
        """Close what a start tag ends without saying so: `<p>` by a block, `<li>` by `<li>`."""
        if name in CLOSED_BY_BLOCK:
            self._close_within("p", ())
        if name in HEADINGS or name in ("p", "ul", "ol", "table", "section", "article"):
            for heading in HEADINGS:
                self._close_within(heading, ())
        if name == "li":
            self._close_within("li", ("ul", "ol", "menu", "dir"))
        elif name in ("dt", "dd"):
            self._close_within("dt", ("dl",))
            self._close_within("dd", ("dl",))
        elif name in ("option", "optgroup"):
            self._close_within("option", ("select",))
        elif name in ("td", "th", "tr", "thead", "tbody", "tfoot"):
            self._close_within("td", ("table",))
            self._close_within("th", ("table",))
            if name not in ("td", "th"):
                self._close_within("tr", ("table",))
            if name in ("thead", "tbody", "tfoot"):
                for part in ("thead", "tbody", "tfoot"):
                    self._close_within(part, ("table",))

    def _close_within(self, name: str, containers: tuple[str, ...]) -> None:
        """Close the innermost element of a name, unless a container opened since then holds it."""
        opened = self._by_name.get(name)
        if not opened:
            return
        index = opened[-1].index
        for container in containers:
            inner = self._by_name.get(container)
            if inner and inner[-1].index > index:
                return
        boundary = self._boundaries[-1] if self._boundaries else None
        if name not in TABLE_PARTS and boundary and boundary.index > index:
            return
        element = opened[-1]
        while self._stack[-1] is not element:
            self._close(self._stack.pop(), None)
        self._close(self._stack.pop(), None)

    def _void_text(self, token: Token) -> None:
        if self._skipping:
            return
        start, end = token.start + self._shift, token.end + self._shift
        if token.name == "br":
            self._flow.text("\n", start, end)
        elif token.name == "img":
            self._flow.mask(start, end)
        else:
            self._flow.forget_lead()

    def _restore_language(self) -> None:
        """Go back to the language of the innermost element that is open and names one."""
        while self._languages and self._languages[-1][0].closed:
            self._languages.pop()
        self._flow.language = self._languages[-1][1] if self._languages else self._language
