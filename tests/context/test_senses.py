"""Conditions on where a match stands: first in its sentence, in a document about drugs."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst import check_text
from personfirst.formats.registry import read
from personfirst.model.errors import RuleError
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import RULE, write_rule

TOPIC = "Naloxone, methadone and heroin were on the agenda. "


def found(folder: Path, needs: str, text: str, name: str = "minutes.txt") -> bool:
    """Whether a rule with some `needs` counts in a text."""
    rule = RULE.format(name="boozer").replace("match:", f"needs:\n  - {needs}\nmatch:")
    write_rule(folder, "boozer", rule)
    pipeline = Pipeline(load_ruleset([folder], builtin=False), Options())
    return bool(list(pipeline.check(read(text.encode(), name))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boozers sleep here.", True),
        ("The hall was cold. Boozers sleep here.", True),
        ("“Boozers” sleep here.", True),
        ("The boozers sleep here.", False),
        ("In the hall, boozers sleep.", False),
    ],
)
def test_words_that_open_their_sentence(tmp_path: Path, text: str, expected: bool) -> None:
    assert found(tmp_path, "opens: true", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old boozers   buy rounds and tip well", True),
        ("The old boozers\tbuy rounds and tip well", True),
        ("The old boozers buy rounds and tip well", False),
        ("The old boozers\n   buy rounds and tip well", False),
        ("They are the old boozers. They tip well.", True),
    ],
)
def test_a_column_of_a_text_ends_as_a_sentence_does(
    tmp_path: Path, text: str, expected: bool
) -> None:
    assert found(tmp_path, "{followed_by: ['.']}", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The hall has boozers.", True),
        ("Boozers sleep in that hall.", True),
        ("Boozers sleep in that old hall.", False),
        ("Boozers sleep here. The hall is cold.", False),
    ],
)
def test_words_on_either_side(tmp_path: Path, text: str, expected: bool) -> None:
    assert found(tmp_path, "{near: [hall], within: 4}", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOPIC + "The boozers sleep here.", True),
        (TOPIC + "\n\nMinutes were read.\n\nThe boozers sleep here.", True),
        ("The boozers sleep here.", False),
        ("Heroin was on the agenda. The boozers sleep here.", False),
        (TOPIC + "The bench was painted. " * 240 + "The boozers sleep here.", False),
    ],
)
def test_a_document_that_is_about_drugs(tmp_path: Path, text: str, expected: bool) -> None:
    assert found(tmp_path, "on_topic: true", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOPIC + "Some boozers sleep here.", True),
        (TOPIC + "Two boozers sleep here.", False),
        ("Some boozers sleep here.", False),
    ],
)
def test_the_topic_does_not_stand_in_for_words_beside(
    tmp_path: Path, text: str, expected: bool
) -> None:
    assert found(tmp_path, "{preceded_by: [some], on_topic: true}", text) is expected


def test_a_place_that_is_not_asked_for_is_no_condition(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"needs one of .*, opens, on_topic"):
        found(tmp_path, "opens: false", "Boozers sleep here.")


LONG = "The choir met on Monday and sang two songs for the guests of the home. " * 8
CAKE = "My brother is an addict, and had a third slice."


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        (CAKE, {"addict"}),
        (LONG + CAKE, set()),
        (LONG + "Narcan hangs in the hall. " + CAKE, {"addict"}),
        (LONG + "The crackhead next door came too.", {"crackhead"}),
    ],
)
def test_on_a_page_that_never_mentions_drugs_only_slurs_count(text: str, flagged: set[str]) -> None:
    findings = Pipeline(load_ruleset(), Options()).check(read(text.encode(), "letter.txt"))
    assert {one.rule for one in findings if one.muted is None} == flagged


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boozers sleep here.\n\nThe hall is cold.", True),
        ("Boozers sleep here.\n\nThe casino is warm.", False),
        ("Two casinos.\n\nBoozers sleep here.", False),
    ],
)
def test_what_a_document_lacks(tmp_path: Path, text: str, expected: bool) -> None:
    assert found(tmp_path, "document_lacks: [casino]", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boozers sleep here. The casino is warm.", True),
        ("Boozers sleep in the casino.", False),
        ("Boozers sleep here, the two casinos are full.", False),
        ("# Casino\n\nBoozers sleep here.", False),
        ("At the casino:\n\n- Boozers sleep here.", False),
        ("# Hall\n\nBoozers sleep here.\n\nThe casino is warm.", True),
    ],
)
def test_what_a_sentence_and_its_heading_lack(tmp_path: Path, text: str, expected: bool) -> None:
    assert found(tmp_path, "sentence_lacks: [casino]", text, "notes.md") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bridge boozers sleep here.", False),
        ("Bridge boozers sleep here. We play bridge.", True),
        ("“Bridge boozers” sleep here. We play bridge.", True),
        ("THE BRIDGE BOOZERS SLEEP.", False),
        ("The DX boozers sleep here.", True),
        ("The bridge boozers sleep here.", True),
        ("The Kensington boozers sleep here.", False),
        ("The hall boozers sleep here.", False),
        ("The sleeping boozers are here.", False),
        ("It attracts boozers.", False),
        ("Boozers sleep here.", False),
        ("Bridge, boozers and bingo.", False),
        ("A 2 boozers sign.", False),
    ],
)
def test_a_compound_with_another_noun(tmp_path: Path, text: str, expected: bool) -> None:
    assert found(tmp_path, "compound_but: [hall]", text) is expected


ROOM = "The bench was painted green and the gate was mended. " * 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A naloxone kit hangs by the door. Boozers sleep here.", True),
        (f"Boozers sleep here.\n\n{ROOM}\n\nA naloxone kit hangs by the door.", False),
        (f"Boozers sleep here.\n\nA naloxone kit hangs by the door.\n\n{ROOM}", True),
        (f"Boozers sleep here.\n\n{ROOM}\n\nA naloxone kit hangs here. Heroin is sold.", True),
    ],
)
def test_what_a_page_names_once_counts_near_it(tmp_path: Path, text: str, expected: bool) -> None:
    assert found(tmp_path, "{document_has: [naloxone, heroin]}", text) is expected


def test_a_word_in_passing_makes_no_page_one_about_drugs() -> None:
    pipeline = Pipeline(load_ruleset(), Options())
    manual = f"# Sewing machine\n\nThe dealer will ask for the number.\n\nUsers like it.\n\n{ROOM}"
    passing = f"{manual}\n\nA naloxone kit is kept by the front door."
    assert not pipeline.check(read(passing.encode(), "manual.md"))
    about = f"{passing} The dealer sold heroin and fentanyl to users."
    assert pipeline.check(read(about.encode(), "manual.md"))


@pytest.mark.parametrize(
    ("kit", "expected"),
    [
        ("Methadone, buprenorphine and naltrexone are on the shelf.", True),
        ("Methadone is on the shelf. One pill for each, and no dope in the house.", True),
        ("Methadone is on the shelf.", False),
    ],
)
def test_a_page_about_drugs_may_name_them_in_one_sentence(kit: str, expected: bool) -> None:
    text = f"{kit}\n\n{ROOM}\n\nThe rent is due.\n\nAsk whether she has been clean since March."
    flagged = {one.rule for one in check_text(text, filename="rules.md").unmuted}
    assert ("been-clean" in flagged) is expected


SHOW = """This week my guest is Lena, who cooks on a ferry and sings in a band with her two cousins.
{}
- 04:30 – The ferry, the band and the bus that never came
- 09:15 – What her grandmother said about an addict and a locked door
- 18:40 – The long way to the coast, with a cat in a box, two bags and a map from 1990
- 27:00 – Her plans for spring: a bigger stove, a boat of her own and a song that ends well
- 33:10 – Letters from you, a word on the raffle, and who won the cast-iron pan last month
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 01:20 – Getting sober in a town with one bus", True),
        ("- 01:20 – Methadonians, and why she left the room", True),
        ("- 01:20 – Her first drink of the season, at the lemonade stand", False),
        ("- 01:20 – Chocolate by the pound, and why she left the room", False),
    ],
)
def test_a_page_that_names_drugs_by_the_way(line: str, expected: bool) -> None:
    shown = check_text(SHOW.format(line), filename="show.md").unmuted
    assert ("addict" in {finding.rule for finding in shown}) is expected
