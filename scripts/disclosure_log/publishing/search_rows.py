"""Which records have a word: a few bytes a shard, which are cut and joined without being read.

A record is its row in its shard, counted from the oldest, so that a new record moves no other.
Rows are written as steps from one to the next, the first from before the oldest, in groups of
seven bits, lowest first, where all but the last have the eighth bit. A step is never nought, so
the byte 0 ends a shard, and a word's shards follow one another as in the list of words.
"""

from __future__ import annotations

from collections.abc import Sequence

_END = b"\0"
_BITS = 7
_MORE = 1 << _BITS


def rows_from_oldest(steps: Sequence[int], records: int) -> bytes:
    """The rows of one shard's records, from the steps between them, newest first from nought."""
    if not steps:
        return _END
    turned = [records - sum(steps), *steps[:0:-1]]
    if max(turned) < _MORE:
        return bytes(turned) + _END
    return b"".join(_number(step) for step in turned) + _END


def _number(step: int) -> bytes:
    groups = bytearray()
    while step >= _MORE:
        groups.append(step % _MORE | _MORE)
        step >>= _BITS
    groups.append(step)
    return bytes(groups)


def by_shard(rows: bytes) -> list[bytes]:
    """The rows of each shard by itself, in order, without their end."""
    return rows.split(_END)[:-1]


def joined(shards: Sequence[bytes]) -> bytes:
    """Rows of shards one after another again."""
    return _END.join([*shards, b""])
