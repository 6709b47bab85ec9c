"""Numbers as a cell shows them: by their format, without signs for thousands and currencies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from disclosure_log.leaks.clean.moments import LAST_DAY, duration_shown, moment_of, moment_shown
from disclosure_log.leaks.comparison import COMPARED

#: Formats that have a number and no code (ISO 29500-1, 18.8.30).
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    18: "hh:mm",
    19: "hh:mm:ss",
    20: "hh:mm",
    21: "hh:mm:ss",
    22: "yyyy-mm-dd hh:mm",
    32: "hh:mm",
    33: "hh:mm:ss",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
} | dict.fromkeys((14, 15, 27, 28, 29, 30, 31, 36, *range(50, 59)), "yyyy-mm-dd")
BUILT_IN |= {16: "d-mmm", 17: "mmm-yy", 34: "yyyy-mm", 35: "mmm-d"}

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]?|(?P<end>;)'
    r"|(?P<general>General)|(?P<noon>AM/PM|A/P)|(?P<power>E[+-])|(?P<date>y+|m+|d+|h+|s+|e+|b+)"
    r"|(?P<digit>[0#?])|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COLOUR = re.compile(r"(?i)black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+")
_MONEY = re.compile(r"(?i)[£$€¥₹₽₩₪]|\b(?:GBP|EUR|USD|kr|zł|CHF)\b")
_MOST_PLACES = 30


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str = ""


@dataclass(frozen=True)
class _Section:
    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None = None
    coloured: bool = False

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)


def number_shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """What a cell of a format (a code such as "0.00%") shows of a number."""
    if not code or code.casefold() == "general":
        return general(value)
    sections = _parsed(code)
    at = _chosen(sections, value)
    if at is None:
        return ""
    section = sections[at]
    if section.has("date", "elapsed"):
        return _dated(value, section, since_1904=since_1904)
    if section.has("general", "at"):
        return _literals(section, general(abs(value) if at else value))
    if not section.has("digit"):
        words = _literals(section, "")
        plain = value == 0 and section.condition is None and words in ("-", "–", "—")
        return "0" if plain else words
    return _digits(value, section, own_sign=at > 0 and section.condition is None)


def text_shown(text: str, code: str) -> str:
    """What a cell of a format shows of words: the section for text may show none of them."""
    if "@" not in code and code.count(";") < 3:
        return text
    sections = _parsed(code)
    last = sections[-1]
    if len(sections) < 4 and not last.has("at"):
        return text
    return "".join(text if each.kind == "at" else each.text for each in last.tokens)


def general(value: float) -> str:
    """A number without a format: as many digits as a program shows."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    shown = f"{value:.10g}"
    return shown.upper() if "e" in shown else shown


def plain_number(text: str, value: float) -> str | None:
    """Shown words as a plain number where they are no more than that; None where they are more."""
    percent = "%" in text
    rest = _MONEY.sub("", text).replace("%", "")
    if (
        re.fullmatch(
            r"[\s\u00a0\u202f(]*[-−+]?[\s\u00a0\u202f]*[\d.,'’ \u00a0\u202f]+[-)\s]*", rest
        )
        is None
    ):
        return None
    amount = Decimal(repr(value)) * (100 if percent else 1)
    digits = "".join(each for each in rest if each.isdigit())
    after = len(re.split(r"[.,]", rest.strip(" )-"))[-1]) if re.search(r"[.,]", rest) else 0
    for places in dict.fromkeys((after, 0)):
        shown = _rounded(abs(amount), min(places, _MOST_PLACES))
        if shown.replace(".", "").lstrip("0") == digits.lstrip("0"):
            # A colour may be all that shows that a number is below nought.
            return (
                f"{'-' if amount < 0 and shown.strip('0.') else ''}{shown}{'%' if percent else ''}"
            )
    return None


@lru_cache(maxsize=1024)
def _parsed(code: str) -> tuple[_Section, ...]:
    found: list[_Section] = []
    tokens: list[_Token] = []
    condition: tuple[str, float] | None = None
    coloured = False
    for piece in _PIECE.finditer(code[:1000]):
        kind = piece.lastgroup
        if kind == "end":
            found.append(_Section(tuple(tokens), condition, coloured))
            tokens, condition, coloured = [], None, False
        elif kind == "bracket":
            inside = piece["bracket"]
            condition = _limit(inside) or condition
            coloured = coloured or _COLOUR.fullmatch(inside.strip()) is not None
            if _ELAPSED.fullmatch(inside):
                tokens.append(_Token("elapsed", inside[0].lower()))
        elif kind is not None:
            tokens.append(_token(kind, piece[kind]))
    found.append(_Section(tuple(tokens), condition, coloured))
    return tuple(found)


