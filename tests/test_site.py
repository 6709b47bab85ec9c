"""The real `mkdocs build` of the sample log, and what it refuses, keeps and makes again."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from conftest import SITE_URL, Copy
from disclosure_log.model import PublicationStatus
from disclosure_log.project import open_project, today
from disclosure_log.publishing.overview import scanned
from disclosure_log.publishing.survey import Survey, survey

DRAFT = "2026/consultants-used-for-the-budget"
WITHDRAWN = "2023/complaints-about-housing-repairs"


class Page(HTMLParser):
    """What a page offers and asks for: anchors, links, and whatever a browser loads by itself."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "form":
            self.links.append(values.get("action", ""))
        if tag == "link" and values.get("rel") not in ("canonical", "license", "prev", "next"):
            self.loaded.append(values["href"])
        if tag in ("script", "img", "iframe", "source", "video", "audio", "embed"):
            self.loaded += [values[name] for name in ("src", "srcset", "data") if name in values]


@pytest.fixture(scope="module")
def pages(built_log: Copy) -> dict[str, Page]:
    """Every page of the site by its address."""
    found = {
        SITE_URL + path.relative_to(built_log.site).as_posix().removesuffix("index.html"): path
        for path in built_log.site.rglob("*.html")
    }
    assert len(found) > 200
    return {address: Page(path) for address, path in found.items()}


def looked_over(copy: Copy) -> Survey:
    project = open_project(copy.root)
    return survey(project, today(), scanned(project))


def test_every_record_but_a_draft_has_a_page(built_log: Copy) -> None:
    found = looked_over(built_log)
    assert len(found.lines) > 40
    for entry in found.lines.values():
        page = built_log.site / "responses" / entry.id / "index.html"
        assert page.is_file() is (entry.status is not PublicationStatus.DRAFT), entry.id


def test_nothing_of_a_draft_is_published(built_log: Copy) -> None:
    title = yaml.safe_load(built_log.record(DRAFT).read_text("utf-8"))["title"].encode()
    files = [path for path in built_log.site.rglob("*") if path.is_file()]
    assert [path for path in files if title in path.read_bytes()] == []
    assert [path for path in files if DRAFT in path.as_posix()] == []
    assert DRAFT.encode() not in (built_log.site / "data" / "responses.json").read_bytes()


def test_a_withdrawn_record_leaves_a_tombstone(built_log: Copy) -> None:
    page = (built_log.site / "responses" / WITHDRAWN / "index.html").read_text("utf-8")
    record = yaml.safe_load(built_log.record(WITHDRAWN).read_text("utf-8"))
    assert "withdrawn" in page.lower()
    assert record["publication"]["note"].split(".")[0] in page
    assert "What was asked" not in page


def test_every_link_leads_somewhere(pages: dict[str, Page], built_log: Copy) -> None:
    checked = 0
    broken = set()
    for address, page in pages.items():
        for link in page.links:
            whole, _, anchor = urljoin(address, link).partition("#")
            if not whole.startswith(SITE_URL):
                assert urlsplit(whole).scheme in ("https", "mailto", "tel"), (address, link)
                continue
            checked += 1
            whole = whole.partition("?")[0]
            target = built_log.site / unquote(whole.removeprefix(SITE_URL))
            known = pages.get(whole)
            lost = known is not None and anchor and unquote(anchor) not in known.ids
            if lost or (known is None and not target.is_file()):
                broken.add((address, link))
    assert checked > 5000
    assert broken == set()


def test_no_page_asks_another_host_for_anything(pages: dict[str, Page], built_log: Copy) -> None:
    for address, page in pages.items():
        for loaded in page.loaded:
            assert urljoin(address, loaded).startswith((SITE_URL, "data:")), (address, loaded)
    styles = list(built_log.site.rglob("*.css"))
    assert styles
    for style in styles:
        text = re.sub(r"""url\((['"]?)data:.*?\1\)""", "", style.read_text("utf-8"))
        for url in re.findall(r"url\(([^)]*)\)|@import\s+([^;]+)", text):
            assert "//" not in "".join(url), style


def test_the_shell_pages_are_not_published(built_log: Copy) -> None:
    assert not (built_log.site / "disclosure-log-shell").exists()
    for path in built_log.site.rglob("*"):
        assert not (path.is_file() and b"dlmark" in path.read_bytes()), path


def test_the_sitemap_names_every_response(built_log: Copy) -> None:
    index = (built_log.site / "sitemap.xml").read_text("utf-8")
    names = re.findall(rf"{re.escape(SITE_URL)}(sitemap-[\w-]+\.xml)", index)
    listed = "".join((built_log.site / name).read_text("utf-8") for name in names)
    found = looked_over(built_log)
    for entry in found.lines.values():
        shown = entry.status is not PublicationStatus.DRAFT
        assert (f"{SITE_URL}responses/{entry.id}/</loc>" in listed) is shown
    assert f"<loc>{SITE_URL}about/</loc>" in listed
    assert "disclosure-log-shell" not in listed


