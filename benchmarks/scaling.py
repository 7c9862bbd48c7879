"""How time and memory grow: with bytes, with files and with rules. `benchmarks.speed` runs it.

Only personfirst is measured, once each: what counts is the ratio of neighbours. Rules are those of
a folder of one's own, made up of words that no page holds and of words that many do.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.process import OURS, Spent, run
from benchmarks.prose import Writer, write_folder

_PER_FOLDER = 20_000
"""Pages of 5 KB that are written at once: 100 MB."""
_OWN_RULES = 450
"""As many as are built in."""
_RULE = """\
id: {name}
category: house
severity: warning
title: A word that the house avoids
why: Made up, to see what a rule costs.
sources: [judgment]
match:
  nouns: ["{first} {second}", "({first}|{second}) of the {third}"]
advice: Write something else.
examples:
  - flag: "They met the [{first} {second}] there."
  - flag: "Some [{first} {second}]."
  - pass: "Nothing of the kind."
"""
_COMMON = ("grant", "budget", "library", "kits", "summer", "street", "nurse", "plan", "bus")


def scaling(limit: float, *, large: bool) -> str:
    """A table as Markdown; without `large` only what takes seconds."""
    lines = [
        "| personfirst alone | wall s | processor s | peak MB | MB a second |",
        "| --- | --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for title, size, spent in (*_by_bytes(home, limit, large), *_by_rules(home, limit, large)):
            if spent is None:
                lines.append(f"| {title} | not run, or too slow | | | |")
                continue
            lines.append(
                f"| {title} | {spent.wall:.2f} | {spent.cpu:.2f} | {spent.peak:.0f} "
                f"| {size / 1_000_000 / spent.wall:.2f} |"
            )
    return "\n".join(lines) + "\n"


Measured = tuple[str, int, Spent | None]


def _by_bytes(home: Path, limit: float, large: bool) -> Iterator[Measured]:
    """Prose of 1, 10, 100 and 1,000 MB, in pages of 5 KB and in files of 10 MB."""
    for megabytes in (1, 10, 100, 1_000) if large else (1, 10):
        title = f"{megabytes:,} MB in pages of 5 KB, clean"
        yield _checked(home, title, limit, lambda at, mb=megabytes: _pages(at, mb))
    for megabytes in (10, 100) if large else ():
        title = f"{megabytes:,} MB in files of 10 MB, clean"
        yield _checked(home, title, limit, lambda at, mb=megabytes: _long_files(at, mb))


def _by_rules(home: Path, limit: float, large: bool) -> Iterator[Measured]:
    """1 MB with no rules of one's own, and with 1, 4 and 16 times as many as are built in."""
    for times in (0, 1, 4, 16) if large else (0, 1):
        title = f"1 MB, {times} × {_OWN_RULES} rules of one's own"
        rules = home / "rules"
        rules.mkdir()
        for number in range(times * _OWN_RULES):
            (rules / f"house-{number}.yaml").write_text(_rule(number), encoding="utf-8")
        options = ("--config", str(_config(home, rules)))
        yield _checked(home, title, limit, lambda at: _pages(at, 1), options)
        shutil.rmtree(rules)


def _rule(number: int) -> str:
    """A rule whose words are made up, but for one in three."""
    common = _COMMON[number % len(_COMMON)]
    words = [f"{'bcdfgklmnprst'[number // 13**at % 13]}a" for at in range(4)]
    made = "".join(words)
    first = common if number % 3 == 0 else f"{made}wick"
    return _RULE.format(name=f"house-{number}", first=first, second=f"{made}dom", third=common)


def _config(home: Path, rules: Path) -> Path:
    file = home / "personfirst.toml"
    file.write_text(f"[rules]\nfolders = [{str(rules)!r}]\n", encoding="utf-8")
    return file


def _pages(folder: Path, megabytes: int) -> None:
    pages = megabytes * 200
    for start in range(0, pages, _PER_FOLDER):
        part = folder / f"shelf{start // _PER_FOLDER:02}"
        write_folder(part, min(_PER_FOLDER, pages - start), ambiguous=0)


def _long_files(folder: Path, megabytes: int) -> None:
    for number in range(megabytes // 10):
        with (folder / f"{number:03}.md").open("w", encoding="utf-8") as out:
            out.writelines(Writer(seed=number, ambiguous=0).markdown(10_000_000))


def _checked(
    home: Path,
    title: str,
    limit: float,
    make: Callable[[Path], None],
    options: tuple[str, ...] = (),
) -> Measured:
    folder = home / "prose"
    folder.mkdir()
    make(folder)
    size = sum(file.stat().st_size for file in folder.rglob("*.md"))
    command = [one for one in OURS if not options or one != "--isolated"]
    spent = run((*command, "--no-cache", *options, "."), folder, limit)
    shutil.rmtree(folder)
    return title, size, spent
