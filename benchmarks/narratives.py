"""What the narrative stage costs beside the term stage: `python benchmarks/narratives.py`.

Both stages run over the same texts, which are full of triggers, in turns within one process, so
that a busy moment falls on both; the medians count, with their ratio. The time of the whole run
without narratives stands beside it. Nothing is measured of start-up or reading.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from personfirst.app.rule_tests import document_of
from personfirst.pipeline import Pipeline
from personfirst.rulebook import RuleSet, load_ruleset

ROUNDS = 9
SETS = Path(__file__).parents[1] / "corpora" / "narratives"


def main() -> None:
    """Print the median seconds of each stage and their ratio."""
    rules = load_ruleset()
    told = [rule.rule.id for rule in rules.compiled if rule.structures]
    terms = load_ruleset(ignore=told)
    stories = load_ruleset(select=told)
    texts = [entry["text"] for entry in yaml.safe_load(_largest().read_text("utf-8"))]
    stages = {
        "terms": _stage(terms, texts),
        "narratives": _stage(stories, texts),
        "both": _stage(rules, texts),
    }
    taken: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(ROUNDS):
        for name, run in stages.items():
            started = time.perf_counter()
            run()
            taken[name].append(time.perf_counter() - started)
    base = statistics.median(taken["terms"])
    words = sum(len(text.split()) for text in texts)
    sys.stdout.write(f"{len(texts)} texts, {words:,} words, median of {ROUNDS} rounds\n")
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        sys.stdout.write(f"{name:<12}{median:7.3f} s  {median / base:5.2f} x terms\n")


def _largest() -> Path:
    return max(SETS.glob("*.yaml"), key=lambda file: file.stat().st_size)


def _stage(rules: RuleSet, texts: list[str]) -> Callable[[], None]:
    pipeline = Pipeline(rules)
    documents = [document_of(text) for text in texts]

    def run() -> None:
        for document in documents:
            pipeline.check(document)

    run()
    return run


if __name__ == "__main__":
    main()
