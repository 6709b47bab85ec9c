"""What the schema finds: one fault for one cause, all of them at once.

jsonschema says that something is wrong and where; `complaints` says what that means in a record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import jsonschema_rs

from disclosure_log.finding import Fault, Where
from disclosure_log.nearest import nearest
from disclosure_log.reading.complaints import Complaint, is_personal, translate
from disclosure_log.reading.placeholders import is_placeholder
from disclosure_log.reading.shape import UNKNOWN, Shape, schema, shape
from disclosure_log.reduced_date import ReducedDate

if TYPE_CHECKING:
    from jsonschema import Draft7Validator
    from jsonschema.exceptions import ValidationError

# Complaints about one and the same value, in the order they are believed.
_ABOUT_THE_VALUE = (
    "type",
    "enum",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
)


@dataclass(frozen=True)
class Verdict:
    """The faults, and keys that are there after all, under a mistyped name."""

    faults: tuple[Fault, ...] = ()
    mistyped: frozenset[Where] = frozenset()


def validate(name: str, data: object, voided: Collection[Where] = ()) -> Verdict:
    """Every fault of the data against the schema so named; `voided` keys are not called missing."""
    top = shape(name)
    if quick_look(name).is_valid(data):
        return Verdict()
    errors = list(validator(name).iter_errors(data))
    complaints = [_complaint(error, top) for error in sorted(errors, key=_rank)]
    mistyped = frozenset(_mistyped_keys(complaints))
    faults: list[Fault] = []
    judged: set[Where] = set()
    for error, complaint in complaints:
        if error in _ABOUT_THE_VALUE:
            if complaint.where in judged or _waits(complaint.value):
                continue
            judged.add(complaint.where)
        faults += (
            f
            for f in translate(error, complaint)
            if f.where not in mistyped and f.where not in voided
        )
    return Verdict(tuple(faults), mistyped)


def shape_at(top: Shape, where: Where) -> Shape:
    """What the schema says may stand at a place."""
    here = top
    for step in where:
        if isinstance(step, int):
            here = here.items or UNKNOWN
        else:
            here = here.keys.get(step) or here.other or UNKNOWN
    return here


@cache
def validator(name: str) -> Draft7Validator:
    """The one validator of a schema; building it costs more than forty records."""
    # Loading it takes longer than checking a hundred records, and a sound log never asks for it.
    from jsonschema import Draft7Validator, FormatChecker

    formats = FormatChecker(formats=())
    formats.checks("reduced-date", raises=ValueError)(_is_reduced_date)
    return Draft7Validator(schema(name), format_checker=formats)


@cache
def quick_look(name: str) -> jsonschema_rs.Draft7Validator:
    """The same schema in Rust: a yes or no in a thirtieth of the time, for sound records."""
    return jsonschema_rs.Draft7Validator(
        schema(name), formats={"reduced-date": _is_sound_date}, validate_formats=True
    )


def _is_sound_date(value: object) -> bool:
    try:
        return _is_reduced_date(value)
    except ValueError:
        return False


def _is_reduced_date(value: object) -> bool:
    if isinstance(value, str):
        ReducedDate.parse(value)
    return True


def _rank(error: ValidationError) -> int:
    known = error.validator in _ABOUT_THE_VALUE
    return _ABOUT_THE_VALUE.index(str(error.validator)) if known else len(_ABOUT_THE_VALUE)


def _complaint(error: ValidationError, top: Shape) -> tuple[str, Complaint]:
    where: Where = tuple(error.absolute_path)
    return str(error.validator), Complaint(
        value=error.instance,
        demand=error.validator_value,
        where=where,
        here=shape_at(top, where),
        message=error.message,
    )


def _waits(value: object) -> bool:
    return isinstance(value, str) and is_placeholder(value)


def _mistyped_keys(complaints: list[tuple[str, Complaint]]) -> Iterator[Where]:
    """Keys that are missing only because they are there under a mistyped name."""
    for error, complaint in complaints:
        if error == "additionalProperties":
            known = complaint.here.keys
            for key in complaint.value:
                if key not in known and not is_personal(key):
                    near = nearest(key, known)
                    if near is not None:
                        yield (*complaint.where, near)
