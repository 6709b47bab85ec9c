"""Telephone numbers, judged by `phonenumbers`; references, amounts and years are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from disclosure_log.finding import Severity
from disclosure_log.leaks.text.context import counts, says
from disclosure_log.leaks.text.nearby import person_near, someones_own
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen
from disclosure_log.leaks.text.wording import any_of

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

CODE = "personal-data-phone"
PERSONAL = "A telephone number of a person stands here."
UNSURE = "A telephone number stands here; it may be an organisation's."

_CANDIDATE = Pattern(
    r"[+(0](?<![\w£$€#].)(?<!\d[.,/-].)[+\d( ][\d ()\t./-]{7,60}\d(?![\d,.]\d|\w|%)"
)
_BEGINNING = Pattern(r"(?:\(?\+|\(?0)\d|0 [1-9]\d{2}|0 \d(?: \d){9}(?! ?\d)")
_LABEL = any_of("""
tel(?:ephone)? phone mobile mob cell fax landline switchboard whatsapp contact direct_(?:dial|line)
extension
""")
#: A number without its nought, such as spreadsheets leave it, after a word that says telephone.
_LABELLED = Pattern(
    rf"\b{_LABEL}(?:\s+(?:no|nos|num|numbers?|line|details))?\b[.:)]*\s*(?:is|was|on|are|="
    rf"|-)?[\s:]*"
    r"(?P<number>[1-9]\d{2,4}[ -]?\d{3}[ -]?\d{3,4}|[2-9]\d{2,3}[ -]\d{3,4}|[2-9]\d{5,7})"
    r"(?![\d,.]*\d|\w|%)",
    re.IGNORECASE,
)
_CONTEXT_WORDS = any_of("""
tel telephone phone[ds]? mobile mob cell fax call(?:ed|s|ing)? ring rang rung dial(?:l?ed)?
text(?:ed)? landline switchboard whatsapp sms voicemail hotline helpline contact(?:able|ed)?
reach(?:ed)? speak spoke extension ext ffôn ffon t m
""")
_CONTEXT = Pattern(rf"\b{_CONTEXT_WORDS}\b", re.IGNORECASE)
_REFERENCE_WORDS = any_of("""
ref reference refs invoice order contract case account a/c acct foi eir uprn usrn grant tender
purchase po permit licence certificate charity company registration registered isbn issn vat meter
serial card utr doi claim crime incident asset barcode batch docket code item
document file product part model version job ticket tracking payment transaction voucher
cost_centre ledger supplier vendor budget planning application policy mpan mprn log nhs patient
sample grid lot notice pcn warrant customer patent project scheme fund sort_code receipt cheque
""")
_REFERENCE = Pattern(
    rf"(?:\b{_REFERENCE_WORDS}\b(?:[\s.:#/()='\"-]*(?:nos?|numbers?|num|ref|reference|id|code|is|was|of"
    r"|the|quote|point)\b){0,3}[\s.:#/()='\"-]{0,4}|[#/=_-])\Z",
    re.IGNORECASE,
)
_DATE = Pattern(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}[./-]\d{2}[./-]\d{2}\b")
#: Ofcom's numbers for drama: nobody's, and yet what a reader takes for a number.
_DRAMA = Pattern(
    r"07700900\d{3}|01632960\d{3}|02079460\d{3}|01(?:1[3-8]|21|31|41|51|61)4960\d{3}"
    r"|01914980\d{3}|028(?:9018|9649)0\d{3}|02920180\d{3}|08081570\d{3}|09098790\d{3}"
    r"|03069990\d{3}"
)
_SHAPES = Pattern(
    r"\(?0(?:2\d\)?[ -]\d{4}[ -]?\d{4}|[12358]\d\d\)?[ -]\d{3}[ -]?\d{4}"
    r"|[127]\d{3}\)?[ -]\d{3}[ -]?\d{3}|1\d{3}\)?[ -]\d{5}|1\d{4}\)?[ -]\d{4,5}"
    r"|7\d{2}[ -]\d{4}[ -]\d{4}|7\d{3}[ -]\d{2}[ -]\d{2}[ -]\d{2}|\d(?: \d){9})"
    r"|\(?\+?44\)?[ -]?\(?0?\)?[ -]?[1-9]\d{1,4}[ -]?\d{3,4}[ -]?\d{3,4}"
)


_SIDE_BY_SIDE = Pattern(rf"(?<!\d)(?:{_SHAPES.pattern}|0\d{{10}})(?!\d)")
_MOST_DIGITS = 14
_SPEAKS_OF_PHONES = says(
    "tel", "phone", "mob", "cell", "fax", "landline", "switchboard", "whatsapp", "contact", "direct"
)


def find(seen: Seen, known: Known) -> Iterator[Hit]:
    """Every telephone number but published contact points."""
    plain = seen.plain
    for candidate in _CANDIDATE.finditer(plain) if seen.digits >= 9 else ():
        if not _BEGINNING.match(candidate[0]) or _DATE.search(candidate[0]):
            continue
        for start, end, number in _numbers(candidate[0], candidate.start()):
            if _is_phone(plain, start, end, number):
                yield from _told(seen, known, start, end, number)
    yield from _labelled(seen, known)


def _labelled(seen: Seen, known: Known) -> Iterator[Hit]:
    for found in _LABELLED.finditer(seen.plain) if _SPEAKS_OF_PHONES(seen) else ():
        start, end = found.span("number")
        digits = _digits(found["number"])
        if len(digits) < 9 and (_is_year(digits) or "contact" in found[0].lower()):
            continue
        parsed = _numbers(digits, 0)
        yield from _told(seen, known, start, end, parsed[0][2] if parsed else None)


def _is_year(digits: str) -> bool:
    return digits[:2] in {"19", "20"}


def _numbers(text: str, offset: int) -> list[tuple[int, int, PhoneNumber]]:
    """The numbers in a run of digits as `phonenumbers` parts them: from, to and the number."""
    library = _phonenumbers()
    if _is_spaced_out(text):
        number = library.parse(_digits(text), "GB")
        return [(offset, offset + len(text), number)]
    return [
        (offset + start + match.start, offset + start + match.end, match.number)
        for start, part in _parts(text)
        for match in library.PhoneNumberMatcher(part, "GB", leniency=library.Leniency.POSSIBLE)
    ]


def _parts(text: str) -> list[tuple[int, str]]:
    """Numbers that follow one another with a space alone, which the library takes for one."""
    if len(_digits(text)) <= _MOST_DIGITS:
        return [(0, text)]
    parts = [(found.start(), found[0]) for found in _SIDE_BY_SIDE.finditer(text)]
    return parts or [(0, text)]


def _is_spaced_out(text: str) -> bool:
    return re.fullmatch(r"0(?: \d){10}", text) is not None


def _is_phone(plain: str, start: int, end: int, number: PhoneNumber) -> bool:
    text = plain[start:end]
    first = re.match(r"[(+]*(\d+)", text)
    if not first or len(str(number.national_number)) < 9:
        return False
    before = plain[max(0, start - 45) : start]
    context = _CONTEXT.search(before[-30:]) is not None
    if len(first[1]) == 1 and not text.startswith("+") and not _is_spaced_out(text):
        return context and _SHAPES.fullmatch(text.replace(" ", "", 1)) is not None
    shaped = _SHAPES.fullmatch(text) is not None or bool(_DRAMA.fullmatch(_national(number)))
    if _REFERENCE.search(before) and not context:
        return shaped and _is_mobile(number) and " " in text
    if _is_abroad(text, number):
        return text.startswith(("+", "(+")) or context
    return shaped or context or _phonenumbers().is_valid_number(number)


def _is_abroad(text: str, number: PhoneNumber) -> bool:
    return number.country_code != 44 and (text.startswith("00") or "+" in text)


def _told(
    seen: Seen, known: Known, start: int, end: int, number: PhoneNumber | None
) -> Iterator[Hit]:
    if number is not None and _e164(number) in known.phones:
        return
    sure = number is not None and _is_sure(seen.plain, start, end, number)
    severity, message = (Severity.ERROR, PERSONAL) if sure else (Severity.WARNING, UNSURE)
    yield Hit(*seen.span(start, end), CODE, severity, message)


def _is_sure(plain: str, start: int, end: int, number: PhoneNumber) -> bool:
    if _is_mobile(number):
        return True
    if number.country_code == 44 and _national(number)[1:2] in {"3", "8", "9"}:
        return False
    return someones_own(plain, start, end, 40) or person_near(plain, start, end, 60)


def _is_mobile(number: PhoneNumber) -> bool:
    if number.country_code == 44:
        return re.match(r"07(?![06])|07700900", _national(number)) is not None
    library = _phonenumbers()
    return bool(library.number_type(number) == library.PhoneNumberType.MOBILE)


def _national(number: PhoneNumber) -> str:
    return f"0{number.national_number}" if number.country_code == 44 else ""


def _e164(number: PhoneNumber) -> str:
    return f"+{number.country_code}{number.national_number}"


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


@cache
def _phonenumbers() -> ModuleType:
    """Loaded where a text holds something like a number: most commands never need it."""
    import phonenumbers

    return phonenumbers


RULES: tuple[Rule, ...] = (Rule("telephone numbers", find, counts(6)),)
