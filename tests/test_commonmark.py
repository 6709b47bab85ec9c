"""Response text on a page: CommonMark's reading, with marks, tables and links for everybody."""

from __future__ import annotations

import pytest

from disclosure_log.commonmark import hidden_markers, plain_text, render, render_plain

NAME = "[redacted: FOIA-s40(2) name of a junior officer]"
MARK = '<mark class="dl-redacted">[Redacted: name of a junior officer – FOIA section 40(2)]</mark>'


def _body(html: str) -> str:
    assert html.startswith('<div class="dl-text">\n')
    assert html.endswith("</div>")
    return html.removeprefix('<div class="dl-text">\n').removesuffix("</div>")


class TestReading:
    """CommonMark with tables, where Python-Markdown and others would read something else."""

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("", ""),
            (
                "One *two* **three** `four`",
                "<p>One <em>two</em> <strong>three</strong> <code>four</code></p>\n",
            ),
            ("one\ntwo", "<p>one two</p>\n"),
            ("one  \ntwo\\\nthree", "<p>one<br /> two<br /> three</p>\n"),
            ("one\n\ntwo", "<p>one</p>\n<p>two</p>\n"),
            ("> one", "<blockquote>\n<p>one</p>\n</blockquote>\n"),
            ("one\n\n***\n\ntwo", "<p>one</p>\n<hr />\n<p>two</p>\n"),
            ("3. one\n4. two", '<ol start="3">\n<li>one</li>\n<li>two</li>\n</ol>\n'),
            ("a ~~b~~ c", "<p>a ~~b~~ c</p>\n"),
        ],
    )
    def test_plain_constructs(self, text: str, html: str) -> None:
        assert _body(render(text)) == html

    def test_a_list_may_follow_a_paragraph_at_once(self) -> None:
        assert _body(render("We hold:\n- one\n- two")) == (
            "<p>We hold:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        )

    def test_two_spaces_nest_a_list(self) -> None:
        assert _body(render("- one\n  - two\n- three")) == (
            "<ul>\n<li>one <ul>\n<li>two</li>\n</ul>\n</li>\n<li>three</li>\n</ul>\n"
        )

    def test_words_after_a_block_in_a_tight_list_stay_in_their_item(self) -> None:
        assert _body(render("- one\n  ***\n  *two*\n  three")) == (
            "<ul>\n<li>one <hr /><em>two</em> three</li>\n</ul>\n"
        )

    def test_code_keeps_its_lines_within_one_line_of_html(self) -> None:
        assert _body(render("```python\nif x:\n\n\t## y\n```")) == (
            "<pre><code>if x:&#10;&#10;&#9;## y</code></pre>\n"
        )

    def test_braces_cannot_be_taken_for_a_template(self) -> None:
        assert _body(render("{{ secrets }} `{% x %}`")) == (
            "<p>&#123;&#123; secrets &#125;&#125; <code>&#123;% x %&#125;</code></p>\n"
        )

    def test_raw_html_is_shown_as_it_was_typed(self) -> None:
        shown = _body(
            render("<script>alert(1)</script>\n\nGo <b onclick=x>on</b>\n\n<div>\nx\n</div>")
        )

        assert shown == (
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
            "<p>Go &lt;b onclick=x&gt;on&lt;/b&gt;</p>\n"
            "<p>&lt;div&gt; x &lt;/div&gt;</p>\n"
        )


class TestHeadings:
    def test_they_sit_below_the_page_s_own(self) -> None:
        assert _body(render("# One\n\n## Two", heading_shift=2)) == "<h3>One</h3>\n<h4>Two</h4>\n"

    def test_no_level_is_skipped_wherever_the_writer_began(self) -> None:
        shown = _body(render("### One\n\n##### Two\n\n#### Three\n\n## Four"))

        assert shown == "<h4>One</h4>\n<h5>Two</h5>\n<h5>Three</h5>\n<h4>Four</h4>\n"

    def test_the_sixth_level_is_the_last(self) -> None:
        shown = _body(render("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5"))

        assert shown.count("<h6>") == 3

    def test_they_have_no_anchor_unless_asked_for(self) -> None:
        assert "id=" not in render("# One")

    def test_anchors_carry_the_prefix_and_differ(self) -> None:
        shown = _body(render("# How *many*?\n\n# How many\n\n# ¿?", id_prefix="q1-"))

        assert shown == (
            '<h4 id="q1-how-many">How <em>many</em>?</h4>\n'
            '<h4 id="q1-how-many--2">How many</h4>\n'
            '<h4 id="q1-part">¿?</h4>\n'
        )

    def test_a_heading_without_words_heads_nothing(self) -> None:
        assert _body(render("#\n\nWords")) == "<p>Words</p>\n"


class TestTables:
    TABLE = "| Year | Notices | |\n|:---|---:|:-:|\n| 2023 | 4,312 | |"

    def test_they_scroll_in_a_named_region_that_the_keyboard_reaches(self) -> None:
        assert (
            '<div class="dl-table" role="region" tabindex="0" '
            'aria-label="Table 1: Year, Notices">\n<table>\n'
        ) in render(self.TABLE)

    def test_cells_keep_their_alignment_without_style(self) -> None:
        shown = render(self.TABLE)

        assert '<th scope="col" class="dl-right">Notices</th>' in shown
        assert '<td class="dl-right">4,312</td>' in shown
        assert "style=" not in shown
        assert "align=" not in shown

    def test_an_empty_header_cell_is_no_header(self) -> None:
        assert '<td class="dl-center"></td>' in render(self.TABLE)
        assert "<th " not in render("| | |\n|-|-|\n| 1 | 2 |")

    def test_below_an_empty_corner_the_first_column_heads_the_rows(self) -> None:
        shown = render("| | 2023 |\n|-|-|\n| North | 1 |\n| | 2 |")

        assert '<th scope="row">North</th>\n<td>1</td>' in shown
        assert "<td></td>\n<td>2</td>" in shown

    def test_each_region_of_a_page_has_a_name_of_its_own(self) -> None:
        two = f"{self.TABLE}\n\n{self.TABLE}"

        shown = render(two, label="Table in answer 1") + render(two, label="Table in answer 2")

        names = [part.partition('"')[0] for part in shown.split('aria-label="')[1:]]
        assert len(set(names)) == 4
        assert names[3] == "Table in answer 2 2: Year, Notices"

    def test_a_long_name_ends_at_a_word(self) -> None:
        shown = render("| " + "a<b " * 40 + "|\n|-|")

        name = shown.partition('aria-label="')[2].partition('"')[0]
        assert name.startswith("Table 1: a&lt;b a&lt;b")
        assert name.endswith("b…")

    def test_a_marker_in_a_header_is_named_shortly(self) -> None:
        assert 'aria-label="Table 1: [redacted], b"' in render(f"| {NAME} | b |\n|-|-|")


class TestLinks:
    @pytest.mark.parametrize(
        "address",
        [
            "https://www.exampleshire.gov.uk/a?b=c#d",
            "http://www.exampleshire.gov.uk",
        ],
    )
    def test_links_to_other_sites_say_so_and_pass_on_no_recommendation(self, address: str) -> None:
        assert _body(render(f"[a]({address})")) == (
            f'<p><a href="{address}" rel="external nofollow">a</a></p>\n'
        )

    @pytest.mark.parametrize(
        "address",
        [
            "mailto:foi@exampleshire.gov.uk",
            "tel:01632960100",
            "../../2023/parking/",
            "/licence/",
            "#question-2",
            "?page=2",
            "table.csv",
            "a/b:c",
        ],
    )
    def test_links_within_the_site_and_to_people_are_kept(self, address: str) -> None:
        assert _body(render(f"[a]({address})")) == f'<p><a href="{address}">a</a></p>\n'

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "javascript&colon;alert(1)",
            "java&#10;script:alert(1)",
            "java&Tab;script:alert(1)",
            "&#x6A;avascript:alert(1)",
            "<java script:alert(1)>",
            "<\x01javascript:alert(1)>",
            "vbscript:x",
            "data:text/html,x",
            "data:image/png;base64,AAAA",
            "data:image/svg+xml,x",
            "file:///etc/passwd",
            "ftp://ftp.exampleshire.gov.uk/",
            "blob:https://www.exampleshire.gov.uk/x",
            "//www.exampleshire.gov.uk/x",
            "\\\\\\\\www.exampleshire.gov.uk/x",
            "https:www.exampleshire.gov.uk",
            "https://www.exampleshire.gov.uk@other.example/",
            "unknown:x",
            "",
        ],
    )
    def test_any_other_link_is_its_words_alone(self, address: str) -> None:
        assert _body(render(f"[a]({address})")) == "<p>a</p>\n"

    def test_a_bare_address_is_a_link(self) -> None:
        address = "https://www.exampleshire.gov.uk/foi"

        assert _body(render(f"See {address}.")) == (
            f'<p>See <a href="{address}" rel="external nofollow">{address}</a>.</p>\n'
        )

    def test_a_link_without_words_is_none(self) -> None:
        assert _body(render("a [](https://www.exampleshire.gov.uk) b")) == "<p>a  b</p>\n"

    def test_a_title_is_not_hidden_behind_a_pointer(self) -> None:
        assert "title" not in render('[a](/b "title") ![c](/d "title")')

    def test_an_image_is_a_link_and_never_loaded(self) -> None:
        address = "https://www.exampleshire.gov.uk/map.png"

        assert _body(render(f"![Map of *car parks*]({address}) ![](/x.png)")) == (
            f'<p><a href="{address}" rel="external nofollow">Image: Map of car parks</a>'
            ' <a href="/x.png">Image</a></p>\n'
        )

    def test_an_image_within_a_link_or_from_an_unsafe_place_is_its_words(self) -> None:
        assert _body(render("[![Map](/m.png)](/x) ![Plan](data:image/png;base64,AA)")) == (
            '<p><a href="/x">Image: Map</a> Image: Plan</p>\n'
        )


