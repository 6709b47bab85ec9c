"""Invented sentences, tables and reasons: what an authority writes, in words drawn by rank."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.words import (
    ADJECTIVES,
    COLUMNS,
    FIRMS,
    NOUNS,
    OTHER_DEPARTMENTS,
    REASONS,
    STREETS,
    TOPICS,
    VERBS,
    CoinedDraw,
    ZipfDraw,
)

_BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=[aeio])")
_DEPARTMENTS = tuple(department for _, department, _ in TOPICS.values())

noun = ZipfDraw(NOUNS, 0.9)
adjective = ZipfDraw(ADJECTIVES, 0.9)
verb = ZipfDraw(VERBS, 0.8)
reason = ZipfDraw(REASONS, 0.6)
column = ZipfDraw(COLUMNS, 0.4)
place = CoinedDraw(12_000)
firm_name = CoinedDraw(9_000, start=3_000)
scheme = CoinedDraw(16_000, 0.8, start=9_000)
department = ZipfDraw((*_DEPARTMENTS, *OTHER_DEPARTMENTS), 0.5)


def number(rng: Random) -> str:
    """A figure of any size; small ones are the usual ones."""
    return f"{int(10 ** rng.uniform(0.8, 5.2)):,}"


def pounds(rng: Random) -> str:
    return f"£{int(10 ** rng.uniform(2.2, 6.4)):,}"


def code(rng: Random) -> str:
    """A contract's, asset's or case's own code: a word that hardly any other record has."""
    return f"{rng.choice(('EX', 'AST', 'CN', 'P', 'REF', 'WO'))}{rng.randrange(10_000, 999_999)}"


def firm(rng: Random) -> str:
    return f"{firm_name(rng)} {FIRMS[min(int(rng.expovariate(0.35)), len(FIRMS) - 1)]}"


def street(rng: Random) -> str:
    return f"{place(rng)} {rng.choice(STREETS)}"


@dataclass(frozen=True)
class About:
    """What a record is about, so that its sentences speak of one thing."""

    subject: str
    place: str
    year: int
    body: str


_DRAWN: Mapping[str, Callable[[Random], str]] = {
    "noun": noun,
    "noun2": noun,
    "noun3": noun,
    "adj": adjective,
    "adj2": adjective,
    "verb": verb,
    "verb2": verb,
    "n": number,
    "n2": number,
    "n3": number,
    "money": pounds,
    "money2": pounds,
    "firm": firm,
    "street": street,
    "town": place,
    "scheme": scheme,
    "code": code,
    "department": department,
    "why": reason,
    "why2": reason,
}

