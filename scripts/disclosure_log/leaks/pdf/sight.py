"""Which characters of a page a person sees: those whose pixels change when they are left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from disclosure_log.leaks.pdf.canvas import (
    Canvas,
    Counts,
    Ink,
    Pixels,
    changed,
    count_in,
    left_out,
    totals,
    whole,
)
from disclosure_log.leaks.pdf.glyphs import Glyphs
from disclosure_log.leaks.pdf.lids import lidded
from disclosure_log.leaks.pdf.stack import Box, Drawn, boxes, text_size

#: A smaller difference, of 255, nobody sees: white on nearly white.
LEAST_CONTRAST = 10
#: A pixel this dark is ink, where a letter is drawn black on white.
INK = 160
#: A character of which less is left is hidden; hatches and thick lines leave slivers.
LEAST_SEEN = 0.35
#: Drawing again and again has an end, even where a hostile page piles text on text.
MOST_TURNS = 12
#: Text of no size, in points, is not even listed.
LEAST_SIZE = 0.1
LAST_LATIN = "\u024f"

#: The key of the object that draws each character.
Owners = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sight:
    """What was found out: `seen` and `ink` for every character, `bare` the page without text.

    `places` are the characters' boxes in whole pixels (left, top, right, bottom). A `ghost` is
    meant to be invisible, as the words that text recognition lays over a scan. `unlisted` are
    unseen texts whose characters the reading order leaves out.
    """

    canvas: Canvas
    places: Counts
    seen: npt.NDArray[np.bool_]
    ink: Counts
    full: Pixels
    bare: Pixels
    ghost: npt.NDArray[np.bool_]
    unlisted: tuple[Drawn, ...]


def look(canvas: Canvas, objects: list[Drawn], glyphs: Glyphs, notes: list[Box]) -> Sight:
    """Draw the page with and without its text and compare; `notes` lie upon all of it.

    Leaves the text black on the page: draw none of it afterwards.
    """
    texts = [x for x in objects if x.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    ghost = _ghosts(texts, glyphs)
    full = canvas.draw()
    with left_out(texts):
        bare = canvas.draw()
    places = whole(canvas.places(glyphs.boxes), canvas)
    difference = changed(full, bare, LEAST_CONTRAST)
    shaped = _shaped(texts, glyphs, bare, places)
    dimmed = lidded(canvas, objects, glyphs, places, (full, bare))
    visible = count_in(totals(difference), places)
    listed = set(glyphs.owner.tolist())
    strangers = [x for x in texts if x.key not in listed]
    owner = np.where(ghost, 0, glyphs.owner)  # what is invisible hides nothing
    for turn in _turns(glyphs.text, owner, places, canvas):
        chosen = _with_twins([x for x in texts if x.key in turn], strangers)
        with left_out(chosen):
            part = changed(full, canvas.draw(), LEAST_CONTRAST)
        its = np.isin(glyphs.owner, [x.key for x in chosen])
        visible[its] = count_in(totals(part), places[its])
    stranger_places = whole(canvas.places(boxes(strangers)), canvas)
    stranger_seen = count_in(totals(difference), stranger_places)
    black = _blackened(canvas, objects, texts)
    running = totals(black)
    ink = count_in(running, places)
    stranger_ink = count_in(running, stranger_places)
    unlisted = tuple(
        x
        for x, there, shown in zip(strangers, stranger_ink, stranger_seen, strict=True)
        if (there > 8 and shown < LEAST_SEEN * there) or text_size(x) < LEAST_SIZE
    )
    seen = (visible > 0) & (visible >= LEAST_SEEN * ink)
    seen |= shaped
    for start, end in dimmed:
        seen[start:end] = False
    strange = (ink == 0) & (visible == 0) & ~ghost & _fontless(texts, glyphs)
    if strange.any():
        seen[strange] = ~_below_flat(objects, glyphs, notes, bare, places)[strange]
    return Sight(canvas, places, seen, ink, full, bare, ghost, unlisted)


def _shaped(texts: list[Drawn], glyphs: Glyphs, bare: Pixels, places: Counts) -> Ink:
    """The characters that only cut out the colours of what is drawn next, and show them."""
    clips = [x.key for x in texts if _mode(x) == pdfium.FPDF_TEXTRENDERMODE_CLIP]
    found = np.zeros(len(glyphs), dtype=np.bool_)
    for number in np.flatnonzero(np.isin(glyphs.owner, clips)):
        left, top, right, bottom = places[number]
        spot = bare[top:bottom, left:right, 1]
        found[number] = spot.size > 0 and int(np.ptp(spot)) > LEAST_CONTRAST
    return found


def _fontless(texts: list[Drawn], glyphs: Glyphs) -> Ink:
    """The characters of fonts that are not in the file.

    PDFium carries the Latin letters alone: of others nothing is drawn, and drawing can not tell.
    """
    keys = [x.key for x in texts if not _carries_font(x)]
    letters = np.array([x.isalnum() and x > LAST_LATIN for x in glyphs.text], dtype=np.bool_)
    return np.asarray(np.isin(glyphs.owner, keys) & letters)


def _carries_font(text: Drawn) -> bool:
    font = pdfium.FPDFTextObj_GetFont(text.handle)
    return bool(font) and pdfium.FPDFFont_GetIsEmbedded(font) != 0


def _below_flat(
    objects: list[Drawn],
    glyphs: Glyphs,
    notes: list[Box],
    bare: Pixels,
    places: Counts,
) -> Ink:
    """The characters on which something lies that shows one colour, and those off the page."""
    order = {x.key: x.order for x in objects}
    drawn = np.array([order.get(x, -1) for x in glyphs.owner.tolist()])
    middle = (glyphs.boxes[:, :2] + glyphs.boxes[:, 2:]) / 2
    found = np.prod(places[:, 2:] - places[:, :2], axis=1) == 0
    later = [(x.order, x.box) for x in objects if x.kind != pdfium.FPDF_PAGEOBJ_TEXT]
    for when, box in [*later, *((len(objects), x) for x in notes)]:
        inside = (middle >= box[:2]).all(axis=1) & (middle <= box[2:]).all(axis=1)
        for number in np.flatnonzero(inside & (drawn < when) & ~found):
            left, top, right, bottom = places[number]
            found[number] = int(np.ptp(bare[top:bottom, left:right, 1])) < LEAST_CONTRAST
    return np.asarray(found)


def _ghosts(texts: list[Drawn], glyphs: Glyphs) -> Ink:
    """The characters that are drawn invisible, as text recognition does."""
    return np.isin(glyphs.owner, [x.key for x in texts if _is_ghost(x)])


def _mode(text: Drawn) -> int:
    return int(pdfium.FPDFTextObj_GetTextRenderMode(text.handle))


def _is_ghost(text: Drawn) -> bool:
    return _mode(text) in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


def _blackened(canvas: Canvas, objects: list[Drawn], texts: list[Drawn]) -> Ink:
    """The ink of all text alone, were it black and nothing over it."""
    for text in texts:
        pdfium.FPDFPageObj_SetFillColor(text.handle, 0, 0, 0, 255)
        pdfium.FPDFTextObj_SetTextRenderMode(text.handle, pdfium.FPDF_TEXTRENDERMODE_FILL)
    with left_out(x for x in objects if x.kind != pdfium.FPDF_PAGEOBJ_TEXT):
        drawn = canvas.draw(annotations=False)
    return np.asarray(drawn[:, :, 1] < INK)


def _with_twins(chosen: list[Drawn], strangers: list[Drawn]) -> list[Drawn]:
    """Some objects, and those drawn on the same spot once more to look bold.

    PDFium lists the characters of only one of two equal ones, so the other is found by its box.
    """
    every = boxes(chosen)
    twins = [x for x in strangers if (_overlap(np.array(x.box), every) > 0.6).any()]
    return chosen + twins


def _overlap(
    box: npt.NDArray[np.float64], others: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Of what two boxes cover together, the share that both cover."""
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[2:], others[:, 2:])
    both = np.prod(np.clip(high - low, 0, None), axis=1)
    own = np.prod(np.clip(box[2:] - box[:2], 0, None))
    their = np.prod(np.clip(others[:, 2:] - others[:, :2], 0, None), axis=1)
    return np.asarray(both / np.maximum(own + their - both, 1e-9))


