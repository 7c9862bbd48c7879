"""Work spread over processes: results come in the order of the tasks, and few wait in memory.

A worker holds one task at a time, so that where one ends before its time, it is known at which.
Workers are forked where that is safe, which shares what was read so far, and spawned elsewhere.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

_MOST = 60
"""Windows waits for no more than 63 things at once."""
_AHEAD = 4
"""How many tasks for each worker may be begun before the oldest one is done."""


class Lost:
    """Stands for the result of a task whose process ended."""


class Workers(Generic[T, R]):
    """Some processes that do `work`. It is pickled where they are spawned, tasks and results
    always. Close them when done.
    """

    def __init__(self, count: int, work: Callable[[T], R]) -> None:
        import multiprocessing  # late: most runs ask only whether it is worth it

        self._work = work
        self._forks = may_fork()
        self._context = multiprocessing.get_context("fork" if self._forks else "spawn")
        self._running: dict[Connection, BaseProcess] = {}
        for _ in range(min(count, _MOST)):
            self._start()

    def __enter__(self) -> Workers[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        for connection in list(self._running):
            self._end(connection)

    def results(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each task with its result, in the order of the tasks, which are taken as needed."""
        from multiprocessing.connection import wait

        waiting = enumerate(tasks)
        begun: dict[int, T] = {}
        done: dict[int, R | Lost] = {}
        busy: dict[Connection, int] = {}
        following = 0
        more = True
        while more or begun:
            for connection in [one for one in self._running if one not in busy]:
                if more and len(begun) < _AHEAD * len(self._running):
                    task = next(waiting, None)
                    more = task is not None
                    if task is not None:
                        number, begun[task[0]] = task
                        busy[connection] = number
                        with suppress(OSError):  # it has ended: receiving says so
                            connection.send(begun[number])
            ready = wait(list(busy)) if busy else ()
            for connection in [one for one in busy if one in ready]:
                done[busy.pop(connection)] = self._received(connection)
            while following in done:
                yield begun.pop(following), done.pop(following)
                following += 1

    def _received(self, connection: Connection) -> R | Lost:
        try:
            result: R = connection.recv()
        except (EOFError, OSError):
            self._end(connection)
            self._start()
            return Lost()
        return result

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        copied = (*self._running, ours) if self._forks else ()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self._work, copied), daemon=True
        )
        process.start()
        theirs.close()
        self._running[ours] = process

    def _end(self, connection: Connection) -> None:
        process = self._running.pop(connection)
        connection.close()
        process.kill()
        process.join()


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def may_fork() -> bool:
    """Whether a fork is safe: not beside threads, nor on macOS, whose libraries do not bear it."""
    return sys.platform == "linux" and threading.active_count() == 1


def _serve(tasks: Connection, work: Callable[[T], R], others: Iterable[Connection]) -> None:
    """Do one task after the other until there are no more.

    Ctrl-C is for the first process, which then ends this one. `others` are ends of pipes that a
    fork has copied, which would keep a worker alive whose first process has gone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for one in others:
        one.close()
    with suppress(EOFError, OSError):
        while True:
            tasks.send(work(tasks.recv()))
