"""Whether what a record points at is there: other records, addresses, attachments, old places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Final, Protocol

from disclosure_log.checks.rule import Context, Rule
from disclosure_log.finding import Fault, Severity, Where, mask
from disclosure_log.model import Catalogue, PublicationStatus, Response
from disclosure_log.nearest import nearest

#: The key under which :func:`check_log` yields what is wrong in the list of moved records.
REDIRECTS: Final = "redirects.yml"

_RECORD_ID: Final = re.compile(r"\d{4}/[a-z0-9]+(?:-[a-z0-9]+)*\Z", re.ASCII)
_LIKE_RECORD_ID: Final = re.compile(
    r"(?:\.{0,2}/)*(?:responses/)?(\d{4}/[^\s:]+?)(?:\.ya?ml|/)?\Z", re.ASCII
)
_HTTPS: Final = re.compile(r"https://[^\s/?#]+\.[^\s/?#]+\S*\Z")
_FILE_NAME: Final = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*\.[a-z0-9]+\Z", re.ASCII)
_UNFIT: Final = re.compile(r"[^a-z0-9.]+")
#: Names that Windows keeps for devices, whatever the ending; such a file cannot be checked out.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
#: What the page itself is made of, in the same folder as its attachments.
_PAGE_FILES: Final = frozenset({"index.html", "index.json"})
_WORDS: Final = {"follows": "follows", "supersedes": "supersedes", "merged_with": "is merged with"}


class Linked(Protocol):
    """What a record says of others: an entry, or as much of one as is known."""

    @property
    def id(self) -> str: ...
    @property
    def status(self) -> PublicationStatus: ...
    @property
    def authority(self) -> str: ...
    @property
    def reference(self) -> str: ...
    @property
    def follows(self) -> tuple[str, ...]: ...
    @property
    def supersedes(self) -> tuple[str, ...]: ...
    @property
    def merged_with(self) -> tuple[str, ...]: ...
    @property
    def answered_by(self) -> tuple[str, ...]: ...
    @property
    def answered_at(self) -> tuple[tuple[int, int], ...]: ...


def _https(response: Response, _context: Context) -> Iterator[Fault]:
    """Where an answer can already be found is a record of this log or an https address."""
    for number, question in enumerate(response.questions):
        for place, target in enumerate(question.answered_by):
            if not _RECORD_ID.match(target) and not _HTTPS.match(target):
                yield _not_https(("questions", number, "answered_by", place), target)
    review = response.regulator_review
    if review is not None and review.url and not _HTTPS.match(review.url):
        yield _not_https(("review", "regulator", "url"), review.url)


def _not_https(where: Where, target: str) -> Fault:
    meant = _LIKE_RECORD_ID.match(target)
    if meant is not None and where[-1] != "url":
        return Fault(
            "link-unknown-record",
            where,
            "This is not how the log names a record.",
            "Type the year, a slash and the record's short name, such as 2023/parking-charges; no "
            "folder before it, no ending.",
        )
    if target.casefold().startswith("http://"):
        remedy = "Type https:// instead of http://, and make sure that the page opens."
    else:
        remedy = "Type the full address, beginning with https://"
        remedy += "." if where[-1] == "url" else ", or the name of an earlier record."
    return Fault("link-not-https", where, "This address does not begin with https://.", remedy)


RULES: tuple[Rule, ...] = (
    Rule(
        "an address begins with https",
        ("questions.*.answered_by", "review.regulator.url"),
        _https,
    ),
)


def check_log(
    entries: Mapping[str, Linked], catalogue: Catalogue, vanished: Collection[str] = ()
) -> Iterator[tuple[str, Fault]]:
    """What is wrong between records, as the record's id and the fault in it.

    `vanished` are ids that the log used to have; what is wrong with those, or with the list of
    moved records, comes under the id or under :data:`REDIRECTS`.
    """
    for entry in entries.values():
        if entry.follows or entry.supersedes or entry.merged_with or entry.answered_by:
            for fault in _targets(entry, entries):
                yield entry.id, fault
    yield from _references(entries)
    yield from _moved(entries, catalogue.redirects, vanished)
    for fault in _redirects(entries, catalogue.redirects):
        yield REDIRECTS, fault


def _targets(entry: Linked, entries: Mapping[str, Linked]) -> Iterator[Fault]:
    for key in _WORDS:
        for place, target in enumerate(getattr(entry, key)):
            yield from _target(entry, ("relations", key, place), target, entries)
    for target, (question, place) in zip(entry.answered_by, entry.answered_at, strict=False):
        where: Where = ("questions", question, "answered_by", place)
        if _RECORD_ID.match(target):
            yield from _target(entry, where, target, entries)


def _target(
    entry: Linked, where: Where, target: str, entries: Mapping[str, Linked]
) -> Iterator[Fault]:
    if target == entry.id:
        yield Fault(
            "link-self",
            where,
            "The record points at itself.",
            "Type the other record that is meant, or take the line out.",
        )
        return
    there = entries.get(target)
    is_answer = where[0] == "questions"
    if there is None:
        yield _unknown_record(where, target, entries)
    elif not is_answer or entry.status is not PublicationStatus.PUBLISHED:
        return
    elif there.status is PublicationStatus.DRAFT:
        yield Fault(
            "link-draft",
            where,
            f"{target} is still a draft, so readers find no answer there.",
            "Publish that record first, or point at another place where the answer can be read.",
        )
    elif there.status is PublicationStatus.WITHDRAWN:
        yield Fault(
            "link-withdrawn",
            where,
            f"{target} has been withdrawn, so it no longer answers the question.",
            "Point at a record or an address where the answer can be read.",
            Severity.WARNING,
        )


def _unknown_record(where: Where, target: str, entries: Mapping[str, Linked]) -> Fault:
    meant = _meant(target, entries)
    shown = f"“{target}”" if _RECORD_ID.match(target) else "This"
    return Fault(
        "link-unknown-record",
        where,
        f"{shown} is not a record of this log.",
        f"Type {meant} if that is the one meant, or take the line out."
        if meant
        else "Type the year, a slash and the short name of a record, such as "
        "2023/parking-charges, or take the line out.",
    )


def _meant(target: str, entries: Collection[str]) -> str | None:
    """The record nearest to the name: the same name in another year, or one a few letters off."""
    found = _LIKE_RECORD_ID.match(target)
    wanted = found[1].lower() if found else target
    if wanted in entries:
        return wanted
    year, _, slug = wanted.partition("/")
    same = [each for each in entries if each.partition("/")[2] == slug]
    if same:
        return min(same)
    near = [each for each in entries if each.partition("/")[0] == year]
    return nearest(wanted, near) or next(iter(get_close_matches(wanted, near, 1, 0.7)), None)


def _references(entries: Mapping[str, Linked]) -> Iterator[tuple[str, Fault]]:
    """An authority gives a request one reference, and one reference to one request."""
    holders: dict[tuple[str, str], list[Linked]] = {}
    for entry in entries.values():
        if entry.reference and entry.status is not PublicationStatus.WITHDRAWN:
            key = (entry.authority, "".join(entry.reference.casefold().split()))
            holders.setdefault(key, []).append(entry)
    for same in holders.values():
        if len(same) > 1:
            for entry in same:
                others = [each.id for each in same if each is not entry and _differ(entry, each)]
                if others:
                    yield (
                        entry.id,
                        Fault(
                            "link-duplicate-reference",
                            ("reference",),
                            f"This reference is also that of {_listed(others)}.",
                            "Correct whichever is wrong. If both answer the same request, keep one "
                            "record, or let the later one name the other under “supersedes”.",
                        ),
                    )


def _differ(one: Linked, other: Linked) -> bool:
    """Whether two records are about two requests: neither replaces or is merged with the other."""
    return not any(
        second.id in (*first.supersedes, *first.merged_with)
        for first, second in ((one, other), (other, one))
    )


def _listed(ids: list[str]) -> str:
    shown = sorted(ids)
    if len(shown) > 3:
        return f"{', '.join(shown[:3])} and {len(shown) - 3} more"
    return " and ".join(shown)


def _moved(
    entries: Mapping[str, Linked], redirects: Mapping[str, str], vanished: Collection[str]
) -> Iterator[tuple[str, Fault]]:
    for old in sorted(vanished):
        if old in entries or old in redirects:
            continue
        new = _meant(old, entries) or "its new year and name"
        yield (
            old,
            Fault(
                "link-moved",
                (),
                f"The record {old} is gone, and nothing stands at its permanent address.",
                f"If it moved, add “{old}: {new}” to {REDIRECTS}. If it is to disappear, put the "
                "file back with “publication: {status: withdrawn, on: …, reason: …}”, so that its "
                "page says so.",
            ),
        )


def _redirects(entries: Mapping[str, Linked], redirects: Mapping[str, str]) -> Iterator[Fault]:
    for old, new in redirects.items():
        where: Where = (old,)
        if old in entries:
            yield _redirect(
                where,
                f"{old} is said to have moved, but a record stands there.",
                f"Take the line out of {REDIRECTS}, or give the record another name.",
            )
        elif _is_loop(old, redirects):
            yield _redirect(
                where,
                f"{old} is sent round in a circle and never arrives at a record.",
                "Type the name of the record where it stands now.",
            )
        elif new not in entries and new not in redirects:
            meant = _meant(new, entries)
            yield _redirect(
                where,
                f"{old} is said to have moved to a record that is not there.",
                f"Type {meant} if that is the one meant."
                if meant
                else "Type the name of the "
                "record where it stands now, such as 2023/parking-charges.",
            )
        elif new in entries and entries[new].status is PublicationStatus.DRAFT:
            yield _redirect(
                where,
                f"{old} is said to have moved to {new}, which is a draft and has no page.",
                f"Publish {new}, or point at another record.",
            )


def _is_loop(start: str, redirects: Mapping[str, str]) -> bool:
    seen = set()
    here: str | None = start
    while here is not None and here not in seen:
        seen.add(here)
        here = redirects.get(here)
    return here is not None


def _redirect(where: Where, message: str, remedy: str) -> Fault:
    return Fault("link-redirect", where, message, remedy)


def check_files(response: Response, files: Collection[str]) -> Iterator[Fault]:
    """Whether the attachments named are those that lie beside the record, by safe names."""
    named = [attachment.file for attachment in response.attachments]
    there = {name.casefold(): name for name in sorted(files, reverse=True)}
    before: set[str] = set()
    for number, name in enumerate(named):
        where: Where = ("attachments", number, "file")
        if not name:
            continue
        if name in before:
            yield _name(where, "This file is named twice.", "Take one of the two entries out.")
        elif (unfit := _unfit(name)) is not None:
            yield _name(where, unfit, _better(name))
        elif name not in files:
            yield _missing(where, name, there, response)
        before.add(name)
    folder = f"responses/{response.id}/"
    folded = {name.casefold() for name in before}
    for name in sorted(files):
        if name.casefold() not in folded:
            yield Fault(
                "link-attachment-unnamed",
                ("attachments",),
                f"A file lies in {folder} that the record does not name: "
                f"{name if _FILE_NAME.match(name) else mask(name)}.",
                "Add an entry for it under “attachments”, with “file”, “title” and “licence”; or "
                "take the file away.",
            )
    yield from _clashes(named)


def _missing(where: Where, name: str, there: Mapping[str, str], response: Response) -> Fault:
    """`there` are the files by their names in small letters."""
    same = there.get(name.casefold())
    meant = same or nearest(name, sorted(there.values()))
    if same is not None:
        remedy = f"Rename the file to {name}: small and capital letters count in an address."
    elif meant is not None and _FILE_NAME.match(meant):
        remedy = f"Type {meant} if that is the one meant, or put the file there."
    else:
        remedy = "Put the file into that folder, or take the entry out."
    return Fault(
        "link-attachment-missing",
        where,
        f"There is no file of this name in responses/{response.id}/.",
        remedy,
    )


def _unfit(name: str) -> str | None:
    """What keeps a name from being part of an address on every system."""
    if "/" in name or "\\" in name:
        return "An attachment lies in the record's own folder; its name holds no slash."
    if name.startswith("."):
        return "A name that begins with a dot is hidden and would not be published."
    if name.partition(".")[0].casefold() in _DEVICES:
        return "Some computers cannot keep a file of this name."
    if name.casefold() in _PAGE_FILES:
        return "The record's own page needs this name."
    if not _FILE_NAME.match(name):
        return (
            "This name has characters that do not belong in an address, or no ending: it is made "
            "of small letters, digits, hyphens and one ending."
        )
    return None


def _better(name: str) -> str:
    stem, _, ending = re.split(r"[/\\]", name)[-1].lower().rpartition(".")
    stem = _UNFIT.sub("-", stem).replace(".", "-").strip("-")
    ending = re.sub(r"[^a-z0-9]", "", ending)
    if not stem or not ending:
        return "Rename the file, such as to notices-2024.csv, and type that name here."
    stem = f"{stem}-file" if stem in _DEVICES or f"{stem}.{ending}" in _PAGE_FILES else stem
    return f"Rename the file to {stem}.{ending} and type that name here."


def _name(where: Where, message: str, remedy: str) -> Fault:
    return Fault("link-attachment-name", where, message, remedy)


def _clashes(named: list[str]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, name in enumerate(named):
        earlier = first.setdefault(name.casefold(), number)
        if named[earlier] != name:
            yield _name(
                ("attachments", number, "file"),
                f"This name differs from entry {earlier + 1} only in small and capital letters.",
                "Rename one of the two files.",
            )
