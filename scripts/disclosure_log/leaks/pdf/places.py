"""Says where on a page something is, by number and in millimetres."""

from __future__ import annotations

from disclosure_log.leaks.pdf.canvas import Canvas

_MM = 25.4 / 72


def on_page(number: int, canvas: Canvas, left: float, top: float, unit: float = 1.0) -> str:
    """A pixel of a page as "page 3, 40 mm from the left, 120 mm from the top"."""
    mm = _MM * unit / canvas.scale
    return f"page {number}, {round(left * mm)} mm from the left, {round(top * mm)} mm from the top"
