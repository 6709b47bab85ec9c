"""What a letter or a message has around its words: greetings, endings and quoted headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from disclosure_log.finding import Severity
from disclosure_log.leaks.text.context import holds
from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.people import (
    BODIES,
    FORENAMES,
    POSTS,
    bare,
    is_honorific,
    is_name,
    leading_name,
    person_at,
    tokens,
    words_of,
)
from disclosure_log.leaks.text.pipe_tables import without_tables
from disclosure_log.leaks.text.rule import Hit, Known, Rule, Seen

# What stands before the words of a line: quoting, Markdown, a cell's border. It begins with a line
# break, which is quick to look for: these patterns read the lines of a text that begins with one.
_LEAD: Final = r"\n[ \t>*_|#\"“'‘]*"
_GREETING: Final = Pattern(
    r"\b(?P<dear>Dear|DEAR|dear|Annwyl|Hi|Hello|HI|HELLO|Hiya|Hey|Morning|Afternoon"
    r"|Good (?:morning|afternoon|evening|day))[ \t]+(?=(?P<rest>[^\n]{1,80}))"
)
_IMPERSONAL: Final = words_of("""
    all anyone applicant applicants both colleague colleagues customer customers everybody everyone
    everone folks friend friends householder householders householder/occupier landlord
    leaseholder neighbour neighbours occupier owner parent parents carer carers pupil pupils
    requester requestor resident residents sender sir sirs madam madame santa student students
    taxpayer team tenant tenants there whom sir/madam madam/sir lord councillor cllr councillors
    again world oh me syr fadam syrs bawb gyfaill god father diary reader readers syr/fadam
    homeowner whoever whomever candidate candidates correspondent enquirer complainant
    """)
_PUBLIC: Final = words_of("cllr councillor councillors minister mayor commissioner")


def _salutations(seen: Seen, _: Known) -> Iterator[Hit]:
    for match in _GREETING.finditer(seen.plain):
        words = tokens(match["rest"])
        if not words or not _greets(seen, match, words):
            continue
        start, end = seen.span(
            match.start(), match.start("rest") + len(match["rest"].split(",")[0])
        )
        yield Hit(
            start,
            end,
            "personal-data-salutation",
            Severity.ERROR,
            "A letter's greeting names the person it was written to.",
        )


def _greets(seen: Seen, match: re.Match[str], words: list[str]) -> bool:
    if bare(words[0]) in _IMPERSONAL:
        return is_honorific(words[0]) and _titled(words) and len(words) > 1
    if is_honorific(words[0]):
        return _titled(words)
    if bare(words[0]) in _PUBLIC or seen.kind != "prose":
        return False
    return _first_name(seen.plain, match)


def _titled(words: list[str]) -> bool:
    """Whether a name follows Mr, Mrs, Mr and Mrs, Sir …"""
    following = words[1:]
    while following and (is_honorific(following[0]) or bare(following[0]) in {"and", "&", "or"}):
        following = following[1:]
    if not following or bare(following[0]) in _IMPERSONAL:
        return False
    first = re.sub(r"['’-]", "", bare(following[0]))
    return first.isalpha() and first not in POSTS and (is_name(following[0]) or first.islower())


def _first_name(text: str, match: re.Match[str]) -> bool:
    rest = match["rest"].rstrip(" -–—*_")
    begins = _LINE_START.search(text, max(0, match.start() - 12), match.start()) is not None
    addressed = re.split(r"[,:;–—.!-]", rest, maxsplit=1)[0].split()
    ends = len(addressed) == len(rest.split()) and rest.rstrip()[-1:] not in ".?"
    comma = rest[len(rest.split(",")[0]) :][:1] == "," and addressed == rest.split(",")[0].split()
    if not 1 <= len(addressed) <= 4 or not (comma or (begins and ends)):
        return False
    addressed = [word for word in addressed if word not in {"and", "&", "a"}]
    known = bare(addressed[0]) in FORENAMES
    if addressed[0].islower():
        return begins and known and len(addressed) <= 2
    loud = len(addressed) == 1 and addressed[0].isupper()
    if leading_name(addressed) != len(addressed) or (loud and not known):
        return False
    return known or begins


_LINE_START: Final = Pattern(r"(?:\A|\n)[ \t>*_|#\"“'‘]*\Z")

_FAREWELL: Final = Pattern(
    _LEAD + r"(?P<words>(?:Yours?[ \t]+(?:sincerely|faithfully|truly|ever|respectfully|aye)|Yours"
    r"|(?:(?:With|My|Many)[ \t]+)?(?:kind(?:est)?|best|warm(?:est)?)[ \t]+(?:regards|wishes)"
    r"|(?:With[ \t]+)?regards|Sincerely|Faithfully|Respectfully|Cheers"
    r"|(?:Many[ \t]+)?thanks(?:[ \t]+(?:again|in[ \t]+advance|so[ \t]+much))?"
    r"|Rgds|Take[ \t]+care|All[ \t]+the[ \t]+best"
    r"|Thank[ \t]+you|KR|BW|Best|Yn[ \t]+gywir|Yn[ \t]+ddiffuant|Cofion(?:[ \t]+(?:gorau|cynnes))?"
    r"|Le[ \t]+d[uù]rachdan?|Is[ \t]+mise))(?P<mark>[ \t]*[,.!*_-]*)(?=[ \t]|\n|\Z)",
    re.IGNORECASE,
)
# The same words in a text whose lines were joined, as a PDF's or a table's are.
_JOINED: Final = Pattern(
    r"(?<=[.!?] )(?P<words>Yours[ ](?:sincerely|faithfully|truly)|(?:Kind|Best|Warm)[ ]regards)"
    r"(?P<mark>,?)(?=[ ])",
    re.IGNORECASE,
)
_SIGNED: Final = Pattern(
    _LEAD + r"(?P<words>(?:E-?|Digitally[ \t]+|Electronically[ \t]+)?Signed(?:[ \t]+by)?"
    r"|Signature|Authorised[ \t]+by|p\.?p\.?(?!\w))"
    r"[ \t*_]*(?P<mark>[:.]|(?<=by)|(?<=pp)|(?<=p\.))[ \t*_]*(?P<rest>[^\n]{2,80})",
    re.IGNORECASE,
)
_REACHED: Final = Pattern(
    r"(?:Tel(?:ephone)?|Phone|Mob(?:ile)?|DDI|Direct|E-?mail|T|M|E|Ext)\b[ \t]*[.:]"
    r"|(?<=[^\s@])@[^\s@]+\.",
    re.IGNORECASE,
)
_FAREWELLS: Final = (
    *("sincer", "faithf", "regards", "yours", "thank", "wishes", "cheers", "respectf", "best"),
    *("care", "rgds", "truly", "ever", "aye", "gywir", "ddiff", "cofion", "rachd", "mise"),
    *("kr", "bw"),
)
_JOINABLE: Final = ("yours ", " regards")
_SIGNATURE: Final = "The ending of a letter or message names the person who wrote it."


def _signatures(seen: Seen, known: Known) -> Iterator[Hit]:
    if seen.kind == "name":
        return
    text = without_tables(seen.lines)
    places = _places(known.domains)
    ended = [
        match
        for pattern, hints in ((_FAREWELL, _FAREWELLS), (_JOINED, _JOINABLE))
        if holds(seen.small, hints)
        for match in pattern.finditer(text)
        if _signed_after(text, match, places)
    ]
    ended += [match for match in _SIGNED.finditer(text) if person_at(match["rest"])]
    for match in ended:
        start, end = seen.span(match.start("words") - 1, match.end("words") - 1)
        yield Hit(start, end, "personal-data-signature", Severity.ERROR, _SIGNATURE)
    if not ended and "\n" in seen.plain:
        yield from _blocks(seen, text[1:])


@lru_cache(maxsize=8)
def _places(domains: frozenset[str]) -> frozenset[str]:
    """The names that bodies are known by, as their domains give them: "exampleshire"."""
    return frozenset(domain.partition(".")[0] for domain in domains)


def _signed_after(text: str, match: re.Match[str], places: frozenset[str]) -> bool:
    """Whether a person's name stands in the few lines that follow a farewell."""
    window = text[match.end() : match.end() + 400]
    same, _, following = window.partition("\n")
    if same.strip(" \t,.*_-"):
        wordy = bare(match["words"]) in {"thanks", "many thanks", "thank you", "best", "cheers"}
        if wordy and not match["mark"].strip():
            return False
        return person_at(same.lstrip(" \t,.*_-"), sure=wordy)
    lines = [line for line in following.splitlines() if line.strip(_AROUND)][:4]
    return any(
        person_at(line, sure=number > 0) and bare(line.strip(_AROUND)) not in places
        for number, line in enumerate(lines)
    )


