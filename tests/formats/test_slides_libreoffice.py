"""LibreOffice opens what is written, shows the comments, and writes decks and workbooks itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.formats.slides import FORMAT
from personfirst.model.document import Role
from personfirst.model.finding import Edit, Remark
from tests.formats.support import assert_lawful, block_with, texts
from tests.formats.test_sheets import filled
from tests.formats.test_slides import rich_deck, saved

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

_ANNOTATION = re.compile(r"<office\w*:annotation[ >].*?</office\w*:annotation>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def converted(source: Path, ending: str, profile: Path) -> Path:
    """The file in another format, as LibreOffice makes it."""
    assert OFFICE is not None
    folder = source.parent / ending
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env=os.environ | {"HOME": str(profile)},
    )
    return folder / f"{source.stem}.{ending}"


def reviewed(tmp_path: Path) -> Path:
    data = saved(rich_deck())
    document = registry.read(data, "a.pptx")
    remarks = [
        Remark(start, start + len(words), f"About “{words}”", "Write “people” & more.\nIt helps.")
        for words in ("Drug abuse", "the addicts", "Overdoses of abusers", "An addict")
        for start in [document.text.index(words)]
    ]
    assert FORMAT.review is not None
    target = tmp_path / "reviewed.pptx"
    target.write_bytes(FORMAT.review(document, remarks))
    return target


def test_a_reviewed_deck_opens_and_its_comments_are_there(tmp_path: Path, profile: Path) -> None:
    deck = reviewed(tmp_path)
    with zipfile.ZipFile(converted(deck, "odp", profile)) as package:
        content = package.read("content.xml").decode()
    pages = content.split("<draw:page ")[1:]
    found = [[_TAG.sub(" ", one) for one in _ANNOTATION.findall(page)] for page in pages]
    assert [len(one) for one in found] == [1, 1, 1, 1]
    for words, [comment] in zip(
        ("Drug abuse", "the addicts", "Overdoses of abusers", "An addict"), found, strict=True
    ):
        assert f"About “{words}”" in comment
        assert "personfirst" in comment
        assert "Write “people” &amp; more." in comment
    assert "(speaker notes)" in found[1][0]


def test_a_reviewed_deck_is_printed_with_all_its_pages(tmp_path: Path, profile: Path) -> None:
    import pypdf

    pages = pypdf.PdfReader(converted(reviewed(tmp_path), "pdf", profile)).pages
    assert len(pages) == 3
    assert "Words to avoid" in pages[1].extract_text()
    assert "Overdoses" in pages[2].extract_text()


def test_a_changed_deck_shows_the_new_words(tmp_path: Path, profile: Path) -> None:
    import pypdf

    document = registry.read(saved(rich_deck()), "a.pptx")
    start = document.text.index("Drug abuse")
    changed = edited(document, [Edit(start, start + 10, "Drug use", "Drug use")])
    assert changed is not None
    source = tmp_path / "changed.pptx"
    source.write_bytes(changed.data)
    text = pypdf.PdfReader(converted(source, "pdf", profile)).pages[0].extract_text()
    assert "Drug use in our town" in text


def test_a_deck_that_libreoffice_wrote_is_read_alike(tmp_path: Path, profile: Path) -> None:
    data = saved(rich_deck())
    source = tmp_path / "deck.pptx"
    source.write_bytes(data)
    again = converted(converted(source, "odp", profile), "pptx", profile)
    document = registry.read(again.read_bytes(), "a.pptx")
    assert_lawful(document)
    assert document.problems == ()

    def shown(one: object) -> list[tuple[Role, str | None, str]]:
        assert isinstance(one, type(document))
        return [(b.role, b.label, b.text) for b in one.blocks if b.role is not Role.METADATA]

    assert shown(document) == shown(registry.read(data, "a.pptx"))
    assert block_with(document, "crackhead").lead == "junkie"


def test_a_workbook_that_libreoffice_wrote_is_read_alike(tmp_path: Path, profile: Path) -> None:
    data = filled()
    source = tmp_path / "book.xlsx"
    source.write_bytes(data)
    again = converted(converted(source, "ods", profile), "xlsx", profile)
    document = registry.read(again.read_bytes(), "a.xlsx")
    assert_lawful(document)
    cells = texts(document, Role.CELL)
    assert cells == texts(registry.read(data, "a.xlsx"), Role.CELL)
    assert block_with(document, "Many addicts").label == "sheet “Data & more”, cell C4"
    assert block_with(document, "drug abusers").label == "sheet “Old” (hidden), cell B2"
    assert "Number of addicts" in texts(document, Role.CAPTION)
