"""Clean PDFs of many makes, and every leak that the tests put into them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

FILES = Path(__file__).resolve().parents[1] / "files" / "pdf"
#: Plainly invented, and in no base.
SECRET = "Fictional Nobody Hidden"
Box = tuple[float, float, float, float]


# --- clean files


@cache
def bases() -> dict[str, bytes]:
    """Clean PDFs by name: made by LibreOffice, and built here."""
    found = {path.stem: path.read_bytes() for path in sorted(FILES.glob("*.pdf"))}
    return found | {
        "scan": scan(),
        "print": built(PRINT),
        "nested": nested(),
        "cropped": cropped(),
        "twice": built(TWICE),
    }


PRINT = b"""q 0.1 0.2 0.4 rg 50 700 400 40 re f Q
BT /F1 16 Tf 1 1 1 rg 60 714 Td (White words on a dark band) Tj ET
q 0.9 g BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (DRAFT) Tj ET Q
BT /F1 11 Tf 0 g 60 660 Td (An ordinary line of the report about roads, parks and libraries.) Tj
0 -16 Td (Another one follows it, and says how the figures were counted.) Tj
0 -16 Td (Efficient office staff filled in the final forms.) Tj ET
q 1 1 0 rg 58 590 300 14 re f Q BT /F1 11 Tf 0 g 60 593 Td (Marked with a yellow pen) Tj ET
BT /F1 9 Tf 0.6 g 60 560 Td (Grey words at the foot of the page) Tj ET
q 2 w 60 540 m 300 540 l S Q BT /F1 11 Tf 60 536.5 Td (struck out words) Tj ET
BT /F1 11 Tf 0 1 -1 0 500 300 Tm (Words that stand upright) Tj ET
"""
#: Words drawn twice to look bold, a shadow, an outline.
TWICE = b"""BT /F1 14 Tf 60 700 Td (Bold by overprinting) Tj ET BT /F1 14 Tf 60.3 700 Td
(Bold by overprinting) Tj ET BT /F1 14 Tf 60 660 Td (Exactly the same twice) Tj ET
BT /F1 14 Tf 60 660 Td (Exactly the same twice) Tj ET
BT /F1 20 Tf 0.7 g 61 619 Td (Shadowed heading) Tj ET BT /F1 20 Tf 0 g 60 620 Td
(Shadowed heading) Tj ET BT /F1 20 Tf 1 Tr 60 580 Td (Outlined heading) Tj ET
BT 0 Tr /F1 11 Tf 60 540 Td (Ordinary words below the headings) Tj ET
"""


def font() -> Dictionary:
    """Helvetica, which every reader carries."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )


