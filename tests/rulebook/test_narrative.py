"""Roles and structures as they are written, and what is wrong with those that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.model.errors import RuleError
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import write_rule
from tests.match.test_narratives import HEAD


def load(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "rules"
    write_rule(folder, "story", HEAD.format(name="story") + text)
    load_ruleset([folder], builtin=False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("structures:\n  - of: [nobody]\n", "there is no role 'nobody'"),
        ("structures:\n  - of: [using-annie]\n", "did you mean 'using-any'"),
        ("structures:\n  - gap: 3\n", "the key 'of' is missing"),
        ("structures:\n  - of: [topic]\n", "every role is a topic"),
        ("structures:\n  - of: [label]\n    window: page\n", "'page' is not one of"),
        ("structures:\n  - of: [label]\n    gaps: 3\n", "unknown key 'gaps'; did you mean 'gap'"),
        ("roles:\n  a: {about: x}\nstructures:\n  - of: [a]\n", "role 'a' has no words"),
        ("roles:\n  a: ['((x']\nstructures:\n  - of: [a]\n", "goes wrong at"),
        ("roles:\n  a: {includes: [b]}\nstructures:\n  - of: [a]\n", "there is no role 'b'"),
        ("", "needs 'match', or 'structures' for a narrative"),
        ("structures:\n  - of: [label]\nscorer: none.json\n", "there is no file none.json"),
    ],
)
def test_errors_say_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RuleError, match=r"story\.yaml:") as caught:
        load(tmp_path, text)
    assert message in str(caught.value)


def test_a_local_folder_may_have_roles_of_its_own(tmp_path: Path) -> None:
    roles = tmp_path / "rules" / "roles"
    roles.mkdir(parents=True)
    (roles / "own.yaml").write_text("our-valley: [our valley]\n", encoding="utf-8")
    load(tmp_path, "structures:\n  - of: [our-valley, label]\n")
    rules = load_ruleset([tmp_path / "rules"], builtin=False)
    (structure,) = rules.compiled[0].structures
    assert [pattern.source for pattern in structure.core[0].patterns] == ["our valley"]
    (roles / "own.yaml").write_text("community: [our valley]\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"own\.yaml:1: there is a built-in"):
        load_ruleset([tmp_path / "rules"], builtin=False)
