"""Work in several processes: in order, few at a time, whatever becomes of a process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from personfirst.app import workers
from personfirst.app.workers import Lost, Workers

FORK = workers.may_fork()


def square(number: int) -> int:
    """The smaller the number the longer it takes; process and all end at 13."""
    if number == 13:
        os._exit(1)
    time.sleep(0.02 * (number % 3 == 0))
    return number * number


@pytest.fixture(params=["fork", "spawn"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "fork" and not FORK:
        pytest.skip("no safe fork here")
    monkeypatch.setattr(workers, "may_fork", lambda: request.param == "fork")


def test_results_come_in_order_and_tasks_are_taken_as_needed() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(12):
            taken.append(number)
            yield number

    with Workers(2, square) as some:
        found = []
        for task, result in some.results(tasks()):
            found.append((task, result))
            assert len(taken) - len(found) < 12
    assert found == [(number, number * number) for number in range(12)]


def test_a_process_that_ends_loses_its_task_alone() -> None:
    with Workers(2, square) as some:
        found = dict(some.results([1, 13, 2, 13, 3]))
    assert isinstance(found.pop(13), Lost)
    assert found == {1: 1, 2: 4, 3: 9}


def test_there_are_no_more_than_windows_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workers, "_start", lambda some: started.append(some))
    started: list[object] = []
    Workers(200, square)
    assert len(started) <= 63


def test_nothing_runs_on_after_the_end() -> None:
    with pytest.raises(KeyboardInterrupt), Workers(2, square) as some:
        processes = list(some._running.values())
        for _ in some.results(iter(int, 1)):
            raise KeyboardInterrupt
    assert not any(one.is_alive() for one in processes)
