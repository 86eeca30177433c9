/* Reads the columns of the index, as build_tools/search/columns.py writes them; KIND is KINDS of
 * entries.py. */
(function (engine) {
  "use strict";

  const FIRST = 0x30;
  const MOST = 0x2000;
  const KIND = { title: 0, heading: 1, glossary: 2, tracker: 3, sentence: 4, page: 5 };
  const HAN = new RegExp(`[${engine.HAN}]`, "gu");

  /* Numbers given as characters. */
  function unpacked(text) {
    const numbers = [];
    let more = 0;
    for (let at = 0; at < text.length; at += 1) {
      const number = text.charCodeAt(at) - FIRST;
      if (number === MOST) more += MOST;
      else {
        numbers.push(more + number);
        more = 0;
      }
    }
    return numbers;
  }

  /* The Han characters of a text in the order of the tables. */
  const alphabet = (text) => Array.from(new Set(text.normalize("NFKC").match(HAN))).sort();

  /* For each character that the search folds, the character that it becomes. */
  function foldTable(characters, [counts, others]) {
    const table = new Map();
    let at = 0;
    unpacked(counts).forEach((count, number) => {
      for (const other of others.slice(at, at + count)) table.set(other, characters[number]);
      at += count;
    });
    return table;
  }

  /* For each folded character its readings: syllable and tone. */
  function readingTable(characters, column, fold) {
    const readings = new Map();
    let at = -1;
    for (const [, isOther, syllable, tone] of column.matchAll(/(,?)(?:([a-z]+)(\d)|\.)/g)) {
      if (!isOther) at += 1;
      if (!syllable) continue;
      const char = fold.get(characters[at]) || characters[at];
      if (!readings.has(char)) readings.set(char, []);
      const known = readings.get(char);
      if (!known.some((each) => each[0] === syllable && each[1] === Number(tone))) {
        known.push([syllable, Number(tone)]);
      }
    }
    return readings;
  }

  const withNext = (anchor) => anchor.replace(/\d+$/, (last) => String(Number(last) + 1));

  const slug = (text) => {
    const joined = text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    return joined.replace(/^-|-$/g, "");
  };

  function readAnchors(column, english) {
    let anchor = "";
    return column.split("\n").map((line, entry) => {
      if (line === "") anchor = withNext(anchor);
      else anchor = line === "-" ? slug(english[entry]) : line.slice(1);
      return anchor;
    });
  }

  /* A name is words, or a part of an entry's text: its field, and how many characters it leaves. */
  function readName(code, entry) {
    if (code[0] === "=") return { words: code.slice(1) };
    return { entry, field: Number(code) % 2, less: Number(code) > 1 ? 1 : 0 };
  }

  function readHeadings(column) {
    let name = null;
    return column.split("\n").map((code, entry) => {
      if (code) name = readName(code, entry);
      return name;
    });
  }

  /* The note of each entry; "" for none. */
  function readNotes([lines, numbers]) {
    const notes = ["", ...lines.split("\n")];
    return unpacked(numbers).map((number) => notes[number]);
  }

  /* What the records quote: the record, the sentence, and the spans of the quote in its two texts. */
  function readQuotes({ kinds, quotes }) {
    const [sentences, ...spans] = quotes.map(unpacked);
    const records = Array.from(kinds, Number).flatMap((kind, entry) => (kind === KIND.tracker ? [entry] : []));
    const made = records.map((entry, at) => {
      const [start, length, from, count] = spans.map((column) => column[at]);
      return { entry, sentence: sentences[at] - 1, spans: [[start, start + length], [from, from + count]] };
    });
    return made.filter(({ sentence }) => sentence >= 0);
  }

  const WORD = /[A-Za-z0-9]+/g;

  function someWords(text, first, count) {
    const words = Array.from(text.matchAll(WORD)).slice(first, first + count);
    const last = words[words.length - 1];
    return text.slice(words[0].index, last.index + last[0].length);
  }

  /* The English forms of each term, and its occurrences: entry, start, end. */
  function readTerms(index, english) {
    const [counts, gaps, lengths, numbers] = index.stands.map(unpacked);
    const firsts = [];
    const stands = [];
    let at = 0;
    counts.forEach((count, entry) => {
      let start = 0;
      for (let left = count; left > 0; left -= 1) {
        start += gaps[at];
        const term = numbers[at] ? numbers[at] - 1 : stands.length;
        if (term === stands.length) {
          firsts.push(entry);
          stands.push([]);
        }
        stands[term].push([entry, start, start + lengths[at]]);
        at += 1;
      }
    });
    const [lines, where, many] = index.terms;
    const [places, words] = [unpacked(where), unpacked(many)];
    const glossary = [];
    for (let entry = 0; entry < index.count; entry += 1) {
      if (Number(index.kinds[entry]) === KIND.glossary) glossary.push(entry);
    }
    let next = 0;
    const forms = (stands.length ? lines.split("\n") : []).map((line, term) =>
      line.split("\t").map((form) => {
        if (form) return form;
        next += 1;
        const [place, count] = [places[next - 1], words[next - 1]];
        if (!count) return english[glossary[place]];
        return someWords(english[firsts[term]], place, count);
      })
    );
    return { forms, stands };
  }

  Object.assign(engine, {
    KIND,
    alphabet,
    foldTable,
    readingTable,
    readAnchors,
    readName,
    readHeadings,
    readNotes,
    readQuotes,
    readTerms,
  });
})(self.publicationSearch);
