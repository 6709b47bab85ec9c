"""An edition made into a site, around the frame that the site generator gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from disclosure_log.publishing import kinds
from disclosure_log.publishing.build import Built, build
from disclosure_log.publishing.edition import Edition
from disclosure_log.publishing.kind import Bench
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import Frame, Manifest, Standing
from disclosure_log.publishing.search import index_ahead
from disclosure_log.publishing.shell import Shell
from disclosure_log.publishing.work import Progress, Silent

_NO_FRAME = Frame(b"", {}, {})


def make_ahead(edition: Edition) -> Callable[[], object]:
    """Begin what needs no frame and takes long; the function returned waits for it."""
    return index_ahead(edition.log, _bench(edition, _NO_FRAME, Silent()))


def make(
    edition: Edition,
    frame: Frame,
    site: Path,
    manifest: Manifest,
    standing: Standing,
    progress: Progress,
    ahead: Callable[[], object],
) -> Built:
    """Make what is not as it should be and remove what nobody wants."""
    bench = replace(_bench(edition, frame, progress), ahead=ahead)
    whole = digest(edition.key, frame.key)
    try:
        return build(edition.log, bench, kinds.KINDS, site, manifest, whole, frame, standing)
    finally:
        bench.records.close()


def _bench(edition: Edition, frame: Frame, progress: Progress) -> Bench:
    project = edition.project
    return Bench(
        root=project.root,
        cache=project.cache,
        records=edition.records,
        catalogue=project.catalogue,
        settings=project.settings,
        shells={depth: Shell.cut(page) for depth, page in frame.shells.items()},
        shell_digest=digest(*(frame.shells[depth] for depth in sorted(frame.shells))),
        progress=progress,
    )
