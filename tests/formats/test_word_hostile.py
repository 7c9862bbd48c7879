"""Word files that are damaged, nested, endless or large: they are read or refused, in good time."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest

from personfirst.formats import registry
from personfirst.formats.word import FORMAT
from personfirst.formats.word.review import review
from personfirst.model.document import Role
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from tests.formats.mutants import (
    assert_read_or_refused,
    damaged,
    part_of,
    repacked,
    well_formed,
)
from tests.formats.support import GOLDEN, assert_lawful, texts
from tests.formats.word_files import MAIN, field, p, r, sign, text_box, tracked, word_file
from tests.formats.word_random import some_edits, some_file, some_remarks

FILES = {
    "guide": (GOLDEN / "word" / "guide.docx").read_bytes(),
    "page": (GOLDEN / "word" / "page.docx").read_bytes(),
    "made": some_file(random.Random(3)),
    "more": some_file(random.Random(8)),
}
SCRAPS = (b"<w:p>", b"</w:p>", b"<w:del>", b"</w:ins>", b"&#0;", b"<!DOCTYPE x>", b"<w:r><w:t>x")
NAMES = (
    *(b"w:p", b"w:r", b"w:t", b"w:tbl", b"w:tr", b"w:tc", b"w:del", b"w:ins", b"w:sdt", b"w:pPr"),
    *(b"w:hyperlink", b"w:fldChar", b"w:br", b"w:txbxContent", b"w:rPr", b"mc:AlternateContent"),
)
CELL = f"<w:tc>{p('drug users')}</w:tc>"
PARTS = (
    *(MAIN, "word/styles.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"),
    *("_rels/.rels", "[Content_Types].xml"),
)


def mutants(data: bytes) -> Iterator[bytes]:
    yield from damaged(data, 40, scraps=(b"PK\x03\x04", bytes(30)))
    for number, name in enumerate(PARTS):
        try:
            part = part_of(data, name)
        except KeyError:
            continue
        count = 60 if name == MAIN else 8
        for one in damaged(part, count, scraps=SCRAPS, seed=number):
            yield repacked(data, {name: one})
        for one in well_formed(part, count, names=NAMES, seed=number):
            yield repacked(data, {name: one})
        yield repacked(data, {name: None})


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_are_read_or_refused(name: str) -> None:
    outcomes = []
    for mutant in mutants(FILES[name]):
        began = time.perf_counter()
        outcomes.append(assert_read_or_refused(mutant, "a.docx"))
        assert time.perf_counter() - began < 60
    assert 0.3 < sum(outcomes) / len(outcomes) < 1


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_that_are_read_can_be_changed_and_reviewed_or_say_why_not(name: str) -> None:
    chance, written = random.Random(1), 0
    for mutant in mutants(FILES[name]):
        try:
            document = registry.read(mutant, "a.docx")
            edits = some_edits(chance, document)[:4]
            assert FORMAT.apply is not None
            changed = FORMAT.apply(document, edits)
            seen = review(document, some_remarks(chance, document, edits))
        except (UnreadableDocumentError, UnwritableDocumentError) as error:
            assert "\n" not in str(error)
            continue
        assert_lawful(registry.read(changed, "a.docx"))
        assert_lawful(registry.read(seen, "a.docx"))
        written += 1
    assert written > 50


@pytest.mark.parametrize(
    "body",
    [
        p("<w:r>" + "<w:tab/>" * 60_000 + "<w:t>drug users</w:t></w:r>"),
        p(*[sign("begin")] * 20_000, r("no"), *[sign("end")] * 20_000) + p("drug users"),
        p(*[sign("begin") + sign("separate")] * 9_000, *[r("drug users ")] * 9_000),
        p(field("TOC", *[field(" REF x ", r("a "))] * 9_000), " drug users"),
        p("drug users", properties=f"<w:rPr>{tracked('del')}</w:rPr>") * 9_000,
        p("drug users", style="TOC1") * 3_000 + p("drug users", style="Heading1") * 3_000,
        p("drug users", text_box(p("a box"), description="described") * 1_500),
        "<w:tbl><w:tr>" + CELL * 9_000 + "</w:tr></w:tbl>",
        "<w:tbl>" + f"<w:tr>{CELL}</w:tr>" * 9_000 + "</w:tbl>",
        "<w:tbl><w:tr><w:tc>" * 80 + p("drug users") + "</w:tc></w:tr></w:tbl>" * 80,
        "<w:sdt>" * 240 + p("drug users") + "</w:sdt>" * 240,
        "<w:p><w:r><w:pict><v:textbox><w:txbxContent>" * 45
        + p("drug users")
        + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" * 45,
    ],
)
def test_much_of_one_thing_takes_little_time(body: str) -> None:
    data = word_file(body)
    began = time.perf_counter()
    document = registry.read(data, "a.docx")
    assert time.perf_counter() - began < 60
    assert "drug users" in document.text or not document.blocks


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="nests tables or other elements"):
        registry.read(word_file("<w:sdt>" * 300 + "</w:sdt>" * 300), "a.docx")


def test_limits_of_the_library_are_told_from_damage() -> None:
    rows = "<w:tbl><w:tr><w:tc>" * 100 + p("x") + "</w:tc></w:tr></w:tbl>" * 100
    with pytest.raises(UnreadableDocumentError, match="nests tables or other elements too deeply"):
        registry.read(word_file(rows), "a.docx")
    with pytest.raises(UnreadableDocumentError, match="holds one text of more than 10 MB"):
        registry.read(word_file(p("x" * 10_100_000)), "a.docx")
    with pytest.raises(UnreadableDocumentError, match=r"document\.xml is no XML"):
        registry.read(word_file("<w:p>"), "a.docx")


def test_a_file_with_too_many_runs_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="is too large: more than 500,000 runs"):
        registry.read(word_file(p(f"<w:r>{'<w:tab/>' * 500_001}</w:r>")), "a.docx")


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/>'
        f'<w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("a", "b"), ("b", "a"), ("c", "c"))
    )
    document = registry.read(
        word_file(p("x", style="a") + p("y", style="c"), styles=styles), "a.docx"
    )
    assert texts(document, Role.PARAGRAPH) == ["x", "y"]


def test_300_pages_are_read_in_a_few_seconds() -> None:
    """It takes 1.3 seconds of one slow core; the limit leaves room for a busy machine."""
    words = ("We help ", "heroin ", "users ", "and their ", "families every ", "day of the year.")
    look = '<w:rFonts w:ascii="Arial"/><w:sz w:val="22"/><w:lang w:val="en-US"/>'
    line = p(*(r(one, look + ("<w:b/>" if one == "heroin " else "")) for one in words))
    data = word_file(line * 9_000)
    began = time.process_time()
    document = registry.read(data, "a.docx")
    assert time.process_time() - began < 60
    assert len(document.blocks) == 9_000
