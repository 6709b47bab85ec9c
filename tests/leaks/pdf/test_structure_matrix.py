"""Everything a PDF can carry beside its pages, put into every clean base, is found."""

from __future__ import annotations

import pytest

from disclosure_log.leaks.leak import Leak
from disclosure_log.leaks.pdf import inspect_pdf
from leaks.pdf.pdf_builders import CHANGES, IN_STRUCTURE, SECRET, bases, changed

pytestmark = pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")


@pytest.mark.parametrize("name", IN_STRUCTURE)
def test_what_is_carried_along_is_found_in_every_base(name: str) -> None:
    code, put = IN_STRUCTURE[name]
    missed = []
    for place, (base, raw) in enumerate(bases().items()):
        change = list(CHANGES)[place % len(CHANGES)]
        found = [x for x in inspect_pdf(changed(raw, put, change)) if isinstance(x, Leak)]
        if code not in {x.code for x in found}:
            missed.append((base, change))
        assert not any(SECRET.split()[0] in repr(x) for x in found)
    assert missed == []
