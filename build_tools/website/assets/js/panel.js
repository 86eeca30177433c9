/* The panel: all that is known of a sentence, next to the text where there is room, else a sheet at
   the foot of the screen. What it says is on the page: the other language, the notes at the end, the
   citation's forms. Entries of the glossary and the tracker, charts and lists are cited in it too. */
(() => {
  "use strict";

  const { words, given } = window.cite;
  const SENTENCE = ".row";
  const MARKS = { links: "a.follow", restored: ".restored", terms: "[data-term]" };
  const OPENERS = `a.term[href], ${MARKS.links}, ${MARKS.restored}, .s-link[href^="#"], .list-cite`;
  const LONGEST = 300; // of the words in the report of a mistake
  const SHORT = 24; // of a sentence in the choice of a range's end

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  };
  const heading = (tag, text) => Object.assign(make(tag, "panel__title", text), { tabIndex: -1 });

  const box = make("dialog", "panel md-typeset");
  box.setAttribute("aria-labelledby", "panel-title");
  document.body.append(box);
  let opener = null;
  let subject = null;

  /* ---- What there is to say ---- */

  const textOf = (elements) => {
    const texts = elements.map((element) => {
      const copy = element.cloneNode(true);
      for (const added of copy.querySelectorAll("rt, .s-link, .follow, .restored")) added.remove();
      return copy.textContent.trim();
    });
    return texts.join(elements[0]?.closest("[lang]").lang.startsWith("zh") ? "" : " ");
  };
  const noteOf = ({ dataset }) => document.getElementById(dataset.note ?? `note-${dataset.term ?? dataset.record}`);

  /* The sentences below a heading, up to the next one of its rank. */
  const below = (heading) => {
    const all = [...document.querySelectorAll(":is(h1, h2, h3, h4)[id], .s[id]")];
    const rest = all.slice(all.indexOf(heading) + 1);
    const end = rest.findIndex((one) => !one.matches(".s") && one.tagName <= heading.tagName);
    return rest.slice(0, end < 0 ? rest.length : end).filter((one) => one.matches(".s"));
  };

  /* A sentence with those that follow it up to `last`; a heading; an entry of the page, or its list. */
  const subjectOf = (last) => {
    const row = opener.closest(SENTENCE);
    if (row) {
      const sentences = window.place.sentences(`${row.querySelector(".s").id}${last ? `-${last}` : ""}`);
      const [first, end] = [sentences[0].id, sentences.at(-1).id];
      const isOne = first === end;
      const id = isOne ? first : `${first}-${end}`;
      const kind = isOne ? "forms" : "range";
      const name = (isOne ? words.panel_sentence : words.panel_sentences).replace("{id}", first).replace("{last}", end);
      return { id, kind, name, sentences, text: textOf(sentences), values: { id: first, last: end } };
    }
    const title = opener.closest("h1, h2, h3, h4");
    const sentences = title ? below(title) : [];
    if (sentences.length) {
      const values = { id: sentences[0].id, last: sentences.at(-1).id };
      const kind = sentences[1] ? "range" : "forms";
      return { id: title.id, kind, name: title.textContent.trim(), sentences: [], text: textOf(sentences), values };
    }
    const name = opener.dataset.title ?? opener.getAttribute("aria-label") ?? opener.textContent;
    if (opener.matches(".list-cite")) {
      return { id: "", kind: "whole", name, query: location.search, sentences: [], values: { title: name, query: location.search } };
    }
    const id = opener.matches(".s-link") ? decodeURIComponent(opener.hash.slice(1)) : null;
    return { id, kind: "forms", name, sentences: [], values: { id, title: name } };
  };

  const section = (name, ...children) => make("section", `panel__part panel__${name}`, heading("h3", words[`panel_${name}`]), ...children);
  const copyOf = (note, isOpen) => {
    const children = [...note.children].map((child) => child.cloneNode(true));
    if (!note.matches(".term-notes *")) return make("div", `panel__note ${note.className}`, ...children);
    const made = make("details", "panel__note", make("summary", "", ...children[0].childNodes), ...children.slice(1));
    made.open = isOpen;
    return made;
  };
  /* Notes that no mark leads to. */
  const unlinked = () => subject.sentences.flatMap(({ id }) => [...document.querySelectorAll(`[data-segment="${CSS.escape(id)}"]`)]);
  /* The notes of one kind on the sentences; the one that was asked for comes first. */
  const notes = (kind) => {
    const scopes = subject.sentences.length ? subject.sentences.map((one) => one.closest(SENTENCE)) : [opener.parentElement];
    const asked = opener.matches(MARKS[kind]) ? [opener] : [];
    const marks = [...asked, ...scopes.flatMap((scope) => [...scope.querySelectorAll(MARKS[kind])])];
    const found = [...new Set([...marks.map(noteOf), ...(kind === "links" ? unlinked() : [])].filter(Boolean))];
    if (!found.length) return null;
    const shown = found.map((note, at) => copyOf(note, found.length === 1 || (asked.length && !at)));
    return section(kind, ...shown);
  };
  const otherLanguage = () => {
    const others = subject.sentences.flatMap(({ id }) => [...document.querySelectorAll(`.o[data-of="${CSS.escape(id)}"]`)]);
    if (!others.length) return null;
    const text = make("p", "", textOf(others));
    text.lang = others[0].lang;
    return section("other", text);
  };
  const citations = () => {
    const { id, kind, values } = subject;
    if (id === null) return null;
    const forms = Object.entries(window.cite.forms(kind, values)).map(([style, text]) => {
      const form = make("span", "", given.files[style] ? "" : `${text} `);
      if (!/\p{Script=Han}/u.test(text)) form.lang = "en"; // or its quotation marks are full-width
      return make("p", "panel__form", make("b", "", style), " ", form, ...window.cite.buttons(style, text, id || "list"));
    });
    return forms.length ? section("cite", ...forms) : null;
  };

  /* The sentences of the page from this one on, to choose the last of a range. */
  const rangeChoice = () => {
    const { sentences, values } = subject;
    const all = [...document.querySelectorAll(".s[id]")];
    const options = all.slice(all.indexOf(sentences[0])).map((sentence, at) => {
      const said = textOf([sentence]);
      const begins = said.length > SHORT ? `${said.slice(0, SHORT)}…` : said;
      const text = at ? `${words.range_to.replace("{id}", sentence.id)} ${begins}` : words.range_only;
      return new Option(text, sentence.id, false, sentence.id === values.last);
    });
    const select = make("select", "", ...options);
    select.addEventListener("change", () => {
      open(opener, select.value);
      box.querySelector("select").focus();
    });
    return make("label", "panel__range", words.range_end, " ", select);
  };
  const tools = () => {
    const { id, kind, sentences, text, values, query } = subject;
    const { button, copy } = window.cite;
    const address = window.cite.address(id, query);
    const made = [button(words.copy_link, "", () => copy(address))];
    if (text) made.push(button(words.copy_reference, "", () => copy(`${text}\n${window.cite.reference(kind, values)}`)));
    if (sentences.length) made.push(rangeChoice());
    return make("div", "panel__tools", ...made);
  };
  /* At the foot: the address at which a mistake is reported. */
  const mistakeLink = () => {
    const { id, text, query, name } = subject;
    const said = text ?? name;
    const mistake = window.cite.issue({
      id: id || name,
      text: said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said,
      address: `${given.page}${query ?? ""}${id && `#${id}`}`,
    });
    return mistake && make("p", "panel__part panel__mistake", Object.assign(make("a", "", words.report_mistake), { href: mistake, rel: "noopener noreferrer" }));
  };

  /* ---- Open and close ---- */

  const fill = () => {
    const title = heading("h2", subject.name);
    title.id = "panel-title";
    const end = window.cite.button("×", words.dismiss, () => close());
    end.className = "panel__close";
    // The sign of a sentence asks for its citation, any other mark for what it is about.
    const isSign = opener.matches(".s-link");
    const cited = citations();
    const known = [notes("links"), notes("restored"), notes("terms")];
    const parts = [otherLanguage(), ...(isSign ? [cited, ...known] : [...known, cited])];
    const asked = Object.keys(MARKS).find((kind) => opener.matches(MARKS[kind]));
    const first = parts.find((part) => part?.matches(`.panel__${asked}`));
    const last = subject.id === null ? null : mistakeLink();
    const shown = [first, ...parts.filter((part) => part !== first), last].filter(Boolean);
    box.replaceChildren(make("div", "panel__head", title, end), ...(subject.id === null ? [] : [tools()]), ...shown);
    box.scrollTop = 0;
    return (first ?? box).querySelector(".panel__title");
  };
  const wide = matchMedia("(min-width: 60em)");
  const open = (link, last) => {
    opener?.setAttribute("aria-expanded", "false");
    opener = link;
    opener.setAttribute("aria-expanded", "true");
    subject = subjectOf(last);
    if (subject.id) history.replaceState(history.state, "", `#${subject.id}`);
    const quotes = opener.matches(MARKS.links) ? document.querySelectorAll(`.q[data-record="${CSS.escape(opener.dataset.record)}"]`) : [];
    window.place.mark(quotes.length ? quotes : subject.sentences);
    const focus = fill();
    if (!box.open && wide.matches) window.place.keep(() => box.show());
    else if (!box.open) box.showModal();
    focus.focus({ preventScroll: true });
    const at = subject.sentences[0] ?? opener;
    if (box.matches(":modal") && at.getBoundingClientRect().bottom > innerHeight - box.offsetHeight) at.scrollIntoView();
  };
  const close = () => {
    if (!box.open) return;
    const isInside = box.contains(document.activeElement);
    window.place.keep(() => box.close());
    window.place.mark(subject.sentences);
    opener.setAttribute("aria-expanded", "false");
    if (isInside) opener.focus({ preventScroll: true });
  };

  for (const link of document.querySelectorAll(`${OPENERS}, a.term`)) link.setAttribute("aria-haspopup", "dialog");
  /* What the sign is for, to those who point at it; its name says of which sentence. */
  document.addEventListener("pointerover", ({ target }) => {
    const link = target.closest?.(".s-link");
    if (link) link.title = words.sign_link;
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(OPENERS);
    if (event.target === box && box.matches(":modal")) close(); // what is behind the sheet
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.(OPENERS);
    if (event.key === " " && link) {
      event.preventDefault();
      open(link);
    } else if (event.key === "Escape" && !document.querySelector("dialog:modal")) {
      close();
    }
  });
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  /* The panel is at the end of the page, and in its order after what opened it. */
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || box.matches(":modal")) return;
    const stops = [...box.querySelectorAll("a[href], button, select, summary")].filter((stop) => stop.checkVisibility());
    const at = stops.indexOf(document.activeElement);
    if (event.shiftKey ? at > 0 : at < stops.length - 1) return;
    if (event.shiftKey) event.preventDefault();
    opener.focus(); // from which Tab goes on
  });
  addEventListener("hashchange", close);
  wide.addEventListener("change", close);
})();
