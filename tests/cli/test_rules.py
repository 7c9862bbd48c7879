"""`personfirst rule` and `personfirst rules`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from personfirst.rulebook.housekeeping import housekeeping
from tests.cli.conftest import HOUSE_RULES, Invoke, Process
from tests.helpers import RULE, write, write_rule

WRONG = """\
id: house-token
category: county-desk
severity: warning
title: A title
why: A reason.
sources: [county-desk-guide]
match:
  nouns: [token]
advice: Say it another way.
examples:
  - flag: The [bus token] was lost.
  - flag: Two [tokens] were found.
"""
SOURCES = """\
county-desk-guide: {publisher: Alder County, title: Front desk guide, year: "2024"}
"""


def test_a_rule_is_explained(county: Path, invoke: Invoke) -> None:
    ran = invoke("rule", "house-frequent-flyer")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot("""\
house-frequent-flyer: Mocks a person who asks for help often
warning, county-desk

Why
  Staff said it of people who came back to the clinic, and people heard it.

What to write
  harm-reduction  person who comes often, people who come often
                  regular visitor, regular visitors
  clinical        patient with many visits, patients with many visits

Flagged
  - Two [frequent flyers] waited at the Elm Street clinic.
      harm-reduction: Two people who come often waited at the Elm Street clinic.
  - The deputy saw a [frequent flyer].
      harm-reduction: The deputy saw a person who comes often.

Left alone
  - The airline gave every frequent flyer a second bag. (other-sense)

Stays silent when it means
  - air travel

Sources
  - Alder County: Front desk guide (2024)
    https://example.org/front-desk-guide
""")


@pytest.mark.parametrize("rule", [rule.id for rule in housekeeping()])
def test_a_rule_about_comments_is_explained(rule: str, county: Path, invoke: Invoke) -> None:
    ran = invoke("rule", rule)
    assert ran.out.startswith(f"{rule}: A comment ")
    assert (Path(__file__).parents[2] / "docs" / "rules" / f"{rule}.md").is_file()


def test_a_rule_as_json(county: Path, invoke: Invoke) -> None:
    value = json.loads(invoke("rule", "house-dope-house", "--output-format", "json").out)
    assert (value["id"], value["severity"], value["advice"]) == snapshot(
        ("house-dope-house", "error", "Give the address, or say what happened there.")
    )


def test_an_unknown_rule(county: Path, invoke: Invoke) -> None:
    ran = invoke("rule", "house-dope-huose")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "personfirst: error: unknown rule 'house-dope-huose'; did you mean 'house-dope-house'?\n"
    )


def test_rules_are_listed(county: Path, invoke: Invoke) -> None:
    ran = invoke("rules", "--category", "county-place")
    assert ran.status == 0
    assert ran.out == snapshot("""\
house-dope-house    error       county-place  Names a home by the drugs in it
house-drug-problem  suggestion  county-place  Makes a place or a person the problem
""")
    every = invoke("rules").out
    assert invoke("rule").out == every
    assert "house-frequent-flyer" in every
    errors = invoke("rules", "--severity", "error", "--output-format", "json").out
    assert {one["severity"] for one in json.loads(errors)} == {"error"}


def test_an_unknown_category(county: Path, invoke: Invoke) -> None:
    ran = invoke("rules", "--category", "county-plaec")
    assert ran.status == 2
    assert "did you mean 'county-place'" in ran.err


def test_the_examples_of_a_folder_hold(county: Path, invoke: Invoke) -> None:
    ran = invoke("rules", "test", str(HOUSE_RULES), "--isolated")
    assert (ran.status, ran.out) == (0, snapshot("9 examples in 3 rules: all hold\n"))


def test_an_example_that_does_not_hold(county: Path, invoke: Invoke) -> None:
    write_rule(county / "house", "house-token", WRONG)
    (county / "house" / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    ran = invoke("rules", "test", "house", "--isolated")
    assert ran.status == 1
    assert ran.out == snapshot("""\
house-token: example 1 (flag, line 11)
  flag: The [bus token] was lost.
  expected 'bus token', found 'token'

