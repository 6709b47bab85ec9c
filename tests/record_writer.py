"""Plain data as the text of a record, typed in any of the ways that YAML lets a person type it.

The choices come from a callable that picks one of a sequence, so that a property test can draw
them. Nothing here knows how the product reads: what is written follows the YAML 1.1 rules alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

#: Picks one of the choices.
Pick = Callable[[Sequence[Any]], Any]

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_./-]* [^\n]*[^\s:]|[A-Za-z][a-z-]{6,}")


class Date(str):
    """A date, which may be typed without quotes though another reader would make more of it."""

    __slots__ = ()


def record_text(data: Mapping[str, Any], pick: Pick) -> str:
    """The record as a file's text; a value of None is a key typed with nothing behind it."""
    if pick((False, False, False, False, False, False, True)):
        return json.dumps(_given(data), ensure_ascii=False) + "\n"
    start: str = pick(("", "", "---\n", "# A response.\n\n"))
    end: str = pick(("", "", "# The end.\n", "...\n"))
    return start + _block(data, 0, pick) + end


def _given(value: Any) -> Any:
    """The same without the keys that have nothing behind them, for which JSON has a word."""
    if isinstance(value, Mapping):
        return {key: _given(each) for key, each in value.items() if each is not None}
    return [_given(each) for each in value] if isinstance(value, list | tuple) else value


def _block(data: Mapping[str, Any], indent: int, pick: Pick) -> str:
    lines = []
    for key, value in data.items():
        if indent == 0 and pick((False, False, False, False, True)):
            lines.append(pick(("\n", "# A remark.\n")))
        lines.append(" " * indent + _entry(key, value, indent, pick))
    return "".join(lines)


def _entry(key: str, value: Any, indent: int, pick: Pick) -> str:
    name = pick((key, key, key, f'"{key}"', f"'{key}'")) + pick((":", ":", ":", " :"))
    if value is None:
        return f"{name}\n"
    if not value and not isinstance(value, str):
        return f"{name} {'{}' if isinstance(value, Mapping) else '[]'}\n"
    if isinstance(value, Mapping):
        if _is_small(value) and pick((True, False)):
            return f"{name} {_flow(value, pick)}\n"
        step = pick((2, 2, 4))
        return f"{name}\n{_block(value, indent + step, pick)}"
    if isinstance(value, (list, tuple)):
        if all(_is_small(item) for item in value) and pick((True, False)):
            return f"{name} {_flow(value, pick)}\n"
        step = pick((0, 2, 2, 4))
        return f"{name}\n{_list(value, indent + step, pick)}"
    return f"{name}{pick((' ', ' ', '   '))}{_scalar(value, indent, pick)}\n"


def _list(values: Sequence[Any], indent: int, pick: Pick) -> str:
    lines = []
    for value in values:
        dash = " " * indent + pick(("- ", "- ", "-   "))
        if isinstance(value, Mapping):
            if _is_small(value) and pick((True, False)):
                lines.append(f"{dash}{_flow(value, pick)}\n")
            else:
                body = _block(value, len(dash), pick)
                lines.append(dash + body.removeprefix(" " * len(dash)))
        else:
            lines.append(f"{dash}{_scalar(value, indent, pick)}\n")
    return "".join(lines)


def _is_small(value: Any) -> bool:
    parts = value.values() if isinstance(value, Mapping) else [value]
    return all(
        part is not None and not isinstance(part, Mapping | list | tuple) and len(str(part)) < 200
        for part in parts
    )


def _flow(value: Any, pick: Pick) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key}: {_flow(item, pick)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_flow(item, pick) for item in value)}]"
    if not isinstance(value, str):
        return str(value)
    ways = [_double(value, pick)]
    if "\n" not in value and "\t" not in value:
        ways.append(_single(value, pick))
    if _is_bare(value) and not re.search(r"[\[\]{},]", value):
        ways.append(value)
    return str(pick(ways))


def _scalar(value: Any, indent: int, pick: Pick) -> str:
    if not isinstance(value, str):
        return str(value)
    lines = value.split("\n")
    ways: list[Callable[[], str]] = [lambda: _double(value, pick)]
    if "\t" not in value:
        ways.append(lambda: _literal(value, indent, pick))
        if len(lines) == 1:
            ways.append(lambda: _single(value, pick, indent))
        if not any(line != line.strip() or "  " in line for line in lines) and lines[0]:
            ways.append(lambda: _folded(lines, indent, pick))
    if _is_bare(value):
        ways += [lambda: value] * 3
    return str(pick(ways)())


def _is_bare(value: str) -> bool:
    return isinstance(value, Date) or (
        _BARE.fullmatch(value) is not None
        and ": " not in value
        and " #" not in value
        and value == value.strip()
        and "\t" not in value
    )


def _double(value: str, pick: Pick) -> str:
    signs = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    spelt = pick((False, False, True))
    return '"' + "".join(signs.get(sign) or _sign(sign, spelt) for sign in value) + '"'


def _sign(sign: str, spelt: bool) -> str:
    code = ord(sign)
    if not spelt or code < 0xA0:
        return sign
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _single(value: str, pick: Pick, indent: int | None = None) -> str:
    quoted = value.replace("'", "''")
    if indent is not None and pick((False, True)):
        # A single blank may be a line end instead.
        end = "\n" + " " * (indent + 4)
        quoted = re.sub(r"(?<=\S) (?=\S)", lambda _: pick((" ", " ", end)), quoted)
    return f"'{quoted}'"


def _literal(value: str, indent: int, pick: Pick) -> str:
    step = pick((2, 2, 4))
    first = next((line for line in value.split("\n") if line.strip()), "")
    needs_hint = first.startswith(" ") or not value.split("\n")[0].strip()
    hint = str(step) if needs_hint or pick((False, False, False, True)) else ""
    pad = " " * (indent + step)
    body = "\n".join(pad + line if line else "" for line in value.split("\n"))
    return f"|{hint}{pick(('', '', '-', '+'))}\n{body}"


def _folded(lines: Sequence[str], indent: int, pick: Pick) -> str:
    pad = " " * (indent + 2)
    # One line end more than the value has: the first of them folds to a blank.
    text = re.sub(r"\n+", lambda ends: "\n" + ends[0], "\n".join(lines))
    text = re.sub(r"(?<=\S) (?=\S)", lambda _: pick((" ", " ", " ", "\n")), text)
    body = "\n".join(pad + line if line else "" for line in text.split("\n"))
    return f">{pick(('', '-'))}\n{body}"
