"""The characters of a page: what each is, where it stands, which object draws it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from disclosure_log.leaks.leak import CannotInspectError
from disclosure_log.leaks.pdf.stack import Handle, address

MOST_GLYPHS = 250_000


@dataclass(frozen=True)
class Glyphs:
    """The characters in reading order; `owner` is the key of the object, 0 for none.

    `boxes` are left, bottom, right, top in points. Spaces that only the layout implies are there
    too, as they separate words.
    """

    text: str
    boxes: npt.NDArray[np.float64]
    owner: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.text)


def read_glyphs(textpage: Handle) -> Glyphs:
    """All characters of a page, seen or not."""
    count = pdfium.FPDFText_CountChars(textpage)
    if count < 0 or count > MOST_GLYPHS:
        raise CannotInspectError("A page holds more text than can be looked at.")
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    text: list[str] = []
    boxes = np.zeros((count, 4))
    owner = np.zeros(count, dtype=np.int64)
    for number in range(count):
        text.append(_character(pdfium.FPDFText_GetUnicode(textpage, number)))
        handle = pdfium.FPDFText_GetTextObject(textpage, number)
        if not handle or pdfium.FPDFText_IsGenerated(textpage, number) == 1:
            continue
        owner[number] = address(handle)
        if pdfium.FPDFText_GetCharBox(textpage, number, left, right, bottom, top):
            boxes[number] = (left.value, bottom.value, right.value, top.value)
        if left.value >= right.value or bottom.value >= top.value:
            boxes[number] = _line_box(textpage, number)
    return Glyphs("".join(text), boxes, owner)


def _character(code: int) -> str:
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _line_box(textpage: Handle, number: int) -> tuple[float, float, float, float]:
    """The box that a character takes up in its line, where its shape is not known."""
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(textpage, number, rect):
        return (0.0, 0.0, 0.0, 0.0)
    left, right = sorted((rect.left, rect.right))
    bottom, top = sorted((rect.bottom, rect.top))
    return (left, bottom, right, top)
