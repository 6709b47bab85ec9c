"""Hugo, over the same pages, in the shell of the log's own theme."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.peer import CONTENT, TITLE, Content, Peer, Tools, link_pages, shell_with
from benchmarks.peers.tools import installed

_SETTINGS = """\
baseURL = "https://log.exampleshire.gov.uk/"
title = "Disclosure log"
languageCode = "en-gb"
publishDir = "site"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
[markup.goldmark.renderer]
unsafe = true
"""


def _prepare(content: Content, folder: Path) -> None:
    # A page with pages below it is a section, which Hugo calls `_index.md`.
    link_pages(
        content,
        folder / "content",
        folder / "static",
        lambda path: path.with_name("_index.md") if path.name == "index.md" else path,
    )
    (folder / "hugo.toml").write_text(_SETTINGS, "utf-8")
    layouts = folder / "layouts"
    layouts.mkdir()
    shell = shell_with(content.shell, {TITLE: "{{ .Title }}", CONTENT: "{{ .Content }}"})
    for name in ("single.html", "list.html", "home.html"):
        (layouts / name).write_text(shell, "utf-8")


def _program(tools: Tools) -> Path:
    # The program itself, without the few lines of Python that start it.
    return tools.packages / "hugo" / "binaries" / "hugo"


def _command(tools: Tools, _folder: Path) -> tuple[str, ...]:
    return (str(_program(tools)), "build", "--quiet")


HUGO = Peer(
    "hugo",
    "Hugo",
    _prepare,
    _command,
    lambda tools: installed(tools, "hugo"),
    _program,
    leaves=("resources", ".hugo_build.lock"),
)
