/* What was found, as Material for MkDocs shows it: entries by page, as escaped HTML.
 *
 * Entries rank by how they match (RANK in hits.js), then by kind (title, heading, glossary entry,
 * tracker record, sentence), terms and records then by their length, as the shortest is nearest to
 * the query, then by the number of places. A page ranks as its best entry does. */
(function (engine) {
  "use strict";

  const { HAN, KIND, TEXT, ENGLISH, NO_COUNTS, normalise, tidy, total, find } = engine;
  const MOST_BEST = 5;
  const LONGEST_MARKED = 200; // of a query in an address, which servers limit
  const WIDTH = [110, 240];

  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  const escaped = (text) => {
    return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ENTITIES[char]) : text;
  };

  /* The text as HTML with its marks; a long text is cut around its first mark. */
  function html(text, marks, width) {
    const kept = tidy(marks);
    let [from, to] = [0, text.length];
    if (width && text.length > width) {
      const first = kept.length ? kept[0][0] : 0;
      from = Math.max(0, Math.min(first - Math.round(width / 4), text.length - width));
      to = Math.min(text.length, Math.max(from + width, kept.length ? kept[0][1] : 0));
      while (from > 0 && from < first && /[A-Za-z0-9\udc00-\udfff]/.test(text[from])) from += 1;
      while (to < text.length && /[A-Za-z0-9\udc00-\udfff]/.test(text[to])) to += 1;
    }
    let out = from ? "…" : "";
    let at = from;
    for (const [start, end] of kept) {
      if (end <= from) continue;
      if (start >= to) break;
      const [left, right] = [Math.max(start, from), Math.min(end, to)];
      out += `${escaped(text.slice(at, left))}<mark>${escaped(text.slice(left, right))}</mark>`;
      at = right;
    }
    return out + escaped(text.slice(at, to)) + (to < text.length ? "…" : "");
  }

  const NO_MARKS = [[], []];

  function shownOf({ index, fields }, entry) {
    return fields[index.shown].texts[entry] ? index.shown : 1 - index.shown;
  }

  /* HTML in one of the two languages, marked with its language where it is not the edition's. */
  function inLanguage({ index }, number, text) {
    if (number === index.shown) return text;
    return `<span lang="${escaped(index.lang[number])}">${text}</span>`;
  }

  /* A title or heading: words, or a part of an entry's text with its marks. */
  function named({ prepared, hits, names }, { words, entry, field, less }) {
    if (words !== undefined) return escaped(words);
    const key = 4 * entry + 2 * less + field;
    if (!names.has(key)) {
      const text = prepared.fields[field].texts[entry];
      const { marks } = hits.get(entry) || { marks: NO_MARKS };
      const shown = html(text.slice(0, text.length - less), marks[field]);
      names.set(key, inLanguage(prepared, field, shown));
    }
    return names.get(key);
  }

  function paragraph(prepared, entry, marks, number) {
    const lang = escaped(prepared.index.lang[number]);
    const text = html(prepared.fields[number].texts[entry], marks[number], WIDTH[number]);
    return `<p lang="${lang}">${text}</p>`;
  }

  function address(path, query) {
    return `${path.split("/").map(encodeURIComponent).join("/")}?h=${encodeURIComponent(query)}`;
  }

  /* The title of a result: of titles, headings, terms and records their text; of sentences the
   * heading above them. */
  function nameOf(prepared, entry, kind) {
    const field = shownOf(prepared, entry);
    if (kind < KIND.sentence) return { entry, field, less: 0 };
    const heading = prepared.headings[entry];
    return heading.words === "" ? prepared.titles[prepared.pageOf[entry]] : heading;
  }

  function resultOf(view, { entry, kind, marks }, page, score) {
    const { prepared, query } = view;
    const shown = shownOf(prepared, entry);
    const other = 1 - shown;
    const isName = kind < KIND.sentence;
    const isTerm = kind === KIND.glossary && prepared.fields[other].texts[entry];
    const anchor = prepared.anchors[entry];
    return {
      location: anchor ? `${page}#${encodeURIComponent(anchor)}` : page,
      title: named(view, nameOf(prepared, entry, kind)),
      text:
        (isName ? "" : paragraph(prepared, entry, marks, shown)) +
        (marks[other].length || isTerm ? paragraph(prepared, entry, marks, other) : ""),
      score,
      terms: { [query]: true },
    };
  }

  const placesOf = ({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0);

  /* The hits of each page, the best page and the best hit of each first. */
  function byPage(prepared, hits) {
    const groups = new Map();
    for (const hit of hits.values()) {
      const page = prepared.pageOf[hit.entry];
      hit.places = placesOf(hit);
      hit.kind = Number(prepared.index.kinds[hit.entry]);
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

  /* Material shows the entries that score at least as high as the page and folds the others away;
   * Enter opens the entry that scores highest. */
  function item(view, { page, list }, base) {
    const { prepared, query } = view;
    const location = address(prepared.index.pages[page][0], query);
    const isTitle = list[0].kind === KIND.title;
    const top = {
      location,
      title: named(view, prepared.titles[page]),
      text: "",
      score: isTitle ? base + 1 : base,
      terms: { [query]: true },
    };
    const entries = list.filter((hit) => hit.kind !== KIND.title);
    return [
      top,
      ...entries.map((hit, at) => {
        const isBest = at === 0 || (at < MOST_BEST && hit.rank === entries[0].rank);
        const score = base + (isBest ? 1 : -0.5);
        return resultOf(view, hit, location, score);
      }),
    ];
  }

  /* The results of a query: items (a list of entries for each page, the page itself first), how it
   * was found, and what was counted: literal, variant, sound, term (places), words (sentences with
   * all words), near, part (sentences), pages. */
  function search(prepared, query) {
    const { way, hits } = find(prepared, query);
    const pages = byPage(prepared, hits);
    const typed = Array.from(normalise(query).join(" ")).slice(0, LONGEST_MARKED).join("");
    const view = { prepared, hits, query: typed, names: new Map() };
    const counts = { pages: pages.length };
    for (const name of Object.keys(NO_COUNTS)) counts[name] = total(hits, name);
    const items = pages.map((page, at) => item(view, page, 2 * (pages.length - at)));
    return { items, way, counts };
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
