"""No build that keeps what it can ever differs from one that starts from nothing.

Hundreds of random edits, one after the other; after each the site is brought up to date, and
compared byte for byte with a site built from scratch.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from disclosure_log.finding import Severity
from disclosure_log.pages.help_data import help_entries
from disclosure_log.pages.provision_pages import explained_provisions
from disclosure_log.project import Settings, open_project
from disclosure_log.publishing import lists
from disclosure_log.publishing.aside import come_back, step_aside
from disclosure_log.publishing.build import build
from disclosure_log.publishing.edition import Edition
from disclosure_log.publishing.kind import Bench, Kind
from disclosure_log.publishing.kinds import KINDS
from disclosure_log.publishing.outputs import Manifest
from disclosure_log.publishing.search import SEARCH
from disclosure_log.publishing.shell import CANONICAL, CONTENT, DESCRIPTION, TITLE, Shell
from disclosure_log.publishing.work import Silent

TODAY = date(2026, 11, 23)
SHELL = Shell.cut(f"<title>{TITLE}</title>{DESCRIPTION}{CANONICAL}<main>{CONTENT}</main>")
YEARS = (2021, 2022, 2023)
TOPICS = ("parking", "housing", "finance")
DEPARTMENTS = ("Parking Services", "Housing", "Écoles", "Finance and Audit")
OUTCOMES = ("disclosed", "not-held")
WORDS = ("council", "budget", "lamp", "road", "school", "bridge", "library", "notice", "tree")


class Scribe:
    """Somebody who keeps changing a log, always so that it passes its checks."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.random = random.Random(seed)
        self.count = 0
        self.authorities = {
            "exampleshire": {"name": "Exampleshire", "legislation": ["FOIA", "EIR"]},
            "glenexample": {"name": "Glenexample", "legislation": ["FOISA"]},
        }
        self.topics = {topic: topic.title() for topic in TOPICS}
        self.redirects: dict[str, str] = {}
        self.records: dict[str, dict[str, object]] = {}
        self.deck: list[Callable[[], None]] = []
        root.mkdir()
        (root / "mkdocs.yml").write_text("site_name: Log\nsite_url: https://log.example/foi/\n")
        for _ in range(9):
            self.add()
        self.save()

    def save(self) -> None:
        (self.root / "authorities.yml").write_text(yaml.safe_dump(self.authorities))
        (self.root / "topics.yml").write_text(yaml.safe_dump(self.topics))
        (self.root / "redirects.yml").write_text(yaml.safe_dump(self.redirects))
        for record_id, record in self.records.items():
            path = self.root / "responses" / f"{record_id}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = yaml.safe_dump(record, sort_keys=False, allow_unicode=True)
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")

    def path(self, record_id: str) -> Path:
        return self.root / "responses" / f"{record_id}.yaml"

    def sentence(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(3, 30))).capitalize()

    def day(self, year: int) -> str:
        return f"{year}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"

    def some(self) -> str:
        return self.random.choice(sorted(self.records))

    def plain(self) -> str | None:
        """A record that is published, for others to point at."""
        found = [key for key, record in sorted(self.records.items()) if "questions" in record]
        found = [key for key in found if "publication" not in self.records[key]]
        return self.random.choice(found) if found else None

    def add(self) -> None:
        self.count += 1
        year = self.random.choice(YEARS)
        self.records[f"{year}/record-{self.count}"] = {
            "title": f"{self.sentence()} of {year}, part {self.count}",
            "authority": "exampleshire",
            "legislation": self.random.choice(["FOIA", "EIR"]),
            "responded": self.day(year),
            "department": self.random.choice(DEPARTMENTS),
            "topics": self.random.sample(TOPICS, self.random.randint(1, 3)),
            "questions": [
                {
                    "request": f"How many? {self.sentence()}",
                    "response": f"{self.sentence()}.\n\n- {self.sentence()}\n",
                    "outcome": self.random.choice(OUTCOMES),
                }
            ],
            "redaction": {
                "status": "nothing-to-redact",
                "checked_by": "Information Governance Manager",
                "checked_on": f"{year}-12-31",
            },
            "licence": "OGL-UK-3.0",
        }

    def remove(self) -> None:
        if len(self.records) > 4:
            record_id = self.some()
            self.forget(record_id)
            self.path(record_id).unlink()
            shutil.rmtree(self.path(record_id).with_suffix(""), ignore_errors=True)
            del self.records[record_id]

    def forget(self, record_id: str) -> None:
        """Take out every mention of a record."""
        self.redirects = {old: new for old, new in self.redirects.items() if new != record_id}
        for record in self.records.values():
            relations = record.get("relations")
            if isinstance(relations, dict):
                kept = {key: [i for i in ids if i != record_id] for key, ids in relations.items()}
                record["relations"] = {key: ids for key, ids in kept.items() if ids}
                if not record["relations"]:
                    del record["relations"]

    def rename(self) -> None:
        old = self.plain()
        if old is not None and "attachments" not in self.records[old]:
            self.count += 1
            new = f"{old[:4]}/renamed-{self.count}"
            self.forget(old)
            self.path(old).unlink()
            self.records[new] = self.records.pop(old)
            self.redirects[old] = new

    def retitle(self) -> None:
        self.records[self.some()]["title"] = f"{self.sentence()} anew, {self.count}"

    def rewrite(self) -> None:
        record_id = self.plain()
        if record_id is not None:
            question = {"request": self.sentence(), "response": self.sentence()}
            self.records[record_id]["questions"] = [
                {**question, "outcome": self.random.choice(OUTCOMES)}
            ]

    def move_within_the_year(self) -> None:
        record_id = self.some()
        self.records[record_id]["responded"] = self.day(int(record_id[:4]))

    def reassign(self) -> None:
        record = self.records[self.some()]
        record["department"] = self.random.choice(DEPARTMENTS)
        record["topics"] = self.random.sample(TOPICS, self.random.randint(1, 3))

    def withdraw(self) -> None:
        record_id = self.plain()
        if record_id is not None and "attachments" not in self.records[record_id]:
            record = self.records[record_id]
            self.forget(record_id)
            for key in ("questions", "relations", "summary"):
                record.pop(key, None)
            record["publication"] = {
                "status": "withdrawn",
                "on": "2026-01-05",
                "reason": "error",
                "note": self.sentence(),
            }

    def draft(self) -> None:
        record_id = self.plain()
        if record_id is not None:
            self.forget(record_id)
            self.records[record_id].pop("relations", None)
            self.records[record_id]["publication"] = {"status": "draft"}

    def publish(self) -> None:
        for record in self.records.values():
            if record.get("publication") == {"status": "draft"}:
                del record["publication"]
                return

    def relate(self) -> None:
        one, other = self.plain(), self.plain()
        if one is not None and other is not None and one != other:
            kind = self.random.choice(["follows", "supersedes", "merged_with"])
            self.records[one]["relations"] = {kind: [other]}

    def attach(self) -> None:
        record_id = self.plain()
        if record_id is not None:
            folder = self.path(record_id).with_suffix("")
            folder.mkdir(parents=True, exist_ok=True)
            rows = "".join(f"{n},{self.random.randint(5, 99)}\n" for n in range(2020, 2026))
            (folder / "table.csv").write_text(f"Year,Count\n{rows}")
            self.records[record_id]["attachments"] = [
                {"file": "table.csv", "title": self.sentence(), "licence": "OGL-UK-3.0"}
            ]

    def detach(self) -> None:
        for record_id, record in self.records.items():
            if "attachments" in record:
                del record["attachments"]
                shutil.rmtree(self.path(record_id).with_suffix(""))
                return

    def rename_topic(self) -> None:
        self.topics[self.random.choice(TOPICS)] = self.sentence()

    def rename_authority(self) -> None:
        self.authorities["exampleshire"]["name"] = f"Exampleshire {self.count}"

    def correct(self) -> None:
        record_id = self.plain()
        if record_id is not None:
            note = {"on": "2026-02-03", "note": self.sentence()}
            self.records[record_id]["changes"] = [note]

    def edit(self) -> str:
        """One random edit, by name; each comes as often as any other."""
        edits: Sequence[Callable[[], None]] = (
            *(self.add, self.add, self.remove, self.rename, self.retitle, self.rewrite),
            *(self.move_within_the_year, self.reassign, self.withdraw, self.draft, self.publish),
            *(self.relate, self.relate, self.attach, self.detach, self.correct),
            *(self.rename_topic, self.rename_authority),
        )
        if not self.deck:
            self.deck = self.random.sample(edits, len(edits))
        chosen = self.deck.pop()
        chosen()
        self.save()
        return chosen.__name__


