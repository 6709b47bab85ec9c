"""Real pictures: every leak of the labels is found, and no clean one is refused."""

from __future__ import annotations

import pytest

from corpus.conftest import Labelled
from disclosure_log.finding import Severity
from disclosure_log.leaks.images import inspect_image
from disclosure_log.leaks.leak import Leak

pytestmark = pytest.mark.corpus

#: What the labels call a leak, and the code that it has here.
CODES = {
    "gps": "attachment-location",
    "embedded_thumbnail": "attachment-thumbnail",
    "person_meta": "attachment-picture-words",
    "free_text_meta": "attachment-picture-words",
    "serial": "attachment-device",
}


@pytest.fixture(scope="module")
def pictures(labelled: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    found = tuple(one for one in labelled if one.type in {"jpg", "jpeg", "png"})
    assert len(found) > 20
    return found


def errors(one: Labelled) -> set[str]:
    found = inspect_image(one.path.read_bytes())
    return {x.code for x in found if isinstance(x, Leak) and x.severity is Severity.ERROR}


def test_every_labelled_leak_of_a_picture_is_found(pictures: tuple[Labelled, ...]) -> None:
    missed = {
        (one.name, label)
        for one in pictures
        for label in one.blocking
        if CODES[label] not in errors(one)
    }
    assert missed == set()


def test_clean_pictures_pass(pictures: tuple[Labelled, ...]) -> None:
    blocked = {one.name: errors(one) for one in pictures if one.verdict == "clean"}
    assert {name: codes for name, codes in blocked.items() if codes} == {}
