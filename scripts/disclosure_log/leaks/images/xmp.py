"""XMP: notes in XML that programs keep in pictures (ISO 16684-1)."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.leaks.images.words import (
    SCREENSHOT,
    cleaned,
    device,
    location,
    serial,
    thumbnail,
    words,
)
from disclosure_log.leaks.leak import CannotInspectError, Found, Passage, leak
from disclosure_log.leaks.xml_parts import Element, parse, remarks

PLACE = "the picture's notes (XMP)"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML = "{http://www.w3.org/XML/1998/namespace}"

_NAME = "the name of a person or of a rights holder"
_TITLE = "a title or a description"
_PLACE_NAME = "the name of a place"
_SOURCE = "the name of a file"

#: Properties that a person wrote or that name one, by their own names in small letters.
_WORDS = {
    _NAME: (
        "creator contributor publisher rights owner author artist copyright credit captionwriter "
        "authorsposition usageterms webstatement certificate copyrightnotice byline byline-title "
        "personinimage persondisplayname ownername cameraownername attributionname attributionurl "
        "creatorcontactinfo ciadrextadr ciadrcity ciadrregion ciadrpcode ciadrctry citelwork "
        "ciemailwork ciurlwork copyrightownername copyrightowner licensorname licensor "
        "imagecreatorname imagecreator imagesuppliername modelreleaseid propertyreleaseid "
        "personname regionname photographer imageeditor personemaildigest personliveidces"
    ),
    _TITLE: (
        "title description subject headline instructions usercomment imagedescription caption "
        "hierarchicalsubject keywords comment notes event objectname categories category "
        "supplementalcategories scene subjectcode intellectualgenre alttextaccessibility "
        "extdescraccessibility taglist tagslist lastkeywordxmp lastkeywordiptc imagetitle "
        "securityclassification imagehistory layertext layername transmissionreference source "
        "documentname pagename prompt aiprompt"
    ),
    _PLACE_NAME: (
        "location city state country countrycode countryname provincestate sublocation "
        "worldregion locationname locationcreated locationshown"
    ),
    _SOURCE: (
        "filepath originalrawfilename documentancestorname originalfilename preservedfilename "
        "filename relatedsoundfile hostcomputer history"
    ),
}
_BY_NAME = {name: what for what, names in _WORDS.items() for name in names.split()}
_SERIALS = frozenset({"serialnumber", "bodyserialnumber", "lensserialnumber", "cameraserialnumber"})
_PICTURES = frozenset({"thumbnails", "image", "data", "depthmap", "imagedata", "pageimage"})
_POSITION = frozenset(
    {
        "gpslatitude",
        "gpslongitude",
        "gpsaltitude",
        "gpsdestlatitude",
        "gpsdestlongitude",
        "gpsareainformation",
        "gpslatitudelongitude",
        "latitude",
        "longitude",
        "gpsposition",
        "absolutealtitude",
        "relativealtitude",
        "gpslongtitude",
    }
)
#: A picture in letters is at least so long.
_LONG = 2_000


def inspect_xmp(raw: bytes, place: str = PLACE) -> Iterator[Found]:
    """What notes in XMP give away; by themselves they are a warning."""
    packet = _packet(raw)
    if not packet:
        return
    root = _root(packet)
    told = False
    for name, text in _properties(root, ""):
        told = True
        yield from _property(name.lower(), text, place)
    for text in filter(None, (cleaned(remarks(packet)),)):
        yield Passage(text, place)
    if told:
        yield device(place, "which program made it, and when")


def _packet(raw: bytes) -> bytes:
    """The packet in UTF-8, without the blanks and zeros around it."""
    wide = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le"}.get(raw[:2])
    if raw[:2] == b"\x00<":
        wide = "utf-16-be"
    if wide is None:
        return raw.strip(b"\x00 \t\r\n")
    text = raw[: len(raw) // 2 * 2].decode(wide, "replace")
    return text.strip("\x00 \t\r\n\ufeff").encode("utf-8", "replace")


def _root(packet: bytes) -> Element:
    """The tree; a byte order mark inside the packet's wrapper is of its making."""
    try:
        return parse(packet)
    except CannotInspectError:
        wrong = "The picture's notes (XMP) are broken."
    raise CannotInspectError(wrong)


def _properties(element: Element, above: str) -> Iterator[tuple[str, str]]:
    """Every property with words, by its own name or, in a list, by that of the list."""
    space, _, own = element.tag.rpartition("}")
    name = above if space + "}" == _RDF or own in {"xmpmeta", "xapmeta"} else _own(element.tag)
    for key, value in element.attrib.items():
        if key.startswith((_XML, _RDF)) or key.endswith("xmptk"):
            continue
        yield _own(key), value
    if element.text and cleaned(element.text):
        yield name, element.text
    for child in element:
        yield from _properties(child, name)
        if child.tail and cleaned(child.tail):
            yield name, child.tail


def _own(tag: str) -> str:
    """A property's own name; only regions of a picture are named after the person in them."""
    space, _, own = tag.rpartition("}")
    return "RegionName" if own == "Name" and "region" in space.lower() else own


def _property(name: str, text: str, place: str) -> Iterator[Found]:
    text = cleaned(text)
    if not text:
        return
    if name in _POSITION:
        yield location(place)
    elif name in _SERIALS:
        yield serial("the camera's serial number", place)
    elif name in _BY_NAME and not _is_ordinary(name, text):
        yield from words(text, _BY_NAME[name], place)
    elif name in _PICTURES and len(text) > 64:
        yield thumbnail(place)
    elif len(text) > _LONG and " " not in text.strip():
        yield leak("attachment-unknown-part", place, "The picture's notes (XMP) hold packed data.")
    else:
        yield Passage(text, place)


def _is_ordinary(name: str, text: str) -> bool:
    """What a program writes by itself under a name that is meant for persons."""
    if name == "usercomment":
        return text == SCREENSHOT
    return name in {"source", "category", "scene"} and not any(char.isalpha() for char in text)
