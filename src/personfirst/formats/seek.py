"""Looks ahead in a text in time that is linear in its length, however often it is asked."""

from __future__ import annotations

import re


class Seeker:
    """Finds the next place of a sign; each answer is kept until it is passed.

    A sign is asked for at places that come one after the other.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._strings: dict[str, int] = {}
        self._patterns: dict[re.Pattern[str], tuple[int, int]] = {}

    def string(self, sign: str, start: int) -> int:
        """Where `sign` next begins, or the length of the text."""
        found = self._strings.get(sign, -1)
        if found < start:
            found = self._text.find(sign, start)
            found = self._strings[sign] = len(self._text) if found < 0 else found
        return found

    def pattern(self, pattern: re.Pattern[str], start: int) -> tuple[int, int]:
        """Where `pattern` next matches, or an empty range at the end of the text."""
        found = self._patterns.get(pattern, (-1, -1))
        if found[0] < start:
            match = pattern.search(self._text, start)
            end = len(self._text)
            found = self._patterns[pattern] = match.span() if match else (end, end)
        return found
