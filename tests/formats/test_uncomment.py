"""Comments that are taken out: what goes with them, and that the text stays."""

from __future__ import annotations

import pytest

from personfirst.formats.change import uncommented
from personfirst.formats.registry import parse
from personfirst.formats.splice import apply_edits
from personfirst.formats.uncomment import removal, renaming, with_lines

C = "<!-- personfirst: ignore[a] -- why -->"


def without(path: str, text: str, *names: str) -> str:
    """The text without its comments, or without some rules in their lists."""
    document = parse(text, path)
    assert document.suppressions
    edits = tuple(edit for one in document.suppressions for edit in removal(document, one, names))
    return apply_edits(text, with_lines(document, edits))


@pytest.mark.parametrize(
    ("path", "text", "after"),
    [
        ("a.md", f"One. {C}\nTwo.\n", "One.\nTwo.\n"),
        ("a.md", f"One. {C}  \nTwo.\n", "One.  \nTwo.\n"),
        ("a.md", f"One {C} two.\n", "One two.\n"),
        ("a.md", f"{C} One.\n", "One.\n"),
        ("a.md", f"| a {C} | b |\n|-|-|\n", "| a | b |\n|-|-|\n"),
        ("a.md", f"One.\n\n{C}\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("a.md", f"One.\n\n{C}\nTwo.\n", "One.\n\nTwo.\n"),
        ("a.md", f"{C}\n\nTwo.\n", "Two.\n"),
        ("a.md", f"One.\r\n\r\n{C}\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n"),
        ("a.md", f"One.\n\n{C}\n{C}\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("a.md", f"One.\n\n{C}", "One.\n"),
        ("a.md", f"> One.\n> {C}\n> Two.\n", "> One.\n> Two.\n"),
        (
            "a.md",
            "One.\n\n<!-- personfirst: ignore-start[a] -->\n\nTwo.\n\n"
            "<!-- personfirst: ignore-end[a] -->\n",
            "One.\n\nTwo.\n\n",
        ),
        (
            "a.html",
            "<p>One</p>\n  <!--\n  personfirst: ignore[a] -- why\n  -->\n<p>Two</p>\n",
            "<p>One</p>\n<p>Two</p>\n",
        ),
        ("a.html", "<p>One</p> {# personfirst: ignore #}\n", "<p>One</p>\n"),
        ("a.txt", "One\n# personfirst: ignore[a] -- x\ntwo\n", "One\ntwo\n"),
        ("a.rst", "One.\n\n.. personfirst: ignore[a]\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("a.adoc", "One\n// personfirst: ignore[a]\ntwo\n", "One\ntwo\n"),
        ("a.tex", "One % personfirst: ignore[a]\ntwo\n", "One\ntwo\n"),
        ("a.yaml", "a: One two # personfirst: ignore[a]\n", "a: One two\n"),
    ],
)
def test_a_comment_goes_with_what_it_was_written_with(path: str, text: str, after: str) -> None:
    assert without(path, text) == after


@pytest.mark.parametrize(
    ("names", "after"),
    [
        (("a",), "[b, c,d]"),
        (("b",), "[a, c,d]"),
        (("d",), "[a, b, c]"),
        (("a", "b"), "[c,d]"),
        (("b", "c"), "[a,d]"),
        (("a", "d"), "[b, c]"),
        (("a", "c", "d"), "[b]"),
        (("x",), "[a, b, c,d]"),
    ],
)
def test_rules_leave_the_list(names: tuple[str, ...], after: str) -> None:
    text = "One. <!-- personfirst: ignore{} until=2999-01-01 -- b, a -->\n"
    assert without("a.md", text.format("[a, b, c,d]"), *names) == text.format(after)


def test_rules_leave_the_lists_at_both_ends_of_a_region() -> None:
    text = "<!-- personfirst: ignore-start{} -->\n\nOne.\n\n<!-- personfirst: ignore-end{} -->\n"
    assert without("a.md", text.format("[a, b]", "[b,a]"), "a") == text.format("[b]", "[b]")
    assert without("a.md", text.format("[a, b]", ""), "b") == text.format("[a]", "")
    assert without("a.md", text.format("[a, b]", "[b,a]"), "a", "b") == "One.\n\n"


def test_a_rule_is_renamed_where_it_stands() -> None:
    text = "One. <!-- personfirst: ignore[junk, junkie] -- junk -->\n"
    document = parse(text, "a.md")
    edits = renaming(document, document.suppressions[0], "junk", "drug-user")
    assert apply_edits(text, edits) == text.replace("[junk,", "[drug-user,")


def test_what_shares_one_of_several_lines_is_left_to_a_person() -> None:
    document = parse("<p>One <!-- personfirst: ignore[a]\n-- why --></p>\n", "a.html")
    assert removal(document, document.suppressions[0]) == ()


def test_a_comment_that_holds_paragraphs_apart_is_not_taken_with_its_line() -> None:
    document = parse(f"One.\n{C}\nTwo.\n", "a.md")
    edits = removal(document, document.suppressions[0])
    assert uncommented(document, with_lines(document, edits)) is None
    left = uncommented(document, edits)
    assert left is not None
    assert left.text == "One.\n\nTwo.\n"
