"""What is known of an edition of the log without looking into it.

An overview of the last sound edition is kept under a digest of everything that went into it. While
that digest is the same, neither a verdict nor an entry is read again, and nothing that reads,
checks or shows a record is even loaded.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from disclosure_log.finding import Finding
from disclosure_log.project import Project
from disclosure_log.publishing.memo import digest, read_sealed, write_sealed
from disclosure_log.publishing.program import program_digest
from disclosure_log.publishing.scan import Snapshot, scan


class Overview(msgspec.Struct, frozen=True):
    """What a build must know of an edition even when nothing is to be made.

    `pages` are those that MkDocs renders, by path, in Markdown; `sitemaps` are the names of the
    responses' sitemaps.
    """

    key: bytes
    findings: tuple[Finding, ...]
    pages: tuple[tuple[str, str], ...]
    sitemaps: tuple[str, ...]
    responses: int
    checked: date
    holds_through: date


def scanned(project: Project) -> Snapshot:
    """What lies on disk."""
    return scan(project.root, project.cache / "scan.msgpack")


def edition_key(project: Project, snapshot: Snapshot) -> bytes:
    """A digest of everything that goes into an edition but today's date."""
    settled = msgspec.msgpack.encode((project.settings, snapshot))
    return digest(b"edition", program_digest(), project.digest, settled)


def kept_overview(project: Project, key: bytes, today: date) -> Overview | None:
    """The overview of this very edition, if it is kept and still holds today."""
    raw = read_sealed(_place(project))
    if raw is None:
        return None
    try:
        kept = msgspec.msgpack.decode(raw, type=Overview)
    except msgspec.MsgspecError:
        return None
    holds = kept.checked <= today <= kept.holds_through
    return kept if kept.key == key and holds else None


def keep_overview(project: Project, overview: Overview) -> None:
    """Keep the overview of an edition that has no errors."""
    write_sealed(_place(project), msgspec.msgpack.encode(overview))


def _place(project: Project) -> Path:
    return project.cache / "overview.msgpack"
