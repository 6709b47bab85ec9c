"""What stands in a sheet's part beside its cells: filters, scenarios, views, prompts, links."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Found, Leak, leak
from disclosure_log.leaks.xlsx.words import MAIN, listed, passages, spoken
from disclosure_log.leaks.xml_parts import Element, local

#: What may stand in a worksheet (ISO 29500-1, 18.3.1.99), a chart sheet, a dialog sheet.
_KNOWN = frozenset(
    MAIN + name
    for name in listed(
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
        "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews "
        "mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions "
        "pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
        "ignoredErrors smartTags drawing drawingHF legacyDrawing legacyDrawingHF picture "
        "oleObjects controls webPublishItems tableParts extLst"
    )
)
_CRITERIA = listed("filters customFilters top10 dynamicFilter colorFilter iconFilter")
_LOCKS = frozenset({"sheet", "content", "lockStructure", "lockWindows", "lockRevision"})
_QUIET = frozenset({"sheetPr", "dimension", "pageMargins", "printOptions", "phoneticPr"})


def furniture(others: list[Element], place: str) -> Iterator[Found]:
    """Leaks and words of everything in a sheet's part that is no cell."""
    for element in others:
        name = local(element.tag)
        if element.tag not in _KNOWN:
            yield leak(
                "attachment-unknown-part",
                place,
                "The sheet holds something that is not known.",
            )
        yield from _leaks(element, name, place)
        if name not in _QUIET:
            yield from passages(spoken(element), place)


def filtered(element: Element, place: str) -> Iterator[Leak]:
    """Filters that leave rows out, at any depth."""
    for each in element.iter():
        if local(each.tag) == "filterColumn" and any(
            local(criterion.tag) in _CRITERIA for criterion in each.iter()
        ):
            yield leak(
                "attachment-hidden-cells",
                place,
                "A filter is on: it keeps in the file what it does not show.",
            )
            return


def _leaks(element: Element, name: str, place: str) -> Iterator[Leak]:
    match name:
        case "autoFilter":
            yield from filtered(element, place)
        case "scenarios" if len(element):
            yield leak(
                "attachment-document-data",
                place,
                "The sheet keeps scenarios: other values of its cells, with who made them.",
            )
        case "customSheetViews" if len(element):
            yield leak(
                "attachment-document-data",
                place,
                "The sheet keeps views of single people, with what each hid or filtered.",
            )
        case "sheetProtection" | "protectedRanges" if protects(element):
            yield leak("attachment-protection", place, "The sheet is protected.")
        case "webPublishItems" if len(element):
            yield leak(
                "attachment-properties", place, "The sheet keeps where it was published from."
            )
        case "dataConsolidate" if any(True for _ in element.iter(f"{MAIN}dataRef")):
            yield leak(
                "attachment-cached-data",
                place,
                "The sheet keeps which tables its figures were put together from.",
                severity=Severity.WARNING,
            )
        case "oleObjects" | "controls" | "extLst":
            yield from _linked(element, place)


def protects(element: Element) -> bool:
    """Whether protection is on; some programs write it into every file, switched off."""
    return len(element) > 0 or any(
        value.lower() not in ("0", "false")
        for name, value in element.attrib.items()
        if name in _LOCKS or "assword" in name or name == "hashValue"
    )


def _linked(element: Element, place: str) -> Iterator[Leak]:
    if any(each.get("link") for each in element.iter() if local(each.tag) == "oleObject"):
        yield leak(
            "attachment-active-content", place, "The sheet is linked to a document elsewhere."
        )
