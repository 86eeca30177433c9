/* The index as it is published, made ready to be scanned. Each part is made when it is first
 * needed, so that the search is ready as soon as the index is there. */
(function (engine) {
  "use strict";

  const { hasHan, light, full, occurrences, wordList, occurrencesByWord } = engine;
  const { alphabet, foldTable, readingTable } = engine;
  const { readAnchors, readName, readHeadings, readTerms } = engine;
  const FORMAT = 2;
  const PARTS = { lang: 2, fold: 2, terms: 3, stands: 4 };
  const TEXT = 0;
  const ENGLISH = 1;

  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

  function lengthOf(value) {
    if (typeof value === "string") return value.length;
    return Array.isArray(value) ? sum(value.map(lengthOf)) : 0;
  }

  /* Whether nothing of it is lost. */
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

  /* The object with values that are made when they are first asked for. */
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
      if (!isAlphabetic) return occurrences(own.whole, words);
      return occurrencesByWord(own.whole, own.words, words, mustBegin);
    };
    const own = lazy(
      { find },
      {
        words: () => wordList(own.whole),
        texts: () => column.split(/[\n\t]/),
        whole: () => light(column.replace(/\t/g, glue)),
        hasHan: () => hasHan(own.whole),
        starts: () => {
          const starts = new Int32Array(own.texts.length + 1);
          let [at, lost] = [0, 0];
          own.texts.forEach((text, entry) => {
            if (column[at - 1] === "\t") lost += 1 - glue.length;
            starts[entry] = at - lost;
            at += text.length + 1;
          });
          starts[own.texts.length] = at - lost;
          return starts;
        },
      }
    );
    return own;
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

  /* For each syllable, and for each beginning of one, the characters of the text that are read so. */
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

  /* What search() needs. Throws where the index is not whole. */
  function prepare(index) {
    if (!isIndex(index)) throw new Error("the search index is damaged");
    const fields = [field(index.text, "", false), field(index.english, " ", true)];
    const characters = lazy({}, { all: () => alphabet(index.text) });
    const places = new Map();
    const own = lazy(
      { index, fields },
      {
        pageStarts: () => pageStarts(index),
        pageOf: () => pageNumbers(own.pageStarts),
        fold: () => {
          const table = foldTable(characters.all, index.fold);
          return { table, others: new RegExp(`[${index.fold[1]}]`, "gu") };
        },
        folded: () => full(fields[TEXT].whole, own.fold),
        readings: () => readingTable(characters.all, index.pinyin, own.fold.table),
        syllables: () => syllableTable(own.readings),
        anchors: () => readAnchors(index.anchors, fields[ENGLISH].texts),
        headings: () => readHeadings(index.headings),
        titles: () => index.pages.map(([, title], page) => readName(title, own.pageStarts[page])),
        terms: () => termField(index, fields[ENGLISH].texts),
      }
    );
    own.findFolded = (words) => occurrences(own.folded, words);
    /* Where a character stands in the folded text. */
    own.placesOf = (char) => {
      const known = places.get(char);
      if (known) return known;
      const found = own.findFolded(char);
      if (found.length) places.set(char, found);
      return found;
    };
    return own;
  }

  Object.assign(engine, { TEXT, ENGLISH, prepare });
})(self.publicationSearch);
