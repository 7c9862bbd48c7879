"""Workbooks: which cells are read, what heads them, and how much at most."""

from __future__ import annotations

import io
import random
from time import perf_counter

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from personfirst.formats import registry, sheets
from personfirst.formats.sheets_cells import column_name
from personfirst.model.document import Document, Role
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.decks import SPACES, pack, related, run, unpack, with_parts, workbook
from tests.formats.support import assert_lawful, block_with, texts


def read(data: bytes, name: str = "a.xlsx") -> Document:
    document = registry.read(data, name)
    assert_lawful(document)
    return document


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def filled() -> bytes:
    """A workbook as XlsxWriter makes it, with a table, a hidden sheet, a chart and a text box."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.set_properties({"title": "Services for addicts"})
    sheet = book.add_worksheet("Data & more")
    bold = book.add_format({"bold": True})
    sheet.write(0, 0, "Clinics of the county")
    sheet.write_row(2, 1, ["Clinic", "Notes", 2019])
    sheet.write_row(3, 1, ["North", "Many addicts", 4])
    sheet.write(4, 1, "South")
    sheet.write_rich_string(4, 2, "The ", bold, "junkie", " relapsed")
    sheet.write_formula(5, 2, '=CONCAT("drug"," users")', None, "drug users")
    sheet.write_formula(6, 2, "=1+1", None, 2)
    sheet.write_boolean(7, 2, True)
    sheet.write_comment(3, 2, "An addict wrote this")
    sheet.insert_textbox(9, 5, "Text about users", {"description": "A box"})
    chart = book.add_chart({"type": "column"})
    chart.set_title({"name": "Number of addicts"})
    chart.add_series({"values": "='Data & more'!$D$3:$D$4"})
    sheet.insert_chart("H2", chart)
    hidden = book.add_worksheet("Old")
    hidden.hide()
    hidden.write(1, 1, "drug abusers in 2019")
    book.close()
    return target.getvalue()


def test_a_workbook_is_read_sheet_by_sheet() -> None:
    document = read(filled())
    assert [(block.role.value, block.label, block.text) for block in document.blocks] == [
        ("metadata", "document properties", "Services for addicts"),
        ("cell", "sheet “Data & more”, cell A1", "Clinics of the county"),
        ("cell", "sheet “Data & more”, cell B3", "Clinic"),
        ("cell", "sheet “Data & more”, cell C3", "Notes"),
        ("cell", "sheet “Data & more”, cell B4", "North"),
        ("cell", "sheet “Data & more”, cell C4", "Many addicts"),
        ("cell", "sheet “Data & more”, cell B5", "South"),
        ("cell", "sheet “Data & more”, cell C5", "The junkie relapsed"),
        ("cell", "sheet “Data & more”, cell C6", "drug users"),
        ("caption", "sheet “Data & more”, chart", "Number of addicts"),
        ("paragraph", "sheet “Data & more”, text box", "Text about users"),
        ("alt text", "sheet “Data & more”, image description", "A box"),
        ("cell", "sheet “Old” (hidden), cell B2", "drug abusers in 2019"),
    ]
    assert document.problems == ()


def test_the_first_row_of_cells_heads_the_columns() -> None:
    document = read(filled())
    addicts = block_with(document, "Many addicts")
    assert (addicts.column, addicts.row) == ("Notes", "North")
    assert (addicts.heading, block_with(document, "drug users").column) == ("Data & more", "Notes")
    assert block_with(document, "Clinics of").column == block_with(document, "Notes").column == ""


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xltx", ".xltm"])
def test_workbooks_of_all_kinds_are_read(suffix: str) -> None:
    assert "Many addicts" in texts(read(filled(), f"a{suffix}"))


def test_workbooks_are_read_where_they_are_named_not_in_folders() -> None:
    assert not registry.SUFFIXES[".xlsx"].in_folders
    assert sheets.FORMAT.apply is sheets.FORMAT.review is None


def test_openpyxl_writes_what_is_read() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Words to avoid"
    for row in (("Instead of", None, "Say"), ("addict", 3, "person"), ("clean", None, None)):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    document = read(target.getvalue())
    assert texts(document) == ["Instead of", "Say", "addict", "person", "clean"]
    assert block_with(document, "person").column == "Say"
    assert block_with(document, "person").row == "addict"
    assert block_with(document, "addict").heading == "Words to avoid"


def test_strings_of_every_kind_are_read() -> None:
    rows = (
        '<row r="2"><c r="AB2" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row>'
        f'<row>{inline("A3", "in a cell")}<c r="B3" t="str"><f>"x"</f><v>result</v></c>'
        '<c r="C3"><v>5</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2020-01-01'
        '</v></c><c t="inlineStr"><is><t>12.5 %</t></is></c></row>'
    )
    strings = (
        '<t xml:space="preserve">shared </t>',
        "<r><t>rich </t></r><r><rPr/><t>text</t></r><rPh sb='0' eb='1'><t>say</t></rPh>",
    )
    document = read(workbook(("S", rows), strings=strings))
    assert [(block.text, block.label) for block in document.blocks] == [
        ("shared", "sheet “S”, cell AB2"),
        ("rich text", "sheet “S”, cell AC2"),
        ("in a cell", "sheet “S”, cell A3"),
        ("result", "sheet “S”, cell B3"),
    ]


def test_escaped_characters_are_read() -> None:
    text = "a_x000D_\nb_x005F_x0041_ c_xD83D_d_x0001_e"
    assert texts(read(workbook(("S", f"<row>{inline('A1', text)}</row>")))) == [
        "a\r\nb_x0041_ c d e"
    ]


def test_prefixed_elements_are_read() -> None:
    data = workbook(("S", f"<row>{inline('A1', 'addict')}</row>"))
    sheet = unpack(data)["xl/worksheets/sheet1.xml"].decode()
    for name in ("worksheet", "sheetData", "row", "c", "is", "t"):
        for sign in ("<", "</"):
            for end in (" ", ">"):
                sheet = sheet.replace(f"{sign}{name}{end}", f"{sign}x:{name}{end}")
    sheet = sheet.replace("xmlns=", "xmlns:x=")
    assert texts(read(with_parts(data, sheet1=sheet))) == ["addict"]


def test_a_number_beside_a_word_makes_a_row_but_rows_of_numbers_are_none() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        f'<row r="2">{inline("A2", "Drug")}<c r="B2"><v>2020</v></c></row>'
        f'<row r="3">{inline("A3", "heroin")}{inline("B3", "many")}</row>'
    )
    document = read(workbook(("S", rows)))
    assert block_with(document, "heroin").column == "Drug"
    assert block_with(document, "many").column == ""


@given(st.integers(0, 16_383))
def test_columns_are_named_as_excel_names_them(column: int) -> None:
    name = column_name(column)
    number = 0
    for letter in name:
        number = number * 26 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter) + 1
    assert number == column + 1
    assert name.isalpha()


def test_what_is_drawn_is_read_once() -> None:
    box = f"<xdr:sp><xdr:nvSpPr/><xdr:txBody><a:p>{run('In a box')}</a:p></xdr:txBody></xdr:sp>"
    drawing = (
        f"<xdr:wsDr {SPACES}><xdr:twoCellAnchor><mc:AlternateContent><mc:Choice Requires='a14'>"
        f"<xdr:grpSp>{box}</xdr:grpSp></mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></xdr:twoCellAnchor></xdr:wsDr>"
    )
    parts = {
        "xl/drawings/drawing1.xml": drawing,
        "xl/worksheets/_rels/sheet1.xml.rels": related(("drawing", "../drawings/drawing1.xml")),
    }
    document = read(workbook(("S", ""), parts=parts))
    assert [(block.text, block.label) for block in document.blocks] == [
        ("In a box", "sheet “S”, text box")
    ]


def test_no_more_cells_are_read_than_a_person_could(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_TEXTS", 5)
    rows = "".join(f"<row>{inline(f'A{n}', 'addict')}</row>" for n in range(1, 10))
    document = read(workbook(("S", rows), ("T", rows)))
    assert len(document.blocks) == 5
    [problem] = document.problems
    assert problem.reason.startswith("only the first 5 cells with text")
    assert problem.reason.endswith("the rest begins on sheet “S”")


def test_a_long_text_that_many_cells_share_does_not_fill_the_memory() -> None:
    rows = '<row><c t="s"><v>0</v></c></row>' * 3_000
    document = read(workbook(("S", rows), strings=[f"<t>{'addict ' * 10_000}</t>"]))
    assert len(document.text) <= sheets.MOST_CHARACTERS
    assert len(document.problems) == 1


def test_a_broken_sheet_is_a_problem_and_what_stands_before_is_read() -> None:
    data = workbook(
        ("S", f"<row>{inline('A1', 'one')}</row>"), ("T", f"<row>{inline('A1', 'two')}</row>")
    )
    broken = unpack(data)["xl/worksheets/sheet1.xml"].replace(b"</worksheet>", b"</x>")
    document = read(with_parts(data, sheet1=broken))
    assert texts(document) == ["one", "two"]
    assert [problem.reason for problem in document.problems] == [
        "sheet “S” could not be read: the file is damaged: its part xl/worksheets/sheet1.xml "
        "is no XML"
    ]


def test_what_is_missing_or_broken_is_a_problem() -> None:
    parts = unpack(workbook(("S", "<row><c t='s'><v>0</v></c></row>"), ("T", "")))
    del parts["xl/worksheets/sheet2.xml"]
    parts["xl/sharedStrings.xml"] = b"<sst"
    document = read(pack(parts))
    assert document.blocks == ()
    assert [problem.reason for problem in document.problems] == [
        "its texts could not be read: the file is damaged: its part xl/sharedStrings.xml is no XML",
        "sheet “T” was not read; the file does not hold it",
    ]


@pytest.mark.parametrize("part", ["sheet1", "workbook"])
def test_a_document_type_is_refused(part: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><workbook>&b;</workbook>'
    data = with_parts(workbook(("S", "")), **{part: bomb})
    try:
        document = read(data)
    except UnreadableDocumentError as error:
        assert part == "workbook"
        assert "document type" in str(error)
    else:
        assert part == "sheet1"
        assert "document type" in document.problems[0].reason


def test_another_kind_of_package_is_told_apart() -> None:
    for data in (pack({"a": b"b"}), with_parts(workbook(("S", "")), workbook="<other/>")):
        with pytest.raises(UnreadableDocumentError, match="is no Excel file"):
            read(data)


def test_a_sheet_is_read_in_utf_16() -> None:
    data = workbook(("S", f"<row>{inline('A1', 'naïve addict')}</row>"))
    sheet = unpack(data)["xl/worksheets/sheet1.xml"].decode().encode("utf-16")
    assert texts(read(with_parts(data, sheet1=sheet))) == ["naïve addict"]


def test_sheets_of_numbers_are_passed_over_quickly() -> None:
    row = "".join(f"<c><v>{n}</v></c>" for n in range(20))
    data = workbook(("S", f"<row>{row}</row>" * 20_000 + f"<row>{inline('A9', 'addict')}</row>"))
    start = perf_counter()
    assert texts(read(data)) == ["addict"]
    assert perf_counter() - start < 60


def test_damaged_workbooks_are_read_or_refused() -> None:
    parts = unpack(filled())
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    chance = random.Random(5)
    outcomes = set()
    for _ in range(250):
        name = chance.choice(names)
        data = parts[name]
        first = chance.randrange(len(data))
        last = min(len(data), first + chance.randrange(1, 60))
        middle = chance.choice((b"", data[first:last] * 2, b"-1", bytes([chance.randrange(256)])))
        try:
            document = read(pack({**parts, name: data[:first] + middle + data[last:]}))
        except UnreadableDocumentError as error:
            assert "\n" not in str(error)
            outcomes.add("refused")
        else:
            outcomes.add("problem" if document.problems else "read")
            assert {block.role for block in document.blocks} <= set(Role)
    assert outcomes == {"refused", "problem", "read"}
