/* The search dialog once it is used: it asks the engine, shows the results as links in their order,
 * says how many there are, and moves between them by the arrow keys. Texts only ever become text. */
(() => {
  "use strict";

  const { words, root, dialog, field, ask } = window.siteSearch;
  const PAUSE = 400; // milliseconds without typing before the count is announced
  const PAGES = 20; // pages shown at once
  const [count, status, list, more, kinds, link] = [
    ".search__count",
    "[role=status]",
    ".search__pages",
    ".search__more",
    ".search__kinds",
    ".search__link",
  ].map((each) => dialog.querySelector(each));
  const hint = count.textContent;
  const radios = [...kinds.querySelectorAll("input")];

  /* ---- What was found, in one line ---- */

  /* A phrase of the page's interface; English has another form of some where n is 1. */
  const say = (key, n) => ((n === 1 && words[`${key}_one`]) || words[key]).replace("{n}", n);

  /* How many results on how many pages; and how they were found, where none is just what was typed. */
  function summary({ way, counts }, results) {
    if (way === "none" || !counts.pages) return words.found_none;
    const found = say("found_pages", counts.pages).replace("{results}", say("found_results", results));
    if (way !== "exact") return words[`found_${way}`] + found;
    const ways = counts.literal ? [] : ["variant", "inflected", "sound", "initials", "term", "words", "apart"];
    const how = ways.filter((each) => counts[each]).map((each) => words[`found_${each}`]);
    return how.length ? words.aside.replace("{text}", found).replace("{aside}", how.join(words.list_separator)) : found;
  }

  let announcing = 0;

  function show(text, isFinal) {
    count.textContent = text;
    clearTimeout(announcing);
    if (isFinal) announcing = setTimeout(() => (status.textContent = text), PAUSE);
  }

  /* ---- Results ---- */

  function element(name, className, ...children) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  }

  /* A text in pieces, every second one marked. */
  function texted(name, className, { lang, runs }) {
    const made = element(name, className);
    if (lang) made.lang = lang;
    runs.forEach((run, at) => {
      if (run) made.append(at % 2 ? element("mark", "", run) : run);
    });
    return made;
  }

  function linked(className, address, ...children) {
    const made = element("a", className, ...children);
    made.href = new URL(address, root).href;
    return made;
  }

  function resultOf({ address, title, texts, note }) {
    const shown = linked("search__result", address, texted("span", "search__name", title));
    if (note) shown.append(" ", element("span", "search__note", note));
    shown.append(...texts.map((text) => texted("span", "search__text", text)));
    return element("li", "", shown);
  }

  function pageOf({ address, title, best, results }) {
    const made = element("li", "search__page", linked("search__title", address, texted("span", "", title)));
    if (best) made.append(element("ol", "", ...results.slice(0, best).map(resultOf)));
    if (results.length > best) {
      const rest = element("details", "", element("summary", "", say("found_more", results.length - best)));
      rest.addEventListener("toggle", () => rest.append(element("ol", "", ...results.slice(best).map(resultOf))), { once: true });
      made.append(rest);
    }
    return made;
  }

  let waiting = []; // pages not yet shown

  function showPages() {
    list.append(...waiting.splice(0, PAGES).map(pageOf));
    more.hidden = !waiting.length;
  }

  const resultsOf = ({ groups }, kind) => (kind ? groups[kind] : Object.values(groups).reduce((sum, n) => sum + n, 0));

  function showResult(result) {
    waiting = [...result.pages];
    list.replaceChildren();
    showPages();
    dialog.querySelector(".search__body").scrollTop = 0;
    for (const radio of radios) {
      const n = resultsOf(result, radio.value);
      radio.disabled = !n && !radio.checked;
      radio.parentElement.querySelector(".search__number").textContent = n;
    }
    const [first] = result.pages;
    best = first && (first.isBest || !first.results.length ? first : first.results[0]).address;
  }

  const NOTHING = { pages: [], groups: { report: 0, term: 0, tracker: 0, page: 0 } };
  let latest = 0;
  let answered = 0;
  let best = null;
  let shown = null; // the address of the search whose results are shown
  let isHurried = false; // Enter came before the answer

  const chosen = () => radios.find((radio) => radio.checked).value;

  function address(query, kind) {
    const asked = new URLSearchParams({ q: query });
    if (kind) asked.set("kind", kind);
    return `?${asked}`;
  }

  async function search() {
    latest += 1;
    const [number, query, kind] = [latest, field.value, chosen()];
    const isBlank = !query.trim();
    isHurried = false;
    if (isBlank) kinds.hidden = link.hidden = true;
    link.href = address(query, kind);
    if (isBlank) {
      answered = number;
      status.textContent = "";
      showResult(NOTHING);
      return show(hint, false);
    }
    const slow = setTimeout(() => number === latest && show(words.search_loading, false), PAUSE);
    const [result, text] = await ask(query, kind).then(
      (found) => [found, summary(found, resultsOf(found, kind))],
      () => [NOTHING, words.search_failure],
    );
    clearTimeout(slow);
    if (number !== latest) return undefined;
    answered = number;
    showResult(result);
    // Where there is nothing, there is nothing to choose among or to link to.
    kinds.hidden = link.hidden = !resultsOf(result, "");
    show(text, true);
    shown = result === NOTHING ? null : address(query, kind);
    return isHurried && openBest();
  }

  /* ---- The way back ---- */

  let isLeft = false;

  /* Puts the search into this page's address; nothing takes it away. A browser may refuse. */
  function readdress(query, kind) {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries({ q: query, kind })) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    try {
      if (url.href !== location.href) history.replaceState(history.state, "", url.href);
    } catch {
      // The way back leads to the page without its search.
    }
  }

  /* Closes the dialog for a result, from which the way back leads to this search. */
  function leave() {
    isLeft = true;
    readdress(field.value.trim(), chosen());
    dialog.close();
  }

  dialog.addEventListener("close", () => dialog.open || isLeft || readdress("", ""));

  /* ---- Keys ---- */

  function openBest() {
    if (answered !== latest) isHurried = true;
    else if (best) {
      leave();
      location.href = new URL(best, root).href;
    }
  }

  const isShown = (each) => !each.closest("details:not([open]) > ol");

  function move(event, step) {
    const stops = [field, ...list.querySelectorAll("a, summary"), more].filter((each) => isShown(each) && !each.hidden);
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  }

  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the theme has keys of its own
    // The keys that choose a character must not open a result.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") move(event, 1);
    else if (event.key === "ArrowUp") move(event, -1);
    else if (event.key === "Enter" && event.target === field) {
      event.preventDefault(); // or the button that gets the focus back would be pressed
      openBest();
    } else if (/^\S$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus();
  });

  field.addEventListener("input", ({ isComposing }) => isComposing || search());
  field.addEventListener("compositionend", search);
  kinds.addEventListener("change", search);
  more.addEventListener("click", () => {
    const last = list.lastElementChild;
    showPages();
    last.nextElementSibling.querySelector("a").focus();
  });
  dialog.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
    if (target === dialog || target.closest(".search__close")) dialog.close();
    else if (target.closest(".search__pages a") && !ctrlKey && !metaKey && !shiftKey) leave();
  });
  /* Shows the results of what is in the field, if it does not show them. */
  window.siteSearch.search = () => {
    isLeft = false;
    return shown === address(field.value, chosen()) || search();
  };
})();
