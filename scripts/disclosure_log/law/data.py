"""The law's facts as they lie on disk, read once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@cache
def facts(name: str) -> Mapping[str, Any]:
    """One file of `data/`, YAML or JSON."""
    text = files("disclosure_log").joinpath("data", name).read_bytes()
    data: Mapping[str, Any] = json.loads(text) if name.endswith(".json") else parsed(text)
    return data


def parsed(text: str | bytes) -> Mapping[str, Any]:
    """The mapping in a YAML text of our own, read by the quick parser where there is one."""
    data: Mapping[str, Any] | None = yaml.load(text, Loader=_Loader)
    return data or {}
