"""The text of a Word document as a reader sees it: blocks, lists, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from disclosure_log.finding import Severity
from disclosure_log.leaks.clean.blocks import MAYBE, MOST_BLOCKS, UNSEEN, Story, joined, lines_of
from disclosure_log.leaks.clean.cleaned import CannotCleanError
from disclosure_log.leaks.clean.lists_docx import Lists, levels_of_headings
from disclosure_log.leaks.clean.markdown import Words
from disclosure_log.leaks.docx.cover import away
from disclosure_log.leaks.docx.document import Document
from disclosure_log.leaks.docx.drawing import Shape, drawn
from disclosure_log.leaks.docx.look import (
    BLACKED,
    Around,
    paper_behind,
    paragraph_properties,
    paragraph_unseen,
    run_properties,
    unseen,
)
from disclosure_log.leaks.docx.names import Node, attribute, child, full, iterate, name_of, on, val
from disclosure_log.leaks.docx.pieces import Kind, Piece, pieces
from disclosure_log.leaks.docx.rows import is_flat, nested, span
from disclosure_log.leaks.docx.styles import Properties, Spot, Style, properties, table_parts
from disclosure_log.leaks.docx.vml import vml_shapes
from disclosure_log.leaks.docx.whole import Whole, document_of, related
from disclosure_log.leaks.leak import CannotInspectError, Leak
from disclosure_log.leaks.package import Package, Part, open_package
from disclosure_log.leaks.xml_parts import parse

_APART = frozenset({"w:sectPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:pPr", "w:rPr"})
_APART |= {"w:sdtPr", "w:sdtEndPr", "w:del", "w:moveFrom", "w:altChunk", "w:subDoc"}
_LINK = re.compile(r'\s*HYPERLINK\s+"(https://[^"\s]+)"', re.IGNORECASE)
_REFERENCES = frozenset({"w:footnoteReference", "w:endnoteReference"})
_CALL = re.compile("\ue000([fe]-?[0-9]{1,9})\ue001")
_DELETED = "passages that were deleted or moved away"
_COUNTED = {
    "comments": ("comments", "w:comment"),
    "header": ("headers", "w:t"),
    "footer": ("footers", "w:t"),
}


@dataclass
class _Field:
    """A field being read: its code, and whether its result has begun."""

    code: list[str] = field(default_factory=list)
    result: bool = False

    @property
    def address(self) -> str:
        found = _LINK.match("".join(self.code))
        return found[1] if found else ""


@dataclass
class _Line:
    """A paragraph while it is read, and the text boxes that are anchored in it."""

    words: list[Words] = field(default_factory=list)
    boxes: list[tuple[Node, Around]] = field(default_factory=list)


def docx_story(raw: bytes) -> Story:
    """The blocks of a Word document that are seen."""
    package = open_package(raw)
    main = package.main()
    root = parse(package.read(main.key))
    body = child(root, "w:body")
    if name_of(root) != "w:document" or body is None:
        raise CannotInspectError("The file has no document in it.")
    document = document_of(package, main, root, related(package, main, "settings"))
    perhaps = _refuse_covered(package, main, document, root)
    reader = _Reader(package, main, document)
    _prepare(root, package, main)
    reader.blocks(body, Around(document.paper, unsure=document.backed), reader.story)
    _count_parts(package, main, reader.story)
    reader.story.left_out[MAYBE] += perhaps
    return reader.story


def _refuse_covered(package: Package, main: Part, document: Document, root: Node) -> int:
    """Where a box lies over words a program can not tell which are seen; how many perhaps do."""
    perhaps = 0
    whole = Whole(package, main, document, root, "", frozenset())
    for found in whole.story(main, "").walk(root):
        if not isinstance(found, Leak) or found.code != "attachment-covered-text":
            continue
        perhaps += found.severity is Severity.WARNING
        if found.severity is Severity.ERROR and found.message != BLACKED.message:
            raise CannotCleanError(
                f"A box lies over words or a picture ({found.place}). A program can not tell which "
                "words it hides. Delete the words below it, and the box, then clean the file again."
            )
    return perhaps


def _count_parts(package: Package, main: Part, story: Story) -> None:
    for kind, (said, wanted) in _COUNTED.items():
        for relation in package.of(main.key, kind):
            part = package.part(relation)
            if part is not None:
                found = sum(1 for _ in iterate(parse(package.read(part.key)), wanted))
                story.left_out[said] += min(found, 1) if wanted == "w:t" else found


def _prepare(root: Node, package: Package, part: Part) -> None:
    """Of what is there in two forms keep the one that is shown; make links into fields."""
    addresses = {each.id: each.address for each in package.of(part.key) if each.external}
    for node in list(root.iter()):
        branches = [x for x in node if name_of(x) in ("mc:Choice", "mc:Fallback")]
        for branch in branches[1:]:
            node.remove(branch)
        if name_of(node) in _REFERENCES:
            # A call for a note becomes words of its run, so that it is seen where the run is.
            kind = name_of(node).removeprefix("w:")[0]
            node.text = f"\ue000{kind}{attribute(node, 'w:id')}\ue001"
            node.tag = full("w:t")
        elif name_of(node) == "w:hyperlink":
            address = addresses.get(attribute(node, "r:id"), "")
            if address.startswith("https://") and '"' not in address:
                _as_field(node, address)


def _as_field(node: Node, address: str) -> None:
    def run(inner: Node) -> Node:
        made = node.makeelement(full("w:r"), {})
        made.append(inner)
        return made

    def mark(kind: str) -> Node:
        return run(node.makeelement(full("w:fldChar"), {full("w:fldCharType"): kind}))

    code = node.makeelement(full("w:instrText"), {})
    code.text = f'HYPERLINK "{address}"'
    node[:0] = [mark("begin"), run(code), mark("separate")]
    node.append(mark("end"))


class _Reader:
    """Walks the text of a document; fields may reach over paragraphs."""

    def __init__(self, package: Package, main: Part, document: Document) -> None:
        self.story = Story()
        self._document = document
        self._styles = related(package, main, "styles")
        self._lists = Lists(related(package, main, "numbering"))
        self._headings = levels_of_headings(self._styles)
        self._notes = dict(_notes(package, main))
        self._calls: dict[str, int] = {}
        self._fields: list[_Field] = []
        self._seen = 0

    def blocks(self, node: Node, around: Around, story: Story) -> None:
        """Paragraphs and tables below a node."""
        for each in node:
            match name_of(each):
                case "w:p":
                    self._paragraph(each, around, story)
                case "w:tbl":
                    story.table(self._rows(each, around))
                case "w:del" | "w:moveFrom":
                    story.left_out[_DELETED] += 1
                case name if name not in _APART:
                    self.blocks(each, around, story)

    def _paragraph(self, node: Node, around: Around, story: Story) -> None:
        own, line = self._line(node, around)
        level = self._level(own)
        label, depth = self._lists.label(own) if line.words else ("", -1)
        if level:
            story.paragraph(line.words, level, label)
        elif depth >= 0:
            story.item(line.words, depth, label)
        else:
            story.paragraph(line.words)
        for box, inside in line.boxes:
            self._apart(box, inside, story)

    def _apart(self, box: Node, around: Around, story: Story) -> None:
        """A text box after its paragraph; its fields are its own."""
        fields, self._fields = self._fields, []
        self.blocks(box, around, story)
        self._fields = fields

    def _level(self, own: Properties) -> int:
        """The level of a heading, 0 of any other paragraph."""
        said = val(own.get("w:outlineLvl"))
        if said in tuple("012345678"):
            return min(int(said) + 1, 6)
        return self._headings.get(val(own.get("w:pStyle")), 0) if said != "9" else 0

    # --- lines

    def _line(self, node: Node, around: Around) -> tuple[Properties, _Line]:
        self._seen += 1
        if self._seen > MOST_BLOCKS:
            raise CannotCleanError("The document is too long to be made anew.")
        document = self._document
        own = paragraph_properties(node, around, document)
        paper = paper_behind(iter((own,)), around.paper, document)
        around = replace(around, paper=paper)
        line = _Line()
        gone = any(True for _ in paragraph_unseen(own, document))
        for piece in pieces(node):
            self._piece(piece, own, replace(around, hidden=around.hidden or gone), line)
        return own, line

    def _piece(self, piece: Piece, own: Properties, around: Around, line: _Line) -> None:
        match piece.kind:
            case Kind.TEXT:
                self._text(piece, own, around, line)
            case Kind.CODE if self._fields:
                self._fields[-1].code.append(piece.text)
            case Kind.BEGIN:
                self._fields.append(_Field())
            case Kind.SEPARATE if self._fields:
                self._fields[-1].result = True
            case Kind.END if self._fields:
                self._fields.pop()
            case Kind.DRAWING if piece.node is not None and not piece.deleted:
                self._drawing(piece.node, around, line)
            case Kind.PAGE:
                line.words.append(Words(" "))

    def _text(self, piece: Piece, own: Properties, around: Around, line: _Line) -> None:
        if piece.deleted:
            self.story.left_out[_DELETED] += bool(piece.text.strip())
            return
        if any(not each.result for each in self._fields):
            return
        if not piece.text.strip():
            line.words.append(Words(piece.text))
            return
        run = run_properties(piece.look, own, around, self._document)
        if any(True for _ in unseen(run, around, self._document)):
            self.story.left_out[UNSEEN] += 1
            return
        call = _CALL.fullmatch(piece.text)
        if call is not None:
            line.words += self._called(call[1])
            return
        address = next((x.address for x in self._fields[::-1] if x.address), "")
        text = piece.text.upper() if on(run.get("w:caps")) else piece.text
        line.words.append(Words(text, on(run.get("w:b")), on(run.get("w:i")), address))

    def _called(self, name: str) -> Iterator[Words]:
        """The sign for a note, whose words go to the end of the text; each note goes there once."""
        if name in self._calls:
            yield Words(f"[{self._calls[name]}]")
        elif name in self._notes:
            self._calls[name] = len(self.story.notes) + 1
            own = Story(left_out=self.story.left_out)
            at = len(self.story.notes)
            self.story.notes.append(())
            self._apart(self._notes[name], Around(self._document.paper), own)
            self.story.notes[at] = joined(lines_of(own.blocks))
            yield Words(f"[{at + 1}]")

    # --- drawings

    def _drawing(self, node: Node, around: Around, line: _Line) -> None:
        shapes = tuple(_shapes(node, self._document))
        for shape in shapes:
            if any(True for _ in away(shape, self._document.page)) or shape.hidden:
                self.story.left_out["drawings that are not seen"] += 1
                continue
            if shape.picture:
                self.story.left_out["pictures"] += 1
            elif not shape.text:
                self.story.left_out["drawings"] += 1
            paper = shape.fill if shape.opaque else around.paper
            inside = Around(paper, hidden=around.hidden)
            line.boxes += [(box, inside) for box in shape.boxes]
        if not shapes:
            self.story.left_out["drawings"] += 1

    # --- tables

    def _rows(self, node: Node, around: Around) -> Iterator[list[tuple[Words, ...]]]:
        own = properties(child(node, "w:tblPr"))
        rows = tuple(nested(node, "w:tr"))
        for number, row in enumerate(rows):
            settings = child(row, "w:trPr")
            if child(settings, "w:del") is not None:
                self.story.left_out[_DELETED] += 1
                continue
            spot = Spot(number, 0, number == len(rows) - 1, last_column=False)
            hidden = around.hidden or on(child(settings, "w:hidden")) or is_flat(settings)
            yield self._row(row, own, replace(around, hidden=hidden), spot)

    def _row(
        self, row: Node, table: Properties, around: Around, spot: Spot
    ) -> list[tuple[Words, ...]]:
        found: list[tuple[Words, ...]] = [()] * span(child(row, "w:trPr", "w:gridBefore"))
        cells = tuple(nested(row, "w:tc"))
        for index, cell in enumerate(cells):
            here = replace(spot, column=index, last_column=index == len(cells) - 1)
            settings = child(cell, "w:tcPr")
            merge = child(settings, "w:vMerge")
            # The words of a cell that another was merged with from above are not shown.
            below = merge is not None and val(merge) in ("", "continue")
            gone = below or child(settings, "w:cellDel") is not None
            inside = self._cell_around(cell, table, around, here)
            words = self._cell(cell, replace(inside, hidden=inside.hidden or gone))
            found.append(words)
            found += [()] * (span(child(settings, "w:gridSpan"), 1) - 1)
        return found

    def _cell(self, cell: Node, around: Around) -> tuple[Words, ...]:
        """A cell's words, a line for each paragraph; tables in it become lines as well."""
        own = Story(left_out=self.story.left_out)
        self.blocks(cell, around, own)
        return joined(lines_of(own.blocks))

    def _cell_around(self, cell: Node, table: Properties, around: Around, spot: Spot) -> Around:
        document = self._document
        style = document.styles.find("table", val(table.get("w:tblStyle")))
        layers: tuple[Style, ...] = tuple(table_parts(style, table, spot))
        base = iter([*(layer.table for layer in layers[:1]), table])
        below = paper_behind(base, around.paper, document)
        own = properties(child(cell, "w:tcPr"))
        paper = paper_behind(iter([*(layer.cell for layer in layers), own]), below, document)
        return Around(paper, layers, around.unsure, around.hidden)


def _notes(package: Package, main: Part) -> Iterator[tuple[str, Node]]:
    """The footnotes ("f2") and endnotes ("e2") by their ids."""
    for kind in ("footnotes", "endnotes"):
        for relation in package.of(main.key, kind):
            part = package.part(relation)
            if part is None:
                continue
            root = parse(package.read(part.key))
            _prepare(root, package, part)
            for node in iterate(root, "w:footnote", "w:endnote"):
                if attribute(node, "w:type", "normal") == "normal":
                    yield f"{kind[0]}{attribute(node, 'w:id')}", node


def _shapes(node: Node, document: Document) -> Iterator[Shape]:
    if name_of(node) == "w:drawing":
        yield from drawn(node, document.theme)
    else:
        yield from vml_shapes(node)
