"""What ordinary documents hold and must be let pass, next to what it is easily taken for."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx import inspect_docx
from disclosure_log.leaks.leak import Grid, Leak, Passage
from leaks.docx.packages import SENTENCE, Parts, add, attach, built, paragraph, relate, write, xml

_WHITE = '<w:color w:val="FFFFFF"/>'
_BAND = '<w:color w:val="FFFFFF" w:themeColor="background1"/>'
_BANDED = (
    '<w:style w:type="table" w:styleId="tGrid"><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
    '<w:color w:val="FFFFFF" w:themeColor="background1"/></w:rPr><w:tcPr><w:shd w:val="clear" '
    'w:color="auto" w:fill="4472C4" w:themeFill="accent1"/></w:tcPr></w:tblStylePr></w:style>'
)
_ROW = f"<w:tr><w:tc>{paragraph('Ward')}</w:tc><w:tc>{paragraph('Cases')}</w:tc></w:tr>"


def drawing(inside: str, place: str = "", behind: int = 0, size: tuple[int, int] = (1, 1)) -> str:
    """A floating drawing in a paragraph of its own run."""
    place = place or (
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    )
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="{behind}" relativeHeight="2">{place}<wp:extent '
        f'cx="{size[0] * 12700}" cy="{size[1] * 12700}"/><wp:wrapNone/><wp:docPr id="1" '
        f'name="Shape 1"/><a:graphic><a:graphicData uri="x">{inside}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


def shape(fill: str, text: str = "", kind: str = "rect") -> str:
    """A shape of DrawingML."""
    box = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if text else ""
    solid = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    return f'<wps:wsp><wps:spPr><a:prstGeom prst="{kind}"/>{solid}</wps:spPr>{box}</wps:wsp>'


_BLUE = drawing(shape("1F3864", paragraph("Report", _WHITE)), size=(200, 30))
_SIDE = drawing(shape("", paragraph("Key")), size=(200, 90)).replace(
    '"column"><wp:posOffset>0<', '"page"><wp:posOffset>9500000<'
)
CLEAN: dict[str, str] = {
    "white text in a dark cell": '<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:shd w:val="clear" '
    f'w:fill="1F3864"/></w:tcPr>{paragraph("Ward", _WHITE)}</w:tc></w:tr></w:tbl><w:p/>',
    "a styled heading row": '<w:tbl><w:tblPr><w:tblStyle w:val="tGrid"/><w:tblLook w:val="04A0" '
    f'w:firstRow="1"/></w:tblPr>{_ROW}{_ROW}</w:tbl><w:p/>',
    "white text on its own shading": paragraph(
        "Summary", _WHITE, '<w:shd w:val="clear" w:fill="005EA5"/>'
    ),
    "white spaces": paragraph("  \u00a0 .", _WHITE),
    "tiny gap": paragraph(" ", '<w:sz w:val="2"/>'),
    "hidden paragraph mark": "<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>"
    "<w:r><w:t>Heading</w:t></w:r></w:p>",
    "hidden turned off": paragraph("Seen", '<w:vanish w:val="0"/>'),
    "hidden in browsers alone": paragraph("12", "<w:webHidden/>"),
    "pasted web form": paragraph("Top of Form", "<w:vanish/>"),
    "automatic colour on black cell": '<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:shd w:val="clear" '
    f'w:fill="000000"/></w:tcPr>{paragraph("Ward")}</w:tc></w:tr></w:tbl><w:p/>',
    "highlight": paragraph("Figures", '<w:highlight w:val="yellow"/>'),
    "white in a blue box": f"<w:p>{_BLUE}</w:p>",
    "white over a blue shape behind": f"<w:p>{drawing(shape('1F3864'), behind=1, size=(400, 90))}"
    f"</w:p>{paragraph('Annual report', _BAND)}",
    "arrow": f"<w:p>{drawing(shape('4472C4', kind='rightArrow'), size=(60, 20))}"
    f"<w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
    "outline around words": f"<w:p>{drawing(shape(''), size=(200, 20))}"
    f"<w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
    "box behind words": f"<w:p>{drawing(shape('D9E2F3'), behind=1, size=(200, 20))}"
    f"<w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
    "square to be ticked": f"<w:p>{drawing(shape('FFFFFF'), size=(12, 12))}"
    "<w:r><w:t>Yes, please send it to me</w:t></w:r></w:p>",
    "empty text box": f"<w:p>{drawing(shape('FFFFFF', '<w:p/>'), size=(300, 40))}"
    f"<w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
    "box at the right margin, with stale numbers": '<w:p><w:r><w:pict><v:rect style="position:'
    "absolute;margin-left:540pt;margin-top:900pt;width:190pt;height:60pt;mso-position-horizontal:"
    "right;mso-position-horizontal-relative:margin;mso-position-vertical:top;"
    'mso-position-vertical-relative:page"><v:textbox><w:txbxContent>'
    f"{paragraph('Report')}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>",
    "box on a wide page before a narrow one": f"<w:p>{_SIDE}</w:p><w:p><w:pPr><w:sectPr><w:pgSz "
    'w:w="23811" w:h="16838"/></w:sectPr></w:pPr></w:p>',
    "rule": f"<w:p>{drawing(shape('000000'), size=(450, 1))}<w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
    "black bar far from words": f"<w:p>{drawing(shape('000000'), size=(200, 20))}</w:p>"
    + "<w:p/>" * 8
    + paragraph(),
    "watermark": '<w:p><w:r><w:pict><v:shape type="#_x0000_t136" style="position:absolute;'
    'margin-left:0;margin-top:0;width:400pt;height:160pt;z-index:-25165" fillcolor="silver">'
    '<v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>' + paragraph(),
    "connector in VML": '<w:p><w:r><w:pict><v:shape type="#_x0000_t32" style="position:absolute;'
    'margin-left:0;margin-top:0;width:90pt;height:40pt;z-index:3"/></w:pict></w:r>'
    f"<w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
    "trimmed picture": '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="90000" cy="90000"/>'
    '<a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip/><a:srcRect t="900" '
    'l="-4000"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    "</w:p>",
    "field": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
    "<w:instrText>PAGE</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar '
    'w:fldCharType="end"/></w:r><w:r><w:instrText>=1 "a"</w:instrText></w:r><w:r><w:fldChar '
    'w:fldCharType="separate"/></w:r><w:r><w:t>a</w:t></w:r><w:r><w:fldChar '
    'w:fldCharType="end"/></w:r></w:p>',
    "tracked formatting": '<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="X"><w:rPr/>'
    "</w:rPrChange></w:rPr><w:t>Bold</w:t></w:r></w:p>",
}


def leaks(parts: Parts) -> list[Leak]:
    """All leaks found."""
    return [each for each in inspect_docx(write(parts)) if isinstance(each, Leak)]


def errors(parts: Parts) -> list[Leak]:
    """All leaks that block."""
    return [each for each in leaks(parts) if each.severity is Severity.ERROR]


@pytest.mark.parametrize("name", CLEAN)
def test_what_is_ordinary_is_let_pass(name: str) -> None:
    assert errors(built(CLEAN[name], _BANDED)) == []


def test_a_tracked_format_is_a_warning() -> None:
    (found,) = leaks(built(CLEAN["tracked formatting"]))
    assert (found.code, found.severity) == ("attachment-tracked-change", Severity.WARNING)


def test_a_document_variable_without_a_value_is_nothing() -> None:
    variable = '<w:docVars><w:docVar w:name="City" w:val=""/></w:docVars>'
    assert leaks(built(paragraph(), settings=variable)) == []


def test_words_and_tables_come_out_in_order() -> None:
    row = f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('All')}</w:tc></w:tr>"
    found = list(inspect_docx(write(built(f"<w:tbl><w:tblPr/>{_ROW}{row}</w:tbl><w:p/>"))))
    assert Grid((("Ward", "Cases"), ("All", "")), "table 1") in found
    assert Passage("Cases", "table 1, row 1") in found


def test_words_split_over_runs_are_one_passage() -> None:
    body = "<w:p><w:r><w:t>Zanzi</w:t></w:r><w:r><w:t>bar</w:t></w:r></w:p>"
    assert Passage("Zanzibar", "paragraph 1") in list(inspect_docx(write(built(body))))


PROGRAMS_PARTS = {
    "word/stylesWithEffects.xml": ("application/vnd.ms-word.stylesWithEffects+xml", "x"),
    "word/charts/style1.xml": ("application/vnd.ms-office.chartstyle+xml", "chartStyle"),
    "word/theme/theme1.xml": ("application/vnd.openxmlformats-officedocument.theme+xml", "theme"),
    "docProps/thumbnail.jpeg": ("image/jpeg", "thumbnail"),
    "word/fonts/font1.odttf": (
        "application/vnd.openxmlformats-officedocument.obfuscatedFont",
        "font",
    ),
    "word/intelligence2.xml": ("application/vnd.ms-office.intelligence2+xml", "intelligence"),
    "customXml/item1.xml": ("application/xml", "customXml"),
    "docMetadata/LabelInfo.xml": ("application/vnd.ms-office.classificationlabels+xml", "label"),
}


@pytest.mark.parametrize("name", PROGRAMS_PARTS)
def test_parts_of_office_programs_are_known(name: str) -> None:
    parts = built(paragraph())
    content_type, kind = PROGRAMS_PARTS[name]
    text = '<s xmlns="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>'
    attach(parts, name, xml(text), content_type, kind)
    assert errors(parts) == []


def test_what_a_picture_carries_is_told_with_its_number() -> None:
    stream = io.BytesIO()
    notes = PngInfo()
    notes.add_text("Author", "Q Zebra")
    Image.new("RGB", (9, 9)).save(stream, "PNG", pnginfo=notes)
    parts = built(paragraph())
    attach(parts, "word/media/image1.png", stream.getvalue(), "image/png", "image")
    found = [each for each in leaks(parts) if each.place.startswith("picture 1")]
    assert found
    assert {each.severity for each in found} == {Severity.WARNING}


def test_properties_are_a_warning_and_their_words_are_read() -> None:
    parts = built(paragraph())
    add(
        parts,
        "docProps/core.xml",
        xml('<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Q Zebra</dc:creator></p>'),
        "application/vnd.openxmlformats-package.core-properties+xml",
    )
    relate(parts, "", "core-properties", "docProps/core.xml")
    found = list(inspect_docx(write(parts)))
    assert [each.code for each in found if isinstance(each, Leak)] == ["attachment-properties"]
    assert Passage("Q Zebra", "properties") in found


def test_custom_data_that_the_page_shows_is_a_warning() -> None:
    parts = built(paragraph())
    attach(
        parts,
        "customXml/item1.xml",
        xml(f'<a xmlns="urn:example:bound">{SENTENCE}</a>'),
        "application/xml",
        "customXml",
    )
    (found,) = leaks(parts)
    assert (found.code, found.severity) == ("attachment-document-data", Severity.WARNING)


def test_links_to_folders_and_templates_are_warnings() -> None:
    parts = built(paragraph())
    relate(parts, "word/document.xml", "hyperlink", r"file:///C:\Users\x\a.docx", external=True)
    relate(parts, "word/settings.xml", "attachedTemplate", r"C:\x\Letter.dotx", external=True)
    assert {each.code for each in leaks(parts)} == {"attachment-properties"}
    assert errors(parts) == []
