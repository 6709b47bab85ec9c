"""The text of an OpenDocument document as a reader sees it: blocks, lists, tables, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from disclosure_log.finding import Severity
from disclosure_log.leaks.clean.blocks import MAYBE, MOST_BLOCKS, UNSEEN, Story, joined, lines_of
from disclosure_log.leaks.clean.cleaned import CannotCleanError
from disclosure_log.leaks.clean.markdown import Words
from disclosure_log.leaks.clean.numbering import Counter, Level
from disclosure_log.leaks.clean.shown import Piece, Shown
from disclosure_log.leaks.leak import CannotInspectError, Leak
from disclosure_log.leaks.odf.inspection import paper
from disclosure_log.leaks.odf.package import open_package
from disclosure_log.leaks.odf.shapes import inspect_shape, is_shape
from disclosure_log.leaks.odf.styles import Look, StyleBook, read_styles
from disclosure_log.leaks.odf.tables import CELLS, MAX_COLUMNS, repeated, rows_of
from disclosure_log.leaks.odf.tree import parse
from disclosure_log.leaks.odf.words import PARAGRAPHS, holds_words

_ENTERED = frozenset(
    {
        "text:section",
        "text:index-body",
        "text:index-title",
        "text:table-of-content",
        "text:illustration-index",
        "text:table-index",
        "text:object-index",
        "text:user-index",
        "text:alphabetical-index",
        "text:bibliography",
        "text:numbered-paragraph",
        "text:soft-page-break",
        "text:note-body",
        "draw:text-box",
    }
)
_MOST_ROWS = 10_000
_DELETED = "passages that were deleted or moved away"
_COVERED = "table:covered-table-cell"


@dataclass(frozen=True)
class _Here:
    """Where the walk stands: what lies behind the text, and in which lists it is."""

    look: Look
    lists: tuple[str, ...] = ()
    counter: Counter | None = None


def odt_story(raw: bytes) -> Story:
    """The blocks of an OpenDocument text that are seen."""
    package = open_package(raw)
    common = package.tree("styles.xml")
    root = parse(package.archive.read("content.xml"))
    holder = root.find("office:body")
    body = None if holder is None else holder.find("office:text")
    if body is None:
        raise CannotInspectError("The file's content is no OpenDocument text.")
    styles = None if common is None else common.find("office:styles")
    automatic = root.find("office:automatic-styles")
    reader = _Reader(read_styles(styles, automatic), _lists(styles, automatic))
    reader.blocks(body, _Here(Look(background=paper(common))), reader.story)
    masters = None if common is None else common.find("office:master-styles")
    if masters is not None and holds_words(masters):
        reader.story.left_out["headers and footers"] += 1
    reader.story.left_out["comments"] += sum(1 for _ in body.iter("office:annotation"))
    reader.story.left_out[_DELETED] += sum(1 for _ in body.iter("text:deletion"))
    return reader.story


class _Reader:
    """Walks the text of a document."""

    def __init__(self, book: StyleBook, lists: dict[str, tuple[Level, ...]]) -> None:
        self.story = Story()
        self._book = book
        self._lists = lists
        self._counters: dict[str, Counter] = {}
        self._outline = Counter(lists.get("", ()))
        self._last = ""
        self._seen = 0

    def blocks(self, node: Element, here: _Here, story: Story) -> None:
        """Paragraphs, lists and tables below an element."""
        for each in node:
            tag = each.tag
            if tag in PARAGRAPHS:
                self._paragraph(each, here, story)
            elif tag == "text:list":
                self._list(each, here, story)
            elif tag == "table:table":
                self._table(each, here, story)
            elif tag == "draw:a":
                self.blocks(each, here, story)
            elif is_shape(each):
                self._shape(each, here, story)
            elif tag in _ENTERED:
                self._within(each, here, story)

    def _within(self, element: Element, here: _Here, story: Story) -> None:
        if element.tag == "text:section":
            display = element.get("text:display", "true")
            if display != "true" or element.get("text:is-hidden") == "true":
                story.left_out["hidden sections"] += 1
                return
            properties = self._book.own("section", element.get("text:style-name"))
            here = replace(here, look=here.look.on(properties, "section"))
        self.blocks(element, here, story)

    # --- paragraphs

    def _paragraph(self, element: Element, here: _Here, story: Story) -> None:
        words, shapes = self._line(element, here)
        level = _level(element)
        if level:
            label = (
                here.counter.next(len(here.lists) - 1)
                if here.counter
                else self._numbered(level, element)
            )
            story.paragraph(words, min(level, 6), label if words else "")
        else:
            story.paragraph(words)
        for shape, look in shapes:
            self._shape(shape, _Here(look), story)

    def _numbered(self, level: int, element: Element) -> str:
        """The number before a heading, where headings are numbered."""
        if element.get("text:is-list-header") == "true":
            return ""
        return self._outline.next(level - 1)

    def _line(
        self, element: Element, here: _Here
    ) -> tuple[list[Words], list[tuple[Element, Look]]]:
        self._seen += 1
        if self._seen > MOST_BLOCKS:
            raise CannotCleanError("The document is too long to be made anew.")
        hiding = next(element.iter("text:hidden-paragraph"), None)
        if hiding is not None and hiding.get("text:is-hidden") != "false":
            self.story.left_out[UNSEEN] += 1
            return [], []
        properties = self._book.resolve("paragraph", element.get("text:style-name"))
        look = Look(background=here.look.background, display=here.look.display)
        look = look.on(properties, "paragraph").with_text(properties)
        shown = Shown(self._book)
        words: list[Words] = []
        shapes: list[tuple[Element, Look]] = []
        for piece in shown.line(element, look, properties):
            if piece.element is None:
                words.append(Words(_blank(piece), piece.strong, piece.emphasis, piece.address))
            elif piece.element.tag == "text:note":
                words.append(self._note(piece.element, here))
            elif is_shape(piece.element):
                shapes.append((piece.element, here.look))
            else:
                self.story.left_out["drawings"] += piece.element.tag.startswith("draw:")
        self.story.left_out[UNSEEN] += shown.left_out
        return words, shapes

    def _note(self, element: Element, here: _Here) -> Words:
        own = Story(left_out=self.story.left_out)
        at = len(self.story.notes)
        self.story.notes.append(())
        for body in element.iter("text:note-body"):
            self.blocks(body, _Here(here.look), own)
        self.story.notes[at] = joined(lines_of(own.blocks))
        return Words(f"[{at + 1}]")

    # --- lists

    def _list(self, element: Element, here: _Here, story: Story) -> None:
        name = element.get("text:style-name") or (here.lists[-1] if here.lists else "")
        if here.counter is not None and name == here.lists[-1]:
            counter = here.counter
        else:
            counter = self._counter(element, name)
        inner = replace(here, lists=(*here.lists, name), counter=counter)
        for item in element:
            if item.tag in ("text:list-item", "text:list-header"):
                self._item(item, inner, story)

    def _counter(self, element: Element, name: str) -> Counter:
        """The numbers of a list: those of an earlier one of its style where it counts on."""
        on = element.get("text:continue-numbering") == "true" or element.get("text:continue-list")
        if not (on and name in self._counters):
            self._counters[name] = Counter(self._lists.get(name, ()))
        return self._counters[name]

    def _item(self, item: Element, here: _Here, story: Story) -> None:
        """The first paragraph of an item has its number, what follows has none."""
        depth = len(here.lists) - 1
        counted = item.tag == "text:list-header"
        inner = replace(here, counter=None)
        for each in item:
            if each.tag == "text:list":
                self._list(each, here, story)
            elif each.tag == "text:p" and not counted:
                counted = True
                self._listed(each, item, here, depth, story)
            elif each.tag == "text:h" and not counted:
                counted = True
                self._paragraph(each, here, story)
            else:
                self._one(each, inner, story)

    def _one(self, element: Element, here: _Here, story: Story) -> None:
        holder = Element("item")
        holder.append(element)
        self.blocks(holder, here, story)

    def _listed(
        self, element: Element, item: Element, here: _Here, depth: int, story: Story
    ) -> None:
        words, shapes = self._line(element, here)
        said = item.get("text:start-value", "")
        start = int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None
        label = here.counter.next(depth, start) if here.counter else ""
        story.item(words, depth, label)
        for shape, look in shapes:
            self._shape(shape, _Here(look), story)

    # --- shapes and tables

    def _shape(self, element: Element, here: _Here, story: Story) -> None:
        graphic = self._book.resolve("graphic", element.get("draw:style-name"))
        for found in inspect_shape(element, graphic, "", floating=True):
            self._judge(found)
            if found.code == "attachment-hidden-text":
                story.left_out["drawings that are not seen"] += 1
                return
        look = here.look.on(graphic, "graphic")
        own = Story(left_out=story.left_out)
        inner = _Here(look)
        self.blocks(element, inner, own)
        story.blocks += own.blocks
        if not own.blocks:
            picture = any(each.tag == "draw:image" for each in element)
            story.left_out["pictures" if picture else "drawings"] += 1

    def _judge(self, found: Leak) -> None:
        if found.code != "attachment-covered-text":
            return
        self.story.left_out[MAYBE] += 1
        if found.severity is Severity.ERROR:
            raise CannotCleanError(
                "A filled shape lies on the text. A program can not tell which words it hides. "
                "Delete the words below it, and the shape, then clean the file again."
            )

    def _table(self, element: Element, here: _Here, story: Story) -> None:
        properties = self._book.own("table", element.get("table:style-name"))
        if "false" in (properties.get(("table", "table:display")), element.get("table:display")):
            story.left_out["hidden tables"] += 1
            return
        inner = replace(here, look=here.look.on(properties, "table"), lists=(), counter=None)
        story.table(list(self._rows(element, inner)))

    def _rows(self, table: Element, here: _Here) -> Iterator[list[tuple[Words, ...]]]:
        room = _MOST_ROWS
        for row in rows_of(table):
            properties = self._book.own("table-row", row.get("table:style-name"))
            if row.get("table:visibility", "visible") != "visible":
                self.story.left_out["hidden rows"] += 1
                continue
            cells = self._cells(row, replace(here, look=here.look.on(properties, "row")))
            for _ in range(min(repeated(row, "table:number-rows-repeated"), room)):
                room -= 1
                yield cells

    def _cells(self, row: Element, here: _Here) -> list[tuple[Words, ...]]:
        cells: list[tuple[Words, ...]] = []
        for cell in row:
            if cell.tag not in CELLS:
                continue
            words: tuple[Words, ...] = ()
            if cell.tag == _COVERED:
                self.story.left_out["cells below merged ones"] += holds_words(cell)
            else:
                properties = self._book.own("table-cell", cell.get("table:style-name"))
                own = Story(left_out=self.story.left_out)
                self.blocks(cell, replace(here, look=here.look.on(properties, "cell")), own)
                words = joined(lines_of(own.blocks))
            times = repeated(cell, "table:number-columns-repeated")
            cells += [words] * min(times, MAX_COLUMNS - len(cells))
        return cells


def _blank(piece: Piece) -> str:
    """Words as they flow: the line breaks of the file are blanks, those of the text are kept."""
    return piece.text if piece.text in ("\n", "\t") else piece.text.replace("\n", " ")


def _level(element: Element) -> int:
    if element.tag != "text:h":
        return 0
    said = element.get("text:outline-level", "1")
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) < 3 else 1


def _lists(*holders: Element | None) -> dict[str, tuple[Level, ...]]:
    """The levels of each style of lists; those of headings under no name."""
    found: dict[str, tuple[Level, ...]] = {}
    for holder in holders:
        for each in holder if holder is not None else ():
            if each.tag == "text:list-style":
                found[each.get("style:name", "")] = tuple(_levels(each))
            elif each.tag == "text:outline-style":
                found[""] = tuple(_levels(each))
    return found


def _levels(style: Element) -> Iterator[Level]:
    for at, level in enumerate(style):
        kind = level.get("style:num-format", "")
        if level.tag.endswith("-bullet") or level.tag.endswith("-image") or not kind:
            yield Level()
            continue
        said = level.get("text:display-levels", "1")
        shown = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 1
        pattern = ".".join(f"%{x + 1}" for x in range(max(0, at + 1 - shown), at + 1))
        begin = level.get("text:start-value", "1")
        yield Level(
            kind,
            level.get("style:num-prefix", "") + pattern + level.get("style:num-suffix", ""),
            int(begin) if begin.isascii() and begin.isdigit() and len(begin) < 7 else 1,
        )
