"""The quick look that spares a sound record the full validation.

A log of many thousand records is nearly always sound throughout, and JSON Schema in Python takes
three times as long as parsing. This walk gives the same yes or no; a test holds the two together.
Only a no is looked into, by the validator itself.
"""

from __future__ import annotations

from disclosure_log.reading.shape import Shape
from disclosure_log.reduced_date import ReducedDate


def conforms(data: object, shape: Shape) -> bool:
    """Whether the validator would find nothing wrong with the data."""
    kind = shape.kind
    if kind == "mapping":
        return isinstance(data, dict) and _mapping(data, shape)
    if kind == "list":
        return isinstance(data, list) and _list(data, shape)
    if kind == "number":
        return isinstance(data, int) and not isinstance(data, bool) and data >= shape.least
    if kind == "yes-no":
        return isinstance(data, bool)
    if not isinstance(data, str) or not data:
        return False
    if shape.choices:
        return data in shape.choices
    return kind != "date" or _is_date(data)


def _mapping(data: dict[str, object], shape: Shape) -> bool:
    keys = shape.keys
    for key in shape.required:
        if key not in data:
            return False
    if shape.either and not any(key in data for key in shape.either):
        return False
    for key, value in data.items():
        expected = keys.get(key) or shape.other
        if expected is None or not conforms(value, expected):
            return False
    return True


def _list(data: list[object], shape: Shape) -> bool:
    if len(data) < shape.least:
        return False
    if shape.unique and any(value in data[:place] for place, value in enumerate(data)):
        return False
    items = shape.items
    if items is None:
        return True
    return all(conforms(value, items) for value in data)


def _is_date(text: str) -> bool:
    try:
        ReducedDate.parse(text)
    except ValueError:
        return False
    return True
