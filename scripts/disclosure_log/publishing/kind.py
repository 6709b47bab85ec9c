"""A kind of output: the one small piece to write when the site is to have another sort of file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from disclosure_log.model import Catalogue
from disclosure_log.pages.dialect import to_html
from disclosure_log.pages.page import Page
from disclosure_log.project import Settings
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.outputs import Wanted
from disclosure_log.publishing.records import Records
from disclosure_log.publishing.shell import Shell
from disclosure_log.publishing.work import Progress, Silent


def _nothing() -> None:
    """What is waited for where nothing was begun."""


@dataclass(frozen=True)
class Bench:
    """What makers work with. Pickled once a process, so nothing in it grows with the log.

    `shells` are the theme's pages by depth: how many folders lie between page and site root.
    `ahead` waits for the search index, where it was begun before the rest.
    """

    root: Path
    cache: Path
    records: Records
    catalogue: Catalogue
    settings: Settings
    shells: Mapping[int, Shell] = field(default_factory=dict)
    shell_digest: bytes = b""
    progress: Progress = field(default_factory=Silent)
    processes: int | None = None
    ahead: Callable[[], object] = _nothing

    def for_workers(self) -> Bench:
        """The bench as another process can have it, without what belongs to this one."""
        return replace(self, progress=Silent(), ahead=_nothing)

    def filled(self, page: Page) -> bytes:
        """A page of the log as a whole page of the site, through the theme's shell."""
        content, _ = to_html(page.body)
        html = self.shells[page.url.count("/")].fill(
            title=page.title,
            description=page.description,
            canonical=self.settings.site_url + page.url,
            content=content,
        )
        return html.encode()


@dataclass(frozen=True)
class Group:
    """Files of a kind that are planned together, most often those of a year.

    `depends` is a digest of **all** that which files there are, and the bytes of each, depend on
    beside `Log.common`, which is always part of it. While it is the same, `wanted` is not called.
    """

    name: str
    depends: bytes
    wanted: Callable[[], Iterable[Wanted]]

    @classmethod
    def of_one(cls, wanted: Wanted) -> Group:
        """A file by itself."""
        return cls(wanted.path, wanted.depends, lambda: (wanted,))


@dataclass(frozen=True)
class Kind:
    """One sort of output: which files it wants, what each depends on, and how one is made.

    `make` must be a pure function of the bench and what was wanted; it yields the file's bytes in
    pieces, so that a large one is never held whole.
    """

    name: str
    groups: Callable[[Log, Bench], Iterable[Group]]
    make: Callable[[Bench, Wanted], Iterable[bytes]]
    of_the_whole: bool = False  # its task grows with the log: made here, not sent to a process
    page: Callable[[Bench, Wanted], Page] | None = None  # the Markdown page, where it is one


@dataclass(frozen=True)
class _Filled:
    """Makes a page of the site from a Markdown page: a class, so that it can be pickled."""

    page: Callable[[Bench, Wanted], Page]

    def __call__(self, bench: Bench, wanted: Wanted) -> Iterable[bytes]:
        yield bench.filled(self.page(bench, wanted))


def pages(
    name: str,
    groups: Callable[[Log, Bench], Iterable[Group]],
    page: Callable[[Bench, Wanted], Page],
) -> Kind:
    """A kind whose every output is a Markdown page, filled into the theme's shell."""
    return Kind(name, groups, _Filled(page), page=page)
