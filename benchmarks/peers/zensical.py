"""Zensical, which reads MkDocs' settings; it ignores `hooks` without a word, so it gets pages."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.mkdocs import settings
from benchmarks.peers.peer import Content, Peer, Tools, link_pages
from benchmarks.peers.tools import installed


def _prepare(content: Content, folder: Path) -> None:
    link_pages(content, folder / "docs")
    own = (content.log / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(settings(own, "docs", "[search]"), "utf-8")


def _program(tools: Tools) -> Path:
    return tools.python.with_name("zensical")


def _command(tools: Tools, _folder: Path) -> tuple[str, ...]:
    return (str(_program(tools)), "build")


ZENSICAL = Peer(
    "zensical",
    "Zensical, its own search",
    _prepare,
    _command,
    lambda tools: installed(tools, "zensical"),
    _program,
    leaves=(".cache",),
    again=True,
)
