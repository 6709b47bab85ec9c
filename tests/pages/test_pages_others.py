"""The home page, the pages about the law, the help pages, and what all pages are made with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_make import CATALOGUE, COUNCIL, SCOTTISH, day, entry, response

from disclosure_log.law import Kind, provision
from disclosure_log.model import Catalogue, ClockStop, Regime
from disclosure_log.pages import words as says
from disclosure_log.pages.dialect import to_html
from disclosure_log.pages.help_data import HelpEntry, help_entries, read_help
from disclosure_log.pages.help_pages import help_index_page, help_page
from disclosure_log.pages.home import home_page
from disclosure_log.pages.links import links_from, slug
from disclosure_log.pages.list_pages import ListContext
from disclosure_log.pages.lists import topic_list
from disclosure_log.pages.provision_pages import (
    exemptions_page,
    explained_provisions,
    provision_page,
)
from disclosure_log.pages.table import table_preview
from disclosure_log.pages.timing import working_days_taken

CONTEXT = ListContext(CATALOGUE)
HELP = """
licence-missing:
  title: The licence is missing
  severity: error
  why: |
    Without one nobody may use it.

    So say which.
  failing: |
    licence: null
  mended: |
    licence: OGL-UK-3.0
link-reference:
  title: Two records share a reference
  severity: warning
  why: A reference names one request.
  failing:
    responses/2024/one.yaml: |
      # a comment
      reference: <b>1</b>

      title: One
    responses/2024/two.yaml: "reference: 1"
  mended: {}
record-encoding:
  title: The file is not text
  severity: error
  why: It cannot be read.
  failing_note: A file saved as `UTF-16`.
