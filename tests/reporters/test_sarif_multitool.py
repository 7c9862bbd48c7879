"""SARIF held against Microsoft's validator, whose rules say more than the schema.

Skipped where the program is not found; tests/reporters/schemas/README.md says how to install it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import personfirst
from personfirst.model.report import Report
from personfirst.reporters.sarif import render
from personfirst.reporters.view import View
from personfirst.rulebook.ruleset import load_ruleset

VALIDATOR = shutil.which("sarif-multitool") or shutil.which("Sarif.Multitool")
pytestmark = pytest.mark.skipif(VALIDATOR is None, reason="sarif-multitool is not installed")

_NO_PAGE = "SARIF2005"
"""Asks for the address of the program's page: there is none yet."""


def complaints(folder: Path) -> list[str]:
    """What the validator calls an error or a warning, by the standard's rules and by GitHub's."""
    assert VALIDATOR is not None
    found, names = [], sorted(file.name for file in folder.glob("*.sarif"))
    for kind in ("Sarif", "Ghas"):
        options = ["--output", "validation.json", "--log", "ForceOverwrite", "--rule-kind", kind]
        ran = subprocess.run(
            [VALIDATOR, "validate", *names, *options],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Analysis completed successfully" in ran.stdout, ran.stdout + ran.stderr
        found += re.findall(r"^.*: (?:error|warning) \w+: .*$", ran.stdout, re.MULTILINE)
    return [line for line in found if _NO_PAGE not in line]


def test_the_validator_has_no_complaints(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for name in ("report", "hostile", "letter", "wrapped", "story", "clean"):
        given: Report = request.getfixturevalue(name)
        view = View(show_muted=True, failing=given.problems, exit_status=2, version="0.1.0")
        (tmp_path / f"{name}.sarif").write_text(render(given, view), encoding="utf-8")
    rules = load_ruleset()
    text = "Drug users gather here. We must keep them away from our children. Two addicts came."
    found = personfirst.check_text(text, filename="notes.md", rules=rules)
    assert len(found.unmuted) >= 3
    whole = render(found, View(rulebook=rules, version="0.1.0"))
    (tmp_path / "rules.sarif").write_text(whole, encoding="utf-8")
    assert complaints(tmp_path) == []


def test_the_validator_does_complain(report: Report, tmp_path: Path) -> None:
    text = render(report, View(version="0.1.0")).replace('"endLine": 1', '"endLine": 0')
    (tmp_path / "report.sarif").write_text(text, encoding="utf-8")
    assert complaints(tmp_path)
