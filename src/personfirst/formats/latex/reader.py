"""Walks through LaTeX, sign by sign, and says what is text.

What is open (a group, an environment) is kept on one stack, so no nest is too deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from personfirst.formats.flow import Flow
from personfirst.formats.latex import commands
from personfirst.formats.latex.braces import NEWLINE, SPACE, Braces
from personfirst.formats.latex.nest import GROUP, Nest, Tables
from personfirst.formats.latex.unread import SHORT, VERBATIM, Conditions, short_verbatim
from personfirst.formats.seek import Seeker
from personfirst.formats.suppressions import Comment
from personfirst.model.document import MarkKind, Role

_TOKEN = re.compile(
    rf"""(?P<comment>%[^\r\n]*)(?:{NEWLINE}(?![ \t]*(?:[\r\n]|\Z))[ \t]*)?
    |\\(?P<name>[A-Za-z@]+\*?)
    |\\(?P<sign>(?s:.)|\Z)
    |(?P<open>\{{)|(?P<close>\}})
    |(?P<math>\$\$?)
    |(?P<cell>&)|(?P<tie>~)|(?P<bracket>\])
    |(?<!-)(?P<dash>---?)(?!-)
    |(?P<quote>``|''|`)
    |(?P<blank>{NEWLINE}[ \t]*+(?:{NEWLINE}[ \t]*+)++)""",
    re.VERBOSE,
)
_SAYS = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘"}
_WRAP = re.compile(rf"[ \t]*{NEWLINE}(?![ \t]*[\r\n])")
_BLANK = re.compile(rf"{NEWLINE}[ \t]*{NEWLINE}")
_DOLLAR = {sign: re.compile(rf"(?<!\\){re.escape(sign)}") for sign in ("$", "$$")}
_NAME = re.compile(r"\{([A-Za-z]+[0-9]?\*?)\}")
_SIMPLE = re.compile(r"\{[^{}\s\\]{1,300}\}")
_DEFINED = re.compile(r"\\[A-Za-z@]+[^{\r\n]{0,200}")
_VERBATIM = re.compile(VERBATIM)
_COLUMNS = re.compile(r"\{(\d{1,2})\}")
_DOCUMENT = "\\begin{document}"


class Reader:
    """Reads a text into a flow; `comments` are its comments.

    Before the beginning of the document only titles are read.
    """

    def __init__(self, text: str, flow: Flow) -> None:
        self.comments: list[Comment] = []
        self._text = text
        self._flow = flow
        self._seek = Seeker(text)
        self._braces = Braces(text)
        self._nest = Nest(flow)
        self._tables = Tables(flow, self._nest)
        self._brackets = 0
        self._muted = _DOCUMENT in text
        self._conditions = Conditions(text)
        short = short_verbatim(text)
        pattern = rf"(?P<short>{short})|{_TOKEN.pattern}"
        self._tokens = re.compile(pattern, re.VERBOSE) if short else _TOKEN

    def read(self) -> None:
        position, size = 0, len(self._text)
        while position < size and (token := self._tokens.search(self._text, position)):
            self._say(self._text[position : token.start()], position, token.start())
            position = self._token(token)
        self._say(self._text[position:], position, size)
        self._nest.close_all()
        self._flow.end_block()

    # Text

    def _say(self, text: str, start: int, end: int) -> int:
        if text and not self._muted:
            if not text.isspace():
                self._tables.begin_cell()
            self._flow.text(text, start, end)
        return end

    def _mask(self, start: int, end: int) -> int:
        if not self._muted:
            self._tables.begin_cell()
            self._flow.mask(start, end)
        return end

    def _token(self, token: re.Match[str]) -> int:
        """Read what a sign begins; returns where to go on."""
        start, end = token.span()
        if (comment := token["comment"]) is not None:
            self.comments.append(Comment(start, start + len(comment), comment.lstrip("% ")))
        elif token.lastgroup == "short":
            return self._mask(start, end)
        elif token["name"]:
            return self._command(token["name"], start, end)
        elif token["sign"] is not None:
            return self._sign(token["sign"], start, end)
        elif token["open"]:
            if self._braces.end(start) >= 0:
                self._nest.push(GROUP)
        elif token["close"]:
            self._nest.close(GROUP)
        elif token["math"]:
            return self._math(token["math"], start, end)
        elif token["blank"]:
            self._paragraph()
        elif token["cell"] and self._tables.here:
            self._tables.next_cell()
        elif token["bracket"] and self._brackets:
            self._brackets -= 1
        else:
            return self._say(_SAYS.get(token[0], token[0]), start, end)
        return end

    def _math(self, sign: str, start: int, end: int) -> int:
        """A formula, which ends in its paragraph, else the sign is a sign like any other."""
        first, last = self._seek.pattern(_DOLLAR[sign], end)
        if first == len(self._text) or self._seek.pattern(_BLANK, end)[0] < first:
            return self._say(sign, start, end)
        return self._mask(start, last)

    def _sign(self, sign: str, start: int, end: int) -> int:
        """Read a backslash with the sign behind it."""
        if sign in ("(", "["):
            last = self._seek.string("\\)" if sign == "(" else "\\]", end)
            closed = last < len(self._text) and last < self._seek.pattern(_BLANK, end)[0]
            return self._mask(start, last + 2) if closed else end
        if sign == "\\":
            end = self._braces.options(end + self._text.startswith("*", end))
            if not self._tables.here:
                wrap = _WRAP.match(self._text, end)
                return self._say("\n", start, wrap.end() if wrap else end)
            self._tables.next_row()
            return end
        if accent := commands.ACCENT.match(self._text, start):
            return self._say(commands.accented(accent), start, accent.end())
        return self._say(commands.SIGNS.get(sign, ""), start, end)

    def _paragraph(self) -> None:
        """A paragraph ends, and what does not reach over paragraphs."""
        self._brackets = 0
        self._nest.end_paragraph()
        self._flow.end_block()

    # Commands

    def _command(self, name: str, start: int, end: int) -> int:
        bare = name.rstrip("*")
        if bare in ("begin", "end") and (found := _NAME.match(self._text, end)):
            if bare == "end":
                return self._end(found[1], found.end())
            return self._begin(found[1], start, found.end())
        if verbatim := _VERBATIM.match(self._text, start):
            return self._mask(start, verbatim.end())
        if short := SHORT.match(self._text, start):
            return short.end()
        if (hidden := self._conditions.hidden_until(start)) > start:
            return hidden
        if bare in commands.DEFINITIONS:
            defined = _DEFINED.match(self._text, end)
            return self._braces.arguments(defined.end() if defined else end, spaced=True)
        if bare in commands.SKIPPED:
            return self._braces.arguments(end)
        if bare in commands.MASKED or _cites(bare):
            return self._mask(start, self._braces.arguments(end))
        if bare == "item" and self._nest.begin_item():
            return self._item(end)
        if bare in commands.BREAKS:
            self._paragraph()
        elif bare == "tabularnewline" and self._tables.here:
            self._tables.next_row()
        elif bare in commands.LETTERS:
            space = self._text.startswith(" ", end)
            return self._say(commands.LETTERS[bare], start, end + space)
        elif bare in commands.SYMBOLS:
            return self._say(commands.SYMBOLS[bare], start, end)
        elif accent := commands.ACCENT.match(self._text, start):
            return self._say(commands.accented(accent), start, accent.end())
        elif bare not in commands.NOTHING:
            return self._group(bare, start, end)
        return end

    def _group(self, name: str, start: int, end: int) -> int:
        """Read a command with a text, or one that is not known: its argument is read where it has
        words, and what has none stands for something.
        """
        text, known = self._text, name in commands.KNOWN
        position, argument = self._braces.options(end), ""
        if name == "multicolumn" and (found := _COLUMNS.match(text, position)):
            self._tables.widen(int(found[1]))
        for _ in range(commands.SECOND.get(name, 0)):
            before, position = position, self._braces.argument(position)
            argument = text[before:position].strip("{}")
        space = SPACE.match(text, position) if known else None
        at = space.end() if space else position
        if not text.startswith("{", at) or self._braces.end(at) < 0:
            return position if known or position > end else self._mask(start, position)
        if not known and (simple := _SIMPLE.match(text, at)):
            return self._mask(start, simple.end())
        short = name in commands.HEADINGS or name in commands.CAPTIONS
        self._nest.push(GROUP, self._begin_text(name, argument), short=short)
        return at + 1

    def _begin_text(self, name: str, argument: str) -> Callable[[], None] | None:
        """Begin what a command makes of its text; returns how it ends."""
        flow = self._flow
        if self._muted:
            return self._begin_title() if name in commands.TITLES else None
        if name in commands.HEADINGS:
            return partial(flow.end_role, flow.begin_role(Role.HEADING))
        if name in commands.CAPTIONS:
            return partial(flow.end_role, flow.begin_role(Role.CAPTION))
        if name in commands.ASIDES:
            flow.begin_aside(*commands.ASIDES[name])
            return self._end_aside
        if name == "foreignlanguage":
            return self._begin_language(argument)
        mark = MarkKind.LINK if name in commands.LINKS else commands.MARKS.get(name)
        if mark is None:
            return None
        flow.open_mark(mark)
        return partial(flow.close_mark, mark)

    def _end_aside(self) -> None:
        self._flow.end_aside()

    def _begin_title(self) -> Callable[[], None]:
        """A title above the beginning of the document is read."""
        self._muted = False
        handle = self._flow.begin_role(Role.HEADING)

        def end() -> None:
            self._flow.end_role(handle)
            self._muted = True

        return end

    def _begin_language(self, name: str) -> Callable[[], None]:
        """What follows is in another language, until it ends."""
        flow, alone = self._flow, not self._flow.in_block
        before, flow.language = flow.language, commands.LANGUAGES.get(name, flow.language)

        def end() -> None:
            if alone:
                flow.end_block()
            flow.language = before

        return end

    def _item(self, end: int) -> int:
        """The label of an item stands in brackets; it is text."""
        space = SPACE.match(self._text, end)
        at = space.end() if space else end
        if self._text.startswith("[", at):
            self._brackets += 1
            return at + 1
        return end

    # Environments

    def _begin(self, name: str, start: int, end: int) -> int:
        flow, bare = self._flow, name.rstrip("*")
        if name == "document":
            self._muted = False
            self._nest.push(name)
            return end
        if bare in self._braces.raw or bare in commands.MATH:
            closing = f"\\end{{{name}}}"
            last = min(self._seek.string(closing, end) + len(closing), len(self._text))
            if bare in commands.MATH:
                return self._mask(start, last)
            flow.forget_lead()
            return last
        position = self._braces.options(end)
        if self._muted:
            self._nest.push(name)
            return position
        flow.end_block()
        if bare in commands.LISTS:
            handle = flow.begin_list()
            self._nest.push(name, partial(flow.end_list, handle), is_list=True)
        elif bare in commands.QUOTES:
            flow.quotes += 1
            self._nest.push(name, self._end_quote)
        elif bare in commands.TABLES:
            for _ in range(commands.TABLES[bare] + (bare != name)):
                position = self._braces.argument(position)
            self._tables.begin(name)
        elif name == "otherlanguage":
            after = self._braces.argument(position)
            self._nest.push(name, self._begin_language(self._text[position + 1 : after - 1]))
            position = after
        else:
            self._nest.push(name)
            for _ in range(commands.ARGUMENTS.get(bare, 0)):
                position = self._braces.argument(position)
            if bare in commands.TITLED and self._braces.end(position) >= 0:
                role = partial(flow.end_role, flow.begin_role(Role.HEADING))
                self._nest.push(GROUP, role, short=True)
                position += 1
        return position

    def _end_quote(self) -> None:
        self._flow.end_block()
        self._flow.quotes -= 1

    def _end(self, name: str, end: int) -> int:
        if name == "document":
            return len(self._text)
        if not self._muted:
            self._flow.end_block()
        self._nest.close(name)
        self._flow.end_block()
        return end


def _cites(name: str) -> bool:
    """Whether a command points to something by its name, as `citep` and `labelcref` do."""
    return name not in commands.KNOWN and (
        name.lower().startswith("cite") or name.endswith(("cite", "ref", "refrange"))
    )
