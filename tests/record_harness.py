"""Reads and judges small logs held in memory, the way the help entries and sample records need."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from disclosure_log.checks import Context, check_files, check_log, check_response, check_words
from disclosure_log.finding import Finding
from disclosure_log.model import Entry
from disclosure_log.reading import Source, read, read_catalogue
from disclosure_log.reading.shape import shape

RECORDS = Path(__file__).parent / "records"
TODAY = date(2026, 11, 23)

_RECORD = re.compile(r"responses/([^/]+)/([^/]+)\.ya?ml")
_BLOCK = re.compile(r"^(?=[A-Za-z_\"'][^:\n]*:(?:\s|$))", re.MULTILINE)
_CATALOGUE = ("authorities.yml", "topics.yml", "redirects.yml")


@dataclass(frozen=True)
class Judged:
    """The findings of a log, and the sources that place them."""

    findings: tuple[Finding, ...]
    sources: Mapping[str, Source] = field(repr=False)

    @property
    def codes(self) -> set[str]:
        return {finding.code for finding in self.findings}

    @property
    def lines(self) -> list[str]:
        """`line code` of each finding, as the expected files hold them."""
        return [f"{finding.line} {finding.code}" for finding in self.findings]


def base() -> str:
    """The smallest record with nothing wrong."""
    return (RECORDS / "base.yaml").read_text("utf-8")


def over_base(fragment: str) -> str:
    """A whole record: the fragment's top-level blocks in place of the base's own.

    `key: null` takes a block out; a key the base does not have goes to its place in the contract,
    an unknown one to the end.
    """
    blocks = _blocks(base())
    for key, text in _blocks(fragment).items():
        if text.strip() == f"{key}: null":
            blocks.pop(key, None)
        else:
            blocks[key] = text
    order = list(shape("response").order)
    known = sorted((key for key in blocks if key in order), key=order.index)
    unknown = [key for key in blocks if key not in order]
    return "".join(blocks[key] for key in (*known, *unknown))


def _blocks(text: str) -> dict[str, str]:
    blocks: dict[str, str] = {}
    heading = ""
    for part in _BLOCK.split(text):
        if not part.strip() or part.lstrip().startswith("#"):
            heading += part
            continue
        key = part.partition(":")[0].strip("\"'")
        ended = part if part.endswith("\n") else f"{part}\n"
        blocks[key] = blocks.get(key, "") + heading + ended
        heading = ""
    return blocks


def judge(files: Mapping[str, bytes], vanished: Collection[str] = ()) -> Judged:
    """Everything wrong with a log of these files, by every check there is."""
    given = {name: (RECORDS / name).read_bytes() for name in _CATALOGUE[:2]}
    given |= {path: raw for path, raw in files.items() if path in _CATALOGUE}
    catalogue, found = read_catalogue(
        given["authorities.yml"], given["topics.yml"], given.get("redirects.yml")
    )
    findings = set(found)
    sources: dict[str, Source] = {}
    entries: dict[str, Entry] = {}
    paths: dict[str, str] = {}
    for path, raw in files.items():
        match = _RECORD.fullmatch(path)
        if match is None:
            continue
        record_id = f"{match[1]}/{match[2]}"
        reading = read(record_id, path, raw)
        findings.update(reading.findings)
        if reading.source is None or reading.response is None:
            continue
        sources[path], paths[record_id] = reading.source, path
        entries[record_id] = Entry.of(reading.response)
        folder = path.rpartition(".")[0] + "/"
        beside = [name.removeprefix(folder) for name in files if name.startswith(folder)]
        context = Context(TODAY, catalogue)
        faults = list(check_response(reading.response, reading.broken, context))
        faults += [
            *check_words(reading.response, reading.source.text, context.known, faults),
            *check_files(reading.response, beside),
        ]
        findings.update(reading.source.place(fault) for fault in faults)
    for record_id, fault in check_log(entries, catalogue, vanished):
        path = paths.get(record_id, record_id)
        source = sources.get(path) or Source(path, "", None)
        findings.add(source.place(fault))
    return Judged(tuple(sorted(findings)), sources)


def judge_one(text: str | bytes, path: str = "responses/2024/example.yaml") -> Judged:
    """Everything wrong with a log of this one record."""
    return judge({path: text.encode() if isinstance(text, str) else text})
