/* The tracker's filters, with their state in the address. */
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
    const wanted = window.place.named()?.closest(".pair");
    if (wanted) { wanted.hidden = false; wanted.scrollIntoView(); }
  }

  const notes = document.querySelector(".tracker-notes");
  let before = false;
  addEventListener("beforeprint", () => { if (notes) { before = notes.open; notes.open = true; } });
  addEventListener("afterprint", () => { if (notes) notes.open = before; });
})();
