"""A ZIP file read so that nothing in it stays unseen: every byte belongs to a listed entry."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from disclosure_log.leaks.leak import CannotInspectError

MAX_ENTRIES = 5_000
MAX_ENTRY = 200_000_000
MAX_TOTAL = 400_000_000
#: A large entry that shrinks more than this is a bomb; deflate itself ends near 1,030.
MAX_RATIO = 300
_RATIO_FROM = 24_000_000
_MAX_NAME = 512
_PIECE = 1 << 20
#: The bytes that nothing takes up when it is deflated.
_NOTHING = 2

_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _STRONG, _MASKED, _DESCRIPTOR, _UTF8 = 0x1, 0x40, 0x2000, 0x8, 0x800
_FULL = 0xFFFFFFFF

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")

#: Extra fields that ordinary programs write, with the most bytes they take: ZIP64, NTFS times,
#: UNIX times and owners, PKWARE's UNIX, JAR's mark, Unicode name (it must repeat the name),
#: alignment of Android's tools. OPC's growth hint (0xA220) may be long but is empty.
_EXTRAS = {
    0x0001: 32,
    0x000A: 36,
    0x000D: 24,
    0x5455: 13,
    0x5855: 12,
    0x7855: 8,
    0x7875: 24,
    0xCAFE: 0,
}
_UNICODE_NAME, _GROWTH_HINT, _ALIGNMENT = 0x7075, 0xA220, 0xD935
_ZIP64 = 0x0001


@dataclass(frozen=True)
class Entry:
    """One file in the archive; `packed` is its compressed bytes' place, `size` what it declares."""

    name: str
    method: int
    flags: int
    crc: int
    size: int
    packed: slice


