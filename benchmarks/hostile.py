"""How time grows with input made to hurt a reader: four times the input, how many times as long?

Run `python -m benchmarks.hostile`. A ratio near four is linear, near sixteen quadratic. The figures
are ratios within one run; the machine may be as noisy as it likes.
"""

from __future__ import annotations

import sys
import time
from statistics import median

from benchmarks.hostile_inputs import REPEATED
from personfirst.formats import registry

SUFFIXES = (
    *(".txt", ".md", ".mdx", ".html", ".rst", ".adoc", ".tex"),
    *(".srt", ".vtt", ".csv", ".json", ".yaml", ".po", ".xlf"),
)
ROUNDS = 3


def seconds(text: str, suffix: str) -> float:
    """Processor time to read a text once, the median of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        registry.parse(text, f"a{suffix}")
        times.append(time.process_time() - start)
    return median(times)


def main() -> None:
    """Print the ratio for each input and format, the worst first."""
    rows = []
    for name, (part, end) in REPEATED.items():
        for suffix in SUFFIXES:
            small = seconds(part * 2_000 + end, suffix)
            large = seconds(part * 8_000 + end, suffix)
            rows.append((large / max(small, 0.001), large, name, suffix))
    for ratio, large, name, suffix in sorted(rows, reverse=True):
        sys.stdout.write(f"{ratio:6.1f}  {large:7.3f} s  {name} {suffix}\n")


if __name__ == "__main__":
    main()
