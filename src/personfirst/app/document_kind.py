"""What kind of document a file is: what an audit expects of it depends on that."""

from __future__ import annotations

from collections.abc import Sequence

from personfirst.context.facts import plain_tokens
from personfirst.match.search import find_all
from personfirst.match.tokens import Tokens
from personfirst.model.document import Document
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.principles import Kind

_FIRST = 3
"""Blocks that a title and a subtitle may take up."""
_MOST_TITLE = 90
"""Characters of a title."""
_AT_FIRST = 4
"""What a word of a title counts."""
_MOST_READ = 20_000
"""Characters that are enough to tell the kind of a document."""


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
