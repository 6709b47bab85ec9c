"""What stands beside a number: a checksum alone proves nothing, the words about it do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.rule import Hit, Seen
from disclosure_log.leaks.text.wording import any_of

_OTHER_WORDS = any_of("""
invoice order contract purchase tender case foi eir rfi sar complaint charity company vat asset
serial model part product item barcode isbn issn doi meter mpan mprn ticket job batch docket budget
ledger supplier vendor grant planning claim policy transaction receipt cheque voucher file document
tel telephone phone mobile fax
""")
#: Words that say that a number is a reference of business, no person's.
OTHER = Pattern(
    rf"\b{_OTHER_WORDS}\b(?:\s+(?:ref|reference|no|num|number|numbers|id|code))?", re.IGNORECASE
)


_LONG = Pattern(r"\d(?:[ \n-]?\d){8}")


def has_long_number(seen: Seen) -> bool:
    """Whether nine digits stand together: most texts hold none, and half the rules need them."""
    return seen.digits >= 9 and _LONG.search(seen.plain) is not None


def says(*words: str, digits: int = 0) -> Callable[[Seen], bool]:
    """Whether a text holds one of some words, in small or large letters, and so long a number."""

    def needed(seen: Seen) -> bool:
        return seen.digits >= digits and holds(seen.small, words)

    return needed


def counts(digits: int) -> Callable[[Seen], bool]:
    """Whether a text may hold a number of so many digits."""
    return lambda seen: seen.digits >= digits


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words is in a text; a bare loop, since every text asks it often."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


def hit(
    seen: Seen, start: int, end: int, code: str, message: str, severity: Severity = Severity.ERROR
) -> Hit:
    """Something found from `start` to `end` of the text as seen."""
    return Hit(*seen.span(start, end), code, severity, message)


def labelled(
    plain: str,
    start: int,
    end: int,
    label: Pattern,
    *,
    before: int = 120,
    after: int = 40,
) -> bool:
    """Whether a label stands before, nearer than one of business, or directly after."""
    lead = plain[max(0, start - before) : start].replace("_", " ")
    mine = _last(label, lead)
    if mine >= 0 and mine >= _last(OTHER, lead):
        return True
    tail = re.split(r"[\n;]|\.\s", plain[end : end + after], maxsplit=1)[0]
    return (
        label.search(tail) is not None and not re.search(r"\d{4}", tail) and _last(OTHER, lead) < 0
    )


def _last(pattern: Pattern, text: str) -> int:
    ends = [found.end() for found in pattern.finditer(text)]
    return max(ends) if ends else -1


def follows(plain: str, start: int, label: Pattern, reach: int = 60) -> bool:
    """Whether the words directly before are the label, to their end."""
    return label.search(plain[max(0, start - reach) : start].replace("_", " ")) is not None


def candidates(pattern: Pattern, plain: str) -> Iterator[tuple[int, int, str]]:
    """Where a pattern lies: from, to and its words."""
    for found in pattern.finditer(plain):
        yield found.start(), found.end(), found[0]
