"""The parts of a Word document by their content types, and how each is looked into."""

from __future__ import annotations

from enum import Enum, auto


class Kind(Enum):
    """What is done with a part."""

    MAIN = auto()
    STORY = auto()
    NOTES = auto()
    COMMENTS = auto()
    COMMENT_MARKS = auto()
    GLOSSARY = auto()
    SETTINGS = auto()
    STYLES = auto()
    NUMBERING = auto()
    ORDINARY = auto()
    WORDS = auto()
    PROPERTIES = auto()
    PEOPLE = auto()
    CUSTOM_XML = auto()
    PICTURE = auto()
    DRAWN = auto()
    SVG = auto()
    THUMBNAIL = auto()
    PRINTER = auto()
    FONT = auto()
    WEB = auto()
    EMBEDDED = auto()
    ACTIVE = auto()
    MACRO = auto()
    MERGE = auto()
    SIGNATURE = auto()
    LABEL = auto()
    ADD_IN = auto()
    TEMPLATE = auto()


_OPEN = "application/vnd.openxmlformats-officedocument."
_WORD = _OPEN + "wordprocessingml."
_OFFICE = "application/vnd.ms-office."
_MS_WORD = "application/vnd.ms-word."
_PACKAGE = "application/vnd.openxmlformats-package."

#: By content type, in small letters.
TYPES = {
    _WORD + "document.main+xml": Kind.MAIN,
    _WORD + "template.main+xml": Kind.TEMPLATE,
    _WORD + "document.glossary+xml": Kind.GLOSSARY,
    _WORD + "header+xml": Kind.STORY,
    _WORD + "footer+xml": Kind.STORY,
    _WORD + "footnotes+xml": Kind.NOTES,
    _WORD + "endnotes+xml": Kind.NOTES,
    _WORD + "comments+xml": Kind.COMMENTS,
    _WORD + "commentsextended+xml": Kind.COMMENT_MARKS,
    _WORD + "commentsids+xml": Kind.COMMENT_MARKS,
    _WORD + "commentsextensible+xml": Kind.COMMENT_MARKS,
    _OFFICE + "documenttasks+xml": Kind.COMMENTS,
    _WORD + "people+xml": Kind.PEOPLE,
    _WORD + "settings+xml": Kind.SETTINGS,
    _WORD + "styles+xml": Kind.STYLES,
    _MS_WORD + "styleswitheffects+xml": Kind.STYLES,
    _WORD + "numbering+xml": Kind.NUMBERING,
    _WORD + "fonttable+xml": Kind.ORDINARY,
    _WORD + "websettings+xml": Kind.WEB,
    _WORD + "printersettings": Kind.PRINTER,
    _WORD + "mailmergerecipientdata+xml": Kind.MERGE,
    _MS_WORD + "mailmergerecipientdata+xml": Kind.MERGE,
    _MS_WORD + "keymapcustomizations+xml": Kind.ADD_IN,
    _MS_WORD + "attachedtoolbars": Kind.MACRO,
    _MS_WORD + "vbadata+xml": Kind.MACRO,
    _OFFICE + "vbaproject": Kind.MACRO,
    _OFFICE + "vbaprojectsignature": Kind.MACRO,
    _OFFICE + "vbaprojectsignatureagile": Kind.MACRO,
    _OFFICE + "vbaprojectsignaturev3": Kind.MACRO,
    _OFFICE + "activex": Kind.ACTIVE,
    _OFFICE + "activex+xml": Kind.ACTIVE,
    _OFFICE + "webextension+xml": Kind.ADD_IN,
    _OFFICE + "webextensiontaskpanes+xml": Kind.ADD_IN,
    _OFFICE + "classificationlabels+xml": Kind.LABEL,
    _OFFICE + "intelligence+xml": Kind.WORDS,
    _OFFICE + "intelligence2+xml": Kind.WORDS,
    _OPEN + "vmldrawing": Kind.WORDS,
    _OFFICE + "chartstyle+xml": Kind.ORDINARY,
    _OFFICE + "chartcolorstyle+xml": Kind.ORDINARY,
    _OFFICE + "chartex+xml": Kind.WORDS,
    _OFFICE + "drawingml.diagramdrawing+xml": Kind.WORDS,
    _OPEN + "drawingml.chart+xml": Kind.WORDS,
    _OPEN + "drawingml.chartshapes+xml": Kind.WORDS,
    _OPEN + "drawingml.diagramdata+xml": Kind.WORDS,
    _OPEN + "drawingml.diagramlayout+xml": Kind.ORDINARY,
    _OPEN + "drawingml.diagramstyle+xml": Kind.ORDINARY,
    _OPEN + "drawingml.diagramcolors+xml": Kind.ORDINARY,
    _OPEN + "drawing+xml": Kind.WORDS,
    _OPEN + "theme+xml": Kind.ORDINARY,
    _OPEN + "themeoverride+xml": Kind.ORDINARY,
    _OPEN + "extended-properties+xml": Kind.PROPERTIES,
    _OPEN + "custom-properties+xml": Kind.PROPERTIES,
    _OPEN + "customxmlproperties+xml": Kind.ORDINARY,
    _OPEN + "customxmldata+xml": Kind.CUSTOM_XML,
    _PACKAGE + "core-properties+xml": Kind.PROPERTIES,
    _PACKAGE + "digital-signature-origin": Kind.SIGNATURE,
    _PACKAGE + "digital-signature-xmlsignature+xml": Kind.SIGNATURE,
    _PACKAGE + "digital-signature-certificate": Kind.SIGNATURE,
    _OPEN + "obfuscatedfont": Kind.FONT,
    _OPEN + "oleobject": Kind.EMBEDDED,
    _OPEN + "package": Kind.EMBEDDED,
    "application/x-fontdata": Kind.FONT,
    "application/x-font-ttf": Kind.FONT,
    "application/inkml+xml": Kind.WORDS,
    "image/svg+xml": Kind.SVG,
    "image/x-emf": Kind.DRAWN,
    "image/emf": Kind.DRAWN,
    "image/x-wmf": Kind.DRAWN,
    "image/wmf": Kind.DRAWN,
    "image/png": Kind.PICTURE,
    "image/x-png": Kind.PICTURE,
    "image/jpeg": Kind.PICTURE,
    "image/jpg": Kind.PICTURE,
    "image/pjpeg": Kind.PICTURE,
    "image/gif": Kind.PICTURE,
    "image/bmp": Kind.PICTURE,
    "image/x-ms-bmp": Kind.PICTURE,
    "image/tiff": Kind.PICTURE,
    "image/tif": Kind.PICTURE,
    "image/webp": Kind.PICTURE,
    "image/vnd.ms-photo": Kind.PICTURE,
}

