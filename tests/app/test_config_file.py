"""Configuration files as text: TOML and YAML, how they are stored, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app.config_find import load_settings
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError
from tests.helpers import write

STRAIGHT = '; put texts in straight quotes, as in style = "news"'


def refusal(file: Path, text: str) -> str:
    """What is said of a configuration file, without the folder it lies in."""
    with pytest.raises(ConfigError) as error:
        load_settings(write(file, text))
    said = str(error.value).replace(str(file.parent), "").lstrip("/\\")
    assert "\n" not in said
    return said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("style = clinical", f"1: is not valid TOML: Invalid value (column 9){STRAIGHT}"),
        ("style = “news”", f"1: is not valid TOML: Invalid value (column 9){STRAIGHT}"),
        ("ignore = [junkie]", f"1: is not valid TOML: Invalid value (column 11){STRAIGHT}"),
        (
            "allow = ['a']\n[[allow]]\ntext = 'b'",
            "2: is not valid TOML: Cannot mutate immutable namespace ('allow',) (column 8); it is "
            "given above already: write one list, or tables in [[ ]] alone",
        ),
        (
            "[tool.personfirst]\nstyle = 'news'",
            "1: unknown key 'tool'; [tool.personfirst] stands in pyproject.toml alone: leave those "
            "words out",
        ),
        ('\nsytle = "news"', "2: unknown key 'sytle'; did you mean 'style'?"),
        ("fail_on = 'error'", "1: unknown key 'fail_on'; did you mean 'fail-on'?"),
        (
            'style = "new"',
            "1: 'style' is 'new', not one of harm-reduction, clinical, news; did you mean 'news'?",
        ),
        ("fail-on = 2", "1: 'fail-on' is 2, not one of error, warning, suggestion"),
        (
            "severity = {addict = 'off'}",
            "1: 'severity' is a table, not one of error, warning, suggestion; a rule's own "
            "severity is set under rules.severity",
        ),
        (
            '# rules\nselect = "addict"',
            "2: 'select' must be a list of texts, such as [\"a\", \"b\"]",
        ),
        (
            "names = [\n  'Choir',\n  1988,\n]",
            "3: 'names' holds 1988, not a text; put 1988 in quotes to make it one",
        ),
        ("exclude = ['a', ' ']", "1: 'exclude' holds ' ', not a text; give it one"),
        ("exclude = ['a', ['b']]", "1: 'exclude' holds a list, not a text; give it one"),
        ("rules = 3", "1: 'rules' must be a table"),
        ("[rules]\nfolder = []", "2: unknown key 'rules.folder'; did you mean 'folders'?"),
        ("[rules]\nfull = []", "2: unknown key 'rules.full'; there are folders, severity"),
        (
            '[rules.severity]\nclean = "of"',
            "2: 'rules.severity.clean' is 'of', not one of error, warning, suggestion, off; "
            "did you mean 'off'?",
        ),
        (
            'rules = {severity = {clean = "none"}}',
            "1: 'rules.severity.clean' is 'none', not one of error, warning, suggestion, off",
        ),
        (
            "[rules.severity]\nclean = false",
            "2: 'rules.severity.clean' is false, not one of error, warning, suggestion, off",
        ),
        ("prefer = 'x'", "1: 'prefer' must be a table"),
        (
            '[rules.severity]\naddict = "off"\n[prefer]\naddict = 3',
            "4: 'prefer.addict' must be a text, or a table such as "
            '{one = "person who …", many = "people who …"}',
        ),
        (
            '[prefer]\naddict = {plural = "people"}',
            "2: unknown key 'prefer.addict.plural'; there are text, one, many, base, third, past, "
            "participle, gerund",
        ),
        (
            'style = "news"\n[per-path."a/**"]\nstlye = "news"',
            "3: unknown key 'per-path.\"a/**\".stlye'; did you mean 'style'?",
        ),
        (
            'style = "news"\n[per-path."a/**"]\nstyle = "new"',
            "3: 'per-path.\"a/**\".style' is 'new', not one of harm-reduction, clinical, news; "
            "did you mean 'news'?",
        ),
        (
            '[per-path."a/**"]\nfail-on = "error"',
            "2: unknown key 'per-path.\"a/**\".fail-on'; there are style, select, extend-select, "
            "ignore, quotation, allow, rules, prefer",
        ),
        ("force-exclude = 'yes'", "1: 'force-exclude' is 'yes', not true or false"),
        (
            "timeout = 0",
            "1: 'timeout' is 0, not a number of seconds from 0.1 to 86400",
        ),
        ("timeout = inf", "1: 'timeout' is inf, not a number of seconds from 0.1 to 86400"),
        ("timeout = nan", "1: 'timeout' is nan, not a number of seconds from 0.1 to 86400"),
        ("timeout = '60'", "1: 'timeout' is '60', not a number of seconds from 0.1 to 86400"),
        ("timeout = 1979-05-27", "1: 'timeout' is 1979-05-27, not a number of seconds from 0.1 to 86400"),
        ("allow = 'a b'", "1: 'allow' must be a list of phrases, such as [\"a b\", \"c d\"]"),
        (
            "[[allow]]\nreason = 'x'",
            "1: an entry of 'allow' needs a 'text', such as "
            '{text = "clean room", reason = "in a laboratory"}',
        ),
        ("[[allow]]\ntext = '…'", "2: 'allow.text' holds '…', which has no words"),
        (
            "[[allow]]\ntext = 'a b'\nruels = ['x']",
            "3: unknown key 'allow.ruels'; did you mean 'rules'?",
        ),
        ("style = ", "1: is not valid TOML: Invalid value"),
        ("style = 'news'\nstyle = 'news'", "2: is not valid TOML: Cannot overwrite a value"),
        ("a = 1\n\n[b\n", "3: is not valid TOML: Expected ']' at the end of a table declaration (column 3)"),
        ("x = " + "[" * 30, "1: is nested too deep"),
        ("\nstyle\\u0020 = 1", "2: is not valid TOML: Expected '=' after a key in a key/value pair (column 6)"),
        ("'\x1b[31m' = 1".replace("'", '"').replace("\x1b", "\\u001b"), "1: unknown key '\"\\x1b[31m\"'; there are "),
    ],
)  # fmt: skip
def test_a_mistake_in_toml_names_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path / "personfirst.toml", text).startswith(f"personfirst.toml:{said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# ours\n\nsytle: news", "3: unknown key 'sytle'; did you mean 'style'?"),
        ("style: new", "1: 'style' is 'new', not one of harm-reduction, clinical, news; did you mean 'news'?"),
        ("names:\n  - Choir\n  - 1988", "3: 'names' holds 1988, not a text; put 1988 in quotes to make it one"),
        ("names:\n  - Choir\n  - no", "3: 'names' holds no, not a text; put no in quotes to make it one"),
        ("names:\n  - Choir\n  -", "3: 'names' holds empty, not a text; give it one"),
        ("select: addict", "1: 'select' must be a list of texts, such as [\"a\", \"b\"]"),
        ("rules:\n  severity:\n    clean: none", "3: 'rules.severity.clean' is 'none', not one of error, warning, suggestion, off"),
        ("prefer:\n  addict: 3", '2: \'prefer.addict\' must be a text, or a table such as {one: "person who …", many: "people who …"}'),
        ("force-exclude: 'yes'", "1: 'force-exclude' is 'yes', not true or false"),
        ("timeout: '60'", "1: 'timeout' is '60', not a number of seconds from 0.1 to 86400"),
        ("per-path:\n  'a/**':\n    fail-on: error", "3: unknown key 'per-path.\"a/**\".fail-on'; there are style, "),
        ("- style\n- news", "1: must hold keys and values"),
        ("style news", "1: must hold keys and values"),
        ("style: news\nstyle: news", "2: the key 'style' is given twice"),
        ("names: &names [Choir]\nallow: *names", "2: aliases (*name) are not allowed"),
        ("style: news\n\tselect: [a]", "2: is not valid YAML: "),
        ("names: [Choir", "1: is not valid YAML: "),
        ("x: " + "[" * 30, "1: is nested too deep"),
        ("!!python/object/apply:os.system [exit]", "1: must hold keys and values"),
        ("style: !!python/object/apply:os.system [exit]", "1: 'style' is a list, not one of "),
    ],
)  # fmt: skip
def test_a_mistake_in_yaml_names_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path / ".personfirst.yaml", text).startswith(f".personfirst.yaml:{said}")


def test_a_mistake_in_pyproject_names_our_line_not_another_tools(tmp_path: Path) -> None:
    text = "[tool.ruff]\nstyel = 1\n\n[tool.personfirst]\nstyel = 'news'\n"
    assert refusal(tmp_path / "pyproject.toml", text).startswith("pyproject.toml:5: unknown key")
    text = "[tool]\nruff.line-length = 100\npersonfirst = 'news'\n"
    said = "pyproject.toml:3: tool.personfirst must be a table"
    assert refusal(tmp_path / "pyproject.toml", text) == said


@pytest.mark.parametrize("name", ["personfirst.toml", ".personfirst.yaml", ".personfirst.yml"])
def test_a_file_of_comments_or_of_nothing_sets_nothing(tmp_path: Path, name: str) -> None:
    for text in ("", "\n\n", "# style = 'news'\n", "\ufeff"):
        file = write(tmp_path / name, text)
        assert load_settings(file).style == "harm-reduction"
    if name != "personfirst.toml":
        assert load_settings(write(tmp_path / name, "---\n# nothing\n")).select == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("personfirst.toml", b"\xef\xbb\xbfstyle = 'news'\r\n\r\nfail-on\t=\t'error'\r\n"),
        (".personfirst.yaml", b"\xef\xbb\xbfstyle: news\r\n\r\nfail-on:\terror\r\n"),
        (".personfirst.yml", b"# caf\xc3\xa9\nstyle: news\nfail-on: error"),
        ("pyproject.toml", b"\xef\xbb\xbf[tool.personfirst]\r\nstyle='news'\r\nfail-on='error'"),
    ],
)
def test_a_byte_order_mark_line_ends_and_tabs_do_not_matter(
    tmp_path: Path, name: str, data: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    settings = load_settings(file)
    assert (settings.style, settings.fail_on) == ("news", Severity.ERROR)


@pytest.mark.parametrize("name", ["personfirst.toml", ".personfirst.yaml"])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=r"absent.*: cannot be read"):
        load_settings(tmp_path / f"absent{Path(name).suffix}")
    broken = tmp_path / name
    broken.write_bytes(b"# ours\nstyle: '\xff'")
    with pytest.raises(ConfigError, match=r":2: is not UTF-8 text; save it as UTF-8"):
        load_settings(broken)
    broken.write_bytes(b"# " + b"a" * 1_000_000)
    with pytest.raises(ConfigError, match=r"is larger than 1,000,000 bytes"):
        load_settings(broken)
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path)


def test_a_pyproject_without_our_table_cannot_be_named(tmp_path: Path) -> None:
    bare = write(tmp_path / "pyproject.toml", "[project]\nname = 'county'\n")
    with pytest.raises(ConfigError, match=r"no table \[tool.personfirst\]"):
        load_settings(bare)


def test_yaml_reads_a_bare_off_as_the_word_and_yes_as_true(tmp_path: Path) -> None:
    text = "rules:\n  severity:\n    clean: off\nforce-exclude: yes\ntimeout: 1.5e1\n"
    settings = load_settings(write(tmp_path / ".personfirst.yaml", text))
    assert settings.disabled == ("clean",)
    assert settings.force_exclude
    assert settings.timeout == 15


def test_a_second_document_is_refused(tmp_path: Path) -> None:
    text = "style: news\n---\nstyle: clinical\n"
    said = refusal(tmp_path / ".personfirst.yaml", text)
    assert said == ".personfirst.yaml:2: holds a second document (---), which would not be read"


@pytest.mark.parametrize("pattern", ["[", "!", "!minutes/", "#minutes", "/", "[[:word:]]"])
def test_a_pattern_that_can_name_no_file(tmp_path: Path, pattern: str) -> None:
    text = f'quotation = "mute"\n[per-path."{pattern}"]\nstyle = "news"'
    said = refusal(tmp_path / "personfirst.toml", text)
    assert said == f"personfirst.toml:2: the pattern {pattern!r} can name no file"


@pytest.mark.parametrize("key", ["exclude", "extend-exclude", "include"])
def test_a_pattern_that_is_none_is_refused_in_a_list(tmp_path: Path, key: str) -> None:
    said = refusal(tmp_path / "personfirst.toml", f'{key} = [\n  "a/",\n  "#minutes",\n]')
    pattern = "'#minutes', which can name no file"
    assert said == f"personfirst.toml:3: '{key}' has the pattern {pattern}"


def test_a_folder_of_rules_must_be_there(tmp_path: Path) -> None:
    text = '[rules]\nfolders = [\n  "house-rules",\n]'
    said = refusal(tmp_path / "personfirst.toml", text)
    assert said.startswith("personfirst.toml:3: there is no folder of rules")
