"""Finds boxes laid over pictures: what a scan shows below them can be had back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from disclosure_log.leaks.leak import CannotInspectError, Leak, leak
from disclosure_log.leaks.pdf.canvas import (
    Canvas,
    Counts,
    Pixels,
    count_in,
    left_out,
    totals,
    whole,
)
from disclosure_log.leaks.pdf.stack import Box, Drawn, boxes

#: Smaller marks than these, in points, cover nothing that could be read.
LEAST_SIDE = 4.0
#: A box that fills more of its picture than this is part of a design, unless it hides it all.
LARGEST_SHARE = 0.4
#: Spread of brightness that makes a spot more than paper, or less.
VARIED, FLAT = 60, 24
#: The mean difference between two pictures of one spot that are not the same.
OTHER = 30
#: The difference of a pixel that no highlighter makes.
FAR = 100
#: A page of so few letters beside its picture is a scan with a stamp or a header.
FEW_LETTERS = 300
MOST_LOOKED_AT = 5_000

PATH, IMAGE = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE


@dataclass(frozen=True)
class Letters:
    """The boxes of the letters of a page: those seen, and the invisible ones of a scan."""

    seen: npt.NDArray[np.float64]
    ghosts: npt.NDArray[np.float64]


def covered_pictures(
    canvas: Canvas,
    objects: list[Drawn],
    notes: list[Box],
    letters: Letters,
    shown: Pixels,
    place: Callable[[float, float], str],
) -> Iterator[Leak]:
    """Boxes drawn after a picture, or notes upon it, that are flat where the picture is not.

    A smaller picture need not be flat where it hides the recognised words of a scan. `shown` is the
    page without its text.
    """
    images = [x for x in objects if x.kind == IMAGE and min(_sides(x.box)) >= LEAST_SIDE]
    if not images:
        return
    covers = list(_covers(images, objects, notes))
    if not _is_scan(canvas, images, letters):
        covers = [x for x in covers if _is_no_design(x, images, letters)]
    if not covers:
        return
    upper = {x.key for x in covers if x.kind == IMAGE}
    with left_out(x for x in objects if x.kind != IMAGE or x.key in upper):
        below = canvas.draw(annotations=False)
    told = False
    places = _inner(whole(canvas.places(boxes(covers)), canvas))
    for cover, (left, top, right, bottom) in zip(covers, places.tolist(), strict=True):
        spot = (slice(top, bottom), slice(left, right))
        if right <= left or bottom <= top:
            continue
        wordy = cover.kind == IMAGE and _count(cover.box, letters.ghosts) >= 3
        if _hides(shown[spot], below[spot], flat=not wordy):
            told = True
            yield leak(
                "attachment-covered-text",
                place(left, top),
                "A box lies on a picture or a scan, and what the picture shows below is still"
                " in the file.",
            )
    if not told:
        yield from _veiled(shown, below, whole(canvas.places(letters.ghosts), canvas), place)


def _veiled(
    shown: Pixels, below: Pixels, letters: Counts, place: Callable[[float, float], str]
) -> Iterator[Leak]:
    """Recognised words of a scan over most of which something else was drawn, such as a hatch."""
    other = np.abs(shown[:, :, 1].astype(np.int16) - below[:, :, 1]) > FAR
    area = np.prod(letters[:, 2:] - letters[:, :2], axis=1)
    covered = letters[(area > 0) & (count_in(totals(other), letters) > 0.4 * area)]
    if len(covered) >= 3:
        left, top = covered[0, :2].tolist()
        yield leak(
            "attachment-covered-text",
            place(left, top),
            "Something is drawn over words of a scan that can still be copied out.",
        )


def _covers(images: list[Drawn], objects: list[Drawn], notes: list[Box]) -> Iterator[Drawn]:
    last = [replace(objects[-1], box=box, kind=PATH, order=len(objects)) for box in notes]
    later = [x for x in objects if x.kind in (PATH, IMAGE)] + last
    count = 0
    for one in later:
        if min(_sides(one.box)) < LEAST_SIDE:
            continue
        if any(_lies_on(one, image) for image in images):
            yield one
            count += 1
            if count > MOST_LOOKED_AT:
                raise CannotInspectError("A page is built of more parts than can be looked at.")


def _lies_on(cover: Drawn, image: Drawn) -> bool:
    if cover.order <= image.order:
        return False
    left, bottom = max(cover.box[0], image.box[0]), max(cover.box[1], image.box[1])
    right, top = min(cover.box[2], image.box[2]), min(cover.box[3], image.box[3])
    if right - left < LEAST_SIDE or top - bottom < LEAST_SIDE:
        return False
    shared = (right - left) * (top - bottom)
    if cover.kind == IMAGE and shared < 0.9 * cover.area:
        return False
    return shared < LARGEST_SHARE * image.area or shared > 0.95 * image.area


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _inner(places: Counts) -> Counts:
    """Each box without its edge: what was burned into the scan may stand a little beside it."""
    inset = np.clip((places[:, 2:] - places[:, :2]) // 5, 2, 8)
    out = places.copy()
    out[:, :2] += inset
    out[:, 2:] -= inset
    return out


def _hides(shown: Pixels, below: Pixels, *, flat: bool) -> bool:
    """Whether a spot shows one colour, or something else, where the picture has more than one."""
    if _spread(below) <= VARIED:
        return False
    if flat:
        return _spread(shown) < FLAT
    return float(np.abs(shown[:, :, 1].astype(np.int16) - below[:, :, 1]).mean()) > OTHER


def _count(box: Box, letters: npt.NDArray[np.float64]) -> int:
    middle = (letters[:, :2] + letters[:, 2:]) / 2
    inside = (middle >= box[:2]).all(axis=1) & (middle <= box[2:]).all(axis=1)
    return int(inside.sum())


def _is_scan(canvas: Canvas, images: list[Drawn], letters: Letters) -> bool:
    """Whether the page is a picture of a page, rather than one with pictures."""
    size = canvas.width * canvas.height / canvas.scale**2
    large = max(x.area for x in images) > 0.5 * size
    return large and (len(letters.ghosts) > 0 or len(letters.seen) < FEW_LETTERS)


def _is_no_design(cover: Drawn, images: list[Drawn], letters: Letters) -> bool:
    """Captions have words on them, and bands of colour begin at a picture's edge."""
    if _count(cover.box, letters.seen) >= 8:
        return False
    left, bottom, right, top = cover.box
    return any(
        (
            (x.box[0] < left - 1 and x.box[1] < bottom - 1 and right + 1 < x.box[2])
            and top + 1 < x.box[3]
        )
        or cover.kind == IMAGE
        for x in images
    )


def _spread(spot: Pixels) -> int:
    """How far dark and light lie apart, the rarest specks left aside."""
    low, high = np.percentile(spot[:, :, 1], (1, 99))
    return int(high - low)
