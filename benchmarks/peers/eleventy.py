"""Eleventy, over the same pages, in the shell of the log's own theme."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.peers.peer import CONTENT, TITLE, Content, Peer, Tools, link_pages, shell_with

_SETTINGS = """\
export default function (config) {
  config.addGlobalData("layout", "page.liquid");
  config.addPassthroughCopy("pages/**/*.csv");
  config.setQuietMode(true);
  return {
    markdownTemplateEngine: false,
    dir: { input: "pages", includes: "../layouts", output: "site" },
  };
}
"""


def _prepare(content: Content, folder: Path) -> None:
    link_pages(content, folder / "pages")
    (folder / "layouts").mkdir()
    shell = shell_with(content.shell, {TITLE: "{{ title | escape }}", CONTENT: "{{ content }}"})
    (folder / "layouts" / "page.liquid").write_text(shell, "utf-8")
    (folder / "eleventy.config.mjs").write_text(_SETTINGS, "utf-8")


def _package(tools: Tools) -> Path:
    return tools.npm / "node_modules" / "@11ty" / "eleventy"


def _command(tools: Tools, _folder: Path) -> tuple[str, ...]:
    return ("node", str(_package(tools) / "cmd.cjs"), "--config=eleventy.config.mjs")


def _version(tools: Tools) -> str:
    about = json.loads((_package(tools) / "package.json").read_text("utf-8"))
    return f"eleventy {about['version']}"


ELEVENTY = Peer("eleventy", "Eleventy", _prepare, _command, _version, _package)
