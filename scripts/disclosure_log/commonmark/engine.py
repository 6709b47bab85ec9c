"""The CommonMark engine, set up once: comrak with tables and bare addresses as links."""

from __future__ import annotations

import re
from typing import Final

import comrak

_EXTENSIONS: Final = comrak.ExtensionOptions()
_EXTENSIONS.table = True
_EXTENSIONS.autolink = True
_PARSE: Final = comrak.ParseOptions()
_PARSE.sourcepos_chars = True
_SHOWN: Final = comrak.RenderOptions()
_SHOWN.escape = True
_PLACED: Final = comrak.RenderOptions()
_PLACED.sourcepos = True
_ADDRESSES: Final = comrak.RenderOptions()
_ADDRESSES.escape = True
_ADDRESSES.unsafe_ = True  # keeps the addresses comrak drops; its output is only ever inspected

_LINE_END: Final = re.compile(r"\r\n?")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """The text with one kind of line end and, in place of unprintable characters, U+FFFD."""
    if text.replace("\n", "").isprintable():
        return text
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return _UNPRINTABLE.sub("\ufffd", text)


def aligned(text: str) -> str:
    """The tidied text, every character in its old place, for who asks where something stands."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", " \n").replace("\r", "\n"))


def to_html(text: str) -> str:
    """HTML with raw HTML shown as typed; still to be verified before it may be shown."""
    return comrak.render_markdown(text, _EXTENSIONS, _PARSE, _SHOWN)


def to_placed_html(text: str) -> str:
    """HTML whose every element carries its place in the text, raw HTML as a comment."""
    return comrak.render_markdown(text, _EXTENSIONS, _PARSE, _PLACED)


def to_addressed_html(text: str) -> str:
    """HTML that keeps every link's address, dangerous ones too: to look at, never to show."""
    return comrak.render_markdown(text, _EXTENSIONS, _PARSE, _ADDRESSES)
