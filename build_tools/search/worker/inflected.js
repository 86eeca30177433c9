/* Where the text has English words in other forms, such as "cities" for "city", or joined in another
 * way: "wellbeing", "well-being" and "well being" are one. */
(function (engine) {
  "use strict";

  const { ENGLISH, RANK, stem, entryAt, addPlace, addTermForms } = engine;

  /* The words of a list by their stems. */
  function stemsOf(list) {
    if (!list.stems) {
      list.stems = new Map();
      for (const word of list.places.keys()) {
        const stemmed = stem(word);
        const known = list.stems.get(stemmed);
        if (known) known.push(word);
        else list.stems.set(stemmed, [word]);
      }
    }
    return list.stems;
  }

  const isLetter = (char) => char >= "a" && char <= "z";
  const isJoint = (char) => char === " " || char === "-";

  /* Where the next word of the text ends (step 1) or begins (-1) if it has the stem; else -1. */
  function reach(text, at, step, wanted) {
    const next = (place) => text[step > 0 ? place : place - 1];
    if (!isJoint(next(at))) return -1;
    let end = at + step;
    while (isLetter(next(end))) end += step;
    const word = step > 0 ? text.slice(at + 1, end) : text.slice(end, at - 1);
    return word && stem(word) === wanted ? end : -1;
  }

  /* The places, as start and end, where words with the stems of `words` follow one another, but not
   * the words themselves: those are found without stems. */
  function inflectedPlaces({ whole, words: list }, words, typed) {
    const stems = words.map(stem);
    const variants = stems.map((each) => stemsOf(list).get(each) || []);
    const known = variants.map((each) => each.reduce((sum, word) => sum + list.places.get(word).length, 0));
    const rarest = known.indexOf(Math.min(...known));
    const found = [];
    for (const word of variants[rarest]) {
      for (const place of list.places.get(word)) {
        let [start, end] = [place, place + word.length];
        for (let at = rarest - 1; at >= 0 && start >= 0; at -= 1) start = reach(whole, start, -1, stems[at]);
        for (let at = rarest + 1; at < words.length && end >= 0; at += 1) end = reach(whole, end, 1, stems[at]);
        if (start >= 0 && end >= 0 && !whole.startsWith(typed, start)) found.push([start, end]);
      }
    }
    return found;
  }

  /* The places, as start and end, of the words with hyphens in a text, by the stems of their letters. */
  function compoundsOf({ whole, words: list }) {
    if (!list.compounds) {
      list.compounds = new Map();
      for (const { 0: word, index } of whole.matchAll(/[a-z]+(?:-[a-z]+)+/g)) {
        const stemmed = stem(word.replace(/-/g, ""));
        const known = list.compounds.get(stemmed);
        if (known) known.push([index, index + word.length]);
        else list.compounds.set(stemmed, [[index, index + word.length]]);
      }
    }
    return list.compounds;
  }

  /* The places, as start and end, of what has the stem of a query's letters in one piece: words with
   * hyphens where the query is one word, else single words. */
  function joinedPlaces(field, stemmed, isOne) {
    if (isOne) return compoundsOf(field).get(stemmed) || [];
    return (stemsOf(field.words).get(stemmed) || []).flatMap((word) => {
      return field.words.places.get(word).map((place) => [place, place + word.length]);
    });
  }

  const LEAST = 3; // letters
  const LEAST_JOINED = 5;
  const MOST_JOINED = 3; // words

  /* Adds the places of words in other forms, in the English and in the terms' English; only in the
   * entries of `within`, where that is given. */
  function addInflected(hits, prepared, words, within = null) {
    const typed = words.join(" ");
    if (!/^[a-z]+(?:[- ][a-z]+)*$/.test(typed)) return;
    const parts = typed.split(/[- ]/);
    if (parts.every((part) => part.length < LEAST)) return;
    // A reader who writes "a part" does not mean "apart".
    const letters = parts.length > MOST_JOINED ? "" : parts.join("");
    const mayJoin = letters.length >= LEAST_JOINED && words.every((word) => word.length >= LEAST);
    const joined = mayJoin ? stem(letters) : "";
    const places = (field) => {
      const found = inflectedPlaces(field, parts, typed);
      return mayJoin ? found.concat(joinedPlaces(field, joined, parts.length === 1)) : found;
    };
    const english = prepared.fields[ENGLISH];
    const wanted = within && new Set(within);
    for (const [start, end] of places(english)) {
      if (wanted && !wanted.has(entryAt(english.starts, start))) continue;
      addPlace(hits, prepared, ENGLISH, start, end, RANK.inflected, "inflected");
    }
    addTermForms(hits, prepared, places(prepared.terms), () => RANK.inflected, within);
  }

  Object.assign(engine, { addInflected });
})(self.publicationSearch);
