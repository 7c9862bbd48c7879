"""The objects that a reviewed copy adds to a PDF: highlights, notes and what they look like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from personfirst.formats.pdf.highlights import Quad
from personfirst.formats.pdf.library import Box
from personfirst.formats.transcript import AUTHOR

_YELLOW = "1 0.89 0.25"
_NOTE_SIDE = 18.0
_POPUP_WIDTH, _POPUP_HEIGHT = 200.0, 120.0
_PRINT = 4
_STAYS_UPRIGHT = 24


def highlight(
    quads: Sequence[Quad], *, page: str, look: str, popup: str, details: bytes
) -> tuple[bytes, Box]:
    """A highlight over words, and the box around it; `page`, `look` and `popup` are references."""
    points = [point for quad in quads for point in quad]
    box = (
        min(x for x, _ in points) - 1,
        min(y for _, y in points) - 1,
        max(x for x, _ in points) + 1,
        max(y for _, y in points) + 1,
    )
    corners = numbers(value for point in points for value in point)
    entries = (
        f"/Type /Annot /Subtype /Highlight /Rect [{numbers(box)}] /QuadPoints [{corners}]"
        f" /C [{_YELLOW}] /F {_PRINT} /P {page} /Popup {popup} /AP << /N {look} >> "
    )
    return b"<< " + entries.encode() + details + b" >>", box


def highlight_look(quads: Sequence[Quad], box: Box) -> bytes:
    """A stream that paints a highlight so that the words under it stay dark."""
    paint = [f"/Over gs {_YELLOW} rg"]
    for upper_left, upper_right, lower_left, lower_right in quads:
        x, y = upper_left
        path = [f"{numbers((x, y))} m"]
        path += [f"{numbers(point)} l" for point in (upper_right, lower_right, lower_left)]
        paint.append(" ".join((*path, "h f")))
    resources = "/ExtGState << /Over << /Type /ExtGState /BM /Multiply >> >>"
    return _look("\n".join(paint), box, resources, "/Group << /S /Transparency >>")


def note(place: Box, *, page: str, look: str, popup: str, details: bytes) -> bytes:
    """A note for what stands nowhere on the page, such as an image's description."""
    entries = (
        f"/Type /Annot /Subtype /Text /Name /Comment /Rect [{numbers(place)}] /C [{_YELLOW}]"
        f" /F {_PRINT | _STAYS_UPRIGHT} /P {page} /Popup {popup} /AP << /N {look} >> "
    )
    return b"<< " + entries.encode() + details + b" >>"


def note_place(index: int, page: Box) -> Box:
    """Where the note with this number stands: in a row along the upper edge of the page."""
    left, bottom, right, top = page
    count = max(int((right - left - _NOTE_SIDE) // (_NOTE_SIDE + 6)), 1)
    row, column = divmod(index, count)
    x = left + 6 + column * (_NOTE_SIDE + 6)
    y = max(top - (row + 1) * (_NOTE_SIDE + 6), bottom)
    return x, y, x + _NOTE_SIDE, y + _NOTE_SIDE


def note_look(place: Box) -> bytes:
    """A stream that paints a note: a small sheet with two lines."""
    x, y, right, top = place
    paint = (
        f"{_YELLOW} rg 0.4 G 1 w {numbers((x + 1, y + 1, right - x - 2, top - y - 2))} re B\n"
        f"{numbers((x + 4, y + 7))} m {numbers((right - 4, y + 7))} l S\n"
        f"{numbers((x + 4, y + 11))} m {numbers((right - 4, y + 11))} l S"
    )
    return _look(paint, place, "", "")


def popup(parent: str, page: str, beside: Box, seen: Box) -> bytes:
    """The window that shows a remark's text when it is opened; it stands at the right edge."""
    left = max(seen[2] - _POPUP_WIDTH, seen[0])
    top = min(max(beside[3], seen[1] + _POPUP_HEIGHT), seen[3])
    place = (left, top - _POPUP_HEIGHT, left + _POPUP_WIDTH, top)
    return (
        f"<< /Type /Annot /Subtype /Popup /Rect [{numbers(place)}] /Parent {parent} /P {page}"
        " /Open false >>"
    ).encode()


def details(contents: str, subject: str, name: str, when: datetime) -> bytes:
    """What a remark says, who says it and when."""
    moment = when.strftime("D:%Y%m%d%H%M%S") + _zone(when)
    entries = {
        "Contents": contents,
        "Subj": subject,
        "T": AUTHOR,
        "NM": name,
        "M": moment,
        "CreationDate": moment,
    }
    return b" ".join(b"/%s %s" % (key.encode(), _string(text)) for key, text in entries.items())


def numbers(values: Iterable[float]) -> str:
    """Numbers as a PDF writes them, to a thousandth of a point."""
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)


def _look(paint: str, box: Box, resources: str, more: str) -> bytes:
    stream = paint.encode()
    head = (
        f"<< /Type /XObject /Subtype /Form /BBox [{numbers(box)}]"
        f" /Resources << {resources} >> {more} /Length {len(stream)} >>\nstream\n"
    )
    return head.encode() + stream + b"\nendstream"


def _zone(when: datetime) -> str:
    offset = when.utcoffset()
    if offset is None or not offset:
        return "Z"
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}'{abs(minutes) % 60:02}'"


def _string(text: str) -> bytes:
    """A text string, in ASCII if that is enough."""
    text = text.replace("\r\n", "\n").replace("\n", "\r")
    wide = not text.isascii()
    raw = b"\xfe\xff" + text.encode("utf-16-be", "replace") if wide else text.encode()
    for special in (b"\\", b"(", b")"):
        raw = raw.replace(special, b"\\" + special)
    return b"(" + raw.replace(b"\r", b"\\r").replace(b"\n", b"\\n") + b")"
