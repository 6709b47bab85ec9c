"""The help page's entries, one for every finding code, from `data/help/*.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from disclosure_log.law.data import parsed

Examples = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HelpEntry:
    """What a code means and how to mend it.

    `failing` and `mended` are pairs of file path and text; the path is empty for the one record
    that an example is about. `note` stands instead of them where no text can show the problem.
    """

    code: str
    title: str
    severity: str  # error | warning
    why: str
    failing: Examples = ()
    mended: Examples = ()
    note: str = ""

    @property
    def family(self) -> str:
        return self.code.partition("-")[0]


@cache
def help_entries() -> tuple[HelpEntry, ...]:
    """Every entry, in the order of the families' files and of the codes in each."""
    folder = files("disclosure_log") / "data" / "help"
    texts = [
        file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda each: each.name)
        if file.name.endswith(".yml")
    ]
    return tuple(entry for text in texts for entry in read_help(text))


def read_help(text: str) -> tuple[HelpEntry, ...]:
    """The entries of one family's file."""
    return tuple(_entry(code, values) for code, values in parsed(text).items())


def _entry(code: str, values: Mapping[str, object]) -> HelpEntry:
    return HelpEntry(
        code=code,
        title=str(values["title"]),
        severity=str(values["severity"]),
        why=str(values["why"]),
        failing=_examples(values.get("failing")),
        mended=_examples(values.get("mended")),
        note=str(values.get("failing_note", "")),
    )


def _examples(value: object) -> Examples:
    if value is None:
        return ()
    if isinstance(value, Mapping):
        return tuple((str(path), str(text)) for path, text in value.items())
    return (("", str(value)),)
