/* Where a query names something by its id, as data, addresses and citations do: a sentence, a heading, a
 * term or a record. A range of sentences names both of its ends. */
(function (engine) {
  "use strict";

  const { KIND, RANK, hitOf } = engine;
  const DOTTED = /[a-z0-9-]+(?:\.[a-z0-9-]+)+/g; // the ids of sentences and headings
  const IS_ID = /[.-]/; // other words are no less than words

  /* The entries by their ids. The anchor of a record is its id after the letter of its kind. */
  function entriesById({ index, anchors }) {
    const entries = new Map();
    anchors.forEach((anchor, entry) => {
      const kind = Number(index.kinds[entry]);
      if (kind === KIND.page || !IS_ID.test(anchor)) return;
      const id = anchor.toLowerCase();
      for (const name of kind === KIND.tracker ? [id, id.slice(2)] : [id]) {
        if (!entries.has(name)) entries.set(name, new Set());
        entries.get(name).add(entry);
      }
    });
    return entries;
  }

  /* Adds what a folded query names by an id: all of it, what follows the # of an address, or, among other
   * words, that of a sentence. */
  function addIds(hits, prepared, query) {
    if (!IS_ID.test(query)) return;
    const entries = (prepared.ids ||= entriesById(prepared));
    const named = [query.replace(/^.*#/, ""), ...(query.match(DOTTED) || [])];
    const ids = named.flatMap((id) => (entries.has(id) ? [id] : id.split("-")));
    for (const entry of ids.flatMap((id) => Array.from(entries.get(id) || []))) {
      hitOf(hits, entry, RANK.same).counts.literal = 1;
    }
  }

  Object.assign(engine, { addIds });
})(self.publicationSearch);
