"""Join two readers' labels: `python corpora/join_labels.py FIRST SECOND`.

FIRST holds documents with the labels of their writer, SECOND the labels that another reader gave
without sight of those, in files of the same names. The files in FIRST are written anew: what both
flag, or both say tells a narrative, stays; what only one of them says gets `disputed`. Of two
severities the lower one counts. Labels are the same where they overlap. Prints how far the two
agree.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from personfirst.app.labels import LabelFile, labelled_documents, place_labels, read_labels
from personfirst.formats.registry import read
from personfirst.model.document import Document
from personfirst.model.score import Label, Verdict

ASKED = {Verdict.FLAG: Verdict.OK, Verdict.TELLS: Verdict.TELLS_NOT}
"""What both readers mark, and what of the first speaks against it."""


def main(first: Path, second: Path) -> None:
    """Join the labels of all documents in two folders."""
    agreed: Counter[str] = Counter()
    for path, file in labelled_documents([first]).items():
        document = read(path.read_bytes(), path.name)
        other = read_labels(second / file.relative_to(first))
        entries = joined(document, read_labels(file), other, agreed)
        old = yaml.safe_load(file.read_text("utf-8"))
        new = {"genre": old["genre"], "labels": entries}
        text = yaml.safe_dump(new, sort_keys=False, allow_unicode=True, width=100)
        file.write_text(text, encoding="utf-8", newline="\n")
    for verdict in ASKED:
        both, one, two = (agreed[f"{verdict} {who}"] for who in ("both", "first", "second"))
        share = 2 * both / (2 * both + one + two) if both + one + two else 1
        counts = f"both {both}, only the first {one}, only the second {two}"
        sys.stdout.write(f"{verdict}: {counts}; F1 {share:.2f}\n")


def joined(
    document: Document, first: LabelFile, second: LabelFile, agreed: Counter[str]
) -> list[dict[str, Any]]:
    """The entries of both, in the order of the text."""
    ours, theirs = _placed(document, first), _placed(document, second)
    entries = []
    for label, entry in ours:
        over = [other for other, _ in theirs if _overlap(label, other)]
        same = [other for other in over if other.verdict is label.verdict]
        against = [other for other in over if ASKED.get(other.verdict) is label.verdict]
        if against:
            continue  # the other reader's label stands for both
        if label.verdict in ASKED:
            agreed[f"{label.verdict} {'both' if same else 'first'}"] += 1
            if not same:
                entry["disputed"] = "first"
        if same and label.verdict is Verdict.FLAG:
            lowest = min((label, *same), key=lambda one: one.severity.rank)
            entry["severity"] = lowest.severity.value
        entries.append((label.start, entry))
    for label, entry in theirs:
        alike = (one for one, _ in ours if one.verdict is label.verdict and _overlap(label, one))
        if label.verdict in ASKED and not any(alike):
            agreed[f"{label.verdict} second"] += 1
            entries.append((label.start, {**entry, "disputed": "second"}))
    return [entry for _, entry in sorted(entries, key=lambda one: one[0])]


def _placed(document: Document, file: LabelFile) -> list[tuple[Label, dict[str, Any]]]:
    labels, problems = place_labels(file, document)
    for problem in problems:
        sys.stderr.write(f"{problem.path}:{problem.line}: {problem.reason}; left out\n")
    return [(label, _entry(label)) for label in labels]


def _entry(label: Label) -> dict[str, Any]:
    """A label as it is written; `in` is there where it was."""
    story = label.verdict in (Verdict.TELLS, Verdict.TELLS_NOT)
    entry: dict[str, Any] = {label.verdict.value: label.about if story else label.words}
    if story:
        entry["words"] = label.words
    if label.inside != label.words:
        entry["in"] = label.inside
    if label.verdict is Verdict.FLAG:
        entry |= {"severity": label.severity.value, "category": label.about}
        if label.rewrites:
            entry["rewrites"] = list(label.rewrites)
    if label.because:
        entry["because"] = label.because
    return entry


def _overlap(one: Label, two: Label) -> bool:
    return one.start < two.end and two.start < one.end


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
