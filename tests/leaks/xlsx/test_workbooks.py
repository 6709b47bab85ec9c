"""What in a workbook is hidden and what is not, what is read, and what places are called."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image, PngImagePlugin

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import CannotInspectError, Found, Grid, Leak, Passage
from disclosure_log.leaks.xlsx import inspect_xlsx
from leaks.xlsx.workbook_bases import HEAD, MAIN, SHEET, TYPE, Parts, build, cell, pack
from leaks.xlsx.workbook_injections import (
    DRAW,
    INJECTIONS,
    MS,
    SECRET,
    add_part,
    add_relation,
    add_row,
    add_sheet,
    add_style,
    after_cells,
    covered_cell,
    hiding_condition,
    in_workbook,
    replaced,
    unknown_part,
)


def base() -> Parts:
    return build(f'<row r="1">{cell("A1", "Ward")}{cell("B1", "Total")}</row>')


def seen(parts: Parts) -> list[Found]:
    return list(inspect_xlsx(pack(parts)))


def told(parts: Parts) -> set[tuple[str, str]]:
    """Codes and severities."""
    return {(x.code, str(x.severity)) for x in seen(parts) if isinstance(x, Leak)}


def read(parts: Parts) -> str:
    return "\n".join(x.text for x in seen(parts) if isinstance(x, Passage))


HIDDEN_TEXT = ("attachment-hidden-text", "error")
HIDDEN_CELLS = ("attachment-hidden-cells", "error")


def test_the_base_tells_nothing() -> None:
    assert told(base()) == set()


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        (";;;", True, True),
        (";;", True, False),
        (";;;@", True, False),
        ('""', True, False),
        ('" "', True, False),
        ("[Red];;;", True, True),
        ("_-;_-;_-;", True, True),
        ('"***"', True, False),
        ('General;General;General;"***"', False, True),
        ('[<5]"*";0', True, False),
        ("General", False, False),
        ("0;-0;;@", False, False),
        ("#,##0;[Red]-#,##0", False, False),
        ('_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', False, False),
        ("yyyy-mm-dd", False, False),
        ("[h]:mm", False, False),
        ("@", False, False),
        ('"about" 0', False, False),
        ('0" of 9"', False, False),
        ("[=1]0;General", False, False),
        ("\\;0", False, False),
        ('";"0', False, False),
        ("# ?/?", False, False),
    ],
)
def test_number_formats_that_show_nothing(code: str, number: bool, text: bool) -> None:
    escaped = code.replace('"', "&quot;").replace("<", "&lt;")
    parts = base()
    style = add_style(parts, code=escaped)
    add_row(parts, 2, f'<c r="A2" s="{style}"><v>3</v></c>')
    assert (HIDDEN_TEXT in told(parts)) is number
    parts = base()
    style = add_style(parts, code=escaped)
    add_row(parts, 2, cell("A2", "Parks", style))
    assert (HIDDEN_TEXT in told(parts)) is text


@pytest.mark.parametrize(("code", "value"), [("0;-0;;@", "0"), ("&quot;Yes&quot;;;", "1")])
def test_formats_that_leave_out_on_purpose(code: str, value: str) -> None:
    parts = base()
    add_row(parts, 2, f'<c r="A2" s="{add_style(parts, code=code)}"><v>{value}</v></c>')
    assert told(parts) == set()


def test_a_format_that_leaves_out_what_is_below_zero_is_a_warning() -> None:
    parts = base()
    add_row(parts, 2, f'<c r="A2" s="{add_style(parts, code="0;;")}"><v>-3</v></c>')
    assert told(parts) == {("attachment-hidden-text", "warning")}


WHITE, BLACK = '<color rgb="FFFFFFFF"/>', '<color rgb="FF000000"/>'


def solid(colour: str) -> str:
    return f'<patternFill patternType="solid"><fgColor {colour}/></patternFill>'


@pytest.mark.parametrize(
    ("font", "fill", "hidden"),
    [
        (WHITE, "", True),
        ('<color indexed="9"/>', "", True),
        ('<color theme="0"/>', "", True),
        ('<color rgb="FFFAFAFA"/>', "", True),
        ('<color theme="1" tint="0.99"/>', "", True),
        (WHITE, solid('rgb="FFFFFFFF"'), True),
        (WHITE, solid('indexed="65"'), True),
        ('<color rgb="FF1F497D"/>', solid('theme="3"'), True),
        ("", solid('indexed="64"'), True),
        ("", solid('theme="1"'), True),
        ('<sz val="2"/>', "", True),
        (WHITE, solid('rgb="FF1F497D"'), False),
        (WHITE, solid('theme="4"'), False),
        ('<color theme="0" tint="-0.5"/>', "", False),
        ('<color rgb="FFD9D9D9"/>', "", False),
        ('<color auto="1"/>', "", False),
        ('<color indexed="64"/>', "", False),
        ('<sz val="4"/>', "", False),
        ("", solid('rgb="FFFFFF00"'), False),
        (BLACK, '<patternFill patternType="solid"><bgColor rgb="FFFFFF00"/></patternFill>', False),
        (
            WHITE,
            f"<gradientFill><stop>{WHITE}</stop><stop>{BLACK}</stop></gradientFill>",
            False,
        ),
    ],
)
def test_words_in_the_colour_of_what_is_behind(font: str, fill: str, hidden: bool) -> None:
    parts = base()
    style = add_style(parts, font or '<sz val="11"/>', fill=fill)
    add_row(parts, 2, cell("A2", "Parks", style))
    assert (HIDDEN_TEXT in told(parts)) is hidden
    parts = base()
    style = add_style(parts, font or '<sz val="11"/>', fill=fill)
    add_row(parts, 2, f'<c r="A2" s="{style}"/>')
    assert told(parts) == set()


def table_of(style: str) -> str:
    return (
        f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A2:B3"><autoFilter/>'
        f'<tableColumns count="1"><tableColumn id="1" name="Ward"/></tableColumns><tableStyleInfo '
        f'name="{style}"/></table>'
    )


@pytest.mark.parametrize(
    ("style", "row", "hidden"),
    [
        ("TableStyleMedium2", 2, False),
        ("TableStyleMedium2", 3, True),
        ("TableStyleDark1", 3, False),
        ("TableStyleLight1", 2, True),
        ("TableStyleLight9", 2, False),
    ],
)
def test_a_tables_style_may_bring_the_fill(style: str, row: int, hidden: bool) -> None:
    parts = base()
    add_row(parts, row, cell(f"A{row}", "Ward", add_style(parts, WHITE)))
    add_part(parts, "xl/tables/table9.xml", table_of(style), "table", f"{TYPE}.table+xml", SHEET)
    assert (HIDDEN_TEXT in told(parts)) is hidden


def test_a_condition_that_may_hide_is_a_warning() -> None:
    parts = base()
    hiding_condition(parts)
    replaced(parts, SHEET, "<formula>TRUE</formula>", "<formula>A20=0</formula>")
    assert told(parts) == {("attachment-hidden-text", "warning")}
    replaced(parts, SHEET, 'sqref="A20"', 'sqref="D1:D9"')
    assert told(parts) == set()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (30, set()),
        (60, {("attachment-stray-cells", "warning")}),
        (900, {HIDDEN_CELLS}),
    ],
)
def test_cells_far_away(row: int, expected: set[tuple[str, str]]) -> None:
    parts = base()
    add_row(parts, row, cell(f"A{row}", "Parks"))
    assert told(parts) == expected


@pytest.mark.parametrize(
    ("width", "neighbour", "value", "hidden"),
    [
        ('width="0"', "", cell("B2", "Parks"), True),
        ('width="9" hidden="1"', "", cell("B2", "Parks"), True),
        ('width="0.1"', "", cell("B2", "Parks"), False),
        ('width="0.1"', cell("C2", "Seen"), cell("B2", "Parks"), True),
        ('width="0.1"', "", '<c r="B2"><v>12</v></c>', True),
        ('width="1"', cell("C2", "Seen"), cell("B2", "Parks"), False),
    ],
)
def test_columns_that_are_not_seen(width: str, neighbour: str, value: str, hidden: bool) -> None:
    parts = build(f'<row r="2">{cell("A2", "Ward")}{value}{neighbour}</row>')
    replaced(parts, SHEET, "<sheetData>", f'<cols><col min="2" max="2" {width}/></cols><sheetData>')
    assert told(parts) == ({HIDDEN_CELLS} if hidden else set())


def test_what_is_hidden_and_empty_is_let_pass() -> None:
    parts = base()
    add_row(
        parts, 2, '<c r="A2" s="0"/><c r="B2" t="inlineStr"><is><t> </t></is></c>', 'hidden="1"'
    )
    replaced(
        parts, SHEET, "<sheetData>", '<cols><col min="9" max="99" hidden="1"/></cols><sheetData>'
    )
    after_cells(
        parts, '<autoFilter ref="A1:B2"><filterColumn colId="0" hiddenButton="1"/></autoFilter>'
    )
    after_cells(parts, '<mergeCells><mergeCell ref="A2:B9"/></mergeCells><scenarios/>')
    after_cells(parts, "<customSheetViews/>")
    names = '<definedName name="_xlnm._FilterDatabase" hidden="1">Figures!$A$1</definedName>'
    in_workbook(parts, f"<workbookProtection/><definedNames>{names}</definedNames>")
    people = f'<personList xmlns="{MS}/spreadsheetml/2018/threadedcomments"/>'
    relation = f"{MS}/2017/10/relationships/person"
    add_part(
        parts, "xl/persons/person.xml", people, relation, "application/vnd.ms-excel.person+xml"
    )
    assert told(parts) == set()


@pytest.mark.parametrize(("bars", "expected"), [("0", "warning"), ("1", "")])
def test_bars_that_take_the_place_of_figures_are_a_warning(bars: str, expected: str) -> None:
    parts = base()
    add_row(parts, 2, '<c r="A2"><v>12</v></c>')
    rule = f'<cfRule type="dataBar" priority="1"><dataBar showValue="{bars}"/></cfRule>'
    after_cells(parts, f'<conditionalFormatting sqref="A2">{rule}</conditionalFormatting>')
    assert told(parts) == ({("attachment-hidden-text", expected)} if expected else set())


def test_a_hidden_sheet_without_data_is_a_warning() -> None:
    parts = base()
    add_sheet(parts, "hidden", "")
    assert told(parts) == {("attachment-hidden-sheet", "warning")}


def test_rows_without_height_by_default_are_hidden() -> None:
    parts = base()
    replaced(
        parts,
        SHEET,
        "<sheetData>",
        '<sheetFormatPr defaultRowHeight="0" customHeight="1"/><sheetData>',
    )
    assert told(parts) == {HIDDEN_CELLS}


def test_the_same_words_below_a_merged_cell_are_let_pass() -> None:
    parts = build(f'<row r="1">{cell("A1", "Ward")}{cell("B1", "Ward")}</row>')
    after_cells(parts, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    assert told(parts) == set()


@pytest.mark.parametrize(
    ("lock", "on"),
    [
        ('sheet="1"', True),
        ('sheet="true"', True),
        ('password="CC1A"', True),
        ('hashValue="abc="', True),
        ('sheet="0" objects="1"', False),
        ('objects="1"', False),
        ("", False),
    ],
)
def test_protection_that_is_switched_off_is_none(lock: str, on: bool) -> None:
    parts = base()
    after_cells(parts, f"<sheetProtection {lock}/>")
    assert bool(told(parts)) is on


def test_a_linked_object_is_told() -> None:
    parts = base()
    after_cells(parts, '<oleObjects><oleObject progId="Word.Document" link="[1]!a"/></oleObjects>')
    assert told(parts) == {("attachment-active-content", "error")}


@pytest.mark.parametrize(
    ("rule", "severity"),
    [
        ('type="cellIs" operator="notEqual"><formula>""</formula>', "error"),
        ('type="cellIs" operator="equal"><formula>""</formula>', "warning"),
        ('type="cellIs" operator="notEqual"><formula>3</formula>', "warning"),
        ('type="expression"><formula>1=1</formula>', "error"),
        ('type="notContainsBlanks">', "error"),
        ('type="top10">', "warning"),
    ],
)
def test_a_condition_that_always_holds_hides_surely(rule: str, severity: str) -> None:
    parts = base()
    hiding_condition(parts)
    old = 'type="expression" dxfId="0" priority="1"><formula>TRUE</formula>'
    replaced(parts, SHEET, old, f'dxfId="0" {rule}')
    assert told(parts) == {("attachment-hidden-text", severity)}


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd", "2025-04-01"),
        ("0.00E+00", "45748"),
        ("General;-General", "45748"),
        ('0 "days"', "45748"),
        ("[Red]0", "45748"),
        ("[h]:mm", "2025-04-01"),
    ],
)
def test_only_formats_of_dates_make_dates(code: str, shown: str) -> None:
    parts = base()
    style = add_style(parts, code=code.replace('"', "&quot;"))
    add_row(parts, 2, f'<c r="A2" s="{style}"><v>45748</v></c>')
    (grid,) = (x for x in seen(parts) if isinstance(x, Grid))
    assert grid.rows[1] == (shown,)


def test_how_many_cells_are_hidden_is_told() -> None:
    parts = base()
    add_row(parts, 2, cell("A2", "Parks"), 'hidden="1"')
    (one,) = (x.message for x in seen(parts) if isinstance(x, Leak))
    assert one.startswith("A cell with")
    add_row(parts, 3, cell("A3", "Parks"), 'hidden="1"')
    (two,) = (x.message for x in seen(parts) if isinstance(x, Leak))
    assert two.startswith("2 cells")


def test_protection_is_a_warning() -> None:
    parts = base()
    after_cells(parts, '<sheetProtection sheet="1" password="CC1A"/>')
    in_workbook(parts, '<workbookProtection lockStructure="1"/>')
    assert told(parts) == {("attachment-protection", "warning")}
    assert "CC1A" not in read(parts)


def test_shapes_that_one_sees_through_cover_nothing() -> None:
    parts = base()
    covered_cell(parts)
    fill = "<a:solidFill><a:srgbClr val='000000'/></a:solidFill>"
    replaced(parts, "xl/drawings/drawing9.xml", fill, "<a:noFill/>")
    assert told(parts) <= {HIDDEN_CELLS, ("attachment-stray-cells", "warning")}


def test_shapes_beside_the_cells_cover_nothing() -> None:
    parts = base()
    covered_cell(parts)
    for old, new in (
        ("<xdr:row>38</xdr:row>", "<xdr:row>50</xdr:row>"),
        ("<xdr:row>41</xdr:row>", "<xdr:row>52</xdr:row>"),
    ):
        replaced(parts, "xl/drawings/drawing9.xml", old, new)
    assert "attachment-covered-text" not in {code for code, _ in told(parts)}


def test_what_others_may_feed_is_told_by_how_much_is_kept() -> None:
    parts = base()
    link = f'<externalLink xmlns="{MAIN}"><externalBook/></externalLink>'
    kind = f"{TYPE}.externalLink+xml"
    add_part(parts, "xl/externalLinks/externalLink1.xml", link, "externalLink", kind)
    assert told(parts) == {("attachment-cached-data", "warning")}


@pytest.mark.parametrize(
    ("formula", "calls"),
    [
        ("WEBSERVICE(A1)", True),
        ("cmd|'/c calc'!A0", True),
        ("RTD(A1,,A2)", True),
        ("RECALL(A1)", False),
        ("'A|B'!A1", False),
        ('"a|b"&amp;A1', False),
        ("SUM(A1:A2)", False),
    ],
)
def test_formulas_that_reach_outside(formula: str, calls: bool) -> None:
    parts = base()
    add_row(parts, 2, f'<c r="A2"><f>{formula}</f><v>0</v></c>')
    assert (("attachment-active-content", "error") in told(parts)) is calls


def test_reading_aids_in_kana_are_read_and_let_pass() -> None:
    parts = base()
    item = '<is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is>'
    add_row(parts, 2, f'<c r="A2" t="inlineStr">{item}</c>')
    assert told(parts) == set()
    assert "トウキョウ" in read(parts)


def drawing_words() -> str:
    return (
        f'<xdr:wsDr xmlns:xdr="{DRAW}/spreadsheetDrawing"><xdr:sp><xdr:nvSpPr>'
        f'<xdr:cNvPr id="2" name="n" descr="{SECRET}"/></xdr:nvSpPr></xdr:sp></xdr:wsDr>'
    )


def places_for_words() -> Iterator[tuple[str, Parts]]:
    for name, text in {
        "header": f"<headerFooter><oddHeader>&amp;C&amp;12{SECRET}</oddHeader></headerFooter>",
        "prompt": f'<dataValidations><dataValidation prompt="{SECRET}"/></dataValidations>',
        "list": f'<dataValidations><dataValidation><formula1>"{SECRET}"</formula1></dataValidation>'
        "</dataValidations>",
        "tooltip": f'<hyperlinks><hyperlink ref="A1" tooltip="{SECRET}"/></hyperlinks>',
        "remark": f"<!-- {SECRET} -->",
        "extension": f'<extLst><ext uri="x"><y xmlns="u">{SECRET}</y></ext></extLst>',
    }.items():
        parts = base()
        after_cells(parts, text)
        yield name, parts
    parts = base()
    add_row(parts, 2, f'<c r="A2"><f>IF(A1="","","{SECRET}")</f><v>0</v></c>')
    yield "formula", parts
    parts = base()
    add_relation(parts, "hyperlink", f"mailto:{SECRET}", SHEET, 'TargetMode="External"')
    yield "link", parts
    parts = base()
    kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
    add_part(parts, "xl/drawings/drawing9.xml", drawing_words(), "drawing", kind, SHEET)
    yield "alternative text", parts
    parts = base()
    replaced(parts, "xl/workbook.xml", 'name="Figures"', f'name="{SECRET}"')
    yield "name of a sheet", parts
    parts = base()
    unknown_part(parts)
    parts[f"xl/{SECRET}.xml"] = parts.pop("xl/odd9.xml")
    yield "name of a part", parts
    parts = base()
    add_style(parts, code=f"0&quot;{SECRET}&quot;")
    yield "number format", parts


@pytest.mark.parametrize("where", [name for name, _ in places_for_words()])
def test_words_are_read_wherever_they_are_and_never_told(where: str) -> None:
    parts = dict(places_for_words())[where]
    assert SECRET in read(parts)
    for found in seen(parts):
        if isinstance(found, Leak):
            assert SECRET not in f"{found.place}{found.message}{found.remedy}"
        assert SECRET not in found.place


def test_codes_of_headers_are_no_words() -> None:
    parts = base()
    after_cells(
        parts,
        '<headerFooter><oddHeader>&amp;"Arial,Bold"&amp;12Page</oddHeader></headerFooter>',
    )
    assert "Arial" not in read(parts)
    assert "Page" in read(parts)


def test_a_sheet_is_a_table_from_its_first_cell_on() -> None:
    parts = build(f'<row r="2">{cell("B2", "Born")}<c r="D2" s="2"><v>45748</v></c></row>')
    (grid,) = (x for x in seen(parts) if isinstance(x, Grid))
    assert grid == Grid(((), ("", "Born", "", "2025-04-01")), "sheet 1")


def test_dates_are_those_of_the_workbook() -> None:
    parts = build(
        '<row r="1"><c r="A1" s="2"><v>44286</v></c></row>', book='<workbookPr date1904="1"/>'
    )
    (grid,) = (x for x in seen(parts) if isinstance(x, Grid))
    assert grid.rows == (("2025-04-01",),)


def test_hidden_sheets_are_no_table() -> None:
    parts = base()
    add_sheet(parts, "veryHidden", f'<row r="1">{cell("A1", SECRET)}</row>')
    assert [x.place for x in seen(parts) if isinstance(x, Grid)] == ["sheet 1"]


def test_pictures_are_looked_into() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET)
    stream = io.BytesIO()
    Image.new("RGB", (9, 9)).save(stream, "PNG", pnginfo=notes)
    parts = base()
    add_part(parts, "xl/media/image1.png", stream.getvalue(), "image", "image/png", SHEET)
    found = [x for x in seen(parts) if isinstance(x, Leak)]
    assert found
    assert all(x.place.startswith("part xl/media/image1.png") for x in found)


def test_a_picture_of_another_kind_is_not_known() -> None:
    parts = base()
    add_part(parts, "xl/media/image1.emf", b"\x01\0\0\0", "image", "image/x-emf", SHEET)
    assert told(parts) == {("attachment-unknown-part", "error")}


def test_a_workbook_with_macros_by_its_type() -> None:
    parts = base()
    kind = f"{TYPE}.sheet.main+xml"
    replaced(
        parts, "[Content_Types].xml", kind, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    assert told(parts) == {("attachment-macro", "error")}


def test_a_binary_workbook_is_told_and_refused() -> None:
    parts = base()
    kind = f"{TYPE}.sheet.main+xml"
    binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    replaced(parts, "[Content_Types].xml", kind, binary)
    found = inspect_xlsx(pack(parts))
    first = next(found)
    assert isinstance(first, Leak)
    assert first.code == "attachment-macro"
    with pytest.raises(CannotInspectError):
        next(found)


def test_a_document_that_is_no_workbook_is_refused() -> None:
    parts = base()
    replaced(parts, "[Content_Types].xml", f"{TYPE}.sheet.main+xml", "application/odd")
    with pytest.raises(CannotInspectError):
        seen(parts)


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize(
    "raw", [b"", b"<a", f'{HEAD}<!DOCTYPE a [<!ENTITY b "{SECRET}">]><a>&b;</a>'.encode()]
)
def test_a_damaged_part_refuses_the_file(name: str, raw: bytes) -> None:
    parts = base() | {name: raw}
    with pytest.raises(CannotInspectError) as caught:
        seen(parts)
    assert SECRET not in str(caught.value)


def test_a_construct_of_another_namespace_is_not_known() -> None:
    parts = base()
    after_cells(parts, '<odd:thing xmlns:odd="urn:odd"/>')
    assert told(parts) == {("attachment-unknown-part", "error")}


def test_a_cell_in_the_last_corner_is_cheap() -> None:
    parts = base()
    add_row(parts, 1_048_576, cell("XFD1048576", "Parks"))
    (grid,) = (x for x in seen(parts) if isinstance(x, Grid))
    assert len(grid.rows) == 1


def test_each_kind_has_an_injection() -> None:
    assert len(INJECTIONS) > 50


def test_the_severity_of_a_leak_is_that_of_its_code() -> None:
    parts = base()
    add_row(parts, 2, cell("A2", "Parks"), 'hidden="1"')
    (found,) = (x for x in seen(parts) if isinstance(x, Leak))
    assert (found.severity, found.allowable) == (Severity.ERROR, False)
    assert found.place == "sheet 1, cell A2"


def test_the_workbooks_own_palette_is_looked_up() -> None:
    parts = base()
    style = add_style(parts, '<color indexed="8"/>')
    palette = '<colors><indexedColors><rgbColor rgb="FFFFFFFF"/></indexedColors></colors>'
    palette = palette.replace("<rgbColor", '<rgbColor rgb="FF000000"/>' * 8 + "<rgbColor", 1)
    add_row(parts, 2, cell("A2", "Parks", style))
    assert told(parts) == set()
    replaced(parts, "xl/styles.xml", "</styleSheet>", f"{palette}</styleSheet>")
    assert told(parts) == {HIDDEN_TEXT}


def test_the_workbooks_own_theme_is_looked_up() -> None:
    parts = base()
    add_row(parts, 2, cell("A2", "Parks", add_style(parts, '<color theme="4"/>')))
    assert told(parts) == set()
    theme = (
        f'<a:theme xmlns:a="{DRAW}/main"><a:themeElements><a:clrScheme><a:accent1><a:srgbClr '
        'val="FFFFFF"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
    )
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    add_part(parts, "xl/theme/theme1.xml", theme, "theme", kind)
    assert told(parts) == {HIDDEN_TEXT}


def test_tiny_runs_of_rich_text_are_told() -> None:
    parts = base()
    run = '<r><rPr><sz val="1"/></rPr><t>Parks</t></r>'
    add_row(parts, 2, f'<c r="A2" t="inlineStr"><is><r><t>Seen</t></r>{run}</is></c>')
    assert told(parts) == {HIDDEN_TEXT}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('<definedName name="Go" xlm="1">1</definedName>', {("attachment-macro", "error")}),
        ('<definedName name="Go">Figures!$A$1</definedName>', set()),
        ('<definedName name="_xlnm.Print_Area">Figures!$A$1</definedName>', set()),
    ],
)
def test_defined_names(name: str, expected: set[tuple[str, str]]) -> None:
    parts = base()
    in_workbook(parts, f"<definedNames>{name}</definedNames>")
    assert told(parts) == expected


def test_drawings_of_old_with_tags_that_never_end_are_read() -> None:
    parts = base()
    vml = f'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{SECRET}<br></v:textbox></xml>'
    kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    add_part(parts, "xl/drawings/vmlDrawing1.vml", vml.encode(), "vmlDrawing", kind, SHEET)
    assert told(parts) == set()
    assert SECRET in read(parts)
