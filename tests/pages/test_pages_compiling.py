"""Templates are compiled to plain Python: includes are their text, what is missing is an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined

import disclosure_log.pages
from disclosure_log.pages.compiling import PlainPython, WholeTemplates
from disclosure_log.pages.templates import shown

TEMPLATES = sorted((Path(disclosure_log.pages.__file__).parent / "templates").glob("*.html"))


def environment(**templates: str) -> Environment:
    made = Environment(
        loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined, finalize=shown
    )
    made.code_generator_class = PlainPython
    return made


@pytest.mark.parametrize("template", [path.name for path in TEMPLATES])
def test_every_include_is_put_in_place(template: str) -> None:
    loader = WholeTemplates("disclosure_log.pages")
    assert "include" not in loader.get_source(environment(), template)[0]


def test_a_text_is_escaped_and_stays_on_its_line() -> None:
    page = environment(page="{{ words }}|{{ '<b>' }}|{{ pair[1] }}").get_template("page")
    assert page.render(words="<i>\n## x", pair=(1, "&")) == "&lt;i&gt; ## x|&lt;b&gt;|&amp;"


@pytest.mark.parametrize("source", ["{{ it }}", "{{ words.nothing }}", "{{ pair[7] }}"])
def test_what_is_missing_is_an_error(source: str) -> None:
    page = environment(page=source).get_template("page")
    with pytest.raises(Exception, match=r"undefined|attribute|range"):
        page.render(words="a", pair=(1, 2))