_TELLING = (
    "The council {verb} {n} {subject} in the year to 31 March {year}.",
    "In {year} there were {n} {subject}, of which {n2} were {verb} and {n3} were still open.",
    "The figures for {subject} include {adj} {noun} work but not the {adj2} {noun2}.",
    "Spending on {subject} came to {money} in {year}, against a {noun} of {money2}.",
    "The {department} team keeps a {adj} {noun} of {subject} at {street}.",
    "A {adj} {noun} was {verb} in {town} after the {noun2} of {year}.",
    "The contract ({code}) is with {firm} and was {verb} after a {adj} {noun}.",
    "{firm} was paid {money} for the {noun} and {money2} for the {adj} {noun2}.",
    "The {scheme} {noun} covers {town}, {place} and the area around {street}.",
    "Most were {verb} because of {why}; {n} were {verb2} because of {why2}.",
    "Under the {scheme} scheme each {noun} is {verb} within {n} days of the {adj} {noun2}.",
    "We do not record the {noun} of each {noun2} apart from the {adj} {noun3}.",
    "We have taken “{subject}” to mean those that the {department} team {verb} in {year}.",
    "A {noun} is counted once, even where the {adj} {noun2} was {verb} more than once.",
    "The {adj} {noun} is held in the case system, and the {noun2} in a separate {noun3}.",
    "Of these, {n} were in {town}, {n2} in {place} and the rest in the {adj} {noun} area.",
    "The {noun} was {verb} by the committee and the {adj} {noun2} followed in {year}.",
    "Officers from {department} visited {street} and {verb} the {noun} there.",
    "The rise is due to {why}, and to a {adj} {noun} {verb} in {year}.",
    "Before {year} the {noun} was {verb} by {firm}, so that no {adj} {noun2} is held for it.",
    "The council plans a {adj} {noun} of {subject} for the {scheme} area.",
    "Each {noun} has its own code, such as {code}, and is {verb} against the {noun2}.",
    "The {adj} {noun} for {place} was {money}, and for {town} {money2}.",
    "This answer covers {subject} that the council itself {verb}, not those of {firm}.",
    "Prices rose by {n} per cent between {town} and {street} once the {noun} had been {verb}.",
    "Nobody has asked for a {noun} near {street} since the {scheme} works ended.",
    "Where a {noun} lasts longer than expected, {department} writes to the {adj} {noun2}.",
    "Early estimates put the {noun} at {money}; {firm} later {verb} it for {money2}.",
    "{n} people wrote about {subject}, and {n2} came to the {adj} {noun} at {street}.",
    "Half of the {noun} fell in spring, when {why} is most likely, and a third in autumn.",
    "Its {adj} {noun} expires in {year} unless both sides ask for another {noun2}.",
    "See also the {scheme} {noun}, code {code}, which {department} {verb} twice.",
    "Three quarters of every {noun} go towards {subject}; {firm} pays what remains.",
    "No {adj} {noun} exists for {town}, because {street} lies outside its boundary.",
    "During {year} the council moved {department} to {street}, which delayed any {adj} {noun}.",
    "The council's {noun} shows {n} entries, {n2} of them marked as {why}.",
    "Someone may ask {firm} directly: its {adj} {noun} is open to all at {street}.",
    "Until then {subject} had been {verb} without a {noun}, at a loss of {money}.",
    "Figures under five are shown as a range, so that no {noun} can be traced to one person.",
    "Neither {town} nor {place} had a {adj} {noun} before {department} began in {year}.",
)
_BULLETS = (
    "{street}: {n} {noun}s, {verb} in {year}",
    "the {adj} {noun} ({code})",
    "{firm}: {money}",
    "{town}, where the {noun} was {verb}",
    "{why}: {n}",
)
_ASKING = (
    "How many {subject} were there in each year since {earlier}?",
    "Please give the number of {subject} in {place} by month for {year}.",
    "How much did the council spend on {subject} in {year}?",
    "Which firms provide the {adj} {noun} for {subject}, and what were they paid?",
    "Please send the council's {adj} {noun} about {subject} that was {verb} in {year}.",
    "What is your policy on {subject}? When was it last {verb}?",
    "For each of the {subject} in {year}, please state the place, the date and the {noun}.",
    "How many {subject} were {verb} because of {why}?",
    "Please provide all correspondence with {firm} about {subject} since {year}.",
    "Who decides on {subject}, and how many posts does the {department} team have for it?",
    "What {noun} is kept of {subject} at {street}?",
    "Please list the ten highest payments for {subject} with supplier, date and {noun}.",
)
_NOT_HELD = (
    "We do not hold this information. The system does not record the {noun} of a {noun2}.",
    "The council does not hold a {adj} {noun} of {subject}. {firm} may hold it.",
)
_REFUSED = (
    "We are withholding the {noun} for the reasons given below. It concerns {subject} in {year}.",
    "We hold a {adj} {noun} of {subject}, {verb} in {year}, and are not disclosing it.",
)
_ALREADY = (
    "The council has published these figures. The {noun} of {subject} can be found there.",
    "This was answered before: the {adj} {noun} for {year} has not changed since.",
)
_CONFIRM_NOR_DENY = (
    "We neither confirm nor deny that we hold this {noun}: either would tell of the {adj} {noun2}.",
    "The council neither confirms nor denies that it holds a {adj} {noun} of this kind.",
)
_MARKED = (
    "The {noun} was signed by {marker} on behalf of the {department} team.",
    "A {adj} {noun} from {marker} was {verb} with the others.",
    "The {noun} then reads: “the {noun2} at {marker} was {verb}”.",
)
_REASON = (
    "Disclosure of the {noun} would be likely to harm the {adj} {noun2} of {subject}.",
    "The {noun} concerns {subject} and was given to the council for the {adj} {noun2} alone.",
    "It would identify people through the {noun} of {subject} in {place}.",
    "To find the {noun} in every {noun2} would take {n} hours of the {department} team's time.",
)
_FAVOUR = (
    "There is a public interest in how the council handles {subject} and pays for the {noun}.",
    "Openness about {subject} helps residents to follow the {adj} {noun} and the {noun2}.",
)
_AGAINST = (
    "The {noun} is still under way, and disclosure would weaken the council's {adj} {noun2}.",
    "Disclosure would help others to avoid the {noun} and would harm the {adj} {noun2} in {place}.",
)
_BALANCE = (
    "The harm to the {noun} outweighs what the public would learn from the {adj} {noun2} now.",
    "As the {noun} is recent and the {adj} {noun2} open, the balance is for withholding it.",
)
_SUMMARY = (
    "Figures for {subject} in {place} for {year}, with the {adj} {noun} that was {verb}.",
    "The council gave the number of {subject} and the cost of the {adj} {noun}.",
    "Answers about {subject}: {n} in {year}, and what was spent on the {noun}.",
)
_HEADINGS = ("The figures", "How they were counted", "What is not included", "Next steps")


