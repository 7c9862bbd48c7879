"""Comments that silence findings: reach, syntax in each format, and what is malformed."""

from __future__ import annotations

from datetime import date

import pytest

from personfirst.formats import registry
from personfirst.formats.suppressions import widened
from personfirst.model.document import Document
from personfirst.model.suppression import Suppression


def lines_of(document: Document) -> list[tuple[int, int, tuple[str, ...]]]:
    assert document.problems == ()
    return [(one.first, one.last, one.rules) for one in document.suppressions]


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("a.html", "<!-- {} -->"),
        ("a.html", "{{# {} #}}"),
        ("a.html", "{{%- comment -%}} {} {{%- endcomment -%}}"),
        ("a.html", "{{{{/* {} */}}}}"),
        ("a.html", "{{{{- /* {} */ -}}}}"),
        ("a.hbs", "{{{{!-- {} --}}}}"),
        ("a.erb", "<%# {} %>"),
        ("a.php", "<?php /* {} */ ?>"),
        ("a.svelte", "{{/* {} */}}"),
        ("a.md", "<!-- {} -->"),
        ("a.md", "{{% comment %}}{}{{% endcomment %}}"),
        ("a.md", "{{{{/* {} */}}}}"),
        ("a.mdx", "{{/* {} */}}"),
        ("a.txt", "<!-- {} -->"),
        ("a.txt", "# {}"),
        ("a.txt", "// {}"),
        ("a.txt", "({})"),
        ("a.txt", "[{}]"),
    ],
)
def test_every_comment_syntax_of_every_format(path: str, comment: str) -> None:
    line = comment.format("personfirst: ignore[drug-user, junkie] -- quoted from 1988")
    document = registry.parse(f"One.\n\n{line}\n\nDrug users.\n", path)
    assert lines_of(document) == [(5, 5, ("drug-user", "junkie"))]
    assert document.suppressions[0].reason == "quoted from 1988"
    assert document.suppressions[0].line == 3
    assert "personfirst" not in " ".join(block.text for block in document.blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- personfirst: ignore[x] --> b\nc", [(1, 1, ("x",))]),
        ("<!-- personfirst: ignore -->\n\n\nnext\n", [(4, 4, ())]),
        (
            "<!-- personfirst: ignore[a] -->\n<!-- personfirst: ignore[b] -->\nc",
            [(3, 3, ("a",)), (3, 3, ("b",))],
        ),
        ("b <!-- personfirst: ignore-next-line -->\nc\n", [(2, 2, ())]),
        ("<!-- personfirst: ignore-file[a] -->\nc\nd\n", [(1, 4, ("a",))]),
        (
            "a\n\n<!-- personfirst: ignore-start -->\n\nb\n\n<!-- personfirst: ignore-end -->\n\nc",
            [(3, 7, ())],
        ),
        ("<!-- personfirst: ignore-start[a] -->\n\nb\n\nc", [(1, 5, ("a",))]),
        (
            "<!-- personfirst: ignore-start[a] -->\n\n<!-- personfirst: ignore-start[b] -->\n\n"
            "<!-- personfirst: ignore-end[a] -->\n\nc",
            [(1, 5, ("a",)), (3, 7, ("b",))],
        ),
        ("<!-- personfirst: ignore -->", [(1, 1, ())]),
        ("<!--personfirst:ignore[a]--> ", [(1, 1, ("a",))]),
        ("<!--\npersonfirst: ignore[a] -- two\nlines\n-->\nb", [(5, 5, ("a",))]),
        ("> <!-- personfirst: ignore -->\n> b", [(2, 2, ())]),
    ],
)
def test_the_lines_that_a_directive_reaches(text: str, expected: list[object]) -> None:
    assert lines_of(registry.parse(text, "a.md")) == expected


@pytest.mark.parametrize(
    "body",
    [
        "ignore[a, b] until=2027-01-31 -- why",
        "ignore[a, b] until = 2027-01-31 — why",
        "ignore[a, b] UNTIL=2027-01-31-- why",
        "ignore[a, b]  until=2027-01-31\n-- why",
    ],
)
def test_a_last_day_stands_before_the_reason(body: str) -> None:
    document = registry.parse(f"<p>a</p> <!-- personfirst: {body} -->", "a.html")
    [one] = document.suppressions
    assert (one.rules, one.until, one.reason) == (("a", "b"), date(2027, 1, 31), "why")
    assert one.in_force(date(2027, 1, 31))
    assert not one.in_force(date(2027, 2, 1))
    assert one.in_force(None)


