"""What an officer may have meant by a provision typed another way than the log writes it."""

from __future__ import annotations

import re
from itertools import product

from disclosure_log.law.provisions import Kind, law, provision
from disclosure_log.model import Regime
from disclosure_log.nearest import nearest

_REGIME_WORDS = {
    Regime.FOISA: r"FO?I\(?S\)?A|FOI\s*\(Scotland\)(?:\s*Act)?|"
    r"Freedom of Information \(Scotland\) Act(?: 2002)?",
    Regime.EISR: r"EI\(?S\)?Rs?|EIR\s*\(Scotland\)|EIRs\s*\(Scotland\)|"
    r"Environmental Information \(Scotland\) Regulations(?: 2004)?",
    Regime.FOIA: r"FOIA?|Freedom of Information Act(?: 2000)?",
    Regime.EIR: r"EIRs?|Environmental Information Regulations(?: 2004)?",
}
_REGIMES = {
    regime: re.compile(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", re.IGNORECASE)
    for regime, words in _REGIME_WORDS.items()
}
_DIVISION = re.compile(
    r"(?<![A-Za-z])(?P<regulation>regulations?|regs?|r)(?:\b[\s.\-]*)?(?=\d)"
    r"|(?<![A-Za-z])(?:sections?|sec|ss?)(?:\b[\s.\-]*)?(?=\d)|§\s*",
    re.IGNORECASE,
)
#: The law of the other kind that the same authority answers under.
_TWINS = {
    Regime.FOIA: Regime.EIR,
    Regime.EIR: Regime.FOIA,
    Regime.FOISA: Regime.EISR,
    Regime.EISR: Regime.FOISA,
}
_NUMBER = re.compile(r"(\d{1,2}[A-Za-z]{0,2})(?![0-9A-Za-z])(.*)", re.DOTALL)
_FIRST_WORD = re.compile(r"[A-Za-z]{3,6}(?=[\s.\-])")
_EDGES = " \t\n.,:;-–—'\""
_SUBDIVISION = re.compile(
    r"[\s.,\-]*(?:[(\[{]\s*([0-9]{1,2}[A-Za-z]{1,2})\s*[)\]}]"
    r"|[(\[{]?\s*([0-9]{1,2}[A-Z]{0,2}|[A-Za-z]{1,4})\s*[)\]}]?)"
)

#: What the same reason is called in each law, for a citation under the wrong one.
_EQUIVALENTS: tuple[dict[Regime, str], ...] = tuple(
    dict(zip(Regime, codes, strict=True))
    for codes in (
        ("FOIA-s40(2)", "EIR-r13(1)", "FOISA-s38(1)(b)", "EISR-r11(2)"),
        ("FOIA-s40(1)", "EIR-r5(3)", "FOISA-s38(1)(a)", "EISR-r11(1)"),
        ("FOIA-s43(2)", "EIR-r12(5)(e)", "FOISA-s33(1)(b)", "EISR-r10(5)(e)"),
        ("FOIA-s42(1)", "EIR-r12(5)(b)", "FOISA-s36(1)", "EISR-r10(5)(b)"),
        ("FOIA-s31(1)(a)", "EIR-r12(5)(b)", "FOISA-s35(1)(a)", "EISR-r10(5)(b)"),
        ("FOIA-s41(1)", "EIR-r12(5)(f)", "FOISA-s36(2)", "EISR-r10(5)(f)"),
        ("FOIA-s36(2)(b)(i)", "EIR-r12(4)(e)", "FOISA-s30(b)(i)", "EISR-r10(4)(e)"),
        ("FOIA-s36(2)(b)(ii)", "EIR-r12(4)(e)", "FOISA-s30(b)(ii)", "EISR-r10(4)(e)"),
        ("FOIA-s24(1)", "EIR-r12(5)(a)", "FOISA-s31(1)", "EISR-r10(5)(a)"),
        ("FOIA-s38(1)", "EIR-r12(5)(a)", "FOISA-s39(1)", "EISR-r10(5)(a)"),
        ("FOIA-s22(1)", "EIR-r12(4)(d)", "FOISA-s27(1)", "EISR-r10(4)(d)"),
        ("FOIA-s21(1)", "EIR-r6(1)(b)", "FOISA-s25(1)", "EISR-r6(1)(b)"),
        ("FOIA-s14(1)", "EIR-r12(4)(b)", "FOISA-s14(1)", "EISR-r10(4)(b)"),
        ("FOIA-s14(2)", "EIR-r12(4)(b)", "FOISA-s14(2)", "EISR-r10(4)(b)"),
        ("FOIA-s12(1)", "EIR-r12(4)(b)", "FOISA-s12(1)", "EISR-r10(4)(b)"),
    )
)


def suggest_provision(text: str, regime: Regime | None = None) -> str | None:
    """The code nearest to what was typed, or None rather than a guess.

    `FOIA s.40(2)`, `section 40(2)`, `Reg 12(5)(e)` and `EIR-s12.5.e` are understood; `regime` is
    the response's own, for a citation that names none. A sub-division the law does not have
    comes back as the part that it does have.
    """
    named, rest = _regime_of(text)
    split = _split(_DIVISION.sub(" ", rest, count=1))
    regimes = tuple(
        dict.fromkeys(
            candidate
            for one in (named, regime)
            if one is not None
            for candidate in _in_order(one, rest, certain=one is named)
        )
    )
    if split is None or not regimes:
        return None
    number, parts = split
    for kept in range(len(parts), -1, -1):
        for one in regimes:
            head = f"{one}-{law(one).division[0]}{number}"
            for spelling in product(*map(_spellings, parts[:kept])):
                code = head + "".join(f"({part})" for part in spelling)
                if provision(code):
                    return code
    return None


def equivalent(code: str, regime: Regime) -> str | None:
    """The provision by which `regime` gives the reason that `code` gives in another law."""
    found = provision(code)
    if found is None:
        return None
    for row in _EQUIVALENTS:
        theirs = row[found.regime]
        if code == theirs or theirs.startswith(f"{code}("):
            return row[regime]
    return equivalent(found.parent, regime) if found.parent else None


def is_cost_limit(code: str) -> bool:
    """Whether a code is one of the cost limits: section 12 of FOIA and of FOISA."""
    found = provision(code)
    return found is not None and found.kind is Kind.GROUND and found.number.startswith("12")


def _regime_of(text: str) -> tuple[Regime | None, str]:
    """The regime a citation names, a slip of a letter allowed, and the rest of the citation."""
    for regime, words in _REGIMES.items():
        if words.search(text):
            return regime, words.sub(" ", text, count=1)
    first = _FIRST_WORD.match(text)
    meant = nearest(first[0], (regime.value for regime in Regime)) if first else None
    if first is None or meant is None:
        return None, text
    return Regime(meant), text[first.end() :]


def _in_order(regime: Regime, text: str, *, certain: bool) -> tuple[Regime, ...]:
    """The regime and its twin, the one whose divisions are called as the text calls them first.

    A regime that the citation names comes first whatever it calls its divisions.
    """
    word = _DIVISION.search(text)
    if word is None or law(regime).division == ("regulation" if word["regulation"] else "section"):
        return (regime,)
    return (regime, _TWINS[regime]) if certain else (_TWINS[regime],)


def _split(text: str) -> tuple[str, tuple[str, ...]] | None:
    match = _NUMBER.match(text.strip(_EDGES))
    if match is None:
        return None
    number, tail = match.groups()
    parts = []
    while tail.strip(_EDGES):
        part = _SUBDIVISION.match(tail)
        if part is None:
            return None
        parts.append(part[1] or part[2])
        tail = tail[part.end() :]
    return number.upper(), tuple(parts)


def _spellings(part: str) -> tuple[str, ...]:
    """As typed, then as the law writes it: capitals after a number, small letters alone."""
    return tuple(dict.fromkeys((part, part.upper() if part[0].isdigit() else part.lower())))
