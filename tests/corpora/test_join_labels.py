"""Two readers' labels become one file: what both mark counts, the rest is in dispute."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
import yaml

SCRIPT = Path(__file__).parents[2] / "corpora" / "join_labels.py"
TEXT = (
    "Three addicts came. The “junkies,” he said. The Drug Abuse Office closed. Winos slept there.\n"
)
FIRST = """\
genre: minutes
labels:
  - {flag: addicts, severity: error, category: person-label, rewrites: [people who use drugs]}
  - {ok: junkies, because: quotation}
  - {ok: Drug Abuse, in: Drug Abuse Office, because: proper-name}
  - {tells: us-vs-them, words: Winos slept there.}
"""
SECOND = """\
labels:
  - {flag: Three addicts, severity: warning, category: person-label}
  - {flag: junkies, severity: error, category: slur}
  - {flag: Winos, severity: error, category: slur}
"""


@pytest.fixture
def join_labels() -> ModuleType:
    spec = importlib.util.spec_from_file_location("join_labels", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_labels_are_joined(
    tmp_path: Path, join_labels: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, labels in ((first, FIRST), (second, SECOND)):
        folder.mkdir()
        (folder / "notes.txt.yaml").write_text(labels, encoding="utf-8")
    (first / "notes.txt").write_text(TEXT, encoding="utf-8")
    join_labels.main(first, second)
    joined = yaml.safe_load((first / "notes.txt.yaml").read_text(encoding="utf-8"))["labels"]
    said = Counter((next(iter(one.items())), one.get("disputed")) for one in joined)
    assert said == {
        (("flag", "addicts"), None): 1,
        (("flag", "junkies"), "second"): 1,
        (("ok", "Drug Abuse"), None): 1,
        (("tells", "us-vs-them"), "first"): 1,
        (("flag", "Winos"), "second"): 1,
    }
    assert joined[0]["severity"] == "warning"
    assert joined[0]["rewrites"] == ["people who use drugs"]
    assert "flag: both 1, only the first 0, only the second 2" in capsys.readouterr().out
