"""The objects of a page in the order they are drawn, those inside forms too."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from disclosure_log.leaks.leak import CannotInspectError

#: Something of PDFium's, known by its address alone.
Handle = Any
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

MOST_OBJECTS = 200_000
DEEPEST_FORM = 24
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Drawn:
    """One object of a page; `box` is left, bottom, right, top in points of the page."""

    handle: Handle
    key: int
    kind: int
    box: Box
    order: int
    matrix: Matrix

    @property
    def area(self) -> float:
        """Its size in square points."""
        left, bottom, right, top = self.box
        return max(0.0, right - left) * max(0.0, top - bottom)


def drawn_objects(page: Handle) -> list[Drawn]:
    """Every text, path, picture and shading of a page, the first drawn first."""
    found: list[Drawn] = []
    count = pdfium.FPDFPage_CountObjects(page)
    _collect(found, count, lambda i: pdfium.FPDFPage_GetObject(page, i), IDENTITY, 0)
    return found


def _collect(
    found: list[Drawn], count: int, get: Callable[[int], Handle], outer: Matrix, depth: int
) -> None:
    if depth > DEEPEST_FORM or len(found) + count > MOST_OBJECTS:
        raise CannotInspectError("A page is built of more parts than can be looked at.")
    for number in range(count):
        handle = get(number)
        if not handle:
            raise CannotInspectError("A page has a part that can not be read.")
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = times(_matrix(handle), outer)
            parts = pdfium.FPDFFormObj_CountObjects(handle)
            _collect(found, parts, _within(handle), inner, depth + 1)
            continue
        box = moved(_bounds(handle), outer)
        found.append(Drawn(handle, address(handle), kind, box, len(found), outer))


def _within(form: Handle) -> Callable[[int], Handle]:
    return lambda number: pdfium.FPDFFormObj_GetObject(form, number)


def address(handle: Handle) -> int:
    """What tells one object from another: the same object comes in a new wrapper each time."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _bounds(handle: Handle) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    return (left.value, bottom.value, right.value, top.value)


def _matrix(handle: Handle) -> Matrix:
    got = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, got):
        return IDENTITY
    return (got.a, got.b, got.c, got.d, got.e, got.f)


def text_size(drawn: Drawn) -> float:
    """The size that a text has on the page in points, however it is squeezed or turned."""
    size = ctypes.c_float()
    if not pdfium.FPDFTextObj_GetFontSize(drawn.handle, size):
        return 0.0
    a, b, c, d, _, _ = times(_matrix(drawn.handle), drawn.matrix)
    return float(abs(size.value) * abs(a * d - b * c) ** 0.5)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def moved(box: Box, by: Matrix) -> Box:
    """The upright box round a box that was moved."""
    if by == IDENTITY:
        return box
    left, bottom, right, top = box
    a, b, c, d, e, f = by
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return (min(xs), min(ys), max(xs), max(ys))


def boxes(objects: list[Drawn]) -> npt.NDArray[np.float64]:
    """The boxes of some objects, a row each."""
    return np.array([x.box for x in objects], dtype=np.float64).reshape(-1, 4)


def of_kind(objects: list[Drawn], *kinds: int) -> Iterator[Drawn]:
    """Those of the kinds named."""
    return (x for x in objects if x.kind in kinds)
