"""Persons named in prose by an honorific and a surname; names alone are beyond any list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from disclosure_log.finding import Severity
from disclosure_log.leaks.text.context import holds
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.people import BODIES, POSTS, bare, words_of
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen

_WORD: Final = r"(?:[A-ZÀ-ÖØ-Þ](?:['’]?[^\W\d_])+(?:[-'’][^\W\d_]+)*)"
_INITIALS: Final = r"(?:[A-Z]\.?[ \t]?){1,3}(?![^\W\d_])[ \t]*"
_TITLE: Final = (
    r"(?:Mr|Messrs|Master|Mrs|Miss|Ms|Mx|Dr|Prof|Professor|Sir|Dame|Lady|Lord|Baroness|Rev|Revd|Reverend|Canon"
    r"|Sister|Nurse|MR|MRS|MISS|MS|MX|DR|PROF|mr|mrs)"
)
_POLICE: Final = (
    r"(?:PC|WPC|DC|PS|DS|DI|DCI|DSU|PCSO|Sgt|Sergeant|Insp|Inspector|Ch(?:ief)?[ ]Insp(?:ector)?"
    r"|Constable|Supt|Superintendent|Cpl|Capt|Captain|Firefighter)"
)
_NAMED: Final = Pattern(
    rf"""(?<![\w&@.'’-])
    (?:(?P<title>{_TITLE})\b\.?
        (?:[ \t]*(?:&|and)[ \t]*{_TITLE}\b\.?)?
      |(?P<rank>{_POLICE})\b\.?(?:[ \t]+(?P<number>\d{{2,6}})\b)?)
    (?:[ \t]*\n?[ \t>]*(?P<name>(?:{_INITIALS})?(?:(?:van|von|de|al|el|ap)[ -])*{_WORD}
        (?:[ \t]+{_WORD}){{0,3}}|[A-Z]\b(?![A-Za-z.'’])
        |(?<=mr[ ])[a-z]{{3,}}|(?<=mrs[ ])[a-z]{{3,}}))?
    """,
    re.VERBOSE,
)
# What follows an honorific and is no surname of a private person.
_NOT_SURNAMES: Final = words_of("""
    justice speaker mayor provost lieutenant chancellor advocate chief president commissioner
    chairman chairperson chair big whippy men sheen muscle potato kipling bean happy cod chips
    fixit darcy justices judge lordship ladyship martens pepper who strange beckett world
    specialist monitor monitors repairs comics motor motors plus day chapel cross tenure
    and or the of is was are were has had who in on at said did will would may
    appointed general report form act imaging pac-man plan bedroom gardener builder copy
    day's godiva bountiful privy keeper officer office mighty plod
    """)
_RANK_NOT: Final = words_of("smith adaptor supply power current offset roads plc")
_ACCOUNTABLE: Final = (
    r"(?:minister|secretary\ of\ state|councillors?|cllr|(?:lord\ |deputy\ |city\ )?mayor|provost"
    r"|mp|msp|ms|am|chief\ constable|police\ and\ crime\ commissioner|council\ leader"
    r"|leader\ of\ the\ (?:council|opposition)|(?:information\ )?commissioner|coroner|sheriff"
    r"|(?:district\ |circuit\ |tribunal\ )?judge|chief\ (?:executive|fire\ officer)"
    r"|(?:returning|monitoring)\ officer|director\ of\ [\w' -]{3,40}|(?:lord\ )?chancellor"
    r"|(?:first|prime)\ minister|home\ secretary|lord\ lieutenant|portfolio\ holder"
    r"|inspector\ of\ [\w' -]{3,40}|ombudsman)"
)
_BEFORE: Final = Pattern(
    rf"\b{_ACCOUNTABLE}(?:[ ]for[ ][\w' ]{{3,30}})?[,:]?[ \n]*\Z", re.IGNORECASE
)
_AFTER: Final = Pattern(
    rf"\A(?:[ ](?:MP|MSP|AM|QC|KC|MEP)\b|[ ]v[ ]|[ ](?:MS)\b,?|,?[ ]\(?(?:as[ ]|who[ ]is[ ])?"
    rf"(?:the[ ](?:then[ ]|former[ ]|council's[ ])?)?{_ACCOUNTABLE}\b)",
    re.IGNORECASE,
)
_COMPANY: Final = Pattern(
    r"\A(?:['’]s)?,?[ ](?:&|and)[ ](?:Sons?|Co|Daughters?|Partners)\b"
    r"|\A(?:['’]s)?[ ](?:Fish|Chip|Kebab)",
    re.IGNORECASE,
)
_MEMBERS: Final = words_of("mp msp ms am kc qc mep")
_STREET: Final = Pattern(r"\d[\w/-]*,?[ \t]+(?:[A-Z][\w'’-]*[ \t]+){1,3}\Z")
_GREETED: Final = Pattern(r"\b(?:Dear|Annwyl)[ \t]+\Z", re.IGNORECASE)
_MESSAGE: Final = "A person is named by title and surname."


def _names(seen: Seen, _: Known) -> Iterator[Hit]:
    text = seen.plain
    for match in _NAMED.finditer(text):
        if _person(text, match):
            start, end = seen.span(match.start(), match.end())
            yield Hit(start, end, "personal-data-name", Severity.WARNING, _MESSAGE)


def _person(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 80) : match.start()], text[match.end() :][:80]
    if match["name"] is None:
        return match["rank"] is not None and match["number"] is not None and _collar(match)
    if _BEFORE.search(before) or _AFTER.search(after) or _COMPANY.search(after):
        return False
    if _GREETED.search(before):
        return False
    words = [bare(word) for word in match["name"].split()]
    if set(words[0]) == {"x"} or words[-1] in _MEMBERS:
        return False
    if words[0] in _NOT_SURNAMES or words[0] in {"madam", "sir", "or"}:
        return False
    if any(word in BODIES for word in words[1:]) or _body_follows(after):
        return False
    return _by_rank(match, words) if match["rank"] else _by_title(before, match, words)


def _body_follows(after: str) -> bool:
    following = re.match(r"(?:['’]s)?[ ]([A-Z][a-z]+|ltd|plc)\b", after)
    return following is not None and bare(following[1]) in BODIES


def _collar(match: re.Match[str]) -> bool:
    """Whether a number after a rank is an officer's: “PC 4321”, not “DC 12”."""
    return 3 <= len(match["number"]) <= 4 and match["rank"] in {
        "PC",
        "WPC",
        "PS",
        "PCSO",
        "Sgt",
        "DC",
    }


def _by_rank(match: re.Match[str], words: list[str]) -> bool:
    if words[0] in BODIES or ("\n" in match[0] and match["name"].isupper()):
        return False
    if words[0] in _RANK_NOT and match["rank"] in {"DS", "DC", "PC"} and len(words) == 1:
        return match["rank"] == "PC"
    return words[0] not in POSTS and not (match["name"].isupper() and len(match["name"]) < 4)


def _by_title(before: str, match: re.Match[str], words: list[str]) -> bool:
    title = match["title"]
    if title in {"Dr", "DR"} and _STREET.search(before):
        return False
    if title in {"MS", "DR", "MISS"} and not match["name"].isupper():
        return False
    if title in {"Sister", "Nurse", "Canon"} and (words[0] in POSTS or words[0] in BODIES):
        return False
    return not (words[0] in POSTS and words[0] not in {"north", "west", "head", "wales", "new"})


_HINT: Final = words_of(
    """
    Mr Ms Miss MISS Mx MX mr MR MS Dr DR Prof PROF Sir Dame Lady Lord Baron Rev Canon Sister Nurse
    PC DC PS DS DI DCI Sgt Sergeant Insp Constable Supt Superint Cpl Capt Firefighter Messrs Master
    """
)


def _may_name(seen: Seen) -> bool:
    return len(seen.plain) > 3 and holds(seen.plain, _HINT)


RULES: Final = (Rule("name", _names, _may_name),)
