"""The lines that are drawn on a page, such as borders of tables and boxes, and drawn bullets."""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from typing import Any, NamedTuple

_MOST_OBJECTS = 4_000
_MOST_SEGMENTS = 8_000
_SHORTEST = 8.0
_STRAIGHT = 0.5
_SMALLEST, _LARGEST = 1.5, 12.0

Point = tuple[float, float]


class Rule(NamedTuple):
    """A straight line, level or upright: `at` is its height, or its distance from the left, and
    `first` and `last` say how far it reaches the other way, all in points as a reader of the page
    sees it.
    """

    at: float
    first: float
    last: float


class Drawing(NamedTuple):
    """What is drawn on a page, in the page's own space: straight edges, and the middles of what is
    as small as a bullet.
    """

    edges: tuple[tuple[Point, Point], ...] = ()
    dots: tuple[Point, ...] = ()


class Rules(NamedTuple):
    """The level and the upright lines of a page."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


def drawing_of(pdfium: Any, page: Any) -> Drawing:
    """What is drawn on a page besides its text."""
    found: list[tuple[Point, Point]] = []
    dots: list[Point] = []
    budget = _MOST_SEGMENTS
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if not drawn or pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        segments = pdfium.FPDFPath_CountSegments(drawn)
        budget -= max(segments, 0)
        if budget < 0:
            break
        if segments > 1 and _is_painted(pdfium, drawn):
            dot = _dot(pdfium, drawn)
            if dot is None:
                found.extend(_edges(pdfium, drawn, segments))
            else:
                dots.append(dot)
    return Drawing(tuple(found), tuple(dots))


def _dot(pdfium: Any, drawn: Any) -> Point | None:
    """The middle of something about as high as wide and as small as a letter."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(
        drawn, byref(left), byref(bottom), byref(right), byref(top)
    ):
        return None
    width, height = right.value - left.value, top.value - bottom.value
    if not (_SMALLEST < width < _LARGEST and 0.7 < height / width < 1.4):
        return None
    return left.value + width / 2, bottom.value + height / 2


def turned(point: Point, angle: int) -> Point:
    """A point of a page, seen by someone who turns the page by `angle`; heights grow downwards."""
    turn = math.radians(angle)
    cosine, sine = math.cos(turn), math.sin(turn)
    x, y = point
    return x * cosine + y * sine, x * sine - y * cosine


def rules_at(drawing: Drawing, angle: int) -> Rules:
    """The level and upright lines among edges, seen by someone who turns the page by `angle`."""
    level, upright = [], []
    for begin, end in drawing.edges:
        (left, top), (right, bottom) = turned(begin, angle), turned(end, angle)
        if abs(bottom - top) < _STRAIGHT and abs(right - left) > _SHORTEST:
            level.append(Rule(top, min(left, right), max(left, right)))
        elif abs(right - left) < _STRAIGHT and abs(bottom - top) > _SHORTEST:
            upright.append(Rule(left, min(top, bottom), max(top, bottom)))
    return Rules(tuple(level), tuple(upright))


def _is_painted(pdfium: Any, drawn: Any) -> bool:
    fill, stroke = c_int(), c_int()
    return bool(
        pdfium.FPDFPath_GetDrawMode(drawn, byref(fill), byref(stroke))
        and (fill.value or stroke.value)
    )


def _edges(pdfium: Any, drawn: Any, segments: int) -> Iterator[tuple[Point, Point]]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, byref(matrix)):
        return
    x, y = c_float(), c_float()
    begin = before = (0.0, 0.0)
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            continue
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and _is_finite(before, point):
            yield before, point
        if pdfium.FPDFPathSegment_GetClose(segment) and _is_finite(point, begin):
            yield point, begin
        before = point


def _is_finite(*points: Point) -> bool:
    return all(math.isfinite(value) for point in points for value in point)