def bring_up_to_date(root: Path, cache: Path, site: Path, kinds: Sequence[Kind]) -> None:
    project = open_project(root, Settings("Log", "https://log.example/foi/"))
    (root / ".cache").mkdir(exist_ok=True)
    link = root / ".cache" / "disclosure-log"
    link.unlink(missing_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    link.symlink_to(cache)
    edition = Edition(project, TODAY, Silent())
    assert [each for each in edition.survey.findings if each.severity is Severity.ERROR] == []
    records = edition.records
    shells = dict.fromkeys(range(2, 8), SHELL)
    bench = Bench(
        *(root, cache, records, project.catalogue, project.settings, shells),
        shell_digest=b"shell",
        processes=1,
    )
    manifest = Manifest.load(cache, site)
    site.mkdir(parents=True, exist_ok=True)
    step_aside(site, manifest.paths())
    empty(site)
    come_back(site)
    build(edition.log, bench, kinds, site, manifest)
    records.close()


def empty(site: Path) -> None:
    """What MkDocs does to the site folder at the start of every build."""
    for path in site.iterdir():
        if not path.name.startswith("."):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def files_of(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def harm(cache: Path, site: Path, chance: random.Random) -> None:
    """What befalls a cache: files deleted, cut short, overwritten; outputs touched or lost."""
    kept = sorted(path for path in cache.rglob("*") if path.is_file())
    made = sorted(path for path in site.rglob("*") if path.is_file())
    victim = chance.choice(chance.choice([kept, made]))
    how = chance.randrange(3)
    if how == 0:
        victim.unlink()
    elif how == 1:
        victim.write_bytes(victim.read_bytes()[: victim.stat().st_size // 2])
    else:
        victim.write_bytes(b"\x00rubbish" * 20)


def compare(tmp_path: Path, kinds: Sequence[Kind], seed: int, edits: int) -> set[str]:
    scribe = Scribe(tmp_path / "log", seed)
    cache, site = tmp_path / "cache", tmp_path / "site"
    bring_up_to_date(scribe.root, cache, site, kinds)
    done = set()
    for number in range(edits):
        done.add(scribe.edit())
        if scribe.random.random() < 0.15:
            harm(cache, site, scribe.random)
            done.add("harm")
        bring_up_to_date(scribe.root, cache, site, kinds)
        clean = tmp_path / "clean"
        bring_up_to_date(scribe.root, clean / "cache", clean / "site", kinds)
        kept, made = files_of(site), files_of(clean / "site")
        assert kept.keys() == made.keys(), number
        assert [path for path in made if kept[path] != made[path]] == [], number
        assert len([path for path in made if path.startswith("responses/")]) > 10
        shutil.rmtree(clean)
    return done


@pytest.fixture(autouse=True)
def few_provisions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The law's eight hundred provisions and the help pages stay the same through every edit."""
    provisions, entries = explained_provisions()[:3], help_entries()[:2]
    monkeypatch.setattr(lists, "explained_provisions", lambda: provisions)
    monkeypatch.setattr(lists, "help_entries", lambda: entries)


@pytest.mark.parametrize("seed", range(4))
def test_pages_lists_and_data(tmp_path: Path, seed: int) -> None:
    done = compare(tmp_path, [kind for kind in KINDS if kind is not SEARCH], seed, edits=60)
    assert {"add", "remove", "rename", "withdraw", "draft", "relate", "attach", "harm"} <= done


def test_the_search_index_too(tmp_path: Path) -> None:
    compare(tmp_path, KINDS, seed=9, edits=15)
