"""A check spread over processes, where the work outweighs starting them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from personfirst.app.config import Settings
from personfirst.app.discover import Target
from personfirst.app.guard import Guard
from personfirst.app.in_turn import OUR_FAULT, Progress, Run, check_in_turn, check_targets
from personfirst.app.late_rules import LateRules
from personfirst.app.scope import Counting, Scope
from personfirst.app.tally import Tally
from personfirst.app.workers import Lost, Workers, may_fork, processors
from personfirst.model.errors import PersonfirstError
from personfirst.model.report import Problem

if TYPE_CHECKING:
    from personfirst.app.cache import Cache

_WORTH_A_FORK, _WORTH_A_START = 300_000, 1_500_000
"""Bytes of files for each worker that outweigh making it, by a fork or by a start."""
_PART, _MOST_FILES = 200_000, 50
"""Bytes and files that make up a task: enough to outweigh its way there and back."""


@dataclass
class Work:
    """Checks some files in a worker, and says what came of them, or the error that ends the run."""

    settings: Settings
    late: LateRules
    scope: Scope
    today: date
    cache: Cache | None

    @cached_property
    def _run(self) -> tuple[Run, Guard]:
        counting = Counting(self.scope, self.today, lambda: self.late.housekeeper)
        run = Run(self.settings, self.late, counting, None, self.cache)
        return run, Guard(self.settings.timeout)

    def __call__(self, targets: Sequence[Target]) -> Tally | PersonfirstError:
        run, guard = self._run
        tally = Tally()
        try:
            check_targets(targets, run, guard, tally)
        except PersonfirstError as error:
            return error
        tally.wrote = self.cache is not None and self.cache.wrote
        return tally


def workers_for(targets: Sequence[Target], jobs: int = 0) -> int:
    """How many processes to check some files with: `jobs`, or with 0 as many as the processors and
    the work allow; never more than files.
    """
    if jobs:
        return max(min(jobs, len(targets)), 1)
    most = min(processors(), len(targets))
    if most < 2:
        return 1
    worth = _WORTH_A_FORK if may_fork() else _WORTH_A_START
    total = 0
    for size in map(_size, targets):
        total += size
        if total >= most * worth:
            return most
    return max(total // worth, 1)


def spread(
    run: Run, targets: Sequence[Target], jobs: int, progress: Progress | None = None
) -> Tally:
    """What came of some files, in their order, checked by as many processes as `workers_for` says.

    Where the process that checks a part ends, each of its files is checked in a process of its own.
    Raises the errors that end a run.
    """
    count = workers_for(targets, jobs)
    if count == 1:
        return check_in_turn(targets, run, progress)
    work = Work(run.settings, run.late, run.counting.scope, run.counting.today, run.cache)
    if run.cache is None:
        run.late.read()
    tally = Tally()
    done = 0
    with Workers[Sequence[Target], Tally | PersonfirstError](count, work) as workers:
        for part, result in workers.results(_parts(targets)):
            if progress is not None:
                progress(done, len(targets))
            done += len(part)
            for one in _one_by_one(work, part) if isinstance(result, Lost) else (result,):
                if isinstance(one, PersonfirstError):
                    raise one
                tally.add(one)
    if progress is not None:
        progress(done, len(targets))
    return tally


def _one_by_one(work: Work, targets: Sequence[Target]) -> Iterator[Tally | PersonfirstError]:
    with Workers[Sequence[Target], Tally | PersonfirstError](1, work) as workers:
        for (target,), result in workers.results([target] for target in targets):
            if isinstance(result, Lost):
                reason = f"{OUR_FAULT}: the process that read it came to its end"
                yield Tally(broken=[Problem(target.shown, reason)])
            else:
                yield result


def _parts(targets: Sequence[Target]) -> Iterator[Sequence[Target]]:
    part: list[Target] = []
    size = 0
    for target in targets:
        part.append(target)
        size += _size(target)
        if size >= _PART or len(part) == _MOST_FILES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _size(target: Target) -> int:
    """How many bytes a file has; 0 where that cannot be told."""
    if target.data is not None:
        return len(target.data)
    try:
        return target.path.stat().st_size
    except OSError:
        return 0
