"""The search index as outputs: shards indexed only when one of their records changed.

What Pagefind makes of a shard is kept as one bundle in the cache, named by a digest of all that
went in; the site's files are copies out of bundles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

import msgspec

from disclosure_log.publishing.beside import beside
from disclosure_log.publishing.kind import Bench, Group, Kind
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest, read_sealed, write_sealed, write_whole
from disclosure_log.publishing.outputs import Wanted
from disclosure_log.publishing.scan import RecordFiles
from disclosure_log.publishing.search_document import Document, document
from disclosure_log.publishing.search_index import Shard, catalogue_files, index_shard
from disclosure_log.publishing.search_words import ShardWords, WordList, list_words
from disclosure_log.publishing.work import Workers

T = TypeVar("T")

_HEAD = ".head"
_WORDS = ".words"
_FILES = ".files"
_FOLDER = "search"  # in the cache
_AHEAD = 2
_LIST = "list"  # the list of words of all shards, as it was last


class ShardTask(msgspec.Struct, frozen=True):
    """A shard to be indexed: its records, newest first, and where the bundle goes."""

    name: str
    records: tuple[RecordFiles, ...]
    bundle: str


class Head(msgspec.Struct, frozen=True):
    """What must be known of a bundle without reading its files: each path with its digest."""

    shard: Shard
    paths: dict[str, bytes]


def index_ahead(log: Log, bench: Bench) -> Callable[[], object]:
    """Index a shard or two that changed beside other work; the function returned waits for them.

    What it makes lies in the cache, where the build then finds it.
    """
    new = _new_shards(log, places := _places(log, bench.cache), _heads(places))
    if not 0 < len(new) <= _AHEAD:
        return lambda: None

    def work() -> bytes:
        index_batch(bench, new)
        return b""

    return beside(work)


def _groups(log: Log, bench: Bench) -> Iterator[Group]:
    """Each shard by itself, and what they share; only shards that changed are indexed."""
    bench.ahead()
    places = _places(log, bench.cache)
    heads = _heads(places)
    new = _new_shards(log, places, heads)
    what = "Indexing for search"
    bench.progress.start(what, len(new), len(heads))
    with Workers(bench.for_workers(), processes=bench.processes) as workers:
        for done in workers.map(index_batch, new, batch=1, few=2):
            heads |= done
            bench.progress.advance(what, len(done))
    for shard, place in places.items():
        wanted = partial(_wanted_of_shard, log, shard, place, heads[place])
        yield Group(shard[1], Path(place).name.encode(), wanted)
    tasks = {place: partial(_task, log, *shard, place) for shard, place in places.items()}
    shards = [heads[place].shard for place in places.values()]
    shared = partial(_wanted_by_all, shards, tasks, bench)
    yield Group("shared", digest(*(Path(place).name for place in tasks)), shared)
    # Only now: the list of words is made from the shards as they were.
    _forget(bench.cache / _FOLDER, {_LIST, *(Path(place).name for place in tasks)})


def _places(log: Log, cache: Path) -> dict[tuple[str, str], str]:
    """Where the bundle of each shard is kept, newest shard first, by the shard's year and name."""
    return {
        (year.year, shard.name): str(cache / _FOLDER / digest(log.common, shard.key).hex())
        for year in reversed(list(log.years.values()))
        for shard in year.shards
    }


def _heads(places: Mapping[tuple[str, str], str]) -> dict[str, Head]:
    """The heads of the bundles that are there; their files are looked at only when needed."""
    found = ((place, _read(Path(f"{place}{_HEAD}"), Head)) for place in places.values())
    return {place: head for place, head in found if head is not None}


def _new_shards(
    log: Log, places: Mapping[tuple[str, str], str], heads: Mapping[str, Head]
) -> list[ShardTask]:
    return [_task(log, *shard, place) for shard, place in places.items() if place not in heads]


def _wanted_of_shard(log: Log, shard: tuple[str, str], place: str, head: Head) -> Iterator[Wanted]:
    task = _task(log, *shard, place)
    for path, content in head.paths.items():
        yield Wanted(path, content, (task, content))


def _wanted_by_all(
    shards: Sequence[Shard], tasks: Mapping[str, Callable[[], ShardTask]], bench: Bench
) -> Iterator[Wanted]:
    folder = bench.cache / _FOLDER
    place = folder / _LIST

    def words_of(key: str) -> ShardWords | None:
        bundle = str(folder / key)
        found = _read(Path(f"{bundle}{_WORDS}"), ShardWords)
        if found is None and bundle in tasks:
            index_batch(bench, [tasks[bundle]()])
            found = _read(Path(f"{bundle}{_WORDS}"), ShardWords)
        return found

    words = list_words(
        [(shard.name, Path(each).name) for shard, each in zip(shards, tasks, strict=True)][::-1],
        sum(shard.records for shard in shards),
        words_of,
        _read(place, WordList),
    )
    write_sealed(place, msgspec.msgpack.encode(words))
    for path, raw in catalogue_files(shards, words, bench.catalogue).items():
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


def _task(log: Log, year: str, name: str, place: str) -> ShardTask:
    of = log.years[year]
    (shard,) = (each for each in of.shards if each.name == name)
    return ShardTask(name, tuple(log.files[of.lines[at].id] for at in shard.at), place)


def index_batch(bench: Bench, batch: Sequence[ShardTask]) -> dict[str, Head]:
    """Index shards, keep each as a bundle, and give the bundles' heads."""
    heads = {}
    for task in batch:
        documents = [_document(bench, each) for each in task.records]
        shard, words, files = index_shard(task.name, documents)
        head = Head(shard, {path: digest(raw) for path, raw in files.items()})
        write_whole(Path(f"{task.bundle}{_FILES}"), msgspec.msgpack.encode(files))
        write_sealed(Path(f"{task.bundle}{_WORDS}"), msgspec.msgpack.encode(words))
        write_sealed(Path(f"{task.bundle}{_HEAD}"), msgspec.msgpack.encode(head))
        _files_of.cache_clear()
        heads[task.bundle] = head
    return heads


def _document(bench: Bench, files: RecordFiles) -> Document:
    found = document(bench.records.response(files), bench.catalogue)
    if found is None:
        raise ValueError(f"{files.path} can not be indexed")
    return found


def _read(path: Path, kind: type[T]) -> T | None:
    """What was kept in a file, if it is there and sound."""
    raw = read_sealed(path)
    try:
        return None if raw is None else msgspec.msgpack.decode(raw, type=kind)
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


SEARCH = Kind("search index", _groups, _make)
