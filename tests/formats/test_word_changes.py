"""Edits put into Word files, and copies reviewed with tracked changes and comments."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import canonicalize

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.formats.splice import apply_edits
from personfirst.formats.word import FORMAT
from personfirst.formats.word.proposals import tracks
from personfirst.formats.word.review import review
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from personfirst.model.finding import Edit, Remark
from personfirst.model.text import MASK
from tests.formats.mutants import repacked
from tests.formats.support import texts
from tests.formats.word_files import (
    MAIN,
    NAMESPACES,
    W,
    changed_parts,
    characters,
    field,
    gone,
    held,
    local,
    p,
    parsed,
    plain,
    r,
    roots,
    saying,
    settled,
    text_box,
    tracked,
    unzipped,
    word_file,
)
from tests.formats.word_random import some_edits, some_file, some_remarks

if TYPE_CHECKING:
    from lxml.etree import _Element

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
_INVISIBLE = re.compile("<(?:lastRenderedPageBreak|footnoteReference|AlternateContent)>")


CHART = (
    '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="chart1"/></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
CHART_PART = (
    f"<c:chartSpace {NAMESPACES}><c:rich><a:p><a:r><a:t>Addicts by year</a:t></a:r></a:p></c:rich>"
    "</c:chartSpace>"
)


def opened(body: str, parts: Mapping[str, str] | None = None) -> Document:
    return registry.read(word_file(body, parts), "a.docx")


def edit(document: Document, old: str, new: str) -> Edit:
    """An edit of the one place where some words stand."""
    assert document.text.count(old) == 1
    start = document.text.index(old)
    return Edit(start, start + len(old), new, new)


def remark(document: Document, old: str, new: str, text: str = "") -> Remark:
    one = edit(document, old, new)
    return Remark(one.start, one.end, "Say it otherwise", text, (one,))


def comment(document: Document, words: str, text: str = "Because.") -> Remark:
    start = document.text.index(words)
    return Remark(start, start + len(words), f"About “{words}”", text)


def applied(document: Document, *pairs: tuple[str, str]) -> bytes:
    """The file with words changed; it then reads exactly as they say."""
    edits = sorted((edit(document, *pair) for pair in pairs), key=lambda one: one.start)
    data = FORMAT.apply(document, edits) if FORMAT.apply else b""
    assert registry.read(data, "a.docx").text == apply_edits(document.text, edits)
    return data


def reviewed(document: Document, *remarks: Remark) -> bytes:
    data = review(document, remarks, NOW)
    assert_reviewed(document, remarks, data)
    return data


def assert_reviewed(document: Document, remarks: Iterable[Remark], data: bytes) -> None:
    """The laws of a reviewed copy: what is ours can be rejected without a trace, and is well
    formed as Word wants it.
    """
    mine = saying(data, accept=False, author="personfirst")
    assert mine == {name: characters(root) for name, root in roots(document.data)}
    before, after = saying(document.data, accept=False), saying(data, accept=False)
    assert {name: plain(one) for name, one in after.items()} == {
        name: plain(one) for name, one in before.items()
    }
    numbers = []
    for name, root in roots(data):
        for one in root.iter(f"{W}ins", f"{W}del"):
            if one.get(f"{W}author") == "personfirst":
                numbers.append(one.get(f"{W}id"))
                assert len(one)
                assert parent_name(one) not in ("del", "moveFrom")
                assert one.tag == f"{W}del" or parent_name(one) != "ins"
        for one in root.iter(f"{W}t", f"{W}delText"):
            inside = any(True for _ in one.iterancestors(f"{W}del"))
            assert inside == (one.tag == f"{W}delText") or parent_name(one) != "r"
        begun = [one.get(f"{W}id") for one in root.iter(f"{W}commentRangeStart")]
        ended = [one.get(f"{W}id") for one in root.iter(f"{W}commentRangeEnd")]
        signs = [one.get(f"{W}id") for one in root.iter(f"{W}commentReference")]
        assert sorted(begun) == sorted(ended) == sorted(signs)
        assert not begun or name == MAIN
        assert not any(True for one in root.iter(f"{W}commentReference")
                       for _ in one.iterancestors(f"{W}txbxContent"))  # fmt: skip
        numbers += begun
    assert len(set(numbers)) == len(numbers)
    said = comments_of(data)
    assert set(said) <= set(numbers) or not said


def parent_name(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else local(parent)


def comments_of(data: bytes) -> dict[str, list[str]]:
    """The paragraphs of each comment, by its number."""
    part = unzipped(data).get("word/comments.xml")
    if part is None:
        return {}
    return {
        str(one.get(f"{W}id")): [
            "".join(text.text or "" for text in line.iter(f"{W}t")) for line in one.iter(f"{W}p")
        ]
        for one in parsed(part)
    }


def anchored(data: bytes) -> dict[str, str]:
    """The text that each comment is about, deleted words too, by the comment's number."""
    root = parsed(unzipped(data)[MAIN])
    found: dict[str, str] = {}
    begun: set[str] = set()
    for element in root.iter("*"):
        name, number = local(element), str(element.get(f"{W}id"))
        if name == "commentRangeStart":
            begun.add(number)
            found[number] = ""
        elif name == "commentRangeEnd":
            begun.remove(number)
        elif name in ("t", "delText", "tab"):
            for one in begun:
                found[one] += element.text or "\t"
    return found