def blank(size: tuple[float, float] = (595, 842)) -> pikepdf.Pdf:
    """A document of one empty page with a font."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font()))
    return pdf


def built(content: bytes) -> bytes:
    """A page that shows the content."""
    pdf = blank()
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    return as_bytes(pdf)


def nested() -> bytes:
    """A page whose words stand in a form within a turned form."""
    pdf = blank()
    inner = _form(pdf, PRINT, Dictionary(Font=Dictionary(F1=font())))
    outer = _form(pdf, b"q 0.8 0 0 0.8 30 60 cm /X Do Q", Dictionary(XObject=Dictionary(X=inner)))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Y=outer)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 0 1 -1 0 700 0 cm /Y Do Q")
    pdf.pages[0].obj.MediaBox = Array([0, 0, 842, 595])
    return as_bytes(pdf)


def cropped() -> bytes:
    """A page whose sheet begins elsewhere than at zero, in units of its own."""
    pdf = pikepdf.open(BytesIO(built(PRINT)))
    page = pdf.pages[0].obj
    page.MediaBox = Array([-100, -100, 700, 900])
    page.CropBox = Array([20, 40, 560, 780])
    page.UserUnit = 1.5
    return as_bytes(pdf)


def scan_picture() -> Image.Image:
    """A page as a scanner sees it."""
    picture = Image.new("L", (1240, 1754), 250)
    pen = ImageDraw.Draw(picture)
    face = ImageFont.load_default(34)
    for line in range(24):
        pen.text((120, 150 + 60 * line), SCAN_LINE, fill=25, font=face)
    return picture


SCAN_LINE = "Scanned words about the county libraries"


def scan(*, words: bool = True) -> bytes:
    """A scanned page with the words that text recognition found, invisible."""
    pdf = blank()
    _put_picture(pdf, scan_picture(), "Scan")
    lines = b""
    if words:
        tops = [842 - (150 + 60 * line + 36) * 842 / 1754 for line in range(24)]
        width = ImageFont.load_default(34).getlength(SCAN_LINE) * 595 / 1240
        squeeze = 100 * width / _width(SCAN_LINE, 16.3)
        lines = b"".join(
            b"BT 3 Tr /F1 16.3 Tf %f Tz 57.6 %f Td (%s) Tj ET\n"
            % (squeeze, top, SCAN_LINE.encode())
            for top in tops
        )
    content = b"q 595 0 0 842 0 0 cm /Scan Do Q\n" + lines
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    return as_bytes(pdf)


@cache
def _width(text: str, size: float) -> float:
    raw = built(b"BT /F1 %f Tf 0 100 Td (%s) Tj ET" % (size, text.encode()))
    document = pypdfium2.PdfDocument(raw)
    textpage = document[0].get_textpage()
    left, right = textpage.get_charbox(0)[0], textpage.get_charbox(len(text) - 1)[2]
    document.close()
    return float(right - left)


def photograph(*, placed: bool = False) -> bytes:
    """A page with words and a photograph, as JPEG, that may know where it was taken."""
    shades = Image.effect_noise((300, 200), 90).resize((600, 400))
    exif = Image.Exif()
    if placed:
        exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 1.0, 2.0), 3: "W", 4: (1.0, 2.0, 3.0)})
    out = BytesIO()
    shades.save(out, "JPEG", exif=exif)
    pdf = pikepdf.open(BytesIO(built(b"")))
    image = pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Image, Width=600, Height=400, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    image.write(out.getvalue(), filter=Name.DCTDecode)
    pdf.pages[0].resources.XObject = Dictionary(Ph=image)
    content = b"BT /F1 11 Tf 60 700 Td (A photograph of the market) Tj ET "
    pdf.pages[0].obj.Contents = pdf.make_stream(content + b"q 300 0 0 200 100 400 cm /Ph Do Q")
    return as_bytes(pdf)


def _put_picture(pdf: pikepdf.Pdf, picture: Image.Image, name: str) -> None:
    stream = pdf.make_stream(
        picture.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
    )
    _add(pdf, "XObject", name, stream)


def _add(pdf: pikepdf.Pdf, kind: str, name: str, value: pikepdf.Object) -> None:
    resources = pdf.pages[0].resources
    if f"/{kind}" not in resources:
        resources[f"/{kind}"] = Dictionary()
    resources[f"/{kind}"][f"/{name}"] = value


def _form(pdf: pikepdf.Pdf, content: bytes, resources: Dictionary) -> pikepdf.Object:
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([-5000, -5000, 5000, 5000]),
        Resources=resources,
    )


def as_bytes(pdf: pikepdf.Pdf, *, packed: bool = False) -> bytes:
    """The document as a file, its objects packed into streams or not."""
    out = BytesIO()
    mode = pikepdf.ObjectStreamMode
    pdf.save(out, object_stream_mode=mode.generate if packed else mode.disable, static_id=True)
    return out.getvalue()


# --- leaks on the page


def word_box(pdf: pikepdf.Pdf) -> Box:
    """Where a word of some length stands on the first page, in the page's own points."""
    document = pypdfium2.PdfDocument(as_bytes(pdf))
    textpage = document[0].get_textpage()
    text = textpage.get_text_range()
    words = [x for x in text.split() if len(x) > 4 and x.isalpha()]
    start = text.index(words[1])
    boxes = [textpage.get_charbox(start + x) for x in range(len(words[1]))]
    document.close()
    return (
        min(x[0] for x in boxes),
        min(x[1] for x in boxes),
        max(x[2] for x in boxes),
        max(x[3] for x in boxes),
    )


def draw(pdf: pikepdf.Pdf, content: bytes) -> None:
    """Draw something over the first page, in the page's own points."""
    page = pdf.pages[0]
    if "/Font" not in page.resources or "/Fx" not in page.resources.Font:
        _add(pdf, "Font", "Fx", font())
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\nq\n" + content + b"\nQ\n")


def _rect(box: Box, more: float = 1.5) -> bytes:
    left, bottom, right, top = box
    return b"%f %f %f %f re" % (
        left - more, bottom - more, right - left + 2 * more, top - bottom + 2 * more,
    )  # fmt: skip


