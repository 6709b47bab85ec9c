"""The schema: complete, told to editors in full, and one with the rules and the law's data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from disclosure_log import law
from disclosure_log.model import (
    Outcome,
    PublicationStatus,
    RedactionStatus,
    Regime,
    ReviewOutcome,
)
from disclosure_log.reading.shape import Shape, shape

ROOT = Path(__file__).parents[2]
DATA = ROOT / "scripts" / "disclosure_log" / "data"
RECORDS = ROOT / "tests" / "records"
SCHEMAS = ["response", "authorities"]


def load(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((DATA / f"{name}.schema.json").read_text("utf-8"))
    return schema


def resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    reference = part.get("$ref")
    if reference is None:
        return part
    return {**schema["definitions"][reference.rpartition("/")[2]], **part}


def fields(schema: dict[str, Any], part: dict[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    """Every key a file may hold, with all that is said of it."""
    part = resolved(schema, part)
    for key, value in part.get("properties", {}).items():
        whole = resolved(schema, value)
        yield f"{path}.{key}", whole
        yield from fields(schema, whole, f"{path}.{key}")
    for below in ("items", "additionalProperties"):
        if isinstance(part.get(below), dict):
            yield from fields(schema, part[below], f"{path}.*")


FIELDS = [
    pytest.param(path, part, id=path)
    for name in SCHEMAS
    for path, part in fields(load(name), load(name), name)
]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_draft_7(name: str) -> None:
    Draft7Validator.check_schema(load(name))


@pytest.mark.parametrize(("path", "part"), FIELDS)
def test_every_key_has_a_title_and_a_description(path: str, part: dict[str, Any]) -> None:
    assert part["title"][0].isupper()
    assert len(part["title"]) <= 40
    assert part["description"][0].isupper() or part["description"].startswith("true")
    assert part["description"].endswith(".")


@pytest.mark.parametrize(("path", "part"), FIELDS)
def test_every_value_one_can_type_has_an_example_that_is_valid(
    path: str, part: dict[str, Any]
) -> None:
    kinds = part.get("type")
    typed = kinds not in ("object", "array")
    assert not typed or part.get("examples")
    schema = {**part, "definitions": load(path.partition(".")[0])["definitions"]}
    for example in part.get("examples", ()):
        assert list(Draft7Validator(schema).iter_errors(example)) == []


@pytest.mark.parametrize(("path", "part"), FIELDS)
def test_every_word_to_choose_from_is_explained(path: str, part: dict[str, Any]) -> None:
    explained = part.get("enumDescriptions", part.get("enum"))
    assert len(explained or ()) == len(part.get("enum", ()))


def choices(*path: str) -> tuple[str, ...]:
    here = shape("response")
    for step in path:
        here = (here.items or Shape()).keys[step] if here.items else here.keys[step]
    return here.choices


def test_the_lists_of_words_are_those_of_the_model_and_the_law() -> None:
    assert choices("legislation") == tuple(Regime)
    assert choices("questions", "outcome") == tuple(Outcome)
    assert choices("redaction", "status") == tuple(RedactionStatus)
    assert choices("publication", "status") == tuple(PublicationStatus)
    assert choices("review", "internal", "outcome") == tuple(ReviewOutcome)
    assert choices("review", "regulator", "outcome") == tuple(ReviewOutcome)
    assert choices("licence") == tuple(licence.id for licence in law.licences())
    assert choices("attachments", "licence") == choices("licence")


def test_an_editor_accepts_every_valid_record() -> None:
    validator = Draft7Validator(load("response"))
    paths = [*(RECORDS / "valid").rglob("*.yaml"), *(ROOT / "responses").glob("*/*.yaml")]
    assert len(paths) > 40
    for path in paths:
        data = without_empty(yaml.load(path.read_text("utf-8"), Loader=EditorLoader))
        assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"licence": "CC-BY-4.0"}, "rights_holder"),
        ({"questions": None}, "questions"),
        ({"publication": {"status": "withdrawn"}}, "reason"),
        ({"redaction.status": "redacted"}, "items"),
        ({"questions.0.outcome": "refused"}, "exemptions"),
        ({"questions.0.outcome": "already-available"}, "answered_by"),
    ],
)
def test_an_editor_shows_what_a_choice_makes_necessary(
    change: dict[str, Any], missing: str
) -> None:
    data = yaml.load((RECORDS / "base.yaml").read_text("utf-8"), Loader=EditorLoader)
    for path, value in change.items():
        *steps, last = path.split(".")
        here: Any = data
        for step in steps:
            here = here[int(step)] if step.isdigit() else here[step]
        here[last] = value
    errors = Draft7Validator(load("response")).iter_errors(without_empty(data))
    assert any(f"'{missing}' is a required property" in error.message for error in errors)


def test_the_editor_is_told_which_files_the_schemas_are_for() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    for path, pattern in settings["yaml.schemas"].items():
        assert (ROOT / path).is_file()
        assert list(ROOT.glob(pattern))
    extensions = json.loads((ROOT / ".vscode" / "extensions.json").read_text("utf-8"))
    assert "redhat.vscode-yaml" in extensions["recommendations"]


def without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_empty(each) for key, each in value.items() if each not in (None, "")}
    return [without_empty(each) for each in value] if isinstance(value, list) else value


class EditorLoader(yaml.SafeLoader):
    """Values as an editor that follows YAML 1.2 takes them: whole numbers, the rest words."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag.rpartition(":")[2] in ("int", "null")]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
