"""The word classes and forms of English words, from the lexicon that lemminflect ships.

lemminflect reads its two tables whole, 80,000 lines, at the first question; a run asks about some
hundred words. Here a word's lines are looked up in the text of a table when it is asked about.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

Entry = dict[str, Any]
"""What is known of a word: its lemmas by class, or its forms by tag."""


@cache
def lexicon() -> Any:
    """lemminflect, imported without its hook into spaCy, which nothing here uses and takes long,
    and without numpy, which it needs only for words that it does not know.
    """
    sys.meta_path.insert(0, _WithoutSpacy)
    numpy = sys.modules.setdefault("numpy", _Later("numpy"))
    try:
        import lemminflect
    finally:
        sys.meta_path.remove(_WithoutSpacy)
        if isinstance(numpy, _Later):
            del sys.modules["numpy"]
    with suppress(ImportError, AttributeError):  # another version may have no such tables
        _read_by_word(lemminflect)
    return lemminflect


class _WithoutSpacy:
    """Answers the question for spaCy with no, in the way of import finders."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "spacy":
            raise ImportError(name)


class _Later(ModuleType):
    """Stands for a package, which is imported when something in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


class _Table:
    """A table of lemminflect, whose lines are in the order of their words, read a word at a time:
    `parsed` makes a word's entry of its lines, `known` are entries that stand above the table.
    """

    def __init__(
        self, file: str, parsed: Callable[[Iterable[str]], Entry], known: Mapping[str, Entry]
    ) -> None:
        self._file = Path(file)
        self._parsed = parsed
        self._known = dict(known)

    @cached_property
    def _data(self) -> bytes:
        return gzip.decompress(self._file.read_bytes())

    def get(self, word: str, missing: Entry) -> Entry:
        """What is known of a word, as a dictionary's `get` does."""
        if word not in self._known:
            self._known[word] = self._parsed(self._lines(word))
        return self._known[word] or missing

    def _lines(self, word: str) -> Iterable[str]:
        data, wanted = self._data, word.encode("utf-8", "replace")
        low, high = 0, len(data)
        while low < high:
            line = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if data[line : data.find(b",", line)] < wanted:
                low = data.find(b"\n", line) + 1 or high
            else:
                high = line
        while data.startswith(wanted + b",", low):
            end = data.find(b"\n", low) + 1 or len(data)
            yield data[low:end].decode()
            low = end


def _read_by_word(lemminflect: Any) -> None:
    """Put our tables in the place of those that lemminflect would read at the first question."""
    from lemminflect import config
    from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
    from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
    from lemminflect.core.LexicalUtils import categoryToUPos

    def lemmas(lines: Iterable[str]) -> Entry:
        entries = map(LemmaLUCodec.fromString, lines)
        return {categoryToUPos(category): forms for _, category, forms in entries}

    def inflections(lines: Iterable[str]) -> Entry:
        entries = map(InflectionLUCodec.fromString, lines)
        return {tag: spelled for _, _, forms in entries for tag, spelled in forms.items()}

    auxiliaries = InflectionLUCodec.updateForAuxMod({})
    lemminflect.Lemmatizer().lemma_dict = _Table(config.lemma_lu_fn, lemmas, {})
    lemminflect.Inflections().infl_dict = _Table(config.inflection_lu_fn, inflections, auxiliaries)
