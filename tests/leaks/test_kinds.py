"""A file is of a kind only where its name and its bytes agree; all else is refused, and named."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.leaks.canaries import canaries
from disclosure_log.leaks.kinds import MAX_SIZE, Kind, extension, kind_of, refusal

CANARIES = {one.name.rpartition(".")[2]: one.raw for one in canaries()}
PDF, JPEG, XLSX, DOCX = (CANARIES[name] for name in ("pdf", "jpg", "xlsx", "docx"))
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
CSV = b"Team,Requests\r\nHousing,120\r\n"
TEXT = b"We hold no information of that kind.\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
REMEDY_TYPES = "attachment-type-refused"
MISMATCH = "attachment-type-mismatch"


def package(**parts: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as opened:
        for name, text in parts.items():
            opened.writestr(name, text)
    return held.getvalue()


def open_document(kind: str) -> bytes:
    return package(mimetype=f"application/vnd.oasis.opendocument.{kind}", **{"content.xml": "<x/>"})


def open_xml(main: str) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/main.xml" ContentType="{main}"/></Types>'
    )
    return package(**{"[Content_Types].xml": types})


def ole(part: str) -> bytes:
    return OLE + part.encode("utf-16-le") + b"\0" * 64


ACCEPTED = [
    ("figures.csv", CSV, Kind.CSV),
    ("FIGURES.CSV", CSV, Kind.CSV),
    ("figures.csv", b"\xef\xbb\xbf" + CSV, Kind.CSV),
    ("figures.csv", ("\ufeff" + CSV.decode() + "\u2019\u0119").encode("utf-16-le"), Kind.CSV),
    ("figures.csv", ("\ufeff" + CSV.decode() + "\u2019").encode("utf-16-be"), Kind.CSV),
    ("figures.csv", CSV.decode().encode("utf-16-le"), Kind.CSV),
    ("figures.csv", "Größe;Zahl\n".encode("cp1252"), Kind.CSV),
    ("answer.txt", TEXT, Kind.TEXT),
    ("answer.md", b"# Answer\n\n1 < 2 & 3 > 2\n", Kind.TEXT),
    ("answer.txt", b"MZ and PK are letters; BZh is none.\n", Kind.TEXT),
    ("answer.txt", b"[1] A note in brackets {and others}\n", Kind.TEXT),
    ("plan.pdf", PDF, Kind.PDF),
    ("plan.pdf", b"\r\n" + PDF, Kind.PDF),
    ("photo.jpg", JPEG, Kind.JPEG),
    ("photo.JPEG", JPEG, Kind.JPEG),
    ("chart.png", PNG, Kind.PNG),
    ("book.xlsx", XLSX, Kind.XLSX),
    ("letter.docx", DOCX, Kind.DOCX),
    ("book.ods", open_document("spreadsheet"), Kind.ODS),
    ("letter.odt", open_document("text"), Kind.ODT),
    (".hidden.csv", CSV, Kind.CSV),
    ("folder.zip/figures.csv", CSV, Kind.CSV),
]


@pytest.mark.parametrize(("name", "raw", "kind"), ACCEPTED)
def test_a_file_that_is_what_its_name_says_is_looked_into(
    name: str, raw: bytes, kind: Kind
) -> None:
    assert kind_of(name, raw) is kind
    assert refusal(name, raw) is None


REFUSED = [
    ("talk.pptx", XLSX, "PowerPoint"),
    ("old.xls", ole("Workbook"), "old version"),
    ("old.doc", ole("WordDocument"), "old version"),
    ("book.xlsm", XLSX, "macros"),
    ("letter.docm", DOCX, "macros"),
    ("book.xltm", XLSX, "macros"),
    ("book.xltx", XLSX, "template"),
    ("book.xlsb", XLSX, "binary"),
    ("talk.odp", open_document("presentation"), "presentation"),
    ("book.fods", b"<?xml?><office:document/>", "flat XML"),
    ("mail.eml", b"From: a\nTo: b\n", "e-mail"),
    ("mail.msg", ole("__substg1.0_"), "e-mail"),
    ("all.zip", package(a="b"), "archive"),
    ("all.7z", b"7z\xbc\xaf\x27\x1c", "archive"),
    ("all.tar.gz", b"\x1f\x8b", "archive"),
    ("drawing.svg", b"<svg/>", "SVG"),
    ("page.html", b"<html>", "web page"),
    ("scan.tif", b"II*\0", "TIFF"),
    ("scan.tiff", b"MM\0*", "TIFF"),
    ("photo.webp", b"RIFF\0\0\0\0WEBP", "WebP"),
    ("photo.gif", b"GIF89a", "GIF"),
    ("photo.heic", b"\0\0\0\x18ftypheic", "picture"),
    ("letter.rtf", b"{\\rtf1", "Rich Text"),
    ("data.json", b"{}", "not looked into"),
    ("data.xml", b"<a/>", "not looked into"),
    ("setup.exe", b"MZ\0\0", "program"),
    ("plan.pdf.exe", PDF, "program"),
    ("base.accdb", b"\0\1\0\0Standard", "database"),
    # a name that says nothing: the bytes do
    ("unknown.abc", PDF, "PDF"),
    ("unknown.abc", XLSX, "Excel"),
    ("unknown.abc", OLE, "old version"),
    ("unknown.abc", b"RIFF\0\0\0\0WEBP", "WebP"),
    ("unknown.abc", b"\0\0\0\x18ftypheic", "HEIC"),
    ("unknown.abc", package(a="b"), "archive"),
    ("unknown.abc", b"Words", "not known"),
    ("figures", CSV, "no ending"),
    (".csv", CSV, "no ending"),
    ("figures.csv.", CSV, "no ending"),
]


@pytest.mark.parametrize(("name", "raw", "word"), REFUSED)
def test_every_other_type_is_refused_in_plain_words(name: str, raw: bytes, word: str) -> None:
    refused = refusal(name, raw)
    assert kind_of(name, raw) is Kind.REFUSED
    assert refused is not None
    assert refused.code == REMEDY_TYPES
    assert word in refused.message


MISMATCHED = [
    ("figures.csv", PDF),
    ("figures.csv", XLSX),
    ("figures.csv", OLE),
    ("figures.csv", JPEG),
    ("figures.csv", b"a,b\0c,d\n"),
    ("figures.csv", b"a,b\x1b[2Jc\n"),
    ("answer.txt", b"{\\rtf1 Words}"),
    ("answer.txt", b"<!DOCTYPE html><p>Words"),
    ("answer.txt", "\ufeff<html><p>Words".encode("utf-16")),
    ("answer.txt", b"<html>"),
    ("answer.txt", b"  <svg xmlns='x'>"),
    ("answer.txt", b"<?xml version='1.0'?><a/>"),
    ("answer.txt", b"Words\n<script src=x></script>\n"),
    ("answer.txt", b"x" * 5000 + b"<SCRIPT>"),
    ("answer.txt", b"Return-Path: a\nReceived: b\nSubject: c\n\nWords"),
    ("answer.txt", b'{"a": 1}'),
    ("answer.txt", b'[{"a": 1}]'),
    ("answer.txt", b"BEGIN:VCARD\n"),
    ("answer.txt", b"From zq@mail.example Mon Jan 1\n"),
    ("plan.pdf", JPEG),
    ("plan.pdf", XLSX),
    ("plan.pdf", TEXT),
    ("plan.pdf", b"Words first\n" + PDF),
    ("plan.pdf", b"GIF89a" + PDF),
    ("photo.jpg", PNG),
    ("photo.png", JPEG),
    ("photo.jpg", b"GIF89a"),
    ("photo.jpg", PDF),
    ("photo.jpg", JPEG + package(a="b")),
    ("photo.png", PNG + package(a="b")),
    ("plan.pdf", PDF + package(a="b")),
    ("answer.txt", TEXT + package(a="b")),
    ("book.xlsx", DOCX),
    ("letter.docx", XLSX),
    ("book.xlsx", open_document("spreadsheet")),
    ("book.ods", open_document("text")),
    ("book.xlsx", ole("Workbook")),
    ("book.xlsx", PDF),
    ("book.xlsx", b"<html>"),
    ("book.xlsx", open_xml("application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
    ("letter.docx", open_xml("application/vnd.ms-word.document.macroEnabled.main+xml")),
    (
        "letter.docx",
        open_xml(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
        ),
    ),
]


@pytest.mark.parametrize(("name", "raw"), MISMATCHED)
def test_a_name_that_disagrees_with_the_bytes_is_refused(name: str, raw: bytes) -> None:
    refused = refusal(name, raw)
    assert refused is not None
    assert refused.code == MISMATCH
    assert kind_of(name, raw) is Kind.REFUSED


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("figures.csv", b""),
        ("plan.pdf", b""),
        ("letter.docx", b""),
        ("letter.docx", b"PK\x03\x04 and nothing more"),
        ("letter.docx", package(a="b")),
        ("letter.docx", package(**{"[Content_Types].xml": "<Types"})),
        ("letter.docx", package(**{"[Content_Types].xml": "<!DOCTYPE a><Types/>"})),
        ("letter.docx", b"Words alone"),
        ("book.ods", package(mimetype="application/zip")),
    ],
)
def test_an_empty_or_broken_file_is_refused(name: str, raw: bytes) -> None:
    refused = refusal(name, raw)
    assert refused is not None
    assert refused.code == "attachment-unreadable"


def test_a_password_is_told_as_such() -> None:
    refused = refusal("book.xlsx", ole("EncryptedPackage"))
    assert refused is not None
    assert refused.code == "attachment-encrypted"


def test_a_file_too_large_is_refused() -> None:
    refused = refusal("figures.csv", b"a" * (MAX_SIZE + 1))
    assert refused is not None
    assert refused.code == "attachment-unreadable"


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.b.CSV", "csv"), ("csv", ""), (".csv", ""), ("a.csv/b", ""), ("a\\b.pdf", "pdf")],
)
def test_an_extension_is_what_follows_the_last_dot(name: str, ending: str) -> None:
    assert extension(name) == ending


@given(st.sampled_from([name for name, _, _ in ACCEPTED]), st.binary(max_size=400))
def test_random_bytes_are_sorted_without_fail_and_never_repeated(name: str, raw: bytes) -> None:
    refused = refusal(name, b"PK\x03\x04Quillfeather" + raw)
    assert refused is not None
    assert "Quillfeather" not in refused.message
    assert (kind_of(name, raw) is Kind.REFUSED) == (refusal(name, raw) is not None)
