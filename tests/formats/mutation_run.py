"""Damages real files by chance and reads them all: `python -m tests.formats.mutation_run`.

Each mutant is read, or refused in one line, under the guard, and where its format can be reviewed
a copy with remarks is made and read again. Prints how many mutants of each kind were read, refused
and reviewed, and the most seconds of the processor that one took. The exit status is 1 for an exception, a crash or a hang.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from personfirst.app.guard import Guard
from personfirst.formats import registry
from personfirst.formats.registry import format_of
from personfirst.model.errors import (
    InternalError,
    UnreadableDocumentError,
    UnwritableDocumentError,
)
from personfirst.model.finding import Remark
from tests import test_formats_agree as agree
from tests.formats import test_comments, test_sheets
from tests.formats.mutants import damaged, repacked, well_formed
from tests.formats.support import GOLDEN, assert_lawful

SECONDS = 120.0
"""More than any mutant takes on a machine that has much else to do."""
_CRASH = "its reader gave up"
_LATE = "took longer"
_SCRAPS = (b"<", b"</", b"&#0;", b"\\", b"{", b"\x00", b"PK\x03\x04", b"%PDF-1.4", b"\xff" * 40)
_MARKUP = (".xml", ".rels", ".xhtml", ".opf", ".ncx")


@dataclass
class Row:
    """What became of the mutants of a kind."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def seeds() -> dict[str, bytes]:
    """Files by several programs and by hand, by name; the suffix says their kind."""
    made = {
        "agree.docx": agree.word(),
        "agree.pptx": agree.slides(),
        "agree.pdf": agree.pdf(),
        "filled.xlsx": test_sheets.filled(),
        "commented.docx": test_comments.minutes(),
        "classic.pptx": test_comments.commented_deck("classic"),
        "modern.pptx": test_comments.commented_deck("modern"),
        "commented.pdf": test_comments.commented_pdf(),
        "commented.fodt": test_comments.FILES["a.fodt"](),
        "agree.ipynb": agree.notebook(),
    }
    files = (one for one in sorted(GOLDEN.rglob("*")) if one.is_file())
    return made | {one.name: one.read_bytes() for one in files if one.name != "README.md"}


def mutants(name: str, data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Copies of a file with bytes changed; of a package also with its parts changed inside."""
    flat = Path(name).suffix.startswith((".fod", ".htm", ".xl")) and not data.startswith(b"PK")
    if not data.startswith(b"PK"):
        half = count // 2 if flat else 0
        yield from damaged(data, count - half, scraps=_SCRAPS, seed=seed)
        if half:
            yield from well_formed(data, half, seed=seed)
        return
    yield from damaged(data, count // 5, scraps=_SCRAPS, seed=seed)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    markup = [one for one in parts if one.endswith(_MARKUP) and parts[one].count(b"<") > 4]
    chance = random.Random(seed)
    for number in range(count - count // 5):
        part = chance.choice(markup)
        one = seed * 1_000_003 + number
        way = chance.random()
        if way < 0.05:
            yield repacked(data, {part: None})
        elif way < 0.1:
            yield repacked(data, {part: parts[chance.choice(markup)]})
        elif way < 0.3:
            yield repacked(data, {part: next(damaged(parts[part], 1, scraps=_SCRAPS, seed=one))})
        else:
            yield repacked(data, {part: next(well_formed(parts[part], 1, seed=one))})


def timed(data: bytes, path: str) -> tuple[str, float]:
    """As `judge`, and how many seconds of the processor it took."""
    started = time.process_time()
    return judge(data, path), time.process_time() - started


def judge(data: bytes, path: str) -> str:
    """What becomes of a file: "refused", "read", "reviewed". Raises for a law that is broken."""
    try:
        document = registry.read(data, path)
    except UnreadableDocumentError as error:
        assert "\n" not in str(error)
        return "refused"
    assert_lawful(document)
    kind = format_of(document)
    if kind.review is None or not document.passages:
        return "read"
    chosen = (*document.blocks[:3], *document.blocks[-1:], *document.comments[:2])
    places = {(one.pieces[0].anchor.start, one.pieces[-1].anchor.end) for one in chosen}
    remarks = [Remark(start, end, "Warning [a]", "Why") for start, end in sorted(places)]
    try:
        copy = kind.review(document, remarks)
    except (UnreadableDocumentError, UnwritableDocumentError) as error:
        assert "\n" not in str(error)
        return "read"
    again = kind.read(copy, path)
    assert [one.text for one in again.passages] == [one.text for one in document.passages]
    return "reviewed"


def main() -> int:
    """Run the mutants; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="mutants in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", metavar="SUFFIX", help="only files of these kinds")
    parser.add_argument("--keep", type=Path, help="a folder for mutants that break a law")
    given = parser.parse_args()
    files = {
        name: data
        for name, data in seeds().items()
        if given.only is None or Path(name).suffix in given.only
    }
    each = -(-given.count // len(files))
    rows: dict[str, Row] = {}
    failed = 0
    with Guard(SECONDS) as guard:
        for name, data in files.items():
            row = rows.setdefault(Path(name).suffix, Row())
            for number, mutant in enumerate(mutants(name, data, each, given.seed)):
                guard.begin()
                seconds = 0.0
                try:
                    outcome, seconds = guard.run(timed, mutant, name)
                except (InternalError, UnreadableDocumentError) as error:
                    late, crash = _LATE in str(error), _CRASH in str(error)
                    outcome = "hang" if late else "crash" if crash else "exception"
                    failed += 1
                    sys.stdout.write(f"{name} mutant {number}: {outcome}: {error}\n")
                    if given.keep is not None:
                        given.keep.mkdir(parents=True, exist_ok=True)
                        (given.keep / f"{number}-{name}").write_bytes(mutant)
                row.counts[outcome] += 1
                row.slowest = max(row.slowest, seconds)
    for suffix, row in sorted(rows.items()):
        said = ", ".join(f"{count:,} {what}" for what, count in sorted(row.counts.items()))
        sys.stdout.write(f"{suffix:7} {row.counts.total():6,}: {said}; {row.slowest:.2f} s\n")
    total = sum(row.counts.total() for row in rows.values())
    sys.stdout.write(f"{total:,} mutants of {len(files)} files, {failed:,} broke a law\n")
    return int(failed > 0)


if __name__ == "__main__":
    from tests.formats.mutation_run import main as run

    sys.exit(run())
