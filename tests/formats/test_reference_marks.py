"""Raised marks that refer to notes are no part of the word, in whatever format they are set."""

from __future__ import annotations

import io
import zipfile

import pytest

from personfirst.formats import registry
from personfirst.formats.reference_marks import is_ahead, reference_mark
from personfirst.formats.splice import apply_edits
from personfirst.model.document import Document, MarkKind
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit
from personfirst.model.text import Span, locate
from tests.formats.decks import deck, run, shape, workbook
from tests.formats.support import assert_lawful, texts
from tests.formats.word_files import STYLES, field, p, r, word_file

RAISED = (MarkKind.RAISED,)
SUPER = '<w:vertAlign w:val="superscript"/>'
SMALL = '<w:position w:val="6"/><w:sz w:val="14"/>'
PLAIN = "Most heroin users and alcoholics came."


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("heroin users", "12"),
        ("alcoholics", "3,4"),
        ("alcoholics", "5–7"),
        ("a drug addict", "a"),
        ("addicts", "a, b"),
        ("addicts", "iii"),
        ("addicts", "[12]"),
        ("addicts", ","),
        ("on PCP", "4"),
        ("what they do", "4"),
        ("the clinic.", "1"),
        ("(SAMHSA).”", "‡"),
        ("in 2021.", "9"),
        ("users", "**"),
        ("heroin users", "d"),
        ("heroin users", "s"),
        ("by this program", "1"),
        ("people who smile", "2"),
        ("an acre", "b"),
        ("too often", "6"),
    ],
)
def test_a_mark_stands_directly_behind_a_word_or_a_sentence(before: str, text: str) -> None:
    assert reference_mark(before, text, RAISED) == len(text)
    assert reference_mark(before, f"{text} ", RAISED) == len(text)
    assert reference_mark(before, text, ()) == 0


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("the 21", "st"),
        ("the n", "th"),
        ("10 km", "2"),
        ("5 m", "2"),
        ("10", "6"),
        ("R", "2"),
        ("Ca", "2+"),
        ("per min", "-1"),
        ("Narcan", "TM"),
        ("Narcan", "tm"),
        ("Narcan", "®"),
        ("users ", "12"),
        ("", "12"),
        ("users", "who"),
        ("users", "12 of them"),
        ("a recovering addict", "s"),
        ("ADDICT", "S"),
        ("those who use", "d"),
        ("a drug misus", "er"),
        ("per square mile", "2"),
        ("40 square feet", "2"),
        ("two acres", "2"),
        ("per square kilometer", "2"),
        ("per gram", "-1"),
        ("every gram", "1"),
        ("copies (log", "2"),
        ("one in ten", "6"),
    ],
)
def test_what_else_is_raised_is_read(before: str, text: str) -> None:
    assert reference_mark(before, text, RAISED) == 0


def test_a_figure_that_is_a_link_is_a_mark_and_a_letter_is_none() -> None:
    assert reference_mark("users", "12", (MarkKind.LINK,)) == 2
    assert reference_mark("users", "a", (MarkKind.LINK,)) == 0
    assert reference_mark("one in ten", "6", (MarkKind.RAISED, MarkKind.LINK)) == 1


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("", "1", "Heroin addicts are counted yearly."),
        ("", "a", "Includes alcoholics."),
        ("", "*", "PCP users"),
        ("", "[2]", "“Addict” is the word of the form."),
        ("Counted yearly. ", "1,2", "IV drug users"),
        ("Counted yearly.\n", "12", "people in custody"),
    ],
)
def test_a_mark_may_stand_ahead_of_the_word_that_begins_a_note(
    before: str, text: str, after: str
) -> None:
    assert is_ahead(before, text, after)


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("", "1", "st day"),
        ("", "14", "C dating"),
        ("", "18", "F-FDG"),
        ("", "99m", "Tc scan"),
        ("", "14", "CO2 in breath"),
        ("", "1", "/2 cup"),
        ("", "5", "mg"),
        ("", "1", " Heroin"),
        ("20 ", "o", "Celsius"),
        ("5 ", "3", "cells"),
        ("of (", "1", "Heroin"),
        ("users", "1", "Heroin"),
        ("", "See", "Heroin"),
        ("", "2019", "Heroin"),
    ],
)
def test_what_else_stands_raised_ahead_of_letters_is_read(
    before: str, text: str, after: str
) -> None:
    assert not is_ahead(before, text, after)


def odt(body: str) -> bytes:
    data = io.BytesIO()
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(
        f'xmlns:{name}="{oasis}:{name}:1.0"' for name in ("office", "style", "text", "table")
    )
    style = (
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties style:text-position="super 58%"/></style:style>'
    )
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{style}"
            f"</office:automatic-styles><office:body><office:text><text:p>{body}</text:p>"
            "</office:text></office:body></office:document-content>",
        )
    return data.getvalue()


