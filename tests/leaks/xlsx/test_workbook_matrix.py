"""Whatever is put into a clean workbook is found, whichever program wrote it, however packed."""

from __future__ import annotations

from itertools import cycle

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Found, Leak, Passage
from disclosure_log.leaks.xlsx import inspect_xlsx
from leaks.xlsx.workbook_bases import WAYS, bases
from leaks.xlsx.workbook_injections import INJECTIONS, SECRET, Injection

BASES = bases()


def errors(found: list[Found]) -> set[str]:
    return {x.code for x in found if isinstance(x, Leak) and x.severity is Severity.ERROR}


def test_there_are_bases_enough() -> None:
    assert len(BASES) >= 10


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("way", WAYS)
def test_a_clean_workbook_has_no_error(name: str, way: str) -> None:
    found = list(inspect_xlsx(WAYS[way](BASES[name])))
    assert errors(found) == set()
    assert any(isinstance(each, Passage) for each in found)


def found_in(base: str, inject: Injection, way: str) -> set[str]:
    parts = dict(BASES[base])
    inject(parts)
    found = list(inspect_xlsx(WAYS[way](parts)))
    told = "".join(f"{x.place}{x.message}{x.remedy}" for x in found if isinstance(x, Leak))
    assert SECRET not in told
    return errors(found)


@pytest.mark.parametrize("inject", INJECTIONS, ids=lambda inject: inject.__name__)
def test_what_is_put_in_is_found_in_every_base(inject: Injection) -> None:
    missed = [
        (name, way)
        for name, way in zip(BASES, cycle(WAYS), strict=False)
        if INJECTIONS[inject] not in found_in(name, inject, way)
    ]
    assert missed == []


@pytest.mark.parametrize("inject", INJECTIONS, ids=lambda inject: inject.__name__)
def test_what_is_put_in_is_found_however_it_is_packed(inject: Injection) -> None:
    missed = [way for way in WAYS if INJECTIONS[inject] not in found_in("shape", inject, way)]
    assert missed == []


@pytest.mark.parametrize("inject", INJECTIONS, ids=lambda inject: inject.__name__)
def test_the_words_of_what_is_hidden_are_read(inject: Injection) -> None:
    parts = dict(BASES["table"])
    inject(parts)
    if any(SECRET.encode() in data for data in parts.values()):
        words = [x.text for x in inspect_xlsx(WAYS["as it is"](parts)) if isinstance(x, Passage)]
        assert any(SECRET in text for text in words)
