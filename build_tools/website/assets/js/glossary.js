/* The glossary: the filter of its lists, and the places of an entry. */
(() => {
  "use strict";

  /* The filter of the lists, with its text in the address. */
  const filter = document.getElementById("filter");
  if (filter) {
    const entries = [...document.querySelectorAll("[data-filter]")].map((element) => {
      const text = window.folded(element.dataset.filter);
      return { element, text, joined: text.replace(/\s+/g, "") };
    });
    const letters = [...document.querySelectorAll(".letter")];
    const index = document.querySelector(".letters");
    const output = document.querySelector("output[for=filter]");
    const show = () => {
      const wanted = window.folded(filter.value).split(/\s+/).filter(Boolean);
      const joined = wanted.join("");
      let count = 0;
      for (const { element, text, joined: all } of entries) {
        const match = wanted.every((word) => text.includes(word)) || (joined && all.includes(joined));
        element.hidden = !match;
        count += match ? 1 : 0;
      }
      for (const letter of letters) letter.hidden = !letter.querySelector("[data-filter]:not([hidden])");
      if (index) index.hidden = wanted.length > 0;
      const said = count ? output.dataset.template.replace("{n}", count) : output.dataset.none;
      output.textContent = wanted.length ? said : "";
      const url = new URL(location.href);
      if (filter.value) url.searchParams.set("filter", filter.value);
      else url.searchParams.delete("filter");
      history.replaceState(history.state, "", url.href);
    };
    filter.closest(".filter").hidden = false;
    filter.value = new URLSearchParams(location.search).get("filter") ?? "";
    filter.addEventListener("input", () => window.place.keepSoon(show));
    if (filter.value) show();
  }

  /* A link to an occurrence's entry opens its list of places. */
  const opened = () => {
    const entry = window.place.named();
    if (entry?.matches(".entry")) for (const details of entry.querySelectorAll("details")) details.open = true;
  };
  addEventListener("hashchange", opened);
  opened();
})();
