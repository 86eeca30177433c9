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

  /* The old version is used until the reader asks for the new one, so that no page mixes the two. */
  function offer(worker) {
    if (document.querySelector(".update")) return;
    const words = JSON.parse(document.getElementById("interface")?.textContent ?? "{}");
    const box = document.createElement("div");
    box.className = "update";
    box.setAttribute("role", "status");
    const button = (label, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.addEventListener("click", act);
      return made;
    };
    const text = document.createElement("span");
    text.textContent = words.update_ready || "";
    box.append(
      text,
      button(words.update_now || "↻", () => worker.postMessage({ replace: true })),
      button(words.dismiss || "×", () => box.remove()),
    );
    document.body.append(box);
  }

  function watch(registration) {
    if (registration.waiting && workers.controller) offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming.addEventListener("statechange", () => {
        if (coming.state === "installed" && workers.controller) offer(coming);
      });
    });
  }

  /* Every open page changes to the new version at once. */
  if (workers.controller) {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
  }

  /* A reader who saves data gets the pages that were visited; others the whole site. */
  async function start() {
    watch(await workers.register(new URL("sw.js", base).href, { scope: base.href }));
    const ready = await workers.ready;
    const saving = navigator.connection && navigator.connection.saveData;
    if (!saving) ready.active.postMessage({ keep: root.dataset.folder });
  }

  addEventListener("load", () => {
    start().catch((error) => console.info("offline reading is not available:", error.message));
  });
})();
