"""Which kind of document a ZIP package says it is, before any of it is trusted."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

#: A package that says nothing that can be read.
OTHER_PACKAGE = "an archive of files"
_MAX_PART = 2 * 1024 * 1024
_MAX_ENTRIES = 20_000

_ODF = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENT = {
    f"{_ODF}text": "odt",
    f"{_ODF}spreadsheet": "ods",
    f"{_ODF}presentation": "an OpenDocument presentation",
    f"{_ODF}graphics": "an OpenDocument drawing",
}
_MAIN = "application/vnd.openxmlformats-officedocument."
_OPEN_XML = {
    f"{_MAIN}spreadsheetml.sheet.main+xml": "xlsx",
    f"{_MAIN}wordprocessingml.document.main+xml": "docx",
    f"{_MAIN}spreadsheetml.template.main+xml": "an Excel template",
    f"{_MAIN}wordprocessingml.template.main+xml": "a Word template",
    f"{_MAIN}presentationml.presentation.main+xml": "a PowerPoint presentation",
    f"{_MAIN}presentationml.slideshow.main+xml": "a PowerPoint presentation",
    f"{_MAIN}presentationml.template.main+xml": "a PowerPoint presentation",
    "application/vnd.ms-excel.sheet.binary.macroenabled.main": "a binary Excel workbook",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": "a workbook with macros",
    "application/vnd.ms-excel.template.macroenabled.main+xml": "a workbook with macros",
    "application/vnd.ms-excel.addin.macroenabled.main+xml": "a workbook with macros",
    "application/vnd.ms-word.document.macroenabled.main+xml": "a document with macros",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml": "a document with macros",
    "application/vnd.ms-powerpoint.presentation.macroenabled.main+xml": "a PowerPoint presentation",
    "application/vnd.ms-visio.drawing.main+xml": "a Visio drawing",
}


def package_type(raw: bytes) -> str:
    """The short name of an office kind that can be looked into, or words for any other."""
    try:
        with ZipFile(BytesIO(raw)) as package:
            if len(package.infolist()) > _MAX_ENTRIES:
                return OTHER_PACKAGE
            names = set(package.namelist())
            if "mimetype" in names:
                return _open_document(_part(package, "mimetype"))
            if "[Content_Types].xml" in names:
                return _open_xml(_part(package, "[Content_Types].xml"))
    except Exception:
        return OTHER_PACKAGE
    return OTHER_PACKAGE


def _part(package: ZipFile, name: str) -> bytes:
    """A small part, never more of it than a small part has."""
    with package.open(name) as stream:
        return stream.read(_MAX_PART)


def _open_document(mimetype: bytes) -> str:
    said = mimetype[:200].decode("ascii", "replace").strip()
    if said.startswith(_ODF):
        return _OPEN_DOCUMENT.get(said, "an OpenDocument file of a kind that is not looked into")
    return OTHER_PACKAGE


def _open_xml(content_types: bytes) -> str:
    """By the one main part; two different ones are no document at all."""
    root = fromstring(content_types, forbid_dtd=True)
    said = {element.get("ContentType", "").strip().lower() for element in root.iter()}
    found = {words for type_, words in _OPEN_XML.items() if type_.lower() in said}
    return found.pop() if len(found) == 1 else OTHER_PACKAGE