def test_a_page_is_what_plain_mkdocs_makes_of_the_rendered_markdown(
    built_log: Copy, tmp_path: Path
) -> None:
    """The way out: the Markdown on disk gives the same site, page for page, without our hooks."""
    plain = Copy(tmp_path / "plain")
    plain.root.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "disclosure_log.cli", "render", str(plain.root / "docs")],
        cwd=built_log.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (plain.root / "scripts").symlink_to(built_log.root / "scripts")
    config = (built_log.root / "mkdocs.yml").read_text("utf-8")
    for line in ("hooks:", "watch:"):
        config = re.sub(rf"^{line}.*\n", "", config, flags=re.MULTILINE)
    config += "exclude_docs: .disclosure-log.json\n" if "exclude_docs" not in config else ""
    config = config.replace(
        "not_in_nav: |\n", "not_in_nav: |\n  /responses/\n  /exemptions/\n  /help/\n"
    )
    (plain.root / "mkdocs.yml").write_text(config, "utf-8")
    done = plain.build()
    assert done.returncode == 0, done.stderr

    def html(site: Path) -> dict[str, list[str]]:
        return {
            path.relative_to(site).as_posix(): parsed(path, path.relative_to(site).as_posix())
            for path in site.rglob("*.html")
        }

    ours, theirs = html(built_log.site), html(plain.site)
    assert ours.keys() == theirs.keys()
    assert len(ours) > 200
    assert [path for path in ours if ours[path] != theirs[path]] == []


def parsed(path: Path, place: str) -> list[str]:
    """A page as tags, attributes and text in order, its links as whole addresses.

    Left out is only Material's own skip link, which the log's theme hides in favour of its own.
    """
    address = SITE_URL + place.removesuffix("index.html")
    tokens: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            whole = {
                name: urljoin(address, value or "") if name in ("href", "src", "action") else value
                for name, value in attrs
            }
            tokens.append(f"<{tag} {sorted(whole.items())}>")

        def handle_endtag(self, tag: str) -> None:
            tokens.append(f"</{tag}>")

        def handle_data(self, data: str) -> None:
            if data.strip():
                tokens.append(" ".join(data.split()))

    text = path.read_text("utf-8")
    Reader().feed(re.sub(r'<a href="[^"]*" class="md-skip">.*?</a>', "", text, flags=re.DOTALL))
    return tokens


def outputs(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_the_build_refuses_to_publish_an_error_and_says_why(log_copy: Copy) -> None:
    assert log_copy.build("--strict").returncode == 0
    before = outputs(log_copy.site)
    record = log_copy.record("2024/contracts-over-100000-pounds")
    record.write_text(record.read_text("utf-8").replace("licence: OGL-UK-3.0", "licence: OGL-UK"))
    done = log_copy.build()
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "licence-unknown" in said
    assert "responses/2024/contracts-over-100000-pounds.yaml" in said
    assert "Traceback" not in said
    assert outputs(log_copy.site) == before


def test_a_second_build_makes_nothing_again(log_copy: Copy) -> None:
    first = log_copy.build()
    assert re.search(r"responses, \d[\d,]+ files made, 0 reused", first.stderr)
    before = outputs(log_copy.site)
    second = log_copy.build()
    assert re.search(r"responses, nothing changed, \d[\d,]+ files reused", second.stderr)
    assert outputs(log_copy.site) == before


def test_one_change_makes_only_what_depends_on_it(log_copy: Copy) -> None:
    log_copy.build()
    before = outputs(log_copy.site)
    record = log_copy.record("2025/drones-bought-or-hired")
    text = record.read_text("utf-8")
    record.write_text(text + "changes: [{on: 2026-01-05, note: Corrected a word.}]\n")
    done = log_copy.build()
    after = outputs(log_copy.site)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert "responses/2025/drones-bought-or-hired/index.html" in changed
    others = {p for p in changed if p.startswith("responses/") and "/2025/drones" not in p}
    assert others == set(), done.stderr
    made = re.search(r"responses, ([\d,]+) files made", done.stderr)
    assert made
    assert int(made[1].replace(",", "")) < 60


def test_a_log_without_records_still_builds(log_copy: Copy) -> None:
    for year in (log_copy.root / "responses").iterdir():
        for path in sorted(year.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    (log_copy.root / "redirects.yml").unlink()
    done = log_copy.build()
    assert done.returncode == 0, done.stderr
    assert "0 responses" in done.stderr
