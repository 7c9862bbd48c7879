"""Changes that are read again: edits that hold, edits that do not, and comments that silence."""

from __future__ import annotations

import pytest

from personfirst.formats.change import edited, with_ignore
from personfirst.formats.registry import parse
from personfirst.model.finding import Edit


def change(path: str, text: str, old: str, new: str) -> str | None:
    """The text after one edit, if it reads as planned."""
    start = text.index(old)
    after = edited(parse(text, path), [Edit(start, start + len(old), new, new)])
    return after.text if after else None


@pytest.mark.parametrize(
    ("path", "text", "new", "after"),
    [
        ("a.md", "Two addicts came.", "people", "Two people came."),
        ("a.html", "<p>Two addicts</p>", "people", "<p>Two people</p>"),
        ("a.html", '<img alt="Two addicts">', "our people", '<img alt="Two our people">'),
        ("a.html", "<img alt=addicts>", "our people", None),
        ("a.html", "<img alt='addicts wait'>", "county's people", None),
        ("a.html", "<p>Two addicts</p>", "A & <b>", None),
        ("a.md", "Two addicts came.", "*people*", None),
        ("a.md", "Two addicts came.", "peo\nple", None),
        ("a.md", "addicts\n\ncame", "# people", None),
        ("a.md", "---\ntitle: Two addicts\n---\nText", "people: us", None),
        (
            "a.md",
            "---\ntitle: Two addicts\n---\nText",
            "people",
            "---\ntitle: Two people\n---\nText",
        ),
        ("a.txt", "addicts came", "- people", None),
        ("a.txt", "Two addicts\n\ncame", "personfirst: ignore", "Two personfirst: ignore\n\ncame"),
    ],
)
def test_an_edit_holds_only_if_it_reads_as_planned(
    path: str, text: str, new: str, after: str | None
) -> None:
    assert change(path, text, "addicts", new) == after


def test_an_edit_outside_the_text_is_refused() -> None:
    assert change("a.html", "<p class='addicts'>Two people</p>", "addicts", "people") is None


