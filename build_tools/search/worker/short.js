/* Where a query is a short form of a term: 高新企业 of 高新技术企业. Its characters are in the term in their
 * order, from its beginning on, or as two words of it: 人均收入 in 居民人均可支配收入. */
(function (engine) {
  "use strict";

  const { HAN, KIND, TEXT, RANK, full, addPlace } = engine;
  const SHORT = new RegExp(`^[${HAN}]{2,8}$`, "u");
  const LEAST = 2; // characters of one of two words
  const MOST = 3; // times as long as the query a term may be

  /* What the terms match that have `words` as a short form. */
  function patternOf(words) {
    const chars = Array.from(words);
    const forms = [`^${chars.join(".*")}`];
    for (let cut = LEAST; cut <= chars.length - LEAST; cut += 1) {
      forms.push(`${chars.slice(0, cut).join("")}.*${chars.slice(cut).join("")}`);
    }
    return new RegExp(forms.join("|"), "u");
  }

  /* The places of all terms, as start and end: in the glossary, and in the text. */
  function placesOfTerms({ index, fields, terms }) {
    const { starts, texts } = fields[TEXT];
    const places = [];
    texts.forEach((text, entry) => {
      if (Number(index.kinds[entry]) === KIND.glossary) places.push([starts[entry], starts[entry] + text.length]);
    });
    for (const [entry, start, end] of terms.stands.flat()) {
      if (Number(index.kinds[entry]) !== KIND.glossary) places.push([starts[entry] + start, starts[entry] + end]);
    }
    return places;
  }

  function addShort(hits, prepared, words) {
    if (!SHORT.test(words)) return;
    const folded = full(words, prepared.fold);
    const pattern = patternOf(folded);
    // Of two characters, others of the same sound are nearer.
    const rank = folded.length > LEAST ? RANK.near : RANK.near + 1;
    for (const [start, end] of (prepared.termPlaces ||= placesOfTerms(prepared))) {
      if (end - start > folded.length * MOST || !pattern.test(prepared.folded.slice(start, end))) continue;
      addPlace(hits, prepared, TEXT, start, end, rank, "near");
    }
  }

  Object.assign(engine, { addShort });
})(self.publicationSearch);
