/* Keeps the site for reading without a connection: starts the service worker (sw.js at the site's
 * root) and names the app that the browser may install.
 *
 * Never from a disk, where the site needs no keeping. On the reader's own machine (localhost), where
 * several sites share an address and pages change by the minute, only where
 * `localStorage.offline` is "on".
 */
(function () {
  "use strict";

  const root = document.querySelector('meta[name="site-root"]');
  if (!root || !/^https?:$/.test(location.protocol)) return;

  const OWN_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

  function allowed() {
    if (!OWN_MACHINE.test(location.hostname)) return true;
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

  /* A reader who saves data gets the pages that were visited; others the whole edition. */
  async function start() {
    const workers = navigator.serviceWorker;
    await workers.register(new URL("sw.js", base).href, { scope: base.href });
    const ready = await workers.ready;
    const saving = navigator.connection && navigator.connection.saveData;
    if (!saving) ready.active.postMessage({ keep: root.dataset.folder });
  }

  addEventListener("load", () => {
    start().catch((error) => console.info("offline reading is not to be had:", error.message));
  });
})();
