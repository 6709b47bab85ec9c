"""The grammar of redaction markers: what is one, what was meant as one, and what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.markers import MarkerFault, find_markers


def _only(text: str) -> tuple[str, str, str, MarkerFault | None]:
    (marker,) = find_markers(text)
    typed = text[marker.offset : marker.offset + marker.length]
    return typed, marker.provision, marker.what, marker.fault


def test_a_marker_names_its_provision_and_what_was_removed() -> None:
    text = "Signed by [redacted: FOIA-s40(2) name of a junior officer] in May."

    assert _only(text) == (
        "[redacted: FOIA-s40(2) name of a junior officer]",
        "FOIA-s40(2)",
        "name of a junior officer",
        None,
    )


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("[redacted:FOIA-s40(2) name]", "name"),
        ("[redacted: FOIA-s40(2), name]", "name"),
        ("[redacted: FOIA-s40(2): name]", "name"),
        ("[redacted:  FOIA-s40(2)   two   words ]", "two words"),
        ("[redacted: FOIA-s40(2)]", ""),
        ("[redacted: FOIA-s40(2) a | b *c*]", "a | b *c*"),
        ("[redacted: FOIA-s40(2) name of\na junior officer]", "name of a junior officer"),
        ("[redacted: FOIA-s40(2) name of\n> a junior officer]", "name of a junior officer"),
        ("[redacted: FOIA-s40(2) name of\r\na junior officer]", "name of a junior officer"),
        ("\\[redacted: FOIA-s40(2) name\\]", "name"),
    ],
)
def test_small_liberties_are_let_pass(typed: str, what: str) -> None:
    assert _only(f"({typed})") == (typed, "FOIA-s40(2)", what, None)


def test_several_markers_on_a_line_are_found_in_order() -> None:
    text = "[redacted: FOIA-s40(2) a], [redacted: EIR-r12(5)(e) b] and [redacted: FOIA-s40(2) c]"

    found = find_markers(text)

    assert [marker.what for marker in found] == ["a", "b", "c"]
    assert [text[marker.offset] for marker in found] == ["[", "[", "["]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("[redacted: name of an officer]", MarkerFault.NO_PROVISION),
        ("[redacted: s40(2) name]", MarkerFault.NO_PROVISION),
        ("[redacted: FOIA s40(2) name]", MarkerFault.NO_PROVISION),
        ("[redacted: ]", MarkerFault.NO_PROVISION),
        ("[Redacted: FOIA-s40(2) name]", MarkerFault.MISSPELT),
        ("[REDACTED: FOIA-s40(2) name]", MarkerFault.MISSPELT),
        ("[redacted FOIA-s40(2) name]", MarkerFault.MISSPELT),
        ("[redaction: FOIA-s40(2) name]", MarkerFault.MISSPELT),
        ("{redacted: FOIA-s40(2) name}", MarkerFault.MISSPELT),
        ("[REDACTED]", MarkerFault.LEFTOVER),
        ("[Redacted]", MarkerFault.LEFTOVER),
        ("[redacted]", MarkerFault.LEFTOVER),
        ("[redacted - personal data]", MarkerFault.LEFTOVER),
        ("[name redacted]", MarkerFault.LEFTOVER),
        ("[name of the officer removed]", MarkerFault.LEFTOVER),
        ("[address withheld]", MarkerFault.LEFTOVER),
        ("{redacted}", MarkerFault.LEFTOVER),
        ("<REDACTED>", MarkerFault.LEFTOVER),
        ("(redacted)", MarkerFault.LEFTOVER),
        ("(REDACTED)", MarkerFault.LEFTOVER),
        ("(redacted under section 40(2))", MarkerFault.LEFTOVER),
        ("(redacted – s40)", MarkerFault.LEFTOVER),
        ("(name withheld)", MarkerFault.LEFTOVER),
        ("REDACTED", MarkerFault.LEFTOVER),
    ],
)
def test_what_was_typed_instead_of_a_marker_is_found_whole(typed: str, fault: MarkerFault) -> None:
    found, _, _, why = _only(f"Signed by {typed} in May.")

    assert (found, why) == (typed, fault)


@pytest.mark.parametrize(
    "text",
    [
        "[redacted: FOIA-s40(2) name of a junior officer",
        "[redacted: FOIA-s40(2) name\n\nof a junior officer]",
        "[redacted: FOIA-s40(2) name\n \t\nof a junior officer]",
        "[redacted: FOIA-s40(2) name [of] an officer]",
    ],
)
def test_a_marker_ends_in_its_paragraph_and_holds_no_brackets(text: str) -> None:
    assert find_markers(text)[0].fault is MarkerFault.UNCLOSED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "A redacted copy of the contract is attached.",
        "Names have been redacted, and addresses removed.",
        "The minutes (redacted copies of which are attached) were agreed.",
        "[redacted copy of the contract](https://www.exampleshire.gov.uk/contract)",
        "[Signs removed](https://www.exampleshire.gov.uk/signs) in 2023",
        "[Signs removed]: https://www.exampleshire.gov.uk/signs",
        "UNREDACTED and NON-REDACTED",
        "The table lists [sic] the dates (removed in 2021).",
    ],
)
def test_ordinary_words_about_redaction_are_no_marker(text: str) -> None:
    assert find_markers(text) == ()


@given(st.text(alphabet="[]()<>{}\\ \n|>:*`redactDR-FOIA-s40(2)EX", max_size=80))
def test_markers_never_overlap_and_stay_within_the_text(text: str) -> None:
    end = 0
    for marker in find_markers(text):
        assert end <= marker.offset < marker.end <= len(text)
        end = marker.end


@given(
    st.sampled_from(["FOIA-s40(2)", "EIR-r12(5)(e)", "FOISA-s38(1)(b)", "EISR-r10(4)(a)"]),
    st.text(alphabet=st.characters(exclude_characters="[]\\", exclude_categories=("C", "Z"))),
)
def test_whatever_words_a_marker_holds_are_read_back(provision: str, word: str) -> None:
    found, read, what, fault = _only(f"a [redacted: {provision} x{word} y] b")

    assert (found[-1], read, what, fault) == ("]", provision, f"x{word} y", None)
