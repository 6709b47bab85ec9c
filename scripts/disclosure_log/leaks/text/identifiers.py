"""Numbers that stand for one person: of the State, of health, of school and of travel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.text import checksums
from disclosure_log.leaks.text.context import (
    candidates,
    counts,
    follows,
    has_long_number,
    hit,
    labelled,
    says,
)
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen

# --- National Insurance numbers

_SIX = Pattern(r"\d(?:[\s./-]{0,2}\d){5}(?:[\s-]{0,2}[A-Da-d])?(?!\w)")
_NI = Pattern(
    r"(?<![\w/#])(?<!\w-)([A-Za-z])[ ]?([A-Za-z])[\s-]{0,2}((?:\d[\s./-]{0,2}){5}\d)[\s-]{0,2}"
    r"([A-Da-d])?(?!\w)"
)
#: Prefixes that HM Revenue and Customs gives; QQ stands in its examples, and in people's.
_NI_PREFIX = Pattern(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ")
_NI_LABEL = Pattern(
    r"\bN\.?I\.?\b|\bNI(?:N|NO|no)\b|national\s+insurance|yswiriant\s+gwladol", re.IGNORECASE
)
_BUSINESS = Pattern(
    r"\b(?:invoice|order|contract|model|serial|part|product|tender|asset|batch|po|drawing|version"
    r"|catalogue|item|policy|document|licence|certificate|grid)s?\b[\s.:#()-]*"
    r"(?:(?:document|no|number|code|ref|reference|is|was|it)\b[\s.:#()-]*){0,3}\Z",
    re.IGNORECASE,
)


def ni_numbers(seen: Seen, _: Known) -> Iterator[Hit]:
    """Two letters, six digits, a letter from A to D; odd ones only where the words say so."""
    plain = seen.plain
    for six in _SIX.finditer(plain):
        found = _NI.search(plain, max(0, six.start() - 5), six.end())
        if not found or found.end() != six.end():
            continue
        prefix = (found[1] + found[2]).upper()
        unmistakable = bool(
            found[4] and _NI_PREFIX.fullmatch(found[1] + found[2]) and _is_paired(found[3])
        )
        if unmistakable and not follows(plain, found.start(), _BUSINESS):
            certain = True
        else:
            certain = bool(found[4] or _NI_PREFIX.fullmatch(prefix)) and labelled(
                plain, *found.span(), _NI_LABEL, before=80
            )
        if certain:
            message = "A National Insurance number stands here."
            yield hit(seen, *found.span(), "personal-data-ni-number", message)


def _is_paired(text: str) -> bool:
    return bool(re.fullmatch(r"\d{6}|(?:\d\d\D{1,2}){2}\d\d|\d{3}\D\d{3}|\d+\s\d+", text))


# --- NHS numbers

_TEN = Pattern(r"(?<![\w£])(?<!\d[.,/-])\d(?:[ -]?\d){9}(?![\w%])(?![.,]\d)")
_NHS_LABEL = Pattern(
    r"\bNHS\s*(?:nos?|num|numbers?|id|identifier)\b|\bNHS\s*[:#=]|\bNHS\s*\Z"
    r"|\b(?:CHI|H&C|HCN|H\+C)\b(?:\s*(?:nos?|numbers?))?|health\s+and\s+(?:social\s+)?care\s+number"
    r"|community\s+health\s+index|\bpatient(?:'?s|s')?\s+(?:id|nos?|numbers?|identifiers?|record)\b"
    r"|\bhospital\s+(?:no|number)|\bmedical\s+record|\brhif\s+(?:y\s+)?GIG\b",
    re.IGNORECASE,
)
_CARE = Pattern(r"\b(?:patient|admitted|discharged|ward|clinic|surgery|NHS)\b", re.IGNORECASE)


def nhs_numbers(seen: Seen, _: Known) -> Iterator[Hit]:
    """Ten digits whose check digit agrees, and which the words say to be a patient's."""
    plain = seen.plain
    for start, end, text in candidates(_TEN, plain):
        if not checksums.nhs(checksums.digits(text)):
            continue
        if labelled(plain, start, end, _NHS_LABEL, before=160) or (
            re.fullmatch(r"\d{3}[ -]\d{3}[ -]\d{4}", text)
            and labelled(plain, start, end, _CARE, before=50, after=0)
        ):
            yield hit(seen, start, end, "personal-data-nhs-number", "An NHS number stands here.")


# --- tax references

_TAX_LABEL = Pattern(
    r"\bUTRs?\b|unique\s+tax(?:payer)?(?:'?s)?\s+ref|\btax(?:payer)?(?:'?s)?\s+ref"
    r"|self[ -]?assessment|corporation\s+tax",
    re.IGNORECASE,
)