def main_part(data: bytes) -> str:
    return unzipped(data)[MAIN].decode()


def looks(data: bytes, part: str = MAIN) -> list[tuple[str, str]]:
    """The text of a part, in stretches of one formatting."""
    root = settled(parsed(unzipped(data)[part]), accept=True)
    found: list[tuple[str, str]] = []
    for run in root.iter(f"{W}r"):
        text = "".join(one.text or "" for one in run.iter(f"{W}t"))
        look = run.find(f"{W}rPr")
        names = "" if look is None else " ".join(local(one) for one in look)
        if found and found[-1][1] == names:
            found[-1] = found[-1][0] + text, names
        elif text:
            found.append((text, names))
    return found


# Edits


def test_words_that_stay_keep_their_formatting() -> None:
    document = opened(p("We help ", r("heroin", "<w:b/>"), " users every day."))
    data = applied(document, ("heroin users", "people who use heroin"))
    assert looks(data) == [
        ("We help people who use ", ""),
        ("heroin", "b"),
        (" every day.", ""),
    ]


def test_a_word_stays_where_only_its_capital_changes() -> None:
    document = opened(p(r("Heroin", "<w:b/>"), " users came."))
    data = applied(document, ("Heroin users", "People who use heroin"))
    assert looks(data) == [("People who use ", ""), ("heroin", "b"), (" came.", "")]


def test_new_words_look_like_those_that_they_replace() -> None:
    document = opened(p("The ", r("junk", "<w:i/>"), r("ies", "<w:i/>"), " came."))
    data = applied(document, ("junkies", "people who use drugs"))
    assert looks(data) == [("The ", ""), ("people who use drugs", "i"), (" came.", "")]
    assert main_part(data).count("<w:r>") == 3


def test_only_what_changes_is_touched() -> None:
    body = p("  Drug   users ", r("came", "<w:b/>"), style="Quote") + p("And the rest.")
    document = opened(body + "<w:sectPr/>", {"settings": "<w:zoom/>"})
    data = applied(document, ("Drug   users", "People who use drugs"))
    assert changed_parts(document.data, data) == {MAIN}
    changed = main_part(document.data).replace("Drug   users", "People who use drugs")
    assert canonicalize(main_part(data)) == canonicalize(changed)


def test_white_space_at_the_ends_of_new_words_is_kept() -> None:
    document = opened("<w:p><w:r><w:t>addicts</w:t><w:tab/><w:t> came </w:t></w:r></w:p>")
    data = applied(document, ("addicts", "people "))
    assert 'xml:space="preserve">people <' in main_part(data)


def test_characters_that_are_elements_can_go_and_come() -> None:
    document = opened(
        p("<w:r><w:t>drug</w:t><w:noBreakHyphen/><w:t>user</w:t></w:r>", " here")
        + p("<w:r><w:t>crack</w:t><w:tab/><w:t>head</w:t></w:r>")
    )
    data = applied(
        document,
        ("drug\u2011user", "person who uses drugs"),
        ("crack\thead", "person\twho\nuses"),
    )
    assert "noBreakHyphen" not in main_part(data)
    assert "<w:br/>" in main_part(data)


