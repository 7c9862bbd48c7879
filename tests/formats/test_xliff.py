"""XLIFF: targets, sources that have none, inline tags, and edits."""

from __future__ import annotations

import pytest

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.formats.registry import escape_for
from personfirst.model.document import Document, MarkKind
from personfirst.model.finding import Edit
from tests.formats.support import assert_lawful, block_with, golden, marked, place_of, texts


def read(text: str) -> Document:
    document = registry.parse(text, "a.xlf")
    assert_lawful(document)
    return document


def test_a_brochure_on_its_way_back() -> None:
    document = golden("brochure.xlf")
    assert [(block.label, block.language, block.text) for block in document.blocks] == [
        ("hero.title", "en-US", "Help for drug users & \ufffc their kin"),
        ("song", "en-US", "The song\n          “Junkie Town”"),
        ("new", "es", "Adictos y \ufffcfamilias"),
    ]
    assert marked(document.blocks[2], MarkKind.FIXED) == ["Adictos y \ufffcfamilias"]
    assert place_of(document, "drug users") == (7, 36, "drug</g> users")


def test_a_comment_silences_its_unit() -> None:
    document = golden("brochure.xlf")
    [one] = document.suppressions
    assert (one.first, one.last) == (11, 16)


def test_version_2_with_segments() -> None:
    document = read(
        '<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f"><unit id="lead">'
        '<segment><source>Help for <pc id="1">drug</pc> users</source></segment>'
        "<segment><source>One</source><target>Un usager</target></segment>"
        "<notes><note>Not for addicts</note></notes></unit></file></xliff>"
    )
    assert [(block.label, block.language, block.text) for block in document.blocks] == [
        ("lead", "en", "Help for drug users"),
        ("lead", "fr", "Un usager"),
    ]


def test_cdata_is_text() -> None:
    text = "<trans-unit id='a'><source>x</source><target><![CDATA[A <drug> user]]></target></trans-unit>"
    assert texts(read(text)) == ["A <drug> user"]


@pytest.mark.parametrize(("new", "written"), [("A & B", "A &amp; B"), ("a < b", "a &lt; b")])
def test_an_edit_is_escaped(new: str, written: str) -> None:
    text = "<trans-unit><source>x</source><target>Two addicts came</target></trans-unit>"
    start = text.index("addicts")
    after = edited(read(text), [Edit(start, start + 7, escape_for("xliff")(new), new)])
    assert after is not None
    assert after.text == text.replace("addicts", written)
    assert block_with(after, new).text == f"Two {new} came"


def test_the_declared_encoding_counts() -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-2"?><trans-unit><source>Łódź users</source></trans-unit>'
    assert texts(registry.read(text.encode("iso-8859-2"), "a.xliff")) == ["Łódź users"]
