"""What is written for people is true: links lead somewhere, codes exist, examples pass."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

import pytest
import yaml

from disclosure_log.cli import main
from disclosure_log.reading import read_catalogue
from disclosure_log.report import as_text
from record_harness import base, judge, over_base

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
DATA = ROOT / "scripts" / "disclosure_log" / "data"
SCHEMA = json.loads((DATA / "response.schema.json").read_bytes())

PAGES = sorted(DOCS.rglob("*.md"))
TEXTS = [*PAGES, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]

#: Pages that the log generates and MkDocs knows, which a hand-written page may therefore lead to.
GENERATED = {DOCS / each / "index.md" for each in ("responses", "exemptions", "help")}
FAMILIES = "record|date|licence|redaction|law|link|markup|personal-data|attachment"

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(rf"(?:{FAMILIES})-[a-z]+(?:-[a-z]+)*")
_HEADING = re.compile(r"^#+ (.+?)(?: \{ ?#([\w-]+) ?\})?$", re.MULTILINE)
_FOUND = re.compile(rf"(?:error|warning) ({_CODE.pattern})$", re.MULTILINE)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(text: str) -> str:
    return _FENCE.sub("", text)


def help_entries() -> dict[str, Any]:
    families = (yaml.safe_load(path.read_bytes()) for path in (DATA / "help").glob("*.yml"))
    return {code: entry for family in families for code, entry in (family or {}).items()}


def page_url(page: Path) -> str:
    """Where MkDocs serves a page of docs/: `staff/checks/`, the index of a folder at the folder."""
    path = PurePosixPath(page.relative_to(DOCS).as_posix()).with_suffix("")
    parts = path.parts[:-1] if path.name == "index" else path.parts
    return "".join(f"{part}/" for part in parts)


def anchors(page: Path) -> set[str]:
    headings = _HEADING.findall(prose(page.read_text()))
    return {anchor or slug(heading) for heading, anchor in headings}


def slug(heading: str) -> str:
    """A heading's anchor, as Python-Markdown's table of contents and GitHub both make it."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def links(text: str) -> Iterator[str]:
    return (link for link in _LINK.findall(prose(text)) if "://" not in link)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_has_a_title_and_a_description(page: Path) -> None:
    match = re.match(r"---\n(.*?)\n---\n", page.read_text(), re.DOTALL)
    assert match is not None
    meta = yaml.safe_load(match[1])
    assert meta["title"]
    assert 20 <= len(meta["description"]) <= 200


@pytest.mark.parametrize("text", TEXTS, ids=name)
def test_a_link_to_a_file_leads_to_one_that_is_there(text: Path) -> None:
    for link in links(text.read_text()):
        target, _, anchor = link.partition("#")
        file = (text.parent / target).resolve() if target else text
        if target.endswith("/") or file.suffix == ".png" or file in GENERATED:
            continue
        assert file.is_file(), f"{name(text)} links to {link}"
        assert not anchor or anchor in anchors(file), f"{name(text)} links to {link}"


def help_links(page: Path) -> list[str]:
    """Links to the page of one finding, which MkDocs does not know and so does not check."""
    return [link for link in links(page.read_text()) if link.endswith("/")]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_link_to_the_help_leads_to_a_finding_that_exists(page: Path) -> None:
    for link in help_links(page):
        area, _, code = normpath(f"{page_url(page)}{link}").partition("/")
        assert (area, code) in {("help", each) for each in help_entries()}, link


def test_the_staff_guide_leads_to_the_help() -> None:
    assert sum(len(help_links(page)) for page in PAGES) > 20


@pytest.mark.parametrize("text", TEXTS, ids=name)
def test_a_finding_code_that_is_named_exists(text: Path) -> None:
    quoted = re.findall(r"`([a-z-]+)`", prose(text.read_text()))
    named = {each for each in quoted if _CODE.fullmatch(each)}
    shown = set(_FOUND.findall(text.read_text()))
    assert named | shown <= help_entries().keys()


def examples() -> Iterator[tuple[str, str]]:
    for text in TEXTS:
        for number, (language, block) in enumerate(_FENCE.findall(text.read_text())):
            if language == "yaml":
                yield f"{name(text)}-{number}", block


EXAMPLES = dict(examples())


def test_there_are_examples_to_check() -> None:
    assert sum("staff" in where for where in EXAMPLES) >= 30


