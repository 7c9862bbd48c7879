"""`--site` and `--source-dir`, and the cache's options, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Invoke

FOOTER = "<p>For the frequent flyers in our county.</p>"


def build(folder: Path) -> None:
    for number in range(5):
        page = folder / "public" / f"page{number}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"<p>Page {number}.</p>{FOOTER}", encoding="utf-8")


def test_json_tells_the_pages_and_the_status_is_that_of_all(county: Path, invoke: Invoke) -> None:
    build(county)
    ran = invoke("check", "public", "--output-format", "json")
    (finding,) = json.loads(ran.out)["findings"]
    assert ran.status == 1
    assert finding["path"] == "public/page0.html"
    assert finding["pages"] == [f"public/page{number}.html" for number in range(1, 5)]
    concise = invoke("check", "public", "--output-format", "concise", "--quiet").out
    assert "(and on 4 more pages)" in concise
    assert concise.count("\n") == 1


def test_a_finding_is_reported_in_its_source(county: Path, invoke: Invoke) -> None:
    build(county)
    (county / "content").mkdir()
    (county / "content" / "foot.md").write_text("\nFor the frequent flyers in our county.\n")
    ran = invoke("check", "public", "--source-dir", "content", "--output-format", "concise", "-q")
    assert ran.out.startswith("content/foot.md:2:9: ")
    assert "(built as public/page0.html, and on 4 more pages)" in ran.out
    (county / "content" / "more.md").write_text("\nTwo frequent flyers waited outside.\n")
    with (county / "public" / "page0.html").open("a", encoding="utf-8") as page0:
        page0.write("<p>Two frequent flyers waited outside.</p>")
    for page in range(1, 5):
        (county / "public" / f"page{page}.html").unlink()
    assert "in 1 of 1 file" in invoke("check", "public", "--source-dir", "content").out
    ran = invoke("check", "public", "--source-dir", "contents")
    assert (ran.status, ran.err) == (
        2,
        "personfirst: error: --source-dir contents: is no folder\n",
    )


def test_the_cache_is_kept_where_it_is_wanted_and_cleaned(
    county: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = invoke("check", "minutes.md", "--cache-dir", "kept")
    assert (county / "kept" / "CACHEDIR.TAG").is_file()
    assert invoke("check", "minutes.md", "--cache-dir", "kept") == first
    assert invoke("check", "minutes.md", "--no-cache") == first
    ran = invoke("clean", "--cache-dir", "kept")
    assert (ran.status, ran.err) == (0, "kept: removed (2 results)\n")
    assert not (county / "kept").exists()
    assert invoke("clean", "--cache-dir", "kept").err == "kept: there is no cache\n"
    monkeypatch.delenv("PERSONFIRST_CACHE_DIR")
    assert invoke("clean").err == ".personfirst_cache: there is no cache\n"
    ran = invoke("clean", "--cache-dir", "site")
    assert (ran.status, ran.err) == (
        2,
        "personfirst: error: site: is no cache of personfirst; nothing was removed\n",
    )


def test_nothing_is_kept_of_standard_input_fixes_and_where_it_is_not_wanted(
    county: Path, invoke: Invoke
) -> None:
    invoke("check", "-", "--cache-dir", "kept", stdin="Two frequent flyers.\n")
    invoke("check", "minutes.md", "--cache-dir", "kept", "--diff")
    invoke("check", "minutes.md", "--cache-dir", "kept", "--fix")
    invoke("check", "minutes.md", "--cache-dir", "kept", "--no-cache")
    entries = [one for one in (county / "kept").rglob("*") if len(one.name) == 62]
    assert len(entries) <= 1  # that the settings fit the rules, which is nothing of a file
