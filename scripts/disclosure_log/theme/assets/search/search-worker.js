/*
 * The search engine, beside the page so that typing never waits for it.
 *
 * It decides which shards and which words of them are worth fetching, puts the shards' answers in
 * one order, and counts what they can be narrowed by. See publishing/search_index.py for the files
 * it reads, which are Pagefind's.
 */
"use strict";

importScripts("search-stem.js", "search-match.js", "search-rows.js");

const FORMAT = 3; /* of the index: this file may be an older one that a browser kept */

/* Pagefind's own ranking (BM25 and a bonus for the title), restated to weigh all shards alike. */
const SATURATION = 1.4;
const LENGTH_WEIGHT = 0.75;
const TITLE_WEIGHT = 5;

const EXCERPT_WORDS = 30;
const SHORTEST_STEM = 3; /* a shorter one stands for itself: "ev" is not "event" */
const FALLBACK = 3; /* letters that a word may lose to be found after all */
const MOST_COMMON_WORDS = 3; /* that are kept where a query has no others */
const MOST_WORDS = 30; /* of a query, such as a whole question pasted in */
const FETCH_AHEAD = 4;
const FIRST = 5; /* results shown before their page is full: no screen holds more at once */
const MOST_AHEAD = 16; /* shards, where those before had no result */
const PAUSE = 60; /* milliseconds in which the page shows the first results undisturbed */

/* ---- Files ---------------------------------------------------------------------------------- */

let base = "";
let fetched = 0;
const files = new Map();

class Unavailable extends Error {}

