"""Office packages and their XML: what leads where, and what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from disclosure_log.leaks.leak import CannotInspectError
from disclosure_log.leaks.package import open_package
from disclosure_log.leaks.xml_parts import (
    MAX_DEPTH,
    canonical,
    children,
    iterate,
    parse,
    pieces,
    remarks,
    transitional,
    words,
)

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BASE = {
    "[Content_Types].xml": '<Types><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/Doc/Main.xml" ContentType="Application/Main+XML"/></Types>',
    "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{REL}/officeDocument" '
    'Target="doc/main.xml"/></Relationships>',
    "doc/main.xml": "<main/>",
    "doc/_rels/main.xml.rels": f'<Relationships><Relationship Id="b" Type="{REL}/image" '
    f'Target="../media/my%20picture.xml"/><Relationship Id="c" Type="{REL}/hyperlink" '
    f'Target="https://log.example/" TargetMode="External"/><Relationship Id="d" '
    f'Type="{STRICT}/officeDocument/relationships/hyperlink" Target="#here"/></Relationships>',
    "media/my picture.xml": "<picture/>",
}


def packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return stream.getvalue()


def test_parts_are_reached_whatever_their_letters() -> None:
    package = open_package(packed(BASE))
    assert package.main().key == "doc/main.xml"
    assert package.main().content_type == "application/main+xml"
    image, link, here = package.of("doc/main.xml")
    assert (image.kind, image.target) == ("image", "media/my picture.xml")
    assert (link.external, link.target) == (True, "https://log.example/")
    assert (here.type, here.target) == (f"{REL}/hyperlink", "")
    assert package.part(link) is None
    assert package.orphans() == ()
    assert package.read("doc/main.xml") == b"<main/>"


def test_what_nothing_leads_to_is_an_orphan() -> None:
    package = open_package(packed(BASE | {"doc/old.xml": "<old/>"}))
    assert [part.name for part in package.orphans()] == ["doc/old.xml"]


def test_an_orphan_that_leads_to_itself_is_one_still() -> None:
    loop = BASE["_rels/.rels"].replace("doc/main.xml", "old.xml")
    package = open_package(packed(BASE | {"doc/old.xml": "<old/>", "doc/_rels/old.xml.rels": loop}))
    assert [part.name for part in package.orphans()] == ["doc/old.xml"]


def test_links_of_a_part_that_is_gone_are_an_orphan() -> None:
    package = open_package(packed(BASE | {"doc/_rels/gone.xml.rels": BASE["_rels/.rels"]}))
    assert [part.name for part in package.orphans()] == ["doc/_rels/gone.xml.rels"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("[Content_Types].xml", "<Types><Other/></Types>"),
        ("_rels/.rels", "<Relationships><Other/></Relationships>"),
        ("_rels/.rels", "<Relationships>"),
    ],
)
def test_an_outline_with_something_unknown_is_refused(name: str, text: str) -> None:
    with pytest.raises(CannotInspectError):
        open_package(packed(BASE | {name: text}))


def test_a_package_without_a_list_of_types_is_refused() -> None:
    with pytest.raises(CannotInspectError):
        open_package(packed({"a.xml": "<a/>"}))


def test_a_package_without_a_document_is_refused() -> None:
    package = open_package(packed(BASE | {"_rels/.rels": "<Relationships/>"}))
    with pytest.raises(CannotInspectError):
        package.main()


@pytest.mark.parametrize(
    "raw",
    [
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY b "Quill Inkwell">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>&b;</a>",
        b"<a>",
        b"",
        b"Quill Inkwell",
        b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
    ],
)
def test_hostile_xml_is_refused_without_a_word_of_it(raw: bytes) -> None:
    for read in (parse, lambda data: list(iterate(data, ("a",))), lambda x: list(pieces(x, ()))):
        with pytest.raises(CannotInspectError) as caught:
            read(raw)
        assert "Quill" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None


def test_depth_up_to_the_limit_is_read() -> None:
    assert parse(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH).tag == "a"


@pytest.mark.parametrize(
    ("strict", "other"),
    [
        ("spreadsheetml/main", "spreadsheetml/2006/main"),
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/relationships/comments", "officeDocument/2006/relationships/comments"),
        ("officeDocument/extendedProperties", "officeDocument/2006/extended-properties"),
        (
            "officeDocument/relationships/extendedProperties",
            "officeDocument/2006/relationships/extended-properties",
        ),
    ],
)
def test_strict_names_are_read_as_transitional(strict: str, other: str) -> None:
    full = f"http://schemas.openxmlformats.org/{other}"
    assert transitional(f"{STRICT}/{strict}") == full
    assert transitional(full) == full
    assert canonical(f"{{{STRICT}/{strict}}}a") == f"{{{full}}}a"
    tree = parse(f'<p:a xmlns:p="{STRICT}/{strict}" p:b="1"/>'.encode())
    assert (tree.tag, tree.attrib) == (f"{{{full}}}a", {f"{{{full}}}b": "1"})


def test_wide_letters_are_read() -> None:
    raw = '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16")
    assert parse(raw).text == "é"


def test_wanted_elements_come_as_they_end() -> None:
    raw = b"<a><b>1<b>x</b></b><c>no</c><d><b>2</b></d></a>"
    assert [words(each) for each in iterate(raw, ("b",))] == ["1 x", "2"]


def test_children_come_and_those_of_rooms_in_their_place() -> None:
    raw = b"<a>w<b/><c><d>1</d>y<d>2</d></c><e/></a>"
    assert [x.tag + (x.text or "") for x in pieces(raw, ("c",))] == ["b", "d1", "d2", "e"]


def test_both_branches_are_read() -> None:
    raw = (
        f'<a xmlns:m="{MC}"><m:AlternateContent><m:Choice><b/></m:Choice><m:Fallback><c/>'
        "</m:Fallback></m:AlternateContent></a>"
    ).encode()
    assert [x.tag for x in children(parse(raw))] == ["b", "c"]
    assert [x.tag for x in pieces(raw, ())] == ["b", "c"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_remarks_are_told(encoding: str) -> None:
    raw = '<?xml version="1.0"?><a><!-- Quill --><?note Inkwell?></a>'.encode(encoding)
    assert remarks(raw).split() == ["Quill", "note", "Inkwell"]
    assert remarks(b'<?xml version="1.0"?><a/>') == ""