def cover_box(pdf: pikepdf.Pdf) -> None:
    draw(pdf, b"0 g " + _rect(word_box(pdf)) + b" f")


def cover_white(pdf: pikepdf.Pdf) -> None:
    draw(pdf, b"1 g " + _rect(word_box(pdf)) + b" f")


def cover_path(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = word_box(pdf)
    points = (left - 9, bottom - 4, right + 9, bottom - 4, right + 9, top + 4, left - 9, top + 4)
    draw(pdf, b"0.5 g %f %f m %f %f l %f %f l %f %f l h f" % points)


def cover_line(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = word_box(pdf)
    middle = (bottom + top) / 2
    values = (top - bottom + 4, left - 2, middle, right + 2, middle)
    if top - bottom > right - left:  # upright words
        across = (left + right) / 2
        values = (right - left + 4, across, bottom - 2, across, top + 2)
    draw(pdf, b"0 G %f w %f %f m %f %f l S" % values)


def cover_hatch(pdf: pikepdf.Pdf) -> None:
    box = word_box(pdf)
    lines = b" ".join(
        b"%f %f m %f %f l S" % (x, box[1] - 2, x + 6, box[3] + 2)
        for x in (box[0] - 8 + 1.6 * step for step in range(int((box[2] - box[0]) / 1.6) + 9))
    )
    draw(pdf, b"0 G 1.3 w " + lines)


def cover_picture(pdf: pikepdf.Pdf) -> None:
    _put_picture(pdf, Image.linear_gradient("L").resize((40, 40)), "Over")
    left, bottom, right, top = word_box(pdf)
    draw(
        pdf,
        b"%f 0 0 %f %f %f cm /Over Do" % (right - left + 4, top - bottom + 4, left - 2, bottom - 2),
    )


def cover_form(pdf: pikepdf.Pdf) -> None:
    _add(pdf, "XObject", "Lid", _form(pdf, b"0 g " + _rect(word_box(pdf)) + b" f", Dictionary()))
    draw(pdf, b"/Lid Do")


def cover_shading(pdf: pikepdf.Pdf) -> None:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[0, 0, 0.3], N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 800, 0], Function=function,
        Extend=[True, True],
    )  # fmt: skip
    _add(pdf, "Shading", "Sh", shading)
    draw(pdf, _rect(word_box(pdf)) + b" W n /Sh sh")


def cover_note(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = word_box(pdf)
    look = pdf.make_stream(
        b"0 g 0 0 100 100 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100])
    )
    note(
        pdf, "Square", AP=Dictionary(N=look), Rect=Array([left - 2, bottom - 2, right + 2, top + 2])
    )


def text(
    pdf: pikepdf.Pdf, before: bytes, at: bytes = b"1 0 0 1 60 60 Tm", size: float = 11
) -> None:
    """Draw the secret on a white strip, in some hidden way."""
    draw(
        pdf,
        b"1 g 55 55 200 18 re f 0 g " + before
        + b" BT /Fx %f Tf %s (%s) Tj ET" % (size, at, SECRET.encode()),
    )  # fmt: skip


def text_white(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"1 g")


def text_near_white(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"0.985 1 0.99 rg")


def text_black_on_black(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"0 g 55 55 200 18 re f")


def text_invisible(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"3 Tr")


def text_transparent(pdf: pikepdf.Pdf) -> None:
    _add(pdf, "ExtGState", "Ga", Dictionary(ca=0, CA=0))
    text(pdf, b"/Ga gs")


def text_masked(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_stream(
        b"0 g -5000 -5000 10000 10000 re f", Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([-5000, -5000, 5000, 5000]),
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )  # fmt: skip
    _add(pdf, "ExtGState", "Gm", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group)))
    text(pdf, b"/Gm gs")


def text_clipped(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"300 300 5 5 re W n")


def text_off_page(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"", b"1 0 0 1 -900 -900 Tm")


def text_tiny(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"", size=1.0)


def text_squeezed(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"", b"0.05 0 0 0.05 60 60 Tm")


def text_of_no_size(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"", size=0)


def text_of_no_width(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"0 Tz")


def text_hidden_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Layer"))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    _add(pdf, "Properties", "MCx", layer)
    text(pdf, b"/OC /MCx BDC")
    pdf.pages[0].contents_add(b"EMC")


def text_under_text(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"")
    draw(pdf, b"1 g 55 55 200 18 re f 0 g BT /Fx 11 Tf 60 60 Td (Nothing to be seen here) Tj ET")


