"""The two inspectors of OpenDocument: spreadsheets and texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure_log.leaks.leak import CannotInspectError, Found, Leak, Passage
from disclosure_log.leaks.odf.objects import inspect_object
from disclosure_log.leaks.odf.package import Package, inspect_parts, open_package
from disclosure_log.leaks.odf.properties import inspect_meta, inspect_settings
from disclosure_log.leaks.odf.sheets import Sheets
from disclosure_log.leaks.odf.styles import UNSURE, WHITE, read_styles
from disclosure_log.leaks.odf.tree import events, parse, short
from disclosure_log.leaks.odf.walk import Walk
from disclosure_log.leaks.odf.words import attribute_words
from disclosure_log.leaks.xml_parts import iterate, remarks

#: A file with more leaks of one kind than this is told no more of them.
_MOST_OF_A_KIND = 200
_AUTOMATIC = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}automatic-styles"


def inspect_ods(raw: bytes) -> Iterator[Found]:
    """What an OpenDocument spreadsheet would give away, its words and its tables."""
    yield from _limited(_ods(raw))


def inspect_odt(raw: bytes) -> Iterator[Found]:
    """What an OpenDocument text would give away, its words and its tables."""
    yield from _limited(_odt(raw))


def _limited(found: Iterator[Found]) -> Iterator[Found]:
    """The same without repetitions and without thousands of one kind."""
    told: set[tuple[str, str, str]] = set()
    counted: Counter[str] = Counter()
    for each in found:
        if isinstance(each, Leak):
            key = (each.code, each.place, each.message)
            if key in told or counted[each.code] >= _MOST_OF_A_KIND:
                continue
            told.add(key)
            counted[each.code] += 1
        yield each


def _ods(raw: bytes) -> Iterator[Found]:
    package = open_package(raw)
    common = package.tree("styles.xml")
    content = package.archive.read("content.xml")
    sheets = Sheets(
        read_styles(*_holders(common, "office:styles"), *_automatic(content)),
        collect=bool(package.objects),
    )
    for event in events(content):
        if event.kind != "end":
            yield from sheets.take(event)
            continue
        body = _body(event.element, "office:spreadsheet")
        yield from _outside(event.element, sheets.walk)
        yield from sheets.walk.through(body, sheets.walk.start())
    referred = set(sheets.walk.referred)
    yield from _rest(package, common, content, referred, sheets.shown)


def _odt(raw: bytes) -> Iterator[Found]:
    package = open_package(raw)
    common = package.tree("styles.xml")
    content = package.archive.read("content.xml")
    root = parse(content)
    body = _body(root, "office:text")
    book = read_styles(
        *_holders(common, "office:styles"), *_holders(root, "office:automatic-styles")
    )
    walk = Walk(book)
    yield from _outside(root, walk)
    yield from walk.through(body, walk.start(paper(common)))
    yield from walk.unused_fields()
    yield from _rest(package, common, content, walk.referred, None)


def _rest(
    package: Package,
    common: Element | None,
    content: bytes,
    referred: set[str],
    shown: set[str] | None,
) -> Iterator[Found]:
    """What lies beside the body: headers, footers, properties, objects and other parts."""
    remark = remarks(content)
    if remark:
        yield Passage(remark, "part content.xml")
    if common is not None:
        yield from _page_styles(common, referred)
    for name in package.archive.names:
        folder, _, own = name.rpartition("/")
        if own == "meta.xml" and (not folder or folder in package.objects):
            yield from inspect_meta(parse(package.archive.read(name)), package.place(name))
        elif own == "settings.xml" and (not folder or folder in package.objects):
            yield from inspect_settings(parse(package.archive.read(name)), package.place(name))
    for folder in package.objects:
        yield from inspect_object(package, folder, shown, referred)
    yield from inspect_parts(package, frozenset(referred))


def _body(root: Element, wanted: str) -> Element:
    """The body of the kind that the name of the file promises."""
    holder = root.find("office:body")
    found = (
        [each for each in holder if each.tag.startswith("office:")] if holder is not None else []
    )
    if root.tag != "office:document-content" or not found:
        raise CannotInspectError("The file's content is not OpenDocument.")
    if [each.tag for each in found] != [wanted]:
        raise CannotInspectError(
            "The file is another kind of OpenDocument than its name says.",
            "attachment-type-mismatch",
        )
    return found[0]


def _outside(root: Element, walk: Walk) -> Iterator[Found]:
    """What stands before the body: scripts, styles and the pictures they name."""
    for child in root:
        if child.tag != "office:body":
            yield from _plain(child, walk.referred, "part content.xml", walk)


def _plain(holder: Element, referred: set[str], place: str, walk: Walk) -> Iterator[Found]:
    if holder.tag in ("office:scripts", "office:meta", "office:settings"):
        yield from walk.through(holder, walk.start())
        return
    for each in holder.iter():
        if each.tag.startswith(("script:", "unknown:")):
            yield from walk.through(each, walk.start())
        if "xlink:href" in each.attrib:
            referred.add(each.attrib["xlink:href"].removeprefix("./"))
            yield from (Passage(said, place, name=name) for said, name in attribute_words(each))


def _page_styles(root: Element, referred: set[str]) -> Iterator[Found]:
    """Headers and footers, and what styles name."""
    book = read_styles(*_holders(root, "office:styles"), *_holders(root, "office:automatic-styles"))
    walk = Walk(book, "header or footer")
    for child in root:
        if child.tag == "office:master-styles":
            for page in child:
                yield from walk.through(page, walk.start(paper(root)))
        else:
            yield from _plain(child, referred, "part styles.xml", walk)
    referred |= walk.referred


def _holders(root: Element | None, tag: str) -> list[Element | None]:
    return [] if root is None else [root.find(tag)]


def _automatic(content: bytes) -> list[Element | None]:
    """The automatic styles of a content too large for a tree."""
    for holder in iterate(content, {_AUTOMATIC}):
        return [shortened(holder)]
    return []


def shortened(element: Element) -> Element:
    """The same tree with short names."""
    copy = Element(short(element.tag), {short(name): said for name, said in element.attrib.items()})
    copy.text, copy.tail = element.text, element.tail
    copy.extend([shortened(child) for child in element])
    return copy


def paper(root: Element | None) -> str:
    """The colour of the pages, unsure where they differ or hold a picture."""
    colours = set()
    for each in root.iter("style:page-layout-properties") if root is not None else ():
        pictured = any(child.tag == "style:background-image" and child.attrib for child in each)
        plain = each.get("draw:fill", "none") in ("none", "solid") and not pictured
        colour = each.get("fo:background-color", "transparent")
        colours.add(colour.replace("transparent", WHITE).lower() if plain else UNSURE)
    return WHITE if not colours else colours.pop() if len(colours) == 1 else UNSURE
