"""Lists of words as patterns, so that they can be read and added to."""

from __future__ import annotations


def any_of(words: str) -> str:
    """A group of alternatives from words (or patterns) parted by spaces; `_` is white space."""
    return f"(?:{'|'.join(word.replace('_', r'[ ]+') for word in words.split())})"
