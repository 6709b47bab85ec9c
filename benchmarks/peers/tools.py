"""The peers' programs, installed beside the project and never into its own environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from benchmarks.peers.peer import Tools

HERE = Path(__file__).resolve().parent


def tools_at(folder: Path) -> Tools:
    """Where the programs are, installed or not."""
    environment = folder / "venv"
    release = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return Tools(
        python=environment / "bin" / "python",
        packages=environment / "lib" / release / "site-packages",
        npm=folder / "npm",
    )


def install(folder: Path) -> Tools:
    """Install what the two lists name, each list once; without npm its peers are left out."""
    tools = tools_at(folder)
    requirements, package = HERE / "requirements.txt", HERE / "package.json"
    if _is_new(folder / "venv", requirements):
        print("Installing the peers' Python packages …", file=sys.stderr)
        _run(sys.executable, "-m", "venv", "--clear", str(folder / "venv"))
        _run(str(tools.python), "-m", "pip", "install", "-qq", "-r", str(requirements))
        _note(folder / "venv", requirements)
    npm = shutil.which("npm")
    if npm is not None and _is_new(tools.npm, package):
        print("Installing the peers' npm packages …", file=sys.stderr)
        shutil.rmtree(tools.npm, ignore_errors=True)
        tools.npm.mkdir(parents=True)
        shutil.copy2(package, tools.npm)
        quiet = ("--silent", "--no-audit", "--no-fund", "--no-package-lock")
        _run(npm, "install", *quiet, "--prefix", str(tools.npm))
        _note(tools.npm, package)
    return tools


def installed(tools: Tools, package: str) -> str:
    """A Python package of the peers with its version."""
    found = sorted(tools.packages.glob(f"{package}-*.dist-info"))
    return found[0].name.removesuffix(".dist-info").replace("-", " ") if found else package


def _is_new(folder: Path, listed: Path) -> bool:
    note = folder / ".listed"
    return not note.is_file() or note.read_text("ascii") != _digest(listed)


def _note(folder: Path, listed: Path) -> None:
    (folder / ".listed").write_text(_digest(listed), "ascii")


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _run(*command: str) -> None:
    subprocess.run(command, check=True)
