"""The table of a workbook's words: what cells point to, and what none points to any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure_log.leaks.leak import Found, Passage, leak
from disclosure_log.leaks.xlsx.styles import TINY, Colour, Colours, run_looks
from disclosure_log.leaks.xlsx.words import MAIN, remark_passages
from disclosure_log.leaks.xml_parts import Element, iterate, local

_PLACE = "shared strings"


@dataclass(frozen=True)
class Run:
    """How a run of rich text departs from its cell."""

    colour: Colour | None
    tiny: bool


@dataclass
class Strings:
    """The shared strings; `used` marks those that a cell shows."""

    texts: list[str] = field(default_factory=list)
    runs: dict[int, tuple[Run, ...]] = field(default_factory=dict)
    readings: list[tuple[int, str]] = field(default_factory=list)
    used: bytearray = field(default_factory=bytearray)

    def use(self, number: int) -> str:
        """The words of a string, which is from now on a used one."""
        if not 0 <= number < len(self.texts):
            return ""
        self.used[number] = 1
        return self.texts[number]


def read_strings(raw: bytes | None, colours: Colours) -> Strings:
    """Read the part of shared strings, one string after another."""
    strings = Strings()
    if raw is not None:
        for number, item in enumerate(iterate(raw, (f"{MAIN}si",))):
            text, runs, reading = rich(item, colours)
            strings.texts.append(text)
            if runs:
                strings.runs[number] = runs
            if reading:
                strings.readings.append((number, reading))
        strings.used = bytearray(len(strings.texts))
    return strings


def rich(item: Element, colours: Colours) -> tuple[str, tuple[Run, ...], str]:
    """The words of a string, the looks of its runs, and its phonetic reading."""
    if len(item) == 1 and item[0].tag == f"{MAIN}t":
        return item[0].text or "", (), ""
    pieces: list[str] = []
    readings: list[str] = []
    runs: list[Run] = []
    for child in item:
        text = "".join(x.text or "" for x in child.iter() if local(x.tag) == "t")
        match local(child.tag):
            case "rPh":
                readings.append(text)
            case "r":
                pieces.append(text)
                runs.extend(_run(child, text, colours))
            case _:
                pieces.append(text)
    return "".join(pieces), tuple(runs), " ".join(readings)


def _run(element: Element, text: str, colours: Colours) -> Iterator[Run]:
    for child in element:
        if local(child.tag) == "rPr" and text.strip():
            colour, size = run_looks(child, colours)
            if colour is not None or (size is not None and size < TINY):
                yield Run(colour, size is not None and size < TINY)


def unused(strings: Strings) -> Iterator[Found]:
    """The strings that no cell shows: what was deleted, and is still in the file."""
    shown = {text for text, used in zip(strings.texts, strings.used, strict=True) if used}
    left = [
        text
        for text, used in zip(strings.texts, strings.used, strict=True)
        if not used and text.strip() and text not in shown
    ]
    if left:
        yield leak(
            "attachment-cached-data",
            _PLACE,
            f"Words of {len(left)} cells that are in no sheet any more are still in the file.",
        )
    for text in left:
        yield Passage(text, _PLACE)


def readings(strings: Strings) -> Iterator[Found]:
    """Phonetic readings, which are not seen; in Latin letters they are no readings."""
    odd = [text for _, text in strings.readings if any(x.isascii() and x.isalnum() for x in text)]
    if odd:
        yield leak(
            "attachment-hidden-text",
            _PLACE,
            f"{len(odd)} cells have words above them as a reading aid, which are not seen.",
        )
    for _, text in strings.readings:
        yield Passage(text, _PLACE)


def string_remarks(raw: bytes | None) -> Iterator[Found]:
    """The words of XML comments among the strings."""
    if raw is not None:
        yield from remark_passages(raw, _PLACE)
