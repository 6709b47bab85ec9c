"""What a redaction leaves behind: blacked-out characters, notes to redact, markers of no form."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from disclosure_log.finding import Severity
from disclosure_log.leaks.text.context import holds
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen

_BLACKED: Final = (
    "Words are blacked out by characters; say under which provision they were removed."
)
_UNMARKED: Final = "Something was removed and no provision is given for it."
_NOTE: Final = "A note of those who prepared the text is left in it."

#: The one form of a marker, [redacted: FOIA-s40(2) what], or one that cites a section in its way.
_CITED: Final = Pattern(
    r"[A-Za-z]{2,}-[sr]\d|\b(?:s|ss|sec|section|sections|r|reg|regulation|regulations|exemption)\.?\s?\d",
    re.IGNORECASE,
)
_PERSON_BEFORE: Final = Pattern(
    r"(?:\b(?:Mrs?|Miss|M[sx]|Dr|Prof|PC|Cllr|officer|name[ds]?|name is|called|by|from|to|with|and"
    r"|tel|telephone|mobile|email|address|dear|resident|tenant|patient|pupil|child|mother|father|of)"
    r"[.:]?[ \t]*)\Z",
    re.IGNORECASE,
)
_TITLE_BEFORE: Final = Pattern(r"\b(?:Mrs?|Miss|M[sx]|Dr|Prof|PC|Dear)\.?[ \t]*\Z", re.IGNORECASE)

_BLOCKS: Final = Pattern(
    r"(?:[█▇▆▉▊▋▌▐▓▒░▬▰⬛◼◾⯀][ \t]?){2,}|[█⬛◼▓](?=\w)|(?<=\w)[█⬛◼▓]|(?:■[ \t]?){3,}"
    r"|■{2,}|(?:▮[ \t]?){2,}|█"
)
_CROSSES: Final = Pattern(
    r"(?<!\w)[Xx]{2}/[Xx]{2}/[Xx]{2,4}(?!\w)|(?<![\w/.=?#-])[Xx]{4,}(?![\w/])"
)
_LINES: Final = Pattern(r"(?<![_\w])_{3,}(?![_\w])")
_STARS: Final = Pattern(
    r"(?<![*\\\w£])(?P<first>[A-Z]?)\*{3,}(?![*\w])|(?<![*\w])[A-Z]\*{3,}[a-z]?\b"
)

_THING: Final = (
    r"(?:(?:first|last|full|sur|fore|family|given|officer|staff|employee|tenant|pupil|child|customer"
    r"|applicant|requester|resident|patient|company|street)(?:['’]s)?[ _-]?)*"
    r"(?:names?|address|addresses|date of birth|dob|e-?mail(?: address)?|phone|telephone|mobile"
    r"|(?:telephone |phone |mobile |ni |nhs |case |reference )?number|signature|post ?code|details"
    r"|personal (?:data|information|details)|identity|text|job title|initials?)"
)
_GONE: Final = (
    r"(?:redacted|removed|withheld|deleted|omitted|anonymised|blanked(?: out)?|blacked(?: out)?"
    r"|obscured|hidden|supplied)"
)
_BRACKETS: Final = Pattern(
    rf"""
      [\[({{<](?:\s*(?P<gone>(?i:(?:[\w'’]+\s){{0,5}}{_GONE}|redact(?:ion|\ this)?
            |removed?|delete))
        \s*[:;,.–—-]?[^\[\]{{}}<>()\n]{{0,80}}
        (?:\([^()\n]{{0,10}}\)[^\[\]{{}}<>()\n]{{0,60}}){{0,4}}[\])}}>]
    | (?<!\()\s*(?i:insert\s[^\[\]<>\n]{{1,60}}|{_THING}(?:\shere)?)\s*[\]>}}]
    | (?<!\()\s*(?:X|x){{2,}}\s*[\]>}}]
    | (?<=\[)\s*(?:(?i:s|section)\.?\s?(?:40|38|41)[^\]\n]{{0,20}})\])
    """,
    re.VERBOSE,
)
_WORD: Final = Pattern(
    r"(?<![\w\[(<{-])REDACTED(?![\w-])(?!\s*(?:VERSION|COPY|under|UNDER|section))"
)
#: Notes, each with what must be in the text, in small letters, to look for it at all.
_NOTES: Final = tuple(
    (hints, Pattern(pattern, re.VERBOSE | re.IGNORECASE))
    for hints, pattern in (
        (
            ("highlight",),
            r"""
              \bhighlight(?:ed)?\s(?:text\s|areas?\s|this\s)?(?:is\s|are\s)?(?:to|for)
                \s(?:be\s)?redact(?:ed|ion)?\b
            """,
        ),
        (
            (
                "be redact",
                "need redact",
                "needs redact",
                "for redact",
                "please redact",
                "pls redact",
            ),
            r"""
              \b(?:to\sbe|needs?\s(?:to\sbe\s)?|for|must\sbe|please|pls|should\sbe)
                \s(?:redacted|redacting|redact)\b
                (?=\s*(?:[\n.!:\])–—-]|\Z|before|prior|this|here|below|above|name|the\sname|all))
            """,
        ),
        (
            ("remove ", "delete ", "redact ", "take out "),
            r"""
              \b(?:remove|delete|redact|take\sout)\s(?:this\s|these\s|names?\s|me\s
                |the\s(?:name|line|paragraph|row|column)s?\s|all\s\w+\s)?(?:\w+\s)?
                (?:before|prior\sto|on)\s(?:publi|releas|disclos|sending|issue|upload)\w*
            """,
        ),
        (
            (
                *("38 redact", "40 redact", "41 redact", "42 redact", "43 redact", ") redact"),
                *("unredacted ", "redacted version", "redacted copy", "redacted text"),
                *("redaction ", "redacting ", "redact me", "redact this", "redact here"),
            ),
            r"""
              \bs(?:ection)?\.?\s?(?:40|38|41|42|43)(?:\s?\(\d\w?\))*\s(?:redactions?|redact)\b
                (?!\s(?:were|was|are|is|have|has|to|of))
            | \bunredacted\s(?:version|copy|draft|master)\b(?=\s*(?:[\n\])–—-]|\Z))
            | (?:^|\n)[ \t#*_>|]*redacted\s(?:version|copy|text)[ \t.*_]*(?=\n|\Z)
            | \b(?:redaction|redacting)\s(?:note|query|required|needed|here|pending|tbc)\b
            | \bredact\s(?:me|this|here)\b
            """,
        ),
        (
            (
                "not publ",
                "not relea",
                "not discl",
                "t publish",
                "t release",
                "t disclose",
                "be publ",
                "be relea",
                "be discl",
            ),
            r"""
              \b(?:do\snot|don['’]t|not\sto\sbe)\s(?:publish(?:ed)?|release[d]?|disclose[d]?)
                \s*(?:[!\n\])]|\Z|externally|outside|yet)
            """,
        ),
        (
            ("draft",),
            r"""
              \bDRAFT\b\s*[-–—:,(]*\s*(?:not\s(?:for|to\sbe|yet)
                |for\s(?:internal|comment|review|approval|legal)|do\snot)
            """,
        ),
        (
            ("not for",),
            r"""
              \bNOT\sFOR\s(?:\w+\s)?(?:RELEASE|PUBLICATION|DISCLOSURE|CIRCULATION)\b
            | (?:^|\n)[ \t#*_>|(\[]*not\sfor\s(?:release|publication|disclosure|circulation)
                [ \t.!*_)\]]*(?=\n|\Z)
            """,
        ),
        (
            ("name here", "date here"),
            r"""
              \b(?:track|insert)\s(?:name|date)\shere\b
            """,
        ),
        (
            ("internal only", "internal use only"),
            r"""
              \bINTERNAL\s(?:USE\s)?ONLY\b
            """,
        ),
    )
)
_NEAR: Final = 60  # characters before and after that tell what a run stands for
_LOUD: Final = ("DRAFT", "INTERNAL", "NOT FOR")
_PLAIN: Final = Pattern(r"[\w]")


def _leftovers(seen: Seen, _: Known) -> Iterator[Hit]:
    done: list[tuple[int, int]] = []  # in order, none overlapping
    for find, begins in _FINDERS:
        for start, end, severity, message in find(seen) if begins(seen) else ():
            at = bisect(done, (start, end))
            if any(other[0] < end and start < other[1] for other in done[max(0, at - 1) : at + 1]):
                continue
            done.insert(at, (start, end))
            raw_start, raw_end = seen.span(start, end)
            yield Hit(raw_start, raw_end, "personal-data-leftover", severity, message)


_Left = tuple[int, int, Severity, str]


def _blocks(seen: Seen) -> Iterator[_Left]:
    for match in _BLOCKS.finditer(seen.plain):
        length = len(match[0].rstrip())
        yield match.start(), match.start() + length, Severity.ERROR, _BLACKED


def _brackets(seen: Seen) -> Iterator[_Left]:
    text = seen.plain
    for match in _BRACKETS.finditer(text):
        if match["gone"] is not None and (_CITED.search(match[0]) or _prose(match)):
            continue
        if match.end() < len(text) and match[0][0] == "[" and text[match.end()] in "(:":
            continue
        yield match.start(), match.end(), Severity.ERROR, _UNMARKED


def _prose(match: re.Match[str]) -> bool:
    """Whether brackets hold a remark such as “(redacted copy attached)” rather than a gap."""
    words = match[0].strip("[](){}<> ").split()
    if match[0][0] in "[<{":
        return len(words) > (8 if "redact" in match[0].casefold() else 5) or (
            len(words) > 2 and words[1].casefold() in {"from", "in", "on", "by", "for", "at"}
        )
    thing = re.match(
        rf"\A\(\s*(?:the\s|his\s|her\s)?{_THING}\s{_GONE}\s*\)", match[0], re.IGNORECASE
    )
    return thing is None and match[0].strip("() ").casefold() not in {"redacted", "name removed"}


def _notes(seen: Seen) -> Iterator[_Left]:
    text, low = seen.plain, seen.small
    for gap in "\n\t\f\v":
        low = low.replace(gap, " ")
    wanted = [pattern for hints, pattern in _NOTES if holds(low, hints)]
    for match in chain.from_iterable(pattern.finditer(text) for pattern in wanted):
        words = match[0].lstrip()
        loud = words.upper().startswith(_LOUD) and words == match[0]
        shouted = loud and words.startswith(_LOUD)
        if not shouted and re.match(r"draft\b(?!.*\bnot\b)", words, re.IGNORECASE | re.DOTALL):
            continue
        if loud and not words.startswith(_LOUD) and text[match.start() - 1 : match.start()] == " ":
            continue
        yield match.start(), match.end(), Severity.ERROR, _NOTE
    for match in _WORD.finditer(text) if "REDACTED" in text else ():
        severity = Severity.ERROR if _in_prose(text, match) else Severity.WARNING
        yield match.start(), match.end(), severity, _UNMARKED


def _in_prose(text: str, match: re.Match[str]) -> bool:
    """Whether a word stands between others in small letters, not alone as a stamp does."""
    line = text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
    return re.search(r"[a-z]{2}", line) is not None


def _runs(seen: Seen) -> Iterator[_Left]:
    text = seen.plain
    for hint, pattern in (("xx", _CROSSES), ("___", _LINES), ("***", _STARS)):
        for match in pattern.finditer(text) if hint in seen.small else ():
            severity = _of_run(text, match, pattern)
            if severity is not None:
                yield match.start(), match.end(), severity, _BLACKED


def _of_run(text: str, match: re.Match[str], pattern: Pattern) -> Severity | None:
    """How sure it is that a run stands for removed words; None for a rule or a gap to fill."""
    before = text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + _NEAR].partition("\n")[0]
    if _TITLE_BEFORE.search(before):
        return Severity.ERROR
    if pattern is _CROSSES:
        return Severity.ERROR if _PERSON_BEFORE.search(before) else Severity.WARNING
    wordy = _PLAIN.search(before) is not None and not before.rstrip().endswith((":", "?", "|"))
    if match[0][0].isalpha():
        return Severity.WARNING
    if not wordy or not (_PLAIN.search(after) or _PERSON_BEFORE.search(before)):
        return None
    if "***" in match[0] and len(match[0]) < 4 and not _PERSON_BEFORE.search(before):
        return None
    return Severity.ERROR if _PERSON_BEFORE.search(before) else Severity.WARNING


_NOTED: Final = ("redact", "draft", "internal", "highlight", "remove", "delete", "take")
_REMOVED: Final = (
    *("redact", "remove", "withheld", "deleted", "omitted", "anonymised", "blanked", "blacked"),
    *("obscured", "hidden", "supplied", "delete"),
)
_BLACK: Final = tuple("█▇▆▉▊▋▌▐▓▒░▬▰⬛◼◾⯀■▮")
_Finder = Callable[[Seen], Iterator[_Left]]


def _may_note(seen: Seen) -> bool:
    low = seen.small
    if holds(low, _NOTED) or ("here" in low and ("track" in low or "insert" in low)):
        return True
    return ("not" in low or "don" in low) and holds(low, ("publi", "releas", "disclos", "circul"))


def _may_bracket(seen: Seen) -> bool:
    """Round brackets hold a note of what is gone; others may also be a field to fill in."""
    return holds(seen.plain, "[<{") or ("(" in seen.plain and holds(seen.small, _REMOVED))


#: The ways of looking, each with what must be in the text (in small letters) to begin at all.
_FINDERS: Final[tuple[tuple[_Finder, Callable[[Seen], bool]], ...]] = (
    (_blocks, lambda seen: not seen.plain.isascii() and holds(seen.plain, _BLACK)),
    (_brackets, _may_bracket),
    (_notes, _may_note),
    (_runs, lambda seen: holds(seen.small, ("xx", "___", "***"))),
)
RULES: Final = (Rule("leftover", _leftovers),)
