"""The known word that a mistyped one was probably meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEPARATORS = re.compile(r"[\s_-]+")


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice closest to the word, or None where none is close enough to be worth naming.

    Case and the kind of separator do not count. One slip is allowed for every three letters; a
    word that begins a choice (`OGL`) finds the first such choice. Ties go to the earlier choice.
    """
    typed = plain(word)
    if not typed:
        return None
    known = [(plain(choice), choice) for choice in choices]
    limit = max(1, max(len(typed), 3) // 3)
    scored = [
        (slips, place)
        for place, (candidate, _) in enumerate(known)
        if abs(len(typed) - len(candidate)) <= (most := min(limit, max(1, len(candidate) // 3)))
        and (slips := distance(typed, candidate)) <= most
    ]
    if scored:
        return known[min(scored)[1]][1]
    if len(typed) >= 3:
        return next((choice for candidate, choice in known if candidate.startswith(typed)), None)
    return None


def plain(word: str) -> str:
    """The word in lower case with every separator a hyphen, as vocabulary is compared."""
    return _SEPARATORS.sub("-", word.strip().casefold())


def distance(one: str, other: str) -> int:
    """How many letters were added, left out, changed or swapped with their neighbour.

    The optimal string alignment distance: a swap counts once, and no letter is touched twice.
    """
    if one == other:
        return 0
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        current = [row]
        for column, right in enumerate(other, start=1):
            cost = min(
                last[column] + 1,
                current[column - 1] + 1,
                last[column - 1] + (left != right),
            )
            if row > 1 and column > 1 and left == other[column - 2] and right == one[row - 2]:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        before_last, last = last, current
    return last[-1]
