"""Words that only the officer knows, such as the requester's name, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

from disclosure_log.finding import Severity
from disclosure_log.leaks.text.people import is_honorific
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen

_MESSAGE: Final = "A name or word of the list that only you know is in the text."
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_JOIN: Final = r"(?:[-\u2010\u2011]?[ \t]*\n[ \t>]*)?"  # a word broken at the end of a line
_BETWEEN: Final = r"[\W_]{0,4}"
_MIDDLE: Final = r"(?:[\W_]{1,3}(?!and|or|the|und)[^\W\d_]{1,14}\.?[\W_]{1,3}|[\W_]{0,4})"
_STARTS: Final = r"(?<![^\W_])"
_ENDS: Final = r"(?:['’]?s)?(?![^\W_])"
_HONORIFICS: Final = r"(?:mrs?|miss|m[sx]|dr|prof(?:essor)?|sir|dame|rev(?:erend)?|cllr|councillor)"


def _listed(seen: Seen, known: Known) -> Iterator[Hit]:
    if not known.words:
        return
    text, origin = _folded(seen.plain)
    for pattern in _patterns(known.words):
        for match in pattern.finditer(text):
            start, end = seen.span(origin[match.start()], origin[match.end() - 1] + 1)
            yield Hit(start, end, "personal-data-listed-word", Severity.ERROR, _MESSAGE)


def _folded(text: str) -> tuple[str, range | list[int]]:
    """Small letters without accents or invisible signs, and where each of them stood."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        for letter in _fold(character):
            letters.append(letter)
            origin.append(at)
    return "".join(letters), origin


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character.isascii():
        return character.lower()
    plain = normalize("NFKD", character).casefold().translate(_LETTERS)
    return "".join(c for c in plain if not combining(c) and (c.isprintable() or c.isspace()))


@lru_cache(maxsize=16)
def _patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(forms)) for forms in (_forms(word) for word in words) if forms)


def _forms(word: str) -> list[str]:
    """The ways of writing a name: as it is, turned round, with initials, with a title."""
    last, comma, first = word.partition(",")
    if comma and first.strip() and len(last.split()) < 3:
        word = f"{first} {last}"
    given = [part for part in word.split() if not is_honorific(part)]
    titled = len(given) < len(word.split())
    parts = [part for part in re.split(r"[\W_]+", _folded(" ".join(given))[0]) if part]
    if not parts or len("".join(parts)) < 2:
        return []
    forms = [_BETWEEN.join(_letters(part) for part in parts)]
    if _is_name(parts) and len(given) > 1:
        forms += _of_name(parts, "".join(_folded(given[-1])[0]))
    elif titled:
        forms = [rf"{_HONORIFICS}[\W_]{{1,3}}{forms[0]}"]
    return [f"{_STARTS}{form}{_ENDS}" for form in forms]


def _is_name(parts: list[str]) -> bool:
    return 2 <= len(parts) <= 5 and all(part.isalpha() for part in parts)


def _of_name(parts: list[str], surname: str) -> list[str]:
    first = _letters(parts[0])
    last = _BETWEEN.join(_letters(part) for part in re.split(r"[\W_]+", surname) if part)
    initial = re.escape(parts[0][0])
    middle = r"(?:[\W_]{0,3}[a-z]\b)?"
    return [
        f"{first}{_MIDDLE}{last}",
        rf"{last}[\W_]{{1,3}}{first}",
        rf"{initial}{middle}[\W_]{{0,3}}{last}",
        rf"{last}(?:,[ \t]*|[ \t]){initial}(?:\.|\b)",
        rf"{_HONORIFICS}[\W_]{{1,3}}{last}",
    ]


def _letters(part: str) -> str:
    return _JOIN.join(re.escape(letter) for letter in part)


RULES: Final = (Rule("listed", _listed),)
