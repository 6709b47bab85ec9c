"""Makes the small workbooks of this folder with LibreOffice: `python make.py`."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLES = {
    "plain.csv": "Year,Requests,Answered\n2023,412,398\n2024,455,431\n2025,470,462\n",
    "words.csv": "Service,Opening\nLibrary,Monday to Friday\nLeisure centre,Every day\n",
    "dates.csv": "Received,Answered,Days\n2025-04-01,2025-04-22,14\n2025-05-02,2025-05-23,14\n",
}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet" office:version="1.3">
"""
STYLES = """<office:automatic-styles>
<style:style style:name="head" style:family="table-cell">
<style:table-cell-properties fo:background-color="#1f497d"/>
<style:text-properties fo:color="#ffffff" fo:font-weight="bold"/></style:style>
<style:style style:name="box" style:family="graphic">
<style:graphic-properties draw:fill="solid" draw:fill-color="#ffff00"/></style:style>
</office:automatic-styles>
"""


def words(text: str, more: str = "") -> str:
    cell = f'<table:table-cell office:value-type="string"{more}>'
    return f"{cell}<text:p>{text}</text:p></table:table-cell>"


def number(value: int) -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def sheet(name: str, *rows: str) -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def book(*sheets: str) -> str:
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    return f"{HEAD}{STYLES}{body}</office:document>"


HEADING = row(words("Ward", ' table:style-name="head"'), words("Total", ' table:style-name="head"'))
MERGED = ' table:number-columns-spanned="2" table:number-rows-spanned="1"'
NOTE = (
    '<draw:custom-shape draw:style-name="box" svg:x="9cm" svg:y="3cm" svg:width="3cm" '
    'svg:height="1cm"><text:p>All figures are rounded.</text:p></draw:custom-shape>'
)
BOOKS = {
    "headings.fods": book(sheet("Wards", HEADING, row(words("North"), number(120)))),
    "two-sheets.fods": book(
        sheet("First", row(words("Schools"), number(31))),
        sheet("Second", row(words("Parks"), number(44))),
    ),
    "merged.fods": book(
        sheet(
            "Wards",
            row(words("Requests by ward", MERGED), "<table:covered-table-cell/>"),
            row(words("North"), number(120)),
        )
    ),
    "shape.fods": book(
        sheet("Wards", HEADING, row(words("South"), number(95))).replace(
            "<table:table-row>", f"<table:shapes>{NOTE}</table:shapes><table:table-row>", 1
        )
    ),
    "formula.fods": book(
        sheet(
            "Sums",
            row(words("Both"), number(12)),
            row(
                words("Double"),
                '<table:table-cell table:formula="of:=[.B1]*2" office:value-type="float" '
                'office:value="24"><text:p>24</text:p></table:table-cell>',
            ),
        )
    ),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (TABLES | BOOKS).items():
            (Path(folder) / name).write_text(text, "utf-8")
        names = sorted(str(path) for path in Path(folder).iterdir())
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        subprocess.run(
            [*command, "--convert-to", "xlsx", "--outdir", str(HERE), *names], check=True
        )


if __name__ == "__main__":
    main()