def _say(choices: tuple[str, ...], rng: Random, about: About, **more: str) -> str:
    form = choices[int(rng.random() * len(choices))]
    sentence = _BEFORE_VOWEL.sub(r"\1n ", form.format_map(_Slots(rng, about, more)))
    return sentence[0].upper() + sentence[1:]


class _Slots(dict[str, str]):
    def __init__(self, rng: Random, about: About, more: Mapping[str, str]) -> None:
        super().__init__(
            more, subject=about.subject, place=about.place, year=str(about.year), body=about.body
        )
        self._rng = rng

    def __missing__(self, key: str) -> str:
        return _DRAWN[key](self._rng)


def asked(rng: Random, about: About) -> str:
    return _say(_ASKING, rng, about, earlier=str(about.year - rng.randint(2, 6)))


def summary(rng: Random, about: About) -> str:
    return _say(_SUMMARY, rng, about)


def refusal_reason(rng: Random, about: About) -> str:
    return _say(_REASON, rng, about)


def public_interest(rng: Random, about: About) -> tuple[str, str, str]:
    """What speaks for disclosing, what against, and the balance."""
    both = (
        " ".join(_say(choices, rng, about) for _ in range(1 + (rng.random() < 0.4)))
        for choices in (_FAVOUR, _AGAINST, _BALANCE)
    )
    favour, against, balance = both
    return favour, against, balance


def answer(
    outcome: str, rng: Random, about: About, length: int, markers: tuple[str, ...] = ()
) -> str:
    """An answer of about so many characters, in Markdown, every marker in it once."""
    blocks = [_opening(outcome, rng, about)]
    written = len(blocks[0])
    told = outcome in ("disclosed", "partly-disclosed")
    headed = length > 3_000 and told and rng.random() < 0.5
    pending = list(markers)
    table_left = told and rng.random() < 0.5
    while written < length or pending:
        if headed and rng.random() < 0.25:
            blocks.append(f"## {rng.choice(_HEADINGS)}")
        chance = rng.random()
        if pending and chance < 0.6:
            block = _say(_MARKED, rng, about, marker=pending.pop())
        elif table_left and length - written > 250:
            block = "\n".join(table(rng, about, _rows(rng, length - written)))
            table_left = length > 4_000 and rng.random() < 0.5
        elif chance < 0.15 and told:
            lines = (_say(_BULLETS, rng, about) for _ in range(rng.randint(3, 7)))
            block = "\n".join(f"- {line[0].lower()}{line[1:]}" for line in lines)
        else:
            block = " ".join(_say(_TELLING, rng, about) for _ in range(rng.randint(1, 5)))
        blocks.append(block)
        written += len(block)
    return "\n\n".join(blocks)


def _opening(outcome: str, rng: Random, about: About) -> str:
    match outcome:
        case "not-held":
            return _say(_NOT_HELD, rng, about)
        case "refused":
            return _say(_REFUSED, rng, about)
        case "already-available":
            return _say(_ALREADY, rng, about)
        case "neither-confirm-nor-deny":
            return _say(_CONFIRM_NOR_DENY, rng, about)
    return _say(_TELLING, rng, about)


def _rows(rng: Random, room: int) -> int:
    return max(3, min(int(rng.lognormvariate(2.2, 0.6)), room // 45, 60))


def table(rng: Random, about: About, rows: int) -> Iterator[str]:
    """The lines of a Markdown table of figures."""
    headings = list(dict.fromkeys(column(rng) for _ in range(rng.randint(2, 5))))
    by_place = rng.random() < 0.6
    yield f"| {'Place' if by_place else 'Reason'} | {' | '.join(headings)} |"
    yield f"| --- |{' ---: |' * len(headings)}"
    for _ in range(rows):
        name = street(rng) if by_place else f"{reason(rng)}, {about.year - rng.randrange(4)}"
        cells = " | ".join(number(rng) for _ in headings)
        yield f"| {name[0].upper()}{name[1:]} | {cells} |"


def figures(rng: Random, about: About, rows: int) -> Iterator[str]:
    """The lines of an attached CSV file."""
    headings = list(dict.fromkeys(column(rng) for _ in range(rng.randint(3, 6))))
    yield ",".join(("Year", "Place", "Reason", *headings))
    for _ in range(rows):
        values = (str(int(10 ** rng.uniform(0, 4))) for _ in headings)
        yield f"{about.year - rng.randrange(4)},{street(rng)},{reason(rng)},{','.join(values)}"
