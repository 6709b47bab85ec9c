"""Whole records as Hypothesis draws them: every key, law and outcome, and nothing a rule forbids.

A record is drawn as the model's own Response, so that reading its text back can be compared with
it. Requests and answers are drawn in pieces that know which words of theirs a page must show.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from disclosure_log.law import Kind, PublicInterestTest, provisions
from disclosure_log.model import (
    Allowance,
    Attachment,
    Change,
    ClockStop,
    Exemption,
    Extension,
    InternalReview,
    Outcome,
    Publication,
    PublicationStatus,
    PublicInterest,
    Question,
    Redaction,
    RedactionItem,
    RedactionStatus,
    Regime,
    RegulatorReview,
    Relations,
    Response,
    ReviewOutcome,
)
from disclosure_log.reduced_date import ReducedDate
from record_writer import Date, Pick

Draw = Callable[[st.SearchStrategy[Any]], Any]

TODAY = date(2026, 11, 23)
BODIES: Mapping[Regime, str] = {
    Regime.FOIA: "exampleshire-council",
    Regime.EIR: "exampleshire-council",
    Regime.FOISA: "glenexample-council",
    Regime.EISR: "glenexample-council",
}
TOPICS = ("parking", "finance", "housing")
_ELSEWHERE: Mapping[Regime, str] = {
    Regime.FOIA: "FOIA-s21",
    Regime.EIR: "EIR-r6(1)(b)",
    Regime.FOISA: "FOISA-s25(1)",
    Regime.EISR: "EISR-r6(1)(b)",
}
_OGL = ("OGL-UK-3.0", "OGL-UK-2.0", "OGL-UK-1.0")
_OTHERS = ("CC-BY-4.0", "CC0-1.0")


@dataclass(frozen=True)
class Drawn:
    """A record, and for each of its requests and answers the words a page must show."""

    response: Response
    names_authority: bool
    shown: tuple[str, ...] = ()
    marked: Counter[str] = field(default_factory=Counter)


# Letters of many scripts, marks that join what is before them, signs that mean something to YAML,
# Markdown, HTML, Jinja or MkDocs, and characters beyond the first plane.
_SIGNS = (
    "aeiouzAZ059 éßŵŷœ’“”–—£½€…¿«»نقШщ中文ไทย한𝔘🚗 .,:;!?'\"\\/()[]{}<>|#%&*+-=_`~^$@\u0301\u00a0"
)
#: What such letters may by chance become: markup, black-outs, a template's leavings.
_UNFIT = re.compile(r"<[A-Za-z/!?]|^<|\{\{|([^\w\s])\1\1|[xX]{3}|___|(?i:redact|tb[ca])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


#: One line of plain words that may hold anything a person can type.
_odd_lines = (
    st.text(st.sampled_from(_SIGNS), min_size=1, max_size=30)
    .map(lambda signs: signs.strip())
    .filter(lambda words: bool(words) and words.rstrip() == words and not _UNFIT.search(words))
)
_plain_lines = st.sampled_from((
    "In 2023 the council issued 4,312 notices.",
    "no",
    "12:30",
    "0123",
    "2025-02-30",
    "~",
    "Sums: £1,200 (net) # not gross",
    "- a dash first",
    "* a star first",
    "& an ampersand first",
    "@ an at sign first",
    "% a per cent sign first",
    "! a bang first",
    "'Quoted' and \"quoted\" again, it's both",
    "A backslash \\n that is none",
    "Cyngor Sir Enghraifft: gwasanaethau tŷ",
    "ends with a colon:",
    "{ #about }",
    "{% raw %}",
    "Rated 4 < 5 & 6 > 5",
    "*not bold* _nor this_ `nor code`",
    "## Not a heading",
    "[not a link](nowhere)",
    "| not | a table |",
    "&lt;b&gt; as typed",
))  # fmt: skip
lines = st.one_of(_plain_lines, _odd_lines)
texts = st.lists(lines, min_size=1, max_size=3).map("\n\n".join)


def escaped(words: str) -> str:
    """Plain words as Markdown that shows every one of them."""
    return _PUNCTUATION.sub(r"\\\1", words)


#: Pieces of Markdown, each with the words that a reader must see.
_PIECES: Sequence[tuple[str, str]] = (
    ("A list straight after:\n- one\n- two\n  - within", "A list straight after: one two within"),
    ("3. three\n4. four\n   * within", "three four within"),
    ("| Year | Sum |\n|---|--:|\n| 2021 | £7 |\n| 2022 | a \\| b |", "Year Sum 2021 £7 2022 a | b"),
    ("Shown as typed: `<script>alert(1)</script>`", "Shown as typed: <script>alert(1)</script>"),
    ("```html\n<b>kept</b>\n\n## none { #about }\n```", "<b>kept</b> ## none { #about }"),
    ("~~~\n```\nfence in a fence\n~~~", "``` fence in a fence"),
    ("    indented code\n\n        deeper", "indented code deeper"),
    ("> quoted\n> > twice\n\nand *out* again", "quoted twice and out again"),
    ("## A part of the answer\n\nBelow it.", "A part of the answer Below it."),
    ("Underlined part\n---------------\n\nBelow it.", "Underlined part Below it."),
    ("Before\n\n---\n\nafter", "Before after"),
    ("Bold **words**, *slanted* and ***both***.", "Bold words, slanted and both."),
    ("See [the page](https://www.exampleshire.gov.uk/a?b=1&c=2 \"Title\").", "See the page."),
    ("See <https://www.exampleshire.gov.uk/> now.", "See https://www.exampleshire.gov.uk/ now."),
    ("See https://www.exampleshire.gov.uk/x_y_z now", "https://www.exampleshire.gov.uk/x_y_z now"),
    ("[label]: https://www.exampleshire.gov.uk/\n\nThe [label] works", "The label works"),
    ("Two spaces  \nbreak the line\\\ntwice", "Two spaces break the line twice"),
    ("{: .class #about }", "{: .class #about }"),
    ("## Not ours { #complain }", "Not ours { #complain }"),
    ("[TOC]", "[TOC]"),
    ("!!! note\n    An admonition elsewhere", "!!! note An admonition elsewhere"),
    ("*[FOI]: an abbreviation elsewhere", "*[FOI]: an abbreviation elsewhere"),
    ("A note[^1] elsewhere\n\n[^1]: Its words", "A note[^1] elsewhere [^1]: Its words"),
    ("Entities &eacute; &#163; &amp;lt; here", "Entities é £ &lt; here"),
    ("Formula $x_1$ and \\(y\\)", "Formula $x_1$ and (y)"),
    ("{% include 'secret' %} and {{ alone", "{% include 'secret' %} and {{ alone"),
    ("Term\n: meaning elsewhere", "Term : meaning elsewhere"),
    ("A row of x: `xxxx`", "A row of x: xxxx"),
    ("1986\\. A year, not a list", "1986. A year, not a list"),
    ("*open emphasis and `open code", "*open emphasis and `open code"),
    ("===\ntext under a line", "=== text under a line"),
)  # fmt: skip


@cache
def _reasons(regime: Regime) -> tuple[str, ...]:
    """What a passage may be removed, or an answer withheld, under."""
    kinds = (Kind.ABSOLUTE, Kind.QUALIFIED)
    return tuple(each.code for each in provisions(regime) if each.kind in kinds)


@cache
def _grounds(regime: Regime) -> tuple[str, ...]:
    return tuple(
        each.code
        for each in provisions(regime)
        if each.kind is Kind.GROUND and each.code != _ELSEWHERE[regime]
    )


@cache
def _tests(regime: Regime) -> Mapping[str, PublicInterestTest]:
    return {each.code: each.public_interest for each in provisions(regime)}


class _Record:
    """One record being drawn: its law, its days, and the marks put into its words so far."""

    def __init__(self, draw: Draw, status: PublicationStatus) -> None:
        self.draw = draw
        self.status = status
        self.regime: Regime = draw(st.sampled_from(Regime))
        self.marked: Counter[str] = Counter()
        self.shown: list[str] = []
        self.may_redact: bool = draw(st.booleans())
        days = draw(st.lists(st.integers(0, 6000), min_size=12, max_size=12, unique=True))
        first = date(2008, 1, 1)
        self.days = sorted(first + timedelta(days=each) for each in days)

    def maybe(self, strategy: st.SearchStrategy[Any], otherwise: Any = "") -> Any:
        return self.draw(st.one_of(st.just(otherwise), strategy))

    def reduced(self, day: date) -> ReducedDate:
        """The day, or its month or year alone."""
        parts = (day.year, day.month, day.day)[: self.draw(st.sampled_from((3, 3, 3, 2, 1)))]
        return ReducedDate(*parts)

    def maybe_date(self, day: date) -> ReducedDate | None:
        return self.reduced(day) if self.draw(st.booleans()) else None

    def words(self, strategy: st.SearchStrategy[str] = texts) -> str:
        """Plain words, sometimes with a passage removed from them."""
        found: str = self.draw(strategy)
        if self.may_redact and self.draw(st.integers(0, 5)) == 5:
            found = f"{found} {self.marker().replace(chr(10), ' ')}"
        return found

    def marker(self) -> str:
        code: str = self.draw(st.sampled_from(_reasons(self.regime)))
        self.marked[code] += 1
        what = self.draw(st.sampled_from(("name of a junior officer", "sum", "café’s\naddress")))
        return f"[redacted: {code} {what}]"

    def markdown(self) -> str:
        pieces: list[str] = []
        for _ in range(self.draw(st.integers(1, 3))):
            if self.draw(st.booleans()):
                typed, shown = self.draw(st.sampled_from(_PIECES))
            else:
                shown = self.draw(lines)
                typed = escaped(shown)
            pieces.append(typed)
            self.shown.append(shown)
            if self.may_redact and self.draw(st.booleans()):
                pieces.append(f"Signed by {self.marker()} here")
                self.shown.append("Signed by")
        # A line across the page ends whatever the piece before it has left open.
        return "\n\n***\n\n".join(pieces)

    def question(self) -> Question:
        outcome: Outcome = self.draw(st.sampled_from(Outcome))
        answered_by: tuple[str, ...] = ()
        if outcome is Outcome.ALREADY_AVAILABLE or self.draw(st.integers(0, 4)) == 4:
            answered_by = self.ids_or_addresses()
        request, answer = self.markdown(), self.markdown()
        return Question(request, answer, outcome, self.exemptions(outcome), answered_by)

    def ids_or_addresses(self) -> tuple[str, ...]:
        choices = ("2019/an-earlier-one", "https://www.exampleshire.gov.uk/parking/?a=1&b=2")
        return tuple(self.draw(st.lists(st.sampled_from(choices), min_size=1, unique=True)))

    def exemptions(self, outcome: Outcome) -> tuple[Exemption, ...]:
        if outcome is Outcome.DISCLOSED or outcome is Outcome.NOT_HELD:
            return ()
        if outcome is Outcome.ALREADY_AVAILABLE:
            return (Exemption(_ELSEWHERE[self.regime], self.words()),)
        choices = _reasons(self.regime)
        if outcome is Outcome.REFUSED:
            choices += _grounds(self.regime) * 5
        codes = self.draw(st.lists(st.sampled_from(choices), min_size=1, max_size=3, unique=True))
        return tuple(self.exemption(code) for code in codes)

    def exemption(self, code: str) -> Exemption:
        needed = _tests(self.regime)[code]
        with_test = needed is PublicInterestTest.REQUIRED or (
            needed is PublicInterestTest.DEPENDS and self.draw(st.booleans())
        )
        test = PublicInterest(self.words(), self.words(), self.words()) if with_test else None
        return Exemption(code, self.words(), test)

    def attachments(self) -> tuple[Attachment, ...]:
        names = st.sampled_from(("notices-2024.csv", "map_1.pdf", "a.b.ods", "picture.png"))
        return tuple(
            Attachment(name, self.words(lines), *self.licence(for_attachment=True))
            for name in self.draw(st.lists(names, unique=True, max_size=3))
        )

    def licence(self, *, for_attachment: bool = False) -> tuple[str, str]:
        """A licence, and a rights holder where it needs one."""
        others = (*_OTHERS, "LicenseRef-All-Rights-Reserved") if for_attachment else _OTHERS
        found = self.draw(st.sampled_from(_OGL * 2 + others))
        return found, self.maybe(lines) if found in _OGL else self.draw(lines)

    def redaction(self, checked_on: date, attachments: Sequence[Attachment]) -> Redaction:
        roles = st.sampled_from(("Information Governance Manager", "Head of Legal: FOI & data"))
        items = [*self.items(), *self.items_in(attachments)]
        status = RedactionStatus.REDACTED if items else RedactionStatus.NOTHING_TO_REDACT
        return Redaction(
            status=status,
            checked_by=self.draw(roles),
            checked_on=self.reduced(checked_on),
            prepared_by=self.maybe(st.just("FOI Officer")),
            items=tuple(self.draw(st.permutations(items))),
            allowed=tuple(self.allowance() for _ in range(self.draw(st.integers(0, 2)))),
        )

    def items(self) -> list[RedactionItem]:
        """The marks in the text, those of a provision sometimes split over two items."""
        found = []
        for code, count in self.marked.items():
            first = self.draw(st.integers(1, count))
            found += [
                RedactionItem(self.draw(lines), "question 1", code, part)
                for part in (first, count - first)
                if part
            ]
        return found

    def items_in(self, attachments: Sequence[Attachment]) -> list[RedactionItem]:
        if not attachments or not self.may_redact:
            return []
        code = self.draw(st.sampled_from(_reasons(self.regime)))
        place = f"{attachments[0].file}, page 2"
        return [RedactionItem(self.draw(lines), place, code, self.draw(st.integers(1, 99)))]

    def allowance(self) -> Allowance:
        reason = self.draw(texts)
        if self.draw(st.booleans()):
            return Allowance(reason, text=self.draw(lines))
        return Allowance(reason, file="map_1.pdf", place=self.maybe(lines))

    def timing(self, received: date, responded: date) -> dict[str, Any]:
        """Days that lie between the request and the answer, and an extension the law knows."""
        inside = [received, *(each for each in self.days if received < each < responded), responded]
        stops = [
            ClockStop(self.reduced(begin), self.reduced(end), self.draw(st.sampled_from(_WHY)))
            for begin, end in zip(inside[1:-1:2], inside[2:-1:2], strict=False)
        ]
        # From the twentieth working day, which lies within 40 days, to the fortieth, after 54.
        until = received + timedelta(days=self.draw(st.integers(40, 54)))
        why = "complex-and-voluminous"
        if self.regime is Regime.FOIA:
            why = "public-interest-test"
        extension = Extension(self.reduced(until), why)
        return {
            "received": self.reduced(received),
            "clock": tuple(stops[: self.draw(st.integers(0, 2))]),
            "extended": self.maybe(st.just(extension), None)
            if self.regime is not Regime.FOISA
            else None,
        }

    def relations(self) -> Relations:
        ids = st.lists(
            st.sampled_from(("2019/an-earlier-one", "2020/1-more", "2021/a")), unique=True
        ).map(tuple)
        return Relations(self.maybe(ids, ()), self.maybe(ids, ()), self.maybe(ids, ()))

    def reviews(self, requested: date, completed: date) -> dict[str, Any]:
        outcomes = st.sampled_from((None, *ReviewOutcome))
        internal = InternalReview(
            self.maybe_date(requested), self.maybe_date(completed), self.draw(outcomes)
        )
        regulator = RegulatorReview(
            self.maybe(lines),
            self.draw(outcomes),
            self.maybe(st.just("https://ico.org.uk/decisions?a=1&b=2")),
        )
        return {
            "internal_review": None if internal == InternalReview() else internal,
            "regulator_review": None if regulator == RegulatorReview() else regulator,
        }


_WHY = ("clarification", "fees")


@st.composite
def records(
    draw: Draw,
    status: st.SearchStrategy[PublicationStatus] = st.sampled_from(PublicationStatus),  # noqa: B008
) -> Drawn:
    """A record that no rule forbids, in one of the states of publication."""
    made = _Record(draw, draw(status))
    asked, answered = made.days[0], made.days[6]
    checked, published, corrected, requested, completed = made.days[-5:]
    withdrawn = made.status is PublicationStatus.WITHDRAWN
    names_authority: bool = draw(st.booleans())
    licence, rights_holder = made.licence()
    attachments = () if withdrawn else made.attachments()
    parts: dict[str, Any] = {
        "title": made.words(lines),
        "reference": made.maybe(lines),
        "department": made.maybe(lines),
        "summary": "" if withdrawn else made.maybe(texts),
        "questions": ()
        if withdrawn
        else tuple(made.question() for _ in range(draw(st.integers(1, 3)))),
        "changes": tuple(
            Change(made.reduced(corrected), made.words()) for _ in range(draw(st.integers(0, 2)))
        ),
        "publication": _publication(made, published),
        **made.reviews(requested, completed),
    }
    if draw(st.booleans()):
        parts |= made.timing(asked, answered)
    responded = made.reduced(answered)
    response = Response(
        id=f"{responded.year}/{draw(st.sampled_from(('a', 'notices-2', '1-in-4')))}",
        authority=BODIES[made.regime],
        legislation=made.regime,
        responded=responded,
        as_at=made.maybe_date(asked),
        topics=tuple(draw(st.lists(st.sampled_from(TOPICS), unique=True))),
        redaction=made.redaction(checked, attachments),
        licence=licence,
        rights_holder=rights_holder,
        attachments=attachments,
        relations=made.relations(),
        language=draw(st.sampled_from(("en", "cy"))),
        **parts,
    )
    return Drawn(response, names_authority, tuple(made.shown), made.marked)


def _publication(made: _Record, on: date) -> Publication:
    if made.status is PublicationStatus.WITHDRAWN:
        reasons = ("personal-data", "confidential", "copyright", "court-order", "error", "other")
        return Publication(
            made.status, made.reduced(on), made.draw(st.sampled_from(reasons)), made.words()
        )
    return Publication(made.status, made.maybe_date(on))


def as_data(drawn: Drawn, pick: Pick) -> dict[str, Any]:
    """The record's keys and values in the contract's order; a default is sometimes left out."""

    def kept(**entries: Any) -> dict[str, Any]:
        """Without what is empty, which may also stand there as a key with nothing behind it."""
        found: dict[str, Any] = {}
        for key, value in entries.items():
            name = key.rstrip("_")
            if value not in (None, "", (), [], {}):
                found[name] = value
            elif pick((False, False, False, False, True)):
                found[name] = [] if value in ((), []) else None
        return found

    def default(value: Any, usual: Any) -> Any:
        return "" if value == usual and pick((True, False)) else value

    def day(value: ReducedDate | None) -> str:
        return "" if value is None else Date(value)

    r = drawn.response
    redaction = r.redaction
    assert redaction is not None
    internal, regulator = r.internal_review, r.regulator_review
    return kept(
        reference=r.reference,
        title=r.title,
        authority=r.authority if drawn.names_authority else "",
        legislation=r.legislation.value,
        received=day(r.received),
        clock=[{"from": day(s.start), "to": day(s.end), "why": s.why} for s in r.clock],
        extended={"to": day(r.extended.to), "why": r.extended.why} if r.extended else {},
        responded=day(r.responded),
        as_at=day(r.as_at),
        department=r.department,
        topics=r.topics,
        summary=r.summary,
        questions=[
            kept(
                request=q.request,
                response=q.response,
                outcome=q.outcome.value,
                exemptions=[
                    kept(
                        provision=e.provision,
                        reason=e.reason,
                        public_interest={
                            "for": e.public_interest.favour,
                            "against": e.public_interest.against,
                            "balance": e.public_interest.balance,
                        }
                        if e.public_interest
                        else {},
                    )
                    for e in q.exemptions
                ],
                answered_by=q.answered_by,
            )
            for q in r.questions
        ],
        redaction=kept(
            status=redaction.status.value,
            prepared_by=redaction.prepared_by,
            checked_by=redaction.checked_by,
            checked_on=day(redaction.checked_on),
            items=[
                kept(
                    what=i.what,
                    where=i.where,
                    provision=i.provision,
                    count=default(i.count, 1),
                )
                for i in redaction.items
            ],
            allowed=[
                kept(text=a.text, file=a.file, place=a.place, reason=a.reason)
                for a in redaction.allowed
            ],
        ),
        licence=r.licence,
        rights_holder=r.rights_holder,
        attachments=[
            kept(file=a.file, title=a.title, licence=a.licence, rights_holder=a.rights_holder)
            for a in r.attachments
        ],
        relations=kept(
            follows=r.relations.follows,
            supersedes=r.relations.supersedes,
            merged_with=r.relations.merged_with,
        ),
        review=kept(
            internal=kept(
                requested=day(internal.requested),
                completed=day(internal.completed),
                outcome=(internal.outcome or ""),
            )
            if internal
            else {},
            regulator=kept(
                reference=regulator.reference,
                outcome=(regulator.outcome or ""),
                url=regulator.url,
            )
            if regulator
            else {},
        ),
        publication=kept(
            status=default(r.publication.status.value, "published"),
            on=day(r.publication.on),
            reason=r.publication.reason,
            note=r.publication.note,
        ),
        changes=[kept(on=day(c.on), note=c.note) for c in r.changes],
        language=default(r.language, "en"),
    )