def test_new_words_stand_in_the_link_of_those_that_they_replace() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("heroin", "<w:u/>")}</w:hyperlink>'
    document = opened(p(link, " users, ", link.replace("heroin", "drug users")))
    data = applied(
        document,
        ("heroin users", "people who use heroin"),
        ("drug users", "people who use drugs"),
    )
    links = [
        "".join(text.text or "" for text in one.iter(f"{W}t"))
        for one in parsed(unzipped(data)[MAIN]).iter(f"{W}hyperlink")
    ]
    assert links == ["heroin", "people who use drugs"]


def test_a_text_that_stands_twice_in_the_file_is_changed_twice() -> None:
    box = text_box(p("For ", r("drug", "<w:b/>"), r(" users", "<w:b/>")), description="An addict")
    document = opened(p("See ", box))
    data = applied(document, ("drug users", "people who use drugs"), ("An addict", "A person"))
    text = main_part(data)
    assert (text.count("people who use drugs"), text.count('="A person"')) == (2, 2)
    assert "addict" not in text


def test_headers_that_repeat_a_text_are_changed_together() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/><w:titlePg/></w:sectPr>'
    )
    headers = {"header1": p("For drug users"), "header2": p("For ", r("drug users", "<w:b/>"))}
    document = opened(p("Text") + section, headers)
    data = applied(document, ("drug users", "people who use drugs"))
    assert changed_parts(document.data, data) == {"word/header1.xml", "word/header2.xml"}
    data = reviewed(document, remark(document, "drug users", "people who use drugs"))
    assert {plain(one) for name, one in saying(data, accept=True).items() if "header" in name} == {
        "¶For people who use drugs"
    }


def test_a_heading_is_changed_in_the_table_of_contents_too() -> None:
    line = f'<w:hyperlink w:anchor="x">{r("For drug ")}{r("users")}<w:r><w:tab/></w:r>{r("3")}</w:hyperlink>'
    document = opened(p(line, style="TOC1") + p("For drug users", style="Heading1"))
    data = applied(document, ("drug users", "people who use drugs"))
    assert main_part(data).count("people who use drugs") == 2
    data = reviewed(document, remark(document, "drug users", "people who use drugs"))
    assert main_part(data).count("people who use drugs") == 2
    assert registry.read(data, "a.docx").text == "For people who use drugs"


def test_notes_charts_diagrams_and_properties_are_changed() -> None:
    chart = f"<c:chartSpace {NAMESPACES}><c:rich><a:p><a:r><a:t>Addicts by year</a:t></a:r></a:p></c:rich></c:chartSpace>"
    drawn = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>Drug users</a:t></a:r></a:p></dgm:t></dgm:pt>"
    data = word_file(
        p(
            "See",
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
            drawn.format('<c:chart r:id="chart1"/>'),
            drawn.format('<dgm:relIds r:dm="data1"/>'),
        ),
        {
            "footnotes": f'<w:footnote w:id="1">{p("A junkie")}</w:footnote>',
            "charts/chart1.xml": chart,
            "diagrams/data1.xml": f"<dgm:dataModel {NAMESPACES}><dgm:ptLst>{point}</dgm:ptLst>"
            '<x:dataModelExt xmlns:x="x" relId="drawing1"/></dgm:dataModel>',
            "diagrams/drawing1.xml": f"<x {NAMESPACES}><a:p><a:r><a:t>Drug users</a:t></a:r></a:p></x>",
        },
    )
    document = registry.read(data, "a.docx")
    changed = applied(
        document,
        ("junkie", "person"),
        ("Addicts by year", "People by year"),
        ("Drug users", "People who use drugs"),
    )
    assert changed_parts(data, changed) == {
        *("word/footnotes.xml", "word/charts/chart1.xml"),
        *("word/diagrams/data1.xml", "word/diagrams/drawing1.xml"),
    }
    assert b"People who use drugs" in unzipped(changed)["word/diagrams/drawing1.xml"]
    file = docx.Document()
    file.core_properties.title = "A guide for addicts"
    target = io.BytesIO()
    file.save(target)
    document = registry.read(target.getvalue(), "a.docx")
    data = applied(document, ("for addicts", "for people"))
    assert docx.Document(io.BytesIO(data)).core_properties.title == "A guide for people"


