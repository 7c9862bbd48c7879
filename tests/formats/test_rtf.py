"""Rich Text Format: what LibreOffice wrote, and what Word, WordPad and TextEdit write."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.formats import registry
from personfirst.formats.rtf import read
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.mutants import assert_read_or_refused, damaged, read_share
from tests.formats.support import (
    GOLDEN,
    assert_lawful,
    block_with,
    exact_share,
    marked,
    steps,
    texts,
)

FOLDER = GOLDEN / "rtf"
WORD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff0\deff0{\fonttbl{\f0\fbidi \froman\fcharset0"
    r"\fprq2{\*\panose 02020603050405020304}Times New Roman;}{\f3\froman\fcharset2 Symbol;}"
    r"{\f9\fbidi \fswiss\fcharset204\fprq2 Arial Cyr;}{\f10\fnil\fcharset128 MS Mincho;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\ql \li0 \snext0 \sqformat Normal;}"
    r"{\s1\ql\sbasedon0\outlinelevel0 \snext0 \sqformat heading 1;}"
    r"{\s2\ql\sbasedon0\outlinelevel1 \snext0 heading 2;}{\s5\sbasedon1 My Heading;}"
    r"{\s20 \sbasedon0 toc 1;}{\s21\sbasedon0 Quote;}{\s22\sbasedon0 caption;}{\s23 Title;}"
    r"{\*\cs10 \additive Default Paragraph Font;}{\*\ts11\tsrowd Normal Table;}}"
    r"{\*\listtable{\list{\listlevel{\leveltext\'01\u-3913 ?;}{\levelnumbers;}}{\listname ;}}}"
    r"{\info{\title Our plan}{\author Ann}{\operator Bob}{\creatim\yr2026}{\*\company Org}}"
    r"{\*\xmlnstbl {\xmlns1 http://schemas.example.org/}}\paperw12240 "
)


def opened(text: str | bytes) -> Document:
    data = text if isinstance(text, bytes) else text.encode("cp1252")
    document = read(data, "a.rtf")
    assert_lawful(document)
    return document


def word(body: str) -> Document:
    """A file with a head as Word writes it, and this body."""
    return opened(WORD + body + "}")


def said(document: Document) -> list[tuple[str, str | None, str]]:
    return [(block.role.value, block.label, block.text) for block in document.blocks]


def test_what_libreoffice_wrote_is_read_whole() -> None:
    document = registry.read((FOLDER / "minutes.rtf").read_bytes(), "minutes.rtf")
    assert_lawful(document)
    assert exact_share(document) > 0.99
    assert said(document)[3:10] == [
        ("heading", None, "Minutes of March"),
        ("paragraph", None, "Contents"),
        ("heading", None, "Services"),
        (
            "paragraph",
            "under “Services”",
            "We serve drug users and many heroin addicts, as the county says."
            " We struck addicts out.",
        ),
        ("note", "footnote 1", "The word junkie stands in the law."),
        ("note", "footnote 1", "It is old."),
        ("paragraph", "under “Services”", "First line\nsecond\tline with   spaces."),
    ]
    first = block_with(document, "We serve")
    assert marked(first, MarkKind.STRONG) == ["heroin addicts"]
    assert marked(first, MarkKind.EMPHASIS) == ["addicts"]
    assert marked(first, MarkKind.LINK) == ["the county says"]
    assert marked(first, MarkKind.STRIKE) == ["struck addicts"]
    assert block_with(document, "never").quoted
    assert block_with(document, "endnote on").label == "endnote 1"
    assert block_with(document, "A box says").label == "text box"
    assert block_with(document, "under a bridge").role is Role.ALT_TEXT
    assert block_with(document, "Coalition on").label == "header"
    assert block_with(document, "Page 1").label == "footer"
    assert block_with(document, "Figure 1").role is Role.CAPTION
    [item] = [block for block in document.blocks if block.text == "drug user"]
    assert (item.role, item.lead) == (Role.LIST_ITEM, "Avoid these words: user:")
    [cell] = [block for block in document.blocks if block.text == "respect"]
    assert (cell.label, cell.column) == ("table 1, row 2, column 3", "Why")


def test_a_report_of_word_by_way_of_libreoffice() -> None:
    document = registry.read((FOLDER / "report.rtf").read_bytes(), "report.rtf")
    assert_lawful(document)
    assert "We see drug abusers ☃ é 日本 😀 every day." in texts(document)
    assert block_with(document, "Help for addicts").role is Role.HEADING
    assert block_with(document, "junkie").lead == "Avoid these:"
    assert block_with(document, "I was a user").quoted


def test_a_table_in_a_table_belongs_to_the_cell() -> None:
    document = registry.read((FOLDER / "page.rtf").read_bytes(), "page.rtf")
    assert_lawful(document)
    cells = [(block.text, block.label) for block in document.blocks if block.role is Role.CELL]
    assert cells == [
        ("H1", "table 1, row 1, column 1"),
        ("H2", "table 1, row 1, column 2"),
        ("x", "table 1, row 2, column 1"),
        ("y", "table 1, row 2, column 2"),
        ("in1", "table 1, row 2, column 2"),
        ("in2", "table 1, row 2, column 2"),
    ]
    assert block_with(document, "in2").column == "H2"


def test_what_word_writes() -> None:
    document = word(
        r"\pard\plain \s1\outlinelevel0 {\rtlch \ltrch\b Services}{\insrsid1 \par }"
        r"\pard\plain \ql {\f0 We serve drug }{\f0\insrsid2 users\rquote  families}"
        r"{\cs17\super \chftn {\footnote \pard\plain {\super \chftn } A {\i note}.\par }}{ here.\par }"
        r"{\listtext\pard\plain\f3 \'b7\tab}\pard \ls1\ilvl0 addict\par"
        r"{\listtext\pard\plain\f3 \'b7\tab}\pard \ls1\ilvl0 junkie\par"
        r"\pard\plain \s21 {\i Quoted}\par\pard\plain\s2 Sub\par\pard\plain after"
        r"{\*\bkmkstart _Toc1}{\*\bkmkend _Toc1}\par \pard\plain\s5 Own style\par"
        r'\pard\plain {\field\fldedit{\*\fldinst { HYPERLINK "https://example.org" }}'
        r"{\fldrslt {\cs15\ul link}}} and {\deleted gone }{\v hidden }{\revised new}.\par "
        r"{\headerr \pard\plain Head\par }{\headerl \pard\plain Head\par }{\footerf Foot\par }"
    )
    assert said(document) == [
        ("metadata", "document properties", "Our plan"),
        ("heading", None, "Services"),
        ("paragraph", "under “Services”", "We serve drug users’ families here."),
        ("list item", "under “Services”", "addict"),
        ("list item", "under “Services”", "junkie"),
        ("note", "footnote 1", "A note."),
        ("paragraph", "under “Services”", "Quoted"),
        ("heading", "under “Services”", "Sub"),
        ("paragraph", "under “Services › Sub”", "after"),
        ("heading", None, "Own style"),
        ("paragraph", "under “Own style”", "link and new."),
        ("paragraph", "header", "Head"),
        ("paragraph", "footer", "Foot"),
    ]
    assert block_with(document, "junkie").lead == "We serve drug users’ families here."
    assert marked(block_with(document, "link and"), MarkKind.LINK) == ["link"]
    assert marked(block_with(document, "A note"), MarkKind.EMPHASIS) == ["note"]
    assert block_with(document, "A note").heading == "Services"


def test_a_table_of_contents_is_not_read() -> None:
    document = word(
        r'\pard\plain\s20 {\field{\*\fldinst { TOC \\o "1-3" }}{\fldrslt Services\tab 1\par '
        r"\pard\plain\s20 Budget\tab 2\par }}\pard\plain\s20 Stray\tab 3\par\pard\plain Body\par"
    )
    assert texts(document, Role.PARAGRAPH) == ["Body"]


def test_rows_that_name_the_columns_and_empty_cells() -> None:
    row = r"\trowd\trgaph108{}\cellx1\cellx2\pard\intbl {{{}\cell {}\cell }}{{\trowd{} \row }}"
    document = word(
        row.format(r"\trhdr", "A long name for a column that says: avoid", "Say", r"\trhdr")
        + row.format("", "", "person", "")
        + r"\pard after\par"
        + row.format("", "second", "table", "")
    )
    cells = [(block.text, block.label, block.column) for block in document.blocks[1:]]
    assert cells[0][1] == "table 1, row 1, column 1"
    assert cells[2] == ("person", "table 1, row 2, column 2", "Say")
    assert cells[3:] == [
        ("after", None, ""),
        ("second", "table 2, row 1, column 1", ""),
        ("table", "table 2, row 1, column 2", ""),
    ]


def test_text_boxes_and_descriptions_of_pictures() -> None:
    document = word(
        r"\pard Before {\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\sp{\sn wzDescription}"
        r"{\sv A flyer}}{\shptxt \pard\plain In the box\par }}{\shprslt{\*\do\dptxbx{\dptxbxtext "
        r"twice}}}}and{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv Two people}}}"
        r"\pngblip 89504e47}}{\nonshppict{\pict\wmetafile8 0100}}after.\par "
        r"{\pict\bin8 {\par a}}\par {\object{\*\objclass Word}{\*\objdata 0105}{\result shown}}\par"
    )
    assert said(document)[1:] == [
        ("paragraph", None, "Before and\ufffcafter."),
        ("alt text", "image description", "A flyer"),
        ("paragraph", "text box", "In the box"),
        ("alt text", "image description", "Two people"),
        ("paragraph", None, "shown"),
    ]


def test_what_textedit_writes() -> None:
    document = opened(
        "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2511\n{\\fonttbl\\f0\\fnil\\fcharset0 HelveticaNeue;}\n"
        "{\\*\\expandedcolortbl;;}\n\\pard\\tx560\n\n\\f0\\fs22 \\cf2 Drug \\\nusers\\\n\\\n"
        "{\\listtext\t\\uc0\\u8226 \t}\\ls1\\ilvl0 item\\\n\\itap1\\trowd\\cellx1\n"
        "\\pard\\intbl\\itap1 A\\cell \\row\n\\pard The last line}"
    )
    assert texts(document) == ["Drug", "users", "item", "A", "The last line"]
    assert block_with(document, "A").role is Role.CELL
    assert block_with(document, "item").role is Role.LIST_ITEM


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 \ldblquote x\rdblquote\emdash y\~z\-a\_b", "café “x”—y\xa0za\u2011b"),
        (r"\f9 \'ef\'f0\'e8\'e2\'e5\'f2\f0  \'e9", "привет é"),
        (r"\f10 \'93\'fa\'96\'7b\'8a", "日本\ufffd"),
        (r"\f10 \'93ú\'96\{", "日本"),
        (r"\u26085\'3f\u26412\'3f.", "日本."),
        (r"\uc2\u8217\'92x y", "’ y"),
        (r"\uc0\u8217 x", "’x"),
        (r"{\uc3\u8217 abc}\u8217 de", "’’e"),
        (r"\u8217\endash x", "’x"),
        (r"\u-10179?\u-8704?!", "😀!"),
        (r"\u-8704?!", "\ufffd!"),
        (r"\u128512?!", "😀!"),
        (r"{\upr{plain}{\*\ud{\u8217 ?uni}}}", "’uni"),
        (r"\{a\}\\b", "{a}\\b"),
        (r"{\f3 \'61\'62}x", "\ufffcx"),
        (r"a\bin3 }}}b", "ab"),
        (r"a{\*\unknown b{c}}{\*\htmltag <p>}d", "ad"),
        (r"a{\b", "a"),
        (r"dr{}ug\b0  us\i0 ers", "drug users"),
    ],
)
def test_characters(body: str, text: str) -> None:
    assert texts(word(rf"\pard {body}"))[1:] == [text]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (rb"\ansi\ansicpg1250", "ě"),
        (rb"\mac", "Ï"),
        (rb"\pc", "∞"),
        (rb"\ansi\ansicpg99999", "ì"),
        (rb"", "ì"),
    ],
)
def test_the_code_page_is_the_one_that_the_head_names(head: bytes, text: str) -> None:
    assert texts(opened(rb"{\rtf1" + head + rb" \'ec}")) == [text]
    assert texts(opened(rb"{\rtf1" + head + b" \xec}")) == [text]


def test_what_stands_behind_the_last_brace_is_no_text() -> None:
    assert texts(opened(r"{\rtf1 a\par}} b\par")) == ["a"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"{\\html1}", "no RTF file"),
        (b"PK\x03\x04", "no RTF file"),
        (b"{\\rtf1" + b"{" * 3_000, "never end"),
    ],
)
def test_what_is_no_rtf_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason):
        read(data, "a.rtf")


@pytest.mark.parametrize(
    "part",
    [
        rb"{}", rb"\u8217?", rb"\b\i0 ", rb"a\par ", rb"\intbl a\cell\row ", rb"a{\footnote b}\par ",
        rb"\ls1\ilvl8 a\par\ilvl0 b\par ", rb"{\header a}", rb"{\field{\*\fldinst{HYPERLINK x}}}",
        rb"\trowd\trhdr\cell\row", rb"{\stylesheet{\s1\sbasedon1 a;}}\s1 b\par ", b"\\'",
    ],
)  # fmt: skip
def test_work_grows_as_the_file_does(part: bytes) -> None:
    def calls(times: int) -> int:
        return steps(lambda: read(b"{\\rtf1 " + part * times + b"}", "a.rtf"))

    calls(10)
    assert calls(2_000) < 5 * calls(500)


SCRAPS = [
    *(b"{", b"}", b"\\par ", b"\\cell ", b"\\row ", b"{\\footnote ", b"{\\*\\shpinst{\\shptxt "),
    *(
        b"\\u-9 ",
        b"\\u55357?",
        b"\\'",
        b"\\'8",
        b"\\bin9999999 ",
        b"\\bin-5 ",
        b"\\uc9999 ",
        b"\\*",
    ),
    *(b"{\\field{\\*\\fldinst TOC}{\\fldrslt ", b"\\trowd\\trhdr ", b"{\\upr{", b"{\\*\\ud{"),
    *(b"{\\header ", b"{\\stylesheet{\\s1\\sbasedon1 a;}}", b"\\ls1\\ilvl99 ", b"\\ansicpg65001 "),
    *(
        b"{\\fonttbl{\\f0\\fcharset128 a;}}",
        b"{\\info{\\title ",
        b"{\\sp{\\sn wzDescription}{\\sv ",
    ),
    *(b"{\\pict ", b"\\", b"\\pard ", b"\\outlinelevel-3 ", b"\\s4 ", b"\\ftnalt ", b"\\intbl "),
]


@pytest.mark.parametrize("name", ["minutes.rtf", "report.rtf", "page.rtf"])
def test_damaged_files_are_read_or_refused(name: str) -> None:
    file = FOLDER / name
    assert read_share(file, damaged(file.read_bytes(), 60, scraps=SCRAPS)) > 0.8


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(st.sampled_from([*SCRAPS, b"a", b"drug ", b"users\\par "]), max_size=25))
def test_any_row_of_words_and_braces_is_read(parts: list[bytes]) -> None:
    assert assert_read_or_refused(b"{\\rtf1" + b"".join(parts), "a.rtf")
