/* Where the words are the pinyin of the text, joined or spaced, with tones or without, the last
 * syllable perhaps unfinished; and where the text has other characters of the same sound. */
(function (engine) {
  "use strict";

  const { TEXT, RANK, addPlace } = engine;
  const LONGEST_SYLLABLE = 6;

  const TONES = { "\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4 };

  /* Such as 5G, which is a name: as pinyin, every figure before a character that begins so, 5个. */
  const FIGURE_AND_LETTER = /^[\d.%]+[a-z]$/;

  /* The words as letters with tones, and where a syllable must begin; null if they are no pinyin. Han
   * characters and figures match themselves. */
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
    return items.some((item) => /[a-z]/.test(item.char)) && !FIGURE_AND_LETTER.test(items.map(({ char }) => char).join(""))
      ? items
      : null;
  }

  const inOrder = (lists) => Int32Array.from(lists.length === 1 ? lists[0] : lists.flat()).sort();

  const isToned = (items) =>
    items.some(({ char, tone }, at) => {
      return tone || (/[1-4]/.test(char) && at > 0 && /[a-z]/.test(items[at - 1].char));
    });

  function withoutTones(items) {
    return items
      .filter(({ char }, at) => !(/[1-5]/.test(char) && at > 0 && /[a-z]/.test(items[at - 1].char)))
      .map((item) => ({ ...item, tone: 0 }));
  }

  const isDigit = (char) => char >= "0" && char <= "5";

  /* For each item the ways to read the pattern on from there: "" for the character itself, else a
   * syllable of the text, finished or not. Only ways that lead to the pattern's end are given: most
   * of what is not pinyin has none. */
  function waysOf(items, letters, { syllables, placesOf }) {
    const { readSo, beginnings } = syllables;
    const count = items.length;
    const ways = new Array(count).fill(null);
    const isOpen = (at) => at === count || (at < count && ways[at] !== null);
    for (let from = count - 1; from >= 0; from -= 1) {
      const found = [];
      if (isOpen(from + 1) && placesOf(letters[from]).length) found.push("");
      const last = Math.min(count, from + LONGEST_SYLLABLE);
      for (let end = from + 1; end <= last; end += 1) {
        if (end - 1 > from && items[end - 1].begins) break;
        const read = letters.slice(from, end);
        const isRead = readSo.has(read) && (isOpen(end) || (isDigit(letters[end]) && isOpen(end + 1)));
        if (isRead || (end === count && count > 1 && beginnings.has(read))) found.push(read);
      }
      if (found.length) ways[from] = found;
    }
    return ways;
  }

  /* Whether a reading has the tones that the items from `from` to `end` have. */
  function hasTones(items, from, end, tone) {
    for (let at = from; at < end; at += 1) {
      if (items[at].tone && items[at].tone !== tone) return false;
    }
    return true;
  }

  const INSIDE = -1;
  const NONE = [];
  const NO_MOVES = new Map();

  /* Where the pattern may go on from its item `from`: for each character of the text that may come
   * next, the next items, doubled, and one more where it is by sound; INSIDE where it ends there. */
  function movesFrom(items, letters, from, ways, { syllables, readings }) {
    const moves = new Map();
    const add = (char, step) => {
      const known = moves.get(char);
      if (known) known.push(step);
      else moves.set(char, [step]);
    };
    for (const read of ways[from]) {
      const end = from + read.length;
      if (read === "" && !items[from].tone) add(letters[from], 2 * (from + 1));
      for (const char of syllables.readSo.get(read) || []) {
        for (const [syllable, tone] of readings.get(char)) {
          if (syllable !== read || !hasTones(items, from, end, tone)) continue;
          add(char, 2 * end + 1);
          const isTone = end < items.length && !items[end].begins;
          if (isTone && Number(letters[end]) === (tone || 5)) add(char, 2 * (end + 1) + 1);
        }
      }
      if (end < items.length || items.length === 1) continue;
      for (const char of syllables.beginnings.get(read) || []) {
        for (const [syllable, tone] of readings.get(char)) {
          const isBeginning = syllable.length > read.length && syllable.startsWith(read);
          if (isBeginning && hasTones(items, from, end, tone)) add(char, INSIDE);
        }
      }
    }
    return moves;
  }

  /* Adds the places whose reading is the pattern, also where its last syllable goes on, if it may be
   * unfinished. Without ambiguity this walks one path; else it keeps all open paths, so that its time is
   * bounded by the text. */
  function addSounds(hits, prepared, items, mayBeUnfinished = true) {
    const { folded, placesOf } = prepared;
    const letters = items.map(({ char }) => char).join("");
    const ways = waysOf(items, letters, prepared);
    if (!ways[0]) return;
    const known = [];
    const moves = (from) => {
      known[from] ||= ways[from] ? movesFrom(items, letters, from, ways, prepared) : NO_MOVES;
      return known[from];
    };
    let unfinished = 0;
    /* Where the pattern ends that begins at `start`; 0 if it does not. */
    const endFrom = (start) => {
      unfinished = 0;
      let open = [0];
      for (let at = start; open.length; at += 1) {
        const next = [];
        for (const state of open) {
          for (const step of moves(state >> 1).get(folded[at]) || NONE) {
            const reached = step | (state & 1);
            if (step === INSIDE) unfinished ||= mayBeUnfinished && at + 1;
            else if (reached >> 1 < items.length) next.includes(reached) || next.push(reached);
            else if (reached & 1) return at + 1;
          }
        }
        open = next;
      }
      return 0;
    };
    let after = 0;
    for (const start of inOrder(Array.from(moves(0).keys(), placesOf))) {
      if (start < after) continue;
      const end = endFrom(start);
      if (!end && !unfinished) continue;
      after = end || unfinished;
      addPlace(hits, prepared, TEXT, start, after, end ? RANK.sound : RANK.unfinished, "sound");
    }
  }

  /* The places where the words may begin, in order, by their rarest sound. */
  function sameSoundStarts(words, sounds, { syllables, placesOf }) {
    let best = null;
    sounds.forEach((sound, shift) => {
      const chars = new Set([words[shift]]);
      for (const syllable of sound) syllables.readSo.get(syllable).forEach((c) => chars.add(c));
      const places = Array.from(chars, placesOf);
      const count = places.reduce((total, { length }) => total + length, 0);
      if (!best || count < best.count) best = { count, places, shift };
    });
    return inOrder(best.places).map((place) => place - best.shift);
  }

  /* Adds the places of other characters with the same reading; returns where they begin. */
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
    const found = new Set();
    for (const start of sameSoundStarts(words, sounds, prepared)) {
      let at = 0;
      while (at < words.length && fits(at, folded[start + at])) at += 1;
      if (at < words.length) continue;
      addPlace(hits, prepared, TEXT, start, start + at, RANK.near, "near");
      found.add(start);
    }
    return found;
  }

  Object.assign(engine, { pinyinPattern, isToned, withoutTones, addSounds, addSameSound });
})(self.publicationSearch);
