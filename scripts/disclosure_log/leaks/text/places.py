"""Where people live: property numbers, and postcodes with a street, a house or a person near."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.text.context import candidates, counts, follows, hit, says
from disclosure_log.leaks.text.nearby import person_near, someones_own
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen
from disclosure_log.leaks.text.wording import any_of

# --- unique property reference numbers

_DIGITS = Pattern(r"(?<![\w£])(?<!\d[.,/-])(?:000)?\d(?:[ ]?\d){5,11}(?![\w%])(?![.,]\d)")
_UPRN = Pattern(
    r"\b(?:UPRNs?|(?:unique\s+)?property\s+reference(?:\s+numbers?"
    r"|\s+\(UPRN\))?)(?!\w)(?:\W{1,3}(?!cost|total|paid|count)[A-Za-z']+){0,6}"
    r"(?:[\W_]{0,4}|[\s|:-]{0,40}|(?:[\W_]{0,3}(?:and\s+)?\d{6,12}){1,9}\W{0,3}(?:and\s+)?)\Z",
    re.IGNORECASE,
)
_COUNTED = Pattern(
    r"\s+(?:\w+\s+)?(?:records?|propert(?:y|ies)|address(?:es)?|homes|rows|entries|households"
    r"|dwellings|UPRNs?"
    r"|premises|matches|pounds|people|residents)\b",
    re.IGNORECASE,
)
_BUSINESS = Pattern(
    r"\b(?:invoice|order|contract|USRN|ref|(?<!property )reference|case|tender|FOI|phone|tel"
    r"|title)\b[^\n]{0,12}\Z",
    re.IGNORECASE,
)


def property_numbers(seen: Seen, _: Known) -> Iterator[Hit]:
    """Up to twelve digits that the words call a UPRN; how many there are is no UPRN."""
    plain = seen.plain
    for start, end, _text in candidates(_DIGITS, plain):
        if _is_uprn(plain, start, end):
            message = "The number of a property stands here."
            yield hit(seen, start, end, "personal-data-property-number", message)


def _is_uprn(plain: str, start: int, end: int) -> bool:
    if _COUNTED.match(plain, end):
        return False
    if re.match(r"\s*\(UPRN\)", plain[end : end + 12]):
        return True
    return follows(plain, start, _UPRN, 150) and not follows(plain, start, _BUSINESS, 30)


# --- addresses

_POSTCODE = Pattern(
    r"(?<![\w/-])(?P<out>[A-Z]{1,2}\d[A-Z\d]?)(?P<gap>[ \n]{0,3})(?P<in>\d(?!ST|ND|RD|TH|AM|PM"
    r"|KM|KG|MM|CM)[A-Z]{2})(?![\w/-])",
    re.IGNORECASE,
)
_INWARD = Pattern(r"\d[A-Za-z]{2}(?![\w/-])")
_STREET_WORDS = any_of("""
street st road rd lane ln avenue ave drive dr close crescent cres court ct gardens gdns place pl
terrace terr way grove hill park square sq mews row walk green parade rise view vale croft wynd
brae loan gate path drove mount heights meadows? fields? end yard quay wharf cottages? villas?
heol ffordd stryd lôn maes rhodfa
""")
_STREET = Pattern(
    rf"\b(?!(?:The|This|Each|Every|In|On"
    rf"|No)\b)(?:[A-Z][\w'-]+[ \n]+){{1,3}}(?i:{_STREET_WORDS})\b|\b(?:Heol|Ffordd|Stryd|Lôn"
    rf"|Maes)[ ][A-Z]\w+",
)
_STREET_ANY = Pattern(rf"\b(?:[\w'-]+[ \n]+){{1,3}}{_STREET_WORDS}\b", re.IGNORECASE)
_HOUSE = Pattern(
    r"(?<![\w£.,/-])(?:(?:flat|apartment|apt|unit|room|house|plot"
    r"|bungalow)\s+(?:no\.?\s*)?\d{1,4}[a-z]?"
    rf"|\d{{1,4}}[a-z]?(?:\s?[-/]\s?\d{{1,4}})?,?[ \n]+(?:[\w'.-]+[ \n]+){{1,3}}{_STREET_WORDS}"
    r"|(?:no\.?|number)\s?\d{1,4}[a-z]?(?!/)"
    r"|(?<!site )(?<!zone )(?<!ward )(?<!bay )(?<!table )(?<!of )\d{1,4}[a-z]?(?=,?\s*\Z)"
    r"|\d{1,4}[a-z]?[ ]+(?:Heol|Ffordd|Stryd|Lôn|Maes|Rhodfa)\b)\b",
    re.IGNORECASE,
)
_BODY_WORDS = any_of("""
council councils ltd limited plc llp company school academy college university hospital surgery
library museum department directorate ministry agency authority commissioner ombudsman tribunal
charity trust association society foundation institute headquarters hq freepost po_box publishing
federation union constabulary police embassy parliament service services team unit_\\d+ floor
registered_office head_office business_park industrial_estate trading_estate cyngor swyddfa ysgol
civic_centre citizens_advice county_hall town_hall city_hall
""")
#: What a body's address may say, and a home's too.
_HOUSE_WORDS = any_of("""
office offices clinic centre center hall depot station church chapel studio estate works warehouse
mill stadium theatre hotel pub nursery group partnership board committee house bank branch store
shop market court suite press co
""")
_BODY = Pattern(rf"\b{_BODY_WORDS}\b", re.IGNORECASE)
_MAY_BE_BODY = Pattern(rf"\b{_HOUSE_WORDS}\b", re.IGNORECASE)
_LIVES = Pattern(
    r"\b(?:liv(?:es?|ed|ing)\s+(?:at|in)|resid(?:es?|ed|ing|ent)\b|home\s+address|(?:my|his|her"
    r"|their)\s"
    r"|tenant\s+of|moved\s+to)[^.\n]{0,40}\Z",
    re.IGNORECASE,
)
_HOUSE_AFTER = Pattern(
    r"[,;(\s]{1,3}(?:house|flat)(?:\s+(?:no\.?|number))?\s*:?\s*\d", re.IGNORECASE
)
_REACH = 110


def addresses(seen: Seen, known: Known) -> Iterator[Hit]:
    """A postcode with more of an address about it; alone it stands for many homes."""
    plain = seen.plain
    for inward in _INWARD.finditer(plain):
        found = _POSTCODE.search(plain, max(0, inward.start() - 7), inward.end())
        if not found or found.end() != inward.end() or not _is_postcode(found):
            continue
        start, end = found.span()
        address = _address_before(plain, start)
        if _is_known(plain, address, found, known):
            continue
        severity = _severity(plain, address, start, end)
        if severity:
            yield hit(seen, address, end, "personal-data-address", _MESSAGES[severity], severity)


HOME = "The address of a home stands here."
UNSURE = "An address stands here; it may be an organisation's."
_MESSAGES = {
    Severity.ERROR: HOME,
    Severity.WARNING: UNSURE,
}


def _is_postcode(found: re.Match[str]) -> bool:
    if found["out"].isupper() and found["in"].isupper():
        return "\n" not in found["gap"] or len(found["gap"]) == 1
    return found["gap"] == " "


def _address_before(plain: str, start: int) -> int:
    """Where the address begins that the postcode ends: at its house or its street."""
    low = _floor(plain, start)
    for pattern in (_HOUSE, _STREET):
        parts = list(pattern.finditer(plain, low, start))
        if parts:
            return min(part.start() for part in parts[-2:])
    return start


def _floor(plain: str, start: int) -> int:
    """How far up an address may reach: not over a blank line, a sentence or another postcode."""
    low = max(0, start - _REACH)
    for stop in re.finditer(
        r"\n\s*\n|(?<=[a-z)])(?<!\bAve)(?<!\bSt)(?<!\bRd)(?<!\bDr)(?<!\bMr)(?<!\bMrs)[.;:?!]\s+(?=[A-Z\d])",
        plain[low:start],
    ):
        low_stop = low + stop.end()
        if low_stop < start:
            floor = low_stop
            break
    else:
        floor = low
    earlier = [m.end() for m in _POSTCODE.finditer(plain, floor, start) if m[0].isupper()]
    return earlier[-1] if earlier else floor


def _severity(plain: str, address: int, start: int, end: int) -> Severity | None:
    low = _floor(plain, start)
    lead = plain[low:start]
    house = _HOUSE.search(lead)
    street = _STREET.search(lead) or (house and _STREET_ANY.search(lead))
    person = person_near(plain, address, end, 60)
    own = person or someones_own(plain, address, end, 60)
    if not (house or street or own or _HOUSE_AFTER.match(plain, end)):
        return None
    if not _LIVES.search(plain, max(0, address - 60), address):
        if _BODY.search(plain, max(0, address - 90), end):
            return Severity.WARNING
        if _MAY_BE_BODY.search(plain, max(0, address - 60), end) and not person:
            return Severity.WARNING
    return Severity.ERROR if (house and street) or own else Severity.WARNING


def _is_known(plain: str, address: int, found: re.Match[str], known: Known) -> bool:
    """Whether the postcode is a published address's and the house does not differ."""
    code = f"{found['out']}{found['in']}".lower()
    text = _squeezed(plain[address : found.start()])
    for one in known.addresses:
        whole = _squeezed(one)
        if whole.endswith(code) or code in whole:
            numbers = re.findall(r"\b\d{1,4}[a-z]?\b", plain[address : found.start()].lower())
            if not numbers or text in whole or all(n in re.findall(r"\w+", one) for n in numbers):
                return True
    return False


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


RULES: tuple[Rule, ...] = (
    Rule("property numbers", property_numbers, says("uprn", "property reference", digits=6)),
    Rule("addresses", addresses, counts(1)),
)
