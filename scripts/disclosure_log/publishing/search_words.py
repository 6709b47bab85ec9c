"""The list of words of the whole index: how many records have each, which, and in which shards.

It is the one part of the index that every shard has a share in, so it is not made anew: what a
changed shard had is compared with what it has, and only files whose words differ are packed
again. The outcome is the same, byte for byte, as if the list were made from nothing.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from zlib import crc32

import msgspec

from disclosure_log.publishing.search_rows import by_shard, joined

_WORDS = 300  # words in a file of the list, in the mean
#: Bytes in a file of rows before it is packed, in the mean; those of one word are never parted.
_ROWS = 2048
#: A word in more of the log's records than this share is named at once with its number.
_FREQUENT = 0.2

#: A word's number of records, its shards, bit n for the n-th from the oldest, and its rows in each.
_Row = tuple[int, int, list[bytes]]


#: A file of the list: word, records and shards of each, then where files of rows begin.
_Listed = tuple[list[tuple[str, int, str]], list[tuple[int, str]]]
_NONE = (0, b"")


class ShardWords(msgspec.Struct, frozen=True, array_like=True):
    """The words of one shard, sorted, on how many of its records each is, and on which."""

    words: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    rows: bytes = b""

    def each(self) -> Iterator[tuple[str, int, bytes]]:
        """The words one by one, with how many records and which."""
        return zip(self.words, self.counts, by_shard(self.rows), strict=True)


class File(msgspec.Struct, frozen=True, array_like=True):
    """One file of the list, from its first word to the next file's, and the rows of its words."""

    first: str
    path: str
    raw: bytes
    rows: tuple[tuple[str, bytes], ...]  # files by path, in order

    def every(self) -> Iterator[tuple[str, bytes]]:
        """All files by path."""
        yield self.path, self.raw
        yield from self.rows


class WordList(msgspec.Struct, frozen=True):
    """The list as files, in order, and what it was made of.

    `shards` are the names and keys of the shards, oldest first. `often` holds every word that is
    in more than `floor` records.
    """

    shards: tuple[tuple[str, str], ...]
    files: tuple[File, ...]
    often: dict[str, int]
    floor: float

    def frequent(self, records: int) -> dict[str, int]:
        """The words that are in more than a fifth of all records, in order."""
        least = _FREQUENT * records
        return {word: count for word, count in sorted(self.often.items()) if count > least}


def list_words(
    shards: Sequence[tuple[str, str]],
    records: int,
    words_of: Callable[[str], ShardWords | None],
    kept: WordList | None = None,
) -> WordList:
    """The list of words of shards, which are given oldest first by name and key.

    `words_of` gives the words of a shard by its key, or None where they are no longer known. From
    `kept`, the list as it was, the new one is made where few shards differ.
    """
    if kept is not None and kept.floor <= _FREQUENT * records:
        touched = _touched(kept.shards, shards)
        if touched is not None:
            changed = _changed(kept, tuple(shards), touched, words_of)
            if changed is not None:
                return changed
    rows: dict[str, _Row] = {}
    for number, (_, key) in enumerate(shards):
        shard = words_of(key)
        if shard is None:
            raise ValueError("the words of a shard are lost")
        bit = 1 << number
        for word, count, held in shard.each():
            total, bits, parts = rows.get(word) or (0, 0, [])
            parts.append(held)
            rows[word] = (total + count, bits | bit, parts)
    floor = _FREQUENT * records / 2
    return WordList(
        shards=tuple(shards),
        files=tuple(_packed(sorted(rows.items()))),
        often={word: count for word, (count, _, _) in rows.items() if count > floor},
        floor=floor,
    )