@pytest.mark.parametrize("block", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_an_example_passes_the_check(block: str) -> None:
    """A block that starts with a record's path is that whole record, another a part of one."""
    if block.startswith("# redirects.yml\n"):
        _, findings = read_catalogue(AUTHORITIES, TOPICS, block.encode())
        assert not findings
        return
    match = re.match(r"# (responses/\d{4}/[a-z0-9-]+\.yaml)\n", block)
    if match:
        assert not codes_of(match[1], block)
    else:
        assert not codes_of("responses/2024/example.yaml", over_base(block))


AUTHORITIES = (ROOT / "authorities.yml").read_bytes()
TOPICS = (ROOT / "topics.yml").read_bytes()


#: What an example names and has no room to show: other records, and files.
BESIDE = {"link-unknown-record", "link-attachment-missing"}


def codes_of(path: str, text: str) -> set[str]:
    """The codes of all that is wrong with a record of the sample log's bodies and topics."""
    shared = {"authorities.yml": AUTHORITIES, "topics.yml": TOPICS}
    return judge({path: text.encode(), **shared}).codes - BESIDE


TEMPLATE = (DATA / "template.yaml").read_text()
FILLED_IN = (
    "Potholes repaired in 2023",
    "exampleshire-council",
    "FOIA",
    "2024-03-04",
    "2024-03-28",
    "roads",
    "How many potholes were repaired?",
    "We repaired 21,977.",
    "disclosed",
    "nothing-to-redact",
    "FOI Officer",
    "Information Governance Manager",
    "2024-03-27",
    "2024-04-02",
)


def test_the_template_names_every_field_in_its_order() -> None:
    named = re.findall(r"^(?:# )?([a-z_]+):", TEMPLATE, re.MULTILINE)
    assert named == list(SCHEMA["properties"])


def test_the_template_is_refused_until_it_is_filled_in() -> None:
    found = codes_of("responses/2024/example.yaml", TEMPLATE)
    assert found == {"record-placeholder"}


def filled_in(template: str) -> str:
    values = iter(FILLED_IN)
    filled = re.sub(r"(?<!every )FILL-IN", lambda _: next(values), template)
    assert not list(values)
    return filled


def test_the_template_passes_once_it_is_filled_in() -> None:
    assert not codes_of("responses/2024/example.yaml", filled_in(TEMPLATE))


def test_every_note_of_the_template_that_is_a_field_can_be_used() -> None:
    """They contradict one another (a disclosed answer with exemptions), but all are well formed."""
    used, fields = re.subn(
        r"^( *)# (?= *(?:- )?(?:[a-z_]+:|\{))", r"\1", TEMPLATE, flags=re.MULTILINE
    )
    assert fields > 20
    found = codes_of("responses/2024/example.yaml", filled_in(used))
    assert found
    assert not {code for code in found if code.startswith(("record-", "date-", "licence-"))}


def unsigned(record: str, path: str) -> str:
    """What the terminal shows of a record once nobody has signed it."""
    text = re.sub(r"^  checked_by: .*\n", "", record, flags=re.MULTILINE)
    shared = {"authorities.yml": AUTHORITIES, "topics.yml": TOPICS}
    return as_text(judge({path: text.encode(), **shared}).findings, files=33)


def test_the_finding_that_the_guide_shows_is_a_real_one() -> None:
    guide = (DOCS / "staff" / "checks.md").read_text()
    assert unsigned(base(), "responses/2024/car-parks.yaml") in guide


def test_the_finding_that_the_readme_shows_is_a_real_one() -> None:
    readme = (ROOT / "README.md").read_text()
    (record,) = (block for language, block in _FENCE.findall(readme) if language == "yaml")
    (shown,) = (block for language, block in _FENCE.findall(readme) if language == "text")
    assert shown.strip() in unsigned(record, "responses/2024/potholes.yaml")


def test_the_guide_explains_every_field() -> None:
    guide = (DOCS / "staff" / "fields.md").read_text()
    headings = " ".join(re.findall(r"^#+ .+$", guide, re.MULTILINE))
    for key in SCHEMA["properties"]:
        assert key in headings or f"`{key}`" in guide, key
    question = SCHEMA["definitions"]["question"]["properties"]
    assert all(key in headings for key in question)
    redaction = SCHEMA["properties"]["redaction"]["properties"]
    assert all(f"| `{key}` |" in guide for key in redaction)


def test_every_command_of_the_make_file_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for text in TEXTS:
        named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text.read_text(), re.MULTILINE))
        assert named <= targets, name(text)


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_there_are_workflows_to_check() -> None:
    assert {path.name for path in WORKFLOWS} == {"check.yml", "publish.yml"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_a_workflow_has_no_secret_and_reads_alone(path: Path) -> None:
    text = path.read_text()
    workflow = yaml.safe_load(text)
    assert "secrets." not in text
    assert "pull_request_target" not in workflow[True]  # YAML 1.1 reads `on` as true
    assert workflow["permissions"] == {"contents": "read"}
    writers = {
        job: rights
        for job, each in workflow["jobs"].items()
        if "write" in (rights := each.get("permissions", {})).values()
    }
    publishes = {"publish": {"pages": "write", "id-token": "write"}}
    assert writers == (publishes if path.name == "publish.yml" else {})


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_a_workflow_runs_nothing_that_can_change_under_it(path: Path) -> None:
    for job in yaml.safe_load(path.read_bytes())["jobs"].values():
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", ""), "a proposal's words would become commands"


def test_an_issue_form_warns_of_personal_data() -> None:
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    bodies = {path.name: yaml.safe_load(path.read_bytes()).get("body") for path in forms}
    assert set(bodies) == {"config.yml", "correction.yml", "program.yml"}
    for form, body in bodies.items():
        if body is not None:
            assert body[0]["attributes"]["value"].startswith("**Never"), form


def test_the_plan_names_every_room_and_no_other() -> None:
    """CONTRIBUTING's plan is the house as it stands."""
    plan = (ROOT / "CONTRIBUTING.md").read_text().partition("  disclosure_log/\n")[2]
    named = set(re.findall(r"^    ([a-z_.]+)/? ", plan.partition("```")[0], re.MULTILINE))
    package = ROOT / "scripts" / "disclosure_log"
    there = {path.name for path in package.iterdir()} - {"__init__.py", "__pycache__", "py.typed"}
    assert named == there


def test_every_command_that_is_named_exists() -> None:
    commands = set(main.commands)
    for text in TEXTS:
        named = re.findall(
            r"^disclosure-log ([a-z]+)|`disclosure-log\s+([a-z]+)", text.read_text(), re.MULTILINE
        )
        assert {first or second for first, second in named} <= commands, name(text)
