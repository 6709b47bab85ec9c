"""What the log owns steps aside while MkDocs empties the site folder, and then comes back.

Both ways are renames within the folder itself: MkDocs leaves names that begin with a dot alone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

_ASIDE = ".disclosure-log-aside"


def step_aside(site: Path, paths: Iterable[str]) -> None:
    """Take the top-level folders and files that hold these paths out of MkDocs' way."""
    aside = site / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    tops = sorted({path.partition("/")[0] for path in paths})
    there = [top for top in tops if (site / top).exists()]
    if there:
        aside.mkdir()
    for top in there:
        (site / top).rename(aside / top)


def come_back(site: Path) -> None:
    """Put everything back; where MkDocs has written a file of the same name, its file stays."""
    aside = site / _ASIDE
    if aside.is_dir():
        _merge(str(aside), str(site))
        shutil.rmtree(aside, ignore_errors=True)


def _merge(source: str, target: str) -> None:
    with os.scandir(source) as items:
        for item in list(items):
            place = os.path.join(target, item.name)
            if not os.path.lexists(place):
                os.rename(item.path, place)
            elif item.is_dir(follow_symlinks=False) and os.path.isdir(place):
                _merge(item.path, place)