def _token(kind: str, text: str) -> _Token:
    match kind:
        case "quoted" | "escaped":
            return _Token("literal", text)
        case "other":
            named = {"@": "at", ".": "point", ",": "comma", "%": "percent", "/": "slash"}
            return _Token(named.get(text, "literal"), text)
        case "date":
            return _Token("date", text.lower())
        case _:
            return _Token(kind, text)


def _limit(inside: str) -> tuple[str, float] | None:
    condition = _CONDITION.fullmatch(inside.strip())
    try:
        return (condition[1], float(condition[2])) if condition else None
    except ValueError:
        return None


def _chosen(sections: tuple[_Section, ...], value: float) -> int | None:
    """Which section is for a number: by its conditions, else by its sign."""
    numbers = sections[:3]
    if len(sections) in (2, 3) and sections[-1].has("at") and not sections[-1].has("digit"):
        numbers = sections[:-1]
    if any(section.condition for section in numbers):
        for at, section in enumerate(numbers):
            if section.condition is None or COMPARED[section.condition[0]](
                value, section.condition[1]
            ):
                return at
        return None
    if value < 0 and len(numbers) > 1:
        return 1
    return 2 if value == 0 and len(numbers) > 2 else 0


def _literals(section: _Section, number: str) -> str:
    """The section's own words around a number."""
    said: list[str] = []
    for token in section.tokens:
        if token.kind in ("general", "at"):
            said.append(number)
        elif token.kind in ("literal", "comma", "point", "slash", "percent"):
            said.append(token.text)
    return "".join(said).strip()


def _digits(value: float, section: _Section, *, own_sign: bool) -> str:
    tokens = section.tokens
    if section.has("slash") and not section.has("point"):
        shown = _fraction(abs(value), tokens)
    elif section.has("power"):
        shown = _power(abs(value), tokens)
    else:
        shown = _fixed(abs(value), tokens)
    brackets = "(" in shown and ")" in shown
    marked = brackets or shown.lstrip().startswith(("-", "−")) or shown.rstrip().endswith("-")
    if brackets:
        shown = shown.replace("(", "").replace(")", "")
    shown = shown.strip().removesuffix("-").removeprefix("-").strip()
    minus = value < 0 and (marked or section.coloured or not own_sign)
    if not any(letter.isdigit() for letter in shown):
        plain = value == 0 and section.condition is None and (marked or not shown)
        return "0" if plain and marked else shown
    return f"-{shown}" if minus and any(x in "123456789" for x in shown) else shown


def _fixed(value: float, tokens: tuple[_Token, ...]) -> str:
    """Digits put into their places, from the right; the leftmost place takes what is left over."""
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    before, after = tokens[:point], tokens[point + 1 :]
    places = [token.text for token in after if token.kind == "digit"][:_MOST_PLACES]
    amount = _exact(value) * 100 ** min(sum(token.kind == "percent" for token in tokens), 4)
    amount /= Decimal(1000) ** _thousands(before, after)
    whole, _, part = _rounded(amount, len(places)).partition(".")
    while part and places[len(part) - 1] != "0" and part.endswith("0"):
        part = part[:-1]
    shown = _whole(whole.lstrip("0"), before)
    # "#.00" shows ".50": a number begins with a digit.
    shown = re.sub(r"^(\D*)$", r"\g<1>0", shown) if part and not re.search(r"\d", shown) else shown
    tail = "".join(_said(token) for token in after)
    return f"{shown}.{part}{tail}" if part else shown + tail


def _thousands(before: tuple[_Token, ...], after: tuple[_Token, ...]) -> int:
    """How many commas stand behind the last place: each means a thousand."""
    count = 0
    for group in (before, after):
        seen = False
        for token in reversed(group):
            if token.kind == "digit":
                seen = True
                break
            count += token.kind == "comma" and any(x.kind == "digit" for x in group)
        if not seen:
            continue
    return min(count, 4)


