/* Where words occur in a text: by a scan of the text, or of the list of its different words, which is
 * far shorter than a long text in an alphabet. */
(function (engine) {
  "use strict";

  const WORD = /[a-z]+|[0-9]+/g; // what cutsAt() takes for one
  const LEAST = 3; // letters; shorter ones are everywhere

  /* As a search in a page finds them: from left to right, none inside the one before. */
  function occurrences(text, words) {
    const found = [];
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      found.push(at);
    }
    return found;
  }

  /* The different words of a text, one a line, and the places of each. */
  function wordList(text) {
    const places = new Map();
    for (const match of text.matchAll(WORD)) {
      const known = places.get(match[0]);
      if (known) known.push(match.index);
      else places.set(match[0], [match.index]);
    }
    return { places, lines: `\n${Array.from(places.keys()).join("\n")}\n` };
  }

  /* The places of a run of letters in the text. `isStart` and `isEnd` say whether a word must begin or
   * end with it. */
  function runPlaces({ places, lines }, run, isStart, isEnd) {
    if (isStart && isEnd) return places.get(run) || [];
    const wanted = (isStart ? "\n" : "") + run + (isEnd ? "\n" : "");
    const found = [];
    for (let at = lines.indexOf(wanted); at >= 0; at = lines.indexOf(wanted, at + 1)) {
      const from = isStart ? at + 1 : at;
      const first = lines.lastIndexOf("\n", from - 1) + 1;
      const word = lines.slice(first, lines.indexOf("\n", from));
      for (const place of places.get(word)) found.push(place + from - first);
    }
    return found;
  }

  /* The same as occurrences(text, words), by the list of the text's words; those inside words may be
   * left out where the words are to begin with a word. */
  function occurrencesByWord(text, list, words, mustBegin) {
    let best = null;
    for (const { 0: run, index } of words.matchAll(WORD)) {
      const isStart = index > 0 || mustBegin;
      const isEnd = index + run.length < words.length;
      if (!isStart && run.length < LEAST) continue;
      const found = isStart && isEnd && (list.places.get(run) || []);
      const known = found ? found.length : Infinity;
      const isBetter = !best || known < best.known || (known === best.known && run.length > best.run.length);
      if (isBetter) best = { run, index, isStart, isEnd, known };
    }
    if (!best) return occurrences(text, words);
    const starts = Int32Array.from(runPlaces(list, best.run, best.isStart, best.isEnd)).sort();
    const found = [];
    let after = 0;
    for (const place of starts) {
      const start = place - best.index;
      if (start < after || !text.startsWith(words, start)) continue;
      found.push(start);
      after = start + words.length;
    }
    return found;
  }

  Object.assign(engine, { occurrences, wordList, occurrencesByWord });
})(self.publicationSearch);
