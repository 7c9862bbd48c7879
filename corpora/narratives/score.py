"""Score the narratives on a set: `python corpora/narratives/score.py [--errors] SET.yaml ...`.

Each entry has a `text`, which may begin with a heading and " / ", and `narratives`, those that both
who labelled it named. `perhaps` holds those that only one of them named: they are neither asked for
nor held against a finding. Prints precision, recall and F1 for each narrative, for all labels, and
for the question whether a text tells any narrative, with and without the second opinion.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from personfirst.model.document import Block, Document
from personfirst.model.finding import Finding
from personfirst.model.text import Piece, TextAnchor
from personfirst.pipeline import Pipeline
from personfirst.rulebook.ruleset import RuleSet, load_ruleset

SECOND = "second-opinion"
TAG = "narrative:"
_MOST_HEADING = 10


def main() -> None:
    """Score the sets that are named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="also print what is wrong")
    parser.add_argument("sets", nargs="+", type=Path)
    options = parser.parse_args()
    rules = load_ruleset()
    kinds, pipeline = narratives_of(rules), Pipeline(rules)
    entries = [one for file in options.sets for one in yaml.safe_load(file.read_text("utf-8"))]
    told = [(entry, list(_told(pipeline, kinds, entry["text"]))) for entry in entries]
    for second in (False, True):
        name = "with" if second else "without"
        sys.stdout.write(f"\n{len(entries)} texts, {name} the second opinion\n")
        _print(told, second=second)
    if options.errors:
        for entry, found in told:
            for line in _errors(entry, dict(found)):
                sys.stdout.write(line)


def narratives_of(rules: RuleSet) -> dict[str, str]:
    """Which narrative each rule finds: its own id if it has structures, or what its tag says."""
    kinds = {one.rule.id: one.rule.id for one in rules.compiled if one.structures}
    for rule in rules.rules:
        for tag in rule.tags:
            if tag.startswith(TAG):
                kinds[rule.id] = tag.removeprefix(TAG)
    return kinds


def document_of(text: str) -> Document:
    """A paragraph, with the heading that it is given under."""
    heading, mark, body = text.partition(" / ")
    if not mark or len(heading.split()) > _MOST_HEADING:
        return Document("set", "text", text, (_block(text),))
    return Document("set", "text", text, (_block(heading), _block(body, heading)))


def _block(text: str, heading: str = "") -> Block:
    piece = Piece(0, len(text), TextAnchor(0, len(text)), True)
    return Block(text, (piece,), heading=heading)


def _told(pipeline: Pipeline, kinds: dict[str, str], text: str) -> Iterator[tuple[str, Finding]]:
    for finding in pipeline.check(document_of(text)):
        if finding.rule == SECOND:
            yield finding.roles[0].role, finding
        elif finding.rule in kinds:
            yield kinds[finding.rule], finding


def _print(told: Iterable[tuple[dict, list[tuple[str, Finding]]]], *, second: bool) -> None:
    right, wrong, missed, texts = Counter(), Counter(), Counter(), Counter()
    for entry, found in told:
        wanted = set(entry.get("narratives", ()))
        allowed = wanted | set(entry.get("perhaps", ()))
        names = {name for name, one in found if second or one.rule != SECOND}
        right.update(names & wanted)
        wrong.update(names - allowed)
        missed.update(wanted - names)
        texts[
            "right" if names and allowed else "wrong" if names else "missed" if wanted else ""
        ] += 1
    for name in sorted({*right, *wrong, *missed}):
        sys.stdout.write(f"{name:<28}{_figures(right[name], wrong[name], missed[name])}\n")
    every = (right.total(), wrong.total(), missed.total())
    sys.stdout.write(f"{'all labels':<28}{_figures(*every)}\n")
    sys.stdout.write(
        f"{'any narrative in a text':<28}"
        f"{_figures(texts['right'], texts['wrong'], texts['missed'])}\n"
    )


def _figures(right: int, wrong: int, missed: int) -> str:
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = 2 * precision * recall / (precision + recall) if right else 0.0
    return (
        f"P {precision:.2f}  R {recall:.2f}  F1 {both:.2f}"
        f"   right {right}, wrong {wrong}, missed {missed}"
    )


def _errors(entry: dict, found: dict[str, Finding]) -> Iterator[str]:
    wanted = set(entry.get("narratives", ()))
    for name, finding in found.items():
        if name not in wanted | set(entry.get("perhaps", ())):
            roles = "; ".join(f"{one.role}={one.text}" for one in finding.roles) or finding.text
            yield f"WRONG {name} [{finding.rule}: {roles}] ({', '.join(wanted)}) {entry['text']}\n"
    for name in wanted - found.keys():
        yield f"MISSED {name} {entry['text']}\n"


if __name__ == "__main__":
    main()
