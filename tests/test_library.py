"""The library's three calls."""

from __future__ import annotations

from pathlib import Path

import pytest

import personfirst
from personfirst.model.errors import ConfigError

HOUSE_RULES = Path(__file__).parent / "house-rules"


def test_a_text_is_checked() -> None:
    rules = personfirst.load_rules([HOUSE_RULES])
    report = personfirst.check_text("<p>Two frequent flyers waited.</p>", rules=rules)
    [finding] = report.unmuted
    assert (finding.rule, finding.place.path) == ("house-frequent-flyer", "text.txt")
    page = '<p class="frequent flyer">Naloxone is free.</p>'
    assert personfirst.check_text(page, filename="page.html", rules=rules).findings == ()


def test_a_style_is_chosen() -> None:
    rules = personfirst.load_rules([HOUSE_RULES])
    report = personfirst.check_text("Two frequent flyers.", style="clinical", rules=rules)
    assert report.findings[0].suggestions[0].text == "patients with many visits"
    with pytest.raises(ConfigError, match="did you mean 'clinical'"):
        personfirst.check_text("Two frequent flyers.", style="clinic")


def test_paths_are_checked(tmp_path: Path) -> None:
    (tmp_path / "minutes.md").write_text("Two frequent flyers waited.", encoding="utf-8")
    rules = personfirst.load_rules([HOUSE_RULES])
    report = personfirst.check_paths([tmp_path, tmp_path / "absent.md"], rules=rules)
    assert len(report.unmuted) == 1
    assert [problem.reason for problem in report.problems] == ["no such file or folder"]


def test_text_is_text_whatever_charset_a_page_names() -> None:
    rules = personfirst.load_rules([HOUSE_RULES])
    page = '<meta charset="windows-1252"><p>Café: two frequent flyers</p>'
    [finding] = personfirst.check_text(page, filename="page.html", rules=rules).findings
    assert finding.place.column == page.index("frequent") + 1
    assert "Café" in finding.excerpt
