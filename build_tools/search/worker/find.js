/* The ways in which a query is tried. The first that finds something is taken:
 *   exact     all of it in one piece, then all of its words in one sentence or on one page
 *   toneless  the same without its tone marks
 *   near      with one character wrong, missing, added or swapped, or others of the same sound
 *   part      at least half of its pairs of characters
 */
(function (engine) {
  "use strict";

  const {
    ENGLISH,
    RANK,
    NO_COUNTS,
    hasHan,
    full,
    normalise,
    addPlace,
    merge,
    total,
    pagesOf,
    addLiteral,
    addTerms,
    pinyinPattern,
    isToned,
    withoutTones,
    addSounds,
    addNear,
    pairs,
  } = engine;
  const MOST_WORDS = 12;
  const MOST_PARTIAL = 30;

  const distinct = (words) => Array.from(new Set(words)).slice(0, MOST_WORDS);

  function addPiece(hits, prepared, words, items, isOneOfSeveral, within) {
    addLiteral(hits, prepared, words.join(" "), isOneOfSeveral, within);
    const joined = words.join("");
    const mayBeOne = hasHan(joined) || /\d/.test(joined);
    if (words.length > 1 && mayBeOne) addLiteral(hits, prepared, joined, false);
    addTerms(hits, prepared, words.join(" "), within);
    if (items) addSounds(hits, prepared, items);
  }

  const inOrder = (a, b) => a - b;

  /* All entries of the pages that some hits are on. */
  function entriesOnPages(prepared, hits) {
    const entries = [];
    for (const page of Array.from(pagesOf(prepared, hits)).sort(inOrder)) {
      const end = prepared.pageStarts[page + 1];
      for (let entry = prepared.pageStarts[page]; entry < end; entry += 1) entries.push(entry);
    }
    return entries;
  }

  /* Adds to hits the entries that have all of the words, each given by its own hits; else those of
   * the pages that have them all. */
  function addAll(hits, prepared, found, mayBeApart) {
    const { pageOf } = prepared;
    const [fewest] = found.slice().sort((a, b) => a.size - b.size);
    const together = new Set();
    for (const entry of fewest.keys()) {
      if (!found.every((each) => each.has(entry))) continue;
      together.add(pageOf[entry]);
      if (hits.has(entry)) continue;
      for (const each of found) merge(hits, each.get(entry), RANK.words);
      hits.get(entry).counts.words = 1;
    }
    if (!mayBeApart) return;
    const pages = found.map((each) => pagesOf(prepared, each));
    for (const page of pages[0]) {
      if (together.has(page) || !pages.every((each) => each.has(page))) continue;
      for (const each of found) {
        for (const hit of each.values()) {
          if (pageOf[hit.entry] === page) merge(hits, hit, RANK.page).counts.apart = 1;
        }
      }
    }
  }

  function exact(prepared, words, toned) {
    const pattern = (some) => {
      const items = pinyinPattern(some.map((word) => full(word, prepared.fold)));
      return items && !toned ? withoutTones(items) : items;
    };
    const hits = new Map();
    addPiece(hits, prepared, words, pattern(words), false);
    if (words.length === 1) return hits;
    // Where the syllables stand in one piece, each by itself would only add noise.
    const isSpelt = total(hits, "sound") > 0;
    const mayBeApart = hits.size === 0;
    const found = [];
    let within = null;
    for (const word of distinct(words).sort((a, b) => b.length - a.length)) {
      const own = new Map();
      addPiece(own, prepared, [word], isSpelt ? null : pattern([word]), true, within);
      if (!own.size) return hits;
      found.push(own);
      // The words after it count only where this one stands.
      within = mayBeApart ? entriesOnPages(prepared, own) : Array.from(own.keys()).sort(inOrder);
    }
    addAll(hits, prepared, found, mayBeApart);
    return hits;
  }

  function near(prepared, words) {
    const hits = new Map();
    addNear(hits, prepared, words.join(hasHan(words.join("")) ? "" : " "));
    if (hits.size || words.length === 1) return hits;
    const found = distinct(words).map((word) => {
      const own = new Map();
      addPiece(own, prepared, [word], null, true);
      if (!own.size) addNear(own, prepared, word);
      return own;
    });
    const all = new Map();
    addAll(all, prepared, found, true);
    for (const hit of all.values()) {
      hit.rank += RANK.near;
      hit.counts = { ...NO_COUNTS, near: 1 };
    }
    return all;
  }

  function part(prepared, words) {
    const hits = new Map();
    const wanted = pairs(words);
    const finds = [prepared.findFolded, prepared.fields[ENGLISH].find];
    const shares = new Map();
    const least = Math.max(2, Math.ceil(wanted.length / 2));
    for (const pair of wanted) {
      const folded = full(pair, prepared.fold);
      const own = new Map();
      finds.forEach((findIn, number) => {
        if (number === ENGLISH && hasHan(pair) && !prepared.fields[ENGLISH].hasHan) return;
        for (const start of findIn(folded)) {
          addPlace(own, prepared, number, start, start + folded.length, RANK.part, "part");
        }
      });
      for (const hit of own.values()) {
        if (!shares.has(hit.entry)) shares.set(hit.entry, []);
        shares.get(hit.entry).push(hit);
      }
    }
    const best = Array.from(shares.values()).filter((share) => share.length >= least);
    best.sort((a, b) => b.length - a.length || a[0].entry - b[0].entry);
    for (const share of best.slice(0, MOST_PARTIAL)) {
      const rank = RANK.part + 1 - share.length / wanted.length;
      for (const hit of share) merge(hits, hit, rank).counts.part = 1;
    }
    return hits;
  }

  /* The hits of a query, and the way in which they were found. */
  function find(prepared, query) {
    const words = normalise(query);
    if (!words.length) return { way: "empty", hits: new Map() };
    const tries = [["exact", () => exact(prepared, words, true)]];
    const items = pinyinPattern(words);
    if (items && isToned(items)) tries.push(["toneless", () => exact(prepared, words, false)]);
    tries.push(["near", () => near(prepared, words)], ["part", () => part(prepared, words)]);
    for (const [way, run] of tries) {
      const hits = run();
      if (hits.size) return { way, hits };
    }
    return { way: "none", hits: new Map() };
  }

  Object.assign(engine, { find });
})(self.publicationSearch);
