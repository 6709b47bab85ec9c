"""The list of words of the whole index: how many records have each, and in which shards.

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

_WORDS = 300  # words in a file of the list, in the mean
#: A word in more of the log's records than this share is named at once with its number.
_FREQUENT = 0.2

#: A word's records in the whole log, and its shards: bit n for the n-th from the oldest.
_Row = tuple[int, int]


class ShardWords(msgspec.Struct, frozen=True, array_like=True):
    """The words of one shard, sorted, and on how many of its records each is."""

    words: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()


class File(msgspec.Struct, frozen=True, array_like=True):
    """One file of the list, from its first word to the next file's, packed."""

    first: str
    path: str
    raw: bytes


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
        for word, count in zip(shard.words, shard.counts, strict=True):
            row = rows.get(word)
            rows[word] = (count, bit) if row is None else (row[0] + count, row[1] | bit)
    floor = _FREQUENT * records / 2
    return WordList(
        shards=tuple(shards),
        files=tuple(_packed(sorted(rows.items()))),
        often={word: count for word, (count, _) in rows.items() if count > floor},
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
            count, bits = opened[place].pop(word, (0, 0))
            count += now.get(word, 0) - was.get(word, 0)
            bits = bits | bit if word in now else bits & ~bit
            if bits:
                opened[place][word] = (count, bits)
            often.pop(word, None)
            if count > kept.floor:
                often[word] = count
    return WordList(shards, tuple(_files_with(kept.files, opened)), often, kept.floor)


def _counts(
    words_of: Callable[[str], ShardWords | None],
    shards: Sequence[tuple[str, str]],
    number: int,
) -> dict[str, int] | None:
    """The words of the shard at a place, none where there is no shard; None if they are lost."""
    if number >= len(shards):
        return {}
    words = words_of(shards[number][1])
    return None if words is None else dict(zip(words.words, words.counts, strict=True))


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


def _packed(rows: Iterable[tuple[str, _Row]]) -> Iterator[File]:
    """Sorted rows as files: each word with its records and its shards in hex."""
    group: list[tuple[str, int, str]] = []
    for word, (count, bits) in rows:
        if group and _begins_file(word):
            yield _file(group)
            group = []
        group.append((word, count, f"{bits:x}"))
    if group:
        yield _file(group)


def _file(group: Sequence[tuple[str, int, str]]) -> File:
    raw = gzip.compress(msgspec.json.encode(group), 6, mtime=0)
    return File(group[0][0], f"words/{blake2b(raw, digest_size=5).hexdigest()}.gz", raw)


def _rows(file: File) -> list[tuple[str, _Row]]:
    rows = msgspec.json.decode(gzip.decompress(file.raw), type=list[tuple[str, int, str]])
    return [(word, (count, int(bits, 16))) for word, count, bits in rows]
