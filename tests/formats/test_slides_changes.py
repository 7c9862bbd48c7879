"""Decks that are changed: words put in where they belong, remarks as comments, all else as it was."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.formats.slides import FORMAT
from personfirst.formats.slides_comments import review
from personfirst.model.document import Document, MarkKind
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from personfirst.model.finding import Edit, Remark
from tests.formats.decks import (
    SPACES,
    P,
    deck,
    framed,
    pack,
    related,
    run,
    shape,
    title,
    unpack,
)
from tests.formats.support import assert_lawful, block_with, marked, texts
from tests.formats.test_slides import rich_deck, saved
from tests.formats.test_slides_parts import DIAGRAM, data_model, point

if TYPE_CHECKING:
    from lxml.etree import _Element

MODERN = "http://schemas.microsoft.com/office/2018/10/relationships/comments"


def changed(data: bytes, **changes: str) -> Document:
    """The deck after edits, each named by the words that it replaces with `_` for a space."""
    document = registry.read(data, "a.pptx")
    edits = []
    for name, new in changes.items():
        words = name.replace("_", " ").replace("addicts m", "addict's m")
        start = document.text.index(words)
        edits.append(Edit(start, start + len(words), new, new))
    renewed = edited(document, sorted(edits, key=lambda one: one.start))
    assert renewed is not None
    assert_lawful(renewed)
    return renewed


def differing(before: bytes, after: bytes) -> set[str]:
    """The parts that are new or hold other bytes."""
    old, new = unpack(before), unpack(after)
    assert set(old) <= set(new)
    return {name for name in new if old.get(name) != new[name]}


def reviewed(data: bytes, *words: str, text: str = "Say it otherwise.") -> bytes:
    """The deck with a remark on each of these words."""
    assert FORMAT.review is not None
    document = registry.read(data, "a.pptx")
    remarks = [
        Remark(start, start + len(one), "Labels a person", text)
        for one in words
        for start in [document.text.index(one)]
    ]
    return FORMAT.review(document, remarks)


def parsed(data: bytes) -> _Element:
    from lxml import etree

    return etree.fromstring(data)


def comments(data: bytes, number: int) -> Sequence[_Element]:
    return list(parsed(unpack(data)[f"ppt/comments/comment{number}.xml"]))


def said(comment: _Element) -> str:
    text = comment.find(f"{{{P}}}text")
    assert text is not None
    return text.text or ""


def place(comment: _Element) -> tuple[int, int]:
    position = comment.find(f"{{{P}}}pos")
    assert position is not None
    return int(position.get("x", "")), int(position.get("y", ""))


def test_words_are_put_in_wherever_they_stand() -> None:
    data = saved(rich_deck())
    renewed = changed(
        data,
        Helping_addicts="Helping people",
        Drug_abuse="Drug use",
        the_addicts="the people",
        Overdoses_of_abusers="Overdoses of people",
        An_addict="A person",
    )
    for words in (
        "Helping people",
        "Drug use in our town",
        "Tell them about the people.",
        "Overdoses of people",
        "A person sleeps in a doorway",
    ):
        assert words in texts(renewed)
    assert differing(data, renewed.data) == {
        "docProps/core.xml",
        "ppt/slides/slide1.xml",
        "ppt/notesSlides/notesSlide1.xml",
        next(name for name in unpack(data) if name.startswith("ppt/charts/chart")),
        "ppt/slides/slide4.xml",
    }
    again = Presentation(io.BytesIO(renewed.data))
    assert again.core_properties.title == "Helping people"
    assert again.slides[0].shapes.title.text == "Drug use in our town"


def test_words_that_stay_keep_their_look() -> None:
    words = run("Every ", 'lang="en-US"') + run("heroin", 'b="1"') + run(" us") + run("er")
    renewed = changed(deck(shape(words)), heroin_user="person who uses heroin")
    block = renewed.blocks[0]
    assert block.text == "Every person who uses heroin"
    assert marked(block, MarkKind.STRONG) == ["heroin"]


LINK = '<a:hlinkClick r:id="rId1"/>'
LINKED = run("addict", inside=LINK)
MOTHER = "mother of a person"


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (run("He is an ") + LINKED + run("."), "an addict", "a person"),
        (run("The ") + LINKED + run("'s mother called."), "addict's mother", MOTHER),
        (run("The ") + run("addict's ", inside=LINK) + run("mother called."), "addict's mother",
         MOTHER),
        (run("an ") + run("addict", 'b="1"'), "an addict", "a person"),
        (run("heroin", inside=LINK) + run(" users"), "heroin users", "people who use heroin"),
        (run("addict's ") + "<a:br/>" + run("mother"), "addict's \nmother", MOTHER),
        (run("an addict") + '<a:fld type="x"><a:t>'"'s"'</a:t></a:fld>' + run(" mother"),
         "an addict's mother", MOTHER),
        (LINKED + run(" user"), "addict user", "user"),
    ],
)  # fmt: skip
def test_words_are_left_where_a_link_a_look_or_a_break_would_be_lost(
    words: str, old: str, new: str
) -> None:
    document = registry.read(deck(shape(words)), "a.pptx")
    start = document.text.index(old)
    assert edited(document, [Edit(start, start + len(old), new, new)]) is None


def test_new_words_around_a_line_break_look_alike() -> None:
    for inside, paragraphs in (("", 1), (LINK, 1), (LINK, 2)):
        words = run("mother", inside=inside)
        broken = (run("The addict's") + "<a:br/>" + words,)
        data = deck(shape(*(broken if paragraphs == 1 else (run("The addict's"), words))))
        document = registry.read(data, "a.pptx")
        edits = []
        for old, new in (("addict's", "mother"), ("mother", "of a person")):
            start = document.text.index(old)
            edits.append(Edit(start, start + len(old), new, new))
        assert (edited(document, edits) is None) == (inside == LINK and paragraphs == 1)


def test_a_link_keeps_its_words_or_gets_all_of_the_new_ones() -> None:
    words = run("The addict's ") + run("mother", inside=LINK) + run(" called.")
    block = changed(deck(shape(words)), addicts_mother=MOTHER).blocks[0]
    assert block.text == "The mother of a person called."
    assert marked(block, MarkKind.LINK) == ["mother"]
    block = changed(deck(shape(run("The ") + LINKED)), addict="person who uses drugs").blocks[0]
    assert marked(block, MarkKind.LINK) == ["person who uses drugs"]


def test_what_xml_escapes_is_escaped() -> None:
    renewed = changed(deck(shape("addicts")), addicts="people & <others>")
    assert texts(renewed) == ["people & <others>"]


def test_names_of_a_chart_are_not_changed_for_they_are_copies_of_cells() -> None:
    document = registry.read(saved(rich_deck()), "a.pptx")
    start = document.text.index("Drug users")
    assert edited(document, [Edit(start, start + 10, "People", "People")]) is None
    with pytest.raises(UnreadableDocumentError, match="only a person can change"):
        registry.rewrite(document, [Edit(start, start + 10, "People", "People")])


def test_the_copy_for_older_programs_is_changed_along() -> None:
    both = (
        '<mc:AlternateContent><mc:Choice Requires="p14">{}</mc:Choice>'
        "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    ).format(shape(run("drug ") + run("users")), shape("drug users"))
    renewed = changed(deck(both + shape("drug users too")), drug_users="people")
    slide = unpack(renewed.data)["ppt/slides/slide1.xml"].decode()
    assert slide.count("<a:t>people</a:t>") == 2
    assert "drug users too" in slide


def test_the_drawing_of_a_diagram_is_changed_along() -> None:
    drawing = (
        f"<dsp:drawing {SPACES}><dsp:spTree><dsp:sp><dsp:txBody><a:p>{run('Addicts')}</a:p>"
        f"<a:p>{run('Others')}</a:p></dsp:txBody></dsp:sp></dsp:spTree></dsp:drawing>"
    )
    extension = '<dgm:extLst><a:ext uri="u"><dsp:dataModelExt relId="rId2"/></a:ext></dgm:extLst>'
    data = deck(
        DIAGRAM,
        slide_relationships=(
            ("diagramData", "../diagrams/data1.xml"),
            (
                "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing",
                "../diagrams/drawing1.xml",
            ),
            ("diagramDrawing", "../diagrams/drawing2.xml"),
        ),
        parts={
            "ppt/diagrams/data1.xml": data_model(
                point("1", "Addicts") + point("2", "Others"), more=extension
            ),
            "ppt/diagrams/drawing1.xml": drawing,
            "ppt/diagrams/drawing2.xml": drawing,
        },
    )
    renewed = changed(data, Addicts="People")
    assert texts(renewed) == ["People", "Others"]
    assert b"<a:t>People</a:t>" in unpack(renewed.data)["ppt/diagrams/drawing1.xml"]
    assert differing(data, renewed.data) == {
        "ppt/diagrams/data1.xml",
        "ppt/diagrams/drawing1.xml",
    }


def test_no_edits_change_no_part() -> None:
    data = saved(rich_deck())
    assert FORMAT.apply is not None
    assert differing(data, FORMAT.apply(registry.read(data, "a.pptx"), [])) == set()


def test_remarks_become_comments_at_their_shape() -> None:
    boxes = shape("An addict", at=(10, 20, 30, 5)) + shape("More addicts", at=(10, 40, 30, 5))
    data = deck(title("Town"), boxes)
    out = reviewed(data, "addicts", "addict", text="Write “people”.\nIt is kinder & <true>.")
    first, second = comments(out, 1)
    assert said(first) == ("Labels a person\n“addict”\nWrite “people”.\nIt is kinder & <true>.")
    assert (place(first), place(second)) == ((586, 1162), (586, 2314))
    assert [one.get("idx") for one in (first, second)] == ["1", "2"]
    assert first.get("dt", "")[10] == "T"
    [author] = parsed(unpack(out)["ppt/commentAuthors.xml"])
    assert dict(author.attrib) == {
        "id": first.get("authorId"),
        "name": "personfirst",
        "initials": "pf",
        "lastIdx": "2",
        "clrIdx": "0",
    }
    assert differing(data, out) == {
        "[Content_Types].xml",
        "ppt/_rels/presentation.xml.rels",
        "ppt/commentAuthors.xml",
        "ppt/slides/_rels/slide2.xml.rels",
        "ppt/comments/comment1.xml",
    }
    assert texts(registry.read(out, "a.pptx")) == texts(registry.read(data, "a.pptx"))


def test_a_comment_says_where_on_the_slide_the_words_stand() -> None:
    data = saved(rich_deck())
    words = ("Helping addicts", "the addicts", "Drug users", "An addict")
    out = reviewed(data, *words)
    quotes = {
        number: [said(one).split("\n")[1] for one in comments(out, number)]
        for number in range(1, 5)
    }
    assert quotes == {
        1: ["“Helping addicts” (document properties)"],
        2: ["“the addicts” (speaker notes)"],
        3: ["“Drug users” (chart)"],
        4: ["“An addict” (image description)"],
    }


def test_comments_at_one_place_are_moved_apart() -> None:
    out = reviewed(deck(title("An addict is an addict, a junkie, a user")), "addict", "junkie")
    first, second = comments(out, 1)
    assert place(second)[0] > place(first)[0]


def test_what_a_copy_says_already_is_not_said_twice() -> None:
    once = reviewed(deck(title("An addict is an addict, a junkie, a user")), "addict")
    again = [said(one) for one in comments(reviewed(once, "addict", "junkie"), 1)]
    assert [one.split("\n")[1] for one in again] == ["“addict”", "“junkie”"]


def test_long_words_are_cut_and_control_characters_left_out() -> None:
    out = reviewed(deck(shape("addict " * 200)), "addict " * 150, text="a\0b")
    _, quoted, text = said(comments(out, 1)[0]).split("\n")
    assert len(quoted) < 320
    assert quoted.endswith("…”")
    assert text == "ab"


def test_comments_and_authors_that_are_there_stay() -> None:
    author = '<p:cmAuthor id="3" name="Ann" initials="A" lastIdx="7" clrIdx="0"/>'
    comment = '<p:cm authorId="3" idx="7"><p:pos x="1" y="1"/><p:text>Mine</p:text></p:cm>'
    data = deck(
        title("addict"),
        slide_relationships=(("comments", "../comments/comment1.xml"),),
        parts={
            "ppt/comments/comment1.xml": f"<p:cmLst {SPACES}>{comment}</p:cmLst>",
            "ppt/commentAuthors.xml": f"<p:cmAuthorLst {SPACES}>{author}</p:cmAuthorLst>",
            "ppt/_rels/presentation.xml.rels": related(
                ("slide", "slides/slide1.xml"), ("commentAuthors", "commentAuthors.xml")
            ),
        },
    )
    out = reviewed(data, "addict")
    mine, new = comments(out, 1)
    assert said(mine) == "Mine"
    assert (new.get("authorId"), new.get("idx")) == ("4", "1")
    ann, own = parsed(unpack(out)["ppt/commentAuthors.xml"])
    assert (ann.get("name"), ann.get("lastIdx"), own.get("clrIdx")) == ("Ann", "7", "1")
    assert differing(data, out) == {"ppt/comments/comment1.xml", "ppt/commentAuthors.xml"}
    twice = reviewed(out, "addict", text="Otherwise")
    assert [one.get("idx") for one in comments(twice, 1)] == ["7", "1", "2"]
    assert len(parsed(unpack(twice)["ppt/commentAuthors.xml"])) == 2


def test_comments_of_the_newer_kind_are_left_alone() -> None:
    space = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
    modern = f'<p188:cmLst xmlns:p188="{space}"><p188:cm id="{{1}}"/></p188:cmLst>'
    data = deck(
        title("addict"),
        slide_relationships=((MODERN, "../comments/comment1.xml"),),
        parts={"ppt/comments/comment1.xml": modern},
    )
    out = reviewed(data, "addict")
    assert unpack(out)["ppt/comments/comment1.xml"] == modern.encode()
    assert "Labels a person" in said(comments(out, 2)[0])


def test_a_name_that_a_lost_part_once_had_is_not_used_again() -> None:
    types = unpack(deck(title("addict")))
    stale = b'<Override PartName="/PPT/commentAuthors.xml" ContentType="x"/></Types>'
    types["[Content_Types].xml"] = types["[Content_Types].xml"].replace(b"</Types>", stale)
    out = reviewed(pack(types), "addict")
    assert "ppt/commentAuthors2.xml" in unpack(out)


def test_strict_decks_get_strict_comments() -> None:
    strict = "http://purl.oclc.org/ooxml/presentationml/main"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        name: data.replace(P.encode(), strict.encode()).replace(
            kind, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, data in unpack(deck(title("addict"))).items()
    }
    new = unpack(reviewed(pack(parts), "addict"))
    assert parsed(new["ppt/comments/comment1.xml"]).tag == f"{{{strict}}}cmLst"
    kinds = new["ppt/slides/_rels/slide1.xml.rels"]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in kinds


def test_a_deck_without_slides_takes_no_comments() -> None:
    deck_without = Presentation()
    deck_without.core_properties.title = "For addicts"
    with pytest.raises(UnwritableDocumentError, match="has no slide"):
        reviewed(saved(deck_without), "addicts")


def test_a_deck_whose_comments_are_damaged_takes_none() -> None:
    data = deck(
        title("addict"),
        slide_relationships=(("comments", "../comments/comment1.xml"),),
        parts={"ppt/comments/comment1.xml": "<p:cmLst"},
    )
    with pytest.raises(UnwritableDocumentError, match="takes no comments: it is damaged"):
        reviewed(data, "addict")


def test_a_signed_deck_is_not_changed() -> None:
    data = deck(title("addict"), parts={"_xmlsignatures/sig1.xml": "<a/>"})
    with pytest.raises(UnwritableDocumentError, match="is signed"):
        reviewed(data, "addict")
    with pytest.raises(UnreadableDocumentError, match="is signed"):
        registry.rewrite(registry.read(data, "a.pptx"), [Edit(0, 6, "person", "person")])


def test_comments_bear_the_time_that_they_were_written_at() -> None:
    data = deck(title("addict"))
    document = registry.read(data, "a.pptx")
    out = review(document, [Remark(0, 6, "a", "b")], datetime(2024, 5, 1, 12, 30, tzinfo=UTC))
    assert comments(out, 1)[0].get("dt") == "2024-05-01T12:30:00.000"


def test_without_remarks_a_deck_is_as_it_was() -> None:
    data = saved(rich_deck())
    assert reviewed(data) == data


def test_words_in_a_table_are_changed_and_commented_on_where_it_stands() -> None:
    cells = "".join(f"<a:tc><a:txBody><a:p>{run(one)}</a:p></a:txBody></a:tc>" for one in "ab")
    table = framed(f"<a:tbl><a:tblPr/><a:tblGrid/><a:tr>{cells}</a:tr></a:tbl>")
    renewed = changed(deck(title("Words") + table), b="c")
    assert block_with(renewed, "c").label == "slide 1, table 1, row 1, column 2"
    out = reviewed(deck(title("Words") + table), "b")
    assert place(comments(out, 1)[0]) == (10, 586)
    assert "(table 1, row 1, column 2)" in said(comments(out, 1)[0])
