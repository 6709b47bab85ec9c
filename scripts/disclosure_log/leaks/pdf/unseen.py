"""Judges hidden words: covered, without contrast, off the page, or the words of a scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pypdfium2.raw as pdfium

from disclosure_log.leaks.leak import Leak, leak
from disclosure_log.leaks.pdf.canvas import Counts, whole
from disclosure_log.leaks.pdf.glyphs import Glyphs
from disclosure_log.leaks.pdf.places import on_page
from disclosure_log.leaks.pdf.sight import Sight
from disclosure_log.leaks.pdf.stack import Drawn, boxes
from disclosure_log.leaks.pdf.words import Word, hidden_runs, region, tallest, words_of

#: Below this spread of brightness a spot shows nothing, the noise of a scan's compression apart.
FLAT = 48
MOST_FINDINGS = 25
#: Letters lower than this, in points, nobody reads: a font of less than two.
LEAST_LETTER = 1.3


@dataclass(frozen=True)
class Scene:
    """A page with all that was read of it."""

    number: int
    glyphs: Glyphs
    sight: Sight
    objects: list[Drawn]
    covers: tuple[tuple[int, int, int, int], ...]
    unit: float = 1.0

    @cached_property
    def words(self) -> list[Word]:
        """The words in reading order."""
        return words_of(self.glyphs, self.sight)

    @cached_property
    def order(self) -> dict[int, int]:
        """When each object is drawn."""
        return {x.key: x.order for x in self.objects}

    @cached_property
    def pictures(self) -> Counts:
        """The boxes of its pictures in pixels."""
        images = [x for x in self.objects if x.kind == pdfium.FPDF_PAGEOBJ_IMAGE]
        return whole(self.sight.canvas.places(boxes(images)), self.sight.canvas)

    @cached_property
    def pictured(self) -> float:
        """The share of the page that pictures fill."""
        canvas = self.sight.canvas
        grid = np.zeros((64, 64), dtype=np.bool_)
        for left, top, right, bottom in self.pictures.tolist():
            grid[
                top * 64 // canvas.height : -(-bottom * 64 // canvas.height),
                left * 64 // canvas.width : -(-right * 64 // canvas.width),
            ] = True
        return float(grid.mean())

    @cached_property
    def paper(self) -> int:
        """The commonest brightness of the page."""
        bare = self.sight.bare[::4, ::4, 1]
        return int(np.bincount(bare.ravel(), minlength=256).argmax())

    def place(self, left: float, top: float) -> str:
        """Where a pixel is, for a person."""
        return on_page(self.number, self.sight.canvas, left, top, self.unit)

    def flat(self, word: Word) -> bool:
        """Whether nothing but one colour is to be seen where a word stands."""
        left, top, right, bottom = region(self.sight, word)
        spot = self.sight.bare[top:bottom, left:right, 1]
        return spot.size == 0 or int(spot.max()) - int(spot.min()) < FLAT

    def on_picture(self, word: Word) -> bool:
        """Whether a word stands on a picture."""
        left, top, right, bottom = region(self.sight, word)
        x, y = (left + right) / 2, (top + bottom) / 2
        its = self.pictures
        inside = (its[:, 0] <= x) & (x < its[:, 2]) & (its[:, 1] <= y) & (y < its[:, 3])
        return bool(inside.any())


def unseen_text(scene: Scene) -> Iterator[Leak]:
    """Every hidden word that is not the recognised text of a scan."""
    ordinary = _recognised(scene)
    found: list[Leak] = []
    for run in hidden_runs(scene.words):
        rest = [x for x in run if x not in ordinary]
        if sum(x.hidden for x in rest) >= 2:
            found.append(_judge(scene, rest))
    for text in scene.sight.unlisted:
        place = whole(scene.sight.canvas.places(boxes([text])), scene.sight.canvas)[0]
        found.append(
            leak(
                "attachment-hidden-text",
                scene.place(place[0], place[1]),
                "There is text here that nobody sees, and that can be copied out.",
            )
        )
    found.extend(_tiny(scene))
    yield from found[:MOST_FINDINGS]
    if len(found) > MOST_FINDINGS:
        count = len(found) - MOST_FINDINGS
        yield leak(
            found[-1].code, f"page {scene.number}", f"{count} more places hold text nobody sees."
        )


def _tiny(scene: Scene) -> Iterator[Leak]:
    """The first of the words that are drawn so small that they look like dust."""
    small = [
        x
        for x in scene.words
        if not x.is_hidden and 0 < tallest(scene.glyphs, x) * scene.unit < LEAST_LETTER
    ]
    if sum(x.letters for x in small) >= 4:
        left, top = region(scene.sight, small[0])[:2]
        yield leak(
            "attachment-hidden-text",
            scene.place(left, top),
            f"Text is too small to be read here ({len(small)} words on this page).",
        )


def _recognised(scene: Scene) -> set[Word]:
    """The words that text recognition laid over or under a scan, where the scan shows them."""
    hidden = [x for x in scene.words if x.is_hidden or x.is_holed]
    ghosts = [x for x in hidden if scene.sight.ghost[x.start] and scene.on_picture(x)]
    below = [x for x in hidden if not scene.sight.ghost[x.start] and scene.on_picture(x)]
    total = sum(x.letters for x in scene.words)
    if scene.pictured < 0.5 or sum(x.hidden for x in below) < 0.8 * total:
        below = []
    candidates = ghosts + below
    blank = [x for x in candidates if scene.flat(x)]
    if len(blank) > 0.5 * len(candidates):
        return set()
    boxed = {x for x in blank if _darkened(scene, x)}
    return set(candidates) - boxed - _unshown(blank, scene)


def _darkened(scene: Scene, word: Word) -> bool:
    """Whether a word stands where the scan has a box of another colour than its paper."""
    left, top, right, bottom = region(scene.sight, word)
    spot = scene.sight.bare[top:bottom, left:right, 1]
    return spot.size > 0 and abs(float(spot.mean()) - scene.paper) > FLAT


def _unshown(blank: list[Word], scene: Scene) -> set[Word]:
    """Words on blank paper, several in a row: more than recognition's slips."""
    numbers = {x: n for n, x in enumerate(scene.words)}
    known = set(blank)
    found: set[Word] = set()
    for word in blank:
        near = [
            other
            for other in scene.words[max(0, numbers[word] - 2) : numbers[word] + 3]
            if other in known
        ]
        if len(near) >= 3 and sum(x.letters for x in near) >= 10:
            found.add(word)
    return found


