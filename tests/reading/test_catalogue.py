"""What all records share: the bodies, the topics, the moved addresses."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.model import Regime
from disclosure_log.reading import read_catalogue

RECORDS = Path(__file__).parents[1] / "records"
AUTHORITIES = (RECORDS / "authorities.yml").read_bytes()
TOPICS = (RECORDS / "topics.yml").read_bytes()


def test_everything_is_read() -> None:
    catalogue, findings = read_catalogue(AUTHORITIES, TOPICS, b"2022/old: 2024/new\n")
    assert findings == ()
    council = catalogue.authorities["exampleshire-council"]
    assert council.name == "Exampleshire Council"
    assert council.legislation == (Regime.FOIA, Regime.EIR)
    assert council.contacts.phones == ("01632 960100",)
    assert council.review_to == "Information Governance Manager"
    assert council.review_email == "info.requests@exampleshire.gov.uk"
    assert council.fictional is True
    assert catalogue.authorities["glenexample-council"].regulator == "osic"
    assert catalogue.topics["parking"] == "Parking"
    assert catalogue.redirects == {"2022/old": "2024/new"}


def test_a_body_is_real_under_the_information_commissioner_unless_it_says_otherwise() -> None:
    catalogue, findings = read_catalogue(b"a:\n  name: A\n  legislation: [FOIA]\n", TOPICS)
    assert findings == ()
    assert catalogue.authorities["a"].regulator == "ico"
    assert catalogue.authorities["a"].fictional is False


def test_one_bad_file_hides_no_other() -> None:
    catalogue, findings = read_catalogue(b"a: [\n", b"- x\n", b"\xff\xfe\x00")
    assert {finding.path for finding in findings} == {
        "authorities.yml",
        "topics.yml",
        "redirects.yml",
    }
    assert not catalogue.authorities
    assert not catalogue.topics
    assert not catalogue.redirects


def test_what_is_usable_is_kept_where_something_else_is_wrong() -> None:
    catalogue, findings = read_catalogue(AUTHORITIES + b"b: nothing\n", b"parking: [x]\nroads: R\n")
    assert [finding.code for finding in findings] == ["record-wrong-type", "record-wrong-type"]
    assert set(catalogue.authorities) == {"exampleshire-council", "glenexample-council"}
    assert catalogue.topics == {"roads": "R"}


@given(st.binary(max_size=100), st.binary(max_size=100), st.binary(max_size=100))
def test_any_bytes_at_all_can_be_read(one: bytes, two: bytes, three: bytes) -> None:
    _, findings = read_catalogue(one, two, three)
    assert "record-unreadable" not in {finding.code for finding in findings}
