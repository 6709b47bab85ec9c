"""What kind of file this is, by its name and by its bytes; whatever is not known is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import is_zipfile

from disclosure_log.leaks.leak import Leak, leak
from disclosure_log.leaks.package_type import OTHER_PACKAGE, package_type
from disclosure_log.leaks.signatures import signature

#: Nothing larger is looked into; what nobody can look into is not published.
MAX_SIZE = 100 * 1024 * 1024


class Kind(StrEnum):
    """The kinds of file that can be looked into; all others are one, refused."""

    CSV = "csv"
    TEXT = "text"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    XLSX = "xlsx"
    ODS = "ods"
    DOCX = "docx"
    ODT = "odt"
    REFUSED = "refused"


#: Kinds that an authority has to allow before they are published.
OFFICE = frozenset({Kind.XLSX, Kind.ODS, Kind.DOCX, Kind.ODT})

#: What a kind is called in a message.
NAMES = {
    Kind.CSV: "a CSV file",
    Kind.TEXT: "plain text",
    Kind.PDF: "a PDF",
    Kind.PNG: "a PNG picture",
    Kind.JPEG: "a JPEG picture",
    Kind.XLSX: "an Excel workbook",
    Kind.ODS: "an OpenDocument spreadsheet",
    Kind.DOCX: "a Word document",
    Kind.ODT: "an OpenDocument text",
}

_EXTENSIONS = {
    "csv": Kind.CSV,
    "txt": Kind.TEXT,
    "text": Kind.TEXT,
    "md": Kind.TEXT,
    "pdf": Kind.PDF,
    "png": Kind.PNG,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
    "xlsx": Kind.XLSX,
    "ods": Kind.ODS,
    "docx": Kind.DOCX,
    "odt": Kind.ODT,
}

#: Types that are refused by their name alone: the extensions, and what an officer calls them.
_REFUSED = {
    "a PowerPoint presentation": "ppt pptx pptm pps ppsx ppsm pot potx potm",
    "a file of an old version of Microsoft Office": "doc xls xlw xla",
    "a workbook or a document with macros": "xlsm xltm xlam docm dotm",
    "a template": "xltx dotx dot xlt ott ots",
    "a binary Excel workbook": "xlsb",
    "a presentation or a drawing": "odp otp odg otg key",
    "an OpenDocument file of a kind that is not looked into": "odf odc odb odi odm",
    "an OpenDocument file in one piece (flat XML)": "fods fodt fodp fodg",
    "an e-mail": "eml msg mbox pst ost emlx oft",
    "a calendar or an address card": "ics vcs vcf",
    "an archive of files": "zip 7z rar tar gz tgz bz2 xz zst cab iso dmg jar",
    "a web page": "html htm xhtml mht mhtml shtml asp aspx php",
    "an SVG drawing": "svg svgz",
    "a TIFF picture": "tif tiff",
    "a WebP picture": "webp",
    "a GIF picture": "gif",
    "a picture of a kind that is not looked into": "heic heif avif bmp ico jp2 jxl psd ai eps dng",
    "Rich Text": "rtf",
    "a database": "mdb accdb sqlite sqlite3 db dbf",
    "data of a kind that is not looked into": "json jsonl geojson xml yaml yml tsv tab parquet",
    "a map or a drawing": "kml kmz gpx shp shx gpkg dwg dxf vsd vsdx pub one mpp",
    "a film or a recording": "mp3 wav m4a ogg flac wma mp4 mov avi mkv wmv webm",
    "a program": "exe dll com bat cmd ps1 vbs js mjs sh py msi scr lnk url app apk wsf hta",
    "a spreadsheet or a document of another program": "numbers pages gdoc gsheet wps wpd sxw sxc",
    "a PostScript file": "ps xps oxps",
}
_BY_EXTENSION = {
    extension: words for words, extensions in _REFUSED.items() for extension in extensions.split()
}

_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|object|embed|svg|form|meta|\?php)\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(rb"<script[\s>/]|<iframe[\s>]|javascript:\s*\w+\s*\(", re.IGNORECASE)
_MAIL_HEADS = re.compile(
    rb"(?:\A|\n)(?:Return-Path|Received|Message-ID|MIME-Version|Delivered-To|X-[A-Z][\w-]+):[ \t]",
    re.IGNORECASE,
)
#: A text holds no control characters but tab, line feed, form feed and carriage return.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True)
class _Refusal:
    code: str
    message: str


def kind_of(name: str, raw: bytes) -> Kind:
    """The kind of a file, if its name and its bytes agree on one that can be looked into."""
    found = _sort(name, raw)
    return found if isinstance(found, Kind) else Kind.REFUSED


def refusal(name: str, raw: bytes) -> Leak | None:
    """Why a file is refused before anything in it is read; None when it can be looked into."""
    found = _sort(name, raw)
    if isinstance(found, Kind):
        return None
    return leak(found.code, "the file", found.message)


def named_kind(name: str) -> Kind | None:
    """The kind that the name alone promises."""
    return _EXTENSIONS.get(extension(name))


def extension(name: str) -> str:
    """What follows the last dot of a name, in small letters; a leading dot is no extension."""
    stem, dot, last = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return last.lower() if dot and stem else ""


def _sort(name: str, raw: bytes) -> Kind | _Refusal:
    """The kind, or why there is none."""
    if not raw:
        return _Refusal("attachment-unreadable", "The file is empty.")
    if len(raw) > MAX_SIZE:
        limit = MAX_SIZE // 1024 // 1024
        return _Refusal(
            "attachment-unreadable", f"The file is larger than {limit} MB and cannot be inspected."
        )
    promised = named_kind(name)
    if promised is None:
        return _unknown(name, raw)
    if promised in {Kind.CSV, Kind.TEXT}:
        return _text(promised, raw)
    if promised in OFFICE:
        return _package(promised, raw)
    return _binary(promised, raw)


def _unknown(name: str, raw: bytes) -> _Refusal:
    """A name that promises nothing that can be looked into."""
    words = _BY_EXTENSION.get(extension(name))
    if words is None and raw.startswith(b"PK\x03\x04"):
        words = _package_words(package_type(raw))
    words = words or signature(raw)
    if words is not None:
        return _Refusal(
            "attachment-type-refused", f"The file is {words}. It cannot be checked or published."
        )
    if not extension(name):
        message = "The file's name has no ending (such as .pdf) that says what it is."
    else:
        message = "The file is of a type that is not known. It cannot be checked or published."
    return _Refusal("attachment-type-refused", message)


def _package_words(found: str) -> str:
    """What a ZIP package is called, when its name does not tell."""
    return NAMES[Kind(found)] if found in OFFICE else found


def _mismatch(promised: Kind, words: str) -> _Refusal:
    return _Refusal(
        "attachment-type-mismatch",
        f"The file's name says that it is {NAMES[promised]}, but in truth it is {words}.",
    )


def _two_at_once(promised: Kind, words: str) -> _Refusal:
    return _Refusal(
        "attachment-type-mismatch",
        f"The file is two things at once: {NAMES[promised]} and {words}.",
    )


def _text(promised: Kind, raw: bytes) -> Kind | _Refusal:
    """Text has no mark of its own: it is what no other kind is, and holds no control characters."""
    words = signature(raw)
    if words is not None:
        return _mismatch(promised, words)
    plain = _narrow(raw)
    words = signature(plain)
    if words is not None:
        return _mismatch(promised, words)
    if _MARKUP.search(plain[:1024]) or _SCRIPT.search(plain):
        return _two_at_once(promised, "a web page or a program")
    if len(_MAIL_HEADS.findall(plain[:4096])) >= 2:
        return _mismatch(promised, "an e-mail")
    if is_zipfile(BytesIO(raw)):
        return _two_at_once(promised, "an archive of files")
    if _CONTROLS.search(plain):
        return _Refusal(
            "attachment-type-mismatch",
            f"The file's name says that it is {NAMES[promised]}, but it holds more than text.",
        )
    return promised


def _narrow(raw: bytes) -> bytes:
    """A text's bytes as those of UTF-8, to look for marks in."""
    encoding = next((name for mark, name in _WIDE if raw.startswith(mark)), _unmarked(raw[:4096]))
    if encoding is None:
        return raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    text = raw.decode(encoding, "replace")
    return text.removeprefix("\ufeff").encode("utf-8", "replace").lstrip()


