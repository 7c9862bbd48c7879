"""The same sentences are found in every kind of file as they are in plain text."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

import docx
import pptx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from personfirst.formats.registry import read
from personfirst.pipeline import Pipeline
from personfirst.rulebook.ruleset import load_ruleset

SENTENCES = (
    "The outreach van serves drug addicts on Fifth Street, and it comes back on Friday evening.",
    "The addict’s family is often the first to call, long before anybody else does so.",
    "We must protect legitimate pain patients, the doctor told the board, from limits on opioids.",
    "Website users can ask for a kit online; nobody has to give a name or an address.",
    "Substance abusers were asked to leave the library when the reading room closed at nine.",
    "The agency is the Substance Abuse and Mental Health Services Administration in Rockville.",
    "Half the people in the shelter were alcoholics, said the report that the county printed.",
    "She tested clean after a month, and the judge closed the case without another hearing.",
    "Junkies have taken over the park, a letter to the editor said in the spring of last year.",
    "People who use drugs helped to write this guide, and were paid for each of the sessions.",
    "Needles are exchanged at the side door; the clinic’s nurse is there on Monday and Tuesday.",
    "Heroin users and their friends can learn in ten minutes how naloxone is given to somebody.",
)


def word() -> bytes:
    document = docx.Document()
    for text in SENTENCES:
        paragraph = document.add_paragraph()
        for start in range(0, len(text), 5):  # runs split anywhere, half of them bold
            paragraph.add_run(text[start : start + 5]).bold = start % 2 == 0 or None
    return _saved(document)


def slides() -> bytes:
    deck = pptx.Presentation()
    for text in SENTENCES:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        box = slide.shapes.add_textbox(100_000, 2_000_000, 8_000_000, 1_000_000)
        box.text_frame.text = text
    return _saved(deck)


def pdf() -> bytes:
    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=(792, 612))
    frames = [Frame(30 + column * 250, 40, 225, 530) for column in range(3)]
    document.addPageTemplates(PageTemplate("trifold", frames))
    style = getSampleStyleSheet()["BodyText"]
    document.build([Paragraph(escape(text), style) for text in SENTENCES])
    return target.getvalue()


def rtf() -> bytes:
    coded = ("".join(_rtf(character) for character in text) for text in SENTENCES)
    return b"{\\rtf1\\ansi " + "\\par ".join(coded).encode("ascii") + b"}"


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Meeting"
    message.set_content("\n\n".join(SENTENCES))
    return bytes(message)


def epub() -> bytes:
    page = f"<html><body>{''.join(f'<p>{escape(text)}</p>' for text in SENTENCES)}</body></html>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book.opf"/></rootfiles></container>',
        )
        book.writestr(
            "book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
            'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
            "</package>",
        )
        book.writestr("a.xhtml", page)
    return target.getvalue()


def open_document() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    paragraphs = "".join(f"<text:p>{escape(text)}</text:p>" for text in SENTENCES)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}office:1.0" '
            f'xmlns:text="{office}text:1.0"><office:body><office:text>{paragraphs}'
            "</office:text></office:body></office:document-content>",
        )
    return target.getvalue()


def notebook() -> bytes:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [text]} for text in SENTENCES]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole).encode()


def table() -> bytes:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(["Number", "Notes"])
    writer.writerows(enumerate(SENTENCES))
    return target.getvalue().encode()


def captions() -> bytes:
    cues = (
        f"00:00:{n:02d}.000 --> 00:00:{n:02d}.900\n{text}\n" for n, text in enumerate(SENTENCES)
    )
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def translations() -> bytes:
    entries = (
        f'msgid "text.{n}"\nmsgstr {json.dumps(text, ensure_ascii=False)}\n'
        for n, text in enumerate(SENTENCES)
    )
    return ('msgid ""\nmsgstr "Language: en\\n"\n\n' + "\n".join(entries)).encode()


def values() -> bytes:
    return json.dumps({f"text{n}": text for n, text in enumerate(SENTENCES)}).encode()


def folded() -> bytes:
    return "\n".join(f"text{n}: >\n  {text}" for n, text in enumerate(SENTENCES)).encode()


def paragraphs() -> bytes:
    return "\n\n".join(SENTENCES).encode()


def page() -> bytes:
    return "\n".join(f"<p>{escape(text)}</p>" for text in SENTENCES).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "a.docx": word,
    "a.pptx": slides,
    "a.pdf": pdf,
    "a.rtf": rtf,
    "a.eml": mail,
    "a.epub": epub,
    "a.odt": open_document,
    "a.ipynb": notebook,
    "a.csv": table,
    "a.vtt": captions,
    "a.po": translations,
    "a.json": values,
    "a.yaml": folded,
    "a.md": paragraphs,
    "a.rst": paragraphs,
    "a.adoc": paragraphs,
    "a.tex": paragraphs,
    "a.html": page,
}


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(load_ruleset())


def found(pipeline: Pipeline, data: bytes, path: str) -> list[tuple[str, str]]:
    findings = pipeline.check(read(data, path))
    return sorted((one.rule, " ".join(one.text.split())) for one in findings if one.muted is None)


@pytest.mark.parametrize("path", FILES)
def test_a_file_tells_what_plain_text_tells(path: str, pipeline: Pipeline) -> None:
    expected = found(pipeline, paragraphs(), "a.txt")
    assert len(expected) >= 8
    assert found(pipeline, FILES[path](), path) == expected


def _saved(document: docx.document.Document | pptx.presentation.Presentation) -> bytes:
    if hasattr(document, "core_properties"):
        document.core_properties.comments = document.core_properties.title = ""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _rtf(character: str) -> str:
    return character if character.isascii() else f"\\u{ord(character)}?"
