/* Makes the published index ready to be scanned. Each part is made when it is first needed, so that
 * the search is ready as soon as the index is loaded. */
(function (engine) {
  "use strict";

  const { hasHan, light, full, occurrences, wordList, occurrencesByWord } = engine;
  const { alphabet, foldTable, readingTable } = engine;
  const { readAnchors, readName, readHeadings, readNotes, readQuotes, readTerms } = engine;
  const FORMAT = 4;
  const PARTS = { lang: 2, fold: 2, notes: 2, quotes: 5, terms: 3, stands: 4 };
  const TEXT = 0;
  const ENGLISH = 1;

  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

  function lengthOf(value) {
    if (typeof value === "string") return value.length;
    return Array.isArray(value) ? sum(value.map(lengthOf)) : 0;
  }

  /* Whether the index is complete. */
  function isIndex(index) {
    if (!index || index.format !== FORMAT || !Array.isArray(index.pages)) return false;
    return (
      sum(Object.values(index).map(lengthOf)) === index.size &&
      ["kinds", "anchors", "headings", "text", "english", "pinyin"].every(
        (name) => typeof index[name] === "string"
      ) &&
      Object.entries(PARTS).every(
        ([name, count]) => Array.isArray(index[name]) && index[name].length === count
      ) &&
      index.kinds.length === index.count &&
      sum(index.pages.map((page) => page[2])) === index.count &&
      (index.shown === TEXT || index.shown === ENGLISH)
    );
  }

  /* The object with values that are made at their first use. */
  function lazy(target, makers) {
    for (const [name, make] of Object.entries(makers)) {
      Object.defineProperty(target, name, {
        configurable: true,
        get() {
          const value = make();
          Object.defineProperty(target, name, { value });
          return value;
        },
      });
    }
    return target;
  }

  /* The texts of a column; all of them in one, folded, with a line for each paragraph, the
   * sentences of one joined by `glue`; where each starts there; and a function that finds words. */
  function field(column, glue, isAlphabetic) {
    const find = (words, mustBegin) => {
      if (!isAlphabetic) return occurrences(made.whole, words);
      return occurrencesByWord(made.whole, made.words, words, mustBegin);
    };
    const made = lazy(
      { find },
      {
        words: () => wordList(made.whole),
        texts: () => column.split(/[\n\t]/),
        whole: () => light(column.replace(/\t/g, glue)),
        hasHan: () => hasHan(made.whole),
        starts: () => {
          const starts = new Int32Array(made.texts.length + 1);
          let [at, lost] = [0, 0];
          made.texts.forEach((text, entry) => {
            if (column[at - 1] === "\t") lost += 1 - glue.length;
            starts[entry] = at - lost;
            at += text.length + 1;
          });
          starts[made.texts.length] = at - lost;
          return starts;
        },
      }
    );
    return made;
  }

  function termField(index, english) {
    const { forms, stands } = readTerms(index, english);
    const owners = forms.flatMap((each, term) => each.map(() => term));
    return Object.assign(field(forms.flat().join("\n"), "", true), { owners, stands });
  }

  /* The first entry of each page, and the end of the last. */
  function pageStarts(index) {
    const starts = [0];
    for (const [, , count] of index.pages) starts.push(starts[starts.length - 1] + count);
    return starts;
  }

  function pageNumbers(starts) {
    const pageOf = new Int32Array(starts[starts.length - 1]);
    starts.slice(1).forEach((end, page) => pageOf.fill(page, starts[page], end));
    return pageOf;
  }

  /* For each syllable and each beginning of one, the characters of the text with that reading. */
  function syllableTable(readings) {
    const readSo = new Map();
    const beginnings = new Map();
    const add = (table, read, char) => {
      if (!table.has(read)) table.set(read, new Set());
      table.get(read).add(char);
    };
    for (const [char, list] of readings) {
      for (const [syllable] of list) {
        add(readSo, syllable, char);
        for (let end = 1; end < syllable.length; end += 1) {
          add(beginnings, syllable.slice(0, end), char);
        }
      }
    }
    return { readSo, beginnings };
  }

  /* What search() needs. Throws where the index is damaged. */
  function prepare(index) {
    if (!isIndex(index)) throw new Error("the search index is damaged");
    const fields = [field(index.text, "", false), field(index.english, " ", true)];
    const characters = lazy({}, { all: () => alphabet(index.text) });
    const places = new Map();
    const prepared = lazy(
      { index, fields },
      {
        pageStarts: () => pageStarts(index),
        pageOf: () => pageNumbers(prepared.pageStarts),
        fold: () => {
          const table = foldTable(characters.all, index.fold);
          return { table, others: new RegExp(`[${index.fold[1]}]`, "gu") };
        },
        folded: () => full(fields[TEXT].whole, prepared.fold),
        readings: () => readingTable(characters.all, index.pinyin, prepared.fold.table),
        syllables: () => syllableTable(prepared.readings),
        anchors: () => readAnchors(index.anchors, fields[ENGLISH].texts),
        headings: () => readHeadings(index.headings),
        notes: () => readNotes(index.notes),
        quotes: () => readQuotes(index),
        titles: () => index.pages.map(([, title], page) => readName(title, prepared.pageStarts[page])),
        terms: () => termField(index, fields[ENGLISH].texts),
      }
    );
    prepared.findFolded = (words) => occurrences(prepared.folded, words);
    /* The places of a character in the folded text. */
    prepared.placesOf = (char) => {
      const known = places.get(char);
      if (known) return known;
      const found = prepared.findFolded(char);
      if (found.length) places.set(char, found);
      return found;
    };
    return prepared;
  }

  Object.assign(engine, { TEXT, ENGLISH, prepare });
})(self.publicationSearch);
