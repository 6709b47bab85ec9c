"""The least one could write: a loop over the pages, mistune for Markdown, Jinja for the shell."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.peer import CONTENT, TITLE, Content, Peer, Tools, shell_with
from benchmarks.peers.tools import installed

_PROGRAM = '''\
"""Builds a site: every Markdown page of a folder through one template."""

import os
import shutil
import sys
from pathlib import Path

import jinja2
import mistune
import yaml

source, target = Path(sys.argv[1]), Path("site")
environment = jinja2.Environment(autoescape=True)
shell = environment.from_string(Path("shell.html").read_text("utf-8"))
markdown = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

for place, _, names in os.walk(source):
    for name in names:
        path = Path(place, name)
        inside = path.relative_to(source)
        if not name.endswith(".md"):
            if not name.startswith("."):
                (target / inside).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target / inside)
            continue
        body, meta = path.read_text("utf-8"), {}
        if body.startswith("---\\n"):
            _, front, body = body.split("---\\n", 2)
            meta = yaml.load(front, Loader=Loader) or {}
        folder = target / (inside.parent if name == "index.md" else inside.with_suffix(""))
        folder.mkdir(parents=True, exist_ok=True)
        content = markdown(body)
        page = shell.render(title=meta.get("title", ""), content=content)
        (folder / "index.html").write_text(page, "utf-8")
'''


def _prepare(content: Content, folder: Path) -> None:
    shell = shell_with(content.shell, {TITLE: "{{ title }}", CONTENT: "{{ content | safe }}"})
    (folder / "shell.html").write_text(shell, "utf-8")
    (folder / "build.py").write_text(_PROGRAM, "utf-8")
    (folder / "pages").symlink_to(content.rendered)


def _command(tools: Tools, _folder: Path) -> tuple[str, ...]:
    return (str(tools.python), "build.py", "pages/")


JINJA = Peer(
    "jinja-mistune",
    "plain Jinja + mistune",
    _prepare,
    _command,
    lambda tools: f"{installed(tools, 'jinja2')}, {installed(tools, 'mistune')}",
    lambda tools: tools.python,
)
