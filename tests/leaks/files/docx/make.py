"""Make the clean Word documents beside this file, with LibreOffice: `python make.py`."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORDS = (
    "The council holds the figures for the three years asked about. They are set out below, "
    "and were taken from the parking system at the end of February."
)

SOURCES = {
    "letter.rtf": (
        r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0\fs24 "
        + WORDS
        + r"\par\par "
        + WORDS
        + r"\par}"
    ),
    "headed.rtf": (
        r"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}{\header\pard Response\par}"
        r"{\footer\pard Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
        rf"\f0\fs22 {WORDS}{{\super\chftn}}{{\footnote\pard\fs18 As at 29 February.}}\par "
        rf"{WORDS}\par}}"
    ),
    "table.html": (
        "<h1>Notices by year</h1><table border=1><tr bgcolor='#003366'><th><font color='#ffffff'>"
        "Year</font></th><th><font color='#ffffff'>Notices</font></th></tr><tr><td>2022</td>"
        f"<td>4210</td></tr><tr><td>2023</td><td>4388</td></tr></table><p>{WORDS}</p>"
    ),
    "list.html": (
        f"<h1>Your request</h1><h2>Question 1</h2><p>{WORDS}</p><ol><li>On street<li>Off street"
        "</ol><ul><li>Permits<li>Meters</ul><p><a href='https://www.exampleshire.example/foi'>"
        "More about requests</a></p>"
    ),
    "welsh.html": (
        "<html lang=cy><h1>Eich cais</h1><p>Mae’r cyngor yn cadw’r wybodaeth hon am y tair "
        "blynedd. Gweler y tabl isod.</p><table><tr><td>Blwyddyn<td>Nifer<tr><td>2023<td>512"
        "</table></html>"
    ),
    "columns.rtf": (
        r"{\rtf1\ansi\deff0{\fonttbl{\f0 Calibri;}}{\colortbl;\red0\green0\blue160;}"
        rf"\sectd\cols2\f0\fs20\cf1 {WORDS}\par {WORDS}\par\page {WORDS}\par"
        r"\trowd\cellx3000\cellx6000\intbl Ward\cell Cases\cell\row"
        r"\trowd\cellx3000\cellx6000\intbl North\cell 120\cell\row\pard\par}"
    ),
}


def main() -> None:
    """Convert every source and keep the document alone."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in SOURCES.items():
            source = Path(folder) / name
            source.write_text(text, "utf-8")
            infilter = ["--infilter=HTML (StarWriter)"] if name.endswith("html") else []
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation=file://{folder}/profile",
                    "--headless",
                    *infilter,
                    "--convert-to",
                    "docx:MS Word 2007 XML",
                    "--outdir",
                    str(HERE),
                    str(source),
                ],
                check=True,
            )


if __name__ == "__main__":
    main()
