"""E-mails: the subject and the text; what is attached is not read."""

from __future__ import annotations

from collections.abc import Iterator

from personfirst.formats.base import Format
from personfirst.formats.mail_parts import Part, is_mail, open_mail, subject_of
from personfirst.formats.page import read_page, without_head
from personfirst.formats.prose import read_prose
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Document, Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.report import Problem

_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_STUB = 4
"""A plain text with less than a fourth of the page's words only says that there is a page."""


def read(data: bytes, path: str) -> Document:
    """Read a mail; raises `UnreadableDocumentError` where the bytes are none."""
    if not data.strip():
        raise UnreadableDocumentError("is empty")
    if not is_mail(data):
        raise UnreadableDocumentError("is no e-mail: it does not begin with a header")
    mail = open_mail(data)
    if mail.kind in _SEALED:
        raise UnreadableDocumentError(
            "is encrypted: open it in your mail program and save its text"
        )
    transcript = Transcript()
    handle = transcript.flow.begin_role(Role.METADATA, "subject")
    transcript.write(subject_of(mail))
    transcript.flow.end_role(handle)
    problems: list[Problem] = []
    for document in _texts(mail, path, problems):
        transcript.take(document)
    return transcript.finish(path, FORMAT.name, data, tuple(problems))


def _texts(part: Part, path: str, problems: list[Problem]) -> Iterator[Document]:
    """The texts of a part in their order, one of each set of alternatives."""
    if part.attached:
        return
    if part.kind == "multipart/alternative":
        yield from _best([list(_texts(one, path, problems)) for one in part.parts])
    elif part.parts:
        for one in part.parts:
            yield from _texts(one, path, problems)
    elif part.kind in ("text/plain", "text/html"):
        try:
            text = part.text()
        except UnreadableDocumentError as error:
            problems.append(Problem(path, f"a part of it could not be read: it {error}"))
            return
        if part.kind == "text/plain":
            yield read_prose(text, path, FORMAT.name)
        else:
            yield without_head(read_page(text, path, FORMAT.name))


def _best(alternatives: list[list[Document]]) -> list[Document]:
    """The first alternative, which is the plain text, unless another says much more."""
    counts = [sum(document.words for document in one) for one in alternatives]
    most = max(counts, default=0)
    enough = (one for one, words in zip(alternatives, counts, strict=True) if words * _STUB >= most)
    return next(enough, [])


FORMAT = Format("mail", read)
