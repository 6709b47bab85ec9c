"""The parts of an OpenDocument package: what each is, and what has no business there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from disclosure_log.finding import Severity
from disclosure_log.leaks.archive import Archive, open_archive
from disclosure_log.leaks.images import inspect_image
from disclosure_log.leaks.leak import CannotInspectError, Found, Leak, Passage, leak
from disclosure_log.leaks.odf.tree import parse
from disclosure_log.leaks.odf.words import holds_words

#: Parts of every file, looked into elsewhere or holding nothing of a person.
DOCUMENTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
_ORDINARY = {*DOCUMENTS, "mimetype", "META-INF/manifest.xml", "layout-cache"}
_PICTURE = re.compile(
    r"(?:Pictures|media|Bitmaps)/[^/]+\.(png|jpe?g|jpe|jfif|gif|bmp|tiff?|webp)", re.IGNORECASE
)
_VECTOR = re.compile(
    r"(?:Pictures|media|Bitmaps)/[^/]+\.(svg|svm|wmf|emf|eps|pct|pict|met)", re.IGNORECASE
)
_OBJECT = re.compile(r"(?P<folder>[^/]+)/(?P<name>content|styles|meta|settings)\.xml")
_PREVIEW = re.compile(
    r"(?:ObjectReplacements/(?P<object>.+)|(?P<other>[^/]+)\.(?:svg|png|emf|wmf))"
)
_MACRO_FOLDERS = ("Basic/", "Scripts/", "Dialogs/", "Macros/", "VBA")
_SIGNATURES = {
    "META-INF/documentsignatures.xml",
    "META-INF/macrosignatures.xml",
    "META-INF/packagesignatures.xml",
}
_FONT = re.compile(r"Fonts/[^/]+\.(ttf|otf|ttc|woff2?|odttf|eot|pfb)", re.IGNORECASE)
_CONFIGURATION = re.compile(
    r"(?:[^/]+/)?Configurations2/(?:[^/]+/)*[^/]+\.(xml|png|bmp)", re.IGNORECASE
)
_MADE_UP = re.compile(r"(?:[0-9A-F]{16,}|image\d+|thumbnail)\.\w+", re.IGNORECASE)
_SUM = ("manifest:encryption-data", "manifest:encrypted-key")


@dataclass(frozen=True)
class Package:
    """An opened file; `objects` are the folders of the documents inside it."""

    archive: Archive
    objects: tuple[str, ...]
    mimetype: str

    def tree(self, name: str) -> Element | None:
        """The tree of a part, where there is one."""
        return parse(self.archive.read(name)) if name in self.archive else None

    def place(self, name: str) -> str:
        """A part as a place: by name where the standard gives the name, by number elsewhere."""
        if name in _ORDINARY or name in _SIGNATURES:
            return f"part {name}"
        return f"part {self.archive.names.index(name) + 1}"


def open_package(raw: bytes) -> Package:
    """Open a file; refuses an encrypted one and one without content."""
    archive = open_archive(raw)
    if "META-INF/manifest.xml" in archive:
        manifest = parse(archive.read("META-INF/manifest.xml"))
        if any(each.tag in _SUM for each in manifest.iter()):
            raise CannotInspectError("The file is encrypted.", "attachment-encrypted")
    if "encrypted-package" in archive:
        raise CannotInspectError("The file is encrypted.", "attachment-encrypted")
    if "content.xml" not in archive:
        raise CannotInspectError("The file has no content, or is not OpenDocument.")
    matches = (_OBJECT.fullmatch(name) for name in archive.names)
    objects = tuple(dict.fromkeys(each["folder"] for each in matches if each))
    mimetype = (
        archive.read("mimetype")[:200].decode("ascii", "replace") if "mimetype" in archive else ""
    )
    return Package(archive, objects, mimetype.strip())


def inspect_parts(package: Package, referred: frozenset[str]) -> Iterator[Found]:
    """Every part beside the documents: pictures, macros, versions, signatures, the unknown.

    `referred` are the addresses that the documents name; a picture that none names is not shown.
    """
    yield from _names(package)
    for name in package.archive.names:
        place = package.place(name)
        if name in _ORDINARY:
            continue
        if _PICTURE.fullmatch(name):
            yield from _picture(package, name, place)
            yield from _shown(name, place, referred)
        elif name.startswith(_MACRO_FOLDERS):
            yield from _macro(package, name, place)
        else:
            yield from _other(package, name, place, referred)


def _other(package: Package, name: str, place: str, referred: frozenset[str]) -> Iterator[Found]:
    if name.startswith("Thumbnails/"):
        yield leak(
            "attachment-thumbnail", place, "The file keeps a small picture of its first page."
        )
        yield from _picture(package, name, place)
    elif name == "VersionList.xml" or name.startswith("Versions/"):
        yield leak(
            "attachment-earlier-version",
            place,
            "The file keeps an earlier version of itself.",
            severity=Severity.ERROR,
        )
    elif name in _SIGNATURES:
        yield leak(
            "attachment-properties", place, "The file's digital signature names who signed it."
        )
        yield from _words(package, name, place)
    elif name == "manifest.rdf" or _CONFIGURATION.fullmatch(name) or _within(package, name):
        yield from _words(package, name, place)
        if b"vnd.sun.star.script" in package.archive.read(name):
            yield leak("attachment-macro", place, "A key or a button is made to run a macro.")
    elif _VECTOR.fullmatch(name):
        yield from _vector(package, name, place)
        yield from _shown(name, place, referred)
    elif not (_FONT.fullmatch(name) or _preview(package, name)):
        yield from _stranger(name, place)


def _stranger(name: str, place: str) -> Iterator[Leak]:
    if name.startswith(("Media/", "embeddings/", "Object", "database/")):
        yield leak("attachment-embedded", place, "There is a file inside the file.")
    else:
        yield leak("attachment-unknown-part", place, "The file holds a part that is not known.")


def _within(package: Package, name: str) -> bool:
    match = _OBJECT.fullmatch(name)
    return match is not None and f"{match['folder']}/content.xml" in package.archive


def _preview(package: Package, name: str) -> bool:
    """Whether a part is the picture of an object that is in the file."""
    match = _PREVIEW.fullmatch(name)
    return match is not None and (match["object"] or match["other"]) in package.objects


def _shown(name: str, place: str, referred: frozenset[str]) -> Iterator[Leak]:
    if name not in referred:
        yield leak(
            "attachment-document-data", place, "The file keeps a picture that it does not show."
        )


def _picture(package: Package, name: str, place: str) -> Iterator[Found]:
    if name.lower().endswith((".png", ".jpg", ".jpeg", ".jpe", ".jfif")):
        for found in inspect_image(package.archive.read(name)):
            yield _moved(found, place)
    else:
        yield leak(
            "attachment-unknown-part",
            place,
            "There is a picture of a kind that can not be looked into.",
            severity=Severity.WARNING,
        )


def _moved(found: Found, place: str) -> Found:
    """What was found in a picture, placed in the file."""
    return replace(found, place=f"{place}, {found.place}" if found.place else place)


def _vector(package: Package, name: str, place: str) -> Iterator[Found]:
    data = package.archive.read(name)
    if name.lower().endswith(".svg"):
        root = parse(data)
        if any(each.tag == "svgpicture:script" for each in root.iter()):
            yield leak("attachment-active-content", place, "There is a script in a picture.")
        yield Passage(" ".join(root.itertext()), place)
        return
    yield leak(
        "attachment-unknown-part",
        place,
        "There is a drawing of a kind that can not be looked into.",
        severity=Severity.WARNING,
    )


def _macro(package: Package, name: str, place: str) -> Iterator[Leak]:
    # OpenOffice writes lists of libraries, empty ones, into files without macros.
    if name.endswith(("script-lc.xml", "dialog-lc.xml", "script-lb.xml", "dialog-lb.xml")):
        root = parse(package.archive.read(name))
        if not any(each.tag == "library:element" for each in root.iter()):
            return
    yield leak("attachment-macro", place, "There is a macro.")


def _words(package: Package, name: str, place: str) -> Iterator[Found]:
    data = package.archive.read(name)
    if name.lower().endswith((".png", ".bmp")):
        yield from _picture(package, name, place)
        return
    if not data.strip():
        return
    root = parse(data)
    if holds_words(root):
        yield Passage(" ".join(" ".join(root.itertext()).split()), place)


def _names(package: Package) -> Iterator[Found]:
    """The names of pictures, where a person and not a program gave them."""
    for name in package.archive.names:
        own = name.rpartition("/")[2]
        if name.startswith(("Pictures/", "media/")) and not _MADE_UP.fullmatch(own):
            yield Passage(own, package.place(name), name=True)