_AROUND: Final = " \t>*_|-"


_LONGEST_NAME: Final = 50
_TABLED: Final = Pattern(r"\d|\w.*\|.*\w|\w:")


def _blocks(seen: Seen, text: str) -> Iterator[Hit]:
    """A name, a post below it and how to reach them, without a farewell above."""
    at = 0
    lines: list[tuple[int, str]] = []
    for line in text.split("\n"):
        if line.strip(" \t>*_|"):
            lines.append((at, line))
        at += len(line) + 1
    for number, ((at, name), (_, post)) in enumerate(pairwise(lines)):
        if len(name) > _LONGEST_NAME or _TABLED.search(name) or not _is_post(post):
            continue
        if not person_at(name):
            continue
        if any(_REACHED.search(line) for _, line in lines[number + 2 : number + 6]):
            start, end = seen.span(at, at + len(name))
            yield Hit(start, end, "personal-data-signature", Severity.WARNING, _SIGNATURE)


def _is_post(line: str) -> bool:
    words = tokens(line)
    return 0 < len(words) <= 8 and (bare(words[-1]) in POSTS or bare(words[-1]) in BODIES)


_LABEL: Final = (
    r"(?P<label>From|Sent|To|Cc|Bcc|Date|Subject|Reply-To|Importance|Attachments"
    r"|Oddi wrth|Anfonwyd|At|Pwnc)"
)
_HEADER_LINE: Final = Pattern(
    rf"{_LEAD}{_LABEL}[*_]*[ \t]*:[*_]*[ \t]*(?P<value>[^\n]*)", re.IGNORECASE
)
#: The parts of a header on one line, each read on from the end of the one before.
_FLAT_FROM: Final = Pattern(r"\bFrom:\s?", re.IGNORECASE)
_FLAT_SENT: Final = Pattern(r"([^\n]{1,120}?)[ \t]Sent:\s?", re.IGNORECASE)
_FLAT_TO: Final = Pattern(r"[^\n]{1,80}?[ \t]To:\s?", re.IGNORECASE)
_FLAT_END: Final = Pattern(r"([^\n]{1,200}?)[ \t](?:Cc|Subject):\s?", re.IGNORECASE)
_BETWEEN: Final = Pattern(
    r"-{2,}[ ]?(?:Original|Forwarded)[ ](?:Message|Appointment|by)|-{4,}[ ]?Forwarded[ ]message"
    r"|Begin[ ]forwarded[ ]message[ ]?:|\bForwarded[ ]message[ ]from\b"
    r"|\n[ \t>*_]*Sent[ ]from[ ](?:my|Outlook|Mail|Yahoo)\b"
    r"|\n[ \t>*_]*Get[ ]Outlook[ ]for[ ]",
    re.IGNORECASE,
)
_WROTE: Final = Pattern(r"\s(?:wrote|ysgrifennodd)\s?:")
_ON: Final = Pattern(
    r"\b(?:On|Ar)\s(?P<when>(?=[^\n]{0,60}?\d)[^\n]{1,221}(?:\n[ \t>]*[^\n]{1,120})?)\Z"
)
_LONGEST_LEAD: Final = 400  # of "On 3 March 2024, … wrote", which has two lines at most
_PRONOUN: Final = Pattern(r"[\s,](?:the|we|I|you|they|it|our|your|a|an)(?:\s\w+){0,6}\Z")
_CLOCK: Final = Pattern(r"\b\d{1,2}[:.]\d\d\b|@")
_MARKER: Final = Pattern(r"\[redacted:\s*[A-Za-z]{2,}-\S*\d[^\[\]]*\]", re.IGNORECASE)
_NESTED: Final = Pattern(
    r"\n[ \t]{0,8}>[ \t]?>[ \t>]{0,8}[^\s>][^\n]*\n[ \t]{0,8}>[ \t]?>[ \t>]{0,8}[^\s>]"
)
_QUOTED: Final = "A quoted message, with who wrote it to whom, is left in the text."


