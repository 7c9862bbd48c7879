"""What is open while LaTeX is read: groups, environments, and the cells of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from personfirst.formats.flow import Flow
from personfirst.model.document import Role

GROUP = "{"
_MOST_COLUMNS = 50


@dataclass(slots=True, eq=False)
class Holder:
    """A group or an environment that is open, by its name; `GROUP` is a group's.

    `short` says that it does not reach over paragraphs; `item` is the handle of a list's item.
    """

    name: str
    end: Callable[[], None] | None = None
    short: bool = False
    item: int = -1


class Nest:
    """What is open, the innermost last; it is a stack, so no nest is too deep."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._open: list[Holder] = []
        self._lists: list[Holder] = []
        self._count: Counter[str] = Counter()
        self._shorts = 0

    @property
    def top(self) -> Holder | None:
        return self._open[-1] if self._open else None

    def push(
        self,
        name: str,
        end: Callable[[], None] | None = None,
        *,
        short: bool = False,
        is_list: bool = False,
    ) -> None:
        holder = Holder(name, end, short)
        self._open.append(holder)
        self._count[name] += 1
        self._shorts += short
        if is_list:
            self._lists.append(holder)

    def pop(self) -> None:
        one = self._open.pop()
        self._count[one.name] -= 1
        self._shorts -= one.short
        if one.item >= 0:
            self._flow.end_role(one.item)
        if self._lists and self._lists[-1] is one:
            self._lists.pop()
        if one.end is not None:
            one.end()

    def close(self, name: str) -> None:
        """Close a group or an environment, and what was left open in it."""
        if self._count[name]:
            while self._open[-1].name != name:
                self.pop()
            self.pop()

    def close_all(self) -> None:
        while self._open:
            self.pop()

    def end_paragraph(self) -> None:
        """Close what does not reach over paragraphs."""
        while self._shorts:
            self.pop()

    def begin_item(self) -> bool:
        """Begin an item of the innermost list; False where no list is open."""
        if not self._lists:
            return False
        home = self._lists[-1]
        while self._open[-1] is not home:
            self.pop()
        if home.item >= 0:
            self._flow.end_role(home.item)
        home.item = self._flow.begin_role(Role.LIST_ITEM)
        return True


@dataclass(slots=True)
class _Table:
    """A table that is open: what holds it, its handle, the handle of the cell that has begun, and
    how many columns the next one takes.
    """

    home: Holder | None
    handle: int
    cell: int = -1
    columns: int = 1


class Tables:
    """The tables that are open. A cell begins with the first sign in it."""

    def __init__(self, flow: Flow, nest: Nest) -> None:
        self._flow = flow
        self._nest = nest
        self._open: list[_Table] = []

    @property
    def here(self) -> bool:
        """Whether `&` and the like belong to a table: nothing else is open in it."""
        return bool(self._open) and self._open[-1].home is self._nest.top

    def begin(self, name: str) -> None:
        handle = self._flow.begin_table()
        self._nest.push(name, self._end)
        self._open.append(_Table(self._nest.top, handle))
        self._flow.begin_row()

    def widen(self, columns: int) -> None:
        """The next cell takes so many columns."""
        if self._open:
            self._open[-1].columns = max(1, min(columns, _MOST_COLUMNS))

    def begin_cell(self) -> None:
        """Something to read stands here: begin a cell, unless one has begun."""
        if self._open and self._open[-1].cell < 0:
            table = self._open[-1]
            self._flow.begin_cell(header=False, columns=table.columns)
            table.cell = self._flow.begin_role(Role.CELL, "table cell")
            table.columns = 1

    def next_cell(self) -> None:
        if self._open[-1].cell < 0:
            self._flow.begin_cell(header=False)
        self._end_cell()

    def next_row(self) -> None:
        self._end_cell()
        self._flow.end_row()
        self._flow.begin_row()

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.cell >= 0:
            self._flow.end_role(table.cell)
        table.cell = -1

    def _end(self) -> None:
        self._end_cell()
        self._flow.end_table(self._open.pop().handle)
