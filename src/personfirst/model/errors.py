"""The errors that personfirst raises itself; each message names the file and says what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path


class PersonfirstError(Exception):
    """Base of all errors that a user can mend."""


class ConfigError(PersonfirstError):
    """A configuration file or option that cannot be used."""


class RuleError(PersonfirstError):
    """A rule file that cannot be used, with its place."""

    def __init__(self, message: str, file: Path | None = None, line: int | None = None) -> None:
        place = "" if file is None else f"{file}:{line}: " if line else f"{file}: "
        super().__init__(f"{place}{message}")

    @property
    def each(self) -> tuple[RuleError, ...]:
        """The errors that it stands for: mostly itself."""
        return (self,)


class RuleErrors(RuleError):
    """Several errors of rule files, told at once; made by `one_error`."""

    def __init__(self, message: str, each: tuple[RuleError, ...] = ()) -> None:
        super().__init__(message)
        self._each = each

    @property
    def each(self) -> tuple[RuleError, ...]:
        return self._each


def one_error(errors: Sequence[RuleError]) -> RuleError:
    """One error, at least, as an error that stands for all."""
    each = tuple(one for error in errors for one in error.each)
    return each[0] if len(each) == 1 else RuleErrors("\n".join(map(str, each)), each)


class UnreadableDocumentError(PersonfirstError):
    """A document that cannot be read; the message is the reason."""


class InternalError(Exception):
    """A fault of personfirst itself; the message says which error it was, and where."""


class UnwritableDocumentError(PersonfirstError):
    """A document that cannot be written back; the message is the reason and what to do."""


def did_you_mean(word: str, known: Collection[str]) -> str:
    """`; did you mean 'severity'?` for the nearest known word, or nothing."""
    from difflib import get_close_matches  # late: only an error asks for it

    names = {str(name).lower(): str(name) for name in known}
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return f"; did you mean {names[near[0]]!r}?" if near else ""
