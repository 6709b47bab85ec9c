"""Counts of one to four persons in a table, and hidden ones that totals give back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Grid, Leak, leak
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.table_shape import NUMBER, YEAR, Table, plain_heading, shape

_TOLD: Final = 5  # a column; the rest is counted
_PEOPLE: Final = Pattern(
    r"""\b(?:staff|employees?|workers?|workforce|headcount|head\scount|officers?|teachers?|pupils?
    |students?|child(?:ren)?|young\speople|people|persons?|residents?|patients?|tenants?|claimants?
    |customers?|clients?|carers?|parents?|families|households?|individuals?|applicants?|victims?
    |suspects?|offenders?|adults?|men|women|boys|girls|males?|females?|non[\s-]?binary|trans(?:gender)?
    |complaints?|complainants?|deaths?|suicides?|died|fatalit\w+|injur\w+|casualt\w+|ethnic\w*|races?
    |disab\w+|sick\w*|illness\w*|absen\w+|religio\w*|sexual\w*|orientation|gender|sex|age\sgroups?
    |age\sbands?|pregnan\w+|maternity|paternity|grievances?|disciplinar\w+|dismiss\w+|suspen\w+
    |exclu(?:ded|sions?)|bull(?:y|ied|ying)|harass\w+|allegations?|redundan\w+|resign\w+|leavers?
    |starters?|settlement\sagreements?|assaults?|abuse\w*|rapes?|arrests?|detentions?|detained
    |homeless\w*|rough\ssleep\w*|asylum|refugees?|adopt(?:ed|ions?)|foster\w*|looked[\s-]after
    |send|sen|ehcps?|ehc\splans?|safeguarding|diagnos\w+|referrals?|admissions?|self[\s-]harm
    |mental|domestic|convict\w+|prosecut\w+|whistle\w*|misconduct|apprentices?|interns?|volunteers?
    |councillors?|members\sof|learners?|trainees?|prisoners?|inmates?|migrants?|nationalit\w+
    |babies|births?|stillbirths?|mothers|fathers|pensioners?|veterans|appellants?|requesters?)\b""",
    re.VERBOSE,
)
_NOT_COUNTS: Final = Pattern(
    r"""%|£|€|\bper\s?cent\w*\b|\bpercentages?\b|\bpct\b|\brates?\b|\bratios?\b|\bproportion\b
    |\baverages?\b|\bmean\b|\bmedian\b|\bper\s|\bcosts?\b|\bspen[dt]\w*\b|\bamounts?\b|\bprices?\b
    |\bvalues?\b|\bsalar\w+\b|\bbudget\w*\b|\bincome\b|\bpay(?:ments?)?\b|\bsizes?\b|\blengths?\b
    |\bwidths?\b|\bheights?\b|\barea\b|\bdistances?\b|\bkm\b|\bmiles\b|\bmetres\b|\brank\w*\b
    |\bpositions?\b|\bscores?\b|\bpoints?\b|\brating\b|\bdates?\b|\bdays?\b|\bhours?\b|\bminutes?\b
    |\bweeks?\b|\bmonths?\b|\byears\b|\btime\b|\bduration\b|\bfte\b|\btonnes\b|\bkg\b|\blitres\b
    |\bversion\b|\bpriority\b|\bindex\b|\bcode\b|\bids?\b|\brefs?\b|\breference\b|\brooms?\b
    |\bbed(?:room)?s\b|\blatitude\b|\blongitude\b|\beasting\b|\bnorthing\b|\bvehicles?\b|\bdesks?\b
    |\bphones?\b|\blaptops?\b|\bcapacity\b|\bplaces\b|\bscale\b|\bquestion\b|\bpage\b""",
    re.VERBOSE,
)
_LABELS: Final = Pattern(
    r"(?:\w+ )?(?:year|quarter|month|week|date|age|grade|band|level|tier|class|stage|key stage"
    r"|year group|period|no|no\.|number|#|item|row|rank|decile|quintile|group|line|ward no|floor)"
    r"|age (?:group|band|range)|(?:pay|salary|age) (?:band|grade)|sort order|s/n|sn"
)
_TOTAL: Final = Pattern(
    r"(?:grand |sub ?)?totals?\b|.*\btotals?\Z|all\b|overall\b|sum\b|both\b|cyfanswm\b|everyone\Z"
)
_HIDDEN: Final = Pattern(
    r"(?:<|&lt;|≤|less than|fewer than|under|below|up to|no more than)\s*=?\s*"
    r"(?P<bound>\d{1,2}|five|ten)\b.*"
    r"|\*+|\[?[cxsz]\]?|\([cxsz]\)|(?:\[)?(?:suppressed|withheld|redacted).*|1\s?(?:-|–|to)\s?4|#|~|\[low\]"
)
_NOTHING: Final = frozenset({"", "-", "–", "—", "nil", "none", "0"})
_SMALL: Final = "A count of one to four people stands in the table."
_BACK: Final = "A hidden count is given back by a total and the other figures of its row or column."

_Cell = int | None  # a figure, or None where it is hidden
_Spot = tuple[int, int]


@dataclass(frozen=True)
class _Line:
    """A row or a column of counts with the total that is given for it."""

    parts: tuple[_Spot, ...]
    total: _Spot


def small_numbers(grid: Grid, code: str = "attachment-small-number") -> Iterator[Leak]:
    """Counts of one to four in tables about people, and hidden ones that a total gives back.

    Not years, percentages, amounts, sizes, ranks or dates. `code` is personal-data-small-number
    for the table of a text.
    """
    table = shape(grid)
    if table is None:
        return
    columns = [at for at in range(len(table.headings)) if _counts(table, at)]
    if not columns:
        return
    labels = _label_columns(table, columns)
    about = [at for at in columns if _about_people(table, at, labels)]
    yield from _small(table, columns, about, labels, code)
    yield from _recoverable(table, columns, bool(about), labels, code)


def _counts(table: Table, at: int) -> bool:
    """Whether a column holds counts: whole numbers and hidden ones, no labels in a row."""
    heading = table.headings[at]
    if _NOT_COUNTS.search(heading) or _LABELS.fullmatch(heading):
        return False
    cells = [cell for cell in table.column(at) if cell.casefold() not in _NOTHING]
    figures = [int(cell.replace(",", "")) for cell in cells if _whole(cell)]
    hidden = sum(1 for cell in cells if _HIDDEN.fullmatch(cell.casefold()))
    if not figures and not hidden:
        return False
    if (len(figures) + hidden) < 0.6 * len(cells):
        return False
    one_by_one = len(figures) > 2 and figures == list(range(figures[0], figures[0] + len(figures)))
    return not (one_by_one and (at == 0 or not heading))


def _whole(cell: str) -> bool:
    digits = cell.replace(",", "")
    return digits.isascii() and digits.isdigit() and len(digits) < 10


def _label_columns(table: Table, columns: Sequence[int]) -> list[int]:
    worded = [
        at
        for at in range(len(table.headings))
        if at not in columns and not _mostly_figures(table.column(at))
    ]
    return [at for at in worded if at < columns[0]][:4] or worded[:2]


def _mostly_figures(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    figures = [cell for cell in filled if NUMBER.match(cell) and not YEAR.match(cell)]
    return 2 * len(figures) > len(filled)


def _about_people(table: Table, at: int, labels: Sequence[int]) -> bool:
    words = [table.title, table.headings[at], *(table.headings[label] for label in labels)]
    return any(_PEOPLE.search(part) for part in words)


_FEW = frozenset({"1", "2", "3", "4"})


def _small(
    table: Table, columns: Sequence[int], about: Sequence[int], labels: Sequence[int], code: str
) -> Iterator[Leak]:
    for at in columns:
        found = [
            number
            for number, row in enumerate(table.rows)
            if row[at] in _FEW
            and (at in about or _people_row(row, labels))
            and not _barred_row(row, labels)
        ]
        for number in found[:_TOLD]:
            line = table.first + number if not table.grid.place else 1
            yield leak(code, table.place(number, at), _SMALL, line=line)
        if len(found) > _TOLD:
            message = f"{len(found)} counts of one to four people stand in the column."
            yield leak(code, table.place(None, at), message)


def _people_row(row: Sequence[str], labels: Sequence[int]) -> bool:
    return any(len(row[at]) <= 40 and _PEOPLE.search(row[at].casefold()) for at in labels)


def _barred_row(row: Sequence[str], labels: Sequence[int]) -> bool:
    """Whether a row's label says that its figures are no counts: “Average days”, “% of staff”."""
    return any(_NOT_COUNTS.search(row[at].casefold()) for at in labels if not YEAR.match(row[at]))


