/* Where words stand in the text as they are: letter for letter, in other forms of the same
 * characters, with or without thousands separators, or as a term's English. */
(function (engine) {
  "use strict";

  const { TEXT, RANK, hasHan, full, entryAt, hitOf, addPlace } = engine;

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
  function addTerms(hits, prepared, words, mayCount) {
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
        if (mayCount && !mayCount(entry)) continue;
        const hit = hitOf(hits, entry, rank);
        hit.marks[TEXT].push([start, end]);
        if (!hit.counts.literal) hit.counts.term += 1;
      }
    }
  }

  Object.assign(engine, { occurrences, addLiteral, addTerms });
})(self.publicationSearch);