def _unmarked(head: bytes) -> str | None:
    """UTF-16 without a mark at its start has zeros at every other place."""
    pairs = len(head) // 2
    first, second = head[::2].count(0), head[1::2].count(0)
    if pairs == 0 or max(first, second) < 0.4 * pairs or min(first, second) > 0.05 * pairs:
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _package(promised: Kind, raw: bytes) -> Kind | _Refusal:
    """An office file is a ZIP whose content says what it is."""
    if not raw.startswith(b"PK\x03\x04"):
        words = signature(raw)
        if words is None:
            return _Refusal("attachment-unreadable", "The file is not what its name says: broken?")
        code = "attachment-encrypted" if "password" in words else "attachment-type-mismatch"
        refused = _mismatch(promised, words)
        return _Refusal(code, refused.message)
    found = package_type(raw)
    if found == promised:
        return promised
    if found == OTHER_PACKAGE:
        return _Refusal(
            "attachment-unreadable", f"The file is not a whole {NAMES[promised].split(' ', 1)[1]}."
        )
    return _mismatch(promised, _package_words(found))


_MARKS = {
    Kind.PDF: b"%PDF-",
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
    Kind.JPEG: b"\xff\xd8\xff",
}


def _binary(promised: Kind, raw: bytes) -> Kind | _Refusal:
    """A PDF or a picture begins with its mark and is nothing else besides."""
    start = raw
    if promised is Kind.PDF:
        start = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(_MARKS[promised]):
        if promised is Kind.PDF and b"%PDF-" in raw[:1024]:
            return _two_at_once(promised, "something else, which stands before it")
        words = signature(raw)
        if words is None:
            return _Refusal(
                "attachment-type-mismatch",
                f"The file's name says that it is {NAMES[promised]}, but it is not.",
            )
        return _mismatch(promised, words)
    if is_zipfile(BytesIO(raw)):
        return _two_at_once(promised, "an archive of files")
    return promised
