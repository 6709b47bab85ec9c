"""The search of the page answers as Pagefind's own program would, which it does not load."""

from __future__ import annotations

import base64
import json
import random
import re
from functools import cache
from pathlib import Path

import pytest

from browser.conftest import REPOSITORY, Visit
from browser.seeking import all_results, seek
from disclosure_log.publishing.search_document import Document
from disclosure_log.publishing.search_engine import LANGUAGE, index_files

ASSETS = REPOSITORY / "scripts/disclosure_log/theme/assets/search"
ENDINGS = [
    "ing",
    "ings",
    "ed",
    "edly",
    "ingly",
    "s",
    "es",
    "ies",
    "ly",
    "li",
    "ness",
    "fully",
    "fulness",
    "ation",
    "ational",
    "alize",
    "icate",
    "iveness",
    "ously",
    "ment",
    "ement",
    "ent",
    "ative",
    "ogist",
    "ogy",
    "ic",
    "ical",
    "ism",
    "ion",
    "'s",
    "y",
    "ys",
    "yed",
    "ee",
    "eed",
    "ll",
    "e",
    "er",
    "or",
    "bly",
    "ably",
]


@cache
def program() -> tuple[str, str]:
    """Pagefind's version, and its program for browsers as base64."""
    files = index_files([Document(id="0", title="Title", words="words", date="", facets={})])
    version = json.loads(files["pagefind-entry.json"])["version"]
    return version, base64.b64encode(files[f"wasm.{LANGUAGE}.pagefind"]).decode()


def words() -> list[str]:
    """The words of the documentation, as they stand and with any ending."""
    texts = "".join(path.read_text("utf-8") for path in sorted(REPOSITORY.glob("docs/**/*.md")))
    found = sorted(set(re.findall(r"[a-z'’éŵ-]{1,24}", texts.lower())))
    chance = random.Random(7)
    made = {f"{chance.choice(found)}{chance.choice(ENDINGS)}" for _ in range(20_000)}
    strange = ("".join(chance.choices("aeiouybdlstngé'", k=k)) for k in range(1, 9))
    stems = ("past", "univers", "later", "emerg", "organ", "inter", "gener", "commun", "arsen")
    special = [f"{stem}{ending}" for stem in stems for ending in ENDINGS]
    whole = "skis skies idly gently ugly early only sky news atlas dying lying evening add adding"
    return sorted({*found, *made, *strange, *special, *whole.split()} - {"'"})


def test_words_have_the_stems_that_the_index_has(visit: Visit) -> None:
    visit.go("search/")
    for script in (Path(__file__).parent / "pagefind.js", ASSETS / "search-stem.js"):
        visit.page.add_script_tag(path=script)
    version, packed = program()
    differ = visit.page.evaluate(
        """async ([version, packed, words]) => {
          const theirs = (await pagefindOf(packed)).stems(version, words);
          return words.flatMap((word, n) =>
            stem(word) === theirs[n] ? [] : [[word, stem(word), theirs[n]]]);
        }""",
        [version, packed, words()],
    )
    assert differ == []


@pytest.mark.parametrize(
    "query",
    [
        "potholes",
        "parking permits",
        "opening",
        "school meals staff",
        "how complaint",
        '"permits potholes repaired"',
        '"parking permits"',
        '"housing repairs in ward"',
    ],
)
def test_one_index_is_answered_as_pagefind_answers(visit: Visit, query: str) -> None:
    seek(visit, query, "whole")
    ours = {each.id: each.score for each in all_results(visit)}
    visit.page.add_script_tag(path=Path(__file__).parent / "pagefind.js")
    theirs = visit.page.evaluate(
        """async ([version, packed, site, query, exact]) =>
          (await pagefindOf(packed)).scores(version, site, query, exact)""",
        [*program(), visit.sites.address("whole"), query.strip('"'), query.startswith('"')],
    )
    assert len(ours) > 3
    assert ours == pytest.approx(theirs, rel=1e-3)
