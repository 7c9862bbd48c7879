"""`dataclass`, as the standard library's but made in a fifth of the time.

That one writes and compiles up to six functions for each class, anew at every start: 0.5 ms, and a
check of one small file needs 75 classes. Here `__init__` is compiled when the first object is made,
and the other functions are not written but the same ones for every class.

It knows `frozen`, `slots`, `eq`, `repr`, defaults and `__post_init__`, and of `field` what stands
for a default, `compare` and `repr`; `fields`, `replace` and pickling work as ever.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any


def _dataclass(
    *, frozen: bool = False, slots: bool = False, eq: bool = True, repr: bool = True
) -> Callable[[type], type]:
    def make(cls: type) -> type:
        made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
        own: dict[str, Any] = {"__init__": _late_init(made, frozen)}
        if repr:
            own["__repr__"] = _repr
        if eq:
            values = _values([one.name for one in dataclasses.fields(made) if one.compare])
            own |= {"__eq__": _eq(values), "__hash__": _hash(values) if frozen else None}
        if frozen:
            own |= {"__setattr__": _refuse, "__delattr__": _refuse}
            if slots:
                own |= {"__getstate__": _getstate, "__setstate__": _setstate}
        for name, function in own.items():
            if made.__dict__.get(name) is None:
                setattr(made, name, function)
        return made

    return make


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, **options):
        """Make a class of data, as `dataclasses.dataclass`."""
        return _dataclass(**options) if cls is None else _dataclass(**options)(cls)


def _late_init(cls: type, frozen: bool) -> Callable[..., None]:
    """An `__init__` that puts the real one in its place when it is first called."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        real = _init(cls, frozen)
        type.__setattr__(cls, "__init__", real)
        real(self, *given, **named)

    return __init__


def _init(cls: type, frozen: bool) -> Callable[..., None]:
    """The `__init__` that takes the fields of a class in their order."""
    scope: dict[str, Any] = {"_put": object.__setattr__}
    takes, lines = ["self"], []
    for one in dataclasses.fields(cls):
        name = value = one.name
        default = f"_default_{name}"
        if one.default is not dataclasses.MISSING:
            scope[default] = one.default
            takes.append(f"{name}={default}")
        elif one.default_factory is not dataclasses.MISSING:
            scope[default] = one.default_factory
            takes.append(f"{name}={default}")
            value = f"{default}() if {name} is {default} else {name}"
        else:
            takes.append(name)
        lines.append(f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    # Holds nothing but names that stand in our own classes.
    exec(f"def __init__({', '.join(takes)}):\n {'; '.join(lines) or 'pass'}", scope)
    made: Callable[..., None] = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _values(names: list[str]) -> Callable[[Any], Any]:
    """Takes the values of some fields from an object, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _eq(values: Callable[[Any], Any]) -> Callable[[Any, object], Any]:
    def __eq__(self: Any, other: object) -> Any:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return __eq__


def _hash(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __hash__


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (one.name for one in dataclasses.fields(self) if one.repr)
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({values})"


def _refuse(self: Any, name: str, *value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
