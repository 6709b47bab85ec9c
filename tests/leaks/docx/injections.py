"""Every kind of leak of a Word document, as something to put into a clean one."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from leaks.docx.packages import Parts, R, W, attach, insert, paragraph, relate, setting, style, xml

SECRET = "Zanzibar Quillfeather"
_WHO = 'w:id="9001" w:author="A Reviewer" w:date="2024-01-01T00:00:00Z"'
_RUN = f"<w:r><w:t>{SECRET}</w:t></w:r>"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."


@dataclass(frozen=True)
class Injection:
    """What is put in, and the code it must be found under."""

    code: str
    inject: Callable[[Parts], None]


def _body(text: str) -> Callable[[Parts], None]:
    return lambda parts: insert(parts, text)


def _look(look: str, own: str = "") -> Callable[[Parts], None]:
    return _body(paragraph(SECRET, look, own))


def _styled(look: str, own: str = "") -> Callable[[Parts], None]:
    """The look comes from a style that the used one is based on."""

    def inject(parts: Parts) -> None:
        style(
            parts,
            f'<w:style w:type="paragraph" w:styleId="tBase"><w:pPr>{own}</w:pPr>'
            f'<w:rPr>{look}</w:rPr></w:style><w:style w:type="paragraph" w:styleId="tUsed">'
            '<w:basedOn w:val="tBase"/></w:style>',
        )
        insert(parts, paragraph(SECRET, own='<w:pStyle w:val="tUsed"/>'))

    return inject


def _part(name: str, text: str, kind: str, content_type: str) -> Callable[[Parts], None]:
    def inject(parts: Parts) -> None:
        attach(parts, name, xml(text), content_type, kind)

    return inject


def _bytes(name: str, kind: str, content_type: str) -> Callable[[Parts], None]:
    def inject(parts: Parts) -> None:
        attach(parts, name, b"PK\x03\x04 not looked into", content_type, kind)

    return inject


def _outside(kind: str, address: str) -> Callable[[Parts], None]:
    def inject(parts: Parts) -> None:
        relate(parts, "word/document.xml", kind, address, external=True)

    return inject


def _field(code: str) -> Callable[[Parts], None]:
    return _body(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        f'{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{_RUN}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def _anchor(inside: str, x: int = 0, y: int = 0, width: int = 2400000, height: int = 300000) -> str:
    return (
        '<w:r><w:drawing><wp:anchor behindDoc="0" relativeHeight="5"><wp:positionH '
        f'relativeFrom="column"><wp:posOffset>{x}</wp:posOffset></wp:positionH><wp:positionV '
        f'relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV><wp:extent '
        f'cx="{width}" cy="{height}"/><wp:wrapNone/><wp:docPr id="7" name="Shape 7"/><a:graphic>'
        f'<a:graphicData uri="x">{inside}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
    )


def _shape(fill: str, text: str = "") -> str:
    box = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if text else ""
    return (
        '<wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="300000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"/>{fill}</wps:spPr>{box}</wps:wsp>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _over(colour: str) -> Callable[[Parts], None]:
    return _body(f"<w:p>{_anchor(_shape(_solid(colour)))}{_RUN}</w:p>")


_VML = (
    '<w:p><w:r><w:pict><v:rect style="position:absolute;margin-left:0;margin-top:0;width:200pt;'
    f'height:20pt;z-index:5" fillcolor="black"/></w:pict></w:r>{_RUN}</w:p>'
)
_PICTURE = (
    '<pic:pic><pic:blipFill><a:blip r:embed="rIdX"/><a:srcRect l="30000" b="12000"/>'
    "</pic:blipFill><pic:spPr/></pic:pic>"
)
_CELL = (
    "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{row}<w:tc><w:tcPr>{cell}</w:tcPr>"
    f"<w:p><w:r><w:rPr>{{look}}</w:rPr><w:t>{SECRET}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
)


def _cell(row: str = "", cell: str = "", look: str = "") -> Callable[[Parts], None]:
    return _body(_CELL.format(row=row, cell=cell, look=look))


def _on_page(colour: str) -> str:
    """A box placed from the page's margins, over the first line."""
    anchor = _anchor(_shape(_solid(colour)))
    for way in ("column", "paragraph"):
        anchor = anchor.replace(f'relativeFrom="{way}"', 'relativeFrom="margin"')
    return anchor


