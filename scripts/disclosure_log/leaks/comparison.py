"""The signs by which number formats and conditions of sheets compare."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping

#: What each sign asks of a value and a limit.
COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
    "<>": operator.ne,
}
