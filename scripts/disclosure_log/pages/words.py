"""The reader's words for what a record says in codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from disclosure_log.markers import SIGN, find_markers
from disclosure_log.model import Outcome, Regime, ReviewOutcome

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.DISCLOSED: "Disclosed",
    Outcome.PARTLY_DISCLOSED: "Partly disclosed",
    Outcome.REFUSED: "Refused",
    Outcome.NOT_HELD: "Not held",
    Outcome.NEITHER_CONFIRM_NOR_DENY: "Neither confirmed nor denied",
    Outcome.ALREADY_AVAILABLE: "Already available",
}

OUTCOME_MEANINGS: Mapping[Outcome, str] = {
    Outcome.DISCLOSED: "The information asked for was given.",
    Outcome.PARTLY_DISCLOSED: "Some of the information asked for was given.",
    Outcome.REFUSED: "The information was not given. The reason is in the answer.",
    Outcome.NOT_HELD: "The authority does not have this information.",
    Outcome.NEITHER_CONFIRM_NOR_DENY: (
        "The authority will not say whether it has this information. The reason is in the answer."
    ),
    Outcome.ALREADY_AVAILABLE: "The information was already published. The answer says where.",
}

#: Three looks for six outcomes: given, some given, not given.
OUTCOME_LOOKS: Mapping[Outcome, str] = {
    Outcome.DISCLOSED: "given",
    Outcome.PARTLY_DISCLOSED: "some",
    Outcome.REFUSED: "none",
    Outcome.NOT_HELD: "none",
    Outcome.NEITHER_CONFIRM_NOR_DENY: "none",
    Outcome.ALREADY_AVAILABLE: "given",
}

LAWS: Mapping[Regime, str] = {
    Regime.FOIA: "Freedom of Information Act 2000",
    Regime.EIR: "Environmental Information Regulations 2004",
    Regime.FOISA: "Freedom of Information (Scotland) Act 2002",
    Regime.EISR: "Environmental Information (Scotland) Regulations 2004",
}

REVIEWS: Mapping[ReviewOutcome, str] = {
    ReviewOutcome.UPHELD: "The original decision was upheld",
    ReviewOutcome.PARTLY_UPHELD: "The original decision was upheld in part",
    ReviewOutcome.OVERTURNED: "The original decision was overturned",
    ReviewOutcome.PENDING: "Not yet decided",
}

WITHDRAWN_REASONS: Mapping[str, str] = {
    "personal-data": "It held personal data that should not have been published.",
    "confidential": "It held information given to the authority in confidence.",
    "copyright": "It held material that the authority may not publish because of copyright.",
    "court-order": "A court ordered that it be removed.",
    "error": "It was published in error.",
    "other": "The authority has taken it down.",
}

LANGUAGES: Mapping[str, str] = {"en": "English", "cy": "Welsh"}

_FILE_KINDS: Mapping[str, str] = {
    "csv": "CSV table",
    "docx": "Word document",
    "geojson": "GeoJSON map data",
    "jpeg": "JPEG image",
    "jpg": "JPEG image",
    "json": "JSON data",
    "md": "text",
    "ods": "OpenDocument spreadsheet",
    "odt": "OpenDocument text",
    "pdf": "PDF document",
    "png": "PNG image",
    "tsv": "table",
    "txt": "text",
    "xlsx": "Excel spreadsheet",
    "xml": "XML data",
    "zip": "ZIP archive",
}

_CITATION = re.compile(r"(?P<regime>[A-Z]+)-(?P<kind>[sr])(?P<number>.+)\Z")
_WORDS_END = re.compile(r"\s+\S*\Z")


@lru_cache(maxsize=1024)
def section(code: str) -> str:
    """`section 40(2)` or `regulation 12(5)(e)`, from a code."""
    match = _CITATION.match(code)
    if match is None:
        return code
    return f"{'section' if match['kind'] == 's' else 'regulation'} {match['number']}"


@lru_cache(maxsize=1024)
def citation(code: str) -> str:
    """`section 40(2) of the Freedom of Information Act 2000`, from a code."""
    match = _CITATION.match(code)
    if match is None or match["regime"] not in Regime.__members__:
        return code
    return f"{section(code)} of the {LAWS[Regime[match['regime']]]}"


def short_citation(code: str) -> str:
    """`FOIA section 40(2)`, from a code."""
    return f"{code.partition('-')[0]} {section(code)}" if _CITATION.match(code) else code


def sentence(words: str) -> str:
    """Words with a capital first letter."""
    return words[:1].upper() + words[1:]


def file_kind(file: str) -> str:
    """What kind of file it is, from its name's ending."""
    ending = file.rpartition(".")[2].lower()
    return _FILE_KINDS.get(ending, f"{ending.upper()} file" if ending else "file")


def file_size(size: int) -> str:
    """`850 bytes`, `12 KB` or `3.4 MB`, by thousands."""
    if size < 1000:
        return counted(size, "byte")
    for unit in ("KB", "MB"):
        size_in_unit = size / (1000 if unit == "KB" else 1_000_000)
        if size_in_unit < 999.5:
            break
    return f"{size_in_unit:.0f} {unit}" if size_in_unit >= 9.95 else f"{size_in_unit:.1f} {unit}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 response`, `2,481 responses`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def without_marks(text: str) -> str:
    """A plain field where no mark can stand, such as a tab's title or a link: `[redacted]`."""
    if SIGN not in text:
        return text
    for marker in reversed(find_markers(text)):
        if not marker.malformed:
            text = f"{text[: marker.offset]}[redacted]{text[marker.end :]}"
    return text


def shortened(text: str, length: int) -> str:
    """The first words of a text on one line, with an ellipsis where words are left out."""
    words = text if _is_tidy(text) else " ".join(text.split())
    if len(words) <= length:
        return words
    return _WORDS_END.sub("", words[:length]).rstrip(" ,;:.–-") + "…"


def _is_tidy(text: str) -> bool:
    """Whether its only blanks are single spaces between words."""
    return text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "


def host_and_path(url: str) -> str:
    """An address as a reader would say it: no scheme, no trailing slash, not too long."""
    plain = url.partition("://")[2].rstrip("/") or url
    return plain if len(plain) <= 60 else plain[:59] + "…"
