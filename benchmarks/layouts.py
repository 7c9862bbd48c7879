"""How much of a PDF's text is read whole, by layout and program: `python benchmarks/layouts.py`.

The share of sentences that stand whole in one block, and of table cells that are a block of their
own. With `--limit` the exit status is 1 where columns are below 99 % or tables below 95 %.
`--keep DIR` keeps the PDFs there, and reads those that are there already; `--show` prints what was
not found.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.layout_content import Content, layouts
from benchmarks.layout_programs import installed, made
from personfirst.formats import registry
from personfirst.model.document import Document, Role

LEAST_SENTENCES, LEAST_CELLS = 0.99, 0.95
_SENTENCE_END = re.compile(r"(?<=\.)\s+")


def plain(text: str) -> str:
    """Text on one line, with straight quotes."""
    return re.sub(r"\s+", " ", text).replace("’", "'")


def unfound(document: Document, what: Content) -> tuple[int, list[str], int, list[str]]:
    """How many sentences there are and those that no block holds whole; the same for cells."""
    blocks = [plain(block.text) for block in document.blocks]
    whole = "\n".join(blocks)
    sentences = [
        one for sign, text in what.items if sign != "#" for one in _SENTENCE_END.split(text)
    ]
    sentences += what.box
    cells = [cell for row in what.rows for cell in row]
    read = {plain(block.text) for block in document.blocks if block.role is Role.CELL}
    return (
        len(sentences),
        [one for one in sentences if one not in whole],
        len(cells),
        [one for one in cells if one not in read],
    )


def main() -> int:
    """Make the PDFs, read them, print a table."""
    parser = argparse.ArgumentParser(description="Measure what is read of columns and tables.")
    parser.add_argument("--limit", action="store_true", help="fail below 99 % or 95 %")
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs")
    parser.add_argument("--show", action="store_true", help="print what was not found")
    parser.add_argument("--seed", type=int, default=1, help="another number makes other text")
    options = parser.parse_args()
    totals: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for program, layout, what, data in made(folder, list(layouts()), installed(), options.seed):
            document = registry.read(data, "page.pdf")
            count, lost, cell_count, lost_cells = unfound(document, what)
            kind = "boxes" if layout.box else "text around tables" if layout.table else "columns"
            for part, some, missing in ((kind, count, lost), ("cells", cell_count, lost_cells)):
                totals[program, part][0] += some - len(missing)
                totals[program, part][1] += some
            if options.show and (lost or lost_cells):
                sys.stdout.write(
                    f"{program}: {layout.name}: {len(lost)}/{count} sentences,"
                    f" {len(lost_cells)}/{cell_count} cells not found\n"
                )
    low = False
    for (program, part), (found, some) in totals.items():
        low = low or found < some * (LEAST_CELLS if part == "cells" else LEAST_SENTENCES)
        sys.stdout.write(f"{program:<11} {part:<19} {found:5} of {some:5}  {found / some:7.2%}\n")
    return int(options.limit and low)


if __name__ == "__main__":
    sys.exit(main())
