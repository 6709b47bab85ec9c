"""What cleaning gives: files, and what was left out of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cleaned:
    """The publishable form of a file: files by name, none where it is publishable as it is.

    `dropped` says in a person's words what was left out, and never repeats any of it.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    dropped: tuple[str, ...] = ()


class CannotCleanError(Exception):
    """There is no safe form that a program could make; the message is for the officer."""


def stem_of(name: str) -> str:
    """A file's name without its ending, as the names of the new files begin."""
    return name.rpartition(".")[0] or name