def test_words_are_put_into_a_chart_where_none_go() -> None:
    document = opened(p("See", CHART), {"charts/chart1.xml": CHART_PART})
    data = applied(document, ("by year", "by year and town"))
    assert b"Addicts by year and town<" in unzipped(data)["word/charts/chart1.xml"]


def test_an_edit_that_means_a_picture_is_refused() -> None:
    document = opened(p("a ", "<m:oMath/>", " b"))
    assert document.text == f"a {MASK} b"
    with pytest.raises(UnreadableDocumentError, match="only a person"):
        FORMAT.apply(document, [Edit(0, 5, "c", "c")])


def test_a_change_is_believed_once_the_file_reads_as_planned() -> None:
    document = opened(p(r("Drug", "<w:b/>"), r(" users", "<w:b/>")) + p("and more"))
    renewed = edited(document, [edit(document, "Drug users", "People who use drugs")])
    assert renewed is not None
    assert texts(renewed) == ["People who use drugs", "and more"]


def test_macros_stay_as_they_are_and_a_signed_file_is_left_alone() -> None:
    macros = {"word/vbaProject.bin": bytes(range(256))}
    data = repacked(word_file(p("Drug users")), macros)
    document = registry.read(data, "a.docm")
    assert unzipped(applied(document, ("Drug users", "People")))["word/vbaProject.bin"] == bytes(
        range(256)
    )
    document = registry.read(repacked(data, {"_xmlsignatures/sig1.xml": b"<x/>"}), "a.docx")
    with pytest.raises(UnreadableDocumentError, match="is signed"):
        FORMAT.apply(document, [edit(document, "Drug users", "People")])
    with pytest.raises(UnwritableDocumentError, match="is signed"):
        review(document, [comment(document, "Drug users")])


# Tracked changes


def test_edits_become_tracked_changes_of_single_words() -> None:
    document = opened(p("We help ", r("heroin", "<w:b/>"), " users every day."))
    data = reviewed(document, remark(document, "heroin users", "people who use heroin"))
    signature = 'w:author="personfirst" w:date="2026-03-01T12:30:00Z"'
    assert (
        main_part(data)
        .partition("<w:body>")[2]
        .startswith(
            '<w:p><w:pPr/><w:r><w:t xml:space="preserve">We help </w:t></w:r>'
            f'<w:ins w:id="1" {signature}><w:r><w:t xml:space="preserve">people who use </w:t></w:r>'
            '</w:ins><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">heroin</w:t></w:r>'
            f'<w:del w:id="2" {signature}><w:r><w:delText xml:space="preserve"> users</w:delText></w:r>'
            '</w:del><w:r><w:t xml:space="preserve"> every day.</w:t></w:r></w:p>'
        )
    )
    assert comments_of(data) == {}
    assert changed_parts(document.data, data) == {MAIN}
    assert registry.read(data, "a.docx").text == "We help people who use heroin every day."


def test_a_change_with_a_reason_is_commented_on() -> None:
    document = opened(p("We help ", r("heroin", "<w:b/>"), " users every day."))
    one = remark(document, "heroin users", "people who use heroin", "Person first.\n\nSee why.")
    data = reviewed(document, one)
    [(number, said)] = comments_of(data).items()
    assert said == ["Say it otherwise", "Person first.", "See why."]
    assert anchored(data) == {number: "people who use heroin users"}
    assert changed_parts(document.data, data) == {
        *(MAIN, "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"),
    }


def test_words_that_somebody_else_inserted_get_a_comment_and_no_change_of_ours() -> None:
    document = opened(p("The ", tracked("ins", r("old junkies here")), " came"))
    one = remark(document, "junkies", "people")
    assert not tracks(document)(one.edits)
    data = reviewed(document, one)
    root = parsed(unzipped(data)[MAIN])
    shape = [
        (local(each), each.get(f"{W}author"), "".join(map(str, each.itertext())))
        for each in root.iter(f"{W}ins", f"{W}del")
    ]
    assert shape == [("ins", "Ann", "old "), ("ins", "Ann", "junkies"), ("ins", "Ann", " here")]
    assert list(comments_of(data).values()) == [["Say it otherwise", "“junkies” → “people”"]]
    assert applied(document, ("junkies", "people"))


