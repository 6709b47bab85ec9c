"""From the engine's HTML to HTML that may be shown: every tag from a closed list, or none at all.

The result is one block element in which every line begins with a tag. No line of a response can
therefore be taken for a heading, a fence, a blank line or an instruction by whatever Markdown
dialect or template language (braces are written as character references) the page meets later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

import nh3

from disclosure_log.commonmark.addresses import decoded, is_allowed
from disclosure_log.commonmark.marks import Marks, ProvisionHref
from disclosure_log.commonmark.pieces import Outline, anchor, block, region

_TAG: Final = re.compile(r"(<[^>]*>)")
_OPENING: Final = re.compile(
    r"<(?:(?P<list>ol) start=\"(?P<start>\d{1,9})\""
    r"|(?P<heading>h[1-6])"
    r"|(?P<code>code) class=\"language-[^\"]*\""
    r"|(?P<link>a) href=\"(?P<href>[^\"]*)\"(?: title=\"[^\"]*\")?"
    r"|(?P<image>img) src=\"(?P<src>[^\"]*)\" alt=\"(?P<alt>[^\"]*)\"(?: title=\"[^\"]*\")?(?: /)?"
    r")>"
)
_BREAK_BEFORE_WORDS: Final = re.compile(r"\n(?=[^<]|<(?:a|br|code|em|mark|strong)\b)")

_HEADINGS: Final = tuple(f"h{level}" for level in range(1, 7))
_WITH_LINE: Final = ("ul", "ol", "blockquote", "thead", "tbody", "tr")
_SIMPLE: Final = {  # a tag as it comes: (its name, what closes it), what opens it
    **{f"<{name}>": ((name, f"</{name}>\n"), f"<{name}>\n") for name in _WITH_LINE},
    **{f"<{name}>": ((name, f"</{name}>\n"), f"<{name}>") for name in ("p", "li", "pre")},
    **{f"<{name}>": ((name, f"</{name}>"), f"<{name}>") for name in ("em", "strong", "code")},
}
_ALIGNED: Final = ("left", "center", "right")
_CELLS: Final = {  # likewise: its name and its attribute
    **{f"<{name}>": (name, "") for name in ("th", "td")},
    **{f'<{n} align="{a}">': (n, f' class="dl-{a}"') for n in ("th", "td") for a in _ALIGNED},
}
_RULES: Final = {"<br />": "<br />", "<br>": "<br />", "<hr />": "<hr />\n", "<hr>": "<hr />\n"}
_NAMES: Final = (
    *(name for (name, _), _ in _SIMPLE.values()), "table", "th", "td", "a", *_HEADINGS,
)  # fmt: skip
_CLOSING: Final = {f"</{name}>": name for name in _NAMES}
_WITH_ENDING: Final = frozenset({"a", "table", "th", "thead", *_HEADINGS})
_HOLDS_WORDS: Final = frozenset({"p", "td", "th", "em", "strong", "a", *_HEADINGS})
_HOLDS_BLOCKS: Final = frozenset({"", "blockquote"})
_SKIPS_BLANKS: Final = frozenset({"", "table", *_WITH_LINE})

_ALLOWED_TAGS: Final = {*_NAMES, "img", "br", "hr"}
_ALLOWED_ATTRIBUTES: Final = {
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
    "a": {"href"},
    "img": {"src", "alt"},
}


class UnsafeHtmlError(Exception):
    """HTML that is not made of the closed list's tags, properly nested."""


@dataclass(frozen=True)
class Style:
    """How a text sits in its page, and the marks that stand in it."""

    heading_shift: int
    id_prefix: str
    label: str
    marks: Marks | None
    provision_href: ProvisionHref | None