class TestMarks:
    def test_a_mark_says_in_words_what_was_removed_and_why(self) -> None:
        assert _body(render(f"Signed by {NAME}.")) == f"<p>Signed by {MARK}.</p>\n"

    def test_a_mark_leads_to_its_provision_where_the_page_knows_one(self) -> None:
        hrefs = {"FOIA-s40(2)": "../../../exemptions/foia-s40-2/"}

        shown = render(
            f"{NAME} [redacted: EIR-r13(1) b]", provision_href=lambda c: hrefs.get(c, "")
        )

        assert '<a href="../../../exemptions/foia-s40-2/">FOIA section 40(2)</a>]</mark>' in shown
        assert "[Redacted: b – EIR regulation 13(1)]</mark>" in shown

    def test_a_mark_without_words_names_its_provision(self) -> None:
        assert "[Redacted under FOIA section 40(2)]" in render("[redacted: FOIA-s40(2)]")

    def test_an_unknown_provision_is_shown_as_typed(self) -> None:
        assert "[Redacted: a – FOIA-s99&lt;1&gt;]" in render("[redacted: FOIA-s99<1> a]")

    @pytest.mark.parametrize(
        "text",
        [
            f"**{NAME}**",
            f"- {NAME}",
            f"## {NAME}",
            f"> {NAME}",
            f"| a |\n|---|\n| {NAME} |",
            f"[{NAME}](/a)",
            f"[a {NAME} b](/a)",
            f"![{NAME}](/a)",
            f"{NAME}(https://www.exampleshire.gov.uk)",
            f"{NAME}: https://www.exampleshire.gov.uk",
            f"a*{NAME}*b",
            f"\\{NAME}",
        ],
    )
    def test_a_marker_is_a_mark_wherever_words_stand(self, text: str) -> None:
        assert MARK in render(text)

    def test_words_that_look_like_markup_stay_words(self) -> None:
        shown = render("[redacted: FOIA-s43(2) *price* | <b> &amp; `x` {y}]")

        assert "[Redacted: *price* | &lt;b&gt; &amp;amp; `x` &#123;y&#125; –" in shown

    def test_several_marks_share_a_line_and_one_spans_two(self) -> None:
        shown = render(f"{NAME}, {NAME} and {NAME.replace(' of ', ' of' + chr(10))}")

        assert shown.count(MARK) == 3

    def test_a_bar_in_a_marker_does_not_split_a_cell(self) -> None:
        shown = render("| a | b |\n|---|---|\n| [redacted: FOIA-s40(2) x | y] | 2 |")

        assert "[Redacted: x | y –" in shown
        assert "<td>2</td>" in shown

    @pytest.mark.parametrize("code", ["`{}`", "```\n{}\n```", "    {}"])
    def test_code_shows_a_marker_as_it_was_typed(self, code: str) -> None:
        shown = render(code.format(NAME))

        assert NAME in shown
        assert "<mark" not in shown

    def test_a_link_to_a_removed_address_is_its_words_alone(self) -> None:
        assert _body(render(f"[a](https://www.exampleshire.gov.uk/{NAME})")) == "<p>a</p>\n"
        assert "href" not in render(f"https://www.exampleshire.gov.uk/{NAME}")

    def test_a_mark_within_a_link_holds_no_second_link(self) -> None:
        shown = render(f"[a {NAME}](/b)", provision_href=lambda _: "/c")

        assert shown.count("<a ") == 1
        assert MARK in shown

    def test_words_of_the_text_are_never_taken_for_a_marker(self) -> None:
        text = f"redactionmark0z {NAME}"

        assert _body(render(text)) == f"<p>redactionmark0z {MARK}</p>\n"

    def test_markers_that_nobody_would_see_are_told(self) -> None:
        other = NAME.replace("name", "address")
        text = f'{NAME} [a](/{other} "{NAME}") `{NAME}` ![{NAME}](/x)'

        hidden = hidden_markers(text)

        assert [text[m.offset : m.end] for m in hidden] == [other, NAME]
        assert hidden_markers("no marker") == ()


class TestPlainFields:
    def test_words_are_escaped_and_markers_marked(self) -> None:
        assert render_plain(f"A <b> & *c* {{d}} {NAME}") == (
            f"A &lt;b&gt; &amp; *c* &#123;d&#125; {MARK}"
        )

    def test_lines_join_and_a_blank_line_is_kept(self) -> None:
        assert render_plain(" a\n b\n\n \nc ") == "a b<br /><br />c"


class TestPlainText:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("# One\n\n*two*three [four](/x)\n\n- five\n- six", "One twothree four five six"),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
            ("a &lt; b & c <i>d</i>", "a < b & c <i>d</i>"),
            ("one\ntwo  \nthree\n\n```\nfour\n\nfive\n```", "one two three four five"),
            ("![Map](/m.png) and ![](/n.png)", "Map and"),
            (f"by {NAME} in `{NAME}`", "by [redacted] in [redacted]"),
            ("", ""),
        ],
    )
    def test_only_words_are_left_on_one_line(self, text: str, words: str) -> None:
        assert plain_text(text) == words
