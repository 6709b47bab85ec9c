"""E-mail addresses: a person's, a team's, and those that may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.text.nearby import FIRST_NAMES
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen
from disclosure_log.leaks.text.wording import any_of

#: Their team mailboxes stand in every refusal; of other bodies only published ones pass.
_REGULATORS = ("ico.org.uk", "foi.scot", "itspublicknowledge.info")

CODE = "personal-data-email"
PERSONAL = "An e-mail address of a person stands here."
UNSURE = "An e-mail address stands here; it may be a team's."

_LONGEST_LOCAL = 64
_IN_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+'-&~")
_DOMAIN = Pattern(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@])")
_FILES = "png jpg jpeg gif svg webp ico css js json pdf docx xlsx pptx html xml csv txt zip md"
_ENDINGS_OF_FILES = frozenset(_FILES.split())

#: What stands where an address would: the pattern of addresses is no address.
_PLACEHOLDERS = Pattern(
    r"(?:(?:your|my|a|the)?[._-]?(?:fore|first|given|user|employee|staff|officer"
    r"|recipient)?[._-]?name"
    r"|first(?:name)?[._-](?:last|sur|family)(?:name)?|fore[._-]?name[._-](?:last|sur)[._-]?name"
    r"|name[._-](?:sur|last)[._-]?name|(?:first|f|i)?[._-]?initial[._-]?(?:sur|last)name|initials?"
    r"|your[._-]?email|some(?:one|body)|any(?:one|thing)|x+(?:[._-]x+)*|[._*-]+|redacted)",
    re.IGNORECASE,
)

_FREE = Pattern(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol"
    r"|btinternet"
    r"|btopenworld|talktalk|virginmedia|ntlworld|blueyonder|sky|tiscali|protonmail|proton|pm|gmx"
    r"|fsmail"
    r"|mail|tutanota|zoho|yandex|plusnet|freeserve|orange|o2)\.(?:com|co\.uk|net|org|me|uk|de|fr"
    r"|ru)",
    re.IGNORECASE,
)

_SHORT = """
foi foia eir dpo cso hr it pr web hq fao post mail ask info team desk help asb send ehcp ebs ceo cx
ig igt acas ico osic press law tax vat pcn cctv pals gp ops rsvp sar dsar hwrc pa ta data news
join jobs home clerk mayor spam abuse noc root admin sales bids lpa
"""
_SHORT_ROLES = frozenset(_SHORT.split())
#: How the words begin that mailboxes of teams are named by.
_ROLES = Pattern(
    any_of("""
access account admin admission adult alert analys announce appeal archive arts audit benefit bins
booking borough bounce building burial business care career casework cemeter center centre chair
charit chief child city claim clean climate commission committee communit complain consult consumer
contact contract control copyright coroner correspond counc council country county culture custom
daemon democra design desk develop digital director dispatch district domain donat econom
editor education election elector emergenc energy engineer enquir environment event exec
famil feedback film finance flood foia fraud freedom fund general global govern grants
group health hello help heritage highway homeless hosting housing hub inbox info inquir
insur international invoice leader learning legal leisure librar library licen licence
licens line list mail mailer manager market media member museum music neighbour network news
nobody noise notif office ombuds online operation order parish parks parking parking partnership
payable payment payroll pension permission pest photo planning policy postmaster president press
print privacy procure programme project protection publish purchas reception record recruit recycl
refuse regist regulat reply report request research resilien revenue review right road robot
safeguard sales school scrutiny secretar security service shop social sport standard
statistic strateg street subscri supplier support survey sustain system team technical tender
theatre tourism town trading transport trees tribunal union unit visit volunteer vote waste
webmaster welcome
""")
)


def find(seen: Seen, known: Known) -> Iterator[Hit]:
    """Every address but published contact points and role mailboxes of regulators."""
    plain = seen.plain
    at = plain.find("@")
    while at >= 0:
        found = _address(plain, at)
        if found:
            severity = judged(plain[found[0] : at], plain[at + 1 : found[1]], known)
            if severity:
                message = PERSONAL if severity == Severity.ERROR else UNSURE
                yield Hit(*seen.span(*found), CODE, severity, message)
        at = plain.find("@", at + 1)


def _address(plain: str, at: int) -> tuple[int, int] | None:
    domain = _DOMAIN.match(plain, at + 1)
    if not domain or domain[0].rpartition(".")[2].lower() in _ENDINGS_OF_FILES:
        return None
    start = at
    while start > 0 and at - start < _LONGEST_LOCAL and _in_local(plain[start - 1]):
        start -= 1
    while start < at and not plain[start].isalnum() and plain[start] != "_":
        start += 1
    return (start, domain.end()) if start < at else None


def _in_local(sign: str) -> bool:
    return sign in _IN_LOCAL or (not sign.isascii() and sign.isalnum())


def judged(local: str, domain: str, known: Known) -> Severity | None:
    """How sure it is that an address is a person's; None where it may stand."""
    address = f"{local}@{domain}".lower()
    if address in known.emails or _without_hyphens(address) in map(_without_hyphens, known.emails):
        return None
    if _PLACEHOLDERS.fullmatch(local):
        return None
    if _FREE.fullmatch(domain):
        return Severity.ERROR
    if is_role(local):
        return None if _is_of(domain, _REGULATORS) else Severity.WARNING
    ours = _is_of(domain, known.domains)
    return Severity.ERROR if ours or _is_person(local) else Severity.WARNING


def _is_of(domain: str, bodies: Iterable[str]) -> bool:
    low = domain.lower()
    return any(low == body or low.endswith(f".{body}") for body in bodies)


def _without_hyphens(address: str) -> str:
    return address.replace("-", "")


def is_role(local: str) -> bool:
    """Whether a mailbox is named after what it is for, not after who reads it."""
    words = [word for word in re.split(r"[\W\d_]+", local.lower()) if word]
    if len(words) > 1 and (words[0] in FIRST_NAMES or len(words[0]) == 1):
        return False
    return any(word in _SHORT_ROLES or _begins_as_role(word) for word in words) or (
        len(words) == 1 and len(words[0]) > 7 and bool(_ROLES.search(words[0]))
    )


def _begins_as_role(word: str) -> bool:
    """Short words count whole ("film" is no "Filmer"), longer ones as the beginning of others."""
    found = _ROLES.match(word)
    return bool(found and (found.end() > 5 or word[found.end() :] in {"", "s", "ing"}))


def _is_person(local: str) -> bool:
    words = [word for word in re.split(r"[\W\d_]+", local.lower()) if word]
    if len(words) == 1:
        return words[0] in FIRST_NAMES
    return len(words) in {2, 3} and max(map(len, words)) > 2


RULES: tuple[Rule, ...] = (Rule("e-mail addresses", find, lambda seen: "@" in seen.plain),)
