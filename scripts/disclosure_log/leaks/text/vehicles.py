"""Registrations of vehicles, of every form since 1903; road numbers and references are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.leaks.text.context import counts, follows, hit, says
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen

_EDGE = r"(?<![\w/£#.-])"
_END = r"(?![\w/%-])(?!\.\d)"
#: 2001 and after: two letters of the region, half a year, three letters.
_CURRENT = Pattern(
    rf"{_EDGE}[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[1-3]\d|5[1-9]"
    rf"|[67]\d)(?P<gap>[ \n]{{0,2}})[A-HJ-PR-Z]{{3}}{_END}"
)
_OLDER = Pattern(
    rf"{_EDGE}(?:[A-HJ-NPR-TV-Y]\d{{1,3}}[ ]?[A-HJ-PR-Y][A-Z]{{2}}"
    rf"|[A-HJ-PR-Y][A-Z]{{2}}[ ]?\d{{1,3}}[A-HJ-NPR-TV-Y])"
    rf"{_END}"
)
#: What every registration but the oldest ends with: looked for first, since digits are rare.
_TAIL = Pattern(rf"\d{{1,3}}[ \n]{{0,2}}(?:[A-Z]{{3}}|[A-Z]){_END}")
_ANY = Pattern(
    rf"{_EDGE}(?:[A-Z]{{2}}\d\d[ ]?[A-Z]{{3}}|[A-Z]\d{{1,3}}[ ]?[A-Z]{{3}}"
    rf"|[A-Z]{{3}}[ ]?\d{{1,3}}[A-Z]"
    rf"|[A-Z]{{1,3}}[ ]?\d{{1,4}}|\d{{1,4}}[ ]?[A-Z]{{1,3}}){_END}",
    re.IGNORECASE,
)
_LABEL = Pattern(
    r"\b(?:(?:vehicle|car|van|taxi|lorry|bus|driver'?s?|private hire|trailer|motorcycle)\s+)?"
    r"(?:(?:vehicle\s+)?registration(?:\s+(?:mark|plate|number|no|reg))"
    r"|reg(?:istration)?\s*(?:no|number|plate|mark)"
    r"|vehicle\s+reg(?:istration)?|car\s+reg(?:istration)?|vrm|vrn|number\s*plates?"
    r"|licence\s+plate|index\s+(?:mark|number)"
    r"|(?:vehicle|car|van|taxi)\s+reg)\b\.?[\s:#(]*(?:is|was|of|being|shown\s+as|as"
    r"|the)?[\s:\"'(]*\Z",
    re.IGNORECASE,
)
_CONTEXT = Pattern(
    r"\b(?:vehicles?|cars?|vans?|taxis?|lorry|lorries|motorcycles?|motorbike|minibus|hgv"
    r"|driv(?:er|ing|en)"
    r"|park(?:ed|ing)|pcn|penalty charge|registrations?|registered|reg|vrm|vrn|number\s*plates?"
    r"|plates?|dvla|mot|keeper"
    r"|ford|vauxhall|nissan|toyota|volkswagen|vw|bmw|audi|mercedes|peugeot|renault|citroen|fiat"
    r"|kia|hyundai|honda"
    r"|skoda|seat|volvo|mini|land\s+rover|range\s+rover|tesla|transit|corsa|fiesta|focus|golf"
    r"|saloon|hatchback"
    r"|abandoned|clamped|towed|untaxed|cerbyd|car|contravention|bus lane|speeding|fly-?tipping"
    r"|clean air zone|permit)\b",
    re.IGNORECASE,
)
_BUSINESS = Pattern(
    r"\b(?:ref|reference|invoice|order|contract|model|serial|part|product|tender|asset|po|room"
    r"|zone|bay|site"
    r"|block|unit|grid|form"
    r"|drawing|course|flight|class|section|schedule|appendix|policy)\b[\w .:#()-]{0,14}\Z",
    re.IGNORECASE,
)
#: Three letters that are words in a line of capitals after a road: "THE A38 AND".
_WORDS = Pattern(
    r"(?:AND|FOR|THE|BUT|NOT|WAS|ARE|BUS|CAR|VAN|HAS|HAD|CAN|MAY|ALL|ANY|ITS|OUR|OUT|NEW|OLD|ONE"
    r"|TWO|SIX|TEN|WAY|LTD|PLC"
    r"|LLP|ACT|NHS|FOI|EIR|GBP|KWH|MPH|KPH|CCT|PER|PAY|PCN|MPG|BAR|GAS|OIL|LED|TWR|EUR|USD|TOL"
    r"|NOW|RTA|LGV|HGV|JAN|FEB|MAR|APR"
    r"|JUN|JUL|AUG|SEP|OCT|NOV|DEC|MON|TUE|WED|THU|FRI|SAT|SUN|SEE|HIS|HER|WHO|WHY|HOW|END|TOP"
    r"|SET|PDF|CSV|ISO|REF)"
)
_COMMON = frozenset({"AND", "FOR", "THE", "ACT", "LTD", "PLC", "BUT", "NOT", "WAS"})
_ROAD = Pattern(
    r"\b(?:road|route|roads|motorway|junction|along|on|the|of)\s+(?:the\s+)?\Z", re.IGNORECASE
)


def vehicles(seen: Seen, _: Known) -> Iterator[Hit]:
    """A current registration as it is written on plates; others where the words speak of one."""
    plain = seen.plain
    found: set[tuple[int, int]] = set()
    for tail in _TAIL.finditer(plain):
        current = _CURRENT.search(plain, max(0, tail.start() - 2), tail.end())
        if current and _is_current(plain, current):
            found.add(current.span())
        older = _OLDER.search(plain, max(0, tail.start() - 4), tail.end())
        if older and _is_older(plain, older):
            found.add(older.span())
    if _LABELS(seen):
        found |= {
            match.span()
            for match in _ANY.finditer(plain)
            if follows(plain, match.start(), _LABEL) and (match[0].isupper() or len(match[0]) > 5)
        }
    for span in sorted(found):
        yield hit(seen, *span, "personal-data-vehicle", "A vehicle's registration stands here.")


_LABELS = says("vrm", "vrn", "plate", "registration", "reg ", "reg.", "reg:", "index ")


def _is_current(plain: str, match: re.Match[str]) -> bool:
    if follows(plain, match.start(), _BUSINESS) or match[0][-3:] in _COMMON:
        return follows(plain, match.start(), _LABEL)
    return match["gap"] != "" or _speaks_of_vehicle(plain, match, 100)


def _is_older(plain: str, match: re.Match[str]) -> bool:
    if follows(plain, match.start(), _BUSINESS):
        return False
    letters = re.search(r"[A-Z]{3}", match[0])
    if letters and _WORDS.fullmatch(letters[0]):
        return False
    if _ROAD.search(plain, max(0, match.start() - 16), match.start()) and " " in match[0]:
        return False
    return _speaks_of_vehicle(plain, match, 70)


def _speaks_of_vehicle(plain: str, match: re.Match[str], reach: int) -> bool:
    start, end = match.span()
    return bool(
        _CONTEXT.search(plain, max(0, start - reach), start)
        or _CONTEXT.search(plain, end, end + reach // 2)
    )


RULES: tuple[Rule, ...] = (Rule("vehicle registrations", vehicles, counts(1)),)
