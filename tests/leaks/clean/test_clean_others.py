"""Pictures, PDFs and texts made anew: what readers see stays, what travels along does not."""

from __future__ import annotations

import csv
import io
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from disclosure_log.finding import Severity
from disclosure_log.leaks.clean import CannotCleanError, Cleaned, clean_file
from disclosure_log.leaks.inspect import inspect_bytes
from disclosure_log.leaks.text.rule import Known

FILES = Path(__file__).resolve().parents[1] / "files"
SECRET = "Quill Inkwell"
PDFS = sorted((FILES / "pdf").glob("*.pdf"))


def only(made: Cleaned) -> bytes:
    assert len(made.files) == 1
    name, raw = made.files[0]
    errors = [x for x in inspect_bytes(name, raw, Known()) if x.severity is Severity.ERROR]
    assert [x.code for x in errors if x.code.startswith("attachment-")] == []
    assert clean_file(name, raw) == Cleaned()
    return raw


def text(raw: bytes) -> list[str]:
    with pypdfium2.PdfDocument(raw) as document:
        return [page.get_textpage().get_text_range() for page in document]


def saved(pdf: pikepdf.Pdf, **options: bool) -> bytes:
    out = BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def plain(raw: bytes) -> bytes:
    """A PDF with nothing packed, to look for words in."""
    with pikepdf.open(BytesIO(raw)) as pdf:
        out = BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return out.getvalue()


def burdened(path: Path) -> bytes:
    """A PDF with one of everything that may travel along with its pages."""
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0].obj
        pdf.docinfo["/Author"] = SECRET
        pdf.Root["/Metadata"] = pikepdf.Stream(pdf, f"<x>{SECRET}</x>".encode())
        pdf.attachments["notes.txt"] = SECRET.encode()
        page["/Thumb"] = pikepdf.Stream(pdf, SECRET.encode())
        page["/PieceInfo"] = pikepdf.Dictionary(A=pikepdf.String(SECRET))
        note = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Text,
                Rect=[500, 800, 510, 810],
                Contents=pikepdf.String(SECRET),
                T=pikepdf.String(SECRET),
            )
        )
        page["/Annots"] = pikepdf.Array([note])
        reference = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=note)
        tags = pdf.Root.get("/StructTreeRoot")
        if tags is not None:
            element = pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.StructElem, S=pikepdf.Name.Annot, P=tags, K=reference
                )
            )
            kids = tags.get("/K")
            listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            tags["/K"] = pikepdf.Array([*listed, element])
        return saved(pdf)


# --- PDF


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_pdf_keeps_its_text_and_its_tags_and_nothing_else(path: Path) -> None:
    made = clean_file("letter.pdf", burdened(path))
    raw = only(made)
    assert text(raw) == text(path.read_bytes())
    whole = plain(raw)
    for word in (SECRET, "notes.txt"):
        assert word.encode() not in whole
        assert word.encode("utf-16-be") not in whole
    with pikepdf.open(path) as before, pikepdf.open(BytesIO(raw)) as after:
        for key in ("/StructTreeRoot", "/Lang", "/MarkInfo"):
            assert (key in before.Root) is (key in after.Root)
    assert {"the properties", "files inside", "small pictures of pages"} <= set(made.dropped)


def test_earlier_versions_of_a_pdf_are_left_out() -> None:
    raw = (FILES / "pdf" / "letter.pdf").read_bytes()
    with pikepdf.open(BytesIO(raw)) as pdf:
        root = pdf.Root.objgen[0]
    update = (
        f"\n{root} 0 obj\n<< /Type /Catalog /Pages {_pages(raw)} 0 R >>\nendobj\n"
        f"9999 0 obj\n({SECRET})\nendobj\n"
    ).encode()
    at = len(raw) + 1
    second = len(raw) + update.index(b"9999 0 obj")
    last = raw.rindex(b"startxref")
    previous = int(raw[last + 9 :].split()[0])
    table = (
        f"xref\n{root} 1\n{at:010} 00000 n \n9999 1\n{second:010} 00000 n \n"
        f"trailer\n<< /Size 10000 /Root {root} 0 R /Prev {previous} >>\n"
        f"startxref\n{len(raw) + len(update)}\n%%EOF\n"
    ).encode()
    made = clean_file("letter.pdf", raw + update + table)
    assert SECRET.encode() not in plain(only(made))
    assert "earlier versions" in made.dropped


def _pages(raw: bytes) -> int:
    with pikepdf.open(BytesIO(raw)) as pdf:
        return pdf.Root.Pages.objgen[0]


def covered(kind: str) -> bytes:
    """A PDF with a black thing over its words: drawn on the page, or a note that lies on it."""
    with pikepdf.open(FILES / "pdf" / "letter.pdf") as pdf:
        page = pdf.pages[0]
        left, bottom, right, top = (float(each) for each in page.mediabox)
        if kind == "box":
            box = f"q 0 0 0 rg {left} {bottom} {right} {top} re f Q".encode()
            page.contents_add(pikepdf.Stream(pdf, box))
        else:
            look = pikepdf.Stream(pdf, f"0 0 0 rg {left} {bottom} {right} {top} re f".encode())
            look["/Type"], look["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            look["/BBox"] = pikepdf.Array([left, bottom, right, top])
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Square,
                Rect=[left, bottom, right, top],
                IC=[0, 0, 0],
                AP=pikepdf.Dictionary(N=pdf.make_indirect(look)),
            )
            page.obj["/Annots"] = pikepdf.Array([pdf.make_indirect(note)])
        return saved(pdf)


