"""Files in formats that are not read: each says how it can be checked."""

from __future__ import annotations

import pytest

from personfirst.formats import registry
from personfirst.model.errors import UnreadableDocumentError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.doc", OLE, "is an old Word file: open it in Word or LibreOffice and save it as .docx"),
        ("A.DOT", OLE, "is an old Word file"),
        ("a.ppt", OLE, "save it as .pptx"),
        ("a.pps", OLE, "save it as .pptx"),
        ("a.xls", OLE, "save it as .xlsx"),
        ("a.pub", OLE, "is a Publisher file: .* as PDF"),
        ("a.wpd", b"\xffWPC", "is a WordPerfect file"),
        ("a.pages", b"PK\x03\x04", "is a Pages file"),
        ("a.key", b"PK\x03\x04", "is a Keynote file"),
        ("a.numbers", b"PK\x03\x04", "is a Numbers file"),
        ("a.msg", OLE, "is an Outlook message"),
        ("a.doc", b"PK\x03\x04", r"rename it to end in \.docx"),
        ("a.xls", b"PK\x03\x04", r"rename it to end in \.xlsx"),
        ("a.doc", b"", "is empty"),
    ],
)
def test_each_says_what_to_do(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason):
        registry.read(data, name)


def test_they_are_found_in_folders_so_that_nobody_takes_them_for_checked() -> None:
    legacy = registry.SUFFIXES[".doc"]
    assert legacy.in_folders
    assert {".doc", ".ppt", ".xls", ".pub", ".pages", ".key"} <= set(legacy.suffixes.split())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("server.key", b"-----BEGIN PRIVATE KEY-----"),
        ("id_ed25519.pub", b"ssh-ed25519 AAAA"),
        ("graph.dot", b"digraph { a -> b }"),
    ],
)
def test_keys_and_graphs_of_the_same_suffix_hold_nothing_to_read(name: str, data: bytes) -> None:
    assert registry.read(data, name).blocks == ()
