"""Each leak that an OpenDocument file can carry, and how to put it into a clean one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from leaks.odf.bases import added, cell, changed, row, sheet

#: Words that are put in and that no message may repeat.
SECRET = "Zebedee Quillfeather"


@dataclass(frozen=True)
class Injection:
    """A leak: its code, and what to write into the body, the styles and beside the content."""

    code: str
    body: str = ""
    styles: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    outside: str = ""

    def into(self, raw: bytes) -> bytes:
        raw = changed(raw, "content.xml", self._written) if self._has_text else raw
        return added(raw, self.parts) if self.parts else raw

    @property
    def _has_text(self) -> bool:
        return bool(self.body or self.styles or self.outside)

    def _written(self, text: str) -> str:
        text = re.sub(r"<office:automatic-styles\s*/>", _EMPTY, text, count=1)
        text = text.replace("</office:automatic-styles>", self.styles + _END, 1)
        text = re.sub(
            r"<office:(spreadsheet|text)(\s[^>]*)?>", lambda m: m[0] + self.body, text, count=1
        )
        text = text.replace("<office:body>", self.outside + "<office:body>", 1)
        return _declared(text)


_END = "</office:automatic-styles>"
_EMPTY = "<office:automatic-styles>" + _END


def _declared(text: str) -> str:
    """The text with every prefix declared that injections use."""
    from leaks.odf.bases import NAMESPACES

    root = re.search(r"<office:document-content[^>]*>", text)
    assert root is not None
    missing = [
        each for each in NAMESPACES.split(" ") if each.partition("=")[0] + "=" not in root[0]
    ]
    return text.replace(root[0], root[0][:-1] + " " + " ".join(missing) + ">", 1)


def style(family: str, properties: str) -> str:
    """An automatic style named "leak"."""
    return f'<style:style style:name="leak" style:family="{family}">{properties}</style:style>'


def _one(inner: str = "", attributes: str = "", text: str = SECRET) -> str:
    return sheet(f"<table:table-row>{cell(text, attributes, inner)}</table:table-row>")


_LEAK = 'table:style-name="leak"'
_WHITE = '<style:text-properties fo:color="#ffffff"/>'
_TINY = '<style:text-properties fo:font-size="1pt"/>'
_BLACK = '<style:text-properties fo:color="#000000" fo:background-color="#000000"/>'
_NONE = '<style:text-properties text:display="none"/>'
_FILLED = (
    '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000" '
    'style:wrap="run-through" style:run-through="foreground"/>'
)
_CLIP = '<style:graphic-properties fo:clip="rect(0cm, 2cm, 0cm, 0cm)"/>'
_PICTURE = (
    '<draw:frame draw:style-name="leak" svg:width="4cm" svg:height="2cm">'
    '<draw:image xlink:href="{}"/></draw:frame>'
)
_NOTE = (
    f"<office:annotation><dc:creator>{SECRET}</dc:creator><dc:date>2024-01-01</dc:date>"
    f"<text:p>{SECRET}</text:p></office:annotation>"
)
_LISTENER = (
    '<office:scripts><office:event-listeners><script:event-listener script:event-name="dom:load"'
    ' xlink:href="vnd.sun.star.script:a.b?language=Basic"/></office:event-listeners>'
    "</office:scripts>"
)
_FORM = (
    f'<office:forms><form:form><form:text form:current-value="{SECRET}"/></form:form>'
    "</office:forms>"
)
_BLANK = (
    '<number:text-style style:name="blank"><style:map style:condition="value()&gt;=0" '
    'style:apply-style-name="blankP0"/></number:text-style><number:number-style '
    'style:name="blankP0"><number:text/></number:number-style>'
    '<style:style style:name="leak" style:family="table-cell" style:data-style-name="blank"/>'
)
_PIVOT = (
    '<table:data-pilot-tables><table:data-pilot-table table:name="P">'
    '<table:source-cell-range table:cell-range-address="Sheet.A1:Sheet.B2"/>'
    f'<table:data-pilot-member table:name="{SECRET}"/></table:data-pilot-table>'
    "</table:data-pilot-tables>"
)
_FILTER = (
    '<table:database-ranges><table:database-range table:name="R"><table:filter>'
    f'<table:filter-condition table:field-number="0" table:operator="=" table:value="{SECRET}"/>'
    "</table:filter></table:database-range></table:database-ranges>"
)
_CHANGED = (
    '<table:tracked-changes><table:cell-content-change table:id="c"><table:previous>'
    f"{cell(SECRET)}</table:previous></table:cell-content-change></table:tracked-changes>"
)
_OBJECT = (
    b'<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    b"<o:body><o:spreadsheet/></o:body></o:document-content>"
)
_DELETED = (
    '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><office:change-info>'
    f"<dc:creator>{SECRET}</dc:creator></office:change-info><text:p>{SECRET}</text:p>"
    "</text:deletion></text:changed-region></text:tracked-changes>"
)
_BOX_ON_CELLS = (
    '<draw:rect draw:style-name="leak" table:end-cell-address="Sheet.A1" svg:width="2cm" '
    'svg:height="1cm"/>'
)
_BOX = '<draw:rect draw:style-name="leak" svg:width="6cm" svg:height="1cm"/>'

#: What either kind of file can carry.
SHARED = {
    "macro": Injection("attachment-macro", parts={"Basic/Standard/Module1.xml": b"<a/>"}),
    "python macro": Injection("attachment-macro", parts={"Scripts/python/run.py": b"x = 1"}),
    "listener": Injection("attachment-macro", outside=_LISTENER),
    "version": Injection("attachment-earlier-version", parts={"Versions/Version1": b"PK"}),
    "list of versions": Injection("attachment-earlier-version", parts={"VersionList.xml": b"<a/>"}),
    "unknown part": Injection("attachment-unknown-part", parts={"customer/data.bin": b"\1"}),
    "old object": Injection("attachment-embedded", parts={"Object 9": b"\xd0\xcf\x11\xe0"}),
    "object": Injection("attachment-embedded", parts={"Object 8/content.xml": _OBJECT}),
    "film": Injection("attachment-embedded", parts={"Media/film.mp4": b"\1"}),
    "picture not shown": Injection("attachment-document-data", parts={"Pictures/a.gif": b"GIF89a"}),
    "unknown element": Injection(
        "attachment-unknown-part", outside='<z:data xmlns:z="urn:example:z">1</z:data>'
    ),
    "form": Injection("attachment-form-value", body=_FORM),
}

ODS = {
    **SHARED,
    "hidden sheet": Injection(
        "attachment-hidden-sheet",
        sheet(row(SECRET), _LEAK),
        style("table", '<style:table-properties table:display="false"/>'),
    ),
    "hidden row": Injection(
        "attachment-hidden-cells", sheet(row(SECRET, attributes='table:visibility="collapse"'))
    ),
    "filtered row": Injection(
        "attachment-hidden-cells", sheet(row(SECRET, attributes='table:visibility="filter"'))
    ),
    "flat row": Injection(
        "attachment-hidden-cells",
        sheet(row(SECRET, attributes=_LEAK)),
        style("table-row", '<style:table-row-properties style:row-height="0cm"/>'),
    ),
    "folded rows": Injection(
        "attachment-hidden-cells",
        sheet(
            f'<table:table-row-group table:display="false">{row(SECRET)}</table:table-row-group>'
        ),
    ),
    "hidden column": Injection(
        "attachment-hidden-cells",
        sheet(row(SECRET), columns='<table:table-column table:visibility="collapse"/>'),
    ),
    "narrow column": Injection(
        "attachment-hidden-cells",
        sheet(row(SECRET), columns=f"<table:table-column {_LEAK}/>"),
        style("table-column", '<style:table-column-properties style:column-width="0in"/>'),
    ),
    "folded columns": Injection(
        "attachment-hidden-cells",
        sheet(
            row(SECRET),
            columns='<table:table-column-group table:display="false"><table:table-column/>'
            "</table:table-column-group>",
        ),
    ),
    "merged": Injection(
        "attachment-hidden-cells",
        sheet(
            "<table:table-row>"
            + cell("Shown", 'table:number-columns-spanned="2"')
            + f"<table:covered-table-cell><text:p>{SECRET}</text:p></table:covered-table-cell>"
            "</table:table-row>"
        ),
    ),
    "filter": Injection("attachment-hidden-cells", _FILTER),
    "scenario": Injection(
        "attachment-hidden-cells",
        sheet(row(SECRET), columns='<table:scenario table:is-active="true"/>'),
    ),
    "comment": Injection("attachment-comment", _one(_NOTE)),
    "tracked change": Injection("attachment-tracked-change", _CHANGED),
    "link to a program": Injection(
        "attachment-active-content",
        f"<table:dde-links><table:dde-link>{sheet(row(SECRET))}</table:dde-link></table:dde-links>",
    ),
    "formula to a program": Injection(
        "attachment-active-content",
        _one(attributes='table:formula="of:=DDE(&quot;a&quot;;&quot;b&quot;)"'),
    ),
    "other file": Injection(
        "attachment-cached-data",
        sheet(row(SECRET), columns='<table:table-source xlink:href="file:///C:/x.ods"/>'),
    ),
    "pivot": Injection("attachment-cached-data", _PIVOT),
    "hidden name": Injection(
        "attachment-hidden-name",
        '<table:named-expressions><table:named-range table:name="N" table:hidden="true"/>'
        "</table:named-expressions>",
    ),
    "white": Injection(
        "attachment-hidden-text", _one(attributes=_LEAK), style("table-cell", _WHITE)
    ),
    "tiny": Injection("attachment-hidden-text", _one(attributes=_LEAK), style("table-cell", _TINY)),
    "white span": Injection(
        "attachment-hidden-text",
        _one(text=f'<text:span text:style-name="leak">{SECRET}</text:span>'),
        style("text", _WHITE),
    ),
    "blank format": Injection(
        "attachment-hidden-text",
        _one(attributes=f'{_LEAK} office:value="17"', text="").replace('"string"', '"float"'),
        _BLANK,
    ),
    "box": Injection("attachment-covered-text", _one(_BOX_ON_CELLS), style("graphic", _FILLED)),
    "cropped": Injection(
        "attachment-cropped-picture",
        _one(_PICTURE.format("Pictures/b.gif")),
        style("graphic", _CLIP),
    ),
    "fetched": Injection(
        "attachment-active-content", _one(_PICTURE.format("https://host.example/a.png"))
    ),
    "database": Injection(
        "attachment-document-data",
        "<table:database-ranges><table:database-range><table:database-source-sql/>"
        "</table:database-range></table:database-ranges>",
    ),
}


def _paragraph(inner: str, attributes: str = "") -> str:
    return f"<text:p {attributes}>Some words {inner}</text:p>"


_SPAN = _paragraph(f'<text:span text:style-name="leak">{SECRET}</text:span>')

ODT = {
    **SHARED,
    "deletion": Injection("attachment-tracked-change", _DELETED),
    "insertion": Injection("attachment-tracked-change", _DELETED.replace("deletion", "insertion")),
    "format": Injection("attachment-tracked-change", _DELETED.replace("deletion", "format-change")),
    "comment": Injection("attachment-comment", _paragraph(_NOTE)),
    "hidden section": Injection(
        "attachment-hidden-text",
        f'<text:section text:name="H" text:display="none"><text:p>{SECRET}</text:p></text:section>',
    ),
    "conditional section": Injection(
        "attachment-hidden-text",
        '<text:section text:name="H" text:display="condition" text:condition="1==1">'
        f"<text:p>{SECRET}</text:p></text:section>",
    ),
    "hidden field": Injection(
        "attachment-hidden-text", _paragraph(f'<text:hidden-text text:string-value="{SECRET}"/>')
    ),
    "hidden paragraph": Injection(
        "attachment-hidden-text", _paragraph(f"<text:hidden-paragraph/>{SECRET}")
    ),
    "either text": Injection(
        "attachment-hidden-text",
        _paragraph(f'<text:conditional-text text:string-value-if-true="{SECRET}"/>'),
    ),
    "hidden span": Injection("attachment-hidden-text", _SPAN, style("text", _NONE)),
    "white": Injection("attachment-hidden-text", _SPAN, style("text", _WHITE)),
    "tiny": Injection("attachment-hidden-text", _SPAN, style("text", _TINY)),
    "black on black": Injection("attachment-hidden-text", _SPAN, style("text", _BLACK)),
    "white paragraph": Injection(
        "attachment-hidden-text",
        _paragraph(SECRET, 'text:style-name="leak"'),
        style("paragraph", _WHITE),
    ),
    "inherited white": Injection(
        "attachment-hidden-text",
        _SPAN,
        style("text", "").replace("<style:style ", '<style:style style:parent-style-name="up" ')
        + style("text", _WHITE).replace('"leak"', '"up"'),
    ),
    "box": Injection("attachment-covered-text", _paragraph(_BOX), style("graphic", _FILLED)),
    "cropped": Injection(
        "attachment-cropped-picture",
        _paragraph(_PICTURE.format("Pictures/b.gif")),
        style("graphic", _CLIP),
    ),
    "fetched": Injection(
        "attachment-active-content", _paragraph(_PICTURE.format("https://host.example/a.png"))
    ),
    "off the page": Injection(
        "attachment-hidden-text",
        _paragraph(
            '<draw:frame svg:x="-90cm" svg:width="2cm"><draw:text-box>'
            f"<text:p>{SECRET}</text:p></draw:text-box></draw:frame>"
        ),
    ),
    "variable": Injection(
        "attachment-document-data",
        '<text:user-field-decls><text:user-field-decl text:name="v" office:value-type="string" '
        f'office:string-value="{SECRET}"/></text:user-field-decls>',
    ),
    "hidden variable": Injection(
        "attachment-hidden-text",
        _paragraph(
            f'<text:variable-set text:name="v" text:display="none">{SECRET}</text:variable-set>'
        ),
    ),
    "mail merge": Injection(
        "attachment-document-data",
        _paragraph(f'<text:database-display text:column-name="n">{SECRET}</text:database-display>'),
    ),
    "linked section": Injection(
        "attachment-cached-data",
        '<text:section text:name="L"><text:section-source xlink:href="../other.odt"/>'
        f"<text:p>{SECRET}</text:p></text:section>",
    ),
    "link to a program": Injection(
        "attachment-active-content",
        '<text:dde-connection-decls><text:dde-connection-decl office:name="d"/>'
        "</text:dde-connection-decls>",
    ),
    "script": Injection("attachment-active-content", _paragraph("<text:script>x</text:script>")),
}

CASES: dict[str, dict[str, Injection]] = {"ods": ODS, "odt": ODT}
Transformation = Callable[[bytes], bytes]
