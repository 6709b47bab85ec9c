"""Which program made a file: a digest of its text and of the libraries that shape its output."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from disclosure_log.publishing.memo import digest

_PACKAGE = Path(__file__).resolve().parents[1]
_LIBRARIES = (
    "comrak",
    "defusedxml",
    "jinja2",
    "jsonschema",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "msgspec",
    "nh3",
    "numpy",
    "pagefind_bin",
    "phonenumbers",
    "pikepdf",
    "pillow",
    "pypdfium2",
    "pyyaml",
)
_LEFT_OUT = {".pyc", ".pyo"}


@cache
def program_digest() -> bytes:
    """Changes with any file of the package and with any library version that shapes a page."""
    parts: list[bytes | str] = []
    for path in sorted(_PACKAGE.rglob("*")):
        place = path.relative_to(_PACKAGE)
        hidden = any(part.startswith(".") for part in place.parts)
        if path.is_file() and path.suffix not in _LEFT_OUT and not hidden:
            parts += [place.as_posix(), path.read_bytes()]
    for library in _LIBRARIES:
        try:
            parts += [library, version(library)]
        except PackageNotFoundError:
            parts += [library, "absent"]
    return digest(*parts)
