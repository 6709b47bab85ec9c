"""Ways to put something that should not be published into a clean workbook."""

from __future__ import annotations

import re
from collections.abc import Callable

from leaks.xlsx.workbook_bases import HEAD, MAIN, PACKAGE, REL, SHEET, TYPE, Parts, cell

SECRET = "Quill Inkwell"
DRAW = "http://schemas.openxmlformats.org/drawingml/2006"
MS = "http://schemas.microsoft.com/office"
Injection = Callable[[Parts], None]


def replaced(parts: Parts, name: str, old: str, new: str) -> None:
    text = parts[name].decode()
    assert old in text, name
    parts[name] = text.replace(old, new, 1).encode()


def before_end(parts: Parts, name: str, tag: str, new: str) -> None:
    replaced(parts, name, f"</{tag}>", f"{new}</{tag}>")


def add_row(parts: Parts, number: int, cells: str, attributes: str = "") -> None:
    before_end(parts, SHEET, "sheetData", f'<row r="{number}" {attributes}>{cells}</row>')


def after_cells(parts: Parts, new: str) -> None:
    replaced(parts, SHEET, "</sheetData>", f"</sheetData>{new}")


def in_workbook(parts: Parts, new: str) -> None:
    replaced(parts, "xl/workbook.xml", "</sheets>", f"</sheets>{new}")


def add_part(
    parts: Parts,
    name: str,
    data: str | bytes,
    relation: str,
    kind: str,
    source: str = "xl/workbook.xml",
) -> str:
    """Put in a part and a relation to it; returns the relation's id."""
    parts[name] = (HEAD + data).encode() if isinstance(data, str) else data
    before_end(
        parts,
        "[Content_Types].xml",
        "Types",
        f'<Override PartName="/{name}" ContentType="{kind}"/>',
    )
    return add_relation(parts, relation, f"/{name}", source)


def add_relation(
    parts: Parts, relation: str, target: str, source: str = "xl/workbook.xml", more: str = ""
) -> str:
    folder, _, own = source.rpartition("/")
    rels = f"{folder}/_rels/{own}.rels"
    if rels not in parts:
        parts[rels] = (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'.encode()
        )
    full = relation if relation.startswith("http") else f"{REL}/{relation}"
    if b"<Relationships" in parts[rels] and b"</Relationships>" not in parts[rels]:
        parts[rels] = re.sub(rb"/>\s*$", b"></Relationships>", parts[rels])
    number = f"rId9{parts[rels].count(b'<Relationship ')}"
    before_end(
        parts,
        rels,
        "Relationships",
        f'<Relationship Id="{number}" Type="{full}" Target="{target}" {more}/>',
    )
    return number


def add_style(parts: Parts, font: str = "", code: str = "", fill: str = "") -> int:
    """Put in a style and return its number."""
    name = "xl/styles.xml"
    fonts, fills = (_count(parts, tag) for tag in ("fonts", "fills"))
    number = _count(parts, "cellXfs")
    if font:
        before_end(parts, name, "fonts", f"<font>{font}</font>")
    if fill:
        before_end(parts, name, "fills", f"<fill>{fill}</fill>")
    if code:
        text = parts[name].decode()
        if "<numFmts" not in text:
            parts[name] = text.replace("<fonts", "<numFmts></numFmts><fonts", 1).encode()
        before_end(parts, name, "numFmts", f'<numFmt numFmtId="250" formatCode="{code}"/>')
    before_end(
        parts,
        name,
        "cellXfs",
        f'<xf numFmtId="{250 if code else 0}" fontId="{fonts if font else 0}" '
        f'fillId="{fills if fill else 0}" borderId="0"/>',
    )
    return number


def _count(parts: Parts, tag: str) -> int:
    inside = re.search(rf"<{tag}[ >].*?</{tag}>", parts["xl/styles.xml"].decode(), re.DOTALL)
    assert inside is not None
    child = {"fonts": "<font>", "fills": "<fill>", "cellXfs": "<xf "}[tag]
    return inside[0].count(child)


