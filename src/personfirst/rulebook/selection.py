"""Which rules run: by their ids and categories, for a whole run or for one file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from personfirst.model.errors import ConfigError, did_you_mean


class UnknownNameError(ConfigError):
    """A name that is no rule and no category; `name` is that name."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        self.name = name
        super().__init__(f"unknown rule or category {name!r}{did_you_mean(name, known)}")


class Selection(NamedTuple):
    """Rule ids and categories that are asked for or left out.

    Without `select` every rule runs that is not opt-in; an opt-in rule runs only where its id is
    named. `extend_select` names what runs besides.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def runs(self, name: str, category: str, enabled: bool) -> bool:
        """Whether a rule runs. Its id says more than its category, and `ignore` more than the rest.

        `enabled` is False for a rule that is opt-in.
        """
        if name in self.ignore:
            return False
        if name in self.select or name in self.extend_select:
            return True
        if category in self.ignore or not enabled:
            return False
        return not self.select or category in self.select or category in self.extend_select

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it holds."""
        return (*self.select, *self.extend_select, *self.ignore)


def check_names(names: Iterable[str], known: Collection[str]) -> None:
    """Raise `UnknownNameError` for the first name that is no rule and no category."""
    for name in names:
        if name not in known:
            raise UnknownNameError(name, known)
