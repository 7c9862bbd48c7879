"""Pages that never mention drugs: what is found on them is muted, and so they are passed over."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.formats.registry import glance, read
from personfirst.match.gate import Gate
from personfirst.match.short_forms import RUN_TOGETHER
from personfirst.model.document import Document
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.index import indexed_rules
from personfirst.rulebook.ruleset import load_ruleset
from personfirst.rulebook.topic import Topic, joined, topic_of
from tests.helpers import FILLER, RULE, block, write, write_rule

RULES = load_ruleset()
TOPIC = RULES.gates.topic
ROWS = sorted({row for places in (*TOPIC.named, *TOPIC.signs) for rows in places for row in rows})
HELD = Pipeline(RULES, Options(passes_over=True))
WHOLE = Pipeline(RULES)
CORPORA = Path(__file__).parents[2] / "corpora"
LABELS = [
    "addict", "addicts", "user", "clean", "dirty", "junkie", "drunk", "transient", "abuse",
    "the users who get clean", "they cannot be trusted", "a former addict", "habit", "high",
    "our families deserve better than those people", "wino", "relapsed", "criminals", "zombie",
]  # fmt: skip
GLUE = st.sampled_from([" ", " ", ". ", ", ", "\n\n", "-", "-\n", "’s ", " “", "\u00ad", "\n"])


def page(text: str) -> Document:
    """A page of the text and of blocks that say nothing."""
    texts = [*text.split("\n\n"), FILLER]
    return Document("a.md", "markdown", text, tuple(map(block, texts)))


def same(text: str) -> None:
    """Hold what is passed over against what is found, of a document and of a file."""
    checked = page(text)
    assert HELD.check(checked) == WHOLE.check(checked), text
    for path in ("a.md", "a.txt"):
        data = f"{text}\n\n{FILLER}".encode()
        if HELD.passed_over(data, partial(glance, data, path)):
            assert not WHOLE.check(read(data, path)), text


@given(st.lists(st.tuples(st.sampled_from([*ROWS, *LABELS, *LABELS * 20]), GLUE), max_size=6))
@settings(max_examples=600, deadline=None)
def test_nothing_that_counts_is_passed_over(parts: list[tuple[str, str]]) -> None:
    same("".join(row + glue for row, glue in parts))


@pytest.mark.parametrize("row", ROWS[::7])
def test_one_row_beside_a_label(row: str) -> None:
    same(f"We {row} here.\n\nHe is an addict and a user.")


def test_on_real_pages() -> None:
    passed = 0
    for file in sorted(CORPORA.glob("dev/*.yaml"))[::3]:
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            if not isinstance(entry, dict) or "text" not in entry:
                continue
            checked = page(entry["text"])
            found = HELD.check(checked)
            assert found == WHOLE.check(checked), entry["text"]
            passed += Gate.is_elsewhere(HELD._gate, (one.text for one in checked.blocks))
    assert passed > 20


def test_own_words_count_on_any_page(tmp_path: Path) -> None:
    write(tmp_path / "teller.yaml", RULE.format(name="teller"))
    rules = indexed_rules([tmp_path])
    assert rules is not None
    pipeline = Pipeline(rules, Options(passes_over=True))
    assert [one.rule for one in pipeline.check(page("The teller counts."))] == ["teller"]
    assert not pipeline.check(page("An addict counts."))


NARRATIVE = """
    id: own-story
    kind: narrative
    category: own
    severity: warning
    title: A title
    why: A reason.
    sources: [judgment]
    roles:
      them: [tellers]
      act: {claim: true, words: [count badly]}
    structures:
      - {of: [them, act], confidence: high}
    advice: Say it another way.
    examples:
      - flag: "[Tellers count badly.]"
      - flag: "Our [tellers count badly] here."
"""


def test_own_stories_do_only_where_drugs_are_the_subject(tmp_path: Path) -> None:
    write_rule(tmp_path, "own-story", NARRATIVE)
    rules = load_ruleset([tmp_path], select=["own-story"])
    held, whole = Pipeline(rules, Options(passes_over=True)), Pipeline(rules)
    told = page("Our tellers count badly.")
    assert held.check(told) == whole.check(told)


def test_an_expression_of_any_words_passes_nothing_over() -> None:
    anything = joined(TOPIC, Topic([[]], [], []))
    assert anything.may_stand_in([" the roof "], RUN_TOGETHER)
    assert anything.may_stand_among(["the", "roof"], RUN_TOGETHER)


def test_what_is_noted_beside_a_page_is_searched_where_it_is_checked() -> None:
    noted = replace(page("Words."), comments=(block("He is a junkie."),))
    for comments, count in ((False, 0), (True, 1)):
        options = Options(passes_over=True, comments=comments)
        assert len(HELD.check(noted, options)) == count
    short = Document("a.md", "markdown", "", (block("An addict."),), comments=(block(FILLER),))
    assert HELD.check(short, Options(passes_over=True, comments=True))


def test_without_words_that_name_drugs_nothing_is_passed_over() -> None:
    pack = replace(RULES.pack, cues={})
    assert topic_of([], pack).may_stand_in([" the roof "], RUN_TOGETHER)


@pytest.mark.parametrize(
    "text", ["Well, we gonna meeting.", "They cant get clean.", "They gonna gonna meeting."]
)
def test_words_that_are_run_together_have_parts(text: str) -> None:
    named = Topic([[["na meeting"]], [["can get clean"]]], [], [])
    whole = f" {text.lower().strip('.').replace(',', '')} "
    together = {"gonna": ("gon", "na"), "cant": ("can", "nt")}
    expected = "gonna" in text
    assert named.may_stand_in([whole], together) is expected
    assert named.may_stand_among(whole.split(), together) is expected