@dataclass(frozen=True)
class Archive:
    """A ZIP file whose directory agrees with its content; folders are left out of `names`."""

    raw: bytes
    entries: dict[str, Entry]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files, in the order of the directory."""
        return tuple(self.entries)

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def read(self, name: str) -> bytes:
        """One file, unpacked no further than it declares and compared with its checksum."""
        entry = self.entries[name]
        packed = memoryview(self.raw)[entry.packed]
        data = bytes(packed) if entry.method == _STORED else _inflate(packed, entry.size)
        if len(data) != entry.size or zlib.crc32(data) != entry.crc:
            _refuse("A part of the file is damaged: its length or checksum is wrong.")
        return data


def open_archive(raw: bytes) -> Archive:
    """List a ZIP file's entries; refuses whatever two programs might read in two ways.

    The directory at the end and the header before each entry must agree (APPNOTE.TXT 4.3), and
    no byte may lie before, between or after them, except zeros.
    """
    start, end, count = _directory(raw)
    entries: dict[str, Entry] = {}
    folded: set[str] = set()
    regions: list[tuple[int, int]] = []
    position = start
    total = 0
    for _ in range(count):
        position, entry, region = _entry(raw, position, end)
        total += entry.size
        if total > MAX_TOTAL:
            _refuse("The file unpacks to more than can be inspected.")
        regions.append(region)
        if entry.name.casefold() in folded:
            _refuse("The file holds two parts of one name.")
        folded.add(entry.name.casefold())
        if not entry.name.endswith("/"):
            entries[entry.name] = entry
        elif entry.size or entry.packed.stop - entry.packed.start > _NOTHING:
            _refuse("A folder inside the file holds data.")
    if position != end:
        _refuse("The file's list of parts is damaged.")
    _no_gaps(raw, regions, start)
    return Archive(raw, entries)


def _refuse(message: str, code: str = "attachment-unreadable") -> NoReturn:
    raise CannotInspectError(message, code)


def _directory(raw: bytes) -> tuple[int, int, int]:
    """Where the directory begins and ends, and how many entries it lists."""
    at = raw.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(raw):
        _refuse("The file is damaged or is not what its name says: its list of parts is missing.")
    _, disk, first, here, count, size, offset, comment = _END.unpack_from(raw, at)
    if comment or raw[at + _END.size :].strip(b"\0\r\n"):
        _refuse("There is a comment or data behind the end of the file.")
    end = at
    if _LOCATOR.size <= at and raw[at - _LOCATOR.size : at - _LOCATOR.size + 4] == b"PK\x06\x07":
        end, disk, first, here, count, size, offset = _directory64(raw, at)
    if disk or first or here != count or offset + size != end:
        _refuse("The file's list of parts is damaged or is not where it should be.")
    if count > MAX_ENTRIES:
        _refuse("The file holds more parts than can be inspected.")
    return offset, end, count


def _directory64(raw: bytes, at: int) -> tuple[int, int, int, int, int, int, int]:
    """The same of a ZIP64 file: end, disks, counts, size and offset."""
    _, _, where, _ = _LOCATOR.unpack_from(raw, at - _LOCATOR.size)
    if where + _END64.size != at - _LOCATOR.size:
        _refuse("The file's list of parts is damaged.")
    sign, length, _, _, disk, first, here, count, size, offset = _END64.unpack_from(raw, where)
    if sign != b"PK\x06\x06" or length != _END64.size - 12:
        _refuse("The file's list of parts is damaged.")
    return where, disk, first, here, count, size, offset


def _entry(raw: bytes, position: int, end: int) -> tuple[int, Entry, tuple[int, int]]:
    """The entry listed at a position of the directory: what follows it, it, and its region."""
    if position + _CENTRAL.size > end or raw[position : position + 4] != b"PK\x01\x02":
        _refuse("The file's list of parts is damaged.")
    fields = _CENTRAL.unpack_from(raw, position)
    flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    name_size, extra_size, comment_size, disk, offset = *fields[10:14], fields[16]
    after = position + _CENTRAL.size
    name = raw[after : after + name_size]
    extra = raw[after + name_size : after + name_size + extra_size]
    after += name_size + extra_size
    if after > end or comment_size or disk:
        _refuse("There is a comment in the file's list of parts, or the list is damaged.")
    _allowed(flags, method)
    size, packed, offset = _wide(extra, name, (size, packed, offset))
    begin, stop = _local(raw, offset, name, (flags, method, crc, size, packed))
    if size > MAX_ENTRY or (size > _RATIO_FROM and size > MAX_RATIO * packed):
        _refuse("A part of the file unpacks to more than can be inspected.")
    entry = Entry(_name(name, flags), method, flags, crc, size, slice(begin, begin + packed))
    return after, entry, (offset, stop)


def _allowed(flags: int, method: int) -> None:
    if flags & (_ENCRYPTED | _STRONG | _MASKED):
        _refuse("The file is encrypted.", "attachment-encrypted")
    if method not in (_STORED, _DEFLATED):
        _refuse("The file is packed in a way that is not known.")


def _name(name: bytes, flags: int) -> str:
    """An entry's name, refused where it could lead anywhere else."""
    try:
        text = name.decode("utf-8" if flags & _UTF8 or name.isascii() else "cp437")
    except UnicodeDecodeError:
        _refuse("The name of a part of the file is damaged.")
    steps = text.removesuffix("/").split("/")
    if len(text) > _MAX_NAME or "\\" in text or ":" in text or not text.isprintable():
        _refuse("The name of a part of the file is not allowed.")
    if any(step in ("", ".", "..") for step in steps):
        _refuse("The name of a part of the file is not allowed.")
    return text


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields of an entry; zeros may fill the end."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if 4 + size > len(extra):
            break
        if kind or size:
            yield kind, extra[4 : 4 + size]
        extra = extra[4 + size :]
    if extra.strip(b"\0"):
        _refuse("There is data in the file's list of parts that is not known.")


def _known_extra(kind: int, data: bytes, name: bytes) -> bool:
    match kind:
        case 0xA220:
            return not data[4:].strip(b"\0")
        case 0xD935:
            return not data[2:].strip(b"\0")
        case 0x7075:
            return data[5:] == name or not name.isascii()
        case _:
            return len(data) <= _EXTRAS.get(kind, -1)


