"""The real site under a sub-path, a real browser over it, and nobody else reachable."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from browser.chromium import find_chromium, flags
from browser.generated import documents, write_index, write_whole_index
from browser.server import Server, serving
from disclosure_log.publishing import search_index

REPOSITORY = Path(__file__).resolve().parents[2]
LOG = (
    "mkdocs.yml",
    "docs",
    "responses",
    "scripts",
    "authorities.yml",
    "topics.yml",
    "redirects.yml",
    "performance.yml",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process drives the browser: the site is built once, and two cores are not thrashed."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class Sites:
    """What is served: `log` is the real one, the others share its pages over generated records.

    `shards` has many small shards, `whole` one index over the same records, and `thrifty` is
    `shards` with a page that fetches next to nothing unasked.
    """

    folder: Path
    server: Server

    def address(self, site: str, path: str = "") -> str:
        return f"{self.server.address}/{site}/{path}"

    def path(self, site: str) -> Path:
        return self.folder / site


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    work = tmp_path_factory.mktemp("browser")
    folder = work / "www"
    build_log(work / "log", folder / "foi")
    responses = documents(420)
    for name in ("shards", "whole"):
        for each in ("assets", "search"):
            shutil.copytree(folder / "foi" / each, folder / name / each)
        shutil.copy(folder / "foi" / "404.html", folder / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "SHARD", 24)
        assert write_index(folder / "shards", responses) > 20
    assert write_whole_index(folder / "whole", responses) == 1
    shutil.copytree(folder / "shards", folder / "thrifty")
    page = folder / "thrifty" / "search" / "index.html"
    html = page.read_text(encoding="utf-8")
    assert "data-dl-seek " in html
    page.write_text(html.replace("data-dl-seek ", 'data-dl-seek data-budget="1" ', 1), "utf-8")
    with serving(folder) as server:
        yield Sites(folder, server)


def build_log(log: Path, site: Path) -> None:
    """Build the repository's own log as `mkdocs build --strict` does, to be served under /foi/."""
    log.mkdir()
    for name in LOG:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, log / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, log / name)
    settings = (log / "mkdocs.yml").read_text(encoding="utf-8")
    moved = [
        "site_url: https://disclosure-log.example/foi/" if line.startswith("site_url:") else line
        for line in settings.splitlines()
    ]
    (log / "mkdocs.yml").write_text("\n".join(moved), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=log,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"mkdocs build --strict failed:\n{done.stdout}\n{done.stderr}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=flags())
        yield running
        running.close()


@dataclass
class Visit:
    """A visitor with a fresh browser: `page` is theirs, `strangers` are other hosts' addresses."""

    page: Page
    context: BrowserContext
    sites: Sites
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str, site: str = "foi") -> None:
        self.page.goto(self.sites.address(site, path))


Visiting = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture
def visiting(browser: Browser, sites: Sites) -> Visiting:
    """Opens visits. At the end of each, another host asked or an error in the console fails."""

    @contextmanager
    def opened(*, width: int = 1280, complains: bool = False, **options: Any) -> Iterator[Visit]:
        options.setdefault("color_scheme", "light")
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(20_000)
        visit = Visit(context.new_page(), context, sites)

        def guard(route: Route) -> None:
            if route.request.url.startswith((sites.server.address, "data:", "blob:")):
                route.continue_()
            else:
                visit.strangers.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on(
            "console",
            lambda message: (
                visit.complaints.append(message.text)
                if message.type in {"error", "warning"}
                else None
            ),
        )
        try:
            yield visit
        finally:
            context.close()
        assert visit.strangers == []
        if not complains:
            assert visit.complaints == []

    return opened


@pytest.fixture
def visit(visiting: Visiting) -> Iterator[Visit]:
    with visiting() as opened:
        yield opened


@pytest.fixture
def hostile(sites: Sites) -> Callable[[], None]:
    """Makes a site whose one response tries to be markup."""

    def made() -> None:
        site = sites.path("hostile")
        if site.exists():
            return
        for each in ("assets", "search"):
            shutil.copytree(sites.path("foi") / each, site / each)
        words = "harmless <img src=x onerror=alert(1)> <script>alert(1)</script> &lt;b&gt; words"
        bad = replace(documents(1)[0], title="<b>Harmless</b> & <i>more</i>", words=words)
        write_whole_index(site, [bad])

    return made
