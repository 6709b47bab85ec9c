"""How each kind of part is looked into."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx import extras
from disclosure_log.leaks.docx.changes import changes
from disclosure_log.leaks.docx.drawing import has_words
from disclosure_log.leaks.docx.kinds import Kind
from disclosure_log.leaks.docx.names import Node, attribute, iterate, name_of
from disclosure_log.leaks.docx.settings import settings_found
from disclosure_log.leaks.docx.structure import structure
from disclosure_log.leaks.docx.whole import Case, document_of, related
from disclosure_log.leaks.leak import Found, Passage, leak

_STILL = {"separator", "continuationSeparator", "continuationNotice"}


def _main(case: Case) -> Iterator[Found]:
    root = case.tree()
    label = "" if case.part.key == case.whole.main.key else case.place
    yield from _text(case, root, label)


def _text(case: Case, root: Node, label: str) -> Iterator[Found]:
    yield from changes(root, label)
    yield from structure(root, label)
    yield from case.whole.story(case.part, label).walk(root)


def _header(case: Case) -> Iterator[Found]:
    root = case.tree()
    kind = "footer" if name_of(root) == "w:ftr" else "header"
    label = f"{kind} {case.whole.number(kind)}"
    yield from _text(case, root, label)
    leads = {
        each.id
        for each in case.whole.package.of(case.whole.main.key)
        if each.target == case.part.key
    }
    if leads and leads <= case.whole.hidden and has_words(root):
        yield leak(
            "attachment-hidden-text",
            label,
            "There is text here that no page shows.",
            severity=Severity.WARNING,
        )


def _notes(case: Case) -> Iterator[Found]:
    root = case.tree()
    yield from changes(root, "notes")
    yield from structure(root, "notes")
    called = {
        (name_of(each).removeprefix("w:").removesuffix("Reference"), attribute(each, "w:id"))
        for each in iterate(case.whole.root, "w:footnoteReference", "w:endnoteReference")
    }
    for node in iterate(root, "w:footnote", "w:endnote"):
        if attribute(node, "w:type") in _STILL:
            continue
        kind = name_of(node).removeprefix("w:")
        label = f"{kind} {case.whole.number(kind)}"
        yield from case.whole.story(case.part, label).walk(node)
        if has_words(node) and (kind, attribute(node, "w:id")) not in called:
            yield leak("attachment-hidden-text", label, "There is a note here that no page shows.")


def _comments(case: Case) -> Iterator[Found]:
    root = case.tree()
    nodes = list(root)
    for node in nodes:
        label = f"comment {case.whole.number('comment')}"
        yield leak("attachment-comment", label, "There is a comment in the document.")
        yield from changes(node, label)
        yield from case.whole.story(case.part, label).walk(node)
    yield from structure(root, "comments")
    if name_of(root) != "w:comments":
        yield from extras.every_word(root, case.place)


def _comment_marks(case: Case) -> Iterator[Found]:
    if len(case.tree()):
        yield leak(
            "attachment-comment",
            case.place,
            "There are traces of comments in the document.",
            severity=Severity.WARNING,
        )


def _glossary(case: Case) -> Iterator[Found]:
    root = case.tree()
    yield leak(
        "attachment-document-data",
        case.place,
        "There are building blocks (a glossary) in the document, which no page shows.",
        severity=Severity.WARNING,
    )
    package = case.whole.package
    own = document_of(package, case.part, root, related(package, case.part, "settings"))
    yield from changes(root, "building blocks")
    yield from structure(root, "building blocks")
    yield from case.whole.story(case.part, "building blocks", own).walk(root)


def _settings(case: Case) -> Iterator[Found]:
    yield from settings_found(case.tree())


def _styles(case: Case) -> Iterator[Found]:
    root = case.tree()
    yield from changes(root, case.place)
    yield from extras.names_of_styles(root, case.place)
    if any(name_of(node) in {"w:t", "w:txbxContent"} for node in root.iter()):
        yield leak("attachment-unknown-part", case.place, "There is text among the styles.")


def _people(case: Case) -> Iterator[Found]:
    for number, node in enumerate(case.tree().iter(), 1):
        for text in node.attrib.values():
            yield Passage(text, f"{case.place}, person {number}")
    yield leak("attachment-properties", case.place, "The document lists people who worked on it.")


def _properties(case: Case) -> Iterator[Found]:
    yield from extras.properties_found(case.tree())


def _custom_xml(case: Case) -> Iterator[Found]:
    yield from extras.custom_xml(case.tree(), case.place, case.whole.shown)


def _ordinary(case: Case) -> Iterator[Found]:
    case.tree()  # it must be readable; it holds no words
    yield from ()


def _words(case: Case) -> Iterator[Found]:
    yield from extras.every_word(case.tree(), case.place)


def _web(case: Case) -> Iterator[Found]:
    if next(iterate(case.tree(), "w:frameset"), None) is not None:
        yield leak(
            "attachment-active-content", case.place, "The document shows other files in frames."
        )


def _picture(case: Case) -> Iterator[Found]:
    number = case.whole.number("picture")
    yield from extras.picture(case.raw(), f"picture {number}")


def _metafile(case: Case) -> Iterator[Found]:
    number = case.whole.number("picture")
    yield from extras.metafile(case.raw(), f"picture {number}")


def _svg(case: Case) -> Iterator[Found]:
    yield from extras.svg(case.tree(), f"picture {case.whole.number('picture')}")


def _add_in(case: Case) -> Iterator[Found]:
    root = case.tree()
    yield from extras.every_word(root, case.place)
    text = "; ".join(text for node in root.iter() for text in node.attrib.values())
    yield Passage(text, f"{case.place}, settings of an add-in")
    yield leak(
        "attachment-active-content",
        case.place,
        "The document calls for an add-in.",
        severity=Severity.WARNING,
    )


_Handler = Callable[[Case], Iterator[Found]]


def _always(code: str, message: str) -> _Handler:
    """A part that is a leak by being there."""

    def found(case: Case) -> Iterator[Found]:
        yield leak(code, case.place, message)

    return found


#: How each kind of part is looked into; fonts are not.
HANDLERS: dict[Kind, _Handler] = {
    Kind.MAIN: _main,
    Kind.TEMPLATE: _always("attachment-type-mismatch", "This is a template, not a document."),
    Kind.STORY: _header,
    Kind.NOTES: _notes,
    Kind.COMMENTS: _comments,
    Kind.COMMENT_MARKS: _comment_marks,
    Kind.GLOSSARY: _glossary,
    Kind.SETTINGS: _settings,
    Kind.STYLES: _styles,
    Kind.NUMBERING: _styles,
    Kind.ORDINARY: _ordinary,
    Kind.WORDS: _words,
    Kind.PROPERTIES: _properties,
    Kind.PEOPLE: _people,
    Kind.CUSTOM_XML: _custom_xml,
    Kind.PICTURE: _picture,
    Kind.DRAWN: _metafile,
    Kind.SVG: _svg,
    Kind.THUMBNAIL: _always("attachment-thumbnail", "There is a small picture of the first page."),
    Kind.PRINTER: _always("attachment-properties", "The document holds the settings of a printer."),
    Kind.WEB: _web,
    Kind.EMBEDDED: _always("attachment-embedded", "Another file is kept inside the document."),
    Kind.ACTIVE: _always("attachment-active-content", "There is an active control here."),
    Kind.MACRO: _always("attachment-macro", "There are macros in the document."),
    Kind.MERGE: _always("attachment-document-data", "The list of a mail merge is kept inside."),
    Kind.SIGNATURE: _always("attachment-properties", "The document is signed by somebody's name."),
    Kind.LABEL: _always("attachment-properties", "The document carries a classification label."),
    Kind.ADD_IN: _add_in,
}
