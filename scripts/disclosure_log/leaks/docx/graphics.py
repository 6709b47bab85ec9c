"""What a drawing says in words, and what of its pictures is cut off from sight alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.leaks.docx.fields import local_path
from disclosure_log.leaks.docx.measure import percent
from disclosure_log.leaks.docx.names import Node, name_of, short
from disclosure_log.leaks.leak import Found, Passage, leak

_WORDS = frozenset({"descr", "title", "alt", "string", "o:title", "o:href", "href", "o:alt"})
_NAMES = frozenset({"name"})
_CROPS = frozenset({"cropleft", "croptop", "cropright", "cropbottom"})
#: Less than this share (in per cent) is a border trimmed off.
_TRIMMED = 2.0
_ORDINARY = re.compile(
    r"(?:[\w.-]+ ){0,4}[0-9]{1,6}|[\w-]{1,40}\.(?:png|jpe?g|gif|emf|wmf|svg|bmp|tiff?)", re.ASCII
)


def words_of(node: Node, place: str) -> Iterator[Found]:
    """Descriptions, names and lettering of everything in a drawing."""
    lettering = []
    for each in node.iter():
        name = name_of(each)
        if name == "w:txbxContent":
            continue
        if name == "a:t" and each.text:
            lettering.append(each.text)
        for key, text in each.items():
            yield from _attribute(short(key), text, place)
    if lettering:
        yield Passage(" ".join(lettering), f"{place}, drawing")


def _attribute(key: str, text: str, place: str) -> Iterator[Found]:
    if key in _WORDS and text.strip():
        yield Passage(text, f"{place}, description of a drawing")
    elif key in _NAMES and text.strip() and not _ORDINARY.fullmatch(text):
        yield Passage(text, f"{place}, name of a drawing", name=True)
    else:
        return
    if local_path(text):
        yield leak("attachment-properties", place, "A drawing here names a folder on a computer.")


def cropped(node: Node, place: str) -> Iterator[Found]:
    """Pictures with a part that is hidden, not removed (20.1.8.55, and VML's crops)."""
    if any(_crops(each) for each in node.iter()):
        yield leak(
            "attachment-cropped-picture",
            place,
            "A picture here is cropped; what was cut off is still in the file.",
        )


def _crops(node: Node) -> bool:
    name = name_of(node)
    if name == "a:srcRect":
        return any(_share(node.get(side, "")) > _TRIMMED for side in "ltrb")
    if name.startswith("v:"):
        return any(_fraction(node.get(side, "")) > _TRIMMED for side in _CROPS)
    return False


def _share(text: str) -> float:
    found = percent(text)
    return 0.0 if found is None else found if text.strip().endswith("%") else found / 1000


def _fraction(text: str) -> float:
    if text.endswith("f"):
        return (percent(text[:-1]) or 0.0) / 655.36
    found = percent(text)
    return 0.0 if found is None else found if text.endswith("%") else found * 100
