/* The place in a page: what the address names, else the topmost block. A switch of edition, of view
   or of filter keeps it. And what a page adds on paper. */
window.place = (() => {
  "use strict";

  const article = document.querySelector(".md-content__inner");
  const is = (kind) => Boolean(document.querySelector(`.page--${kind}`));
  const HEADINGS = "h2, h3, h4, h5, h6";
  const BLOCKS = `${HEADINGS}, p:not(.unknown-place), li, tr, dt, dd, pre`;

  const isShown = (element) => element.getClientRects().length > 0 && element.checkVisibility?.() !== false;
  const start = (element) => element.getClientRects()[0].top;
  const blocks = () => [...article.querySelectorAll(BLOCKS)].filter((block) => !block.closest("details"));
  /* The blocks below each heading, which comes first; before the first heading, below nothing. */
  const sections = () => blocks().reduce((found, block) => {
    if (block.matches(HEADINGS)) found.push([block]);
    else found.at(-1).push(block);
    return found;
  }, [[null]]);
  /* What has the same name in each edition. The theme makes the names of other headings from their
     words, which differ: titles, and those of pages written by hand. A span in a heading only names it. */
  const anchors = () => (is("written") ? blocks() : [...article.querySelectorAll("[id]:not(h1, input, svg *, :is(h1, h2, h3, h4) > span)")]);

  /* The sentences of an anchor: of one, or of a range such as 2023.1.1.3-2023.1.1.5. */
  const sentences = (id) => {
    const all = [...document.querySelectorAll(".s[id]")];
    const ends = id.split("-").map((one) => all.findIndex((sentence) => sentence.id === one));
    return ends.length > 2 || ends.includes(-1) ? [] : all.slice(ends[0], ends.at(-1) + 1);
  };
  let marked = [];
  const mark = (elements) => {
    for (const element of marked) element.classList.remove("is-here");
    marked = [...elements];
    for (const element of marked) element.classList.add("is-here");
  };

  /* Changes the address in place. A browser may refuse, as Safari does after a hundred changes in half a
     minute: then the page goes on, and the address follows unless the reader is elsewhere by then. */
  let delayed = 0;
  const readdress = (url) => {
    clearTimeout(delayed);
    try {
      history.replaceState(history.state, "", url);
    } catch {
      const from = location.href;
      delayed = setTimeout(() => location.href === from && readdress(url), 10000);
    }
  };
  /* The reader's day: year, month and day as texts of figures. */
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0"));
  };

  const find = (id) => {
    const [, section, block] = /^block-(\d+)-(\d+)$/.exec(id) ?? [];
    const found = sections();
    const below = section && (found[section] ?? found.at(-1));
    const element = below ? below[block] ?? below.at(-1) : document.getElementById(id) ?? sentences(id)[0];
    return element && article.contains(element) ? element : null;
  };
  /* The anchor of the address; null where there is none or it is no text. */
  const asked = () => {
    try { return decodeURIComponent(location.hash.slice(1)) || null; } catch { return null; }
  };
  const named = () => {
    const id = asked();
    return id === null ? null : find(id);
  };

  const isOnScreen = (element) => {
    // To ask where something is would lay out what the browser leaves until it comes into view.
    if (element.checkVisibility?.({ contentVisibilityAuto: true }) === false) return false;
    const { top, bottom } = element.getBoundingClientRect();
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    return isShown(element) && bottom > header && top < innerHeight;
  };
  /* The block that begins nearest to where the browser puts what an address names. */
  const topmost = () => {
    if (scrollY < 8) return null;
    const pixels = (element, property) => parseFloat(getComputedStyle(element)[property]) || 0;
    const line = pixels(document.documentElement, "scrollPaddingTop");
    const distance = (element) => Math.abs(start(element) - line - pixels(element, "scrollMarginTop"));
    for (const elements of [anchors(), blocks()]) {
      const [first, ...others] = elements.filter(isOnScreen);
      if (first) return others.reduce((best, each) => (distance(each) < distance(best) ? each : best), first);
    }
    return anchors().findLast(isShown) ?? null; // only the foot of the page is on the screen
  };
  const current = () => {
    const wanted = named();
    return wanted && isOnScreen(wanted) ? wanted : topmost();
  };

  /* The name of a place in every edition. */
  const name = (element) => {
    if (!element || element.matches("h1")) return "";
    if (element.id && !is("written")) return element.id;
    const found = sections();
    const block = element.closest(BLOCKS);
    const section = block ? found.findIndex((below) => below.includes(block)) : -1;
    return section < 0 ? "" : `block-${section}-${found[section].indexOf(block)}`;
  };

  /* On the way to another edition: take the place and the state of the view along. */
  const aim = (link) => {
    link.dataset.href ??= link.getAttribute("href");
    const url = new URL(link.dataset.href, location.href);
    if (article && !is("not-found")) {
      url.search = location.search;
      const element = current();
      const id = asked() ?? "";
      url.hash = sentences(id)[1] && element === find(id) ? id : name(element);
    }
    link.href = url.href;
  };
  for (const link of document.querySelectorAll(".editions a")) {
    for (const event of ["pointerdown", "focus", "mouseenter", "click"]) {
      link.addEventListener(event, () => aim(link));
    }
  }

  /* While the page changes, the topmost block stays where it is on the screen. One that a filter
     hides is returned to when it is shown again, unless the reader has scrolled since. */
  let held = null;
  let settled = -1;
  const hold = () => {
    if (held && !isShown(held.element) && scrollY === settled) return;
    const element = topmost();
    held = element && { element, at: start(element) };
  };
  const release = () => {
    if (held && isShown(held.element)) scrollBy({ top: start(held.element) - held.at, behavior: "instant" });
    settled = scrollY;
  };
  const keep = (change) => { hold(); change(); release(); };
  /* The same for a change of a long list, once the browser has shown the key or the choice. */
  let next = 0;
  const keepSoon = (change) => {
    cancelAnimationFrame(next);
    next = requestAnimationFrame(() => setTimeout(() => keep(change)));
  };

  /* Says that the page has no such place; the page stays as it is. */
  const notice = document.createElement("p");
  notice.className = "unknown-place";
  notice.setAttribute("role", "status");
  const tell = (text) => {
    notice.textContent = "";
    if (!text) { notice.remove(); return; }
    article.prepend(notice);
    setTimeout(() => { notice.textContent = text; }); // a live region speaks when it changes
  };

  /* Shows what the address names, wherever a filter or a closed list hides it. */
  const arrive = (isFirst) => {
    tell("");
    const id = asked();
    mark(sentences(id ?? ""));
    if (id === null || id.startsWith("__") || is("not-found")) return; // "__" is the theme's own
    const element = find(id);
    if (!element) {
      tell(JSON.parse(document.getElementById("interface")?.textContent ?? "{}").unknown_place);
      return;
    }
    const elsewhere = element.closest(".moved li")?.querySelector("a");
    if (elsewhere) { // it has another address now
      location.replace(elsewhere.href);
      return;
    }
    let wasHidden = !isShown(element);
    for (let each = element; each !== article; each = each.parentElement) {
      each.hidden = false;
      if (each.matches("details")) each.open = true;
    }
    if (element.id !== id && !marked.length) {
      const hash = element.id && `#${encodeURIComponent(element.id)}`;
      readdress(`${location.pathname}${location.search}${hash}`);
      wasHidden = true;
    }
    if (isFirst || wasHidden) element.scrollIntoView();
  };
  if (article) {
    addEventListener("hashchange", () => arrive(false));
    addEventListener("DOMContentLoaded", () => {
      // Going back or reloading, the browser returns to where the reader was.
      arrive(performance.getEntriesByType("navigation")[0]?.type === "navigate");
    });
  }

  /* On paper the notes are open, and the day is known. */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(":is(.term-notes, .tracker-notes, .restored-notes):not([open])")];
    for (const details of opened) details.open = true;
    const day = document.querySelector(".printed [data-day]");
    if (day) day.textContent = `· ${today().join("-")}`;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });

  return { named, keep, keepSoon, sentences, mark, readdress, today };
})();
