"""A Word document, looked into part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx.document import hides_headers
from disclosure_log.leaks.docx.handlers import HANDLERS
from disclosure_log.leaks.docx.kinds import Kind, kind_of
from disclosure_log.leaks.docx.links import link
from disclosure_log.leaks.docx.names import Node, child, name_of
from disclosure_log.leaks.docx.whole import Case, Whole, document_of, related
from disclosure_log.leaks.leak import CannotInspectError, Found, Passage, leak
from disclosure_log.leaks.package import Package, Part, Relation, open_package
from disclosure_log.leaks.xml_parts import parse, remarks

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: Parts whose names every program chooses alike, so that a message may hold them.
_PLAIN = re.compile(
    r"(?:word/(?:media/image|embeddings/oleobject|charts/chart|diagrams/data|diagrams/drawing"
    r"|header|footer|comments|document|settings|styles|numbering|glossary/document|theme/theme"
    r"|footnotes|endnotes|people|printersettings/printersettings|activex/activex|vbaproject"
    r"|embeddings/microsoft_excel_(?:work)?sheet|recipientdata|vbadata|websettings)"
    r"|docprops/(?:core|app|custom|thumbnail)|customxml/(?:item|itemprops))[0-9]{0,4}\.[a-z]{3,4}"
)
#: Parts that are no matter when nothing leads to them; others are data nobody sees.
_HARMLESS = frozenset(
    {Kind.ORDINARY, Kind.STYLES, Kind.NUMBERING, Kind.FONT, Kind.WEB, Kind.PRINTER}
    | {Kind.SETTINGS, Kind.PROPERTIES, Kind.THUMBNAIL, Kind.LABEL, Kind.COMMENT_MARKS}
)


def inspect_docx(raw: bytes) -> Iterator[Found]:
    """What a Word document gives away, each found once; raises CannotInspectError."""
    seen: set[Found] = set()
    try:
        for found in _inspect(raw):
            if found not in seen:
                seen.add(found)
                yield found
    except RecursionError:
        too_deep = True
    else:
        too_deep = False
    if too_deep:
        raise CannotInspectError("The document is nested more deeply than can be inspected.")


def _inspect(raw: bytes) -> Iterator[Found]:
    if raw.startswith(_OLE):
        if _ENCRYPTED in raw:
            raise CannotInspectError("The document is encrypted.", "attachment-encrypted")
        raise CannotInspectError(
            "This is a document of an old version of Word.", "attachment-type-refused"
        )
    package = open_package(raw)
    main = package.main()
    root = parse(package.read(main.key))
    if name_of(root) != "w:document" or child(root, "w:body") is None:
        raise CannotInspectError("The file has no document in it.")
    settings = related(package, main, "settings")
    inspection = Whole(
        package,
        main,
        document_of(package, main, root, settings),
        root,
        _shown(package, root),
        hides_headers(root, settings),
    )
    yield from _parts(inspection)
    for number, relation in enumerate(_external(package), 1):
        yield from link(relation, number)


def _external(package: Package) -> Iterator[Relation]:
    return (each for some in package.relations.values() for each in some if each.external)


def _shown(package: Package, root: Node) -> str:
    """All words of the text and of headers and footers."""
    texts = ["".join(root.itertext())]
    for part in package.parts.values():
        if kind_of(part.key, part.content_type, frozenset()) is Kind.STORY:
            texts += ["".join(parse(package.read(part.key)).itertext())]
    return "\n".join(texts)


def _parts(inspection: Whole) -> Iterator[Found]:
    package = inspection.package
    incoming: dict[str, set[str]] = {}
    for some in package.relations.values():
        for relation in some:
            if not relation.external:
                incoming.setdefault(relation.target, set()).add(relation.kind)
    reached = package.reached()
    for part in package.parts.values():
        kind = kind_of(part.key, part.content_type, frozenset(incoming.get(part.key, ())))
        place = _place(part)
        if kind is None:
            yield from _unknown(inspection, part, place)
            continue
        if part.key not in reached:
            yield from _orphan(kind, place)
        if kind in HANDLERS:
            yield from HANDLERS[kind](Case(inspection, part, place))
        if part.content_type.endswith("xml"):
            yield from _remarks(inspection, part, place)


def _place(part: Part) -> str:
    return part.key if _PLAIN.fullmatch(part.key) else f"part {part.number}"


def _unknown(inspection: Whole, part: Part, place: str) -> Iterator[Found]:
    raw = inspection.package.read(part.key)
    if raw.strip(b"\0 \xff"):
        yield leak(
            "attachment-unknown-part", place, "There is a part in the document that is not known."
        )


def _orphan(kind: Kind, place: str) -> Iterator[Found]:
    severity = Severity.WARNING if kind in _HARMLESS else None
    yield leak(
        "attachment-unknown-part",
        place,
        "There is a part in the document that belongs to nothing in it.",
        severity=severity,
    )


def _remarks(inspection: Whole, part: Part, place: str) -> Iterator[Found]:
    said = remarks(inspection.package.read(part.key))
    if any(letter.isalnum() for letter in said):
        yield Passage(said, f"{place}, remarks")
