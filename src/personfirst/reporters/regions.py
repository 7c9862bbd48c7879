"""Where the edits of a suggestion stand, as lines and columns: for formats that know no offsets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from personfirst.model.finding import Edit, Finding, Place, Suggestion


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file on one line or several: 1-based, in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def region_of_place(place: Place) -> Region:
    """The lines and columns of a place."""
    return Region(place.line, place.column, place.end_line, place.end_column)


def region_of_edit(edit: Edit, finding: Finding, lines: Mapping[int, str]) -> Region | None:
    """Where an edit stands; None where it is on neither the first nor the last line of its finding.

    `lines` are the source lines of the file. An edit never goes over a line end.
    """
    for line, start in _starts(finding.place).items():
        if line in lines and start <= edit.start and edit.end <= start + len(lines[line]):
            return Region(line, edit.start - start + 1, line, edit.end - start + 1)
    return None


def replacement(
    suggestion: Suggestion, finding: Finding, lines: Mapping[int, str]
) -> tuple[Region, str] | None:
    """All edits of a suggestion as one: a region, and the text that takes its place.

    What stands between the edits stays, with LF between lines. None where there are no edits or the
    source lines do not hold them.
    """
    regions = [region_of_edit(edit, finding, lines) for edit in suggestion.edits]
    known = [region for region in regions if region is not None]
    if not known or len(known) < len(regions):
        return None
    text = ""
    for index, (edit, region) in enumerate(zip(suggestion.edits, known, strict=True)):
        if index:
            before = known[index - 1]
            between = Region(before.end_line, before.end_column, region.line, region.column)
            kept = text_of(between, lines)
            if kept is None:
                return None
            text += kept
        text += edit.new_text
    return Region(known[0].line, known[0].column, known[-1].end_line, known[-1].end_column), text


def text_of(region: Region, lines: Mapping[int, str]) -> str | None:
    """The text of a region, with LF between its lines; None where a line is not known."""
    numbers = range(region.line, region.end_line + 1)
    if any(number not in lines for number in numbers):
        return None
    parts = [lines[number] for number in numbers]
    parts[-1] = parts[-1][: region.end_column - 1]
    parts[0] = parts[0][region.column - 1 :]
    return "\n".join(parts)


def _starts(place: Place) -> dict[int, int]:
    """The offsets at which the first and the last line of a place start."""
    if place.transcript or place.start is None or place.end is None:
        return {}
    return {
        place.line: place.start - place.column + 1,
        place.end_line: place.end - place.end_column + 1,
    }
