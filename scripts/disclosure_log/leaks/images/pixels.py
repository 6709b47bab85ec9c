"""Whether a JPEG can be shown at all: what no viewer opens, nobody can have looked at."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from disclosure_log.leaks.leak import CannotInspectError


def check_pixels(raw: bytes) -> None:
    """Unpack the pixels at an eighth of their size, which costs little."""
    try:
        with Image.open(BytesIO(raw), formats=["JPEG"]) as picture:
            picture.draft("L", (max(1, picture.width // 8), max(1, picture.height // 8)))
            picture.load()
    except Exception:  # whatever the decoder raises, and its words may quote the file
        shown = False
    else:
        shown = True
    if not shown:
        raise CannotInspectError("The picture cannot be shown: its pixels are broken.")
