"""A ZIP file holds what its directory lists and nothing else, or it is refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from disclosure_log.leaks import archive
from disclosure_log.leaks.archive import open_archive
from disclosure_log.leaks.leak import CannotInspectError

SECRET = b"Quill Inkwell"


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, data in entries:
            target.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()


PLAIN = zipped(("a/b.xml", b"<b/>" * 50), ("c.txt", b""))


def read(raw: bytes) -> dict[str, bytes]:
    opened = open_archive(raw)
    return {name: opened.read(name) for name in opened.names}


def refused(raw: bytes) -> CannotInspectError:
    with pytest.raises(CannotInspectError) as caught:
        read(raw)
    assert SECRET.decode() not in str(caught.value)
    return caught.value


def test_ordinary_files_are_read() -> None:
    opened = open_archive(PLAIN)
    assert opened.names == ("a/b.xml", "c.txt")
    assert opened.read("a/b.xml") == b"<b/>" * 50
    assert opened.read("c.txt") == b""
    assert "c.txt" in opened
    assert "d.txt" not in opened


def test_folders_are_left_out() -> None:
    assert open_archive(zipped(("a/", b""), ("a/b", b"x"))).names == ("a/b",)


def test_a_folder_with_data_is_refused() -> None:
    refused(zipped(("a/", SECRET)))


def test_zeros_and_line_ends_behind_the_end_pass() -> None:
    assert open_archive(PLAIN + b"\r\n\0\0").names


@pytest.mark.parametrize(
    "raw",
    [SECRET + PLAIN, PLAIN + SECRET, b"", b"PK\x05\x06", PLAIN[:-10], PLAIN[:60], SECRET * 9],
    ids=["before", "behind", "empty", "bare", "cut", "short", "other"],
)
def test_what_lies_around_is_refused(raw: bytes) -> None:
    refused(raw)


def test_data_between_entries_is_refused() -> None:
    at = PLAIN.index(b"PK\x03\x04", 4)
    moved = bytearray(PLAIN[:at] + SECRET + PLAIN[at:])
    second = moved.rindex(b"PK\x01\x02")
    struct.pack_into("<L", moved, second + 42, at + len(SECRET))
    end = moved.rindex(b"PK\x05\x06")
    (offset,) = struct.unpack_from("<L", moved, end + 16)
    struct.pack_into("<L", moved, end + 16, offset + len(SECRET))
    refused(bytes(moved))
    zeros = bytes(moved).replace(SECRET, bytes(len(SECRET)))
    assert open_archive(zeros).names == ("a/b.xml", "c.txt")


def test_data_behind_the_packed_stream_is_refused() -> None:
    packed = zlib.compress(b"<b/>", wbits=-15) + SECRET
    raw = bytearray(zipped(("a", packed), method=zipfile.ZIP_STORED))
    crc = zlib.crc32(b"<b/>")
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        begin = raw.index(sign)
        struct.pack_into("<H", raw, begin + at, 8)
        struct.pack_into("<LLL", raw, begin + at + 6, crc, len(packed), 4)
    refused(bytes(raw))


def test_an_archive_comment_is_refused() -> None:
    stream = io.BytesIO(PLAIN)
    with zipfile.ZipFile(stream, "a") as target:
        target.comment = SECRET
    refused(stream.getvalue())


def test_an_entry_comment_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        info = zipfile.ZipInfo("a")
        info.comment = SECRET
        target.writestr(info, b"x")
    refused(stream.getvalue())


def test_an_unknown_extra_field_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        info = zipfile.ZipInfo("a")
        info.extra = struct.pack("<HH", 0x4242, len(SECRET)) + SECRET
        target.writestr(info, b"x")
    refused(stream.getvalue())


@pytest.mark.parametrize(("fill", "passes"), [(b"\0" * 40, True), (b"\0" * 27 + SECRET, False)])
def test_the_growth_hint_of_office_is_empty(fill: bytes, passes: bool) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        info = zipfile.ZipInfo("a")
        hint = b"\x28\xa0\x14\x00" + fill
        info.extra = struct.pack("<HH", 0xA220, len(hint)) + hint
        target.writestr(info, b"x")
    if passes:
        assert open_archive(stream.getvalue()).read("a") == b"x"
    else:
        refused(stream.getvalue())


@pytest.mark.parametrize(
    "name", ["../a", "a/../b", "/a", "a//b", "a\\b", "c:/a", "./a", "a/\x07b", "a" * 600]
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    refused(zipped((name, b"x")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_refused() -> None:
    refused(zipped(("a", b"x"), ("a", b"y")))
    refused(zipped(("a", b"x"), ("A", b"y")))


def test_a_header_that_disagrees_is_refused() -> None:
    refused(PLAIN.replace(b"c.txt", b"d.txt", 1))


@pytest.mark.parametrize("at", [14, 18, 22], ids=["checksum", "packed", "size"])
def test_a_header_with_other_figures_is_refused(at: int) -> None:
    raw = bytearray(PLAIN)
    raw[at] ^= 1
    refused(bytes(raw))


def test_a_wrong_checksum_is_refused() -> None:
    raw = zipped(("a", b"hello"), method=zipfile.ZIP_STORED)
    refused(raw.replace(b"hello", b"hallo"))


def test_an_encrypted_file_says_so() -> None:
    raw = bytearray(PLAIN)
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(raw)).code == "attachment-encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_compression_is_refused(method: int) -> None:
    refused(zipped(("a", b"x" * 99), method=method))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    refused(zipped(("a", bytes(60_000_000))))


def test_more_than_is_declared_is_never_unpacked() -> None:
    raw = bytearray(zipped(("a", b"x" * 5000)))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", raw, raw.index(sign) + at, 10)
    refused(bytes(raw))


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 1)
    refused(PLAIN)


def test_too_much_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 100)
    refused(PLAIN)


def test_entries_that_share_bytes_are_refused() -> None:
    raw = bytearray(zipped(("a", b"x"), ("b", b"x")))
    second = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<L", raw, second + 42, 0)
    refused(bytes(raw))


def test_large_sizes_are_read_where_zip64_keeps_them() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target, target.open("a", "w", force_zip64=True) as entry:
        entry.write(b"hello")
    assert open_archive(stream.getvalue()).read("a") == b"hello"


def test_any_changed_byte_gives_the_same_content_or_a_refusal() -> None:
    expected = {"a/b.xml": b"<b/>" * 50, "c.txt": b""}
    for at in range(len(PLAIN)):
        raw = bytearray(PLAIN)
        raw[at] ^= 0xFF
        try:
            found = read(bytes(raw))
        except CannotInspectError:
            continue
        assert list(found.values()) == list(expected.values()), at
