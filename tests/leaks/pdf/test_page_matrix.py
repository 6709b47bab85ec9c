"""Every way to hide text on a page, put into every clean base, is found in every one."""

from __future__ import annotations

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Leak
from disclosure_log.leaks.pdf import inspect_pdf
from leaks.pdf.pdf_builders import CHANGES, ON_PAGE, bases, changed

HIDDEN = {"attachment-covered-text", "attachment-hidden-text"}
#: Every pair of a leak and a base once, each time gone through another change.
PAIRS = [
    (leak, base, list(CHANGES)[(number + place) % len(CHANGES)])
    for number, leak in enumerate(ON_PAGE)
    for place, base in enumerate(bases())
]


@pytest.mark.parametrize("leak", ON_PAGE)
def test_hidden_text_is_found_in_every_base(leak: str) -> None:
    missed = [
        (base, change)
        for name, base, change in PAIRS
        if name == leak and not _is_found(changed(bases()[base], ON_PAGE[leak], change))
    ]
    assert missed == []


@pytest.mark.parametrize("change", CHANGES)
def test_hidden_text_is_found_whatever_the_file_went_through(change: str) -> None:
    some = ("cover_box", "cover_note", "text_white", "text_invisible", "text_hidden_layer")
    missed = [x for x in some if not _is_found(changed(bases()["letter"], ON_PAGE[x], change))]
    assert missed == []


def _is_found(raw: bytes) -> bool:
    return any(
        isinstance(x, Leak) and x.code in HIDDEN and x.severity == Severity.ERROR
        for x in inspect_pdf(raw)
    )
