"""Documents inside a document: charts with the table they were drawn from, formulas, the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Found, Passage, leak
from disclosure_log.leaks.odf.package import Package
from disclosure_log.leaks.odf.styles import read_styles
from disclosure_log.leaks.odf.tables import rows_of
from disclosure_log.leaks.odf.walk import Walk
from disclosure_log.leaks.odf.words import block_text

#: Labels that programs make up where a chart's table has none, in any language: "Column B".
_MADE_UP = re.compile(r"(?:[^\W\d]+ (?:[A-Z]{1,3}|\d{1,5})|[^\W\d]+\d{1,5}|\d{1,5}|NaN|1\.#NAN|)")


def inspect_object(
    package: Package, folder: str, shown: set[str] | None, referred: set[str]
) -> Iterator[Found]:
    """One document inside; `shown` is what the visible cells of the sheets around it show."""
    name = f"{folder}/content.xml"
    place = package.place(name) if name in package.archive else "an object"
    root = package.tree(name)
    if root is None:
        yield leak("attachment-unknown-part", place, "The file holds an object without content.")
        return
    if root.tag == "math:math":
        yield Passage(" ".join(" ".join(root.itertext()).split()), place)
        return
    walk = Walk(read_styles(root.find("office:automatic-styles")), place, cells=True)
    yield from walk.through(root, walk.start("?"))
    referred |= {_joined(folder, target) for target in walk.referred} | walk.referred
    styles = package.tree(f"{folder}/styles.xml")
    if styles is not None:
        yield from walk.through(styles, walk.start("?"))
    if folder not in {target.split("/")[0] for target in referred}:
        yield leak("attachment-embedded", place, "The file keeps an object that it does not show.")
    body = root.find("office:body")
    chart = body.find("office:chart") if body is not None else None
    if chart is None:
        yield leak("attachment-embedded", place, "There is a document inside the file.")
    else:
        yield from _chart(chart, shown, place)


def _joined(folder: str, target: str) -> str:
    return f"{folder}/{target}"


def _chart(chart: Element, shown: set[str] | None, place: str) -> Iterator[Found]:
    tables = list(chart.iter("table:table"))
    if not tables:
        return
    if shown is None:
        yield leak(
            "attachment-cached-data",
            place,
            "A chart keeps the table that it was drawn from.",
            severity=Severity.WARNING,
        )
    else:
        numbers = frozenset(filter(None, map(_number, shown)))
        if any(_kept_alone(table, shown, numbers) for table in tables):
            yield leak(
                "attachment-cached-data",
                place,
                "A chart keeps figures or words that no visible cell shows.",
            )


def _kept_alone(table: Element, shown: set[str], numbers: frozenset[str]) -> bool:
    """Whether a chart's table holds anything that the sheets do not show."""
    for row in rows_of(table):
        for cell in row:
            text, value = block_text(cell), _number(cell.get("office:value", ""))
            if text not in shown and value not in numbers and not _MADE_UP.fullmatch(text):
                return True
            if value and value != "nan" and value not in numbers:
                return True
    return False


def _number(said: str) -> str:
    """A number in one spelling, nothing for what is none."""
    try:
        return f"{float(said):.6g}"
    except ValueError:
        return ""
