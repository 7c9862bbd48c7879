"""The JSON Schema of configuration files says what the reader says."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from personfirst.app.config_find import load_settings
from personfirst.app.config_schema import KEYS, PER_PATH
from personfirst.model.errors import ConfigError
from tests.app.test_config_load import TOML, YAML
from tests.helpers import write

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "personfirst.schema.json").read_text(encoding="utf-8"))

GOOD = [
    "",
    "extend = 'b.toml'",
    "baseline = 'known.json'",
    "severity = 'suggestion'\nfail-on = 'error'\nquotation = 'as-is'",
    "timeout = 0.1",
    "timeout = 86400",
    "allow = ['a b', {text = 'c', rules = ['slurs']}]\nnames = []",
    "[[allow]]\ntext = 'a'\nreason = 'b'",
    "[rules]\nseverity = {a-rule-of-ours = 'off', slurs = 'error'}",
    "[prefer]\naddict = {text = 'x', one = 'x', many = 'x', base = 'x', third = 'x', past = 'x', participle = 'x', gerund = 'x'}",
    "[per-path.'a/**']",
    "[per-path.'a/**'.rules.severity]\naddict = 'off'",
    "[per-path.'a/**'.prefer]\naddict = 'x'",
]
BAD = [
    "sytle = 'news'",
    "style = 'new'",
    "style = ['news']",
    "select = 'addict'",
    "select = [1]",
    "ignore = ['']",
    "extend-select = {a = 1}",
    "extend-ignore = true",
    "extend = 3",
    "severity = 'off'",
    "severity = {addict = 'off'}",
    "fail-on = 2",
    "exclude = [['a']]",
    "extend-exclude = 'a'",
    "include = '*.json'",
    "force-exclude = 'true'",
    "force-exclude = 1",
    "quotation = false",
    "names = 'Choir'",
    "names = [1988]",
    "allow = 'a b'",
    "allow = [3]",
    "allow = [{reason = 'x'}]",
    "allow = [{text = 'x', rule = ['a']}]",
    "allow = [{text = 'x', rules = 'a'}]",
    "timeout = 0",
    "timeout = '60'",
    "timeout = 86401",
    "baseline = true",
    "rules = []",
    "rules = {folder = []}",
    "rules = {folders = 'a'}",
    "rules = {severity = {addict = 'of'}}",
    "rules = {severity = {addict = false}}",
    "rules = {severity = ['addict']}",
    "prefer = ['a']",
    "prefer = {addict = 3}",
    "prefer = {addict = {}}",
    "prefer = {addict = {plural = 'x'}}",
    "prefer = {addict = {one = ''}}",
    "per-path = 'a'",
    "per-path = {a = 'b'}",
    "per-path = {a = {fail-on = 'error'}}",
    "per-path = {a = {style = 'new'}}",
    "per-path = {a = {rules = {folders = []}}}",
    "per-path = {a = {allow = 'x'}}",
    "per-path = {a = {select = [1]}}",
]


def errors(values: Any) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(values)]


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("text", [TOML, *GOOD])
def test_good_files_pass_the_schema_and_the_reader(tmp_path: Path, text: str) -> None:
    write(tmp_path / "b.toml", "")
    (tmp_path / "house-rules").mkdir()
    values = tomllib.loads(text)
    assert errors(values) == []
    load_settings(write(tmp_path / "personfirst.toml", text))
    in_yaml = yaml.safe_dump(values, allow_unicode=True)
    assert errors(yaml.safe_load(in_yaml)) == []
    load_settings(write(tmp_path / ".personfirst.yaml", in_yaml))


def test_toml_and_yaml_of_the_same_values_are_alike() -> None:
    assert yaml.safe_load(YAML) == tomllib.loads(TOML)


@pytest.mark.parametrize("text", BAD)
def test_bad_files_pass_neither(tmp_path: Path, text: str) -> None:
    values = tomllib.loads(text)
    assert errors(values)
    with pytest.raises(ConfigError, match=r"personfirst.toml:1: "):
        load_settings(write(tmp_path / "personfirst.toml", text))
    with pytest.raises(ConfigError, match=r"personfirst.yaml:\d: "):
        load_settings(write(tmp_path / ".personfirst.yaml", yaml.safe_dump(values)))


def test_the_examples_of_the_guide_pass_both(tmp_path: Path) -> None:
    guide = (DOCS / "configuration.md").read_text(encoding="utf-8")
    examples = re.findall(r"```(toml|yaml)\n(.*?)```", guide, re.DOTALL)
    assert len(examples) > 10
    write(tmp_path / "shared" / "personfirst.toml", "")
    (tmp_path / "here" / "house-rules").mkdir(parents=True)
    for form, text in examples:
        values = tomllib.loads(text) if form == "toml" else yaml.safe_load(text) or {}
        name = "pyproject.toml" if "tool" in values else f"settings.{form}"
        assert errors(values.get("tool", {}).get("personfirst", values)) == [], text
        load_settings(write(tmp_path / "here" / name, text))


def test_every_key_has_a_section_in_the_guide() -> None:
    guide = (DOCS / "configuration.md").read_text(encoding="utf-8")
    headings = " ".join(re.findall(r"^#+ (.*)$", guide, re.MULTILINE))
    named = set(re.findall(r"`([\w.-]+)`", headings))
    assert {key.name for key in (*KEYS, PER_PATH)} <= named
