/* Makes the site readable without a connection: starts the service worker (sw.js at the site's
 * root), says when a new version is ready, and adds the web app manifest.
 *
 * Not on pages from a disk, which need no connection. On localhost, where several sites share an
 * address and pages change often, only where `localStorage.offline` is "on".
 */
(function () {
  "use strict";

  const root = document.querySelector('meta[name="site-root"]');
  if (!root || !/^https?:$/.test(location.protocol)) return;

  const LOCALHOST = /^(localhost|127(\.\d+){3}|\[::1\])$/;

  function allowed() {
    if (!LOCALHOST.test(location.hostname)) return true;
    try {
      return localStorage.getItem("offline") === "on";
    } catch {
      return false;
    }
  }

  if (!allowed()) return;

  const base = new URL(root.content, location.href);
  const app = document.createElement("link");
  app.rel = "manifest";
  app.href = new URL(root.dataset.app, base).href;
  document.head.append(app);

  if (!("serviceWorker" in navigator)) return;

  const workers = navigator.serviceWorker;

  const words = JSON.parse(document.getElementById("interface")?.textContent ?? "{}");

  /* A line at the foot of the window, with buttons: their labels and what they do. */
  function notice(text, buttons = []) {
    document.querySelector(".update")?.remove();
    const box = document.createElement("div");
    box.className = "update";
    box.setAttribute("role", "status");
    document.body.append(box);
    const line = document.createElement("span");
    line.textContent = text;
    box.append(line);
    for (const [label, act] of [...buttons, [words.dismiss || "×", () => {}]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => {
        box.remove();
        act();
      });
      box.append(button);
    }
    return box;
  }

  /* The old version is used until the reader asks for the new one, so that no page mixes the two. */
  function offer(worker) {
    notice(words.update_ready || "", [[words.update_now || "↻", () => worker.postMessage({ replace: true })]]);
  }

  function watch(registration) {
    if (registration.waiting && workers.controller) offer(registration.waiting);
    const follow = (coming) => {
      coming?.addEventListener("statechange", () => {
        if (coming.state === "installed" && workers.controller) offer(coming);
      });
    };
    follow(registration.installing);
    registration.addEventListener("updatefound", () => follow(registration.installing));
  }

  /* Every open page changes to the new version at once. */
  if (workers.controller) {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
  }

  const CHOICE = "publication.offline";
  const choose = (choice) => localStorage.setItem(CHOICE, choice);

  const keepAll = (worker) => worker.postMessage({ keep: root.dataset.folder });

  /* Asks whether to keep the whole site, whose size the worker knows: once, and on the page of
   * downloads, which says so, as long as it is not kept. */
  function ask(worker, size) {
    const text = (words.keep_site || "").replace("{size}", Math.max(1, Math.round(size / 1e6)));
    const box = notice(text, [
      [words.keep_now || "↓", () => {
        choose("all");
        keepAll(worker);
      }],
    ]);
    box.lastElementChild.addEventListener("click", () => choose("shown"));
  }

  function listen(worker) {
    workers.addEventListener("message", ({ data }) => {
      if (data.size && !document.querySelector(".update")) ask(worker, data.size);
      if (data.isFull) notice(words.keep_full || "");
    });
  }

  /* A site that has moved or is withdrawn lets its readers go: its worker and its copy are deleted.
   * Returns whether it did. */
  async function leave(registration) {
    const isGone = async (path) => {
      const found = await fetch(new URL(path, base), { redirect: "manual", cache: "no-cache" });
      return found.type === "opaqueredirect" || found.status === 404 || found.status === 410;
    };
    if (!(await isGone("sw.js")) || !(await isGone("data/manifest.json"))) return false;
    await registration.unregister();
    for (const name of await caches.keys()) {
      if (name.startsWith(`publication ${base.pathname} `)) await caches.delete(name);
    }
    notice(words.site_gone || "");
    return true;
  }

  /* What was shown is kept, and the whole site where the reader said so. */
  async function start() {
    const isKnown = Boolean(workers.controller);
    const known = await workers.getRegistration(base.href);
    // Before all else, so that nothing is kept meanwhile. Without a connection nothing is known.
    if (isKnown && known && (await leave(known).catch(() => false))) return;
    const registration = await workers.register(new URL("sw.js", base).href, { scope: base.href });
    watch(registration);
    const { active } = await workers.ready;
    const choice = localStorage.getItem(CHOICE);
    listen(active);
    if (choice === "all") {
      keepAll(active);
      return;
    }
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    active.postMessage({ shown: [location.href, ...loaded] });
    const isPromised = Boolean(document.querySelector("[data-keep]"));
    if (isPromised || (!choice && !navigator.connection?.saveData)) active.postMessage({ ask: true });
  }

  addEventListener("load", () => {
    start().catch((error) => console.info("offline reading is not available:", error.message));
  });
})();
