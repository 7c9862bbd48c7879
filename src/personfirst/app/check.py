"""Check files or a text: find the files, read them, run the rules, and gather one report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from personfirst.app.config import Settings
from personfirst.app.discover import Discovery, Target, discover
from personfirst.app.in_turn import Progress, Run, check_in_turn
from personfirst.app.late_rules import LateRules
from personfirst.app.patterns import is_forced_out
from personfirst.app.scope import Counting, Scope
from personfirst.app.tally import Checked, checked

if TYPE_CHECKING:
    from personfirst.app.cache import Cache
    from personfirst.app.mend import Mend
    from personfirst.rulebook.index import IndexedRules
    from personfirst.rulebook.ruleset import RuleSet


def check_paths(
    paths: Sequence[str | Path],
    settings: Settings | None = None,
    *,
    stdin: Target | None = None,
    rules: RuleSet | IndexedRules | None = None,
    progress: Progress | None = None,
    mend: Mend | None = None,
    scope: Scope | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Checked:
    """Check files and folders; `-` among the paths stands for `stdin`.

    A path that cannot be read becomes a problem of the report and never stops the run. `rules`
    saves loading them again. `mend` is given each file with its findings, and the report says what
    stands there after it. `scope` says what of it all counts. `cache` knows files that were checked
    before; it does not take part where `rules`, `mend` or new lines are given. At most `jobs`
    processes work beside each other, or 0 for as many as the work is worth; where `mend`, a
    baseline or new lines are given it is one. Raises `RuleError` and `ConfigError` for rules that
    cannot be used, and for what `scope` asks of git.
    """
    chosen = settings or Settings()
    started = perf_counter()
    wanted = scope or Scope()
    if rules is not None or mend is not None or wanted.changes is not None:
        cache = None
    late = LateRules(chosen, rules)
    late.check_settings(cache)
    counting = Counting(wanted, wanted.today or date.today(), lambda: late.housekeeper)
    named = [path for path in paths if stdin is None or str(path) != "-"]
    found = files_to_check(named, chosen, staged=wanted.staged)
    piped = [stdin] if stdin and not is_forced_out(stdin.shown, chosen) else []
    targets = [*piped, *found.targets]
    targets = [target for target in targets if counting.takes(target)]
    alone = mend is not None or rules is not None or wanted.changes is not None or wanted.known
    run = Run(chosen, late, counting, mend, cache)
    if not alone and jobs != 1 and len(targets) > 1:
        from personfirst.app.spread import spread

        tally = spread(run, targets, jobs, progress)
    else:
        tally = check_in_turn(targets, run, progress)
    if cache is not None:
        cache.wrote = cache.wrote or tally.wrote
        cache.close()
    seconds = perf_counter() - started
    fixes = getattr(mend, "fixes", mend is not None)
    return checked(tally, targets, found, seconds, counting.stale(), mending=fixes)


def files_to_check(
    paths: Sequence[str | Path], settings: Settings, *, staged: bool = False
) -> Discovery:
    """The files that a check of some paths reads; `staged` as git has staged them.

    Raises `ConfigError` for what is asked of git.
    """
    if staged:
        from personfirst.app.staged import discover_staged

        return discover_staged(
            paths,
            excludes=settings.excludes,
            includes=settings.includes,
            force_exclude=settings.force_exclude,
        )
    return discover(
        paths,
        excludes=settings.excludes,
        includes=settings.includes,
        force_exclude=settings.force_exclude,
        respect_gitignore=settings.respect_gitignore,
    )


def check_text(
    text: str,
    settings: Settings | None = None,
    *,
    filename: str = "text.txt",
    rules: RuleSet | None = None,
) -> Checked:
    """Check one text, read as the format of `filename`; nothing is opened."""
    return check_paths(["-"], settings, stdin=Target(filename, data=text), rules=rules)
