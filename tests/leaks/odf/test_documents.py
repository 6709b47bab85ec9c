"""What is ordinary in OpenDocument passes; what can not be looked into is refused."""

from __future__ import annotations

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import CannotInspectError, Found, Grid, Leak, Passage
from disclosure_log.leaks.odf import inspect_ods, inspect_odt
from leaks.odf.bases import FILES, added, bases, cell, changed, document, parts, row, sheet
from leaks.odf.injections import SECRET, style

_SPAN = '<text:p>Words <text:span text:style-name="leak">and more</text:span></text:p>'
_ENCRYPTED = (
    b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry '
    b'm:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)
_LIBRARIES = (
    b'<?xml version="1.0"?><!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD '
    b'OfficeDocument 1.0//EN" "libraries.dtd"><library:libraries '
    b'xmlns:library="http://openoffice.org/2000/library"><library:library '
    b'library:name="Standard" library:link="false"/></library:libraries>'
)


def leaks(found: list[Found], severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    return [
        (each.code, each.place)
        for each in found
        if isinstance(each, Leak) and each.severity is severity
    ]


def ods(body: str, styles: str = "", common: str = "") -> list[Found]:
    return list(inspect_ods(document("ods", body, styles=styles, common=common)))


def odt(body: str, styles: str = "", common: str = "") -> list[Found]:
    return list(inspect_odt(document("odt", body, styles=styles, common=common)))


def refused(kind: str, raw: bytes) -> str:
    with pytest.raises(CannotInspectError) as caught:
        list((inspect_ods if kind == "ods" else inspect_odt)(raw))
    assert SECRET not in str(caught.value)
    return caught.value.code


def test_an_encrypted_file_is_refused() -> None:
    raw = added(bases("ods")["few"], {"META-INF/manifest.xml": _ENCRYPTED})
    assert refused("ods", raw) == "attachment-encrypted"


def test_a_text_named_as_a_spreadsheet_is_refused() -> None:
    assert refused("ods", bases("odt")["few"]) == "attachment-type-mismatch"
    assert refused("odt", bases("ods")["few"]) == "attachment-type-mismatch"


@pytest.mark.parametrize("kind", ["ods", "odt"])
def test_entities_are_refused(kind: str) -> None:
    bomb = f'<!DOCTYPE x [<!ENTITY a "{SECRET}">]>'
    raw = changed(
        bases(kind)["few"], "content.xml", lambda text: text.replace("?>", "?>" + bomb, 1)
    )
    assert refused(kind, raw) == "attachment-unreadable"


@pytest.mark.parametrize("kind", ["ods", "odt"])
def test_broken_xml_is_refused(kind: str) -> None:
    raw = changed(bases(kind)["few"], "content.xml", lambda text: text[:-20])
    assert refused(kind, raw) == "attachment-unreadable"


def test_a_file_without_content_is_refused() -> None:
    raw = bases("odt")["few"].replace(b"content.xml", b"kontent.xml")
    assert refused("odt", raw) == "attachment-unreadable"


def test_deep_nesting_is_refused() -> None:
    raw = document("odt", "<text:section>" * 300 + "</text:section>" * 300)
    assert refused("odt", raw) == "attachment-unreadable"


def test_more_cells_than_memory_holds_are_refused() -> None:
    many = sheet(row("x", attributes='table:number-rows-repeated="1048576"')) * 40
    assert refused("ods", document("ods", many)) == "attachment-unreadable"


def test_a_million_repeated_rows_are_one_passage() -> None:
    found = ods(sheet(row("x", attributes='table:number-rows-repeated="1048576"')))
    grids = [each for each in found if isinstance(each, Grid)]
    assert [len(each.rows) for each in grids] == [1_048_576]
    assert [each.text for each in found if isinstance(each, Passage) and not each.name] == ["x"]


def test_a_table_keeps_the_places_of_its_cells() -> None:
    blank = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    shifted = f'<table:table-row><table:table-cell table:number-columns-repeated="3"/>{cell("a")}'
    (found,) = (
        each for each in ods(sheet(f"{blank}{shifted}</table:table-row>")) if isinstance(each, Grid)
    )
    assert found == Grid(((), (), ("", "", "", "a")), "sheet 1")


def test_places_count_sheets_rows_and_columns() -> None:
    hidden = sheet(row("a") + row("b", "c", attributes='table:visibility="collapse"'))
    assert leaks(ods(sheet(row("x")) + hidden)) == [("attachment-hidden-cells", "sheet 2, row 2")]


def test_hidden_rows_and_columns_without_content_pass() -> None:
    columns = (
        "<table:table-column/><table:table-column "
        'table:visibility="collapse" table:number-columns-repeated="16383"/>'
    )
    rest = (
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048575">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert leaks(ods(sheet(row("x") + rest, columns=columns))) == []


def test_buttons_of_a_filter_that_is_off_pass() -> None:
    body = (
        "<table:database-ranges><table:database-range "
        'table:display-filter-buttons="true"/></table:database-ranges>'
    )
    assert leaks(ods(sheet(row("x")) + body)) == []


def test_a_format_that_hides_zeros_alone_passes() -> None:
    styles = (
        '<number:number-style style:name="plus"><number:number/></number:number-style>'
        '<number:text-style style:name="n"><number:text-content/><style:map '
        'style:condition="value()&gt;0" style:apply-style-name="plus"/></number:text-style>'
        '<style:style style:name="leak" style:family="table-cell" style:data-style-name="n"/>'
    )
    cells = "".join(
        f'<table:table-cell table:style-name="leak" office:value="{value}"><text:p/>'
        "</table:table-cell>"
        for value in (0, 7)
    )
    assert leaks(ods(sheet(f"<table:table-row>{cells}</table:table-row>"), styles)) == []


def test_white_on_a_dark_cell_passes_also_by_inheritance() -> None:
    common = (
        '<style:style style:name="dark" style:family="table-cell"><style:table-cell-properties '
        'fo:background-color="#1f4e79"/></style:style>'
    )
    styles = style("table-cell", '<style:text-properties fo:color="#ffffff"/>').replace(
        "<style:style ", '<style:style style:parent-style-name="dark" '
    )
    cells = cell("Year", 'table:style-name="leak"')
    assert leaks(ods(sheet(f"<table:table-row>{cells}</table:table-row>"), styles, common)) == []


def test_an_automatic_colour_that_is_written_with_no_opacity_passes() -> None:
    properties = '<style:text-properties style:use-window-font-color="true" loext:opacity="0%"/>'
    spaced = properties.replace(
        "<style:text-properties ",
        '<style:text-properties xmlns:loext="urn:org:documentfoundation:names:experimental:'
        'office:xmlns:loext:1.0" ',
    )
    assert leaks(odt(_SPAN, style("text", spaced))) == []


def test_an_automatic_colour_ends_an_inherited_one() -> None:
    automatic = '<style:text-properties style:use-window-font-color="true"/>'
    upper = style("text", '<style:text-properties fo:color="#ffffff"/>').replace("leak", "up")
    lower = style("text", automatic).replace(
        "<style:style ", '<style:style style:parent-style-name="up" '
    )
    assert leaks(odt(_SPAN, upper + lower)) == []


def test_styles_that_inherit_in_a_circle_end() -> None:
    styles = style("text", "").replace(
        "<style:style ", '<style:style style:parent-style-name="leak" '
    )
    assert leaks(odt(_SPAN, styles)) == []


def test_empty_lists_of_libraries_are_no_macro() -> None:
    raw = added(bases("ods")["few"], {"Basic/script-lc.xml": _LIBRARIES})
    assert leaks(list(inspect_ods(raw))) == []


def test_a_picture_that_is_not_cropped_passes() -> None:
    styles = style("graphic", '<style:graphic-properties fo:clip="rect(0cm, 0in, 0pt, auto)"/>')
    frame = (
        '<draw:frame draw:style-name="leak"><draw:image xlink:href="Pictures/a.gif"/></draw:frame>'
    )
    raw = added(
        document("odt", f"<text:p>{frame}</text:p>", styles=styles), {"Pictures/a.gif": b"GIF89a"}
    )
    assert leaks(list(inspect_odt(raw))) == []


def test_a_box_behind_the_text_passes() -> None:
    styles = style(
        "graphic",
        '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000" '
        'style:wrap="run-through" style:run-through="background"/>',
    )
    box = '<draw:rect draw:style-name="leak" svg:width="6cm" svg:height="1cm"/>'
    assert leaks(odt(f"<text:p>Words {box}</text:p>", styles)) == []


@pytest.mark.parametrize(("y", "found"), [("0mm", True), ("900mm", False)])
def test_a_box_placed_on_the_sheet_is_measured(y: str, found: bool) -> None:
    styles = style(
        "graphic", '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000"/>'
    )
    box = (
        f'<table:shapes><draw:rect draw:style-name="leak" svg:x="1mm" svg:y="{y}" '
        'svg:width="20mm" svg:height="4mm"/></table:shapes><table:table-column/>'
    )
    got = leaks(ods(sheet(row("x"), columns=box), styles))
    assert got == ([("attachment-covered-text", "sheet 1, cell A1")] if found else [])


@pytest.mark.parametrize(
    ("kept", "instead"),
    [(">Column B<", f">{SECRET}<"), (">Column B<", ">Quillfeather<"), ('value="12"', 'value="9"')],
)
def test_a_chart_may_keep_what_the_sheet_shows_and_no_more(kept: str, instead: str) -> None:
    raw = (FILES / "charted.ods").read_bytes()
    assert leaks(list(inspect_ods(raw))) == []
    more = changed(raw, "Object 1/content.xml", lambda text: text.replace(kept, instead))
    assert [code for code, _ in leaks(list(inspect_ods(more)))] == ["attachment-cached-data"]


def test_properties_and_printers_are_warnings() -> None:
    meta = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        f"<dc:creator>{SECRET}</dc:creator></office:meta></office:document-meta>"
    )
    settings = (
        '<o:document-settings xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:c="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><c:config-item '
        'c:name="PrinterName" c:type="string">Room 4</c:config-item></o:document-settings>'
    )
    raw = added(bases("odt")["few"], {"meta.xml": meta.encode(), "settings.xml": settings.encode()})
    found = list(inspect_odt(raw))
    assert leaks(found) == []
    assert leaks(found, Severity.WARNING) == [
        ("attachment-properties", "part meta.xml"),
        ("attachment-properties", "part settings.xml"),
    ]
    assert Passage(SECRET, "part meta.xml") in found


def test_thousands_of_one_kind_are_told_two_hundred_times() -> None:
    comment = f"<text:p><office:annotation><text:p>{SECRET}</text:p></office:annotation></text:p>"
    assert len(leaks(odt(comment * 500))) == 200


def test_every_file_written_here_is_of_its_kind() -> None:
    assert all(
        "content.xml" in parts(raw) for kind in ("ods", "odt") for raw in bases(kind).values()
    )
