"""Bytes to text: every encoding that documents come in, and back."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personfirst.formats.encoding import byte_offsets, decode, encode
from personfirst.model.errors import UnreadableDocumentError

WORDS = "Überdosis – café, 5 € “naloxone” 😀\r\nsecond line\r"


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_unicode_is_decoded_and_written_back(bom: bytes, encoding: str) -> None:
    data = bom + WORDS.encode(encoding)
    decoded = decode(data)
    assert decoded.text == WORDS
    assert (decoded.encoding, decoded.bom, decoded.lossless) == (encoding, bom, True)
    assert encode(decoded.text, decoded) == data


def test_windows_1252_is_the_fallback() -> None:
    decoded = decode(
        "café “users”\x81".encode("latin-1", "replace").replace(b"?", b"\x93") + b"\x81"
    )
    assert decoded.encoding == "windows-1252"
    assert decoded.text == "café “users“\x81\x81"


def test_windows_1252_refuses_what_it_cannot_hold() -> None:
    decoded = decode(b"caf\xe9")
    assert encode("thé", decoded) == b"th\xe9"
    with pytest.raises(ValueError, match="😀"):
        encode("😀", decoded)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("koi8-r", "koi8-r"), ("Shift_JIS", "shift_jis"), ("ISO-8859-1", "windows-1252")],
)
def test_a_page_that_names_its_charset_is_believed(charset: str, encoding: str) -> None:
    word = {"koi8-r": "наркоман", "shift_jis": "麻薬", "windows-1252": "drogué"}[encoding]
    page = f'<meta http-equiv=x content="text/html; charset={charset}"><p>{word}'
    data = page.encode(encoding)
    assert decode(data, declared=True).text == page
    assert decode(data).encoding == "windows-1252" or encoding == "windows-1252"


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "unicode_escape", "nonsense", "utf-16"])
def test_a_charset_that_the_web_does_not_know_is_not_believed(charset: str) -> None:
    page = f"<meta charset={charset}><p>caf".encode() + b"\xe9"
    assert decode(page, declared=True).text.endswith("café")


def test_valid_utf8_wins_over_the_declaration() -> None:
    assert decode("<meta charset=koi8-r>café".encode(), declared=True).text.endswith("café")


def test_a_damaged_utf8_file_stays_utf8_and_is_not_to_be_written() -> None:
    decoded = decode("Übergänge für Ärzte, größer".encode() + b" \xff end")
    assert decoded.text.startswith("Übergänge")
    assert not decoded.lossless


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(20),
        b"%PDF-1.7 text",
        b"PK\x03\x04",
        bytes(range(256)) * 4,
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" * 20,
        b"\x00",
    ],
)
def test_binary_data_is_refused_kindly(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="looks like a binary file, not text"):
        decode(data)


def test_a_stray_nul_does_not_make_a_file_binary() -> None:
    assert decode(b"drug\0 users " + b"and more text " * 10).text.startswith("drug\0")


@given(st.text())
def test_byte_offsets_become_code_points(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    offset = byte_offsets(text)
    for position in range(len(text) + 1):
        assert offset(len(text[:position].encode())) == position
