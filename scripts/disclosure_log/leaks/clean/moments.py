"""Dates and times as a cell shows them: in the order of ISO 8601, and no part more."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

#: The first serial number beyond the calendar of workbooks, which ends with the year 9999.
LAST_DAY = 2_958_466
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def moment_of(serial: float, *, since_1904: bool = False) -> datetime | None:
    """The moment of a serial number, None outside the calendar of workbooks."""
    if not 0 <= serial < LAST_DAY:
        return None
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and serial < 60:
        start += timedelta(days=1)
    # A second's fraction is not kept exactly: what is a thousandth off is none.
    return start + timedelta(milliseconds=round(serial * 86_400_000))


def moment_shown(moment: datetime, parts: frozenset[str], decimals: int = 0) -> str:
    """The parts of a moment that are shown, as ISO 8601; y m d, w a weekday, h n s a time."""
    day = _day_shown(moment, parts)
    time = _time_shown(moment, parts, decimals)
    return (
        "T".join(filter(None, (day, time))) if "d" in parts else " ".join(filter(None, (day, time)))
    )


def duration_shown(seconds: float, parts: frozenset[str], decimals: int = 0) -> str:
    """A length of time in hours, minutes and seconds, as far as they are shown."""
    sign = "-" if seconds < 0 else ""
    rest = Decimal(str(round(min(abs(seconds), 1e12), 3)))
    found: list[str] = []
    for part, size in (("h", 3600), ("n", 60)):
        if part in parts:
            found.append(f"{int(rest // size):02}")
            rest -= rest // size * size
    if "s" in parts:
        width = 3 + decimals if decimals else 2
        found.append(f"{rest:0{width}.{decimals}f}" if decimals else f"{int(rest):02}")
    return sign + ":".join(found)


def _day_shown(moment: datetime, parts: frozenset[str]) -> str:
    year, month, day = "y" in parts, "m" in parts, "d" in parts
    if year and month:
        return moment.strftime("%Y-%m-%d" if day else "%Y-%m").rjust(10 if day else 7, "0")
    if year and not day:
        return f"{moment.year:04}"
    words = [_DAYS[moment.weekday()]] if "w" in parts else []
    words += [str(moment.day)] if day else []
    words += [_MONTHS[moment.month - 1]] if month else []
    words += [str(moment.year)] if year else []
    return " ".join(words)


def _time_shown(moment: datetime, parts: frozenset[str], decimals: int) -> str:
    shown = [f"{moment.hour:02}"] if "h" in parts else []
    shown += [f"{moment.minute:02}"] if "n" in parts else []
    if "s" in parts:
        part = f".{moment.microsecond:06}"[: decimals + 1] if decimals else ""
        shown.append(f"{moment.second:02}{part}")
    return ":".join(shown)
