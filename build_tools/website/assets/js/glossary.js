/* The card of a term: by pointer, focus, tap or key; and the filter of the glossary's lists. */
(() => {
  "use strict";

  let card = null;
  let owner = null;
  let timer = 0;

  /* Removing the card moves the focus, whose events must find it gone already. */
  const close = () => {
    clearTimeout(timer);
    const [old, term] = [card, owner];
    card = owner = null;
    term?.removeAttribute("aria-describedby");
    old?.remove();
  };

  /* Below the line of the term, or above it where there is no room; never over it. */
  const place = (term) => {
    const line = term.getClientRects()[0];
    const frame = card.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const gap = 6;
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    const last = [...term.getClientRects()].at(-1);
    const fits = last.bottom + gap + card.offsetHeight <= innerHeight;
    const room = line.top - gap - card.offsetHeight > header;
    const top = fits || !room ? last.bottom + gap : line.top - gap - card.offsetHeight;
    const left = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - card.offsetWidth - 8));
    card.style.left = `${left - frame.left}px`;
    card.style.top = `${top - frame.top}px`;
  };

  const open = (term) => {
    if (owner === term) { clearTimeout(timer); return; }
    close();
    const note = document.getElementById(`note-${term.dataset.term}`);
    if (!note) return;
    card = document.createElement("div");
    card.className = "card";
    card.id = "term-card";
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", note.querySelector(".note__en").textContent);
    for (const child of note.children) card.append(child.cloneNode(true));
    (term.closest(".row") ?? term).after(card); // where Tab finds it, next to its sentence
    owner = term;
    term.setAttribute("aria-describedby", "term-card");
    place(term);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", later);
    card.addEventListener("focusout", (event) => {
      if (!card?.contains(event.relatedTarget) && event.relatedTarget !== owner) close();
    });
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(close, 250);
  };

  const term = (target) => target.closest?.("a.term[href]");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && term(event.target)) open(term(event.target));
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && term(event.target)) later();
  });
  let returning = false;
  document.addEventListener("focusin", (event) => {
    if (!returning && term(event.target)) open(term(event.target));
  });
  document.addEventListener("focusout", (event) => {
    if (term(event.target) && !card?.contains(event.relatedTarget)) later();
  });
  /* The first tap shows the card, the second follows the link. */
  let touched = false;
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType !== "mouse";
    if (card && !card.contains(event.target) && term(event.target) !== owner) close();
  });
  let armed = null;
  document.addEventListener("click", (event) => {
    const link = term(event.target);
    if (!link || !touched) { armed = null; return; }
    if (armed !== link) {
      event.preventDefault();
      armed = link;
      open(link);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card) {
      const back = owner;
      const inside = card.contains(document.activeElement);
      close();
      armed = null;
      if (inside) {
        returning = true;
        back.focus();
        returning = false;
      }
    } else if (event.key === "ArrowDown" && owner && document.activeElement === owner) {
      event.preventDefault();
      card.querySelector("a")?.focus();
    }
  });
  addEventListener("resize", close);

  /* On paper the notes are open. */
  const notes = document.querySelector(".term-notes");
  let before = false;
  addEventListener("beforeprint", () => { if (notes) { before = notes.open; notes.open = true; } });
  addEventListener("afterprint", () => { if (notes) notes.open = before; });

  /* The filter of the lists, with its text in the address. */
  const filter = document.getElementById("filter");
  if (filter) {
    const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    const entries = [...document.querySelectorAll("[data-filter]")].map((element) => {
      const text = fold(element.dataset.filter);
      return { element, text, joined: text.replace(/\s+/g, "") };
    });
    const letters = [...document.querySelectorAll(".letter")];
    const index = document.querySelector(".letters");
    const output = document.querySelector("output[for=filter]");
    const show = () => {
      const wanted = fold(filter.value).split(/\s+/).filter(Boolean);
      const joined = wanted.join("");
      let count = 0;
      for (const { element, text, joined: all } of entries) {
        const match = wanted.every((word) => text.includes(word)) || (joined && all.includes(joined));
        element.hidden = !match;
        count += match ? 1 : 0;
      }
      for (const letter of letters) letter.hidden = !letter.querySelector("[data-filter]:not([hidden])");
      if (index) index.hidden = wanted.length > 0;
      output.textContent = wanted.length ? output.dataset.template.replace("{n}", count) : "";
      const url = new URL(location.href);
      if (filter.value) url.searchParams.set("filter", filter.value);
      else url.searchParams.delete("filter");
      history.replaceState(history.state, "", url.href);
    };
    filter.closest(".filter").hidden = false;
    filter.value = new URLSearchParams(location.search).get("filter") ?? "";
    filter.addEventListener("input", show);
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
