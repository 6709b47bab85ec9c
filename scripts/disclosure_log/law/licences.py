"""The licences of the log: their names, what re-using them asks for, and what contradicts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from disclosure_log.law.data import facts


@dataclass(frozen=True)
class Licence:
    """A licence by its SPDX identifier; `open` means anyone may re-use what it covers."""

    id: str
    name: str
    url: str
    attribution: str
    is_ogl: bool
    open: bool

    def attribution_to(self, rights_holder: str) -> str:
        """What somebody who re-uses a work of this rights holder has to say."""
        return self.attribution.replace("{rights_holder}", rights_holder)


@dataclass(frozen=True)
class Contradiction:
    """Wording that reads against an open licence: where it stands, and what it does."""

    offset: int
    length: int
    says: str


@dataclass(frozen=True)
class _Phrase:
    """One wording of `data/licences.yml`; its patterns are compiled when a text may hold it."""

    says: str
    literals: tuple[str, ...]
    wording: str
    exceptions: tuple[str, ...]
    anywhere: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _compiled(self.wording)

    @cached_property
    def in_small_letters(self) -> re.Pattern[str]:
        """Minds case, and so skips to its first letters: several times as quick."""
        return _compiled(self.wording, re.NOFLAG)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        return _compiled("|".join(self.exceptions)) if self.exceptions else None


@cache
def _licences() -> Mapping[str, Licence]:
    return {
        id_: Licence(
            id=id_,
            name=entry["name"],
            url=entry["url"],
            attribution=entry["attribution"],
            is_ogl=entry["ogl"],
            open=entry["open"],
        )
        for id_, entry in facts("licences.yml")["licences"].items()
    }


def licence(id_: str) -> Licence | None:
    """The licence with an SPDX identifier, or None where it is not one of the log's."""
    return _licences().get(id_)


def licences() -> tuple[Licence, ...]:
    """Every licence a record can carry, the usual one first."""
    return tuple(_licences().values())


def contradictions(text: str) -> Iterator[Contradiction]:
    """Wording in a text that an open licence contradicts, at most one a sentence.

    Source: Open Government Licence v3.0, "You are free to"; the phrases are in
    `data/licences.yml`.
    """
    lowered = text.lower()
    there = {word for word in _literals() if word in lowered}
    phrases = [
        one
        for one in _phrases()
        if not there.isdisjoint(one.literals) and one.in_small_letters.search(lowered) is not None
    ]
    if not phrases:
        return
    about, unless = _context()
    for start, sentence in _sentences(text):
        for phrase in phrases:
            match = phrase.pattern.search(sentence)
            if match is None or not (phrase.anywhere or about.search(sentence)):
                continue
            if unless.search(sentence) or (phrase.unless and phrase.unless.search(sentence)):
                continue
            yield Contradiction(start + match.start(), len(match[0]), phrase.says)
            break


_BREAK = re.compile(
    r"(?<=[.!?])[\"'”’)*_]*\s+(?=[\"'“‘(*_\[]*[A-Z0-9©])"  # a sentence ends
    r"|\n[ \t]*\n"  # a paragraph
    r"|\n[ \t]*(?:[-*+>#]+|\d+[.)])[ \t]+"  # a list item, a quotation, a heading
    r"|[ \t]*\|[ \t\n]*"  # a table cell
)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for gap in _BREAK.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


@cache
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(
        _Phrase(
            says=entry["says"],
            literals=tuple(entry["with"]),
            wording=entry["pattern"],
            exceptions=tuple(entry.get("unless", ())),
            anywhere=entry.get("anywhere", False),
        )
        for entry in facts("licences.yml")["wording"]["phrases"]
    )


@cache
def _literals() -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for phrase in _phrases() for word in phrase.literals))


@cache
def _context() -> tuple[re.Pattern[str], re.Pattern[str]]:
    wording = facts("licences.yml")["wording"]
    return _compiled(rf"\b(?:{wording['about']})\b"), _compiled("|".join(wording["unless"]))


def _compiled(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A phrase as the data writes it: groups filled in, a space standing for any run of blanks."""
    for name, words in facts("licences.yml")["wording"]["groups"].items():
        pattern = pattern.replace(f"<{name}>", words)
    return re.compile(pattern.replace(" ?", r"\s*").replace(" ", r"\s+"), flags)
