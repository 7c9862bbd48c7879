"""Decks made by hand: what PowerPoint writes and python-pptx does not, and what is damaged."""

from __future__ import annotations

import random

import pytest

from personfirst.formats import registry
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.text import MASK
from tests.formats.decks import (
    SPACES,
    A,
    P,
    bullet,
    deck,
    framed,
    pack,
    related,
    run,
    shape,
    title,
    unpack,
    with_parts,
)
from tests.formats.support import assert_lawful, block_with, marked, texts

CHART = framed('<c:chart r:id="rId1"/>')
DIAGRAM = framed('<dgm:relIds r:dm="rId1" r:lo="rId7" r:qs="rId8" r:cs="rId9"/>')


def read(data: bytes) -> Document:
    document = registry.read(data, "a.pptx")
    assert_lawful(document)
    return document


def point(identifier: str, text: str, kind: str = "node") -> str:
    return (
        f'<dgm:pt modelId="{identifier}" type="{kind}"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/>'
        f"<a:p>{run(text) if text else ''}</a:p></dgm:t></dgm:pt>"
    )


def data_model(points: str, connections: str = "", more: str = "") -> str:
    return (
        f"<dgm:dataModel {SPACES}><dgm:ptLst>{points}</dgm:ptLst>"
        f"<dgm:cxnLst>{connections}</dgm:cxnLst>{more}</dgm:dataModel>"
    )


def test_lists_are_led_in_by_the_paragraph_above() -> None:
    body = shape("Avoid these:", bullet("junkie"), bullet("deep", 2), bullet("clean"), "The end")
    document = read(deck(title("Words") + body))
    assert [(block.role, block.text, block.lead) for block in document.blocks[1:]] == [
        (Role.PARAGRAPH, "Avoid these:", ""),
        (Role.LIST_ITEM, "junkie", "Avoid these:"),
        (Role.LIST_ITEM, "deep", "Avoid these: junkie"),
        (Role.LIST_ITEM, "clean", "Avoid these:"),
        (Role.PARAGRAPH, "The end", ""),
    ]
    assert all(block.heading == "Words" for block in document.blocks[1:])


def test_a_list_is_led_in_by_the_shape_above_but_not_by_one_beside() -> None:
    left = shape("Not this:", at=(0, 10, 40, 5)) + shape(bullet("addict"), at=(0, 20, 40, 30))
    right = shape(bullet("person"), at=(50, 10, 40, 40))
    document = read(deck(left + right))
    assert [block.lead for block in document.blocks] == ["", "Not this:", ""]
    picture = shape("<a:endParaRPr/>", at=(60, 15, 5, 5), properties='descr="A cup"')
    document = read(deck(left + picture))
    assert block_with(document, "addict").lead == "Not this:"
    assert block_with(document, "A cup").lead == ""


def test_bullets_come_from_the_layout_and_the_master() -> None:
    placeholder = '<p:ph type="body" idx="7"/>'
    plain = "<a:lvl1pPr><a:buNone/></a:lvl1pPr>"
    listed = '<a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr>'
    master = (
        f"<p:sldMaster {SPACES}><p:cSld><p:spTree>{shape('Prompt', placeholder=placeholder)}"
        f"</p:spTree></p:cSld><p:txStyles><p:bodyStyle>{listed}</p:bodyStyle></p:txStyles>"
        "</p:sldMaster>"
    )

    def bulleted(style: str, own: str = "") -> Role:
        layout = shape("Prompt", placeholder=placeholder, style=style, at=(1, 1, 5, 5))
        parts = {
            "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {SPACES}><p:cSld><p:spTree>"
            f"{layout}</p:spTree></p:cSld></p:sldLayout>",
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels": related(
                ("slideMaster", "../slideMasters/slideMaster1.xml")
            ),
            "ppt/slideMasters/slideMaster1.xml": master,
        }
        to_layout = (("slideLayout", "../slideLayouts/slideLayout1.xml"),)
        text = shape(f"<a:pPr>{own}</a:pPr>{run('words')}", placeholder=placeholder)
        [block] = read(deck(text, slide_relationships=to_layout, parts=parts)).blocks
        assert block.text == "words"
        return block.role

    assert bulleted("") is Role.LIST_ITEM
    assert bulleted(plain) is Role.PARAGRAPH
    assert bulleted(plain, '<a:buAutoNum type="arabicPeriod"/>') is Role.LIST_ITEM
    assert bulleted("", "<a:buNone/>") is Role.PARAGRAPH


