"""The command `personfirst`."""

from __future__ import annotations

import atexit
import gc
import os
import sys

_OFTEN = 200_000
"""How many objects are made before cycles are looked for. A start makes many that stay, among which
Python would look after each 700; and at the end three times more, for what ends with the process.
"""

_TRUST_NO_FOLDER = ("PYTHONSAFEPATH", "NoDefaultCurrentDirectoryInExePath")
"""Environment variables that keep Python, and Windows, from looking in the current folder for the
modules and programs that a run starts: others may have written what is checked.
"""


def main() -> None:
    """Run the command line and exit with its status.

    An unforeseen fault is two lines and status 2, not a traceback; PERSONFIRST_TRACEBACK=1 shows
    where it comes from.
    """
    if sys.stdout is None:
        _say("personfirst: error: standard output is closed; give it a file, or the null device\n")
        sys.exit(2)
    for name in _TRUST_NO_FOLDER:
        os.environ.setdefault(name, "1")
    gc.set_threshold(_OFTEN)
    atexit.register(gc.freeze)
    try:
        from personfirst.cli.app import app

        # On Windows all arguments would be expanded, the patterns of --exclude too.
        app(prog_name="personfirst", windows_expand_args=False)
    except KeyboardInterrupt:
        _say("personfirst: interrupted\n")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("PERSONFIRST_TRACEBACK"):
            raise
        _say(
            f"personfirst: internal error: {type(error).__name__}: {error}\n"
            "Please report it; PERSONFIRST_TRACEBACK=1 shows where it comes from.\n"
        )
        sys.exit(2)


def _say(text: str) -> None:
    """Write to standard error, if that is open."""
    if sys.stderr is not None:
        sys.stderr.write(text)
