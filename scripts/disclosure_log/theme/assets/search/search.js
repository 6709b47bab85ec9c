/*
 * The search page: a plain form, made to answer at once. The engine runs in search-worker.js.
 *
 * Nothing that comes from a response is ever put in as HTML; every word is a text node.
 */
(() => {
  "use strict";

  const PAGE = 10;
  const PAUSE = 350; /* milliseconds without a key before the words typed so far are searched */
  const REST = 2_000; /* milliseconds after which a page that was asked nothing gets the rest */
  const FEW = 8; /* values of a facet shown before the others are asked for */

  const root = document.querySelector("[data-dl-seek]");
  if (!root) return;
  const script = document.currentScript.src;
  /* Bytes that a search may fetch without asking. */
  const BUDGET = Number(root.dataset.budget ?? (navigator.connection?.saveData ? 2e5 : 1e6));
  const site = new URL("../../", script);
  const part = (name) => root.querySelector(`[data-dl-${name}]`);
  const form = root.querySelector("form");
  const field = form.elements.namedItem("q");
  const [status, list, more, older, notes, panel, toggle, sorts, clear, start, none, broken] = [
    "status",
    "results",
    "more",
    "older",
    "notes",
    "facets",
    "toggle",
    "sort",
    "clear",
    "start",
    "none",
    "broken",
  ].map(part);

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const number = (value) => value.toLocaleString("en-GB");
  const responses = (value) => `${number(value)} ${value === 1 ? "response" : "responses"}`;
  const quoted = (words) => words.map((word) => `“${word}”`).join(", ");
  const MONTHS =
    "January February March April May June July August September October November December".split(" ");
  const inWords = (date) => {
    const [year, month, day] = date.split("-").map(Number);
    return [day, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
  };

  /* ---- What can wait for the first results: the theme's own scripts, which the header needs ------- */

  const later = () => {
    for (const waiting of document.querySelectorAll("script[data-dl-later]")) {
      const started = element("script", { src: waiting.src });
      started.async = false;
      waiting.replaceWith(started);
    }
  };
  const soon = () => (window.requestIdleCallback ?? setTimeout)(later);
  for (const near of ["pointerover", "focusin"]) {
    document.querySelector("header")?.addEventListener(near, soon, { once: true });
  }

  /* ---- What is asked: the address bar knows all of it ------------------------------------------ */

  let known = null;
  let names = [];
  let asked = { q: "", sort: "relevance", chosen: {} };

  const fromAddress = () => {
    const given = new URLSearchParams(location.search);
    const chosen = {};
    for (const name of names) {
      const values = given.getAll(name).filter(Boolean);
      if (values.length) chosen[name] = [...new Set(values)];
    }
    return {
      q: (given.get("q") ?? "").trim(),
      sort: given.get("sort") === "date" ? "date" : "relevance",
      chosen,
    };
  };
  const toAddress = ({ q, sort, chosen }) => {
    const given = new URLSearchParams();
    if (q) given.set("q", q);
    for (const name of names) (chosen[name] ?? []).forEach((value) => given.append(name, value));
    if (sort !== "relevance") given.set("sort", sort);
    const query = given.toString();
    return location.pathname + (query ? `?${query}` : "");
  };
  const narrowed = () => Object.values(asked.chosen).some((values) => values.length);
  const nothing = () => !asked.q && !narrowed();

  /* ---- The engine --------------------------------------------------------------------------------- */

  let worker = null;
  let ticket = 0;
  let limit = PAGE;
  let shown = 0;
  let focusFrom = -1;

  const ask = (further = false) => {
    ticket += 1;
    root.dataset.state = "searching";
    status.setAttribute("aria-busy", "true");
    worker.postMessage({
      type: "search",
      id: ticket,
      query: asked.q,
      chosen: asked.chosen,
      sort: asked.sort,
      limit,
      shown,
      budget: BUDGET,
      further,
    });
  };

  const search = (next, { replace = false, silent = false } = {}) => {
    asked = next;
    limit = PAGE;
    shown = 0;
    focusFrom = -1;
    if (!silent) {
      const address = toAddress(asked);
      if (replace) history.replaceState(null, "", address);
      else if (address !== location.pathname + location.search) history.pushState(null, "", address);
    }
    fill();
    if (nothing()) {
      ticket += 1;
      rest();
    } else {
      status.textContent = "Searching…";
      ask();
    }
  };

  /* ---- Showing ------------------------------------------------------------------------------------- */

  const boxes = new Map(); /* facet → code → { box, row, count } */

  /* The form shows what is asked. */
  const fill = () => {
    if (field.value.trim() !== asked.q) field.value = asked.q;
    for (const [name, values] of boxes) {
      for (const [code, { box }] of values) {
        box.checked = (asked.chosen[name] ?? []).includes(code);
      }
    }
    for (const choice of sorts.querySelectorAll("input")) {
      choice.checked = choice.value === asked.sort;
    }
  };

  const only = (...visible) => {
    for (const each of [start, none, broken]) each.hidden = !visible.includes(each);
    for (const each of [list, notes]) each.hidden = !visible.includes(list);
    sorts.hidden = !visible.includes(sorts);
  };

  /* Nothing asked yet: every way to browse. */
  const rest = () => {
    root.dataset.state = "ready";
    status.removeAttribute("aria-busy");
    setTimeout(soon, REST);
    only(start);
    browse();
    list.replaceChildren();
    notes.replaceChildren();
    more.hidden = true;
    older.hidden = true;
    status.textContent = known ? `${responses(known.records)} can be searched.` : "";
    if (known) {
      recount(
        Object.fromEntries(
          known.facets.map(({ name, values }) => [name, values.map(([code, , n]) => [code, n])]),
        ),
      );
    }
  };

  /* The lists of each facet, from what the index says there is; the page itself links to all. */
  const browse = () => {
    if (!known || start.dataset.filled) return;
    start.dataset.filled = "yes";
    for (const name of ["topic", "outcome"]) {
      const { label: heading, values } = known.facets.find((facet) => facet.name === name);
      const linked = values
        .filter(([, , , url]) => url)
        .sort((a, b) => a[1].localeCompare(b[1], "en"));
      if (!linked.length) continue;
      const items = linked.map(([, words, count, url]) =>
        element(
          "li",
          {},
          element("a", { href: new URL(url, site).href }, words),
          " ",
          element("span", { class: "dl-count" }, responses(count)),
        ),
      );
      start.append(
        element("h3", {}, `By ${heading.toLocaleLowerCase("en")}`),
        element("ul", { class: "dl-ways" }, ...items),
      );
    }
  };

  /* Where nothing was found: whom to ask. */
  const askWhom = () => {
    const asking = part("ask");
    if (!known.ask.length || asking.dataset.filled) return;
    asking.dataset.filled = "yes";
    const links = known.ask.map(([name, url]) => element("a", { href: url }, name));
    asking.replaceChildren("make a request of your own: ");
    links.forEach((link, n) => asking.append(...(n ? [", ", link] : [link])));
  };

  const fail = () => {
    root.dataset.state = "error";
    status.removeAttribute("aria-busy");
    only(broken);
    list.replaceChildren();
    more.hidden = true;
    older.hidden = true;
    status.textContent = "The search is not working at the moment.";
    soon();
  };

  const label = (facet, code) => {
    const values = known.facets.find(({ name }) => name === facet)?.values ?? [];
    return values.find(([each]) => each === code)?.[1] ?? code;
  };

  const item = (result) => {
    const link = element("a", { href: new URL(`responses/${result.id}/`, site).href }, result.title);
    const facts = [];
    if (result.outcome) {
      const look = known.looks[result.outcome] ?? "none";
      const badge = `dl-badge dl-badge--${look}`;
      facts.push(element("span", { class: badge }, label("outcome", result.outcome)));
    }
    facts.push(element("time", { datetime: result.date }, inWords(result.date)));
    const authorities = known.facets.find(({ name }) => name === "authority")?.values.length ?? 0;
    if (authorities > 1) facts.push(element("span", {}, label("authority", result.authority)));
    if (result.department) facts.push(element("span", {}, result.department));
    const meta = element("p", { class: "dl-entries__facts" });
    meta.append(...facts);
    const words = element("p", { class: "dl-entries__words" });
    if (result.language) for (const each of [link, words]) each.lang = result.language;
    for (const [text, marked] of result.excerpt) {
      words.append(marked ? element("mark", {}, text) : text);
    }
    const heading = element("h3", { class: "dl-entries__title" }, link);
    return element("li", { "data-score": result.score }, heading, meta, words);
  };

  const recount = (counts) => {
    let some = false;
    for (const [name, values] of boxes) {
      const now = new Map(counts[name]);
      let visible = 0;
      let hidden = 0;
      const facet = panel.querySelector(`[data-facet="${name}"]`);
      const all = facet.dataset.all === "yes";
      for (const [code, each] of values) {
        const count = now.get(code) ?? 0;
        each.count.textContent = number(count);
        const there = count > 0 || each.box.checked;
        const room = all || each.box.checked || visible < FEW || each.box === document.activeElement;
        each.row.hidden = !there || !room;
        if (there && room) visible += 1;
        else if (there) hidden += 1;
      }
      facet.hidden = visible === 0;
      some ||= visible > 0;
      const button = facet.querySelector("button");
      button.hidden = !hidden && !all;
      button.textContent = all ? "Show fewer" : `Show ${number(hidden)} more`;
      button.setAttribute("aria-expanded", String(all));
    }
    toggle.hidden = !some;
    clear.hidden = !narrowed();
    counted = counts;
  };
  let counted = {};

  const say = ({ type, total, common, missing, left, oldest }) => {
    const about = asked.q ? ` for ${/^".+"$/.test(asked.q) ? asked.q : `“${asked.q}”`}` : "";
    const until = type === "done" && oldest ? ` since ${inWords(oldest)}` : "";
    status.textContent =
      type === "done"
        ? `${total ? responses(total) : "No responses"}${about}${until}.`
        : `${responses(total)}${about} so far, searching earlier ones…`;
    const remarks = [];
    if (missing.length) {
      remarks.push(`No response has ${quoted(missing)}${total ? ", so the other words were searched" : ""}.`);
    }
    if (left.length) remarks.push(`No response has all of your words. These leave out ${quoted(left)}.`);
    if (common.length) {
      remarks.push(`Left out because most responses have them: ${quoted(common)}.`);
    }
    notes.replaceChildren(...remarks.map((remark) => element("p", {}, remark)));
  };

  const show = (message) => {
    const { type, total, results, counts } = message;
    const done = type === "done";
    say(message);
    recount(counts);
    if (done && !total) {
      only(none);
      askWhom();
      if (message.missing.length || message.common.length) notes.hidden = false;
      list.replaceChildren();
    } else {
      only(list, sorts);
      const held = list.contains(document.activeElement)
        ? document.activeElement.getAttribute("href")
        : null;
      list.replaceChildren(...results.map(item));
      if (held) {
        [...list.querySelectorAll("a")].find((link) => link.getAttribute("href") === held)?.focus();
      }
    }
    shown = Math.min(results.length, total);
    more.hidden = shown >= total || (!done && shown < limit);
    more.textContent = `Show ${number(Math.min(PAGE, total - shown))} more of ${number(total - shown)}`;
    older.hidden = !done || !message.oldest;
    older.textContent = message.oldest ? `Search before ${inWords(message.oldest)} too` : "";
    if (done && focusFrom >= 0) {
      list.children[focusFrom]?.querySelector("a").focus();
      focusFrom = -1;
    }
    root.dataset.fetched = String(message.fetched);
    if (done) status.removeAttribute("aria-busy");
    root.dataset.state = done ? "done" : "first";
    soon();
  };

  /* ---- What narrows ------------------------------------------------------------------------------- */

  const build = () => {
    for (const { name, label: legend, values } of known.facets) {
      if (name === "authority" && values.length < 2) continue;
      const rows = element("ul", { class: "dl-seek__values" });
      const facet = element(
        "fieldset",
        { class: "dl-seek__facet", "data-facet": name },
        element("legend", {}, legend),
        rows,
      );
      const order =
        name === "year"
          ? [...values].reverse()
          : [...values].sort((a, b) => b[2] - a[2] || a[1].localeCompare(b[1], "en"));
      const codes = new Map();
      for (const [code, words] of order) {
        const box = element("input", { type: "checkbox", name, value: code });
        const count = element("span", { class: "dl-seek__count" });
        const row = element(
          "li",
          {},
          element("label", {}, box, element("span", {}, words), " ", count),
        );
        codes.set(code, { box, row, count });
        rows.append(row);
      }
      const all = element("button", { type: "button", class: "dl-seek__all" });
      all.addEventListener("click", () => {
        facet.dataset.all = facet.dataset.all === "yes" ? "no" : "yes";
        recount(counted);
      });
      facet.append(all);
      boxes.set(name, codes);
      panel.append(facet);
    }
    panel.addEventListener("change", () => {
      const chosen = {};
      for (const [name, values] of boxes) {
        const codes = [...values].filter(([, { box }]) => box.checked).map(([code]) => code);
        if (codes.length) chosen[name] = codes;
      }
      search({ ...asked, chosen });
    });
  };

  /* ---- Hands on -------------------------------------------------------------------------------------- */

  let pause = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    search({ ...asked, q: field.value.trim() });
  });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      const q = field.value.trim();
      if (q !== asked.q && (q === "" || q.split(/\s+/).at(-1).length > 2)) {
        search({ ...asked, q }, { replace: true });
      }
    }, PAUSE);
  });
  sorts.addEventListener("change", (event) => search({ ...asked, sort: event.target.value }));
  more.addEventListener("click", () => {
    focusFrom = shown;
    limit = shown + PAGE;
    ask();
  });
  older.addEventListener("click", () => {
    status.textContent = "Searching…";
    ask(true);
  });
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    panel.classList.toggle("dl-seek__panel--open", open);
  });
  clear.addEventListener("click", () => {
    search({ ...asked, chosen: {} });
    field.focus();
  });
  part("again").addEventListener("click", () => location.reload());
  addEventListener("popstate", () => search(fromAddress(), { silent: true }));

  root.classList.add("dl-seek--ready");
  root.dataset.state = "loading";
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  status.textContent = "Loading the search…";
  try {
    worker = new Worker(new URL("search-worker.js", script));
  } catch {
    fail();
    return;
  }
  worker.addEventListener("error", fail);
  worker.addEventListener("message", ({ data }) => {
    if (data.type === "open") {
      known = data.known;
      names = known.facets.map(({ name }) => name);
      build();
      search(fromAddress(), { silent: true });
    } else if (data.type === "error") fail();
    else if (data.id !== ticket) return;
    else if (data.type === "progress") {
      root.dataset.searched = `${data.searched}/${data.of}`;
    } else show(data);
  });
  worker.postMessage({ type: "open", base: new URL("pagefind/", site).href });
})();
