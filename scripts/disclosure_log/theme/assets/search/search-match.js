/*
 * Pagefind's index files, and which responses of a shard match: what its own program for browsers
 * does, without its 72 KB and without a query waiting for it. A test has Pagefind answer the same.
 *
 * A file holds entries [word, pages, spellings]; a spelling is [form, pages], and a page is
 * [step from the page before, places, places in the title]. Among places a negative number sets
 * the weight of those that follow, counted from nought again, and in the title the field, of which
 * there is one.
 */
"use strict";

const FULL_WEIGHT = 24;
const MOST_WEIGHT = 255;
const LENGTH_SPREAD = 2;
const TITLE_PHRASE = 5;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/* The head of a CBOR item, as kind and value; `cursor.at` moves on. */
function head(cursor) {
  const first = cursor.bytes[cursor.at++];
  let value = first & 0x1f;
  if (value > 23) {
    let size = 1 << (value - 24);
    for (value = 0; size--; ) value = value * 256 + cursor.bytes[cursor.at++];
  }
  cursor.kind = first >> 5;
  return value;
}

function text(cursor) {
  const length = head(cursor);
  return decoder.decode(cursor.bytes.subarray(cursor.at, (cursor.at += length)));
}

function skip(cursor) {
  for (let items = 1; items--; ) {
    const value = head(cursor);
    if (cursor.kind === 3) cursor.at += value;
    else if (cursor.kind === 4) items += value;
  }
}

/* Places, each with its weight. */
function places(cursor) {
  const found = [];
  let weight = FULL_WEIGHT;
  let place = 0;
  for (let count = head(cursor); count--; ) {
    const value = head(cursor);
    if (cursor.kind === 1) [weight, place] = [Math.min(value, MOST_WEIGHT), 0];
    else found.push([(place += value), weight]);
  }
  return found;
}

/* Pages by their number, each with its places in the text and in the title. */
function pages(cursor, into) {
  let row = 0;
  for (let count = head(cursor); count--; ) {
    head(cursor);
    row += head(cursor);
    const page = into.get(row) ?? { places: [], title: [] };
    page.places.push(...places(cursor));
    page.title.push(...places(cursor));
    into.set(row, page);
  }
}

/* The entries of an index file whose words are wanted; all spellings of a word are one. */
function* entriesOf(bytes, wanted) {
  const cursor = { bytes, at: 0, kind: 0 };
  head(cursor);
  for (let count = head(cursor); count--; ) {
    head(cursor);
    const word = text(cursor);
    if (!wanted(word)) {
      skip(cursor);
      skip(cursor);
      continue;
    }
    const found = new Map();
    pages(cursor, found);
    for (let spellings = head(cursor); spellings--; ) {
      head(cursor);
      skip(cursor);
      pages(cursor, found);
    }
    yield [word, found];
  }
}

/* A word counts for less the longer or shorter it is than what was asked for. */
function likeness(word, stem) {
  const apart = Math.abs(encoder.encode(word).length - encoder.encode(stem).length) + 1;
  return Math.exp(Math.exp((-0.5 * apart ** 2) / LENGTH_SPREAD ** 2) - 1);
}

/* Each term's own words, with how like they are, and the rows that all terms have. */
function held(terms, entries) {
  const own = terms.map((term) =>
    entries
      .filter(([word]) => term.matches(word))
      .map(([word, found]) => ({ word, found, like: likeness(word, term.stem) })),
  );
  const rows = own.map((words) => new Set(words.flatMap(({ found }) => [...found.keys()])));
  rows.sort((a, b) => a.size - b.size);
  const [fewest, ...others] = rows;
  return [own, [...(fewest ?? [])].filter((row) => others.every((each) => each.has(row)))];
}

/* The responses that have all terms: what scores them, in text and title, and where. */
function matching(terms, entries) {
  const [own, rows] = held(terms, entries);
  return rows.map((row) => {
    const at = new Map(); /* place → term → the word there; parts of "car-park" share a place */
    const title = [];
    own.forEach((words, term) => {
      for (const { word, found, like } of words) {
        const page = found.get(row);
        if (!page) continue;
        if (page.title.length) title.push(term);
        for (const [place, weight] of page.places) {
          const there = at.get(place) ?? at.set(place, new Map()).get(place);
          if (!there.has(term)) there.set(term, { word, weight, like });
        }
      }
    });
    const weights = new Map();
    const marks = [];
    for (const [place, there] of at) {
      const each = [...there.values()];
      const least = Math.min(...each.map(({ weight }) => weight));
      const weight = Math.min(least * each.length, MOST_WEIGHT);
      for (const [term, { word, like }] of there) {
        const key = `${term} ${word}`;
        const known = weights.get(key) ?? weights.set(key, [term, 0]).get(key);
        known[1] += (weight / FULL_WEIGHT) * like;
      }
      marks.push([place, weight ** 2 * each.reduce((sum, { like }) => sum + like, 0)]);
    }
    marks.sort((a, b) => a[0] - b[0]);
    return { row, weights: [...weights.values()], title, places: marks };
  });
}

/* The responses with the terms one after another, in the text or else in the title. */
function inSequence(terms, entries) {
  const [own, rows] = held(terms, entries);
  const start = (row, where) => {
    const sets = own.map(
      (words) =>
        new Set(words.flatMap(({ found }) => (found.get(row)?.[where] ?? []).map(([n]) => n))),
    );
    return [...sets[0]].sort((a, b) => a - b).filter((n) => sets.every((set, k) => set.has(n + k)));
  };
  return rows.flatMap((row) => {
    const starts = start(row, "places");
    const marks = starts.flatMap((from) => terms.map((_, n) => [from + n, 1]));
    if (starts.length) return [{ row, score: 1, places: marks }];
    return start(row, "title").length ? [{ row, score: TITLE_PHRASE, places: [] }] : [];
  });
}
