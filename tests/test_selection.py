"""Rules that are chosen for one file find what they find where only they run."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.formats.registry import kind_for, read
from personfirst.model.choices import Severity
from personfirst.model.document import Document
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from personfirst.rulebook.selection import Selection

EVERY = load_ruleset()
FOLDER = Path(__file__).parents[1] / "corpora" / "dev" / "documents"
SEVERITIES = {"us-vs-them": Severity.SUGGESTION, "person-label": Severity.SUGGESTION}
TALE = (
    "Drug users gather behind the library after dark. We must keep them away from our children. "
    "She was an innocent victim of the opioid epidemic, not like those junkies and addicts."
)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    files = [file for file in sorted(FOLDER.iterdir()) if kind_for(file.name) is not None]
    return [
        read(TALE.encode(), "tale.txt"),
        *(read(file.read_bytes(), file.name) for file in files[::12]),
    ]


@pytest.mark.parametrize(
    "selection",
    [
        Selection(ignore=("second-opinion",)),
        Selection(ignore=("narratives",)),
        Selection(ignore=("person-label", "us-vs-them")),
        Selection(select=("person-label", "slur")),
        Selection(select=("slur",), extend_select=("us-vs-them", "second-opinion")),
    ],
)
def test_a_selection_for_a_file_is_one_for_a_run(
    documents: list[Document], selection: Selection
) -> None:
    chosen = Pipeline(
        load_ruleset(
            select=selection.select,
            extend_select=selection.extend_select,
            ignore=selection.ignore,
            severities=SEVERITIES,
        )
    )
    every = Pipeline(EVERY)
    one = Options(show_muted=True)
    other = Options(show_muted=True, selection=selection, severities=SEVERITIES)
    found = 0
    for document in documents:
        expected = chosen.check(document, one)
        assert every.check(document, other) == expected, document.path
        found += len(expected)
    assert found
