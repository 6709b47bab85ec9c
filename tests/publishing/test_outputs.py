"""A file of the site is left alone only where it is what it should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclosure_log.publishing.aside import come_back, step_aside
from disclosure_log.publishing.outputs import Manifest, Wanted, remove_outputs, write_output


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    return site


def built(site: Path, *wanted: Wanted) -> Manifest:
    manifest = Manifest.load(site.parent / "cache", site)
    made = {each.path: write_output(site, each.path, each.depends, [b"made"]) for each in wanted}
    manifest.record(made, (), b"first")
    return Manifest.load(site.parent / "cache", site)


PAGE = Wanted("responses/2024/bins/index.html", b"one")


def test_an_edition_is_current_while_every_file_is_as_it_was_left(site: Path) -> None:
    manifest = built(site, PAGE)
    assert manifest.is_current(site, b"first")
    assert not manifest.is_current(site, b"second")
    (site / PAGE.path).write_bytes(b"touched")
    assert not manifest.is_current(site, b"first")


def test_nothing_is_made_twice(site: Path) -> None:
    difference = built(site, PAGE).difference(site, [PAGE])
    assert (difference.make, difference.remove, difference.kept) == ((), (), 1)


def test_a_page_is_made_again_when_what_it_depends_on_changed(site: Path) -> None:
    changed = Wanted(PAGE.path, b"two")
    assert built(site, PAGE).difference(site, [changed]).make == (changed,)


def test_a_page_is_made_again_when_somebody_touched_it(site: Path) -> None:
    manifest = built(site, PAGE)
    (site / PAGE.path).write_bytes(b"edited")
    assert manifest.difference(site, [PAGE]).make == (PAGE,)


def test_a_page_is_made_again_when_its_time_changed(site: Path) -> None:
    manifest = built(site, PAGE)
    os.utime(site / PAGE.path, ns=(0, 0))
    assert manifest.difference(site, [PAGE]).make == (PAGE,)


def test_a_page_is_made_again_when_it_is_gone(site: Path) -> None:
    manifest = built(site, PAGE)
    (site / PAGE.path).unlink()
    assert manifest.difference(site, [PAGE]).make == (PAGE,)


def test_what_nobody_wants_is_removed_with_its_empty_folders(site: Path) -> None:
    other = Wanted("responses/2023/art/index.html", b"x")
    difference = built(site, PAGE, other).difference(site, [PAGE])
    assert difference.remove == (other.path,)
    remove_outputs(site, difference.remove)
    assert not (site / "responses" / "2023").exists()
    assert (site / PAGE.path).exists()


def test_two_outputs_never_share_a_file(site: Path) -> None:
    with pytest.raises(ValueError, match="two outputs"):
        built(site).difference(site, [PAGE, PAGE])


@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("end", [b"", b"x"])
def test_a_corrupt_manifest_is_an_empty_one(site: Path, start: int, end: bytes) -> None:
    built(site, PAGE)
    path = next((site.parent / "cache" / "manifests").iterdir())
    path.write_bytes(path.read_bytes()[start:-1] + end)
    assert Manifest.load(site.parent / "cache", site).difference(site, [PAGE]).make == (PAGE,)


def test_each_site_folder_has_a_manifest_of_its_own(site: Path) -> None:
    built(site, PAGE)
    elsewhere = Manifest.load(site.parent / "cache", site.parent / "preview")
    assert list(elsewhere.paths()) == []


def test_what_steps_aside_comes_back_and_new_files_win(site: Path) -> None:
    built(site, PAGE, Wanted("feed.atom", b"x"))
    (site / "index.html").write_text("of MkDocs")
    step_aside(site, [PAGE.path, "feed.atom", "never/made.html"])
    assert sorted(path.name for path in site.iterdir() if path.name[0] != ".") == ["index.html"]
    (site / "responses").mkdir()
    (site / "responses" / "index.html").write_text("of MkDocs")
    (site / "feed.atom").write_text("new")
    come_back(site)
    assert (site / PAGE.path).read_bytes() == b"made"
    assert (site / "responses" / "index.html").read_text() == "of MkDocs"
    assert (site / "feed.atom").read_text() == "new"
    assert not [path for path in site.iterdir() if path.name[0] == "."]
