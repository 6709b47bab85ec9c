"""What all records share, read like a record: the bodies, the topics, the addresses that moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from disclosure_log.finding import Fault, Finding, Where
from disclosure_log.model import Authority, Catalogue, Contacts, Regime
from disclosure_log.reading.build import Block
from disclosure_log.reading.nodes import compose
from disclosure_log.reading.placeholders import placeholders
from disclosure_log.reading.plain import to_plain
from disclosure_log.reading.shape import UNKNOWN, Shape, shape
from disclosure_log.reading.source import Source
from disclosure_log.reading.text import decode
from disclosure_log.reading.validate import validate
from disclosure_log.reading.words import shown

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_RECORD_ID = re.compile(r"[0-9]{4}/[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_WORDS = Shape(kind="mapping", other=Shape(kind="text"))
_IDS = Shape(kind="mapping", other=Shape(kind="word"))

_Judge = Callable[[Any], Iterator[Fault]]


def read_catalogue(
    authorities: bytes, topics: bytes, redirects: bytes | None = None
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The catalogue and everything wrong with its three files; what cannot be used is left out.

    The findings name the files `authorities.yml`, `topics.yml` and `redirects.yml`. A file that
    lists nothing is no fault: the rules that need an entry say which one.
    """
    findings: list[Finding] = []
    bodies = _read("authorities.yml", authorities, shape("authorities"), _bodies, findings)
    names = _read("topics.yml", topics, _WORDS, _topics, findings)
    moved = _read("redirects.yml", redirects or b"", _IDS, _redirects, findings)
    catalogue = Catalogue(
        authorities={
            id_: _authority(id_, body) for id_, body in bodies.items() if isinstance(body, dict)
        },
        topics={topic: name for topic, name in names.items() if isinstance(name, str)},
        redirects={old: new for old, new in moved.items() if _is_id(old) and _is_id(new)},
    )
    return catalogue, tuple(sorted(findings))


def redirects_source(raw: bytes) -> Source:
    """The list of moved records as a source, to place what the checks between records find."""
    return _decode("redirects.yml", raw, _IDS)[0]


def _read(
    path: str, raw: bytes, expected: Shape, judge: _Judge, findings: list[Finding]
) -> Mapping[str, Any]:
    """The mapping one file holds, empty where it holds none."""
    try:
        source, data, faults = _decode(path, raw, expected)
        if isinstance(data, dict):
            faults += judge(data)
        elif data is not None:
            faults.append(_no_mapping())
    except Exception as error:  # as for a record: one file must not hide another's findings
        source, data = Source(path, "", None), None
        faults = [_unreadable(type(error).__name__)]
    findings += {source.place(fault) for fault in faults}
    return data if isinstance(data, dict) else {}


def _decode(path: str, raw: bytes, expected: Shape) -> tuple[Source, Any, list[Fault]]:
    text = decode(raw)
    if isinstance(text, Fault):
        return Source(path, "", None), None, [text]
    tree = compose(text.text)
    source = Source(path, text.text, tree.root, expected)
    faults = [*text.faults, *tree.faults]
    if tree.root is None:
        return source, None, faults
    plain = to_plain(tree.root, expected)
    faults += (fault for fault in plain.faults if fault.code != "record-key-order")
    faults += placeholders(text.text, plain.data)
    return source, plain.data, faults


def _bodies(data: Mapping[str, Any]) -> Iterator[Fault]:
    yield from validate("authorities", data).faults
    for name in data:
        if not _SLUG.fullmatch(name):
            yield _bad_name(name, "an authority", "exampleshire-council")


def _topics(data: Mapping[str, Any]) -> Iterator[Fault]:
    for name, words in data.items():
        if not _SLUG.fullmatch(name):
            yield _bad_name(name, "a topic", "children-and-families")
        if not isinstance(words, str):
            yield Fault(
                "record-wrong-type",
                (name,),
                "A topic has one name, and this one has a list or a block.",
                "Type the topic's name behind the colon, such as “parking: Parking”.",
            )


def _redirects(data: Mapping[str, Any]) -> Iterator[Fault]:
    for old, new in data.items():
        if not _is_id(old):
            yield _bad_id((old,), old, on_key=True)
        if not _is_id(new):
            yield _bad_id((old,), new if isinstance(new, str) else "")


def _is_id(typed: object) -> bool:
    return isinstance(typed, str) and _RECORD_ID.fullmatch(typed) is not None


def _bad_name(name: str, what: str, example: str) -> Fault:
    return Fault(
        "record-unknown-value",
        (name,),
        f"{shown(name)} cannot be the short name of {what}.",
        f"Use lower-case letters, digits and single hyphens, such as “{example}”.",
        length=len(name),
        on_key=True,
    )


def _bad_id(where: Where, typed: str, on_key: bool = False) -> Fault:
    return Fault(
        "record-unknown-value",
        where,
        f"{shown(typed)} is not the year and name of a record.",
        "Type it like “2023/parking-fines”, without “responses/” and without “.yaml”.",
        length=len(typed),
        on_key=on_key,
    )


def _no_mapping() -> Fault:
    return Fault(
        "record-wrong-type",
        (),
        "The file does not hold short names and what they stand for.",
        "Begin each line with a short name and a colon.",
    )


def _unreadable(kind: str) -> Fault:
    return Fault(
        "record-unreadable",
        (),
        f"The file could not be read, for a reason the program does not know ({kind}).",
        "Compare it with an earlier state of the file; if nothing is wrong with it, report this.",
    )


def _authority(id_: str, body: Mapping[str, Any]) -> Authority:
    expected = shape("authorities").other or UNKNOWN
    block = Block(body, (id_,), expected, set())
    contacts = block.block("contacts")
    review = block.block("review")
    laws = expected.keys["legislation"].items or UNKNOWN
    return Authority(
        id=id_,
        name=block.line("name") or id_,
        legislation=tuple(
            Regime(law) for law in dict.fromkeys(block.texts("legislation")) if law in laws.choices
        ),
        homepage=block.line("homepage"),
        contacts=Contacts(
            emails=_filled(contacts.texts("emails")),
            phones=_filled(contacts.texts("phones")),
            addresses=_filled(contacts.texts("addresses")),
        )
        if contacts
        else Contacts(),
        request_form=block.line("request_form"),
        review_to=review.line("to") if review else "",
        review_email=review.line("email") if review else "",
        regulator=block.word("regulator", "ico"),
        accepts=tuple(dict.fromkeys(_filled(block.texts("accepts")))),
        fictional=body.get("fictional") is True,
    )


def _filled(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in values if value)
