"""The schemas as the reader uses them: flattened once, and the few facts the walk needs of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

#: A JSON Schema, or a part of one.
Schema = dict[str, Any]

# What the editor is told and rules judge in their own words: see the schema's own comment.
_SAID_BY_RULES = ("allOf",)
_PATTERNS_SAID_BY_RULES = ("provision", "recordId", "link", "httpsAddress", "fileName")


@dataclass(frozen=True)
class Shape:
    """What may stand at one place of a file.

    `order` gives each key's place in the contract. `text` marks words of a person, which are
    never quoted in a finding; `other` is the shape behind keys of one's own choosing (topics,
    authorities).
    """

    title: str = ""
    kind: str = "text"  # mapping | list | text | word | date | number | yes-no
    keys: Mapping[str, Shape] = field(default_factory=dict)
    order: Mapping[str, int] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    items: Shape | None = None
    other: Shape | None = None
    choices: tuple[str, ...] = ()
    example: str = ""

    @property
    def text(self) -> bool:
        return self.kind == "text"


#: Where nothing is known, every word is taken for somebody's own.
UNKNOWN = Shape()


@cache
def schema(name: str) -> Schema:
    """A schema of `data/` as the validator takes it: references resolved, rules' parts left out."""
    source = json.loads(
        files("disclosure_log").joinpath("data", f"{name}.schema.json").read_text("utf-8")
    )
    definitions = source.pop("definitions", {})
    for definition in _PATTERNS_SAID_BY_RULES:
        definitions.get(definition, {}).pop("pattern", None)
    flat = _flatten(source, definitions)
    assert isinstance(flat, dict)
    return flat


@cache
def shape(name: str) -> Shape:
    """The shape of the files a schema describes."""
    return _shape(schema(name))


@cache
def known_keys() -> frozenset[str]:
    """Every key any file of the log may hold: words that are safe to print."""
    return frozenset(_all_keys(shape("response"))) | frozenset(_all_keys(shape("authorities")))


def _all_keys(here: Shape) -> Iterator[str]:
    yield from here.keys
    for part in (*here.keys.values(), here.items, here.other):
        if part is not None:
            yield from _all_keys(part)


def _flatten(part: object, definitions: Mapping[str, Any]) -> object:
    if isinstance(part, list):
        return [_flatten(each, definitions) for each in part]
    if not isinstance(part, dict):
        return part
    reference = part.get("$ref")
    if reference is not None:
        part = {**definitions[reference.rpartition("/")[2]], **part}
        del part["$ref"]
    if part.get("format") == "reduced-date":
        part = {key: value for key, value in part.items() if key != "pattern"}
    return {
        key: _flatten(value, definitions)
        for key, value in part.items()
        if key not in _SAID_BY_RULES
    }


def _shape(part: Schema) -> Shape:
    other = part.get("additionalProperties")
    keys = {key: _shape(value) for key, value in part.get("properties", {}).items()}
    return Shape(
        title=part.get("title", ""),
        kind=_kind(part),
        keys=keys,
        order={key: place for place, key in enumerate(keys)},
        required=tuple(part.get("required", ())),
        items=_shape(part["items"]) if "items" in part else None,
        other=_shape(other) if isinstance(other, dict) else None,
        choices=tuple(part.get("enum", ())),
        example=_example(part),
    )


def _kind(part: Schema) -> str:
    types = part.get("type")
    if types == "object":
        return "mapping"
    if types == "array":
        return "list"
    if types == "integer":
        return "number"
    if types == "boolean":
        return "yes-no"
    if part.get("format") == "reduced-date":
        return "date"
    return "word" if types == "string" else "text"


def _example(part: Schema) -> str:
    example = next(iter(part.get("examples", ())), "")
    if isinstance(example, list):
        return f"[{', '.join(example)}]"
    return str(example)