def text_white_under_text(pdf: pikepdf.Pdf) -> None:
    text(pdf, b"1 g")
    draw(pdf, b"0 g BT /Fx 11 Tf 60 60 Td (Nothing to be seen) Tj ET")


def text_in_form(pdf: pikepdf.Pdf) -> None:
    inner = b"1 g BT /F1 11 Tf 60 60 Td (%s) Tj ET" % SECRET.encode()
    form = _form(pdf, inner, Dictionary(Font=Dictionary(F1=font())))
    _add(pdf, "XObject", "Deep", _form(pdf, b"/A Do", Dictionary(XObject=Dictionary(A=form))))
    draw(pdf, b"1 g 55 55 200 18 re f /Deep Do")


def text_stand_in(pdf: pikepdf.Pdf) -> None:
    draw(
        pdf,
        b"0 g /Span <</ActualText (%s)>> BDC BT /Fx 11 Tf 60 60 Td (x) Tj ET EMC" % SECRET.encode(),
    )


def text_type3(pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"700 0 0 0 600 700 d1 0 0 600 700 re f")
    face = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 600, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], FirstChar=65, LastChar=70, Widths=[700] * 6,
        CharProcs=Dictionary({f"/{x}": glyph for x in "ABCDEF"}),
        Encoding=Dictionary(Differences=Array([65, *(Name(f"/{x}") for x in "ABCDEF")])),
        Resources=Dictionary(),
    )  # fmt: skip
    _add(pdf, "Font", "F3", face)
    draw(pdf, b"1 g 55 55 200 18 re f BT /F3 11 Tf 60 60 Td (ABCDEF ABCDEF) Tj ET")


ON_PAGE: dict[str, Callable[[pikepdf.Pdf], None]] = {
    name: do
    for name, do in list(globals().items())
    if name.startswith(("cover_", "text_")) and callable(do)
}


# --- leaks in the structure


def note(pdf: pikepdf.Pdf, kind: str, **more: Any) -> None:
    """Put an annotation on the first page."""
    page = pdf.pages[0].obj
    settings: dict[str, Any] = {"Type": Name.Annot, "Rect": Array([20, 20, 60, 60])} | more
    one = Dictionary(**settings)
    one["/Subtype"] = Name(f"/{kind}")
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(pdf.make_indirect(one))


def _field(pdf: pikepdf.Pdf, **more: Any) -> None:
    settings: dict[str, Any] = {"FT": Name.Tx, "T": "field"} | more
    field = pdf.make_indirect(Dictionary(**settings))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _action(pdf: pikepdf.Pdf, **more: Any) -> None:
    pdf.Root.OpenAction = Dictionary(**more)


def _scripted(pdf: pikepdf.Pdf) -> None:
    names = Dictionary(Names=Array(["a", Dictionary(S=Name.JavaScript, JS="app.alert(1)")]))
    pdf.Root.Names = Dictionary(JavaScript=names)


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["secret.txt"] = SECRET.encode()


def _associated(pdf: pikepdf.Pdf) -> None:
    _attached(pdf)
    pdf.pages[0].obj.AF = Array([pdf.Root.Names.EmbeddedFiles.Names[1]])


def _portfolio(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)