def _quoted_mail(seen: Seen, _: Known) -> Iterator[Hit]:
    if seen.kind == "name":
        return
    found = list(_mail(seen))
    if not found and ">" in seen.plain:
        found = [(m.start(), m.end(), Severity.WARNING) for m in _NESTED.finditer(seen.lines)]
    for start, end, severity in found:
        while start < end and seen.lines[start].isspace():
            start += 1
        raw_start, raw_end = seen.span(start - 1, end - 1)
        yield Hit(raw_start, raw_end, "personal-data-quoted-mail", severity, _QUOTED)


def _mail(seen: Seen) -> Iterator[tuple[int, int, Severity]]:
    """Where in the lines of a text a message is quoted; each way of it is tried by its words."""
    text, low = seen.lines, seen.small
    if holds(low, ("forwarded", "sent from", "get outlook", "original ")):
        yield from ((m.start(), m.end(), Severity.ERROR) for m in _BETWEEN.finditer(text))
    if "wrote" in low or "ysgrif" in low:
        yield from _wrote(text)
    if ":" in low:
        yield from _headers(text)
    if "from:" in low and "sent:" in low and "to:" in low:
        yield from _flat(text)


def _wrote(text: str) -> Iterator[tuple[int, int, Severity]]:
    low = 0
    for wrote in _WROTE.finditer(text):
        low = max(low, wrote.start() - _LONGEST_LEAD)
        match = _ON.search(text, low, wrote.start())
        if match is None or _MARKER.search(match["when"]) or _PRONOUN.search(match["when"]):
            continue
        low = wrote.end()
        yield match.start(), wrote.end(), Severity.ERROR


