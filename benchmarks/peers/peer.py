"""What a peer is: another way to make a site of the same pages."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Where a shell takes a page's own parts.
TITLE, CONTENT = "@@title@@", "@@content@@"
_PARTS = (
    (re.compile(r"(?<=<title>).*?(?=</title>)", re.DOTALL), TITLE),
    (re.compile(r"(?<=<article).*(?=</article>)", re.DOTALL), f">{CONTENT}"),
    (re.compile(r'<link rel="canonical"[^>]*>'), ""),
    (re.compile(r'<meta name="description"[^>]*>'), ""),
)


@dataclass(frozen=True)
class Content:
    """What every peer is given: the pages as `disclosure-log render` writes them.

    `shell` is one page of the log's own site, emptied, for peers that have no theme of their own.
    """

    log: Path
    rendered: Path
    shell: str


@dataclass(frozen=True)
class Tools:
    """Where the peers' programs are."""

    python: Path
    packages: Path
    npm: Path


@dataclass(frozen=True)
class Peer:
    """One peer. It is prepared once, in a folder of its own, and then run from that folder.

    `needs` names what of the tools it cannot run without; `site` is the folder it fills; `leaves`
    is what else must go before a cold run; `again` is true where it claims to reuse earlier work.
    """

    name: str
    about: str
    prepare: Callable[[Content, Path], None]
    command: Callable[[Tools, Path], tuple[str, ...]]
    version: Callable[[Tools], str]
    needs: Callable[[Tools], Path | None] = field(default=lambda _tools: None)
    site: str = "site"
    leaves: tuple[str, ...] = ()
    again: bool = False


def empty_shell(page: str) -> str:
    """A page of the log without its own words, marked where a page's words belong."""
    for part, mark in _PARTS:
        page = part.sub(lambda _match, mark=mark: mark, page, count=1)  # type: ignore[misc]
    if TITLE not in page or CONTENT not in page:
        raise ValueError("the page has no title or no article")
    return page


def shell_with(shell: str, marks: Mapping[str, str]) -> str:
    """The shell in a template language of its own."""
    for mark, slot in marks.items():
        shell = shell.replace(mark, slot)
    return shell


def link_pages(
    content: Content,
    pages: Path,
    others: Path | None = None,
    rename: Callable[[Path], Path] = lambda path: path,
) -> None:
    """Put the pages into a peer's own folder without copying a byte, and the other files too."""
    for place, _, names in os.walk(content.rendered):
        for name in names:
            source = Path(place, name)
            if name.startswith("."):
                continue
            inside = source.relative_to(content.rendered)
            is_page = name.endswith(".md")
            target = pages / rename(inside) if is_page else (others or pages) / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(source, target)
