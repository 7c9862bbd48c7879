"""The cache: it changes how long a check takes, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pytest

from personfirst.app.baseline import Baseline, Known
from personfirst.app.cache import FOLDER, Cache, cache_folder, clean, open_cache, sweep
from personfirst.app.check import check_paths
from personfirst.app.config import Settings, override_settings
from personfirst.app.kept import Kept, read_entry, written
from personfirst.app.scope import Scope
from personfirst.app.tally import Checked
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError
from personfirst.model.finding import Finding
from personfirst.model.fingerprint import finding_key

REPOSITORY = Path(__file__).parents[2]
FLAGGED = "The outreach van serves tenants and addicts on Fifth Street.\n"


@pytest.fixture(autouse=True)
def without_builtin_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the built-in rules are wanted, and code that changes meanwhile is of no interest."""
    monkeypatch.setattr("personfirst.app.cache._code", str)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(FLAGGED, encoding="utf-8")
    return tmp_path


def run(
    *paths: str | Path, settings: Settings | None = None, scope: Scope | None = None
) -> Checked:
    chosen = settings or Settings()
    return check_paths(paths or ["."], chosen, scope=scope, cache=open_cache(chosen))


def entries(folder: Path) -> list[Path]:
    return sorted(one for one in (folder / FOLDER / "entries").glob("*/*") if one.is_file())