@pytest.mark.parametrize(
    "sign",
    [
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        '<w:r><w:endnoteReference w:id="1"/></w:r>',
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
        '<w:bookmarkEnd w:id="1"/>',
        '<w:proofErr w:type="spellEnd"/>',
    ],
)
@pytest.mark.parametrize("change", [tracked("del", gone("s")), tracked("ins", r("s"))])
def test_a_sign_between_words_and_a_change_of_somebody_else_parts_them_not(
    sign: str, change: str
) -> None:
    document = opened(p("Every ", r("addict"), sign, change, " has a story"))
    assert not tracks(document)((edit(document, "addict", "person"),))
    with pytest.raises(UnreadableDocumentError):
        FORMAT.apply(document, [edit(document, "addict", "person")])


def test_what_a_copy_says_already_is_not_said_twice() -> None:
    note = f'<w:footnote w:id="1">{p("junkies are cited")}</w:footnote>'
    document = opened(
        p("The junkies and junkies came", '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        {"footnotes": note},
    )
    starts = [one.start() for one in re.finditer("junkies", document.text)]

    def noted(document: Document, places: Iterable[int]) -> Document:
        remarks = [Remark(at, at + 7, "Calls a person junk", "Because.") for at in places]
        return registry.read(review(document, remarks, NOW), "a.docx")

    once = noted(document, [starts[0], starts[2]])
    twice = noted(once, starts)
    assert len(comments_of(once.data)) == 2
    assert len(comments_of(twice.data)) == 3
    assert noted(twice, starts).data == twice.data
    assert list(anchored(twice.data).values()).count("junkies") == 2


def test_the_formatting_that_is_on_record_stays_with_the_words_that_have_it() -> None:
    record = '<w:b/><w:rPrChange w:id="4" w:author="Ann"><w:rPr/></w:rPrChange>'
    document = opened(p(r("junkies", record)))
    text = main_part(reviewed(document, remark(document, "junkies", "people")))
    assert text.count("rPrChange") == 2
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t>people</w:t></w:r>" in text


def test_changes_are_tracked_in_links_fields_controls_boxes_notes_and_headers() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("the first addict here")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtContent>{r('the third addict here')}</w:sdtContent></w:sdt>"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    document = opened(
        p(link, field(" HYPERLINK x ", r("the second addict here")), control)
        + p("box", text_box(p("the fourth addict here")))
        + p("note", '<w:r><w:footnoteReference w:id="1"/></w:r>')
        + section,
        {
            "footnotes": f'<w:footnote w:id="1">{p("the fifth addict here")}</w:footnote>',
            "header1": p("the sixth addict here"),
        },
    )
    ordinals = ("first", "second", "third", "fourth", "fifth", "sixth")
    remarks = [
        remark(document, f"the {one} addict", f"the {one} person", f"Why {one}") for one in ordinals
    ]
    data = reviewed(document, *remarks)
    read = registry.read(data, "a.docx").text
    assert all(f"the {one} person here" in read for one in ordinals)
    assert "addict" not in read
    said = comments_of(data)
    where = {lines[-1]: anchored(data)[number] for number, lines in said.items()}
    assert where == {
        "Why first": "the first addictperson",
        "Why second": "the second addictperson",
        "Why third": "the third addictperson",
        "Why fourth": "boxthe fourth addictperson herethe fourth addictperson here",
        "Why fifth": "note",
        "Why sixth": "the first addictperson herethe second addictperson herethe third addictperson here",
    }
    quotes = {lines[-1]: lines[1] for lines in said.values()}
    assert quotes["Why fourth"] == "Text box: “the fourth addict” → “the fourth person”"
    assert quotes["Why fifth"] == "Footnote 1: “the fifth addict” → “the fifth person”"
    assert quotes["Why sixth"] == "Header: “the sixth addict” → “the sixth person”"