def _turns(text: str, owner: Owners, places: Counts, canvas: Canvas) -> list[set[int]]:
    """Texts that lie on one another, dealt so that no turn leaves out two that touch.

    Where text lies on text, leaving all out at once would let the upper one vouch for the lower.
    """
    rivals = _rivals(text, owner, places, canvas)
    dealt: dict[int, int] = {}
    for one, others in rivals.items():
        taken = {dealt[x] for x in others if x in dealt}
        dealt[one] = next(x for x in range(len(rivals) + 1) if x not in taken)
    turns: dict[int, set[int]] = {}
    for one, turn in dealt.items():
        turns.setdefault(min(turn, MOST_TURNS - 1), set()).add(one)
    return [turns[x] for x in sorted(turns)]


def _rivals(text: str, owner: Owners, places: Counts, canvas: Canvas) -> dict[int, set[int]]:
    contested = _contested(owner.tolist(), text, places, canvas)
    rivals: dict[int, set[int]] = {}
    inside = _cores(places)
    letters = np.array([ord(x) for x in text], dtype=np.int64)
    for one in contested:
        left, top, right, bottom = inside[one]
        touching = contested[
            (inside[contested, 0] < right)
            & (inside[contested, 2] > left)
            & (inside[contested, 1] < bottom)
            & (inside[contested, 3] > top)
            & (owner[contested] != owner[one])
        ]
        twin = letters[touching] == letters[one]
        twin &= _overlap(places[one].astype(float), places[touching].astype(float)) > 0.6
        rivals.setdefault(int(owner[one]), set()).update(owner[touching[~twin]].tolist())
    return rivals


def _cores(places: Counts) -> Counts:
    """The middle of each box: neighbours that only graze each other are no rivals."""
    size = places[:, 2:] - places[:, :2]
    inset = size // 4
    out = places.copy()
    out[:, :2] += inset
    out[:, 2:] -= inset
    return out


def _contested(owner: list[int], text: str, places: Counts, canvas: Canvas) -> Owners:
    """Characters on whose middle another object's character lies."""
    first = np.zeros((canvas.height, canvas.width), dtype=np.int64)
    last = np.zeros_like(first)
    drawn = [
        (number, *place)
        for number, place in enumerate(_cores(places).tolist())
        if owner[number] and not text[number].isspace() and place[2] > place[0]
    ]
    for number, left, top, right, bottom in drawn:
        last[top:bottom, left:right] = owner[number]
    for number, left, top, right, bottom in reversed(drawn):
        first[top:bottom, left:right] = owner[number]
    return np.array(
        [
            number
            for number, left, top, right, bottom in drawn
            if (first[top:bottom, left:right] != owner[number]).any()
            or (last[top:bottom, left:right] != owner[number]).any()
        ],
        dtype=np.int64,
    )
