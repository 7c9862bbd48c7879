"""Rule files that are wrong: each error names the file, the line, and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError, RuleError
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import RULE, write_rule


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
        (("nouns: [boozer]", "nouns: ['(boozer']"), 8, "check its ( )"),
        (("nouns: [boozer]", "nouns: ['boozer?']"), 8, "no word that must be there"),
        (("nouns: [boozer]", "nouns: boozer"), 8, "expected a list"),
        (("title: A title", "title: \"Quoted\" and more"), 4, "is not valid YAML"),
        (("title: A title", "title: A title\ntitle: Another"), 5, "is given twice"),
        (("One [boozer].", "One boozer."), 11, "marks the words it must find"),
        (("flag: One", "falg: One"), 11, "did you mean 'flag'?"),
        (("sources: [judgment]", "sources: [jugdment]"), None, "did you mean 'judgment'?"),
        (("advice: Say it another way.\n", ""), None, "needs 'rewrite' or 'advice'"),
        (("match:", "match: &m\n  phrases: *m\nx:"), None, "aliases"),
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
