"""What MkDocs itself made is kept while nothing it is made of has changed, and only then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Copy

OLD = "2021/noise-complaints-about-mill-lane"
NEWEST = "2024/contracts-over-100000-pounds"
RAN = "Building documentation to directory"


def tree(site: Path) -> dict[str, bytes]:
    files = [path for path in site.rglob("*") if path.is_file()]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def has_run(copy: Copy, *options: str) -> bool:
    """Build, and say whether MkDocs made its part."""
    done = copy.build(*options)
    assert done.returncode == 0, done.stderr
    return RAN in done.stderr


def is_as_a_clean_build(copy: Copy) -> bool:
    clean = copy.root / "clean"
    assert RAN in copy.build("--site-dir", str(clean)).stderr
    return tree(clean) == tree(copy.site)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_mkdocs_has_nothing_to_do_where_an_older_answer_is_corrected(log_copy: Copy) -> None:
    assert has_run(log_copy)
    assert not has_run(log_copy)
    record = log_copy.record(OLD)
    record.write_text(record.read_text("utf-8") + "changes: [{on: 2024-01-05, note: A word.}]\n")
    assert not has_run(log_copy)
    assert "A word." in (log_copy.site / "responses" / OLD / "index.html").read_text("utf-8")
    assert is_as_a_clean_build(log_copy)


def test_mkdocs_runs_wherever_its_part_could_differ(log_copy: Copy) -> None:
    assert has_run(log_copy)
    changes: dict[str, Callable[[Copy], object]] = {
        "a page": lambda log: edit(log.root / "docs/about.md", "\n", "\nA new line.\n"),
        "a new page": lambda log: (log.root / "docs/new.md").write_text("# A new page\n"),
        "a setting": lambda log: edit(log.root / "mkdocs.yml", "site_name: ", "site_name: New "),
        "a defaced page": lambda log: (log.site / "about/index.html").write_text("defaced"),
        "a stray file": lambda log: (log.site / "about/hidden.html").write_text("smuggled in"),
        "one of ours": lambda log: (log.site / "responses/hidden.csv").write_text("smuggled in"),
        "a lost page": lambda log: (log.site / "404.html").unlink(),
        "the newest answer": lambda log: edit(log.record(NEWEST), "title: ", "title: New "),
    }
    for what, change in changes.items():
        change(log_copy)
        assert has_run(log_copy), what
    assert not has_run(log_copy)
    assert is_as_a_clean_build(log_copy)


def test_mkdocs_runs_where_an_option_differs(log_copy: Copy) -> None:
    assert has_run(log_copy)
    assert has_run(log_copy, "--strict")


def test_a_warning_is_given_as_often_as_there_is_reason(log_copy: Copy) -> None:
    page = log_copy.root / "docs/about.md"
    page.write_text(page.read_text("utf-8") + "\n[gone](gone.md)\n", "utf-8")
    for _ in range(2):
        assert "gone.md" in log_copy.build().stderr
    for _ in range(2):
        assert log_copy.build("--strict").returncode != 0


@pytest.mark.parametrize("line", ["  - pymdownx.snippets\n", "  - codehilite\n"])
def test_an_extension_that_may_read_anything_is_not_trusted(log_copy: Copy, line: str) -> None:
    edit(log_copy.root / "mkdocs.yml", "markdown_extensions:\n", f"markdown_extensions:\n{line}")
    for _ in range(2):
        done = log_copy.build()
        assert done.returncode == 0, done.stderr
        assert RAN in done.stderr
