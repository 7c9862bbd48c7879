"""What the expressions of rules find."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.context.facts import plain_tokens
from personfirst.match.search import find_all
from personfirst.rulebook.lexicon import Pack, load_pack
from personfirst.rulebook.pattern import Inflect, compile_pattern
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.written import PatternError
from tests.helpers import write


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


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ("needles? truck", "for a word in all its forms write needle~"),
        ("needle~? truck", "for one that may be left out (needle)?"),
        ("(needles?|syringes) truck", "for a word in all its forms"),
        ("needle.*truck", "looks like a regular expression"),
        ("/needle truck/", "looks like a regular expression"),
        ("needle…truck", "write a space on both sides of ..."),
        ("needle .... truck", "a gap is written ..., with three full stops"),
        ("“needle truck”", "quotes are no part of an expression"),
        ("‘needle truck’", "quotes are no part of an expression"),
        ("needle truck.", "a full stop at the end of a word is never found"),
        ("~needle truck", "~ stands behind the word that it is for"),
        ("(needle|syringe truck", "a ( or { is not closed"),
        ("needle) truck", "there is a ) too many"),
        ("(needle|(blood|red) syringe) truck", "no ( ) inside ( )"),
        ("(needle|{drug}) truck", "{ } cannot stand inside ( )"),
    ],
)
def test_what_no_expression_can_be_is_told_with_its_remedy(
    pack: Pack, source: str, remedy: str
) -> None:
    with pytest.raises(PatternError) as error:
        compile_pattern(source, Inflect.NOUN, pack.lexicon, pack.forms)
    assert remedy in str(error.value)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("needle‑truck", "A needle truck came."),
        ("driver’s needle", "The driver's needle fell."),
        ("needle … truck", "A needle in the truck."),
        ("a? needle truck", "Needle truck."),
    ],
)
def test_an_expression_is_read_in_plain_typography(pack: Pack, source: str, text: str) -> None:
    pattern = compile_pattern(source, Inflect.NONE, pack.lexicon, pack.forms)
    assert list(find_all(pattern, plain_tokens(text)))


@pytest.mark.parametrize(
    ("verb", "text"),
    [
        ("buy", "bought"), ("begin", "begun"), ("eat", "ate"), ("tie", "tying"), ("lie", "lay"),
        ("panic", "panicking"), ("binge", "bingeing"), ("dye", "dyeing"), ("rebel", "rebelled"),
        ("outgrow", "outgrew"), ("overdo", "overdid"), ("undergo", "underwent"), ("enroll", "enrols"),
        ("flee", "fleeing"), ("travel", "travelled"), ("relapse", "relapsing"), ("buy", "buying"),
    ],
)  # fmt: skip
def test_forms_of_verbs(pack: Pack, verb: str, text: str) -> None:
    assert text in {form for forms in pack.forms.verb(verb).values() for form in forms}


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("potato", "potatoes"), ("knife", "knives"), ("foot", "feet"), ("crisis", "crises"),
        ("analysis", "analyses"), ("grandchild", "grandchildren"), ("fireman", "firemen"),
        ("housewife", "housewives"), ("thief", "thieves"), ("quiz", "quizzes"), ("veto", "vetoes"),
        ("goose", "geese"), ("human", "humans"), ("junky", "junkies"),
    ],
)  # fmt: skip
def test_forms_of_nouns(pack: Pack, noun: str, plural: str) -> None:
    assert plural in pack.forms.plurals(noun)


def test_forms_of_ones_own(tmp_path: Path) -> None:
    text = "nouns: {zork: zorken}\nverbs: {zork: {past: zarked}}\nspellings: {zorkor: zorkour}\n"
    write(tmp_path / "forms.yaml", text)
    forms = load_pack(builtin_folder() / "en", [tmp_path]).forms
    assert forms.plurals("zork") == ("zorken",)
    assert forms.verb("zork") == {"third": ("zorks",), "past": ("zarked",), "gerund": ("zorking",)}
    assert forms.spelled("zorkour") == ("zorkour", "zorkor")
    assert forms.plurals("child") == ("children",)
