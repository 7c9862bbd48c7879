"""Message catalogues: translations, and the source text where there is none."""

from __future__ import annotations

import pytest

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.formats.registry import escape_for
from personfirst.formats.splice import place
from personfirst.model.document import Document, MarkKind
from personfirst.model.finding import Edit
from personfirst.model.text import Span
from tests.formats.support import assert_lawful, block_with, golden, marked, texts


def read(text: str, path: str = "a.po") -> Document:
    document = registry.parse(text, path)
    assert_lawful(document)
    return document


def test_a_catalogue() -> None:
    document = golden("es.po")
    assert [(block.label, block.language, block.text) for block in document.blocks] == [
        ("templates/home.html:12", "es-MX", "Ayuda para drogadictos"),
        (
            "templates/home.html:20",
            None,
            'We help \ufffc heroin addicts.\nThey said "thank you".',
        ),
        ("event", None, "Junkie night"),
        ("event", None, "Junkie nights"),
    ]
    assert not document.problems


def test_a_source_text_is_a_key_and_must_stay() -> None:
    block = block_with(golden("es.po"), "heroin")
    assert marked(block, MarkKind.FIXED) == [block.text]
    at = block.text.index("heroin addicts")
    assert place(block, [(Span(at, at + 14), "people who use heroin")], str) is None


def test_a_comment_silences_its_whole_entry() -> None:
    document = golden("es.po")
    [one] = document.suppressions
    assert one.rules == ("junkie",)
    covered = "\n".join(document.lines.line_text(line) for line in range(one.first, one.last + 1))
    assert covered.startswith('msgctxt "event"')
    assert covered.endswith('msgstr[1] ""')


def test_the_header_is_not_read_and_a_template_has_only_source_texts() -> None:
    text = 'msgid ""\nmsgstr "Project-Id-Version: Addicts\\n"\n\nmsgid "Drug users"\nmsgstr ""\n'
    document = read(text, "coalition.pot")
    assert texts(document) == ["Drug users"]
    assert document.blocks[0].language is None


def test_strings_over_several_lines_are_one_text_and_can_be_mended() -> None:
    text = 'msgid "a"\nmsgstr ""\n"We help heroin "\n"addicts and \\"users\\"."\n'
    document = read(text, "en.po")
    assert texts(document) == ['We help heroin addicts and "users".']
    block = document.blocks[0]
    placed = place(block, [(Span(8, 22), "people who use heroin")], escape_for("po"))
    assert placed is not None
    after = edited(document, placed.edits)
    assert after is not None
    assert after.text == text.replace("heroin ", "people who ").replace(
        "addicts and", "use heroin and"
    )


@pytest.mark.parametrize(("new", "written"), [('the "x"', 'the \\"x\\"'), ("a\\b", "a\\\\b")])
def test_an_edit_is_escaped(new: str, written: str) -> None:
    text = 'msgid "a"\nmsgstr "two addicts"\n'
    start = text.index("addicts")
    after = edited(read(text), [Edit(start, start + 7, escape_for("po")(new), new)])
    assert after is not None
    assert after.text == text.replace("addicts", written)


def test_entries_without_blank_lines_between() -> None:
    text = 'msgid "Drug users"\nmsgstr ""\nmsgid "Two"\nmsgstr "Dos"\n#: b.html:2\nmsgid "New"\nmsgstr ""\n'
    assert texts(read(text)) == ["Drug users", "Dos", "New"]


def test_what_is_no_catalogue_is_told() -> None:
    document = read('We help.\n\nmsgid "Drug users\nmsgstr ""\n')
    assert [(one.line, one.reason) for one in document.problems] == [
        (1, "is not valid PO here; the line was not read")
    ]


def test_catalogues_are_found_in_folders() -> None:
    found = registry.kind_for("locale/es/LC_MESSAGES/django.po")
    assert found is not None
    assert found.in_folders


def test_the_name_of_a_file_tells_the_language_if_the_header_does_not() -> None:
    assert read('msgid "a"\nmsgstr "Los adictos"\n', "po/es.po").blocks[0].language == "es"