# --- what totals give back


def _recoverable(
    table: Table, columns: Sequence[int], about: bool, labels: Sequence[int], code: str
) -> Iterator[Leak]:
    figures, bounds = _figures(table, columns, about)
    if not bounds:
        return
    lines = [*_across(table, columns), *_down(table, columns, labels)]
    known = dict(figures)
    again = True
    while again:
        again = False
        for line in lines:
            spot = _given_back(line, known, bounds)
            if spot is not None:
                known[spot] = 1
                again = True
                row, at = spot
                number = table.first + row if not table.grid.place else 1
                yield leak(code, table.place(row, at), _BACK, severity=Severity.ERROR, line=number)
                known[spot] = _rest(line, known, spot)


def _figures(
    table: Table, columns: Sequence[int], about: bool
) -> tuple[dict[_Spot, _Cell], dict[_Spot, int]]:
    """Every figure by its place, hidden ones as None, and how great a hidden one may be."""
    figures: dict[_Spot, _Cell] = {}
    bounds: dict[_Spot, int] = {}
    for number, row in enumerate(table.rows):
        for at in columns:
            cell = row[at].casefold()
            if _whole(cell):
                figures[number, at] = int(cell.replace(",", ""))
            elif cell in _NOTHING:
                figures[number, at] = 0
            elif (match := _HIDDEN.fullmatch(cell)) and (match["bound"] or about):
                figures[number, at] = None
                bounds[number, at] = _bound(match["bound"])
    return figures, bounds