def safe_html(html: str, style: Style) -> str:
    """The engine's HTML, rebuilt from the closed list alone, as one block element.

    What does not verify is cleaned by nh3 with the same list and verified again; what even then
    does not is shown as the words that it is.
    """
    try:
        body = _Writer(style).write(html)
    except UnsafeHtmlError:
        try:
            body = _Writer(style).write(_cleaned(html))
        except UnsafeHtmlError:
            words = escape(" ".join(unescape(_TAG.sub(" ", html)).split()))
            body = f"<p>{style.marks.shown(words, None) if style.marks else words}</p>\n"
    return block(body)


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=_ALLOWED_TAGS,
        attributes=_ALLOWED_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


class _Writer:
    """One walk over the engine's HTML that verifies each tag and writes its safe form."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.out: list[str] = []
        self.open: list[tuple[str, str]] = [("", "")]  # name, and what closes it
        self.outline = Outline(style.heading_shift, style.id_prefix)
        self.tables = 0
        self.slot = 0  # where the open table's or heading's tag goes, once its words are known
        self.heard: list[str] | None = None  # the words of the open heading or header cell
        self.cells: list[str] = []  # the words of the open table's header cells
        self.row_headers = False
        self.link: int | None = None  # where the open link's tag stands
        self.link_is_empty = True

    def write(self, html: str) -> str:
        parts = _TAG.split(html)
        parts.append("")
        stack, out = self.open, self.out
        if parts[0]:
            self._text(parts[0])
        for at in range(1, len(parts) - 1, 2):
            tag, text = parts[at], parts[at + 1]
            if (simple := _SIMPLE.get(tag)) is not None:
                stack.append(simple[0])
                out.append(simple[1])
            elif (name := _CLOSING.get(tag)) is not None:
                opened, closing = stack.pop()
                if opened != name:
                    raise UnsafeHtmlError
                out.append(self._ending(name, closing) if name in _WITH_ENDING else closing)
            elif (cell := _CELLS.get(tag)) is not None:
                self._cell(*cell, is_empty=not text.strip() and parts[at + 2][:2] == "</")
            else:
                self._tag(tag)
            if text and (text != "\n" or stack[-1][0] not in _SKIPS_BLANKS):
                self._text(text)
        if len(stack) != 1:
            raise UnsafeHtmlError
        return _BREAK_BEFORE_WORDS.sub("", "".join(out))

    def _text(self, text: str) -> None:
        if "<" in text:
            raise UnsafeHtmlError
        holder = self.open[-1][0]
        if self.heard is not None:
            self.heard.append(text)
        if holder in _HOLDS_WORDS:
            self.out.append(self._words(text))
        elif holder == "code":
            self.link_is_empty = False
            self.out.append(self._code(text, is_block=self.open[-2][0] == "pre"))
        elif text.isspace():
            if holder == "li" and not self.out[-1].endswith(("\n", "<li>")):
                self.out.append(" ")
        elif holder == "li":
            self.out.append(self._words(text))
        elif holder in _HOLDS_BLOCKS:  # a block of raw HTML, shown as it was typed
            self.out.append(f"<p>{self._words(text.strip())}</p>\n")
        else:
            raise UnsafeHtmlError

    def _words(self, text: str) -> str:
        if "\n" in text or "\t" in text:
            text = text.replace("\n", " ").replace("\t", " ")
        if not text.isspace():
            self.link_is_empty = False
        if self.style.marks is None:
            return text
        return self.style.marks.shown(text, None if self._in_link() else self.style.provision_href)

    def _code(self, text: str, *, is_block: bool) -> str:
        if self.style.marks is not None:
            text = self.style.marks.restored(text)
        if is_block:
            return text.removesuffix("\n").replace("\n", "&#10;").replace("\t", "&#9;")
        return text.replace("\n", " ").replace("\t", " ")

    def _in_link(self) -> bool:
        return self.link is not None

    def _tag(self, tag: str) -> None:
        if tag == "<table>":
            if any(name == "table" for name, _ in self.open):
                raise UnsafeHtmlError
            self.slot, self.cells, self.row_headers = len(self.out), [], False
            self.tables += 1
            self.open.append(("table", "</table>\n</div>\n"))
            self.out.append(tag)
        elif (rule := _RULES.get(tag)) is not None:
            self.out.append(rule)
        elif (match := _OPENING.fullmatch(tag)) is None:
            raise UnsafeHtmlError
        elif match["link"]:
            self._link(match["href"])
        elif match["image"]:
            self._image(match["src"], match["alt"])
        elif match["heading"]:
            self._heading(match["heading"])
        elif match["code"]:
            self.open.append(("code", "</code>"))
            self.out.append("<code>")
        else:
            self.open.append(("ol", "</ol>\n"))
            self.out.append(f'<ol start="{match["start"]}">\n')

    def _ending(self, name: str, closing: str) -> str:
        if name == "a":
            if self.link is not None and self.link_is_empty:
                self.out[self.link], closing = "", ""
            self.link = None
        elif name == "th":
            self.cells.append(self._heard())
        elif name == "thead":
            self.row_headers = bool(self.cells) and not self.cells[0] and any(self.cells)
        elif name == "table":
            self.out[self.slot] = region(self.style.label, self.tables, self.cells)
        elif not self._name_heading():
            self.out[self.slot], closing = "", ""
        return closing

    def _heard(self) -> str:
        """The words of the heading or header cell that ends here."""
        heard, self.heard = "".join(self.heard or ()), None
        if self.style.marks is not None:
            heard = self.style.marks.replaced_by(heard, "[redacted]")
        return " ".join(unescape(heard).split())

    def _cell(self, name: str, look: str, *, is_empty: bool) -> None:
        """A header cell without words is no header: a screen reader would announce nothing.

        Where the corner is empty, the first column holds the rows' own headers.
        """
        tag, scope = name, ""
        if name == "th":
            self.heard = []
            tag, scope = ("td", "") if is_empty else ("th", ' scope="col"')
        elif self.row_headers and not is_empty and self.out[-1] == "<tr>\n":
            tag, scope = "th", ' scope="row"'
        self.open.append((name, f"</{tag}>\n"))
        self.out.append(f"<{tag}{scope}{look}>")

    def _link(self, attribute: str) -> None:
        if any(name == "a" for name, _ in self.open):
            raise UnsafeHtmlError
        address = decoded(attribute)
        if not is_allowed(address) or self._is_redacted(address):
            self.open.append(("a", ""))
            return
        self.link, self.link_is_empty = len(self.out), True
        self.open.append(("a", "</a>"))
        self.out.append(anchor(address))

    def _image(self, source: str, alt: str) -> None:
        """A picture is never loaded: a reader who wants it follows the link."""
        alt = " ".join(alt.split())
        words = f"Image: {alt}" if alt else "Image"
        if self.heard is not None:
            self.heard.append(words)
        address = decoded(source)
        if self._in_link() or not is_allowed(address) or self._is_redacted(address):
            self.out.append(self._words(words))
        elif self.style.marks is not None:
            self.out.append(f"{anchor(address)}{self.style.marks.shown(words, None)}</a>")
        else:
            self.out.append(f"{anchor(address)}{words}</a>")

    def _is_redacted(self, address: str) -> bool:
        return self.style.marks is not None and self.style.marks.stand_in(address)

    def _heading(self, name: str) -> None:
        """Levels follow the text's own outline, so that the page never skips one."""
        shown = f"h{self.outline.enter(int(name[1]))}"
        self.slot, self.heard = len(self.out), []
        self.open.append((name, f"</{shown}>\n"))
        self.out.append(f"<{shown}>")

    def _name_heading(self) -> bool:
        """Give the heading that ends here its id; False where it has no words to head with."""
        words = self._heard()
        if words:
            self.out[self.slot] = f"{self.out[self.slot][:-1]}{self.outline.id_for(words)}>"
        else:
            self.outline.leave()
        return bool(words)
