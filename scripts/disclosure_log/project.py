"""A log on disk: its root, its settings, and what all its records share."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from disclosure_log.finding import Finding
from disclosure_log.model import Catalogue
from disclosure_log.publishing.memo import digest

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

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
    """A log's root and shared data.

    `shared` are the bytes of the shared files that are there, and `digest` changes with any of
    them; what they say is read when first asked for, since a build that finds nothing changed
    never asks.
    """

    root: Path
    settings: Settings
    shared: Mapping[str, bytes]
    digest: bytes

    @property
    def catalogue(self) -> Catalogue:
        """What all records share."""
        return self._read[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong in the shared files."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Catalogue, tuple[Finding, ...]]:
        # Loaded with the YAML reader and the schema, which asking for the digest must not be.
        from disclosure_log.reading import read_catalogue

        authorities, topics, redirects = (self.shared.get(name) for name in SHARED_FILES)
        return read_catalogue(authorities or b"", topics or b"", redirects)

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
    """The log at a root; problems in what all records share are findings of the project."""
    settings = read_settings(root / "mkdocs.yml") if settings is None else settings
    found = {name: _bytes(root / name) for name in SHARED_FILES}
    parts = [part for name in SHARED_FILES for part in (name.encode(), found[name] or b"")]
    shared = {name: raw for name, raw in found.items() if raw is not None}
    return Project(root, settings, shared, digest(*parts))


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


class _Tolerant(_SafeLoader):
    """Reads past the tags that MkDocs' file may hold (`!ENV`, `!!python/name:…`)."""


_Tolerant.add_multi_constructor("", lambda _loader, _suffix, _node: None)
_Tolerant.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, _suffix, _node: None)
