"""Findings about comments: unused, expired, naming no rule; and how they are taken out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.discover import Target
from personfirst.app.mend import FixInPlace
from personfirst.app.scope import Scope
from personfirst.app.tally import Checked
from personfirst.model.choices import Severity
from personfirst.model.finding import Finding, Safety

TODAY = date(2026, 6, 15)
SILENCED = "Two frequent flyers. <!-- personfirst: {} -->\n"


@pytest.fixture
def all_house(house: Settings) -> Settings:
    """Settings under which all house rules run, and those about comments."""
    return house._replace(select=())


def check(text: str, settings: Settings, path: str = "a.md") -> Checked:
    return check_paths(
        ["-"], settings, stdin=Target(path, data=text.encode()), scope=Scope(today=TODAY)
    )


def found(text: str, settings: Settings, path: str = "a.md") -> list[tuple[str, str, str]]:
    """Rule, severity and text of what counts."""
    report = check(text, settings, path).report
    return [(one.rule, one.severity.value, one.text) for one in report.unmuted]


def fixed(
    text: str, settings: Settings, path: str = "a.md", *, unsafe: bool = False
) -> tuple[str, Checked]:
    """A text after its fixes."""
    mend = FixInPlace(unsafe=unsafe)
    target = Target(path, data=text.encode())
    checked = check_paths(["-"], settings, stdin=target, mend=mend, scope=Scope(today=TODAY))
    return (text if mend.output is None else mend.output.decode()), checked


@pytest.mark.parametrize(
    ("directive", "expected"),
    [
        ("ignore[house-frequent-flyer] -- why", []),
        ("ignore -- why", []),
        ("ignore[county-desk] -- a category", []),
        ("ignore[house-frequent-flyer] until=2026-06-15", []),
        (
            "ignore[house-frequent-flyer, house-dope-house]",
            [("unused-suppression", "suggestion", "house-dope-house")],
        ),
        (
            "ignore[house-frequent-flyer, county-place]",
            [("unused-suppression", "suggestion", "county-place")],
        ),
        (
            "ignore[house-frequent-flyer, suppression]",
            [("unused-suppression", "suggestion", "suppression")],
        ),
        (
            "ignore[house-frequent-flyer, house-dope-hous]",
            [("unknown-rule-in-suppression", "warning", "house-dope-hous")],
        ),
    ],
)
def test_what_is_said_of_a_comment_that_silences(
    directive: str, expected: list[tuple[str, str, str]], all_house: Settings
) -> None:
    assert found(SILENCED.format(directive), all_house) == expected


def test_a_comment_that_silences_nothing_is_unused(all_house: Settings) -> None:
    for directive in (
        "ignore",
        "ignore[house-dope-house]",
        "ignore-file[county-desk]",
        "ignore-start",
    ):
        comment = f"<!-- personfirst: {directive} -- why -->"
        [one] = check(f"Nothing here. {comment}\n", all_house).report.unmuted
        assert (one.rule, one.text, one.excerpt) == ("unused-suppression", comment, comment)
        assert (one.place.line, one.place.column) == (1, 15)


def test_a_comment_in_a_notebook_is_looked_at_and_stays(folder: Path, all_house: Settings) -> None:
    lines = ["Opening hours.\n", "\n", "<!-- personfirst: ignore -- a song -->\n", "\n", "Closed."]
    cells = [{"cell_type": "markdown", "source": lines}]
    data = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    (folder / "a.ipynb").write_text(data, encoding="utf-8")
    (finding,) = check_paths(["a.ipynb"], all_house, mend=FixInPlace(unsafe=True)).report.unmuted
    assert finding.rule == "unused-suppression"
    assert finding.place.label == "cell 1"
    assert finding.place.transcript
    assert finding.suggestions == ()
    assert (folder / "a.ipynb").read_text(encoding="utf-8") == data


def test_a_comment_that_speaks_of_the_file_as_such_is_never_unused(all_house: Settings) -> None:
    assert found("Nothing. <!-- personfirst: ignore-file -- an archive -->\n", all_house) == []


def test_a_comment_that_silences_what_is_muted_anyway_is_unused(all_house: Settings) -> None:
    text = "Avoid “frequent flyers”. <!-- personfirst: ignore -->\n"
    assert [rule for rule, _, _ in found(text, all_house)] == ["unused-suppression"]


def test_only_rules_that_ran_are_looked_at(house: Settings, all_house: Settings) -> None:
    text = "One. <!-- personfirst: ignore[house-dope-house] --> <!-- personfirst: ignore -->\n"
    assert len(found(text, all_house)) == 2
    ignoring = all_house._replace(ignore=("house-dope-house",))
    assert found(text, ignoring) == []
    off = all_house._replace(disabled=("house-dope-house",))
    assert found(text, off) == []
    assert found(text, house) == [], "rules about comments run only where they are selected"
    asked = house._replace(select=("county-desk", "suppression"))
    assert found(text, asked) == []
    place = "One. <!-- personfirst: ignore[county-place] -->\n"
    assert found(place, asked) == []
    assert len(found(place, all_house)) == 1


def test_rules_about_comments_are_chosen_as_others_are(all_house: Settings) -> None:
    text = "One. <!-- personfirst: ignore[nonsense-rule-xyz] -->\n"
    assert found(text, all_house)[0][:2] == ("unknown-rule-in-suppression", "warning")
    louder = all_house._replace(severities={"unknown-rule-in-suppression": Severity.ERROR})
    assert found(text, louder)[0][1] == "error"
    for name in ("suppression", "unknown-rule-in-suppression"):
        assert found(text, all_house._replace(ignore=(name,))) == []


def test_an_expired_comment_silences_no_more(all_house: Settings) -> None:
    text = SILENCED.format("ignore until=2026-06-14 -- after the move")
    assert found(text, all_house) == [
        ("house-frequent-flyer", "warning", "frequent flyers"),
        ("expired-suppression", "warning", text[21:-1]),
    ]
    [_, one] = check(text, all_house).report.unmuted
    assert "its last day was 2026-06-14" in one.message


def test_without_comments_nothing_is_said(all_house: Settings) -> None:
    assert found("Nothing here.\n", all_house) == []


@pytest.mark.parametrize(
    ("directive", "after"),
    [
        ("ignore-start[house-dope-house]", ""),
        (
            "ignore[house-frequent-flyer, nonsense-rule-xyz] -- w",
            "ignore[house-frequent-flyer] -- w",
        ),
        ("ignore[nonsense-rule-xyz, house-frequent-flyer]", "ignore[house-frequent-flyer]"),
        (
            "ignore[house-dope-house, house-frequent-flyer, nonsense-rule-xyz]",
            "ignore[house-frequent-flyer]",
        ),
        ("ignore-next-line[house-dope-house, nonsense-rule-xyz]", ""),
        ("ignore until=2026-06-14", ""),
    ],
)
def test_fix_takes_out_what_silences_nothing(
    directive: str, after: str, all_house: Settings
) -> None:
    line = "Help for frequent flyers."
    text, checked = fixed(f"{line} <!-- personfirst: {directive} -->\n\nMore.\n", all_house)
    words = line if after else "Help for people who come often."
    comment = f" <!-- personfirst: {after} -->" if after else ""
    assert text == f"{words}{comment}\n\nMore.\n"
    assert checked.report.unmuted == ()
    assert fixed(text, all_house)[0] == text


def test_a_rule_with_a_near_name_is_for_a_person_to_mend(all_house: Settings) -> None:
    text = "Help for frequent flyers. <!-- personfirst: ignore[house-frequent-flier] -->\n"
    [_, one] = check(text, all_house).report.unmuted
    assert one.message == (
        "There is no rule “house-frequent-flier”; did you mean “house-frequent-flyer”?"
    )
    [suggestion] = one.suggestions
    assert suggestion.safety is Safety.REVIEW
    kept = "Help for people who come often. <!-- personfirst: ignore[house-frequent-flier] -->\n"
    assert fixed(text, all_house)[0] == kept
    both = text.replace("-flier]", "-flier, house-dope-house]")
    assert "[house-frequent-flier]" in fixed(both, all_house)[0]


def test_a_near_name_is_put_right_with_unsafe_fixes(all_house: Settings) -> None:
    text = "Two beds. <!-- personfirst: ignore[house-dope-hous] -->\n"
    assert fixed(text, all_house)[0] == text
    after, _ = fixed(text, all_house, unsafe=True)
    assert after == "Two beds.\n", "put right, it silences nothing"
    text = "The dope house. <!-- personfirst: ignore[house-dope-hous] -- q -->\n"
    after, checked = fixed(text, all_house, unsafe=True)
    assert after == text.replace("-hous]", "-house]")
    assert checked.report.unmuted == ()


def test_lines_of_comments_go_and_all_else_stays(all_house: Settings) -> None:
    alone = "<!-- personfirst: ignore[house-dope-house] -->"
    text = f"One.\r\n\r\n{alone}\r\n{alone}\r\n\r\nTwo é.\r\n{alone}\r\nThree.\r\n"
    after, checked = fixed(text, all_house)
    assert after == "One.\r\n\r\nTwo é.\r\n\r\nThree.\r\n"
    assert checked.report.fixed == 3


def test_a_comment_that_cannot_go_is_named(all_house: Settings) -> None:
    text = "<p>One <!-- personfirst: ignore[house-dope-house]\n-- why --></p>\n"
    after, checked = fixed(text, all_house, "a.html")
    assert after == text
    [one] = checked.report.unmuted
    assert (one.rule, one.suggestions) == ("unused-suppression", ())


def test_an_edit_of_words_moves_no_comment(all_house: Settings) -> None:
    text = (
        "Help for frequent flyers.\n\n<!-- personfirst: ignore-start[house-frequent-flyer] -- q -->\n"
        "\nTwo frequent flyers.\n\n<!-- personfirst: ignore-end -->\n"
    )
    after, checked = fixed(text, all_house)
    assert after == text.replace("Help for frequent flyers", "Help for people who come often")
    assert checked.report.problems == ()


def test_comments_in_a_file_with_too_much_in_it_are_let_be(
    all_house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("personfirst.pipeline", "personfirst.app.in_turn"):
        monkeypatch.setattr(f"{module}.MOST_FINDINGS", 2)
    text = "Two frequent flyers.\n\nTwo frequent flyers.\n\nOne. <!-- personfirst: ignore -->\n"
    checked = check(text, all_house)
    assert {one.rule for one in checked.report.unmuted} == {"house-frequent-flyer"}
    assert "or more" in checked.unreadable[0].reason


def test_many_comments_take_time_in_proportion(all_house: Settings) -> None:
    text = "One. <!-- personfirst: ignore[house-dope-house] -->\n\n" * 400
    after, checked = fixed(text, all_house)
    assert after == "One.\n\n" * 400
    assert checked.report.fixed == 400


def test_the_edits_that_are_shown_never_go_over_a_line_end(
    all_house: Settings, tmp_path: Path
) -> None:
    text = "One.\n\n<!--\npersonfirst: ignore\n-->\n\nTwo.\n\n<!-- personfirst: ignore -->\n"
    findings = check(text, all_house).report.unmuted
    assert len(findings) == 2
    for one in findings:
        for edit in _edits(one):
            assert "\n" not in text[edit[0] : edit[1]]


def _edits(finding: Finding) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in finding.suggestions[0].edits]
