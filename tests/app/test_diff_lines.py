"""Unified diffs: the lines that they add, whoever wrote them."""

from __future__ import annotations

import os

import pytest

from personfirst.app.diff_lines import changed_lines
from personfirst.model.errors import ConfigError

HEAD = "--- a/a.md\n+++ b/a.md\n"


def lines(diff: str | bytes) -> dict[str, object]:
    return dict(changed_lines(diff.encode() if isinstance(diff, str) else diff))


def test_lines_that_are_added_or_changed_with_context_or_without() -> None:
    diff = (
        HEAD + "@@ -1,3 +1,5 @@\n one\n-two\n+TWO\n+and more\n three\n+four\n@@ -9 +11 @@\n-x\n+y\n"
    )
    assert lines(diff) == {"a.md": ((2, 3), (5, 5), (11, 11))}
    assert lines(HEAD + "@@ -2,0 +3,2 @@ a heading\n+a\n+b\n") == {"a.md": ((3, 4),)}
    assert lines(HEAD + "@@ -2,2 +1,0 @@\n-a\n-b\n") == {}, "lines that only go"


def test_text_that_looks_like_a_head_is_text() -> None:
    diff = HEAD + "@@ -1,2 +1,3 @@\n--- a/b.md\n+++ b/b.md\n+@@ -1 +1 @@\n one\n"
    assert lines(diff) == {"a.md": ((1, 2),)}


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n", "x.md"),
        ("diff --git i/x.md w/x.md\n--- i/x.md\n+++ w/x.md\n", "x.md"),
        ("diff --git x.md x.md\n--- x.md\n+++ x.md\n", "x.md"),
        ("diff --git b/x.md b/x.md\n--- b/x.md\n+++ b/x.md\n", "b/x.md"),
        ("diff --git b/x.md b/x.md\nnew file mode 100644\n--- /dev/null\n+++ b/x.md\n", "b/x.md"),
        ("diff --git a/x.md b/x.md\nnew file mode 100644\n--- /dev/null\n+++ b/x.md\n", "x.md"),
        ("--- /dev/null\n+++ b/x.md\n", "x.md"),
        ("--- a/a b.md\t\n+++ b/a b.md\t\n", "a b.md"),
        (
            "--- old/x.md\t2026-01-02 03:04:05 +0000\n+++ new/x.md\t2026-01-02 03:04:05\n",
            "new/x.md",
        ),
        ('--- "a/q\\"\\\\ \\303\\244\\n.md"\n+++ "b/q\\"\\\\ \\303\\244\\n.md"\n', 'q"\\ ä\n.md'),
        (
            'diff --git a/old.md "b/n\\303\\244.md"\nsimilarity index 90%\nrename from old.md\n'
            'rename to "n\\303\\244.md"\n--- a/old.md\n+++ "b/n\\303\\244.md"\n',
            "nä.md",
        ),
        (
            "diff --git a/a/b.md b/b/b.md\nrename from a/b.md\nrename to b/b.md\n"
            "--- a/a/b.md\n+++ b/b/b.md\n",
            "b/b.md",
        ),
        ("--- a/x.md\r\n+++ b/x.md\r\n", "x.md"),
        ("Subject: [PATCH] notes\n---\n x.md | 1 +\n\n--- a/x.md\n+++ b/x.md\n", "x.md"),
    ],
)
def test_names(head: str, path: str) -> None:
    assert lines(head + "@@ -0,0 +1 @@\n+new\n") == {path: ((1, 1),)}


def test_a_name_that_is_no_text() -> None:
    assert lines(b"--- a/\xff.md\n+++ b/\xff.md\n@@ -0,0 +1 @@\n+x\n") == {
        os.fsdecode(b"\xff.md"): ((1, 1),)
    }


def test_files_that_go_or_only_move_are_not_among_them() -> None:
    gone = (
        "diff --git a/x.md b/x.md\ndeleted file mode 100644\n--- a/x.md\n+++ /dev/null\n"
        "@@ -1 +0,0 @@\n-x\n"
    )
    moved = "diff --git a/x.md b/y.md\nsimilarity index 100%\nrename from x.md\nrename to y.md\n"
    mode = "diff --git a/x.md b/x.md\nold mode 100644\nnew mode 100755\n"
    assert lines(gone + moved + mode) == {}
    assert lines("") == lines("\n") == {}


def test_a_file_that_is_not_text_is_new_as_a_whole() -> None:
    git = "diff --git a/x y.docx b/x y.docx\nindex 1..2 100644\nBinary files a/x y.docx and b/x y.docx differ\n"
    patch = "diff --git a/z.odt b/z.odt\nindex 1..2 100644\nGIT binary patch\nliteral 3\nabc\n\n"
    gone = "diff --git a/w.odt b/w.odt\ndeleted file mode 100644\nBinary files a/w.odt and /dev/null differ\n"
    assert lines(git + patch + gone) == {"x y.docx": None, "z.odt": None}
    assert lines("Binary files old/x.docx and new/x.docx differ\n" + HEAD)["new/x.docx"] is None


def test_line_ends_of_either_kind_and_a_last_line_without_one() -> None:
    diff = (
        HEAD
        + "@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+TWO\n\\ No newline at end of file\n"
    )
    assert lines(diff) == lines(diff.replace("\n", "\r\n")) == {"a.md": ((2, 2),)}
    assert lines(HEAD + "@@ -1,3 +1,4 @@\n one\n\n+two\n three\n") == {"a.md": ((3, 3),)}


def test_a_diff_as_powershell_writes_it() -> None:
    diff = "--- a/é.md\n+++ b/é.md\n@@ -0,0 +1 @@\n+x\n"
    assert lines(diff.encode("utf-16")) == lines(diff.encode("utf-8-sig")) == {"é.md": ((1, 1),)}


def test_two_diffs_of_one_file_add_up() -> None:
    one = HEAD + "@@ -0,0 +1,3 @@\n+a\n+b\n+c\n"
    two = HEAD + "@@ -2,2 +2,3 @@\n b\n c\n+d\n"
    assert lines(two + one) == {"a.md": ((1, 4),)}


@pytest.mark.parametrize(
    ("diff", "message"),
    [
        ("Dear editor,\n", "the diff: holds no unified diff"),
        (HEAD + "@@ -1,3 +1,3 @@\n one\n", "the diff:3: the diff ends in the middle of this hunk"),
        (HEAD + "@@ -1,3 +1,3 @@\n one\nxx\n", "the diff:5: this line does not belong"),
        ("diff --cc x.md\n@@@ -1,1 -1,1 +1,1 @@@\n", "the diff:2: this is the combined diff"),
    ],
)
def test_what_is_no_diff_is_refused_with_its_line(diff: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        lines(diff)
    assert message in str(error.value)