def timeless(checked: Checked) -> Checked:
    return checked._replace(report=checked.report._replace(seconds=0.0))


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no file can be checked: what is still found was in the cache."""

    def refuse(*_: object) -> None:
        raise AssertionError("the rules were read")

    monkeypatch.setattr("personfirst.app.late_rules.rules_to_run", refuse)


@pytest.mark.parametrize("severity", [Severity.SUGGESTION, Severity.WARNING])
def test_findings_are_the_same_with_and_without_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, severity: Severity
) -> None:
    pages = [REPOSITORY / "examples", *sorted((REPOSITORY / "corpora" / "dev").rglob("*.md"))[:12]]
    settings = Settings(severity=severity)
    without = timeless(check_paths(pages, settings))
    assert len(without.report.findings) > 20
    assert timeless(run(*pages, settings=settings)) == without
    unread(monkeypatch)
    assert timeless(run(*pages, settings=settings)) == without


def test_a_file_is_known_by_its_bytes_not_its_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run("a.md").report
    (folder / "copy").mkdir()
    (folder / "a.md").rename(folder / "copy" / "a.md")
    unread(monkeypatch)
    after = run("copy/a.md").report
    assert [one.place.path for one in before.findings] == ["a.md"]
    assert [one.place.path for one in after.findings] == ["copy/a.md"]
    assert after.sources == {"copy/a.md": {1: FLAGGED.strip()}}


def test_other_text_another_name_and_other_settings_are_checked_anew(folder: Path) -> None:
    run("a.md")
    first = len(entries(folder))
    (folder / "b.md").write_text(FLAGGED, encoding="utf-8")
    (folder / "a.md").write_text("All is well.\n", encoding="utf-8")
    assert [one.place.path for one in run().report.findings] == ["b.md"]
    news = override_settings(Settings(), style="news")
    (suggestion, *_) = run("b.md", settings=news).report.findings[0].suggestions
    assert suggestion.style == "news"
    muted = override_settings(Settings(), ignore=("person-label",))
    assert run("b.md", settings=muted).report.unmuted == ()
    assert len(entries(folder)) > first


def test_what_was_kept_without_comments_says_nothing_about_them(folder: Path) -> None:
    said = "Our addicts"
    about = '<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana'
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    (folder / "plan.fodt").write_text(
        f'<office:document xmlns:office="{office}office:1.0" xmlns:text="{office}text:1.0">'
        f"<office:body><office:text><text:p>Help is near.{about}</dc:creator><text:p>{said}"
        "</text:p></office:annotation></text:p></office:text></office:body></office:document>",
        encoding="utf-8",
    )
    for comments in (False, True, False):
        settings = Settings(comments=comments)
        for _ in range(2):
            found = run("plan.fodt", settings=settings).report.findings
            labels = [one.place.label for one in found]
            assert labels == ["comment 1 by Ana"] * comments


def test_a_rule_folder_that_changes_is_read_anew(folder: Path) -> None:
    source = REPOSITORY / "tests" / "house-rules"
    house = folder / "rules"
    shutil.copytree(source, house)
    settings = Settings(rule_folders=(house,))
    before, again = open_cache(settings), open_cache(settings)
    changed = next(house.rglob("*.yaml"))
    changed.write_text(changed.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    after = open_cache(settings)
    assert before is not None and again is not None and after is not None
    assert before.run == again.run != after.run


def test_a_comment_that_expires_is_noticed_on_its_day(folder: Path) -> None:
    comment = "<!-- personfirst: ignore-next-line until=2027-01-31 -- quoted by law -->\n"
    (folder / "a.md").write_text(comment + FLAGGED, encoding="utf-8")
    days = [date(2027, 1, day) for day in (1, 2, 31)] + [date(2027, 2, 1), date(2027, 2, 2)]
    for day in (*days, days[0]):
        scope = Scope(today=day)
        without = timeless(check_paths(["a.md"], scope=scope))
        assert timeless(run("a.md", scope=scope)) == without
        assert bool(without.report.unmuted) is (day > days[2])
    kept = [read_entry(one.read_bytes()) for one in entries(folder)]
    assert {(one.first, one.last) for one in kept if one and one.findings} == {("", "2027-01-31")}


def test_a_baseline_is_applied_to_what_is_kept(folder: Path) -> None:
    (finding,) = run("a.md").report.unmuted
    for _ in range(2):
        known = Known(Baseline(folder / "known.json", {finding_key(finding): 1}))
        checked = run("a.md", scope=Scope(known=known))
        assert (checked.report.unmuted, checked.stale) == ((), {})
    assert run("a.md").report.unmuted == (finding,)


def signed(text: bytes) -> bytes:
    """An entry that holds a text."""
    return blake2b(text, digest_size=16).hexdigest().encode() + b"\n" + text


def hostile(name: str, entry: bytes) -> bytes:
    """An entry as a damaged disk or somebody else may leave it."""
    kept = read_entry(entry)
    assert kept is not None and kept.findings
    finding: Finding = kept.findings[0]
    far = finding._replace(place=finding.place._replace(line=1, end_line=10**8))
    made = {
        "cut short": entry[: len(entry) // 2],
        "empty": b"",
        "one bit": entry[:-20] + bytes([entry[-20] ^ 1]) + entry[-19:],
        "not json": b"0" * 32 + b"\n[[[",
        "lines that are not there": written(kept._replace(findings=(far,))),
        "no lines": written(kept._replace(lines=())),
        "wrong type": written(kept._replace(words="many")),  # type: ignore[arg-type]
        "wrong finding": signed(b'[[7],[],0,[],"",""]'),
        "wrong place": signed(b'[[["a.md"]],[],0,[],"",""]'),
        "wrong problem": signed(b'[[],[{}],0,[],"",""]'),
        "no list": signed(b'{"findings": 7}'),
        "unknown severity": written(
            kept._replace(findings=(finding._replace(severity="fatal"),))  # type: ignore[arg-type]
        ),
        "a number for ever": b"9" * 5000,
    }
    return made[name]


@pytest.mark.parametrize(
    "name",
    [
        "cut short", "empty", "one bit", "not json", "lines that are not there", "no lines",
        "wrong type", "wrong finding", "wrong place", "wrong problem", "no list", "unknown severity",
        "a number for ever",
    ],
)  # fmt: skip
def test_a_damaged_or_hostile_entry_is_passed_over(folder: Path, name: str) -> None:
    without = timeless(run("a.md"))
    damaged = 0
    for file in entries(folder):
        entry = file.read_bytes()
        kept = read_entry(entry)
        if kept is not None and kept.findings:
            file.write_bytes(hostile(name, entry))
            damaged += 1
    assert damaged == 1
    assert timeless(run("a.md")) == without
    assert all(read_entry(file.read_bytes()) for file in entries(folder))  # written anew


def test_nesting_without_end_is_no_entry() -> None:
    assert read_entry(signed(b"[" * 200_000)) is None


def test_what_is_read_has_the_path_that_is_asked_for(folder: Path) -> None:
    run("a.md")
    (kept,) = (
        kept
        for file in entries(folder)
        if (kept := read_entry(file.read_bytes(), "b/c.md")) and kept.findings
    )
    assert {one.place.path for one in kept.findings} == {"b/c.md"}
    assert all(b"a.md" not in file.read_bytes() for file in entries(folder))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes in folders")
def test_a_pipe_or_a_link_in_the_place_of_an_entry_does_not_stop_a_run(folder: Path) -> None:
    without = timeless(run("a.md"))
    first, *rest = entries(folder)
    first.unlink()
    os.mkfifo(first)
    for file in rest:
        file.unlink()
        file.symlink_to("/dev/zero")
    assert timeless(run("a.md")) == without


def test_what_one_keeps_is_what_one_reads() -> None:
    kept = Kept((), (), 7, ((1, "a \udcff line\u2028"),), "2026-01-01", "")
    assert read_entry(written(kept)) == kept


def test_it_lies_beside_the_configuration_and_is_out_of_everybodys_way(folder: Path) -> None:
    run("a.md")
    home = folder / FOLDER
    assert cache_folder(Settings()) == home
    assert cache_folder(Settings(file=folder / "site" / "personfirst.toml")).parent.name == "site"
    assert (home / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806")
    assert (home / ".gitignore").read_text() == "*\n"
    subprocess.run(["git", "init", "-q"], check=True)
    status = ["git", "status", "--short", "--untracked-files=all"]
    assert subprocess.run(status, capture_output=True, check=True).stdout == b"?? a.md\n"


def test_nothing_is_left_where_nothing_can_be_written(folder: Path) -> None:
    (folder / FOLDER).write_text("a file in the way", encoding="utf-8")
    assert open_cache(Settings()) is None
    assert len(run("a.md").report.findings) == 1
    below = Settings(cache_dir=folder / "a.md" / "cache")
    cache = Cache(folder / "a.md" / "cache", b"")
    cache.put("0" * 64, Kept((), (), 0, ()))
    assert cache.failed and not cache.wrote
    with pytest.raises(ConfigError, match="no cache of personfirst"):
        open_cache(below._replace(cache_dir=folder))


def test_clean_removes_the_cache_and_nothing_else(folder: Path) -> None:
    run("a.md")
    home, count = folder / FOLDER, len(entries(folder))
    (home / "notes.txt").write_text("mine", encoding="utf-8")
    (home / "entries" / "ab").mkdir(exist_ok=True)
    (home / "entries" / "ab" / "letter.md").write_text("mine", encoding="utf-8")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ("0" * 62)).write_text("not an entry of this cache", encoding="utf-8")
    if os.name != "nt":
        (home / "entries" / "00").symlink_to(elsewhere)
    assert clean(home) == count
    left = {one.name for one in home.rglob("*") if one.is_file() and not one.is_symlink()}
    assert left >= {"notes.txt", "letter.md"} and "CACHEDIR.TAG" not in left
    assert (elsewhere / ("0" * 62)).exists()
    with pytest.raises(ConfigError, match="nothing was removed"):
        clean(folder)
    assert clean(folder / "nowhere") == 0


def test_sweeping_drops_the_oldest_and_what_killed_runs_left(folder: Path) -> None:
    cache = Cache(folder / FOLDER, b"")
    for number in range(10):
        cache.put(f"{number:02}" + "a" * 62, Kept((), (), number, ()))
    files = entries(folder)
    for age, file in enumerate(files):
        os.utime(file, (time.time() - age * 60,) * 2)
    draft = files[0].with_name(f"{files[0].name}.{'0' * 16}.tmp")
    draft.write_bytes(b"half")
    os.utime(draft, (0, 0))
    sweep(folder / FOLDER, most=files[0].stat().st_size * 4)
    assert entries(folder) == files[:4]


def test_runs_beside_each_other_agree(folder: Path) -> None:
    for number in range(6):
        (folder / f"page{number}.md").write_text(FLAGGED, encoding="utf-8")
    command = [sys.executable, "-m", "personfirst", "check", "--isolated", "--quiet", "."]
    command += ["--output-format", "concise"]

    def once(_: int) -> bytes:
        environment = {**os.environ, "PERSONFIRST_CACHE_DIR": str(folder / FOLDER)}
        return subprocess.run(
            command, capture_output=True, check=False, env=environment, timeout=120
        ).stdout

    with ThreadPoolExecutor(3) as pool:
        outputs = set(pool.map(once, range(6)))
    assert len(outputs) == 1
    assert outputs.pop().count(b"addict") >= 7
    assert all(read_entry(file.read_bytes()) for file in entries(folder))


def test_a_known_file_needs_no_rules_and_no_yaml(folder: Path) -> None:
    (folder / "house").mkdir()
    (folder / "personfirst.toml").write_text('[rules]\nfolders = ["house"]\n', encoding="utf-8")
    code = (
        "import sys\n"
        "from personfirst.app import late_rules\n"
        "from personfirst.app.cache import open_cache\n"
        "from personfirst.app.check import check_paths\n"
        "from personfirst.app.config_find import load_settings\n"
        "read, real = [], late_rules.rules_to_run\n"
        "late_rules.rules_to_run = lambda settings: read.append('rules') or real(settings)\n"
        "settings = load_settings()\n"
        "checked = check_paths(['a.md'], settings, cache=open_cache(settings))\n"
        "print(len(checked.report.findings), read, 'yaml' in sys.modules)\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
        ).stdout
        for _ in range(2)
    ]
    assert outputs[0].startswith("1 ['rules'] ")
    assert outputs[1] == "1 [] False\n"


@pytest.mark.parametrize("seconds", [0.0, float("nan")])
def test_nothing_is_kept_of_a_file_whose_time_was_up(folder: Path, seconds: float) -> None:
    assert (
        "was not checked to its end" in run(settings=Settings(timeout=seconds)).unreadable[0].reason
    )
    assert len(run(settings=Settings(timeout=60.0)).report.unmuted) == 1
