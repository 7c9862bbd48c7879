"""Configuration files that are damaged, or written to do harm, are errors and nothing more."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.app.config_find import load_settings
from personfirst.model.errors import ConfigError
from tests.app.test_config_load import TOML, YAML
from tests.helpers import write

NAMES = st.sampled_from(["personfirst.toml", ".personfirst.yaml", "pyproject.toml"])
PIECES = st.lists(
    st.sampled_from(
        ["style", "news", "=", ":", "\n", " ", "- ", "[", "]", "{", "}", '"', "'", "\\u0041", "#", "\t",
         "[tool.personfirst]", "per-path", "rules", "severity", "off", "prefer", "names", "allow", "3", "null",
         ".", ",", "&a", "*a", "<<", "!!python/name:os.system", "---", "|", ">", "\ufeff", "\r", "\x00", "é"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


def loads_or_refuses(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        started = time.monotonic()
        try:
            load_settings(file)
        except ConfigError as error:
            assert str(error).startswith(str(file))
            assert "\n" not in str(error)
        assert time.monotonic() - started < 60


@settings(max_examples=300, deadline=None)
@given(NAMES, PIECES)
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    loads_or_refuses(name, text.encode())


@settings(max_examples=100, deadline=None)
@given(NAMES, st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    loads_or_refuses(name, b"# personfirst\n" + data)


@settings(max_examples=200, deadline=None)
@given(st.booleans(), st.integers(0, 700), st.integers(0, 30), st.binary(max_size=3))
def test_a_file_with_a_hole_is_read_or_refused(
    yaml: bool, start: int, length: int, put: bytes
) -> None:
    data = (YAML if yaml else TOML).encode()
    damaged = data[:start] + put + data[start + length :]
    loads_or_refuses(".personfirst.yaml" if yaml else "personfirst.toml", damaged)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("personfirst.toml", "a = " + "[" * 900_000),
        ("personfirst.toml", ".".join(["a"] * 450_000) + " = 1"),
        ("personfirst.toml", "[" + ".".join(["a"] * 450_000) + "]"),
        ("personfirst.toml", 'a = """' + '"\\' * 450_000),
        ("personfirst.toml", "\n".join(f"k{number} = 1" for number in range(70_000))),
        ("personfirst.toml", "names = [" + "'Addict Corner'," * 60_000 + "]\n!"),
        (".personfirst.yaml", "a: " + "[" * 900_000),
        (".personfirst.yaml", "a: " + "{a: " * 200_000),
        (".personfirst.yaml", "- " * 400_000),
        (".personfirst.yaml", "a: &a [x]\nb: [" + "*a, " * 200_000 + "]"),
        (".personfirst.yaml", "? " * 400_000),
        (".personfirst.yaml", "names: [" + "&" * 900_000),
    ],
)
def test_a_file_written_to_hang_or_to_fill_the_memory_is_refused(
    tmp_path: Path, name: str, text: str
) -> None:
    started = time.monotonic()
    with pytest.raises(ConfigError):
        load_settings(write(tmp_path / name, text))
    assert time.monotonic() - started < 60


def test_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    code = f"open({str(proof)!r}, 'w')"
    for text in (
        f'style: !!python/object/apply:builtins.eval ["{code}"]',
        f'!!python/object/apply:builtins.exec ["{code}"]',
        f"names: [!!python/object/new:os.system ['touch {proof}']]",
        "names: [!!python/name:os.system Choir]",
    ):
        with pytest.raises(ConfigError):
            load_settings(write(tmp_path / ".personfirst.yaml", text))
    assert not proof.exists()
