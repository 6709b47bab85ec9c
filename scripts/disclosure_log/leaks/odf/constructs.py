"""What single elements of OpenDocument give away, wherever in a file they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Leak, leak
from disclosure_log.leaks.odf.tree import UNKNOWN
from disclosure_log.leaks.odf.words import holds_words

_Rule = Callable[[Element, str], Iterator[Leak]]

#: Elements that are wrong by being there: code and message.
_FOUND = {
    "office:annotation": ("attachment-comment", "There is a comment."),
    "text:insertion": ("attachment-tracked-change", "An insertion is tracked."),
    "text:deletion": (
        "attachment-tracked-change",
        "A deletion is tracked; what it took away is kept.",
    ),
    "text:format-change": ("attachment-tracked-change", "A change of format is tracked."),
    "table:cell-content-change": (
        "attachment-tracked-change",
        "A changed cell is tracked; what it held before is kept.",
    ),
    "table:insertion": ("attachment-tracked-change", "An insertion is tracked."),
    "table:deletion": (
        "attachment-tracked-change",
        "A deletion is tracked; what it took away is kept.",
    ),
    "table:movement": ("attachment-tracked-change", "A movement of cells is tracked."),
    "text:hidden-text": ("attachment-hidden-text", "A field holds hidden text."),
    "text:hidden-paragraph": ("attachment-hidden-text", "A field can hide its paragraph."),
    "text:conditional-text": (
        "attachment-hidden-text",
        "A field holds two texts and shows one of them.",
    ),
    "text:section-source": (
        "attachment-cached-data",
        "A section is a copy of another file, to which it is linked.",
    ),
    "text:dde-connection-decl": (
        "attachment-active-content",
        "The file is linked to another program.",
    ),
    "office:dde-source": ("attachment-active-content", "The file is linked to another program."),
    "table:dde-link": ("attachment-active-content", "The file is linked to another program."),
    "text:script": ("attachment-active-content", "There is a script."),
    "text:execute-macro": ("attachment-macro", "A field runs a macro."),
    "script:event-listener": (
        "attachment-macro",
        "Something happens by itself: an event runs a macro.",
    ),
    "presentation:event-listener": (
        "attachment-active-content",
        "A click on a shape starts something.",
    ),
    "text:database-display": (
        "attachment-document-data",
        "A field shows a record of a mail merge.",
    ),
    "text:database-name": ("attachment-document-data", "A field names a database."),
    "text:database-next": ("attachment-document-data", "A field walks through a database."),
    "text:database-row-select": (
        "attachment-document-data",
        "A field chooses records of a database.",
    ),
    "text:database-row-number": ("attachment-document-data", "A field shows a record's number."),
    "table:table-source": ("attachment-cached-data", "A sheet is a copy of another file."),
    "table:cell-range-source": ("attachment-cached-data", "Cells are a copy of another file."),
    "table:scenario": (
        "attachment-hidden-cells",
        "The sheet is a scenario, whose values may not show.",
    ),
    "table:database-source-sql": ("attachment-document-data", "The file asks a database."),
    "table:database-source-table": ("attachment-document-data", "The file asks a database."),
    "table:database-source-query": ("attachment-document-data", "The file asks a database."),
    "table:source-service": ("attachment-document-data", "A pivot table asks another program."),
    "table:data-pilot-table": (
        "attachment-cached-data",
        "A pivot table keeps every value of its fields, also those that it does not show.",
    ),
    "draw:object-ole": ("attachment-embedded", "There is an embedded object."),
    "draw:plugin": ("attachment-embedded", "There is an embedded sound, film or program."),
    "draw:applet": ("attachment-active-content", "There is an embedded program."),
    "draw:floating-frame": ("attachment-active-content", "There is a window onto another file."),
    "office:binary-data": ("attachment-embedded", "There is data that is not shown as it is."),
    "xforms:instance": ("attachment-form-value", "A form holds data."),
    "form:connection-resource": ("attachment-document-data", "A form is connected to a database."),
    "db:data-source": ("attachment-document-data", "The file holds the settings of a database."),
    "text:meta-field": ("attachment-document-data", "A field is filled from data of the file."),
    "svgpicture:script": ("attachment-active-content", "There is a script in a picture."),
}
_WARNED = {
    "text:sender-firstname",
    "text:sender-lastname",
    "text:sender-initials",
    "text:sender-title",
    "text:sender-position",
    "text:sender-email",
    "text:sender-phone-private",
    "text:sender-phone-work",
    "text:sender-fax",
    "text:sender-company",
    "text:sender-street",
    "text:sender-city",
    "text:sender-postal-code",
    "text:sender-country",
    "text:sender-state-or-province",
    "text:author-name",
    "text:author-initials",
    "text:creator",
    "text:initial-creator",
    "text:printed-by",
    "text:user-defined",
}
#: Where a text control keeps what somebody typed or chose.
_VALUES = ("form:current-value", "form:value", "form:current-selected", "form:current-state")
_EMPTY_VALUES = ("", "false", "unchecked", "unknown")
_CHOICES = {"form:checkbox", "form:radio", "form:button", "form:image", "form:column"}
_LOADED = {
    "draw:image",
    "draw:fill-image",
    "style:background-image",
    "draw:object",
    "draw:a-picture",
}
_OUTSIDE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|/|\\|\.\./)")
_LOCAL = re.compile(
    r"(?:file:|[A-Za-z]:[\\/]|\\\\|/{2,}|\.\./|vnd\.sun\.star\.(?!help))", re.IGNORECASE
)
_MACRO = re.compile(r"(?:vnd\.sun\.star\.script|macro|javascript|vbscript|service):", re.IGNORECASE)


def constructs(element: Element, place: str) -> Iterator[Leak]:
    """What an element itself gives away, without what lies in it."""
    tag = element.tag
    if tag in _FOUND:
        code, message = _FOUND[tag]
        yield leak(code, place, message)
    elif tag in _RULES:
        yield from _RULES[tag](element, place)
    elif tag.startswith("form:"):
        yield from _form_value(element, place)
    elif tag.startswith(UNKNOWN):
        yield leak("attachment-unknown-part", place, "There is something that is not OpenDocument.")
    elif tag in _WARNED:
        yield leak(
            "attachment-properties", place, "A field shows a property of the file or its author."
        )
    if "xlink:href" in element.attrib:
        yield from _link(element, element.attrib["xlink:href"].strip(), place)


def _link(element: Element, target: str, place: str) -> Iterator[Leak]:
    if _MACRO.match(target):
        yield leak("attachment-macro", place, "A link runs a macro.")
    elif element.tag in _LOADED and _OUTSIDE.match(target):
        yield leak(
            "attachment-active-content",
            place,
            "A picture or object is fetched from elsewhere when the file is opened.",
        )
    elif element.tag.startswith("form:") and _OUTSIDE.match(target):
        yield leak("attachment-active-content", place, "A form sends to or loads from elsewhere.")
    elif _LOCAL.match(target):
        yield leak(
            "attachment-properties", place, "A link tells a path on somebody's computer or network."
        )


def _tracking(element: Element, place: str) -> Iterator[Leak]:
    if not len(element) and "false" not in element.attrib.values():
        yield leak(
            "attachment-tracked-change",
            place,
            "Changes are recorded from now on; none is yet.",
            severity=Severity.WARNING,
        )


def _section(element: Element, place: str) -> Iterator[Leak]:
    if element.get("text:display", "true") != "true" or element.get("text:is-hidden") == "true":
        yield leak("attachment-hidden-text", place, "A section is hidden.")
    yield from _protected(element, place)


def _protected(element: Element, place: str) -> Iterator[Leak]:
    names = ("text:protected", "table:protected", "table:structure-protected")
    if any(element.get(name) == "true" for name in names):
        yield leak(
            "attachment-protection", place, "There is protection, which stops nobody from reading."
        )


def _script(element: Element, place: str) -> Iterator[Leak]:
    # LibreOffice writes an empty list of libraries into files without macros.
    if holds_words(element) or any(len(child) for child in element):
        yield leak("attachment-macro", place, "There is a macro.")


def _form_value(element: Element, place: str) -> Iterator[Leak]:
    names: tuple[str, ...] = _VALUES
    if element.tag in _CHOICES:  # their value is what they send, not what was chosen
        names = ("form:current-state",)
    if element.tag in ("form:option", "form:item"):
        names = ("form:current-selected",)
    if any(element.get(name, "") not in _EMPTY_VALUES for name in names):
        yield leak("attachment-form-value", place, "A form is filled in.")


def _form(element: Element, place: str) -> Iterator[Leak]:
    if element.get("form:command") or element.get("form:datasource"):
        yield leak("attachment-document-data", place, "A form is connected to a database.")


def _hidden_name(element: Element, place: str) -> Iterator[Leak]:
    if any(name.endswith(":hidden") and said == "true" for name, said in element.attrib.items()):
        yield leak("attachment-hidden-name", place, "A defined name is hidden.")
    said = element.get("table:expression", "") + element.get("table:cell-range-address", "")
    if "file:" in said or "://" in said:
        yield leak("attachment-properties", place, "A defined name leads to another file.")


def _filter(element: Element, place: str) -> Iterator[Leak]:
    if any(each.tag == "table:filter-condition" for each in element.iter()):
        yield leak(
            "attachment-hidden-cells", place, "A filter is on, which hides rows from view alone."
        )


def _field_value(element: Element, place: str) -> Iterator[Leak]:
    if element.get("text:display") in ("none", "formula"):
        yield leak(
            "attachment-hidden-text",
            place,
            "A field keeps a value that it does not show.",
        )


_RULES: dict[str, _Rule] = {
    "text:tracked-changes": _tracking,
    "table:tracked-changes": _tracking,
    "text:section": _section,
    "table:table": _protected,
    "office:spreadsheet": _protected,
    "office:script": _script,
    "form:form": _form,
    "table:named-range": _hidden_name,
    "table:named-expression": _hidden_name,
    "table:filter": _filter,
    "text:variable-set": _field_value,
    "text:user-field-get": _field_value,
    "text:user-field-input": _field_value,
}
