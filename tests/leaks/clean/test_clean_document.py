"""A document becomes Markdown that reads as the document did, without what nobody saw of it."""

from __future__ import annotations

import pytest

from disclosure_log.commonmark import plain_text
from disclosure_log.leaks.clean import CannotCleanError, Cleaned, clean_file
from leaks.docx.injections import INJECTIONS, SECRET
from leaks.docx.packages import (
    TRANSFORMS,
    Parts,
    R,
    W,
    attach,
    bases,
    built,
    paragraph,
    relate,
    write,
    xml,
)
from leaks.odf.bases import FILES as ODF_FILES
from leaks.odf.bases import bases as odt_bases
from leaks.odf.bases import document
from leaks.odf.injections import ODT
from leaks.odf.injections import SECRET as ODT_SECRET

BASES = bases()
#: In these the words are on the page; what is wrong is how they came there.
SEEN = {
    "insertion",
    "move to",
    "paragraph mark",
    "cell put in",
    "control in text",
    "dde",
    "included text",
}
SEEN_ODT = {"mail merge", "linked section"}
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def markdown(parts: Parts) -> str:
    made = clean_file("answer.docx", write(parts))
    assert [name for name, _ in made.files] == ["answer.md"]
    return made.files[0][1].decode()


def odt(body: str, *, styles: str = "", common: str = "") -> str:
    made = clean_file("answer.odt", document("odt", body, styles=styles, common=common))
    return made.files[0][1].decode()


def numbering(parts: Parts, *levels: tuple[str, str]) -> None:
    """A list of these levels, each with its way of counting and the words around it."""
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    part = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    attach(parts, "word/numbering.xml", xml(part), f"{_TYPE}numbering+xml", "numbering")


def item(text: str, depth: int = 0) -> str:
    marks = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    return paragraph(text, own=marks)


# --- as it reads


def test_headings_words_and_their_looks() -> None:
    body = (
        paragraph("Your request", own='<w:outlineLvl w:val="1"/>', look="<w:b/>")
        + "<w:p><w:r><w:t>In all </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>120</w:t></w:r>"
        "<w:r><w:rPr><w:i/></w:rPr><w:t> cases</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>"
    )
    assert markdown(built(body)) == "## Your request\n\nIn all **120** *cases*.\n"


def test_a_style_is_a_heading_by_its_name() -> None:
    style = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 3"/></w:style>'
    body = paragraph("Costs", own='<w:pStyle w:val="H"/>') + paragraph("None.")
    assert markdown(built(body, style)) == "### Costs\n\nNone.\n"


def test_lists_keep_their_depth_and_their_numbers() -> None:
    parts = built(item("one") + item("in it", 1) + item("two"))
    numbering(parts, ("decimal", "%1."), ("bullet", "-"))
    assert markdown(parts) == "1. one\n    - in it\n2. two\n"


def test_a_number_after_other_words_stays_what_it_was() -> None:
    parts = built(item("How many?") + paragraph("Forty.") + item("Why?") + paragraph("Not held."))
    numbering(parts, ("decimal", "%1."))
    assert markdown(parts) == "1. How many?\n\nForty.\n\n2\\. Why?\n\nNot held.\n"


def test_letters_and_numbers_of_several_levels_are_written_out() -> None:
    parts = built(item("a thing") + item("another", 1) + item("more", 1))
    numbering(parts, ("lowerLetter", "%1)"), ("lowerRoman", "%1.%2"))
    assert plain_text(markdown(parts)).split("\n")[0].startswith("a) a thing")
    assert "a.ii more" in plain_text(markdown(parts))


def test_links_lead_to_https_alone() -> None:
    parts = built("")
    good = relate(parts, "word/document.xml", "hyperlink", "https://example.org/a", external=True)
    bad = relate(parts, "word/document.xml", "hyperlink", "file:///C:/Users/x", external=True)
    link = '<w:hyperlink xmlns:r="{}" r:id="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
    body = f"<w:p>{link.format(R, good, 'here')}<w:r><w:t> and </w:t></w:r>"
    body += f"{link.format(R, bad, 'there')}</w:p>"
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", b"<w:body>" + body.encode(), 1
    )
    assert markdown(parts) == "[here](https://example.org/a) and there\n"


def test_tables_have_their_first_row_as_headings() -> None:
    made = markdown(BASES["shaded table"])
    assert "| Ward | Cases |\n| --- | --- |\n" in made
    assert "| North | 120 |" in made