def add_sheet(parts: Parts, state: str, rows: str, kind: str = "worksheet") -> None:
    name = "xl/worksheets/sheet77.xml"
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    number = add_part(parts, name, sheet, kind, f"{TYPE}.worksheet+xml")
    text = parts["xl/workbook.xml"].decode()
    assert "</sheets>" in text
    entry = f'<sheet name="Old" sheetId="77" state="{state}" r:id="{number}"/>'
    parts["xl/workbook.xml"] = text.replace("</sheets>", f"{entry}</sheets>", 1).encode()


def hidden_sheet(parts: Parts) -> None:
    add_sheet(parts, "hidden", f"<row r='1'>{cell('A1', SECRET)}</row>")


def very_hidden_sheet(parts: Parts) -> None:
    add_sheet(parts, "veryHidden", f"<row r='1'>{cell('A1', SECRET)}</row>")


def unlisted_sheet(parts: Parts) -> None:
    row = f"<row>{cell('A1', SECRET)}</row>"
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'
    add_part(parts, "xl/worksheets/sheet88.xml", sheet, "worksheet", f"{TYPE}.worksheet+xml")


def hidden_window(parts: Parts) -> None:
    in_workbook(parts, '<bookViews><workbookView visibility="hidden"/></bookViews>')


def hidden_row(parts: Parts) -> None:
    add_row(parts, 20, cell("A20", SECRET), 'hidden="1"')


def collapsed_row(parts: Parts) -> None:
    add_row(parts, 20, cell("A20", SECRET), 'outlineLevel="1" hidden="true"')


def flat_row(parts: Parts) -> None:
    add_row(parts, 20, cell("A20", SECRET), 'ht="0" customHeight="1"')


def hidden_column(parts: Parts) -> None:
    add_row(parts, 20, cell("J20", SECRET))
    replaced(
        parts,
        SHEET,
        "<sheetData",
        '<cols><col min="10" max="10" width="9" hidden="1"/></cols><sheetData',
    )


def narrow_column(parts: Parts) -> None:
    add_row(parts, 20, cell("J20", SECRET))
    replaced(parts, SHEET, "<sheetData", '<cols><col min="9" max="11" width="0"/></cols><sheetData')


def active_filter(parts: Parts) -> None:
    after_cells(
        parts,
        '<autoFilter ref="A1:B9"><filterColumn colId="0"><filters><filter val="North"/></filters>'
        "</filterColumn></autoFilter>",
    )


def table_filter(parts: Parts) -> None:
    table = (
        f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:B9"><autoFilter>'
        '<filterColumn colId="0"><customFilters><customFilter operator="equal" val="North"/>'
        '</customFilters></filterColumn></autoFilter><tableColumns count="1"><tableColumn id="1" '
        'name="Ward"/></tableColumns></table>'
    )
    add_part(parts, "xl/tables/table9.xml", table, "table", f"{TYPE}.table+xml", SHEET)


def scrolled_away(parts: Parts) -> None:
    text = re.sub(r"<sheetViews>.*?</sheetViews>", "", parts[SHEET].decode(), flags=re.DOTALL)
    parts[SHEET] = text.replace(
        "<sheetData",
        '<sheetViews><sheetView topLeftCell="A9" workbookViewId="0"><pane ySplit="1" '
        'topLeftCell="A10" state="frozen"/></sheetView></sheetViews><sheetData',
        1,
    ).encode()


def below_merged(parts: Parts) -> None:
    add_row(parts, 20, cell("A20", "Total") + cell("B20", SECRET))
    after_cells(parts, '<mergeCells><mergeCell ref="A20:C20"/></mergeCells>')


def far_cell(parts: Parts) -> None:
    add_row(parts, 1_048_576, cell("XFD1048576", SECRET))


def white_cell(parts: Parts) -> None:
    style = add_style(parts, '<sz val="11"/><color rgb="FFFFFFFF"/>')
    add_row(parts, 20, cell("A20", SECRET, style))


def white_theme_cell(parts: Parts) -> None:
    style = add_style(parts, '<sz val="11"/><color theme="0" tint="-0.01"/>')
    add_row(parts, 20, cell("A20", SECRET, style))


def blacked_cell(parts: Parts) -> None:
    black = '<patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill>'
    add_row(parts, 20, cell("A20", SECRET, add_style(parts, '<sz val="11"/>', fill=black)))


