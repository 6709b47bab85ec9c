"""Draws a page as a person sees it, with some of its objects left out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from disclosure_log.leaks.leak import CannotInspectError
from disclosure_log.leaks.pdf.stack import Drawn, Handle

Pixels = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int32]

#: Pixels a point on an ordinary page: the smallest letters still have a body of several pixels.
SCALE = 1.5
MOST_PIXELS = 4_000_000
FEWEST_SIDE, MOST_SIDE = 8, 8_000


@dataclass(frozen=True)
class Canvas:
    """A page's size in pixels and how its points become them; y grows downwards."""

    page: Handle
    width: int
    height: int
    to_pixels: npt.NDArray[np.float64]

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return float(sqrt(abs(np.linalg.det(self.to_pixels[:, :2]))))

    def places(self, boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Boxes of the page, from its foot, as boxes of pixels: left, top, right, bottom."""
        corners = np.stack(
            [
                boxes[:, [0, 1]] @ self.to_pixels[:, :2].T,
                boxes[:, [2, 3]] @ self.to_pixels[:, :2].T,
            ]
        )
        corners = corners + self.to_pixels[:, 2]
        return np.hstack([corners.min(axis=0), corners.max(axis=0)])

    def draw(self, *, annotations: bool = True) -> Pixels:
        """The page as it now stands: rows of blue, green, red and a byte that says nothing."""
        stride = self.width * 4
        store = np.full((self.height, stride), 255, dtype=np.uint8)
        pointer = store.ctypes.data_as(ctypes.c_void_p)
        bitmap = pdfium.FPDFBitmap_CreateEx(
            self.width, self.height, pdfium.FPDFBitmap_BGRx, pointer, stride
        )
        if not bitmap:
            raise CannotInspectError("A page can not be drawn.")
        flags = pdfium.FPDF_ANNOT if annotations else 0
        try:
            pdfium.FPDF_RenderPageBitmap(bitmap, self.page, 0, 0, self.width, self.height, 0, flags)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return store.reshape(self.height, self.width, 4)


def canvas_of(page: Handle) -> Canvas:
    """The canvas of a page, in a scale that fits its size."""
    across, down = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not (0 < across < 1e6 and 0 < down < 1e6):
        raise CannotInspectError("A page has no size.")
    scale = min(SCALE, sqrt(MOST_PIXELS / (across * down)))
    width = int(min(max(round(across * scale), FEWEST_SIDE), MOST_SIDE))
    height = int(min(max(round(down * scale), FEWEST_SIDE), MOST_SIDE))
    return Canvas(page, width, height, _to_pixels(page, width, height))


def _to_pixels(page: Handle, width: int, height: int) -> npt.NDArray[np.float64]:
    # PDFium gives whole pixels only: ask about points far apart on a canvas far larger.
    big, far = 1 << 20, 1000.0
    size = (big, round(big * height / width))
    x, y = ctypes.c_int(), ctypes.c_int()

    def ask(across: float, up: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, x, y)
        return x.value * width / size[0], y.value * height / size[1]

    zero, right, up = ask(0, 0), ask(far, 0), ask(0, far)
    return np.array(
        [
            [(right[0] - zero[0]) / far, (up[0] - zero[0]) / far, zero[0]],
            [(right[1] - zero[1]) / far, (up[1] - zero[1]) / far, zero[1]],
        ]
    )


@contextmanager
def left_out(objects: Iterable[Drawn]) -> Iterator[None]:
    """Leave some objects out of what is drawn meanwhile."""
    known = list(objects)
    for drawn in known:
        pdfium.FPDFPageObj_SetIsActive(drawn.handle, False)
    try:
        yield
    finally:
        for drawn in known:
            pdfium.FPDFPageObj_SetIsActive(drawn.handle, True)


def changed(one: Pixels, other: Pixels, least: int) -> Ink:
    """The pixels that differ by more than `least`, in the colour that differs most."""
    marks = np.asarray(_words(one) != _words(other))
    rows, columns = np.nonzero(marks)
    before, after = one[rows, columns], other[rows, columns]
    far = (np.maximum(before, after) - np.minimum(before, after)).max(axis=1, initial=0)
    marks[rows, columns] = far > least
    return marks


def _words(pixels: Pixels) -> npt.NDArray[np.uint32]:
    """Each pixel as one number: far faster to compare."""
    return pixels.view(np.uint32)[:, :, 0]


def totals(marks: npt.NDArray[Any]) -> Counts:
    """Running totals, so that the sum in any box takes four look-ups."""
    out = np.zeros((marks.shape[0] + 1, marks.shape[1] + 1), dtype=np.int32)
    np.cumsum(marks, axis=0, dtype=np.int32, out=out[1:, 1:])
    np.cumsum(out[1:, 1:], axis=1, out=out[1:, 1:])
    return out


def count_in(running: Counts, places: Counts) -> Counts:
    """How many marks lie in each box (left, top, right, bottom; the last two not included)."""
    left, top, right, bottom = places.T
    return np.asarray(
        running[bottom, right] - running[top, right] - running[bottom, left] + running[top, left]
    )


def whole(places: npt.NDArray[np.float64], canvas: Canvas) -> Counts:
    """Boxes grown to whole pixels and cut to the page; a box outside becomes empty."""
    out = np.empty(places.shape, dtype=np.int32)
    out[:, :2] = np.floor(places[:, :2] + 0.05)
    out[:, 2:] = np.ceil(places[:, 2:] - 0.05)
    out[:, 2:] = np.maximum(out[:, 2:], out[:, :2] + 1)
    out[:, [0, 2]] = out[:, [0, 2]].clip(0, canvas.width)
    out[:, [1, 3]] = out[:, [1, 3]].clip(0, canvas.height)
    return out
