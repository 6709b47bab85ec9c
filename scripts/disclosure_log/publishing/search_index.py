"""The search index: Pagefind's, cut into shards and repacked so that a browser fetches little.

A shard is a year, or an even part of one: Pagefind's time grows with the square of the hits and
its memory with the pages, and a change is to cost one shard. Below `pagefind/`:

    shards.json               what there is: shards, newest first, labels, common words, totals
    words/<digest>.gz         how many records have a word, and which shards: a query opens none
                              in vain, and weighs a word alike however the log is cut
    words/<digest>.rows       which records of those shards: words that seldom meet are known to
                              meet, or not to, before a shard is opened
    <shard>/<digest>.gz       what narrows and sorts: dates, facets, names of fragments, chunks
    <shard>/<digest>.index    entries of neighbouring words, some 5 KB, where Pagefind packs 25
    <shard>/<name>.fragment   a response's words, for the excerpt, as Pagefind made it

All but `shards.json` are named by their content, so a browser may keep them for ever and never
puts together what does not belong together. Facets are not Pagefind's own: its filter files come
out in another order each time, and it can only count while it downloads everything. Nor is its
program for browsers, which is 72 KB: `theme/assets/search/` reads its files and answers alike.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import msgspec

from disclosure_log.model import Catalogue
from disclosure_log.publishing.search_document import (
    FACETS,
    Document,
    labels,
    list_url,
    looks,
    provision_label,
)
from disclosure_log.publishing.search_engine import LANGUAGE, index_files
from disclosure_log.publishing.search_format import (
    chunked,
    index_body,
    pack,
    page_list,
    unpack,
    word_entries,
)
from disclosure_log.publishing.search_rows import rows_from_oldest
from disclosure_log.publishing.search_words import ShardWords, WordList
from disclosure_log.reduced_date import ReducedDate

FOLDER = "pagefind/"
CATALOGUE = FOLDER + "shards.json"

#: Raised with every change of these files, since a browser may have kept an older page.
FORMAT = 3

#: The most records of a year that stay one shard, about half a second of Pagefind's work.
SHARD = 400
_CHUNK = 12_000  # bytes of entries, some 5 KB packed
_ASK = 5  # authorities that a search in vain names to be asked
#: A word in more of the log's records than this share is left out of a query that has others.
COMMON = 0.5


@dataclass(frozen=True)
class Shard:
    """What the catalogue of shards must know of one."""

    name: str
    facts: str  # path of the file that narrows and sorts, below `pagefind/`
    records: int
    length: int  # words in all of its records
    newest: str
    oldest: str
    totals: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def partition(records: Iterable[tuple[str, ReducedDate]]) -> dict[str, tuple[str, ...]]:
    """The records of each shard, newest first, from their ids and dates; newest shard first.

    A year of more than :data:`SHARD` records is cut into two, four, eight … even parts of the
    calendar, so that one more record touches one shard, and all of a year's only as it doubles.
    """
    years: dict[str, list[tuple[ReducedDate, str]]] = {}
    for record_id, responded in records:
        years.setdefault(record_id.partition("/")[0], []).append((responded, record_id))
    shards: dict[str, tuple[str, ...]] = {}
    for year in sorted(years, reverse=True):
        newest_first = sorted(years[year], key=_newest, reverse=True)
        parts = 1
        while parts * SHARD < len(newest_first):
            parts *= 2
        for part in reversed(range(parts)):
            ids = tuple(i for when, i in newest_first if _part(when, parts) == part)
            if ids:
                shards[year if parts == 1 else f"{year}-{part + 1}-of-{parts}"] = ids
    return shards


def _newest(record: tuple[ReducedDate, str]) -> tuple[tuple[int, int, int], str]:
    return record[0].order, record[1]


def _part(when: ReducedDate, parts: int) -> int:
    day = ((when.month or 1) - 1) * 31 + (when.day or 1) - 1
    return day * parts // (12 * 31)


def index_shard(
    name: str, documents: Sequence[Document]
) -> tuple[Shard, ShardWords, dict[str, bytes]]:
    """Index a shard's documents, which come newest first: what it is, its words, files by path.

    Raises SearchEngineError where Pagefind fails and ValueError where its files are not as known.
    """
    made = index_files(documents)
    files: dict[str, bytes] = {}
    meta = next(raw for path, raw in made.items() if path.endswith(".pf_meta"))
    pages = page_list(unpack(meta))
    if len(pages) != len(documents):
        raise ValueError(f"Pagefind indexed {len(pages)} of {len(documents)} responses")
    for fragment, _ in pages:
        raw = made[f"fragment/{fragment}.pf_fragment"]
        files[f"{FOLDER}{name}/{_short(fragment)}.fragment"] = raw
    entries = [
        entry
        for path, raw in made.items()
        if path.endswith(".pf_index")
        for entry in word_entries(unpack(raw))
    ]
    entries.sort(key=lambda entry: entry.word)
    chunks = []
    for group in chunked(entries, _CHUNK):
        raw = pack(index_body(group))
        digest = _digest(raw)
        files[f"{FOLDER}{name}/{digest}.index"] = raw
        chunks.append((group[0].word, group[-1].word, digest))
    facts = _packed(
        {
            "fragments": [_short(fragment) for fragment, _ in pages],
            "lengths": [words for _, words in pages],
            "dates": [document.date for document in documents],
            "facets": {facet: _column(facet, documents) for facet in FACETS},
            "languages": {
                row: each.language
                for row, each in enumerate(documents)
                if each.language != LANGUAGE
            },
            "chunks": chunks,
        }
    )
    path = f"{name}/{_digest(facts)}.gz"
    files[FOLDER + path] = facts
    shard = Shard(
        name=name,
        facts=path,
        records=len(documents),
        length=sum(words for _, words in pages),
        newest=documents[0].date,
        oldest=documents[-1].date,
        totals={facet: dict(_count(facet, documents)) for facet in FACETS},
    )
    words = ShardWords(
        words=tuple(entry.word for entry in entries),
        counts=tuple(entry.pages for entry in entries),
        rows=b"".join(rows_from_oldest(entry.steps(), len(documents)) for entry in entries),
    )
    return shard, words, files


def catalogue_files(
    shards: Sequence[Shard], words: WordList, catalogue: Catalogue
) -> dict[str, bytes]:
    """The files that all shards share, by path; the shards come newest first."""
    files = {FOLDER + path: raw for file in words.files for path, raw in file.every()}
    totals = {
        facet: sum((Counter(shard.totals.get(facet, {})) for shard in shards), Counter())
        for facet in FACETS
    }
    known = labels(catalogue) | {
        "provision": {code: provision_label(code) for code in totals["provision"]}
    }
    records = sum(shard.records for shard in shards)
    files[CATALOGUE] = _json(
        {
            "format": FORMAT,
            "language": LANGUAGE,
            "records": records,
            "common": {
                word: round(count / records, 3) for word, count in words.frequent(records).items()
            },
            "limit": COMMON,
            "words": [(file.first, file.path) for file in words.files],
            "facets": [
                {
                    "name": facet,
                    "label": label,
                    "values": [
                        [code, known.get(facet, {}).get(code, code), count, list_url(facet, code)]
                        for code, count in sorted(totals[facet].items())
                    ],
                }
                for facet, label in FACETS.items()
            ],
            "looks": looks(),
            "ask": [
                [each.name, each.request_form]
                for each in catalogue.authorities.values()
                if each.request_form
            ][:_ASK],
            "shards": [
                {
                    "name": shard.name,
                    "year": shard.name[:4],
                    "facts": shard.facts,
                    "records": shard.records,
                    "length": shard.length,
                    "newest": shard.newest,
                    "oldest": shard.oldest,
                }
                for shard in shards
            ],
        }
    )
    return files


def _column(facet: str, documents: Sequence[Document]) -> dict[str, object]:
    """A facet's codes, and for each record the numbers of its own among them."""
    values = sorted(_count(facet, documents))
    number = {code: n for n, code in enumerate(values)}
    rows = [[number[code] for code in each.facets.get(facet, ())] for each in documents]
    return {"values": values, "rows": rows}


def _count(facet: str, documents: Sequence[Document]) -> Counter[str]:
    return Counter(code for each in documents for code in dict.fromkeys(each.facets.get(facet, ())))


def _short(fragment: str) -> str:
    return fragment.removeprefix(f"{LANGUAGE}_")


def _digest(raw: bytes) -> str:
    return blake2b(raw, digest_size=5).hexdigest()


def _packed(value: object) -> bytes:
    return gzip.compress(_json(value), 6, mtime=0)


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)