def white_run(parts: Parts) -> None:
    run = f'<r><rPr><sz val="11"/><color rgb="FFFFFFFF"/></rPr><t>{SECRET}</t></r>'
    add_row(parts, 20, f'<c r="A20" t="inlineStr"><is><r><t>Seen</t></r>{run}</is></c>')


def tiny_cell(parts: Parts) -> None:
    add_row(parts, 20, cell("A20", SECRET, add_style(parts, '<sz val="1"/>')))


def blank_format(parts: Parts) -> None:
    add_row(parts, 20, cell("A20", SECRET, add_style(parts, code=";;;")))


def suppressing_format(parts: Parts) -> None:
    style = add_style(parts, code="[&lt;5]&quot;fewer than 5&quot;;General")
    add_row(parts, 20, f'<c r="A20" s="{style}"><v>3</v></c>')


def hiding_condition(parts: Parts) -> None:
    add_row(parts, 20, cell("A20", SECRET))
    text = parts["xl/styles.xml"].decode()
    dxfs = text.count("<dxf>")
    dxf = '<dxf><font><color rgb="FFFFFFFF"/></font></dxf>'
    if "</dxfs>" in text:
        before_end(parts, "xl/styles.xml", "dxfs", dxf)
    else:
        before_end(parts, "xl/styles.xml", "styleSheet", f"<dxfs>{dxf}</dxfs>")
    after_cells(
        parts,
        f'<conditionalFormatting sqref="A20"><cfRule type="expression" dxfId="{dxfs}" priority="1">'
        "<formula>TRUE</formula></cfRule></conditionalFormatting>",
    )


