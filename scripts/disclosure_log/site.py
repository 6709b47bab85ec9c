"""MkDocs' events, and what the log does at each: the only module that knows MkDocs.

MkDocs renders its own few pages (the hand-written ones and those in the navigation) and, once a
depth, a shell page through the whole theme. Everything else the log fills in by itself after the
build, and only what changed.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from disclosure_log.finding import Finding, Severity
from disclosure_log.model import Entry
from disclosure_log.pages.dialect import to_markdown
from disclosure_log.progress import TerminalProgress
from disclosure_log.project import Project, open_project, settings_of, today
from disclosure_log.publishing.aside import come_back, step_aside
from disclosure_log.publishing.build import build
from disclosure_log.publishing.kind import Bench
from disclosure_log.publishing.kinds import KINDS
from disclosure_log.publishing.lists import navigation_pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import Manifest
from disclosure_log.publishing.program import program_digest
from disclosure_log.publishing.shell import CANONICAL, CONTENT, Shell, shell_markdown
from disclosure_log.publishing.sitemap import response_sitemaps, sitemap, sitemap_index
from disclosure_log.publishing.survey import Survey, survey
from disclosure_log.report import as_text

_LOG = logging.getLogger("mkdocs.hooks.disclosure_log")

#: How many folders lie between a filled page and the site's root, for every kind of page.
DEPTHS = range(2, 8)
_SHELL = "disclosure-log-shell"


@dataclass
class _Build:
    """What one build carries from event to event."""

    project: Project
    manifest: Manifest
    survey: Survey
    log: Log
    site: Path
    shells: dict[int, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)


_serving = False
_now: _Build | None = None


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Remember whether a person is watching: a preview shows problems instead of stopping."""
    global _serving
    _serving = command == "serve"


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
    with TerminalProgress() as progress:
        found = survey(project, today(), progress=progress)
    _report(found, project)
    shown, problems = _apart(found)
    site = Path(config.site_dir)
    manifest = Manifest.load(project.cache, site)
    log = Log.of(project, found.snapshot, shown, program_digest(), problems)
    _now = _Build(project, manifest, found, log, site)
    step_aside(site, manifest.paths())


def _apart(found: Survey) -> tuple[list[Entry], dict[str, tuple[Finding, ...]]]:
    """The records that can be shown, and the findings of those that have errors."""
    shown: list[Entry] = []
    problems: dict[str, tuple[Finding, ...]] = {}
    bad = {each.path for each in found.findings if each.severity is Severity.ERROR}
    for files in found.snapshot.records:
        if files.path in bad:
            problems[files.id] = tuple(each for each in found.findings if each.path == files.path)
        else:
            shown.append(found.entries[files.id])
    return shown, problems


def _report(found: Survey, project: Project) -> None:
    if not found.findings:
        return
    files = len(found.snapshot.records)
    text = as_text(found.findings, files, site_url=project.settings.site_url)
    if found.failed and not _serving:
        raise PluginError(f"Nothing was published: there are problems to mend first.\n\n{text}")
    if found.failed:
        _LOG.error("In this preview, records with errors show what to mend.\n\n%s", text)
    else:
        _LOG.info("The records can be published. Worth a look:\n\n%s", text)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that MkDocs renders for the log: those in the navigation, and the shells."""
    now = _current()
    for page in navigation_pages(now.log):
        _add(files, config, page.path, to_markdown(page))
    for depth in DEPTHS:
        _add(files, config, _shell_path(depth), shell_markdown(), InclusionLevel.NOT_IN_NAV)
    return files


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """The shell's content is the mark where a response's own goes."""
    return CONTENT if _depth_of(page) else html


def on_page_context(context: dict[str, Any], page: Page, **_: Any) -> dict[str, Any]:
    """The shell has no address of its own."""
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
    come_back(now.site)
    _write_sitemap(now)
    with TerminalProgress() as progress:
        bench = Bench(
            root=now.project.root,
            cache=now.project.cache,
            records=now.survey.records,
            catalogue=now.project.catalogue,
            settings=now.project.settings,
            shells={depth: Shell.cut(page) for depth, page in now.shells.items()},
            shell_digest=digest(*(now.shells[depth] for depth in sorted(now.shells))),
            progress=progress,
        )
        try:
            built = build(now.log, bench, KINDS, now.site, now.manifest)
        finally:
            bench.records.close()
    _LOG.info("Disclosure log: %d responses, %s", len(now.log.entries), built)


def _write_sitemap(now: _Build) -> None:
    """MkDocs' sitemap knows its own pages alone: an index names those and the log's."""
    base = now.project.settings.site_url
    (now.site / "sitemap.xml.gz").unlink(missing_ok=True)
    if not base:
        return
    pages = sitemap((base + url, "") for url in sorted(now.pages))
    (now.site / "sitemap-pages.xml").write_bytes(b"".join(pages))
    names = ["sitemap-pages.xml", *(name for name, _ in response_sitemaps(now.log))]
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
