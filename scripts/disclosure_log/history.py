"""What the repository's history says: which records an earlier state of the log had."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_RECORD = re.compile(r"responses/(\d{4}/[^/]+)\.yaml\Z")


class NoSuchRevisionError(Exception):
    """Git does not know the revision; the message is for the officer."""


def record_ids_at(root: Path, revision: str) -> frozenset[str]:
    """The ids of the records in the tree of a Git revision.

    Raises NoSuchRevisionError where Git is missing, the folder is no repository, or the revision
    is unknown (a shallow clone knows few).
    """
    command = [
        "git",
        "ls-tree",
        "-r",
        "-z",
        "--name-only",
        "--end-of-options",
        revision,
        "responses/",
    ]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoSuchRevisionError("Git could not be asked for the earlier state.") from error
    if done.returncode:
        raise NoSuchRevisionError(
            f"Git knows no revision {revision}. Fetch it first, or name another after --base."
        )
    names = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    return frozenset(match[1] for name in names if (match := _RECORD.match(name)))