def test_where_a_comment_and_its_rules_stand() -> None:
    text = "One\n\n<!-- personfirst: ignore-start[ a,bc ] -- [x] -->\n\nTwo <!-- personfirst: ignore-end -->"
    [one] = registry.parse(text, "a.md").suppressions
    first, last = one.comments
    assert [text[start:end] for start, end in first.names] == ["a", "bc"]
    assert (first.alone, last.alone, last.names) == (True, False, ())
    assert text[first.start : first.end].startswith("<!-- personfirst: ignore-start")
    assert text[last.start :] == "<!-- personfirst: ignore-end -->"


def test_in_restructured_text_a_comment_reaches_over_its_paragraph() -> None:
    text = "One.\n\n.. personfirst: ignore[a]\n\nTwo\nthree\nfour.\n\nFive.\n"
    [one] = registry.parse(text, "a.rst").suppressions
    assert (one.first, one.last) == (5, 7)


def test_a_reason_may_follow_any_dash() -> None:
    for dash in ("--", "—", "–"):
        document = registry.parse(
            f"<p>a</p> <!-- personfirst: ignore {dash} a  quotation -->", "a.html"
        )
        assert document.suppressions[0].reason == "a quotation"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("personfirst: ignroe[a]", 'did you mean "ignore"?'),
        ("personfirst: ignore-nextline", 'did you mean "ignore-next-line"?'),
        ("personfirst: ignore-fil", 'did you mean "ignore-file"?'),
        ("personfirst: disable", "use one of ignore, ignore-next-line"),
        ("personfirst:", "a directive is missing"),
        ("personfirst ignore[a]", "needs a colon"),
        ("personfirst: ignore[a", "is not closed"),
        ("personfirst: ignore[a -- reason]", "is not closed"),
        ("personfirst: ignore[]", "names no rule"),
        ("personfirst: ignore[a,,b]", "is not a rule id"),
        ("personfirst: ignore[Drug User]", '"Drug User" is not a rule id'),
        ("personfirst: ignore drug-user", '"drug-user" after "ignore" is not understood'),
        ("personfirst: ignore-end", "closes nothing"),
        (
            "personfirst: ignore until=tomorrow",
            '"until=tomorrow" is no day; write until=2027-01-31',
        ),
        ("personfirst: ignore[a] until=2027-02-30 -- x", '"until=2027-02-30" is no day'),
        ("personfirst: ignore until=20270131", "is no day"),
        ("personfirst: ignore until= -- x", "is no day"),
        ("personfirst: ignore-end until=2027-01-31", 'belongs to "ignore-start"'),
    ],
)
def test_a_malformed_directive_is_reported_with_the_right_form(body: str, words: str) -> None:
    document = registry.parse(f"a\n\n<!-- {body} -->\nb", "a.html")
    assert document.suppressions == ()
    [problem] = document.problems
    assert (problem.path, problem.line) == ("a.html", 3)
    assert words in problem.reason
    assert "\n" not in problem.reason


def test_examples_in_code_are_no_directives() -> None:
    text = "```\n<!-- personfirst: ignore -->\n{# personfirst: ignroe #}\n```\n\n`{# personfirst: x #}`\n"
    document = registry.parse(text, "a.md")
    assert document.suppressions == document.problems == ()


def test_a_title_that_names_the_tool_is_text() -> None:
    document = registry.parse("# personfirst: a guide\n\nText.\n", "a.txt")
    assert document.problems == ()
    assert "personfirst: a guide" in document.blocks[0].text


@pytest.mark.parametrize(
    ("last", "reaches"), [(1, 1), (2, 4), (3, 4), (4, 4), (5, 5), (7, 9), (10, 10)]
)
def test_what_stands_on_several_lines_is_silenced_as_a_whole(last: int, reaches: int) -> None:
    [one] = widened([Suppression(last, last, (), "", last)], [(2, 4), (7, 9)])
    assert (one.first, one.last) == (last, reaches)
    assert widened([one], []) == (one,)
