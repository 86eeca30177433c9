/* Sentences: their links, their citations, and the switch of edition that keeps the place. */
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("interface")?.textContent ?? "{}");
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

  const address = (id) => {
    const canonical = document.querySelector("link[rel=canonical]")?.href;
    const url = new URL(location.protocol === "file:" && canonical ? canonical : location.href);
    url.search = "";
    url.hash = id;
    return url.href;
  };

  const cited = () => JSON.parse(document.getElementById("citation")?.textContent ?? "{}");
  const citation = (language, id) => {
    const today = new Date();
    const pad = (n) => String(n).padStart(2, "0");
    const iso = `${today.getFullYear()}-${pad(today.getMonth() + 1)}-${pad(today.getDate())}`;
    const english = today.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    return cited()[language]
      .replaceAll("{address}", address(id))
      .replaceAll("{segment}", id)
      .replaceAll("{accessed}", iso)
      .replaceAll("{accessed_en}", english);
  };

  let menu = null;
  const close = (refocus) => {
    if (!menu) return;
    const { box, link } = menu;
    menu = null;
    box.remove();
    link.setAttribute("aria-expanded", "false");
    if (refocus) link.focus();
  };

  const open = (link) => {
    close(false);
    const id = link.closest(".s").id;
    const box = document.createElement("div");
    box.className = "s-menu";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words.sentence_tools);
    const entry = (label, text) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", async () => {
        const done = await copy(text());
        toast(done ? words.copied : words.copy_failed);
        close(true);
      });
      box.append(button);
    };
    entry(words.copy_link, () => address(id));
    if (document.getElementById("citation")) {
      entry(words.cite_zh, () => citation("zh", id));
      entry(words.cite_en, () => citation("en", id));
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
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".s-link");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      history.replaceState(history.state, "", link.getAttribute("href"));
      for (const s of document.querySelectorAll(".s.is-here")) s.classList.remove("is-here");
      link.closest(".s").classList.add("is-here");
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
})();
