"""The workbook's own part: which sheets there are and how they are shown, names, views."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Found, Leak, Passage, leak
from disclosure_log.leaks.package import Package
from disclosure_log.leaks.xlsx.furniture import protects
from disclosure_log.leaks.xlsx.sheet import truth
from disclosure_log.leaks.xlsx.words import LINK, MAIN, listed, passages, remark_passages, spoken
from disclosure_log.leaks.xml_parts import Element, children, local, parse

_PLACE = "the workbook"
_KNOWN = listed(
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
    "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr "
    "smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst"
)
#: Names that programs keep hidden in every workbook: filters, functions newer than the file.
_ORDINARY = re.compile(r"(?i)_xlnm\.|_xlfn\.|_xlws\.|_xlpm\.|_xleta\.|_xlchart\.|_xludf\.|_xlop\.")
_EXTERNAL = re.compile(r"\[[^\]]+\][^!]*!|\\\\|[A-Za-z]:\\|\|")
_SHEET_OF = re.compile(r"'((?:[^']|'')+)'!|([^\s'!(),;:=+\-*/&<>^]+)!")


@dataclass(frozen=True)
class SheetLink:
    """A sheet of the workbook: its number, how it is shown, and its part ("" where it has none)."""

    number: int
    name: str
    hidden: bool
    key: str
    kind: str

    @property
    def place(self) -> str:
        """The sheet by number."""
        return f"sheet {self.number}"


@dataclass(frozen=True)
class Workbook:
    """What the workbook's part says."""

    sheets: tuple[SheetLink, ...]
    since_1904: bool
    rooms: tuple[Element, ...]
    raw: bytes

    @property
    def hidden_names(self) -> frozenset[str]:
        """The names of hidden sheets, in small letters."""
        return frozenset(sheet.name.casefold() for sheet in self.sheets if sheet.hidden)


def read_workbook(package: Package, key: str) -> Workbook:
    """Read the workbook's part."""
    raw = package.read(key)
    rooms = tuple(children(parse(raw)))
    links = {relation.id: relation for relation in package.of(key)}
    sheets: list[SheetLink] = []
    for room in rooms:
        if room.tag != f"{MAIN}sheets":
            continue
        for sheet in children(room):
            relation = links.get(sheet.get(LINK, ""))
            part = package.part(relation) if relation is not None else None
            sheets.append(
                SheetLink(
                    len(sheets) + 1,
                    sheet.get("name", ""),
                    sheet.get("state", "visible").strip().lower() != "visible",
                    part.key if part is not None else "",
                    relation.kind if relation is not None else "",
                )
            )
    since_1904 = any(truth(room.get("date1904")) for room in rooms)
    return Workbook(tuple(sheets), since_1904, rooms, raw)


def workbook_findings(workbook: Workbook) -> Iterator[Found]:
    """Leaks and words of the workbook's part."""
    for sheet in workbook.sheets:
        yield Passage(sheet.name, sheet.place, name=True)
    for room in workbook.rooms:
        name = local(room.tag)
        if room.tag != MAIN + name or name not in _KNOWN:
            yield from _other(room, name)
        yield from _leaks(room, name, workbook)
        if name != "sheets":
            yield from passages(spoken(room), _PLACE)
    yield from remark_passages(workbook.raw, _PLACE)


def _other(room: Element, name: str) -> Iterator[Leak]:
    if name == "absPath":
        yield leak(
            "attachment-properties", _PLACE, "The folder that the workbook was kept in is named."
        )
    elif not room.tag.startswith("{http://schemas.microsoft.com/"):
        yield leak(
            "attachment-unknown-part", _PLACE, "The workbook holds something that is not known."
        )


def _leaks(room: Element, name: str, workbook: Workbook) -> Iterator[Leak]:
    match name:
        case "definedNames":
            yield from _names(room, workbook)
        case "bookViews":
            yield from _views(room, len(workbook.sheets))
        case "customWorkbookViews" if len(room):
            yield leak(
                "attachment-document-data",
                _PLACE,
                "The workbook keeps views of single people, with what each hid or filtered.",
            )
        case "workbookProtection" if protects(room):
            yield leak("attachment-protection", _PLACE, "The workbook is protected.")
        case "fileSharing" if room.get("userName"):
            yield leak(
                "attachment-properties", _PLACE, "The workbook says who reserved it for writing."
            )
        case "webPublishing" | "webPublishObjects" if len(room):
            yield leak(
                "attachment-properties", _PLACE, "The workbook keeps where it was published from."
            )


def _views(room: Element, sheets: int) -> Iterator[Leak]:
    for view in room:
        if view.get("visibility", "visible").lower() != "visible":
            yield leak(
                "attachment-hidden-sheet", _PLACE, "The window of the whole workbook is hidden."
            )
        if view.get("showSheetTabs", "1").lower() in ("0", "false") and sheets > 1:
            yield leak(
                "attachment-hidden-sheet",
                _PLACE,
                "The tabs are hidden, so that readers may not see that there are more sheets.",
                severity=Severity.WARNING,
            )


def _names(room: Element, workbook: Workbook) -> Iterator[Leak]:
    hidden_sheets = workbook.hidden_names
    for number, name in enumerate(room, 1):
        place = f"{_PLACE}, name {number}"
        own, target = name.get("name", ""), name.text or ""
        if _ORDINARY.match(own):
            continue
        if truth(name.get("hidden")):
            yield leak("attachment-hidden-name", place, "A defined name is hidden.")
        elif truth(name.get("xlm")) or truth(name.get("vbProcedure")):
            yield leak("attachment-macro", place, "A defined name starts a macro.")
        elif _EXTERNAL.search(target):
            yield leak("attachment-hidden-name", place, "A defined name leads to another workbook.")
        elif hidden_sheets and any(
            (quoted.replace("''", "'") or plain).casefold() in hidden_sheets
            for quoted, plain in _SHEET_OF.findall(target)
        ):
            yield leak("attachment-hidden-name", place, "A defined name leads to a hidden sheet.")
