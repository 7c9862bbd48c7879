"""What one process takes: the clock, the processor and memory, its own and its children's."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

OURS = (sys.executable, "-m", "personfirst", "check", "--isolated", "--quiet", "--exit-zero")
MEGABYTE = 1024 if sys.platform == "linux" else 1024 * 1024
"""What `ru_maxrss` counts in, per megabyte."""
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""Where Python may not keep compiled modules, each start would compile them all."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took: seconds of the clock and of the processor, and megabytes at its peak."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str], folder: Path, limit: float) -> Spent | None:
    """One process; None where it takes longer than the limit, in seconds. The peak is that of the
    largest process.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
    )
    late = threading.Timer(limit, process.kill)
    late.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        late.cancel()
        late.join()
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode < 0:
        with suppress(ProcessLookupError):
            process.kill()
        return None
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE)
