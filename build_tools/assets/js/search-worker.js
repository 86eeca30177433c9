/* Finds a query in the whole text of an edition, in any script, in pinyin or in English.
 *
 * The functions are pure: prepare(index) makes the values that search(prepared, query) scans, and
 * marks(prepared, query, page) gives what to mark on a page. They run in a worker, on the page
 * itself where a worker is refused (from a disk), and in tests. build_tools/search.py writes the
 * index. All text that comes out of search() is escaped for innerHTML.
 *
 * A query is tried in this order, and the first way that finds something is taken:
 *   exact     all of it in one piece, then all of its words in one sentence or on one page
 *   toneless  the same without its tone marks
 *   near      with one character wrong, missing, added or swapped, or others of the same sound
 *   part      at least half of its pairs of characters
 * Entries rank by how they match (RANK), then by kind (title, heading, glossary entry, tracker
 * record, sentence), then by the number of places. A page ranks as its best entry does.
 */
(function (scope) {
  "use strict";

  const FORMAT = 1;
  const LONGEST_QUERY = 1000;
  const MOST_WORDS = 12;
  const MOST_PAIRS = 64;
  const MOST_PARTIAL = 30;
  const MOST_BEST = 5;
  const MOST_KNOWN = 20000;
  const TEXT = 0;
  const ENGLISH = 1;
  const WIDTH = [110, 240];
  const KIND = { title: 0, heading: 1, glossary: 2, tracker: 3, sentence: 4 };

  /* How well an entry matches; the least is the best. */
  const RANK = {
    same: 0, // the entry is just the query
    whole: 1, // it stands in the text, as whole words and numbers
    variant: 2, // it stands there in other forms of the same characters
    term: 3, // it is the English of a term that stands there
    start: 4, // words begin with it
    sound: 5, // it is the pinyin of what stands there
    inside: 6, // it stands inside a word or a number
    words: 7, // all of its words stand there
    unfinished: 8, // as sound, the last syllable not yet typed to its end
    page: 9, // its words stand on the page, but not in one sentence
    near: 10,
    part: 20,
  };

  /* ---- Folding: one unit in, one unit out ---- */

  const ALIKE = new Map();
  for (const [chars, one] of [
    ["“”„‟«»「」『』〝〞﹁﹂﹃﹄", '"'],
    ["‘’‚‛`′", "'"],
    ["‐‑‒–—―−─━﹣", "-"],
    ["•‧・･⋅", "·"],
    ["〜", "~"],
  ]) {
    for (const char of chars) ALIKE.set(char, one);
  }

  function lightChar(char) {
    if (/\s/.test(char)) return " ";
    let folded = char.normalize("NFKC").toLowerCase();
    if (folded.length !== char.length) folded = char.toLowerCase();
    if (folded.length !== char.length) folded = char;
    return ALIKE.get(folded) || folded;
  }

  const hasHan = (text) => /\p{Script=Han}/u.test(text);

  const lightChars = new Map();

  function knownLight(char) {
    let folded = lightChars.get(char);
    if (folded === undefined) {
      folded = lightChar(char);
      if (lightChars.size < MOST_KNOWN) lightChars.set(char, folded);
    }
    return folded;
  }

  /* Lower case, ordinary width, one form of each quotation mark and dash. Small letters, figures
   * and most Han characters are so already. */
  const light = (text) => text.replace(/[^ !#-&(-@[-_a-z{-~\u3400-\u9fff]/gu, knownLight);

  /* A light text with one form of each Han character. */
  const full = (text, { table, others }) => text.replace(others, (char) => table.get(char));

  /* ---- Preparing the index ---- */

  function isIndex(index) {
    if (!index || index.format !== FORMAT || !Array.isArray(index.pages)) return false;
    const columns = [index.anchors, index.headings, index.text, index.english];
    return (
      columns.every((column) => Array.isArray(column) && column.length === index.count) &&
      typeof index.kinds === "string" &&
      index.kinds.length === index.count &&
      index.pages.reduce((sum, page) => sum + page[2], 0) === index.count &&
      [index.terms, index.stands, index.joined, index.fold, index.lang].every(Array.isArray) &&
      typeof index.pinyin === "string" &&
      (index.shown === TEXT || index.shown === ENGLISH)
    );
  }

  function field(texts, isJoined, glue) {
    const starts = new Int32Array(texts.length + 1);
    const parts = [];
    let length = 0;
    texts.forEach((text, entry) => {
      const between = entry === 0 ? "" : isJoined[entry] ? glue : "\n";
      parts.push(between, light(text));
      starts[entry] = length + between.length;
      length = starts[entry] + text.length;
    });
    starts[texts.length] = length + 1;
    const whole = parts.join("");
    return { whole, starts, texts, hasHan: hasHan(whole) };
  }

  function readTable(packed) {
    const readings = new Map();
    for (const token of packed.split(" ")) {
      const match = /^([a-z]+)(\d)(.+)$/u.exec(token);
      if (!match) continue;
      for (const char of match[3]) {
        if (!readings.has(char)) readings.set(char, []);
        readings.get(char).push([match[1], Number(match[2])]);
      }
    }
    return readings;
  }

  /* For each letter, the places in the text of that letter and of what is read with it. */
  function readInitials(folded, readings) {
    const letters = new Map();
    for (const [char, list] of readings) {
      letters.set(char, new Set(list.map(([syllable]) => syllable[0])));
    }
    const places = new Map();
    for (let code = 97; code <= 122; code += 1) places.set(String.fromCharCode(code), []);
    for (let at = 0; at < folded.length; at += 1) {
      const own = letters.get(folded[at]);
      if (own) for (const letter of own) places.get(letter).push(at);
      else if (places.has(folded[at])) places.get(folded[at]).push(at);
    }
    return places;
  }

  /* What search() needs. Throws where the index is not whole. */
  function prepare(index) {
    if (!isIndex(index)) throw new Error("the search index is damaged");
    const to = Array.from(index.fold[1]);
    const table = new Map(Array.from(index.fold[0], (char, at) => [char, to[at]]));
    const fold = { table, others: new RegExp(`[${index.fold[0]}]`, "gu") };
    const isJoined = [];
    for (const entry of index.joined) isJoined[entry] = true;
    const fields = [field(index.text, isJoined, ""), field(index.english, isJoined, " ")];
    const pageOf = new Int32Array(index.count);
    let entry = 0;
    index.pages.forEach((page, number) => {
      for (let count = page[2]; count > 0; count -= 1) pageOf[entry++] = number;
    });
    const owners = index.terms.flatMap((forms, term) => forms.map(() => term));
    const stands = index.terms.map(() => []);
    for (let at = 0; at < index.stands.length; at += 4) {
      const [where, term, start, length] = index.stands.slice(at, at + 4);
      stands[term].push([where, start, start + length]);
    }
    const nameOf = (form) => (typeof form === "number" ? index.english[form] : form);
    const terms = { ...field(index.terms.flat().map(nameOf), [], ""), owners, stands };
    const folded = full(fields[TEXT].whole, fold);
    const readings = readTable(index.pinyin);
    let initials = null;
    return {
      index,
      fields,
      fold,
      folded,
      readings,
      get initials() {
        initials = initials || readInitials(folded, readings);
        return initials;
      },
      pageOf,
      terms,
    };
  }

  /* ---- Hits: what was found in which entry ---- */

  function entryAt(starts, at) {
    let low = 0;
    let high = starts.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  const NO_COUNTS = {
    literal: 0,
    variant: 0,
    sound: 0,
    term: 0,
    words: 0,
    apart: 0,
    near: 0,
    part: 0,
  };

  function hitOf(hits, entry, rank) {
    let hit = hits.get(entry);
    if (!hit) {
      hit = { entry, rank, marks: [[], []], counts: { ...NO_COUNTS } };
      hits.set(entry, hit);
    }
    if (rank < hit.rank) hit.rank = rank;
    return hit;
  }

  /* Notes a place, from start to end in the joined text of a field; it may span several entries. */
  function addPlace(hits, prepared, number, start, end, rank, way) {
    const { starts, texts } = prepared.fields[number];
    let entry = entryAt(starts, start);
    const first = hitOf(hits, entry, rank);
    first.counts[way] += 1;
    for (; entry < texts.length && starts[entry] < end; entry += 1) {
      const from = Math.max(start - starts[entry], 0);
      const to = Math.min(end - starts[entry], texts[entry].length);
      if (from < to) hitOf(hits, entry, rank).marks[number].push([from, to]);
    }
  }

  function merge(into, hit, rank) {
    const target = hitOf(into, hit.entry, rank);
    hit.marks.forEach((marks, number) => {
      for (const mark of marks) target.marks[number].push(mark);
    });
    return target;
  }

  /* The marks in order, those that touch made one. */
  function tidy(marks) {
    const out = [];
    let last = null;
    for (const [start, end] of marks.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else out.push((last = [start, end]));
    }
    return out;
  }

  /* ---- Literal matches ---- */

  function occurrences(text, words) {
    const found = [];
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      found.push(at);
    }
    return found;
  }

  /* A number with and without its thousands separators. */
  function notations(words) {
    const plain = words.replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
    const grouped = plain.replace(/(^|[^\d.])(\d{4,})(?!\d)/g, (_, before, digits) => {
      return before + digits.replace(/\B(?=(\d{3})+$)/g, ",");
    });
    return Array.from(new Set([words, plain, grouped]));
  }

  const isDigit = (code) => code >= 48 && code <= 57;
  const isLetter = (code) => code >= 97 && code <= 122;
  const isPoint = (code) => code === 44 || code === 46;

  /* Whether a word or a number goes on from one side of `at` to the other. */
  function cutsAt(text, at) {
    const before = text.charCodeAt(at - 1);
    const after = text.charCodeAt(at);
    if (isLetter(before)) return isLetter(after);
    if (isDigit(before)) {
      return isDigit(after) || (isPoint(after) && isDigit(text.charCodeAt(at + 1)));
    }
    return isPoint(before) && isDigit(after) && isDigit(text.charCodeAt(at - 2));
  }

  function literalRank({ whole, starts, texts }, entry, start, end) {
    if (start === starts[entry]) {
      const rest = starts[entry] + texts[entry].length - end;
      if (rest === 0 || (rest === 1 && /[。.：:]/.test(whole[end]))) return RANK.same;
    }
    if (cutsAt(whole, start)) return RANK.inside;
    return cutsAt(whole, end) ? RANK.start : RANK.whole;
  }

  /* Every place where the words stand, as a search in the page would find it; then those in other
   * forms of the same characters. One word of several counts only where words begin with it. */
  function addLiteral(hits, prepared, words, isOneOfSeveral, mayCount) {
    const seen = new Set();
    const isHan = hasHan(words);
    prepared.fields.forEach((each, number) => {
      if (isHan && !each.hasHan) return;
      for (const notation of notations(words)) {
        for (const start of occurrences(each.whole, notation)) {
          if (isOneOfSeveral && cutsAt(each.whole, start)) continue;
          const entry = entryAt(each.starts, start);
          if (mayCount && !mayCount(entry)) continue;
          const end = start + notation.length;
          const rank = literalRank(each, entry, start, end);
          addPlace(hits, prepared, number, start, end, rank, "literal");
          if (isHan && number === TEXT) seen.add(start);
        }
      }
    });
    if (!isHan) return;
    for (const notation of notations(full(words, prepared.fold))) {
      for (const start of occurrences(prepared.folded, notation)) {
        if (seen.has(start)) continue;
        const end = start + notation.length;
        addPlace(hits, prepared, TEXT, start, end, RANK.variant, "variant");
      }
    }
  }

  /* The places of the terms whose English has the words. */
  function addTerms(hits, prepared, words) {
    if (!/[a-z]/.test(words)) return;
    const { whole, starts, owners, stands } = prepared.terms;
    const ranks = new Map();
    for (const start of occurrences(whole, words)) {
      if (cutsAt(whole, start)) continue;
      const rank = cutsAt(whole, start + words.length) ? RANK.start : RANK.term;
      const term = owners[entryAt(starts, start)];
      ranks.set(term, Math.min(rank, ranks.has(term) ? ranks.get(term) : rank));
    }
    for (const [term, rank] of ranks) {
      for (const [entry, start, end] of stands[term]) {
        const hit = hitOf(hits, entry, rank);
        hit.marks[TEXT].push([start, end]);
        if (!hit.counts.literal) hit.counts.term += 1;
      }
    }
  }

  /* ---- Pinyin ---- */

  const TONES = { "\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4 };

  /* The words as letters with tones, and where a syllable must begin; null if they cannot be read
   * so. Han characters and figures stand for themselves. */
  function pinyinPattern(words) {
    const items = [];
    for (const word of words) {
      let begins = true;
      for (const char of word.replace(/u:/g, "v").normalize("NFD")) {
        const last = items[items.length - 1];
        if (char === "'" || (char === "-" && last)) {
          begins = true;
        } else if (char in TONES && last) {
          last.tone = TONES[char];
        } else if (char === "\u0308" && last && last.char === "u") {
          last.char = "v";
        } else if (/[\p{L}\p{N}%.]/u.test(char) && char.length === 1) {
          items.push({ char, tone: 0, begins });
          begins = false;
        } else {
          return null;
        }
      }
    }
    return items.some((item) => /[a-z]/.test(item.char)) ? items : null;
  }

  const isToned = (items) =>
    items.some(({ char, tone }, at) => {
      return tone || (/[1-4]/.test(char) && at > 0 && /[a-z]/.test(items[at - 1].char));
    });

  function withoutTones(items) {
    return items
      .filter(({ char }, at) => !(/[1-5]/.test(char) && at > 0 && /[a-z]/.test(items[at - 1].char)))
      .map((item) => ({ ...item, tone: 0 }));
  }

  /* Where the pattern may go on after one character of the text, from its item `from`.
   * A step is [next item, whether by sound]; next item -1 means that the pattern ended inside. */
  function steps(items, from, char, readings, mayEndInside) {
    const found = [];
    if (items[from].char === char && !items[from].tone) found.push([from + 1, false]);
    for (const [syllable, tone] of readings.get(char) || []) {
      let at = 0;
      let fits = true;
      while (fits && at < syllable.length && from + at < items.length) {
        const item = items[from + at];
        fits =
          item.char === syllable[at] &&
          (!item.tone || item.tone === tone) &&
          !(item.begins && at > 0);
        at += 1;
      }
      if (!fits) continue;
      if (at < syllable.length) {
        if (mayEndInside) found.push([-1, true]);
        continue;
      }
      const next = from + at;
      found.push([next, true]);
      if (next < items.length && !items[next].begins && Number(items[next].char) === (tone || 5)) {
        found.push([next + 1, true]);
      }
    }
    return found;
  }

  /* Where a character stands whose reading begins with the letter, or which is it. */
  function beginnings({ folded, initials }, letter) {
    return initials.get(letter) || occurrences(folded, letter);
  }

  /* The places whose reading is the pattern. Without ambiguity this walks one path; else it keeps
   * all that are open, so that its time is bounded by the text. */
  function addSounds(hits, prepared, items) {
    const { folded, readings } = prepared;
    const mayEndInside = items.length > 1;
    const cache = items.map(() => new Map());
    const stepsFrom = (from, char) => {
      let known = cache[from].get(char);
      if (!known) {
        known = steps(items, from, char, readings, mayEndInside);
        cache[from].set(char, known);
      }
      return known;
    };
    let after = 0;
    for (const start of beginnings(prepared, items[0].char)) {
      if (start < after || !stepsFrom(0, folded[start]).length) continue;
      let open = [[0, false]];
      let [end, unfinished] = [0, 0];
      for (let at = start; open.length && !end && at < folded.length; at += 1) {
        const next = new Map();
        for (const [from, before] of open) {
          for (const [to, now] of stepsFrom(from, folded[at])) {
            const bySound = before || now;
            if (to < 0) unfinished = unfinished || at + 1;
            else if (to < items.length) next.set(to * 2 + Number(bySound), [to, bySound]);
            else if (bySound) end = at + 1;
          }
        }
        open = Array.from(next.values());
      }
      if (end) addPlace(hits, prepared, TEXT, start, end, RANK.sound, "sound");
      else if (unfinished) {
        addPlace(hits, prepared, TEXT, start, unfinished, RANK.unfinished, "sound");
      }
      after = end || unfinished || after;
    }
  }

  /* ---- Ways of matching a query ---- */

  const total = (hits, way) => {
    let sum = 0;
    for (const hit of hits.values()) sum += hit.counts[way];
    return sum;
  };

  function addPiece(hits, prepared, words, items, isOneOfSeveral, mayCount) {
    addLiteral(hits, prepared, words.join(" "), isOneOfSeveral, mayCount);
    const joined = words.join("");
    const mayBeOne = hasHan(joined) || /\d/.test(joined);
    if (words.length > 1 && mayBeOne) addLiteral(hits, prepared, joined, false);
    addTerms(hits, prepared, words.join(" "));
    if (items) addSounds(hits, prepared, items);
  }

  const pagesOf = ({ pageOf }, hits) => new Set(Array.from(hits.keys(), (entry) => pageOf[entry]));

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
      const items = pinyinPattern(some);
      return items && !toned ? withoutTones(items) : items;
    };
    const hits = new Map();
    addPiece(hits, prepared, words, pattern(words), false);
    if (words.length === 1) return hits;
    // Where the syllables stand in one piece, each by itself would only add noise.
    const isSpelt = total(hits, "sound") > 0;
    const mayBeApart = hits.size === 0;
    const found = [];
    let mayCount = null;
    for (const word of words.slice(0, MOST_WORDS).sort((a, b) => b.length - a.length)) {
      const own = new Map();
      addPiece(own, prepared, [word], isSpelt ? null : pattern([word]), true, mayCount);
      if (!own.size) return hits;
      found.push(own);
      // The words after it count only where this one stands.
      const pages = pagesOf(prepared, own);
      mayCount = (entry) => (mayBeApart ? pages.has(prepared.pageOf[entry]) : own.has(entry));
    }
    addAll(hits, prepared, found, mayBeApart);
    return hits;
  }

  const NEWLINE = 10;

  /* How far `words` stand in `text` from `at` on, read forwards (step 1) or backwards (-1), with
   * one character at most wrong, missing, added or in its neighbour's place; -1 if they do not. */
  function reachNear(text, at, step, words) {
    const last = words.length - 1;
    const wordAt = (n) => words.charCodeAt(step > 0 ? n : last - n);
    const same = (n, shift) => {
      let next = n;
      while (next <= last && text.charCodeAt(at + step * (next + shift)) === wordAt(next)) next += 1;
      return next;
    };
    const fault = same(0, 0);
    if (fault > last) return words.length;
    const other = text.charCodeAt(at + step * fault);
    const isText = other === other && other !== NEWLINE;
    if (isText && same(fault + 1, 0) > last) return words.length;
    const isSwapped =
      fault < last &&
      other === wordAt(fault + 1) &&
      text.charCodeAt(at + step * (fault + 1)) === wordAt(fault);
    if (isSwapped && same(fault + 2, 0) > last) return words.length;
    if (same(fault + 1, -1) > last) return words.length - 1;
    return isText && same(fault, 1) > last ? words.length + 1 : -1;
  }

  /* One half at least of words with one fault stands in the text as it is, unless the fault is
   * that the characters where the halves meet are swapped. */
  function nearOccurrences(text, words) {
    const found = [];
    const half = words.length >> 1;
    const [head, tail] = [words.slice(0, half), words.slice(half)];
    const swapped = head.slice(0, -1) + tail[0] + head.slice(-1) + tail.slice(1);
    for (const start of occurrences(text, swapped)) found.push([start, start + words.length]);
    for (const start of occurrences(text, head)) {
      const reach = reachNear(text, start + half, 1, tail);
      if (reach >= 0) found.push([start, start + half + reach]);
    }
    for (const middle of occurrences(text, tail)) {
      const reach = reachNear(text, middle - 1, -1, head);
      if (reach >= 0) found.push([middle - reach, middle + tail.length]);
    }
    return found;
  }

  function addSameSound(hits, prepared, words) {
    const { folded, readings } = prepared;
    const sounds = words.split("").map((char) => {
      return new Set((readings.get(char) || []).map(([syllable]) => syllable));
    });
    const known = sounds.map(() => new Map());
    const fits = (at, char) => {
      let answer = known[at].get(char);
      if (answer === undefined) {
        const alike = ([syllable]) => sounds[at].has(syllable);
        answer = char === words[at] || (readings.get(char) || []).some(alike);
        known[at].set(char, answer);
      }
      return answer;
    };
    const initials = new Set(Array.from(sounds[0], (syllable) => syllable[0]));
    const starts = new Set(occurrences(folded, words[0]));
    for (const letter of initials) for (const start of prepared.initials.get(letter)) starts.add(start);
    for (const start of starts) {
      let at = 0;
      while (at < words.length && fits(at, folded[start + at])) at += 1;
      if (at < words.length) continue;
      addPlace(hits, prepared, TEXT, start, start + at, RANK.near, "near");
    }
  }

  function addNear(hits, prepared, words) {
    const isHan = hasHan(words);
    const folded = full(words, prepared.fold);
    if (isHan && words.length > 1) addSameSound(hits, prepared, folded);
    if (words.length < (isHan ? 3 : 5)) return;
    const places = [prepared.folded, prepared.fields[ENGLISH].whole];
    places.forEach((text, number) => {
      let after = 0;
      const found = nearOccurrences(text, folded).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      for (const [start, end] of found) {
        if (start < after) continue;
        after = end;
        const fault = Math.abs(end - start - folded.length);
        addPlace(hits, prepared, number, start, end, RANK.near + 1 + fault, "near");
      }
    });
  }

  function near(prepared, words) {
    const hits = new Map();
    addNear(hits, prepared, words.join(hasHan(words.join("")) ? "" : " "));
    if (hits.size || words.length === 1) return hits;
    const found = words.slice(0, MOST_WORDS).map((word) => {
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

  /* Pairs of Han characters, and whole words and numbers of other letters. */
  function pairs(words) {
    const out = new Set();
    for (const [run] of words.join(" ").matchAll(/[\p{Script=Han}]+|[^\s\p{Script=Han}\p{P}]{2,}/gu)) {
      if (!/\p{Script=Han}/u.test(run)) out.add(run);
      else for (let at = 0; at + 2 <= run.length; at += 1) out.add(run.slice(at, at + 2));
    }
    return Array.from(out).slice(0, MOST_PAIRS);
  }

  function part(prepared, words) {
    const hits = new Map();
    const wanted = pairs(words);
    const texts = [prepared.folded, prepared.fields[ENGLISH].whole];
    const shares = new Map();
    const least = Math.max(2, Math.ceil(wanted.length / 2));
    for (const pair of wanted) {
      const folded = full(pair, prepared.fold);
      const own = new Map();
      texts.forEach((text, number) => {
        for (const start of occurrences(text, folded)) {
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

  /* ---- Queries ---- */

  function normalise(query) {
    const text = String(query)
      .slice(0, LONGEST_QUERY)
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, " ")
      .replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, "")
      .replace(/[\u0000-\u001f\u007f]/g, " ")
      .normalize("NFC");
    return light(text).split(" ").filter(Boolean);
  }

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

  /* ---- Results, as Material for MkDocs wants them ---- */

  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  const escaped = (text) => {
    return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ENTITIES[char]) : text;
  };

  /* The text as HTML with its marks; a long one cut to where the first mark stands. */
  function html(text, marks, width) {
    const kept = tidy(marks);
    let [from, to] = [0, text.length];
    if (width && text.length > width) {
      const first = kept.length ? kept[0][0] : 0;
      from = Math.max(0, Math.min(first - Math.round(width / 4), text.length - width));
      to = Math.min(text.length, Math.max(from + width, kept.length ? kept[0][1] : 0));
      while (from > 0 && from < first && /[A-Za-z0-9\udc00-\udfff]/.test(text[from])) from += 1;
      while (to < text.length && /[A-Za-z0-9\udc00-\udfff]/.test(text[to])) to += 1;
    }
    let out = from ? "…" : "";
    let at = from;
    for (const [start, end] of kept) {
      if (end <= from) continue;
      if (start >= to) break;
      const [left, right] = [Math.max(start, from), Math.min(end, to)];
      out += `${escaped(text.slice(at, left))}<mark>${escaped(text.slice(left, right))}</mark>`;
      at = right;
    }
    return out + escaped(text.slice(at, to)) + (to < text.length ? "…" : "");
  }

  const NO_MARKS = [[], []];

  function shownOf({ index, fields }, entry) {
    return fields[index.shown].texts[entry] ? index.shown : 1 - index.shown;
  }

  /* A title or heading: words, or the number of the entry that has them. */
  function named({ prepared, hits, names }, name) {
    if (typeof name === "string") return escaped(name);
    if (!names.has(name)) {
      const number = shownOf(prepared, name);
      const { marks } = hits.get(name) || { marks: NO_MARKS };
      names.set(name, html(prepared.fields[number].texts[name], marks[number]));
    }
    return names.get(name);
  }

  function inLanguage(prepared, entry, marks, number) {
    const lang = escaped(prepared.index.lang[number]);
    const text = html(prepared.fields[number].texts[entry], marks[number], WIDTH[number]);
    return `<p lang="${lang}">${text}</p>`;
  }

  function address(path, query) {
    return `${path.split("/").map(encodeURIComponent).join("/")}?h=${encodeURIComponent(query)}`;
  }

  function resultOf(view, { entry, marks }, page, score) {
    const { prepared, query } = view;
    const { index, fields, pageOf } = prepared;
    const shown = shownOf(prepared, entry);
    const other = 1 - shown;
    const kind = Number(index.kinds[entry]);
    const isName = kind < KIND.tracker;
    const hasOther = marks[other].length || (kind === KIND.glossary && fields[other].texts[entry]);
    const heading = index.headings[entry];
    const anchor = index.anchors[entry];
    return {
      location: anchor ? `${page}#${encodeURIComponent(anchor)}` : page,
      title: named(view, isName ? entry : heading === "" ? index.pages[pageOf[entry]][1] : heading),
      text:
        (isName ? "" : inLanguage(prepared, entry, marks, shown)) +
        (hasOther ? inLanguage(prepared, entry, marks, other) : ""),
      score,
      terms: { [query]: true },
    };
  }

  const placesOf = ({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0);

  /* The hits of each page, the best page and the best hit of each first. */
  function byPage(prepared, hits) {
    const kindOf = (hit) => Number(prepared.index.kinds[hit.entry]);
    const groups = new Map();
    for (const hit of hits.values()) {
      const page = prepared.pageOf[hit.entry];
      hit.places = placesOf(hit);
      if (!groups.has(page)) groups.set(page, []);
      groups.get(page).push(hit);
    }
    const pages = Array.from(groups, ([page, list]) => {
      list.sort(
        (a, b) =>
          a.rank - b.rank ||
          kindOf(a) - kindOf(b) ||
          b.places - a.places ||
          a.entry - b.entry
      );
      return { page, list, places: list.reduce((sum, hit) => sum + hit.places, 0) };
    });
    return pages.sort((a, b) => {
      const [left, right] = [a.list[0], b.list[0]];
      return (
        left.rank - right.rank ||
        kindOf(left) - kindOf(right) ||
        b.places - a.places ||
        a.page - b.page
      );
    });
  }

  /* Material shows the entries that score at least as the page does, and folds the others away;
   * Enter opens what scores highest. */
  function item(view, { page, list }, base) {
    const { prepared, query } = view;
    const { pages, kinds } = prepared.index;
    const [path, title] = pages[page];
    const location = address(path, query);
    const isTitle = Number(kinds[list[0].entry]) === KIND.title;
    const top = {
      location,
      title: named(view, title),
      text: "",
      score: isTitle ? base + 1 : base,
      terms: { [query]: true },
    };
    const entries = list.filter((hit) => Number(kinds[hit.entry]) !== KIND.title);
    return [
      top,
      ...entries.map((hit, at) => {
        const isBest = at === 0 || (at < MOST_BEST && hit.rank === entries[0].rank);
        const score = base + (isBest ? 1 : -0.5);
        return resultOf(view, hit, location, score);
      }),
    ];
  }

  /* The results of a query: items (a list of entries for each page, the page itself first), how it
   * was found, and what was counted: literal, variant, sound, term (places), words (sentences with
   * all words), near, part (sentences), pages. */
  function search(prepared, query) {
    const { way, hits } = find(prepared, query);
    const pages = byPage(prepared, hits);
    const view = { prepared, hits, query: normalise(query).join(" "), names: new Map() };
    const counts = { pages: pages.length };
    for (const name of Object.keys(NO_COUNTS)) counts[name] = total(hits, name);
    const items = pages.map((page, at) => item(view, page, 2 * (pages.length - at)));
    return { items, way, counts };
  }

  /* What to mark on a page: for each entry found there its anchor and texts, and their spans. */
  function marks(prepared, query, path) {
    const { index, fields, pageOf } = prepared;
    const { hits } = find(prepared, query);
    return Array.from(hits.values())
      .filter((hit) => index.pages[pageOf[hit.entry]][0] === path)
      .sort((a, b) => a.entry - b.entry)
      .map((hit) => ({
        anchor: index.anchors[hit.entry],
        shown: shownOf(prepared, hit.entry),
        texts: fields.map(({ texts }) => texts[hit.entry]),
        spans: hit.marks.map(tidy),
      }));
  }

  /* The first runs of a function are slow; they had better not be a reader's first letters. */
  function warm(prepared) {
    const [word] = prepared.folded.match(/[\u4e00-\u9fff]{4}/) || ["一二三四"];
    const wrong = word.slice(0, 2) + "龘" + word.slice(3);
    for (const query of ["e", "of the", "zheng1fu3", word, wrong, "龘龘龘"]) search(prepared, query);
  }

  scope.publicationSearch = { prepare, search, marks, warm };

  /* ---- As a worker: the messages of Material for MkDocs 9.8.1, and 4 for a failure ---- */

  const MESSAGE = { setup: 0, ready: 1, query: 2, result: 3, failure: 4 };

  if (typeof WorkerGlobalScope !== "undefined" && scope instanceof WorkerGlobalScope) {
    let prepared = null;
    scope.onmessage = ({ data: { type, data, id } }) => {
      try {
        if (type === MESSAGE.setup) {
          scope.importScripts(data.index);
          prepared = prepare(scope.searchIndex);
          delete scope.searchIndex;
          scope.postMessage({ type: MESSAGE.ready });
          warm(prepared);
        } else if (type === MESSAGE.query) {
          scope.postMessage({ type: MESSAGE.result, data: search(prepared, data), id });
        }
      } catch (error) {
        scope.postMessage({ type: MESSAGE.failure, data: String(error), id });
      }
    };
  }
})(typeof self === "undefined" ? globalThis : self);
