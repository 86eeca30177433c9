/* The index as it is published, made ready to be scanned. */
(function (engine) {
  "use strict";

  const { hasHan, light, full } = engine;
  const FORMAT = 1;
  const TEXT = 0;
  const ENGLISH = 1;

  function isIndex(index) {
    if (!index || index.format !== FORMAT || !Array.isArray(index.pages)) return false;
    const columns = [index.anchors, index.headings, index.text, index.english];
    return (
      columns.every((column) => Array.isArray(column) && column.length === index.count) &&
      typeof index.kinds === "string" &&
      index.kinds.length === index.count &&
      index.pages.reduce((sum, page) => sum + page[2], 0) === index.count &&
      [index.terms, index.stands, index.joined, index.fold, index.lang].every(Array.isArray) &&
      typeof index.pinyin === "string" &&
      (index.shown === TEXT || index.shown === ENGLISH)
    );
  }

  function field(texts, isJoined, glue) {
    const starts = new Int32Array(texts.length + 1);
    const parts = [];
    let length = 0;
    texts.forEach((text, entry) => {
      const between = entry === 0 ? "" : isJoined[entry] ? glue : "\n";
      parts.push(between, light(text));
      starts[entry] = length + between.length;
      length = starts[entry] + text.length;
    });
    starts[texts.length] = length + 1;
    const whole = parts.join("");
    return { whole, starts, texts, hasHan: hasHan(whole) };
  }

  function readTable(packed) {
    const readings = new Map();
    for (const token of packed.split(" ")) {
      const match = /^([a-z]+)(\d)(.+)$/u.exec(token);
      if (!match) continue;
      for (const char of match[3]) {
        if (!readings.has(char)) readings.set(char, []);
        readings.get(char).push([match[1], Number(match[2])]);
      }
    }
    return readings;
  }

  /* For each letter, the places in the text of that letter and of what is read with it. */
  function readInitials(folded, readings) {
    const letters = new Map();
    for (const [char, list] of readings) {
      letters.set(char, new Set(list.map(([syllable]) => syllable[0])));
    }
    const places = new Map();
    for (let code = 97; code <= 122; code += 1) places.set(String.fromCharCode(code), []);
    for (let at = 0; at < folded.length; at += 1) {
      const own = letters.get(folded[at]);
      if (own) for (const letter of own) places.get(letter).push(at);
      else if (places.has(folded[at])) places.get(folded[at]).push(at);
    }
    return places;
  }

  /* What search() needs. Throws where the index is not whole. */
  function prepare(index) {
    if (!isIndex(index)) throw new Error("the search index is damaged");
    const to = Array.from(index.fold[1]);
    const table = new Map(Array.from(index.fold[0], (char, at) => [char, to[at]]));
    const fold = { table, others: new RegExp(`[${index.fold[0]}]`, "gu") };
    const isJoined = [];
    for (const entry of index.joined) isJoined[entry] = true;
    const fields = [field(index.text, isJoined, ""), field(index.english, isJoined, " ")];
    const pageOf = new Int32Array(index.count);
    let entry = 0;
    index.pages.forEach((page, number) => {
      for (let count = page[2]; count > 0; count -= 1) pageOf[entry++] = number;
    });
    const owners = index.terms.flatMap((forms, term) => forms.map(() => term));
    const stands = index.terms.map(() => []);
    for (let at = 0; at < index.stands.length; at += 4) {
      const [where, term, start, length] = index.stands.slice(at, at + 4);
      stands[term].push([where, start, start + length]);
    }
    const nameOf = (form) => (typeof form === "number" ? index.english[form] : form);
    const terms = { ...field(index.terms.flat().map(nameOf), [], ""), owners, stands };
    const folded = full(fields[TEXT].whole, fold);
    const readings = readTable(index.pinyin);
    let initials = null;
    return {
      index,
      fields,
      fold,
      folded,
      readings,
      get initials() {
        initials = initials || readInitials(folded, readings);
        return initials;
      },
      pageOf,
      terms,
    };
  }

  Object.assign(engine, { TEXT, ENGLISH, prepare });
})(self.publicationSearch);
