"""Classes of data behave as those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from personfirst.model.data import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """With what a field may have."""

    x: int
    y: int = 2
    notes: list[str] = dataclasses.field(default_factory=list)
    seen: bool = dataclasses.field(default=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Spot(Point):
    """With a field more than its base."""

    name: str = "here"


@dataclass
class Counter:
    """May change."""

    count: int
    log: dict[str, int] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        self.log["start"] = self.count


@dataclass(frozen=True)
class Whole:
    """Keeps what it has worked out."""

    part: int

    @cached_property
    def double(self) -> int:
        return self.part * 2


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """Is equal to itself alone."""

    name: str

    def __repr__(self) -> str:
        return self.name


def test_fields_are_given_in_order_or_by_name_or_left_to_their_defaults() -> None:
    assert dataclasses.astuple(Point(1)) == (1, 2, [], False)
    assert dataclasses.astuple(Point(1, y=3, seen=True)) == (1, 3, [], True)
    assert dataclasses.astuple(Spot(1, 3, ["a"], True, "there")) == (1, 3, ["a"], True, "there")
    assert Counter(4).log == {"start": 4}


def test_each_object_has_a_default_of_its_own() -> None:
    assert Point(1).notes is not Point(1).notes


@pytest.mark.parametrize("call", [lambda: Point(), lambda: Point(1, z=2), lambda: Node()])  # type: ignore[call-arg]
def test_wrong_arguments_are_refused_by_name(call: Callable[[], object]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"(Point|Node)\.__init__\(\) (missing|got)"):
            call()


def test_equal_values_make_equal_objects_of_one_class() -> None:
    assert Point(1, seen=True) == Point(1)
    assert Point(1) != Point(2)
    assert Point(1) != Spot(1)
    assert Counter(1) == Counter(1)
    assert Node("a") != Node("a")


def test_only_what_cannot_change_has_a_hash() -> None:
    assert hash(Whole(1)) == hash(Whole(1))
    assert len({Node("a"), Node("a")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Counter(1))


def test_what_is_frozen_cannot_change() -> None:
    one: Any = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.x
    with pytest.raises(AttributeError):
        one.other = 2
    assert Whole(2).double == 4


def test_what_it_shows_are_its_fields() -> None:
    assert repr(Point(1)) == "Point(x=1, y=2, notes=[])"
    assert repr(Node("own words")) == "own words"
    counter = Counter(1)
    counter.log["itself"] = counter  # type: ignore[assignment]
    assert repr(counter) == "Counter(count=1, log={'start': 1, 'itself': ...})"


@pytest.mark.parametrize("one", [Point(1, notes=["a"]), Spot(1, name="b"), Counter(1), Whole(3)])
def test_objects_can_be_replaced_copied_and_pickled(one: Any) -> None:
    assert dataclasses.replace(one) == one
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    assert dataclasses.replace(Point(1), y=5) == Point(1, 5)


def test_it_is_matched_by_place() -> None:
    match Point(1, 7):
        case Point(x, y):
            assert (x, y) == (1, 7)
