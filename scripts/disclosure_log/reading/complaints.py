"""A fault of shape in our codes and an officer's words: what is wrong, and what to type instead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure_log.finding import Fault, Where
from disclosure_log.nearest import nearest, plain
from disclosure_log.reading import mistyped_date
from disclosure_log.reading.shape import Shape
from disclosure_log.reading.words import all_of, key_name, one_of, place, shown

#: Keys that would name the requester: they have no place in a record, whatever they are near.
PERSONAL_KEYS = frozenset(
    (
        *("name", "email", "address", "phone", "telephone", "mobile", "postcode", "contact"),
        *("requester", "requester_name", "requester_email", "requester_address", "requested_by"),
        *("requestor", "requestor_name", "applicant", "applicant_name", "correspondent"),
        *("customer", "complainant", "enquirer"),
    )
)
# What officers type for an outcome, a status or a licence, and the word of the list it means.
_MEANT = {
    "granted": "disclosed",
    "granted-in-full": "disclosed",
    "full-disclosure": "disclosed",
    "answered": "disclosed",
    "partial": "partly-disclosed",
    "partially-disclosed": "partly-disclosed",
    "granted-in-part": "partly-disclosed",
    "withheld": "refused",
    "exempt": "refused",
    "rejected": "refused",
    "information-not-held": "not-held",
    "no-information-held": "not-held",
    "ncnd": "neither-confirm-nor-deny",
    "none": "nothing-to-redact",
    "not-redacted": "nothing-to-redact",
    "live": "published",
    "removed": "withdrawn",
    "ogl": "OGL-UK-3.0",
    "open-government-licence": "OGL-UK-3.0",
    "open-government-licence-v3.0": "OGL-UK-3.0",
    "cc-by": "CC-BY-4.0",
    "cc0": "CC0-1.0",
    "all-rights-reserved": "LicenseRef-All-Rights-Reserved",
    "english": "en",
    "welsh": "cy",
    "freedom-of-information-act-2000": "FOIA",
    "foi": "FOIA",
    "eirs": "EIR",
}
# A missing key that has a family of its own: the last steps of its place, list positions left out.
_MISSING_CODES = {
    ("licence",): "licence-missing",
    ("redaction",): "redaction-missing",
    ("redaction", "status"): "redaction-missing",
    ("redaction", "checked_by"): "redaction-unsigned",
    ("redaction", "checked_on"): "redaction-undated",
    ("public_interest", "for"): "law-public-interest-missing",
    ("public_interest", "against"): "law-public-interest-missing",
    ("public_interest", "balance"): "law-public-interest-missing",
}
_UNKNOWN_VALUE_CODES: Mapping[str | int, str] = {
    "licence": "licence-unknown",
    "legislation": "law-unknown-regime",
}
_KINDS = {
    "mapping": "a block of keys of its own, each on a line below it",
    "list": "a list",
    "text": "words",
    "word": "one word",
    "date": "a date",
    "number": "a whole number",
    "yes-no": "true or false",
}


@dataclass(frozen=True)
class Complaint:
    """What the validator says: the value and its place, the schema's demand, the shape there.

    `message` is the validator's own wording; only the name of a missing key is taken from it.
    """

    value: Any
    demand: Any
    where: Where
    here: Shape
    message: str = ""

    @property
    def key(self) -> str:
        """The last key on the way to the value."""
        return next((str(step) for step in reversed(self.where) if isinstance(step, str)), "")

    def fault(self, code: str, message: str, remedy: str, length: int = 0) -> Fault:
        return Fault(code, self.where, message, remedy, length=length)


def is_personal(key: str) -> bool:
    """Whether a key would name the requester."""
    return key.lower().replace("-", "_").replace(" ", "_") in PERSONAL_KEYS


def translate(validator: str, complaint: Complaint) -> Iterator[Fault]:
    """The faults a complaint of the validator so named amounts to."""
    yield from _WORDS.get(validator, _malformed)(complaint)


def _missing_keys(complaint: Complaint) -> Iterator[Fault]:
    # One complaint for each missing key, whose name only the validator's message tells.
    for key in complaint.demand:
        if key not in complaint.value and complaint.message.startswith(f"{key!r} "):
            expected = complaint.here.keys[key]
            yield _missing((*complaint.where, key), expected)


def _empty_list(complaint: Complaint) -> Iterator[Fault]:
    yield _missing(complaint.where, complaint.here)


def _neither(complaint: Complaint) -> Iterator[Fault]:
    """An allowance names a text, or an attachment and a place in it."""
    yield complaint.fault(
        "record-missing-key",
        f"{_capital(place(complaint.where))} does not say what may be published.",
        "Add “text” with the exact words, or “file” and “place” for a spot in an attachment.",
    )


def _missing(where: Where, expected: Shape) -> Fault:
    key = str(where[-1])
    steps = tuple(step for step in where if isinstance(step, str))
    code = _MISSING_CODES.get(steps[-2:]) or _MISSING_CODES.get(steps[-1:], "record-missing-key")
    return Fault(
        code,
        where,
        f"“{key}” is missing from {place(where[:-1])}.",
        f"Add {_sample(key, expected)}.",
    )


def _sample(key: str, expected: Shape) -> str:
    """A line to type: `“outcome: disclosed”`, or the lines of a block."""
    if expected.kind == "mapping":
        lines = ", ".join(f"“{each}: {expected.keys[each].example}”" for each in expected.required)
        return f"a line “{key}:” and below it, indented by two spaces, {lines}"
    if expected.items is not None and expected.items.required:
        keys = all_of(expected.items.required)
        return f"a line “{key}:” and below it an entry that begins with a dash and has {keys}"
    return f"a line such as “{key}: {expected.example}”"


def _unknown_keys(complaint: Complaint) -> Iterator[Fault]:
    for key in complaint.value:
        if key not in complaint.here.keys:
            near = nearest(key, complaint.here.keys)
            name = f"“{key}”" if near is not None else key_name(key, capital=True)
            yield Fault(
                "record-unknown-key",
                (*complaint.where, key),
                f"{name} is not a key of {place(complaint.where)}.",
                _instead(key, near, complaint),
                length=len(key),
                on_key=True,
            )


def _instead(key: str, near: str | None, complaint: Complaint) -> str:
    if is_personal(key):
        return (
            "Take the line out: a record has no place for who asked, and the log never says who"
            " did."
        )
    if near is None:
        return f"Take it out, or use one of {one_of(complaint.here.keys)}."
    if near in complaint.value:
        return f"“{near}” is there already: move what is new into it and take this line out."
    return f"Type “{near}” instead."


def _wrong_kind(complaint: Complaint) -> Iterator[Fault]:
    where, here = complaint.where, complaint.here
    if not where:
        yield complaint.fault(
            "record-wrong-type",
            "The file does not hold keys and their values.",
            "Begin each line with a key and a colon, such as “title: Parking fines”.",
        )
    elif complaint.value == "":
        yield from _empty_entry(complaint)
    else:
        yield complaint.fault(
            "date-invalid" if here.kind == "date" else "record-wrong-type",
            f"{_capital(place(where))} should be {_KINDS[here.kind]}{_not(complaint.value, here)}.",
            _retype(complaint),
        )


def _retype(complaint: Complaint) -> str:
    key, here = complaint.key, complaint.here
    if here.kind == "text" and isinstance(complaint.value, list):
        return (
            f"Where the words begin with a square bracket, type “{key}: |” and put them on the"
            " next line, indented by two more spaces."
        )
    if here.kind == "text":
        return f"Put the words behind “{key}:” in double quotes."
    if here.items is not None and here.items.kind != "mapping":
        return f"Put it in square brackets: “{key}: [{here.items.example}]”."
    if here.items is not None:
        return f"Begin each entry below “{key}:” with a dash and a space."
    if here.kind == "mapping":
        keys = all_of((here.required or tuple(here.keys))[:6])
        return f"Below it, indented by two more spaces, type {keys}, each with its value."
    return f"Type {_KINDS[here.kind]}, such as {here.example}."


def _not(value: object, here: Shape) -> str:
    if isinstance(value, list):
        return ", not a list"
    if isinstance(value, dict):
        return ", not a block of keys"
    return ", not a single value" if here.kind in ("list", "mapping") else ""


def _unknown_value(complaint: Complaint) -> Iterator[Fault]:
    choices = complaint.here.choices
    near = meant(complaint.value, choices)
    others = [choice for choice in choices if choice != near]
    remedy = f"Type {one_of(choices)}."
    if near is not None:
        remedy = f"Type “{near}”{', or one of' if len(others) > 1 else ' or'} {one_of(others)}."
    yield complaint.fault(
        _UNKNOWN_VALUE_CODES.get(complaint.where[-1], "record-unknown-value"),
        f"{_capital(place(complaint.where))} cannot be {shown(complaint.value, choices)}.",
        remedy,
        length=len(complaint.value),
    )


def meant(value: str, choices: Collection[str]) -> str | None:
    """The choice a word most likely stands for: a near one, or one in other words."""
    synonym = _MEANT.get(plain(value))
    return synonym if synonym in choices else nearest(value, choices)


def _invalid_date(complaint: Complaint) -> Iterator[Fault]:
    mistake = mistyped_date.explain(complaint.value, place(complaint.where))
    yield complaint.fault(
        "date-invalid", mistake.message, mistake.remedy, length=len(complaint.value)
    )


def _repeated(complaint: Complaint) -> Iterator[Fault]:
    entries = complaint.value
    for position, entry in enumerate(entries):
        if entry in entries[:position]:
            yield Fault(
                "record-duplicate-key",
                (*complaint.where, position),
                f"Entry {position + 1} of {place(complaint.where)} is there already.",
                "Take one of the two out.",
            )


def _empty_entry(complaint: Complaint) -> Iterator[Fault]:
    yield complaint.fault(
        "record-missing-key",
        f"{_capital(place(complaint.where))} is empty.",
        "Type a value, or take the entry out with its dash or comma.",
    )


def _too_long(complaint: Complaint) -> Iterator[Fault]:
    yield complaint.fault(
        "record-too-large",
        f"The text of {place(complaint.where)} is longer than {complaint.demand:,} characters.",
        "Keep the answer itself here and put long tables or documents into an attachment.",
    )


def _too_small(complaint: Complaint) -> Iterator[Fault]:
    yield complaint.fault(
        "record-wrong-type",
        f"The value of {place(complaint.where)} is less than {complaint.demand}.",
        f"Type a whole number, {complaint.demand} or more.",
    )


def _malformed(complaint: Complaint) -> Iterator[Fault]:
    yield complaint.fault(
        "record-wrong-type",
        f"The value of {place(complaint.where)} does not have the form it should have.",
        f"Type it like this: {complaint.here.example or 'the examples in the staff guide'}.",
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_WORDS: Mapping[str, Callable[[Complaint], Iterator[Fault]]] = {
    "required": _missing_keys,
    "anyOf": _neither,
    "additionalProperties": _unknown_keys,
    "type": _wrong_kind,
    "enum": _unknown_value,
    "format": _invalid_date,
    "uniqueItems": _repeated,
    "minItems": _empty_list,
    "minLength": _empty_entry,
    "maxLength": _too_long,
    "minimum": _too_small,
}
