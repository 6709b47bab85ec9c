"""Colour profiles: ordinary, unless something else hides in one (ICC.1:2022)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from disclosure_log.leaks.images.words import printed_runs
from disclosure_log.leaks.leak import Found, leak

_TEXTS = frozenset({b"desc", b"cprt", b"dmnd", b"dmdd", b"vued", b"targ", b"scrd"})
_MAX_TAGS = 200


def inspect_icc(raw: bytes, place: str) -> Iterator[Found]:
    """The words of a profile, and whether it is one to its end."""
    where = f"{place}, colour profile"
    if len(raw) < 132 or raw[36:40] != b"acsp":
        yield leak("attachment-unknown-part", where, "A colour profile is none.")
        return
    size, tags = struct.unpack_from(">I", raw, 0)[0], struct.unpack_from(">I", raw, 128)[0]
    if any(raw[size:]):
        yield leak("attachment-trailing-data", where, "There is more after the colour profile.")
    if tags > _MAX_TAGS or 132 + 12 * tags > len(raw):
        yield leak("attachment-unknown-part", where, "A colour profile is broken.")
        return
    for index in range(tags):
        name, at, length = struct.unpack_from(">4sII", raw, 132 + 12 * index)
        if name in _TEXTS:
            yield from printed_runs(raw[at : at + length], where)
