"""Whole pages as they were last looked at and found good.

After a change that is meant, write them anew with `UPDATE_GOLDEN=1 pytest tests/golden`, read the
difference in Git, and look at the pages in a browser.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclosure_log.model import Authority, Catalogue, Entry, Outcome, PublicationStatus, Regime
from disclosure_log.pages.dialect import to_markdown
from disclosure_log.pages.page import AttachmentFacts, Incoming, PageContext
from disclosure_log.pages.response import response_page
from disclosure_log.pages.table import table_preview
from disclosure_log.pages.timing import working_days_taken
from disclosure_log.reading import read
from disclosure_log.reduced_date import ReducedDate

HERE = Path(__file__).parent
RECORDS = sorted(HERE.glob("*.yaml"))

CATALOGUE = Catalogue(
    authorities={
        "exampleshire-council": Authority(
            "exampleshire-council",
            "Exampleshire Council",
            (Regime.FOIA, Regime.EIR),
            request_form="https://www.exampleshire.gov.uk/foi",
            review_to="Information Governance Manager",
            review_email="info.requests@exampleshire.gov.uk",
        ),
        "glenexample-council": Authority(
            "glenexample-council",
            "Glenexample Council",
            (Regime.FOISA, Regime.EISR),
            regulator="osic",
            fictional=True,
        ),
    },
    topics={"parking": "Parking", "finance": "Finance", "environment": "Environment"},
)
EARLIER = Entry(
    id="2023/earlier-notices",
    title="Notices issued in 2019",
    authority="exampleshire-council",
    legislation=Regime.FOIA,
    responded=ReducedDate(2023, 2, 28),
    status=PublicationStatus.PUBLISHED,
    outcome=Outcome.DISCLOSED,
)
TABLE = b"car_park,year,notices\nCastle Street,2021,232\nCounty Hall,2021,65\n"


def page_of(record: Path) -> str:
    path = f"responses/2024/{record.name}"
    found = read(f"2024/{record.stem}", path, record.read_bytes()).response
    assert found is not None
    context = PageContext(
        catalogue=CATALOGUE,
        site_url="https://log.example/",
        entries={EARLIER.id: EARLIER},
        incoming=Incoming(followed_by=(EARLIER.id,) if record.stem == "reduced" else ()),
        attachments={
            "notices.csv": AttachmentFacts(len(TABLE), table_preview(TABLE)),
            "map.pdf": AttachmentFacts(2_345_678),
        },
        edit_url=f"https://git.example/edit/{path}",
        working_days=working_days_taken(found),
    )
    return to_markdown(response_page(found, context))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_records_page_is_as_it_was_last_found_good(record: Path) -> None:
    golden = record.with_suffix(".md")
    made = page_of(record)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text("utf-8")


def test_every_golden_page_has_its_record() -> None:
    assert {each.stem for each in HERE.glob("*.md")} == {each.stem for each in RECORDS}
    assert len(RECORDS) >= 4
