"""`mkdocs serve` follows every edit of a record, and shows what is wrong with a broken one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from urllib.error import URLError

import pytest

from conftest import Copy

RECORD = "2025/drones-bought-or-hired"


@pytest.fixture
def preview(log_copy: Copy) -> Iterator[str]:
    """The address of a running preview of the copy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=log_copy.root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/foi/"
    try:
        until(lambda: fetched(address) != "", seconds=60)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def fetched(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return str(answer.read().decode())
    except (URLError, ConnectionError, TimeoutError):
        return ""


def until(holds: Callable[[], bool], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "the preview did not follow in time"
        time.sleep(0.3)


def test_an_edit_is_followed_a_mistake_is_shown_and_its_mend_too(
    log_copy: Copy, preview: str
) -> None:
    page = f"{preview}responses/{RECORD}/"
    path = log_copy.record(RECORD)
    text = path.read_text("utf-8")
    assert "Drones of great novelty" not in fetched(page)

    lines = text.splitlines(keepends=True)
    edited = "".join(
        "title: Drones of great novelty\n" if x.startswith("title:") else x for x in lines
    )
    path.write_text(edited, "utf-8")
    until(lambda: "Drones of great novelty" in fetched(page))

    path.write_text(edited.replace("licence: OGL-UK-3.0", "licence: OGL"), "utf-8")
    until(lambda: "This response can not be shown yet" in fetched(page))
    shown = fetched(page)
    assert "licence-unknown" in shown
    assert "OGL-UK-3.0" in shown

    path.write_text(edited, "utf-8")
    until(lambda: "Drones of great novelty" in fetched(page))