def _judge(scene: Scene, run: list[Word]) -> Leak:
    why = Counter(_cause(scene, x) for x in run).most_common(1)[0][0]
    left, top = region(scene.sight, run[0])[:2]
    count = f"{len(run)} words" if len(run) > 1 else "A word"
    if why == "off":
        return leak(
            "attachment-hidden-text",
            f"page {scene.number}",
            f"{count} outside the part of the page that is shown can still be read.",
        )
    place = scene.place(left, top)
    if why == "covered":
        return leak(
            "attachment-covered-text",
            place,
            f"{count} under a box, a line, a picture or a note can still be copied out.",
        )
    return leak(
        "attachment-hidden-text",
        place,
        f"{count} that nobody sees (in the colour of the paper, invisible, cut off or in a"
        " hidden layer) can still be copied out.",
    )


def _cause(scene: Scene, word: Word) -> str:
    left, top, right, bottom = region(scene.sight, word)
    if right <= left or bottom <= top:
        return "off"
    x, y = (left + right) / 2, (top + bottom) / 2
    if any(a <= x <= c and b <= y <= d for a, b, c, d in scene.covers):
        return "covered"
    drawn = scene.order.get(int(scene.glyphs.owner[word.start]), -1)
    later = [z for z in scene.objects if z.order > drawn and z.kind != pdfium.FPDF_PAGEOBJ_TEXT]
    over = whole(scene.sight.canvas.places(boxes(later)), scene.sight.canvas)
    inside = (over[:, 0] <= x) & (x <= over[:, 2]) & (over[:, 1] <= y) & (y <= over[:, 3])
    if inside.any() or (scene.sight.ghost[word.start] and scene.on_picture(word)):
        return "covered"
    return "unseen"
