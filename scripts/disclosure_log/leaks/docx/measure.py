"""Lengths of a document: twips, half-points and, in Strict files, numbers with a unit."""

from __future__ import annotations

import re
from functools import lru_cache

#: English Metric Units: 12700 are a point, 635 a twentieth of it.
POINT = 12700
TWIP = 635

_NUMBER = re.compile(r"\s*([+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]{1,2})?)\s*([a-z%]*)\s*", re.ASCII)
_UNITS = {
    "pt": 1.0,
    "in": 72.0,
    "cm": 72 / 2.54,
    "mm": 72 / 25.4,
    "pc": 12.0,
    "pi": 12.0,
    "px": 0.75,
}


@lru_cache(maxsize=1024)
def points(text: str, unit: float) -> float | None:
    """A length in points; a bare number counts in `unit` points. None where it is no length."""
    found = _NUMBER.fullmatch(text.lower()[:40])
    if found is None:
        return None
    factor = _UNITS.get(found[2], None if found[2] else unit)
    return None if factor is None else float(found[1]) * factor


def half_points(text: str) -> float | None:
    """A size of letters, in points."""
    return points(text, 0.5)


def twips(text: str) -> float | None:
    """A distance, in points."""
    return points(text, 0.05)


def emu(text: str) -> float | None:
    """A distance of a drawing, in points."""
    return points(text, 1 / POINT)


def percent(text: str) -> float | None:
    """A share in per cent; the sign may be there."""
    found = _NUMBER.fullmatch(text.lower()[:40])
    return None if found is None or found[2] not in {"", "%"} else float(found[1])