def test_what_cannot_be_tracked_is_said_in_a_comment() -> None:
    box = text_box(p("boxed"), description="An addict")
    bound = "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    document = opened(p("Start") + p("See ", box) + p(bound.format(r("Addicts unite"))))
    data = reviewed(
        document,
        remark(document, "An addict", "A person"),
        remark(document, "Addicts", "People", "Why"),
    )
    assert [lines[1:] for lines in comments_of(data).values()] == [
        ["Image description: “An addict” → “A person”"],
        ["“Addicts” → “People”", "Why"],
    ]
    assert list(anchored(data).values()) == ["See boxedboxed", "Addicts unite"]
    assert saying(data, accept=True)[MAIN] == characters(parsed(unzipped(document.data)[MAIN]))


def test_what_is_said_of_a_chart_or_a_table_stands_at_its_paragraph() -> None:
    table = (
        '<w:tbl><w:tblPr><w:tblCaption w:val="Drug users"/></w:tblPr><w:tr><w:tc>'
        f"{p('first cell')}</w:tc></w:tr></w:tbl>"
    )
    body = p("Start") + p("A chart", CHART) + table
    document = opened(body, {"charts/chart1.xml": CHART_PART})
    data = reviewed(document, comment(document, "Addicts"), comment(document, "Drug users"))
    assert [(anchored(data)[number], lines[1]) for number, lines in comments_of(data).items()] == [
        ("A chart", "Chart: “Addicts”"),
        ("first cell", "Table 1, description: “Drug users”"),
    ]


def test_a_remark_on_a_picture_among_words_is_a_comment() -> None:
    document = opened(p("a ", "<m:oMath/>", " b") + p("the end"))
    data = reviewed(document, Remark(0, 5, "Heading", "", (Edit(0, 5, "c", "c"),)))
    assert list(comments_of(data).values()) == [["Heading", "“a … b” → “c”"]]


def test_of_two_changes_to_the_same_words_the_second_is_a_comment() -> None:
    document = opened(p("Drug users came"))
    data = reviewed(
        document,
        remark(document, "Drug users", "People who use drugs"),
        remark(document, "users", "people"),
    )
    assert registry.read(data, "a.docx").text == "People who use drugs came"
    assert list(comments_of(data).values()) == [["Say it otherwise", "“users” → “people”"]]
    twice = remark(document, "Drug users", "People who use drugs")
    reason = remark(document, "Drug users", "People who use drugs", "Another reason")
    data = reviewed(document, twice, twice, reason)
    assert registry.read(data, "a.docx").text == "People who use drugs came"
    assert list(comments_of(data).values()) == [["Say it otherwise", "Another reason"]]


WORDS = p("We help addicts here.")
FRAME = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="page"/>'
FRAMED = p("Open every day", properties=FRAME)
INITIAL = p("W", properties='<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>')


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def cells(*inner: str) -> str:
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{one}</w:tc>' for one in inner)}</w:tr></w:tbl>"


def over_paragraphs(instruction: str) -> str:
    """A field that begins in one paragraph and ends in the next but one."""
    begin, end = field(instruction, "|").split("|")
    return p("Our staff says: ", begin, "The van") + WORDS + p("comes daily", end, " to the park.")


@pytest.mark.parametrize(
    "body",
    [
        control(WORDS + p("And more.")),
        control(cells(WORDS, p("And more."))),
        cells(control(WORDS)),
        p("We help ", control(r("addicts"), "<w:text/>"), " here."),
        p("We help ", field(" MERGEFIELD Guests ", r("addicts")), " here."),
        p("We help ", f'<w:fldSimple w:instr="DOCPROPERTY Guests">{r("addicts")}</w:fldSimple>'),
        over_paragraphs(" INCLUDETEXT a.docx "),
        WORDS + p("You are ", field(' IF 1 = 1 "a" "b" ', r("welcome"))),
        WORDS + over_paragraphs(" REF x ").replace("addicts", "people"),
        p("We help addicts here.", properties=FRAME) + p("And more."),
        FRAMED + WORDS,
        FRAMED + cells(WORDS),
        cells(FRAMED + p("And more.")) + p("And more.") + WORDS,
        INITIAL + p("e are open.") + p("And more.") + WORDS,
        FRAMED + p("Between.") + INITIAL + p("e are open.") + WORDS,
        p("We help addi", properties='<w:framePr w:dropCap="margin"/>') + p("cts here."),
        p("Beside", text_box(INITIAL + p("e are open."))) + WORDS,
    ],
)
def test_a_change_that_a_program_would_lose_is_a_comment(body: str) -> None:
    document = opened(p("Our guide") + body)
    one = remark(document, "addicts", "people who use drugs", "Why")
    assert not tracks(document)(one.edits)
    data = reviewed(document, one)
    assert saying(data, accept=True)[MAIN] == characters(parsed(unzipped(document.data)[MAIN]))
    [said] = comments_of(data).values()
    assert said[1].endswith("“addicts” → “people who use drugs”")


