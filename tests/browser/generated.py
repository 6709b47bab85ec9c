"""A log of invented responses, large enough for many shards and for counting by hand in Python."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from disclosure_log.model import Authority, Catalogue, Outcome
from disclosure_log.publishing.search_document import Document
from disclosure_log.publishing.search_index import catalogue_files, index_shard, partition
from disclosure_log.publishing.search_words import list_words
from disclosure_log.reduced_date import ReducedDate

CATALOGUE = Catalogue(
    authorities={
        body: Authority(body, body.replace("-", " ").title(), (), request_form=f"https://{host}/")
        for body, host in (
            ("exampleshire-council", "www.exampleshire.gov.uk"),
            ("glenexample-council", "www.glenexample.gov.uk"),
        )
    },
    topics={"parking": "Parking", "roads": "Roads", "housing": "Housing", "staff": "Staff"},
)
_SUBJECTS = (
    "parking permits",
    "potholes repaired",
    "housing repairs",
    "staff sickness",
    "tree felling",
    "school meals",
    "bus shelters",
    "library opening",
)
_FILLING = re.findall(
    r"\w+",
    """the council holds this information and gives it here for each year with notes on how the
    figures were made what they leave out who was asked which records were searched when the
    contract began what it cost how it was monitored why some details are not given and where
    more can be found about budgets suppliers meetings reports plans policies complaints reviews""",
)

#: Words that are each in some 14 records of 420, in every so many, from one on: the first two are
#: together in record 0, the first and the last in none.
_RARE = (("amber", 29, 0), ("cobalt", 31, 0), ("crimson", 31, 1))


def documents(count: int, *, years: Sequence[int] = range(2019, 2026)) -> list[Document]:
    """The same documents each time."""
    chance = random.Random(20241)
    made = []
    for number in range(count):
        year = chance.choice(years)
        day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
        subjects = chance.sample(_SUBJECTS, chance.choice([1, 2, 2]))
        filling = " ".join(chance.choices(_FILLING, k=chance.randrange(20, 120)))
        figures = " ".join(str(chance.randrange(1, 3_000)) for _ in range(chance.randrange(9)))
        rare = " ".join(word for word, step, start in _RARE if number % step == start)
        reference = f"EX-{year}-{number:04}"
        repeated = " ".join([*subjects, *chance.choices(subjects, k=chance.randrange(4))])
        made.append(
            Document(
                id=f"{year}/response-{number:04}",
                title=f"{subjects[0].capitalize()} in ward {number}",
                words=f"Request {number}: {repeated}.\n{filling}.\n{figures} {rare}\n{reference}",
                date=day.isoformat() if number % 10 else f"{day:%Y-%m}",
                facets={
                    "year": (str(year),),
                    "topic": tuple(chance.sample(list(CATALOGUE.topics), chance.randrange(3))),
                    "department": (chance.choice(["Highways", "Legal Services", "People"]),),
                    "outcome": (chance.choice(list(Outcome)).value,),
                    "provision": tuple(
                        chance.sample(
                            ["FOIA-s40(2)", "FOIA-s43(2)", "EIR-r13"], chance.randrange(3)
                        )
                    ),
                    "law": (chance.choice(["FOIA", "EIR"]),),
                    "authority": (chance.choice(list(CATALOGUE.authorities)),),
                },
            )
        )
    return made


def newest_first(found: Iterable[Document]) -> list[Document]:
    return sorted(found, key=lambda each: (ReducedDate.parse(each.date), each.id), reverse=True)


def write_index(site: Path, found: Sequence[Document]) -> int:
    """Write the index of the documents into a site, and say how many shards it has."""
    by_id = {each.id: each for each in found}
    parts = partition((each.id, ReducedDate.parse(each.date)) for each in found)
    return _write(site, {name: [by_id[i] for i in ids] for name, ids in parts.items()})


def write_whole_index(site: Path, found: Sequence[Document]) -> int:
    """Write one index over all of the documents, which is what the shards are compared with."""
    return _write(site, {"whole": newest_first(found)})


def _write(site: Path, parts: dict[str, list[Document]]) -> int:
    shards = []
    words = {}
    files: dict[str, bytes] = {}
    for name, each in parts.items():
        shard, words[name], made = index_shard(name, each)
        shards.append(shard)
        files |= made
    oldest_first = [(name, name) for name in reversed(parts)]
    listed = list_words(oldest_first, sum(map(len, parts.values())), words.get)
    files |= catalogue_files(shards, listed, CATALOGUE)
    for path, raw in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(raw)
    return len(shards)


def counted(found: Iterable[Document], facet: str) -> Counter[str]:
    return Counter(code for each in found for code in each.facets[facet])
