"""A text as a person sees it: look-alikes folded, invisible characters and breaks gone.

What hides a number or an address from a program (a zero-width space, a Cyrillic letter, `[at]`, a
line break in the middle) hides it from no reader. Every step keeps the offsets into the raw text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import unescape
from unicodedata import category, decomposition, digit, normalize

from disclosure_log.leaks.text.context import holds
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.rule import Seen
from disclosure_log.leaks.text.torn import Edit, torn_addresses, torn_numbers

_Edits = Callable[[str], Iterator[Edit]]


def see(raw: str, kind: str = "prose") -> Seen:
    """The text without invisible characters, look-alikes and breaks, for the rules to read."""
    plain: str = raw
    origin: Sequence[int] = range(len(raw) + 1)
    if not raw.isascii() or holds(raw, _CONTROLS):
        plain, origin = _folded(raw, origin)
    if "\r" in plain:  # as many characters, so that no offset moves
        plain = plain.replace("\r\n", " \n").replace("\r", "\n")
    if kind == "name":
        plain = plain.replace("_", " ")
    for edits in _STEPS:
        wanted = list(edits(plain))
        if wanted:
            plain, origin = _edited(plain, origin, wanted)
    return Seen(raw, plain, origin if isinstance(origin, range) else tuple(origin), kind)


def _edited(plain: str, origin: Sequence[int], edits: list[Edit]) -> tuple[str, Sequence[int]]:
    words: list[str] = []
    offsets: list[int] = []
    done = 0
    for start, end, instead in edits:
        if start < done:
            continue
        words += [plain[done:start], instead]
        offsets += origin[done:start]
        offsets += (origin[min(start + i, end - 1)] for i in range(len(instead)))
        done = end
    words.append(plain[done:])
    offsets += origin[done:]
    return "".join(words), offsets


# --- characters

_CONTROLS = ("\x00", "\x01", "\x02", "\x1f", "\x7f")
#: What may look like something else: all but plain signs.
_ODD = Pattern(r"[^\n -~]+")
_FEW = 9
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
_LOOKS = dict(
    zip(
        # Cyrillic, Armenian and Latin look-alikes, then Greek
        "АВЕЅІЈКМНОРСТУХЗԌԚԜаеѕіјкорсухԁһԛԝӏв" + "ոօսցքɑɡıȷʟ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινακρτυχϲϳγω",
        "ABESIJKMHOPCTYX3GQWaesijkopcyxdhqwlb" + "noug" + "qagijl" + "ABEZHIKMNOPTYXoivakptuxcjyw",
        strict=True,
    )
)
_MARKS = Pattern("[\u0332-\u0338\u034f\u20d0-\u20f0\ufe00-\ufe0f\ufffe\ufeff\u2800]")
#: A hyphen that a program put in to break the word; pdfium gives U+FFFE or U+0002 for it.
_BREAKING = ("\u00ad", "\ufffe", "\x02")
_SOFT_BREAK = Pattern("[\u00ad\ufffe\x02][ \t]*\r?\n[ \t]*")


def _folded(raw: str, origin: Sequence[int]) -> tuple[str, Sequence[int]]:
    if holds(raw, _BREAKING):
        breaks = [(found.start(), found.end(), "") for found in _SOFT_BREAK.finditer(raw)]
        raw, origin = _edited(raw, origin, breaks)
    odd = set("".join(_ODD.findall(raw)))
    folds = {sign: fold for sign in odd if (fold := _fold(sign)) != sign}
    if all(len(fold) == 1 for fold in folds.values()):
        if len(folds) < _FEW:  # as a rule a dash and a quotation mark
            for sign, fold in folds.items():
                raw = raw.replace(sign, fold)
            return raw, origin
        return raw.translate({ord(sign): fold for sign, fold in folds.items()}), origin
    return _edited(
        raw, origin, [(i, i + 1, folds[sign]) for i, sign in enumerate(raw) if sign in folds]
    )


@cache
def _fold(sign: str) -> str:
    """What a character looks like: itself for ASCII and for letters that look like no other."""
    if sign.isascii():
        return "" if category(sign) == "Cc" and sign not in "\t\n\r\x0b\x0c" else sign
    if sign in _LOOKS:
        return _LOOKS[sign]
    if sign in "\u0085\u2028\u2029":
        return "\n"
    if sign in _HYPHENS:
        return "" if sign == "\u00ad" else "-"
    if sign in "\u2018\u2019\u02bc\u2032":
        return "'"
    kind = category(sign)
    if kind == "Zs" or _MARKS.match(sign) or kind in {"Cf", "Cc"}:
        return " " if kind == "Zs" else ""
    if kind == "Nd":
        return str(digit(sign))
    return _compatible(sign)


def _compatible(sign: str) -> str:
    plain = normalize("NFKC", sign)
    if plain == sign or not plain.isascii():
        return _LOOKS.get(plain, sign)
    if decomposition(sign).startswith("<super>"):  # a footnote's number, no digit to read on
        return sign
    return plain if len(plain) == 1 or (plain.isalnum() and len(plain) <= 3) else sign


# --- addresses written so that programs do not see them

_AT = Pattern(
    r"\s*(?:[\[({<]\s*(?:at|@|a)\s*[\])}>]|%(?:25)*40)\s*|\\@|[ \t]+@[ \t]*|[ \t]*@[ \t]+"
    r"|\sAT\s|\sat\s",
    re.IGNORECASE,
)
_AT_HINT = Pattern(r"[\[({<%]\s?(?:at|@|40|2540)", re.IGNORECASE)
_DOT = r"(?:\s*[\[({<]\s*(?:dot|\.|punkt)\s*[\])}>]\s*|\s+dot\s+|%2e|\\\.|\s+\.\s*|\.)"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?"
_DOMAIN = Pattern(rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,5}}{_DOT}[a-z]{{2,12}}\b", re.IGNORECASE)
_LOCAL = Pattern(rf"[\w+'-]{{1,40}}(?:{_DOT}[\w+'-]{{1,40}}){{0,4}}\Z", re.IGNORECASE)
_DOTS = Pattern(_DOT, re.IGNORECASE)
_TLD = Pattern(
    r"(?:uk|com|org|net|info|gov|edu|eu|ie|io|co|me|biz|scot|wales|cymru|london|nhs|example|test"
    r"|fr|de|es|nl|us|au|ca|nz)\Z",
    re.IGNORECASE,
)
_NOT_LOCAL = Pattern(r"(?:^www\.|\.(?:pdf|docx?|xlsx?|csv|html?|uk|com|org)\Z)", re.IGNORECASE)


def _entities(plain: str) -> Iterator[Edit]:
    """`&#64;` is an @ and `&#48;` a nought to whoever reads the page."""
    if "&" not in plain or ";" not in plain:
        return
    for found in re.finditer(r"&(?:amp;)?(#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,24});", plain):
        sign = unescape(f"&{found[1]};")
        if len(sign) == 1 and sign not in "<>&":
            yield found.start(), found.end(), _fold(sign)


def _spelt(plain: str) -> Iterator[Edit]:
    """`name [at] x dot uk`, `name (at) x.uk`, `name AT x.uk`."""
    if not _may_spell(plain):
        return
    for at in _AT.finditer(plain):
        domain = _DOMAIN.match(plain, at.end())
        local = _LOCAL.search(plain, max(0, at.start() - 130), at.start())
        if not domain or not local or not _reads_as_address(local[0], at[0], domain[0]):
            continue
        yield from _dots(local[0], local.start(), at[0])
        yield at.start(), at.end(), "@"
        yield from _dots(domain[0], domain.start(), ".")


def _may_spell(plain: str) -> bool:
    if " @" in plain or "@ " in plain or "\\@" in plain or " dot " in plain:
        return True
    if " AT " in plain or " DOT " in plain or " Dot " in plain or _AT_DOMAIN.search(plain):
        return True
    return holds(plain, "[({<%") and _AT_HINT.search(plain) is not None


_AT_DOMAIN = Pattern(r" at (?!www\.)[\w-]{1,40}\.[a-z]")


def _dots(text: str, start: int, at: str) -> Iterator[Edit]:
    for dot in _DOTS.finditer(text):
        if dot[0] != "." and not (at.strip() == "@" and dot[0].isspace()):
            yield start + dot.start(), start + dot.end(), "."


def _reads_as_address(local: str, at: str, domain: str) -> bool:
    """Whether a word, something like an @ and a domain are meant as an address.

    A bare "at" is the preposition ("published at x.gov.uk") unless the dots are spelt too, or the
    word before it is no word, as in "jo.bloggs at x.gov.uk".
    """
    if not _TLD.search(domain) or _NOT_LOCAL.search(local) or domain.lower().startswith("www"):
        return False
    if at.strip().lower() != "at":
        return True
    if len(_DOTS.findall(domain)) > domain.count("."):
        return True
    written_large = at.strip() == "AT" and local != local.upper()
    return written_large or bool(re.search(r"[a-z]\.[a-z]|[a-z]\d|_", local))


_EMPHASIS = Pattern(r"\*(?:(?<=\d\*)\*{0,2}(?= ?\d)|(?<=\d \*)\*{0,2}(?=\d))")


def _emphasis(plain: str) -> Iterator[Edit]:
    """Markdown's asterisks amid a number are not seen on the page."""
    if "*" in plain:
        yield from ((found.start(), found.end(), "") for found in _EMPHASIS.finditer(plain))


_STEPS: tuple[_Edits, ...] = (_entities, _emphasis, torn_addresses, _spelt, torn_numbers)
