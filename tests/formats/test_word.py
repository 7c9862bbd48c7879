"""What of a Word file is read, and as what."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx
import pytest
from docx.shared import Pt

from personfirst.formats import registry
from personfirst.formats.word.reader import Reading
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.origin import RunAnchor
from personfirst.model.text import MASK
from tests.formats.mutants import repacked
from tests.formats.support import assert_lawful, block_with, exact_share, marked, texts
from tests.formats.word_files import (
    MAIN,
    NAMESPACES,
    field,
    gone,
    p,
    r,
    sign,
    text_box,
    tracked,
    unzipped,
    word_file,
)


def read(body: str, parts: Mapping[str, str] | None = None, **styles: str) -> Document:
    return read_file(word_file(body, parts, **styles))


def read_file(data: bytes) -> Document:
    document = registry.read(data, "a.docx")
    assert_lawful(document)
    assert_anchored(document)
    return document


def assert_anchored(document: Document) -> None:
    """Each origin leads to a text node that says what the transcript says there."""
    reading = Reading(document.data, document.path)
    for one in document.origins:
        assert isinstance(one.anchor, RunAnchor)
        root = reading.root(one.anchor.part)
        node = reading.nodes(one.anchor.part, root)[one.anchor.run]
        words = document.text[one.start : one.end]
        if node.text:
            assert node.text[one.anchor.start : one.anchor.end] == words
        else:
            assert (one.anchor.start, one.anchor.end, len(words)) == (0, 1, 1)


def saved(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def labels(document: Document) -> list[str | None]:
    return [block.label for block in document.blocks]


# Paragraphs and runs


def test_words_that_word_split_over_runs_are_one_text() -> None:
    document = read(
        p(
            r("We help he"),
            '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="a"/>',
            r("ro", "<w:noProof/>"),
            r("in users.", "<w:b/>"),
            '<w:bookmarkEnd w:id="1"/>',
        )
    )
    [block] = document.blocks
    assert block.text == "We help heroin users."
    assert marked(block, MarkKind.STRONG) == ["in users."]
    assert exact_share(document) == 1
    assert len(document.origins) == 3


def test_runs_are_counted_as_they_stand_in_their_part() -> None:
    document = read(p("one ", tracked("del", gone("zero ")), "two", "<w:r><w:tab/></w:r>", "three"))
    assert [(one.anchor.run, document.text[one.start : one.end]) for one in document.origins] == [
        (0, "one "),
        (1, "two"),
        (2, "\t"),
        (3, "three"),
    ]


def test_signs_in_a_run_are_read_as_characters() -> None:
    document = read(
        p(
            "<w:r><w:t>drug</w:t><w:noBreakHyphen/><w:t>free</w:t><w:tab/><w:t>an</w:t>"
            "<w:softHyphen/><w:t>d</w:t><w:br/><w:t>on</w:t><w:cr/>"
            '<w:sym w:font="Arial" w:char="00E9"/><w:sym w:font="Wingdings" w:char="F04A"/>'
            "<w:t>!</w:t></w:r>"
        )
    )
    assert document.blocks[0].text == f"drug\u2011free\tan\u00add\non\né{MASK}!"


def test_white_space_at_the_ends_of_a_run_counts_only_where_the_file_says_so() -> None:
    document = read(
        "<w:p><w:r><w:t> heroin </w:t></w:r><w:r><w:t>users</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> say</w:t></w:r></w:p>'
    )
    assert document.blocks[0].text == "heroinusers say"
    assert document.origins[0].anchor == RunAnchor(MAIN, 0, 1, 7)


def test_text_within_markup_of_words_is_read() -> None:
    document = read(
        p(
            f'<w:smartTag w:element="x">{r("The ")}</w:smartTag>',
            f'<w:customXml w:element="x">{r("people ")}</w:customXml>',
            f'<w:bdo w:val="ltr">{r("who ")}</w:bdo><w:dir w:val="ltr">{r("use ")}</w:dir>',
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('above')}</w:rt><w:rubyBase>{r('drugs ')}"
            "</w:rubyBase></w:ruby></w:r>",
            f'<w:hyperlink r:id="x">{r("here")}</w:hyperlink>',
        )
    )
    [block] = document.blocks
    assert block.text == "The people who use drugs here"
    assert marked(block, MarkKind.LINK) == ["here"]


def test_hidden_text_is_not_read() -> None:
    document = read(
        p(r("Seen. "), r("Hidden. ", "<w:vanish/>"), r("Not so. ", '<w:vanish w:val="0"/>'))
        + p("All hidden.", style="Secret")
        + p(r("But this.", "<w:vanish w:val='false'/>"), style="Secret")
    )
    assert texts(document) == ["Seen. Not so.", "But this."]


def test_bold_italic_and_struck_text_is_marked() -> None:
    document = read(
        p(
            r("bold ", "<w:b/>"),
            r("both ", "<w:b/><w:i/>"),
            r("struck ", "<w:dstrike/>"),
            r("styled ", '<w:rStyle w:val="Strong"/>'),
            r("not", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>'),
        )
    )
    [block] = document.blocks
    assert marked(block, MarkKind.STRONG) == ["bold both ", "styled "]
    assert marked(block, MarkKind.EMPHASIS) == ["both "]
    assert marked(block, MarkKind.STRIKE) == ["struck "]


def test_a_formula_and_an_inline_picture_keep_words_apart() -> None:
    picture = "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='x'/></wp:inline></w:drawing></w:r>"
    document = read(p("a ", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", " b ", picture, " c"))
    assert document.blocks[0].text == f"a {MASK} b {MASK} c"


def test_a_comment_in_the_xml_does_not_hide_words() -> None:
    document = read(p("<w:r><w:t>her<!-- x -->oin</w:t></w:r>", " users"))
    assert document.blocks[0].text == "heroin users"
    assert len(document.origins) == 1


# What is on record but not said


def test_text_counts_as_if_all_tracked_changes_were_accepted() -> None:
    document = read(
        p(
            "People ",
            tracked("ins", r("who use "), tracked("del", gone("abuse "))),
            tracked("del", gone("abusing ")),
            tracked("moveFrom", r("moved ")),
            tracked("moveTo", r("drugs")),
        )
    )
    assert texts(document) == ["People who use drugs"]


def test_paragraphs_whose_break_is_deleted_read_as_one() -> None:
    mark = f"<w:rPr>{tracked('del')}</w:rPr>"
    document = read(
        p("heroin ", properties=mark) + p("", properties=mark) + p("users", style="Heading1")
    )
    [block] = document.blocks
    assert (block.text, block.role) == ("heroin users", Role.HEADING)


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_drop_cap_is_the_first_letter_of_the_paragraph_below(kind: str) -> None:
    frame = f'<w:framePr w:dropCap="{kind}" w:lines="3" w:wrap="around"/>'
    document = read(
        p("Our clients", style="Heading1")
        + p(r("A", '<w:sz w:val="120"/>'), properties=frame)
        + p("ddicts come to us every day.")
    )
    assert_lawful(document)
    assert texts(document) == ["Our clients", "Addicts come to us every day."]
    assert exact_share(document) == 1


def test_a_paragraph_in_a_frame_that_is_no_drop_cap_stands_alone() -> None:
    frames = ('<w:framePr w:w="2000"/>', '<w:framePr w:dropCap="none"/>')
    document = read("".join(p("Open daily", properties=one) for one in frames) + p("Call us."))
    assert texts(document) == ["Open daily", "Open daily", "Call us."]


def test_deleted_rows_and_cells_of_a_table_are_not_read() -> None:
    cell = "<w:tc>{}</w:tc>".format
    document = read(
        f"<w:tbl><w:tr><w:trPr>{tracked('del')}</w:trPr>{cell(p('gone'))}</w:tr>"
        f"<w:tr>{cell(p('here'))}<w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr>{p('gone')}</w:tc>"
        "</w:tr></w:tbl>"
    )
    assert texts(document) == ["here"]


def test_comments_are_not_read() -> None:
    comment = f'<w:comment w:id="1">{p("A junkie wrote this")}</w:comment>'
    assert texts(read(p("Text"), {"comments": comment})) == ["Text"]


def test_placeholders_of_content_controls_are_not_read() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    document = read(
        control("", p("A block"))
        + control("<w:showingPlcHdr/>", p("Click here to enter text"))
        + p("Inline ", control("", r("control ")), control("<w:showingPlcHdr/>", r("choose")))
        + f"<w:tbl>{control('', '<w:tr><w:tc>' + p('A cell') + '</w:tc></w:tr>')}</w:tbl>"
    )
    assert texts(document) == ["A block", "Inline control", "A cell"]


# Fields


def test_the_result_of_a_field_is_read_and_its_instruction_is_not() -> None:
    inner = field(" MERGEFIELD first ", r("in an instruction"))
    document = read(
        p("See ", field(' HYPERLINK "http://x.org" ', r("our page")), " now")
        + p(sign("begin"), r("IF "), inner, sign("separate"), r("only this"), sign("end"))
        + p("On ", f'<w:fldSimple w:instr=" DATE ">{r("Monday")}</w:fldSimple>')
    )
    assert texts(document) == ["See our page now", "only this", "On Monday"]
    assert marked(document.blocks[0], MarkKind.LINK) == ["our page"]
    assert document.blocks[1].marks == ()


def test_a_field_that_never_ends_swallows_nothing() -> None:
    document = read(p(sign("begin"), r("Heroin users")) + p("and more", sign("separate")))
    assert texts(document) == ["Heroin users", "and more"]


def test_a_field_that_was_deleted_does_not_count() -> None:
    document = read(p(tracked("del", sign("begin")), r("Heroin users"), sign("end")))
    assert texts(document) == ["Heroin users"]


def test_a_field_may_run_over_several_paragraphs() -> None:
    document = read(
        p(sign("begin"), r("TOC"), sign("separate"), r("first")) + p("second", sign("end"))
    )
    assert texts(document) == ["first", "second"]


# Structure


def test_headings_are_told_by_outline_by_name_and_by_what_a_style_is_based_on() -> None:
    document = read(
        p("Report", style="Title")
        + p("Before all")
        + p("Services", style="Heading1")
        + p("Hours", style="Own")
        + p("Late", style="berschrift3")
        + p("We are open.")
        + p("Own level", properties='<w:outlineLvl w:val="1"/>')
        + p("Text", style="Heading1", properties='<w:outlineLvl w:val="9"/>')
        + p("Staff", style="Heading1")
        + p("Ask us.")
    )
    assert texts(document, Role.HEADING) == [
        *("Report", "Services", "Hours", "Late", "Own level", "Staff"),
    ]
    assert block_with(document, "Before all").label is None
    assert block_with(document, "We are open.").label == "under “Services › Hours › Late”"
    assert block_with(document, "We are open.").heading == "Late"
    assert block_with(document, "Late").label == "under “Services › Hours”"
    assert block_with(document, "Text").label == "under “Services › Own level”"
    assert block_with(document, "Staff").label is None
    assert block_with(document, "Ask us.").label == "under “Staff”"


def test_a_short_bold_line_above_a_paragraph_is_a_heading() -> None:
    document = read(
        p("Services", style="Heading1")
        + p(r("For families", "<w:b/>"))
        + p("Come by.")
        + p(r("We are open.", "<w:b/>"))
        + p(r("Bold", "<w:b/>"), r(" not", ""))
        + p(r("Last", "<w:b/>"))
    )
    assert texts(document, Role.HEADING) == ["Services", "For families"]
    assert block_with(document, "Come by.").label == "under “Services › For families”"


def test_lists_have_levels_and_a_lead() -> None:
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="2"/></w:numPr>'.format
    document = read(
        p("Avoid these words:")
        + p("")
        + p("junkie", style="ListBullet")
        + p("crack", properties=item(1))
        + p("More of crack.", style="ListContinue")
        + p("addict", properties=item(0))
        + p("no item", style="ListBullet", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert [(one.text, one.lead) for one in document.blocks if one.role is Role.LIST_ITEM] == [
        ("junkie", "Avoid these words:"),
        ("crack", "Avoid these words: junkie"),
        ("More of crack.", "Avoid these words: junkie"),
        ("addict", "Avoid these words:"),
    ]
    assert document.blocks[-1].role is Role.PARAGRAPH


def test_levels_of_lists_follow_from_the_names_of_built_in_styles() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/>{2}</w:style>'.format
    numbered = "<w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>"
    styles = style("A", "List Number", "") + style("B", "List Bullet 2", numbered)
    body = p("Avoid:") + p("junkie", style="A") + p("crack", style="B") + p("addict", style="A")
    document = read(body, styles=styles)
    assert [block.lead for block in document.blocks[1:]] == ["Avoid:", "Avoid: junkie", "Avoid:"]


def test_bullets_that_were_typed_make_items() -> None:
    document = read(p("Avoid:") + p("•\tjunkie") + p("- addict") + p("–5 degrees"))
    assert [block.role for block in document.blocks[1:]] == [
        *(Role.LIST_ITEM, Role.LIST_ITEM, Role.PARAGRAPH),
    ]
    assert document.blocks[2].lead == "Avoid:"


def test_quotations_and_captions_are_told_by_their_styles() -> None:
    document = read(
        p("He said", style="Quote") + p("so", style="IntenseQuote") + p("Fig. 1", style="Caption")
    )
    assert [block.quoted for block in document.blocks] == [True, True, False]
    assert document.blocks[2].role is Role.CAPTION


def test_cells_know_their_column_their_row_and_their_place() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr>{}</w:tr>".format
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format
    inner = f"<w:tbl>{row('', cell('', p('inner')))}</w:tbl>"
    document = read(
        "<w:tbl>"
        + row("<w:tblHeader/>", cell("", p("Term")) + cell("", p("Say")) + cell("", p("Why")))
        + row("", cell('<w:gridSpan w:val="2"/>', p("junkie")) + cell("", p("It hurts.")))
        + row("", cell('<w:vMerge w:val="restart"/>', p("addict")) + cell("", p("person")))
        + row('<w:gridBefore w:val="1"/>', cell("<w:vMerge/>", p("x")) + cell("", inner + p("y")))
        + "</w:tbl>"
        + p("After")
    )
    found = {block.text: (block.label, block.column, block.row) for block in document.blocks}
    assert found["junkie"] == ("table 1, row 2, column 1", "Term", "It hurts.")
    assert found["It hurts."] == ("table 1, row 2, column 2", "Why", "junkie")
    assert found["person"] == ("table 1, row 3, column 2", "Say", "addict")
    assert found["x"] == ("table 1, row 4, column 1", "Say", "y")
    assert found["inner"] == ("table 2, row 1, column 1", "", "")
    assert found["y"][0] == "table 1, row 4, column 2"
    assert found["After"][0] is None
    assert block_with(document, "addict").role is Role.CELL


def test_a_text_box_is_read_once_and_not_in_the_middle_of_its_paragraph() -> None:
    box = text_box(p("Inside", style="Heading2"), p("a box"), description="A drug addict")
    document = read(
        p("Services", style="Heading1")
        + p("Words before ", box, "and after:")
        + p("item", style="ListBullet")
        + p("The end.")
    )
    assert texts(document) == [
        *("Services", "Words before and after:", "item"),
        *("A drug addict", "Inside", "a box", "The end."),
    ]
    assert document.blocks[2].lead == "Words before and after:"
    assert labels(document)[3:6] == [
        "under “Services”, image description",
        "under “Services”, text box",
        "under “Services”, text box",
    ]
    assert block_with(document, "a box").heading == "Inside"
    assert block_with(document, "The end.").heading == "Services"
    assert block_with(document, "The end.").label == "under “Services”"


def test_drawings_for_older_programs_are_read_where_there_is_nothing_else() -> None:
    old = (
        '<w:r><w:pict><v:shape alt="An addict" style="position:absolute"><v:textbox>'
        f"<w:txbxContent>{p('in an old box')}</w:txbxContent></v:textbox></v:shape>"
        '<v:shape><v:textpath string="DRAFT words"/></v:shape></w:pict></w:r>'
    )
    empty = '<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'
    document = read(p("a", old) + p(f"<w:r>{empty.format('<w:t>fallback</w:t>')}</w:r>"))
    assert texts(document) == ["a", "An addict", "in an old box", "DRAFT words", "fallback"]
    assert texts(read(empty.format(p("a paragraph")))) == ["a paragraph"]
    assert labels(document)[1:4] == ["image description", "text box", "text box"]


def test_descriptions_of_pictures_and_tables_are_read() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="An addict" title="A'
        ' title"/><a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x.png"'
        ' descr="An addict"/></pic:nvPicPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    table = (
        '<w:tbl><w:tblPr><w:tblCaption w:val="Addicts by year"/></w:tblPr><w:tr><w:tc>'
        f"{p(picture)}</w:tc></w:tr></w:tbl>"
    )
    document = read(p("See", picture) + table)
    assert [(one.text, one.label) for one in document.blocks if one.role is Role.ALT_TEXT] == [
        ("A title", "image description"),
        ("An addict", "image description"),
        ("Addicts by year", "table 1, description"),
        ("A title", "table 1, row 1, column 1, image description"),
        ("An addict", "table 1, row 1, column 1, image description"),
    ]


def test_charts_and_diagrams_are_read() -> None:
    spaces = NAMESPACES
    chart = (
        f"<c:chartSpace {spaces}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Addicts by year"
        "</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>"
    )
    data = (
        f'<dgm:dataModel {spaces}><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>Drug users'
        "</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    drawn = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    document = read(
        p("See", drawn.format('<c:chart r:id="chart1"/>'))
        + p("and", drawn.format('<dgm:relIds r:dm="data1"/>')),
        {"charts/chart1.xml": chart, "diagrams/data1.xml": data},
    )
    assert [(one.text, one.label) for one in document.blocks] == [
        ("See", None),
        ("Addicts by year", "chart"),
        ("and", None),
        ("Drug users", "diagram"),
    ]


# Notes, headers, contents, properties


def test_notes_are_read_in_the_order_in_which_the_text_refers_to_them() -> None:
    refer = '<w:r><w:{}Reference w:id="{}"/></w:r>'.format
    note = '<w:{} w:id="{}">{}</w:{}>'.format
    separator = (
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    document = read(
        p("Heroin", refer("footnote", 3), " users")
        + p("Part", style="Heading1")
        + p("more", refer("footnote", 2), refer("endnote", 1)),
        {
            "footnotes": separator
            + note("footnote", 2, p("second"), "footnote")
            + note("footnote", 3, p("first ") + p("of two"), "footnote")
            + note("footnote", 4, p("never referred to"), "footnote"),
            "endnotes": note("endnote", 1, p("at the end"), "endnote"),
        },
    )
    assert document.blocks[0].text == "Heroin users"
    found = [(one.text, one.label, one.heading) for one in document.blocks if one.role is Role.NOTE]
    assert found == [
        ("first", "footnote 1", ""),
        ("of two", "footnote 1", ""),
        ("second", "footnote 2", "Part"),
        ("at the end", "endnote 1", "Part"),
    ]


HEADERS = (
    '<w:headerReference w:type="default" r:id="header1"/>'
    '<w:headerReference w:type="first" r:id="header2"/>'
    '<w:headerReference w:type="even" r:id="header3"/>'
    '<w:footerReference w:type="default" r:id="footer1"/>'
)


def test_headers_are_read_once_and_only_those_that_are_shown() -> None:
    parts = {
        "header1": p("For drug users") + p("Page ", field(" PAGE ", r("1"))),
        "header2": p(r("For "), r("drug users", "<w:b/>")) + p("First page", text_box(p("boxed"))),
        "header3": p("Even page"),
        "footer1": p("For drug users"),
    }
    section = f"<w:sectPr>{HEADERS}<w:titlePg/></w:sectPr>"
    document = read(p("One", properties=section) + p("Two") + section, parts)
    assert [(one.text, one.label) for one in document.blocks[2:]] == [
        ("For drug users", "header"),
        ("Page 1", "header"),
        ("First page", "header"),
        ("boxed", "header, text box"),
        ("For drug users", "footer"),
    ]
    document = read(
        p("One") + f"<w:sectPr>{HEADERS}</w:sectPr>",
        {**parts, "settings": "<w:evenAndOddHeaders/>"},
    )
    assert texts(document) == ["One", "For drug users", "Page 1", "Even page", "For drug users"]


def test_a_table_of_contents_is_read_as_the_headings_that_it_repeats() -> None:
    line = p(f'<w:hyperlink w:anchor="x">{r("1.")}<w:r><w:tab/></w:r>{r("For drug ")}{r("users")}'
             f"<w:r><w:tab/></w:r>{field(' PAGEREF x ', r('3'))}</w:hyperlink>", style="TOC1")  # fmt: skip
    stale = p("For addicts\t9", style="TOC1")
    document = read(line + stale + p("For drug users", style="Heading1") + p("Text"))
    assert [(one.text, one.label) for one in document.blocks] == [
        ("For drug users", None),
        ("Text", "under “For drug users”"),
        ("For addicts\t9", "table of contents"),
    ]


def test_properties_that_people_see_are_read() -> None:
    file = docx.Document()
    file.core_properties.title = "A guide for addicts"
    file.core_properties.subject = "Drug abuse"
    file.core_properties.comments = ""
    file.add_paragraph("Text")
    document = read_file(saved(file))
    found = [(one.text, one.label) for one in document.blocks if one.role is Role.METADATA]
    assert found == [
        ("A guide for addicts", "document properties"),
        ("Drug abuse", "document properties"),
    ]


# Languages and variants


def test_text_counts_as_foreign_where_it_is_marked_and_reads_so() -> None:
    spanish = '<w:lang w:val="es-ES"/>'
    document = read(
        p(r("Los adictos no tienen la culpa de su enfermedad.", spanish))
        + p(r("The people who use drugs are our neighbors, and they matter.", spanish))
        + p("Los adictos no tienen la culpa.")
        + p(r("Drug users ", spanish), r("and the people around them", '<w:lang w:val="en-US"/>'))
    )
    assert [block.language for block in document.blocks] == ["es-ES", None, None, None]


def test_the_strict_variant_reads_the_same() -> None:
    body = (
        p("Services", style="Heading1")
        + p("Heroin ", tracked("ins", r("users")), text_box(p("boxed"), description="An addict"))
        + p("item", style="ListBullet")
        + "<w:sectPr><w:headerReference w:type='default' r:id='header1'/></w:sectPr>"
    )
    data = word_file(body, {"header1": p("head")})
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    parts = {
        name: part.replace(old + b"wordprocessingml/2006/main", new + b"wordprocessingml/main")
        .replace(old + b"drawingml/2006/", new + b"drawingml/")
        .replace(old + b"officeDocument/2006/relationships", new + b"officeDocument/relationships")
        for name, part in unzipped(data).items()
    }
    strict = registry.read(repacked(data, parts), "a.docx")
    assert b"purl.oclc.org" in parts[MAIN]
    assert strict.blocks == registry.read(data, "a.docx").blocks
    assert texts(strict) == ["Services", "Heroin users", "item", "An addict", "boxed", "head"]


def test_a_document_of_python_docx_is_read() -> None:
    file = docx.Document()
    file.add_heading("Annual report", 0)
    file.add_heading("Services", 1)
    paragraph = file.add_paragraph("We help ")
    paragraph.add_run("heroin").bold = True
    paragraph.add_run(" users\tevery day.\nYes.").font.size = Pt(9)
    file.add_paragraph("Avoid these words:")
    for words, style in (("junkie", "List Bullet"), ("dirty", "List Bullet 2")):
        file.add_paragraph(words, style=style)
    table = file.add_table(2, 2)
    for cell, words in zip(table._cells, ("Term", "Say", "addict", "person"), strict=True):
        cell.text = words
    file.add_paragraph("Once a junkie …", style="Intense Quote")
    file.sections[0].header.paragraphs[0].text = "For drug users"
    document = read_file(saved(file))
    assert block_with(document, "We help").text == "We help heroin users\tevery day.\nYes."
    assert block_with(document, "dirty").lead == "Avoid these words: junkie"
    assert block_with(document, "addict").column == "Term"
    assert block_with(document, "Once").quoted
    assert block_with(document, "For drug users").label == "header"
    assert exact_share(document) == 1


@pytest.mark.parametrize("ending", ["docx", "docm", "dotx", "dotm"])
def test_documents_and_templates_with_and_without_macros_are_read(ending: str) -> None:
    found = registry.kind_for(f"a.{ending}")
    assert found is not None
    assert found.name == "word"


# What cannot be read


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"Heroin users", "is plain text, whatever its name says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "has a password or is in an old"),
        (repacked(word_file(p("a")), {"_rels/.rels": None, MAIN: None}), "main part is missing"),
        (repacked(word_file(p("a")), {MAIN: b"<w:p>"}), "is damaged: its part word/document.xml"),
        (repacked(word_file(p("a")), {MAIN: b"<a/>"}), "is no Word document"),
    ],
)
def test_a_file_that_holds_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason):
        registry.read(data, "a.docx")


def test_what_can_be_read_is_read_where_a_part_is_damaged() -> None:
    data = word_file(
        p("Heroin users", '<w:r><w:footnoteReference w:id="1"/></w:r>')
        + f"<w:sectPr>{HEADERS}</w:sectPr>",
        {"footnotes": p("x"), "header1": p("head"), "footer1": p("foot")},
    )
    broken = dict.fromkeys(("word/footnotes.xml", "word/header1.xml", "word/styles.xml"), b"<w:x>")
    document = registry.read(repacked(data, broken), "a.docx")
    assert texts(document) == ["Heroin users", "foot"]
    assert sorted(one.reason.split(",")[0] for one in document.problems) == [
        "was read without its part word/footnotes.xml",
        "was read without its part word/header1.xml",
        "was read without its part word/styles.xml",
    ]


def test_a_damaged_chart_and_damaged_properties_are_problems() -> None:
    drawn = "<w:r><w:drawing><wp:inline><c:chart r:id='chart1'/></wp:inline></w:drawing></w:r>"
    relationships = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="x/officeDocument" Target="{MAIN}"/>'
        '<Relationship Id="b" Type="x/core-properties" Target="core.xml"/></Relationships>'
    )
    data = repacked(
        word_file(p("Text", drawn), {"charts/chart1.xml": "<c"}),
        {"_rels/.rels": relationships.encode(), "core.xml": b"<c"},
    )
    document = registry.read(data, "a.docx")
    assert texts(document) == ["Text"]
    assert [one.reason.partition(",")[0] for one in document.problems] == [
        "was read without its part word/charts/chart1.xml",
        "was read without its part docProps/core.xml",
    ]


def test_a_document_that_is_inserted_as_a_whole_is_a_problem() -> None:
    document = read(p("Text") + '<w:altChunk r:id="x"/>')
    assert [one.reason for one in document.problems] == [
        "was read without a document that is inserted in it; open it in Word and save it again"
    ]


def test_a_main_part_is_found_without_relationships() -> None:
    data = repacked(word_file(p("Heroin users")), {"_rels/.rels": None})
    assert texts(registry.read(data, "a.docx")) == ["Heroin users"]
