/* What was found: for each entry how well it matches, its marks, and how often and in which way. */
(function (engine) {
  "use strict";

  /* How well an entry matches; the lowest number is the best. */
  const RANK = {
    same: 0, // the entry is just the query
    whole: 1, // the text has it, as whole words and numbers
    variant: 2, // the text has it in other forms of the same characters
    term: 3, // it is the English of a term in the text
    start: 4, // words begin with it
    inflected: 5, // it has other forms of the English words
    sound: 6, // it is the pinyin of some of the text
    inside: 7, // it is inside a word or a number
    words: 8, // the text has all of its words
    unfinished: 9, // as sound, the last syllable not yet typed to its end
    page: 10, // the page has its words, but no sentence has them all
    initials: 11, // a term, a record or a heading begins with these initials of pinyin
    initialsInside: 12, // they are in the middle of the text
    near: 13,
    part: 30,
  };

  function entryAt(starts, at) {
    let low = 0;
    let high = starts.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  const NO_COUNTS = {
    literal: 0,
    variant: 0,
    inflected: 0,
    sound: 0,
    initials: 0,
    term: 0,
    words: 0,
    apart: 0,
    near: 0,
    part: 0,
  };

  function hitOf(hits, entry, rank) {
    let hit = hits.get(entry);
    if (!hit) {
      hit = { entry, rank, marks: [[], []], counts: { ...NO_COUNTS } };
      hits.set(entry, hit);
    }
    if (rank < hit.rank) hit.rank = rank;
    return hit;
  }

  /* Records a place, from start to end in the joined text of a field; it may span several entries. */
  function addPlace(hits, prepared, number, start, end, rank, way) {
    const { starts, texts } = prepared.fields[number];
    let entry = entryAt(starts, start);
    const first = hitOf(hits, entry, rank);
    first.counts[way] += 1;
    for (; entry < texts.length && starts[entry] < end; entry += 1) {
      const from = Math.max(start - starts[entry], 0);
      const to = Math.min(end - starts[entry], texts[entry].length);
      if (from < to) hitOf(hits, entry, rank).marks[number].push([from, to]);
    }
  }

  function merge(into, hit, rank) {
    const target = hitOf(into, hit.entry, rank);
    hit.marks.forEach((marks, number) => {
      for (const mark of marks) target.marks[number].push(mark);
    });
    return target;
  }

  /* The marks in order, those that touch made one. */
  function tidy(marks) {
    const out = [];
    let last = null;
    for (const [start, end] of marks.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else out.push((last = [start, end]));
    }
    return out;
  }

  const total = (hits, way) => {
    let sum = 0;
    for (const hit of hits.values()) sum += hit.counts[way];
    return sum;
  };

  const pagesOf = ({ pageOf }, hits) => new Set(Array.from(hits.keys(), (entry) => pageOf[entry]));

  Object.assign(engine, {
    RANK,
    NO_COUNTS,
    entryAt,
    hitOf,
    addPlace,
    merge,
    tidy,
    total,
    pagesOf,
  });
})(self.publicationSearch);
