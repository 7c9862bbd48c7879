"""What kind of document a file is, and whether it speaks of drugs at all: what an audit expects of
it depends on that.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from personfirst.context.facts import plain_tokens
from personfirst.match.rough import words_in_parts
from personfirst.match.search import find_all
from personfirst.match.tokens import Tokens
from personfirst.model.document import Document
from personfirst.rulebook.lexicon import Pack
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.principles import Kind

_FIRST = 3
"""Blocks that a title and a subtitle may take up."""
_MOST_TITLE = 110
"""Characters of a title."""
_AT_FIRST = 4
"""What a word of a title counts."""
_MOST_READ = 20_000
"""Characters that are enough to tell the kind of a document."""
_SURE = ("everyday-evidence", "justice-evidence", "condition", "drug-subject")
"""Lexicons of which one word is enough to tell that a document speaks of drugs."""
_LIKELY = "recovery-evidence"
"""The lexicon of whose words, and of those in"""
_ALSO = frozenset({"high", "medicine", "medicines", "pipes", "possession", "spray"})
_ENOUGH = 2
"""so many different ones are."""


def kind_of(document: Document, name: str, kinds: Sequence[Kind]) -> str:
    """The kind of a document by its file's name, else by its words; if that fails, the last."""
    named = plain_tokens(_spaced(name))
    for kind in kinds:
        if any(_stands(one, named) for one in kind.names):
            return kind.name
    blocks = [block.text for block in document.blocks] or document.text.splitlines()
    titles = [one for one in blocks[:_FIRST] if len(one) < _MOST_TITLE]
    begins, whole = (plain_tokens("\n".join(some)[:_MOST_READ]) for some in (titles, blocks))
    counts = {
        kind.name: sum(
            _AT_FIRST * _stands(one, begins) or _stands(one, whole) for one in kind.words
        )
        for kind in kinds
    }
    likely = max(counts, key=counts.__getitem__)
    if counts[likely]:
        return likely
    return "website" if document.format == "html" else kinds[-1].name


def _stands(pattern: Pattern, tokens: Tokens) -> bool:
    return any(True for _ in find_all(pattern, tokens))


def _spaced(name: str) -> str:
    """A file's name as words."""
    return "".join(sign if sign.isalpha() else " " for sign in name)


class Subject:
    """Tells whether a document speaks of drugs. In doubt it does, for a document that is left out
    of an audit is missed more than one that is in it too much. Made once for a run.
    """

    def __init__(self, pack: Pack) -> None:
        self._sure = frozenset().union(*(_rows(pack, name) for name in _SURE))
        self._likely = _rows(pack, _LIKELY) | _ALSO

    def is_of(self, document: Document, name: str) -> bool:
        """Whether the words of a document, or of its file's name, are about drugs."""
        likely: set[str] = set()
        texts = (_spaced(PurePath(name).name), *(block.text for block in document.blocks))
        for words, _ in words_in_parts(texts):
            line = f" {' '.join(words)} "
            if any(f" {row} " in line for row in self._sure):
                return True
            likely.update(row for row in self._likely if f" {row} " in line)
        return len(likely) >= _ENOUGH


def _rows(pack: Pack, name: str) -> frozenset[str]:
    """The words and rows of words of a lexicon, in small letters."""
    return frozenset(" ".join(one.words).lower() for one in pack.lexicon(name).choices)