@pytest.mark.parametrize("kind", ["box", "note"])
def test_a_pdf_with_text_under_something_is_refused(kind: str) -> None:
    with pytest.raises(CannotCleanError, match="under a box"):
        clean_file("letter.pdf", covered(kind))


def test_a_locked_pdf_is_refused() -> None:
    with pikepdf.open(FILES / "pdf" / "letter.pdf") as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user="example", owner="example"))
    with pytest.raises(CannotCleanError):
        clean_file("letter.pdf", out.getvalue())


# --- pictures


def picture(kind: str, mode: str = "RGB") -> bytes:
    made = Image.linear_gradient("L").resize((60, 40)).convert(mode)
    out = BytesIO()
    if kind == "JPEG":
        exif = Image.Exif()
        exif[0x010E] = SECRET
        exif[0x0112] = 6
        made.save(out, "JPEG", exif=exif, comment=SECRET.encode(), quality=95)
    else:
        words = PngInfo()
        words.add_text("Author", SECRET)
        made.save(out, "PNG", pnginfo=words)
    return out.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_photograph_is_turned_upright_and_keeps_its_pixels_alone(mode: str) -> None:
    raw = only(clean_file("street.jpg", picture("JPEG", mode)))
    assert SECRET.encode() not in raw
    with Image.open(BytesIO(raw)) as made:
        assert made.size == (40, 60)
        assert not made.getexif()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
def test_a_png_keeps_its_pixels_alone(mode: str) -> None:
    raw = picture("PNG", mode)
    made = only(clean_file("plan.png", raw))
    assert SECRET.encode() not in made
    with Image.open(BytesIO(raw)) as before, Image.open(BytesIO(made)) as after:
        assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()


def test_grey_of_sixteen_bits_keeps_its_shades() -> None:
    made = Image.new("I;16", (256, 1))
    for at in range(256):
        made.putpixel((at, 0), at * 257)
    out = BytesIO()
    words = PngInfo()
    words.add_text("Author", SECRET)
    made.save(out, "PNG", pnginfo=words)
    with Image.open(BytesIO(only(clean_file("scan.png", out.getvalue())))) as after:
        shades = [after.getpixel((at, 0)) for at in range(256)]
    assert all(abs(int(shade) - at) <= 1 for at, shade in enumerate(shades))  # type: ignore[arg-type]


def test_the_colours_of_a_transparent_place_are_not_kept() -> None:
    made = Image.new("RGBA", (20, 20), (255, 255, 255, 255))
    made.paste((200, 10, 10, 0), (5, 5, 15, 15))
    out = BytesIO()
    words = PngInfo()
    words.add_text("Author", SECRET)
    made.save(out, "PNG", pnginfo=words)
    with Image.open(BytesIO(only(clean_file("plan.png", out.getvalue())))) as after:
        assert after.getpixel((10, 10)) == (0, 0, 0, 0)


def test_a_broken_picture_is_refused() -> None:
    with pytest.raises(CannotCleanError):
        clean_file("street.jpg", picture("JPEG")[:300])


def test_pictures_of_programs_need_no_cleaning() -> None:
    for path in (FILES / "images").glob("*.png"):
        made = clean_file(path.name, path.read_bytes())
        assert not made.files or only(made)


# --- texts and tables


def test_a_text_is_written_anew_in_utf_8() -> None:
    made = clean_file("answer.txt", "Café\u200b at £4\u202e\n".encode("utf-16"))
    assert only(made).decode() == "Café at £4\n"
    assert len(made.dropped) == 2


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|x", "@SUM(A1)", "-A1+2", "＝1+1", "\t=1"])
def test_no_cell_of_a_table_runs(cell: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["Year", "Cases"], ["2024", cell], ["2025", "7"]])
    made = only(clean_file("a.csv", out.getvalue().encode())).decode()
    rows = list(csv.reader(io.StringIO(made)))
    assert rows[1][1].startswith("'")
    assert rows[2] == ["2025", "7"]


@pytest.mark.parametrize("cell", ["-5", "+44 1632 960001", "-", "--", "-£4.50", "- 12%"])
def test_numbers_and_dashes_of_a_table_stay(cell: str) -> None:
    raw = f'Year,Cases,Sum\n2024,"{cell}",=1+1\n'.encode()
    rows = list(csv.reader(io.StringIO(only(clean_file("a.csv", raw)).decode())))
    assert rows[1][1] == cell


def test_what_is_publishable_is_left_alone() -> None:
    assert clean_file("a.csv", b"Year,Cases\n2024,120\n") == Cleaned()
    assert clean_file("a.txt", b"The council holds the figures.\n") == Cleaned()
