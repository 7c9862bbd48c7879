"""Edits as lines and columns."""

from __future__ import annotations

from personfirst.model.report import Report
from personfirst.reporters.regions import Region, region_of_edit, replacement, text_of


def test_an_edit_on_the_last_line_of_a_finding_is_placed(wrapped: Report) -> None:
    (finding,) = wrapped.findings
    lines = wrapped.sources["minutes.md"]
    first, second = (region_of_edit(one, finding, lines) for one in finding.suggestions[0].edits)
    assert (first, second) == (Region(3, 10, 3, 13), Region(4, 1, 4, 8))


def test_edits_become_one_replacement_that_keeps_what_is_between(wrapped: Report) -> None:
    (finding,) = wrapped.findings
    lines = wrapped.sources["minutes.md"]
    made = replacement(finding.suggestions[0], finding, lines)
    assert made == (Region(3, 10, 4, 8), "some heroin\npeople")
    assert text_of(Region(3, 10, 4, 8), lines) == "the heroin\naddicts"


def test_an_edit_beyond_the_known_lines_has_no_place(wrapped: Report) -> None:
    (finding,) = wrapped.findings
    suggestion = finding.suggestions[0]
    far = suggestion.edits[0]._replace(start=40, end=43)
    lines = wrapped.sources["minutes.md"]
    assert region_of_edit(far, finding, lines) is None
    assert region_of_edit(suggestion.edits[0], finding, {}) is None
    assert (
        replacement(suggestion._replace(edits=(far, suggestion.edits[1])), finding, lines) is None
    )


def test_a_suggestion_without_edits_replaces_nothing(wrapped: Report) -> None:
    (finding,) = wrapped.findings
    assert replacement(finding.suggestions[1], finding, wrapped.sources["minutes.md"]) is None


def test_a_line_between_that_is_not_known_makes_no_replacement(wrapped: Report) -> None:
    (finding,) = wrapped.findings
    stretched = finding._replace(place=finding.place._replace(end_line=5))
    lines = {3: "We 🏠 met the heroin", 5: "addicts and their dogs."}
    assert replacement(finding.suggestions[0], stretched, lines) is None


def test_offsets_of_a_transcript_are_no_place_in_the_file(letter: Report) -> None:
    (finding,) = letter.findings
    edit = finding.suggestions[0].edits[0]
    assert region_of_edit(edit, finding, letter.sources["letter.docx"]) is None
