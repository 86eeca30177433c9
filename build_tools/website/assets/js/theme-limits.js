/* What the theme's script must not do here. It runs before that script, at the end of the head. */
(() => {
  "use strict";

  /* It would fetch each other edition's sitemap, which on a copy of the site is on another site. It
   * looks for links whose relation is "alternate" and nothing else. */
  for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel = "alternate edition";

  /* It would leave the page at a single character, such as n or a full stop, which a reader who
   * dictates says in the middle of a sentence (WCAG 2.2, 2.1.4). It listens at the window. */
  document.addEventListener("keydown", (event) => {
    if ([...event.key ?? ""].length === 1) event.stopPropagation();
  });

  /* It would stop where a browser refuses storage, and the page would have no switch of colours. */
  const orNull = (act) => (...given) => {
    try { return act(...given); } catch { return null; }
  };
  window.__md_get = orNull(window.__md_get);
  window.__md_set = orNull(window.__md_set);
})();
