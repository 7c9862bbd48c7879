"""Fixes: what goes in, what waits, what is refused, and the laws that hold for any file."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.app import fix as module
from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.fix import Fixed, fix, plan
from personfirst.app.mend import FixInPlace, ShowDiff
from personfirst.app.tally import Checked
from personfirst.formats.registry import parse
from personfirst.model.choices import Severity
from personfirst.model.document import Document
from personfirst.model.finding import Edit, Finding, Place, Safety, Suggestion
from personfirst.model.rule import Alternative
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import RuleSet, load_ruleset
from tests.app.test_diff import patched

HOUSE_RULES = Path(__file__).parents[1] / "house-rules"


@cache
def house_rules() -> RuleSet:
    return load_ruleset([HOUSE_RULES], builtin=False)


@cache
def pipeline() -> Pipeline:
    return Pipeline(house_rules(), Options(show_muted=True))


def mended(text: str, path: str = "a.md", *, unsafe: bool = False) -> str:
    """A text after its fixes."""
    return outcome(text, path, unsafe=unsafe).document.text


def outcome(text: str, path: str = "a.md", *, unsafe: bool = False) -> Fixed:
    document = parse(text, path)
    check = pipeline().check
    return fix(document, check(document), check, unsafe=unsafe)


@pytest.mark.parametrize(
    ("path", "text", "after"),
    [
        ("a.txt", "Help for two frequent flyers.", "Help for two people who come often."),
        ("a.md", "Two *frequent* flyers.\n\nOne.", "Two *frequent* flyers.\n\nOne."),
        ("a.md", "Help for two **frequent flyers**.", "Help for two **people who come often**."),
        ("a.md", "# Frequent flyers\n", "# People who come often\n"),
        (
            "a.md",
            "---\ntitle: Two frequent flyers\n---\nText.",
            "---\ntitle: Two people who come often\n---\nText.",
        ),
        (
            "a.md",
            "Help for two {{ x }} frequent flyers {% if y %}today{% endif %}.",
            "Help for two {{ x }} people who come often {% if y %}today{% endif %}.",
        ),
        (
            "a.html",
            "<p>Caf&eacute; &amp; two frequent&nbsp;flyers &lt; three.</p>",
            "<p>Caf&eacute; &amp; two frequent&nbsp;flyers &lt; three.</p>",
        ),
        (
            "a.html",
            "<p>Caf&eacute; &amp; two frequent flyers &lt; three.</p>",
            "<p>Caf&eacute; &amp; two people who come often &lt; three.</p>",
        ),
        (
            "a.html",
            '<img alt="Two frequent flyers" title=\'Two frequent flyers\' src="frequent flyers">',
            "<img alt=\"Two people who come often\" title='Two people who come often' "
            'src="frequent flyers">',
        ),
        (
            "a.html",
            '<meta name="description" content="Two frequent flyers">',
            '<meta name="description" content="Two people who come often">',
        ),
    ],
)
def test_what_is_safe_goes_in(path: str, text: str, after: str) -> None:
    assert mended(text, path) == after


def test_what_asks_for_a_second_look_goes_in_when_asked() -> None:
    text = "Fifth Street has a drug problem."
    assert mended(text) == text
    assert mended(text, unsafe=True) == "Fifth Street has a need for drug services."


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r"])
def test_words_over_a_line_break_keep_it(sign: str) -> None:
    text = f"> Two frequent{sign}> flyers waited.{sign}"
    after = mended(text, unsafe=True)
    assert after == f"> Two people who{sign}> come often waited.{sign}"


def test_what_is_muted_stays() -> None:
    text = "Two frequent flyers. <!-- personfirst: ignore -- theirs -->"
    assert mended(text, unsafe=True) == text


def test_what_is_shown_as_a_word_stays_when_its_neighbours_change() -> None:
    text = (
        "Naloxone is free.\n\nWe never refer to a guest as a drunk, a junkie or a frequent flyer."
    )
    check = Pipeline(load_ruleset(), Options(show_muted=True)).check
    document = parse(text, "a.md")
    fixed = fix(document, check(document), check, unsafe=True)
    assert "frequent flyer" in fixed.document.text


def test_fixed_findings_are_counted_and_the_rest_are_found_again() -> None:
    after = outcome("Two frequent flyers.\n\nA drug problem.\n\nTwo frequent flyers.")
    assert after.count == 2
    assert [(one.rule, one.place.line) for one in after.findings] == [("house-drug-problem", 3)]
    assert after.kept == ()


def test_an_edit_that_would_not_read_as_planned_is_left_out() -> None:
    text = "<p>Two frequent flyers</p><img alt=dope-house title='A frequent flyer'>"
    document = parse(text, "a.html")
    found = pipeline().check(document)
    broken = tuple(
        _breaking(one, text) if one.place.label == "title attribute" else one for one in found
    )

    def check(changed: Document) -> tuple[Finding, ...]:
        again = pipeline().check(changed)
        return tuple(
            _breaking(one, changed.text) if one.place.label == "title attribute" else one
            for one in again
        )

    after = fix(document, broken, check)
    assert "Two people who come often" in after.document.text
    assert "A frequent flyer" in after.document.text
    assert (after.count, len(after.kept)) == (1, 1)


def _breaking(finding: Finding, text: str) -> Finding:
    """A finding whose suggestion would end the attribute that it stands in."""
    edit = Edit(finding.place.start or 0, finding.place.end or 0, "the county's", "the county's")
    return finding._replace(
        suggestions=(finding.suggestions[0]._replace(edits=(edit,), safety=Safety.SAFE),)
    )


def test_a_fix_that_leaves_the_finding_is_left_out() -> None:
    """The words that were put in would be found by the same rule again."""
    text = "Two frequent flyers. The frequent flyers."

    def check(document: Document) -> tuple[Finding, ...]:
        return tuple(_again(finding) for finding in pipeline().check(document))

    document = parse(text, "a.txt")
    after = fix(document, check(document), check)
    assert (after.document.text, after.count) == (text, 0)
    assert len(after.kept) == 2


def _again(finding: Finding) -> Finding:
    edit = Edit(finding.place.start or 0, finding.place.end or 0, *("old frequent flyers",) * 2)
    return finding._replace(suggestions=(finding.suggestions[0]._replace(edits=(edit,)),))


def _with_links(document: Document) -> tuple[Finding, ...]:
    """The findings of a document; the fix of each that follows a colon would make a link."""
    return tuple(
        _linking(one) if document.text[: one.place.start].endswith(": ") else one
        for one in pipeline().check(document)
    )


def _linking(finding: Finding) -> Finding:
    edit = Edit(finding.place.start or 0, finding.place.end or 0, *("[guests](/x)",) * 2)
    suggestion = finding.suggestions[0]._replace(edits=(edit,), safety=Safety.SAFE)
    return finding._replace(suggestions=(suggestion,))


def test_a_few_that_fail_cost_little_and_only_themselves() -> None:
    text = ("Help for frequent flyers.\n\n" * 20 + "Read this: frequent flyers.\n\n") * 10
    document, checks = parse(text, "a.md"), 0

    def check(changed: Document) -> tuple[Finding, ...]:
        nonlocal checks
        checks += 1
        return _with_links(changed)

    after = fix(document, _with_links(document), check)
    assert (after.count, len(after.kept), checks) == (200, 10, 1)
    assert after.document.text == text.replace("for frequent flyers", "for people who come often")
    assert {one.why for one in after.kept} == {"would not read as planned here"}


def test_what_worked_stays_where_too_much_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_READINGS", 3)
    text = "Help for frequent flyers.\n\n" * 4 + "Read this: frequent flyers.\n\n" * 4
    document = parse(text, "a.md")
    after = fix(document, _with_links(document), _with_links)
    assert (after.count, len(after.kept)) == (4, 4)
    assert {one.why for one in after.kept} == {"was not tried, for too many others failed"}


def test_a_fix_that_another_rule_would_find_is_left_out() -> None:
    """If it is as severe as what was fixed."""
    own = {"house-frequent-flyer": Alternative({"one": "dope house", "many": "dope houses"})}
    options = Options(show_muted=True, prefer=own)

    def check(changed: Document) -> tuple[Finding, ...]:
        return pipeline().check(changed, options)

    document = parse("Help for two frequent flyers.", "a.md")
    after = fix(document, check(document), check, unsafe=True, lowest=Severity.WARNING)
    assert (after.document, after.count) == (document, 0)
    assert [one.why for one in after.kept] == ["would make a new finding of house-dope-house"]


def test_a_remark_names_the_own_words_that_are_found(folder: Path, house: Settings) -> None:
    own = {"house-frequent-flyer": Alternative({"one": "dope house", "many": "dope houses"})}
    (folder / "a.txt").write_text("Help for two frequent flyers.", encoding="utf-8")
    [remark] = run(folder / "a.txt", house._replace(prefer=own), unsafe=True).report.problems
    assert remark.reason == (
        "the fix of “frequent flyers” would make a new finding of house-dope-house; "
        "mend it by hand, or change what 'prefer' says for house-frequent-flyer"
    )


def found(*ranges: tuple[int, int], rule: str = "addict") -> Finding:
    edits = tuple(Edit(start, end, "x", "x") for start, end in ranges)
    place = Place("a.md", ranges[0][0], ranges[0][1], 1, 1, 1, 2)
    suggestion = Suggestion("x", "news", Safety.SAFE, edits=edits)
    return Finding(
        place, rule, "slur", "term", Severity.ERROR, "x", "x", "x", suggestions=(suggestion,)
    )


def test_of_two_that_meet_the_earlier_goes_first() -> None:
    chosen = plan([found((0, 5), (10, 12)), found((7, 9)), found((14, 20))], unsafe=False)
    assert [one.edits[0].start for one in chosen] == [0, 14]
    assert len(plan([found((0, 5)), found((5, 9))], unsafe=False)) == 1


def test_the_same_edits_fix_two_findings_at_once() -> None:
    [one] = plan([found((0, 5)), found((0, 5), rule="junkie")], unsafe=False)
    assert [finding.rule for finding in one.findings] == ["addict", "junkie"]


# The laws, for files made of realistic sentences in any markup, line ends and encoding.

SENTENCES = st.sampled_from(
    [
        "Two frequent flyers waited at the Elm Street clinic.",
        "A frequent flyer said thank you.",
        "The frequent flyers’ room is closed.",
        "Fifth Street has a drug problem.",
        "They boarded up the dope house, and the frequent flyers left.",
        "Naloxone is free at every library.",
        "The airline gave every frequent flyer a second bag.",
        "“Frequent flyers,” the sheriff said.",
        "Avoid the term “frequent flyer”.",
        "Café hours: nine to five.",
        "FREQUENT FLYERS",
        "Two **frequent flyers** and a *frequent* flyer.",
        "Two frequent\nflyers wrapped.",
    ]
)
JOINTS = st.sampled_from(
    [" ", "\n", "\n\n", "\n\n> ", "\n> ", "\n- ", "\n\n## ", "\n\n| a | ", " & ", "\t",
     "</p>\n<p>", "<br>", '<img alt="', '">', " {{ name }} ", "<!-- x -->", "&amp; ", "  \n"]
)  # fmt: skip
SUFFIXES = st.sampled_from([".txt", ".md", ".html"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])
PARTS = st.lists(st.tuples(SENTENCES, JOINTS), min_size=1, max_size=12)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def checked(file: Path, mend: FixInPlace | ShowDiff | None = None) -> Checked:
    return check_paths([file], Settings(), rules=house_rules(), mend=mend)


def counts(report: Checked) -> Counter[str]:
    return Counter(finding.rule for finding in report.report.unmuted)


@settings(max_examples=40, deadline=None)
@given(parts=PARTS, suffix=SUFFIXES, encoding=ENCODINGS, line_end=LINE_ENDS, unsafe=st.booleans())
def test_the_laws_of_fixing(
    tmp_path_factory: pytest.TempPathFactory,
    parts: list[tuple[str, str]],
    suffix: str,
    encoding: str,
    line_end: str,
    unsafe: bool,
) -> None:
    text = "".join(sentence + joint for sentence, joint in parts).replace("\n", line_end)
    old = text.encode(encoding)
    file = tmp_path_factory.mktemp("laws") / f"page{suffix}"
    file.write_bytes(old)
    before = checked(file)
    shown = ShowDiff(unsafe=unsafe)
    would = checked(file, shown)
    assert file.read_bytes() == old

    after = checked(file, FixInPlace(unsafe=unsafe))
    new = file.read_bytes()
    assert after.unmended == would.unmended == ()
    assert after.report.fixed == would.report.fixed
    assert bool(after.report.fixed) == (new != old)

    _same_outside(before, old.decode(encoding), new.decode(encoding))
    assert _marks(new) == _marks(old)

    again = FixInPlace(unsafe=unsafe)
    assert checked(file, again).report.fixed == 0
    assert file.read_bytes() == new

    left = checked(file)
    assert counts(left) == counts(after)
    assert sum(counts(left).values()) + after.report.fixed <= sum(counts(before).values())
    assert all(count <= counts(before)[rule] for rule, count in counts(left).items())

    if shutil.which("patch") and encoding != "utf-16":
        patched(file.parent, "again" + suffix, old, _renamed(shown, file, "again" + suffix), new)


def _same_outside(before: Checked, old: str, new: str) -> None:
    """Lines without a finding are the same, and so are the ends of all lines."""
    touched = {
        line
        for finding in before.report.unmuted
        for line in range(finding.place.line - 1, finding.place.end_line + 1)
    }
    lines, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    assert len(lines) == len(others)
    for number, (one, other) in enumerate(zip(lines, others, strict=True), start=1):
        assert one == other or number in touched
        assert one[len(one.rstrip("\r\n")) :] == other[len(other.rstrip("\r\n")) :]


def _marks(data: bytes) -> bytes:
    """The byte order mark of a file, if it has one."""
    return next((m for m in (b"\xef\xbb\xbf", b"\xff\xfe") if data.startswith(m)), b"")


def _renamed(shown: ShowDiff, file: Path, name: str) -> bytes:
    """A diff that speaks of a file in the current folder."""
    head = (b"".join(shown.diffs)).split(b"\n", 2)
    return (
        b"\n".join([b"--- " + name.encode(), b"+++ " + name.encode(), head[2]]) if head[0] else b""
    )


# Real files.


def test_bytes_that_are_no_utf_8_stay(folder: Path, house: Settings) -> None:
    file = folder / "a.txt"
    file.write_bytes(b"Caf\xe9 \x81 for two frequent flyers.\r\n")
    run(file, house)
    assert file.read_bytes() == b"Caf\xe9 \x81 for two people who come often.\r\n"


def test_a_page_in_the_charset_that_it_names(folder: Path, house: Settings) -> None:
    file = folder / "a.html"
    page = '<meta charset="koi8-r"><p>Привет, two frequent flyers.</p>'
    file.write_bytes(page.encode("koi8-r"))
    run(file, house)
    assert file.read_bytes().decode("koi8-r") == page.replace(
        "frequent flyers", "people who come often"
    )


def test_a_damaged_file_is_left_alone_and_fails_the_run(folder: Path, house: Settings) -> None:
    data = "Café, naïve, Zoë, señor, déjà: two frequent flyers. ".encode() + b"\xff"
    (folder / "a.txt").write_bytes(data)
    ran = run(folder / "a.txt", house)
    assert (folder / "a.txt").read_bytes() == data
    [problem] = ran.unmended
    assert "is damaged" in problem.reason
    assert problem in ran.report.problems
    assert ran.exit_status(Severity.ERROR, exit_zero=True, skip_unreadable=True) == 2
    assert (ran.report.fixed, len(ran.report.unmuted)) == (0, 1)
    (folder / "b.txt").write_bytes(b"Caf\xc3\xa9, na\xc3\xafve, Zo\xc3\xab, d\xc3\xa9 \xff")
    assert run(folder / "b.txt", house).unmended == ()


@pytest.mark.parametrize("mend", [FixInPlace, ShowDiff])
def test_a_character_that_the_file_cannot_hold(
    folder: Path, house: Settings, mend: Callable[[], FixInPlace | ShowDiff],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("personfirst.app.mend.fix", _with_a_sign)
    (folder / "a.txt").write_bytes(b"Caf\xe9 for two frequent flyers.")
    [problem] = check_paths(["a.txt"], house, mend=mend()).unmended
    assert problem.reason == (
        "its encoding (windows-1252) has no 統; save it as UTF-8 and run again"
    )


def _with_a_sign(document: Document, *_: object, **__: object) -> Fixed:
    return Fixed(replace(document, text=document.text + "統"), (), 1)


def test_a_read_only_file_and_a_file_that_changed(folder: Path, house: Settings) -> None:
    text = "Help for two frequent flyers."
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "a.txt").chmod(0o444)
    [problem] = run(folder / "a.txt", house).unmended
    assert (problem.path, "read-only" in problem.reason) == ("a.txt", True)
    assert (folder / "a.txt").read_text(encoding="utf-8") == text
    (folder / "a.txt").chmod(0o644)


def test_a_file_full_of_findings_is_not_fixed(
    folder: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("personfirst.pipeline.MOST_FINDINGS", 3)
    monkeypatch.setattr("personfirst.app.in_turn.MOST_FINDINGS", 3)
    text = "Two frequent flyers waited. " * 5
    (folder / "a.txt").write_text(text, encoding="utf-8")
    ran = run(folder / "a.txt", house)
    assert (folder / "a.txt").read_text(encoding="utf-8") == text
    assert (ran.report.fixed, len(ran.unreadable)) == (0, 1)


def test_what_is_not_reported_is_not_fixed(folder: Path, house: Settings) -> None:
    (folder / "a.txt").write_text("Two frequent flyers. A drug problem.", encoding="utf-8")
    strict = house._replace(severity=Severity.ERROR)
    assert run(folder / "a.txt", strict, unsafe=True).report.fixed == 0
    assert run(folder / "a.txt", house, unsafe=True).report.fixed == 2


def run(file: Path, house: Settings, *, unsafe: bool = False) -> Checked:
    return check_paths([file], house, mend=FixInPlace(unsafe=unsafe))
