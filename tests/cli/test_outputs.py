"""`--output-format`, several times and with files; `--statistics`; what goes where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from personfirst.cli.outputs import outputs_of
from personfirst.model.errors import ConfigError
from personfirst.reporters import FORMS, View, reporter
from tests.cli.conftest import Invoke


def pairs(
    *given: str, output: Path | None = None, statistics: bool = False
) -> list[tuple[str, str | None]]:
    """Formats and files as the option is understood."""
    outputs = outputs_of(given, output, statistics=statistics)
    return [(one.form.name, str(one.file) if one.file else None) for one in outputs]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], [("full", None)]),
        (["json"], [("json", None)]),
        (["github", "sarif:out.sarif"], [("github", None), ("sarif", "out.sarif")]),
        (["github,sarif:out.sarif"], [("github", None), ("sarif", "out.sarif")]),
        ([r"sarif:C:\out.sarif"], [("sarif", r"C:\out.sarif")]),
        ([r"sarif:C:\a,b.sarif, json"], [("sarif", r"C:\a,b.sarif"), ("json", None)]),
        (["sarif:a,jsonl,junit:b.xml"], [("sarif", "a,jsonl"), ("junit", "b.xml")]),
        (["json:-"], [("json", None)]),
        (["markdown:50%: notes.md"], [("markdown", "50%: notes.md")]),
    ],
)
def test_formats_and_their_files(
    given: list[str], expected: list[tuple[str, str | None]], county: Path
) -> None:
    assert pairs(*given) == expected


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["sarfi:out.sarif"], "--output-format: unknown format 'sarfi'; did you mean 'sarif'?"),
        (["github,sarfi"], "unknown format 'sarfi'"),
        ([r"C:\out.sarif"], "unknown format 'C'; there are full, concise, grouped, json"),
        (["xml"], "there are full, concise"),
        (["json:"], "'json:' lacks its file"),
        (
            ["github", "sarif"],
            "github and sarif would both go to standard output; give a file to one, "
            "as in 'sarif:FILE'",
        ),
        (["json:a.json", "sarif:./a.json"], "a.json: two reports cannot go to one file"),
        (["json:absent/a.json"], "there is no folder absent; make it first"),
        (["json:site"], "site: is a folder; name a file for the report"),
    ],
)
def test_what_cannot_be_done_is_said_before_the_run(
    given: list[str], said: str, county: Path, invoke: Invoke
) -> None:
    with pytest.raises(ConfigError) as raised:
        outputs_of(given)
    assert said in str(raised.value)
    options = [part for value in given for part in ("--output-format", value)]
    ran = invoke("check", *options)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_output_names_the_file_of_what_would_go_to_standard_output(county: Path) -> None:
    assert pairs("json", output=Path("a")) == [("json", "a")]
    assert pairs(output=Path("a")) == [("full", "a")]
    assert pairs("json:b", "full", output=Path("a")) == [("json", "b"), ("full", "a")]
    with pytest.raises(ConfigError, match="names a file for each format; leave out --output"):
        pairs("json:b", output=Path("a"))
    with pytest.raises(ConfigError, match="two reports cannot go to one file"):
        pairs("json:a", "full", output=Path("a"))


def test_the_environment_stands_in_for_the_option(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSONFIRST_OUTPUT_FORMAT", "github, sarif:out.sarif")
    assert pairs() == [("github", None), ("sarif", "out.sarif")]
    assert pairs("json") == [("json", None)]
    monkeypatch.setenv("PERSONFIRST_OUTPUT_FORMAT", "")
    assert pairs() == [("full", None)]
    monkeypatch.setenv("PERSONFIRST_OUTPUT_FORMAT", "yaml")
    with pytest.raises(ConfigError, match=r"^PERSONFIRST_OUTPUT_FORMAT: unknown format 'yaml'"):
        pairs()


def test_statistics_take_the_place_of_what_goes_to_standard_output(county: Path) -> None:
    assert pairs(statistics=True) == [("statistics", None)]
    assert pairs("json", statistics=True) == [("statistics-json", None)]
    assert pairs("concise", "sarif:a", statistics=True) == [("statistics", None), ("sarif", "a")]
    assert pairs("sarif:a", statistics=True) == [("statistics", None), ("sarif", "a")]
    assert pairs(output=Path("a"), statistics=True) == [("statistics", "a")]
    with pytest.raises(ConfigError, match="github has no place for --statistics"):
        pairs("github", statistics=True)


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_every_format_is_written_to_standard_output_and_to_a_file(
    form: object, county: Path, invoke: Invoke
) -> None:
    name = getattr(form, "name", "")
    ran = invoke("check", "minutes.md", "--output-format", name)
    assert (ran.status, ran.err) == (1, "")
    assert "house-" in ran.out
    filed = invoke("check", "minutes.md", "--output-format", f"{name}:report.out")
    assert (filed.status, filed.out, filed.err) == (1, "", "")
    text = (county / "report.out").read_text(encoding="utf-8")
    assert [line[:12] for line in text.splitlines()] == [line[:12] for line in ran.out.splitlines()]


def test_formats_have_reporters_of_their_own() -> None:
    renders = {reporter(form) for form in FORMS}
    assert len(renders) == len(FORMS)
    assert all(callable(render) for render in renders)
    assert View().fail_on.rank == 1


def test_annotations_in_the_log_and_the_rest_in_files(county: Path, invoke: Invoke) -> None:
    ran = invoke(
        "check",
        "--output-format",
        "github",
        "--output-format",
        "sarif:out.sarif",
        "--output-format",
        "json:out.json",
    )
    assert (ran.status, ran.err) == (1, "")
    assert ran.out == snapshot("""\
