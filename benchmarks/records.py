"""Invented records of a whole log: each one from the seed and its number alone.

Record `n` of a plan is always the same record, whichever others are written, so that a log can be
written by several processes and a record can name earlier ones without their being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from math import ceil
from random import Random

from benchmarks import prose
from benchmarks.prose import About
from benchmarks.provisions import CONFIRM_NOR_DENY, PERSONAL, WITHHOLDING
from benchmarks.words import OTHER_DEPARTMENTS, TOPICS, ZipfDraw
from disclosure_log.law import PublicInterestTest, equivalent, is_working_day, provision
from disclosure_log.model import Regime

#: The last year of every generated log: none of its dates is ever in the future.
LAST_YEAR = 2025
COUNCIL, GLEN = "exampleshire-council", "glenexample-council"

_DRAW_TOPIC = ZipfDraw(tuple(TOPICS), 0.6)
_OUTCOMES = (
    *(("disclosed",) * 58 + ("partly-disclosed",) * 15 + ("not-held",) * 10),
    *(("refused",) * 9 + ("already-available",) * 7 + ("neither-confirm-nor-deny",)),
)
_ENVIRONMENTAL = frozenset({"environment", "waste-and-recycling", "planning", "roads"})
_REMOVED = (
    *("name of a junior officer", "name of a resident", "address of a tenant"),
    *("signature of an officer", "name of a contractor's employee"),
)
_TITLES = (
    "{subject} in {place}, {earlier} to {year}",
    "{subject} by reason and year, {earlier} to {year}",
    "Spending on {lower}, {earlier} to {year}",
    "{subject} and what became of them, {year}",
    "{subject}: policy, costs and numbers for {year}",
    "Contracts and correspondence about {lower} in {place}",
    "Number of {lower} in {place} and the area around it, {year}",
)
_REASONS_WITHDRAWN = ("personal-data", "confidential", "error", "other")
_MODELINE = "# yaml-language-server: $schema=../../scripts/disclosure_log/data/response.schema.json"
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Head:
    """What is known of a record without writing it: enough for another to name it."""

    number: int
    id: str
    reference: str
    title: str
    topic: str
    responded: int  # position among the plan's working days
    about: About
    authority: str
    regime: Regime
    withdrawn: bool

    @property
    def path(self) -> str:
        return f"responses/{self.id}.yaml"


@dataclass(frozen=True)
class Record:
    """A record's text and its attachments, by name."""

    head: Head
    text: str
    attachments: dict[str, bytes]


