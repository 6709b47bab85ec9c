"""Where a workbook leads: other workbooks, addresses, folders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Found, Leak, Passage, leak
from disclosure_log.leaks.package import Package, Relation
from disclosure_log.leaks.xlsx.words import listed, passages, spoken
from disclosure_log.leaks.xml_parts import Element, local

_FOLDER = re.compile(r"(?i)file:|[a-z]:[\\/]|\\\\")
_KNOWN = listed(
    "hyperlink image externallinkpath externallinklongpath xlexternallinkpath xlpathmissing "
    "xlstartup xlalternatestartup xllibrary pivotcachedefinition oleobject package"
)


def external_links(package: Package) -> Iterator[Found]:
    """Every address outside that any part names."""
    number = 0
    for relations in package.relations.values():
        for relation in relations:
            if not relation.external and relation.target:
                continue
            number += 1
            place = f"link {number}"
            yield Passage(relation.address, place)
            if relation.external:
                yield from _external(relation, place)


def _external(relation: Relation, place: str) -> Iterator[Leak]:
    kind = relation.kind.lower()
    if kind not in _KNOWN and not kind.startswith(("externallink", "xl")):
        yield leak("attachment-unknown-part", place, "The file leads to something not known.")
    elif kind in ("image", "oleobject", "package"):
        yield leak(
            "attachment-active-content",
            place,
            "The file fetches a picture or a file from outside.",
            severity=Severity.WARNING if kind == "image" else None,
        )
    elif _FOLDER.match(relation.address):
        yield leak("attachment-properties", place, "A link names a folder on somebody's computer.")


def external_book(root: Element, place: str) -> Iterator[Found]:
    """A link to another workbook: what it keeps of it (ISO 29500-1, 18.14)."""
    inside = {local(element.tag) for element in root.iter()}
    if inside & {"ddeLink", "oleLink"}:
        yield leak(
            "attachment-active-content", place, "The file is fed by another program (DDE or OLE)."
        )
    if inside & {"cell", "value", "v"}:
        yield leak(
            "attachment-cached-data", place, "The file keeps cells of another workbook in it."
        )
    elif not inside & {"ddeLink", "oleLink"}:
        bare = "sheetName" not in inside
        yield leak(
            "attachment-cached-data",
            place,
            "The file keeps where another workbook lies, and the names of its sheets.",
            severity=Severity.WARNING if bare else None,
        )
    yield from passages(spoken(root), place)