::warning file=minutes.md,line=3,endLine=3,col=30,endColumn=45,title=personfirst (house-frequent-flyer)::minutes.md:3:30: Mocks a person who asks for help often%0Awrite instead: people who come often / regular visitors
::error file=minutes.md,line=4,endLine=5,title=personfirst (house-dope-house)::minutes.md:4:42: Names a home by the drugs in it. Give the address, or say what happened there.
::warning file=site/about.html,line=2,endLine=2,col=27,endColumn=41,title=personfirst (house-frequent-flyer)::site/about.html:2:27: Mocks a person who asks for help often%0Awrite instead: person who comes often / regular visitor
::notice file=site/about.html,line=3,endLine=3,col=19,endColumn=31,title=personfirst (house-drug-problem)::site/about.html:3:19: Makes a place or a person the problem%0Awrite instead: need for drug services
Found 4 findings (1 error, 2 warnings, 1 suggestion) in 2 of 3 files, 61 words, 0.1 s; 1 not counted
""")
    results = json.loads((county / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    findings = json.loads((county / "out.json").read_text(encoding="utf-8"))["findings"]
    assert [one["ruleId"] for one in results] == [one["rule"] for one in findings]
    assert len(findings) == 4


def test_sarif_explains_rules_of_ones_own(county: Path, invoke: Invoke) -> None:
    said = json.loads(invoke("check", "minutes.md", "--output-format", "sarif").out)
    rules = {one["id"]: one for one in said["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["house-dope-house"]["help"]["text"] == snapshot("""\
People live there, children among them.

What to write:
- Give the address, or say what happened there.

Examples:
- The council voted to board up the [dope house] on Fifth Street.
- Two [dope houses] were sold at auction.

Sources:
- Alder County: Front desk guide (2024). https://example.org/front-desk-guide\
""")


def test_only_what_fails_the_run_fails_a_test(county: Path, invoke: Invoke) -> None:
    strict = invoke("check", "site", "--output-format", "junit", "--fail-on", "suggestion").out
    assert 'tests="2" failures="2"' in strict
    assert (
        'tests="2" failures="0"'
        in invoke("check", "site", "--output-format", "junit", "--fail-on", "error").out
    )


def test_a_report_in_a_checked_folder_is_not_checked_itself(county: Path, invoke: Invoke) -> None:
    first = invoke("check", "--output-format", "markdown:re [p].md", "--output-format", "concise")
    second = invoke("check", "--output-format", "markdown:re [p].md", "--output-format", "concise")
    assert "frequent flyer" in (county / "re [p].md").read_text(encoding="utf-8")
    assert first.out == second.out
    assert "in 2 of 3 files" in second.out
    assert "in 2 of 4 files" in invoke("check", "--output-format", "concise").out


def test_a_report_is_not_checked_whatever_link_leads_to_it(county: Path, invoke: Invoke) -> None:
    link = county.with_name(f"{county.name}-link")
    try:
        link.symlink_to(county, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    for _ in range(2):
        forms = (f"markdown:{link / 'report.md'}", "concise")
        ran = invoke("check", str(link), *(f"--output-format={form}" for form in forms))
        assert "in 2 of 3 files" in ran.out


@pytest.mark.parametrize("form", ["concise", "json-lines", "gitlab", "rdjson"])
def test_problems_that_a_format_cannot_say_go_to_standard_error(
    form: str, county: Path, invoke: Invoke
) -> None:
    (county / "scan.txt").write_bytes(b"x\x00y\x00\x00")
    ran = invoke("check", "scan.txt", "absent.md", "--output-format", form)
    assert ran.status == 2
    assert ran.err == snapshot("""\
