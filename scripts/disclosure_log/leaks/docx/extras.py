"""The parts around a document: properties, custom XML, fonts, signatures, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from PIL import Image

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx.fields import local_path
from disclosure_log.leaks.docx.names import Node, name_of, split
from disclosure_log.leaks.images import inspect_image
from disclosure_log.leaks.leak import CannotInspectError, Found, Leak, Passage, leak

#: Properties that count or name the program.
_COUNTS = frozenset(
    {"Application", "AppVersion", "Characters", "CharactersWithSpaces", "DocSecurity", "Lines"}
    | {"HyperlinksChanged", "LinksUpToDate", "Pages", "Paragraphs", "ScaleCrop", "SharedDoc"}
    | {"TotalTime", "Words", "revision", "created", "modified", "lastPrinted", "language"}
    | {"version", "HeadingPairs", "i4", "variant", "vector", "i2", "bool", "filetime"}
)
_TEMPLATES = frozenset({"", "Normal", "Normal.dotm", "Normal.dot", "Normal.dotx"})
#: Custom XML that programs write by themselves and whose words are theirs.
_OWN_DATA = (
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    "http://schemas.microsoft.com/office/",
    "http://schemas.microsoft.com/sharepoint/",
    "http://schemas.apple.com/",
    "http://www.boldonjames.com/",
    "http://www.titus.com/",
    "http://customooxmlschemas.google.com/",
    "http://www.wps.cn/",
)
_UNICODE_RUN = 4
#: Custom data of more pieces than this is not looked for in the text.
_MOST = 2_000
_GPS = 0x8825


def properties_found(root: Node) -> Iterator[Found]:
    """Who wrote it, where, and whatever else an office program noted."""
    said = []
    for node in root.iter():
        text = (node.text or "").strip()
        name = split(node.tag)[1]
        if not text or name in _COUNTS or (name == "Template" and text in _TEMPLATES):
            continue
        said.append(text)
    named = [node.get("name", "") for node in root if node.get("name")]
    for text in (*said, *named):
        yield Passage(text, "properties")
    if said or named:
        yield leak(
            "attachment-properties",
            "properties",
            "The file's properties say who made it, or what with, or for what.",
        )
    if any(local_path(text) for text in said):
        yield leak(
            "attachment-properties", "properties", "The properties name a folder on a computer."
        )


def custom_xml(root: Node, place: str, shown: str) -> Iterator[Found]:
    """Data kept beside the text; an error where it says what the document does not show."""
    said = [piece.strip() for piece in root.itertext() if _says(piece)]
    kept = [text for node in root.iter() for text in node.attrib.values() if _says(text)]
    if said or kept:
        yield Passage(" ".join(said), f"{place}, custom data")
        yield Passage("; ".join(kept), f"{place}, custom data")
    own = split(root.tag)[0].startswith(_OWN_DATA)
    unseen = len(said) > _MOST or any(piece not in shown for piece in said)
    yield leak(
        "attachment-document-data",
        place,
        "There is custom data (XML) beside the text, which no page shows.",
        severity=None if unseen and not own else Severity.WARNING,
    )


def every_word(root: Node, place: str) -> Iterator[Found]:
    """The text of a part that is shown as a drawing, and its descriptions."""
    said = [piece.strip() for piece in root.itertext() if _says(piece)]
    if said:
        yield Passage(" ".join(said), place)
    for node in root.iter():
        for key in ("descr", "title"):
            if _says(node.get(key, "")):
                yield Passage(node.get(key, ""), f"{place}, description")


def metafile(raw: bytes, place: str) -> Iterator[Found]:
    """The words of a drawing in Windows' own format, as far as they stand there as text."""
    said = [piece for piece in _wide_words(raw) if _says(piece)]
    if said:
        yield Passage(" ".join(said), f"{place}, lettering")


def _wide_words(raw: bytes) -> Iterator[str]:
    """Runs of letters kept in two bytes each."""
    run: list[str] = []
    for at in range(0, min(len(raw), 4_000_000) - 1, 2):
        code = raw[at] | raw[at + 1] << 8
        if 0x20 <= code < 0x250:
            run.append(chr(code))
            continue
        if len(run) >= _UNICODE_RUN:
            yield "".join(run)
        run = []
    if len(run) >= _UNICODE_RUN:
        yield "".join(run)


def svg(root: Node, place: str) -> Iterator[Found]:
    """A drawing of lines: its words, and whatever in it would run or fetch."""
    yield from every_word(root, place)
    for node in root.iter():
        name = split(node.tag)[1].lower()
        handlers = any(split(key)[1].lower().startswith("on") for key in node.attrib)
        if handlers or name in {"script", "foreignobject", "iframe"}:
            yield leak("attachment-active-content", place, "There is a script in a drawing.")


def picture(raw: bytes, place: str) -> Iterator[Found]:
    """What a picture carries along."""
    if raw.startswith((b"\x89PNG", b"\xff\xd8")):
        try:
            yield from (_placed(found, place) for found in inspect_image(raw))
        except CannotInspectError:
            yield _unreadable(place)
        return
    try:
        found = _other_picture(raw)
    except Exception:
        found = None
    if found is None:
        yield _unreadable(place)
        return
    frames, located, said = found
    if frames > 1:
        yield leak("attachment-extra-frames", place, "The picture holds more than one picture.")
    if located:
        yield leak("attachment-location", place, "The picture says where it was taken.")
    if _says(said):
        yield Passage(said, f"{place}, notes")


def _other_picture(raw: bytes) -> tuple[int, bool, str]:
    """How many pictures a GIF, a BMP or a TIFF holds, whether a place, and what words."""
    with Image.open(BytesIO(raw), formats=("GIF", "BMP", "TIFF", "WEBP")) as image:
        exif = image.getexif()
        kept: list[object] = [*image.info.values(), *exif.values()]
        said: list[str] = [each.decode("latin-1") for each in kept if isinstance(each, bytes)]
        said += [each for each in kept if isinstance(each, str)]
        words = " ".join(each[:10_000] for each in said)
        return int(getattr(image, "n_frames", 1)), bool(exif.get(_GPS)), words


def _unreadable(place: str) -> Leak:
    return leak("attachment-unreadable", place, "A picture in the document can not be looked into.")


def _placed(found: Found, place: str) -> Found:
    """The same within the document; a picture's author is a warning, as the document's is."""
    where = f"{place}, {found.place}" if found.place else place
    if isinstance(found, Leak) and found.code == "attachment-picture-words":
        return replace(found, place=where, severity=Severity.WARNING)
    return replace(found, place=where)


def names_of_styles(root: Node, place: str) -> Iterator[Found]:
    """Names that people gave to styles, and the wording of lists."""
    said: list[str] = []
    for node in root.iter():
        match name_of(node):
            case "w:style" if node.get(_CUSTOM):
                said.extend(each.get(_VAL, "") for each in node if name_of(each) == "w:name")
            case "w:lvlText":
                said.append(re.sub("%[0-9]", "", node.get(_VAL, "")))
    text = "; ".join(each for each in said if _says(each))
    if text:
        yield Passage(text, place)


_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CUSTOM, _VAL = f"{_MAIN}customStyle", f"{_MAIN}val"


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
