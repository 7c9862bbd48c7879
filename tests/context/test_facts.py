"""What the filters want to know of a whole document."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.context import facts as module
from personfirst.context import surroundings
from personfirst.context.facts import Facts
from personfirst.match.search import find_all
from personfirst.model.document import Document
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.nodes import Item
from personfirst.rulebook.ruleset import load_ruleset
from personfirst.rulebook.schema import PARTS
from tests.helpers import block, document

PACK = load_ruleset().pack
TEXT = "# Minutes\n\nNaloxone 4mg is in Room 12.\n\nThe 'heroin'too was read out.\n"


def expressions(*sources: str) -> Expressions:
    """Some expressions, compiled with the built-in lists."""
    return Expressions(PACK.compile(Item(source, 1, Path("rule.yaml"))) for source in sources)


def test_what_stands_in_a_document_is_told_in_the_order_of_the_list() -> None:
    facts = Facts(document(TEXT))
    some = expressions("heroin", "room 12", "door", "minute")
    assert list(facts.each_of(some)) == ["heroin", "Room 12", "Minutes"]
    assert facts.has_any(some) == "heroin"
    assert not facts.has_any(expressions("door", "methadone"))


PAGE = "The bench was painted green. " * 20


@pytest.mark.parametrize(
    ("text", "near", "spoken_of"),
    [
        ("Heroin is sold here.", "", True),
        (f"Heroin is sold here.\n\n{PAGE}", "", False),
        (f"Heroin is sold here.\n\n{PAGE}", "No heroin was found.", True),
        (f"Heroin and methadone are sold.\n\n{PAGE}", "", False),
        (f"Heroin is sold here. Methadone is not.\n\n{PAGE}", "", True),
        (f"Heroin is sold here.\n\n{PAGE}\n\nHeroin again.", "", True),
        (PAGE, "Heroin is sold here.", False),
    ],
)
def test_what_is_named_once_is_spoken_of_near_it(text: str, near: str, spoken_of: bool) -> None:
    facts = Facts(document(text))
    some = expressions("heroin", "methadone")
    for _ in range(2):
        assert bool(facts.spoken_of(some, lambda: [module.plain_tokens(near)])) is spoken_of


def test_a_document_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(module, "find_all", lambda *args: looked.append(1) or find_all(*args))
    facts = Facts(document(TEXT))
    some = expressions("heroin", "minute", "4mg")
    first = list(facts.each_of(some))
    once = len(looked)
    assert once
    assert list(facts.each_of(some)) == first
    assert len(looked) == once


def test_every_part_of_a_condition_can_be_looked_at() -> None:
    assert set(surroundings._LOOKS) == set(PARTS)


def test_only_blocks_that_hold_all_of_an_expression_are_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [f"A new street is named, number {number}." for number in range(50)]
    texts += ["Renew your new plates here.", "The plates are old."]
    facts = Facts(Document("notes.txt", "text", "", tuple(map(block, texts))))
    read: list[str] = []
    plain = module.plain_tokens
    monkeypatch.setattr(module, "plain_tokens", lambda text: read.append(text) or plain(text))
    assert facts.has_any(expressions("new plates")) == "new plates"
    assert not facts.has_any(expressions("(new|old) ... (carriage|named) ... plates"))
    assert read == ["Renew your new plates here."]