def _thumbnail(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(
        bytes(100), Width=10, Height=10, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )


def _private(pdf: pikepdf.Pdf) -> None:
    data = Dictionary(LastModified="D:20240101", Private=Dictionary(Note=SECRET))
    pdf.pages[0].obj.PieceInfo = Dictionary(Program=data)


def _author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = SECRET


def _own_property(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/CaseOfficer"] = SECRET


def _xmp_creator(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = [SECRET]


def _alternative(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Extra = pdf.make_indirect(Dictionary(S=Name.Span, ActualText=SECRET))


def _odd_filter(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_indirect(pikepdf.Stream(pdf, b"abc"))
    stream.write(b"abc", filter=Name("/SecretDecode"))
    pdf.Root.Extra = stream


def _lost_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Extra = Array([pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=[0, 0, 9, 9]))])


IN_STRUCTURE: dict[str, tuple[str, Callable[[pikepdf.Pdf], None]]] = {
    "text note": ("attachment-comment", lambda p: note(p, "Text", Contents=SECRET)),
    "free text": ("attachment-comment", lambda p: note(p, "FreeText", Contents=SECRET)),
    "highlight": ("attachment-comment", lambda p: note(p, "Highlight", Contents=SECRET)),
    "stamp": ("attachment-comment", lambda p: note(p, "Stamp", Contents=SECRET)),
    "rich note": ("attachment-comment", lambda p: note(p, "Caret", RC=f"<p>{SECRET}</p>")),
    "hidden note": ("attachment-comment", lambda p: note(p, "Ink", F=2)),
    "author of a mark": ("attachment-properties", lambda p: note(p, "Highlight", T=SECRET)),
    "redaction mark": ("attachment-redaction-unapplied", lambda p: note(p, "Redact")),
    "attached to a page": ("attachment-embedded", lambda p: note(p, "FileAttachment")),
    "sound": ("attachment-active-content", lambda p: note(p, "Sound")),
    "film": ("attachment-active-content", lambda p: note(p, "Movie")),
    "rich media": ("attachment-active-content", lambda p: note(p, "RichMedia")),
    "model": ("attachment-active-content", lambda p: note(p, "3D")),
    "unknown note": ("attachment-unknown-part", lambda p: note(p, "Whatever")),
    "filled field": ("attachment-form-value", lambda p: _field(p, V=SECRET)),
    "ticked box": ("attachment-form-value", lambda p: _field(p, FT=Name.Btn, V=Name.Yes)),
    "signature": (
        "attachment-form-value",
        lambda p: _field(p, FT=Name.Sig, V=Dictionary(Type=Name.Sig, Name=SECRET)),
    ),
    "widget alone": ("attachment-form-value", lambda p: note(p, "Widget", FT=Name.Tx, V=SECRET)),
    "XML form": (
        "attachment-form-value",
        lambda p: p.Root.__setattr__("AcroForm", Dictionary(Fields=Array(), XFA="x")),
    ),
    "script by name": ("attachment-active-content", _scripted),
    "script when opened": (
        "attachment-active-content",
        lambda p: _action(p, S=Name.JavaScript, JS="app.alert(1)"),
    ),
    "script of a note": (
        "attachment-active-content",
        lambda p: note(p, "Link", AA=Dictionary(E=Dictionary(S=Name.JavaScript, JS="a"))),
    ),
    "launch": ("attachment-active-content", lambda p: _action(p, S=Name.Launch, F="a.exe")),
    "submit": (
        "attachment-active-content",
        lambda p: note(p, "Link", A=Dictionary(S=Name.SubmitForm, F="https://x.example")),
    ),
    "import": ("attachment-active-content", lambda p: _action(p, S=Name.ImportData, F="a.fdf")),
    "attached": ("attachment-embedded", _attached),
    "associated": ("attachment-embedded", _associated),
    "portfolio": ("attachment-embedded", _portfolio),
    "thumbnail": ("attachment-thumbnail", _thumbnail),
    "private data": ("attachment-properties", _private),
    "author": ("attachment-properties", _author),
    "property of its own": ("attachment-properties", _own_property),
    "creator in XMP": ("attachment-properties", _xmp_creator),
    "actual text": ("attachment-hidden-text", _alternative),
    "unknown filter": ("attachment-unknown-part", _odd_filter),
}


# --- what a file may go through besides


def _turned(angle: int) -> Callable[[pikepdf.Pdf], None]:
    def turn(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Rotate = (int(page.get("/Rotate", 0)) + angle) % 360

    return turn


def _wrapped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    form = page.as_form_xobject(handle_transformations=False)
    form = pdf.make_stream(
        bytes(form.read_bytes()), Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([-5000, -5000, 5000, 5000]), Resources=page.resources,
    )  # fmt: skip
    page.obj.Contents = pdf.make_stream(b"q /Whole Do Q")
    page.obj.Resources = Dictionary(XObject=Dictionary(Whole=form))


CHANGES: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "as it is": lambda _: None,
    "packed": lambda _: None,
    "turned 90": _turned(90),
    "turned 180": _turned(180),
    "turned 270": _turned(270),
    "in a form": _wrapped,
}


def changed(
    base: bytes, leak: Callable[[pikepdf.Pdf], None] = lambda _: None, change: str = "as it is"
) -> bytes:
    """A base with a leak in it, gone through a change."""
    with pikepdf.open(BytesIO(base)) as pdf:
        leak(pdf)
        CHANGES[change](pdf)
        return as_bytes(pdf, packed=change == "packed")
