/* What was found, as the dialog shows it: entries by page, their texts in pieces.
 *
 * Entries rank by how they match (RANK in hits.js), then by kind (title, heading, glossary entry,
 * tracker record, sentence, text of another page), terms and records then by their length, as the shortest is nearest to
 * the query, then by the number of places. A page ranks as its best entry does. */
(function (engine) {
  "use strict";

  const { HAN, KIND, NO_COUNTS, normalise, tidy, total, find } = engine;
  const MOST_BEST = 5;
  const LONGEST_MARKED = 200; // of a query in an address, which servers limit
  const WIDTH = [110, 240];
  /* What a reader may narrow the results to, by KIND. */
  const GROUPS = ["report", "report", "term", "tracker", "report", "page"];

  const kindOf = ({ index }, entry) => Number(index.kinds[entry]);

  /* A text in pieces, every second one marked; a long text is cut around its first mark. */
  function runs(text, marks, width) {
    const kept = tidy(marks);
    let [from, to] = [0, text.length];
    if (width && text.length > width) {
      const first = kept.length ? kept[0][0] : 0;
      from = Math.max(0, Math.min(first - Math.round(width / 4), text.length - width));
      to = Math.min(text.length, Math.max(from + width, kept.length ? kept[0][1] : 0));
      while (from > 0 && from < first && /[A-Za-z0-9\udc00-\udfff]/.test(text[from])) from += 1;
      while (to < text.length && /[A-Za-z0-9\udc00-\udfff]/.test(text[to])) to += 1;
    }
    const out = [];
    let before = from ? "…" : "";
    let at = from;
    for (const [start, end] of kept) {
      if (end <= from) continue;
      if (start >= to) break;
      const [left, right] = [Math.max(start, from), Math.min(end, to)];
      out.push(before + text.slice(at, left), text.slice(left, right));
      before = "";
      at = right;
    }
    out.push(before + text.slice(at, to) + (to < text.length ? "…" : ""));
    return out;
  }

  const NO_MARKS = [[], []];

  function shownOf({ index, fields }, entry) {
    return fields[index.shown].texts[entry] ? index.shown : 1 - index.shown;
  }

  /* A title or heading: words, or a part of an entry's text with its marks. Its language is "" where
   * it is the edition's. */
  function named({ prepared, hits }, { words, entry, field, less }) {
    if (words !== undefined) return { lang: "", runs: [words] };
    const text = prepared.fields[field].texts[entry];
    const { marks } = hits.get(entry) || { marks: NO_MARKS };
    const lang = field === prepared.index.shown ? "" : prepared.index.lang[field];
    return { lang, runs: runs(text.slice(0, text.length - less), marks[field]) };
  }

  function paragraph(prepared, entry, marks, number) {
    const text = prepared.fields[number].texts[entry];
    return { lang: prepared.index.lang[number], runs: runs(text, marks[number], WIDTH[number]) };
  }

  function address(path, query) {
    return `${path.split("/").map(encodeURIComponent).join("/")}?h=${encodeURIComponent(query)}`;
  }

  /* The title of a result: of titles, headings, terms and records their text; of the others the
   * heading above them. */
  function nameOf(prepared, entry, kind) {
    const field = shownOf(prepared, entry);
    if (kind < KIND.sentence) return { entry, field, less: 0 };
    const heading = prepared.headings[entry];
    return heading.words === "" ? prepared.titles[prepared.pageOf[entry]] : heading;
  }

  const AFTER_SENTENCE = 0.5;

  /* Adds the records whose quotes have what was found; each ranks after the sentence that it quotes. */
  function addRecords({ quotes }, hits) {
    for (const { entry, sentence, spans } of quotes) {
      const found = hits.get(sentence);
      if (!found || hits.has(entry)) continue;
      const marks = found.marks.map((list, number) => {
        const [start, end] = spans[number];
        return list.filter(([from, to]) => from < end && to > start);
      });
      if (!marks.some((list) => list.length)) continue;
      const rank = found.rank + AFTER_SENTENCE;
      hits.set(entry, { entry, rank, marks: [[], []], counts: { ...NO_COUNTS }, quote: { sentence, marks } });
    }
  }

  function resultOf(view, { entry, kind, marks, quote }, page) {
    const { prepared } = view;
    const shown = shownOf(prepared, entry);
    const other = 1 - shown;
    const texts = kind < KIND.sentence ? [] : [paragraph(prepared, entry, marks, shown)];
    const isTerm = kind === KIND.glossary && prepared.fields[other].texts[entry];
    if (marks[other].length || isTerm) texts.push(paragraph(prepared, entry, marks, other));
    for (const number of quote ? [shown, other] : []) {
      const isNeeded = number === shown || quote.marks[number].length;
      if (isNeeded && prepared.fields[number].texts[quote.sentence]) {
        texts.push(paragraph(prepared, quote.sentence, quote.marks, number));
      }
    }
    const anchor = prepared.anchors[entry];
    return {
      address: anchor ? `${page}#${encodeURIComponent(anchor)}` : page,
      title: named(view, nameOf(prepared, entry, kind)),
      texts,
      note: prepared.notes[entry],
    };
  }

  const placesOf = ({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0);

  /* The hits of each page, the best page and the best hit of each first. */
  function byPage(prepared, hits) {
    const groups = new Map();
    for (const hit of hits.values()) {
      const page = prepared.pageOf[hit.entry];
      hit.places = placesOf(hit);
      hit.kind = kindOf(prepared, hit.entry);
      const isNamed = hit.kind === KIND.glossary || hit.kind === KIND.tracker;
      const shown = shownOf(prepared, hit.entry);
      const found = hit.marks[shown].length ? shown : 1 - shown;
      hit.length = isNamed ? prepared.fields[found].texts[hit.entry].length : 0;
      if (!groups.has(page)) groups.set(page, []);
      groups.get(page).push(hit);
    }
    const compared = (a, b) => a.rank - b.rank || a.kind - b.kind || a.length - b.length;
    const pages = Array.from(groups, ([page, list]) => {
      list.sort((a, b) => compared(a, b) || b.places - a.places || a.entry - b.entry);
      return { page, list, places: list.reduce((sum, hit) => sum + hit.places, 0) };
    });
    return pages.sort(
      (a, b) => compared(a.list[0], b.list[0]) || b.places - a.places || a.page - b.page
    );
  }

  /* A page with its results, of which the first `best` are shown at once. */
  function pageOf(view, { page, list }) {
    const { prepared, query } = view;
    const location = address(prepared.index.pages[page][0], query);
    const entries = list.filter((hit) => hit.kind !== KIND.title);
    const isBest = (hit, at) => at === 0 || (at < MOST_BEST && hit.rank === entries[0].rank);
    return {
      address: location,
      title: named(view, prepared.titles[page]),
      isBest: list[0].kind === KIND.title,
      best: entries.filter(isBest).length,
      results: entries.map((hit) => resultOf(view, hit, location)),
    };
  }

  /* How many entries of each group were found. */
  function groupCounts(prepared, hits) {
    const counts = Object.fromEntries(Object.values(GROUPS).map((group) => [group, 0]));
    for (const entry of hits.keys()) counts[GROUPS[kindOf(prepared, entry)]] += 1;
    return counts;
  }

  /* The results of a query, of one group or of all (""): pages, the best first, each with its results;
   * how they were found; what was counted: literal, variant, sound, term (places), words (sentences
   * with all words), near, part (sentences), pages; and the entries of each group. `isBest` of a page
   * says that the page itself is the best result, as its title was found. */
  function search(prepared, query, group = "") {
    const { way, hits } = find(prepared, query);
    addRecords(prepared, hits);
    const groups = groupCounts(prepared, hits);
    if (group) {
      for (const entry of hits.keys()) {
        if (GROUPS[kindOf(prepared, entry)] !== group) hits.delete(entry);
      }
    }
    const found = byPage(prepared, hits);
    const typed = Array.from(normalise(query).join(" ")).slice(0, LONGEST_MARKED).join("");
    const view = { prepared, hits, query: typed };
    const counts = { pages: found.length };
    for (const name of Object.keys(NO_COUNTS)) counts[name] = total(hits, name);
    return { way, counts, groups, pages: found.map((page) => pageOf(view, page)) };
  }

  /* What to mark on a page: for each entry found there its anchor and texts, and their spans. */
  function marks(prepared, query, path) {
    const { index, fields, pageStarts, anchors } = prepared;
    const { hits } = find(prepared, query);
    const page = index.pages.findIndex(([address]) => address === path);
    return Array.from(hits.values())
      .filter(({ entry }) => pageStarts[page] <= entry && entry < pageStarts[page + 1])
      .sort((a, b) => a.entry - b.entry)
      .map((hit) => ({
        anchor: anchors[hit.entry],
        isLoose: kindOf(prepared, hit.entry) === KIND.page, // not in the element with that id
        shown: shownOf(prepared, hit.entry),
        texts: fields.map(({ texts }) => texts[hit.entry]),
        spans: hit.marks.map(tidy),
      }));
  }

  const FOUR_HAN = new RegExp(`[${HAN}]{4}`, "u");

  /* Queries to try before a reader's: the first run of each function is slow, as it also makes what
   * the function needs. */
  function trials(prepared) {
    const [word] = prepared.folded.match(FOUR_HAN) || ["一二三四"];
    const wrong = word.slice(0, 2) + "龘" + word.slice(3);
    return ["e", "of the", "zheng1fu3", word, wrong, "龘龘龘"];
  }

  Object.assign(engine, { search, marks, trials });
})(self.publicationSearch);
