"""PDFs that are damaged, locked or made to hurt: each is read or refused with a reason, soon."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
import zlib

import pytest

from personfirst.formats.pdf import FORMAT, review
from personfirst.formats.pdf.streams import check_streams
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from personfirst.model.finding import Remark
from tests.formats.pdf_files import (
    FOLDER,
    drawn,
    leaflet_items,
    lines,
    raw_page,
    raw_pdf,
    read,
    rewritten,
    set_in_columns,
)
from tests.formats.support import assert_lawful, steps

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R >>"
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
NAME = re.compile(rb"/[A-Za-z]+")
REFERENCE = re.compile(rb"\d+ 0 R")
ODD_NUMBERS = (
    b"0",
    b"-1",
    b"99999999999",
    b"1e9",
    b"2147483647",
    b"-2147483648",
    b"0.00001",
    b"NaN",
)
MUTANTS, CHUNK = 240, 80


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"Dear all, the minutes are attached.", "is not a PDF"),
        (b"%PDF-1.7", "is damaged: open it in a PDF viewer and save it again"),
        (b"%PDF-1.4\n1 0 obj" + b"[" * 100_000, "is damaged"),
        (raw_pdf(CATALOG, b"<< /Type /Pages /Count 0 /Kids [] >>"), "is damaged: it has no pages"),
        (raw_pdf(CATALOG, b"<< /Type /Pages /Count 2000000000 /Kids [2 0 R] >>"), "is damaged"),
        (raw_page(b""), "has no text layer: run OCR first"),
    ],
    ids=["empty", "a letter", "a head", "a nest", "no pages", "a loop", "a blank page"],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason) as error:
        read(data)
    assert "\n" not in str(error.value)


def test_a_password_is_asked_for_only_where_one_is_needed() -> None:
    data = drawn(lines("People who use drugs."))
    locked = rewritten(data, lambda writer: writer.encrypt("secret", "owner"))
    with pytest.raises(UnreadableDocumentError, match="is locked with a password: save a copy"):
        read(locked)
    protected = rewritten(data, lambda writer: writer.encrypt("", "owner"))
    assert [block.text for block in read(protected).blocks] == ["People who use drugs."]


def test_a_file_with_its_end_cut_off_is_read_or_refused() -> None:
    data = set_in_columns(leaflet_items(), 2)
    for size in range(0, len(data), 97):
        judge(data[:size])


HOSTILE = {
    "one line": b"BT /F 10 Tf 72 700 Td (%s) Tj ET" % (b"drug users are people " * 9_000),
    "words all over": b"BT /F 4 Tf "
    + b"".join(b"1 0 0 1 %d %d Tm (word) Tj " % (i * 37 % 600, i * 91 % 780) for i in range(3_500))
    + b"ET",
    "a grid": b"BT /F 4 Tf "
    + b"".join(
        b"1 0 0 1 %d %d Tm (w) Tj " % (i % 50 * 12, 780 - i // 50 * 13) for i in range(2_900)
    )
    + b"ET",
    "a staircase": b"BT /F 4 Tf "
    + b"".join(
        b"1 0 0 1 %d %d Tm (w) Tj " % (10 + i % 3 * 12 + i // 3, 780 - i // 3) for i in range(900)
    )
    + b"ET",
    "rules": b"".join(b"%d %d 50 50 re S " % (i % 500, i % 700) for i in range(60_000))
    + b"BT /F 10 Tf 72 700 Td (Drug users) Tj ET",
    "no place": b"BT /F 10 Tf 1e38 0 0 1e38 1e38 1e38 Tm (Drug users) Tj ET",
    "no size": b"BT /F 0 Tf 72 700 Td (Drug users) Tj /F 1e9 Tf (are people) Tj ET",
    "every angle": b"BT /F 10 Tf "
    + b"".join(
        b"%.3f %.3f %.3f %.3f %d 400 Tm (word) Tj " % (1, i / 99, -i / 99, 1, i) for i in range(500)
    )
    + b"ET",
    "bullets": b"BT /F 10 Tf 12 TL 72 780 Td " + b"(\x95) ' (1.) ' (a\\)) ' " * 9_000 + b"ET",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_that_is_made_to_hurt_is_read_in_a_few_seconds(name: str) -> None:
    started = time.perf_counter()
    judge(raw_page(HOSTILE[name]))
    assert time.perf_counter() - started < 60


@pytest.mark.parametrize("height", [800, 60], ids=["all over", "at the foot"])
def test_work_grows_little_faster_than_the_words_of_a_page(height: int) -> None:
    def calls(words: int) -> int:
        shown = b"".join(
            b"1 0 0 1 %d %d Tm (people) Tj " % (i * 37 % 500, i * 91 % height) for i in range(words)
        )
        data = raw_page(b"BT /F 5 Tf " + shown + b"ET")
        return steps(lambda: read(data))

    calls(10)
    assert calls(7_200) < 2.6 * calls(3_600)


def packed(content: bytes, more: bytes = b"", *, layers: int = 1) -> bytes:
    """A page whose content is packed so many times."""
    for _ in range(layers):
        content = zlib.compress(content, 9)
    head = b"<< /Filter [%s] %s /Length %d >>" % (b"/FlateDecode " * layers, more, len(content))
    page = raw_page(b"")
    return page.replace(b"<< /Length 0 >>\nstream\n", head + b"\nstream\n" + content)


@pytest.mark.parametrize(
    "data",
    [
        packed(b"BT /F 10 Tf 12 TL 72 700 Td " + b"(Drug users.) ' " * 2_000_000 + b"ET"),
        packed(b"0 0 5 5 re f " * 2_000_000, layers=2),
        packed(b"/X Do\n" * 25_000),
        raw_page(b"/X Do\n" * 60_000),
    ],
    ids=["a page of text", "a page packed twice", "a form drawn often", "not packed"],
)
def test_a_page_that_unpacks_to_too_much_is_refused_before_it_is_opened(data: bytes) -> None:
    started = time.perf_counter()
    with pytest.raises(UnreadableDocumentError, match="has a page that is too large to read"):
        read(data)
    assert time.perf_counter() - started < 2


def test_a_large_page_and_a_large_image_are_no_reason_to_refuse() -> None:
    text = b"BT /F 10 Tf 72 700 Td (Drug users are people.) Tj ET "
    check_streams(packed(text + b"0 0 5 5 re f " * 100_000))
    check_streams(packed(bytes(40_000_000), b"/Subtype /Image"))
    check_streams(packed(text)[:-90])
    check_streams(packed(bytes(1_000_000)).replace(b"x\xda", b"xx"))


def test_pages_beyond_the_limit_and_damaged_ones_are_named() -> None:
    content = b"BT /F 10 Tf 72 700 Td (Drug users are people.) Tj ET"
    one = raw_page(content).replace(b"/Kids [3 0 R]", b"/Kids [%s]" % (b"3 0 R " * 5_100))
    document = FORMAT.read(one.replace(b"/Count 1", b"/Count 5100"), "a.pdf")
    assert [problem.reason for problem in document.problems] == [
        "pages 5001–5100 were not read: split the file into parts of 5,000 pages"
    ]
    holes = raw_page(content).replace(b"/Kids [3 0 R]", b"/Kids [9 0 R 3 0 R]")
    document = FORMAT.read(holes.replace(b"/Count 1", b"/Count 2"), "a.pdf")
    assert document.words == 4


def test_a_page_whose_letters_are_not_told_is_not_taken_for_text() -> None:
    to_unicode = b"1 begincmap 1 beginbfrange <00> <ff> <e000> endbfrange endcmap"
    data = raw_pdf(
        CATALOG,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length 72 >>\nstream\nBT /F 10 Tf 72 700 Td (Nobody can tell what these letters are.) Tj ET     \nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(to_unicode), to_unicode),
    )
    with pytest.raises(UnreadableDocumentError, match="no text layer"):
        read(data)


@pytest.mark.parametrize("first", range(0, MUTANTS, CHUNK))
def test_mutants_are_read_and_reviewed_or_refused(first: int) -> None:
    """In a process of their own: what crashes pdfium must not end the tests."""
    command = [sys.executable, "-m", "tests.formats.test_pdf_hostile", str(first)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    read_, refused, reviewed = map(int, done.stdout.split())
    assert read_ + refused == CHUNK
    assert min(read_, refused, reviewed) > 0


def judge(data: bytes) -> tuple[bool, bool]:
    """Whether a file is read, and whether it can be reviewed."""
    started = time.perf_counter()
    try:
        document = FORMAT.read(data, "a.pdf")
    except UnreadableDocumentError as error:
        assert "\n" not in str(error)
        return False, False
    assert_lawful(document)
    remarks = [
        Remark(block.pieces[0].anchor.start, block.pieces[-1].anchor.end, "a", "b")
        for block in document.blocks[:4]
    ]
    try:
        assert review(document, remarks).startswith(data)
    except UnwritableDocumentError as error:
        assert "\n" not in str(error)
        return True, False
    finally:
        assert time.perf_counter() - started < 60
    return True, bool(remarks)


def mutant(number: int) -> bytes:
    """A PDF with a few bytes, numbers, names or references changed; the same for each number."""
    chance = random.Random(number)
    seeds = sorted(FOLDER.glob("*.pdf"))
    choice = number % (len(seeds) + 1)
    whole = seeds[choice].read_bytes() if choice < len(seeds) else uncompressed()
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(data))
        until = min(len(data), at + chance.choice((1, 2, 16, 200)))
        kind = chance.randrange(7)
        found = (NUMBER, NAME, REFERENCE)[kind % 3].search(data, at)
        if kind < 3 and found:
            others = (ODD_NUMBERS, NAME.findall(data), REFERENCE.findall(data))[kind]
            data[found.start() : found.end()] = chance.choice(others)
        elif kind == 3:
            del data[at:until]
        elif kind == 4:
            data[at:at] = data[at:until] * 2
        else:
            data[at:until] = chance.randbytes(until - at)
    return bytes(data)


def uncompressed() -> bytes:
    """A leaflet whose content can be read, and so be mutated."""
    data = set_in_columns(leaflet_items(), 2)
    return rewritten(data, lambda writer: [page.get_contents() for page in writer.pages])


if __name__ == "__main__":
    first = int(sys.argv[1])
    judged = [judge(mutant(number)) for number in range(first, first + CHUNK)]
    read_count = sum(was_read for was_read, _ in judged)
    sys.stdout.write(f"{read_count} {CHUNK - read_count} {sum(done for _, done in judged)}\n")
