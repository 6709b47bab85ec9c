"""A file of the site is left alone only where it is what it should be."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure_log.publishing.aside import come_back, step_aside
from disclosure_log.publishing.outputs import (
    Frame,
    Kept,
    Made,
    Manifest,
    Standing,
    Wanted,
    look,
    remove_outputs,
    remove_strays,
    split,
    write_output,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    return site


def built(site: Path, *wanted: Wanted) -> Manifest:
    manifest = Manifest.load(site.parent / "cache", site)
    made = {each.path: write_output(site, each.path, each.depends, [b"made"]) for each in wanted}
    manifest.record({"all": Kept(b"all", made)}, b"first")
    return Manifest.load(site.parent / "cache", site)


PAGE = Wanted("responses/2024/bins/index.html", b"one")


def test_an_edition_is_current_while_every_file_is_as_it_was_left(site: Path) -> None:
    manifest = built(site, PAGE)
    assert manifest.standing(site) == Standing(b"first", b"", True, frozenset({"all"}), 1)
    (site / PAGE.path).write_bytes(b"touched")
    assert manifest.standing(site) == Standing(b"", b"", True, frozenset(), 1)


@pytest.mark.parametrize(
    "harm",
    [
        lambda site: (site / "about/index.html").write_bytes(b"touched"),
        lambda site: (site / "about/index.html").unlink(),
        lambda site: (site / "about/stray.csv").touch(),
        lambda site: (site / "responses/stray").mkdir(),
        lambda site: (site / "stray.csv").touch(),
    ],
)
def test_a_frame_stands_until_a_file_of_it_changes_or_a_stray_one_appears(
    site: Path, harm: Callable[[Path], object]
) -> None:
    made = {PAGE.path: write_output(site, PAGE.path, PAGE.depends, [b"made"])}
    about = {"about/index.html": write_output(site, "about/index.html", b"", [b"About"])}
    manifest = Manifest.load(site.parent / "cache", site)
    manifest.record({"all": Kept(b"all", made)}, b"first", site, Frame(b"key", {}, about))
    wait = look(site.parent / "cache", site)
    assert wait() == Standing(b"first", b"key", True, frozenset({"all"}), 1)
    harm(site)
    harmed = look(site.parent / "cache", site)()
    assert not (harmed.tidy and harmed.frame)


def test_what_lies_among_outputs_and_is_none_is_removed(site: Path) -> None:
    manifest = built(site, PAGE)
    (site / "responses/2024/hidden.csv").write_bytes(b"smuggled in")
    (site / "responses/2025/deep").mkdir(parents=True)
    (site / "responses/2025/deep/hidden.csv").write_bytes(b"smuggled in")
    (site / "about.html").write_bytes(b"the generator's own")
    remove_strays(site, manifest.paths())
    assert {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()} == {
        PAGE.path,
        "about.html",
    }
    assert not (site / "responses/2025").exists()


def test_folders_are_looked_at_again_where_something_came_or_went(site: Path) -> None:
    frame = Frame(b"key", {}, {})
    other = Wanted("responses/2023/roads/index.html", b"one")
    made = {each.path: write_output(site, each.path, b"one", [b"made"]) for each in (PAGE, other)}
    manifest = Manifest.load(site.parent / "cache", site)
    manifest.record({"all": Kept(b"all", made)}, b"first", site, frame)
    remove_outputs(site, [PAGE.path])
    assert not manifest.standing(site).tidy
    left = {other.path: made[other.path]}
    manifest.record({"all": Kept(b"all", left)}, b"second", site, frame, [PAGE.path])
    assert Manifest.load(site.parent / "cache", site).standing(site).tidy
    (site / "responses/2023/stray").touch()
    assert not manifest.standing(site).tidy


def test_a_page_of_the_frame_that_we_touch_ourselves_does_not_stand(site: Path) -> None:
    frame = Frame(b"key", {}, {"index.html": Made(b"", 5, 1)})
    manifest = Manifest.load(site.parent / "cache", site)
    manifest.record({}, b"first", site, frame)
    assert manifest.standing(site).frame == b""


def to_make(manifest: Manifest, site: Path, *wanted: Wanted) -> list[Wanted]:
    return split(site, manifest.groups.get("all"), wanted)[1]


def test_nothing_is_made_twice(site: Path) -> None:
    there, make = split(site, built(site, PAGE).groups["all"], [PAGE])
    assert (list(there), make) == ([PAGE.path], [])


def test_a_page_is_made_again_when_what_it_depends_on_changed(site: Path) -> None:
    changed = Wanted(PAGE.path, b"two")
    assert to_make(built(site, PAGE), site, changed) == [changed]


def test_a_page_is_made_again_when_somebody_touched_it(site: Path) -> None:
    manifest = built(site, PAGE)
    (site / PAGE.path).write_bytes(b"edited")
    assert to_make(manifest, site, PAGE) == [PAGE]


def test_a_page_is_made_again_when_its_time_changed(site: Path) -> None:
    manifest = built(site, PAGE)
    os.utime(site / PAGE.path, ns=(0, 0))
    assert to_make(manifest, site, PAGE) == [PAGE]


def test_a_page_is_made_again_when_it_is_gone(site: Path) -> None:
    manifest = built(site, PAGE)
    (site / PAGE.path).unlink()
    assert to_make(manifest, site, PAGE) == [PAGE]


def test_what_is_removed_leaves_no_empty_folders(site: Path) -> None:
    other = Wanted("responses/2023/art/index.html", b"x")
    built(site, PAGE, other)
    remove_outputs(site, [other.path, "responses/2022/never-there/index.html"])
    assert not (site / "responses" / "2023").exists()
    assert (site / PAGE.path).exists()


@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("end", [b"", b"x"])
def test_a_corrupt_manifest_is_an_empty_one(site: Path, start: int, end: bytes) -> None:
    built(site, PAGE)
    path = next((site.parent / "cache" / "manifests").iterdir())
    path.write_bytes(path.read_bytes()[start:-1] + end)
    assert to_make(Manifest.load(site.parent / "cache", site), site, PAGE) == [PAGE]


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