@dataclass(frozen=True)
class Plan:
    """A log to be written: how many records, over how many years, from which seed."""

    records: int
    years: int = 10
    seed: int = 1

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Working days from half a year before the first answer to half a year after the last."""
        first, last = date(LAST_YEAR - self.years, 7, 1), date(LAST_YEAR + 1, 6, 30)
        every = (first + timedelta(n) for n in range((last - first).days + 1))
        return tuple(day for day in every if is_working_day(day, Regime.FOIA))

    @cached_property
    def _span(self) -> tuple[int, int]:
        """Where answers begin and end among the working days."""
        first = date(LAST_YEAR - self.years + 1, 1, 1)
        days = self.days
        return (
            next(at for at, day in enumerate(days) if day >= first),
            next(at for at, day in enumerate(days) if day.year > LAST_YEAR),
        )

    @cached_property
    def _first_of_year(self) -> dict[int, int]:
        """The number of each year's first record."""
        start, end = self._span
        firsts: dict[int, int] = {}
        for at in range(start, end):
            number = ceil((at - start) * self.records / (end - start))
            firsts.setdefault(self.days[at].year, number)
        return firsts

    def responded(self, number: int) -> int:
        """When a record was answered; records are numbered in that order, later ones come last."""
        start, end = self._span
        return min(start + number * (end - start) // self.records, end - 1)

    def head(self, number: int) -> Head:
        """What is known of a record without writing it."""
        return _head(self, number)

    def record(self, number: int) -> Record:
        """A record whole."""
        return _Writer(self, number).record()


@lru_cache(maxsize=4_096)
def _head(plan: Plan, number: int) -> Head:
    rng = Random(f"{plan.seed}:{number}")
    responded = plan.responded(number)
    year = plan.days[responded].year
    within = number - plan._first_of_year[year] + 1
    topic = _DRAW_TOPIC(rng)
    about = About(rng.choice(TOPICS[topic][2]), prose.place(rng), year - 1, "council")
    is_glen = rng.random() < 0.1
    environmental = topic in _ENVIRONMENTAL and rng.random() < 0.6
    regime = (
        (Regime.EISR if environmental else Regime.FOISA)
        if is_glen
        else (Regime.EIR if environmental else Regime.FOIA)
    )
    subject = about.subject
    title = rng.choice(_TITLES).format(
        subject=subject[0].upper() + subject[1:],
        lower=subject,
        place=about.place,
        year=about.year,
        earlier=about.year - rng.randint(1, 5),
    )
    slug = _SLUG.sub("-", title.replace("'", "").lower()).strip("-")
    if len(slug) > 60:
        slug = slug[:60].rpartition("-")[0]
    law = "GX" if is_glen else "EIR" if regime is Regime.EIR else "FOI"
    return Head(
        number=number,
        id=f"{year}/{slug}-{within:04}",
        reference=f"{law}-{year}-{within:05}",
        title=title,
        topic=topic,
        responded=responded,
        about=about,
        authority=GLEN if is_glen else COUNCIL,
        regime=regime,
        withdrawn=rng.random() < 0.004,
    )


class _Writer:
    """Writes one record; everything random comes from its own numbers."""

    def __init__(self, plan: Plan, number: int) -> None:
        self._plan = plan
        self._head = plan.head(number)
        self._rng = Random(f"{plan.seed}:{number}:text")
        self._removed: dict[str, int] = {}

    def record(self) -> Record:
        """The record; the order of lines is the order of drawing, so it can not be changed."""
        head = self._head
        attachments: dict[str, bytes] = {}
        lines = list(self._opening())
        if not head.withdrawn:
            lines += self._questions()
        lines += self._redaction()
        lines += self._licence()
        if not head.withdrawn:
            attachments = self._attachments()
            lines += self._attached(attachments)
            lines += self._relations()
            lines += self._review()
        lines += self._publication()
        return Record(head, "\n".join(lines) + "\n", attachments)

    def _opening(self) -> Iterator[str]:
        head, rng = self._head, self._rng
        topics = dict.fromkeys((head.topic, *_other_topics(rng)))
        department = TOPICS[head.topic][1]
        if rng.random() < 0.06:
            department = rng.choice(OTHER_DEPARTMENTS)
        yield _MODELINE
        yield f"reference: {head.reference}"
        yield f"title: {scalar(head.title)}"
        yield f"authority: {head.authority}"
        yield f"legislation: {head.regime}"
        yield from self._timing()
        yield f"department: {scalar(department)}"
        yield f"topics: [{', '.join(topics)}]"
        if not head.withdrawn and rng.random() < 0.6:
            yield f"summary: {scalar(prose.summary(rng, head.about))}"

    def _licence(self) -> Iterator[str]:
        if self._rng.random() < 0.03:
            yield "licence: CC-BY-4.0"
            yield "rights_holder: Example Survey Partnership"
        else:
            yield "licence: OGL-UK-3.0"

    def _attached(self, files: Iterable[str]) -> Iterator[str]:
        title = scalar(f"{self._head.about.subject} by place and reason".capitalize())
        for number, name in enumerate(files):
            if not number:
                yield "attachments:"
            yield f"  - {{file: {name}, title: {title}, licence: OGL-UK-3.0}}"

    def _publication(self) -> Iterator[str]:
        head, rng, days = self._head, self._rng, self._plan.days
        if head.withdrawn:
            yield "publication:"
            yield "  status: withdrawn"
            yield f"  on: {days[min(head.responded + rng.randint(20, 160), len(days) - 1)]}"
            yield f"  reason: {rng.choice(_REASONS_WITHDRAWN)}"
            yield f"  note: {scalar(prose.refusal_reason(rng, head.about))}"
            return
        published = head.responded + rng.randint(1, 8)
        yield f"publication: {{status: published, on: {days[published]}}}"
        if rng.random() < 0.02 and published + 40 < len(days):
            yield "changes:"
            on = days[published + rng.randint(2, 40)]
            yield f"  - {{on: {on}, note: Corrected a figure for {head.about.year}.}}"

    def _timing(self) -> Iterator[str]:
        rng, days, responded = self._rng, self._plan.days, self._head.responded
        taken = int(rng.triangular(1, 21, 19))
        if rng.random() < 0.04:
            taken = rng.randint(21, 45)
        received = responded - taken
        yield f"received: {days[received]}"
        if taken > 8 and rng.random() < 0.05:
            yield (
                f"clock: [{{from: {days[received + 2]}, to: {days[received + rng.randint(3, 6)]}, "
                "why: clarification}]"
            )
        if taken > 20 and self._head.regime is Regime.FOIA and rng.random() < 0.5:
            yield f"extended: {{to: {days[received + 46]}, why: public-interest-test}}"
        yield f"responded: {days[responded]}"
        if rng.random() < 0.4:
            yield f"as_at: {self._head.about.year}-{rng.choice(('03-31', '12-31', '09'))}"

    def _questions(self) -> Iterator[str]:
        rng = self._rng
        count = min(1 + int(rng.expovariate(0.5)), 14)
        length = max(300, min(int(rng.lognormvariate(7.2, 0.85)), 8_000))
        shares = [rng.random() + 0.2 for _ in range(count)]
        yield "questions:"
        for share in shares:
            yield from self._question(int(length * share / sum(shares)))

    def _question(self, length: int) -> Iterator[str]:
        head, rng = self._head, self._rng
        outcome = rng.choice(_OUTCOMES)
        if outcome == "neither-confirm-nor-deny" and head.regime not in CONFIRM_NOR_DENY:
            outcome = "refused"
        earlier = self._earlier() if outcome == "already-available" else None
        provisions = self._provisions(outcome)
        markers: tuple[str, ...] = ()
        personal = PERSONAL[head.regime]
        if outcome == "partly-disclosed" and personal in provisions:
            markers = tuple(
                f"[redacted: {personal} {rng.choice(_REMOVED)}]" for _ in range(rng.randint(1, 4))
            )
            self._removed[personal] = self._removed.get(personal, 0) + len(markers)
        yield f"  - request: {scalar(prose.asked(rng, head.about))}"
        yield "    response: |"
        for line in prose.answer(outcome, rng, head.about, length, markers).split("\n"):
            yield f"      {line}" if line else ""
        yield f"    outcome: {outcome}"
        if provisions:
            yield "    exemptions:"
        for code in provisions:
            yield from self._exemption(code)
        if outcome == "already-available":
            target = (
                f"https://www.exampleshire.gov.uk/{head.topic}/{rng.randrange(900)}"
                if earlier is None
                else earlier.id
            )
            yield f'    answered_by: ["{target}"]'

    def _provisions(self, outcome: str) -> tuple[str, ...]:
        regime, rng = self._head.regime, self._rng
        match outcome:
            case "already-available":
                code = equivalent("FOIA-s21(1)", regime)
                assert code is not None
                return (code,)
            case "neither-confirm-nor-deny":
                return (CONFIRM_NOR_DENY[regime],)
            case "refused" | "partly-disclosed":
                codes, weights = zip(*WITHHOLDING[regime], strict=True)
                drawn = rng.choices(codes, weights, k=1 + (rng.random() < 0.2))
                return tuple(dict.fromkeys(drawn))
        return ()

    def _exemption(self, code: str) -> Iterator[str]:
        rng, about = self._rng, self._head.about
        yield f"      - provision: {code}"
        yield f"        reason: {scalar(prose.refusal_reason(rng, about))}"
        known = provision(code)
        assert known is not None, code
        if known.public_interest is PublicInterestTest.REQUIRED:
            yield "        public_interest:"
            texts = prose.public_interest(rng, about)
            for key, text in zip(("for", "against", "balance"), texts, strict=True):
                yield f"          {key}: {scalar(text)}"

    def _redaction(self) -> Iterator[str]:
        checked_on = self._plan.days[self._head.responded - self._rng.randint(0, 1)]
        yield "redaction:"
        yield f"  status: {'redacted' if self._removed else 'nothing-to-redact'}"
        yield "  prepared_by: Information Requests Officer"
        yield "  checked_by: Information Governance Manager"
        yield f"  checked_on: {checked_on}"
        if self._removed:
            yield "  items:"
        for code, count in self._removed.items():
            yield (
                "    - {what: Names and addresses, where: in the answers, "
                f"provision: {code}, count: {count}}}"
            )

    def _attachments(self) -> dict[str, bytes]:
        rng, about = self._rng, self._head.about
        if rng.random() >= 0.12:
            return {}
        files = {}
        for _ in range(1 + (rng.random() < 0.2)):
            rows = max(8, min(int(rng.lognormvariate(4.2, 1.0)), 1_500))
            name = f"{_SLUG.sub('-', prose.scheme(rng).lower())}-{about.year}.csv"
            files[name] = ("\n".join(prose.figures(rng, about, rows)) + "\n").encode()
        return files

    def _relations(self) -> Iterator[str]:
        rng = self._rng
        found: dict[str, str] = {}
        for key, chance in (("follows", 0.07), ("supersedes", 0.012)):
            if rng.random() < chance and (earlier := self._earlier()) is not None:
                found.setdefault(earlier.id, key)
        if found:
            yield "relations:"
        for record_id, key in found.items():
            yield f"  {key}: [{record_id}]"

    def _review(self) -> Iterator[str]:
        rng, days, responded = self._rng, self._plan.days, self._head.responded
        if rng.random() < 0.02 and responded + 50 < len(days):
            outcome = rng.choice(("upheld", "upheld", "partly-upheld", "overturned"))
            asked, done = days[responded + 12], days[responded + 30]
            yield "review:"
            yield f"  internal: {{requested: {asked}, completed: {done}, outcome: {outcome}}}"

    def _earlier(self) -> Head | None:
        """An earlier record to name, of the same topic where one of a few drawn has it."""
        head = self._head
        reach = max(1, self._plan.records // self._plan.years * 2)
        found = None
        for _ in range(4):
            number = head.number - 1 - int(self._rng.random() ** 2 * reach)
            if number < 0:
                continue
            other = self._plan.head(number)
            if other.withdrawn or other.authority != head.authority:
                continue
            found = other
            if other.topic == head.topic:
                break
        return found


def _other_topics(rng: Random) -> Sequence[str]:
    return [_DRAW_TOPIC(rng) for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))]


_PLAIN = re.compile(r"[A-Za-z0-9£(][^\n{}\[\],&*!|>%@`\"#]*[^\n{}\[\],&*!|>%@`\"#: ]\Z")


def scalar(text: str) -> str:
    """Text as YAML: plain where it can stand so, else in double quotes."""
    if _PLAIN.match(text) and ": " not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
