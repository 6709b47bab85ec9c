"""The theme: nothing but its few page variables, no other host, and colours that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

THEME = Path(__file__).resolve().parents[2] / "scripts" / "disclosure_log" / "theme"
TEMPLATES = sorted(THEME.rglob("*.html"))
CSS = (THEME / "assets" / "stylesheets" / "log.css").read_text("utf-8")

#: What the engine fills into one rendered form for every page of the log.
PAGE_VARIABLES = {"title", "meta", "content", "toc", "canonical_url"}
META_VARIABLES = {"title", "description", "hide"}


def rules_of(selector: str) -> dict[str, str]:
    """The custom properties that a rule outside any `@media` sets."""
    block = re.search(re.escape(selector) + r"[^{]*\{(.*?)\n\}", CSS, re.DOTALL)
    assert block is not None, selector
    return dict(re.findall(r"(--dl-[\w-]+):\s*(#\w+)", block[1]))


LIGHT = rules_of('[data-md-color-scheme="default"]')
DARK = rules_of('\n[data-md-color-scheme="slate"]')

#: Words on a ground, and how strongly they must stand out (WCAG 2.2, 1.4.3 and 1.4.11).
PAIRS = [
    ("ink", "paper", 7.0),
    ("ink", "wash", 7.0),
    ("soft", "paper", 4.5),
    ("soft", "wash", 4.5),
    ("link", "paper", 4.5),
    ("link", "wash", 4.5),
    ("link-over", "paper", 4.5),
    ("given-ink", "given", 4.5),
    ("some-ink", "some", 4.5),
    ("none-ink", "none", 4.5),
    ("gone-ink", "gone", 4.5),
    ("edge", "paper", 3.0),
    ("focus-edge", "paper", 3.0),
]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(each * 2 for each in digits)
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_page_gives_the_theme_nothing_but_what_is_filled_in(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text("utf-8"), flags=re.DOTALL)
    used = set(re.findall(r"\bpage\.(\w+)", text))
    assert used <= PAGE_VARIABLES
    assert set(re.findall(r"\bpage\.meta\.(\w+)", text)) <= META_VARIABLES
    assert not re.search(r"\bpage\[|page\s*\|\s*attr", text)


def test_the_theme_is_there_to_be_looked_at() -> None:
    assert {path.name for path in TEMPLATES} >= {"main.html", "404.html", "header.html"}


@pytest.mark.parametrize("file", [*TEMPLATES, THEME / "assets" / "stylesheets" / "log.css"])
def test_the_theme_asks_no_other_host_for_anything(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(r"(?:src|srcset)=\"https?:|url\(\s*[\"']?https?:|@import", text)
    assert not re.search(r"<link[^>]+href=\"https?:", text)


@pytest.mark.parametrize("template", ["partials/header.html", "404.html"])
def test_a_search_form_that_needs_no_script_stands_on_every_page(template: str) -> None:
    text = (THEME / template).read_text("utf-8")
    form = text.split("<form", 1)[1].split("</form>")[0]
    for part in (
        'role="search"',
        "action=\"{{ 'search/' | url }}\"",
        'method="get"',
        'name="q"',
        'type="search"',
        'type="submit"',
        "<label",
    ):
        assert part in form


def test_the_first_thing_the_keyboard_reaches_leads_to_the_content() -> None:
    header = (THEME / "partials" / "header.html").read_text("utf-8")
    assert re.search(r"<(?:a|input|button)\b[^>]*>", header)[0].endswith('href="#content">')  # type: ignore[index]
    assert 'id="content" tabindex="-1"' in (THEME / "main.html").read_text("utf-8")


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS, ids=lambda value: str(value))
def test_colours_stand_out_in_both_schemes(
    scheme: dict[str, str], ink: str, ground: str, least: float
) -> None:
    assert contrast(scheme[f"--dl-{ink}"], scheme[f"--dl-{ground}"]) >= least


def test_every_colour_of_the_light_scheme_has_one_in_the_dark() -> None:
    assert set(LIGHT) == set(DARK)
    assert len(LIGHT) > 15


def test_white_words_stand_out_on_the_header_and_its_button() -> None:
    button = re.search(r"\.dl-search button.*?background: (#\w+)", CSS)
    assert button is not None
    for ground in (LIGHT["--dl-band"], DARK["--dl-band"], button[1]):
        assert contrast("#fff", ground) >= 4.5


def test_motion_can_be_turned_off_and_pages_can_be_printed() -> None:
    assert "prefers-reduced-motion: reduce" in CSS
    assert "@media print" in CSS
