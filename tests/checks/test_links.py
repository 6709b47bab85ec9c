"""What a record points at is there: records, addresses, attachments, and the places it left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pytest

from disclosure_log.checks.links import REDIRECTS, RULES, check_files, check_log
from disclosure_log.checks.rule import Context
from disclosure_log.finding import Fault, Severity
from disclosure_log.model import (
    Attachment,
    Catalogue,
    Entry,
    Outcome,
    Publication,
    PublicationStatus,
    Question,
    Regime,
    RegulatorReview,
    Relations,
    Response,
)
from disclosure_log.reduced_date import ReducedDate

CONTEXT = Context(date(2026, 11, 23), Catalogue({}, {}))


def record(
    record_id: str = "2024/example",
    *,
    follows: tuple[str, ...] = (),
    supersedes: tuple[str, ...] = (),
    merged_with: tuple[str, ...] = (),
    answered_by: tuple[tuple[str, ...], ...] = (),
    reference: str = "",
    authority: str = "exampleshire-council",
    status: PublicationStatus = PublicationStatus.PUBLISHED,
    attachments: tuple[str, ...] = (),
    url: str = "",
) -> Response:
    return Response(
        id=record_id,
        title="Penalty charge notices issued in car parks",
        authority=authority,
        legislation=Regime.FOIA,
        responded=ReducedDate(2024, 3, 28),
        questions=tuple(
            Question("How many?", "As before.", Outcome.ALREADY_AVAILABLE, answered_by=targets)
            for targets in answered_by
        ),
        redaction=None,
        licence="OGL-UK-3.0",
        reference=reference,
        relations=Relations(follows, supersedes, merged_with),
        attachments=tuple(Attachment(file, "Notices", "OGL-UK-3.0") for file in attachments),
        publication=Publication(status),
        regulator_review=RegulatorReview(url=url) if url else None,
    )


def in_log(
    *responses: Response,
    redirects: Mapping[str, str] | None = None,
    vanished: Collection[str] = (),
) -> list[tuple[str, Fault]]:
    entries = {response.id: Entry.of(response) for response in responses}
    return list(check_log(entries, Catalogue({}, {}, redirects or {}), vanished))


def codes(found: list[tuple[str, Fault]]) -> list[tuple[str, str]]:
    return [(place, fault.code) for place, fault in found]


class TestRecords:
    def test_a_log_whose_records_are_all_there_is_well(self) -> None:
        assert (
            in_log(
                record(
                    follows=("2023/permits",),
                    supersedes=("2023/permits",),
                    merged_with=("2023/permits",),
                    answered_by=(("2023/permits", "https://www.exampleshire.gov.uk/x"),),
                ),
                record("2023/permits"),
            )
            == []
        )

    @pytest.mark.parametrize("key", ["follows", "supersedes", "merged_with"])
    def test_a_relation_to_a_record_that_is_not_there_is_pointed_at(self, key: str) -> None:
        found = in_log(record(**{key: ("2023/permits", "2023/nothing")}), record("2023/permits"))  # type: ignore[arg-type]

        assert codes(found) == [("2024/example", "link-unknown-record")]
        assert found[0][1].where == ("relations", key, 1)

    def test_an_answer_that_is_not_there_is_pointed_at_in_its_question(self) -> None:
        found = in_log(
            record(answered_by=(("2023/permits",), ("2023/permits", "2023/nothing"))),
            record("2023/permits"),
        )

        assert codes(found) == [("2024/example", "link-unknown-record")]
        assert found[0][1].where == ("questions", 1, "answered_by", 1)

    @pytest.mark.parametrize(
        ("target", "meant"),
        [
            ("2023/permit", "2023/permits"),
            ("2023/PERMITS", "2023/permits"),
            ("2024/permits", "2023/permits"),
            ("2023/permits.yaml", "2023/permits"),
            ("responses/2023/permits.yaml", "2023/permits"),
            ("../2023/permits/", "2023/permits"),
        ],
    )
    def test_the_record_meant_is_named(self, target: str, meant: str) -> None:
        found = in_log(record(follows=(target,)), record("2023/permits"))

        assert f"Type {meant} " in found[0][1].remedy

    def test_nothing_is_named_where_nothing_is_near(self) -> None:
        found = in_log(record(follows=("2023/bins",)), record("2023/permits"))

        assert "permits" not in found[0][1].remedy

    def test_a_record_does_not_point_at_itself(self) -> None:
        found = in_log(record(follows=("2024/example",), answered_by=(("2024/example",),)))

        assert codes(found) == [("2024/example", "link-self")] * 2

    def test_an_answer_stands_in_a_record_that_readers_can_open(self) -> None:
        found = in_log(
            record(answered_by=(("2023/draft", "2023/gone"),)),
            record("2023/draft", status=PublicationStatus.DRAFT),
            record("2023/gone", status=PublicationStatus.WITHDRAWN),
        )

        assert codes(found) == [("2024/example", "link-draft"), ("2024/example", "link-withdrawn")]
        assert [fault.severity for _, fault in found] == [Severity.ERROR, Severity.WARNING]

    def test_a_relation_to_a_draft_or_a_withdrawn_record_waits_or_explains(self) -> None:
        found = in_log(
            record(follows=("2023/draft",), supersedes=("2023/gone",)),
            record("2023/draft", status=PublicationStatus.DRAFT),
            record("2023/gone", status=PublicationStatus.WITHDRAWN),
        )

        assert found == []

    def test_a_draft_may_point_at_a_draft(self) -> None:
        found = in_log(
            record(answered_by=(("2023/draft",),), status=PublicationStatus.DRAFT),
            record("2023/draft", status=PublicationStatus.DRAFT),
        )

        assert found == []


class TestReferences:
    def test_each_of_two_records_with_one_reference_names_the_other(self) -> None:
        found = in_log(
            record(reference="FOI-2024-0131"), record("2024/permits", reference="foi-2024-0131 ")
        )

        assert codes(found) == [
            ("2024/example", "link-duplicate-reference"),
            ("2024/permits", "link-duplicate-reference"),
        ]
        assert "2024/permits" in found[0][1].message
        assert "2024/example" in found[1][1].message
        assert found[0][1].where == ("reference",)

    def test_many_are_counted(self) -> None:
        found = in_log(*(record(f"2024/r{n}", reference="1") for n in range(6)))

        assert len(found) == 6
        assert "2024/r1, 2024/r2, 2024/r3 and 2 more" in found[0][1].message

    @pytest.mark.parametrize(
        "other",
        [
            record("2024/permits", reference="1", authority="glenexample-council"),
            record("2024/permits", reference="2"),
            record("2024/permits", reference="1", status=PublicationStatus.WITHDRAWN),
            record("2024/permits", reference="1", supersedes=("2024/example",)),
            record("2024/permits", reference="1", merged_with=("2024/example",)),
            record("2024/permits"),
        ],
    )
    def test_another_body_a_replacement_and_a_tombstone_may_share_one(
        self, other: Response
    ) -> None:
        assert in_log(record(reference="1"), other) == []

    def test_records_without_reference_share_none(self) -> None:
        assert in_log(record(), record("2024/permits")) == []


class TestMoved:
    def test_a_vanished_record_wants_a_redirect_or_a_tombstone(self) -> None:
        ((place, fault),) = in_log(record(), vanished=["2024/exampel"])

        assert (place, fault.code, fault.where) == ("2024/exampel", "link-moved", ())
        assert "“2024/exampel: 2024/example”" in fault.remedy
        assert "withdrawn" in fault.remedy

    def test_a_redirect_or_the_record_itself_settles_it(self) -> None:
        found = in_log(
            record(),
            redirects={"2023/old": "2024/example"},
            vanished=["2023/old", "2024/example"],
        )

        assert found == []

    @pytest.mark.parametrize(
        ("redirects", "message"),
        [
            ({"2023/old": "2024/exampel"}, "not there"),
            ({"2023/old": "2023/old"}, "circle"),
            ({"2023/old": "2023/older", "2023/older": "2023/old"}, "circle"),
            ({"2024/example": "2024/tombstone"}, "a record stands there"),
            ({"2023/old": "2024/draft"}, "draft"),
        ],
    )
    def test_a_redirect_arrives_at_a_record(self, redirects: dict[str, str], message: str) -> None:
        found = in_log(
            record(),
            record("2024/tombstone", status=PublicationStatus.WITHDRAWN),
            record("2024/draft", status=PublicationStatus.DRAFT),
            redirects=redirects,
        )

        assert codes(found) == [(REDIRECTS, "link-redirect")] * len(redirects)
        assert all(message in fault.message for _, fault in found)
        assert [fault.where for _, fault in found] == [(old,) for old in redirects]

    def test_a_redirect_may_lead_on_and_to_a_tombstone(self) -> None:
        found = in_log(
            record("2024/tombstone", status=PublicationStatus.WITHDRAWN),
            redirects={"2022/oldest": "2023/old", "2023/old": "2024/tombstone"},
        )

        assert found == []

    def test_the_record_meant_is_named(self) -> None:
        ((_, fault),) = in_log(record(), redirects={"2023/old": "2024/exampel"})

        assert "Type 2024/example " in fault.remedy


def rule_faults(response: Response) -> list[Fault]:
    return [fault for rule in RULES for fault in rule.check(response, CONTEXT)]


class TestAddresses:
    @pytest.mark.parametrize(
        "target", ["2023/permits", "https://www.exampleshire.gov.uk/parking?year=2023#figures"]
    )
    def test_a_record_or_an_https_address_is_well(self, target: str) -> None:
        assert rule_faults(record(answered_by=((target,),))) == []

    @pytest.mark.parametrize(
        "target",
        [
            "http://www.exampleshire.gov.uk",
            "www.exampleshire.gov.uk",
            "https://",
            "https://localhost",
            "https:/www.exampleshire.gov.uk",
            "ftp://ftp.exampleshire.gov.uk",
            "javascript:alert(1)",
            "the website",
            "",
        ],
    )
    def test_anything_else_does_not_begin_with_https(self, target: str) -> None:
        (fault,) = rule_faults(record(answered_by=((), ("2023/permits", target))))

        assert fault.code == "link-not-https"
        assert fault.where == ("questions", 1, "answered_by", 1)
        assert "https://" in fault.remedy

    @pytest.mark.parametrize("target", ["2023/Permits", "responses/2023/permits.yaml"])
    def test_what_was_meant_as_a_record_is_told_how_to_name_one(self, target: str) -> None:
        (fault,) = rule_faults(record(answered_by=((target,),)))

        assert fault.code == "link-unknown-record"
        assert "such as 2023/parking-charges" in fault.remedy

    def test_a_regulators_decision_has_an_https_address(self) -> None:
        (fault,) = rule_faults(record(url="http://ico.org.uk/decision"))

        assert (fault.code, fault.where) == ("link-not-https", ("review", "regulator", "url"))
        assert rule_faults(record(url="https://ico.org.uk/decision")) == []


class TestFiles:
    def test_files_that_are_named_and_there_are_well(self) -> None:
        names = ("notices.csv", "scheme-2024_v1.2.pdf", "a.b.c")

        assert list(check_files(record(attachments=names), names)) == []

    def test_a_file_that_is_missing_names_the_nearest(self) -> None:
        (missing, unnamed) = check_files(record(attachments=("notices.csv",)), ["notice.csv"])

        assert (missing.code, missing.where) == (
            "link-attachment-missing",
            ("attachments", 0, "file"),
        )
        assert "Type notice.csv " in missing.remedy
        assert (unnamed.code, unnamed.where) == ("link-attachment-unnamed", ("attachments",))
        assert "notice.csv" in unnamed.message

    def test_capitals_count(self) -> None:
        (fault,) = check_files(record(attachments=("notices.csv",)), ["Notices.CSV"])

        assert fault.code == "link-attachment-missing"
        assert "Rename the file to notices.csv" in fault.remedy

    @pytest.mark.parametrize(
        ("name", "better"),
        [
            ("../notices.csv", "notices.csv"),
            ("folder/notices.csv", "notices.csv"),
            ("folder\\notices.csv", "notices.csv"),
            (".notices.csv", "notices.csv"),
            ("Notices 2023.CSV", "notices-2023.csv"),
            ("notices (final).csv", "notices-final.csv"),
            ("notices‮fdp.exe", "notices-fdp.exe"),
            ("nötices.csv", "n-tices.csv"),
            ("notices", "such as to notices-2024.csv"),
            ("con.csv", "con-file.csv"),
            ("LPT1.pdf", "lpt1-file.pdf"),
            ("index.html", "index-file.html"),
            ("-notices.csv", "notices.csv"),
            ("notices.csv ", "notices.csv"),
            ("a..b", "a.b"),
        ],
    )
    def test_a_name_that_makes_no_safe_address_has_a_better_one(
        self, name: str, better: str
    ) -> None:
        (fault,) = check_files(record(attachments=(name,)), [name])

        assert (fault.code, fault.where) == ("link-attachment-name", ("attachments", 0, "file"))
        assert better in fault.remedy

    def test_two_names_differ_in_more_than_capitals(self) -> None:
        names = ("notices.csv", "notices.CSV")

        found = list(check_files(record(attachments=names), names))

        assert {fault.code for fault in found} == {"link-attachment-name"}
        assert {fault.where[1] for fault in found} == {1}

    def test_a_file_is_named_once(self) -> None:
        names = ("notices.csv", "notices.csv")

        (fault,) = check_files(record(attachments=names), names)

        assert (fault.code, fault.where[1]) == ("link-attachment-name", 1)

    def test_an_odd_name_is_shown_masked(self) -> None:
        (fault,) = check_files(record(), ["Letter to Jane Example.docx"])

        assert fault.code == "link-attachment-unnamed"
        assert "Le…cx" in fault.message
        assert "Jane" not in fault.message + fault.remedy
