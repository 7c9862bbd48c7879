"""Which headings a paragraph stands under, for readers of files that have no line numbers."""

from __future__ import annotations

_MOST_LEVELS = 4
_LONGEST = 60


class Outline:
    """The headings above the place that a reader has come to, the highest first."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, str]] = []

    def leave(self, level: int) -> None:
        """A heading begins; it ends what stood under those of its level; 1 is the highest."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()

    def enter(self, level: int, text: str) -> None:
        """A heading stands here."""
        self.leave(level)
        self._headings.append((level, shown(text)))

    @property
    def label(self) -> str | None:
        """`under “Services › Hours”`; None before the first heading."""
        if not self._headings:
            return None
        path = " › ".join(text for _, text in self._headings[-_MOST_LEVELS:])
        return f"under “{path}”"


def shown(text: str) -> str:
    """A heading or a title as it stands in a label: on one line, and cut where it is long."""
    line = " ".join(text[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def joined(*parts: str | None) -> str | None:
    """A label of its parts; None where there are none."""
    return ", ".join(part for part in parts if part) or None