def word(first: str, second: str) -> bytes:
    return word_file(p("Most heroin users", first, " and alcoholics", second, " came."))


STYLED = (
    f'{STYLES}<w:style w:type="character" w:styleId="Cite"><w:name w:val="Cite"/>'
    f"<w:rPr>{SUPER}</w:rPr></w:style>"
)
RICH = '<rPr><vertAlign val="superscript"/></rPr>'
FILES = {
    "a.docx": word(r("12", SUPER), r("3", SUPER) + r(",", SUPER) + r("4", SUPER)),
    "small.docx": word(r("12", SMALL), r("a", SMALL)),
    "styled.docx": word_file(
        p("Most heroin users", r("12", '<w:rStyle w:val="Cite"/>'), " and alcoholics came."),
        styles=STYLED,
    ),
    "built-in.docx": word(r("12", '<w:rStyle w:val="EndnoteReference"/>'), ""),
    "zotero.docx": word(field(" ADDIN ZOTERO_ITEM {} ", r("12", SUPER)), ""),
    "a.pptx": deck(
        shape(
            run("Most heroin users")
            + run("12", 'baseline="30000"')
            + run(" and alcoholics")
            + run("a,b", 'baseline="30%"')
            + run(" came.")
        )
    ),
    "a.xlsx": workbook(
        ("Notes", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        strings=[
            f"<r><t>Most heroin users</t></r><r>{RICH}<t>12</t></r>"
            f'<r><t xml:space="preserve"> and alcoholics</t></r><r>{RICH}<t>3</t></r>'
            '<r><t xml:space="preserve"> came.</t></r>'
        ],
    ),
    "a.odt": odt(
        'Most heroin users<text:span text:style-name="T1">12</text:span> and alcoholics'
        '<text:span text:style-name="T1">3,4</text:span> came.'
    ),
    "a.rtf": rb"{\rtf1\ansi Most heroin users{\super 12} and alcoholics\up6 a\up0  came.\par}",
    "nosuper.rtf": rb"{\rtf1 Most heroin users\super 12\nosupersub  and alcoholics came.\par}",
    "a.html": b"<p>Most heroin users<sup>12</sup> and alcoholics<sup><a>3</a>,<a>4</a></sup> came.",
    "wiki.html": b'<p>Most heroin users<sup id="r"><a href="#n"><span>[</span>1<span>]</span></a>'
    b'</sup> and alcoholics<span style="vertical-align: super">&dagger;</span> came.</p>',
    "link.html": b'<p>Most heroin users<a href="#n1">1</a> and alcoholics came.</p>',
    "a.md": b"Most heroin users<sup>12</sup> and alcoholics[3](#n3) came.",
    "a.tex": rb"Most heroin users\textsuperscript{12} and alcoholics\footnotemark[3] came.",
    "a.json": b'{"text": "Most heroin users<sup>12</sup> and alcoholics<sup>a</sup> came."}',
    "a.yaml": b"text: Most heroin users<sup>12</sup> and alcoholics came.",
    "a.adoc": b"Most heroin users^12^ and alcoholics^a^ came.",
    "a.rst": rb"Most heroin users\ :sup:`12` and alcoholics\ :superscript:`a` came.",
}


NOTE = "Heroin addicts are counted yearly. Alcoholics too."
NOTES = {
    "a.docx": word_file(
        p(r("1", SUPER), "Heroin addicts are counted yearly. ", r("a", SMALL), "Alcoholics too.")
    ),
    "a.pptx": deck(
        shape(
            run("1", 'baseline="30000"')
            + run("Heroin addicts are counted yearly. ")
            + run("2", 'baseline="30000"')
            + run("Alcoholics too.")
        )
    ),
    "a.xlsx": workbook(
        ("Notes", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        strings=[
            f"<r>{RICH}<t>1</t></r><r><t>Heroin addicts are counted yearly. </t></r>"
            f"<r>{RICH}<t>2</t></r><r><t>Alcoholics too.</t></r>"
        ],
    ),
    "a.odt": odt(
        '<text:span text:style-name="T1">1</text:span>Heroin addicts are counted yearly. '
        '<text:span text:style-name="T1">b</text:span>Alcoholics too.'
    ),
    "a.rtf": rb"{\rtf1\ansi {\super 1}Heroin addicts are counted yearly. {\super 2}Alcoholics too.\par}",
    "a.html": b"<p><sup>1</sup><b>Heroin addicts</b> are counted yearly. <sup>&dagger;</sup>Alcoholics"
    b" too.</p>",
    "style.html": b'<p><span style="vertical-align: 0.3em">1</span>Heroin addicts are counted yearly. '
    b'<span style="vertical-align:.4em">2</span>Alcoholics too.</p>',
    "a.md": b"<sup>1</sup>Heroin addicts are counted yearly. <sup>[2](#n2)</sup>Alcoholics too.",
    "a.tex": rb"\textsuperscript{1}Heroin addicts are counted yearly. \textsuperscript{*}Alcoholics too.",
    "a.json": b'{"text": "<sup>1</sup>Heroin addicts are counted yearly. <sup>2</sup>Alcoholics too."}',
    "a.adoc": b"^1^Heroin addicts are counted yearly. ^2^Alcoholics too.",
    "a.rst": rb":sup:`1`\ Heroin addicts are counted yearly. :sup:`2`\ Alcoholics too.",
}


@pytest.mark.parametrize("name", NOTES)
def test_marks_ahead_of_a_word_are_left_out_in_every_format(name: str) -> None:
    document = registry.read(NOTES[name], name)
    assert_lawful(document)
    assert texts(document) == [NOTE]


@pytest.mark.parametrize(
    "name", [name for name in NOTES if name not in ("a.odt", "a.xlsx", "a.rtf")]
)
def test_words_behind_a_mark_are_changed_and_the_mark_stays(name: str) -> None:
    document = registry.read(NOTES[name], name)
    block = document.blocks[0]
    start, end = locate(block.pieces, Span(NOTE.index("Alcoholics"), NOTE.index(" too.")))
    words = "People with alcoholism"
    edits = [Edit(start, end, words, words)]
    if document.data:
        document = registry.rewrite(document, edits)
    else:
        document = registry.parse(apply_edits(document.text, edits), name)
    assert texts(document) == [NOTE.replace("Alcoholics", words)]


ENDINGS = {
    "a.docx": word_file(p("Every addict", r("s", SUPER), " per square mile", r("2", SUPER))),
    "a.html": b"<p>Every addict<sup>s</sup> per square mile<sup>2</sup></p>",
    "a.tex": rb"Every addict\textsuperscript{s} per square mile\textsuperscript{2}",
    "a.adoc": b"Every addict^s^ per square mile^2^",
}


@pytest.mark.parametrize("name", ENDINGS)
def test_endings_and_powers_are_read_in_every_format(name: str) -> None:
    document = registry.read(ENDINGS[name], name)
    assert_lawful(document)
    assert texts(document) == ["Every addicts per square mile2"]


@pytest.mark.parametrize(
    ("height", "raised"),
    [
        ("0.3em", True),
        ("+.5ex", True),
        ("2px", True),
        ("0", False),
        ("0.0em", False),
        ("-0.3em", False),
        ("sub", False),
        ("top", False),
    ],
)
def test_a_style_sets_text_above_the_line(height: str, raised: bool) -> None:
    source = f'<p>Heroin users<span style="vertical-align: {height}">1</span> came.</p>'
    read = "Heroin users came." if raised else "Heroin users1 came."
    assert texts(registry.parse(source, "a.html")) == [read]


def opened(name: str) -> Document:
    document = registry.read(FILES[name], name)
    assert_lawful(document)
    return document


@pytest.mark.parametrize("name", FILES)
def test_marks_are_left_out_in_every_format(name: str) -> None:
    assert texts(opened(name)) == [PLAIN]


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".docx", ".pptx"))])
def test_words_before_a_mark_are_changed_and_the_mark_stays(name: str) -> None:
    document = opened(name)
    start = document.text.index("heroin users")
    words = "people who use heroin"
    changed = registry.rewrite(document, [Edit(start, start + 12, words, words)])
    assert texts(changed) == [PLAIN.replace("heroin users", words)]
    part = "ppt/slides/slide1.xml" if name.endswith("pptx") else "word/document.xml"
    with zipfile.ZipFile(io.BytesIO(changed.data)) as package:
        assert b">12<" in package.read(part)


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.tex", "a.adoc", "a.json"])
def test_words_before_a_mark_are_changed_in_text(name: str) -> None:
    document = opened(name)
    start = document.text.index("heroin users")
    words = "people who use heroin"
    changed = apply_edits(document.text, [Edit(start, start + 12, words, words)])
    assert changed == document.text.replace("heroin users", words)
    assert texts(registry.parse(changed, name)) == [PLAIN.replace("heroin users", words)]


@pytest.mark.parametrize("name", ["a.docx", "a.pptx"])
def test_a_change_across_a_mark_is_refused(name: str) -> None:
    document = opened(name)
    start = document.text.index("users and")
    with pytest.raises(UnreadableDocumentError):
        registry.rewrite(document, [Edit(start, start + 9, "clients or", "clients or")])
