"""Every kind of leak, put into every clean base, in every form a file may take."""

from __future__ import annotations

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx import inspect_docx
from disclosure_log.leaks.leak import Leak, Passage
from leaks.docx.injections import INJECTIONS, SECRET
from leaks.docx.packages import TRANSFORMS, bases, write

BASES = bases()


def errors(raw: bytes) -> set[str]:
    """The codes of all errors found."""
    return {
        found.code
        for found in inspect_docx(raw)
        if isinstance(found, Leak) and found.severity is Severity.ERROR
    }


def test_there_are_ten_bases_and_more() -> None:
    assert len(BASES) >= 10


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("form", TRANSFORMS)
def test_a_clean_base_has_no_error(base: str, form: str) -> None:
    assert errors(TRANSFORMS[form](BASES[base])) == set()


@pytest.mark.parametrize("form", TRANSFORMS)
@pytest.mark.parametrize("name", INJECTIONS)
def test_a_leak_is_found_in_every_base(name: str, form: str) -> None:
    injection = INJECTIONS[name]
    missed = []
    for base, clean in BASES.items():
        parts = dict(clean)
        injection.inject(parts)
        if injection.code not in errors(TRANSFORMS[form](parts)):
            missed.append(base)
    assert not missed


@pytest.mark.parametrize("name", INJECTIONS)
def test_no_message_repeats_what_was_found(name: str) -> None:
    parts = dict(BASES["letter"])
    INJECTIONS[name].inject(parts)
    for found in inspect_docx(write(parts)):
        said = found.place + (found.message + found.remedy if isinstance(found, Leak) else "")
        assert not any(word in said for word in (*SECRET.split(), "A Reviewer", "urn:", "excel"))


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, injection in INJECTIONS.items()
        if (
            injection.code
            in {"attachment-hidden-text", "attachment-covered-text", "attachment-tracked-change"}
            or name in {"comment", "variable", "custom XML"}
        )
        and name != "box over a picture"
    ],
)
def test_hidden_words_go_to_the_checks_of_text(name: str) -> None:
    parts = dict(BASES["letter"])
    INJECTIONS[name].inject(parts)
    words = [found.text for found in inspect_docx(write(parts)) if isinstance(found, Passage)]
    assert any(SECRET in text for text in words)
