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
#: A source's name, its text, and by which ways it becomes a file.
SOURCES = {
    "table.csv": (TABLE, (("ods",), ("xlsx", "ods"), ("xls", "ods"), ("fods", "ods"))),
    "sheet.html": (PAGE, (("ods:calc8",), ("xlsx:Calc MS Excel 2007 XML", "ods"))),
    "letter.txt": (TEXT, (("odt",), ("docx", "odt"), ("doc", "odt"))),
    "page.html": (PAGE, (("odt:writer8",), ("docx:MS Word 2007 XML", "odt"))),
    "rich.rtf": (RICH, (("odt",),)),
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