#: Directly before a number it is enough, though a digit was mistyped.
_UTR = Pattern(
    r"\b(?:UTR|unique\s+tax(?:payer)?(?:'?s)?\s+ref(?:erence)?)\b(?:\s+(?:no|number|is|was|of)\b)?"
    r"(?:\s*\(UTR\))?[\s.:#=(\"'-]{0,4}\Z",
    re.IGNORECASE,
)


def tax_references(seen: Seen, _: Known) -> Iterator[Hit]:
    """Ten digits whose first agrees, after words for a taxpayer's reference."""
    plain = seen.plain
    for start, end, text in candidates(_TAX, plain):
        right = checksums.tax(checksums.digits(text))
        if (right and labelled(plain, start, end, _TAX_LABEL)) or follows(plain, start, _UTR):
            message = "A taxpayer's reference stands here."
            sure = Severity.ERROR if right else Severity.WARNING
            yield hit(seen, start, end, "personal-data-tax-reference", message, sure)


_TAX = Pattern(r"(?<![\w£])(?<!\d[.,/-])\d(?:[ -]?\d){9}(?:(?=K\b)|(?![\w%]))(?![.,]\d)")


# --- pupils

_UPN = Pattern(r"(?<![\w-])[A-HJ-NP-RT-Za-hj-np-rt-z](?:[ \n-]?\d){11}[ \n-]?[\dA-Za-z](?![\w-])")
_UPN_LABEL = Pattern(r"\bUPNs?\b|unique\s+pupil|\bpupil\s+(?:no|number|id)", re.IGNORECASE)
_UPN_BEFORE = Pattern(
    r"\b(?:UPN|unique\s+pupil\s+number)\b(?:\s+(?:no|number|is|was|of)\b)?[\s.:#=(\"'-]{0,4}\Z",
    re.IGNORECASE,
)
#: Numbers of local authorities in England begin so.
_UPN_AREA = frozenset("2389")


def pupil_numbers(seen: Seen, _: Known) -> Iterator[Hit]:
    """A letter that checks the twelve digits after it."""
    plain = seen.plain
    for start, end, text in candidates(_UPN, plain):
        number = re.sub(r"[ \n-]", "", text)
        if not checksums.pupil(number.upper()):
            if follows(plain, start, _UPN_BEFORE):
                yield _pupil(seen, start, end, Severity.WARNING)
            continue
        plainly = number == text and number[0].isupper() and number[1] in _UPN_AREA
        plainly = plainly and number[1:].isdigit() and not follows(plain, start, _BUSINESS)
        if plainly or labelled(plain, start, end, _UPN_LABEL):
            yield _pupil(seen, start, end, Severity.ERROR)


def _pupil(seen: Seen, start: int, end: int, severity: Severity) -> Hit:
    message = "A pupil's unique number stands here."
    return hit(seen, start, end, "personal-data-pupil-number", message, severity)


# --- driving licences

_DRIVER = Pattern(
    r"(?<![\w-])(?P<name>[A-Z][A-Z9]{4})[\s-]?\d[ \n]?(?P<month>\d[ \n]?\d)[ \n]?"
    r"(?P<day>\d[ \n]?\d)[ \n]?\d[\s-]?"
    r"[A-Z9]{2}[\s-]?[A-Z0-9][\s-]?[A-Z]{2}(?:[\s-]?\d\d(?!\d))?(?!\w)",
    re.IGNORECASE,
)
_DRIVER_LABEL = Pattern(
    r"\b(?:driv(?:ing|er'?s?'?)\s+(?:licen[cs]e|no|number)|DVLA|licen[cs]e\s+(?:no|number)"
    r"|licen[cs]e\s*:)",
    re.IGNORECASE,
)
_NI_DRIVER = Pattern(r"(?<![\w£])\d{8}(?![\w%])(?![.,]\d)")
_NI_DRIVER_LABEL = Pattern(
    r"\bdriv(?:ing|er'?s?'?)\s+licen[cs]e\s+(?:no|num"
    r"|number)\b[\s.:]*(?:\w{2,5}\s+){0,2}[:(]?\s*\Z",
    re.IGNORECASE,
)


def driving_licences(seen: Seen, _: Known) -> Iterator[Hit]:
    """Sixteen characters of surname, birth and initials; Northern Ireland's eight by label."""
    plain = seen.plain
    for found in _DRIVER.finditer(plain):
        shaped = _is_driver(found) and found[0] == found[0].upper()
        if shaped or labelled(plain, *found.span(), _DRIVER_LABEL):
            yield _driver(seen, *found.span())
    for start, end, _text in candidates(_NI_DRIVER, plain):
        if follows(plain, start, _NI_DRIVER_LABEL):
            yield _driver(seen, start, end)


