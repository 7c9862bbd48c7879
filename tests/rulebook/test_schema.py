"""Rule files that are wrong: each error names the file, the line, and the way out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError, RuleError
from personfirst.rulebook.index import fingerprint
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import RULE, write, write_rule


def load(folder: Path) -> None:
    load_ruleset([folder], builtin=False)


def test_the_smallest_rule(tmp_path: Path) -> None:
    write_rule(tmp_path, "boozer")
    (rule,) = load_ruleset([tmp_path], builtin=False).rules
    assert (rule.id, rule.severity, rule.language) == ("boozer", Severity.WARNING, "en")
    assert rule.examples[0].spans == ((4, 10),)


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("severity: warning", "severty: warning"), 3, "unknown key 'severty'; did you mean 'severity'?"),
        (("severity: warning", "severity: warnign"), 3, "did you mean 'warning'?"),
        (("severity: warning\n", ""), None, "the key 'severity' is missing"),
        (("id: boozer", "id: Boozer"), 1, "may hold only small letters"),
        (("id: boozer", "id: drinker"), 1, "must equal the file's name"),
        (("nouns: [boozer]", "nouns: [no]"), 8, "YAML reads no as true or false; write 'no'"),
        (("nouns: [boozer]", "nouns: ['{durg} boozer']"), 8, "there is no lexicon {durg}; did you mean 'drug'?"),
        (("nouns: [boozer]", "nouns: ['(boozer']"), 8, "a ( or { is not closed"),
        (("nouns: [boozer]", "nouns: ['(boozer)?']"), 8, "no word that must be there"),
        (("nouns: [boozer]", "nouns: boozer"), 8, "expected a list"),
        (("title: A title", "title: \"Quoted\" and more"), 4, "is not valid YAML"),
        (("title: A title", "title: A title\ntitle: Another"), 5, "is given twice"),
        (("One [boozer].", "One boozer."), 11, "marks the words it must find"),
        (("flag: One", "falg: One"), 11, "did you mean 'flag'?"),
        (("sources: [judgment]", "sources: [jugdment]"), 6, "did you mean 'judgment'?"),
        (("advice: Say it another way.\n", ""), None, "needs 'rewrite' or 'advice'"),
        (("id: boozer", "id: drinker"), 1, "; rename the file to drinker.yaml"),
        (("severity: warning", "colour: red"), 3, "unknown key 'colour'; there are id, kind, category, severity"),
        (("nouns: [boozer]", "nouns: []"), 8, "the list is empty"),
        (("sources: [judgment]", "sources: []"), 6, "the list is empty"),
        (("advice:", "unless: []\nadvice:"), 9, "the list is empty"),
        (("advice:", "unless:\n  - near: []\nadvice:"), 10, "the list is empty"),
        (("nouns: [boozer]", "nouns: [boozer~~]"), 8, "'boozer~~' has more than one ~"),
        (("nouns: [boozer]", "nouns: ['\\bboozer.*']"), 8, "looks like a regular expression; write words"),
        (("nouns: [boozer]", "nouns: ['booz[ei]r']"), 8, "looks like a regular expression"),
        (("nouns: [boozer]", "nouns: ['boozer|drunk']"), 8, "looks like a regular expression"),
        (("  - flag: Two", "    because: mention\n  - flag: Two"), 11, "a 'flag' example has no 'because'"),
        (("nouns: [boozer]", "nouns: [*boozer]"), 8, "a text that starts with * or & must stand in quotes"),
        (("  nouns: [boozer]", "\tnouns: [boozer]"), 8, "indent with spaces, not with tabs"),
        (("title: A title", "title:A title"), 4, "put a space behind the colon"),
        (("flag: One [boozer].", "flag: [boozer] one."), 11, "a text that starts with [ or { must stand in quotes"),
        (("flag: One", "flag:One"), 11, "expected a mapping (key: value); put a space behind the colon"),
        (("match:", "match: &m\n  phrases: *m\nx:"), 8, "aliases"),
        (("sources: [judgment]\n", ""), 1, "missing; where no guide or study says it, write [judgment]"),
        (("sources: [judgment]", "sources: []"), 6, "where no guide or study says it, write [judgment]"),
        (("sources: [judgment]", "sources: judgment"), 6, "'sources': expected a list (lines that start with '- '); write [judgment]"),
        (("severity: warning", "severity: [warning]"), 3, "'severity': expected one of error, warning, suggestion, without [ ]"),
        (("advice:", "fix: no\nadvice:"), 9, "'no' is not one of safe, review"),
        (("advice:", "accepted-in: [news, clinical, harm-reduction]\nadvice:"), 9, "so the rule would never run"),
        (("category: test", "category: Our own stuff"), 2, "category 'Our own stuff' may hold only small letters"),
        (("  - flag: Two", "  - pass: No.\n    because: other-senses\n  - flag: Two"), 13, "did you mean 'other-sense'?"),
        (("why: A reason.", "why: Ask for item #4 first."), 5, "the text ends before '#4', where YAML reads a comment; put the text in quotes"),
        (("why: A reason.", "why: !The reason."), 5, "a text that starts with ! must stand in quotes"),
        (("why: A reason.", "why: &The reason."), 5, "must stand in quotes"),
        (("why: A reason.", "why: - a reason."), 5, "a text that starts with '- ' must stand in quotes"),
        (("why: A reason.", "why:\u00a0A reason."), 5, "there is a no-break space in this line"),
        (("  nouns:", "\u00a0\u00a0nouns:"), 8, "there is a no-break space in this line"),
        (("why: A reason.", 'why: "A reason.'), 5, "the quote that opens here is not closed"),
        (("nouns: [boozer]", "nouns: [boozer"), 8, "a [ or { is not closed"),
        (("advice: Say", "rewrite:\n  clinical: {one: use {drug}, many: x}\nadvice: Say"), 10, "close it, or put the text in quotes"),
        (("advice:", "unless:\n  - near: [a]\n   means: b\nadvice:"), 11, "must begin in the same column"),
        (("match:", "roles: {thing: [x]}\nmatch:"), 7, "roles say nothing without 'structures'"),
    ],
)  # fmt: skip
def test_an_error_names_its_place(
    tmp_path: Path, change: tuple[str, str], line: int | None, message: str
) -> None:
    text = RULE.format(name="boozer").replace(*change)
    file = write_rule(tmp_path, "boozer", text)
    with pytest.raises(RuleError) as error:
        load(tmp_path)
    place = f"{file}:{line}: " if line else str(file)
    assert str(error.value).startswith(place)
    assert message in str(error.value)


def test_a_rule_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "boozer.yaml").write_bytes(b"id: boozer\ntitle: \xff\n")
    with pytest.raises(RuleError, match=r":2: is not UTF-8"):
        load(tmp_path)


def test_a_nest_without_end(tmp_path: Path) -> None:
    (tmp_path / "boozer.yaml").write_text("[" * 50_000, encoding="utf-8")
    with pytest.raises(RuleError):
        load(tmp_path)


def test_an_id_that_is_taken(tmp_path: Path) -> None:
    write_rule(tmp_path, "addict")
    with pytest.raises(RuleError, match="there is a rule 'addict' already"):
        load_ruleset([tmp_path])


def test_selecting(tmp_path: Path) -> None:
    write_rule(tmp_path, "boozer")
    write_rule(tmp_path, "toper", RULE.format(name="toper") + "enabled: false\n")

    def chosen(**names: list[str]) -> set[str]:
        return {rule.id for rule in load_ruleset([tmp_path], builtin=False, **names).rules}

    assert chosen() == {"boozer"}
    assert chosen(select=["toper"]) == {"toper"}
    assert chosen(select=["test"]) == {"boozer"}
    assert chosen(ignore=["test"]) == set()
    with pytest.raises(ConfigError, match="did you mean 'boozer'"):
        chosen(ignore=["bozer"])


def test_severity_is_overridden(tmp_path: Path) -> None:
    write_rule(tmp_path, "boozer")
    ruleset = load_ruleset([tmp_path], builtin=False, severities={"boozer": Severity.SUGGESTION})
    assert ruleset.rule("boozer").severity is Severity.SUGGESTION


def test_a_local_lexicon(tmp_path: Path) -> None:
    lexicon = tmp_path / "lexicon"
    lexicon.mkdir()
    (lexicon / "local.yaml").write_text("bar-name: {words: [tavern]}\n", encoding="utf-8")
    write_rule(
        tmp_path,
        "regular",
        RULE.format(name="regular")
        .replace("[regular]\n", "['{bar-name} regular']\n", 1)
        .replace("[regular]", "[tavern regular]")
        .replace("[regulars]", "[tavern regulars]"),
    )
    assert load_ruleset([tmp_path], builtin=False).rules[0].nouns == ("{bar-name} regular",)


def test_every_file_that_is_wrong_is_named(tmp_path: Path) -> None:
    write_rule(tmp_path, "boozer")
    write_rule(tmp_path, "addict", RULE.format(name="addict").replace("title:", "titel:"))
    write_rule(tmp_path, "drunk", RULE.format(name="drunk").replace("judgment", "jugdment"))
    (tmp_path / "old.yaml").mkdir()
    with pytest.raises(RuleError) as error:
        load(tmp_path)
    first, *others = str(error.value).splitlines()
    assert first == "3 rule files cannot be used:"
    assert [
        one.strip().removeprefix(f"{tmp_path}{os.sep}").partition(";")[0] for one in others
    ] == [
        "addict.yaml:4: unknown key 'titel'",
        "drunk.yaml:6: unknown source 'jugdment'",
        "old.yaml: is a folder with the name of a file of rules",
    ]


def test_hidden_files_are_no_rules(tmp_path: Path) -> None:
    write_rule(tmp_path, "boozer")
    for name in ("._boozer.yaml", ".boozer.yml", ".drafts/x.yaml", "lexicon/.x.yaml"):
        write(tmp_path / name, "\x00")
    assert [rule.id for rule in load_ruleset([tmp_path], builtin=False).rules] == ["boozer"]


def test_what_an_editor_leaves_does_not_change_a_fingerprint(tmp_path: Path) -> None:
    write_rule(tmp_path, "boozer")
    before = fingerprint(tmp_path)
    try:
        (tmp_path / ".#boozer.yaml").symlink_to("somebody@nowhere")
    except OSError:
        write(tmp_path / ".#boozer.yaml", "")
    assert fingerprint(tmp_path) == before
    write(tmp_path / "drunk.yml", RULE.format(name="drunk"))
    assert fingerprint(tmp_path) != before


def test_all_that_is_wrong_in_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = RULE.format(name="boozer").replace("severity: warning", "severty: warning")
    text = text.replace("[boozer]\n", "[boozer..., '{durg} boozer']\n", 1).replace("[boozers]", "x")
    write_rule(tmp_path, "boozer", text)
    with pytest.raises(RuleError) as error:
        load(tmp_path)
    first, *others = str(error.value).splitlines()
    assert first == "a rule file cannot be used, for 4 reasons:"
    assert [int(one.rpartition("boozer.yaml:")[2].split(":")[0]) for one in others] == [3, 8, 8, 12]


def test_a_comment_behind_a_value_is_none_of_its_words(tmp_path: Path) -> None:
    text = RULE.format(name="boozer").replace("id: boozer", "id: boozer  #for ever")
    text = text.replace("why: A reason.", "why: A reason.  # as we see it")
    write_rule(tmp_path, "boozer", text)
    [rule] = load_ruleset([tmp_path], builtin=False).rules
    assert rule.why == "A reason."


def test_a_list_with_the_name_of_a_built_in_one(tmp_path: Path) -> None:
    write(tmp_path / "lexicon" / "more.yaml", "drug: {words: [zazaline]}\n")
    with pytest.raises(RuleError, match=r"more.yaml:1: there is a built-in list 'drug' already"):
        load(tmp_path)


@pytest.mark.parametrize(
    "text", ["words: [abscess]\n", "our-wound: [abscess, sore]\n", "- abscess\n"]
)
def test_a_list_that_is_written_in_another_way(text: str, tmp_path: Path) -> None:
    write(tmp_path / "lexicon" / "our-wound.yaml", text)
    with pytest.raises(RuleError, match=r"our-wound.yaml:1: .*'our-wound: \{words: \["):
        load(tmp_path)


def test_sources_further_down_are_not_read(tmp_path: Path) -> None:
    write(tmp_path / "desk" / "sources.yaml", "our-guide: {publisher: Us}\n")
    with pytest.raises(RuleError, match="move it there"):
        load(tmp_path)


def test_a_role_that_no_structure_uses(tmp_path: Path) -> None:
    text = RULE.format(name="boozer").replace(
        "match:\n  nouns: [boozer]",
        "kind: narrative\nroles:\n  a: [boozer]\n  leave-out: [real]\nstructures:\n  - of: [a]",
    )
    write_rule(tmp_path, "boozer", text)
    with pytest.raises(RuleError, match=":10: no structure uses the role 'leave-out'"):
        load(tmp_path)