@pytest.mark.parametrize(
    "body",
    [
        control(p("First comes this.") + WORDS) + p("And more."),
        control(WORDS, "<w:docPartObj/>"),
        control(p("Inside the control.")) + WORDS,
        p("We ", control(r("help addicts here"))),
        p("Dear ", field(" MERGEFIELD Guest ", r("Ann")), ", we help addicts here."),
        p("We help ", field(" FORMTEXT ", r("addicts")), " here."),
        over_paragraphs(' HYPERLINK "http://example.org" '),
        FRAMED + p("Between.") + WORDS,
        WORDS + INITIAL + p("e are open."),
        INITIAL + p("e are open.") + FRAMED + p("Between.") + WORDS,
        p("W", properties='<w:framePr w:dropCap="none"/>') + p("Between.") + WORDS,
    ],
)
def test_a_change_beside_such_places_is_tracked(body: str) -> None:
    document = opened(p("Our guide") + body)
    one = remark(document, "addicts", "people who use drugs")
    assert tracks(document)(one.edits)
    data = reviewed(document, one)
    assert comments_of(data) == {}
    assert "help people who use drugs" in registry.read(data, "a.docx").text


def test_a_drop_cap_in_the_body_makes_notes_and_headers_comments() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    document = opened(INITIAL + p("e are open.") + section, {"header1": p("Help for addicts")})
    assert not tracks(document)([edit(document, "addicts", "people who use drugs")])


def test_a_drop_cap_keeps_one_letter_of_the_new_words() -> None:
    initial = INITIAL.replace(">W<", ">A<")
    document = opened(initial + p("ddicts come every day."))
    data = applied(document, ("Addicts", "People who use drugs"))
    lines = [
        "".join(text.text or "" for text in line.iter(f"{W}t"))
        for line in parsed(unzipped(data)[MAIN]).iter(f"{W}p")
    ]
    assert lines == ["P", "eople who use drugs come every day."]


# Comments


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (p("Above") + control(WORDS + p("Below")), "Above"),
        (control(WORDS + p("Below")), "Below"),
        (p("Above") + over_paragraphs(" REF x ") + p("Below"), "Above"),
        (p("We ", field(" REF x ", r("help addicts")), " here."), "We help addicts here."),
        (p("We ", control(r("help addicts"), "<w:text/>"), " here."), "We help addicts here."),
        (
            p("We ", f'<w:smartTag w:element="x">{r("help addicts")}</w:smartTag>', " here."),
            "We help addicts here.",
        ),
        (INITIAL.replace(">W<", ">A<") + p("ddicts here."), "Addicts"),
        (INITIAL + p("e help addicts here."), "addicts"),
        (control(WORDS), "We help addicts here."),
    ],
)
def test_a_comment_stands_where_no_program_loses_it(body: str, place: str) -> None:
    document = opened(body)
    words = "Addicts" if "Addicts" in document.text else "addicts"
    data = reviewed(document, comment(document, words))
    assert list(anchored(data).values()) == [place]


def test_a_comment_is_anchored_to_its_words_and_nothing_else() -> None:
    document = opened(p("The he", r("roin us", "<w:b/>"), "ers\tcame") + p("and left"))
    remarks = [comment(document, "heroin users\tcame"), comment(document, "came\nand")]
    data = reviewed(document, *remarks)
    assert sorted(anchored(data).values()) == ["cameand", "heroin users\tcame"]
    assert list(comments_of(data).values()) == [
        ["About “heroin users\tcame”", "Because."],
        ["About “came\nand”", "Because."],
    ]


