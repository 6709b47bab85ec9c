"""MkDocs and Material as they come, over pages on disk; the responses are not in the navigation."""

from __future__ import annotations

import re
import sys
from importlib.metadata import version
from pathlib import Path

from pagefind_bin import get_executable

from benchmarks.peers.peer import Content, Peer, Tools

#: Settings that belong to the log's own engine.
_OWN = re.compile(
    r"^(?:hooks|watch|plugins|exclude_docs|not_in_nav|docs_dir)\b.*\n(?:  .*\n)*"
    r"|^  custom_dir: .*\n",
    re.MULTILINE,
)
_OUTSIDE = "not_in_nav: |\n  /staff/\n  /responses/\n  /exemptions/\n  /help/\n"


def settings(own: str, docs: str, plugins: str) -> str:
    """The log's settings without its engine: what someone who has only the pages would write."""
    return f"{_OWN.sub('', own)}\n{_OUTSIDE}docs_dir: {docs}\nplugins: {plugins}\n"


def _prepare(plugins: str, content: Content, folder: Path) -> None:
    own = (content.log / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(settings(own, str(content.rendered), plugins), "utf-8")


def _plain(content: Content, folder: Path) -> None:
    _prepare("[]", content, folder)


def _searching(content: Content, folder: Path) -> None:
    _prepare("[search]", content, folder)


def _build(_tools: Tools, _folder: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "mkdocs", "build", "--quiet")


def _build_and_index(tools: Tools, folder: Path) -> tuple[str, ...]:
    # One index over what is worth finding: response pages, and of those the article alone.
    index = (
        f"'{get_executable()}' --site site --root-selector article --force-language en"
        " --glob 'responses/[0-9]*/*/index.html' --quiet"
    )
    build = " ".join(f"'{word}'" for word in _build(tools, folder))
    return ("sh", "-c", f"{build} && {index}")


def _versions(_tools: Tools) -> str:
    return f"mkdocs {version('mkdocs')}, mkdocs-material {version('mkdocs-material')}"


def _versions_with_pagefind(tools: Tools) -> str:
    return f"{_versions(tools)}, pagefind-bin {version('pagefind-bin')}"


PLAIN = Peer("mkdocs", "MkDocs + Material, no search", _plain, _build, _versions)
SEARCHING = Peer("mkdocs-search", "MkDocs + Material, own search", _searching, _build, _versions)
PAGEFIND = Peer(
    "mkdocs-pagefind",
    "MkDocs + Material + Pagefind",
    _plain,
    _build_and_index,
    _versions_with_pagefind,
)
