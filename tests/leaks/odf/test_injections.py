"""Every leak of OpenDocument is found in every clean file, however that is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Found, Leak, Passage
from disclosure_log.leaks.odf import inspect_ods, inspect_odt
from leaks.odf.bases import SAME, bases, renamed, rezipped, utf16
from leaks.odf.injections import CASES, SECRET, Injection

INSPECT: dict[str, Callable[[bytes], Iterator[Found]]] = {"ods": inspect_ods, "odt": inspect_odt}
EVERY = [
    pytest.param(kind, leak, id=f"{kind}: {name}")
    for kind, cases in CASES.items()
    for name, leak in cases.items()
]


def errors(kind: str, raw: bytes) -> set[str]:
    found = INSPECT[kind](raw)
    return {
        each.code for each in found if isinstance(each, Leak) and each.severity is Severity.ERROR
    }


@pytest.mark.parametrize("kind", CASES)
def test_there_are_ten_clean_files(kind: str) -> None:
    assert len(bases(kind)) >= 10


@pytest.mark.parametrize("way", [*SAME])
@pytest.mark.parametrize("kind", CASES)
def test_clean_files_pass_however_written(kind: str, way: Callable[[bytes], bytes]) -> None:
    blocked = {name: errors(kind, way(raw)) for name, raw in bases(kind).items()}
    assert {name: codes for name, codes in blocked.items() if codes} == {}


@pytest.mark.parametrize(("kind", "leak"), EVERY)
def test_the_leak_is_found_in_every_file(kind: str, leak: Injection) -> None:
    missed = [
        name for name, raw in bases(kind).items() if leak.code not in errors(kind, leak.into(raw))
    ]
    assert missed == []


@pytest.mark.parametrize("way", [rezipped, renamed, utf16])
@pytest.mark.parametrize(("kind", "leak"), EVERY)
def test_the_leak_is_found_however_written(
    kind: str, leak: Injection, way: Callable[[bytes], bytes]
) -> None:
    several = list(bases(kind).items())[::5]
    missed = [name for name, raw in several if leak.code not in errors(kind, way(leak.into(raw)))]
    assert missed == []


@pytest.mark.parametrize(("kind", "leak"), EVERY)
def test_no_message_repeats_what_was_found(kind: str, leak: Injection) -> None:
    raw = leak.into(next(iter(bases(kind).values())))
    for each in INSPECT[kind](raw):
        if isinstance(each, Leak):
            assert not any(word in repr(each) for word in SECRET.split())


@pytest.mark.parametrize(("kind", "leak"), EVERY)
def test_hidden_words_are_handed_to_the_text_rules(kind: str, leak: Injection) -> None:
    if SECRET not in leak.body:
        return
    found = INSPECT[kind](leak.into(next(iter(bases(kind).values()))))
    assert any(SECRET in each.text for each in found if isinstance(each, Passage))
