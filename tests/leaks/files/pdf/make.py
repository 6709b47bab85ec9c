"""Makes the clean PDFs beside this file with LibreOffice; run by hand, its output is committed.

Usage: python tests/leaks/files/pdf/make.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
STYLE = """<style>
body { font-family: 'Liberation Sans'; font-size: 11pt }
th { background: #1d3557; color: #ffffff } .pale { background: #ffff99 }
.light { color: #9a9a9a } table, td { border: 1px solid #888888 }
</style>"""
LETTER = """<h1>Response to a request for information</h1>
<p>Thank you for your request about parking notices, which we have now considered.</p>
<p>The council holds the figures that were asked for and gives them below in full.</p>
<p class="light">Small print in grey: figures are rounded to the nearest hundred.</p>
<p><span class="pale">This sentence is highlighted for the reader to notice.</span></p>
<p>Find more at <a href="https://www.exampleshire.example/">the council's pages</a>.</p>"""
TABLE = (
    "<h2>Notices by year</h2><table cellpadding=4><tr><th>Year</th><th>Car park</th>"
    "<th>Notices</th></tr>"
    + "".join(
        f"<tr><td>20{year}</td><td>{park}</td><td>{year * 137}</td></tr>"
        for year in (21, 22, 23, 24)
        for park in ("North Street", "Market Place", "Station Road")
    )
    + "</table><p>Totals were counted at the end of each year.</p>"
)
WELSH = """<h1>Ymateb i gais am wybodaeth</h1><p>Diolch am eich cais ynghylch meysydd parcio.</p>
<p>Mae'r ffigurau wedi'u talgrynnu; gweler y tabl ar y dudalen nesaf, o’r tŷ i’r môr.</p>"""
SHEET = "Year,Service,Cost in pounds\n" + "".join(
    f"20{year},{name},{year * 1234}\n"
    for year in range(15, 25)
    for name in ("Roads", "Parks", "Libraries")
)
TAGGED = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
ARCHIVE = '{"SelectPdfVersion":{"type":"long","value":"2"}}'
PLAIN = '{"UseTaggedPDF":{"type":"boolean","value":"false"}}'


def make() -> None:
    """Write every base."""
    page = f"<html><head>{STYLE}</head><body>"
    _convert("letter", "html", page + LETTER + "</body></html>", f"writer_pdf_Export:{TAGGED}")
    _convert("table", "html", page + TABLE + "</body></html>", f"writer_pdf_Export:{PLAIN}")
    _convert("archive", "html", page + LETTER + TABLE, f"writer_pdf_Export:{ARCHIVE}")
    _convert("welsh", "html", page + WELSH + "</body></html>", f"writer_pdf_Export:{TAGGED}")
    _convert("sheet", "csv", SHEET, f"calc_pdf_Export:{PLAIN}")
    _convert("text", "txt", SHEET.replace(",", "    "), f"writer_pdf_Export:{TAGGED}")
    _convert("slide", "svg", SLIDE, f"draw_pdf_Export:{PLAIN}")


SLIDE = """<svg xmlns="http://www.w3.org/2000/svg" width="800" height="450">
<defs><linearGradient id="g"><stop offset="0" stop-color="#113355"/>
<stop offset="1" stop-color="#2255aa"/></linearGradient></defs>
<rect width="800" height="450" fill="url(#g)"/>
<text x="60" y="120" font-size="40" font-family="Liberation Sans" fill="#ffffff">Budget</text>
<text x="60" y="220" font-size="24" font-family="Liberation Sans" fill="#ffffff">White words on
dark blue</text><rect x="60" y="260" width="300" height="90" fill="#f0f0f0"/>
<text x="80" y="310" font-size="20" font-family="Liberation Sans">Words on a panel</text></svg>"""


def _convert(name: str, kind: str, text: str, export: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{name}.{kind}"
        source.write_text(text, "utf-8")
        reader = ["--infilter=HTML (StarWriter)"] if kind == "html" else []
        command = [
            "soffice",
            "--headless",
            *reader,
            "--convert-to",
            f"pdf:{export}",
            "--outdir",
            folder,
        ]
        subprocess.run([*command, str(source)], check=True, capture_output=True)
        (HERE / f"{name}.pdf").write_bytes(source.with_suffix(".pdf").read_bytes())


if __name__ == "__main__":
    make()
