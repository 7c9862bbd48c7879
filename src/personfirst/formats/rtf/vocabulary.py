"""The control words of RTF that are characters, and those that begin what is not read."""

from __future__ import annotations

CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "",
    "~": "\xa0",
    "_": "\u2011",
    "-": "",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwbo": "",
    "zwnbo": "",
    "zwj": "",
    "zwnj": "",
    "ltrmark": "",
    "rtlmark": "",
}
"""Characters that are written as words. An optional hyphen, a sign without width: nothing."""

_SKIPPED = (
    "colortbl filetbl revtbl rsidtbl listtable listoverridetable leveltext levelnumbers listname xe"
    " tc tcn rxe txe bkmkstart bkmkend ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn nonshppict"
    " nonesttables"
    " shprslt template datafield formfield atnid atntime objdata objclass"
    " objname fontemb fontfile falt panose keycode pntxta pntxtb pgdsctbl userprops generator"
)
_STARRED = (
    "fldinst footnote annotation atnauthor shpinst shppict picprop do ud moMath moMathPara"
    " listtext pntext"
)

SKIPPED = frozenset(_SKIPPED.split())
"""Destinations that are not read: tables, index marks, pictures for older programs."""

STARRED = frozenset(_STARRED.split())
"""Destinations that are read although a program may skip them."""
