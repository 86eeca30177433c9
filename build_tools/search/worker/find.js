/* The ways in which a query is tried. The first that finds something is taken:
 *   exact     all of it in one piece, then all of its words in one sentence or on one page; as it is
 *             typed, else without the marks around it, else as the words between marks and hyphens, else with its
 *             numbers in figures, or its years in characters; English words in other forms too; initials
 *             of pinyin where nothing better is found; and what it names by an id
 *   toneless  the same without its tone marks
 *   exact     again without the words that only ask: “医院后来怎么样了”, “what became of the hospital”
 *   near      with one character wrong, missing, added or swapped, or others of the same sound, or as a
 *             short form of a term; then again without the words that only ask
 *   part      at least half of its pairs of characters; else three in a row, or a long word
 */
(function (engine) {
  "use strict";

  const {
    HAN,
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
    cutsAt,
    addLiteral,
    addTerms,
    addInflected,
    addInitials,
    pinyinPattern,
    isToned,
    withoutTones,
    addSounds,
    addIds,
    addNear,
    addShort,
    pieces,
  } = engine;
  const MOST_WORDS = 12;
  const MOST_PARTIAL = 30;
  const LONG_WORD = 5; // letters; shorter words are everywhere

  const distinct = (words) => Array.from(new Set(words)).slice(0, MOST_WORDS);

  function addPiece(hits, prepared, words, items, isOneOfSeveral, within) {
    const joined = words.join("");
    const mayBeOne = hasHan(joined) || /\d/.test(joined);
    const texts = mayBeOne ? [words.join(" "), joined] : [words.join(" ")];
    addLiteral(hits, prepared, texts, isOneOfSeveral, within);
    addTerms(hits, prepared, words.join(" "), within);
    addInflected(hits, prepared, words, within);
    if (!items) return;
    // A whole English word is no syllable that is still being typed: taxi is not the start of "da xiao".
    const isWord = Array.from(hits.values()).some(({ rank }) => rank < RANK.start || rank === RANK.inflected);
    addSounds(hits, prepared, items, !isWord);
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

  /* Adds to `hits` the entries that have all of the words; else those of the pages that have them all,
   * the entries with most of them first. `found` has the hits of each word. */
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
          if (pageOf[hit.entry] !== page) continue;
          const share = found.filter((other) => other.has(hit.entry)).length / found.length;
          merge(hits, hit, RANK.page + 1 - share).counts.apart = 1;
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
    if (words.length === 1) {
      const isFound = Array.from(hits.values()).some(({ rank }) => rank < RANK.inside);
      if (!isFound) addInitials(hits, prepared, words[0]);
      return hits;
    }
    // Where the syllables are found in one piece, each by itself would only add noise.
    const isSpelt = total(hits, "sound") > 0;
    const mayBeApart = hits.size === 0;
    const found = [];
    let within = null;
    for (const word of distinct(words).sort((a, b) => b.length - a.length)) {
      const wordHits = new Map();
      addPiece(wordHits, prepared, [word], isSpelt ? null : pattern([word]), true, within);
      if (!wordHits.size) return hits;
      found.push(wordHits);
      // The words after it count only where this one was found.
      const inEntries = Array.from(wordHits.keys()).sort(inOrder);
      within = mayBeApart ? entriesOnPages(prepared, wordHits) : inEntries;
    }
    addAll(hits, prepared, found, mayBeApart);
    return hits;
  }

  function near(prepared, words) {
    const hits = new Map();
    const joined = words.join(hasHan(words.join("")) ? "" : " ");
    addNear(hits, prepared, joined);
    addShort(hits, prepared, joined);
    if (hits.size || words.length === 1) return hits;
    const found = distinct(words).map((word) => {
      const wordHits = new Map();
      addPiece(wordHits, prepared, [word], null, true);
      if (!wordHits.size) addNear(wordHits, prepared, word);
      return wordHits;
    });
    const all = new Map();
    addAll(all, prepared, found, true);
    for (const hit of all.values()) {
      hit.rank += RANK.near;
      hit.counts = { ...NO_COUNTS, near: 1 };
    }
    return all;
  }

  /* The entries that have at least `least` of the pieces, those with most of them first. */
  function withPieces(prepared, wanted, least) {
    const hits = new Map();
    const english = prepared.fields[ENGLISH];
    const texts = [
      [prepared.folded, prepared.findFolded],
      [english.whole, english.find],
    ];
    const shares = new Map();
    for (const piece of wanted) {
      const folded = full(piece, prepared.fold);
      const pieceHits = new Map();
      texts.forEach(([text, find], number) => {
        if (number === ENGLISH && hasHan(piece) && !english.hasHan) return;
        for (const start of find(folded)) {
          if (cutsAt(text, start)) continue;
          addPlace(pieceHits, prepared, number, start, start + folded.length, RANK.part, "part");
        }
      });
      for (const hit of pieceHits.values()) {
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

  function part(prepared, words) {
    const wanted = pieces(words, 2);
    const hits = withPieces(prepared, wanted, Math.max(2, Math.ceil(wanted.length / 2)));
    if (hits.size) return hits;
    const isDistinctive = (piece) => hasHan(piece) || (piece.length >= LONG_WORD && !/\d/.test(piece));
    return withPieces(prepared, pieces(words, 3).filter(isDistinctive), 1);
  }

  const isInWord = (char) => char !== undefined && /[a-z0-9]/.test(char);

  const LETTER_BEFORE_HAN = new RegExp(`([a-z])(?=[${HAN}])`, "gu");
  const HAN_BEFORE_LETTER = new RegExp(`([${HAN}])(?=[a-z])`, "gu");

  const SIGN = /[\p{Sm}\p{Sk}]/gu; // not those of currencies, nor ℃
  const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };

  /* A query without what is written for machines: references of HTML, and ~1 or ^2 behind a word. */
  function plain(text) {
    return text
      .replace(/&([a-z]+);/g, (all, name) => (Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : all))
      .replace(/(\S)[~^]\d*(?=\s|$)/g, "$1")
      .replace(/^(?:[\p{P}\p{Sm}\p{Sk}]|\s)+|(?:(?!%)[\p{P}\p{Sm}\p{Sk}]|\s)+$/gu, "");
  }

  const DIGITS = new Map(Array.from("零一二三四五六七八九", (char, value) => [char, value]));
  for (const [char, value] of [["〇", 0], ["两", 2], ["兩", 2]]) DIGITS.set(char, value);
  const TENS = { 十: 10, 百: 100, 千: 1000 };
  const NUMBER = /(百分之)?([零〇一二两兩三四五六七八九十百千]+)(?:[点點]([零〇一二三四五六七八九]+))?/g;

  const digitsOf = (text) => Array.from(text, (char) => DIGITS.get(char)).join("");

  function wholeNumber(text) {
    if (!/[十百千]/.test(text)) return digitsOf(text);
    let [value, digit] = [0, null];
    for (const char of text) {
      if (TENS[char]) value += (digit ?? 1) * TENS[char];
      digit = TENS[char] ? null : DIGITS.get(char);
    }
    return String(value + (digit ?? 0));
  }

  /* A text with its numbers in figures: 二〇二四 as 2024, 百分之五 as 5%. */
  const inFigures = (text) =>
    text.replace(NUMBER, (_, isShare, whole, part) => {
      return wholeNumber(whole) + (part ? `.${digitsOf(part)}` : "") + (isShare ? "%" : "");
    });

  /* A text with its years in characters: 2024 as 二〇二四. */
  const inCharacters = (text) =>
    text.replace(/(^|\D)((?:19|20)\d\d)(?!\d)/g, (_, before, year) => {
      return before + Array.from(year, (n) => "〇一二三四五六七八九"[n]).join("");
    });

  /* The words between the marks of a text, and between letters and Han characters. */
  function parted(text) {
    return text
      .replace(/(?![-%&#@])\p{P}/gu, (mark, at) => {
        return isInWord(text[at - 1]) && isInWord(text[at + 1]) ? mark : " ";
      })
      .replace(SIGN, " ")
      .replace(LETTER_BEFORE_HAN, "$1 ")
      .replace(HAN_BEFORE_LETTER, "$1 ");
  }

  const wordsOf = (text) => text.split(" ").filter(Boolean);

  const ASKING = new RegExp(
    "怎么样|怎麼樣|怎样|怎樣|怎么|怎麼|如何|什么|什麼|哪些|多少|有没有|有沒有|是否|后来|後來|承诺|承諾|" +
      "\\b(?:a|an|and|are|became|become|did|do|does|for|happened|has|have|how|in|is|it|many|much|of|on|promised?|promises|the|to|was|were|what|when|where|which|who|why|with)\\b",
    "gu",
  );
  /* A question without the words that only ask. */
  const asked = (text) => text.replace(ASKING, " ").replace(/[了吗嗎呢]+(?=\s|$)/gu, "");

  /* The hits of a query, and the way in which they were found. “工业，用电” is tried as it is typed,
   * then as 工业，用电, then as 工业 用电. */
  function find(prepared, query) {
    const typed = normalise(query).join(" ");
    if (!typed) return { way: "empty", hits: new Map() };
    const asTyped = exact(prepared, wordsOf(typed), true);
    addIds(asTyped, prepared, typed);
    if (asTyped.size) return { way: "exact", hits: asTyped };
    // Ligatures and the like are more than one character in other forms (NFKC), as ﬁ and ㎡ are.
    const inside = plain(normalise(String(query).normalize("NFKC")).join(" ")) || typed;
    const words = wordsOf(inside);
    const between = parted(inside).trim() || inside;
    const apart = between.replace(/([a-z])-(?=[a-z])/g, "$1 ");
    const texts = new Set([typed, inside, between, apart, inFigures(between), inCharacters(between)]);
    texts.delete(typed);
    const tries = Array.from(texts, (text) => ["exact", () => exact(prepared, wordsOf(text), true)]);
    const items = pinyinPattern(words);
    if (items && isToned(items)) tries.push(["toneless", () => exact(prepared, words, false)]);
    const about = wordsOf(asked(inside));
    const isQuestion = about.length && about.join(" ") !== inside;
    if (isQuestion) tries.push(["exact", () => exact(prepared, about, true)]);
    tries.push(["near", () => near(prepared, words)]);
    if (isQuestion) tries.push(["near", () => near(prepared, about)]);
    tries.push(["part", () => part(prepared, words)]);
    for (const [way, run] of tries) {
      const hits = run();
      if (hits.size) return { way, hits };
    }
    return { way: "none", hits: new Map() };
  }

  Object.assign(engine, { find });
})(self.publicationSearch);