def _touched(before: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]) -> list[int] | None:
    """The places of shards that changed, came or went; None where others moved, or many changed."""
    both = min(len(before), len(now))
    if any(before[n][0] != now[n][0] for n in range(both)):
        return None
    touched = [n for n in range(both) if before[n] != now[n]]
    touched += range(both, max(len(before), len(now)))
    return touched if len(touched) <= max(2, len(now) // 4) else None


def _changed(
    kept: WordList,
    shards: tuple[tuple[str, str], ...],
    touched: Iterable[int],
    words_of: Callable[[str], ShardWords | None],
) -> WordList | None:
    """The list with some shards changed; None where it is not known what they held."""
    if not kept.files:
        return None
    firsts = [file.first for file in kept.files]
    opened: dict[int, dict[str, _Row]] = {}
    often = dict(kept.often)
    for number in touched:
        was = _counts(words_of, kept.shards, number)
        now = _counts(words_of, shards, number)
        if was is None or now is None:
            return None
        bit = 1 << number
        for word in {word for word, _ in was.items() ^ now.items()}:
            place = max(0, bisect_right(firsts, word) - 1)
            if place not in opened:
                opened[place] = dict(_rows(kept.files[place]))
            count, bits, parts = opened[place].pop(word, (0, 0, []))
            before, after = was.get(word, _NONE), now.get(word, _NONE)
            count += after[0] - before[0]
            at = (bits & (bit - 1)).bit_count()
            parts[at : at + (word in was)] = [after[1]] if word in now else []
            bits = bits | bit if word in now else bits & ~bit
            if bits:
                opened[place][word] = (count, bits, parts)
            often.pop(word, None)
            if count > kept.floor:
                often[word] = count
    return WordList(shards, tuple(_files_with(kept.files, opened)), often, kept.floor)


def _counts(
    words_of: Callable[[str], ShardWords | None],
    shards: Sequence[tuple[str, str]],
    number: int,
) -> dict[str, tuple[int, bytes]] | None:
    """The words of the shard at a place, none where there is no shard; None if they are lost."""
    if number >= len(shards):
        return {}
    words = words_of(shards[number][1])
    return None if words is None else {word: (count, held) for word, count, held in words.each()}


def _files_with(kept: Sequence[File], opened: Mapping[int, dict[str, _Row]]) -> list[File]:
    """The files of the list with those that were opened packed again, at times as more or fewer."""
    files: list[File] = []
    for place, file in enumerate(kept):
        if place not in opened:
            files.append(file)
            continue
        rows = sorted(opened[place].items())
        if rows and files and not _begins_file(rows[0][0]):
            rows = [*_rows(files.pop()), *rows]
        files += _packed(rows)
    return files


def _begins_file(word: str) -> bool:
    """Whether a file of the list begins at this word.

    A word says so by its own digest, so that a new word changes one file and does not move all
    that come after.
    """
    return crc32(word.encode()) % _WORDS == 0


def _begins_rows(word: str, rows: bytes) -> bool:
    """Whether a file of rows begins at this word: the likelier, the more rows it has."""
    return crc32(word.encode(), 1) % _ROWS < len(rows)


def _packed(rows: Iterable[tuple[str, _Row]]) -> Iterator[File]:
    """Sorted rows as files: each word with its records and its shards in hex."""
    group: list[tuple[str, _Row]] = []
    for word, row in rows:
        if group and _begins_file(word):
            yield _file(group)
            group = []
        group.append((word, row))
    if group:
        yield _file(group)


def _file(group: Sequence[tuple[str, _Row]]) -> File:
    words: list[tuple[str, int, str]] = []
    rows: list[tuple[int, list[bytes]]] = []
    for place, (word, (count, bits, parts)) in enumerate(group):
        words.append((word, count, f"{bits:x}"))
        held = joined(parts)
        if not rows or _begins_rows(word, held):
            rows.append((place, []))
        rows[-1][1].append(held)
    packed = [(place, gzip.compress(b"".join(held), 6, mtime=0)) for place, held in rows]
    begins = [(place, _digest(raw)) for place, raw in packed]
    raw = gzip.compress(msgspec.json.encode((words, begins)), 6, mtime=0)
    files = tuple((f"words/{_digest(raw)}.rows", raw) for _, raw in packed)
    return File(group[0][0], f"words/{_digest(raw)}.gz", raw, files)


def _digest(raw: bytes) -> str:
    return blake2b(raw, digest_size=5).hexdigest()


def _rows(file: File) -> Iterator[tuple[str, _Row]]:
    words, _ = msgspec.json.decode(gzip.decompress(file.raw), type=_Listed)
    parts = by_shard(b"".join(gzip.decompress(raw) for _, raw in file.rows))
    at = 0
    for word, count, held in words:
        bits = int(held, 16)
        end = at + bits.bit_count()
        yield word, (count, bits, parts[at:end])
        at = end
