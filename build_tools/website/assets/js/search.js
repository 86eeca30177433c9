/* The search of the site: what opens its dialog (theme/partials/dialog.html), and the way to its
 * engine (search-worker.js, all of build_tools/search/worker/).
 *
 * A first visit loads only this. The dialog's script, the engine and the index come when the dialog
 * is first used; search-marks.js where the address asks for marks. The engine runs in a worker, or on
 * the page itself where browsers refuse workers, as they do for pages on a disk. The index is a
 * script, since a page on a disk may not fetch other files.
 */
window.siteSearch = (() => {
  "use strict";

  const here = document.currentScript.src;
  const file = (name) => new URL(name, here).href;
  const [ENGINE, INDEX] = [file("search-worker.js"), file("search-index.js")];
  const scripts = new Map();

  function load(address) {
    if (!scripts.has(address)) {
      const loaded = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.async = false; // in the order of the calls
        script.onload = resolve;
        script.onerror = () => {
          scripts.delete(address);
          reject(new Error(`cannot load ${address}`));
        };
        script.src = address;
        document.head.append(script);
      });
      scripts.set(address, loaded);
    }
    return scripts.get(address);
  }

  /* ---- The engine ---- */

  let onPage = null;

  /* The engine and its prepared index, on this page. */
  function engine() {
    onPage ||= Promise.all([load(ENGINE), load(INDEX)]).then(() => {
      const made = window.publicationSearch;
      const prepared = made.prepare(window.searchIndex);
      delete window.searchIndex;
      return { engine: made, prepared };
    });
    return onPage;
  }

  async function searchHere() {
    const { engine: made, prepared } = await engine();
    for (const query of made.trials(prepared)) setTimeout(() => made.search(prepared, query));
    return async (query, group) => made.search(prepared, query, group);
  }

  function searchInWorker() {
    return new Promise((resolve, reject) => {
      const worker = new Worker(ENGINE);
      const open = new Map();
      let last = 0;
      const fail = (reason) => {
        worker.terminate();
        reject(new Error(reason));
      };
      const ask = (query, group) =>
        new Promise((answer, refuse) => {
          last += 1;
          open.set(last, { answer, refuse });
          worker.postMessage({ id: last, query, group });
        });
      worker.onerror = () => fail("the worker does not start");
      worker.onmessage = ({ data: { ready, id, result, error } }) => {
        if (ready) {
          worker.onerror = null;
          return resolve(ask);
        }
        const waiting = open.get(id);
        open.delete(id);
        if (!waiting) return fail(error);
        return error ? waiting.refuse(new Error(error)) : waiting.answer(result);
      };
      worker.postMessage({ index: INDEX });
    });
  }

  let started = null;

  /* A promise of the function from a query and a group to a promise of results. After a failure it
   * tries anew, so that the search works again once there is a connection. */
  function start() {
    if (!started) {
      const isDisk = location.protocol === "file:";
      started = isDisk ? searchHere() : searchInWorker().catch(searchHere);
      started.catch(() => {
        started = onPage = null;
        scripts.delete(ENGINE);
        scripts.delete(INDEX);
      });
    }
    return started;
  }

  /* ---- The dialog ---- */

  const words = JSON.parse(document.getElementById("interface")?.textContent ?? "{}");
  const root = new URL("../../", here); // the edition's folder
  const dialog = document.getElementById("search");
  const field = dialog?.querySelector(".search__field");
  const shared = { words, root, dialog, field, engine, ask: async (...asked) => (await start())(...asked) };

  function open() {
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.select();
    start().catch(() => {});
    const failed = () => (dialog.querySelector(".search__count").textContent = words.search_failure);
    load(file("search-dialog.js")).then(() => shared.search(), failed);
  }

  /* A key alone opens nothing: a reader may dictate, or touch it unawares (WCAG 2.2, 2.1.4). */
  function onKey(event) {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isCommand || event.isComposing || event.key?.toLowerCase() !== "k") return;
    if (document.querySelector("dialog:modal")) return;
    event.preventDefault();
    open();
  }

  /* Opens the search that the address has. */
  function openAsked() {
    const asked = new URLSearchParams(location.search);
    const query = asked.get("q");
    if (!query?.trim()) return;
    field.value = query;
    for (const { value } of dialog.querySelectorAll("[name=search-kind]")) {
      if (value === asked.get("kind")) dialog.querySelector(`[value="${value}"]`).checked = true;
    }
    open();
  }

  if (dialog?.showModal) {
    for (const button of document.querySelectorAll(".search-open")) {
      button.hidden = false;
      if (/^(Mac|iP)/.test(navigator.platform)) button.querySelector("kbd").textContent = "⌘K";
      button.addEventListener("click", open);
    }
    document.addEventListener("keydown", onKey);
    openAsked();
    // The reader is back on a page that the browser has kept.
    addEventListener("pageshow", ({ persisted }) => persisted && openAsked());
  }
  if (new URLSearchParams(location.search).get("h")?.trim()) load(file("search-marks.js")).catch(() => {});
  return shared;
})();