def _first(parts: Parts) -> None:
    """A page of its own whose first line lies under the box."""
    insert(
        parts,
        f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{_on_page('000000')}{_RUN}</w:p>",
    )


_INLINE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="4000000" cy="3000000"/><a:graphic><a:graphicData '
    'uri="x"><pic:pic><pic:blipFill><a:blip r:embed="rIdX"/></pic:blipFill><pic:spPr/></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_GROUP = (
    "<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='2400000' cy='600000'/>"
    "<a:chOff x='0' y='0'/><a:chExt cx='2400000' cy='600000'/></a:xfrm></wpg:grpSpPr>{}</wpg:wgp>"
)
_STACK = _GROUP.format(_shape("", paragraph(SECRET)) + _shape(_solid("000000")))


def _flat_picture(parts: Parts) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (40, 10), (0, 0, 0)).save(stream, "PNG")
    identity = attach(parts, "word/media/image99.png", stream.getvalue(), "image/png", "image")
    picture = f'<pic:pic><pic:blipFill><a:blip r:embed="{identity}"/></pic:blipFill></pic:pic>'
    insert(parts, f"<w:p>{_anchor(picture)}{_RUN}</w:p>")


def _comments(parts: Parts) -> None:
    text = f'<w:comments xmlns:w="{W}"><w:comment {_WHO}>{paragraph(SECRET)}</w:comment>'
    attach(
        parts, "word/comments.xml", xml(text + "</w:comments>"), _TYPES + "comments+xml", "comments"
    )


def _leftover_note(parts: Parts) -> None:
    text = f'<w:endnotes xmlns:w="{W}"><w:endnote w:id="77">{paragraph(SECRET)}</w:endnote>'
    attach(
        parts,
        "word/endnotes9.xml",
        xml(text + "</w:endnotes>"),
        _TYPES + "endnotes+xml",
        "endnotes",
    )


_TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="tGrid"><w:tblStylePr w:type="firstRow"><w:rPr>'
    '<w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr></w:style>'
)


def _table_style(parts: Parts) -> None:
    style(parts, _TABLE_STYLE)
    own = '<w:tblPr><w:tblStyle w:val="tGrid"/><w:tblLook w:val="0020"/></w:tblPr>'
    insert(parts, _CELL.format(row="", cell="", look="").replace("<w:tblPr/>", own))


def _orphan(parts: Parts) -> None:
    attach(
        parts,
        "word/header99.xml",
        xml(f'<w:hdr xmlns:w="{W}">{paragraph(SECRET)}</w:hdr>'),
        _TYPES + "header+xml",
        "header",
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b'Target="/word/header99.xml"', b'Target="/word/styles.xml"'
    )


_CHANGE, _HIDDEN = "attachment-tracked-change", "attachment-hidden-text"
_COVERED, _DATA = "attachment-covered-text", "attachment-document-data"
_ACTIVE, _INSIDE = "attachment-active-content", "attachment-embedded"
_WHITE = '<w:color w:val="FFFFFF"/>'
_THEMED = '<w:color w:val="000000" w:themeColor="background1"/>'

