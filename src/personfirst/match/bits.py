"""Sets of places as bits of one large number, and what is made of a number when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Value = TypeVar("_Value")
_FEW = 20
"""Up to so many bits are found one by one faster than byte by byte."""
_BYTE = re.compile(rb"[^\0]")
_BITS = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]


class Made(dict[int, _Value]):
    """What is made of a number when it is first asked for."""

    def __init__(self, make: Callable[[int], _Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, number: int) -> _Value:
        made = self[number] = self._make(number)
        return made


def bits_at(places: Iterable[int]) -> int:
    """A number with the bits at some places."""
    numbers = bytearray()
    for place in places:
        byte = place >> 3
        if byte >= len(numbers):
            numbers.extend(bytes(byte + 1 - len(numbers)))
        numbers[byte] |= 1 << (place & 7)
    return int.from_bytes(numbers, "little")


def places_of(number: int) -> Iterable[int]:
    """Where the bits of a number are, the lowest first."""
    if number.bit_count() > _FEW:
        return _many_places(number)
    places = []
    while number:
        rest = number & (number - 1)
        places.append((number ^ rest).bit_length() - 1)
        number = rest
    return places


def _many_places(number: int) -> Iterator[int]:
    """The same, byte by byte."""
    for byte in _BYTE.finditer(number.to_bytes((number.bit_length() + 7) // 8, "little")):
        first = 8 * byte.start()
        for bit in _BITS[byte[0][0]]:
            yield first + bit
