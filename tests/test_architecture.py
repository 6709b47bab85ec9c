"""The house's rules: which room may import which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "scripts" / "disclosure_log"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: What a room may import of the package, beside itself. A room not named may import any.
ALLOWED = {
    "model": {"reduced_date"},
    "finding": set(),
    "reduced_date": set(),
    "nearest": set(),
    "law": {"model", "reduced_date", "nearest"},
    "markers": set(),
    "commonmark": {"markers", "law"},
    "reading": {"model", "finding", "reduced_date", "nearest", "law"},
    "leaks": {"finding", "nearest"},
    "checks": {
        "model",
        "finding",
        "reduced_date",
        "nearest",
        "law",
        "commonmark",
        "markers",
        "leaks",
    },
    "pages": {"model", "finding", "reduced_date", "law", "commonmark", "markers"},
    "opendata": {"model", "reduced_date", "law", "commonmark", "markers"},
    "report": {"finding"},
}
ONLY_IN = {"mkdocs": {"site"}, "click": {"cli"}, "rich": {"progress"}, "comrak": {"commonmark"}}


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            yield node.module or "", tuple(alias.name for alias in node.names)


def rooms_imported(module: Path) -> set[str]:
    rooms = set()
    for name, names in imports(module):
        if name == "disclosure_log":
            rooms |= {each for each in names if not each.startswith("__")}
        elif name.startswith("disclosure_log."):
            rooms.add(name.split(".")[1])
    return rooms


def test_the_package_is_here() -> None:
    assert {"model", "reading", "law", "checks", "pages", "publishing", "site", "cli"} <= {
        room_of(module) for module in MODULES
    }


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_nothing_above_it(room: str) -> None:
    modules = [module for module in MODULES if room_of(module) == room]
    assert modules
    for module in modules:
        assert rooms_imported(module) <= ALLOWED[room] | {room}, module


@pytest.mark.parametrize(("library", "rooms"), ONLY_IN.items())
def test_a_library_of_the_edge_stays_at_the_edge(library: str, rooms: set[str]) -> None:
    users = {
        room_of(module)
        for module in MODULES
        for name, _ in imports(module)
        if name.split(".")[0] == library
    }
    assert users == rooms


def test_no_room_imports_a_private_name_of_another() -> None:
    for module in MODULES:
        for name, names in imports(module):
            if name.startswith("disclosure_log") and room_of(module) not in name.split("."):
                private = [each for each in (*name.split("."), *names) if is_private(each)]
                assert not private, f"{module} imports {private}"


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")
