/* The tracker's lists: found, filtered, ordered, with their state in the address. */
(() => {
  "use strict";

  const form = document.querySelector(".filters");
  if (form) {
    const known = JSON.parse(document.getElementById("record-words")?.textContent ?? "{}");
    const searched = (element) => {
      const words = (element.dataset.records ?? "").split(" ").map((id) => known[id] ?? "");
      return window.folded(`${element.textContent} ${words.join(" ")}`);
    };
    const rows = [...document.querySelectorAll(".pair")].map((element) => ({ element, text: searched(element) }));
    const also = [...document.querySelectorAll(".also li")].map((element) => ({ element, text: searched(element) }));
    const fields = [...form.elements].filter((field) => field.matches("select, [type=search], [type=checkbox]"));
    const { text, csv, order, quotes } = form.elements;
    const citing = form.querySelector(".list-cite");
    const output = form.querySelector("output");
    const state = document.querySelector(".list-state");
    const empty = document.querySelector(".list-empty");
    const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? field.value : "") : field.value);

    /* Every word of the query must be there; letters may begin anywhere but inside a Latin word. */
    const finds = (query) => {
      const tests = window.folded(query).split(/\s+/).filter(Boolean).map((word) => {
        if (!/^[a-z]/.test(word)) return (where) => where.includes(word);
        // Pinyin is in syllables there, and a reader may type it in one piece.
        const escaped = [...word].map((one) => one.replace(/[^a-z0-9]/, "\\$&")).join(" ?");
        const pattern = new RegExp(`(?:^|[^a-z])${escaped}${word.length < 3 ? "(?![a-z])" : ""}`);
        return (where) => pattern.test(where);
      });
      return (where) => tests.every((test) => test(where));
    };
    const has = (element, name, value) => (element.dataset[name] ?? "").split(" ").includes(value);
    const filters = fields.filter((field) => ![text, order, quotes].includes(field));

    /* The list in the order of the report, and what it is made of: headings and records. */
    const inReport = [...document.querySelectorAll(".group, .pair")];
    const end = document.createComment("");
    inReport.at(-1)?.after(end);
    const bySubject = () => {
      const subject = form.elements.subject;
      const list = [];
      for (const option of subject ? [...subject.options].slice(1) : []) {
        const heading = document.createElement("h2");
        heading.className = "group";
        heading.textContent = option.text.replace(/\s*[（(]\d+[）)]$/, "");
        list.push(heading, ...rows.map((row) => row.element).filter((e) => (e.dataset.subject ?? "").split(" ")[0] === option.value));
      }
      return list;
    };
    let current = inReport;
    const arrange = () => {
      const wanted = order?.value === "subject" ? bySubject() : inReport;
      if (wanted === current) return;
      for (const element of current) element.remove();
      end.before(...wanted);
      current = wanted;
    };

    const show = () => {
      arrange();
      const found = finds(text.value);
      let count = 0;
      for (const { element, text: where } of rows) {
        element.hidden = !(found(where) && filters.every(({ name, value }) => !value || has(element, name, value)));
        count += element.hidden ? 0 : 1;
      }
      let heading = null;
      for (const element of current) {
        if (element.matches(".group")) { heading = element; heading.hidden = true; }
        else if (!element.hidden && heading) heading.hidden = false;
      }
      let more = 0;
      for (const { element, text: where } of also) {
        element.hidden = !text.value.trim() || !found(where);
        more += element.hidden ? 0 : 1;
      }
      const section = document.querySelector(".also");
      if (section) section.hidden = !more;
      output.textContent = count ? output.dataset.template.replace("{n}", count) : output.dataset.none;
      document.documentElement.dataset.quotes = quotes?.checked ? "yes" : "no";
      describe(count);
      empty.hidden = count > 0 || more > 0;
      follow();
    };

    /* What the list is now: for its citation, and for the line that is printed. */
    const describe = (count) => {
      const chosen = [...fields].filter((field) => ![order, quotes].includes(field) && field.value && field.type !== "checkbox")
        .map((field) => (field === text ? form.dataset.quoted.replace("{text}", () => field.value) : field.selectedOptions[0].text.replace(/\s*[（(]\d+[）)]$/, "")));
      document.documentElement.dataset.list = chosen.length ? "part" : "all";
      const values = { filter: chosen.join(form.dataset.separator) || form.dataset.all, n: count };
      const fill = (element) => element.dataset.template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
      citing.dataset.title = fill(citing);
      for (const element of [state, empty].map((one) => one.querySelector("[data-template]"))) element.textContent = fill(element);
      const everywhere = empty.querySelector("a");
      everywhere.hidden = !text.value.trim();
      everywhere.search = new URLSearchParams({ q: text.value });
      form.dataset.printed = window.cite.reference("whole", { title: citing.dataset.title, query: address().search });
    };
    /* The address of the list as it is now. */
    const address = () => {
      const url = new URL(location.href);
      for (const field of fields) {
        const value = valueOf(field);
        if (value) url.searchParams.set(field.name, value);
        else url.searchParams.delete(field.name);
      }
      return url;
    };
    const read = () => {
      const query = new URLSearchParams(location.search);
      for (const field of fields) {
        const wanted = query.get(field.name) ?? "";
        if (field.type === "checkbox") { field.checked = wanted === field.value; continue; }
        field.value = wanted;
        if (field.matches("select") && field.selectedIndex < 0) field.selectedIndex = 0;
        if (field.value) { const more = field.closest("details"); if (more) more.open = true; }
      }
      show();
    };
    /* While a part of the list is read, what is shown stays in view, as do the heads of the columns:
       down to the end of the list, and no further. */
    const head = document.querySelector(".pairs__head");
    const follow = () => {
      const top = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
      const after = document.querySelector(".also:not([hidden])") ?? document.querySelector("#outcomes, #flow");
      const isPast = after ? after.getBoundingClientRect().top < top + 80 : false;
      head?.classList.toggle("is-past", isPast);
      state.hidden = isPast || document.documentElement.dataset.list !== "part" || form.getBoundingClientRect().bottom > top;
    };
    addEventListener("scroll", follow, { passive: true });

    /* Where a query leaves no result on the screen, the form goes to its top. */
    const bringUp = () => {
      const first = current.find((element) => element.matches(".pair") && !element.hidden) ?? empty;
      if (first.getBoundingClientRect().top > innerHeight - 96) form.scrollIntoView();
    };
    form.hidden = false;
    for (const event of ["input", "reset"]) { // a reset follows its event
      form.addEventListener(event, ({ target }) => window.place.keepSoon(() => {
        show();
        window.place.readdress(address().href);
        if (target === text) setTimeout(bringUp);
      }));
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("popstate", read);

    /* A link to a view of this list changes the list in its place. */
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      const url = link && new URL(link instanceof SVGElement ? link.href.baseVal : link.href, location.href);
      if (!url?.search || url.hash || url.pathname !== location.pathname || event.metaKey || event.ctrlKey || event.shiftKey) return;
      try { history.pushState(null, "", url.href); } catch { return; } // the browser follows the link
      event.preventDefault();
      read();
      form.scrollIntoView();
    });

    /* On paper a part of the list comes first, and then what its labels mean. */
    const meanings = document.querySelector(".meanings:not(.moved)");
    const place = document.createComment("");
    addEventListener("beforeprint", () => {
      if (!meanings || document.documentElement.dataset.list !== "part") return;
      meanings.replaceWith(place);
      end.before(meanings);
      const labels = current.filter((each) => !each.hidden).flatMap((each) => [...each.querySelectorAll(".chip, .tie, .none")]);
      const said = labels.map((label) => label.textContent).join("\n");
      for (const name of meanings.querySelectorAll("dt")) {
        name.hidden = name.nextElementSibling.hidden = !said.includes(name.textContent.trim());
      }
    });
    addEventListener("afterprint", () => {
      if (place.isConnected) place.replaceWith(meanings);
      for (const each of meanings?.querySelectorAll("dt, dd") ?? []) each.hidden = false;
    });

    /* The shown pairs as a table; cells that a spreadsheet would run are made text (text/csv.py). */
    const cell = (value) => {
      const text = /^\s*[=+\-@＝＋－＠]/.test(value) && !/^[+-]?\d[\d.,]*%?$/.test(value) ? `'${value}` : value;
      return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const words = (node) => node?.textContent.trim().replace(/\s+/g, " ") ?? "";
    const textOf = (root, selector) => words(root?.querySelector(selector));
    const allOf = (roots, selector) => {
      const found = roots.flatMap((root) => [...(root?.querySelectorAll(selector) ?? [])]);
      return [...new Set(found.map(words))].join("; ");
    };
    const hrefOf = (root) => {
      const link = root?.querySelector("blockquote a");
      return link ? window.cite.published(link) : "";
    };
    /* Why there is no follow-up, without the note on it, which has a column of its own. */
    const reasonOf = (root) => {
      const parts = [...(root.querySelector(".none")?.childNodes ?? [])].filter((node) => !node.matches?.(".note"));
      return parts.map(words).filter(Boolean).join(" ");
    };
    /* What became of it; what must be known of it, first that nobody has read it. */
    const lastOf = (...roots) => [allOf(roots, ".outcome"), allOf(roots, ".chip--draft, .note:not(.outcome *)")];
    const table = () => {
      const lines = [csv.dataset.columns.split(",")];
      for (const element of current) {
        if (!element.matches(".pair") || element.hidden) continue;
        const review = element.querySelector(".pair__review") ?? element;
        const title = textOf(element, "h3");
        const first = [element.dataset.records.split(" ")[0], title, textOf(review, "blockquote"), hrefOf(review), textOf(review, ".tags")];
        const follows = [...element.querySelectorAll(".pair__follow")];
        for (const follow of follows) {
          lines.push([...first, textOf(follow, ".chip:not(.chip--draft)"), textOf(follow, ".tie"), textOf(follow, ".change"), textOf(follow, ".side__title") || title, textOf(follow, "blockquote"), hrefOf(follow), ...lastOf(review, follow)]);
        }
        if (!follows.length) lines.push([...first, reasonOf(element), "", "", "", "", "", ...lastOf(element)]);
      }
      return lines.map((line) => line.map(cell).join(",")).join("\r\n");
    };
    csv.addEventListener("click", () => {
      window.cite.save("tracker.csv", "text/csv", `\ufeff${table()}\r\n`);
    });

    /* On a narrow screen a pair is its titles and its relation; a tap on the title shows the quotes. */
    const narrow = matchMedia("(max-width: 48rem)");
    const fold = () => {
      if (!narrow.matches) {
        for (const button of document.querySelectorAll(".pair h3 button")) button.replaceWith(...button.childNodes);
        return;
      }
      for (const title of document.querySelectorAll(".pair h3:not(:has(button))")) {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...title.childNodes);
        button.setAttribute("aria-expanded", String(Boolean(title.closest(".is-open"))));
        button.addEventListener("click", () => {
          button.setAttribute("aria-expanded", String(title.closest(".pair").classList.toggle("is-open")));
        });
        title.append(button);
      }
    };
    narrow.addEventListener("change", fold);

    read();
    /* A link to a record shows it with its quotes. */
    const reveal = () => {
      const wanted = window.place.named()?.closest(".pair");
      if (!wanted) return;
      wanted.classList.add("is-open");
      wanted.querySelector("h3 button")?.setAttribute("aria-expanded", "true");
    };
    addEventListener("hashchange", reveal);
    reveal();
    fold();

    /* A link to a part of the list leads to the form that says which; going back, the browser returns
       to where the reader was. */
    const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
    if (isNew && !location.hash && document.documentElement.dataset.list === "part") form.scrollIntoView();
  }
})();
