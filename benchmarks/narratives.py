"""What the narrative stage costs beside the term stage: `python benchmarks/narratives.py`.

Both stages run over the same texts, which are full of triggers, in turns within one process, so
that a busy moment falls on both; the medians count, with their ratio: on the sentences about drug
use of the development corpus, on sentences full of labels, and on texts of which every second one
tells a narrative. Nothing is
measured of start-up or reading.
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
from personfirst.rulebook.ruleset import RuleSet, load_ruleset

ROUNDS = 9
CORPORA = Path(__file__).parents[1] / "corpora"
SETS = (
    CORPORA / "dev" / "in-domain.yaml",
    CORPORA / "narratives" / "round-0-plain.yaml",
    CORPORA / "narratives" / "round-0-natural.yaml",
)


def main() -> None:
    """Print the median seconds of each stage and their ratio, for each set of texts."""
    rules = load_ruleset()
    told = [rule.rule.id for rule in rules.compiled if rule.structures]
    choices = {
        "terms": load_ruleset(ignore=told),
        "narratives": load_ruleset(select=told),
        "both": rules,
    }
    for file in SETS:
        texts = [entry["text"] for entry in yaml.safe_load(file.read_text("utf-8"))]
        stages = {name: _stage(chosen, texts) for name, chosen in choices.items()}
        taken: dict[str, list[float]] = {name: [] for name in stages}
        for _ in range(ROUNDS):
            for name, run in stages.items():
                started = time.perf_counter()
                run()
                taken[name].append(time.perf_counter() - started)
        base = statistics.median(taken["terms"])
        words = sum(len(text.split()) for text in texts)
        sys.stdout.write(f"{file.name}: {len(texts)} texts, {words:,} words, {ROUNDS} rounds\n")
        for name, seconds in taken.items():
            median = statistics.median(seconds)
            sys.stdout.write(f"  {name:<12}{median:7.3f} s  {median / base:5.2f} x terms\n")


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
