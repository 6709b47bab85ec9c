"""A log on disk: its root, its settings, and what all its records share."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from disclosure_log.finding import Finding
from disclosure_log.model import Catalogue
from disclosure_log.publishing.memo import digest
from disclosure_log.reading import read_catalogue

SHARED_FILES = ("authorities.yml", "topics.yml", "redirects.yml")
CACHE = ".cache/disclosure-log"


class NotALogError(Exception):
    """No log lies here; the message is for the officer."""


@dataclass(frozen=True)
class Settings:
    """What `mkdocs.yml` says of the site. `site_url` is empty or ends in a slash.

    `edit_url` is the address of the repository's own editor, with `{path}` where a file's path
    belongs; empty where corrections are suggested by other means.
    """

    site_name: str
    site_url: str = ""
    edit_url: str = ""
    docs_dir: str = "docs"


@dataclass(frozen=True)
class Project:
    """A log's root and shared data; `digest` changes with any of it."""

    root: Path
    settings: Settings
    catalogue: Catalogue
    findings: tuple[Finding, ...]
    digest: bytes

    @property
    def cache(self) -> Path:
        return self.root / CACHE


def find_root(start: Path) -> Path:
    """The folder at or above `start` that holds `mkdocs.yml` and `authorities.yml`."""
    for folder in (start, *start.parents):
        if (folder / "authorities.yml").is_file() and (folder / "mkdocs.yml").is_file():
            return folder
    raise NotALogError(
        "No log was found here. Go to the folder that holds mkdocs.yml and authorities.yml, "
        "or say where it is with --root."
    )


def open_project(root: Path, settings: Settings | None = None) -> Project:
    """Read what all records share; problems in it are findings of the project."""
    settings = read_settings(root / "mkdocs.yml") if settings is None else settings
    raw = {name: _bytes(root / name) for name in SHARED_FILES}
    catalogue, findings = read_catalogue(
        raw["authorities.yml"] or b"", raw["topics.yml"] or b"", raw["redirects.yml"]
    )
    parts = [part for name in SHARED_FILES for part in (name.encode(), raw[name] or b"")]
    return Project(root, settings, catalogue, findings, digest(*parts))


def read_settings(path: Path) -> Settings:
    """The few settings the log needs from MkDocs' own file, whatever else stands in it."""
    try:
        config = yaml.load(path.read_bytes(), Loader=_Tolerant)  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise NotALogError(f"{path.name} could not be read.") from error
    return settings_of(config if isinstance(config, dict) else {})


def settings_of(config: Mapping[str, Any]) -> Settings:
    """The settings in MkDocs' configuration, read from the file or given by MkDocs."""
    site_url = str(config.get("site_url") or "")
    own = (config.get("extra") or {}).get("disclosure_log") or {}
    return Settings(
        site_name=str(config.get("site_name") or "Disclosure log"),
        site_url=site_url if site_url.endswith("/") or not site_url else f"{site_url}/",
        edit_url=str(own.get("edit_url") or ""),
        docs_dir=str(config.get("docs_dir") or "docs"),
    )


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Today, or the day that SOURCE_DATE_EPOCH names, so that a build can be repeated.

    Source: reproducible-builds.org, the SOURCE_DATE_EPOCH specification.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


class _Tolerant(yaml.SafeLoader):
    """Reads past the tags that MkDocs' file may hold (`!ENV`, `!!python/name:…`)."""


_Tolerant.add_multi_constructor("", lambda _loader, _suffix, _node: None)
_Tolerant.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, _suffix, _node: None)
