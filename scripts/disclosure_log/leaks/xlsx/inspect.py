"""Looks into a workbook part by part; no part is left out, and one that is not known is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from disclosure_log.finding import Severity
from disclosure_log.leaks.images import inspect_image
from disclosure_log.leaks.leak import CannotInspectError, Found, Passage, leak
from disclosure_log.leaks.package import Package, Part, open_package
from disclosure_log.leaks.xlsx import drawings, parts
from disclosure_log.leaks.xlsx.furniture import filtered, furniture
from disclosure_log.leaks.xlsx.hiding import Styled, hidden_cells
from disclosure_log.leaks.xlsx.links import external_book, external_links
from disclosure_log.leaks.xlsx.properties import properties
from disclosure_log.leaks.xlsx.refs import area
from disclosure_log.leaks.xlsx.sheet import Cover, Sheet, grid, read_rows
from disclosure_log.leaks.xlsx.strings import (
    Strings,
    read_strings,
    readings,
    string_remarks,
    unused,
)
from disclosure_log.leaks.xlsx.styles import Styles, read_styles
from disclosure_log.leaks.xlsx.words import passages, remark_passages, spoken
from disclosure_log.leaks.xlsx.workbook import (
    SheetLink,
    Workbook,
    read_workbook,
    workbook_findings,
)
from disclosure_log.leaks.xml_parts import Element, local, parse

_SHEETS = frozenset({"worksheet", "chartsheet", "dialogsheet", "xlmacrosheet", "xlintlmacrosheet"})
_BINARY = "sheet.binary"
_SPREADSHEET = ("spreadsheetml.", "ms-excel.")
_LITERAL = re.compile(r'"([^"]{3,})"')
_TAGS = re.compile(r"<[^>]*>")
#: Looks of tables whose heading has a fill of its own; others leave it as it is.
_FILLED_HEADING = re.compile(r"TableStyle(?:Medium|Dark)\d+|TableStyleLight(?:[89]|1[0-4])")
#: Kinds of rich values that show all they hold.
_PLAIN_VALUES = frozenset({"_localimage", "_webimage", "_error", "_formattednumber", "_hyperlink"})
#: Parts that programs forget to lead to, and that hold nothing of the sheets.
_HARMLESS = ("theme+xml", "styles+xml", "calcchain+xml", "printersettings", "properties+xml")


@dataclass(frozen=True)
class _Book:
    """All that the parts of one workbook have in common."""

    package: Package
    workbook: Workbook
    styles: Styles
    strings: Strings
    roles: dict[str, frozenset[str]]
    own: frozenset[str]


def inspect_xlsx(raw: bytes) -> Iterator[Found]:
    """What a workbook gives away: leaks, all its words, and the table of each visible sheet."""
    package = open_package(raw)
    main = package.main()
    if not any(word in main.content_type for word in _SPREADSHEET):
        raise CannotInspectError("The file is no workbook, whatever its name says.")
    if _BINARY in main.content_type:
        yield leak("attachment-macro", "the workbook", "A binary workbook may hold macros.")
        raise CannotInspectError("A binary workbook can not be inspected.")
    theme = _first(package, main.key, "theme")
    styles = read_styles(_first(package, main.key, "styles"), theme)
    shared = _first(package, main.key, "sharedStrings")
    strings = read_strings(shared, styles.colours)
    yield from string_remarks(shared)
    del shared
    own = frozenset({main.key, *_keys(package, main.key, "sharedStrings")[:1]})
    workbook = read_workbook(package, main.key)
    book = _Book(package, workbook, styles, strings, _roles(package), own)
    yield from workbook_findings(book.workbook)
    yield from _sheets(book)
    yield from _parts(book)
    yield from external_links(package)
    yield from unused(strings)
    yield from readings(strings)


def _first(package: Package, source: str, kind: str) -> bytes | None:
    for key in _keys(package, source, kind):
        return package.read(key)
    return None


def _keys(package: Package, source: str, kind: str) -> list[str]:
    found = (package.part(relation) for relation in package.of(source, kind))
    return [part.key for part in found if part is not None]


def _roles(package: Package) -> dict[str, frozenset[str]]:
    """What leads to each part that can be reached."""
    found: dict[str, set[str]] = {key: set() for key in package.reached()}
    for source, relations in package.relations.items():
        if source and source not in found:
            continue
        for relation in relations:
            if not relation.external and relation.target in found:
                found[relation.target].add(relation.kind.lower())
    return {key: frozenset(roles) for key, roles in found.items()}


def _sheets(book: _Book) -> Iterator[Found]:
    seen: set[str] = set()
    for link in book.workbook.sheets:
        if link.key and link.key not in seen:
            seen.add(link.key)
            yield from _sheet(link, book)
    number = len(book.workbook.sheets)
    for part in book.package.parts.values():
        if part.key not in seen and _is_sheet(part, book):
            number += 1
            yield leak(
                "attachment-hidden-sheet",
                parts.place_of(part),
                "A sheet is in the file that the workbook does not list.",
            )
            yield from _sheet(SheetLink(number, "", True, part.key, ""), book, told=True)


def _is_sheet(part: Part, book: _Book) -> bool:
    roles = book.roles.get(part.key, frozenset())
    return bool(roles & _SHEETS) or part.content_type.endswith(
        ("worksheet+xml", "chartsheet+xml", "dialogsheet+xml", "macrosheet+xml")
    )


def _sheet(link: SheetLink, book: _Book, *, told: bool = False) -> Iterator[Found]:
    sheet = Sheet(link.number, book.styles, book.strings, book.workbook.since_1904)
    raw = book.package.read(link.key)
    yield from read_rows(raw, sheet)
    yield from furniture(sheet.others, sheet.place)
    if link.hidden:
        if not told:
            yield _hidden(link, sheet, book)
        return
    covers: list[Cover] = []
    for relation in book.package.of(link.key, "drawing"):
        part = book.package.part(relation)
        if part is not None:
            covers += drawings.covers(parse(book.package.read(part.key)))
    yield from hidden_cells(sheet, covers, styled_tables(link.key, book.package))
    yield from grid(sheet)


def _hidden(link: SheetLink, sheet: Sheet, book: _Book) -> Found:
    drawn = any(
        relation.kind not in ("printerSettings", "vmlDrawing")
        for relation in book.package.of(link.key)
    )
    if sheet.cells.rows or drawn or link.kind != "worksheet":
        return leak("attachment-hidden-sheet", link.place, "The sheet is hidden and holds data.")
    return leak(
        "attachment-hidden-sheet",
        link.place,
        "The sheet is hidden; it holds no data.",
        severity=Severity.WARNING,
    )


def styled_tables(key: str, package: Package) -> Iterator[Styled]:
    """The areas that the tables of a sheet fill with colour."""
    for relation in package.of(key, "table"):
        part = package.part(relation)
        if part is None:
            continue
        root = parse(package.read(part.key))
        where = area(root.get("ref", ""))
        style = next((x.get("name", "") for x in root if local(x.tag) == "tableStyleInfo"), "")
        if where is None or not style:
            continue
        if _FILLED_HEADING.fullmatch(style) or not style.startswith("TableStyle"):
            yield Styled(where, header_only="Dark" not in style)


def _parts(book: _Book) -> Iterator[Found]:
    """Every part but the sheets and the strings."""
    for part in book.package.parts.values():
        place = parts.place_of(part)
        roles = book.roles.get(part.key)
        if place == f"part {part.number}":
            yield Passage(part.name, place, name=True)
        if roles is None:
            yield from _orphan(part, place, book)
        else:
            yield from _reached(part, place, roles, book)


def _reached(part: Part, place: str, roles: frozenset[str], book: _Book) -> Iterator[Found]:
    # A second workbook or table of words is shown by no program.
    second = roles & {"sharedstrings", "officedocument"} and part.key not in book.own
    if second or not any(parts.known(role) for role in roles):
        yield parts.unknown(part)
    raw = book.package.read(part.key)
    yield from _kinds(part, place, roles, raw)
    if "image" in roles:
        yield from _picture(raw, place)
    elif part.key not in book.own and not roles & _SHEETS:
        yield from _xml(raw, place, roles, book.workbook.hidden_names)


def _orphan(part: Part, place: str, book: _Book) -> Iterator[Found]:
    raw = book.package.read(part.key)
    yield from _kinds(part, place, frozenset(), raw)
    if not part.content_type.endswith(_HARMLESS) and not _is_sheet(part, book):
        yield leak(
            "attachment-unknown-part", place, "The file holds a part that nothing in it shows."
        )
    if not _is_sheet(part, book):
        yield from _xml(raw, place, frozenset(), frozenset())


def _kinds(part: Part, place: str, roles: frozenset[str], raw: bytes) -> Iterator[Found]:
    told: set[str] = set()
    for kind in parts.kinds_of(part, roles):
        if kind.code in told or (kind.element and not _holds(raw, kind.element)):
            continue
        told.add(kind.code)
        yield leak(kind.code, place, kind.message, severity=kind.severity)


def _holds(raw: bytes, name: str) -> bool:
    return any(local(element.tag) == name for element in parse(raw).iter())


def _xml(
    raw: bytes, place: str, roles: frozenset[str], hidden_names: frozenset[str]
) -> Iterator[Found]:
    """The words of a part, and what is special about some kinds."""
    root = _tree(raw)
    if root is None:
        if "vmldrawing" in roles:
            yield from passages([_TAGS.sub(" ", raw.decode("utf-8", "replace"))], place)
        return
    yield from remark_passages(raw, place)
    if roles & {"core-properties", "extended-properties", "custom-properties"}:
        yield from properties(root, place)
    elif "externallink" in roles:
        yield from external_book(root, place)
    else:
        yield from _special(root, place, roles, hidden_names)
        yield from passages(_spoken(root, roles), place)


def _spoken(root: Element, roles: frozenset[str]) -> Iterator[str]:
    """The words of a part; of the styles those that people wrote, in formats and names."""
    if not roles & parts.SILENT:
        yield from spoken(root)
    else:
        yield from (text for text in root.itertext() if text.strip())
    if "styles" in roles:
        for each in root.iter():
            if local(each.tag) == "numFmt":
                yield from _LITERAL.findall(each.get("formatCode", ""))
            elif local(each.tag) == "cellStyle" and each.get("builtinId") is None:
                yield each.get("name", "")


def _special(
    root: Element, place: str, roles: frozenset[str], hidden_names: frozenset[str]
) -> Iterator[Found]:
    if roles & {"chart", "chartex"}:
        yield from drawings.chart_leaks(root, place, hidden_names)
    if roles & {"drawing", "chartusershapes"}:
        yield from drawings.hidden_shapes(root, place)
        yield from drawings.cropped(root, place)
    if "table" in roles:
        yield from filtered(root, place)
    if "customxml" in roles:
        yield from _custom_xml(root, place)
    if "rdrichvaluestructure" in roles and _rich(root):
        yield leak(
            "attachment-cached-data", place, "Cells keep more than they show (linked data types)."
        )


def _custom_xml(root: Element, place: str) -> Iterator[Found]:
    if local(root.tag) == "DataMashup":
        yield leak("attachment-document-data", place, "The file keeps queries of data.")
    elif next(spoken(root), None) is not None and local(root.tag) != "ink":
        yield leak(
            "attachment-document-data",
            place,
            "A program keeps data of its own in the file.",
            severity=Severity.WARNING,
        )


def _rich(root: Element) -> bool:
    return any(
        local(each.tag) == "s" and each.get("t", "_error").lower() not in _PLAIN_VALUES
        for each in root.iter()
    )


def _tree(raw: bytes) -> Element | None:
    """The tree of a part that is XML; None of one that is something else."""
    start = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\0<")):
        return None
    try:
        return parse(raw)
    except CannotInspectError:
        # The drawings of Office 2007 hold tags of HTML that never end.
        if b"urn:schemas-microsoft-com:vml" in raw and b"<!DOCTYPE" not in raw:
            return None
        raise


def _picture(raw: bytes, place: str) -> Iterator[Found]:
    """What a picture in the workbook carries along."""
    if raw.lstrip()[:1] == b"<":
        yield from _drawn(raw, place)
        return
    try:
        for found in inspect_image(raw):
            yield replace(found, place=f"{place}, {found.place}" if found.place else place)
    except CannotInspectError:
        yield leak(
            "attachment-unknown-part", place, "A picture is of a kind that can not be inspected."
        )


def _drawn(raw: bytes, place: str) -> Iterator[Found]:
    root = parse(raw)
    active = {"script", "foreignObject", "image", "handler"}
    if any(local(element.tag) in active for element in root.iter()):
        yield leak("attachment-active-content", place, "A drawn picture holds more than lines.")
    yield from passages(spoken(root), place)
    yield from remark_passages(raw, place)
