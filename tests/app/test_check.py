"""Checking files and texts: findings with their lines, problems, exit statuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app import in_turn as module
from personfirst.app.check import check_paths, check_text
from personfirst.app.config import Settings, override_settings
from personfirst.app.discover import Target
from personfirst.formats import registry
from personfirst.model.choices import Severity

MINUTES = """\
# Board of Supervisors, 14 May

Sheriff Ortiz said the frequent flyers at the Elm Street clinic were down by a third.
The airline sent its frequent flyer desk.
"""


def test_findings_come_with_their_source_lines(folder: Path, house: Settings) -> None:
    (folder / "minutes.md").write_text(MINUTES, encoding="utf-8")
    report = check_paths(["minutes.md"], house).report
    [finding] = report.unmuted
    assert (finding.place.path, finding.place.line, finding.place.column) == ("minutes.md", 3, 24)
    assert finding.rule == "house-frequent-flyer"
    assert report.sources["minutes.md"][3].startswith("Sheriff Ortiz")
    assert (report.files, report.words) == (1, 28)


def test_muted_findings_are_kept_apart(house: Settings) -> None:
    report = check_text(MINUTES, house, filename="minutes.md").report
    assert len(report.findings) == 2
    assert len(report.unmuted) == 1


def test_a_clean_text_is_clean(house: Settings) -> None:
    checked = check_text("Naloxone is free at every library.", house)
    assert checked.report.findings == ()
    assert checked.exit_status(Severity.SUGGESTION) == 0


@pytest.mark.parametrize(
    ("text", "error", "warning", "suggestion"),
    [
        ("The dope house on Fifth Street was sold.", 1, 1, 1),
        ("Two frequent flyers waited.", 0, 1, 1),
        ("Fifth Street has a drug problem.", 0, 0, 1),
    ],
)
def test_exit_status_by_severity(
    house: Settings, text: str, error: int, warning: int, suggestion: int
) -> None:
    checked = check_text(text, house)
    assert checked.exit_status(Severity.ERROR) == error
    assert checked.exit_status(Severity.WARNING) == warning
    assert checked.exit_status(Severity.SUGGESTION) == suggestion
    assert checked.exit_status(Severity.SUGGESTION, exit_zero=True) == 0


def test_the_lowest_severity_to_report(house: Settings) -> None:
    text = "The dope house. Two frequent flyers waited. It has a drug problem."
    settings = override_settings(house, severity=Severity.WARNING)
    rules = [finding.rule for finding in check_text(text, settings).report.findings]
    assert rules == ["house-dope-house", "house-frequent-flyer"]


def test_a_missing_path_fails_but_the_rest_is_checked(folder: Path, house: Settings) -> None:
    (folder / "a.md").write_text("Two frequent flyers waited.", encoding="utf-8")
    checked = check_paths(["nope.md", "a.md"], house)
    assert len(checked.report.unmuted) == 1
    assert [problem.path for problem in checked.report.problems] == ["nope.md"]
    assert checked.exit_status(Severity.WARNING, exit_zero=True, skip_unreadable=True) == 2


def test_an_unreadable_file_fails_unless_skipped(folder: Path, house: Settings) -> None:
    (folder / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    (folder / "photo.xyz").write_bytes(b"")
    checked = check_paths(["scan.txt", "photo.xyz"], house)
    assert [problem.path for problem in checked.report.problems] == ["scan.txt", "photo.xyz"]
    assert checked.report.files == 0
    assert checked.exit_status(Severity.WARNING) == 2
    assert checked.exit_status(Severity.WARNING, skip_unreadable=True) == 0


def test_an_error_of_the_system_is_a_problem(
    folder: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text("Two frequent flyers waited.", encoding="utf-8")
    (folder / "b.md").write_text("Two frequent flyers waited.", encoding="utf-8")
    reading = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return reading(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    checked = check_paths(["."], house)
    [problem] = checked.unreadable
    assert (problem.path, problem.reason) == ("a.md", "permission denied")
    assert len(checked.report.unmuted) == 1


def test_a_broken_link_and_a_huge_file_are_problems(
    folder: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        (folder / "gone.md").symlink_to(folder / "nowhere.md")
    except OSError:
        pytest.skip("no links here")
    (folder / "huge.md").write_text("word " * 10, encoding="utf-8")
    monkeypatch.setattr(module, "MAX_BYTES", 20)
    reasons = [problem.reason for problem in check_paths(["."], house).unreadable]
    assert reasons == ["is a broken link", "is larger than 0 MB"]


def test_a_fault_in_one_document_leaves_the_others(
    folder: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text("Two frequent flyers waited.", encoding="utf-8")
    (folder / "b.md").write_text("Two frequent flyers waited.", encoding="utf-8")
    reading = registry.read

    def stumble(data: bytes, path: str) -> object:
        if path == "a.md":
            raise ValueError("unexpected list")
        return reading(data, path)

    monkeypatch.setattr(module, "read", stumble)
    with pytest.raises(ValueError, match="unexpected list"):
        check_paths(["."], house)
    monkeypatch.setattr(module, "RAISE_FAULTS", False)
    checked = check_paths(["."], house)
    [problem] = checked.broken
    assert "a fault of personfirst" in problem.reason
    assert "ValueError at app/in_turn.py:" in problem.reason
    assert len(checked.report.unmuted) == 1
    assert checked.exit_status(Severity.WARNING, skip_unreadable=True) == 2


def test_standard_input_stands_beside_files(folder: Path, house: Settings) -> None:
    (folder / "a.md").write_text("Two frequent flyers waited.", encoding="utf-8")
    stdin = Target("draft.html", data=b"<p>One frequent flyer waited.</p>")
    report = check_paths(["-", "a.md"], house, stdin=stdin).report
    assert [finding.place.path for finding in report.unmuted] == ["draft.html", "a.md"]


def test_progress_counts_to_the_end(folder: Path, house: Settings) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text("Nothing to report.", encoding="utf-8")
    seen: list[tuple[int, int]] = []
    check_paths(["."], house, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_a_file_full_of_findings_is_bounded_and_says_so(
    tmp_path: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("personfirst.pipeline.MOST_FINDINGS", 5)
    monkeypatch.setattr("personfirst.app.in_turn.MOST_FINDINGS", 5)
    file = tmp_path / "page.txt"
    file.write_text("The van serves frequent flyers. " * 9, encoding="utf-8")
    checked = check_paths([file], house)
    assert len(checked.report.findings) == 5
    assert "the rest of the file was not checked" in checked.report.problems[0].reason
    assert checked.exit_status(Severity.WARNING) == 2
