/* Citations: the forms that the build made (presentation/citations), with their slots ⟦…⟧ filled in
   with what only the page knows; and how a text gets to the clipboard or into a file. */
window.cite = (() => {
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
    const day = window.place.today();
    const [year, month, date] = day.map(Number);
    const english = { year: `${year}`, month: given.months[month - 1], day: `${date}` };
    return {
      iso: day.join("-"),
      slashes: day.join("/"),
      english: fill(given.date, english),
      parts: `${year},${month},${date}`,
    };
  };

  /* Every form of the citation of a "whole" page, one of its "forms" or a "range", by name. */
  const forms = (kind, values) => {
    const all = { ...values, ...today() };
    return Object.fromEntries(Object.entries(given[kind] ?? {}).map(([name, text]) => [name, fill(text, all)]));
  };
  /* The one that goes with quoted words. */
  const reference = (kind, values) => forms(kind, values)[given.reference];
  /* The address at which a mistake is reported. */
  const issue = (values) => given.issue && fill(given.issue, values);
  /* The address of a place on this page; from a disk, where the site has it. */
  const base = () => (location.protocol === "file:" && given.page ? given.page : location.href);
  const published = (link) => new URL(link.getAttribute("href"), base()).href;
  const address = (id, query = "") => {
    const url = new URL(base());
    url.search = query;
    url.hash = id;
    return url.href;
  };

  const toast = (text) => {
    const box = document.createElement("div");
    box.className = "toast";
    box.setAttribute("role", "status");
    (document.querySelector("dialog:modal") ?? document.body).append(box);
    box.textContent = text;
    setTimeout(() => box.remove(), 2500);
  };

  /* The clipboard needs a secure page; from a disk the old command still works. */
  const copy = async (text) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const before = document.activeElement;
      const area = document.createElement("textarea");
      area.value = text;
      area.style.position = "fixed";
      area.style.opacity = "0";
      (document.querySelector("dialog:modal") ?? document.body).append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      before?.focus({ preventScroll: true });
    }
    toast(done ? words.copied : words.copy_failed);
  };

  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const button = (text, label, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "small-button";
    made.textContent = text;
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  };
  /* What can be done with a citation: copied, and saved where programs read it. */
  const buttons = (style, text, name) => {
    const label = (key) => words[key].replace("{style}", style);
    const made = [button(words.copy, label("copy_citation"), () => copy(text))];
    const [ending, type] = given.files[style] ?? [];
    if (ending) {
      made.push(button(words.download, label("download_citation"), () => save(`${name}.${ending}`, type, `${text.trimEnd()}\n`)));
    }
    return made;
  };

  /* Citations that are printed on the page get the day, and buttons. */
  const whole = given.whole ? forms("whole", {}) : {};
  for (const element of document.querySelectorAll("[data-form]")) {
    const style = element.dataset.form;
    if (!whole[style]) continue;
    element.textContent = whole[style].replaceAll("\r\n", "\n").trim();
    const tools = document.createElement("span");
    tools.className = "citation__tools";
    tools.append(...buttons(style, whole[style], "report"));
    (element.closest("pre") ?? element.firstChild).after(tools);
  }

  return { words, given, forms, reference, issue, address, published, copy, save, button, buttons };
})();