@pytest.mark.parametrize(
    ("path", "text", "after"),
    [
        ("a.md", "The addict waits\nand goes.\n", "The addict waits{c}\nand goes.\n"),
        ("a.md", "An addict  \nand a break\n", "An addict{c}  \nand a break\n"),
        ("a.md", "An addict\\\nand a break\n", "An addict{c}\\\nand a break\n"),
        ("a.md", "> one\n> addict\n> two\n", "> one\n> addict{c}\n> two\n"),
        ("a.md", "- one\r\n- addict\r\n", "- one\r\n- addict{c}\r\n"),
        ("a.md", "## An addict ##\n", "## An addict{c} ##\n"),
        ("a.md", "An addict\n===\n", "An addict{c}\n===\n"),
        ("a.md", "|a|b|\n|-|-|\n| addict | x |\n", "|a|b|\n|-|-|\n| addict{c} | x |\n"),
        ("a.md", "---\ntitle: An addict\n---\nText\n", None),
        ("a.mdx", "An addict\n\nText\n", "{/* {n} */}\nAn addict\n\nText\n"),
        ("a.html", "<p>An addict\nwaits</p>", "<p>An addict{c}\nwaits</p>"),
        ("a.html", '<meta name="description" content="An addict">', "{same}{c}"),
        (
            "a.html",
            '<p>Hi</p>\n<img\n alt="An addict"\n src="a.png">\n<p>Bye</p>',
            '<p>Hi</p>\n<!-- {s} -->\n<img\n alt="An addict"\n src="a.png">\n<!-- {e} -->\n'
            "<p>Bye</p>",
        ),
        ("a.html", "<title>An\naddict\nmeets</title>", "<!-- {s} -->\n{same}\n<!-- {e} -->\n"),
        ("a.html.j2", "{% if x %}\n<p>An addict</p>\n", "{% if x %}\n<p>An addict</p>{c}\n"),
        ("a.txt", "  An addict\r\n  waits\r\n", "  # {n}\r\n  An addict\r\n  waits\r\n"),
        ("a.txt", "> An addict\n> waits", "> # {n}\n> An addict\n> waits"),
        ("a.txt", "One addict", "# {n}\nOne addict"),
        ("a.txt", "One\rtwo addict", "One\rtwo addict{c}"),
        ("a.rst", "Hi.\n\nAn old\naddict\nwaits\n", "Hi.\n\n.. {n}\n\nAn old\naddict\nwaits\n"),
        (
            "a.rst",
            "Hi.\n\n* One\n* addict\n\nBye.\n",
            "Hi.\n\n.. {s}\n\n* One\n* addict\n\n.. {e}\n\nBye.\n",
        ),
        ("a.rst", "An\n\n* addict", "An\n\n.. {n}\n\n* addict"),
        ("a.adoc", "One\ntwo addict\nthree\n", "One\n// {n}\ntwo addict\nthree\n"),
        ("a.tex", "One\ntwo addict\nthree\n", "One\ntwo addict % {i}\nthree\n"),
        ("a.tex", "One\ntwo addict % new\n", "One\n% {n}\ntwo addict % new\n"),
        ("a.yaml", "a:\n  b: One addict waits\n", "a:\n  b: One addict waits # {i}\n"),
        (
            "a.yaml",
            "a:\n  b: |\n    One\n    addict\n",
            "a:\n  # {n}\n  b: |\n    One\n    addict\n",
        ),
        (
            "a.po",
            '#: b.c:3\nmsgid ""\n"Two"\nmsgstr ""\n"Two addicts wait"\n',
            '#: b.c:3\n# {n}\nmsgid ""\n"Two"\nmsgstr ""\n"Two addicts wait"\n',
        ),
        (
            "a.vtt",
            "WEBVTT\n\n7\n00:01.000 --> 00:02.000\nOne\naddict\n",
            "WEBVTT\n\nNOTE {n}\n\n7\n00:01.000 --> 00:02.000\nOne\naddict\n",
        ),
        ("a.srt", "7\n00:00:01,000 --> 00:00:02,000\nOne addict\n", None),
        ("a.csv", "a,b\nOne addict,two\n", None),
        ("a.json", '{"a": "One addict waits"}\n', None),
        (
            "a.xlf",
            '<xliff version="1.2"><file><body>\n<trans-unit id="1">\n<source>x</source>\n'
            "<target>An addict</target>\n</trans-unit></body></file></xliff>\n",
            '<xliff version="1.2"><file><body>\n<trans-unit id="1">\n<source>x</source>\n'
            "<target>An addict</target>{c}\n</trans-unit></body></file></xliff>\n",
        ),
    ],
)
def test_a_comment_stands_where_it_works(path: str, text: str, after: str | None) -> None:
    says = "[addict] -- a band's name"
    if after is not None:
        after = after.replace("{c}", f" <!-- personfirst: ignore{says} -->").replace("{same}", text)
        after = after.replace("{n}", f"personfirst: ignore-next-line{says}")
        after = after.replace("{i}", f"personfirst: ignore{says}")
        after = after.replace("{s}", f"personfirst: ignore-start{says}")
        after = after.replace("{e}", "personfirst: ignore-end[addict]")
    ignored = with_ignore(parse(text, path), text.index("addict"), "addict", "a band's name")
    assert (ignored.document.text if ignored else None) == after


def test_a_reason_cannot_end_its_comment() -> None:
    document = parse("<p>An addict</p>\n", "a.html")
    ignored = with_ignore(document, 6, "addict", " said --> so\n--- she <b>>")
    assert ignored is not None
    assert ignored.edits[0].new_text == (
        " <!-- personfirst: ignore[addict] -- said so - she <b -->"
    )
    [one] = ignored.document.suppressions
    assert (one.rules, one.reason) == (("addict",), "said so - she <b")


def test_a_second_comment_beside_a_first() -> None:
    text = "An addict <!-- personfirst: ignore[junkie] -- no -->\n"
    ignored = with_ignore(parse(text, "a.md"), 3, "addict", "yes")
    assert ignored is not None
    assert [one.rules for one in ignored.document.suppressions] == [("junkie",), ("addict",)]