def _flat(text: str) -> Iterator[tuple[int, int, Severity]]:
    """A header whose lines were joined to one."""
    low = 0
    for begin in _FLAT_FROM.finditer(text):
        sent = _FLAT_SENT.match(text, begin.end()) if begin.start() >= low else None
        to = _FLAT_TO.match(text, sent.end()) if sent else None
        end = _FLAT_END.match(text, to.end()) if to else None
        if sent and end:
            low = end.end()
            if not (_anonymous(sent[1]) and _anonymous(end[1])):
                yield begin.start(), end.end(), Severity.ERROR


def _headers(text: str) -> Iterator[tuple[int, int, Severity]]:
    """Two lines or more of From, Sent, To and Subject, close together."""
    block: list[re.Match[str]] = []
    for match in _HEADER_LINE.finditer(text):
        if block and (match.start() - block[-1].end() > 160 or _seen_before(block, match)):
            yield from _header(block)
            block = []
        block.append(match)
    yield from _header(block)


def _seen_before(block: list[re.Match[str]], match: re.Match[str]) -> bool:
    return any(other["label"].casefold() == match["label"].casefold() for other in block)


_WELSH: Final = {"oddi wrth": "from", "anfonwyd": "sent", "at": "to", "pwnc": "subject"}


def _header(block: list[re.Match[str]]) -> Iterator[tuple[int, int, Severity]]:
    values = {
        _WELSH.get(match["label"].casefold(), match["label"].casefold()): match["value"]
        for match in block
    }
    people = [values[label] for label in ("from", "to", "cc", "bcc") if label in values]
    told = values.keys() - {"cc", "bcc", "importance", "attachments", "reply-to"}
    if len(told) < 2 or not people or all(_anonymous(value) for value in people):
        return
    if "sent" in told or _CLOCK.search(" ".join(values.values())):
        severity = Severity.ERROR
    elif len(told) > 2 and any(person_at(value) for value in people):
        severity = Severity.WARNING
    else:
        return
    yield block[0].start(), block[-1].end(), severity


def _anonymous(value: str) -> bool:
    """Whether a From or To names nobody: a marker, a post, a team or its mailbox."""
    rest = re.sub(r"<[^>]*>|\S+@\S+", " ", _MARKER.sub(" ", value))
    names = [
        word
        for word in re.findall(r"[^\W\d_][\w'’-]*", rest)
        if word.casefold() not in POSTS and word.casefold() not in BODIES
    ]
    return not names if "@" not in value or _MARKER.search(value) else _team_mailbox(value)


def _team_mailbox(value: str) -> bool:
    boxes = re.findall(r"([\w.+-]+)@", value)
    return all(
        part in POSTS or part in BODIES or part in {"requests", "enquiries", "info"}
        for box in boxes
        for part in re.split(r"[._+-]", box.casefold())
    )


_HINT_DEAR: Final = (
    *("Dear", "dear", "DEAR", "Annwyl", "Hi", "HI", "Hello", "HELLO", "Good ", "Hey"),
    *("Morning", "Afternoon"),
)
#: The most frequent first, since one is enough.
_HINT_END: Final = (
    *("e.", "t.", "mail", "care", "best", "direct", "thank", "regards", "yours", "signed", "tel"),
    *("phone", "@", "t:", "e:", "m:", "m.", "ext", "mob", "wishes", "sincer", "faithf", "cheers"),
    *("gywir", "ddiff", "cofion", "rachd", "mise", "signature", "respectf", "rgds", "p.p", "ddi"),
    *("kr,", "bw,", "authorised by", "\npp", "kr\n", "bw\n"),
)
_HINT_MAIL: Final = (
    *(
        "from",
        "sent",
        "wrote",
        "ysgrif",
        "message",
        "outlook",
        "original",
        ">>",
        "> >",
        "subject",
        "oddi",
    ),
    *("anfon", "forwarded"),
)


def _may_greet(seen: Seen) -> bool:
    return holds(seen.plain, _HINT_DEAR)


def _may_end(seen: Seen) -> bool:
    return holds(seen.small, _HINT_END)


def _may_be_mail(seen: Seen) -> bool:
    return holds(seen.small, _HINT_MAIL)


RULES: Final = (
    Rule("salutation", _salutations, _may_greet),
    Rule("signature", _signatures, _may_end),
    Rule("quoted-mail", _quoted_mail, _may_be_mail),
)
