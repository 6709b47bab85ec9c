/* Pagefind's own program for browsers, to compare with: its stems, and its answers to a query. */
"use strict";

const pagefindOf = async (packed) => {
  const bytes = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const unpacked = async (raw) => {
    if (raw[0] !== 0x1f) return raw.subarray(12);
    const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer()).subarray(12);
  };
  const module = await WebAssembly.compile(await unpacked(bytes(packed)));

  const cbor = (value) => {
    if (typeof value === "number") return [0x1a, value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
    const parts = typeof value === "string" ? [...new TextEncoder().encode(value)] : value.flatMap(cbor);
    return [typeof value === "string" ? 0x79 : 0x99, value.length >> 8, value.length & 255, ...parts];
  };

  const running = (version, lengths, bodies) => {
    const wasm = new WebAssembly.Instance(module, {
      "./pagefind_web_bg.js": {
        __wbindgen_init_externref_table: () => {
          const table = wasm.__wbindgen_externrefs;
          const offset = table.grow(4);
          table.set(0, undefined);
          [undefined, null, true, false].forEach((each, n) => table.set(offset + n, each));
        },
      },
    }).exports;
    wasm.__wbindgen_start();
    const given = (raw) => {
      const at = wasm.__wbindgen_malloc(raw.length, 1) >>> 0;
      new Uint8Array(wasm.memory.buffer, at, raw.length).set(raw);
      return [at, raw.length];
    };
    const text = (string) => given(new TextEncoder().encode(string));
    const pages = lengths.map((length, row) => [String(row), length]);
    let index = wasm.init_pagefind(...given(Uint8Array.from(cbor([version, pages, [], [], [], ["title"]]))));
    index = wasm.enter_playground_mode(index);
    index = wasm.set_ranking_weights(index, ...text('{"diacritic_similarity":0}'));
    for (const body of bodies) index = wasm.load_index_chunk(index, ...given(body));
    return (query, exact) => {
      const [at, length] = wasm.search(index, ...text(query), ...text(query), ...text("{}"), ...text(""), exact, false);
      return JSON.parse(new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, at >>> 0, length >>> 0)));
    };
  };

  return {
    stems: (version, words) =>
      running(version, [], [])(words.join(" "), false).query_term_idfs.map(({ t }) => t),

    /* The scores of all responses that a site of one shard finds, by id. */
    scores: async (version, site, query, exact) => {
      const file = async (path) => {
        const raw = new Uint8Array(await (await fetch(`${site}pagefind/${path}`)).arrayBuffer());
        if (raw[0] !== 0x1f) return raw;
        const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
        return new Uint8Array(await new Response(stream).arrayBuffer());
      };
      const json = (raw) => JSON.parse(new TextDecoder().decode(raw));
      const [shard] = json(await file("shards.json")).shards;
      const facts = json(await file(shard.facts));
      const bodies = await Promise.all(
        facts.chunks.map(async ([, , name]) => (await file(`${shard.name}/${name}.index`)).subarray(12)),
      );
      const found = running(version, facts.lengths, bodies)(query, exact).results;
      const each = found.map(async ({ p, s }) => {
        const fragment = await file(`${shard.name}/${facts.fragments[p]}.fragment`);
        return [json(fragment.subarray(12)).url, s];
      });
      return Object.fromEntries(await Promise.all(each));
    },
  };
};
