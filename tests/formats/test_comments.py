"""What people have noted beside the text of a document: read apart, never changed, never ours."""

from __future__ import annotations

import io

import docx
import pytest
import xlsxwriter
from reportlab.pdfgen.canvas import Canvas

from personfirst.formats import registry, slides, word
from personfirst.formats.transcript import is_ours
from personfirst.model.document import Document
from personfirst.model.finding import Finding, Remark
from personfirst.model.text import Span
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.formats.decks import A, P, S, deck, related, title, unpack, workbook
from tests.formats.pdf_files import drawn, entry, lines, rewritten
from tests.formats.support import assert_lawful
from tests.formats.word_files import changed_parts, local, p, parsed, r, saying, unzipped, word_file

SAID = "The addicts told me about it."
Said = list[tuple[str | None, str]]


def noted(data: bytes, name: str) -> Said:
    document = registry.read(data, name)
    assert_lawful(document)
    return [(block.label, block.text) for block in document.comments]


def minutes() -> bytes:
    """Two people talk beside the text, and an earlier review stands there."""
    document = docx.Document()
    document.add_heading("Opening hours", 1)
    paragraph = document.add_paragraph("We help people in ")
    place = paragraph.add_run("the shelter")
    paragraph.add_run(" every day.")
    cell = document.add_table(1, 2).cell(0, 1).paragraphs[0].add_run("nine to five")
    document.add_comment(cell, text="Junkies come earlier.\nAnd alcoholics.", author="Zoë")
    document.add_comment(place, text=SAID, author="Ana")
    document.add_comment(place, text="Error [addict]\n“addicts”", author="personfirst")
    document.add_paragraph("The addicts wait outside.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_comments_in_a_word_file_are_read_in_the_order_of_its_text() -> None:
    assert noted(minutes(), "a.docx") == [
        ("comment 1 by Ana", SAID),
        ("comment 2 by Zoë", "Junkies come earlier."),
        ("comment 2 by Zoë", "And alcoholics."),
    ]
    [comment, *_] = registry.read(minutes(), "a.docx").comments
    assert comment.heading == "Opening hours"


def test_a_comment_of_any_shape_stays_a_comment() -> None:
    """A list, a table and bold lines are written in comments too."""
    said = (
        p("Junkies", style="Heading1")
        + p("addicts", style="ListBullet")
        + f"<w:tbl><w:tr><w:tc>{p('drunks')}</w:tc></w:tr></w:tbl>"
    )
    body = p("Text ", r("here", "") + '<w:r><w:commentReference w:id="4"/></w:r>') + p("More")
    data = word_file(body, {"comments": f'<w:comment w:id="4" w:author="">{said}</w:comment>'})
    document = registry.read(data, "a.docx")
    assert [block.text for block in document.blocks] == ["Text here", "More"]
    assert [block.text for block in document.comments] == ["Junkies", "addicts", "drunks"]
    assert {(block.label or "")[:9] for block in document.comments} == {"comment 1"}


def test_a_comment_that_the_text_does_not_refer_to_is_not_read() -> None:
    said = f'<w:comment w:id="4" w:author="Ana">{p(SAID)}</w:comment>'
    assert noted(word_file(p("Text"), {"comments": said}), "a.docx") == []


CLASSIC = {
    "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="{P}"><p:cmAuthor id="0" name="Ana"/>'
    '<p:cmAuthor id="1" name="personfirst"/></p:cmAuthorLst>',
    "ppt/comments/comment1.xml": f'<p:cmLst xmlns:p="{P}"><p:cm authorId="0" idx="1">'
    f'<p:pos x="1" y="1"/><p:text>{SAID}\nSo it is.</p:text></p:cm><p:cm authorId="1" idx="1">'
    '<p:pos x="1" y="1"/><p:text>Error [addict]</p:text></p:cm></p:cmLst>',
}
_MODERN = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"


def _body(text: str) -> str:
    run = f"<a:r><a:rPr lang='en-US'/><a:t>{text}</a:t></a:r>"
    return f"<p188:txBody><a:bodyPr/><a:p>{run}<a:br/>{run}</a:p></p188:txBody>"


MODERN = {
    "ppt/authors.xml": f'<p188:authorLst xmlns:p188="{_MODERN}"><p188:author id="{{A}}" name="Ana"/>'
    '<p188:author id="{B}" name="Ben"/></p188:authorLst>',
    "ppt/comments/modernComment.xml": f'<p188:cmLst xmlns:p188="{_MODERN}" xmlns:a="{A}">'
    '<p188:cm id="{C}" authorId="{A}"><p188:replyLst><p188:reply id="{R}" authorId="{B}">'
    f"{_body('Not junkies!')}</p188:reply></p188:replyLst>{_body('All addicts')}"
    "</p188:cm></p188:cmLst>",
}


def commented_deck(kind: str) -> bytes:
    slide = ("comments", f"../comments/{'comment1' if kind == 'classic' else 'modernComment'}.xml")
    authors = "commentAuthors" if kind == "classic" else "authors"
    parts = dict(CLASSIC if kind == "classic" else MODERN)
    parts["ppt/_rels/presentation.xml.rels"] = related(
        ("slide", "slides/slide1.xml"), (authors, f"{authors}.xml")
    )
    return deck(title("Our plan"), slide_relationships=[slide], parts=parts)


def test_comments_on_slides_are_read_the_old_ones_and_the_threads() -> None:
    assert noted(commented_deck("classic"), "a.pptx") == [
        ("slide 1, comment 1 by Ana", SAID),
        ("slide 1, comment 1 by Ana", "So it is."),
    ]
    assert noted(commented_deck("modern"), "a.pptx") == [
        ("slide 1, comment 1 by Ana", "All addicts\nAll addicts"),
        ("slide 1, comment 2 by Ben", "Not junkies!\nNot junkies!"),
    ]


def test_notes_on_cells_are_read_and_threads_once() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("Data")
    sheet.write(0, 0, "Clinics")
    sheet.write_comment(2, 1, SAID, {"author": "Ana"})
    sheet.write_comment(3, 1, "Error [addict]", {"author": "personfirst"})
    book.close()
    assert noted(target.getvalue(), "a.xlsx") == [("sheet “Data”, cell B3, comment 1 by Ana", SAID)]
    threads = (
        f'<ThreadedComments xmlns="x"><threadedComment ref="A1" personId="{{P}}"><text>{SAID}</text>'
        '</threadedComment><threadedComment ref="A1" personId="{Q}" parentId="{1}">'
        "<text>No.</text></threadedComment></ThreadedComments>"
    )
    older = (
        f'<comments xmlns="{S}"><authors><author>tc={{1}}</author></authors><commentList>'
        f'<comment ref="A1" authorId="0"><text><t>[Threaded comment] {SAID}</t></text></comment>'
        "</commentList></comments>"
    )
    data = workbook(
        ("Data", '<row r="1"><c r="A1" t="str"><v>Clinics</v></c></row>'),
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": related(
                ("comments", "../comments1.xml"), ("threadedComment", "../threads.xml")
            ),
            "xl/comments1.xml": older,
            "xl/threads.xml": threads,
            "xl/people.xml": '<personList><person displayName="Ana" id="{P}"/></personList>',
            "xl/_rels/workbook.xml.rels": related(
                ("worksheet", "worksheets/sheet1.xml"), ("person", "people.xml")
            ),
        },
    )
    assert noted(data, "a.xlsx") == [
        ("sheet “Data”, cell A1, comment 1 by Ana", SAID),
        ("sheet “Data”, cell A1, comment 2", "No."),
    ]


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def flat(kind: str, body: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="{_ODF}{space}:1.0"'
        for name, space in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        )
    )  # fmt: skip
    return (
        f'<office:document {spaces} xmlns:officeooo="http://openoffice.org/2009/office"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body>'
        f"<office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def annotation(text: str, author: str = "Ana") -> str:
    about = f"<dc:creator>{author}</dc:creator><dc:date>2026-01-05T10:00:00</dc:date>"
    return f"<office:annotation>{about}<text:p>{text}</text:p></office:annotation>"


def test_comments_in_opendocument_files_are_read() -> None:
    text = (
        f"<text:p>Help{annotation(SAID)} is near{annotation('[addict]', 'personfirst')}.</text:p>"
    )
    assert noted(flat("text", text), "a.fodt") == [("comment 1 by Ana", SAID)]
    assert [one.text for one in registry.read(flat("text", text), "a.fodt").blocks] == [
        "Help is near."
    ]
    for name in ("office:annotation", "officeooo:annotation"):  # LibreOffice writes the latter
        page = f"<draw:page>{annotation(SAID).replace('office:annotation', name)}</draw:page>"
        assert noted(flat("presentation", page), "a.fodp") == [("slide 1, comment 1 by Ana", SAID)]
    cells = (
        '<table:table table:name="Data"><table:table-row><table:table-cell>'
        f"{annotation(SAID)}<text:p>Clinics</text:p></table:table-cell><table:table-cell>"
        "<text:p>Hours</text:p></table:table-cell></table:table-row></table:table>"
    )
    sheet = registry.read(flat("spreadsheet", cells), "a.fods")
    assert [(one.label, one.text) for one in sheet.comments] == [
        ("sheet “Data”, cell A1, comment 1 by Ana", SAID)
    ]
    assert [one.row for one in sheet.blocks] == ["Hours", "Clinics"]


def test_comments_in_rtf_are_read() -> None:
    def said(author: str, text: str) -> str:
        return (
            rf"{{\*\atnid A}}{{\*\atnauthor {author}}}\chatn{{\*\annotation{{\*\atnref 1}}"
            rf"{{\*\atndate 12}}\pard\plain {{\chatn }}{text}}}"
        )

    text = (
        r"{\rtf1\ansi \pard {\*\atrfstart 1}Help{\*\atrfend 1}"
        + said("Ana", rf"{SAID}\par So it is.")
        + said("personfirst", "Error [addict]")
        + r" is near.\par More.\par}"
    )
    assert noted(text.encode(), "a.rtf") == [
        ("comment 1 by Ana", SAID),
        ("comment 1 by Ana", "So it is."),
    ]
    blocks = registry.read(text.encode(), "a.rtf").blocks
    assert [one.text for one in blocks] == ["Help is near.", "More."]


def commented_pdf() -> bytes:
    def note(canvas: Canvas) -> None:
        lines("The shelter is open every day.", "Come in.")(canvas)
        canvas.textAnnotation(SAID, (100, 100, 120, 120))
        canvas.textAnnotation("Error [addict]", (100, 140, 120, 160))
        canvas.linkURL("https://example.org", (72, 650, 200, 670))

    def name(writer: object) -> None:
        first, second, link = (one.get_object() for one in writer.pages[0]["/Annots"])  # type: ignore[attr-defined]
        first.update(entry("/T", "Ana"))
        second.update(entry("/T", "personfirst, 1/5/2026"))
        link.update(entry("/Contents", "A link for addicts"))

    return rewritten(drawn(note), name)


def test_notes_on_a_pdf_are_read_and_descriptions_of_links_are_not() -> None:
    assert noted(commented_pdf(), "a.pdf") == [("page 1, comment 1 by Ana", SAID)]


FILES = {
    "a.docx": minutes,
    "a.pptx": lambda: commented_deck("classic"),
    "a.pdf": commented_pdf,
    "a.fodt": lambda: flat("text", f"<text:p>Help{annotation(SAID)} is near.</text:p>"),
}


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(load_ruleset())


@pytest.mark.parametrize("name", FILES)
def test_comments_are_checked_only_where_that_is_wished(name: str, pipeline: Pipeline) -> None:
    document = registry.read(FILES[name](), name)

    def told(found: tuple[Finding, ...]) -> list[str]:
        return [one.place.label or "" for one in found]

    off = pipeline.check(document)
    on = pipeline.check(document, Options(comments=True))
    assert not any("comment" in one for one in told(off))
    assert set(told(off)) <= set(told(on))
    assert any("comment 1 by Ana" in one for one in told(on))


@pytest.mark.parametrize("name", FILES)
def test_nothing_puts_other_words_into_a_comment(name: str, pipeline: Pipeline) -> None:
    document = registry.read(FILES[name](), name)
    found = pipeline.check(document, Options(comments=True))
    said = [one for one in found if "comment" in (one.place.label or "")]
    assert said
    assert not [one for one in said if one.fix(unsafe=True)]
    assert [document.text[one.place.start : one.place.end] for one in said] == [
        one.text for one in said
    ]


def _remark(document: Document) -> Remark:
    [block, *_] = document.comments
    start = block.pieces[0].anchor.start + block.text.index("addicts")
    return Remark(start, start + len("addicts"), "Error [addict]", "Write: people who use drugs")


def test_words_in_a_comment_of_a_word_file_are_remarked_on_where_it_stands() -> None:
    data = minutes()
    document = registry.read(data, "a.docx")
    copy = word.review(document, [_remark(document)])
    assert changed_parts(data, copy) == {"word/document.xml", "word/comments.xml"}
    assert (
        saying(copy, accept=True)["word/document.xml"]
        == (saying(data, accept=True)["word/document.xml"])
    )
    [*old, new] = parsed(unzipped(copy)["word/comments.xml"])
    assert len(old) == 3
    assert "Comment 1 by Ana: “addicts”" in "".join(new.itertext())
    main = parsed(unzipped(copy)["word/document.xml"])
    number = next(value for key, value in new.attrib.items() if str(key).endswith("}id"))
    [home] = [
        paragraph
        for paragraph in main.iter("{*}p")
        if any(
            local(one) == "commentReference" and number in one.attrib.values()
            for one in paragraph.iter()
        )
    ]
    assert "the shelter" in "".join(home.itertext())
    assert noted(copy, "a.docx") == noted(data, "a.docx")


def test_words_in_a_comment_on_a_slide_are_remarked_on_on_that_slide() -> None:
    data = commented_deck("classic")
    document = registry.read(data, "a.pptx")
    copy = slides.review(document, [_remark(document)])
    said = unpack(copy)["ppt/comments/comment1.xml"].decode()
    assert "“addicts” (comment 1 by Ana)" in said
    assert noted(copy, "a.pptx") == noted(data, "a.pptx")


@pytest.mark.parametrize(
    ("author", "ours"),
    [
        ("personfirst", True),
        (" Personfirst ", True),
        ("personfirst, 11/26/26,\n10:00", True),
        ("personfirst team", False),
        ("Ana", False),
        ("", False),
    ],
)
def test_our_own_comments_are_known_by_their_author(author: str, ours: bool) -> None:
    assert is_ours(author) is ours


def test_the_whole_of_a_comment_is_marked_as_one_that_stays() -> None:
    for block in registry.read(minutes(), "a.docx").comments:
        assert block.marks[0].span == Span(0, len(block.text))
