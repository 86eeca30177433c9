/* Where the text is read as the words: pinyin joined or spaced, with tones or without, the last
 * syllable perhaps unfinished; and other characters of the same sound. */
(function (engine) {
  "use strict";

  const { TEXT, RANK, addPlace, occurrences } = engine;

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

  /* Adds the places of other characters that are read as these are; where they begin. */
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
    for (const letter of initials) {
      for (const start of prepared.initials.get(letter)) starts.add(start);
    }
    const found = new Set();
    for (const start of starts) {
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
