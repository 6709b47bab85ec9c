"""Attachments inspected, each once: what is remembered of a file holds for its bytes alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import msgspec

from disclosure_log.checks import allowed_texts, known_to
from disclosure_log.leaks.guard import inspect_files
from disclosure_log.leaks.leak import Leak
from disclosure_log.leaks.text.rule import Known
from disclosure_log.model import Catalogue
from disclosure_log.publishing.memo import Memo, digest
from disclosure_log.publishing.program import program_digest
from disclosure_log.publishing.scan import AttachmentFile, RecordFiles, read_checked
from disclosure_log.publishing.work import Progress
from disclosure_log.reading import read

_WHAT = "Inspecting attachments"
_encode = msgspec.msgpack.Encoder().encode

#: What attachments of a record would give away, each with the file's name.
Leaks = tuple[tuple[str, Leak], ...]


def inspected(
    records: Sequence[RecordFiles],
    root: Path,
    catalogue: Catalogue,
    memo: Memo,
    progress: Progress,
) -> dict[str, Leaks]:
    """What the attachments of records would give away, by the record's id.

    Raises OSError where a file is no longer the one that was found on disk.
    """
    plain = known_to(catalogue)
    tasks = [
        _Task(files, file, known)
        for files in records
        if files.attachments
        for known in (replace(plain, allowed=_allowed(files, root)),)
        for file in files.attachments
        if not file.name.endswith("/")
    ]
    found = _remembered(memo, {task.key for task in tasks})
    new = [task for task in tasks if task.key not in found]
    progress.start(_WHAT, len(new), len(tasks) - len(new))
    for known in dict.fromkeys(task.known for task in new):
        of_known = [task for task in new if task.known == known]
        paths = [(task.file.name, root / task.place) for task in of_known]
        for task, each in zip(of_known, inspect_files(paths, known, digest=digest), strict=True):
            if each.digest != task.file.digest:
                raise OSError(f"{task.file.name} changed while it was being checked")
            found[task.key] = each.leaks
            memo.put_many([(task.key, _encode(each.leaks))])
            progress.advance(_WHAT, 1)
    leaks: dict[str, list[tuple[str, Leak]]] = {task.files.id: [] for task in tasks}
    for task in tasks:
        leaks[task.files.id] += ((task.file.name, leak) for leak in found[task.key])
    return {record_id: tuple(each) for record_id, each in leaks.items()}


@dataclass(frozen=True)
class _Task:
    """An attachment to inspect, and what may pass in it."""

    files: RecordFiles
    file: AttachmentFile
    known: Known

    @property
    def place(self) -> str:
        return f"{self.files.path.removesuffix('.yaml')}/{self.file.name}"

    @cached_property
    def key(self) -> bytes:
        return _key(self.file, self.known)


def _allowed(files: RecordFiles, root: Path) -> frozenset[str]:
    """The texts that a record allows; none where it can not be read, which is told elsewhere."""
    raw = read_checked(root / files.path, files.digest)
    if b"allowed" not in raw:
        return frozenset()
    response = read(files.id, files.path, raw).response
    return frozenset() if response is None else allowed_texts(response)


def _remembered(memo: Memo, keys: Iterable[bytes]) -> dict[bytes, tuple[Leak, ...]]:
    found: dict[bytes, tuple[Leak, ...]] = {}
    for key, raw in memo.get_many(keys).items():
        try:
            found[key] = msgspec.msgpack.decode(raw, type=tuple[Leak, ...])
        except msgspec.MsgspecError:
            continue
    return found


def _key(file: AttachmentFile, known: Known) -> bytes:
    """All that an inspection depends on; never with words that only an officer knows."""
    if known.words:
        raise ValueError("what an officer looks for is never remembered")
    told: Mapping[str, object] = {
        "emails": sorted(known.emails),
        "domains": sorted(known.domains),
        "phones": sorted(known.phones),
        "addresses": known.addresses,
        "allowed": sorted(known.allowed),
    }
    return digest(b"inspection", program_digest(), file.name, file.digest, _encode(told))
