"""Built sites: what pages repeat is said once, and sources are named where that is clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.site import gathered
from personfirst.app.site_sources import sources_below
from personfirst.model.choices import Severity
from personfirst.model.report import Report
from tests.helpers import FILLER

FOOTER = "<footer><p>A page of the county's services for addicts.</p></footer>"


@pytest.fixture(autouse=True)
def without_builtin_rules() -> None:
    """Here the built-in rules are wanted."""


def write(file: str, text: str) -> None:
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page(body: str, footer: str = FOOTER) -> str:
    return f"<html><body><main>{body}</main>{footer}</body></html>"


@pytest.fixture
def jekyll(folder: Path) -> Path:
    """A site whose generator leaves no trace, with curly quotes and dashes of its own."""
    write("_layouts/default.html", page("{{ content }}"))
    write(
        "_posts/van.md", "---\ntitle: Van\n---\n\nOne.\n\nIt isn't for addicts\n-- it is for all.\n"
    )
    write("_posts/board.md", "---\ntitle: Board\n---\n\nTwo junkies spoke to the board in May.\n")
    write("_posts/twice.md", "Three junkies spoke in June.\n\nThree junkies spoke in June.\n")
    write("_site/van.html", page("<p>One.</p><p>It isn’t for addicts – it is for all.</p>"))
    write("_site/board.html", page("<p>Two junkies spoke to the board in May.</p>"))
    write("_site/twice.html", page("<p>Three junkies spoke in June.</p>"))
    write("_site/kit.html", page("<p>Naloxone is free.</p>"))
    return folder


def report_on(*paths: str) -> Report:
    return check_paths(paths, Settings(severity=Severity.WARNING)).report


def places(report: Report) -> list[tuple[str, int, str]]:
    return [(one.place.path, one.place.line, one.built) for one in report.unmuted]


def test_a_footer_is_reported_once_with_its_pages(jekyll: Path) -> None:
    whole = report_on("_site")
    report = gathered(whole)
    footers = [one for one in report.unmuted if "services for" in one.excerpt]
    assert sum("services for" in one.excerpt for one in whole.unmuted) == 4
    assert [one.place.path for one in footers] == ["_site/board.html"]
    assert footers[0].pages == ("_site/kit.html", "_site/twice.html", "_site/van.html")
    assert footers[0].elsewhere == " (and on 3 more pages)"
    others = [one.pages for one in report.unmuted if one not in footers]
    assert others == [(), (), ()]


def test_two_pages_of_many_are_no_repetition(folder: Path) -> None:
    for number in range(10):
        write(f"public/page{number}.html", page("<p>Fine.</p>", FOOTER if number < 2 else ""))
    assert [one.pages for one in gathered(report_on("public")).unmuted] == [(), ()]
    for number in range(2, 6):
        Path(f"public/page{number}.html").unlink()
    assert [one.pages for one in gathered(report_on("public")).unmuted] == [("public/page1.html",)]


def test_twice_on_each_page_is_two_findings(folder: Path) -> None:
    for number in range(3):
        write(f"out/page{number}.html", page("<p>Fine.</p>", FOOTER + FOOTER))
    whole = report_on("out")
    assert gathered(whole) == whole  # "out" is no name of a built site
    report = gathered(whole, ["out"])
    assert [(one.place.path, len(one.pages)) for one in report.unmuted] == [
        ("out/page0.html", 2),
        ("out/page0.html", 2),
    ]


def test_documents_that_are_no_pages_are_left_as_they_are(folder: Path) -> None:
    for number in range(4):
        write(f"public/notes{number}.txt", "It is for addicts.\n")
        write(f"pages/page{number}.html", page("<p>Fine.</p>"))
    whole = report_on("public", "pages")
    assert gathered(whole) == whole


def test_a_sentence_that_stands_once_in_the_sources_is_reported_there(jekyll: Path) -> None:
    report = gathered(report_on("_site"), (), sources_below(Path(), ()))
    assert places(report) == [
        ("_posts/board.md", 5, "_site/board.html"),
        ("_layouts/default.html", 1, "_site/board.html"),
        ("_site/twice.html", 1, ""),  # it stands in two places: nobody knows which
        ("_posts/van.md", 7, "_site/van.html"),
    ]
    van = report.unmuted[-1]
    assert report.sources["_posts/van.md"] == {7: "It isn't for addicts"}
    assert Path("_posts/van.md").read_text()[van.place.start : van.place.end] == "addicts"
    assert all(not suggestion.edits for suggestion in van.suggestions)
    assert van.elsewhere == " (built as _site/van.html)"


@pytest.mark.parametrize(
    "trace",
    [
        '<article data-source="content/posts/b.md">{}</article>',
        "<!-- source: content/posts/b.md -->{}",
        '{}<a href="https://forge.example/county/web/edit/main/content/posts/b.md?x=1#top">Edit</a>',
        '{}<a href="https://forge.example/county/web/-/blob/main/site/content/posts/b.md">Edit</a>',
    ],
)
def test_what_a_page_says_of_its_source_goes_before_the_text(folder: Path, trace: str) -> None:
    for name in "ab":
        write(f"content/posts/{name}.md", "+++\ntitle = 'x'\n+++\n\nTwo junkies spoke in May.\n")
    write("public/b/index.html", page(trace.format("<p>Two junkies spoke in May.</p>"), ""))
    report = gathered(report_on("public"), (), sources_below(Path(), ()))
    assert places(report) == [("content/posts/b.md", 5, "public/b/index.html")]


@pytest.mark.parametrize("trace", ["../../secret.md", "/etc/passwd", "a%00b.md", "%", "//", "..."])
def test_a_trace_that_leads_out_of_the_folder_is_not_followed(folder: Path, trace: str) -> None:
    write("secret.md", "Two junkies spoke in May.\n")
    write("web/content/a.md", "Fine.\n")
    body = f'<p data-source="{trace}">Two junkies spoke in May.</p>'
    write("web/public/a.html", page(body, ""))
    report = gathered(report_on("web/public"), (), sources_below(Path("web"), ()))
    assert places(report) == [("web/public/a.html", 1, "")]


def test_a_post_and_its_teaser_are_one_finding(folder: Path) -> None:
    write("content/a.md", "Two junkies spoke to the board in May.\n")
    write("content/b.md", "Fine.\n")
    for name in ("a", "index"):
        write(f"public/{name}.html", page("<p>Two junkies spoke to the board in May.</p>", ""))
    for number in range(8):
        write(f"public/page{number}.html", page("<p>Fine.</p>", ""))
    report = gathered(report_on("public"), (), sources_below(Path("content"), ()))
    assert places(report) == [("content/a.md", 1, "public/a.html")]
    assert report.unmuted[0].pages == ("public/index.html",)


def test_pages_on_which_a_sentence_does_not_count_are_not_told(folder: Path) -> None:
    write("content/footer.md", "Addicts may call the desk on the second floor.\n")
    foot = "<p>Addicts may call the desk on the second floor.</p>"
    write("public/a.html", page(f"<p>Drugs and overdose. {FILLER}</p>{foot}", ""))
    write("public/b.html", page(f"<p>{FILLER}</p>{foot}", ""))
    report = gathered(report_on("public"), (), sources_below(Path("content"), ()))
    assert places(report) == [("content/footer.md", 1, "public/a.html")]
    assert report.unmuted[0].pages == ()
    assert len(report.findings) > len(report.unmuted)


def test_one_word_is_not_found_inside_a_sentence(folder: Path) -> None:
    write("content/a.md", "A talk about junkies and what they are called.\n")
    write("public/a.html", page("<h2>Junkies</h2>", ""))
    whole = report_on("public")
    assert len(whole.unmuted) == 1
    assert gathered(whole, (), sources_below(Path("content"), ())) == whole._replace()
