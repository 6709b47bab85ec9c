"""Every kind of part a workbook may hold: which are ordinary, and what the others give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Leak, leak
from disclosure_log.leaks.package import Part
from disclosure_log.leaks.xlsx.words import listed

#: Parts without words of anybody: looks, order of calculation, shapes of rich values.
SILENT = listed(
    "styles theme themeoverride calcchain chartstyle chartcolorstyle diagramlayout "
    "diagramquickstyle diagramcolors richstyles rdrichvaluetypes rdrichvaluestructure "
    "rdarray fontdata tablestyles "
    "featurepropertybag"
)
#: Parts whose words are read and that are ordinary by themselves.
SPOKEN = listed(
    "sheetmetadata rdrichvalue drawing chart chartex chartusershapes diagramdata diagramdrawing "
    "vmldrawing table ctrlprop legacydiagramtext tablesinglecells singlexmlcells xmlmaps wssortmap "
    "ink richvaluerel rdrichvaluewebimage rdsupportingpropertybag rdsupportingpropertybagstructure "
    "cellimage customxmlprops itemprops pivottable core-properties extended-properties "
    "custom-properties classificationlabels workbookmetadata"
)
#: Ways that lead to parts read elsewhere.
WALKED = listed(
    "officedocument externallink customxml worksheet chartsheet sharedstrings image hyperlink"
)


@dataclass(frozen=True)
class Kind:
    """What a part of a kind gives away. With `element`, only where one of that name is in it."""

    code: str
    message: str
    element: str = ""
    severity: Severity | None = None


_CACHED, _ACTIVE = "attachment-cached-data", "attachment-active-content"
_DATA, _COMMENT = "attachment-document-data", "attachment-comment"
_MACRO, _EMBEDDED = "attachment-macro", "attachment-embedded"
_PROPERTIES, _CHANGE = "attachment-properties", "attachment-tracked-change"

_MACROS = Kind(_MACRO, "The file holds macros.")
_PIVOT = Kind(_CACHED, "A pivot table keeps the rows it was made from, seen or not.")
_SLICER = Kind(_CACHED, "A slicer or a timeline keeps the values it chooses from.")
_MODEL = Kind(_CACHED, "The file holds a data model with the tables its figures come from.")
_COMMENTS = Kind(_COMMENT, "There are comments.")
_CONNECTED = Kind(_DATA, "The file keeps connections to databases or queries.")
_CONTROL = Kind(_ACTIVE, "There are controls that run on a reader's computer.")
_RIBBON = Kind(_ACTIVE, "The file changes the program's menus.")
_WEB = Kind(_ACTIVE, "The file starts an add-in.")
_PACKED = Kind(_EMBEDDED, "Another file is embedded.")
_SIGNED = Kind(_PROPERTIES, "The file is signed; the signature names who signed.")
_REVISED = Kind(_CHANGE, "The file keeps who changed what, and what was there before.")

#: Kinds by the last word of the relation that leads to a part, in small letters.
KINDS = {
    "vbaproject": _MACROS,
    "vbaprojectsignature": _MACROS,
    "vbaprojectsignatureagile": _MACROS,
    "vbaprojectsignaturev3": _MACROS,
    "wordvbadata": _MACROS,
    "attachedtoolbars": _MACROS,
    "xlmacrosheet": Kind(_MACRO, "There is a sheet of macros."),
    "xlintlmacrosheet": Kind(_MACRO, "There is a sheet of macros."),
    "dialogsheet": Kind(_MACRO, "There is a sheet of dialogs, which macros use."),
    "pivotcachedefinition": _PIVOT,
    "pivotcacherecords": _PIVOT,
    "slicercache": _SLICER,
    "slicer": _SLICER,
    "timelinecache": _SLICER,
    "timeline": _SLICER,
    "powerpivotdata": _MODEL,
    "customdata": _MODEL,
    "customdataprops": _MODEL,
    "volatiledependencies": Kind(_CACHED, "The file keeps values that it was fed from outside."),
    "connections": _CONNECTED,
    "querytable": _CONNECTED,
    "comments": Kind(_COMMENT, "There are comments.", element="comment"),
    "threadedcomment": Kind(_COMMENT, "There are comments.", element="threadedComment"),
    "documenttask": Kind(_COMMENT, "There are tasks given in comments."),
    "person": Kind(_DATA, "The people who wrote comments are listed.", element="person"),
    "usernames": Kind(_DATA, "The people who shared the file are listed.", element="userInfo"),
    "revisionheaders": _REVISED,
    "revisionlog": _REVISED,
    "oleobject": _PACKED,
    "package": _PACKED,
    "media": _PACKED,
    "video": _PACKED,
    "audio": _PACKED,
    "hdphoto": Kind(_EMBEDDED, "A picture keeps what it looked like before."),
    "model3d": Kind(_EMBEDDED, "A model in three dimensions is embedded."),
    "control": _CONTROL,
    "activexcontrolbinary": _CONTROL,
    "activexcontrol": _CONTROL,
    "extensibility": _RIBBON,
    "usercustomization": _RIBBON,
    "customui": _RIBBON,
    "webextensiontaskpanes": _WEB,
    "webextension": _WEB,
    "python": Kind(_ACTIVE, "The file holds a program."),
    "namedsheetview": Kind(_DATA, "The file keeps views of single people."),
    "customproperty": Kind(_DATA, "An add-in keeps data of its own in the file."),
    "printersettings": Kind(_PROPERTIES, "The settings of a printer are kept."),
    "thumbnail": Kind("attachment-thumbnail", "There is a small picture of the first page."),
    "origin": _SIGNED,
    "signature": _SIGNED,
    "certificate": _SIGNED,
    "classificationlabels": Kind(_PROPERTIES, "The file keeps how it was classified and by whom."),
    "workbookmetadata": Kind(_PROPERTIES, "The program that wrote the file keeps notes in it."),
    "xmlmaps": Kind(_DATA, "The file keeps which data it was filled from.", element="Map"),
}
#: Kinds by content type, whatever way leads to the part: nobody renames these away.
_BY_TYPE = (
    ("vbaproject", _MACROS),
    ("macrosheet", KINDS["xlmacrosheet"]),
    ("macroenabled", _MACROS),
    ("dialogsheet", KINDS["dialogsheet"]),
    ("pivotcache", _PIVOT),
    ("slicer", _SLICER),
    ("timeline", _SLICER),
    ("model+data", _MODEL),
    ("threadedcomments", KINDS["threadedcomment"]),
    ("spreadsheetml.comments", KINDS["comments"]),
    ("spreadsheetml.connections", _CONNECTED),
    ("querytable", _CONNECTED),
    ("revision", _REVISED),
    ("oleobject", _PACKED),
    ("activex", _CONTROL),
)
#: Folders and words that ordinary programs use for the names of parts.
_FORMAT = re.compile(
    r"(?:(?:_rels|xl|docProps|customXml|docMetadata|_xmlsignatures|package|services|metadata|"
    r"worksheets|chartsheets|dialogsheets|macrosheets|drawings|charts|media|tables|theme|"
    r"pivotTables|pivotCache|comments|threadedComments|persons|printerSettings|externalLinks|"
    r"embeddings|model|slicers|slicerCaches|timelines|timelineCaches|queryTables|revisions|"
    r"activeX|ctrlProps|richData|diagrams|webextensions|ink|namedSheetViews|customData)/)*"
    r"(?:\[Content_Types\]|workbook|sharedStrings|styles|theme|sheet|drawing|chart|table|core|"
    r"app|custom|item|itemProps|comments|threadedComment|person|pivotTable|image|thumbnail|"
    r"pivotCacheDefinition|pivotCacheRecords|externalLink|connections|queryTable|vmlDrawing|"
    r"printerSettings|calcChain|metadata|vbaProject|oleObject|slicer|slicerCache|timeline|"
    r"timelineCache|customUI|revisionHeaders|revisionLog|userNames|xmlMaps|ctrlProp|activeX|"
    r"style|colors|data|layout|quickStyle|LabelInfo|customProperty)?\d*"
    r"(?:\.(?:xml|bin|vml|rels|png|jpeg|jpg|gif|emf|wmf|data|svg|docx|xlsx))*",
    re.IGNORECASE,
)


def place_of(part: Part) -> str:
    """A part by its name where that is the format's own making, else by its number."""
    if _FORMAT.fullmatch(part.name):
        return f"part {part.name}"
    return f"part {part.number}"


def known(role: str) -> bool:
    """Whether parts that such a relation leads to are ordinary or have a finding of their own."""
    return role in SILENT or role in SPOKEN or role in WALKED or role in KINDS


def kinds_of(part: Part, roles: frozenset[str]) -> Iterator[Kind]:
    """What a part is known to give away, by what leads to it and by its type."""
    found = [KINDS[role] for role in sorted(roles) if role in KINDS]
    found += [kind for word, kind in _BY_TYPE if word in part.content_type]
    yield from dict.fromkeys(found)


def unknown(part: Part) -> Leak:
    """The finding of a part that is not known."""
    return leak(
        "attachment-unknown-part", place_of(part), "The file holds a part that is not known."
    )