def test_comments_that_are_there_stay() -> None:
    old = f'<w:comment w:id="7" w:author="Ann" w:initials="A">{p("Mine")}</w:comment>'
    body = p(
        '<w:commentRangeStart w:id="7"/>',
        "The addicts",
        '<w:commentRangeEnd w:id="7"/>',
        '<w:r><w:commentReference w:id="7"/></w:r>',
        " came",
    )
    document = opened(body, {"comments": old})
    data = reviewed(document, comment(document, "addicts"))
    assert comments_of(data) == {"7": ["Mine"], "8": ["About “addicts”", "Because."]}
    assert anchored(data) == {"7": "The addicts", "8": "addicts"}
    assert changed_parts(document.data, data) == {MAIN, "word/comments.xml"}
    again = registry.read(data, "a.docx")
    more = review(again, [comment(again, "came")], NOW)
    assert set(comments_of(more)) == {"7", "8", "9"}


def test_a_comment_looks_as_the_styles_of_the_document_say() -> None:
    document = opened(p("The addicts"))
    data = reviewed(document, comment(document, "addicts"))
    assert '<w:pStyle w:val="CommentText"/>' in unzipped(data)["word/comments.xml"].decode()
    assert '<w:rStyle w:val="CommentReference"/>' in main_part(data)


def test_python_docx_opens_a_reviewed_copy_and_finds_its_comments() -> None:
    file = docx.Document()
    file.add_paragraph("Heroin users came.")
    file.core_properties.title = "On addicts"
    target = io.BytesIO()
    file.save(target)
    document = registry.read(target.getvalue(), "a.docx")
    data = review(document, [comment(document, "users"), comment(document, "On addicts")], NOW)
    found = [
        (one.author, one.initials, one.text) for one in docx.Document(io.BytesIO(data)).comments
    ]
    assert found == [
        ("personfirst", "pf", "About “users”\nBecause."),
        ("personfirst", "pf", "About “On addicts”\nDocument properties: “On addicts”\nBecause."),
    ]


def test_a_file_with_damaged_comments_is_not_reviewed() -> None:
    data = word_file(p("Drug users"), {"comments": ""})
    document = registry.read(repacked(data, {"word/comments.xml": b"<x"}), "a.docx")
    with pytest.raises(UnwritableDocumentError, match="comments cannot be read"):
        review(document, [comment(document, "users")])


def test_a_file_without_a_paragraph_takes_no_comments() -> None:
    empty = word_file("")
    properties = {
        "_rels/.rels": unzipped(empty)["_rels/.rels"].replace(
            b"</R",
            b'<Relationship Id="c" Type="http://x/core-properties" Target="core.xml"/></R',
        ),
        "core.xml": b"<p><title>On addicts</title></p>",
    }
    document = registry.read(repacked(empty, properties), "a.docx")
    assert document.text == "On addicts"
    with pytest.raises(UnwritableDocumentError, match="no paragraph"):
        review(document, [comment(document, "addicts")])


def test_nothing_to_say_changes_nothing() -> None:
    document = opened(p("Drug users"))
    assert review(document, []) == FORMAT.apply(document, []) == document.data


# Laws


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_edits_and_reviews_of_any_document_keep_the_laws(seed: int) -> None:
    chance = random.Random(seed)
    document = registry.read(some_file(chance), "a.docx")
    edits = some_edits(chance, document)
    assert FORMAT.apply is not None
    changed = FORMAT.apply(document, edits)
    again = registry.read(changed, "a.docx").text
    assert words_of(again) == words_of(apply_edits(document.text, edits))
    assert_held(document.data, changed)
    remarks = some_remarks(chance, document, edits)
    data = review(document, remarks, NOW)
    assert_reviewed(document, remarks, data)
    assert_held(document.data, data)
    takes = tracks(document)
    changed = FORMAT.apply(document, [one for one in edits if takes([one])])
    accepted, wanted = saying(data, accept=True), saying(changed, accept=True)
    for name, found in accepted.items():
        assert _INVISIBLE.sub("", plain(found)) == _INVISIBLE.sub("", plain(wanted[name]))


def assert_held(before: bytes, after: bytes) -> None:
    """No link, control, field or bookmark is left without the words that it had."""
    now, words = held(after), held(before)
    assert all(now[key].strip() for key in words if key != "bold" and words[key].strip())


def words_of(text: str) -> list[str]:
    """Lines without white space at their ends; an edit may leave some, and it is not read."""
    lines = (" ".join(re.split("[ \t]+", line)).strip() for line in text.split("\n"))
    return [line for line in lines if line]
