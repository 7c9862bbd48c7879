"""Named tuples as plain JSON values and back, where what comes back is not to be trusted.

A named tuple becomes the list of its fields, in order. Reading back checks every type, so that what
somebody put into a file can be of the wrong words, never of the wrong kind.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

_T = TypeVar("_T")

Reader = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """A tuple, named or not, text, number or None as JSON knows it."""
    if isinstance(value, tuple):
        return [encode(one) for one in value]
    return str(value) if isinstance(value, StrEnum) else value


def decode(kind: type[_T], value: Any) -> _T:
    """What `encode` made of a value of that type. Raises `ValueError` for anything else."""
    read: Callable[[Any], _T] = _reader(kind)  # type: ignore[arg-type]
    return read(value)


@cache
def _reader(kind: Any) -> Reader:
    """How a value of a type is read."""
    if get_origin(kind) is UnionType:
        (inner,) = (_reader(one) for one in get_args(kind) if one is not NoneType)
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if issubclass(kind, tuple):
        read = _tuple_reader(tuple(get_type_hints(kind).values()))
        make: Callable[..., Any] = kind
        return lambda value: make(*read(value))
    if issubclass(kind, StrEnum):
        return lambda value: kind(_of(str, value))
    return partial(_of, kind)


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    if kinds[-1] is Ellipsis:
        each = _reader(kinds[0])
        return lambda value: tuple([each(one) for one in _of(list, value)])
    readers = [_reader(one) for one in kinds]
    return lambda value: tuple(
        [read(one) for read, one in zip(readers, _of(list, value), strict=True)]
    )


def _of(kind: type[_T], value: Any) -> _T:
    """A value, if it is exactly of a type: True is no number here."""
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}, found {type(value).__name__}")
    return value
