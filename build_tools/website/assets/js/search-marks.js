/* Marks on the opened page what `?h=` of its address asks for, as the search finds it. */
(() => {
  "use strict";

  const { root, engine } = window.siteSearch;

  const isSpace = (char) => /\s/.test(char);

  /* Finds the characters of `text` in the text nodes of some elements, in order; nodes with other
   * text, such as notes, are skipped. Gives [node, offset in the node] for each character. */
  function align(text, elements) {
    const places = [];
    let at = 0;
    for (const element of elements) {
      const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (nodes.nextNode()) {
        const node = nodes.currentNode;
        const found = [];
        let next = at;
        let fits = !node.parentElement.closest("script, style, [role=tooltip], [popover]");
        for (let offset = 0; fits && offset < node.data.length; offset += 1) {
          if (isSpace(node.data[offset])) continue;
          while (next < text.length && isSpace(text[next])) next += 1;
          fits = node.data[offset] === text[next];
          found.push([next, offset]);
          next += 1;
        }
        if (!fits || !found.length) continue;
        for (const [where, offset] of found) places[where] = [node, offset];
        at = next;
      }
    }
    return places;
  }

  /* Marks the spans of the text in the elements that have it; returns whether a mark is visible. */
  function markSpans(text, spans, elements) {
    let isSeen = false;
    const ranges = new Map();
    const places = align(text, elements);
    for (const [start, end] of spans) {
      for (let at = start; at < end; at += 1) {
        if (!places[at]) continue;
        const [node, offset] = places[at];
        if (!ranges.has(node)) ranges.set(node, []);
        const known = ranges.get(node);
        const last = known[known.length - 1];
        if (last && at > start && last[1] >= offset - 1) last[1] = offset + 1;
        else known.push([offset, offset + 1]);
      }
    }
    for (const [node, known] of ranges) {
      for (const [start, end] of known.reverse()) {
        const mark = document.createElement("mark");
        mark.className = "found";
        const run = node.splitText(start);
        run.splitText(end - start);
        run.replaceWith(mark);
        mark.append(run);
        isSeen ||= mark.getClientRects().length > 0;
      }
    }
    return isSeen;
  }

  /* The page's path in the edition, as in the index. */
  function pagePath() {
    const path = decodeURIComponent(location.pathname.slice(root.pathname.length));
    if (path === "" || path.endsWith("/")) return `${path}index.html`;
    return /\.html$/.test(path) ? path : `${path}.html`;
  }

  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, tr";
  const squeezed = (text) => text.replace(/\s+/g, "");

  /* The elements with a text: those with its anchor; of a text without one, the blocks that are it. */
  function elementsOf(anchor, isLoose, text) {
    if (isLoose) {
      const blocks = [...document.querySelectorAll(`article :is(${BLOCKS})`)];
      return blocks.filter((block) => squeezed(block.textContent) === squeezed(text));
    }
    const found = anchor ? document.getElementById(anchor) : document.querySelector("article h1");
    return found ? [found] : [];
  }

  async function markPage(query) {
    const { engine: made, prepared } = await engine();
    for (const { anchor, isLoose, shown, texts, spans } of made.marks(prepared, query, pagePath())) {
      const elements = elementsOf(anchor, isLoose, texts[shown]);
      if (!elements.length) continue;
      const counterparts = document.querySelectorAll(`[data-of="${CSS.escape(anchor)}"]`);
      const other = 1 - shown;
      const isSeen = [
        markSpans(texts[shown], spans[shown], elements),
        markSpans(texts[other], spans[other], counterparts.length ? counterparts : elements),
      ].some(Boolean);
      // Where the match is only in the hidden language, the whole sentence is marked.
      if (!isSeen) markSpans(texts[shown], [[0, texts[shown].length]], elements);
    }
  }

  markPage(new URLSearchParams(location.search).get("h")).catch(() => {});
})();
