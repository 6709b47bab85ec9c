"""What a page is, and the facts beside the record that a response's page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from disclosure_log.model import Catalogue, Entry, PublicationStatus

#: What the theme leaves away on every page made here: its side columns, and its own heading,
#: since the body carries the breadcrumb and the heading itself.
HIDE = ("navigation", "toc", "title")

MetaValue = str | tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One Markdown page: `path` is its file below `docs/`, `body` our dialect (see `dialect`)."""

    path: str  # "responses/2024/penalty-charge-notices.md"
    title: str
    description: str
    body: str
    meta: Mapping[str, MetaValue] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The page's address below the site's root, in directory style."""
        stem = self.path.removesuffix(".md")
        if stem == "index":
            return ""
        return stem.removesuffix("/index") + "/"


@dataclass(frozen=True)
class TablePreview:
    """The first rows and columns of a table.

    `total` counts all its rows but the header, `columns` all its columns; none is as many as shown.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    columns: int = 0


@dataclass(frozen=True)
class AttachmentFacts:
    """What is known of an attachment only from the file itself."""

    size: int  # bytes
    preview: TablePreview | None = None


@dataclass(frozen=True)
class Incoming:
    """Records that name this one: ids, in the order they should be shown."""

    superseded_by: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()
    answers_later: tuple[str, ...] = ()  # records that have this one in `answered_by`


@dataclass(frozen=True)
class PageContext:
    """Everything a response's page shows that is not in the record.

    `entries` need hold no more than the records that the record names or that name it;
    `attachments` is keyed by file name; `site_url` ends in a slash.
    """

    catalogue: Catalogue
    site_url: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    incoming: Incoming = field(default_factory=Incoming)
    attachments: Mapping[str, AttachmentFacts] = field(default_factory=dict)
    edit_url: str = ""  # where a correction to the record can be suggested
    working_days: int | None = None  # None where it cannot be known to the day

    def entry(self, record_id: str) -> Entry | None:
        """The entry of a record that has a page; a moved id is followed, a draft has none."""
        entry = self.entries.get(self.catalogue.redirects.get(record_id, record_id))
        if entry is None or entry.status is PublicationStatus.DRAFT:
            return None
        return entry
