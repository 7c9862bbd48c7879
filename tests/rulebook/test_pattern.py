"""What the expressions of rules find."""

from __future__ import annotations

import pytest

from personfirst.context.facts import plain_tokens
from personfirst.match.search import find_all
from personfirst.rulebook.lexicon import Pack, load_pack
from personfirst.rulebook.pattern import Inflect, compile_pattern
from personfirst.rulebook.places import builtin_folder


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(builtin_folder() / "en")


@pytest.mark.parametrize(
    "source", ["(peer|user)-(led|run)", "(peer|user) (led|run)", "(peer|user)-led"]
)
def test_a_hyphen_joins_groups_as_it_joins_words(pack: Pack, source: str) -> None:
    pattern = compile_pattern(source, Inflect.NONE, pack.lexicon, pack.forms)
    for text in ("A peer-led van stops here.", "The peer led van stops here."):
        assert [(one.first, one.last) for one in find_all(pattern, plain_tokens(text))] == [(1, 3)]