def _wide(extra: bytes, name: bytes, values: Iterable[int]) -> Iterator[int]:
    """Sizes and offset, those of ZIP64 in place of those that did not fit (APPNOTE 4.5.3)."""
    wide = b""
    for kind, data in _fields(extra):
        if not _known_extra(kind, data, name):
            _refuse("There is data in the file's list of parts that is not known.")
        if kind == _ZIP64:
            wide = data
    for value in values:
        if value != _FULL:
            yield value
        elif len(wide) < 8:
            _refuse("The file's list of parts is damaged.")
        else:
            yield struct.unpack_from("<Q", wide)[0]
            wide = wide[8:]


def _local(
    raw: bytes, offset: int, name: bytes, listed: tuple[int, int, int, int, int]
) -> tuple[int, int]:
    """Where an entry's bytes begin and its region ends, its own header agreeing with the list."""
    flags, method, crc, size, packed = listed
    if offset + _LOCAL.size > len(raw) or raw[offset : offset + 4] != b"PK\x03\x04":
        _refuse("The file's list of parts disagrees with the parts.")
    _, _, own_flags, own_method, _, _, *own, name_size, extra_size = _LOCAL.unpack_from(raw, offset)
    begin = offset + _LOCAL.size + name_size + extra_size
    at = offset + _LOCAL.size
    own_name, extra = raw[at : at + name_size], raw[at + name_size : begin]
    own[2], own[1] = _wide(extra, name, (own[2], own[1]))
    differs = flags ^ own_flags
    if own_name != name or own_method != method or differs & (_ENCRYPTED | _STRONG | _MASKED):
        _refuse("The file's list of parts disagrees with the parts.")
    if differs & _UTF8 and not name.isascii():
        _refuse("The file's list of parts disagrees with the parts.")
    streamed = own_flags & _DESCRIPTOR
    if own != [crc, packed, size] and not (streamed and _unsaid(own, [crc, packed, size])):
        _refuse("The file's list of parts disagrees with the parts.")
    stop = begin + packed
    if stop > len(raw):
        _refuse("The file is cut short.")
    return begin, stop + (_descriptor(raw, stop, crc, packed, size) if streamed else 0)


def _unsaid(own: list[int], listed: list[int]) -> bool:
    """Whether a header written before its data leaves out what it could not know yet."""
    return all(mine in (0, theirs) for mine, theirs in zip(own, listed, strict=True))


def _descriptor(raw: bytes, at: int, crc: int, packed: int, size: int) -> int:
    """How long the record behind a streamed entry is; 0 where there is none (APPNOTE 4.3.9)."""
    for layout in ("<LQQ", "<LLL"):
        for sign in (b"PK\x07\x08", b""):
            try:
                expected = sign + struct.pack(layout, crc, packed, size)
            except struct.error:
                continue
            if raw.startswith(expected, at):
                return len(expected)
    return 0


def _no_gaps(raw: bytes, regions: list[tuple[int, int]], end: int) -> None:
    """Refuse bytes that belong to no entry, and entries that share bytes."""
    position = 0
    for begin, stop in sorted(regions):
        if begin < position:
            _refuse("Parts of the file lie in one another.")
        if raw[position:begin].strip(b"\0"):
            _refuse("There is data in the file that belongs to none of its parts.")
        position = stop
    if position > end or raw[position:end].strip(b"\0"):
        _refuse("There is data in the file that belongs to none of its parts.")


def _inflate(packed: memoryview, size: int) -> bytes:
    """Unpack to at most the declared size; nothing may follow the end of the stream."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    room = size + 1
    rest: bytes | memoryview = packed
    try:
        while room > 0 and not unpacker.eof:
            piece = unpacker.decompress(rest, min(room, _PIECE))
            rest = unpacker.unconsumed_tail
            if not piece and not rest:
                break
            pieces.append(piece)
            room -= len(piece)
    except zlib.error:
        _refuse("A part of the file is damaged.")
    if not unpacker.eof or unpacker.unused_data:
        _refuse("A part of the file is damaged, or holds more than it declares.")
    return b"".join(pieces)
