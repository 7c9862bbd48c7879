"""Comments that are written beside findings: in every format, once, and only them."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app.baseline import Baseline, Known
from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.ignores import AddIgnores
from personfirst.app.scope import Scope
from personfirst.app.tally import Checked
from personfirst.model.choices import Severity

WORDS = "frequent flyers and a dope house"
NAMES = "[house-frequent-flyer, house-dope-house] -- quoted from 1988"
FLYERS = "[house-frequent-flyer] -- quoted from 1988"


@pytest.fixture
def all_house(house: Settings) -> Settings:
    """Settings under which all house rules run, and those about comments."""
    return house._replace(select=())


def silence(
    settings: Settings, *paths: str, scope: Scope | None = None
) -> tuple[Checked, AddIgnores]:
    mend = AddIgnores("quoted from 1988")
    return check_paths(paths or ["."], settings, mend=mend, scope=scope), mend


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", "Two {w}.\n", "Two {w}. <!-- personfirst: ignore{n} -->\n"),
        ("a.html", "<p>Two {w}.</p>\n", "<p>Two {w}.</p> <!-- personfirst: ignore{n} -->\n"),
        (
            "a.njk",
            "{{% x %}}\n<p>{w}</p>\n",
            "{{% x %}}\n<p>{w}</p> <!-- personfirst: ignore{n} -->\n",
        ),
        ("a.txt", "Two {w}.\n", "# personfirst: ignore-next-line{n}\nTwo {w}.\n"),
        ("a.rst", "Two {w}.\n", ".. personfirst: ignore-next-line{n}\n\nTwo {w}.\n"),
        ("a.adoc", "Two {w}.\n", "// personfirst: ignore-next-line{n}\nTwo {w}.\n"),
        ("a.tex", "Two {w}.\n", "Two {w}. % personfirst: ignore{n}\n"),
        ("a.mdx", "Two {w}.\n", "{{/* personfirst: ignore-next-line{n} */}}\nTwo {w}.\n"),
        ("a.yaml", "a: Two {w} wait.\n", "a: Two {w} wait. # personfirst: ignore{n}\n"),
        (
            "a.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nTwo {w}.\n",
            "WEBVTT\n\nNOTE personfirst: ignore-next-line{n}\n\n00:01.000 --> 00:02.000\nTwo {w}.\n",
        ),
    ],
)
def test_each_format_has_its_comments(
    name: str, before: str, after: str, all_house: Settings, folder: Path
) -> None:
    file = folder / name
    file.write_bytes(before.format(w=WORDS).encode())
    checked, mend = silence(all_house, name)
    assert file.read_bytes().decode() == after.format(w=WORDS, n=NAMES)
    assert (checked.report.unmuted, checked.report.problems) == ((), ())
    assert mend.silenced == {name: 2}
    assert checked.report.fixes is None
    again, mend = silence(all_house, name)
    assert (again.report.unmuted, mend.silenced) == ((), {})
    assert file.read_bytes().decode() == after.format(w=WORDS, n=NAMES)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "intro: |\n  Two frequent flyers came\n  to a dope house.\n"),
        ("a.po", 'msgid ""\n"Two frequent flyers came\\n"\n"to a dope house."\nmsgstr ""\n'),
        ("a.rst", "Two frequent flyers came\nto a dope house.\n"),
        (
            "a.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nTwo frequent flyers came\nto a dope house.\n",
        ),
    ],
)
def test_lines_of_what_is_silenced_as_a_whole_have_a_comment_for_each_rule(
    name: str, text: str, all_house: Settings, folder: Path
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    checked, mend = silence(all_house, name)
    assert (checked.report.unmuted, mend.silenced) == ((), {name: 2})
    after = (folder / name).read_text(encoding="utf-8")
    comments = [line for line in after.splitlines() if "personfirst:" in line]
    assert len(comments) == 2
    assert all("ignore-next-line[" in one for one in comments)
    assert after.splitlines()[-1] == text.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "sign"),
    [("a.tex", "% {0}"), ("a.md", "<!-- {0} -->"), ("a.txt", "# {0}"), ("a.adoc", "// {0}")],
)
@pytest.mark.parametrize("indent", ["", "  "])
def test_a_word_that_goes_on_in_the_next_line_has_one_comment(
    name: str, sign: str, indent: str, folder: Path
) -> None:
    text = f"We help drug-\n{indent}addicts who wait here for a while.\n"
    (folder / name).write_text(text, encoding="utf-8")
    checked, mend = silence(Settings(), name)
    assert (checked.report.unmuted, mend.silenced) == ((), {name: 1})
    comment = sign.format("personfirst: ignore-next-line[drug-addict] -- quoted from 1988")
    assert (folder / name).read_text(encoding="utf-8") == f"{comment}\n{text}"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "A.\n\n.. _one:\n.. _two:\n\nTwo {w}\n{u}\n",
            "A.\n\n.. personfirst: ignore-next-line{n}\n\n.. _one:\n.. _two:\n\nTwo {w}\n{u}\n",
        ),
        (
            ".. _one:\n\nTwo {w}.\n",
            ".. personfirst: ignore-next-line{n}\n\n.. _one:\n\nTwo {w}.\n",
        ),
        (
            "A.\n\n.. _one:\n\n{u}\nTwo {w}\n{u}\n",
            "A.\n\n.. personfirst: ignore-start{n}\n\n.. _one:\n\n{u}\nTwo {w}\n{u}\n\n"
            ".. personfirst: ignore-end{r}\n",
        ),
    ],
)
def test_a_label_stays_with_what_it_names(
    text: str, after: str, all_house: Settings, folder: Path
) -> None:
    parts = {"w": WORDS, "u": "=" * 50, "n": NAMES, "r": NAMES.partition(" --")[0]}
    (folder / "a.rst").write_text(text.format(**parts), encoding="utf-8")
    checked, _ = silence(all_house, "a.rst")
    assert checked.report.unmuted == ()
    assert (folder / "a.rst").read_text(encoding="utf-8") == after.format(**parts)


def test_every_line_gets_its_own_and_all_else_stays(all_house: Settings, folder: Path) -> None:
    text = (
        "\ufeff# Frequent flyers\r\n\r\n- two frequent flyers\r\n- one\r\n\r\n"
        "| a | frequent flyers |\r\n|-|-|\r\n| frequent flyers | é |\r\n\r\n"
        "    frequent flyers in code\r\n"
    )
    (folder / "a.md").write_bytes(text.encode())
    checked, mend = silence(all_house)
    assert mend.silenced == {"a.md": 4}
    assert checked.report.unmuted == ()
    after = (folder / "a.md").read_bytes().decode()
    assert after.count("personfirst: ignore[house-frequent-flyer]") == 4
    kept = after.replace(f" <!-- personfirst: ignore{FLYERS} -->", "")
    assert kept == text


def test_a_comment_that_is_there_already_stays(all_house: Settings, folder: Path) -> None:
    text = f"Two {WORDS}. <!-- personfirst: ignore[house-dope-house] -- an address -->\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    checked, _ = silence(all_house)
    assert checked.report.unmuted == ()
    assert (folder / "a.md").read_text(encoding="utf-8") == (
        f"{text[:-1]} <!-- personfirst: ignore{FLYERS} -->\n"
    )


def test_where_a_comment_cannot_stand_the_place_is_named(all_house: Settings, folder: Path) -> None:
    front = "---\ntitle: Frequent flyers\n---\n\nTwo frequent flyers.\n"
    (folder / "a.md").write_text(front, encoding="utf-8")
    (folder / "b.json").write_text('{"a": "Two frequent flyers wait."}\n', encoding="utf-8")
    checked, mend = silence(all_house, "a.md", "b.json")
    assert mend.silenced == {"a.md": 1}
    assert [(one.path, one.line, one.reason) for one in checked.report.problems] == [
        (
            "a.md",
            2,
            "no comment can silence “Frequent flyers” here (front matter: title); name the words "
            "under 'allow' in the configuration",
        ),
        (
            "b.json",
            None,
            "comments cannot be written into a file of this kind (json); name the words under "
            "'allow' in the configuration",
        ),
    ]
    assert [one.place.line for one in checked.report.unmuted] == [2, 1]
    assert checked.failing() == ()


def test_only_what_is_reported_is_silenced(all_house: Settings, folder: Path) -> None:
    text = "A drug problem.\n\nTwo frequent flyers.\n\nOld frequent flyers.\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    known = Known(
        Baseline(folder / "b", {("a.md", "house-frequent-flyer", "Old frequent flyers."): 1})
    )
    settings = all_house._replace(severity=Severity.WARNING)
    _, mend = silence(settings, scope=Scope(known=known))
    assert mend.silenced == {"a.md": 1}
    assert (folder / "a.md").read_text(encoding="utf-8") == text.replace(
        "Two frequent flyers.", f"Two frequent flyers. <!-- personfirst: ignore{FLYERS} -->"
    )


def test_findings_about_comments_are_not_silenced(all_house: Settings, folder: Path) -> None:
    text = "One. <!-- personfirst: ignore -->\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    checked, mend = silence(all_house)
    assert (len(checked.report.unmuted), mend.silenced) == (1, {})
    assert (folder / "a.md").read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_written_stays_as_it_is(all_house: Settings, folder: Path) -> None:
    latin = b"Caf\xe9: two frequent flyers.\n"
    (folder / "a.txt").write_bytes(latin)
    mend = AddIgnores("統")
    checked = check_paths(["."], all_house, mend=mend)
    assert (folder / "a.txt").read_bytes() == latin
    assert "has no 統" in checked.unmended[0].reason
    assert mend.silenced == {}
    (folder / "a.txt").chmod(0o444)
    checked, _ = silence(all_house)
    assert "is read-only" in checked.unmended[0].reason
    (folder / "a.txt").chmod(0o644)


def test_a_text_with_many_findings_is_read_few_times(
    all_house: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text("Two frequent flyers.\n\n" * 300, encoding="utf-8")
    checked, mend = silence(all_house)
    assert (mend.silenced, checked.report.unmuted) == ({"a.md": 300}, ())