def test_a_cell_below_a_merged_one_is_empty() -> None:
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr><w:vMerge{mark}/></w:tcPr>{paragraph(text)}</w:tc><w:tc>"
        f"{paragraph('x')}</w:tc></w:tr>"
        for mark, text in ((' w:val="restart"', "Year"), ("", SECRET))
    )
    made = markdown(built(f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"))
    assert made == "| Year | x |\n| --- | --- |\n|  | x |\n"


def test_notes_come_at_the_end_and_once() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    parts = built(f"<w:p><w:r><w:t>Forty.</w:t></w:r>{call}</w:p><w:p>{call}</w:p>")
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph("As at May.")}'
    notes += f'</w:footnote><w:footnote w:id="3">{paragraph(SECRET)}</w:footnote></w:footnotes>'
    attach(parts, "word/footnotes.xml", xml(notes), f"{_TYPE}footnotes+xml", "footnotes")
    assert plain_text(markdown(parts)).split() == ["Forty.[1]", "[1]", "[1]", "As", "at", "May."]
    assert SECRET not in markdown(parts)


def test_of_two_forms_of_a_text_box_one_is_read() -> None:
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent {space}><mc:Choice "
        'Requires="wps"><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><a:graphic>'
        f'<a:graphicData uri="x"><wps:wsp><wps:spPr/><wps:txbx>{box}</wps:txbx></wps:wsp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape style='width:90pt;height:90pt'><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert markdown(built(body)) == "Before\n\nIn a box\n"


def test_pictures_and_headers_are_named_by_number() -> None:
    picture = '<pic:pic><pic:blipFill><a:blip r:embed="rIdX"/></pic:blipFill><pic:spPr/></pic:pic>'
    inline = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><a:graphic><a:graphicData '
        f'uri="x">{picture}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    parts = built(f"<w:p>{inline}{inline}{inline}</w:p>{paragraph()}")
    header = f'<w:hdr xmlns:w="{W}">{paragraph(SECRET)}</w:hdr>'
    attach(parts, "word/header1.xml", xml(header), f"{_TYPE}header+xml", "header")
    made = clean_file("answer.docx", write(parts))
    assert {"3 pictures", "1 header"} <= set(made.dropped)
    assert SECRET.encode() not in made.files[0][1]


def test_an_opendocument_text_reads_as_it_did() -> None:
    styles = (
        '<style:style style:name="b" style:family="text"><style:text-properties '
        'fo:font-weight="bold"/></style:style><text:list-style style:name="n">'
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        "</text:list-style>"
    )
    body = (
        '<text:h text:outline-level="2">Request</text:h><text:p>In all <text:span '
        'text:style-name="b">120</text:span>, <text:a xlink:href="https://example.org/a">see'
        '</text:a>.</text:p><text:list text:style-name="n"><text:list-item><text:p>one</text:p>'
        "</text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>"
    )
    assert odt(body, styles=styles) == (
        "## Request\n\nIn all **120**, [see](https://example.org/a).\n\n1. one\n2. two\n"
    )


def test_a_comment_of_an_opendocument_text_is_named_and_no_more() -> None:
    note = f"<office:annotation><dc:creator>{ODT_SECRET}</dc:creator><text:p>{ODT_SECRET}</text:p>"
    raw = document("odt", f"<text:p>Words{note}</office:annotation> go on.</text:p>")
    made = clean_file("answer.odt", raw)
    assert made.files == (("answer.md", b"Words go on.\n"),)
    assert "1 comment" in made.dropped


def test_a_document_without_words_can_not_be_cleaned() -> None:
    with pytest.raises(CannotCleanError):
        markdown(built("<w:p/>"))


# --- nothing hidden, nothing lost


def attempted(name: str, raw: bytes) -> str:
    """The Markdown that a file becomes, or why it becomes none."""
    try:
        made = clean_file(name, raw)
    except CannotCleanError as error:
        return f"refused: {error}"
    return made.files[0][1].decode() + "".join(made.dropped)


@pytest.mark.parametrize("name", INJECTIONS)
def test_nothing_hidden_comes_through(name: str) -> None:
    for parts in BASES.values():
        dirty = dict(parts)
        INJECTIONS[name].inject(dirty)
        said = attempted("answer.docx", write(dirty))
        assert (SECRET in said) is (name in SEEN)
        covered = INJECTIONS[name].code == "attachment-covered-text"
        assert covered or not said.startswith("refused")


@pytest.mark.parametrize("name", ODT)
def test_nothing_hidden_comes_through_of_opendocument(name: str) -> None:
    for base, raw in odt_bases("odt").items():
        if base == "page":  # a page for the web, whatever its name says, which is refused
            continue
        said = attempted("answer.odt", ODT[name].into(raw))
        assert (ODT_SECRET in said) is (name in SEEN_ODT)
        assert said.startswith("refused") is (ODT[name].code == "attachment-covered-text")


@pytest.mark.parametrize("form", TRANSFORMS)
def test_however_it_is_packed_the_same_comes_out(form: str) -> None:
    for parts in BASES.values():
        made = clean_file("answer.docx", TRANSFORMS[form](parts))
        assert made.files == clean_file("answer.docx", write(parts)).files


def test_no_word_that_is_seen_is_lost() -> None:
    for parts in BASES.values():
        shown = plain_text(markdown(parts))
        words = parts["word/document.xml"].decode().split("<w:t")[1:]
        for each in words:
            text = each.partition(">")[2].partition("<")[0]
            assert all(word in shown for word in text.split() if word.isalnum())


def test_cleaning_again_changes_nothing() -> None:
    every = {f"{name}.docx": write(parts) for name, parts in BASES.items()}
    every |= {p.name: p.read_bytes() for p in ODF_FILES.glob("*.odt") if p.stem != "page"}
    for name, raw in every.items():
        made = clean_file(name, raw)
        assert len(made.files) == 1
        assert clean_file(*made.files[0]) == Cleaned()