def _bound(word: str | None) -> int:
    return {None: 10, "five": 5, "ten": 10}.get(word) or int(word or 10)


def _across(table: Table, columns: Sequence[int]) -> Iterator[_Line]:
    totals = [at for at in columns if _TOTAL.match(table.headings[at])]
    if len(totals) != 1:
        return
    parts = [at for at in columns if at != totals[0]]
    for number in range(len(table.rows)):
        yield _Line(tuple((number, at) for at in parts), (number, totals[0]))


def _down(table: Table, columns: Sequence[int], labels: Sequence[int]) -> Iterator[_Line]:
    begun = 0
    for number, row in enumerate(table.rows):
        if not any(_TOTAL.match(plain_heading(row[at])) for at in labels if row[at]):
            continue
        for at in columns:
            yield _Line(tuple((above, at) for above in range(begun, number)), (number, at))
        begun = number + 1


def _given_back(line: _Line, known: dict[_Spot, _Cell], bounds: dict[_Spot, int]) -> _Spot | None:
    """The one hidden figure of a line that its total and its other figures tell."""
    if known.get(line.total) is None or len(line.parts) < 2:
        return None
    if any(part not in known for part in line.parts):
        return None
    hidden = [part for part in line.parts if known[part] is None]
    if len(hidden) != 1:
        return None
    return hidden[0] if 0 <= _rest(line, known, hidden[0]) <= bounds[hidden[0]] else None


def _rest(line: _Line, known: dict[_Spot, _Cell], spot: _Spot) -> int:
    others = sum(known[part] or 0 for part in line.parts if part != spot)
    return (known[line.total] or 0) - others
