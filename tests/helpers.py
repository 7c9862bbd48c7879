"""Documents made of one paragraph, and rule folders made of a few lines."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from personfirst.model.document import Block, Document, Role
from personfirst.model.text import Piece, TextAnchor


def block(text: str, **fields: object) -> Block:
    """A block whose text is its source."""
    piece = Piece(0, len(text), TextAnchor(0, len(text)), True)
    return Block(text, (piece,) if text else (), **fields)  # type: ignore[arg-type]


def document(text: str, **fields: object) -> Document:
    """A document of one block."""
    return Document("minutes.txt", "text", text, (block(text, **fields),))


FILLER = "The board met in the library and heard what the staff had to say of the roof. " * 9
"""Words enough for a page, and none that anything is found in."""

RULE = """\
id: {name}
category: test
severity: warning
title: A title
why: A reason.
sources: [judgment]
match:
  nouns: [{name}]
advice: Say it another way.
examples:
  - flag: One [{name}].
  - flag: Two [{name}s].
"""


def write(file: Path, text: str) -> Path:
    """Write a file, and the folders that it lies in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def write_rule(folder: Path, name: str, text: str | None = None) -> Path:
    """A rule file in a folder, by default the smallest that is valid."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.yaml"
    file.write_text(dedent(text) if text else RULE.format(name=name), encoding="utf-8")
    return file


__all__ = ["FILLER", "Role", "block", "document", "write", "write_rule"]