def _driver(seen: Seen, start: int, end: int) -> Hit:
    message = "The number of a driving licence stands here."
    return hit(seen, start, end, "personal-data-driving-licence", message)


def _is_driver(found: re.Match[str]) -> bool:
    month, day = (int(checksums.digits(found[part])) for part in ("month", "day"))
    return 1 <= month % 50 <= 12 and month <= 62 and 1 <= day <= 31


# --- passports

_PASSPORT = Pattern(
    r"(?<![\w£])(?:\d{3}[ ]\d{3}[ ]\d{3}|\d(?:[ ]?\d){8}"
    r"|[A-Za-z]{1,2}[ ]?\d{6,8})(?![\w%])(?![.,]\d)"
)
_PASSPORT_LABEL = Pattern(
    r"\bpassports?\b(?:\W{0,3}\b(?:nos?|num|numbers?|id|details|is|was|are|were|and|the|a|uk"
    r"|british|irish"
    r"|with|holder|held|of|as|given|quoted|shown|listed|bearing|her|his|their|issued|expired|copy"
    r"|applicant'?s?|document|[A-Z]{3}|number(?:ed)?|\d{9}|[A-Z]{1,2}\d{6,8}))*\W{0,4}\Z",
    re.IGNORECASE,
)
_PASSPORT_AFTER = Pattern(r"\W{0,3}(?:\w+\s+)?\(?(?:uk\s+|british\s+)?passport\b", re.IGNORECASE)
_MACHINE_READABLE = Pattern(
    r"(?<!\w)P[A-Z<][A-Z]{3}[A-Z]+(?:<[A-Z]*){3,}<"
    r"|(?<!\w)[A-Z0-9<]{9}\d[A-Z]{3}\d{7}[FMX<]\d{7}[A-Z0-9<]{2,}"
)


def passports(seen: Seen, _: Known) -> Iterator[Hit]:
    """A number after "passport", and the lines that machines read at borders."""
    plain = seen.plain
    if "passport" in seen.small:
        for start, end, _text in candidates(_PASSPORT, plain):
            if follows(plain, start, _PASSPORT_LABEL, 90) or _names_passport(plain, start, end):
                yield _passport(seen, start, end)
    if "<<" in plain:
        for start, end, _text in candidates(_MACHINE_READABLE, plain):
            yield _passport(seen, start, end)


def _names_passport(plain: str, start: int, end: int) -> bool:
    numbered = re.search(
        r"\b(?:number|no\.?|document)\s*\Z", plain[max(0, start - 12) : start], re.IGNORECASE
    )
    return bool(numbered and _PASSPORT_AFTER.match(plain, end))


def _passport(seen: Seen, start: int, end: int) -> Hit:
    message = "The number of a passport stands here."
    return hit(seen, start, end, "personal-data-passport", message)


_PATIENTS = says(
    *("nhs", "chi", "h&c", "hcn", "h+c", "patient", "hospital", "medical", "health", "gig"),
    *("admitted", "discharged", "ward", "clinic", "surgery"),
)
_TAXPAYERS = says("utr", "tax", "assessment")
_DRIVER_END = Pattern(
    r"\d(?:[ \n]?\d){4}[\s-]?[A-Za-z9]{2}[\s-]?[A-Za-z0-9][\s-]?[A-Za-z]{2}(?![A-Za-z])"
)
_DRIVERS = says("driv")


def _speaks_of_patients(seen: Seen) -> bool:
    return has_long_number(seen) and _PATIENTS(seen)


def _speaks_of_tax(seen: Seen) -> bool:
    return has_long_number(seen) and _TAXPAYERS(seen)


def _holds_driver(seen: Seen) -> bool:
    return seen.digits >= 6 and (_DRIVERS(seen) or _DRIVER_END.search(seen.plain) is not None)


def _holds_passport(seen: Seen) -> bool:
    return "<<" in seen.plain or (seen.digits >= 6 and "passport" in seen.small)


RULES: tuple[Rule, ...] = (
    Rule("National Insurance numbers", ni_numbers, counts(6)),
    Rule("NHS numbers", nhs_numbers, _speaks_of_patients),
    Rule("taxpayers' references", tax_references, _speaks_of_tax),
    Rule("pupils' numbers", pupil_numbers, has_long_number),
    Rule("driving licences", driving_licences, _holds_driver),
    Rule("passports", passports, _holds_passport),
)
