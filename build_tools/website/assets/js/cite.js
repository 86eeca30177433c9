/* The menu of an address: its link, its citations, and a report of a mistake in it.
 *
 * The texts were made by the build (presentation/citations); only the slots ⟦…⟧ in them are filled
 * in here: which sentence or entry it is, and the day. */
(() => {
  "use strict";

  const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");
  const words = read("interface");
  const given = read("citation");

  const written = (text, form) => {
    if (form === "url") return encodeURIComponent(text);
    const table = given.escapes[form] ?? {};
    return [...text].map((character) => table[character] ?? character).join("");
  };
  const fill = (text, values) => text.replace(/⟦([a-z]+)(?::([a-z]+))?⟧/g, (slot, name, form) => (
    Object.hasOwn(values, name) ? written(values[name], form) : slot
  ));

  const today = () => {
    const now = new Date();
    const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    const two = (n) => String(n).padStart(2, "0");
    const english = { year: `${year}`, month: given.months[month - 1], day: `${day}` };
    return {
      iso: `${year}-${two(month)}-${two(day)}`,
      slashes: `${year}/${two(month)}/${two(day)}`,
      english: fill(given.date, english),
      parts: `${year},${month},${day}`,
    };
  };

  /* The address of a place on this page; from a disk, where the site has it. */
  const address = (id) => {
    const url = new URL(location.protocol === "file:" && given.page ? given.page : location.href);
    url.search = "";
    url.hash = id;
    return url.href;
  };

  const toast = (text) => {
    const box = document.createElement("div");
    box.className = "toast";
    box.setAttribute("role", "status");
    document.body.append(box);
    box.textContent = text;
    setTimeout(() => box.remove(), 2500);
  };

  /* The clipboard needs a secure page; from a disk the old command still works. */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.style.position = "fixed";
      area.style.opacity = "0";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  const button = (label, text, after) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", async () => {
      const done = await copy(text());
      toast(done ? words.copied : words.copy_failed);
      after?.();
    });
    return made;
  };
  const label = (style) => words.copy_citation.replace("{style}", style);

  let menu = null;
  const close = (refocus) => {
    if (!menu) return;
    const { box, link } = menu;
    menu = null;
    box.remove();
    link.setAttribute("aria-expanded", "false");
    if (refocus) link.focus();
  };

  const LONGEST = 300;
  const textOf = (link) => {
    const text = (link.dataset.title ?? link.closest(".s")?.innerText ?? "").trim();
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  };

  const open = (link) => {
    close(false);
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    const box = document.createElement("div");
    box.className = "s-menu";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", link.getAttribute("aria-label"));
    const done = () => close(true);
    box.append(button(words.copy_link, () => address(id), done));
    const values = { id, title: textOf(link), text: textOf(link), address: `${given.page}#${id}` };
    for (const [style, text] of Object.entries(given.forms ?? {})) {
      box.append(button(label(style), () => fill(text, { ...values, ...today() }), done));
    }
    if (given.issue) {
      const report = document.createElement("a");
      report.href = fill(given.issue, values);
      report.rel = "noopener noreferrer";
      report.textContent = words.report_mistake;
      box.append(report);
    }
    document.querySelector(".md-content__inner").append(box);
    const at = link.getBoundingClientRect();
    const frame = box.offsetParent.getBoundingClientRect();
    const left = Math.min(Math.max(at.left - frame.left, 0), Math.max(frame.width - box.offsetWidth, 0));
    box.style.left = `${left}px`;
    box.style.top = `${at.bottom - frame.top + 6}px`;
    link.setAttribute("aria-expanded", "true");
    menu = { box, link };
    box.querySelector("button").focus();
    /* The menu is at the page's end: from its last control the focus goes back to where it came from. */
    box.addEventListener("focusout", (event) => {
      if (menu?.box === box && event.relatedTarget && !box.contains(event.relatedTarget)) close(true);
    });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".s-link");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      history.replaceState(history.state, "", link.getAttribute("href"));
      for (const s of document.querySelectorAll(".s.is-here")) s.classList.remove("is-here");
      link.closest(".s")?.classList.add("is-here");
      if (menu?.link === link) close(true);
      else open(link);
    } else if (menu && !menu.box.contains(event.target)) {
      close(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu) {
      event.stopPropagation();
      close(true);
    }
  });
  addEventListener("hashchange", () => {
    for (const s of document.querySelectorAll(".s.is-here")) s.classList.remove("is-here");
  });

  /* What is at another address now: the old one leads there. */
  const follow = () => {
    const anchor = location.hash.slice(1);
    const link = [...document.querySelectorAll(".moved li")].find((li) => li.id === anchor)?.querySelector("a");
    if (link) location.replace(link.href);
  };
  addEventListener("hashchange", follow);
  follow();

  /* Citations that are printed on the page get the day, and a button. */
  for (const element of document.querySelectorAll("[data-form]")) {
    const text = given.whole?.[element.dataset.form];
    if (!text) continue;
    element.textContent = fill(text, today()).replaceAll("\r\n", "\n").trim();
    const copier = button(label(element.dataset.form), () => fill(text, today()));
    copier.className = "md-button cite-copy";
    (element.closest("pre") ?? element.firstChild).after(copier);
  }
})();
