"""What `--fix`, `--diff` and `--interactive` ask for, and what they write beside the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from personfirst.cli.output import fail, warn, write, write_bytes
from personfirst.cli.report import warn_of_all
from personfirst.reporters.view import View, plural, printable, summary

if TYPE_CHECKING:
    from personfirst.app.discover import Target
    from personfirst.app.mend import Mend
    from personfirst.app.tally import Checked
    from personfirst.app.walk import Person


def make_mend(
    *,
    fix: bool,
    diff: bool,
    interactive: bool,
    unsafe: bool,
    add_ignore: str | None = None,
    staged: bool = False,
    stdin: bool,
    terminal: Callable[[], Person],
) -> Mend | None:
    """What to do with each file after its check; None for nothing. `--diff` goes before `--fix`.

    Ends the run with status 2 for options that contradict each other.
    """
    if interactive and (fix or diff):
        fail("--interactive asks about each finding; leave out --fix and --diff")
    if unsafe and not (fix or diff):
        fail("--unsafe-fixes says what goes in with --fix or --diff; give one of them too")
    if interactive and stdin:
        fail("--interactive reads your answers from standard input; name a file, not '-'")
    if staged and (fix or interactive or add_ignore is not None):
        fail("--staged checks what git has staged, which is not changed; leave it out")
    if add_ignore is not None:
        return _silencer(add_ignore, stdin=stdin, other=fix or diff or interactive)
    if interactive:
        from personfirst.app.walk import WalkThrough

        return WalkThrough(terminal())
    if not (fix or diff):
        return None
    from personfirst.app.mend import FixInPlace, ShowDiff

    return ShowDiff(unsafe=unsafe) if diff else FixInPlace(unsafe=unsafe)


def _silencer(reason: str, *, stdin: bool, other: bool) -> Mend:
    """Writes comments. Ends the run with status 2 where that is not all that is asked for."""
    if other:
        fail("--add-ignore silences each finding; leave out --fix, --diff and --interactive")
    if not reason.strip():
        fail("--add-ignore needs a reason, such as --add-ignore='quoted from 1988'")
    if stdin:
        fail("--add-ignore writes comments into files; name a file, not '-'")
    from personfirst.app.ignores import AddIgnores

    return AddIgnores(reason)


@contextmanager
def told_of_changes(mend: Mend | None) -> Iterator[None]:
    """Where a run is interrupted, say on standard error what it has changed already."""
    try:
        yield
    except KeyboardInterrupt:
        count = getattr(mend, "written", 0)
        if count:
            warn(f"{plural(count, 'file')} {'was' if count == 1 else 'were'} changed already")
        raise


def write_silenced(mend: Mend | None, *, quiet: bool) -> None:
    """After `--add-ignore`, say on standard error how many findings have a comment now."""
    if mend is None or quiet:
        return
    from personfirst.app.ignores import AddIgnores

    if isinstance(mend, AddIgnores):
        count, files = sum(mend.silenced.values()), len(mend.silenced)
        where = f"{plural(count, 'finding')} in {plural(files, 'file')}"
        warn(f"Silenced {where}" if count else "Silenced nothing")


def write_fixed(mend: Mend | None, stdin: Target | None) -> bool:
    """After `--fix -`, write the text to standard output, fixed or as it came.

    Whether that was done, so that the report must go elsewhere.
    """
    if mend is None or stdin is None or not isinstance(stdin.data, bytes):
        return False
    from personfirst.app.mend import FixInPlace

    if not isinstance(mend, FixInPlace):
        return False
    write_bytes(stdin.data if mend.output is None else mend.output)
    return True


def write_diff(mend: Mend | None, checked: Checked, output: Path | None, view: View) -> None:
    """Write the diffs of a run, and how many findings they fix to standard error."""
    from personfirst.app.mend import ShowDiff

    if not isinstance(mend, ShowDiff):
        return
    write_bytes(b"".join(mend.diffs), output)
    warn_of_all(checked)
    for path in mend.widened:
        warn(f"{printable(path)}: its diff is of its text in UTF-8, so patch cannot apply it")
    if not view.quiet:
        fixes = checked.report.fixes or {}
        where = f"{plural(checked.report.fixed, 'finding')} in {plural(len(fixes), 'file')}"
        warn(f"Would fix {where}" if fixes else "Would fix nothing")


def write_rest(checked: Checked, view: View) -> None:
    """After `--interactive`, which has shown the findings already: problems, and the summary."""
    warn_of_all(checked)
    if not view.quiet:
        write(f"\n{summary(checked.report)}\n")