personfirst: error: absent.md: no such file or folder
scan.txt: looks like a binary file, not text
""")


@pytest.mark.parametrize(
    "form", ["json", "github", "junit", "sarif", "markdown", "full", "grouped"]
)
def test_problems_that_a_format_says_are_not_said_twice(
    form: str, county: Path, invoke: Invoke
) -> None:
    (county / "scan.txt").write_bytes(b"x\x00y\x00\x00")
    ran = invoke("check", "scan.txt", "--output-format", form)
    assert (ran.status, ran.err) == (2, "")
    assert "looks like a binary file, not text" in ran.out


def test_problems_are_named_where_all_reports_go_to_files(county: Path, invoke: Invoke) -> None:
    (county / "scan.txt").write_bytes(b"x\x00y\x00\x00")
    ran = invoke("check", "scan.txt", "absent.md", "--output-format", "full:report.txt")
    assert ran.err.count("looks like a binary file") == ran.err.count("no such file") == 1
    text = (county / "report.txt").read_text(encoding="utf-8")
    assert "absent.md: no such file or folder" in text


def test_what_may_be_skipped_is_a_warning(county: Path, invoke: Invoke) -> None:
    (county / "scan.txt").write_bytes(b"x\x00y\x00\x00")
    for option, level, successful in (
        ([], "error", False),
        (["--skip-unreadable"], "warning", True),
    ):
        said = invoke("check", "scan.txt", "--output-format", "github", *option).out
        assert said.startswith(f"::{level} file=scan.txt")
        run = json.loads(invoke("check", "scan.txt", "--output-format", "sarif", *option).out)
        assert run["runs"][0]["invocations"][0]["executionSuccessful"] is successful


def test_statistics(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--statistics")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out == snapshot("""\
2  warning     [*]  house-frequent-flyer
1  error            house-dope-house
1  suggestion       house-drug-problem
[*] all can be fixed with --fix
Found 4 findings (1 error, 2 warnings, 1 suggestion) in 2 of 3 files, 61 words, 0.1 s; 1 not counted
""")
    value = json.loads(invoke("check", "--statistics", "--output-format", "json").out)
    assert [one["count"] for one in value["statistics"]] == [2, 1, 1]


@pytest.mark.parametrize("option", ["--diff", "--interactive"])
def test_formats_and_statistics_are_for_reports(option: str, county: Path, invoke: Invoke) -> None:
    for report in (["--output-format", "json"], ["--statistics"]):
        ran = invoke("check", "minutes.md", option, *report)
        assert (ran.status, ran.out) == (2, "")
        assert f"{report[0]} is for reports" in ran.err


def test_a_fixed_text_keeps_standard_output_to_itself(county: Path, invoke: Invoke) -> None:
    text = "Two frequent flyers waited."
    ran = invoke(
        "check", "-", "--fix", "--output-format", "github", "--output-format", "json:a.json",
        stdin=text,
    )  # fmt: skip
    assert "::" not in ran.out
    assert ran.out.startswith("Two ")
    assert "1 file" in ran.err
    assert json.loads((county / "a.json").read_text(encoding="utf-8"))["summary"]["files"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "minutes.md", "-o", "minutes.md"],
        ["check", "minutes.md", "-o", "site/../minutes.md", "--fix"],
        ["check", "minutes.md", "-o", "minutes.md", "--diff"],
        ["check", "minutes.md", "--output-format", "json:minutes.md"],
        ["check", ".", "-o", "minutes.md"],
        ["check", ".", "-o", "site/about.html", "--output-format", "html"],
        ["audit", "minutes.md", "-o", "minutes.md"],
        ["stats", "minutes.md", "--csv", "-o", "minutes.md"],
        ["stats", "site", "--history", "minutes.md", "-o", "minutes.md"],
    ],
)
def test_no_report_takes_the_place_of_a_document(
    arguments: list[str], county: Path, invoke: Invoke
) -> None:
    before = {one: one.read_bytes() for one in county.rglob("*") if one.is_file()}
    ran = invoke(*arguments)
    assert ran.status == 2
    assert "is a document to check; name another file for the report" in ran.err
    assert before == {one: one.read_bytes() for one in before}


@pytest.mark.parametrize("form", ["full", "concise", "grouped", "markdown", "html", "github"])
@pytest.mark.parametrize("option", [[], ["--quiet"], ["--color", "always"]])
def test_a_report_may_be_written_again(
    form: str, option: list[str], county: Path, invoke: Invoke
) -> None:
    for _ in range(2):
        ran = invoke("check", "--output-format", f"{form}:report.txt", *option)
        assert (ran.status, "name another file" in ran.err) == (1, False)


@pytest.mark.parametrize("command", ["audit", "stats"])
@pytest.mark.parametrize("form", ["text", "html"])
def test_an_overview_may_be_written_again(
    command: str, form: str, county: Path, invoke: Invoke
) -> None:
    for _ in range(2):
        ran = invoke(command, ".", "--output-format", form, "-o", "report.txt")
        assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("command", ["check", "stats"])
def test_a_folder_with_nothing_to_read_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = invoke(command, ".")
    assert (ran.status, ran.err) == (
        0,
        "nothing to read here; name files or folders with documents\n",
    )
    assert invoke(command, ".", "--quiet").err == ""
