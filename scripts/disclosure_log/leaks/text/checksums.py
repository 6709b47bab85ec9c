"""The check digits of identifiers. They prove little alone: context decides elsewhere."""

from __future__ import annotations

_TAX_CHECKS = "21987654321"
_PUPIL_CHECKS = "ABCDEFGHJKLMNPQRTUVWXYZ"
#: How long an IBAN is, by country: the registry of SWIFT.
_IBAN_LENGTHS = """
AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29
ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20
LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25
QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
"""
_LENGTHS = {item[:2]: int(item[2:]) for item in _IBAN_LENGTHS.split()}


def digits(text: str) -> str:
    """The digits of a text, without what parts them."""
    return "".join(sign for sign in text if sign in "0123456789")


def nhs(number: str) -> bool:
    """NHS, Health and Care and Community Health Index numbers: modulus 11 over ten digits."""
    if len(number) != 10 or len(set(number)) == 1:
        return False
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(number[:9])) % 11
    return check % 11 == int(number[9]) and check != 10


def luhn(number: str) -> bool:
    """Payment cards: ISO/IEC 7812, annex B."""
    total = 0
    for i, sign in enumerate(reversed(number)):
        value = int(sign) * (1 + i % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(number)) > 1


def iban(account: str) -> bool:
    """ISO 13616: the length of the country and modulus 97."""
    if _LENGTHS.get(account[:2]) != len(account):
        return False
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def tax(number: str) -> bool:
    """A unique taxpayer reference: its first digit checks the nine others."""
    weights = (6, 7, 8, 9, 10, 5, 4, 3, 2)
    rest = sum(int(d) * w for d, w in zip(number[1:], weights, strict=True)) % 11
    return _TAX_CHECKS[rest] == number[0]


def pupil(number: str) -> bool:
    """A unique pupil number: its letter checks twelve digits; the last of a temporary is a letter.

    Department for Education, "Unique pupil numbers", annex: weights 2 to 13, modulus 23.
    """
    values = [int(sign) if sign.isdigit() else _PUPIL_CHECKS.find(sign) for sign in number[1:]]
    rest = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % 23
    return -1 not in values and _PUPIL_CHECKS[rest] == number[0]
