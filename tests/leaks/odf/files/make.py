"""Make the small files of this folder with LibreOffice: run it once, commit what it writes.

Every word in them is invented. `python make.py` wants `soffice` on the path.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = """Year,Permits issued,Permits refused
2021,1204,88
2022,1311,97
2023,1298,102
"""
TEXT = """Parking permits

The council issued 1,204 permits in 2021 and 1,311 in 2022.

No other information is held.
"""
PAGE = """<html><head><title>Permits</title></head><body bgcolor="#ffffff">
<h1>Parking permits</h1><p>The <b>council</b> issued <i>permits</i> in <u>each</u> year.</p>
<table border="1"><tr><th bgcolor="#1f4e79"><font color="#ffffff">Year</font></th>
<th bgcolor="#1f4e79"><font color="#ffffff">Permits</font></th></tr>
<tr><td>2021</td><td>1204</td></tr><tr><td>2022</td><td>1311</td></tr></table>
<ul><li>First</li><li>Second</li></ul><p><a href="https://www.example.org/">Read more</a></p>
</body></html>
"""
RICH = (
    r"{\rtf1\ansi{\fonttbl{\f0 Liberation Sans;}}"
    r"{\colortbl;\red0\green0\blue0;\red200\green0\blue0;}"
    r"\f0\fs24 Parking permits\par \cf2 Red words\cf1  and plain ones.\par\pard"
    r"{\footnote A note below.}\par}"
)
_O = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{own}="{_O}{name}:1.0"'
    for own, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "chart": "chart",
        "number": "datastyle",
    }.items()
)
_SPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
_CHART = (
    '<draw:frame svg:width="8cm" svg:height="6cm"{anchor}><draw:object><office:document '
    f'{_SPACES} office:mimetype="application/vnd.oasis.opendocument.chart"><office:body>'
    '<office:chart><chart:chart chart:class="chart:bar"><chart:plot-area{range}>'
    '<chart:axis chart:dimension="x"/><chart:axis chart:dimension="y"/>'
    "<chart:series{values}/></chart:plot-area>{table}</chart:chart></office:chart></office:body>"
    "</office:document></draw:object></draw:frame>"
)
_RANGE = ' table:cell-range-address="Sheet.A1:Sheet.B3" chart:data-source-has-labels="both"'
_VALUES = ' chart:values-cell-range-address="Sheet.B2:Sheet.B3"'
_ROW = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>{}</text:p>'
    '</table:table-cell><table:table-cell office:value-type="float" office:value="{}">'
    "<text:p>{}</text:p></table:table-cell></table:table-row>"
)
_ROWS = _ROW.format("2021", 12, 12) + _ROW.format("2022", 15, 15)
_LABELS = (
    '<table:table-row table:style-name="h"><table:table-cell table:style-name="c" '
    'office:value-type="string"><text:p>Year</text:p></table:table-cell><table:table-cell '
    'table:number-columns-spanned="2" office:value-type="string"><text:p>Permits</text:p>'
    "</table:table-cell><table:covered-table-cell/></table:table-row>"
)
_CELL_STYLE = (
    '<style:style style:name="c" style:family="table-cell"><style:table-cell-properties '
    'fo:background-color="#1f4e79"/><style:text-properties fo:color="#ffffff"/></style:style>'
)
CHARTED = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
    f"{_CELL_STYLE}</office:automatic-styles><office:body><office:spreadsheet>"
    f'<table:table table:name="Sheet"><table:shapes>'
    f"{_CHART.format(anchor='', range=_RANGE, values=_VALUES, table='')}</table:shapes>"
    f"<table:table-column/>{_LABELS}{_ROWS}</table:table><table:database-ranges>"
    '<table:database-range table:name="List" table:target-range-address="Sheet.A1:Sheet.B3" '
    'table:display-filter-buttons="true"/></table:database-ranges>'
    "</office:spreadsheet></office:body></office:document>"
)
FLAT = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
    '<style:style style:name="b" style:family="paragraph"><style:paragraph-properties '
    'fo:background-color="#1f4e79"/><style:text-properties fo:color="#ffffff"/></style:style>'
    "</office:automatic-styles><office:body><office:text>"
    '<text:p text:style-name="b">Permits</text:p><text:p>Words <text:bookmark text:name="a"/>'
    "<text:span>and <text:date>2024-01-01</text:date></text:span></text:p><text:section "
    'text:name="S"><text:p>A section.</text:p></text:section><table:table table:name="T">'
    f'<table:table-column table:number-columns-repeated="2"/>{_ROWS}</table:table>'
    "</office:text></office:body></office:document>"
)
#: A source's name, its text, and by which ways it becomes a file.
SOURCES = {
    "table.csv": (TABLE, (("ods",), ("xlsx", "ods"), ("xls", "ods"), ("fods", "ods"))),
    "sheet.html": (PAGE, (("ods:calc8",), ("xlsx:Calc MS Excel 2007 XML", "ods"))),
    "letter.txt": (TEXT, (("odt",), ("docx", "odt"), ("doc", "odt"))),
    "page.html": (PAGE, (("odt:writer8",), ("docx:MS Word 2007 XML", "odt"))),
    "rich.rtf": (RICH, (("odt",),)),
    "charted.fods": (CHARTED, (("ods",), ("xlsx", "ods"))),
    "flat.fodt": (FLAT, (("odt",), ("docx", "odt"))),
}


def convert(source: Path, to: str, folder: Path, profile: Path) -> Path:
    """One file in another format."""
    extra = ["--infilter=HTML (StarCalc)"] if source.name == "sheet.html" else []
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            *extra,
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{source.stem}.{to.partition(':')[0]}"


def main() -> None:
    """Write every file anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source, (text, ways) in SOURCES.items():
            for way in ways:
                made = folder / source
                made.write_text(text, encoding="utf-8")
                for step in way:
                    made = convert(made, step, folder, folder / "profile")
                route = "-".join(step.partition(":")[0] for step in way[:-1])
                target = f"{Path(source).stem}{'-by-' + route if route else ''}{made.suffix}"
                (HERE / target).write_bytes(made.read_bytes())


if __name__ == "__main__":
    main()
