"""Which addresses a link in response text may have."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

_ALLOWED: Final = re.compile(
    r"""
      https?://[A-Za-z0-9._~%\[\]:!$&'()*+,;=-]+(?:[/?#][^\x00-\x20<>"\\]*)?
    | (?:mailto|tel):[^\x00-\x20<>"\\/]+
    | (?!//|%5C)[^\x00-\x20<>"\\:/?#]*(?:[/?#][^\x00-\x20<>"\\]*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_allowed(address: str) -> bool:
    """Whether a link may go there: http, https, mailto, tel, or within the site.

    Everything else is refused, also an address that begins with `//` or a
    backslash (another host), names a user before the host, or holds blanks, quotes or backslashes.
    """
    return bool(address) and _ALLOWED.fullmatch(address) is not None


def is_external(address: str) -> bool:
    """Whether an allowed address leads to another site."""
    return address[:4].lower() == "http"


def decoded(attribute: str) -> str:
    """An address as a browser reads it from an attribute."""
    return unescape(attribute) if "&" in attribute else attribute