INJECTIONS: dict[str, Injection] = {
    "insertion": Injection(_CHANGE, _body(f"<w:p><w:ins {_WHO}>{_RUN}</w:ins></w:p>")),
    "deletion": Injection(
        _CHANGE,
        _body(f"<w:p><w:del {_WHO}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>"),
    ),
    "move from": Injection(_CHANGE, _body(f"<w:p><w:moveFrom {_WHO}>{_RUN}</w:moveFrom></w:p>")),
    "move to": Injection(_CHANGE, _body(f"<w:p><w:moveTo {_WHO}>{_RUN}</w:moveTo></w:p>")),
    "paragraph mark": Injection(
        _CHANGE, _body(f"<w:p><w:pPr><w:rPr><w:del {_WHO}/></w:rPr></w:pPr>{_RUN}</w:p>")
    ),
    "row taken out": Injection(_CHANGE, _cell(row=f"<w:trPr><w:del {_WHO}/></w:trPr>")),
    "cell put in": Injection(_CHANGE, _cell(cell=f"<w:cellIns {_WHO}/>")),
    "comment": Injection("attachment-comment", _comments),
    "hidden": Injection(_HIDDEN, _look("<w:vanish/>")),
    "hidden by style": Injection(_HIDDEN, _styled("<w:vanish/>")),
    "hidden row": Injection(_HIDDEN, _cell(row="<w:trPr><w:hidden/></w:trPr>")),
    "low row": Injection(
        _HIDDEN, _cell(row='<w:trPr><w:trHeight w:val="10" w:hRule="exact"/></w:trPr>')
    ),
    "white": Injection(_HIDDEN, _look(_WHITE)),
    "nearly white": Injection(_HIDDEN, _look('<w:color w:val="FDFDFE"/>')),
    "white by theme": Injection(_HIDDEN, _look(_THEMED)),
    "white by style": Injection(_HIDDEN, _styled(_WHITE)),
    "white by table style": Injection(_HIDDEN, _table_style),
    "white fill of letters": Injection(
        _HIDDEN,
        _look(
            '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'
            "</w14:textFill>"
        ),
    ),
    "no fill of letters": Injection(_HIDDEN, _look("<w14:textFill><w14:noFill/></w14:textFill>")),
    "colour of its paragraph": Injection(
        _HIDDEN,
        _look('<w:color w:val="AABBCC"/>', '<w:shd w:val="clear" w:fill="AABBCC"/>'),
    ),
    "colour of its cell": Injection(
        _HIDDEN,
        _cell(cell='<w:shd w:val="clear" w:fill="D9E2F3"/>', look='<w:color w:val="D9E2F3"/>'),
    ),
    "colour of its highlight": Injection(
        _HIDDEN, _look('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')
    ),
    "black highlight": Injection(_COVERED, _look('<w:highlight w:val="black"/>')),
    "black shading": Injection(_COVERED, _look('<w:shd w:val="clear" w:fill="000000"/>')),
    "solid shading": Injection(
        _COVERED, _look('<w:shd w:val="solid" w:color="000000" w:fill="auto"/>')
    ),
    "black in a black cell": Injection(
        _COVERED,
        _cell(cell='<w:shd w:val="clear" w:fill="000000"/>', look='<w:color w:val="000000"/>'),
    ),
    "tiny": Injection(_HIDDEN, _look('<w:sz w:val="2"/>')),
    "tiny by style": Injection(_HIDDEN, _styled('<w:sz w:val="2"/>')),
    "narrow": Injection(_HIDDEN, _look('<w:w w:val="1"/>')),
    "raised": Injection(_HIDDEN, _look('<w:position w:val="3000"/>')),
    "squeezed": Injection(_HIDDEN, _look('<w:spacing w:val="-400"/>')),
    "flat line": Injection(_HIDDEN, _look("", '<w:spacing w:line="20" w:lineRule="exact"/>')),
    "off the page": Injection(_HIDDEN, _look("", '<w:ind w:left="31000"/>')),
    "frame off the page": Injection(
        _HIDDEN, _look("", '<w:framePr w:w="2000" w:x="31000" w:y="1"/>')
    ),
    "text box off the page": Injection(
        _HIDDEN,
        _body(f"<w:p>{_anchor(_shape('', paragraph(SECRET)), x=-9000000)}</w:p>"),
    ),
    "white in a white box": Injection(
        _HIDDEN, _body(f"<w:p>{_anchor(_shape(_solid('FFFFFF'), paragraph(SECRET, _WHITE)))}</w:p>")
    ),
    "text in a code": Injection(
        _HIDDEN,
        _body(
            f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{_RUN}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        ),
    ),
    "note without a call": Injection(_HIDDEN, _leftover_note),
    "black box": Injection(_COVERED, _over("000000")),
    "white box": Injection(_COVERED, _over("FFFFFF")),
    "blue box": Injection(_COVERED, _over("4472C4")),
    "black box in VML": Injection(_COVERED, _body(_VML)),
    "box placed from the page": Injection(_COVERED, _first),
    "box over a picture": Injection(
        _COVERED,
        _body(f"<w:p>{_INLINE}{_anchor(_shape(_solid('000000')), x=500000, y=500000)}</w:p>"),
    ),
    "box over a text box": Injection(
        _COVERED,
        _body(f"<w:p>{_anchor(_STACK)}</w:p>"),
    ),
    "black picture": Injection(_COVERED, _flat_picture),
    "drawing not shown": Injection(
        _HIDDEN,
        _body(
            f"<w:p>{_anchor(_shape('', paragraph(SECRET)))}</w:p>".replace(
                '<wp:docPr id="7"', '<wp:docPr hidden="1" id="7"'
            )
        ),
    ),
    "control in text": Injection(
        _ACTIVE, _body(f'<w:p><w:r><w:object><w:control w:name="x"/></w:object></w:r>{_RUN}</w:p>')
    ),
    "cropped in VML": Injection(
        "attachment-cropped-picture",
        _body(
            '<w:p><w:r><w:pict><v:shape style="width:90pt;height:40pt"><v:imagedata r:id="rIdX" '
            'cropleft="20000f"/></v:shape></w:pict></w:r></w:p>'
        ),
    ),
    "cropped": Injection("attachment-cropped-picture", _body(f"<w:p>{_anchor(_PICTURE)}</w:p>")),
    "embedded": Injection(
        _INSIDE,
        _bytes(
            "word/embeddings/book1.xlsx",
            "package",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ),
    "ole": Injection(
        _INSIDE,
        _bytes(
            "word/embeddings/oleObject1.bin",
            "oleObject",
            "application/vnd.openxmlformats-officedocument.oleObject",
        ),
    ),
    "alternative chunk": Injection(_INSIDE, _bytes("word/chunk.html", "aFChunk", "text/html")),
    "macro": Injection(
        "attachment-macro",
        _bytes("word/vbaProject.bin", "vbaProject", "application/vnd.ms-office.vbaProject"),
    ),
    "active control": Injection(
        _ACTIVE, _bytes("word/activeX/activeX1.bin", "control", "application/vnd.ms-office.activeX")
    ),
    "remote template": Injection(
        _ACTIVE, _outside("attachedTemplate", "https://files.example/x.dotm")
    ),
    "subdocument": Injection(_ACTIVE, _outside("subDocument", "part2.docx")),
    "dde": Injection(_ACTIVE, _field(" DDEAUTO excel book ")),
    "included text": Injection(_ACTIVE, _field(' INCLUDETEXT "C:\\\\x.docx" ')),
    "variable": Injection(
        _DATA,
        lambda parts: setting(
            parts,
            f'<w:docVars><w:docVar w:name="client" w:val="{SECRET}"/></w:docVars>',
        ),
    ),
    "mail merge": Injection(
        _DATA,
        lambda parts: setting(parts, "<w:mailMerge><w:dataType w:val='x'/></w:mailMerge>"),
    ),
    "recipients": Injection(
        _DATA,
        _part(
            "word/recipientData.xml",
            f'<w:recipients xmlns:w="{W}"/>',
            "recipientData",
            _TYPES + "mailMergeRecipientData+xml",
        ),
    ),
    "custom XML": Injection(
        _DATA,
        _part(
            "customXml/item9.xml",
            f'<case xmlns="urn:example:case"><who>{SECRET}</who></case>',
            "customXml",
            "application/xml",
        ),
    ),
    "unknown part": Injection(
        "attachment-unknown-part", _bytes("word/other.dat", "somethingNew", "application/x-new")
    ),
    "part that belongs to nothing": Injection("attachment-unknown-part", _orphan),
    "unknown construct": Injection(
        "attachment-unknown-part",
        _body('<w:p><x:y xmlns:x="urn:example:new">x</x:y></w:p>'),
    ),
}

__all__ = ["INJECTIONS", "SECRET", "Injection", "R"]
