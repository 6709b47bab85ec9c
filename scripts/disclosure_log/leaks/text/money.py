"""Payment cards and bank accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

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

_CARD = Pattern(r"(?<![\w£$€])(?<!\d[.,/-])[2-6](?:[ -]?\d){11,18}(?![\w%])(?![.,]\d)")
_CARD_LABEL = Pattern(
    r"\b(?:visa|mastercard|amex|american\s+express|maestro|(?:debit|credit|payment|bank|procurement"
    r"|purchasing|corporate|p)[ -]?cards?|cards?\s+(?:nos?|number|details|ending|ref)"
    r"|card(?:holder)?"
    r"|PAN|cards?)\b",
    re.IGNORECASE,
)
_CARD_GROUPS = Pattern(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d\d([ -])\d{6}\2\d{5}")
_CARD_LENGTHS = (
    (Pattern(r"4"), {13, 16, 19}),
    (Pattern(r"5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)"), {16}),
    (Pattern(r"3[47]"), {15}),
    (Pattern(r"3(?:0[0-5]|[68])"), {14}),
    (Pattern(r"35(?:2[89]|[3-8])|6011|64[4-9]|65"), {16}),
    (Pattern(r"62|5[06-8]|6[37]"), {12, 13, 14, 15, 16, 17, 18, 19}),
)
_FOUR_DIGITS = Pattern(r"(?<![\d,.])\d{4}(?![\d,.])")


def cards(seen: Seen, _: Known) -> Iterator[Hit]:
    """Numbers of an issuer whose check digit agrees, written as cards are or called a card."""
    plain = seen.plain
    for start, end, text in candidates(_CARD, plain):
        number = checksums.digits(text)
        if not _is_issued(number) or not checksums.luhn(number):
            continue
        printed = _CARD_GROUPS.fullmatch(text) and not _in_row(plain, start, end)
        if printed or labelled(plain, start, end, _CARD_LABEL, before=100):
            message = "The number of a payment card stands here."
            yield hit(seen, start, end, "personal-data-payment-card", message)


def _is_issued(number: str) -> bool:
    return any(len(number) in lengths and start.match(number) for start, lengths in _CARD_LENGTHS)


def _in_row(plain: str, start: int, end: int) -> bool:
    """Whether it stands among other numbers of four digits, as the rows of a table do."""
    if re.match(r" \d{4}(?![/\d])", plain[end : end + 6]):
        return True
    around = plain[max(0, start - 60) : start] + " " + plain[end : end + 60]
    beside = _FOUR_DIGITS.findall(_CARD_GROUPS.sub("", around))
    return sum(number[:2] not in {"19", "20"} for number in beside) > 1 or len(beside) > 3


# --- bank accounts

_IBAN_SIGNS = r"(?<!\w)[A-Z]{2}[\s-]?\d\s?\d(?:[\s-]{0,2}[A-Z0-9]){11,30}(?![A-Z0-9])"
_IBAN = Pattern(_IBAN_SIGNS)
_IBAN_BODY = Pattern(r"\d(?:(?<=[A-Z]{2}\d)|(?<=[A-Z]{2}[\s-]\d))\s?\d(?:[\s-]{0,2}[A-Z0-9]){11}")
_IBAN_IN_SMALL = Pattern(_IBAN_SIGNS, re.IGNORECASE)
_SORT_CODE = Pattern(r"(?<![\w£.,/-])\d\d([ -]?)\d\d\1\d\d(?![\w%/-])(?![.,]\d)")
_ACCOUNT = Pattern(r"(?<![\w£.,/-])\d(?:[ ]?\d){6,7}(?![\w%/])(?![.,-]\d)(?! \d)")
_SORT_LABEL = Pattern(
    r"\b(?:sort(?:ing)?[ -]?code|s/c|c[oô]d\s+didoli)\b[\w\s.:#()=|-]{0,20}\Z", re.IGNORECASE
)
_BANK_LABEL = Pattern(
    r"\b(?:bank(?:ing)?|bacs|sort(?:ing)?[ -]?code|barclays|lloyds|natwest|hsbc|santander|payee"
    r"|building\s+society|direct\s+debit|account\s+(?:no|num|number|name|holder|details)|a/c"
    r"|acc(?:ount)?\s*no)\b",
    re.IGNORECASE,
)
_ACCOUNT_WORDS = Pattern(
    r"\bsort(?:ing)?[ -]?code|\bbank\s+(?:account|details)|\bBACS\b", re.IGNORECASE
)
_ACCOUNT_LABEL = Pattern(
    r"\b(?:bank|barclays|lloyds|natwest|hsbc|santander|monzo|nationwide|current|savings"
    r"|personal)\s+"
    r"a(?:ccount|/c)(?:'s)?\s*(?:nos?|num|number)?[\s.:#(]*(?:is\s+|was\s+|of\s+)?\Z",
    re.IGNORECASE,
)


_SAYS_IBAN = says("iban")
_SPEAKS_OF_BANK = says("sort", "account", "a/c", "bank", "bacs", "s/c", "didoli", "payee")
_DASHED = Pattern(r"(?<!\d)\d\d-\d\d-\d\d(?!\d)")


def bank_accounts(seen: Seen, _: Known) -> Iterator[Hit]:
    """IBANs whose check agrees, and sort codes with an account number beside them."""
    plain = seen.plain
    yield from _ibans(seen)
    if seen.digits < 7 or not (_SPEAKS_OF_BANK(seen) or _DASHED.search(plain)):
        return
    for start, end, text in candidates(_SORT_CODE, plain):
        account = _account_beside(plain, start, end)
        if account and _is_sort_code(plain, start, end, text, account):
            yield _bank(seen, min(start, account[0]), max(end, account[1]))
    for start, end, _text in candidates(_ACCOUNT, plain):
        if follows(plain, start, _ACCOUNT_LABEL):
            yield _bank(seen, start, end)


def _ibans(seen: Seen) -> Iterator[Hit]:
    pattern = _IBAN_IN_SMALL if _SAYS_IBAN(seen) else _IBAN
    if pattern is _IBAN and not _IBAN_BODY.search(seen.plain):
        return
    for start, _end, text in candidates(pattern, seen.plain):
        signs = [i for i, sign in enumerate(text) if sign.isalnum()]
        number = "".join(text[i] for i in signs).upper()
        for length in range(len(number), 14, -1):
            if checksums.iban(number[:length]):
                yield _bank(seen, start, start + signs[length - 1] + 1)
                break


def _account_beside(plain: str, start: int, end: int) -> tuple[int, int] | None:
    after = _ACCOUNT.search(plain, end, end + 70)
    if after:
        return after.span()
    before = list(_ACCOUNT.finditer(plain, max(0, start - 70), start))
    return before[-1].span() if before else None


def _is_sort_code(plain: str, start: int, end: int, text: str, account: tuple[int, int]) -> bool:
    if follows(plain, start, _SORT_LABEL):
        return True
    if len(text) == 6:
        return False
    window = plain[max(0, min(start, account[0]) - 60) : max(end, account[1]) + 30]
    if not _is_date(text):
        beside = 0 <= account[0] - end <= 3 and text[2] == "-"
        return beside or _BANK_LABEL.search(window) is not None
    return _ACCOUNT_WORDS.search(window) is not None


def _is_date(text: str) -> bool:
    day, month, _year = (int(part) for part in re.split(r"[ -]", text))
    return 1 <= day <= 31 and 1 <= month <= 12


def _bank(seen: Seen, start: int, end: int) -> Hit:
    message = "The number of a bank account stands here."
    return hit(seen, start, end, "personal-data-bank-account", message)


RULES: tuple[Rule, ...] = (
    Rule("payment cards", cards, has_long_number),
    Rule("bank accounts", bank_accounts, counts(2)),
)
