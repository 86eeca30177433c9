/* Where the text is nearly the words: one character wrong, missing, added or swapped, or other
 * characters of the same sound; and the pieces of words that match only in part. */
(function (engine) {
  "use strict";

  const { HAN, TEXT, ENGLISH, RANK, hasHan, full, addPlace, cutsAt, addSameSound } = engine;
  const MOST_PIECES = 64;
  const NEWLINE = 10;

  /* One alone may be the wrong character. */
  const TWO_HAN = new RegExp(`[${HAN}].*[${HAN}]`, "u");
  const hasHanTwice = (words) => TWO_HAN.test(words);

  /* How far `words` reach in `text` from `at` on, read forwards (step 1) or backwards (-1), with
   * one character at most wrong, missing, added or in its neighbour's place; -1 if they do not. */
  function reachNear(text, at, step, words) {
    const last = words.length - 1;
    const textAt = (n) => text.charCodeAt(at + step * n);
    const wordAt = (n) => words.charCodeAt(step > 0 ? n : last - n);
    const same = (n, shift) => {
      let next = n;
      while (next <= last && textAt(next + shift) === wordAt(next)) next += 1;
      return next;
    };
    const fault = same(0, 0);
    if (fault > last) return words.length;
    const other = textAt(fault);
    const isText = other === other && other !== NEWLINE;
    if (isText && same(fault + 1, 0) > last) return words.length;
    const isSwapped =
      fault < last &&
      other === wordAt(fault + 1) &&
      textAt(fault + 1) === wordAt(fault);
    if (isSwapped && same(fault + 2, 0) > last) return words.length;
    if (same(fault + 1, -1) > last) return words.length - 1;
    return isText && same(fault, 1) > last ? words.length + 1 : -1;
  }

  /* At least one half of words with one fault is in the text as it is, unless the fault is that the
   * characters where the halves meet are swapped. */
  function nearOccurrences(text, find, words) {
    const found = [];
    const half = words.length >> 1;
    const [head, tail] = [words.slice(0, half), words.slice(half)];
    const swapped = head.slice(0, -1) + tail[0] + head.slice(-1) + tail.slice(1);
    for (const start of find(swapped)) found.push([start, start + words.length]);
    for (const start of find(head)) {
      const reach = reachNear(text, start + half, 1, tail);
      if (reach >= 0) found.push([start, start + half + reach]);
    }
    for (const middle of find(tail)) {
      const reach = reachNear(text, middle - 1, -1, head);
      if (reach >= 0) found.push([middle - reach, middle + tail.length]);
    }
    return found;
  }

  function addNear(hits, prepared, words) {
    const isHan = hasHan(words);
    const folded = full(words, prepared.fold);
    const heard = isHan && words.length > 1 ? addSameSound(hits, prepared, folded) : new Set();
    if (words.length < (isHan ? 3 : 5)) return;
    const english = prepared.fields[ENGLISH];
    const texts = [
      [prepared.folded, prepared.findFolded],
      [english.whole, english.find],
    ];
    texts.forEach(([text, find], number) => {
      if (number === ENGLISH && hasHanTwice(words) && !english.hasHan) return;
      let after = 0;
      const found = nearOccurrences(text, find, folded).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      for (const [start, end] of found) {
        if (start < after || (number === TEXT && heard.has(start))) continue;
        after = end;
        const fault = Math.abs(end - start - folded.length);
        // Whole words come before the insides of others: for "parkng" parking before preparing.
        const isInside = number === ENGLISH && (cutsAt(text, start) || cutsAt(text, end));
        addPlace(hits, prepared, number, start, end, RANK.near + 1 + fault + (isInside ? 2 : 0), "near");
      }
    });
  }

  const RUN = new RegExp(`[${HAN}]+|[^\\s${HAN}\\p{P}]{2,}`, "gu");

  /* Runs of `size` Han characters, and whole words and numbers of other letters. */
  function pieces(words, size) {
    const out = new Set();
    for (const [run] of words.join(" ").matchAll(RUN)) {
      if (!hasHan(run)) {
        out.add(run);
        continue;
      }
      const chars = Array.from(run);
      for (let at = 0; at + size <= chars.length; at += 1) {
        out.add(chars.slice(at, at + size).join(""));
      }
    }
    return Array.from(out).slice(0, MOST_PIECES);
  }

  Object.assign(engine, { addNear, pieces });
})(self.publicationSearch);
