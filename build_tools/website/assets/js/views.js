/* How the report is shown: one language or both, term marks, pinyin. The choice is in the address
   (?view=side&terms=all&ruby=on) and is remembered; the address wins. */
(() => {
  "use strict";

  const tools = document.querySelector(".tools");
  if (!tools) return;
  const root = document.documentElement;
  const choices = { view: ["one", "lines", "side", "tap"], terms: ["first", "none", "all"], ruby: ["off", "on"] };

  // Without a translation there is one view, whatever was chosen on another site.
  if (!tools.querySelector('[data-tool="view"]')) choices.view = ["one"];

  const remembered = (name) => {
    try { return localStorage.getItem(`publication.${name}`); } catch { return null; }
  };
  const remember = (name, value) => {
    try { localStorage.setItem(`publication.${name}`, value); } catch { /* private browsing */ }
  };
  const query = new URLSearchParams(location.search);
  const state = {};
  for (const [name, values] of Object.entries(choices)) {
    state[name] = [query.get(name), remembered(name), values[0]].find((value) => values.includes(value));
  }

  /* Marks of terms: links for the first place on the page, for every place, or none. */
  const plain = (element) => {
    const span = document.createElement("span");
    span.className = "term-again";
    span.dataset.term = element.dataset.term;
    span.append(...element.childNodes);
    return span;
  };
  const firsts = new Map([...document.querySelectorAll("a.term")].map((a) => [a.dataset.term, { href: a.getAttribute("href"), n: a.dataset.n }]));
  const first = new Set(document.querySelectorAll("a.term"));
  const showTerms = (mode) => {
    for (const element of document.querySelectorAll("a.term, .term-again")) {
      const { href, n } = firsts.get(element.dataset.term) ?? {};
      const wanted = mode === "all" ? Boolean(href) : mode === "first" && first.has(element);
      element.classList.toggle("is-off", mode === "none");
      if (element.matches("a.term")) {
        if (mode === "none") element.removeAttribute("href");
        else element.setAttribute("href", href);
        if (!wanted && !first.has(element)) element.replaceWith(plain(element));
      } else if (wanted) {
        const link = document.createElement("a");
        link.className = "term";
        link.dataset.term = element.dataset.term;
        link.dataset.n = n;
        link.setAttribute("aria-haspopup", "dialog");
        link.setAttribute("href", href);
        link.append(...element.childNodes);
        element.replaceWith(link);
      }
    }
  };

  /* Pinyin above each Han character of the Chinese, made when it is first shown. */
  const readings = () => JSON.parse(document.getElementById("pinyin")?.textContent ?? "{}");
  const han = /[\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u; // as text/han.py has them
  const annotate = (element, syllables) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".s-link, rt")) nodes.push(walker.currentNode);
    let at = 0;
    for (const node of nodes) {
      const parts = document.createDocumentFragment();
      for (const char of node.data) {
        if (!han.test(char) || at >= syllables.length) { parts.append(char); continue; }
        const ruby = document.createElement("ruby");
        const rt = document.createElement("rt");
        rt.lang = "zh-Latn";
        rt.textContent = syllables[at];
        at += 1;
        ruby.append(char, rt);
        parts.append(ruby);
      }
      node.replaceWith(parts);
    }
  };
  let annotated = false;
  const showRuby = (on) => {
    root.dataset.ruby = on;
    if (on !== "on" || annotated) return;
    annotated = true;
    const chinese = (id) => {
      const main = document.getElementById(id);
      const other = document.querySelector(`.o[data-of="${CSS.escape(id)}"]`);
      return [main, other].find((e) => e?.closest("[lang]").lang.startsWith("zh"));
    };
    for (const [id, text] of Object.entries(readings())) {
      const element = chinese(id);
      if (element) annotate(element, text.split(" "));
    }
  };

  /* Side by side needs two columns; a narrow screen shows line by line in its place. */
  const narrow = matchMedia("(max-width: 48rem)");
  const shown = () => (state.view === "side" && narrow.matches ? "lines" : state.view);

  /* What a view does not show is hidden from every reader, not only from the eye. */
  const showOthers = () => {
    for (const other of document.querySelectorAll(".o")) {
      const isOpen = other.closest(".row")?.classList.contains("is-open");
      other.hidden = !(["lines", "side"].includes(shown()) || (shown() === "tap" && isOpen));
    }
  };
  const toggle = (element) => {
    element?.classList.toggle("is-open");
    showOthers();
  };

  /* Where no Chinese is shown, the choice of pinyin waits, and says for what. */
  const note = document.getElementById("ruby-note");
  const warning = note.textContent;
  const offerRuby = () => {
    const isOff = "needs" in note.dataset && shown() === "one" && !document.querySelector(".s[lang|=zh]");
    tools.querySelector("[name=ruby]").disabled = isOff;
    note.textContent = isOff ? note.dataset.needs : warning;
  };

  const apply = () => {
    root.dataset.view = shown();
    showOthers();
    root.dataset.terms = state.terms;
    showTerms(state.terms);
    offerRuby();
    showRuby(state.ruby);
    for (const input of tools.querySelectorAll("input")) {
      input.checked = (input.name === "view" ? shown() : state[input.name]) === input.value;
    }
  };

  const address = () => {
    const url = new URL(location.href);
    for (const [name, values] of Object.entries(choices)) {
      if (state[name] === values[0]) url.searchParams.delete(name);
      else url.searchParams.set(name, state[name]);
    }
    window.place.readdress(url.href);
  };

  tools.addEventListener("change", ({ target }) => {
    state[target.name] = target.type === "checkbox" ? (target.checked ? "on" : "off") : target.value;
    remember(target.name, state[target.name]);
    window.place.keep(apply);
    address();
  });

  /* A sentence and its counterpart: marked together, and shown on a tap where that is the view. */
  const row = (target) => target.closest?.(".row");
  for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, ({ target }) => row(target)?.classList.add("is-paired"));
    document.addEventListener(leave, ({ target }) => row(target)?.classList.remove("is-paired"));
  }
  document.addEventListener("click", (event) => {
    if (state.view !== "tap" || event.target.closest("a, button") || String(getSelection())) return;
    toggle(row(event.target));
  });

  narrow.addEventListener("change", () => window.place.keep(apply));
  tools.hidden = false;
  apply();
  address();
})();
