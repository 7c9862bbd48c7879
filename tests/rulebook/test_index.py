"""Built-in rules by their index, with the rules of local folders beside them."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError, RuleError
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook import index
from personfirst.rulebook.index import fingerprint as _fingerprint
from personfirst.rulebook.index import indexed_rules
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import document

HOUSE_RULES = Path(__file__).parents[1] / "house-rules"
TEXT = """\
# Minutes

Two dope houses were sold, and junkies wait outside. A frequent flyer called again.

They cannot be trusted: once an addict, always an addict. The paper asked about the drug problem.
"""


@pytest.mark.parametrize("ignore", [(), ("house-dope-house",), ("county-desk", "slur")])
def test_local_rules_beside_the_index_find_what_all_rules_find(ignore: tuple[str, ...]) -> None:
    severities = {"house-drug-problem": Severity.ERROR}
    by_index = indexed_rules([HOUSE_RULES], ignore=ignore, severities=severities)
    every = load_ruleset([HOUSE_RULES], ignore=ignore, severities=severities)
    assert by_index is not None
    options = Options(show_muted=True)
    found = Pipeline(by_index, options).check(document(TEXT))
    assert found == Pipeline(every, options).check(document(TEXT))
    assert any(one.rule.startswith("house-") for one in found)
    assert by_index.active == every.active
    assert by_index.known == every.known


def test_a_folder_with_lists_of_its_own_needs_all_rules_read(tmp_path: Path) -> None:
    shutil.copytree(HOUSE_RULES, tmp_path, dirs_exist_ok=True)
    assert indexed_rules([tmp_path]) is not None
    (tmp_path / "lexicon").mkdir()
    assert indexed_rules([tmp_path]) is None


def test_what_is_wrong_in_a_local_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder of rules"):
        indexed_rules([tmp_path / "away"])
    text = (HOUSE_RULES / "house-dope-house.yaml").read_text(encoding="utf-8")
    (tmp_path / "house-dope-house.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match="unknown source 'county-desk-guide'"):
        indexed_rules([tmp_path])
    (tmp_path / "house-dope-house.yaml").unlink()
    taken = text.replace("house-dope-house", "addict")
    (tmp_path / "addict.yaml").write_text(taken, encoding="utf-8")
    with pytest.raises(RuleError, match=r"there is a rule 'addict' already, in .*addict\.yaml"):
        indexed_rules([tmp_path])


def test_of_installed_rules_the_sizes_say_whether_the_index_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(index.builtin_folder() / "en", tmp_path / "en")
    reading = Counter[str]()

    def fingerprint(folder: Path) -> str:
        reading["all"] += 1
        return _fingerprint(folder)

    monkeypatch.setattr(index, "builtin_folder", lambda: tmp_path)
    monkeypatch.setattr(index, "fingerprint", fingerprint)
    assert indexed_rules() is not None
    assert reading["all"] == 1
    monkeypatch.setattr(index, "are_installed", lambda: True)
    assert indexed_rules() is not None
    assert reading["all"] == 1
    with (tmp_path / "en" / "forms.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert indexed_rules() is None
    assert reading["all"] == 2
