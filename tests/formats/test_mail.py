"""E-mail: what mail programs send, and what goes wrong on the way."""

from __future__ import annotations

from email.message import EmailMessage
from time import perf_counter

import pytest

from personfirst.formats import registry
from personfirst.formats.mail import read
from personfirst.model.document import Document, Role
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.mutants import damaged, read_share
from tests.formats.support import GOLDEN, assert_lawful, block_with, texts

FOLDER = GOLDEN / "mail"


def opened(data: bytes | str) -> Document:
    document = read(data if isinstance(data, bytes) else data.encode(), "a.eml")
    assert_lawful(document)
    return document


def mixed(*parts: str, kind: str = "mixed") -> str:
    body = "".join(f"--b\n{part}\n" for part in parts)
    return f"Subject: S\nContent-Type: multipart/{kind}; boundary=b\n\npreamble\n{body}--b--\nend\n"


def test_a_mail_is_its_subject_and_its_text() -> None:
    document = opened((FOLDER / "meeting.eml").read_bytes())
    subject = f"Treffen – drug users “now” {'x' * 60} addicts"
    assert [(block.role.value, block.label, block.text) for block in document.blocks] == [
        ("metadata", "subject", subject),
        ("paragraph", None, "Hello all,"),
        ("paragraph", None, "the drug users group meets.\nAvoid:"),
        ("list item", None, "addict"),
        ("list item", None, "junkie"),
        ("paragraph", None, "On Monday Ann wrote:\nthe addicts came"),
        ("paragraph", None, "-- \nBob"),
    ]
    assert block_with(document, "Monday").quoted
    assert block_with(document, "junkie").lead.endswith("Avoid:")


def test_a_page_is_read_where_the_text_only_points_to_it() -> None:
    document = opened((FOLDER / "newsletter.eml").read_bytes())
    assert [(block.role.value, block.label, block.text) for block in document.blocks] == [
        ("metadata", "subject", "News"),
        ("heading", None, "News für addicts"),
        (
            "paragraph",
            "under “News für addicts”",
            "Many words stand in this page, and it tells about drug abusers.",
        ),
    ]


def test_parts_are_read_in_their_order_and_attachments_are_not() -> None:
    document = opened(
        mixed(
            "\nfirst",
            "Content-Type: text/html\n\n<title>T</title><p>second",
            "Content-Disposition: attachment\n\nattached",
            "Content-Type: application/pdf\n\nJVBE",
            "Content-Type: message/rfc822\n\nSubject: forwarded\n\ninner",
            "Content-Type: multipart/related; boundary=c\n\n--c\n\nthird\n--c--",
        )
    )
    assert texts(document, Role.PARAGRAPH) == ["first", "second", "third"]


def test_alternatives_in_alternatives() -> None:
    inner = (
        "Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/html\n\n"
        "<p>the page says as much\n--c--"
    )
    document = opened(mixed("\nthe text says it too", inner, kind="alternative"))
    assert texts(document, Role.PARAGRAPH) == ["the text says it too"]
    assert texts(opened(mixed(kind="alternative")), Role.PARAGRAPH) == []


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        ("Content-Type: text/plain; charset=koi8-r", "привет".encode("koi8-r"), "привет"),
        ("Content-Type: text/plain; charset=iso-8859-1", b"\x93caf\xe9\x94", "“café”"),
        ("Content-Type: text/plain; charset=utf-8", b"caf\xe9 x", "café x"),
        ("Content-Type: text/plain; charset=x-unknown", "café".encode(), "café"),
        ("Content-Type: text/plain; charset=unicode_escape", rb"\x41", r"\x41"),
        ("Content-Transfer-Encoding: quoted-printable", b"caf=C3=A9 =\r\nx=3D", "café x="),
        ("Content-Transfer-Encoding: base64", b"Y2Fmw6k", "café"),
        ("Content-Transfer-Encoding: base64", b"Y", "Y"),
        ("Content-Transfer-Encoding: x-uuencode", b"as it is", "as it is"),
        ("Content-Type: nonsense", b"as text", "as text"),
        ("Content-Type: text/plain; charset*=utf-8'en'%ff", b"as text", "as text"),
    ],
)
def test_texts_are_unwrapped_and_decoded(head: str, body: bytes, text: str) -> None:
    assert texts(opened(f"Subject: S\n{head}\n\n".encode() + body)) == ["S", text]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("=?utf-8?q?Drug_users=E2=80=99?= names", "Drug users’ names"),
        ("=?utf-8?b?4oCc?= =?iso-8859-1?q?=E9?=", "“é"),
        ("Two\n lines", "Two lines"),
        ("Café raw", "Café raw"),
        ("=?zlib?q?x?=", "=?zlib?q?x?="),
        ("=?utf-8?b?x?=", "=?utf-8?b?x?="),
    ],
)
def test_subjects(subject: str, text: str) -> None:
    assert texts(opened(f"From: a@example.org\nSubject: {subject}\n\n")) == [text]


