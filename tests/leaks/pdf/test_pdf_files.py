"""Clean PDFs pass, hostile ones are refused, and nothing found is ever repeated."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import CannotInspectError, Leak, Passage
from disclosure_log.leaks.pdf import inspect_pdf
from leaks.pdf import pdf_builders as build
from leaks.pdf.pdf_builders import CHANGES, ON_PAGE, SECRET, bases, changed

#: What is found although it has no letters that could be read, or none of a size.
UNREADABLE = {"text_type3", "text_of_no_size", "text_of_no_width"}


def leaks(raw: bytes) -> list[Leak]:
    return [x for x in inspect_pdf(raw) if isinstance(x, Leak)]


def words(raw: bytes) -> str:
    return "\n".join(x.text for x in inspect_pdf(raw) if isinstance(x, Passage))


@pytest.mark.parametrize("base", bases())
def test_a_clean_file_passes_whatever_it_went_through(base: str) -> None:
    assert {change: leaks(changed(bases()[base], change=change)) for change in CHANGES} == {
        change: [] for change in CHANGES
    }


@pytest.mark.parametrize(
    "name", [x for x in ON_PAGE if x.startswith("text_") and x not in UNREADABLE]
)
def test_hidden_words_are_read_and_not_repeated(name: str) -> None:
    raw = changed(bases()["letter"], ON_PAGE[name])
    assert SECRET.split()[0] in words(raw)
    assert not any(part in repr(x) for x in leaks(raw) for part in SECRET.split()[:2])


def test_a_broken_property_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    pdf = pikepdf.open(BytesIO(changed(bases()["letter"], ON_PAGE["text_stand_in"])))
    pdf.Root.Metadata = pdf.make_stream(f"<x:a><{SECRET}".encode(), Type=Name.Metadata)
    raw = build.as_bytes(pdf).replace(b"startxref\n", b"startxref\n9")
    caplog.clear()
    list(inspect_pdf(raw))
    assert caplog.text == ""


def test_pictures_that_no_page_shows_are_found() -> None:
    pdf = pikepdf.open(BytesIO(bases()["scan"]))
    picture = pdf.pages[0].resources.XObject.Scan.objgen[0]
    link = b"%d 0 R" % picture
    lost = bases()["scan"].replace(link, b"null".ljust(len(link)))
    assert "attachment-earlier-version" in {x.code for x in leaks(lost)}


def test_a_place_is_a_page_and_millimetres() -> None:
    raw = build.built(b"BT /F1 12 Tf 72 720 Td (Covered words) Tj ET 0 g 70 715 120 20 re f")
    [found] = leaks(raw)
    assert found.code == "attachment-covered-text"
    assert found.place == "page 1, 25 mm from the left, 40 mm from the top"


def test_grazed_letters_are_no_leak() -> None:
    raw = build.built(b"BT /F1 12 Tf 72 720 Td (Ordinary words) Tj ET 0 g 60 715 17 20 re f")
    assert leaks(raw) == []


def test_a_hole_in_a_word_is_a_leak() -> None:
    raw = build.built(b"BT /F1 12 Tf 72 720 Td (abcdefghi) Tj ET 0 g 91.5 715 14 20 re f")
    assert [x.code for x in leaks(raw)] == ["attachment-covered-text"]


def test_a_box_with_nothing_below_is_no_leak() -> None:
    assert leaks(build.built(build.PRINT + b" 0 g 60 400 100 12 re f")) == []


def test_a_label_on_a_box_hides_nothing_of_what_is_below() -> None:
    raw = build.built(
        b"BT /F1 12 Tf 72 720 Td (Covered words) Tj ET 0 g 70 715 120 20 re f"
        b" 1 g BT /F1 12 Tf 72 720 Td (REDACTED) Tj ET"
    )
    assert [x.code for x in leaks(raw)] == ["attachment-covered-text"]


def test_a_box_burned_into_a_scan_whose_words_were_kept_is_a_leak() -> None:
    pdf = pikepdf.open(BytesIO(bases()["scan"]))
    picture = build.scan_picture()
    picture.paste(0, (120, 215, 700, 255))
    stream = pdf.pages[0].resources.XObject.Scan
    stream.write(picture.tobytes())
    assert [x.code for x in leaks(build.as_bytes(pdf))] == ["attachment-covered-text"]


def test_a_scan_under_a_box_is_a_leak_without_words_too() -> None:
    raw = changed(build.scan(words=False), lambda pdf: build.draw(pdf, b"0 g 100 748 90 24 re f"))
    assert {x.code for x in leaks(raw)} == {"attachment-covered-text", "attachment-no-text-layer"}


def test_the_words_of_a_scan_may_lie_below_it_too() -> None:
    pdf = pikepdf.open(BytesIO(bases()["scan"]))
    content = pdf.pages[0].obj.Contents.read_bytes()
    picture, lines = content.split(b"\n", 1)
    pdf.pages[0].obj.Contents = pdf.make_stream(lines.replace(b"3 Tr", b"0 Tr") + picture)
    assert leaks(build.as_bytes(pdf)) == []


def test_a_caption_on_a_photograph_is_no_leak() -> None:
    assert leaks(changed(build.photograph(), _captioned)) == []


def _captioned(pdf: pikepdf.Pdf) -> None:
    build.draw(
        pdf, b"1 g 120 420 200 40 re f 0 g BT /Fx 12 Tf 130 435 Td (The old market place) Tj ET"
    )


def test_a_box_on_a_photograph_is_a_leak() -> None:
    raw = changed(build.photograph(), lambda pdf: build.draw(pdf, b"0 g 180 420 60 40 re f"))
    assert [x.code for x in leaks(raw)] == ["attachment-covered-text"]


def test_where_a_photograph_was_taken_is_found() -> None:
    assert [x.code for x in leaks(build.photograph(placed=True))] == ["attachment-location"]


def test_letters_filled_with_a_gradient_are_seen() -> None:
    content = (
        b"BT /F1 12 Tf 60 700 Td (Ordinary words) Tj ET q BT 7 Tr /F1 40 Tf 60 600 Td (Heading) Tj"
        b" ET /Sh sh Q"
    )
    pdf = pikepdf.open(BytesIO(build.built(content)))
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    pdf.pages[0].resources.Shading = Dictionary(
        Sh=Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 400, 0], Function=function
        )
    )
    assert leaks(build.as_bytes(pdf)) == []


def test_text_for_copying_that_says_what_is_drawn_is_no_leak() -> None:
    content = b"/Span <</ActualText (Office)>> BDC BT /F1 12 Tf 60 700 Td (Office) Tj ET EMC"
    assert leaks(build.built(content)) == []


def test_a_scan_without_words_is_a_warning() -> None:
    [found] = leaks(build.scan(words=False))
    assert (found.code, found.severity) == ("attachment-no-text-layer", Severity.WARNING)


def test_letters_of_a_font_that_is_nowhere_are_not_taken_for_hidden() -> None:
    assert leaks(_chinese(b"")) == []


def test_letters_of_a_font_that_is_nowhere_are_found_under_a_box() -> None:
    assert "attachment-covered-text" in {x.code for x in leaks(_chinese(b"0 g 40 690 300 30 re f"))}


def _chinese(more: bytes) -> bytes:
    pdf = build.blank()
    child = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"GB1", Supplement=2),
    )  # fmt: skip
    pdf.pages[0].resources.Font.F2 = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light"),
        Encoding=Name("/UniGB-UCS2-H"), DescendantFonts=Array([child]),
    )  # fmt: skip
    pdf.pages[0].obj.Contents = pdf.make_stream(
        b"BT /F2 20 Tf 50 700 Td <4E2D658753D6540D4E2D65875B57> Tj ET " + more
    )
    return build.as_bytes(pdf)


# --- versions and locks


def _updated(before: bytes, after: bytes) -> bytes:
    """A page whose content was replaced by saving onto the file."""
    raw = build.built(before)
    pdf = pikepdf.open(BytesIO(raw))
    number = pdf.pages[0].obj.Contents.objgen[0]
    start = len(raw) + 1
    added = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(after), after,
    )  # fmt: skip
    root = pdf.trailer.Root.objgen[0]
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(pdf.objects) + 1, root, int(raw.split()[-2]), start + len(added),
    )  # fmt: skip
    return raw + b"\n" + added + table + trailer


def test_words_of_an_earlier_version_are_an_error() -> None:
    line = b"BT /F1 12 Tf 72 720 Td (%s) Tj ET"
    raw = _updated(line % SECRET.encode(), line % b"Nothing")
    found = {(x.code, x.severity) for x in leaks(raw)}
    assert ("attachment-earlier-version", Severity.ERROR) in found
    assert SECRET in words(raw)


def test_an_earlier_version_that_only_grew_is_a_warning() -> None:
    line = b"BT /F1 12 Tf 72 720 Td (%s) Tj ET"
    found = {(x.code, x.severity) for x in leaks(_updated(line % b"Some", line % b"Some words"))}
    assert found == {("attachment-earlier-version", Severity.WARNING)}


def test_a_linearised_file_has_no_earlier_version() -> None:
    pdf, out = pikepdf.open(BytesIO(bases()["letter"])), BytesIO()
    pdf.save(out, linearize=True)
    assert leaks(out.getvalue()) == []


def _locked(user: str) -> bytes:
    pdf, out = pikepdf.open(BytesIO(bases()["letter"])), BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
    return out.getvalue()


def test_a_file_with_a_password_is_refused() -> None:
    with pytest.raises(CannotInspectError) as caught:
        leaks(_locked("user"))
    assert caught.value.code == "attachment-encrypted"


def test_a_file_protected_from_changes_is_read() -> None:
    assert [x.code for x in leaks(_locked(""))] == ["attachment-protection"]
    assert "Response" in words(_locked(""))


# --- hostile files


def _pages(count: int) -> bytes:
    pdf = build.blank()
    for _ in range(count):
        pdf.pages.append(pdf.pages[0])
    return build.as_bytes(pdf)


def _circle() -> bytes:
    pdf = build.blank()
    form = pdf.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].resources.XObject = Dictionary(X=form)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do BT /F1 12 Tf 72 720 Td (Words) Tj ET")
    return build.as_bytes(pdf)


def _bomb() -> bytes:
    pdf = build.blank()
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(b"0 0 m " * 12_000_000, 9), filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = stream
    return build.as_bytes(pdf)


def _huge_picture() -> bytes:
    pdf = build.blank()
    image = pdf.make_stream(
        b"x", Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000,
        BitsPerComponent=8, ColorSpace=Name.DeviceRGB,
    )  # fmt: skip
    image.write(b"x", filter=Name.FlateDecode)
    pdf.pages[0].resources.XObject = Dictionary(X=image)
    return build.as_bytes(pdf)


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"%PDF-1.7\n%%EOF",
        lambda: b"PK\x03\x04" + bases()["letter"],
        lambda: build.as_bytes(pikepdf.new()),
        lambda: _pages(5001),
        _bomb,
        _huge_picture,
        _circle,
    ],
    ids=[
        "empty",
        "no objects",
        "another type",
        "no pages",
        "pages",
        "bomb",
        "huge picture",
        "circle",
    ],
)
def test_what_can_not_be_inspected_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(CannotInspectError):
        leaks(make())


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused(cut: float) -> None:
    raw = bases()["letter"]
    with pytest.raises(CannotInspectError):
        leaks(raw[: int(len(raw) * cut)])
