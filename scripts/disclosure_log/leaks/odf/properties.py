"""Properties and settings of an OpenDocument file: who made it, from what, on what machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure_log.leaks.leak import Found, Passage, leak

_META = {
    "meta:initial-creator": "The properties name who made the file.",
    "dc:creator": "The properties name who changed the file last.",
    "meta:printed-by": "The properties name who printed the file.",
    "dc:description": "The properties hold a comment.",
    "dc:subject": "The properties hold a subject.",
    "dc:contributor": "The properties name a contributor.",
    "dc:publisher": "The properties name a publisher.",
    "meta:keyword": "The properties hold a keyword.",
    "meta:user-defined": "The properties hold a value that somebody defined.",
}
_LINKED = {
    "meta:template": "The properties name the template that the file was made from.",
    "meta:auto-reload": "The properties make a program load another file.",
}
#: Made by programs, in every file.
_SILENT = {
    "meta:generator",
    "meta:creation-date",
    "meta:print-date",
    "meta:editing-cycles",
    "meta:editing-duration",
    "dc:date",
    "dc:language",
}
_MACHINE = re.compile(r"Printer(Name|Setup)|RedlineProtectionKey|CurrentDatabase|ModifyPassword")
_PATH = re.compile(r"file:|^[A-Za-z]:\\|^/(home|Users)/|^\\\\", re.IGNORECASE)


def inspect_meta(root: Element, place: str) -> Iterator[Found]:
    """What meta.xml tells, once a kind, and its words."""
    told: set[str] = set()
    for each in root.iter():
        text = (each.text or "").strip()
        message = _META.get(each.tag) if text else None
        if each.get("xlink:href"):
            message = _LINKED.get(each.tag, message)
        if message and message not in told:
            told.add(message)
            yield leak("attachment-properties", place, message)
        if text and each.tag not in _SILENT:
            yield Passage(text, place)
        for name in ("xlink:href", "xlink:title", "meta:name", "office:target-frame-name"):
            if each.get(name, "").strip():
                yield Passage(each.attrib[name], place)


def inspect_settings(root: Element, place: str) -> Iterator[Found]:
    """What settings.xml tells of a machine and its printers, and its words."""
    told: set[str] = set()
    for each in root.iter("config:config-item"):
        text, name = (each.text or "").strip(), each.get("config:name", "")
        if not text:
            continue
        if each.get("config:type") == "string":
            yield Passage(text, place)
        message = ""
        if _MACHINE.match(name):
            message = "The settings name a printer, a database or a password's key."
        elif _PATH.search(text):
            message = "The settings tell a path on somebody's computer or network."
        if message and message not in told:
            told.add(message)
            yield leak("attachment-properties", place, message)
