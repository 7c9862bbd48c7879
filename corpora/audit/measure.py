"""How far the audit agrees with readers: sign by sign, by status, and on the kind of document.

`python corpora/audit/measure.py` measures all documents of `signs.yaml`, where readers wrote down
which signs and counter-signs stand in a document and in which words. `--list ITEM` shows where the
two differ on an item. `--part N` takes every fourth document, from the Nth on.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from personfirst.app.audit import Auditor, status_of
from personfirst.app.config import Settings
from personfirst.model.audit import READS_LIKE, AuditedFile, AuditedItem, Strength
from personfirst.rulebook.lexicon import load_pack
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.principles import Principle, load_principles

CORPORA = Path(__file__).resolve().parents[1]
SIGNS = Path(__file__).with_name("signs.yaml")
PARTS = 4
COUNTER, HINT = "counter", "hint"
NAMES = {
    "dignity": ("lives", "well-being", "worth"),
    "centered": ("without-judgment", "no-need-to-stop", "easy", "goes-to-people", "private"),
    "involvement": ("asked", "on-the-board", "at-work", "real-say"),
    "autonomy": ("own-choice", "each-other", "they-act"),
    "sociocultural": ("means", "race", "gender", "institutions", "inequality"),
    "pragmatism": ("danger", "safer", "overdose", "plain-truth"),
    "spectrum": ("safer-use", "less-use", "treatment", "side-by-side"),
    "seat": ("roles", "lived", "harm-reduction", "open"),
    "naloxone": ("for-users", "near", "easy", "close"),
    "broader": ("fentanyl", "heroin", "supply", "other"),
    "support": ("health", "laws", "ways-out"),
    "materials": ("people-first", "checking"),
}
"""The signs of each item, in the order of docs/audit.md and of the rules."""


@dataclass(frozen=True, slots=True)
class Read:
    """What somebody found in a document for an item: words by sign, and the status."""

    path: str
    kind: str
    item: str
    words: Mapping[str, Sequence[str]]
    status: str


def readers(judged: Mapping[str, Any], files: Mapping[str, AuditedFile]) -> Iterator[Read]:
    """What the readers found, with the status that follows from it for the kind they told."""
    for path, entry in judged.items():
        for item in _principles():
            words = (entry.get("signs") or {}).get(item.id) or {}
            file = AuditedFile(path, entry["kind"], files[path].words)
            status = status_of(
                item,
                [file],
                len(words.keys() - {COUNTER, HINT}),
                hinted=bool(words.keys() - {COUNTER}),
                against=COUNTER in words,
            )
            yield Read(path, entry["kind"], item.id, words, status.value)


def audited(paths: Iterable[str]) -> tuple[list[Read], dict[str, AuditedFile]]:
    """What the audit finds in documents below `corpora`, and what it takes them for."""
    names = {str(CORPORA / path): path for path in paths}
    auditor = Auditor(Settings())
    report = auditor.check(list(names)).report
    shown = {str((Path.cwd() / one.path).resolve()): one for one in auditor.audit(report).files}
    files = {name: shown[full] for full, name in names.items()}
    each = {str((Path.cwd() / path).resolve()): items for path, items in auditor.each().items()}
    signs = {
        (item.id, says): name
        for item in _principles()
        for says, name in zip(_said(item), NAMES[item.id], strict=True)
    }
    reads = [
        Read(name, files[name].kind, item.id, _words(item, signs), item.status.value)
        for full, name in names.items()
        for item in each[full]
    ]
    return reads, files


def _words(item: AuditedItem, signs: Mapping[tuple[str, str], str]) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for one in item.evidence:
        clear = one.strength is Strength.CLEAR
        shows = one.shows.removeprefix(READS_LIKE)
        words.setdefault(signs[item.id, shows] if clear else HINT, []).append(one.text)
    for one in item.counter:
        words.setdefault(COUNTER, []).append(one.text)
    return words


def _said(item: Principle) -> list[str]:
    """What the clear concepts of an item say, each once, in their order."""
    clear = (one.says for one in item.evidence if one.strength is Strength.CLEAR)
    return list(dict.fromkeys(clear))


def _principles() -> tuple[Principle, ...]:
    folder = builtin_folder() / "en"
    if not _loaded:
        _loaded.extend(load_principles(folder, load_pack(folder)).items)
    return tuple(_loaded)


_loaded: list[Principle] = []


def part_of(judged: Mapping[str, Any], part: int | None) -> dict[str, Any]:
    """All documents, or every fourth from one on."""
    start, step = (0, 1) if part is None else (part, PARTS)
    return dict(list(judged.items())[start::step])


def compare(judged: Mapping[str, Any]) -> tuple[list[tuple[Read, Read]], int]:
    """For each document and item what the readers and the audit found, and of how many documents
    the kind is told alike; a brochure and a website are treated alike.
    """
    ours, files = audited(judged)
    both = list(zip(readers(judged, files), ours, strict=True))
    alike = {"website": "brochure"}
    kinds = sum(
        alike.get(entry["kind"], entry["kind"]) == alike.get(files[path].kind, files[path].kind)
        for path, entry in judged.items()
    )
    return both, kinds


def report(both: Sequence[tuple[Read, Read]], kinds: int, listed: str | None) -> str:
    """Tables of agreement, and the words of an item where the two differ."""
    agree = [one.status == other.status for one, other in both]
    documents = len(both) // len(NAMES)
    lines = [
        f"{documents} documents; kinds told alike: {kinds}; "
        f"statuses that agree: {sum(agree)} of {len(agree)} ({sum(agree) / len(agree):.0%})",
        "",
        "item                 agree   sign: both / only the reader / only the audit",
    ]
    for item, names in NAMES.items():
        pairs = [(one, other) for one, other in both if one.item == item]
        same = sum(one.status == other.status for one, other in pairs)
        cells = Counter(
            (name, name in one.words, name in other.words)
            for one, other in pairs
            for name in (*names, COUNTER)
        )
        sides = ((True, True), (True, False), (False, True))
        shown = "  ".join(
            f"{name} {'/'.join(str(cells[name, *side]) for side in sides)}"
            for name in (*names, COUNTER)
        )
        lines.append(f"{item:<20} {same / len(pairs):>5.0%}   {shown}")
    for one, other in both:
        if one.item == listed:
            for name in (*NAMES[listed], COUNTER):
                if (name in one.words) != (name in other.words):
                    words = " | ".join(one.words.get(name) or other.words[name])
                    side = "missed" if name in one.words else "false"
                    lines.append(f"{side} {name}: {one.path}: {words}")
    return "\n".join(lines)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", choices=NAMES, help="show where reader and audit differ")
    parser.add_argument("--part", type=int, choices=range(PARTS), help="every fourth document")
    chosen = parser.parse_args()
    judged = yaml.safe_load(SIGNS.read_text(encoding="utf-8"))
    sys.stdout.write(report(*compare(part_of(judged, chosen.part)), chosen.list) + "\n")


if __name__ == "__main__":
    main()
