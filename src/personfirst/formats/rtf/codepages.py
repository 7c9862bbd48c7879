"""Which code page the bytes of an RTF file are in, by what its head and its fonts say."""

from __future__ import annotations

import codecs

CHARACTER_SETS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
"""Code pages by the control word at the head of a file."""

SYMBOLS = "symbols"
"""Stands for the code page of a font that has signs in place of letters."""

_FONTS = {
    2: SYMBOLS,
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES = {10000: "mac_roman", 65001: "utf-8"}


def of_font(charset: int) -> str | None:
    """The code page of a font's `fcharset`; None where it is the file's own."""
    return _FONTS.get(charset)


def of_number(number: int) -> str | None:
    """The code page of a number, such as 1250; None where Python has none."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name
