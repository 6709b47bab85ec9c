"""MkDocs' events, and what the log does at each: the only module that knows MkDocs.

MkDocs renders its own few pages (the hand-written ones and those in the navigation) and, once a
depth, a shell page through the whole theme: the frame. Everything else the log fills in by itself
after the build, and only what changed. Where nothing that the frame is made of has changed either,
the frame is kept as it is, and MkDocs is told to stop before it begins.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from disclosure_log.finding import Finding, Severity
from disclosure_log.progress import TerminalProgress
from disclosure_log.project import Project, Settings, open_project, settings_of, today
from disclosure_log.publishing.aside import come_back, step_aside
from disclosure_log.publishing.garbage import collect_seldom
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import (
    Frame,
    Manifest,
    Standing,
    look,
    made_of,
    remove_strays,
)
from disclosure_log.publishing.overview import Overview, edition_key, kept_overview, scanned
from disclosure_log.publishing.program import program_digest
from disclosure_log.publishing.scan import Snapshot, digest_of_trees

if TYPE_CHECKING:
    from disclosure_log.publishing.edition import Edition

# What reads records and makes pages is imported in the functions that need it: loading it takes
# longer than finding out that nothing has changed.

_LOG = logging.getLogger("mkdocs.hooks.disclosure_log")

#: How many folders lie between a filled page and the site's root, for every kind of page.
DEPTHS = range(2, 8)
_SHELL = "disclosure-log-shell"


@dataclass
class _Build:
    """What one build carries from event to event."""

    project: Project
    today: date
    snapshot: Snapshot
    site: Path
    frame_key: bytes = b""
    standing: Standing = field(default_factory=Standing)
    ahead: Callable[[], object] = lambda: None
    shells: dict[int, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)

    @cached_property
    def key(self) -> bytes:
        return edition_key(self.project, self.snapshot)

    @cached_property
    def overview(self) -> Overview:
        return kept_overview(self.project, self.key, self.today) or self.edition.overview

    @cached_property
    def edition(self) -> Edition:
        from disclosure_log.publishing.edition import Edition

        with TerminalProgress() as progress:
            edition = Edition(self.project, self.today, progress, self.snapshot)
            edition.look_over()
        return edition

    @cached_property
    def manifest(self) -> Manifest:
        return Manifest.load(self.project.cache, self.site)


class _Warnings(logging.Handler):
    """Counts what MkDocs warns of: a frame is kept only where it had nothing to say."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.levelno >= logging.WARNING


_command = ""
_warnings = _Warnings(logging.WARNING)
_now: _Build | None = None


def on_startup(
    command: Literal["build", "gh-deploy", "serve"], dirty: bool = False, **_: Any
) -> None:
    """Remember whether a person is watching: a preview shows problems instead of stopping."""
    global _command
    _command = "" if dirty else command
    collect_seldom()
    logging.getLogger("mkdocs").addHandler(_warnings)
    logging.getLogger("mkdocs.commands.build").addFilter(_is_not_about_a_shell)


def _is_not_about_a_shell(record: logging.LogRecord) -> bool:
    """MkDocs says of each shell that it wrote no page, which is as it should be."""
    return f"'{_SHELL}/" not in record.getMessage()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Refuse settings that the log can not work with."""
    if not config.use_directory_urls:
        raise PluginError(
            "The log's addresses need use_directory_urls; leave it out of mkdocs.yml."
        )
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Check every record; refuse to publish while there are errors."""
    global _now
    _now = None
    root = Path(config.config_file_path).resolve().parent
    project = open_project(root, settings_of(config))
    standing = look(project.cache, Path(config.site_dir))
    now = _Build(project, today(), scanned(project), Path(config.site_dir))
    _report(now.overview.findings, len(now.snapshot.records), project.settings)
    now.frame_key = _frame_key(config, now.overview)
    now.standing = standing()
    _now = now
    if now.standing.edition != digest(now.key, now.frame_key):
        from disclosure_log.publishing.making import make_ahead

        now.ahead = make_ahead(now.edition)
    stands = now.standing.tidy and now.standing.frame == now.frame_key != b""
    if stands and _command == "build":
        _bring_up_to_date(now)
        # The site is as it should be, and MkDocs would only make its own pages again.
        raise SystemExit(0)
    if not now.standing.tidy:
        remove_strays(now.site, now.manifest.paths())
    step_aside(now.site, now.manifest.paths())


#: Markdown extensions that make a page of its own text alone and read no other file.
_PLAIN = {
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "meta",
    "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.superfences",
    "pymdownx.tabbed", "pymdownx.tilde", "smarty", "tables", "toc",
}  # fmt: skip


#: Settings that MkDocs holds as living things, whose words say nothing: looked at by themselves.
_LIVE = {"hooks", "plugins", "theme"}


