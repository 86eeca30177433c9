/* Sentences: their links and their citations. */
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("interface")?.textContent ?? "{}");
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
    link.closest(".row").after(box); // where Tab finds it, next to its sentence
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
