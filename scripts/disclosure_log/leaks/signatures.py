"""What bytes say by how they begin: the marks of common types, in an officer's words."""

from __future__ import annotations

import re

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"{\\rtf", "Rich Text"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"II+\x00", "a TIFF picture"),
    (b"MM\x00+", "a TIFF picture"),
    (b"8BPS", "a Photoshop picture"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"%!PS", "a PostScript file"),
    (b"PK\x03\x04", "an archive of files or an Office document"),
    (b"PK\x05\x06", "an archive of files"),
    (b"PK\x07\x08", "an archive of files"),
    (b"\x1f\x8b", "an archive of files"),
    (b"7z\xbc\xaf\x27\x1c", "an archive of files"),
    (b"Rar!\x1a\x07", "an archive of files"),
    (b"BZh", "an archive of files"),
    (b"\xfd7zXZ\x00", "an archive of files"),
    (b"\x28\xb5\x2f\xfd", "an archive of files"),
    (b"MSCF", "an archive of files"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"#!/", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x00\x01\x00\x00Standard", "a database"),
    (b"PAR1", "a table in a form that is not looked into"),
    (b"OggS", "a film or a recording"),
    (b"ID3", "a film or a recording"),
    (b"fLaC", "a film or a recording"),
    (b"\x1a\x45\xdf\xa3", "a film or a recording"),
    (b"!BDN", "a mailbox"),
    (b"BEGIN:VCARD", "an address card"),
    (b"BEGIN:VCALENDAR", "a calendar"),
    (b"-----BEGIN ", "a key or a certificate"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_PARTS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "protected by a password"),
    ("__substg1.0_", "an e-mail saved from Outlook"),
    ("WordDocument", "a Word document of an old version"),
    ("Workbook", "an Excel workbook of an old version"),
    ("PowerPoint Document", "a PowerPoint presentation of an old version"),
)
_XML_ROOTS: tuple[tuple[bytes, str], ...] = (
    (b"<office:document", "an OpenDocument file in one piece (flat XML)"),
    (b"<pkg:package", "a Word document in one piece (flat XML)"),
    (b"<html", "a web page"),
    (b"<svg", "an SVG drawing"),
    (b"<?mso-application", "an Office document in one piece (flat XML)"),
)
_MAILBOX = re.compile(rb"From \S+@\S+ |From - [A-Z][a-z][a-z] ")
_JSON = re.compile(rb'\{\s*"[^"\n]{0,80}"\s*:|\[\s*(?:\{\s*"|\[\s*["\d])')


def signature(raw: bytes) -> str | None:
    """What the bytes are by their own mark; None when they bear none, as text does."""
    for mark, words in _STARTS:
        if raw.startswith(mark):
            # Two letters are a mark only where no text could follow them.
            if mark in {b"MZ", b"BZh", b"ID3"} and not _has_controls(raw[:64]):
                continue
            return words
    if raw.startswith(_OLE):
        return _ole(raw)
    return _inside(raw) or _structured(raw)


def _has_controls(head: bytes) -> bool:
    return any(byte < 9 for byte in head)


def _ole(raw: bytes) -> str:
    """Legacy Office, Outlook and password-protected files share one container."""
    for part, words in _OLE_PARTS:
        if part.encode("utf-16-le") in raw:
            return words
    return "a file of an old version of Microsoft Office"


def _inside(raw: bytes) -> str | None:
    """Types whose mark does not stand at the very start."""
    if raw[4:8] == b"ftyp":
        heic = raw[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"avif", b"hevc"}
        return "a HEIC picture" if heic else "a film or a recording"
    if raw.startswith(b"RIFF"):
        return "a WebP picture" if raw[8:12] == b"WEBP" else "a film or a recording"
    if raw.startswith(b"BM") and raw[6:10] == b"\x00\x00\x00\x00":
        return "a BMP picture"
    if raw[257:262] == b"ustar":
        return "an archive of files"
    return None


def _structured(raw: bytes) -> str | None:
    """Text that is a language of its own: markup, JSON, a mailbox."""
    head = raw[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
    low = head.lower()
    if low.startswith(b"<"):
        for mark, words in _XML_ROOTS:
            if mark in low:
                return words
        if low.startswith(b"<?xml"):
            return "an XML file"
    if _MAILBOX.match(head):
        return "a mailbox"
    if _JSON.match(head):
        return "a JSON file"
    return None
