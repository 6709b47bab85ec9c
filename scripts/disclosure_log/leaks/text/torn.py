"""What a line break tore apart: an address goes on without it, a number with a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.leaks.text.pattern import Pattern

#: A part of a text, from and to, and what a person sees in its place.
Edit = tuple[int, int, str]

#: A break, with the quoting, the border or the sign of a comment that the next line begins with.
_BREAK = r"[ \t]*\n[ \t>|#]*"
_ENDINGS = r"(?:gov|co|com|org|net|ac|nhs|sch|police|mod|uk|scot|wales|example)\b"
_TORN_ADDRESS = Pattern(
    rf"(?<=[\w.+-]){_BREAK}(?=@[\w-])|(?<=@){_BREAK}(?=[\w-]+\.)|(?<=[\w-]){_BREAK}(?=\.{_ENDINGS})"
)
#: Without one of these no break is beside an @ or a dot; both are quick to look for.
_BEFORE_SIGN = Pattern(r"\n[ \t>|#]*[@.]")
_AFTER_AT = Pattern(r"@[ \t]*\n")
_TORN_DOMAIN = Pattern(
    rf"@(?<=[\w-]@)(?:[\w.-]*-({_BREAK})(?=[\w-]+\.)|[\w.-]*\.({_BREAK})(?={_ENDINGS})"
    rf"|[\w-]+({_BREAK})(?=[\w-]+\.{_ENDINGS}))"
)


def torn_addresses(plain: str) -> Iterator[Edit]:
    """Breaks within an e-mail address; one after a whole address is none of them."""
    if "@" not in plain or "\n" not in plain:
        return
    torn = _BEFORE_SIGN.search(plain) or _AFTER_AT.search(plain)
    edits = {found.span() for found in _TORN_ADDRESS.finditer(plain)} if torn else set()
    edits |= {found.span(found.lastindex or 0) for found in _TORN_DOMAIN.finditer(plain)}
    yield from ((*span, "") for span in sorted(edits))


_BESIDE_DIGIT = Pattern(r"\n[ \t>|#]*(?=[\dA-Z/-])")
_BEFORE = Pattern(r"(?:\+|\(|\b)\d[\d ()./-]{0,24}(?<=[\d-])\Z")
_AFTER = Pattern(r"\d[\d ()-]*")


def torn_numbers(plain: str) -> Iterator[Edit]:
    """Breaks within a number; numbers that stand below each other stay apart."""
    for found in _BESIDE_DIGIT.finditer(plain):
        start = found.start()
        while start > 0 and plain[start - 1] in " \t":
            start -= 1
        joint = _joint(plain, start, found.end())
        if joint is not None and joint != plain[start : found.end()]:
            yield start, found.end(), joint


def _joint(plain: str, start: int, end: int) -> str | None:
    """What stands for a break: nothing beside a hyphen, a space in a number, else a bare break."""
    last, first = plain[start - 1 : start], plain[end : end + 1]
    if first.isdigit() and last in {"-", "/"}:
        return "" if plain[start - 2 : start - 1].isdigit() else None
    if first in {"-", "/"}:
        return "" if last.isdigit() and plain[end + 1 : end + 2].isdigit() else None
    if not last.isalnum() or not (first.isdigit() or last.isdigit() or last.isupper()):
        return None
    if first.isdigit() and last.isdigit() and _is_one_number(plain, start, end):
        return " "
    return "\n" if re.search(r"\d", plain[max(0, start - 6) : end + 6]) else None


def _is_one_number(plain: str, start: int, end: int) -> bool:
    line = plain.rfind("\n", max(0, start - 30), start) + 1
    before = _BEFORE.search(plain, max(line, start - 30), start)
    after = _AFTER.match(plain, end)
    if not before or not after:
        return False
    first, second = _count(before[0]), _count(after[0])
    lines = before.start() == line and plain[after.end() : after.end() + 1] in {"", "\n"}
    column = lines and (first == second or max(first, second) <= 4)
    return 7 <= first + second <= 19 and not column


def _count(text: str) -> int:
    return sum(map(text.count, "0123456789"))
