/* The tracker's filters, with their state in the address; and, in the report, a record's other end
   opened beside it. */
(() => {
  "use strict";

  const form = document.querySelector(".filters");
  if (form) {
    const fold = (text) => text.toLowerCase().normalize("NFKC");
    const rows = [...document.querySelectorAll(".pair")].map((element) => ({
      element,
      text: fold(element.textContent),
    }));
    const fields = [...form.elements].filter((field) => field.name);
    const output = form.querySelector("output");
    const has = (element, name, value) => (element.dataset[name] ?? "").split(" ").includes(value);
    const matches = ({ element, text }) => fields.every(({ name, value }) => {
      if (!value) return true;
      if (name === "text") return fold(value).split(/\s+/).every((word) => text.includes(word));
      return has(element, name, value);
    });
    const show = () => {
      let count = 0;
      for (const row of rows) {
        row.element.hidden = !matches(row);
        count += row.element.hidden ? 0 : 1;
      }
      output.textContent = count ? output.dataset.template.replace("{n}", count) : output.dataset.none;
    };
    const remember = () => {
      const url = new URL(location.href);
      for (const { name, value } of fields) {
        if (value) url.searchParams.set(name, value);
        else url.searchParams.delete(name);
      }
      history.replaceState(history.state, "", url.href);
    };
    const read = () => {
      const query = new URLSearchParams(location.search);
      for (const field of fields) {
        field.value = query.get(field.name) ?? "";
        if (field.value === "" && field.matches("select")) field.selectedIndex = 0;
      }
      show();
    };
    form.hidden = false;
    form.addEventListener("input", () => { show(); remember(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { show(); remember(); }));
    addEventListener("popstate", read);
    read();
    /* A link to a record that the filter hides still shows it. */
    const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".pair");
    if (wanted) { wanted.hidden = false; wanted.scrollIntoView(); }
  }

  let panel = null;
  const close = (refocus) => {
    if (!panel) return;
    const { box, link } = panel;
    panel = null;
    box.remove();
    link.removeAttribute("aria-expanded");
    for (const q of document.querySelectorAll(".q.is-here")) q.classList.remove("is-here");
    if (refocus) link.focus();
  };
  const open = (link) => {
    close(false);
    const note = document.getElementById(`note-${link.dataset.record}`);
    if (!note) return false;
    const box = document.createElement("aside");
    box.className = "panel";
    box.tabIndex = -1;
    box.setAttribute("aria-label", link.getAttribute("aria-label"));
    for (const child of note.children) box.append(child.cloneNode(true));
    document.querySelector(".md-content__inner").append(box);
    const last = [...link.getClientRects()].at(-1);
    const frame = box.offsetParent.getBoundingClientRect();
    box.style.top = `${last.bottom - frame.top + 8}px`;
    link.setAttribute("aria-expanded", "true");
    for (const q of document.querySelectorAll(`.q[data-record="${CSS.escape(link.dataset.record)}"]`)) q.classList.add("is-here");
    panel = { box, link };
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.follow");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      if (panel?.link === link) { event.preventDefault(); close(true); }
      else if (open(link)) event.preventDefault();
    } else if (panel && !panel.box.contains(event.target)) {
      close(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel) close(true);
  });
  const notes = document.querySelector(".tracker-notes");
  let before = false;
  addEventListener("beforeprint", () => { if (notes) { before = notes.open; notes.open = true; } });
  addEventListener("afterprint", () => { if (notes) notes.open = before; });
})();
