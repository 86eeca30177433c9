/* Where the text has English words in other forms, such as "cities" for "city". */
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
  function inflectedPlaces({ whole, words: list }, words) {
    const stems = words.map(stem);
    const variants = stems.map((each) => stemsOf(list).get(each) || []);
    const known = variants.map((each) => each.reduce((sum, word) => sum + list.places.get(word).length, 0));
    const rarest = known.indexOf(Math.min(...known));
    const typed = words.join(" ");
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

  const LEAST = 3; // letters

  /* Adds the places of words in other forms, in the English and in the terms' English; only in the
   * entries of `within`, where that is given. */
  function addInflected(hits, prepared, words, within = null) {
    if (!words.every((word) => /^[a-z]+$/.test(word)) || words.every((word) => word.length < LEAST)) return;
    const english = prepared.fields[ENGLISH];
    const wanted = within && new Set(within);
    for (const [start, end] of inflectedPlaces(english, words)) {
      if (wanted && !wanted.has(entryAt(english.starts, start))) continue;
      addPlace(hits, prepared, ENGLISH, start, end, RANK.inflected, "inflected");
    }
    addTermForms(hits, prepared, inflectedPlaces(prepared.terms, words), () => RANK.inflected, within);
  }

  Object.assign(engine, { addInflected });
})(self.publicationSearch);