1 of 2 examples in 1 rule failed
""")


def test_a_rule_file_that_cannot_be_used(county: Path, invoke: Invoke) -> None:
    write_rule(county / "house", "house-token", WRONG.replace("title:", "titel:"))
    ran = invoke("rules", "test", "house", "--isolated")
    assert (ran.status, ran.out) == (2, "")
    assert "house-token.yaml:4: unknown key 'titel'; did you mean 'title'?" in ran.err
    ran = invoke("rules", "test", "absent")
    assert ran.status == 2
    assert "absent: no such folder of rules" in ran.err


@pytest.mark.parametrize("names", [[], ["a.txt"], ["a.YAML", "b.txt"]])
def test_a_folder_without_rules_is_an_error(names: list[str], county: Path, invoke: Invoke) -> None:
    (county / "house").mkdir()
    for name in names:
        (county / "house" / name).write_text("id: a\n", encoding="utf-8")
    if (county / "house" / "a.yaml").exists():
        pytest.skip("names differ by more than capitals here")
    ran = invoke("rules", "test", "house", "--isolated")
    named = ": rename " + ", ".join(f"house/{name}" for name in names) if names else ""
    said = f"personfirst: error: house holds no rules; their files end in .yaml{named}\n"
    assert (ran.status, ran.out, ran.err) == (2, "", said)


def test_what_a_rule_lacks_is_said(county: Path, invoke: Invoke) -> None:
    text = RULE.format(name="boozer")
    write_rule(county / "house", "boozer", text.replace("  - flag: Two [boozers].\n", ""))
    write_rule(county / "house", "test")
    safe = RULE.format(name="drunk").replace("advice:", "fix: safe\nadvice:")
    write_rule(county / "house", "drunk", safe)
    (county / "house" / "notes.txt").write_text("To do\n", encoding="utf-8")
    ran = invoke("rules", "test", "house", "--isolated")
    assert (ran.status, ran.out) == (1, "5 examples in 3 rules: all hold; 2 other errors\n")
    assert ran.err.splitlines() == [
        "warning: house/notes.txt: is not read: a rule's file ends in .yaml",
        "warning: house/boozer.yaml: has too few 'flag' examples (1); write 2 or more",
        "warning: house/boozer.yaml: has too few 'pass' examples (0); write 1 or more",
        "warning: house/drunk.yaml: has too few 'pass' examples (0); write 1 or more",
        "warning: house/test.yaml: has too few 'pass' examples (0); write 1 or more",
        "error: house/drunk.yaml: 'fix: safe' needs an example with a 'fix'",
        "error: house/test.yaml: the id 'test' is also a category; choose another",
    ]


def test_a_category_that_looks_like_a_slip_is_named(county: Path, process: Process) -> None:
    text = RULE.format(name="boozerino").replace("category: test", "category: person-labels")
    write_rule(county / "house", "boozerino", text)
    ran = process("rules", "test", "house", "--isolated")
    assert ran.returncode == 0
    assert b"'person-labels' is your own; did you mean 'person-label'?" in ran.stderr


def test_a_rule_of_ones_own_goes_before_one_of_ours(county: Path, process: Process) -> None:
    text = RULE.format(name="zz-crackhead").replace("[zz-crackhead]\nadvice", "[crackhead]\nadvice")
    write_rule(
        county / "house", "zz-crackhead", text.replace("severity: warning", "severity: error")
    )
    (county / "personfirst.toml").write_text("[rules]\nfolders = ['house']\n", encoding="utf-8")
    (county / "a.md").write_text("Two crackheads came.\n", encoding="utf-8")
    ran = process("check", "a.md", "--output-format", "concise")
    assert b"zz-crackhead" in ran.stdout


def test_a_page_is_as_wide_as_asked(county: Path, invoke: Invoke) -> None:
    wide = invoke("rule", "house-frequent-flyer").out
    narrow = invoke("rule", "house-frequent-flyer", env={"COLUMNS": "40"}).out
    assert "  https://example.org/front-desk-guide" in narrow
    assert max(map(len, narrow.splitlines()[1:])) <= 40 < max(map(len, wide.splitlines()[1:]))
    assert narrow.split() == wide.split()


def test_rules_are_listed_by_either_name(county: Path, invoke: Invoke) -> None:
    assert invoke("rules", "list", "--category", "county-desk").out == (
        invoke("rules", "--category", "county-desk").out
    )
    assert invoke("-V").out == invoke("--version").out


def test_capitals_do_not_hide_a_rule(county: Path, invoke: Invoke) -> None:
    assert "did you mean 'house-dope-house'?" in invoke("rule", "HOUSE-DOPE-HOUSE").err


def test_the_guide_s_example_can_be_used_as_it_is_printed(county: Path, process: Process) -> None:
    guide = Path(__file__).parents[2] / "docs" / "writing-rules.md"
    rule, sources = re.findall("```yaml\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)[
        :2
    ]
    name = re.match(r"id: (\S+)", rule)
    assert name is not None
    write(county / "mine" / "equipment" / f"{name[1]}.yaml", rule)
    write(county / "mine" / "sources.yaml", sources)
    ran = process("rules", "test", "mine", "--isolated")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"3 examples in 1 rule: all hold\n", b"")
    assert (
        b"Front desk guide (2024)"
        in process("rule", name[1], env={"PERSONFIRST_CONFIG": str(_config(county, "mine"))}).stdout
    )


def _config(county: Path, folder: str) -> Path:
    return write(county / "own.toml", f"[rules]\nfolders = ['{folder}']\n")


def test_a_rule_that_a_built_in_one_takes_the_words_from(county: Path, process: Process) -> None:
    text = (
        RULE.format(name="junkie")
        .replace("id: junkie", "id: our-junkie")
        .replace("severity: warning", "severity: suggestion")
    )
    write_rule(county / "house", "our-junkie", text)
    ran = process("rules", "test", "house", "--isolated")
    said = b"our-junkie.yaml:11: in 'junkie' the rule junkie (error) speaks instead: the longest"
    assert (ran.returncode, said in ran.stderr) == (0, True)
    assert ran.stderr.count(b"speaks instead") == 1
    write(county / "c.toml", 'ignore = ["junkie"]\n')
    ran = process("rules", "test", "house", "--config", "c.toml")
    assert b"speaks instead" not in ran.stderr


def test_a_narrative_says_which_role_was_not_filled(county: Path, invoke: Invoke) -> None:
    narrative = RULE.format(name="stay-away").replace(
        "match:\n  nouns: [stay-away]",
        "kind: narrative\nroles:\n  far: {about: far away, words: [keep out]}\n"
        "structures:\n  - of: [far, using-any]",
    )
    narrative = narrative.replace("One [stay-away]", "We [keep junkies out]").replace(
        "Two [stay-aways]", "Please [keep out, junkies]"
    )
    write_rule(county / "house", "stay-away", narrative)
    ran = invoke("rules", "test", "house/stay-away.yaml", "--isolated")
    assert ran.status == 1
    assert "found nothing: of the roles far, using-any nothing fills far\n" in ran.out


def test_files_that_are_not_read_are_named(county: Path, invoke: Invoke) -> None:
    write_rule(county / "house", "boozer")
    for name in ("cues/topic.yaml", "lexicon/more.yml", "roles/deep/x.yaml"):
        write(county / "house" / name, "a: {words: [b]}\n")
    err = invoke("rules", "test", "house", "--isolated").err
    assert "house/cues/topic.yaml: is not read: what stands in cues/ comes with the tool" in err
    assert "house/lexicon/more.yml: is not read: lists stand right in lexicon/" in err
    assert "house/roles/deep/x.yaml: is not read" in err


def test_what_an_author_should_know_of_titles_and_tags(county: Path, invoke: Invoke) -> None:
    text = RULE.format(name="boozer").replace("A title", "A title.") + "tags: [in-compny]\n"
    write_rule(county / "house", "boozer", text)
    err = invoke("rules", "test", "house", "--isolated").err
    assert "the title ends in a full stop; leave it out" in err
    assert "the tag 'in-compny' does nothing; did you mean 'in-company'?" in err


def test_examples_hold_but_a_rule_is_unfit(county: Path, invoke: Invoke) -> None:
    write_rule(county / "house", "boozer", RULE.format(name="boozer") + "fix: safe\n")
    ran = invoke("rules", "test", "house", "--isolated")
    assert ran.status == 1
    assert ran.out == "2 examples in 1 rule: all hold; 1 other error\n"


def test_lists_of_words_are_shown(county: Path, invoke: Invoke) -> None:
    ran = invoke("rules", "words")
    assert ran.status == 0
    assert re.search(r"^drug +list +Drugs in general and by name", ran.out, re.M)
    assert re.search(r"^help-service +role ", ran.out, re.M)
    ran = invoke("rules", "words", "drug")
    assert ran.out.startswith("drug (list): Drugs in general and by name")
    assert "- heroin, black tar heroin" in ran.out
    assert invoke("rules", "words", "durg").err.endswith("did you mean 'drug'?\n")