def _whole(digits: str, tokens: tuple[_Token, ...]) -> str:
    found: list[str] = []
    left = digits
    places = sum(token.kind == "digit" for token in tokens)
    for token in reversed(tokens):
        if token.kind != "digit":
            found.append(_said(token))
            continue
        places -= 1
        if not places:
            found.append(left or ("0" if token.text == "0" else ""))
            left = ""
        else:
            found.append(left[-1:] or ("0" if token.text == "0" else ""))
            left = left[:-1]
    return "".join(reversed(found))


def _said(token: _Token) -> str:
    """What a sign of a format adds to a number; signs of currencies are left out."""
    if token.kind == "percent":
        return "%"
    return _MONEY.sub("", token.text) if token.kind == "literal" else ""


def _power(value: float, tokens: tuple[_Token, ...]) -> str:
    """A number with an exponent, which goes in steps of as many as there are places before."""
    at = next(index for index, token in enumerate(tokens) if token.kind == "power")
    point = next((x for x, token in enumerate(tokens[:at]) if token.kind == "point"), at)
    step = max(1, sum(token.kind == "digit" for token in tokens[:point]))
    places = min(sum(token.kind == "digit" for token in tokens[point:at]), _MOST_PLACES)
    width = min(sum(token.kind == "digit" for token in tokens[at:]), 4)
    amount = _exact(value)
    exponent = amount.adjusted() // step * step if amount else 0
    shown = _rounded(amount.scaleb(-exponent), places)
    return f"{shown}E{'-' if exponent < 0 else '+'}{abs(exponent):0{width}}"


def _fraction(value: float, tokens: tuple[_Token, ...]) -> str:
    slash = next(at for at, token in enumerate(tokens) if token.kind == "slash")
    places = sum(token.kind == "digit" for token in tokens[slash:])
    fixed = "".join(token.text for token in tokens[slash + 1 :] if token.text.isdecimal())
    if fixed.isascii() and 0 < len(fixed) < 5 and int(fixed):
        ones, left = divmod(round(Fraction(value) * int(fixed)), int(fixed))
        part = f"{left}/{fixed}" if left else ""
        return f"{ones} {part}".strip() if ones or not part else part
    fraction = Fraction(value).limit_denominator(10 ** min(max(places, 1), 4) - 1)
    whole, rest = divmod(fraction, 1)
    return f"{whole} {rest}" if whole and rest else str(whole or rest)


def _exact(value: float) -> Decimal:
    try:
        return Decimal(repr(value))
    except InvalidOperation:
        return Decimal(0)


def _rounded(amount: Decimal, places: int) -> str:
    """Rounded as programs show it, halves away from nought."""
    if not amount.is_finite() or amount.adjusted() > 300:
        return "0"
    return (
        f"{amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
        if (amount.adjusted() + places < 26)
        else f"{amount:.{places}f}"
    )


def _dated(value: float, section: _Section, *, since_1904: bool) -> str:
    parts, decimals = _parts(section)
    if section.has("elapsed"):
        if abs(value) > LAST_DAY:
            return general(value)
        return duration_shown(value * 86_400, parts & {"h", "n", "s"}, decimals)
    moment = moment_of(value, since_1904=since_1904)
    return general(value) if moment is None else moment_shown(moment, parts, decimals)


def _parts(section: _Section) -> tuple[frozenset[str], int]:
    """What of a moment a section shows; "m" beside hours or seconds means minutes (18.8.31)."""
    found: set[str] = set()
    decimals = 0
    letters = [x for x in section.tokens if x.kind in ("date", "elapsed", "digit", "noon")]
    marks = [x.text[0] if x.kind in ("date", "elapsed") else "" for x in letters]
    times = [mark for mark in marks if mark in ("h", "s", "m", "y", "d")]
    spot = -1
    for token, mark in zip(letters, marks, strict=True):
        spot += mark in ("h", "s", "m", "y", "d")
        if token.kind == "digit":
            decimals += 1
        elif mark == "m":
            beside = times[max(0, spot - 1) : spot] == ["h"] or times[spot + 1 : spot + 2] == ["s"]
            found.add("n" if beside or token.kind == "elapsed" else "m")
        elif mark == "d":
            found.add("w" if len(token.text) > 2 else "d")
        elif mark in ("e", "b"):
            found.add("y")
        elif mark:
            found.add(mark)
    return frozenset(found), min(decimals, 3)
