"""The package of an Office Open XML file: parts, what type each is, and what leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import normpath
from typing import NoReturn
from urllib.parse import unquote

from disclosure_log.leaks.archive import Archive, open_archive
from disclosure_log.leaks.leak import CannotInspectError
from disclosure_log.leaks.xml_parts import local, parse, transitional

_TYPES = "[content_types].xml"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
MAX_RELATIONS = 100_000


@dataclass(frozen=True)
class Relation:
    """One way from a part to another, or to somewhere outside.

    `kind` is the last word of the type ("worksheet"), `type` all of it in its Transitional form.
    `target` is the other part's key, or, of an external one, the address as it stands; it is ""
    where an internal one leads to no part.
    """

    source: str
    id: str
    kind: str
    type: str
    target: str
    external: bool
    address: str


@dataclass(frozen=True)
class Part:
    """A part of the package; `key` is its name in small letters, `number` its place in the file."""

    key: str
    name: str
    content_type: str
    number: int


@dataclass(frozen=True)
class Package:
    """The parts by key, and the relations of each by the source's key ("" is the package)."""

    archive: Archive
    parts: dict[str, Part]
    relations: dict[str, tuple[Relation, ...]] = field(default_factory=dict)

    def read(self, key: str) -> bytes:
        """A part's bytes."""
        return self.archive.read(self.parts[key].name)

    def of(self, key: str, kind: str = "") -> tuple[Relation, ...]:
        """The relations of a part, of one kind where it is given."""
        return tuple(x for x in self.relations.get(key, ()) if not kind or x.kind == kind)

    def part(self, relation: Relation) -> Part | None:
        """The part a relation leads to, if it is inside the package."""
        return None if relation.external else self.parts.get(relation.target)

    def main(self) -> Part:
        """The part that the document begins with."""
        for relation in self.of("", "officeDocument"):
            part = self.part(relation)
            if part is not None:
                return part
        raise CannotInspectError("The file has no document in it.")

    def reached(self) -> frozenset[str]:
        """The parts that relations lead to, from the package on."""
        seen: set[str] = set()
        waiting = [""]
        while waiting:
            for relation in self.relations.get(waiting.pop(), ()):
                part = self.part(relation)
                if part is not None and part.key not in seen:
                    seen.add(part.key)
                    waiting.append(part.key)
        return frozenset(seen)

    def orphans(self) -> tuple[Part, ...]:
        """The parts that nothing leads to: no program shows them, and they stay in the file."""
        reached = self.reached()
        return tuple(part for part in self.parts.values() if part.key not in reached)


def open_package(raw: bytes) -> Package:
    """Read the outline of an Office Open XML file (ISO 29500-2)."""
    archive = open_archive(raw)
    names = {name.casefold(): name for name in archive.names}
    if _TYPES not in names:
        _refuse("The file is damaged: it does not say what its parts are.")
    defaults, overrides = _types(archive.read(names[_TYPES]))
    parts: dict[str, Part] = {}
    lists: dict[str, str] = {}
    for number, (key, name) in enumerate(names.items(), 1):
        if key == _TYPES:
            continue
        source = _source(key)
        if source is not None:
            lists[source] = name
            continue
        kind = overrides.get(key) or defaults.get(key.rpartition(".")[2], "")
        parts[key] = Part(key, name, kind, number)
    for source in set(lists) - set(parts) - {""}:
        # The links of a part that is gone: nothing leads to them, so they show up as an orphan.
        name = lists.pop(source)
        key = name.casefold()
        parts[key] = Part(key, name, RELATIONS_TYPE, list(names).index(key) + 1)
    relations = {
        source: tuple(_relations(archive.read(name), source, parts))
        for source, name in lists.items()
    }
    return Package(archive, parts, relations)


def _refuse(message: str) -> NoReturn:
    raise CannotInspectError(message)


def _source(key: str) -> str | None:
    """Whose relations a part lists: "xl/_rels/workbook.xml.rels" those of "xl/workbook.xml"."""
    folder, _, name = key.rpartition("/")
    room, _, last = folder.rpartition("/")
    if last != "_rels" or not name.endswith(".rels"):
        return None
    own = name.removesuffix(".rels")
    return f"{room}/{own}" if room else own


def _types(raw: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Content types by extension and by part, both in small letters."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for element in parse(raw):
        kind = element.get("ContentType", "").strip().lower()
        match local(element.tag):
            case "Default":
                defaults[element.get("Extension", "").lower()] = kind
            case "Override":
                overrides[_key(element.get("PartName", ""), "")] = kind
            case _:
                _refuse("The list of the file's parts holds something that is not known.")
    return defaults, overrides


def _relations(raw: bytes, source: str, parts: dict[str, Part]) -> Iterator[Relation]:
    root = parse(raw)
    if len(root) > MAX_RELATIONS:
        _refuse("The file holds more links than can be inspected.")
    for element in root:
        if local(element.tag) != "Relationship":
            _refuse("The links of the file's parts hold something that is not known.")
        kind = transitional(element.get("Type", "").strip())
        address = element.get("Target", "")
        external = element.get("TargetMode", "").lower() == "external"
        target = address if external else _target(address, source, parts)
        last = kind.rstrip("/").rpartition("/")[2]
        yield Relation(source, element.get("Id", ""), last, kind, target, external, address)


def _target(address: str, source: str, parts: dict[str, Part]) -> str:
    """The key of the part an internal address leads to, "" where there is none."""
    bare = address.partition("#")[0].strip()
    if not bare:
        return ""
    folder = source.rpartition("/")[0]
    for each in (bare, unquote(bare)):
        key = _key(each, folder)
        if key in parts:
            return key
    return ""


def _key(address: str, folder: str) -> str:
    joined = address if address.startswith("/") else f"/{folder}/{address}"
    return normpath(joined).lstrip("/").casefold()
