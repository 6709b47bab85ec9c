"""What stands between the words of a part: bookmarks, tags, controls, what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.leaks.docx.names import Node, attribute, known_space, name_of
from disclosure_log.leaks.leak import Found, Passage, leak

_GRAVE = {
    "w:altChunk": ("attachment-embedded", "Another file is kept inside the document."),
    "w:subDoc": ("attachment-embedded", "The document takes in another document."),
    "o:OLEObject": ("attachment-embedded", "An object of another program is kept inside."),
    "w:objectEmbed": ("attachment-embedded", "An object of another program is kept inside."),
    "w:objectLink": ("attachment-active-content", "An object is linked to another file."),
    "w:movie": ("attachment-embedded", "A film is kept inside the document."),
    "w:control": ("attachment-active-content", "There is an active control in the document."),
    "w:scriptAnchor": ("attachment-active-content", "There is a script in the document."),
}
_TAGS = frozenset({"w:attr", "w:smartTag", "w:customXml"})


def structure(root: Node, label: str) -> Iterator[Found]:
    """Constructs of a part that stand for something else, and the words in attributes."""
    place = label or "document"
    said: list[str] = []
    for node in root.iter():
        name = name_of(node)
        if name in _GRAVE:
            code, message = _GRAVE[name]
            yield leak(code, place, message)
        elif not known_space(node):
            yield leak(
                "attachment-unknown-part", place, "There is something here that is not known."
            )
        said.extend(_attributes(node, name))
    yield from (Passage(text, f"{place}, names and notes") for text in dict.fromkeys(said))


def _attributes(node: Node, name: str) -> Iterator[str]:
    found = [attribute(node, "w:author") if name.startswith("w:") else ""]
    match name:
        case "w:bookmarkStart":
            found.append(_bookmark(attribute(node, "w:name")))
        case "w:hyperlink":
            found += [attribute(node, "w:tooltip"), attribute(node, "w:docLocation")]
        case "w:permStart":
            found.append(attribute(node, "w:ed"))
        case "a:hlinkClick" | "a:hlinkHover":
            found.append(node.get("tooltip", ""))
        case _ if name in _TAGS:
            found += [attribute(node, "w:element"), attribute(node, "w:val")]
            found.append(attribute(node, "w:uri"))
        case "w:tblCaption" | "w:tblDescription":
            found.append(attribute(node, "w:val"))
    return (text for text in found if any(letter.isalnum() for letter in text))


def _bookmark(name: str) -> str:
    """A bookmark's name, its words apart; those of programs' own begin with a line."""
    return "" if name.startswith("_") else name.replace("_", " ")
