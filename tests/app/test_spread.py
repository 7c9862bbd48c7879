"""A check in several processes finds what a check in one does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from personfirst.app import spread, workers
from personfirst.app.cache import open_cache
from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.discover import Target
from personfirst.app.scope import Scope
from personfirst.app.spread import workers_for
from personfirst.app.tally import Checked
from personfirst.model.errors import RuleError
from tests.helpers import FILLER

WORDS = ("The airport clinic sees few frequent flyers.", "Naloxone is free.", "Call 211 at night.")


@pytest.fixture
def many(folder: Path) -> Path:
    """More files than two tasks hold, one that cannot be read, and one with a remark."""
    for number in range(130):
        text = f"# Minutes {number}\n\n{WORDS[number % 3]}\n"
        (folder / f"minutes-{number:03}.md").write_text(text, encoding="utf-8")
    (folder / "minutes-040.md").write_bytes(b"\x00\x01\x02\xff" * 50)
    (folder / "minutes-041.md").write_text(
        "<!-- personfirst-disable-next-line nosuch -->\nFrequent flyers wait.\n", encoding="utf-8"
    )
    return folder


def same(checked: Checked) -> Checked:
    return checked._replace(report=checked.report._replace(seconds=0))


@pytest.mark.parametrize("fork", [True, False])
def test_the_report_is_the_same_with_any_number(
    many: Path, house: Settings, monkeypatch: pytest.MonkeyPatch, fork: bool
) -> None:
    if fork and not workers.may_fork():
        pytest.skip("no safe fork here")
    monkeypatch.setattr(workers, "may_fork", lambda: fork)
    settings = house if fork else house._replace(rule_folders=house.rule_folders)
    alone = same(check_paths(["."], settings))
    assert alone.report.findings
    assert alone.report.problems
    for jobs in (2, 3) if fork else (2,):
        assert same(check_paths(["."], settings, jobs=jobs)) == alone


def test_pages_are_passed_over_in_any_process(folder: Path) -> None:
    for number in range(4):
        (folder / f"{number}.md").write_text(f"{FILLER}\n\nClean users of the desk.\n")
    for passes_over, muted in ((False, 8), (True, 0)):
        scope = Scope(passes_over=passes_over)
        alone = same(check_paths(["."], scope=scope))
        assert len(alone.report.findings) == muted
        assert same(check_paths(["."], scope=scope, jobs=2)) == alone


def test_the_cache_takes_part(many: Path, house: Settings) -> None:
    alone = same(check_paths(["."], house))
    for _ in range(2):
        cache = open_cache(house)
        assert same(check_paths(["."], house, cache=cache, jobs=2)) == alone
    assert cache is not None
    assert not cache.wrote


def test_a_file_that_ends_the_process_is_a_problem_and_the_others_are_checked(
    many: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not workers.may_fork():
        pytest.skip("no safe fork here")
    whole = spread.check_targets

    def crash(targets: Sequence[Target], *others: object) -> None:
        if any(one.shown == "minutes-060.md" for one in targets):
            os._exit(1)
        whole(targets, *others)  # type: ignore[arg-type]

    alone = check_paths(["."], house)
    monkeypatch.setattr(spread, "check_targets", crash)
    checked = check_paths(["."], house, jobs=2)
    lost = [one for one in alone.report.findings if one.place.path == "minutes-060.md"]
    assert lost
    assert [one.path for one in checked.broken] == ["minutes-060.md"]
    assert checked.report.findings == tuple(one for one in alone.report.findings if one not in lost)


def test_an_error_of_the_rules_ends_the_run(many: Path) -> None:
    (many / "rules").mkdir()
    (many / "rules" / "broken.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(RuleError):
        check_paths(["."], Settings(rule_folders=(many / "rules",)), jobs=2)


def test_little_work_is_done_in_one_process(many: Path) -> None:
    targets = [Target(one.name, one) for one in sorted(many.glob("*.md"))]
    assert workers_for(targets) == 1
    assert workers_for(targets, 3) == 3
    assert workers_for(targets[:2], 8) == 2


def test_much_work_is_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "processors", lambda: 4)
    monkeypatch.setattr(spread, "may_fork", lambda: True)
    assert workers_for([Target("a.md", data="a" * 500_000)] * 3) == 4 - 1
    monkeypatch.setattr(spread, "may_fork", lambda: False)
    assert workers_for([Target("a.md", data="a" * 500_000)] * 3) == 1
