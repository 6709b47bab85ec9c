"""Columns of a table that name or describe persons, and tables with a row for each person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Grid, Leak, leak
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.people import BODIES, is_person
from disclosure_log.leaks.text.rule import Known
from disclosure_log.leaks.text.rules import read_text
from disclosure_log.leaks.text.small_numbers import small_numbers
from disclosure_log.leaks.text.table_shape import NUMBER, YEAR, Table, shape

__all__ = ["columns", "small_numbers"]

_WHO: Final = (
    r"(?:employee|staff|officer|pupil|student|child|patient|tenant|customer|client|applicant|claimant"
    r"|complainant|requester|requestor|resident|person|carer|parent|worker|teacher|driver|owner"
    r"|licensee|occupier|victim|suspect|offender|learner|payee|contact|member|user|service\suser|cust|account\sholder|bearer"
    r"|next\sof\skin|line\smanager|manager|author|individual|debtor|leaseholder|defendant|payer)"
)
_OF_PERSONS: Final = Pattern(
    rf"""(?:sur|fore|first|last|given|family|middle|maiden|christian|preferred)\s?names?(?:\(s\))?
    |(?:name\sof\s)?{_WHO}(?:['’]?s)?(?:\s\d)?\s(?:full\s|first\s|last\s)?(?:sur|fore)?(?:names?|initials?)
    |full\s?names?|contact\s(?:no|number)s?\.?|(?:home|work|personal|private)\stel(?:ephone)?(?:\s(?:no|number))?\.?
    |n\.?i\.?|chi(?:\s(?:no|number))?|person\sid|bank\sdetails|ip\saddress(?:es)?|emergency\scontact
    |names?\sof\s(?:the\s)?{_WHO}s?|known\sas|names?\sand\saddress(?:es)?
    |d\.?\s?o\.?\s?b\.?|(?:date|day)\sof\sbirth|birth\s?(?:date|day)|born(?:\son)?
    |{_WHO}?\s?(?:personal|private|work|home)?\s?e\s?mails?(?:\saddress(?:es)?)?
    |(?:home|personal|private|mobile|cell|contact|daytime|work|{_WHO})\s?(?:tele)?phone(?:\s(?:no|number)\.?)?
    |mobiles?(?:\s(?:no|number)s?\.?)?|(?:home|private|correspondence|residential|current|previous|{_WHO})
        \saddress(?:\sline\s?\d)?
    |n\.?i\.?\s?(?:no|number|num|\#)s?\.?|nino|national\sinsurance(?:\s(?:no|number)\.?)?
    |nhs\s?(?:no|number|num|id)\.?|upn|unique\spupil\s(?:no|number)|passport(?:\s(?:no|number))?\.?
    |driving\slicence(?:\s(?:no|number))?|(?:bank\s)?account\s(?:no|number)\.?|sort\scode|iban|utr
    |(?:employee|staff|payroll|pay|personnel|pupil|student|patient|tenant|tenancy|warrant|collar|assignment)
        \s?(?:id|no|number|num|ref|reference|code)\.?
    |signatures?|next\sof\skin(?:\sname)?|user\s?names?|log\s?in(?:\s(?:id|name))?|vehicle\sreg\w*|vrm
    |social\ssecurity(?:\sn\w+)?|ssn|hospital\s(?:no|number)|medical\sconditions?""",
    re.VERBOSE,
)
_MAYBE: Final = Pattern(
    rf"""names?|address(?:\sline\s?\d|es)?|(?:tele)?phone(?:\s(?:no|number))?\.?|tel(?:\sno)?\.?
    |(?:case\s|assigned\s|allocated\s|lead\s|responsible\s|reporting\s)?{_WHO}s?(?:\s\d)?
    |case\s(?:officer|worker)|social\sworker|initials|assigned\sto|allocated\sto|created\sby|entered\sby
    |modified\sby|approved\sby|completed\sby|reported\sby|requested\sby|owner|who|by""",
    re.VERBOSE,
)
_OF_BODIES: Final = Pattern(
    r"""\b(?:school|academy|college|nursery|company|business|organisation|supplier|vendor|provider
    |contractor|firm|trading|premises|establishment|department|directorate|service|team|ward|parish
    |council|site|building|property|asset|library|park|street|road|station|car\spark|venue|charity
    |trust|authority|constituency|hospital|surgery|practice|project|scheme|product|file|councillor
    |cllr|elected|payee|ratepayer|operator|landlord|centre|facility|location|area|district|dog|breed
    |species|road|system|software|application|contract|course|event|polling|candidate|licensed)\b""",
    re.VERBOSE,
)
#: Headings that say of the other columns that they are a body's or a building's.
_BODY_ROWS: Final = Pattern(
    r"""\b(?:school|academy|college|nursery|company|business|organisation|supplier|vendor|provider
    |contractor|firm|trading|premises|establishment|building|property|asset|library|park|station
    |venue|charity|trust|hospital|surgery|practice|facility|centre|site|operator|licensed|polling
    |ratepayer|councillor|cllr|elected|candidate|car\spark|landlord|council|authority)\b""",
    re.VERBOSE,
)
_PUBLIC: Final = Pattern(
    r"\b(?:councillors?|cllrs?|elected|candidates?|mps?|ward\smembers?|mayors?|minister)\b"
)
_GONE: Final = Pattern(
    r"\[redacted.*\]|redacted|withheld|removed|n/?a|-+|none|nil|x+|\*+|█+|unknown"
)
_PARTS: Final = Pattern(r"[,;/&()]| and ")
_ENOUGH: Final = 0.5
_SAMPLE: Final = 25

_SHARED: Final = Pattern(r"mail|phone|mobile|account|sort code|contact address")
_OWN: Final = Pattern(rf"\b(?:home|personal|private|correspondence|(?!contact\b){_WHO})\b")
_BY_HEADING: Final = "A column's heading says that it holds what belongs to persons."
_BY_VALUE: Final = "A column holds names, numbers or addresses of persons."
_EACH: Final = "Every row of the table seems to be one person."


def columns(grid: Grid, known: Known | None = None) -> Iterator[Leak]:
    """Personal columns by heading and by value, and tables whose every row is a person."""
    table = shape(grid)
    if table is None:
        return
    for at in range(len(table.headings)):
        message = _personal(table, at, known or Known())
        if message:
            yield leak("attachment-personal-column", table.place(None, at), message)
    if _row_level(table):
        place = table.grid.place or "the table"
        yield leak("attachment-row-level", place, _EACH)


def _personal(table: Table, at: int, known: Known) -> str:
    heading = table.headings[at]
    values = _values(table, at)
    if not values:
        return ""
    if _PUBLIC.search(heading):
        return ""
    bodies = _OF_BODIES.search(heading) is not None
    if _of_persons(heading) and not _all_figures(heading, values):
        of_body = _shared(heading) and _about_bodies(table, at)
        return "" if of_body else _BY_HEADING
    if not bodies and _MAYBE.fullmatch(heading) and _maybe(table, at, values):
        return _BY_HEADING
    return _BY_VALUE if not bodies and _by_value(heading, values, known) else ""


@lru_cache(maxsize=4096)
def _of_persons(heading: str) -> bool:
    """Whether a heading, or one of the things it names, is of persons: “Surname, initials”."""
    parts = [heading, *_PARTS.split(heading)]
    return any(_OF_PERSONS.fullmatch(part.strip()) for part in parts if part)


def _values(table: Table, at: int) -> list[str]:
    """Up to a sample of a column's different cells, evenly taken, without what was removed."""
    different = list(
        dict.fromkeys(
            cell for cell in table.column(at) if cell and not _GONE.fullmatch(cell.casefold())
        )
    )
    return different[:: max(1, len(different) // _SAMPLE)][:_SAMPLE]


def _all_figures(heading: str, values: Sequence[str]) -> bool:
    """Whether “Home phone” counts things, or “Email” says how often one was sent."""
    if "mail" in heading:
        return not any("@" in cell for cell in values)
    return not re.search(r"birth|dob|name", heading) and all(
        cell.replace(",", "").isdigit() and len(cell) < 4 for cell in values
    )


def _shared(heading: str) -> bool:
    """Whether bodies have such a thing too: a mailbox or a telephone of a school."""
    return _SHARED.search(heading) is not None and _OWN.search(heading) is None


def _about_bodies(table: Table, at: int) -> bool:
    """Whether the rows are schools, companies or places rather than persons."""
    for other, heading in enumerate(table.headings):
        if other == at or not heading:
            continue
        if _BODY_ROWS.search(heading) and not _of_persons(heading):
            return True
        if re.fullmatch(r"names?", heading) and _share(_values(table, other), _is_body) >= _ENOUGH:
            return True
    return False


def _maybe(table: Table, at: int, values: Sequence[str]) -> bool:
    """Whether “Name”, “Address” or “Officer” is of persons, which only the cells can tell."""
    heading = table.headings[at]
    if heading.startswith("address"):
        homes = [
            cell for cell in values if re.match(r"(?:flat |\d).*[A-Za-z]", cell, re.IGNORECASE)
        ]
        return len(homes) >= _ENOUGH * len(values) and not _about_bodies(table, at)
    if "phone" in heading or heading.startswith("tel"):
        return not _about_bodies(table, at) and any(len(re.sub(r"\D", "", v)) > 8 for v in values)
    return _share(values, is_person) >= 0.3 or (
        heading in {"name", "names"}
        and _share(values, _looks_like_name) >= 0.8
        and _described(table)
    )


def _looks_like_name(cell: str) -> bool:
    words = cell.replace(",", " ").split()
    return (
        1 <= len(words) <= 4
        and all(word[0].isupper() and word.isalpha() for word in words)
        and (not _is_body(cell))
    )


def _described(table: Table) -> bool:
    """Whether another column says what only persons have."""
    return any(_kind(heading) for heading in table.headings)


def _is_body(cell: str) -> bool:
    return any(word.strip(".,()").casefold() in BODIES for word in cell.split())


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(1 for cell in values if holds(cell)) / max(len(values), 1)


def _by_value(heading: str, values: Sequence[str], known: Known) -> bool:
    worded = [cell for cell in values if not YEAR.match(cell) and not _short_number(cell)]
    if len(worded) < 2 or len(worded) < _ENOUGH * len(values):
        return False
    if len(worded) > 2 and _share(worded, is_person) >= _ENOUGH:
        return True
    # Most columns give nothing away: all of one is read at once before each cell is.
    if not read_text(_APART.join(_under(heading, cell) for cell in worded), known, "cell"):
        return False
    hits = sum(1 for cell in worded if _gives_away(heading, cell, known))
    return hits >= _ENOUGH * len(worded)


#: What keeps the words and digits of one cell from running into the next.
_APART: Final = "\n\n;;\n\n"


def _under(heading: str, cell: str) -> str:
    return f"{heading[:60]}: {cell[:121]}"


def _short_number(cell: str) -> bool:
    return NUMBER.match(cell) is not None and sum(map(str.isdigit, cell)) < 7


def _gives_away(heading: str, cell: str, known: Known) -> bool:
    """Whether the rules of text find anything in a cell below its heading."""
    if len(cell) > 120:
        return False
    found = read_text(_under(heading, cell), known, "cell")
    start = min(len(heading), 60) + 1
    return any(hit.severity is Severity.ERROR and hit.end > start for hit in found)


# --- a row for each person

_KINDS: Final = {
    "age": r"age(?: (?:band|group|range|at .*|in years|\(years\)))?|ages|year of birth|.* age",
    "sex": r"(?:legal |patient |pupil |employee )?(?:sex|gender)(?: identity)?(?: \(m/f\))?|m/f",
    "ethnicity": r"(?:broad )?(?:ethnic\w*|race)(?: (?:group|origin|code|background))?",
    "religion": r"religions?(?: or belief)?|faith|belief",
    "disability": r"disab\w+(?: (?:status|y/n|type))?|sen (?:status|need)|primary need",
    "orientation": r"sexual orientation|orientation",
    "nationality": r"nationalit\w+|country of (?:birth|origin)|first language",
    "marital": r"marital status|relationship status|civil status",
    "home": r"(?:home )?post ?codes?|home (?:town|address)|residence",
    "birth": r"d\.?o\.?b\.?|date of birth|birth ?date",
    "health": r"diagnos[ie]s|condition|cause of death|impairment|reason for (?:absence|sickness)"
    r"|sickness reason|absence reason",
}
_DESCRIBES: Final = tuple(Pattern(pattern) for pattern in _KINDS.values())
_WORK: Final = Pattern(
    r"(?:job|post|position|role)(?: title)?|grade|pay (?:grade|band|point)"
    r"|(?:annual |basic )?salary"
    r"|start date|(?:date )?(?:started|joined|left)|leaving (?:date|reason)|length of service"
    r"|reason for leaving|contract type|fte|hours"
)
_IDENTITY: Final = Pattern(
    r"(?:case|person|employee|staff|pupil|patient|client|record|unique|incident|complaint|claim|user"
    r"|applicant|individual|worker|student|referral|application|child|tenant)s?"
    r" ?(?:id|no|no\.|number|ref|ref\.|reference|identifier)|ids?|ref|ref\.|reference|urn|u?id"
    r"|(?:employee|person|pupil|patient|staff|child|worker|officer|case|individual|student)"
)
_COUNTED: Final = Pattern(
    r"\b(?:counts?|numbers?\sof|no\.?\sof|totals?|headcount|frequency|%|per\s?cent\w*|average|mean"
    r"|median|rate|sum|how\smany|cases|people|persons|pupils|employees|staff|patients|complaints"
    r"|incidents|requests|applications|deaths|absences|offences|claims|all)\b|\Anumber\Z|\bqty\b",
)
_FEW: Final = 3


def _kind(heading: str) -> bool:
    return any(pattern.fullmatch(heading) for pattern in _DESCRIBES)


def _row_level(table: Table) -> bool:
    rows = [row for row in table.rows if sum(1 for cell in row if cell) > 1]
    described = [at for at, heading in enumerate(table.headings) if _kind(heading)]
    if len(rows) < _FEW or not described:
        return False
    named = [at for at, heading in enumerate(table.headings) if _IDENTITY.fullmatch(heading)]
    if len(described) > 1 and any(_all_differ(table, at) for at in named):
        return True
    if any(_counted(table, at) for at in range(len(table.headings))):
        return False
    identity = bool(named)
    at_work = sum(1 for heading in table.headings if _WORK.fullmatch(heading))
    return len(described) + identity + min(at_work, 2) >= 2


def _all_differ(table: Table, at: int) -> bool:
    cells = [cell for cell in table.column(at) if cell]
    return len(cells) >= _FEW and len(set(cells)) == len(cells)


def _counted(table: Table, at: int) -> bool:
    """Whether a column counts: then the rows are groups, not persons."""
    heading = table.headings[at]
    cells = [cell for cell in table.column(at) if cell]
    figures = bool(cells) and sum(1 for cell in cells if NUMBER.match(cell) or "<" in cell) >= (
        _ENOUGH * len(cells)
    )
    if not figures or _IDENTITY.fullmatch(heading):
        return False
    return YEAR.match(heading) is not None or _COUNTED.search(heading) is not None
