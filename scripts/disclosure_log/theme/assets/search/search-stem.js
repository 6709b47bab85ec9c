/*
 * English words to their stems, as the index has them: Martin Porter's second algorithm,
 * https://snowballstem.org/algorithms/english/stemmer.html. A test compares it with Pagefind's own.
 */
"use strict";

const stem = (() => {
  const table = (pairs) => new Map(pairs.split(" ").map((pair) => pair.split(":")));
  const WHOLE = table(
    "skis:ski skies:sky idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes",
  );
  const KEPT = /^(?:inning|outing|canning|herring|earring|proceed|exceed|succeed|evening)$/;
  const START = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/;
  const FIRST = /^.*?[aeiouy][^aeiouy]/;
  const SHORT = /(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY]|past)$/;
  /* The longest ending counts, and only if it lies in the word's later part. */
  const endings = (pairs) => {
    const map = table(pairs);
    const by = [...map.keys()].sort((a, b) => b.length - a.length);
    return [new RegExp(`(?:${by.join("|")})$`), map];
  };
  const [SECOND, second] = endings(
    "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al aliti:al alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogist:og ogi:og fulli:ful lessli:less li:",
  );
  const [THIRD, third] = endings(
    "tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:",
  );
  const FOURTH = /(?:ement|ment|ance|ence|able|ible|ant|ent|ism|ate|iti|ous|ive|ize|ion|al|er|ic)$/;

  const after = (word, from) => {
    const found = FIRST.exec(word.slice(from));
    return found ? from + found[0].length : word.length;
  };

  return (given) => {
    if ([...given].length < 3) return given;
    if (WHOLE.has(given)) return WHOLE.get(given);
    let word = given.replace(/^'/, "").replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const r1 = START.exec(word)?.[0].length ?? after(word, 0);
    const r2 = after(word, r1);
    const cut = (length, instead = "") => {
      word = word.slice(0, word.length - length) + instead;
    };

    word = word.replace(/'(?:s'?)?$/, "");

    if (/sses$/.test(word)) cut(2);
    else if (/(?:ied|ies)$/.test(word)) cut(word.length > 4 ? 2 : 1);
    else if (/[aeiouy].+s$/.test(word) && !/[us]s$/.test(word)) cut(1);
    if (KEPT.test(word)) return word;

    const past = /(?:eed|eedly|ed|edly|ing|ingly)$/.exec(word)?.[0];
    if (past?.startsWith("ee")) {
      if (word.length - past.length >= r1) cut(past.length, "ee");
    } else if (past && /[aeiouy]/.test(word.slice(0, -past.length))) {
      cut(past.length);
      if (past === "ing" && /^[^aeiouy]y$/.test(word)) cut(1, "ie");
      else if (/(?:at|bl|iz)$/.test(word)) word += "e";
      else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) cut(/^[aeo]..$/.test(word) ? 0 : 1);
      else if (r1 >= word.length && SHORT.test(word)) word += "e";
    }

    word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");

    const two = SECOND.exec(word)?.[0];
    if (two && word.length - two.length >= r1) {
      if (two === "li") {
        if (/[cdeghkmnrt]li$/.test(word)) cut(2);
      } else if (two !== "ogi" || /logi$/.test(word)) cut(two.length, second.get(two));
    }

    const three = THIRD.exec(word)?.[0];
    if (three && word.length - three.length >= r1) {
      if (three !== "ative" || word.length - 5 >= r2) cut(three.length, third.get(three));
    }

    const four = FOURTH.exec(word)?.[0];
    if (four && word.length - four.length >= r2) {
      if (four !== "ion" || /[st]ion$/.test(word)) cut(four.length);
    }

    if (/e$/.test(word)) {
      if (word.length - 1 >= r2 || (word.length - 1 >= r1 && !SHORT.test(word.slice(0, -1)))) cut(1);
    } else if (/ll$/.test(word) && word.length - 1 >= r2) cut(1);
    return word.replace(/Y/g, "y");
  };
})();
