"""OpenDocument: what LibreOffice wrote, and what it may write."""

from __future__ import annotations

import io
import zipfile

import pytest

from personfirst.formats import registry
from personfirst.formats.opendocument import read
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.mutants import damaged, part_of, read_share, repacked, well_formed
from tests.formats.support import GOLDEN, assert_lawful, block_with, exact_share, marked, texts

FOLDER = GOLDEN / "opendocument"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
        ("presentation", "presentation"), ("meta", "meta"),
    )
)  # fmt: skip
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def opened(name: str) -> Document:
    document = registry.read((FOLDER / name).read_bytes(), name)
    assert_lawful(document)
    return document


def flat(body: str, *, kind: str = "text", styles: str = "", more: str = "") -> Document:
    """A flat file that is read; `styles` are automatic ones."""
    document = read(
        f"<office:document {SPACES} {XLINK}>{more}"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>".encode(),
        "a.fodt",
    )
    assert_lawful(document)
    return document


def packed(**parts: str) -> bytes:
    """A package of parts; `content` is `content.xml`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in parts.items():
            package.writestr(f"{name.replace('__', '/')}.xml", part)
    return target.getvalue()


CONTENT = (
    f"<office:document-content {SPACES}><office:body><office:text><text:p>Drug users</text:p>"
    "</office:text></office:body></office:document-content>"
)


@pytest.mark.parametrize("name", ["minutes.odt", "minutes.fodt"])
def test_a_text_is_read_in_the_order_of_its_pages(name: str) -> None:
    document = opened(name)
    assert document.problems == ()
    assert [(block.role.value, block.label, block.text) for block in document.blocks] == [
        ("metadata", "document properties", "Minutes about drug users"),
        ("metadata", "document properties", "Outreach for addicts"),
        (
            "metadata",
            "document properties",
            "What the coalition decided about substance abuse.",
        ),
        ("heading", None, "Minutes of March"),
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
        ("note", "endnote i", "See the endnote on addicts."),
        ("heading", "under “Services”", "Words"),
        ("paragraph", "under “Services › Words”", "Avoid these words:"),
        ("list item", "under “Services › Words”", "addict"),
        ("list item", "under “Services › Words”", "user:"),
        ("list item", "under “Services › Words”", "drug user"),
        ("paragraph", "under “Services › Words”", "I was never “an addict”, she said."),
        (
            "paragraph",
            "under “Services › Words”",
            "Los drogadictos reciben ayuda cada semana en nuestra oficina.",
        ),
        (
            "paragraph",
            "under “Services › Words”",
            "Many of the drug addicts who come to us are homeless.",
        ),
        ("heading", None, "Budget"),
        ("cell", "table 1, row 1, column 1", "Avoid"),
        ("cell", "table 1, row 1, column 2", "Say"),
        ("cell", "table 1, row 1, column 3", "Why"),
        ("cell", "table 1, row 2, column 1", "addict"),
        ("cell", "table 1, row 2, column 2", "person who uses drugs"),
        ("cell", "table 1, row 2, column 3", "respect"),
        ("cell", "table 1, row 3, column 2", "person with a disorder"),
        ("caption", "under “Budget”", "Figure 1: Deaths of drug addicts"),
        ("paragraph", "under “Budget”", "We inserted addicts here \ufffc and on."),
        ("paragraph", "text box", "A box says: call us, addicts!"),
        ("alt text", "image description", "Photo of drug addicts"),
        ("alt text", "image description", "Two addicts under a bridge"),
        ("paragraph", "header", "Coalition on Drug Abuse"),
        ("paragraph", "footer", "Page 1 for addicts and families"),
    ]
    assert exact_share(document) > 0.99


def test_marks_surroundings_and_languages_are_told() -> None:
    document = opened("minutes.odt")
    first = block_with(document, "We serve")
    assert marked(first, MarkKind.STRONG) == ["heroin addicts"]
    assert marked(first, MarkKind.EMPHASIS) == ["addicts"]
    assert marked(first, MarkKind.LINK) == ["the county says"]
    assert marked(first, MarkKind.STRIKE) == ["struck addicts"]
    assert first.heading == "Services"
    assert block_with(document, "never").quoted
    assert block_with(document, "drogadictos").language == "es"
    assert block_with(document, "homeless").language is None, "typed on a German keyboard"
    [item] = [block for block in document.blocks if block.text == "drug user"]
    assert item.lead == "Avoid these words: user:"
    [cell] = [block for block in document.blocks if block.text == "person with a disorder"]
    assert (cell.column, cell.row) == ("Say", "")
    assert block_with(document, "the law").heading == "Services"


def test_slides_have_titles_lists_notes_tables_and_descriptions() -> None:
    document = opened("deck.odp")
    said = [(block.role, block.label, block.text) for block in document.blocks]
    assert (Role.HEADING, "slide 2", "Words to avoid") in said
    assert (
        Role.PARAGRAPH,
        "slide 2, speaker notes",
        "Tell them that drug abusers is wrong.",
    ) in said
    assert (Role.CELL, "slide 3, table 1, row 2, column 1", "heroin addicts") in said
    assert (Role.ALT_TEXT, "slide 3, image description", "Two addicts on a bench") in said
    [junkie] = [block for block in document.blocks if block.text == "junkie"]
    assert (junkie.role, junkie.heading) == (Role.LIST_ITEM, "Words to avoid")
    assert junkie.lead == "Say less of these:", "LibreOffice begins a list anew for each bullet"
    assert "<number>" not in texts(document)
    assert block_with(document, "Tell them").heading == "Words to avoid"
    bold = block_with(document, "A bold junkie")
    assert marked(bold, MarkKind.STRONG) == ["A bold junkie"]


def test_a_chart_is_read_where_it_stands() -> None:
    document = opened("chart.odp")
    assert block_with(document, "Drug abuse by year").label == "slide 1, chart"
    assert block_with(document, "Deaths of junkies").role is Role.CELL
    assert block_with(document, "East addicts").label == "slide 1, chart"


def test_a_sheet_names_its_cells() -> None:
    document = opened("data.ods")
    assert document.format == "opendocument sheet"
    assert block_with(document, "far drug abuser").label == "sheet “Data”, cell Z30"
    cell = block_with(document, "They are addicts")
    assert (cell.label, cell.column, cell.row) == (
        "sheet “Data”, cell B2",
        "Comment",
        "drug users",
    )


def test_sheets_are_read_only_where_they_are_named() -> None:
    assert registry.SUFFIXES[".ods"].in_folders is False
    assert registry.SUFFIXES[".odt"].in_folders is True


def test_white_space_is_one_space_where_it_stands_in_two_elements() -> None:
    document = flat(
        "<text:p> drug <text:span> users</text:span>\n  and<text:s/><text:s text:c='2'/>more </text:p>"
    )
    assert texts(document) == ["drug users and   more"]


def test_deleted_text_comments_and_what_is_hidden_is_not_read() -> None:
    document = flat(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:section text:display='none'><text:p>section</text:p></text:section>"
        "<text:p>a<office:annotation><text:p>remark</text:p></office:annotation>"
        "<text:span text:style-name='H'> hidden</text:span>"
        "<text:hidden-text text:is-hidden='true'>veiled</text:hidden-text> b</text:p>"
        "<text:p><text:hidden-paragraph text:is-hidden='true'/>paragraph</text:p>",
        styles="<style:style style:name='H' style:family='text'>"
        "<style:text-properties text:display='none'/></style:style>",
    )
    assert texts(document) == ["a b"]


def test_a_table_of_contents_is_left_out_and_a_bibliography_is_read() -> None:
    document = flat(
        "<text:table-of-content><text:index-body><text:p>Services 3</text:p></text:index-body>"
        "</text:table-of-content><text:p>Body</text:p><text:bibliography><text:index-body>"
        "<text:index-title><text:p>Bibliography</text:p></text:index-title>"
        "<text:p>Smith: The drug user</text:p></text:index-body></text:bibliography>"
    )
    assert texts(document) == ["Body", "Smith: The drug user"]


def test_a_note_does_not_come_between_a_lead_and_its_list() -> None:
    document = flat(
        "<text:p>Avoid:<text:note text:note-class='footnote'><text:note-citation>*</text:note-citation>"
        "<text:note-body><text:p>why</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>addict</text:p></text:list-item></text:list>"
        "<text:p>after</text:p>"
    )
    assert [(block.text, block.label, block.lead) for block in document.blocks] == [
        ("Avoid:", None, ""),
        ("addict", None, "Avoid:"),
        ("why", "footnote *", ""),
        ("after", None, ""),
    ]


def test_numbered_headings_stand_in_a_list_and_are_headings() -> None:
    document = flat(
        "<text:list><text:list-item><text:h text:outline-level='1'>One</text:h></text:list-item>"
        "</text:list><text:p>a</text:p><text:h text:outline-level='2'>Two</text:h><text:p>b</text:p>"
        "<text:h text:outline-level='1'> </text:h><text:p>c</text:p>"
    )
    assert [(block.text, block.label) for block in document.blocks] == [
        ("One", None),
        ("a", "under “One”"),
        ("Two", "under “One”"),
        ("b", "under “One › Two”"),
        ("c", None),
    ]
    assert [block.heading for block in document.blocks] == ["", "One", "One", "Two", "Two"]


def test_bold_by_a_parent_style_and_not_bold_within_it() -> None:
    document = flat(
        "<text:p>a <text:span text:style-name='B2'>bold <text:span text:style-name='N'>not"
        "</text:span> bold</text:span></text:p>",
        styles="<style:style style:name='B1' style:family='text'>"
        "<style:text-properties fo:font-weight='bold'/></style:style>"
        "<style:style style:name='B2' style:family='text' style:parent-style-name='B1'/>"
        "<style:style style:name='N' style:family='text'>"
        "<style:text-properties fo:font-weight='normal'/></style:style>"
        "<style:style style:name='C' style:family='text' style:parent-style-name='C'/>",
    )
    assert marked(document.blocks[0], MarkKind.STRONG) == ["bold ", " bold"]


def test_a_paragraph_in_two_languages_is_read_as_english() -> None:
    spanish = (
        "<style:style style:name='S' style:family='text'>"
        "<style:text-properties fo:language='es'/></style:style>"
    )
    mixed = flat(
        "<text:p>Word <text:span text:style-name='S'>drogadicto</text:span> here</text:p>",
        styles=spanish,
    )
    whole = flat(
        "<text:p><text:span text:style-name='S'>Los drogadictos</text:span></text:p>",
        styles=spanish,
    )
    assert [mixed.blocks[0].language, whole.blocks[0].language] == [None, "es"]


def test_repeated_cells_and_rows_count_but_are_read_once() -> None:
    document = flat(
        "<table:table table:name='S'><table:table-row table:number-rows-repeated='1048000'>"
        "<table:table-cell table:number-columns-repeated='27'/>"
        "<table:table-cell table:number-columns-repeated='3'><text:p>x</text:p></table:table-cell>"
        "<table:table-cell><text:p>y</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>z</text:p></table:table-cell></table:table-row>"
        "</table:table>",
        kind="spreadsheet",
    )
    assert [(block.text, block.label) for block in document.blocks] == [
        ("x", "sheet “S”, cell AB1"),
        ("y", "sheet “S”, cell AE1"),
        ("z", "sheet “S”, cell A1048001"),
    ]


def test_the_pages_of_a_drawing_are_pages() -> None:
    document = flat(
        "<draw:page/><draw:page><draw:g><svg:desc>A flyer</svg:desc><draw:custom-shape>"
        "<text:p>Help for addicts</text:p></draw:custom-shape></draw:g></draw:page>",
        kind="drawing",
    )
    assert [(block.text, block.label) for block in document.blocks] == [
        ("A flyer", "page 2, image description"),
        ("Help for addicts", "page 2"),
    ]


def test_a_title_is_read_first_wherever_it_lies() -> None:
    document = flat(
        "<presentation:footer-decl presentation:name='f'>Foot</presentation:footer-decl>"
        "<draw:page><draw:frame><draw:text-box><text:p>Text</text:p></draw:text-box></draw:frame>"
        "<draw:frame presentation:class='title'><draw:text-box><text:p>Title</text:p>"
        "</draw:text-box></draw:frame></draw:page>",
        kind="presentation",
    )
    assert [(block.text, block.label, block.heading) for block in document.blocks] == [
        ("Title", "slide 1", ""),
        ("Text", "slide 1", "Title"),
        ("Foot", "footer", ""),
    ]


def test_large_pictures_in_a_flat_file_do_no_harm() -> None:
    picture = f"<office:binary-data>{'QUJD' * 3_000_000}</office:binary-data>"
    frame = f"<draw:frame><draw:image>{picture}</draw:image></draw:frame>"
    assert texts(flat(f"<text:p>Before {frame}and after</text:p>")) == ["Before and after"]


def test_headers_of_several_pages_are_read_once() -> None:
    page = "<style:master-page><style:header><text:p>Same</text:p></style:header>{}</style:master-page>"
    off = "<style:footer style:display='false'><text:p>Off</text:p></style:footer>"
    document = flat(
        "<text:p>Body</text:p>",
        more=f"<office:master-styles>{page.format('')}{page.format(off)}</office:master-styles>",
    )
    assert [(block.text, block.label) for block in document.blocks] == [
        ("Body", None),
        ("Same", "header"),
    ]


def test_what_cannot_be_read_of_a_file_is_a_problem_and_the_rest_is_read() -> None:
    document = read(packed(content=CONTENT, styles="<broken", meta="<!DOCTYPE a [ ]><a/>"), "a.odt")
    assert texts(document) == ["Drug users"]
    assert [(problem.path, problem.reason) for problem in document.problems] == [
        ("a.odt", "is damaged: its part styles.xml is no XML (the rest was read)"),
        ("a.odt", "has a document type in its part meta.xml; nothing was read (the rest was read)"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"no package", "plain text"),
        (b"<a>", "damaged"),
        (b"<a/>", "holds no document"),
        (packed(other=""), "holds no document"),
        (packed(content=CONTENT, **{"META-INF__manifest": "<m:encryption-data/>"}), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office format"),
        (f"<!DOCTYPE a [<!ENTITY b 'c'>]>{CONTENT}".encode(), "document type"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason):
        read(data, "a.odt")


def test_a_manifest_with_a_document_type_does_no_harm() -> None:
    manifest = "<!DOCTYPE manifest:manifest PUBLIC 'x' 'Manifest.dtd'><m/>"
    document = read(packed(content=CONTENT, **{"META-INF__manifest": manifest}), "a.odt")
    assert texts(document) == ["Drug users"]


@pytest.mark.parametrize(
    "inner",
    [
        "<text:span>{}</text:span>",
        "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
        "<text:note><text:note-body><text:p>{}</text:p></text:note-body></text:note>",
    ],
)
def test_what_is_nested_as_deep_as_xml_may_be_is_read(inner: str) -> None:
    times = 240 // inner.count("</")
    start, end = inner.split("{}")
    assert texts(flat(f"<text:p>{start * times}deep{end * times}</text:p>")) == ["deep"]


NAMES = (
    *(b"text:p", b"text:h", b"text:list", b"text:list-item", b"text:span", b"text:note"),
    *(b"text:section", b"table:table", b"table:table-row", b"table:table-cell"),
    *(b"draw:frame", b"draw:text-box", b"draw:object", b"draw:page"),
)


def test_damaged_flat_files_are_read_or_refused() -> None:
    file = FOLDER / "minutes.fodt"
    mutants = well_formed(file.read_bytes(), 150, names=NAMES)
    assert read_share(file, mutants) > 0.9


@pytest.mark.parametrize("name", ["minutes.odt", "deck.odp", "chart.odp", "data.ods"])
def test_damaged_packages_are_read_or_refused(name: str) -> None:
    file = FOLDER / name
    data = file.read_bytes()
    content = part_of(data, "content.xml")
    inside = well_formed(content, 40, names=NAMES)
    assert read_share(file, (repacked(data, {"content.xml": part}) for part in inside)) > 0.5
    assert read_share(file, damaged(data, 40, scraps=[b"PK\x03\x04", b"<a>"])) < 1
