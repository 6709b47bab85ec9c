"""Reading words out of a picture's notes, and saying that they are there without repeating them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Found, Leak, Passage, leak

#: The comment that macOS puts into every picture of the screen.
SCREENSHOT = "Screenshot"
#: Blanks, zeros and marks that fill a field which nobody filled in.
_EMPTY = re.compile(r"[\s\x00\ufeff\ufffe\x20]+|^[-–—.,*#?_xX0]+$")
_PRINTED = re.compile(rb"[\x20-\x7e\t]{8,}")
_PRINTED_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")
_PRINTED_WIDE_BIG = re.compile(rb"(?:\x00[\x20-\x7e]){6,}")
_JPEG_INSIDE = re.compile(rb"\xff\xd8\xff[\xc0\xc2\xc4\xdb\xdd\xe0-\xef\xfe]")


def cleaned(text: str) -> str:
    """A field's text without what only fills it up; "" where it says nothing."""
    return text.replace("\x00", " ").strip() if _EMPTY.sub("", text) else ""


def decoded(raw: bytes) -> str:
    """Text of a field in UTF-8, or else in Latin-1, which never fails."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def printed_runs(raw: bytes, place: str) -> Iterator[Passage]:
    """Whatever can be read in bytes that are not text as a whole."""
    for pattern, encoding in (
        (_PRINTED, "ascii"),
        (_PRINTED_WIDE, "utf-16-le"),
        (_PRINTED_WIDE_BIG, "utf-16-be"),
    ):
        text = "\n".join(found.group().decode(encoding) for found in pattern.finditer(raw))
        if text:
            yield Passage(text, place)


def has_picture(raw: bytes) -> bool:
    """Whether another JPEG begins somewhere in these bytes."""
    return _JPEG_INSIDE.search(raw) is not None


def words(text: str, what: str, place: str) -> Iterator[Found]:
    """A person wrote something here: `what` says of which kind it is."""
    text = cleaned(text)
    if text:
        yield leak("attachment-picture-words", place, f"The picture carries along {what}.")
        yield Passage(text, place)


def serial(what: str, place: str) -> Leak:
    """A number that belongs to one camera, and so to one owner, is as good as a name."""
    return leak(
        "attachment-device",
        place,
        f"The picture carries along {what}, which tells whose camera took it.",
        severity=Severity.ERROR,
    )


def thumbnail(place: str) -> Leak:
    """A small picture may show what was cut off or blacked out in the large one."""
    return leak(
        "attachment-thumbnail",
        place,
        "The picture carries a smaller picture inside, which may show what was taken out.",
        severity=Severity.ERROR,
    )


def device(place: str, what: str) -> Leak:
    """What a camera or a program wrote of itself."""
    return leak("attachment-device", place, f"The picture carries along {what}.")


def location(place: str) -> Leak:
    """Where the picture was taken."""
    return leak("attachment-location", place, "The picture tells where it was taken.")
