"""What the product must show on real input."""

from __future__ import annotations

from pathlib import Path

import personfirst
from personfirst.formats.registry import kind_for, read
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.index import indexed_rules
from personfirst.rulebook.ruleset import load_ruleset

ROOT = Path(__file__).parents[1]


def test_the_handout_is_not_guilty_of_its_mentions(shared: Path) -> None:
    report = personfirst.check_paths([shared / "samples" / "coalition-handout.txt"])
    assert [f.text for f in report.unmuted if f.severity != "suggestion"] == []
    mentioned = {f.text for f in report.findings if f.muted and f.muted.filter == "mention"}
    assert {"drug addict", "user", "heroin addicts"} <= mentioned


def test_other_subjects_are_left_alone() -> None:
    report = personfirst.check_paths([ROOT / "corpora" / "dev" / "out-of-domain"])
    assert report.words > 25_000
    assert [(f.place.path, f.rule, f.text) for f in report.unmuted] == []


def test_the_examples_folder_has_something_to_say() -> None:
    report = personfirst.check_paths([ROOT / "examples"])
    assert report.problems == ()
    assert 15 <= len(report.unmuted) <= 40
    guide = [f for f in report.unmuted if f.place.path.endswith("style-guide.md")]
    assert len(guide) == 1


def test_rules_by_their_index_find_the_same() -> None:
    indexed = indexed_rules()
    assert indexed is not None, "run python docs/generate.py"
    options = Options(show_muted=True)
    some, every = Pipeline(indexed, options), Pipeline(load_ruleset(), options)
    for file in sorted((ROOT / "corpora" / "dev" / "documents").iterdir()):
        if kind_for(file.name) is None:
            continue
        document = read(file.read_bytes(), file.name)
        assert some.check(document) == every.check(document), file.name