async function download(path, options) {
  let response;
  try {
    response = await fetch(base + path, options);
  } catch (error) {
    throw new Unavailable(String(error));
  }
  if (!response.ok) throw new Unavailable(`${path}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  fetched += bytes.length;
  return bytes;
}

/* A file as it was before it was packed. Some servers unpack on the way, so look first. */
async function unpacked(path) {
  const bytes = await download(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function once(path, make) {
  if (!files.has(path)) {
    const made = make(path);
    made.catch(() => files.delete(path));
    files.set(path, made);
  }
  return files.get(path);
}

const json = (path) => once(path, async () => JSON.parse(decoder.decode(await unpacked(path))));
const SIGNATURE = 12; /* bytes that Pagefind puts before a file's body */
const rowsIn = (path) => once(path, unpacked);
const pagefindBody = (path) => once(path, async () => (await unpacked(path)).subarray(SIGNATURE));

/* What there is, asked for anew for each visit: all else is named by its content. */
const catalogue = () =>
  once("shards.json", async (path) => {
    const known = JSON.parse(decoder.decode(await download(path, { cache: "no-cache" })));
    if (known.format !== FORMAT) throw new Unavailable(`format ${known.format}`);
    return known;
  });

/* ---- The query --------------------------------------------------------------------------------- */

/* Words as Pagefind reads them: small letters without accents, punctuation falls away. */
function wordsOf(query) {
  return query
    .slice(0, 2000)
    .replace(/[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu, (sign) => ("_‿⁀⁔︳︴﹍﹎﹏＿".includes(sign) ? sign : ""))
    .toLocaleLowerCase("en")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/\s+/)
    .filter(Boolean);
}

/* By code points, which is the order the list of words was made in. */
const before = (a, b) => {
  const one = encoder.encode(a);
  const two = encoder.encode(b);
  for (let n = 0; n < one.length && n < two.length; n++) {
    if (one[n] !== two[n]) return one[n] < two[n];
  }
  return one.length < two.length;
};

/* The listed words from one on, as long as they start with it: in how many records and which. */
async function listed(known, stem, exact) {
  const found = [];
  let n = known.words.findIndex(([first]) => before(stem, first));
  n = n === -1 ? known.words.length - 1 : Math.max(0, n - 1);
  for (; n < known.words.length; n++) {
    const [first, path] = known.words[n];
    if (before(stem, first) && !first.startsWith(stem)) break;
    const file = await json(path);
    file[0].forEach(([word, records, held], place) => {
      if (exact ? word !== stem : !word.startsWith(stem)) return;
      const shards = BigInt(`0x${held}`);
      found.push({ word, records, shards, file, place, rows: rowsFile(file, place) });
    });
    if (exact) break;
  }
  return found;
}

/* A term with the shards that hold it; without any where no response has it. */
async function located(known, { word, stem }, phrase) {
  const exact = phrase || stem.length < SHORTEST_STEM;
  let found = await listed(known, stem, exact);
  let shorter = stem;
  for (let n = 1; !found.length && !exact && n <= FALLBACK; n++) {
    shorter = stem.slice(0, -n);
    if (shorter.length < SHORTEST_STEM + 1) break;
    found = await listed(known, shorter, true);
  }
  const shards = found.reduce((all, each) => all | each.shards, 0n);
  const records = found.reduce((sum, each) => sum + each.records, 0);
  const own = new Set(found.map((each) => each.word));
  return { word, stem, shards, records, matches: (each) => own.has(each), found };
}

/* A term's words, each with its rows by shard. */
async function rowsOf({ found }) {
  const files = new Map(found.map(({ rows }) => [rows, []]));
  for (const each of found) files.get(each.rows).push(each);
  const parts = [...files].map(async ([[first, name], words]) => {
    const bytes = await rowsIn(`words/${name}.rows`);
    return rowsOfWords(bytes, words[0].file, first, words.map(({ place }) => place));
  });
  return (await Promise.all(parts)).flat();
}

/* Those of a term's words that are worth fetching in a shard, where it is known which records. */
function wordsIn(term, shard, meets) {
  const there = term.found.filter(({ shards }) => (shards >> BigInt(shard)) & 1n);
  const rows = meets?.rows.get(shard);
  const words = meets?.words.get(term);
  return there
    .map(({ word }) => word)
    .filter((word) => !words || words.get(word).get(shard).some((row) => rows.has(row)));
}

/* What to look for: the terms, those that no response has, and common words left out. */
async function understood(query) {
  const plan = await planned(query);
  const apart = query.replace(/(?<=[\p{L}\p{N}])[\p{Pd}\p{Po}](?=[\p{L}\p{N}])/gu, " ");
  if (!plan.missing.length || plan.phrase || apart === query) return plan;
  /* "car-park" is one word to Pagefind; where nobody wrote it so, it may be two. */
  const other = await planned(apart);
  return other.missing.length < plan.missing.length ? { ...other, query } : plan;
}

async function planned(query) {
  const known = await catalogue();
  const phrase = /^\s*".+"\s*$/.test(query);
  const plan = { known, query, phrase, terms: [], missing: [], common: [] };
  const words = [...new Set(wordsOf(query))].slice(0, MOST_WORDS);
  if (!words.length) return plan;
  let kept = words.map((word) => ({ word, stem: stem(word) }));
  if (!phrase) {
    kept = kept.filter((each, n) => kept.findIndex((one) => one.stem === each.stem) === n);
  }
  const share = ({ stem }) => known.common[stem] ?? 0;
  const spare = kept
    .filter((each) => !phrase && share(each) > known.limit)
    .sort((a, b) => share(a) - share(b));
  plan.common = spare.map((each) => each.word);
  kept = kept.filter((each) => !spare.includes(each));
  const locate = async (some) => {
    for (const term of await Promise.all(some.map((each) => located(known, each, phrase)))) {
      if (term.shards) plan.terms.push(term);
      else plan.missing.push(term.word);
    }
  };
  await locate(kept);
  if (!plan.terms.length && !phrase) {
    await locate(spare.slice(0, MOST_COMMON_WORDS));
    plan.common = plan.common.filter((word) => !plan.terms.some((term) => term.word === word));
  }
  if (phrase && plan.missing.length) plan.terms = [];
  if (phrase) plan.terms = plan.terms.length ? inOrder(plan.terms, wordsOf(query)) : [];
  return plan;
}

/* A phrase may say a word twice. */
const inOrder = (terms, words) => words.map((word) => terms.find((term) => term.word === word));

/* ---- One search over all shards ------------------------------------------------------------------ */

/* The answers to one query, gathered shard by shard, newest first, as far as they are asked for. */
class Search {
  constructor(plan) {
    this.plan = plan;
    this.left = [];
    this.start();
  }

  static async of(query) {
    return new Search(await understood(query));
  }

  start() {
    const { known, terms } = this.plan;
    this.hits = [];
    this.facts = new Map();
    this.meets = null;
    this.narrowing = null;
    const last = known.shards.length - 1;
    const held = terms.reduce((all, term) => all & term.shards, (1n << BigInt(last + 1)) - 1n);
    const wanted = this.plan.query.trim() && !terms.length ? 0n : held;
    this.pending = known.shards
      .map((shard, order) => ({ ...shard, order, number: last - order }))
      .filter((shard) => (wanted >> BigInt(shard.number)) & 1n);
    this.of = this.pending.length;
    this.loading = new Map();
  }

  /* Where nothing has all the words: the same without the commonest third of them. */
  relax() {
    const { terms, phrase } = this.plan;
    if (phrase || terms.length < 2) return false;
    const commonest = [...terms].sort((a, b) => b.records - a.records);
    const left = commonest.slice(0, Math.ceil(terms.length / 3));
    this.plan.terms = terms.filter((term) => !left.includes(term));
    this.left.push(...left.map((term) => term.word));
    this.start();
    return true;
  }

  /* Whether to look where the words meet, before so many shards are opened in vain. */
  seldom() {
    const { known, terms } = this.plan;
    if (this.hits.length || this.pending.length < 3 || new Set(terms).size < 2) return false;
    const opened = this.pending.length < this.of;
    return opened || expected([...new Set(terms)], known.records) < this.pending.length;
  }

  /* Of the shards to be opened, keep those that have a record with all words. */
  async narrow() {
    const terms = rarest(this.plan.terms, this.plan.known.records);
    if (terms.length < 2) return;
    const rows = await Promise.all(terms.map(rowsOf));
    const words = new Map(terms.map((term, n) => [term, new Map(rows[n])]));
    this.meets = { rows: meeting(rows), words };
    const opened = this.of - this.pending.length;
    this.pending = this.pending.filter((shard) => this.meets.rows.has(shard.number));
    this.of = opened + this.pending.length;
  }

  load(shard) {
    if (!this.loading.has(shard.name)) {
      const loading = this.loaded(shard);
      loading.catch(() => this.loading.delete(shard.name));
      this.loading.set(shard.name, loading);
    }
    return this.loading.get(shard.name);
  }

  async loaded(shard) {
    const facts = await json(shard.facts);
    const words = new Set(
      this.plan.terms.flatMap((term) => wordsIn(term, shard.number, this.meets)),
    );
    const needed = facts.chunks.filter(([from, to]) =>
      [...words].some((word) => !before(word, from) && !before(to, word)),
    );
    const bodies = await Promise.all(
      needed.map(([, , name]) => pagefindBody(`${shard.name}/${name}.index`)),
    );
    return [facts, bodies.flatMap((body) => [...entriesOf(body, (word) => words.has(word))])];
  }

  /* Search one more shard; those of chosen years come first. */
  async step(years, ahead) {
    if (!this.narrowing && this.seldom()) {
      this.narrowing = this.narrow();
      this.narrowing.catch(() => (this.narrowing = null));
    }
    await this.narrowing;
    if (!this.pending.length) return;
    const chosen = (shard) => !years.length || years.includes(shard.year);
    this.pending.sort((a, b) => chosen(b) - chosen(a) || a.order - b.order);
    this.pending.slice(0, ahead).forEach((shard) => this.load(shard).catch(() => {}));
    const shard = this.pending[0];
    const [facts, entries] = await this.load(shard);
    if (!this.pending.includes(shard)) return;
    this.pending = this.pending.filter((each) => each !== shard);
    this.loading.delete(shard.name);
    this.facts.set(shard.order, { ...facts, name: shard.name });
    if (!this.plan.terms.length) {
      facts.dates.forEach((_, row) => this.hits.push({ order: shard.order, row, places: [] }));
      return;
    }
    this.match(shard, facts, entries);
  }

  match(shard, facts, entries) {
    const { terms, phrase } = this.plan;
    for (const hit of (phrase ? inSequence : matching)(terms, entries)) {
      this.hits.push({ ...hit, order: shard.order, length: facts.lengths[hit.row] });
    }
  }

  /* Scores as one index over the whole log would give them, however it is cut. */
  score() {
    if (this.plan.phrase) return;
    const { records, shards } = this.plan.known;
    const average = shards.reduce((sum, shard) => sum + shard.length, 0) / records;
    const rarity = this.plan.terms.map((term) => {
      const count = Math.min(term.records, records);
      return Math.log((records - count + 0.5) / (count + 0.5) + 1);
    });
    const all = rarity.reduce((sum, each) => sum + each, 0);
    for (const hit of this.hits) {
      const penalty = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * (hit.length / average);
      let score = 0;
      for (const [term, weight] of hit.weights) {
        score += (rarity[term] * (SATURATION + 1) * weight) / (SATURATION * penalty + weight);
      }
      const titled = hit.title.reduce((sum, term) => sum + rarity[term], 0);
      hit.score = score + (titled ? TITLE_WEIGHT * titled * (titled / all) ** 2 : 0);
    }
  }

  /* The hits that the chosen facets let pass, in order, and how many each value would give. */
  narrowed(chosen, sort) {
    const names = this.plan.known.facets.map((facet) => facet.name);
    const counts = Object.fromEntries(names.map((name) => [name, new Map()]));
    const sought = names.filter((name) => chosen[name]?.length);
    const passed = [];
    for (const hit of this.hits) {
      const { facets } = this.facts.get(hit.order);
      const codes = (name) => facets[name].rows[hit.row].map((n) => facets[name].values[n]);
      const failed = sought.filter((name) => !codes(name).some((code) => chosen[name].includes(code)));
      if (failed.length > 1) continue;
      if (!failed.length) passed.push(hit);
      for (const name of failed.length ? failed : names) {
        for (const code of codes(name)) counts[name].set(code, (counts[name].get(code) ?? 0) + 1);
      }
    }
    const newest = (a, b) => a.order - b.order || a.row - b.row;
    if (sort === "date" || !this.plan.terms.length) passed.sort(newest);
    else {
      this.score();
      passed.sort((a, b) => b.score - a.score || newest(a, b));
    }
    return [passed, counts];
  }

  /* A hit as the page shows it. */
  async shown(hit) {
    const facts = this.facts.get(hit.order);
    const path = `${facts.name}/${facts.fragments[hit.row]}.fragment`;
    const fragment = await once(path, async () =>
      JSON.parse(decoder.decode((await unpacked(path)).subarray(SIGNATURE))),
    );
    const codes = (name) =>
      facts.facets[name].rows[hit.row].map((n) => facts.facets[name].values[n]);
    return {
      id: fragment.url,
      title: fragment.meta.title,
      date: facts.dates[hit.row],
      language: facts.languages[hit.row] ?? "",
      outcome: codes("outcome")[0] ?? "",
      authority: codes("authority")[0] ?? "",
      department: codes("department")[0] ?? "",
      score: hit.score ?? 0,
      excerpt: excerpt(fragment.content, hit.places),
    };
  }
}

/* The densest stretch of words, as pieces that are marked or not. */
function excerpt(content, places) {
  const words = content.split(/\s+/).filter(Boolean);
  const weight = new Map(places);
  let best = 0;
  let start = 0;
  for (const [place] of places) {
    let sum = 0;
    for (let n = place; n < place + EXCERPT_WORDS; n++) sum += weight.get(n) ?? 0;
    if (sum > best) [best, start] = [sum, place];
  }
  start = Math.max(0, Math.min(start - 4, words.length - EXCERPT_WORDS));
  const stop = Math.min(words.length, start + EXCERPT_WORDS);
  const pieces = [];
  for (let n = start; n < stop; n++) {
    const marked = weight.has(n);
    const last = pieces.at(-1);
    const gap = last ? " " : "";
    if (last && last[1] === marked) last[0] += gap + words[n];
    else if (marked) {
      if (last) last[0] += gap;
      pieces.push([words[n], true]);
    } else pieces.push([gap + words[n], false]);
  }
  if (start > 0) pieces.unshift(["… ", false]);
  if (stop < words.length) pieces.push([" …", false]);
  return pieces;
}

/* ---- Messages ------------------------------------------------------------------------------------ */

let latest = 0;
let kept = null;

async function answer({ id, query, chosen, sort, limit, shown, budget, further }) {
  const stale = () => id !== latest;
  const tell = (message) => stale() || self.postMessage({ id, ...message });
  if (kept?.plan.query !== query) {
    const search = await Search.of(query);
    if (stale()) return;
    kept = search;
    kept.ceiling = fetched + budget;
  }
  const search = kept;
  if (further) search.ceiling = fetched + budget;
  const years = chosen.year ?? [];
  const state = async (done, most = limit) => {
    const [passed, counts] = search.narrowed(chosen, sort);
    const results = await Promise.all(passed.slice(0, most).map((hit) => search.shown(hit)));
    tell({
      type: done ? "done" : "first",
      total: passed.length,
      results,
      counts: Object.fromEntries(Object.entries(counts).map(([name, map]) => [name, [...map]])),
      searched: search.of - search.pending.length,
      of: search.of,
      oldest: search.pending.length ? oldestSearched(search) : "",
      common: search.plan.common,
      missing: search.plan.missing,
      left: search.left,
      fetched,
    });
    return passed.length;
  };
  const allowed = () =>
    fetched < search.ceiling || search.pending.some((shard) => years.includes(shard.year));
  let told = 0;
  let ahead = 1;
  do {
    while (search.pending.length && (allowed() || !told)) {
      await search.step(years, ahead);
      if (stale()) return;
      if (!told && search.pending.length) {
        const [passed] = search.narrowed(chosen, sort);
        ahead = passed.length ? FETCH_AHEAD : Math.min(2 * ahead, MOST_AHEAD);
        if (passed.length) {
          told = await state(false, Math.min(limit, Math.max(shown, FIRST)));
          await new Promise((resolve) => setTimeout(resolve, PAUSE));
          if (!stale() && told > FIRST) await state(false);
        }
      } else if (told) {
        tell({ type: "progress", searched: search.of - search.pending.length, of: search.of });
      }
      if (stale()) return;
    }
  } while (!search.hits.length && !search.pending.length && search.relax());
  await state(true);
}

const oldestSearched = (search) =>
  [...search.facts.keys()].reduce(
    (oldest, order) => {
      const { oldest: date } = search.plan.known.shards[order];
      return !oldest || date < oldest ? date : oldest;
    },
    "",
  );

self.onmessage = async ({ data }) => {
  if (data.type === "open") {
    base = data.base;
    try {
      const known = await catalogue();
      self.postMessage({ type: "open", known });
      /* Nearly every search opens the newest shard: what it needs first is here when it comes. */
      if (known.shards.length) json(known.shards[0].facts).catch(() => {});
    } catch (error) {
      self.postMessage({ type: "error", id: 0, message: String(error) });
    }
    return;
  }
  latest = data.id;
  try {
    await answer(data);
  } catch (error) {
    kept = null;
    if (data.id === latest) {
      self.postMessage({ type: "error", id: data.id, message: String(error) });
    }
  }
};
