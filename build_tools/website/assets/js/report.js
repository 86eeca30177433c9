/* The switch of edition, which keeps the place. */
(() => {
  "use strict";

  const sentences = () => [...document.querySelectorAll(".s[id]")];

  /* The sentence that is being read: the one the address names while it is on the screen,
     else the first one below the header. */
  const current = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const top = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    const visible = (box) => box.bottom > top && box.top < innerHeight;
    if (named?.matches(".s, h1, h2, h3") && visible(named.getBoundingClientRect())) return named.id;
    if (scrollY < 8) return "";
    const shown = sentences().filter((s) => s.getClientRects().length && visible(s.getBoundingClientRect()));
    const begins = (s) => s.getClientRects()[0].top >= top - 1;
    return (shown.find(begins) ?? shown[0])?.id ?? "";
  };

  /* On the way to another edition: take the sentence and the state of the view along. */
  const aim = (link) => {
    const url = new URL(link.getAttribute("data-href") ?? link.getAttribute("href"), location.href);
    link.setAttribute("data-href", link.getAttribute("data-href") ?? link.getAttribute("href"));
    url.search = location.search;
    url.hash = current();
    link.href = url.href;
  };
  for (const link of document.querySelectorAll(".editions a")) {
    for (const event of ["pointerdown", "focus", "mouseenter", "click"]) {
      link.addEventListener(event, () => aim(link));
    }
  }
})();
