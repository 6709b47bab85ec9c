"""What pictures carry along besides their pixels: notes, smaller pictures, leftovers."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.leaks.images.jpeg import inspect_jpeg
from disclosure_log.leaks.images.png import inspect_png
from disclosure_log.leaks.leak import CannotInspectError, Found

__all__ = ["inspect_image"]


def inspect_image(raw: bytes) -> Iterator[Found]:
    """What a JPEG or a PNG gives away."""
    if raw.startswith(b"\x89PNG"):
        return inspect_png(raw)
    if raw.startswith(b"\xff\xd8"):
        return inspect_jpeg(raw)
    raise CannotInspectError("The file is neither a JPEG nor a PNG.")
