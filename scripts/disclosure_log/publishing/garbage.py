"""How often Python looks for circles of dead objects."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Look for circles seldom: a log is many small things that form none, and looking costs."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
