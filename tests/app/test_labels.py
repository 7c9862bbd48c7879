"""Labels are found in the text, and a label file that cannot be used says where and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app.labels import labelled_documents, place_labels, read_labels
from personfirst.formats.registry import parse
from personfirst.model.errors import ConfigError, RuleError
from personfirst.model.score import Label

MINUTES = """\
# Minutes

The board heard that *drug
addicts* sleep “on the steps”. Ms. Ortiz said that drug addicts is the wrong word.

- Users of the library need a card
- Drug addicts do not
"""


def labels_of(folder: Path, labels: str, text: str = MINUTES) -> tuple[list[Label], list[str]]:
    file = folder / "minutes.md.yaml"
    file.write_text(f"genre: minutes\nlabels:\n{labels}", encoding="utf-8")
    found, problems = place_labels(read_labels(file), parse(text, "minutes.md"))
    return found, [f"{one.line}: {one.reason}" for one in problems]


def test_labels_of_the_same_words_stand_one_after_the_other(tmp_path: Path) -> None:
    found, problems = labels_of(
        tmp_path,
        "  - {flag: drug addicts, severity: error, category: person-label}\n"
        "  - {ok: drug addicts, because: mention}\n",
    )
    assert not problems
    assert [MINUTES[one.start : one.end] for one in found] == ["drug\naddicts", "drug addicts"]
    assert [one.line for one in found] == [3, 4]


def test_a_longer_stretch_says_which_words_are_meant(tmp_path: Path) -> None:
    found, _ = labels_of(
        tmp_path, "  - {ok: drug addicts, in: drug addicts is the, because: mention}\n"
    )
    assert found[0].line == 4


def test_quotation_marks_of_any_kind_are_the_same(tmp_path: Path) -> None:
    found, problems = labels_of(
        tmp_path, "  - tells: us-vs-them\n    words: 'drug addicts sleep \"on the steps\".'\n"
    )
    assert not problems
    assert MINUTES[found[0].end - 2 : found[0].end] == "”."


def test_a_passage_may_span_list_items(tmp_path: Path) -> None:
    found, problems = labels_of(
        tmp_path, "  - {tells: us-vs-them, words: need a card Drug addicts do not}\n"
    )
    assert not problems
    assert MINUTES[found[0].start : found[0].end].startswith("need a card\n- Drug")


def test_words_that_are_not_there_are_named_with_their_line(tmp_path: Path) -> None:
    _, problems = labels_of(tmp_path, "  - {flag: junkies}\n  - {flag: the board, in: board}\n")
    assert problems[0] == "3: the text has no “junkies”"
    assert problems[1].startswith("4: ")


def test_more_labels_than_places_are_named(tmp_path: Path) -> None:
    _, problems = labels_of(tmp_path, "  - {flag: library}\n" * 2)
    assert problems == ["4: the text has no more “library”"]


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("{words: addicts}", "flag, ok, tells, tells-not"),
        ("{flag: addicts, ok: addicts}", "flag, ok, tells, tells-not"),
        ("{flag: addicts, severity: bad}", "'bad' is not one of error"),
        ("{flag: addicts, becuase: mention}", "unknown key 'becuase'"),
        ("{ok: addicts, because: mentioned}", "did you mean 'mention'"),
        ("{tells: enabling}", "needs the words"),
        ("{flag: addicts, disputed: third}", "'third' is not one of first, second"),
    ],
)
def test_a_label_that_cannot_be_used_is_an_error_with_its_line(
    tmp_path: Path, label: str, reason: str
) -> None:
    with pytest.raises(RuleError, match=r"minutes\.md\.yaml:3: ") as caught:
        labels_of(tmp_path, f"  - {label}\n")
    assert reason in str(caught.value)


def test_documents_are_those_with_labels_beside_them(tmp_path: Path) -> None:
    for name in ("a.md", "a.md.yaml", "b.md", "c.txt.yaml", ".git/d.md", ".git/d.md.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("labels: []\n", encoding="utf-8")
    assert list(labelled_documents([tmp_path])) == [tmp_path / "a.md"]
    assert labelled_documents([tmp_path / "a.md"]) == {tmp_path / "a.md": tmp_path / "a.md.yaml"}
    with pytest.raises(ConfigError, match=r"has no labels; write them into b\.md\.yaml"):
        labelled_documents([tmp_path / "b.md"])
    with pytest.raises(ConfigError, match="no such file"):
        labelled_documents([tmp_path / "none"])
