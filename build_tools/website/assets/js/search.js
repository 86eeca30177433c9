/* Gives Material's search dialog the search of search-worker.js (build_tools/search/worker/ put
 * together). Runs before Material's script.
 *
 * Material asks for a worker as soon as a page is open, and for its own index; it stops where the
 * browser refuses workers, which all do for pages on a disk. So this script
 *   - answers for the worker (Channel) and starts the search only when the dialog is first used:
 *     in a worker, or on the page itself where that is refused;
 *   - takes the form's name away, without which Material looks for no index of its own;
 *   - passes on what Material does not listen for: pasting, dictation, composed input;
 *   - says how many places were found, on the dialog and to screen readers;
 *   - marks on an opened page what `?h=` names.
 * The index is a script, since a page on a disk may not fetch other files.
 */
(function () {
  "use strict";

  const ENGINE = new URL("search-worker.js", document.currentScript.src).href;
  const INDEX = new URL("search-index.js", document.currentScript.src).href;
  const MESSAGE = { setup: 0, ready: 1, query: 2, result: 3, failure: 4 };
  const PAUSE = 400; // milliseconds without typing before the count is said

  /* ---- Words ---- */

  const words = JSON.parse(document.getElementById("interface")?.textContent ?? "{}");

  /* A phrase of the page's interface; English has some of its own for one. */
  const say = (key, n) => ((n === 1 && words[`${key}_one`]) || words[key]).replace("{n}", n);

  /* What was found, in one line. */
  function account({ way, counts }) {
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

  /* The engine and what it has made of the index, on this page. */
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

  /* Forgets a failure, so that a connection that is back is used. */
  function recover() {
    if (!hasFailed) return;
    hasFailed = false;
    started = onPage = null;
    scripts.clear();
  }

  /* ---- The dialog ---- */

  /* Stands for the worker that Material asks for. */
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
    let saying = 0;
    let isComposing = false;

    /* Material has put its own count of pages there. */
    function tell(text, isFinal) {
      meta.textContent = text;
      clearTimeout(saying);
      if (isFinal) saying = setTimeout(() => (region.textContent = text), PAUSE);
    }

    async function ask(channel, query) {
      latest += 1;
      const own = latest;
      const isBlank = !query.trim();
      if (isBlank) {
        clearTimeout(saying);
        region.textContent = "";
        channel.send(MESSAGE.result, { items: [] });
        return tell(input.title, false);
      }
      const waiting = setTimeout(() => own === latest && tell(say("search_loading"), false), PAUSE);
      try {
        const search = await start(NativeWorker);
        const result = await search(query);
        if (own !== latest) return undefined;
        channel.send(MESSAGE.result, result);
        tell(account(result), true);
      } catch {
        if (own !== latest) return undefined;
        channel.send(MESSAGE.result, { items: [] });
        tell(say("search_failure"), true);
      } finally {
        clearTimeout(waiting);
      }
      return undefined;
    }

    // Material makes one worker, at once; others are none of our business.
    window.Worker = function Worker(address, options) {
      window.Worker = NativeWorker;
      const isMaterial = address === JSON.parse(document.getElementById("__config").text).search;
      return isMaterial ? new Channel(ask) : new NativeWorker(address, options);
    };

    // Material reads the field when a key goes up.
    const poke = () => input.dispatchEvent(new Event("keyup", { bubbles: true }));
    input.addEventListener("input", () => isComposing || poke());
    input.addEventListener("compositionstart", () => (isComposing = true));
    input.addEventListener("compositionend", () => {
      isComposing = false;
      poke();
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

    // The search is made ready when the field is entered, and focus returns where it came from.
    // Material looks a moment later whether the field has the focus: one that left and came back
    // meanwhile has not changed for it, and the dialog would stay closed.
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

  /* The text nodes of the elements that hold some words, in order, as far as they go on with them;
   * notes and glosses in between do not. Gives [node, offset in the node] for each character. */
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

  /* Marks the spans of the text in the elements that hold it; whether any of that can be seen. */
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

  /* The page's path in the edition, as the index names it. */
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
      const own = anchor ? document.getElementById(anchor) : document.querySelector("article h1");
      if (!own) continue;
      const beside = document.querySelectorAll(`[data-of="${CSS.escape(anchor)}"]`);
      const other = 1 - shown;
      const isSeen = [
        markSpans(texts[shown], spans[shown], [own]),
        markSpans(texts[other], spans[other], beside.length ? beside : [own]),
      ].some(Boolean);
      // What was found only in the language that is hidden is marked by the whole sentence.
      if (!isSeen) markSpans(texts[shown], [[0, texts[shown].length]], [own]);
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
