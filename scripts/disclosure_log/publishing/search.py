"""The search index as outputs: shards indexed only when one of their records changed.

What Pagefind makes of a shard is kept as one bundle in the cache, named by a digest of all that
went in; the site's files are copies out of bundles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import msgspec

from disclosure_log.publishing.kind import Bench, Kind
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest, read_sealed, write_sealed, write_whole
from disclosure_log.publishing.outputs import Wanted
from disclosure_log.publishing.scan import RecordFiles
from disclosure_log.publishing.search_document import Document, document
from disclosure_log.publishing.search_index import Shard, catalogue_files, index_shard, partition
from disclosure_log.publishing.work import Workers

_HEAD = ".head"
_FILES = ".files"


class ShardTask(msgspec.Struct, frozen=True):
    """A shard to be indexed: its records, newest first, and where the bundle goes."""

    name: str
    records: tuple[RecordFiles, ...]
    bundle: str


class Head(msgspec.Struct, frozen=True):
    """What must be known of a bundle without reading its files: each path with its digest."""

    shard: Shard
    paths: dict[str, bytes]


def _wanted(log: Log, bench: Bench) -> Iterator[Wanted]:
    folder = bench.cache / "search"
    tasks = [_task(log, name, ids, folder) for name, ids in _shards(log)]
    heads = {task.bundle: head for task in tasks if (head := _head(task.bundle)) is not None}
    new = [task for task in tasks if task.bundle not in heads]
    what = "Indexing for search"
    bench.progress.start(what, len(new), len(heads))
    with Workers(bench.for_workers(), processes=bench.processes) as workers:
        for done in workers.map(index_batch, new, batch=1, few=2):
            heads |= done
            bench.progress.advance(what, len(done))
    _forget(folder, {Path(task.bundle).name for task in tasks})
    for task in tasks:
        for path, content in heads[task.bundle].paths.items():
            yield Wanted(path, content, (task, content))
    shards = [heads[task.bundle].shard for task in tasks]
    for path, raw in catalogue_files(shards, log.catalogue).items():
        yield Wanted(path, digest(raw), raw)


def _make(bench: Bench, wanted: Wanted) -> Iterable[bytes]:
    if isinstance(wanted.task, bytes):
        yield wanted.task
        return
    task, content = wanted.task
    raw = _files_of(task.bundle).get(wanted.path, b"")
    if digest(raw) != content:
        index_batch(bench, [task])
        raw = _files_of(task.bundle)[wanted.path]
    yield raw


def _shards(log: Log) -> Iterable[tuple[str, Sequence[str]]]:
    return partition((entry.id, entry.responded) for entry in log.entries.values()).items()


def _task(log: Log, name: str, ids: Sequence[str], folder: Path) -> ShardTask:
    records = tuple(log.files[each] for each in ids)
    parts = [part for files in records for part in (files.id, files.digest)]
    key = digest(b"shard", log.common, name, *parts)
    return ShardTask(name, records, str(folder / key.hex()))


def index_batch(bench: Bench, batch: Sequence[ShardTask]) -> dict[str, Head]:
    """Index shards, keep each as a bundle, and give the bundles' heads."""
    heads = {}
    for task in batch:
        shard, files = index_shard(task.name, [_document(bench, each) for each in task.records])
        head = Head(shard, {path: digest(raw) for path, raw in files.items()})
        encoded = msgspec.msgpack.encode(head)
        write_whole(Path(f"{task.bundle}{_FILES}"), msgspec.msgpack.encode(files))
        write_sealed(Path(f"{task.bundle}{_HEAD}"), encoded)
        _files_of.cache_clear()
        heads[task.bundle] = head
    return heads


def _document(bench: Bench, files: RecordFiles) -> Document:
    found = document(bench.records.response(files), bench.catalogue)
    if found is None:
        raise ValueError(f"{files.path} can not be indexed")
    return found


def _head(bundle: str) -> Head | None:
    """The head of a bundle that is there; its files are looked at only when they are needed."""
    raw = read_sealed(Path(f"{bundle}{_HEAD}"))
    try:
        return None if raw is None else msgspec.msgpack.decode(raw, type=Head)
    except msgspec.MsgspecError:
        return None


@lru_cache(maxsize=2)
def _files_of(bundle: str) -> dict[str, bytes]:
    try:
        raw = Path(f"{bundle}{_FILES}").read_bytes()
        return msgspec.msgpack.decode(raw, type=dict[str, bytes])
    except (OSError, msgspec.MsgspecError):
        return {}


def _forget(folder: Path, needed: set[str]) -> None:
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            if path.stem not in needed:
                path.unlink(missing_ok=True)


SEARCH = Kind("search index", _wanted, _make)
