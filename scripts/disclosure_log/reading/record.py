"""One record: its bytes and the place it lies at, to a Response and everything wrong with both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from disclosure_log.finding import Fault, Finding, Severity, Where
from disclosure_log.model import Response
from disclosure_log.reading.blanks import trailing_blanks
from disclosure_log.reading.build import build
from disclosure_log.reading.nodes import compose
from disclosure_log.reading.placeholders import placeholders
from disclosure_log.reading.plain import to_plain
from disclosure_log.reading.salvage import salvage
from disclosure_log.reading.shape import shape
from disclosure_log.reading.source import Source
from disclosure_log.reading.text import decode
from disclosure_log.reading.validate import validate

_SCHEMA = "response"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)


@dataclass(frozen=True)
class Reading:
    """What came of one file.

    `response` is there whenever the text holds keys and values; the places in `broken` then have
    a stand-in, which no rule may judge. `source` places the rules' faults.
    """

    path: str
    source: Source | None = None
    response: Response | None = None
    broken: frozenset[Where] = frozenset()
    findings: tuple[Finding, ...] = ()


def read(record_id: str, path: str, raw: bytes, sole_authority: str = "") -> Reading:
    """Read one record; whatever the bytes hold, the answer is a Reading and never an exception.

    `sole_authority` is the body a record without `authority` belongs to, where the log has one.
    """
    try:
        return _read(record_id, path, raw, sole_authority)
    except Exception as error:  # a fault of ours must not hide the other files' findings
        fault = Fault(
            "record-unreadable",
            (),
            f"The record could not be read, for a reason the program does not know"
            f" ({type(error).__name__}).",
            "Compare it with another record; if nothing is wrong with it, report this.",
        )
        return Reading(path, findings=(Source(path, "", None).place(fault),))


def _read(record_id: str, path: str, raw: bytes, sole_authority: str) -> Reading:
    about_file = list(_file_name(record_id, path))
    text = decode(raw)
    if isinstance(text, Fault):
        source = Source(path, "", None)
        return _reading(source, [*about_file, text])
    tree = compose(text.text)
    sound = None
    if tree.malformed:
        sound = salvage(text.text, shape(_SCHEMA).order, tree.faults)
    root = sound.root if sound else tree.root
    lost: frozenset[Where] = frozenset((key,) for key in sound.lost) if sound else frozenset()
    source = Source(path, text.text, root, shape(_SCHEMA))
    faults = [*about_file, *text.faults, *(sound.faults if sound else tree.faults)]
    if text.indented_by_tab:
        # The tab is the cause of whatever the parser made of the indentation.
        faults = [fault for fault in faults if fault.code != "record-syntax"]
    if root is None:
        return _reading(source, faults or [_empty()])
    if not lost:
        faults += trailing_blanks(text.text, root)
    plain = to_plain(root, source.shape)
    plain.voided |= lost
    faults += plain.faults
    if plain.data is None:
        return _reading(source, faults or [_empty()])
    waiting = list(placeholders(text.text, plain.data))
    faults += waiting
    verdict = validate(_SCHEMA, plain.data, plain.voided)
    faults += verdict.faults
    if not isinstance(plain.data, dict):
        return _reading(source, faults)
    response, broken = build(record_id, plain.data)
    broken |= verdict.mistyped | plain.voided | {fault.where for fault in waiting}
    broken |= {fault.where for fault in verdict.faults if fault.code == "record-too-large"}
    if sole_authority and not response.authority and ("authority",) not in broken:
        response = replace(response, authority=sole_authority)
    faults += _folder_year(response, broken)
    return _reading(source, faults, response, broken)


def _reading(
    source: Source,
    faults: list[Fault],
    response: Response | None = None,
    broken: frozenset[Where] = frozenset(),
) -> Reading:
    findings = tuple(sorted({source.place(fault) for fault in faults}))
    return Reading(source.path, source, response, broken, findings)


def _empty() -> Fault:
    return Fault(
        "record-unreadable",
        (),
        "The file is empty.",
        "Copy another record into it and change what it says, or delete it.",
    )


def _file_name(record_id: str, path: str) -> Iterator[Fault]:
    name = path.rpartition("/")[2]
    stem, _, extension = name.rpartition(".")
    year, _, slug = record_id.rpartition("/")
    if extension != "yaml":
        yield Fault(
            "record-file-name",
            (),
            "The file's name does not end in “.yaml”.",
            "Rename it so that it ends in “.yaml”, in lower case.",
        )
    if not _SLUG.fullmatch(slug or stem):
        yield Fault(
            "record-file-name",
            (),
            "The file's name is not made of lower-case letters, digits and single hyphens alone.",
            "Rename it like “penalty-charge-notices.yaml”: it becomes the page's address.",
        )
    elif slug == "page" or slug == "index" or slug.isdecimal():
        yield Fault(
            "record-file-name",
            (),
            "The file's name is one the site needs for a page of its own.",
            "Give it a name that says what the response is about.",
        )
    if not _YEAR.fullmatch(year):
        yield Fault(
            "record-folder-year",
            (),
            "The file does not lie in a folder named after a year.",
            "Move it to responses/<year>/, where the year is that of “responded”.",
        )


def _folder_year(response: Response, broken: frozenset[Where]) -> Iterator[Fault]:
    if ("responded",) in broken or not _YEAR.fullmatch(response.year):
        return
    if response.year != f"{response.responded.year:04}":
        yield Fault(
            "record-folder-year",
            ("responded",),
            f"The file lies in the folder {response.year}, but the response was sent in"
            f" {response.responded.year}.",
            f"Move the file to responses/{response.responded.year:04}/, or correct “responded”.",
            Severity.ERROR,
            length=len(str(response.responded)),
        )
