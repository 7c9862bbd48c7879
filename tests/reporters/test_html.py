"""The HTML report as text: what it says, and that it is sealed. A browser has its own tests."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from personfirst.app.check import check_text
from personfirst.app.config import Settings
from personfirst.app.rules import load_rules
from personfirst.model.choices import Severity
from personfirst.model.finding import Finding, Muted, Place
from personfirst.model.report import Report
from personfirst.reporters.html import Part, render, render_parts
from personfirst.reporters.html.escaping import address, shown
from personfirst.reporters.html.words import because, category_name, folder_of
from personfirst.reporters.view import View
from personfirst.rulebook.ruleset import RuleSet
from tests.reporters.conftest import HOSTILE


class Outline(HTMLParser):
    """The tags of a page that were opened and not closed, its ids, headings and links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes |= set(given)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in {"meta", "input", "wbr", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> at {self.getpos()}"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(Settings())


def text_of(page: str) -> str:
    """The words between the tags of a page's main part."""
    main = page.split("<main>")[1].split("</main>")[0]
    return " ".join(re.sub("<[^>]*>", " ", main).split())


def test_a_director_reads_first_what_was_read_and_what_to_do(report: Report) -> None:
    text = text_of(render(report, View()))
    assert text.startswith(
        "In short In 9 files with 3,201 words, there are 3 passages to look at, in 2 files. "
        "1 Change first nearly every guide advises other words "
        "1 Change most guides advise other words "
        "1 Consider guides differ, or the place decides "
        "7 files with nothing to change of 9 that were read"
    )
    assert "The words that occur most “ a junkie’s ” 1×" in text
    assert "Where to begin minutes.md 2" in text
    assert "about words on a page, not about the people who wrote them" in text


def test_the_work_of_a_file_weighs_what_to_change_first(report: Report) -> None:
    addicts, _, _, users = report.findings
    light = [users._replace(place=users.place._replace(path="light.md")) for _ in range(2)]
    heavy = [addicts._replace(place=addicts.place._replace(path="heavy.md"))]
    text = text_of(render(report._replace(findings=(*light, *heavy)), View()))
    begin = text.split("Where to begin")[1]
    assert begin.index("heavy.md") < begin.index("light.md")


def test_nothing_to_change_is_good_news(clean: Report) -> None:
    text = text_of(render(clean, View()))
    assert text == (
        "In short 9 files with 3,201 words were read, and there is nothing to change . Good work. "
        "9 files with nothing to change of 9 that were read"
    )


def test_what_was_put_right_just_now_is_said(report: Report) -> None:
    text = text_of(render(report._replace(fixes={"a.md": 2, "b.md": 1}), View()))
    assert "to look at, in 2 files. 3 passages were put right just now." in text


def test_an_empty_run_does_not_praise(clean: Report) -> None:
    text = text_of(render(clean._replace(files=0, words=0), View()))
    assert text == "In short No file was read, so there is nothing to report yet."


def test_kinds_that_are_not_read_are_told(clean: Report) -> None:
    skipped = {("unknown", ".png"): 2, ("data", "<b>"): 1}
    text = text_of(render(clean._replace(files=0, skipped=skipped), View()))
    assert "Not checked, or not in full Passed over in folders:" in text
    assert "1 file of data; name them to have them checked (&lt;b&gt;)" in text
    assert "2 files of kinds that hold no text we know how to read (.png)" in text


def test_what_was_not_checked_is_said(report: Report) -> None:
    text = text_of(render(report, View()))
    assert "Not checked, or not in full 2 notes" in text
    assert "scan.txt : looks like a binary file, not text" in text


def test_a_passage_says_the_reason_the_words_and_who_says_so(rules: RuleSet) -> None:
    checked = check_text("We met two addicts at the van.", rules=rules, filename="a.md")
    page = render(checked.report, View(rulebook=rules))
    assert 'We met two <mark class="error" data-for="1-0">addicts</mark> at the van.</p>' in page
    text = text_of(page)
    rule = rules.rule("addict")
    assert rule.why in text
    assert "Write instead: people who use drugs Copy" in text
    assert "It then reads: We met two people who use drugs at the van. Copy" in text
    assert all(shown(rules.sources[name].title) in page for name in rule.sources)


def test_findings_of_a_sentence_share_their_passage(rules: RuleSet) -> None:
    text = "Addicts and junkies came. Addicts and junkies came."
    checked = check_text(text, rules=rules, filename="a.md")
    page = render(checked.report, View(rulebook=rules))
    assert len(checked.report.unmuted) == 4
    assert page.count('<article class="passage"') == 2
    assert len(re.findall("<mark ", page)) == 4


def test_words_that_overlap_are_marked_once(story: Report) -> None:
    (told,) = story.findings
    told = told._replace(excerpt="We must keep them away.", marked=(8, 17))
    inner = told._replace(rule="them", severity=Severity.ERROR, marked=(13, 17))
    page = render(story._replace(findings=(told, inner)), View())
    assert (
        'We must <mark class="warning" data-for="1-0">keep </mark>'
        '<mark class="error" data-for="1-1">them</mark> away.' in page
    )


def test_every_mark_is_the_words_of_its_finding(rules: RuleSet) -> None:
    text = "He said:   the\n  addicts, and clean\u00a0 needles; addicts too. " * 12
    checked = check_text(text, rules=rules, filename="a.txt")
    assert len(checked.report.findings) > 20
    for one in checked.report.findings:
        assert one.marked is not None
        start, end = one.marked
        assert one.excerpt[start:end] == " ".join(one.text.split())


def test_a_place_that_is_not_known_is_not_guessed(report: Report) -> None:
    assert "<mark" not in render(report, View())


def test_what_is_muted_is_there_with_its_reason_and_hidden(report: Report) -> None:
    page = render(report, View())
    assert "because the words are shown, not used (avoid terms like)." in page
    assert '<html lang="en">' in page
    assert '<html lang="en" class="show-muted">' in render(report, View(show_muted=True))


def test_a_document_without_lines_says_where_in_words(letter: Report) -> None:
    page = render(letter, View())
    assert ">table 1, row 2</h4>" in page
    assert "Line 4" not in page


def test_roles_of_a_story_are_told(story: Report) -> None:
    text = text_of(render(story, View()))
    assert (
        "How the passage was read keeping out: “ keep ” “those people”: “ [them] ” (users)" in text
    )
    assert "It shuts out." in text


@pytest.mark.parametrize("name", ["report", "hostile", "story", "letter", "clean", "wrapped"])
def test_the_page_is_well_formed(name: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(name)
    outline = Outline(render(report, View(show_muted=True), [Part("audit", "Audit", "<p>x</p>")]))
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    inside = [link[1:] for link in outline.links if link.startswith("#")]
    assert set(inside) <= set(outline.ids)
    assert "style" not in outline.attributes
    assert not any(one.startswith("on") for one in outline.attributes)


def test_hostile_words_are_text(hostile: Report) -> None:
    (one,) = hostile.findings
    muted = one._replace(muted=Muted(HOSTILE, HOSTILE))
    page = render(hostile._replace(findings=(one, muted)), View())
    assert page.count("<script") == 1
    assert "\x1b" not in page
    assert "&lt;script&gt;a|b&lt;/script&gt;" in page
    assert "&amp;amp;" in page


def test_the_policy_names_the_page_s_own_style_and_script_and_nothing_else(report: Report) -> None:
    page = render(report, View())
    policy = re.search('Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    inside = (re.search(rf"<{tag}>(.*)</{tag}>", page, re.DOTALL) for tag in ("style", "script"))
    digests = [
        base64.b64encode(hashlib.sha256(one[1].encode()).digest()).decode()
        for one in inside
        if one is not None
    ]
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_a_report_that_is_kept_has_its_day(clean: Report) -> None:
    page = render(clean, View(version="0.1.0", today=date(2026, 3, 5)))
    assert "Made by personfirst 0.1.0 on March 5, 2026." in page
    assert "Made by personfirst unknown. This" in render(clean, View())


def test_parts_alone_are_a_page() -> None:
    page = render_parts([Part("audit", "Audit", "<h3>A seat at the table</h3>")], View())
    assert Outline(page).open == []
    assert text_of(page) == "Audit A seat at the table"


def test_a_report_is_not_checked_by_the_next_run(rules: RuleSet) -> None:
    first = check_text("We met two addicts.", rules=rules, filename="a.md").report
    again = check_text(render(first, View()), rules=rules, filename="report.html").report
    assert again.unmuted == ()


def test_our_own_words_pass_our_own_rules(rules: RuleSet, clean: Report) -> None:
    place = Place("a.md", 0, 1, 1, 1, 1, 2)
    one = Finding(place, "x", "x", "term", Severity.ERROR, "x", "x", "x")
    report = clean._replace(findings=tuple(one._replace(category=name) for name in known(rules)))
    page = render(report, View()).replace("ignore-file", "")
    found = check_text(page, rules=rules, filename="a.html").report.unmuted
    assert [one.excerpt for one in found] == []


def known(rules: RuleSet) -> list[str]:
    return sorted({rule.category for rule in rules.all})


def test_every_category_has_a_name_in_words(rules: RuleSet) -> None:
    plain = [name for name in known(rules) if category_name(name) == name.capitalize()]
    assert plain == []
    assert category_name("our-own-words") == "Our own words"


def test_a_filter_that_is_not_known_still_has_a_reason() -> None:
    assert because(Muted("house-filter", "our van")) == "house filter (our van)"


def test_folders() -> None:
    assert [folder_of(path) for path in ("a.md", "a/b/c.md", "/a.md")] == ["", "a/b", "/"]


def test_only_web_addresses_are_links() -> None:
    assert address("https://a.org/x?a=1&b=2 (restatement)") == "https://a.org/x?a=1&amp;b=2"
    assert address("javascript:alert(1)") is None
    assert address("n/a") is None
