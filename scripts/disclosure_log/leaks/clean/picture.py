"""A picture made anew from its pixels: nothing else of the file is taken over."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from disclosure_log.leaks.clean.cleaned import CannotCleanError, Cleaned, stem_of

_JPEG_QUALITY = 90  # as good as the eye can tell, and no larger than most cameras write
_DROPPED = "everything beside the pixels: place, time, camera, names, notes, small copies"


def clean_picture(name: str, raw: bytes) -> Cleaned:
    """The same picture, turned the right way up, with its colours and no more."""
    try:
        with Image.open(BytesIO(raw), formats=("JPEG", "PNG")) as picture:
            kind = picture.format or ""
            picture.seek(0)
            upright = ImageOps.exif_transpose(picture)
            pixels = _plain(upright, kind)
    except Exception:  # whatever a broken picture makes the library raise
        raise CannotCleanError("The picture could not be opened to its end.") from None
    out = BytesIO()
    if kind == "JPEG":
        pixels.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    else:
        pixels.save(out, "PNG", optimize=True)
    ending = name.rpartition(".")[2]
    return Cleaned(((f"{stem_of(name)}-clean.{ending}", out.getvalue()),), (_DROPPED,))


def _plain(picture: Image.Image, kind: str) -> Image.Image:
    """A picture of the same pixels that has no memory of where they came from."""
    if picture.mode.startswith("I"):
        # Grey in 16 bits is brought down to 8; a plain conversion would cut it off.
        picture = picture.point(lambda value: value * (1 / 257)).convert("L")
    has_transparency = "A" in picture.getbands() or "transparency" in picture.info
    mode = "RGBA" if kind == "PNG" and has_transparency else "L" if picture.mode == "L" else "RGB"
    shown = picture.convert(mode)
    fresh = Image.new(mode, shown.size)
    if mode == "RGBA":
        # Pixels that are wholly see-through keep no colour: nobody sees it, and it may be words.
        fresh.paste(shown, mask=shown.getchannel("A").point(lambda alpha: 255 if alpha else 0))
    else:
        fresh.paste(shown)
    return fresh
