"""What the checks for personal data let pass: published contact points, and nobody's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from disclosure_log.law.data import facts
from disclosure_log.leaks.text.rule import Known
from disclosure_log.model import Catalogue

_NOT_DIGITS = re.compile(r"\D+")


def known_to(catalogue: Catalogue | None = None, words: Iterable[str] = ()) -> Known:
    """The contact points of the log's bodies and of the regulators; `words` must never pass."""
    emails: list[str] = []
    phones: list[str] = []
    addresses: list[str] = []
    domains: list[str] = []
    for regulator in facts("regulators.yml").values():
        emails += regulator["emails"]
        phones += regulator["phones"]
        addresses += regulator["addresses"]
        domains += regulator["domains"]
    for body in catalogue.authorities.values() if catalogue else ():
        emails += [*body.contacts.emails, *filter(None, [body.review_email])]
        phones += body.contacts.phones
        addresses += body.contacts.addresses
        domains.append((urlsplit(body.homepage).hostname or "").removeprefix("www."))
    return Known(
        emails=frozenset(each.strip().casefold() for each in emails),
        domains=frozenset(each.casefold() for each in domains if each),
        phones=frozenset(_international(each) for each in phones),
        addresses=tuple(dict.fromkeys(" ".join(each.casefold().split()) for each in addresses)),
        words=tuple(dict.fromkeys(each.strip() for each in words if each.strip())),
    )


def _international(phone: str) -> str:
    """A number as E.164 has it, taken for a British one where it does not say."""
    digits = _NOT_DIGITS.sub("", phone)
    if phone.strip().startswith("+") or digits.startswith("00"):
        return f"+{digits.removeprefix('00')}"
    return f"+44{digits.removeprefix('0')}"
