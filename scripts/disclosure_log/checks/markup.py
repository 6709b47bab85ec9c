"""Whether the words of a record can be shown to everybody: no markup that is lost or unsafe."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

from disclosure_log.checks.fields import Text, every_text, published_texts
from disclosure_log.checks.rule import Context, Rule
from disclosure_log.commonmark import Construct, Kind, constructs, is_allowed
from disclosure_log.finding import Fault, Severity
from disclosure_log.model import Response

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line feed
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"  # zero-width, bidirectional
    "\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffc"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # tags
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"  # halves, private use
)
_ZERO_WIDTH_JOINER: Final = "\u200d"
_EMOJI: Final = re.compile("[\u2190-\u2bff\u3030\u303d\ufe0f\U0001f000-\U0001faff]")
_HTML_IN_WORDS: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
#: The signs that a part begins with: all that a finding points at, since words may be personal.
_SIGN: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9]*|#+|!?\[|\||\S")
_SCHEME: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*)\s*:")
_KNOWN_SCHEMES: Final = frozenset({"javascript", "vbscript", "data", "file", "ftp", "blob"})
_BREAKS: Final = re.compile(r"[\x00-\x20\x7f]|%0[0-9A-Fa-f]")
#: Elements an officer may have meant; their names alone are repeated in a message.
_ELEMENTS: Final = frozenset({
    "a", "abbr", "b", "big", "blockquote", "br", "center", "code", "col", "dd", "del", "details",
    "div", "dl", "dt", "em", "embed", "font", "footer", "form", "frame", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "li", "link",
    "meta", "object", "ol", "p", "pre", "s", "script", "section", "small", "span", "strike",
    "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template",
    "textarea", "tfoot", "th", "thead", "title", "tr", "tt", "u", "ul", "video", "audio",
})  # fmt: skip
_BREAK_ELEMENTS: Final = frozenset({"br", "p"})


def _markdown(response: Response, _context: Context) -> Iterator[Fault]:
    """What requests and answers are made of, part by part."""
    for text in published_texts(response):
        if not text.is_markdown:
            continue
        parts = constructs(text.text)
        yield from _headings(text, parts)
        opened = Counter[str]()
        for part in parts:
            match part.kind:
                case Kind.RAW_HTML:
                    yield from _element(text, part, opened)
                case Kind.IMAGE:
                    yield _fault(
                        "markup-image",
                        text,
                        part,
                        "This is a picture, and the log shows none inside an answer.",
                        "Attach the picture and describe in words what it shows; or link to it "
                        "by taking out the exclamation mark.",
                    )
                case Kind.LINK if not is_allowed(part.detail):
                    yield _unsafe_link(text, part)
                case Kind.TABLE if part.detail:
                    yield _headless(text, part)


def _plain(response: Response, _context: Context) -> Iterator[Fault]:
    """Markup in plain words is shown as it was typed, which nobody wants to read."""
    for text in published_texts(response):
        if text.is_markdown:
            continue
        opened = Counter[str]()
        for match in _HTML_IN_WORDS.finditer(text.text):
            name = match[0].strip("</>!- ").split(maxsplit=1)[:1]
            part = Construct(
                Kind.RAW_HTML, match.start(), len(match[0]), name[0].lower() if name else ""
            )
            yield from _element(text, part, opened)


def _hidden_characters(response: Response, _context: Context) -> Iterator[Fault]:
    for text in every_text(response):
        if text.text.isascii() and text.text.isprintable():
            continue
        found = [m for m in _HIDDEN.finditer(text.text) if not _joins_emoji(m)]
        if not found:
            continue
        kinds = sorted({_character(match[0]) for match in found})
        many = "an invisible character" if len(found) == 1 else f"{len(found)} invisible characters"
        yield Fault(
            "markup-hidden-character",
            text.where,
            f"There is {many} in this text: {', '.join(kinds[:4])}."
            if len(found) == 1
            else f"There are {many} in this text, the first of them here: {', '.join(kinds[:4])}.",
            "Delete the word around it and type it again; text that was pasted often brings such "
            "characters along. A bullet from a word processor becomes a hyphen and a space.",
            offset=found[0].start(),  # and no length: a finding must not carry it on
        )


def _headings(text: Text, parts: tuple[Construct, ...]) -> Iterator[Fault]:
    above = 1
    for part in parts:
        if part.kind is not Kind.HEADING:
            continue
        level = int(part.detail)
        if level == 1:
            yield _fault(
                "markup-heading-level",
                text,
                part,
                "This heading has the highest level, which is the page's own title.",
                "Begin it with ## and a space.",
                Severity.WARNING,
            )
        elif level > above + 1:
            yield _fault(
                "markup-heading-level",
                text,
                part,
                f"This heading has level {level}, but the level above it is missing.",
                f"Begin it with {'#' * (above + 1)} and a space.",
                Severity.WARNING,
            )
        above = max(level, 1)


def _element(text: Text, part: Construct, opened: Counter[str]) -> Iterator[Fault]:
    """One fault for an element, not another where it ends."""
    if text.text[part.offset : part.offset + 2] == "</" and opened[part.detail] > 0:
        opened[part.detail] -= 1
    else:
        opened[part.detail] += 1
        yield _raw_html(text, part)


def _raw_html(text: Text, part: Construct) -> Fault:
    name = part.detail if part.detail in _ELEMENTS else ""
    if name in _BREAK_ELEMENTS:
        remedy = "Take it out; leave a blank line where a new paragraph begins."
    elif name:
        remedy = "Take it out and use Markdown: **bold**, a list with hyphens, a table with bars."
    else:
        remedy = "Take it out; to show a “<” as it is, put the words between backticks."
    if not text.is_markdown:
        remedy = "Take it out: this field is plain words."
    what = f"“<{name}>” is" if name else "This is"
    return _fault(
        "markup-raw-html", text, part, f"{what} HTML, which the log does not read.", remedy
    )


def _unsafe_link(text: Text, part: Construct) -> Fault:
    address = _BREAKS.sub("", part.detail)
    scheme = _SCHEME.match(address)
    named = scheme[1].lower() if scheme else ""
    if not address:
        message = "This link leads nowhere."
    elif address.upper().startswith(("//", "%5C")):
        message = "This link does not say how to reach its address."
    elif named in _KNOWN_SCHEMES:
        message = f"This link begins with “{named}:”, which a page must not open."
    else:
        message = "This link has an address that a page cannot safely open."
    return _fault(
        "markup-unsafe-link",
        text,
        part,
        message,
        "Type the full address, beginning with https://, or leave the words without a link.",
    )


def _headless(text: Text, part: Construct) -> Fault:
    if part.detail == "empty-header":
        message = "The first row of this table, which names its columns, is empty."
        remedy = "Name each column in the first row."
    else:
        message = "These lines look like a table, but no row of dashes makes them one."
        remedy = (
            "Name the columns in the first line and put a line such as | --- | --- | below it, "
            "with as many parts as the first line has columns."
        )
    return _fault("markup-table-header", text, part, message, remedy)


def _joins_emoji(match: re.Match[str]) -> bool:
    """A joiner between two pictures makes one of them, as in a family."""
    around = match.string[match.start() - 1 : match.start()], match.string[match.end() :][:1]
    return match[0] == _ZERO_WIDTH_JOINER and all(map(_EMOJI.match, around))


def _character(character: str) -> str:
    name = unicodedata.name(character, "private or unnamed").lower()
    return f"U+{ord(character):04X} ({name})"


def _fault(
    code: str,
    text: Text,
    part: Construct,
    message: str,
    remedy: str,
    severity: Severity = Severity.ERROR,
) -> Fault:
    is_private = part.kind is Kind.RAW_HTML and part.detail not in _ELEMENTS
    start = None if is_private else _SIGN.match(text.text, part.offset)
    return Fault(
        code,
        text.where,
        message,
        remedy,
        severity,
        offset=part.offset,
        length=len(start[0]) if start else 1,
    )


RULES: tuple[Rule, ...] = (
    Rule("requests and answers hold only markup that is shown", (), _markdown),
    Rule("plain words hold no markup", (), _plain),
    Rule("no character is invisible", (), _hidden_characters),
)
