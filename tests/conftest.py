"""Fixtures that many tests share: a copy of the log, and the site built from it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: What a log consists of on disk.
PARTS = ("mkdocs.yml", "authorities.yml", "topics.yml", "redirects.yml", "docs", "responses")
SITE_URL = "https://log.example/foi/"


@dataclass(frozen=True)
class Copy:
    """A copy of the sample log that a test may change."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Run the real `mkdocs build` in the copy."""
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", *options],
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        )

    def record(self, record_id: str) -> Path:
        return self.root / "responses" / f"{record_id}.yaml"


def copy_log(target: Path) -> Copy:
    """Copy the sample log, its address set to one with a sub-path."""
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy2(source, target / part)
    # The program itself is not copied: the theme and the hooks are those of this checkout.
    (target / "scripts").symlink_to(ROOT / "scripts")
    config = target / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines(keepends=True)
    changed = [f"site_url: {SITE_URL}\n" if x.startswith("site_url:") else x for x in lines]
    assert changed != lines
    config.write_text("".join(changed), "utf-8")
    return Copy(target)


@pytest.fixture
def log_copy(tmp_path: Path) -> Copy:
    """A fresh copy of the sample log."""
    return copy_log(tmp_path / "log")


@pytest.fixture(scope="session")
def built_log(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The sample log, built once with the command the README names. Not to be changed."""
    copy = copy_log(tmp_path_factory.mktemp("built") / "log")
    done = copy.build("--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return copy
