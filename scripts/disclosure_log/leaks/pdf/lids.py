"""Finds words that something drawn later makes hard to read: hatches, veils, thick lines."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from disclosure_log.leaks.leak import CannotInspectError
from disclosure_log.leaks.pdf.canvas import Canvas, Counts, Pixels, left_out
from disclosure_log.leaks.pdf.glyphs import Glyphs
from disclosure_log.leaks.pdf.stack import Drawn, boxes

#: A word that changes fewer pixels than this share of what it would without the lid is covered.
LEAST_LEFT = 0.45
#: A lid is no hairline, and not a frame round half a page.
THINNEST, TALLEST = 1.0, 8.0
MOST_PAIRS = 100_000_000


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end."""
    found, at = [], 0
    for is_space, run in groupby(text, key=str.isspace):
        length = sum(1 for _ in run)
        if not is_space:
            found.append((at, at + length))
        at += length
    return found


def lidded(
    canvas: Canvas,
    objects: list[Drawn],
    glyphs: Glyphs,
    places: Counts,
    shown: tuple[Pixels, Pixels],
) -> list[tuple[int, int]]:
    """The words that are far clearer once what was drawn over them is left out.

    `shown` is the page with its text and without.
    """
    words = spans(glyphs.text)
    lids, under = _over(objects, glyphs, words)
    if not under:
        return []
    texts = [x for x in objects if x.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    with left_out(lids):
        clear = canvas.draw()
        with left_out(texts):
            bare = canvas.draw()
    return [
        word
        for word in under
        if _change(places, word, *shown) < LEAST_LEFT * _change(places, word, clear, bare)
    ]


def _over(
    objects: list[Drawn], glyphs: Glyphs, words: list[tuple[int, int]]
) -> tuple[list[Drawn], list[tuple[int, int]]]:
    """What is drawn later than a word it lies on, and these words."""
    order = {x.key: x.order for x in objects}
    drawn = np.array([order.get(int(glyphs.owner[start]), -1) for start, _ in words])
    if not words:
        return [], []
    its = np.array([_hull(glyphs.boxes[start:end]) for start, end in words])
    first, tallest = int(drawn.min()), float((its[:, 3] - its[:, 1]).max())
    widest = TALLEST * max(tallest, float((its[:, 2] - its[:, 0]).max()))
    paths = [x for x in objects if x.order > first and _could_hide(x, widest)]
    if len(words) * len(paths) > MOST_PAIRS:
        raise CannotInspectError("A page is built of more parts than can be looked at.")
    lids: list[Drawn] = []
    under = np.zeros(len(words), dtype=np.bool_)
    height = np.minimum(its[:, 2] - its[:, 0], its[:, 3] - its[:, 1])
    area = np.prod(its[:, 2:] - its[:, :2], axis=1)
    for path, box in zip(paths, boxes(paths), strict=True):
        low, high = np.maximum(its[:, :2], box[:2]), np.minimum(its[:, 2:], box[2:])
        shared = np.prod(np.clip(high - low, 0, None), axis=1)
        small = min(box[2] - box[0], box[3] - box[1]) < TALLEST * height
        hit = (drawn >= 0) & (drawn < path.order) & (shared > 0.05 * area) & (area > 0) & small
        if hit.any():
            lids.append(path)
            under |= hit
    return lids, [word for word, hit in zip(words, under.tolist(), strict=True) if hit]


def _could_hide(drawn: Drawn, widest: float) -> bool:
    left, bottom, right, top = drawn.box
    narrow = min(right - left, top - bottom)
    return drawn.kind != pdfium.FPDF_PAGEOBJ_TEXT and THINNEST <= narrow < widest


def _hull(its: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    its = its[its[:, 2] > its[:, 0]]
    if not len(its):
        return np.zeros(4)
    return np.concatenate([its[:, :2].min(axis=0), its[:, 2:].max(axis=0)])


def _change(places: Counts, word: tuple[int, int], one: Pixels, other: Pixels) -> int:
    """By how much the pixels of a word differ, taken together."""
    total = 0
    for left, top, right, bottom in places[word[0] : word[1]].tolist():
        first = one[top:bottom, left:right, :3].astype(np.int16)
        second = other[top:bottom, left:right, :3]
        if first.size:
            total += int(np.abs(first - second).max(axis=2).sum())
    return total
