"""Find the browser that is there: Chromium, Chrome or Edge. None is ever downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


class NoBrowserError(RuntimeError):
    """The browser tests cannot run; they are never passed over."""


def find_chromium() -> str:
    """The path of a browser; NoBrowserError says what to install."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for place in PLACES:
        if Path(place).is_file():
            return place
    raise NoBrowserError(
        "The browser tests need Chromium, Chrome or Edge, and none was found. "
        "On Debian or Ubuntu: apt-get install chromium. Elsewhere: https://www.google.com/chrome/"
    )


def flags() -> list[str]:
    """How it is started: it talks to nobody, and as root it cannot have a sandbox."""
    quiet = ["gpu", "background-networking", "component-update", "sync", "dev-shm-usage"]
    first = ["--no-first-run", *(f"--disable-{name}" for name in quiet)]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*first, "--no-sandbox"] if root else first