def _frame_key(config: MkDocsConfig, overview: Overview) -> bytes:
    """A digest of all that MkDocs makes its own part of the site from; empty where none can say.

    A plugin, another hook or an extension that reads files may depend on anything.
    """
    if list(config.plugins) != list(config.hooks) or len(config.hooks) != 1:
        return b""
    if not _PLAIN.issuperset(config.markdown_extensions):
        return b""
    settings = {name: value for name, value in config.items() if name not in _LIVE}
    theme = (dict(config.theme), sorted(config.theme.static_templates))
    folders = [Path(config.docs_dir), *map(Path, config.theme.dirs)]
    return digest(
        program_digest(),
        repr((settings, theme)),
        digest_of_trees(folder for folder in folders if not _is_installed(folder)),
        msgspec.msgpack.encode((overview.pages, overview.sitemaps)),
    )


def _is_installed(folder: Path) -> bool:
    """Whether a folder is part of a package, whose version says what is in it."""
    return "site-packages" in folder.parts or "dist-packages" in folder.parts


def _report(findings: Sequence[Finding], files: int, settings: Settings) -> None:
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if not findings:
        return
    from disclosure_log.report import as_text, tally

    if not errors:
        _LOG.info("Disclosure log: %s. To see them: disclosure-log check", tally(findings, files))
        return
    text = as_text(errors, files, site_url=settings.site_url)
    if _command == "serve":
        _LOG.error("In this preview, records with errors show what to mend.\n\n%s", text)
    else:
        raise PluginError(f"Nothing was published: there are problems to mend first.\n\n{text}")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that MkDocs renders for the log: those in the navigation, and the shells."""
    from disclosure_log.publishing.shell import shell_markdown

    for path, markdown in _current().overview.pages:
        _add(files, config, path, markdown)
    for depth in DEPTHS:
        _add(files, config, _shell_path(depth), shell_markdown(), InclusionLevel.NOT_IN_NAV)
    return files


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """The shell's content is the mark where a response's own goes."""
    from disclosure_log.publishing.shell import CONTENT

    return CONTENT if _depth_of(page) else html


def on_page_context(context: dict[str, Any], page: Page, **_: Any) -> dict[str, Any]:
    """The shell has no address of its own."""
    from disclosure_log.publishing.shell import CANONICAL

    if _depth_of(page):
        page.canonical_url = CANONICAL
    return context


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Keep the shells for ourselves and note which pages MkDocs has written."""
    now = _current()
    depth = _depth_of(page)
    if depth is None:
        now.pages.append(page.url)
        return output
    now.shells[depth] = output
    return ""


def on_post_build(**_: Any) -> None:
    """Fill in and write everything of the log's that is not as it should be."""
    now = _current()
    _write_sitemap(now)
    files = {path: made_of(now.site, path) for path in _files_below(now.site)}
    come_back(now.site)
    key = b"" if _warnings.count else now.frame_key
    _bring_up_to_date(now, Frame(key, now.shells, files))


def _files_below(site: Path) -> Iterator[str]:
    """The files that MkDocs has written; what stepped aside is in a folder with a dot."""
    for folder, names, files in os.walk(site):
        names[:] = [name for name in names if not name.startswith(".")]
        at = Path(folder).relative_to(site)
        yield from (at.joinpath(name).as_posix() for name in files)


def _bring_up_to_date(now: _Build, made: Frame | None = None) -> None:
    """Make what is not as it should be, around the frame just made or the one that is kept."""
    if made is None and now.standing.edition == digest(now.key, now.standing.frame):
        _say(now, f"nothing changed, {now.standing.files:,} files reused")
        return
    from disclosure_log.publishing.making import make

    frame = made or now.manifest.frame
    assert frame is not None
    with TerminalProgress() as progress:
        built = make(now.edition, frame, now.site, now.manifest, now.standing, progress, now.ahead)
    _say(now, str(built))


def _say(now: _Build, what: str) -> None:
    _LOG.info("Disclosure log: %s responses, %s", f"{now.overview.responses:,}", what)


def _write_sitemap(now: _Build) -> None:
    """MkDocs' sitemap knows its own pages alone: an index names those and the log's."""
    from disclosure_log.publishing.sitemap import sitemap, sitemap_index

    base = now.project.settings.site_url
    (now.site / "sitemap.xml.gz").unlink(missing_ok=True)
    if not base:
        return
    pages = sitemap((base + url, "") for url in sorted(now.pages))
    (now.site / "sitemap-pages.xml").write_bytes(b"".join(pages))
    names = ["sitemap-pages.xml", *now.overview.sitemaps]
    (now.site / "sitemap.xml").write_bytes(b"".join(sitemap_index(base + each for each in names)))


def on_build_error(**_: Any) -> None:
    """Nothing of the last build is lost when this one fails."""
    if _now is not None:
        come_back(_now.site)


def _current() -> _Build:
    if _now is None:
        raise PluginError("The log was not read before the build began.")
    return _now


def _add(
    files: Files,
    config: MkDocsConfig,
    path: str,
    content: str,
    inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
) -> None:
    files.append(File.generated(config, path, content=content, inclusion=inclusion))


def _shell_path(depth: int) -> str:
    return f"{_SHELL}/{'x/' * (depth - 2)}x.md"


def _depth_of(page: Page) -> int | None:
    """The depth of a shell page; None for any other page."""
    if not page.file.src_uri.startswith(f"{_SHELL}/"):
        return None
    return page.file.src_uri.count("/") + 1
