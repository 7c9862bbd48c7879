"""Files that were damaged by chance, and the law that every reader keeps with them."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from personfirst.formats import registry
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.support import assert_lawful

_TAG = re.compile(rb"(<[^>]*>)")
_VALUE = re.compile(rb'="[^"]*"')
_VALUES = (b"", b"-1", b"99999999", b"none", b"x")


def assert_read_or_refused(data: bytes, path: str) -> bool:
    """Read a file; it keeps the laws, or is refused in one line. Says whether it was read."""
    try:
        document = registry.read(data, path)
    except UnreadableDocumentError as error:
        assert str(error)
        assert "\n" not in str(error)
        return False
    assert_lawful(document)
    return True


def read_share(file: Path, mutants: Iterator[bytes]) -> float:
    """The share of mutants that are read."""
    outcomes = [assert_read_or_refused(mutant, file.name) for mutant in mutants]
    return sum(outcomes) / len(outcomes)


def damaged(data: bytes, count: int, *, scraps: Sequence[bytes], seed: int = 1) -> Iterator[bytes]:
    """Copies with bytes changed, cut out, repeated, and scraps put in where they do not belong."""
    chance = random.Random(seed)
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at, size = chance.randrange(len(changed) or 1), chance.choice((1, 3, 20, 200))
            other = chance.randrange(len(changed) or 1)
            match chance.randrange(5):
                case 0:
                    changed[at : at + 1] = bytes([chance.randrange(256)])
                case 1:
                    del changed[at : at + size]
                case 2:
                    changed[at:at] = chance.choice(scraps)
                case 3:
                    changed[at:at] = changed[other : other + size]
                case _:
                    changed[at : at + size] = chance.randbytes(size)
        yield bytes(changed)


def well_formed(
    data: bytes, count: int, *, names: Sequence[bytes] = (), seed: int = 1
) -> Iterator[bytes]:
    """Copies of XML with other values, empty elements left out, and elements by another name."""
    chance = random.Random(seed)
    for _ in range(count):
        parts = _TAG.split(data)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(2, len(parts))
            if names and chance.random() < 0.3:
                found = re.match(rb"</?(\w+:[\w-]+)", parts[at])
                if found and not found[1].startswith(b"office"):
                    new = rb"\1" + chance.choice(names)
                    old = re.compile(rb"(</?)" + found[1] + rb"(?=[ />])")
                    parts = _TAG.split(old.sub(new, b"".join(parts)))
            elif parts[at].endswith(b"/>"):
                parts[at] = b""
            elif parts[at].startswith(b"<") and b"xmlns" not in parts[at]:
                value = chance.choice(_VALUES)
                parts[at] = _VALUE.sub(b'="' + value + b'"', parts[at], count=1)
        yield b"".join(parts)


def repacked(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """A package with some parts changed, added, or, by None, left out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        parts: dict[str, bytes | None] = {name: package.read(name) for name in package.namelist()}
        for name, part in (parts | dict(changes)).items():
            if part is not None:
                written.writestr(name, part)
    return target.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """A part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
