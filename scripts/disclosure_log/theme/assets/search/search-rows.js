/*
 * Which records hold a word, from the list of words alone: where words seldom meet, the shards in
 * which they do are known before one is opened. See publishing/search_rows.py for the files.
 */
"use strict";

const FEW = 0.1; /* records expected to have all words; no further word need be asked for then */
const MOST_FILES = 12; /* of rows, for one term: the start of very many words narrows little */

/* The numbers of the bits that are set, lowest first, of a number in hex. */
function bitsOf(hex) {
  const found = [];
  for (let n = 0; n < hex.length; n++) {
    const four = parseInt(hex[hex.length - 1 - n], 16);
    for (let bit = 0; bit < 4; bit++) if ((four >> bit) & 1) found.push(4 * n + bit);
  }
  return found;
}

const ONES = { 0: 0, 1: 1, 2: 1, 3: 2, 4: 1, 5: 2, 6: 2, 7: 3, 8: 1, 9: 2, a: 2, b: 3, c: 2, d: 3, e: 3, f: 4 };
const ones = (hex) => [...hex].reduce((sum, four) => sum + ONES[four], 0);

/*
 * The file of rows that a listed word is in: the place of its first word in the list's, its name.
 * Two such files may share a name, as those of "tree" and "felling" where each comes with the
 * other; so they are told apart by what is returned here, which is the same for words of one file.
 */
const rowsFile = ([, begins], place) => begins.findLast(([from]) => from <= place);

/* The rows by shard, both counted from the oldest, of words of one file of rows, in their order. */
function rowsOfWords(bytes, [listed], first, places) {
  let at = 0;
  let next = first;
  return places.map((place) => {
    let others = 0;
    for (; next < place; next++) others += ones(listed[next][2]);
    for (; others; at++) if (!bytes[at]) others--;
    next++;
    const found = new Map();
    for (const shard of bitsOf(listed[place][2])) {
      const rows = [];
      let row = -1;
      for (; bytes[at]; at++) {
        let step = 0;
        let scale = 1;
        for (; bytes[at] > 127; at++, scale *= 128) step += (bytes[at] - 128) * scale;
        row += step + bytes[at] * scale;
        rows.push(row);
      }
      at++;
      found.set(shard, rows);
    }
    return [listed[place][0], found];
  });
}

/* How many of so many records have all terms, if each had no say in where the others are. */
const expected = (terms, records) =>
  terms.reduce((rest, term) => rest * Math.min(1, term.records / records), records);

/* The terms worth asking for: the rarest, until they alone are expected to leave next to none. */
function rarest(terms, records) {
  const affordable = [...new Set(terms)]
    .filter((term) => new Set(term.found.map(({ rows }) => rows)).size <= MOST_FILES)
    .sort((a, b) => a.records - b.records);
  let n = 2;
  while (n < affordable.length && expected(affordable.slice(0, n), records) > FEW) n++;
  return affordable.slice(0, n);
}

/* The rows that all terms have, by shard, from each term's words and their rows by shard. */
function meeting(terms) {
  let all = null;
  for (const words of terms) {
    const rows = new Map();
    for (const [, found] of words) {
      for (const [shard, some] of found) {
        if (all && !all.has(shard)) continue;
        const known = rows.get(shard) ?? rows.set(shard, new Set()).get(shard);
        for (const row of some) if (!all || all.get(shard).has(row)) known.add(row);
      }
    }
    all = new Map([...rows].filter(([, some]) => some.size));
  }
  return all;
}
