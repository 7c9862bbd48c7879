"""Lists of drugs before a label: read as one, up to a bound."""

from __future__ import annotations

from personfirst.pipeline import Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import document

PIPELINE = Pipeline(load_ruleset())


def found(text: str) -> list[str]:
    return [one.text for one in PIPELINE.check(document(text)) if one.rule == "drug-addict"]


def test_a_list_is_read_as_one() -> None:
    assert found("The van sees meth, crack and heroin addicts.") == [
        "meth, crack and heroin addicts"
    ]


def test_a_list_without_end_is_read_as_far_as_is_bounded() -> None:
    (text,) = found("meth, " * 1_000 + "meth addicts came.")
    assert text.endswith("meth addicts")
    assert text.count("meth") < 20