def test_numbers_and_dates_are_no_text() -> None:
    number = '<a:fld id="{1}" type="slidenum"><a:rPr/><a:t>12</a:t></a:fld>'
    date = '<a:fld id="{2}" type="datetime1"><a:rPr/><a:t>May</a:t></a:fld>'
    slides = (
        shape(number, placeholder='<p:ph type="sldNum" idx="4"/>')
        + shape(date, placeholder='<p:ph type="dt" idx="5"/>')
        + shape(f"{run('Page ')}{number}{run(' for drug users')}")
        + shape(number)
        + shape("For addicts", placeholder='<p:ph type="ftr" idx="6"/>')
    )
    document = read(deck(slides))
    assert texts(document) == [f"Page {MASK} for drug users", "For addicts"]
    assert document.blocks[1].label == "slide 1, footer"


def test_of_alternatives_one_is_read() -> None:
    both = (
        '<mc:AlternateContent><mc:Choice Requires="p14">{}</mc:Choice>'
        "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    )
    math = both.format("<a14:m><x>n</x></a14:m>", run("n"))
    slides = both.format(shape("new"), shape("old")) + shape(f"{run('A ')}{math}{run(' addict')}")
    assert texts(read(deck(slides))) == ["new", f"A {MASK} addict"]
    empty = both.replace("{}", "", 1).format(shape("old"))
    assert texts(read(deck(empty))) == ["old"]


def test_a_diagram_is_read_from_its_data_once() -> None:
    points = (
        point("d", "", "doc")
        + point("2", "Second addict")
        + point("1", "First")
        + point("3", "Below first")
        + point("p", "Second addict", "pres")
        + point("t", "", "parTrans")
        + point("9", "Alone")
    )
    connections = (
        "".join(
            f'<dgm:cxn modelId="c{b}" srcId="{a}" destId="{b}" srcOrd="{order}"/>'
            for a, b, order in (("d", "1", 0), ("d", "2", 1), ("1", "3", 0), ("3", "1", 0))
        )
        + '<dgm:cxn modelId="x" type="presOf" srcId="2" destId="p"/>'
    )
    document = read(
        deck(
            title("Steps") + DIAGRAM,
            slide_relationships=(("diagramData", "../diagrams/data1.xml"),),
            parts={"ppt/diagrams/data1.xml": data_model(points, connections)},
        )
    )
    assert [(block.text, block.lead) for block in document.blocks[1:]] == [
        ("First", ""),
        ("Below first", "First"),
        ("Second addict", ""),
        ("Alone", ""),
    ]
    assert document.blocks[1].label == "slide 1, diagram"
    assert {block.role for block in document.blocks[1:]} == {Role.LIST_ITEM}


def test_a_chart_says_its_names_once_and_no_numbers() -> None:
    def cache(*values: str) -> str:
        return (
            "<c:strCache>"
            + "".join(f"<c:pt><c:v>{v}</c:v></c:pt>" for v in values)
            + ("</c:strCache>")
        )

    series = "".join(
        f"<c:ser><c:tx><c:strRef><c:f>A1</c:f>{cache(name)}</c:strRef></c:tx><c:cat><c:strRef>"
        f"{cache('Drug users', '2019')}</c:strRef></c:cat><c:val><c:numCache><c:pt><c:v>5</c:v>"
        "</c:pt></c:numCache></c:val></c:ser>"
        for name in ("Addicts", "Others")
    )
    chart = (
        f"<c:chartSpace {SPACES}><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p>"
        f"{run('Over')}{run('doses')}</a:p></c:rich></c:tx></c:title>{series}</c:chart>"
        "</c:chartSpace>"
    )
    document = read(
        deck(
            CHART + CHART,
            slide_relationships=(("chart", "../charts/chart1.xml"),),
            parts={"ppt/charts/chart1.xml": chart},
        )
    )
    assert texts(document) == ["Overdoses", "Addicts", "Drug users", "Others"]
    assert {block.label for block in document.blocks} == {"slide 1, chart"}


def test_descriptions_of_shapes_are_read_and_do_not_lead_into_lists() -> None:
    described = shape("Avoid:", properties='descr="Two addicts" title="A&#10;title"')
    document = read(deck(described + shape(bullet("junkie"))))
    assert [(block.role, block.text) for block in document.blocks] == [
        (Role.PARAGRAPH, "Avoid:"),
        (Role.ALT_TEXT, "Two addicts"),
        (Role.ALT_TEXT, "A\ntitle"),
        (Role.LIST_ITEM, "junkie"),
    ]
    assert document.blocks[1].label == "slide 1, image description"


def test_hidden_shapes_are_named() -> None:
    document = read(deck(shape("addict", properties='hidden="1"')))
    assert document.blocks[0].label == "slide 1, hidden shape"


@pytest.mark.parametrize(
    ("language", "text", "read_as"),
    [
        ("en-GB", "Hilfe", None),
        ("de-DE", "Hilfe für Abhängige", "de-DE"),
        ("de-DE", "Help for those who use drugs and their families", None),
        ("", "Help", None),
    ],
)
def test_a_language_counts_where_the_text_is_not_in_english(
    language: str, text: str, read_as: str | None
) -> None:
    [block] = read(deck(shape(run(text, f'lang="{language}"')))).blocks
    assert block.language == read_as


def test_a_paragraph_is_in_the_language_of_most_of_it() -> None:
    text = run("Junkie ", 'lang="en-US"') + run("ist kein gutes Wort", 'lang="de-DE"')
    document = read(deck(shape(text, "Drug addicts")))
    assert [block.language for block in document.blocks] == ["de-DE", None]
    assert document.blocks[0].text == "Junkie ist kein gutes Wort"


def test_marks_go_on_over_runs() -> None:
    words = run("drug ", 'b="1"') + run("users", 'b="1" i="true"')
    block = read(deck(shape(words))).blocks[0]
    assert marked(block, MarkKind.STRONG) == ["drug users"]
    assert marked(block, MarkKind.EMPHASIS) == ["users"]


def test_strict_files_are_read() -> None:
    data = {
        name: part.replace(A.encode(), b"http://purl.oclc.org/ooxml/drawingml/main")
        .replace(P.encode(), b"http://purl.oclc.org/ooxml/presentationml/main")
        .replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in unpack(deck(title("Drug users") + shape("addicts"))).items()
    }
    document = read(pack(data))
    assert [(block.role, block.text) for block in document.blocks] == [
        (Role.HEADING, "Drug users"),
        (Role.PARAGRAPH, "addicts"),
    ]
    assert len(document.origins) == 2


def test_a_broken_slide_is_a_problem_and_the_others_are_read() -> None:
    data = deck(title("one"), title("two"), title("three"))
    document = read(with_parts(data, slide2="<p:sld"))
    assert texts(document) == ["one", "three"]
    [problem] = document.problems
    assert problem.path == "a.pptx"
    assert problem.reason == (
        "slide 2 could not be read: the file is damaged: its part ppt/slides/slide2.xml is no XML"
    )


def test_what_is_missing_is_a_problem() -> None:
    parts = unpack(deck(title("one") + CHART + DIAGRAM, title("two")))
    del parts["ppt/slides/slide2.xml"]
    document = read(pack(parts))
    assert texts(document) == ["one"]
    assert [problem.reason for problem in document.problems] == [
        "a chart of slide 1 was not read; the file does not hold it",
        "a diagram of slide 1 was not read; the file does not hold it",
        "slide 2 was not read; the file does not hold it",
    ]


def test_broken_notes_charts_relationships_and_properties_are_problems() -> None:
    data = deck(
        title("one") + CHART,
        slide_relationships=(("chart", "../charts/chart1.xml"), ("notesSlide", "../n.xml")),
        parts={
            "ppt/charts/chart1.xml": "<a>",
            "ppt/n.xml": "",
            "docProps/core.xml": "no",
            "_rels/.rels": related(
                ("officeDocument", "/ppt/presentation.xml"),
                ("x/metadata/core-properties", "docProps/core.xml"),
            ),
        },
    )
    document = read(data)
    assert texts(document) == ["one"]
    assert [problem.reason.partition(" could")[0] for problem in document.problems] == [
        "the document properties",
        "a chart of slide 1",
        "the notes of slide 1",
    ]
    broken = pack({**unpack(data), "ppt/slides/_rels/slide1.xml.rels": b"<"})
    assert "what belongs to slide 1 could not be read" in read(broken).problems[1].reason


def test_one_part_is_read_once_however_often_it_is_listed() -> None:
    data = deck(title("one"))
    listed = '<p:sldId id="256" r:id="rId1"/>' * 3_000
    text = f"<p:presentation {SPACES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
    document = read(with_parts(data, presentation=text))
    assert texts(document) == ["one"]


def test_numbers_that_are_none_count_as_nothing() -> None:
    for level in ("1" * 5_000, "-3", "two", "²", "99"):
        item = f'<a:pPr lvl="{level}"><a:buChar char="•"/></a:pPr>{run("addict")}'
        [block] = read(deck(shape(item))).blocks
        assert (block.text, block.role) == ("addict", Role.LIST_ITEM)


def test_a_document_type_is_refused() -> None:
    bomb = f'<!DOCTYPE a [<!ENTITY b "bbbb">]><p:presentation {SPACES}/>'
    with pytest.raises(UnreadableDocumentError, match="document type"):
        read(with_parts(deck(), presentation=bomb))


def test_deep_groups_and_many_shapes_end() -> None:
    def group(inner: str) -> str:
        return f"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>{inner}</p:grpSp>"

    nest = shape("deep")
    for _ in range(200):
        nest = group(nest)
    many = "".join(
        shape(f"shape {n}", at=(n * 7 % 91, n * 13 % 57, 1 + n % 5, 1)) for n in range(3_000)
    )
    stairs = "".join(shape(f"step {n}", at=(n * n, n * n, n, n)) for n in range(99))
    document = read(deck(nest, many, stairs))
    assert len(document.blocks) == 3_100
    assert texts(document)[-99:] == [f"step {n}" for n in range(99)]


def test_damaged_decks_are_read_or_refused() -> None:
    """Parts of a real deck are cut, doubled and overwritten in ways that stay the same."""
    from tests.formats.test_slides import rich_deck, saved

    parts = unpack(saved(rich_deck()))
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    chance = random.Random(7)
    outcomes = set()
    for _ in range(250):
        name = chance.choice(names)
        data = parts[name]
        first = chance.randrange(len(data))
        last = min(len(data), first + chance.randrange(1, 60))
        middle = chance.choice((b"", data[first:last] * 2, b"-1", bytes([chance.randrange(256)])))
        changed = data[:first] + middle + data[last:]
        try:
            document = read(pack({**parts, name: changed}))
        except UnreadableDocumentError as error:
            assert "\n" not in str(error)
            outcomes.add("refused")
        else:
            outcomes.add("problem" if document.problems else "read")
    assert outcomes == {"refused", "problem", "read"}