"""


def helps() -> dict[str, HelpEntry]:
    return {each.code: each for each in read_help(HELP)}


class TestHome:
    def test_the_first_thing_on_the_home_page_is_a_search_that_works_without_a_script(self) -> None:
        body = home_page("Log", [], {}, [], CONTEXT).body
        form = body.split("<form")[1].split("</form>")[0]
        assert 'role="search"' in form
        assert 'action="search/"' in form
        assert 'method="get"' in form
        assert 'name="q"' in form
        assert body.index("Has this been asked before?") < body.index("<form")
        assert '<label for="find">' in form
        assert 'id="find"' in form

    def test_it_leads_to_topics_years_and_the_newest_responses(self) -> None:
        lists = [(topic_list("children", CATALOGUE), 4)]
        newest = [entry(id=f"2023/n{n}", title=f"Title {n}") for n in range(9)]
        page = home_page("Log", newest, {"2023": 9}, lists, CONTEXT)
        assert page.url == ""
        assert page.title == "Log"
        assert '<a href="responses/topics/children/">Children &amp; families</a>' in page.body
        assert '<a href="responses/2023/">2023</a>' in page.body
        assert page.body.count("dl-entries__title") == 5
        assert "Search 9 answers that public authorities gave" in page.body

    def test_a_log_of_one_body_names_it_and_an_empty_one_says_so(self) -> None:
        alone = ListContext(Catalogue({COUNCIL.id: COUNCIL}, {}))
        body = home_page("Log", [], {}, [], alone).body
        assert "Search the answers that Exampleshire Council gave" in body
        assert "No response has been published yet." in body
        assert "invented" not in body
        assert "invented" in home_page("Log", [], {}, [], CONTEXT).body


class TestProvisions:
    def test_every_provision_but_procedure_has_a_page(self) -> None:
        codes = {each.code for each in explained_provisions()}
        assert {"FOIA-s40(2)", "EIR-r12(5)(e)", "FOISA-s38(1)(b)", "EISR-r10(4)(a)"} <= codes
        assert "FOIA-s17" not in codes
        assert all(each.kind is not Kind.PROCEDURAL for each in explained_provisions())

    @pytest.mark.parametrize("code", ["FOIA-s43(2)", "FOIA-s21", "FOIA-s12(1)", "EIR-r12(4)(a)"])
    def test_it_explains_what_it_is_and_where_the_law_says_so(self, code: str) -> None:
        found = provision(code)
        assert found is not None
        body = provision_page(code, [entry()], {"2023": 1}, CONTEXT).body
        assert f"<h1>{found.name}</h1>" in body
        assert f'<a href="{found.url}">' in body
        assert "public interest" in body
        assert '<a href="../../responses/2023/an-earlier-one/">' in body

    def test_exemptions_of_the_regulations_are_called_exceptions(self) -> None:
        eir = provision_page("EIR-r12(5)(e)", [], {}, CONTEXT).body
        assert "Qualified exception" in eir
        assert "Qualified exemption" in provision_page("FOIA-s43(2)", [], {}, CONTEXT).body

    def test_a_provision_without_responses_says_so(self) -> None:
        assert "No response here yet." in provision_page("FOIA-s23", [], {}, CONTEXT).body

    def test_a_code_the_law_does_not_have_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no such provision"):
            provision_page("FOIA-s25", [], {}, CONTEXT)

    def test_the_index_goes_law_by_law_and_counts_what_is_cited(self) -> None:
        page = exemptions_page({"FOIA-s40(2)": 12})
        assert [each.text for each in to_html(page.body)[1]] == list(says.LAWS.values())
        for regime in Regime:
            assert f"law-{regime.lower()}" in page.body
        line = next(each for each in page.body.split("\n") if "foia-s40-2/" in each)
        assert "12 responses" in line
        assert "foia-s43-2/" not in page.body
        assert '<a href="foia-s43/">' in page.body


class TestHelp:
    def test_a_code_has_its_meaning_and_an_example_put_right(self) -> None:
        page = help_page(helps()["licence-missing"])
        assert page.path == "help/licence-missing/index.md"
        assert [each.text for each in to_html(page.body)[1]] == [
            "Why it matters",
            "An example with this problem",
            "The same, put right",
        ]
        assert "So say which." in page.body
        assert "licence: OGL-UK-3.0" in page.body
        assert "not published until" in page.body
        assert 'aria-label="The same, put right"' in page.body

    def test_an_example_of_several_files_names_each_and_shows_them_as_typed(self) -> None:
        body = help_page(helps()["link-reference"]).body
        assert "<code>responses/2024/one.yaml</code>" in body
        assert "&lt;b&gt;1&lt;/b&gt;" in body
        assert "<pre>&#35; a comment\nreference" in body
        assert "\n&#10;title: One" in body  # a blank line, which must not end the block

    def test_where_no_text_can_show_the_problem_it_is_described(self) -> None:
        body = help_page(helps()["record-encoding"]).body
        assert "<code>UTF-16</code>" in body
        assert "The same, put right" not in body

    def test_the_index_lists_every_code_under_its_family(self) -> None:
        body = help_index_page(helps().values()).body
        assert [each.text for each in to_html(body)[1]] == [
            "The record and its fields",
            "Licence",
            "Links, files and other records",
        ]
        for code in helps():
            assert f'<a href="{code}/">' in body

    def test_the_entries_that_come_with_the_log_all_make_pages(self) -> None:
        pages = [help_page(each) for each in help_entries()]
        assert len({page.path for page in pages}) == len(pages) > 0


class TestAddresses:
    @given(
        st.lists(st.sampled_from("abc"), max_size=5), st.lists(st.sampled_from("abc"), max_size=5)
    )
    def test_a_relative_link_leads_where_it_says(self, here: list[str], there: list[str]) -> None:
        start = "".join(f"{each}/" for each in here)
        target = "".join(f"{each}/" for each in there)
        at = list(here)
        for step in links_from(start)(target).rstrip("/").split("/"):
            if step == "..":
                at.pop()
            elif step not in ("", "."):
                at.append(step)
        assert at == there

    def test_an_anchor_comes_along(self) -> None:
        assert links_from("a/b/")("a/c/#part") == "../c/#part"
        assert links_from("a/b/")("a/b/#part") == "#part"

    def test_words_become_part_of_an_address(self) -> None:
        assert slug("Children’s Services & Schools") == "childrens-services-schools"
        assert slug("Tŷ'r Cyngor") == "ty-r-cyngor"
        assert slug("部門") != slug("教育")


class TestWords:
    def test_codes_are_read_aloud(self) -> None:
        assert says.citation("FOIA-s40(2)") == (
            "section 40(2) of the Freedom of Information Act 2000"
        )
        assert says.short_citation("EIR-r12(5)(e)") == "EIR regulation 12(5)(e)"
        assert says.citation("nonsense") == "nonsense"

    @pytest.mark.parametrize(
        ("size", "words"),
        [
            (1, "1 byte"),
            (999, "999 bytes"),
            (1000, "1.0 KB"),
            (12_345, "12 KB"),
            (999_400, "999 KB"),
            (999_600, "1.0 MB"),
            (3_440_000, "3.4 MB"),
        ],
    )
    def test_sizes_are_short(self, size: int, words: str) -> None:
        assert says.file_size(size) == words

    def test_kinds_of_files_have_names(self) -> None:
        assert says.file_kind("a.CSV") == "CSV table"
        assert says.file_kind("a.xyz") == "XYZ file"

    def test_long_texts_end_at_a_word(self) -> None:
        assert says.shortened("one two  three", 20) == "one two three"
        assert says.shortened("one two, three", 10) == "one two…"

    def test_every_outcome_and_law_has_words(self) -> None:
        assert set(says.OUTCOMES) == set(says.OUTCOME_MEANINGS) == set(says.OUTCOME_LOOKS)
        assert set(says.LAWS) == set(Regime)


class TestTables:
    def test_the_first_rows_of_a_csv_are_shown_with_how_many_there_are(self) -> None:
        rows = "".join(f"{year},{year * 2}\r\n" for year in range(2000, 2030))
        found = table_preview(f"\ufeffYear,Count\r\n\r\n{rows}".encode())
        assert found is not None
        assert found.header == ("Year", "Count")
        assert found.rows[0] == ("2000", "4000")
        assert len(found.rows) == 8
        assert (found.total, found.columns) == (30, 2)

    def test_rows_are_evened_and_wide_tables_cut(self) -> None:
        header = ",".join(f"c{n}" for n in range(40))
        found = table_preview(f"{header}\n1\n{'x' * 500},2\n".encode())
        assert found is not None
        assert found.columns == 40
        assert len(found.header) == len(found.rows[0]) == len(found.rows[1]) == 12
        assert len(found.rows[1][0]) == 120

    @pytest.mark.parametrize(
        "raw", [b"", b"only a header\n", b"\xff\xfe\x00", b"a\n\x80\n", b'a,b\n"open,1\n']
    )
    def test_what_is_no_table_has_no_preview(self, raw: bytes) -> None:
        assert table_preview(raw) is None

    def test_utf_16_is_read(self) -> None:
        found = table_preview("Blwyddyn,Tŷ\n1,2\n".encode("utf-16"))
        assert found is not None
        assert found.header == ("Blwyddyn", "Tŷ")


def test_working_days_are_counted_only_between_known_days() -> None:
    assert working_days_taken(response()) == 17  # 18 March is a bank holiday in Northern Ireland
    stop = ClockStop(day("2024-03-06"), day("2024-03-08"), "clarification")
    assert working_days_taken(response(clock=(stop,))) == 14
    assert working_days_taken(response(received=day("2024-03"))) is None
    assert SCOTTISH.fictional