#: By what leads to them, before the content type: parts that programs write under many types.
RELATIONS = {
    "thumbnail": Kind.THUMBNAIL,
    "printerSettings": Kind.PRINTER,
    "package": Kind.EMBEDDED,
    "oleObject": Kind.EMBEDDED,
    "aFChunk": Kind.EMBEDDED,
    "afChunk": Kind.EMBEDDED,
    "subDocument": Kind.EMBEDDED,
    "attachedTemplate": Kind.EMBEDDED,
    "control": Kind.ACTIVE,
    "activeXControlBinary": Kind.ACTIVE,
    "vbaProject": Kind.MACRO,
    "wordVbaData": Kind.MACRO,
    "attachedToolbars": Kind.MACRO,
    "recipientData": Kind.MERGE,
    "mailMergeRecipientData": Kind.MERGE,
    "customXml": Kind.CUSTOM_XML,
    "video": Kind.EMBEDDED,
    "audio": Kind.EMBEDDED,
    "media": Kind.EMBEDDED,
    "model3d": Kind.EMBEDDED,
    "ui/extensibility": Kind.ADD_IN,
    "extensibility": Kind.ADD_IN,
    "userCustomization": Kind.ADD_IN,
    "keyMapCustomizations": Kind.ADD_IN,
    "font": Kind.FONT,
}

#: Kinds that anything may lead to; a part that leads itself off as ordinary is judged by these.
_BY_ENDING = {
    "vbaproject.bin": Kind.MACRO,
    "vbadata.xml": Kind.MACRO,
}
_MACROS = ("macroenabled", "vba", "macrosheet")


def kind_of(key: str, content_type: str, relations: frozenset[str]) -> Kind | None:
    """What a part is; None where it is none that is known."""
    base = content_type.partition(";")[0].strip()
    if any(word in base for word in _MACROS) or key.rpartition("/")[2] in _BY_ENDING:
        return Kind.MACRO
    led = sorted((RELATIONS[x] for x in relations if x in RELATIONS), key=_gravity, reverse=True)
    if led:
        return led[0]
    known = TYPES.get(base)
    if known is None and key.startswith("word/embeddings/"):
        return Kind.EMBEDDED
    return known


def _gravity(kind: Kind) -> int:
    """Of two that lead to one part the graver stands."""
    return {Kind.MACRO: 4, Kind.ACTIVE: 3, Kind.EMBEDDED: 2, Kind.MERGE: 2}.get(kind, 0)
