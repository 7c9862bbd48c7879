"""The HTML report in a real browser: what a reader does with it, by mouse, keys and screen reader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from personfirst.app.audit import audit_paths
from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.rules import load_rules
from personfirst.model.choices import Severity
from personfirst.model.finding import Finding, Muted, Place
from personfirst.model.report import Problem, Report
from personfirst.model.statistics import Count, Point, Statistics
from personfirst.reporters.html import Part, render
from personfirst.reporters.view import View
from tests.reporters.conftest import finding

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
HOSTILE = (
    "<script>window.harm=1</script></style><style>*{display:none}</style>\"' onload=harm() "
    "<img src=https://example.org/x onerror=window.harm=1> \u202egnp.exe\u202c \u2067x\u2069 "
    "</p></section></main></blockquote></select>&lt;b&gt; " + "long" * 2500
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
    ]
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def examples() -> str:
    """The report of the examples, with the rules as the command gives them."""
    settings = Settings()
    checked = check_paths([EXAMPLES], settings)
    return render(checked.report, View(rulebook=load_rules(settings), version="0.1.0"))


class Opened:
    """A report in a browser page, with the requests that it tried and what its console said."""

    def __init__(self, page: Any, file: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.console: list[str] = []
        page.route("**/*", self._route)
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.goto(file.as_uri())

    def _route(self, route: Any) -> None:
        if route.request.url.startswith("file:") and route.request.is_navigation_request():
            route.continue_()
            return
        self.requests.append(route.request.url)
        route.abort()

    def seen(self, selector: str) -> int:
        """How many elements of a kind are shown."""
        return int(
            self.page.evaluate(
                "selector => [...document.querySelectorAll(selector)]"
                ".filter(one => one.checkVisibility()).length",
                selector,
            )
        )

    def status(self) -> str:
        return str(self.page.locator("#status").text_content())

    def settle(self) -> None:
        """Let the search, which waits for the next letter, come to an end."""
        self.page.wait_for_timeout(250)


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    contexts = []

    def open_report(text: str, **options: Any) -> Opened:
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8", errors="replace", newline="")
        context = browser.new_context(**({"viewport": WIDE} | options))
        contexts.append(context)
        return Opened(context.new_page(), file)

    yield open_report
    for context in contexts:
        context.close()


def violations(page: Any) -> list[str]:
    """What axe finds, once all passages are laid out: those off the screen have guessed heights, and
    boxes in them seem to lie on each other.
    """
    every = "document.querySelectorAll('.passage, .reason')"
    page.evaluate(f"{every}.forEach(one => one.style.contentVisibility = 'visible')")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = axe.Axe().run(page, options={"runOnly": tags}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def many(count: int) -> Report:
    """A folder of minutes with so many findings, three in ten of them muted, in forty files."""
    levels = list(Severity)
    findings = []
    for number in range(count):
        path = f"area-{number * 8 // count}/minutes-{number * 40 // count:02}.md"
        words = ("addicts", "drug users", "clean")[number % 3]
        one = finding(
            Place(path, number, number + 7, number + 1, 16, number + 1, 16 + len(words)),
            ("addict", "drug-user", "clean-status")[number % 3],
            levels[number % 3],
            words,
            "Names a person by drug use",
            "people who use drugs",
        )
        excerpt = f"In item {number} the {words} of the county were named in the minutes."
        start = excerpt.index(words)
        muted = Muted("mention", "avoid terms like") if number * 7 % 10 < 3 else None
        findings.append(
            one._replace(excerpt=excerpt, marked=(start, start + len(words)), muted=muted)
        )
    return Report(tuple(findings), (), 40, 50_000, 9.0, {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_in_the_report_of_the_examples(
    examples: str, opened: Any, scheme: str, viewport: dict[str, int]
) -> None:
    report = opened(examples, viewport=viewport, color_scheme=scheme)
    report.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(report.page) == []
    report.page.locator("[name=muted]").check()
    assert violations(report.page) == []
    assert report.requests == []
    assert report.console == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_in_an_audit_and_in_numbers(
    clean: Report, opened: Any, scheme: str, viewport: dict[str, int]
) -> None:
    audit = audit_paths([EXAMPLES / "minutes-2026-03.md"]).audit
    counts = (Count("minutes", 4, 900, 2), Count("site/<b>", 0, 0, 1))
    history = (Point("march", "2026-03-01", 2, 800, 9), Point("empty", "", 0, 0, 0))
    numbers = Statistics(counts[0], counts, counts, (), (), history=history)
    page = render(clean, View(audit=audit, statistics=numbers))
    report = opened(page, viewport=viewport, color_scheme=scheme)
    assert violations(report.page) == []
    assert report.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert report.page.locator("#audit h3").count() == 12
    assert report.page.get_by_text("site/<b>").is_visible()
    assert report.requests == []
    assert report.console == []


def test_axe_finds_nothing_where_nothing_is_to_change_or_all_is_muted(
    clean: Report, opened: Any
) -> None:
    assert violations(opened(render(clean, View())).page) == []
    muted = tuple(one._replace(muted=Muted("mention", "“x”")) for one in many(3).findings)
    page = opened(render(clean._replace(findings=muted), View())).page
    assert violations(page) == []
    assert page.get_by_text("Nothing here needs a change.").is_visible()
    page.get_by_label("Also show 3 seen, not flagged").check()
    assert page.locator(".finding").count() == 3
    assert violations(page) == []


def test_nothing_scrolls_sideways_at_320_pixels(examples: str, opened: Any) -> None:
    page = opened(examples, viewport=PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_a_script_all_passages_are_there_and_no_dead_buttons(
    examples: str, opened: Any
) -> None:
    report = opened(examples, java_script_enabled=False)
    page = report.page
    assert page.locator(".passage:not(.muted)").first.is_visible()
    assert page.locator(".passage.muted").first.is_visible() is False
    assert not any(one.is_visible() for one in page.locator("button").all())
    assert page.locator("#filters").is_visible() is False


def test_filters_narrow_the_passages_and_say_how_many_are_left(opened: Any) -> None:
    report = opened(render(many(120), View()))
    page = report.page
    assert report.status() == "All 84 passages"
    page.get_by_label("Change first").uncheck()
    assert report.seen(".finding.error") == 0
    assert report.status() == f"{report.seen('.finding')} of 84 passages"
    page.get_by_label("Rule", exact=True).select_option("drug-user")
    assert report.seen(".finding") == report.seen('.finding[data-rule="drug-user"]') > 0
    page.get_by_role("button", name="Show all").click()
    assert report.status() == "All 84 passages"
    page.get_by_label("File", exact=True).select_option("folder:area-2")
    assert report.seen(".finding") == report.seen('[data-folder="area-2"]') > 0
    assert report.seen(".file") == 5
    page.get_by_label("File", exact=True).select_option("area-2/minutes-10.md")
    assert report.seen(".file") == 1
    page.get_by_label("Kind", exact=True).select_option("person-label")
    assert report.seen(".finding") == 2


def test_search_looks_at_the_text_the_words_and_the_file(opened: Any) -> None:
    report = opened(render(many(120), View()))
    box = report.page.get_by_label("Search", exact=True)
    for words, count in (("item 104 ", 1), ("MINUTES-03", 2), ("“clean”", 28), ("zebra", 0)):
        box.fill(words)
        report.settle()
        assert report.seen(".finding") == count, words
        assert report.status() == f"{count} of 84 passages"
    assert report.page.get_by_text("No passage is left with these choices").is_visible()


def test_what_was_seen_and_not_flagged_is_shown_with_its_reason(opened: Any) -> None:
    report = opened(render(many(120), View()))
    assert report.seen(".finding[data-muted]") == 0
    report.page.get_by_label("Also show 36 seen, not flagged").check()
    assert report.seen(".finding[data-muted]") == 36
    assert report.status() == "All 84 passages, and 36 seen, not flagged"
    first = report.page.locator(".finding[data-muted] .why").first
    assert first.text_content() == (
        "Seen, not flagged, because the words are shown, not used (avoid terms like)."
    )


def test_show_muted_shows_them_from_the_start(opened: Any) -> None:
    assert opened(render(many(120), View(show_muted=True))).seen(".finding[data-muted]") == 36


def test_a_bar_of_the_summary_shows_its_passages(opened: Any) -> None:
    """By the mouse, then by the keyboard: the page may still be scrolling from the link before."""
    report = opened(render(many(120), View()))
    page = report.page
    bar = page.locator("#folders-h ~ ol a").first
    bar.click()
    assert report.seen(".finding") == report.seen(f'[data-folder="{bar.text_content()}"]') > 0
    page.locator("#phrases-h ~ ol a").first.press("Enter")
    assert report.seen(".finding") == 28
    page.locator(".tile a").last.press("Enter")
    assert report.seen(".finding") == report.seen(".finding.suggestion") == 28
    page.locator("#reasons a[data-choose]").first.press("Enter")
    assert report.seen(".finding") == report.seen('[data-rule="addict"]') == 28


@pytest.mark.parametrize("modern", [True, False], ids=["clipboard", "old way"])
def test_copying_takes_the_words_and_says_so(examples: str, opened: Any, modern: bool) -> None:
    report = opened(examples)
    page = report.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not modern:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject('no'); }")
    button = page.get_by_role("button", name="Copy “substance use”").first
    button.focus()
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("#said")).to_have_text("Copied: substance use")
    assert page.evaluate("navigator.clipboard.readText()") == "substance use"
    assert button.evaluate("one => one === document.activeElement")


def test_the_keyboard_reaches_everything_and_shows_where_it_is(opened: Any) -> None:
    report = opened(render(many(20), View()))
    page = report.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the passages"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#passages"
    page.keyboard.press("Tab")
    reached = []
    for _ in range(12):
        reached.append(
            page.evaluate(
                "() => { const one = document.activeElement;"
                " return [one.name || one.className || one.tagName,"
                " getComputedStyle(one).outlineStyle]; }"
            )
        )
        page.keyboard.press("Tab")
    names = [name for name, _ in reached]
    wanted = ["SUMMARY", "search", "severity", "severity", "severity", "category", "file", "rule"]
    assert names[:9] == [*wanted, "muted"]
    assert "copy scripted" in names
    assert all(outline != "none" for _, outline in reached)


def test_the_button_switches_the_colours(examples: str, opened: Any) -> None:
    page = opened(examples, color_scheme="dark").page
    back = "getComputedStyle(document.body).backgroundColor"
    button = page.get_by_role("button", name="Dark")
    dark = page.evaluate(back)
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.evaluate(back) != dark
    button.click()
    assert page.evaluate(back) == dark


def test_it_prints_all_passages_in_dark_ink_without_its_controls(
    examples: str, opened: Any, tmp_path: Path
) -> None:
    import pdfplumber

    report = opened(examples, color_scheme="dark")
    file = tmp_path / "report.pdf"
    report.page.pdf(path=str(file), format="A4")
    with pdfplumber.open(file) as document:
        text = "\n".join(page.extract_text() for page in document.pages)
        ink = document.pages[0].chars[0]["non_stroking_color"]
    shown = report.page.locator(".passage:not(.muted) h4").all_text_contents()
    assert len(shown) > 10
    assert all(one in text for one in shown)
    assert "Show all" not in text
    assert "Copy" not in text
    assert "You know your readers" in text
    assert max(ink) < 0.4


def test_a_narrowed_print_says_so(opened: Any, tmp_path: Path) -> None:
    import pdfplumber

    def printed() -> str:
        file = tmp_path / "report.pdf"
        report.page.pdf(path=str(file), format="A4")
        with pdfplumber.open(file) as document:
            return "\n".join(page.extract_text() for page in document.pages)

    report = opened(render(many(20), View()))
    assert "Not all is printed" not in printed()
    report.page.get_by_label("Rule", exact=True).select_option("addict")
    assert f"Not all is printed: {report.status()}" in printed()
    assert " of 14 passages" in report.status()


def test_the_count_of_a_file_follows_the_choices(opened: Any) -> None:
    page = opened(render(many(120), View())).page
    count = page.locator(".file .count").first
    before = count.text_content()
    page.get_by_label("Rule", exact=True).select_option("addict")
    shown = page.locator(".file").first.locator(".finding:visible").count()
    assert count.text_content() == f"{shown} of {before}"
    page.get_by_role("button", name="Show all").click()
    assert count.text_content() == before


def test_files_whose_names_differ_in_signs_that_are_not_shown_are_two(opened: Any) -> None:
    found = many(4)
    names = ("a\x07.md", "a\x08.md", "a\udc80.md", "a\ufffd.md")
    findings = tuple(
        one._replace(place=one.place._replace(path=name), muted=None)
        for one, name in zip(found.findings, names, strict=True)
    )
    report = opened(render(found._replace(findings=findings), View()))
    box = report.page.get_by_label("File", exact=True)
    assert len(set(box.locator("option").all_text_contents())) == 5
    for number in range(1, 5):
        box.select_option(index=number)
        assert report.status() == "1 of 4 passages"
        assert report.seen(".finding") == 1


def test_bars_say_without_colour_what_they_are_made_of(opened: Any) -> None:
    page = opened(render(many(120), View())).page
    bar = page.locator("#kinds-h ~ ol li").first
    assert bar.locator("small").text_content() == "Change first 28 · Change 28 · Consider 28"
    assert bar.locator("small").is_visible()
    edge = page.evaluate(
        "() => { const [bar] = document.querySelectorAll('.bars rect');"
        " const style = getComputedStyle(bar), card = bar.closest('.card');"
        " return [style.stroke, getComputedStyle(card).backgroundColor, style.strokeWidth,"
        " style.opacity]; }"
    )
    assert edge[0] == edge[1]
    assert edge[2:] == ["2px", "1"]


def test_hostile_text_is_text(opened: Any) -> None:
    words = finding(
        Place(f"a/{HOSTILE[:200]}.md", 0, 1, 1, 1, 1, 2, HOSTILE),
        '"><script>window.harm=1</script>',
        Severity.ERROR,
        HOSTILE,
        HOSTILE,
        HOSTILE,
    )
    hostile: Finding = words._replace(
        excerpt=HOSTILE, marked=(8, len(HOSTILE)), category=HOSTILE, why=HOSTILE
    )
    muted = hostile._replace(muted=Muted(HOSTILE, HOSTILE))
    problem = Problem(HOSTILE, HOSTILE)
    report = opened(render(Report((hostile, muted), (problem,), 1, 9, 0.1, {}), View()))
    page = report.page
    assert page.evaluate("window.harm") is None
    assert page.locator("script").count() == 1
    assert page.locator("style").count() == 1
    assert page.locator("img").count() == 0
    quote = page.locator("blockquote").first.text_content()
    assert quote.startswith("<script>window.harm=1</script></style>")
    assert "\u202e" not in page.content()
    assert "longlong" * 1000 in quote
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"]
    assert report.requests == []
    assert report.console == []
    page.locator("#kinds-h ~ ol a").first.click()
    assert report.seen(".finding") == 1


def test_the_policy_stops_what_a_mistake_of_ours_would_let_through(opened: Any) -> None:
    body = (
        '<img src="https://example.org/x.png"><script>window.harm = 1</script>'
        '<style>body { background: url("https://example.org/y.png") }</style>'
        '<iframe src="https://example.org/"></iframe>'
    )
    report = opened(render(many(5), View(), [Part("audit", "Audit", body)]))
    assert report.page.evaluate("window.harm") is None
    assert report.requests == []
    assert len(report.console) >= 4


def test_a_part_of_another_command_is_found_in_the_page(opened: Any) -> None:
    page = opened(render(many(5), View(), [Part("audit", "Audit", "<h3>Dignity</h3>")])).page
    page.get_by_role("navigation").get_by_role("link", name="Audit").click()
    assert page.locator("#audit").get_by_role("heading", name="Dignity").is_visible()


LANDED = """async target => {
  let last = -1;
  for (let step = 0; step < 100; step += 1) {
    await new Promise(done => setTimeout(done, 50));
    if (scrollY === last) break;
    last = scrollY;
  }
  return document.querySelector(target).getBoundingClientRect().top;
}"""
"""How far below the upper edge a target is once the page stands still."""
NARROW = {"width": 360, "height": 640}


@pytest.fixture(scope="module")
def long() -> str:
    """A report of 800 findings by sixty rules, whose passages are of many heights."""
    found = many(800)
    findings = (
        one._replace(
            rule=f"{one.rule}-{number % 60}",
            why="It says more of a person than they are. " * (number % 7 * 4),
        )
        for number, one in enumerate(found.findings)
    )
    return render(found._replace(findings=tuple(findings)), View())


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_jump_lands_at_its_target(long: str, opened: Any, viewport: dict[str, int]) -> None:
    page = opened(long, viewport=viewport).page
    page.get_by_role("navigation").get_by_role("link", name="Reasons").click()
    assert abs(page.evaluate(LANDED, "#reasons")) < 100
    page.get_by_role("navigation").get_by_role("link", name="The passages").click()
    assert abs(page.evaluate(LANDED, "#passages")) < 100
    for number in (0, 240, 480):
        link = page.locator(".finding:not([data-muted]) .sources a").nth(number)
        target = link.get_attribute("href")
        link.click()
        assert abs(page.evaluate(LANDED, target)) < 100


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_report_opens_at_the_place_that_its_address_names(
    long: str, opened: Any, tmp_path: Path, viewport: dict[str, int]
) -> None:
    page = opened(long, viewport=viewport).page
    page.goto("about:blank")
    page.goto(f"{(tmp_path / 'report.html').as_uri()}#reasons")
    assert abs(page.evaluate(LANDED, "#reasons")) < 100


def test_two_thousand_findings_stay_smooth(opened: Any) -> None:
    report = opened(render(many(2000), View()))
    page = report.page
    assert report.status() == "All 1,400 passages"
    took = page.evaluate(
        """() => {
          const form = document.getElementById("filters");
          const start = performance.now();
          form.elements.rule.value = "addict";
          form.dispatchEvent(new Event("input", {bubbles: true}));
          return new Promise(done => setTimeout(() => requestAnimationFrame(
            () => done(performance.now() - start)), 10));
        }"""
    )
    assert report.seen(".finding") > 400
    assert took < 1000, f"a filter took {took:.0f} ms"
    page.get_by_label("Search", exact=True).fill("item 1999 ")
    sync_api.expect(page.locator("#status")).to_have_text("0 of 1,400 passages")
    frame = page.evaluate(
        """async () => {
          document.getElementById("all").click();
          await new Promise(done => setTimeout(done, 300));
          const frames = []; let last = performance.now();
          for (let step = 0; step < 40; step += 1) {
            window.scrollBy({top: 600, behavior: "instant"});
            await new Promise(requestAnimationFrame);
            const now = performance.now();
            frames.push(now - last);
            last = now;
          }
          return frames.sort((a, b) => a - b)[20];
        }"""
    )
    assert frame < 100, f"in the middle a frame took {frame:.0f} ms"
