"""Dates of birth, where the words say that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.leaks.text.context import hit, says
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin"
    r"|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\.?"
)
_DATE = Pattern(
    r"(?<!\d)(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH}[,\s-]+(?:19|20)?\d\d"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|\d{{2}}\s\d{{2}}\s(?:19"
    rf"|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_LABEL = Pattern(
    r"\b(?:d\.?o\.?b(?:\b|(?=\d))\.?|dates?[ -]of[ -]birth|birth[ -]?dates?|date born|dyddiad geni"
    r"|d o b|aged?\s+\d{1,3}(?=\s?[(,])|(?<!re)born|was born|birthday|ganwyd|ganed|date_of_birth)",
    re.IGNORECASE,
)
#: What may stand between the label and the date.
_BETWEEN = Pattern(
    r"(?>[\s:;|,.()='\"\[\]*_-]+|\b(?:is|was|as|on|the|of|being|given|recorded|shown|a|and|her"
    r"|his|their|your|my"
    r"|in|at|baby|twins|for|mr|mrs|ms|miss|child|listed|stated|confirmed|to|be|held|ar|monday"
    r"|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday|claimant|applicant|patient|tenant|pupil|resident|user"
    r"|employee|deceased|mother|father|son|daughter|(?-i:[A-Z])[\w'-]*)\b){0,16}"
)
_RANGE = Pattern(
    r"\b(?:or\s+(?:after|before|later|earlier)|before|after|between|since|from|until|prior|by"
    r"|later\s+than"
    r"|earlier\s+than|up\s+to)\b",
    re.IGNORECASE,
)
_NOT_PERSON = Pattern(
    r"\b(?:scheme|project|policy|idea|council|programme|service|initiative|authority|partnership"
    r"|plan"
    r"|strategy|trust|charity|company|organisation|campaign|concept|agency|forum"
    r"|network)\b[\s\w,]{0,12}\Z",
    re.IGNORECASE,
)
_AFTER = Pattern(r"\s?[(\[,-]?\s?(?:d\.?o\.?b\b|date of birth|birth date)", re.IGNORECASE)
_LIST = Pattern(r"[\s,;|]*(?:and|or|a|ac)?[\s,;|]*(?:(?-i:[A-Z])[\w'-]*[\s:,]+){0,3}")


def birth_dates(seen: Seen, _: Known) -> Iterator[Hit]:
    """A whole date after "born" or the like; "born on or after" speaks of many people."""
    plain = seen.plain
    for label in _LABEL.finditer(plain):
        if label[0].lower().endswith("born") and _NOT_PERSON.search(
            plain, max(0, label.start() - 50), label.start()
        ):
            continue
        yield from _dates(seen, label.end())
    for date in _DATE.finditer(plain) if _may_follow(seen.small) else ():
        if _AFTER.match(plain, date.end()) and not _LABEL.search(
            plain, max(0, date.start() - 25), date.start()
        ):
            yield _birth(seen, *date.span())


def _may_follow(low: str) -> bool:
    return "dob" in low or "d.o.b" in low or "birth" in low


def _dates(seen: Seen, start: int) -> Iterator[Hit]:
    between = _BETWEEN
    while date := _DATE.search(seen.plain, start, start + 75):
        lead = seen.plain[start : date.start()]
        if not between.fullmatch(lead) or _RANGE.search(lead):
            return
        if between is _BETWEEN and _goes_on(seen.plain, date.end()):
            return
        yield _birth(seen, *date.span())
        start, between = date.end(), _LIST


def _goes_on(plain: str, end: int) -> bool:
    """Whether the date begins a span: "born 1 September 2010 to 31 August 2011" are many."""
    rest = plain[end : end + 40].lstrip(" ,")
    span = re.match(r"(?:-|to\b|and\b(?=.*\binclusive))\s*", rest)
    return bool(_RANGE.match(rest) or (span and _DATE.match(rest, span.end())))


def _birth(seen: Seen, start: int, end: int) -> Hit:
    return hit(seen, start, end, "personal-data-birth-date", "A date of birth stands here.")


_NEEDED = says(
    *("born", "birth", "dob", "d.o.b", "d o b", " age ", "aged ", "geni", "ganwyd", "ganed"),
    digits=1,
)

RULES: tuple[Rule, ...] = (Rule("dates of birth", birth_dates, _NEEDED),)
