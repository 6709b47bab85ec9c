"""What a record's own words, and its attachments, would give away; and what a person allowed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from disclosure_log.checks.fields import Text, every_text
from disclosure_log.finding import Fault, Where
from disclosure_log.leaks.leak import Leak, codes
from disclosure_log.leaks.text.pipe_tables import pipe_tables
from disclosure_log.leaks.text.rule import Hit, Known
from disclosure_log.leaks.text.rules import read_text
from disclosure_log.leaks.text.small_numbers import small_numbers
from disclosure_log.model import Allowance, Response

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
#: Letters and digits that an allowance must have for it to mean one thing.
_FEWEST = 4


def check_words(
    response: Response, text: str, known: Known, told: Collection[Fault] = ()
) -> Iterator[Fault]:
    """Personal data in the words of a record, the comments of its file included.

    `text` is the file as it was typed, `told` what other checks found. What a person allowed, by
    its exact text, passes; what nobody may allow does not, and an allowance of nothing that is
    there is itself a fault.
    """
    allowed = {_squeezed(each.text): n for n, each in _allowances(response) if each.text}
    marked = {fault.where for fault in told if fault.code.startswith("redaction-")}
    used: set[int] = set()
    seen: set[str] = set()
    for field in every_text(response):
        words = _squeezed(field.text) if allowed else ""
        used.update(number for each, number in allowed.items() if each in words)
        for hit in read_text(field.text, known):
            if hit.code == "personal-data-leftover" and field.where in marked:
                continue
            found = _squeezed(field.text[hit.start : hit.end])
            seen.add(found)
            if found in allowed and codes()[hit.code].allowable:
                continue
            yield _fault(hit, field.where)
        if field.is_markdown:
            yield from _small_numbers(field)
    for comment in _COMMENT.finditer(text):
        for hit in read_text(comment[0], known):
            found = _squeezed(comment[0][hit.start : hit.end])
            if found not in seen and found not in allowed:
                yield _fault(hit, (), comment.start())
    yield from _judged(response, used)


def allowed_texts(response: Response) -> frozenset[str]:
    """The exact texts that a person allowed, as the inspection of files compares them."""
    return frozenset(_squeezed(each.text) for _, each in _allowances(response) if each.text)


def check_attachments(
    response: Response, leaks: Iterable[tuple[str, Leak]], accepted: Iterable[str]
) -> Iterator[tuple[str, Leak] | Fault]:
    """What attachments would give away, given by file, but for what was allowed.

    `accepted` are the kinds of office file that the authority publishes as they are.
    """
    allowed = {
        (each.file, _squeezed(each.place)): n for n, each in _allowances(response) if each.file
    }
    kinds = tuple(f".{kind}" for kind in accepted)
    used: set[int] = set()
    for file, leak in leaks:
        number = allowed.get((file, _squeezed(leak.place)))
        if number is not None:
            used.add(number)
            if leak.allowable:
                continue
        if leak.code == "attachment-type-office" and file.lower().endswith(kinds):
            continue
        yield file, leak
    for number, each in _allowances(response):
        where: Where = ("redaction", "allowed", number)
        if each.file and not _squeezed(each.place):
            yield Fault(
                "personal-data-allowance-wide",
                where,
                "This allows everything in a file, whatever it may be.",
                "Add “place”, and copy into it the place that the finding names.",
            )
        elif each.file and number not in used:
            yield _stale(where)


def _allowances(response: Response) -> Sequence[tuple[int, Allowance]]:
    allowed = () if response.redaction is None else response.redaction.allowed
    return tuple(enumerate(allowed))


def _judged(response: Response, used: set[int]) -> Iterator[Fault]:
    for number, each in _allowances(response):
        where: Where = ("redaction", "allowed", number)
        if not each.text or each.file:
            continue
        if sum(character.isalnum() for character in each.text) < _FEWEST:
            yield Fault(
                "personal-data-allowance-wide",
                (*where, "text"),
                "So short a text could stand for many things.",
                "Copy the whole of what may stay, exactly as it is written in the record.",
            )
        elif number not in used and not response.attachments:
            # With attachments the words may be in one of them, where they pass by the same entry.
            yield _stale((*where, "text"))


def _stale(where: Where) -> Fault:
    return Fault(
        "personal-data-allowance-stale",
        where,
        "This allows something that is not there.",
        "Take the entry out; or copy what may stay exactly as it is written, or the place exactly "
        "as the finding names it.",
    )


def _fault(hit: Hit, where: Where, start: int = 0) -> Fault:
    return Fault(
        hit.code,
        where,
        hit.message,
        codes()[hit.code].remedy,
        hit.severity,
        start + hit.start,
        hit.end - hit.start,
    )


def _small_numbers(field: Text) -> Iterator[Fault]:
    """Small counts about people in the tables of an answer, pointed at by the table."""
    for line, grid in pipe_tables(field.text):
        start = sum(len(each) for each in field.text.splitlines(keepends=True)[: line - 1])
        for leak in small_numbers(grid, "personal-data-small-number"):
            yield Fault(leak.code, field.where, leak.message, leak.remedy, leak.severity, start)


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())
