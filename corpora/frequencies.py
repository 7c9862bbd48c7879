"""Count how often words stand in the corpora: `python corpora/frequencies.py`.

Writes `rules/en/frequencies.json`, by which `rulebook.gates` chooses what a file is searched for:
of the words that a rule needs, those that stand least in pages like these. It need not be exact, so
it is not written anew when a corpus grows.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from personfirst.formats.registry import kind_for, read
from personfirst.rulebook.frequency import FREQUENCIES
from personfirst.rulebook.places import builtin_folder

CORPORA = Path(__file__).parent
FEWEST = 3
"""Times in 100,000 words from which a word is listed."""


def texts() -> Iterator[str]:
    """The text of every document, and what stands in lists of passages."""
    for file in sorted(CORPORA.rglob("*.*")):
        if file.suffix == ".yaml":
            yield from _strings(yaml.safe_load(file.read_text(encoding="utf-8")))
        elif file.is_file() and kind_for(file.name) and file.suffix not in (".py", ".toml"):
            yield from (block.text for block in read(file.read_bytes(), file.name).blocks)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def main() -> None:
    """Count, and write the list."""
    counts = Counter(
        word
        for text in texts()
        for word in re.findall(r"[a-z]+", text.lower().replace("n't", " n't"))
    )
    total = sum(counts.values())
    often = {word: round(count * 100_000 / total) for word, count in counts.most_common()}
    listed = {word: count for word, count in often.items() if count >= FEWEST}
    file = builtin_folder() / "en" / FREQUENCIES
    file.write_text(json.dumps(listed, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
