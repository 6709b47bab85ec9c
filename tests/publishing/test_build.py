"""A build asks only the groups that changed, and two outputs never share a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from disclosure_log.model import Catalogue
from disclosure_log.project import Settings
from disclosure_log.publishing.build import Built, build
from disclosure_log.publishing.kind import Bench, Group, Kind
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.outputs import Manifest, Wanted
from disclosure_log.publishing.records import Records

NOBODY = Catalogue({}, {})
LOG = Log(NOBODY, Settings("Log"), b"common", {}, {}, lambda _year: ())


class Numbers:
    """A kind with a group of ten files for each letter, that notes which groups were asked."""

    def __init__(self, **depends: bytes) -> None:
        self.depends = depends
        self.asked: list[str] = []

    def groups(self, _log: Log, _bench: Bench) -> Iterator[Group]:
        for letter, depends in self.depends.items():
            yield Group(letter, depends, lambda letter=letter: self.wanted(letter))  # type: ignore[misc]

    def wanted(self, letter: str) -> Iterator[Wanted]:
        self.asked.append(letter)
        for number in range(10):
            path = f"{letter}/{number}.txt"
            yield Wanted(path, self.depends[letter] if number == 3 else b"", path)

    def kind(self, name: str = "numbers") -> Kind:
        return Kind(name, self.groups, made)


def made(_bench: Bench, wanted: Wanted) -> Iterable[bytes]:
    yield wanted.task.encode()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def built(site: Path, *kinds: Kind) -> Built:
    cache = site.parent / "cache"
    records = Records(site.parent, NOBODY, b"", None)
    bench = Bench(site.parent, cache, records, NOBODY, Settings("Log"), processes=1)
    return build(LOG, bench, kinds, site, Manifest.load(cache, site))


def test_a_group_that_did_not_change_is_not_asked(site: Path) -> None:
    first = Numbers(a=b"1", b=b"1")
    assert built(site, first.kind()).made == {"numbers": 20}
    second = Numbers(a=b"1", b=b"2")
    found = built(site, second.kind())
    assert second.asked == ["b"]
    assert (found.made, found.reused, found.removed) == ({"numbers": 1}, 19, 0)


def test_a_group_whose_file_was_touched_is_asked(site: Path) -> None:
    built(site, Numbers(a=b"1", b=b"1").kind())
    (site / "a" / "7.txt").write_text("touched")
    again = Numbers(a=b"1", b=b"1")
    assert built(site, again.kind()).made == {"numbers": 1}
    assert again.asked == ["a"]
    assert (site / "a" / "7.txt").read_text() == "a/7.txt"


def test_a_group_that_is_gone_takes_its_files_with_it(site: Path) -> None:
    built(site, Numbers(a=b"1", b=b"1").kind())
    assert built(site, Numbers(b=b"1").kind()).removed == 10
    assert sorted(path.name for path in site.iterdir()) == ["b"]


def test_a_file_may_move_from_one_kind_to_another(site: Path) -> None:
    built(site, Numbers(a=b"1").kind("old"))
    found = built(site, Numbers(a=b"1").kind("new"))
    assert (found.made, found.removed) == ({"new": 10}, 0)
    assert (site / "a" / "0.txt").exists()


def test_two_outputs_never_share_a_file(site: Path) -> None:
    with pytest.raises(ValueError, match="two outputs"):
        built(site, Numbers(a=b"1").kind("one"), Numbers(a=b"1").kind("other"))
