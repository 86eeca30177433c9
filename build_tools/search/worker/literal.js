/* Where words occur in the text: letter for letter, in other forms of the same characters, with or
 * without thousands separators, or as a term's English. */
(function (engine) {
  "use strict";

  const { TEXT, RANK, hasHan, full, entryAt, hitOf, addPlace } = engine;

  /* Where the words occur in a field; only in the entries `within`, in order, where these are given. */
  function placesIn({ starts, find }, words, within, mustBegin) {
    const places = find(words, mustBegin);
    if (!within) return places;
    let next = 0;
    return places.filter((at) => {
      while (next < within.length && starts[within[next] + 1] <= at) next += 1;
      return next < within.length && starts[within[next]] <= at;
    });
  }

  /* Units that have a sign, and their names. */
  const UNITS = [
    [/(^|[^a-z ]) ?(?:km2|㎢|平方公里|平方千米|square kilomet(?:re|er)s?)$/, ["km2", "㎢", "平方公里", "平方千米", " square kilomet"]],
    [/(^|[^a-z ]) ?(?:m2|㎡|平方米|square met(?:re|er)s?)$/, ["m2", "㎡", "平方米", " square met"]],
    [/(^|[^a-z ]) ?(?:m3|㎥|立方米|cubic met(?:re|er)s?)$/, ["m3", "㎥", "立方米", " cubic met"]],
  ].map(([ending, names]) => [ending, names.flatMap((name) => (name.endsWith("t") ? [`${name}re`, `${name}er`] : name))]);

  /* Words that end with a unit, with each of its names. */
  function unitNotations(words) {
    if (!/[23㎢㎡㎥里米]$|met[er]+s?$/.test(words.slice(-6))) return [];
    const [ending, names] = UNITS.find(([each]) => each.test(words)) || [null, []];
    return names.map((name) => words.replace(ending, (_, before) => before + name).trimStart());
  }

  /* A figure with and without its thousands separators; 7.20 as the date 7·20; a percentage with its
   * sign or in words; a unit with its other names. */
  function notations(words) {
    const named = [words, ...unitNotations(words)];
    if (!/\d/.test(words)) return named;
    const plain = words.replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
    const grouped = plain.replace(/(^|[^\d.])(\d{4,})(?!\d)/g, (_, before, digits) => {
      return before + digits.replace(/\B(?=(\d{3})+$)/g, ",");
    });
    const dated = words.replace(/(\d)\.(?=\d)/g, "$1·");
    const sign = words.replace(/(\d) ?(?:percent|per cent|pct)(?![a-z])/g, "$1%");
    const spelt = sign.replace(/(\d)%/g, "$1 percent");
    return Array.from(new Set([...named, plain, grouped, dated, sign, spelt]));
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

  /* Whether the place is in the middle of a figure: 5000 in 195,000, but not 2870 in 2870.5. */
  function cutsFigure(text, start, end) {
    if (isDigit(text.charCodeAt(start)) && cutsAt(text, start)) return true;
    const after = text.charCodeAt(end);
    if (!isDigit(text.charCodeAt(end - 1))) return false;
    return isDigit(after) || (after === 44 && isDigit(text.charCodeAt(end + 1)));
  }

  function literalRank({ whole, starts, texts }, entry, start, end) {
    if (start === starts[entry]) {
      const rest = starts[entry] + texts[entry].length - end;
      if (rest === 0 || (rest === 1 && /[。.：:]/.test(whole[end]))) return RANK.same;
    }
    if (cutsAt(whole, start)) return RANK.inside;
    return cutsAt(whole, end) ? RANK.start : RANK.whole;
  }

  const allNotations = (texts) => new Set(texts.flatMap(notations));

  /* Every place where one of the texts occurs, as a search in the page would find it; then those in
   * other forms of the same characters. One word of several counts only where words begin with it, and
   * only in the entries of `within`, where that is given. Inside longer figures only where there is
   * no other place. */
  function addLiteral(hits, prepared, texts, isOneOfSeveral, within = null) {
    const seen = new Set();
    const isHan = texts.some(hasHan);
    const [whole, cut] = [[], []];
    prepared.fields.forEach((each, number) => {
      if (isHan && number !== TEXT && !each.hasHan) return;
      for (const notation of allNotations(texts)) {
        for (const start of placesIn(each, notation, within, isOneOfSeveral)) {
          if (isOneOfSeveral && cutsAt(each.whole, start)) continue;
          const end = start + notation.length;
          (cutsFigure(each.whole, start, end) ? cut : whole).push({ each, number, start, end });
          if (isHan && number === TEXT) seen.add(start);
        }
      }
    });
    for (const { each, number, start, end } of whole.length ? whole : cut) {
      const rank = literalRank(each, entryAt(each.starts, start), start, end);
      addPlace(hits, prepared, number, start, end, rank, "literal");
    }
    if (!isHan) return;
    const { starts } = prepared.fields[TEXT];
    const folded = { starts, find: prepared.findFolded };
    for (const notation of allNotations(texts.map((text) => full(text, prepared.fold)))) {
      for (const start of placesIn(folded, notation, within)) {
        if (seen.has(start)) continue;
        const end = start + notation.length;
        addPlace(hits, prepared, TEXT, start, end, RANK.variant, "variant");
      }
    }
  }

  /* How well the words at `start` match one of the terms' forms. */
  function termRank({ whole, starts, texts }, form, start, end) {
    if (start === starts[form] && end === start + texts[form].length) return RANK.same;
    return cutsAt(whole, end) ? RANK.start : RANK.term;
  }

  /* Adds the occurrences of the terms in whose English there are `places`, each a start and an end;
   * `rankOf` says how well one matches. */
  function addTermForms(hits, prepared, places, rankOf, within = null) {
    const { starts, owners, stands } = prepared.terms;
    const { texts } = prepared.fields[TEXT];
    const ranks = new Map();
    for (const [start, end] of places) {
      const form = entryAt(starts, start);
      const term = owners[form];
      ranks.set(term, Math.min(rankOf(form, start, end), ranks.has(term) ? ranks.get(term) : Infinity));
    }
    const wanted = within && ranks.size ? new Set(within) : null;
    for (const [term, rank] of ranks) {
      for (const [entry, start, end] of stands[term]) {
        if (wanted && !wanted.has(entry)) continue;
        const isEntry = end - start === texts[entry].length;
        const hit = hitOf(hits, entry, isEntry ? rank : Math.max(rank, RANK.term));
        hit.marks[TEXT].push([start, end]);
        if (!hit.counts.literal && !hit.counts.inflected) hit.counts.term += 1;
      }
    }
  }

  /* The places of the terms whose English has the words. */
  function addTerms(hits, prepared, words, within = null) {
    if (!/[a-z]/.test(words)) return;
    const { terms } = prepared;
    const starts = terms.find(words, true).filter((start) => !cutsAt(terms.whole, start));
    const places = starts.map((start) => [start, start + words.length]);
    addTermForms(hits, prepared, places, (...place) => termRank(terms, ...place), within);
  }

  Object.assign(engine, { cutsAt, addLiteral, addTermForms, addTerms });
})(self.publicationSearch);
