/* In the report: what belongs to a passage, opened next to it. A record's other end in the other year,
   or what the source has in place of restored words. The page has both at its end. */
(() => {
  "use strict";

  let panel = null;
  const quotes = (id) => document.querySelectorAll(`.q[data-record="${CSS.escape(id ?? "")}"]`);
  const close = (refocus) => {
    if (!panel) return;
    const { box, link } = panel;
    panel = null; // removing the box moves the focus
    box.remove();
    link.setAttribute("aria-expanded", "false");
    for (const quote of quotes(link.dataset.record)) quote.classList.remove("is-here");
    if (refocus) link.focus();
  };
  const noteOf = (link) => document.getElementById(link.dataset.note ?? `note-${link.dataset.record}`);

  /* The box follows its sentence, so that Tab goes on from it to what comes next in the text. */
  const open = (link) => {
    close(false);
    const box = document.createElement("div");
    box.className = "panel";
    box.tabIndex = -1;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", link.getAttribute("aria-label"));
    for (const child of noteOf(link).children) box.append(child.cloneNode(true));
    (link.closest(".row") ?? link).after(box);
    const last = [...link.getClientRects()].at(-1);
    box.style.top = `${last.bottom - box.offsetParent.getBoundingClientRect().top + 8}px`;
    link.setAttribute("aria-expanded", "true");
    for (const quote of quotes(link.dataset.record)) quote.classList.add("is-here");
    panel = { box, link };
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
    box.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && relatedTarget !== link && !box.contains(relatedTarget)) close(false);
    });
  };

  const LINKS = "a.follow, a.restored";
  for (const link of document.querySelectorAll(LINKS)) if (noteOf(link)) link.setAttribute("aria-expanded", "false");
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINKS);
    if (link && noteOf(link) && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      if (panel?.link === link) close(true);
      else open(link);
    } else if (panel && !panel.box.contains(event.target)) {
      close(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel) close(true);
  });

  /* On paper the restored passages are listed. */
  const notes = document.querySelector(".restored-notes");
  let before = false;
  addEventListener("beforeprint", () => { if (notes) { before = notes.open; notes.open = true; } });
  addEventListener("afterprint", () => { if (notes) notes.open = before; });
})();
