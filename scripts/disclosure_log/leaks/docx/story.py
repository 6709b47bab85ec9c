"""The text of a document, of a header or of a note, walked as a reader would and deeper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx.colour import Colour
from disclosure_log.leaks.docx.cover import Block, away, covered
from disclosure_log.leaks.docx.document import Document
from disclosure_log.leaks.docx.drawing import Box, Shape, drawn
from disclosure_log.leaks.docx.fields import field as field_code
from disclosure_log.leaks.docx.graphics import cropped, words_of
from disclosure_log.leaks.docx.look import (
    Around,
    Unseen,
    paper_behind,
    paragraph_properties,
    paragraph_unseen,
    run_properties,
    size_of,
    unseen,
)
from disclosure_log.leaks.docx.measure import twips
from disclosure_log.leaks.docx.names import (
    Node,
    attribute,
    child,
    iterate,
    name_of,
    on,
    outermost,
    val,
)
from disclosure_log.leaks.docx.pieces import Kind, Piece, pieces
from disclosure_log.leaks.docx.rows import is_flat, nested, span
from disclosure_log.leaks.docx.styles import Properties, Spot, Style, properties, table_parts
from disclosure_log.leaks.docx.vml import vml_shapes
from disclosure_log.leaks.leak import Found, Grid, Passage, leak

#: How many paragraphs up and down a drawing behind the text may reach.
_REACH = 8
_WIDE, _HIGH = 100.0, 40.0
#: Words that browsers' forms leave in pasted text, hidden in every document.
_FORM_MARKS = frozenset({"Top of Form", "Bottom of Form"})


@dataclass
class _Field:
    """A field that is being read: its code so far, and whether its result has begun."""

    code: list[str] = field(default_factory=list)
    result: bool = False


@dataclass
class _Counts:
    paragraphs: int = 0
    tables: int = 0
    boxes: int = 0


@dataclass
class _Line:
    """A paragraph as it is read."""

    text: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    floats: list[tuple[Shape, str]] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    breaks: bool = False
    after: bool = False


class Story:
    """One run of text with numbers for its places; what is found comes out as it is walked."""

    def __init__(
        self,
        document: Document,
        label: str = "",
        flat: Callable[[str], Colour | None] | None = None,
    ) -> None:
        self._document = document
        self._label = f"{label}, " if label else ""
        self._flat = flat
        self._counts = _Counts()
        self._fields: list[_Field] = []
        self._backed: set[Node] = set()
        self._break = False

    def walk(self, root: Node) -> Iterator[Found]:
        """Everything below a body, a header, a note or a comment."""
        self._backed = set(_backed(root, self._document))
        blocks: list[Block] = []
        around = Around(self._document.paper, unsure=self._document.backed)
        yield from self._blocks(root, around, "", blocks, [])
        for place, found in covered(blocks, self._document.page):
            yield _leak(found, place)
        for open_field in self._fields:
            yield from field_code("".join(open_field.code), f"{self._label}last paragraph")

    def _blocks(
        self, node: Node, around: Around, place: str, blocks: list[Block], texts: list[str]
    ) -> Iterator[Found]:
        """Paragraphs and tables below a node; `texts` takes what a reader sees of them."""
        for each in node:
            match name_of(each):
                case "w:p":
                    yield from self._paragraph(each, around, place, blocks, texts)
                case "w:tbl":
                    yield from self._table(each, around, blocks, texts)
                case "w:sdtPr":
                    where = place or f"{self._label}paragraph {self._counts.paragraphs + 1}"
                    yield from _control(each, where)
                case "w:sectPr" | "w:tblPr" | "w:tblGrid" | "w:trPr" | "w:tcPr" | "w:pPr" | "w:rPr":
                    continue
                case _:
                    yield from self._blocks(each, around, place, blocks, texts)

    def _paragraph(
        self, node: Node, around: Around, place: str, blocks: list[Block], texts: list[str]
    ) -> Iterator[Found]:
        self._counts.paragraphs += 1
        place = place or f"{self._label}paragraph {self._counts.paragraphs}"
        document = self._document
        own = paragraph_properties(node, around, document)
        paper = paper_behind(iter((own,)), around.paper, document)
        unsure = around.unsure or node in self._backed
        around = replace(around, paper=paper, unsure=unsure and paper == document.paper)
        line = _Line()
        for piece in pieces(node):
            yield from self._piece(piece, own, around, place, line)
        text = "".join(line.text)
        texts.append(text)
        if _says(text):
            yield Passage(text, place)
            for reason in paragraph_unseen(own, document):
                yield _leak(reason, place)
        if on(own.get("w15:collapsed")):
            yield _collapsed(place)
        deleted = "".join(line.deleted)
        if _says(deleted):
            yield Passage(deleted, f"{place}, deleted text")
        blocks.append(self._block(line, own, text))

    def _block(self, line: _Line, own: Properties, text: str) -> Block:
        breaks = self._break or line.breaks or on(own.get("w:pageBreakBefore"))
        section = child(own.get("w:sectPr"), "w:type")
        self._break = line.after or ("w:sectPr" in own and val(section) != "continuous")
        spacing = own.get("w:spacing")
        indent = own.get("w:ind")
        return Block(
            letters=len(text.strip()),
            size=max(line.sizes, default=10.0),
            left=_points(indent, "w:left") or _points(indent, "w:start"),
            align=val(own.get("w:jc")) or "left",
            breaks=breaks,
            after=_points(spacing, "w:after") + _points(spacing, "w:before"),
            pictures=tuple(line.pictures),
            floats=tuple(line.floats),
        )

    def _piece(
        self, piece: Piece, own: Properties, around: Around, place: str, line: _Line
    ) -> Iterator[Found]:
        match piece.kind:
            case Kind.TEXT:
                yield from self._text(piece, own, around, place, line)
            case Kind.CODE:
                if self._fields:
                    self._fields[-1].code.append(piece.text)
                else:
                    yield Passage(piece.text, f"{place}, code of a field")
            case Kind.BEGIN | Kind.SEPARATE | Kind.END:
                yield from self._field(piece, place)
            case Kind.SIMPLE:
                yield from field_code(piece.text, place)
            case Kind.CONTROL if piece.node is not None:
                yield from _control(piece.node, place)
            case Kind.DRAWING if piece.node is not None:
                yield from self._drawing(piece.node, around, place, line)
            case Kind.PAGE:
                line.after = True

    def _text(
        self, piece: Piece, own: Properties, around: Around, place: str, line: _Line
    ) -> Iterator[Found]:
        if piece.deleted:
            line.deleted.append(piece.text)
            return
        says = _says(piece.text)
        if any(not each.result for each in self._fields):
            inner = self._fields[-1]
            next(each for each in self._fields[::-1] if not each.result).code.append(piece.text)
            if says and not inner.result:
                yield leak("attachment-hidden-text", place, "There is text inside a field's code.")
            return
        line.text.append(piece.text)
        if not says:
            return
        if line.after:
            line.breaks, line.after = True, False
        run = run_properties(piece.look, own, around, self._document)
        line.sizes.append(size_of(run))
        if piece.text.strip() not in _FORM_MARKS:
            for reason in unseen(run, around, self._document):
                yield _leak(reason, place)

    def _field(self, piece: Piece, place: str) -> Iterator[Found]:
        if piece.kind is Kind.BEGIN:
            self._fields.append(_Field())
            if piece.node is not None:
                yield from _form(piece.node, place)
        elif self._fields:
            current = self._fields[-1]
            if not current.result:
                yield from field_code("".join(current.code), place)
            current.result = True
            if piece.kind is Kind.END:
                self._fields.pop()

    def _drawing(self, node: Node, around: Around, place: str, line: _Line) -> Iterator[Found]:
        yield from words_of(node, place)
        yield from cropped(node, place)
        walked: set[Node] = set()
        for each in _shapes(node, self._document):
            shape = self._flattened(each)
            for reason in away(shape, self._document.page):
                yield _leak(reason, place)
            if shape.down == "inline" and shape.picture:
                line.pictures.append(shape.box)
            elif shape.down != "inline":
                line.floats.append((shape, place))
            paper = shape.fill if shape.opaque else around.paper
            walked |= set(shape.boxes)
            inside = Around(paper, unsure=around.unsure, hidden=shape.hidden)
            for content in shape.boxes:
                yield from self._apart(content, inside)
        for content in outermost(node, "w:txbxContent"):
            if content not in walked:
                yield from self._apart(content, Around(None))

    def _apart(self, content: Node, around: Around) -> Iterator[Found]:
        """A text box; its fields and its breaks are its own."""
        self._counts.boxes += 1
        place = f"{self._label}text box {self._counts.boxes}"
        fields, self._fields = self._fields, []
        counts = self._counts.paragraphs
        yield from self._blocks(content, around, place, [], [])
        self._fields, self._counts.paragraphs = fields, counts

    def _flattened(self, shape: Shape) -> Shape:
        """A picture of one colour alone counts as a box of it."""
        if self._flat is None or not shape.picture or not shape.floats or shape.behind:
            return shape
        colour = self._flat(shape.picture)
        return shape if colour is None else replace(shape, fill=colour, picture="", sides=True)

    def _table(
        self, node: Node, around: Around, blocks: list[Block], texts: list[str]
    ) -> Iterator[Found]:
        self._counts.tables += 1
        label = f"{self._label}table {self._counts.tables}"
        own = properties(child(node, "w:tblPr"))
        rows = tuple(nested(node, "w:tr"))
        grid: list[tuple[str, ...]] = []
        for number, row in enumerate(rows):
            cells: list[str] = []
            spot = Spot(number, 0, number == len(rows) - 1, last_column=False)
            yield from self._row(row, own, around, f"{label}, row {number + 1}", spot, cells)
            grid.append(tuple(cells))
        yield Grid(tuple(grid), label)
        letters = sum(len(cell) for row in grid for cell in row)
        height = sum(max((_lines(cell) for cell in row), default=1) * 14.0 for row in grid)
        blocks.append(Block(letters, 10.0, whole=True, height=height))
        texts.append("\n".join("\t".join(row) for row in grid))

    def _row(
        self, row: Node, table: Properties, around: Around, place: str, spot: Spot, out: list[str]
    ) -> Iterator[Found]:
        settings = child(row, "w:trPr")
        hidden = around.hidden or on(child(settings, "w:hidden"))
        flat = is_flat(settings)
        before = len(out)
        out.extend([""] * span(child(settings, "w:gridBefore")))
        cells = tuple(nested(row, "w:tc"))
        for index, cell in enumerate(cells):
            here = replace(spot, column=index, last_column=index == len(cells) - 1)
            layers = tuple(self._layers(table, here))
            inside = self._cell_around(cell, table, layers, replace(around, hidden=hidden))
            texts: list[str] = []
            blocks: list[Block] = []
            yield from self._blocks(cell, inside, place, blocks, texts)
            yield from self._cell_covers(cell, blocks)
            out.append("\n".join(texts))
            out.extend([""] * (span(child(cell, "w:tcPr", "w:gridSpan"), 1) - 1))
        if flat and any(_says(text) for text in out[before:]):
            yield leak("attachment-hidden-text", place, "This row is too low for its text.")

    def _layers(self, table: Properties, spot: Spot) -> Iterator[Style]:
        style = self._document.styles.find("table", val(table.get("w:tblStyle")))
        return table_parts(style, table, spot)

    def _cell_around(
        self, cell: Node, table: Properties, layers: tuple[Style, ...], around: Around
    ) -> Around:
        document = self._document
        below = paper_behind(
            iter([*(layer.table for layer in layers[:1]), table]), around.paper, document
        )
        own = properties(child(cell, "w:tcPr"))
        paper = paper_behind(iter([*(layer.cell for layer in layers), own]), below, document)
        unsure = around.unsure and paper == around.paper
        return Around(paper, layers, unsure, around.hidden)

    def _cell_covers(self, cell: Node, blocks: list[Block]) -> Iterator[Found]:
        if not any(block.floats for block in blocks):
            return
        page = self._document.page
        width = _points(child(cell, "w:tcPr", "w:tcW"), "w:w") or page.column
        narrow = replace(page, right=max(0.0, page.width - page.left - width))
        for place, found in covered(blocks, narrow):
            yield _leak(found, place)


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _leak(found: Unseen, place: str) -> Found:
    return leak(found.code, place, found.message, severity=found.severity)


def _collapsed(place: str) -> Found:
    return leak(
        "attachment-hidden-text",
        place,
        "The text under this heading is folded away; readers can unfold it.",
        severity=Severity.WARNING,
    )


def _points(node: Node | None, name: str) -> float:
    return 0.0 if node is None else twips(attribute(node, name)) or 0.0


def _lines(text: str) -> int:
    return text.count("\n") + 1 + len(text) // 40


def _shapes(node: Node, document: Document) -> Iterator[Shape]:
    name = name_of(node)
    if name == "w:drawing":
        yield from drawn(node, document.theme)
    else:
        yield from vml_shapes(node)


def _backed(root: Node, document: Document) -> Iterator[Node]:
    """Paragraphs that a drawing may lie behind."""
    paragraphs = list(iterate(root, "w:p"))
    for number, paragraph in enumerate(paragraphs):
        drawings = iterate(paragraph, "w:drawing", "w:pict")
        if any(_backs(shape) for node in drawings for shape in _shapes(node, document)):
            yield from paragraphs[max(0, number - _REACH) : number + _REACH + 1]


def _backs(shape: Shape) -> bool:
    large = shape.box.width >= _WIDE and shape.box.height >= _HIGH
    return shape.down != "inline" and shape.opaque and large


def _control(node: Node, place: str) -> Iterator[Found]:
    """What a content control says of itself, and what could be chosen in it."""
    said = [val(each) for each in iterate(node, "w:alias", "w:tag")]
    said += [
        attribute(each, "w:displayText") or attribute(each, "w:value")
        for each in iterate(node, "w:listItem")
    ]
    yield from _aside(said, f"{place}, content control")


def _form(node: Node, place: str) -> Iterator[Found]:
    """What an old form's field says and begins with."""
    names = ("w:default", "w:statusText", "w:helpText", "w:listEntry")
    yield from _aside([val(each) for each in iterate(node, *names)], f"{place}, form field")


def _aside(said: list[str], place: str) -> Iterator[Found]:
    text = "; ".join(each for each in said if each)
    if _says(text):
        yield Passage(text, place)
