/* Where letters are the initials of the pinyin of the text: zfgz for 政府工作. Three letters are the
 * initials of too much, so they count only where a term, a record or a heading begins. */
(function (engine) {
  "use strict";

  const { KIND, TEXT, RANK, addPlace } = engine;
  const INITIALS = /^[a-z]{3,12}$/;
  const ANYWHERE = 4; // letters that count anywhere in the text
  const FIRST = 97;

  /* For each place of the text the initials of its character, a bit each. */
  function initialBits({ folded, readings }) {
    const bits = new Map();
    for (const [char, list] of readings) {
      bits.set(char, list.reduce((all, [syllable]) => all | (1 << (syllable.charCodeAt(0) - FIRST)), 0));
    }
    return Int32Array.from({ length: folded.length }, (_, at) => bits.get(folded[at]) || 0);
  }

  /* The places where a term, a record or a heading begins. */
  function beginnings({ index, fields, terms }) {
    const { starts } = fields[TEXT];
    const places = new Set();
    for (let entry = 0; entry < index.count; entry += 1) {
      if (Number(index.kinds[entry]) < KIND.sentence) places.add(starts[entry]);
    }
    for (const stands of terms.stands) {
      for (const [entry, start] of stands) places.add(starts[entry] + start);
    }
    return places;
  }

  function addInitials(hits, prepared, letters) {
    if (!INITIALS.test(letters)) return;
    const known = (prepared.initials ||= { bits: initialBits(prepared), begins: beginnings(prepared) });
    const wanted = Array.from(letters, (char) => 1 << (char.charCodeAt(0) - FIRST));
    const isAnywhere = letters.length >= ANYWHERE;
    const { bits, begins } = known;
    for (let start = 0; start + wanted.length <= bits.length; start += 1) {
      let at = 0;
      while (at < wanted.length && bits[start + at] & wanted[at]) at += 1;
      if (at < wanted.length) continue;
      const isBeginning = begins.has(start);
      if (!isBeginning && !isAnywhere) continue;
      const rank = isBeginning ? RANK.initials : RANK.initialsInside;
      addPlace(hits, prepared, TEXT, start, start + at, rank, "initials");
    }
  }

  Object.assign(engine, { addInitials });
})(self.publicationSearch);
