/* Connects Material's search dialog with the search of search-worker.js (all of
 * build_tools/search/worker/). Runs before Material's script.
 *
 * Material starts a worker and loads its own index as soon as a page is open; it stops where the
 * browser refuses workers, which all browsers do for pages on a disk. So this script
 *   - takes the place of the worker (Channel) and starts the search when the dialog is first used:
 *     in a worker, or on the page itself where workers are refused;
 *   - removes the form's name, without which Material loads no index;
 *   - passes on events that Material does not listen for: pasting, dictation, composed input;
 *   - shows how many places were found, in the dialog and to screen readers;
 *   - marks on an opened page what `?h=` asks for.
 * The index is a script, since a page on a disk may not fetch other files.
 */
(function () {
  "use strict";

  const ENGINE = new URL("search-worker.js", document.currentScript.src).href;
  const INDEX = new URL("search-index.js", document.currentScript.src).href;
  const MESSAGE = { setup: 0, ready: 1, query: 2, result: 3, failure: 4 };
  const PAUSE = 400; // milliseconds without typing before the count is announced

  /* ---- Words of the interface ---- */

  const words = JSON.parse(document.getElementById("interface")?.textContent ?? "{}");

  /* A phrase of the page's interface; English has another form of some where n is 1. */
  const say = (key, n) => ((n === 1 && words[`${key}_one`]) || words[key]).replace("{n}", n);

  /* What was found, in one line. */
  function summary({ way, counts }) {
    if (way === "none") return say("found_none");
    const pages = say("found_pages", counts.pages);
    if (way === "near" || way === "part") return say(`found_${way}`, counts[way]) + pages;
    const kinds = ["literal", "variant", "sound", "term", "words", "apart"]
      .filter((kind) => counts[kind])
      .map((kind) => say(`found_${kind}`, counts[kind]));
    const intro = way === "toneless" ? say("found_toneless") : "";
    return intro + kinds.join(words.list_separator) + pages;
  }

  /* ---- The search itself: a function from a query to a promise of its results ---- */

  const scripts = new Map();

  function load(address) {
    if (!scripts.has(address)) {
      const loaded = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.async = false; // in the order of the calls
        script.onload = resolve;
        script.onerror = () => reject(new Error(`cannot load ${address}`));
        script.src = address;
        document.head.append(script);
      });
      scripts.set(address, loaded);
    }
    return scripts.get(address);
  }

  let onPage = null;

  /* The engine and its prepared index, on this page. */
  function engineHere() {
    onPage ||= Promise.all([load(ENGINE), load(INDEX)]).then(() => {
      const engine = window.publicationSearch;
      const prepared = engine.prepare(window.searchIndex);
      delete window.searchIndex;
      return { engine, prepared };
    });
    return onPage;
  }

  async function searchHere() {
    const { engine, prepared } = await engineHere();
    for (const query of engine.trials(prepared)) setTimeout(() => engine.search(prepared, query));
    return async (query) => engine.search(prepared, query);
  }

  function searchInWorker(NativeWorker) {
    return new Promise((resolve, reject) => {
      const worker = new NativeWorker(ENGINE);
      const open = new Map();
      let last = 0;
      const fail = (reason) => {
        worker.terminate();
        reject(new Error(reason));
      };
      const ask = (query) =>
        new Promise((answer, refuse) => {
          last += 1;
          open.set(last, { answer, refuse });
          worker.postMessage({ type: MESSAGE.query, data: query, id: last });
        });
      worker.onerror = () => fail("the worker does not start");
      worker.onmessage = ({ data: { type, data, id } }) => {
        if (type === MESSAGE.ready) {
          worker.onerror = null;
          return resolve(ask);
        }
        const waiting = open.get(id);
        open.delete(id);
        if (!waiting) return fail(data);
        if (type === MESSAGE.result) return waiting.answer(data);
        return waiting.refuse(new Error(data));
      };
      worker.postMessage({ type: MESSAGE.setup, data: { index: INDEX } });
    });
  }

  let started = null;
  let hasFailed = false;

  function start(NativeWorker) {
    const isDisk = location.protocol === "file:";
    started ||= isDisk
      ? searchHere()
      : Promise.resolve(NativeWorker).then(searchInWorker).catch(searchHere);
    started.catch(() => (hasFailed = true));
    return started;
  }

  /* Forgets a failure, so that the search works again once there is a connection. */
  function recover() {
    if (!hasFailed) return;
    hasFailed = false;
    started = onPage = null;
    scripts.clear();
  }

  /* ---- The dialog ---- */

  /* Takes the place of the worker that Material starts. */
  class Channel extends EventTarget {
    constructor(ask) {
      super();
      this.ask = ask;
      setTimeout(() => this.send(MESSAGE.ready));
    }

    send(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }));
    }

    postMessage({ type, data }) {
      if (type === MESSAGE.query) this.ask(this, data);
    }

    terminate() {}
  }

  function statusRegion(dialog) {
    const region = document.createElement("div");
    region.setAttribute("role", "status");
    Object.assign(region.style, {
      position: "absolute",
      width: "1px",
      height: "1px",
      overflow: "hidden",
      clipPath: "inset(50%)",
      whiteSpace: "nowrap",
    });
    dialog.append(region);
    return region;
  }

  function setUpDialog(dialog, input, toggle) {
    const NativeWorker = window.Worker;
    const meta = dialog.querySelector(".md-search-result__meta");
    const region = statusRegion(dialog);
    let latest = 0;
    let announcing = 0;
    let isComposing = false;

    /* Replaces the count of pages that Material shows. */
    function show(text, isFinal) {
      meta.textContent = text;
      clearTimeout(announcing);
      if (isFinal) announcing = setTimeout(() => (region.textContent = text), PAUSE);
    }

    async function ask(channel, query) {
      latest += 1;
      const number = latest;
      const isBlank = !query.trim();
      if (isBlank) {
        clearTimeout(announcing);
        region.textContent = "";
        channel.send(MESSAGE.result, { items: [] });
        return show(input.title, false);
      }
      const waiting = setTimeout(() => number === latest && show(say("search_loading"), false), PAUSE);
      try {
        const search = await start(NativeWorker);
        const result = await search(query);
        if (number !== latest) return undefined;
        channel.send(MESSAGE.result, result);
        show(summary(result), true);
      } catch {
        if (number !== latest) return undefined;
        channel.send(MESSAGE.result, { items: [] });
        show(say("search_failure"), true);
      } finally {
        clearTimeout(waiting);
      }
      return undefined;
    }

    // Material starts one worker, at once; other workers are left alone.
    window.Worker = function Worker(address, options) {
      window.Worker = NativeWorker;
      const isMaterial = address === JSON.parse(document.getElementById("__config").text).search;
      return isMaterial ? new Channel(ask) : new NativeWorker(address, options);
    };

    // Material reads the field when a key goes up.
    const notify = () => input.dispatchEvent(new Event("keyup", { bubbles: true }));
    input.addEventListener("input", () => isComposing || notify());
    input.addEventListener("compositionstart", () => (isComposing = true));
    input.addEventListener("compositionend", () => {
      isComposing = false;
      notify();
    });
    // The keys that choose a character must neither search for letters nor open a result.
    for (const type of ["keydown", "keyup"]) {
      window.addEventListener(
        type,
        (event) => {
          const isChoosing = event.isComposing || event.keyCode === 229 || isComposing;
          if (event.target === input && isChoosing) event.stopImmediatePropagation();
        },
        true
      );
    }

    // The search is made ready when the field gets the focus; on closing, the focus goes back.
    // Material checks a moment later whether the field has the focus: if the focus left and came
    // back meanwhile, Material sees no change, and the dialog would stay closed.
    let opener = null;
    input.addEventListener("focus", ({ relatedTarget }) => {
      if (!toggle.checked) toggle.click();
      if (relatedTarget && !dialog.contains(relatedTarget)) opener = relatedTarget;
      recover();
      start(NativeWorker).catch(() => {});
    });
    toggle.addEventListener("change", () => {
      if (toggle.checked) return;
      setTimeout(() => {
        const now = document.activeElement;
        const isLost = !now || now === document.body || dialog.contains(now);
        if (opener && opener.isConnected && isLost) opener.focus({ preventScroll: true });
        opener = null;
      });
    });
  }

  /* ---- Marks on an opened page ---- */

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
        mark.setAttribute("data-md-highlight", "");
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
    const { base } = JSON.parse(document.getElementById("__config").text);
    const root = new URL(`${base.replace(/\/?$/, "/")}`, location.href).pathname;
    const path = decodeURIComponent(location.pathname.slice(root.length));
    if (path === "" || path.endsWith("/")) return `${path}index.html`;
    return /\.html$/.test(path) ? path : `${path}.html`;
  }

  async function markPage(query) {
    const { engine, prepared } = await engineHere();
    for (const { anchor, shown, texts, spans } of engine.marks(prepared, query, pagePath())) {
      const element = anchor ? document.getElementById(anchor) : document.querySelector("article h1");
      if (!element) continue;
      const counterparts = document.querySelectorAll(`[data-of="${CSS.escape(anchor)}"]`);
      const other = 1 - shown;
      const isSeen = [
        markSpans(texts[shown], spans[shown], [element]),
        markSpans(texts[other], spans[other], counterparts.length ? counterparts : [element]),
      ].some(Boolean);
      // Where the match is only in the hidden language, the whole sentence is marked.
      if (!isSeen) markSpans(texts[shown], [[0, texts[shown].length]], [element]);
    }
  }

  /* ---- Start ---- */

  const form = document.forms.namedItem("search");
  const toggle = document.querySelector("[data-md-toggle=search]");
  if (form && toggle && form.query) {
    const input = form.query;
    form.removeAttribute("name");
    setUpDialog(form.closest("[data-md-component=search]"), input, toggle);
  }
  const wanted = new URLSearchParams(location.search).get("h");
  if (wanted && wanted.trim()) markPage(wanted).catch(() => {});
})();