def covered_cell(parts: Parts) -> None:
    add_row(parts, 40, cell("B40", SECRET))
    drawing = (
        f'<xdr:wsDr xmlns:xdr="{DRAW}/spreadsheetDrawing" xmlns:a="{DRAW}/main"><xdr:twoCellAnchor>'
        "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>38</xdr:row><xdr:rowOff>0"
        "</xdr:rowOff></xdr:from><xdr:to><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>41"
        "</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp><xdr:nvSpPr><xdr:cNvPr id='2' "
        "name='Box'/></xdr:nvSpPr><xdr:spPr><a:solidFill><a:srgbClr val='000000'/></a:solidFill>"
        "</xdr:spPr></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
    add_part(parts, "xl/drawings/drawing9.xml", drawing, "drawing", kind, SHEET)


def orphan_string(parts: Parts) -> None:
    if "xl/sharedStrings.xml" not in parts or b"</sst>" not in parts["xl/sharedStrings.xml"]:
        sst = f'<sst xmlns="{MAIN}"></sst>'
        add_part(parts, "xl/sharedStrings.xml", sst, "sharedStrings", f"{TYPE}.sharedStrings+xml")
    before_end(parts, "xl/sharedStrings.xml", "sst", f"<si><t>{SECRET}</t></si>")


def pivot_cache(parts: Parts) -> None:
    cache = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields><cacheField name="Name"><sharedItems>'
        f'<s v="{SECRET}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    )
    records = f'<pivotCacheRecords xmlns="{MAIN}"><r><s v="{SECRET}"/></r></pivotCacheRecords>'
    name = "xl/pivotCache/pivotCacheDefinition9.xml"
    add_part(parts, name, cache, "pivotCacheDefinition", f"{TYPE}.pivotCacheDefinition+xml")
    add_part(
        parts,
        "xl/pivotCache/pivotCacheRecords9.xml",
        records,
        "pivotCacheRecords",
        f"{TYPE}.pivotCacheRecords+xml",
        name,
    )


def slicer_cache(parts: Parts) -> None:
    slicer = f'<slicerCacheDefinition xmlns="{MS}/spreadsheetml/2009/9/main" name="S"/>'
    add_part(
        parts,
        "xl/slicerCaches/slicerCache1.xml",
        slicer,
        f"{MS}/2007/relationships/slicerCache",
        "application/vnd.ms-excel.slicerCache+xml",
    )


def data_model(parts: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.model+data"
    add_part(parts, "xl/model/item.data", b"\x01\x02\x03", "powerPivotData", kind)


def external_cache(parts: Parts) -> None:
    link = (
        f'<externalLink xmlns="{MAIN}" xmlns:r="{REL}"><externalBook r:id="rId1"><sheetNames>'
        '<sheetName val="Staff"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1">'
        f'<cell r="A1" t="str"><v>{SECRET}</v></cell></row></sheetData></sheetDataSet>'
        "</externalBook></externalLink>"
    )
    name = "xl/externalLinks/externalLink1.xml"
    add_part(parts, name, link, "externalLink", f"{TYPE}.externalLink+xml")
    add_relation(parts, "externalLinkPath", "Staff.xlsx", name, 'TargetMode="External"')


def dde_link(parts: Parts) -> None:
    link = (
        f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="Excel" ddeTopic="Book"><ddeItems/>'
        "</ddeLink></externalLink>"
    )
    add_part(
        parts,
        "xl/externalLinks/externalLink1.xml",
        link,
        "externalLink",
        f"{TYPE}.externalLink+xml",
    )


def dde_formula(parts: Parts) -> None:
    add_row(parts, 20, "<c r=\"A20\"><f>cmd|'/c calc'!A0</f><v>0</v></c>")


def connections(parts: Parts) -> None:
    xml = f'<connections xmlns="{MAIN}"><connection id="1" name="Payroll" type="1"/></connections>'
    add_part(parts, "xl/connections.xml", xml, "connections", f"{TYPE}.connections+xml")


def query_table(parts: Parts) -> None:
    xml = f'<queryTable xmlns="{MAIN}" name="Payroll" connectionId="1"/>'
    add_part(
        parts, "xl/queryTables/queryTable1.xml", xml, "queryTable", f"{TYPE}.queryTable+xml", SHEET
    )


def comment(parts: Parts) -> None:
    xml = (
        f'<comments xmlns="{MAIN}"><authors><author>{SECRET}</author></authors><commentList>'
        f'<comment ref="A1" authorId="0"><text><t>{SECRET}</t></text></comment></commentList>'
        "</comments>"
    )
    add_part(parts, "xl/comments9.xml", xml, "comments", f"{TYPE}.comments+xml", SHEET)


def threaded_comment(parts: Parts) -> None:
    space = f"{MS}/spreadsheetml/2018/threadedcomments"
    xml = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="A1" id="a" personId="b">'
        f"<text>{SECRET}</text></threadedComment></ThreadedComments>"
    )
    add_part(
        parts,
        "xl/threadedComments/threadedComment9.xml",
        xml,
        f"{MS}/2017/10/relationships/threadedComment",
        "application/vnd.ms-excel.threadedcomments+xml",
        SHEET,
    )


def person(parts: Parts) -> None:
    space = f"{MS}/spreadsheetml/2018/threadedcomments"
    xml = f'<personList xmlns="{space}"><person displayName="{SECRET}" id="b"/></personList>'
    add_part(
        parts,
        "xl/persons/person.xml",
        xml,
        f"{MS}/2017/10/relationships/person",
        "application/vnd.ms-excel.person+xml",
    )


def embedded(parts: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    add_part(parts, "xl/embeddings/file1.docx", b"PK\x03\x04", "package", kind, SHEET)


def ole_object(parts: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.oleObject"
    add_part(parts, "xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0", "oleObject", kind, SHEET)


def chart_of_hidden(parts: Parts) -> None:
    chart = (
        f'<c:chartSpace xmlns:c="{DRAW}/chart"><c:chart><c:plotArea><c:barChart><c:ser><c:val>'
        "<c:numRef><c:f>'[1]Staff'!$A$1:$A$2</c:f><c:numCache><c:pt idx='0'><c:v>3</c:v></c:pt>"
        "</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
    )
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    add_part(parts, "xl/charts/chart9.xml", chart, "chart", kind, SHEET)


def chart_of_hidden_sheet(parts: Parts) -> None:
    very_hidden_sheet(parts)
    chart_of_hidden(parts)
    replaced(parts, "xl/charts/chart9.xml", "'[1]Staff'", "Old")


def name_of_hidden_sheet(parts: Parts) -> None:
    hidden_sheet(parts)
    in_workbook(
        parts,
        "<definedNames><definedName name='Staff'>'Old'!$A$1:$A$9</definedName></definedNames>",
    )


def second_workbook(parts: Parts) -> None:
    xml = f'<workbook xmlns="{MAIN}"><definedNames/>{SECRET}</workbook>'
    add_part(parts, "xl/workbook2.xml", xml, "officeDocument", f"{TYPE}.sheet.main+xml")


def second_strings(parts: Parts) -> None:
    if "xl/sharedStrings.xml" not in parts:
        sst = f'<sst xmlns="{MAIN}"></sst>'
        add_part(parts, "xl/sharedStrings.xml", sst, "sharedStrings", f"{TYPE}.sharedStrings+xml")
    sst = f'<sst xmlns="{MAIN}"><si><t>{SECRET}</t></si></sst>'
    add_part(parts, "xl/sharedStrings2.xml", sst, "sharedStrings", f"{TYPE}.sharedStrings+xml")


def vba(parts: Parts) -> None:
    kind = "application/vnd.ms-office.vbaProject"
    add_part(parts, "xl/vbaProject.bin", b"\xd0\xcf", f"{MS}/2006/relationships/vbaProject", kind)


def macro_sheet(parts: Parts) -> None:
    xml = f'<xm:macrosheet xmlns:xm="{MS}/excel/2006/main"></xm:macrosheet>'
    add_part(
        parts,
        "xl/macrosheets/sheet1.xml",
        xml,
        f"{MS}/2006/relationships/xlMacrosheet",
        "application/vnd.ms-excel.macrosheet+xml",
    )


def custom_ui(parts: Parts) -> None:
    add_part(
        parts,
        "customUI/customUI.xml",
        f'<customUI xmlns="{MS}/2006/01/customui"/>',
        f"{MS}/2006/relationships/ui/extensibility",
        "application/xml",
    )


def active_x(parts: Parts) -> None:
    kind = "application/vnd.ms-office.activeX+xml"
    xml = f'<ax:ocx xmlns:ax="{MS}/2006/activeX"/>'
    add_part(parts, "xl/activeX/activeX1.xml", xml, "control", kind, SHEET)


def revisions(parts: Parts) -> None:
    xml = f'<headers xmlns="{MAIN}"><header userName="{SECRET}"/></headers>'
    kind = f"{TYPE}.revisionHeaders+xml"
    add_part(parts, "xl/revisions/revisionHeaders.xml", xml, "revisionHeaders", kind)


def user_names(parts: Parts) -> None:
    xml = f'<users xmlns="{MAIN}"><userInfo name="{SECRET}" id="1"/></users>'
    kind = f"{TYPE}.userNames+xml"
    add_part(parts, "xl/revisions/userNames.xml", xml, "usernames", kind)


def hidden_name(parts: Parts) -> None:
    in_workbook(
        parts,
        f'<definedNames><definedName name="Old" hidden="1">"{SECRET}"</definedName></definedNames>',
    )


def outside_name(parts: Parts) -> None:
    in_workbook(
        parts, '<definedNames><definedName name="Old">[1]Staff!$A$1</definedName></definedNames>'
    )


def scenario(parts: Parts) -> None:
    after_cells(
        parts,
        f'<scenarios><scenario name="Worst" user="{SECRET}"><inputCells r="A1" val="3"/></scenario>'
        "</scenarios>",
    )


def sheet_view(parts: Parts) -> None:
    after_cells(parts, '<customSheetViews><customSheetView guid="{0}"/></customSheetViews>')


def workbook_view(parts: Parts) -> None:
    view = f'<customWorkbookView name="{SECRET}" guid="{{0}}"/>'
    in_workbook(parts, f"<customWorkbookViews>{view}</customWorkbookViews>")


def data_mashup(parts: Parts) -> None:
    xml = '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">UEsDBA==</DataMashup>'
    add_part(parts, "customXml/item9.xml", xml, "customXml", "application/xml")


def sheet_property(parts: Parts) -> None:
    kind = f"{TYPE}.customProperty"
    add_part(parts, "xl/customProperty1.bin", b"\x01", "customProperty", kind, SHEET)


def linked_type(parts: Parts) -> None:
    xml = (
        f'<rvStructures xmlns="{MS}/spreadsheetml/2017/richdata"><s t="_linkedentity2">'
        '<k n="x"/></s></rvStructures>'
    )
    add_part(
        parts,
        "xl/richData/rdrichvaluestructure.xml",
        xml,
        f"{MS}/2017/06/relationships/rdRichValueStructure",
        "application/vnd.ms-excel.rdrichvaluestructure+xml",
    )


def hidden_shape(parts: Parts) -> None:
    covered_cell(parts)
    replaced(parts, "xl/drawings/drawing9.xml", "name='Box'", "name='Box' hidden='1'")


def reading_aid(parts: Parts) -> None:
    item = f'<is><t>Seen</t><rPh sb="0" eb="1"><t>{SECRET}</t></rPh></is>'
    add_row(parts, 20, f'<c r="A20" t="inlineStr">{item}</c>')


def unknown_part(parts: Parts) -> None:
    add_part(parts, "xl/odd9.xml", "<odd/>", "http://odd.example/odd", "application/odd+xml")


def orphan_part(parts: Parts) -> None:
    parts["xl/leftover9.xml"] = f"<left>{SECRET}</left>".encode()


#: Each with the code that tells it.
INJECTIONS: dict[Injection, str] = {
    hidden_sheet: "attachment-hidden-sheet",
    very_hidden_sheet: "attachment-hidden-sheet",
    unlisted_sheet: "attachment-hidden-sheet",
    hidden_window: "attachment-hidden-sheet",
    hidden_row: "attachment-hidden-cells",
    collapsed_row: "attachment-hidden-cells",
    flat_row: "attachment-hidden-cells",
    hidden_column: "attachment-hidden-cells",
    narrow_column: "attachment-hidden-cells",
    active_filter: "attachment-hidden-cells",
    table_filter: "attachment-hidden-cells",
    scrolled_away: "attachment-hidden-cells",
    below_merged: "attachment-hidden-cells",
    far_cell: "attachment-hidden-cells",
    white_cell: "attachment-hidden-text",
    white_theme_cell: "attachment-hidden-text",
    blacked_cell: "attachment-hidden-text",
    white_run: "attachment-hidden-text",
    tiny_cell: "attachment-hidden-text",
    blank_format: "attachment-hidden-text",
    suppressing_format: "attachment-hidden-text",
    hiding_condition: "attachment-hidden-text",
    hidden_shape: "attachment-hidden-text",
    reading_aid: "attachment-hidden-text",
    covered_cell: "attachment-covered-text",
    orphan_string: "attachment-cached-data",
    pivot_cache: "attachment-cached-data",
    slicer_cache: "attachment-cached-data",
    data_model: "attachment-cached-data",
    external_cache: "attachment-cached-data",
    chart_of_hidden: "attachment-cached-data",
    linked_type: "attachment-cached-data",
    dde_link: "attachment-active-content",
    dde_formula: "attachment-active-content",
    custom_ui: "attachment-active-content",
    active_x: "attachment-active-content",
    connections: "attachment-document-data",
    query_table: "attachment-document-data",
    person: "attachment-document-data",
    user_names: "attachment-document-data",
    scenario: "attachment-document-data",
    sheet_view: "attachment-document-data",
    workbook_view: "attachment-document-data",
    data_mashup: "attachment-document-data",
    sheet_property: "attachment-document-data",
    comment: "attachment-comment",
    threaded_comment: "attachment-comment",
    embedded: "attachment-embedded",
    ole_object: "attachment-embedded",
    vba: "attachment-macro",
    macro_sheet: "attachment-macro",
    revisions: "attachment-tracked-change",
    hidden_name: "attachment-hidden-name",
    outside_name: "attachment-hidden-name",
    unknown_part: "attachment-unknown-part",
    orphan_part: "attachment-unknown-part",
    second_workbook: "attachment-unknown-part",
    second_strings: "attachment-unknown-part",
    chart_of_hidden_sheet: "attachment-cached-data",
    name_of_hidden_sheet: "attachment-hidden-name",
}
