"""Unified diffs: what `patch` makes of them, and how they read."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from personfirst.app.diff import unified_diff

PATCH = shutil.which("patch")


def test_hunks_hold_three_lines_around_and_touch_none() -> None:
    old = "".join(f"line {number}\n" for number in range(1, 25))
    new = old.replace("line 3\n", "LINE 3\n").replace("line 10\n", "LINE 10\n")
    new = new.replace("line 23\n", "LINE 23\n").replace("line 24\n", "LINE 24\n")
    assert unified_diff("a.md", old.encode(), new.encode()).decode() == snapshot("""\
--- a.md
+++ a.md
@@ -1,13 +1,13 @@
 line 1
 line 2
-line 3
+LINE 3
 line 4
 line 5
 line 6
 line 7
 line 8
 line 9
-line 10
+LINE 10
 line 11
 line 12
 line 13
@@ -20,5 +20,5 @@
 line 20
 line 21
 line 22
-line 23
-line 24
+LINE 23
+LINE 24
""")


def test_a_file_without_a_last_line_end() -> None:
    assert unified_diff("a b.txt", b"one\ntwo", b"one\nTWO") == (
        b"--- a b.txt\t\n+++ a b.txt\t\n@@ -1,2 +1,2 @@\n one\n-two\n"
        b"\\ No newline at end of file\n+TWO\n\\ No newline at end of file\n"
    )
    assert unified_diff("a", b"one", b"ONE").splitlines()[2] == b"@@ -1 +1 @@"


def test_nothing_changed() -> None:
    assert unified_diff("a.md", b"same\n", b"same\n") == b""


LINES = st.lists(
    st.tuples(st.sampled_from([b"", b"a", b"b", b"caf\xe9 \xff", b"-x", b"@@", b"\xef\xbb\xbf"]),
              st.booleans(), st.sampled_from([b"\n", b"\r\n", b"\r"])),
    min_size=1, max_size=40,
)  # fmt: skip


@pytest.mark.skipif(PATCH is None, reason="there is no patch here")
@settings(max_examples=60, deadline=None)
@given(
    lines=LINES,
    ended=st.booleans(),
    name=st.sampled_from(["a.md", "a b.md", " a.md", 'q"\\.md', "é.md"]),
)
def test_patch_makes_the_new_file_of_the_old(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[tuple[bytes, bool, bytes]],
    ended: bool,
    name: str,
) -> None:
    folder = tmp_path_factory.mktemp("patch")
    old = b"".join(text + end for text, _, end in lines)
    new = b"".join(text + (b"!" if changed else b"") + end for text, changed, end in lines)
    if not ended:
        old, new = old + b"tail", new + b"tail"
    patched(folder, name, old, unified_diff(name, old, new), new)


@pytest.mark.skipif(PATCH is None, reason="there is no patch here")
@settings(max_examples=60, deadline=None)
@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from([b"", b"a", b"b", b"caf\xe9", b"-- x"]),
            st.sampled_from(["same", "same", "changed", "gone"]),
        ),
        max_size=40,
    ),
    ended=st.booleans(),
)
def test_lines_may_be_gone(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[bytes, str]], ended: bool
) -> None:
    folder = tmp_path_factory.mktemp("patch")
    kept = [(text + (b"!" if how == "changed" else b"")) for text, how in lines if how != "gone"]
    old = b"first\n" + b"\n".join(text for text, _ in lines)
    new = b"first\n" + b"\n".join(kept)
    if ended:
        old, new = old + b"\n", new + b"\n"
    patched(folder, "a.md", old, unified_diff("a.md", old, new), new)


def test_a_last_line_that_goes_with_the_line_end_before_it() -> None:
    assert unified_diff("a", b"one\ntwo\nthree", b"one\ntwo").decode() == snapshot("""\
--- a
+++ a
@@ -1,3 +1,2 @@
 one
-two
-three
\\ No newline at end of file
+two
\\ No newline at end of file
""")


def test_of_files_with_too_many_lines_to_compare_what_differs_is_one_change() -> None:
    old = b"head\n" + b"x\n" * 3000 + b"tail\n"
    new = b"head\n" + b"y\n" * 2999 + b"tail\n"
    diff = unified_diff("a", old, new)
    assert diff.splitlines()[2] == b"@@ -1,3002 +1,3001 @@"
    assert (diff.count(b"\n-x"), diff.count(b"\n+y")) == (3000, 2999)


def patched(folder: Path, name: str, old: bytes, diff: bytes, new: bytes) -> None:
    """Let `patch` apply a diff to a file."""
    file = folder / name
    file.write_bytes(old)
    if diff:
        run = [str(PATCH), "-p0", "--binary", "--silent"]
        subprocess.run(run, input=diff, cwd=folder, check=True, timeout=60)
    assert file.read_bytes() == new
