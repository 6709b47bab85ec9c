"""Plain prose, which CommonMark reads as the paragraphs that it is: it needs no engine.

The pattern admits only characters that HTML shows as they are (and the double quotation mark), on
lines that can begin no list, heading, table or rule, without any sign of a link, emphasis, code or
marker. A test holds that the engine reads such a text alike.
"""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = "A-Za-z0-9\u00c0-\u024f\u1e80-\u1eff"  # English, Welsh, Gaelic and neighbours
_LINE: Final = (
    rf"(?![0-9]++[.)](?:[ \n]|\Z))[{_LETTERS}£€(‘“][{_LETTERS} ,.;:?!'\"()/%+=£€°½²‘’“”–—…-]*+"
)
_PROSE: Final = re.compile(rf"{_LINE}(?:\n\n?+{_LINE})*+\n?")


def is_prose(text: str) -> bool:
    """Whether the text is nothing but paragraphs of plain words."""
    return (
        _PROSE.fullmatch(text) is not None
        and "://" not in text  # addresses become links
        and "www." not in text
        and " \n" not in text  # two blanks break a line
        and text[-1] != " "
    )


def prose_html(text: str) -> str:
    """The paragraphs of plain prose."""
    if "\n" in text:
        paragraphs = text.removesuffix("\n").split("\n\n")
        text = "</p>\n<p>".join(paragraph.replace("\n", " ") for paragraph in paragraphs)
    return f"<p>{text}</p>\n".replace('"', "&quot;")


def prose_words(text: str) -> str:
    """The words of plain prose, on one line."""
    return " ".join(text.split())