def test_line_ends_and_what_stands_before_the_header_do_no_harm() -> None:
    text = "\n\nFrom someone\n" + mixed("\none", "\n\ntwo")
    for end in ("\n", "\r\n"):
        assert texts(opened(text.replace("\n", end))) == ["S", "one", "two"]


def test_a_boundary_that_is_missing_at_the_end() -> None:
    text = mixed("\none", "\ntwo").split("--b--")[0]
    assert texts(opened(text)) == ["S", "one", "two"]


def test_a_part_that_is_no_text_is_a_problem() -> None:
    document = opened(mixed("\n" + "\0\1" * 80, "\ntwo"))
    assert texts(document) == ["S", "two"]
    assert [problem.reason for problem in document.problems] == [
        "a part of it could not be read: it looks like a binary file, not text"
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"no header here", "no e-mail"),
        (b"\xd0\xcf\x11\xe0", "no e-mail"),
        (b"Content-Type: multipart/encrypted; boundary=b\n\n--b--", "encrypted"),
        (b"Content-Type: application/pkcs7-mime\n\nx", "encrypted"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason):
        registry.read(data, "a.eml")


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
            for number in range(5_000)
        ),
    ],
)
def test_parts_without_end_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="more parts"):
        read(data, "a.eml")


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: " + b"=?a?q?" * 200_000 + b"\n\nx",
        b"Content-Type: text/plain" + b';a="' * 200_000 + b"\n\nx",
        b"a:b\n" * 300_000 + b"\nx",
        b"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b-" * 300_000,
    ],
)
def test_headers_made_to_hurt_end_soon(data: bytes) -> None:
    started = perf_counter()
    assert_lawful(read(data, "a.eml"))
    assert perf_counter() - started < 60


def test_a_mail_of_the_standard_library_with_everything_in_it() -> None:
    message = EmailMessage()
    message["Subject"] = "Über drug users"
    message.set_content("Plain text about drug users, long enough to be read.\n")
    message.add_alternative("<p>Page</p>", subtype="html")
    page = next(message.iter_parts())
    page.add_related(b"\x89PNG", maintype="image", subtype="png")
    message.add_attachment("Attached words", filename="notes.txt")
    assert texts(opened(bytes(message))) == [
        "Über drug users",
        "Plain text about drug users, long enough to be read.",
    ]


SCRAPS = [
    *(b"--b\n", b"\n--b--\n", b"\n\n", b"Content-Type: multipart/mixed; boundary=b\n"),
    *(b'Content-Type: multipart/alternative; boundary="b"\n\n--b\n', b"=?x?b?==?=", b"=?utf-8?q?="),
    *(b"Content-Transfer-Encoding: base64\n", b"charset=utf-7", b"Subject: \xe9\n", b"\xff\xfe"),
    *(
        b"boundary*0=a; boundary*1=b",
        b"charset*=x'y'%ff",
        b"Content-Type: text/html\n\n<p>",
        b";" * 9,
    ),
]


@pytest.mark.parametrize("name", ["meeting.eml", "newsletter.eml"])
def test_damaged_mails_are_read_or_refused(name: str) -> None:
    file = FOLDER / name
    assert read_share(file, damaged(file.read_bytes(), 250, scraps=SCRAPS)) > 0.7
