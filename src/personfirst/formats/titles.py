"""Titles that a text refers to by their words, which would point to nothing if these changed."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DROPPED = re.compile(r"[^\w\s.-]")
_PARTS = re.compile(r"[\W_]+")
_COUNT = re.compile(r" \d{1,4}$")


class Titles:
    """The titles that references name, by their words or by addresses made of them.

    Capitals, markup and what stands between words do not count; nor does the number by which
    addresses of titles that read alike are told apart.
    """

    def __init__(self, references: Iterable[str]) -> None:
        names = {_plain(one) for one in references}
        self._names = names | {_COUNT.sub("", one) for one in names}

    def __contains__(self, title: str) -> bool:
        return bool(self._names) and _plain(title) in self._names


def _plain(title: str) -> str:
    return " ".join(_PARTS.split(_DROPPED.sub("", title.lower()))).strip()
