"""Files that are broken or mean harm: refused or inspected, never anything else."""

from __future__ import annotations

import contextlib
import random

import pytest

from disclosure_log.leaks.docx import inspect_docx
from disclosure_log.leaks.leak import CannotInspectError, Leak, Passage
from leaks.docx.injections import INJECTIONS
from leaks.docx.packages import bases, built, paragraph, write, xml

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WHOLE = write(built(paragraph()))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "attachment-unreadable"),
        (b"PK\x03\x04", "attachment-unreadable"),
        (WHOLE[:-40], "attachment-unreadable"),
        (OLE, "attachment-type-refused"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "attachment-encrypted"),
    ],
)
def test_what_is_no_document_is_refused(raw: bytes, code: str) -> None:
    with pytest.raises(CannotInspectError) as error:
        list(inspect_docx(raw))
    assert error.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<a><b></a>",
        "<a/>",
        "<a>" * 5000 + "</a>" * 5000,
    ],
)
def test_a_text_that_can_not_be_read_is_refused(text: str) -> None:
    parts = built(paragraph())
    parts["word/document.xml"] = xml(text)
    with pytest.raises(CannotInspectError):
        list(inspect_docx(write(parts)))


def test_deep_nesting_is_refused_or_read() -> None:
    inner = paragraph("deep")
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    with contextlib.suppress(CannotInspectError):
        assert list(inspect_docx(write(built(inner))))


def test_boxes_in_boxes_are_read_once() -> None:
    inner = paragraph("deep")
    for _ in range(14):
        inner = (
            '<w:p><w:r><w:pict><v:rect style="position:absolute"><v:textbox><w:txbxContent>'
            f"{inner}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>"
        )
    found = list(inspect_docx(write(built(inner))))
    assert any(isinstance(each, Passage) and each.text == "deep" for each in found)


def test_a_style_based_on_itself_ends() -> None:
    styles = '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
    styles += '<w:style w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:vanish/></w:rPr></w:style>'
    parts = built(paragraph(own='<w:pStyle w:val="a"/>'), styles)
    codes = [each.code for each in inspect_docx(write(parts)) if isinstance(each, Leak)]
    assert codes == ["attachment-hidden-text"]


@pytest.mark.parametrize("seed", range(40))
def test_odd_values_crash_nothing(seed: int) -> None:
    """Attributes of a document with a dozen leaks, turned into something odd."""
    odd = (
        "",
        "-1",
        "x",
        "%",
        "1e99",
        "9" * 60,
        "\u0663",
        "0%",
        "12pt",
        "f",
        "#",
        "auto",
        "-9.5e9mm",
    )
    chance = random.Random(seed)
    parts = dict(bases()["one paragraph"])
    for injection in chance.sample(list(INJECTIONS.values()), 12):
        injection.inject(parts)
    for name in ("word/document.xml", "word/styles.xml", "word/settings.xml"):
        pieces = parts[name].decode().split('"')
        for at in range(1, len(pieces), 2):
            if "schemas" not in pieces[at] and at > 9 and chance.random() < 0.3:
                pieces[at] = chance.choice(odd)
        parts[name] = '"'.join(pieces).encode()
    with contextlib.suppress(CannotInspectError):
        list(inspect_docx(write(parts)))
